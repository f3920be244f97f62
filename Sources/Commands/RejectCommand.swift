import ArgumentParser
import KnowledgeModel
import KnowledgeStore

struct RejectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject",
        abstract: "Say that a claim is wrong: it leaves all views.",
        discussion: """
            The judgement holds when the article is read again, with other rules or after it was edited, as long as its words \
            are read the same way. 'dossier show --include-rejected' still shows the claim.

            EXAMPLE:
              dossier reject 3f9a --reason "the figure is the year before's"
            """)

    @OptionGroup var base: BaseOption
    @OptionGroup var judgement: JudgementOptions

    @Argument(help: ArgumentHelp("The beginning of a claim_id.", valueName: "claim"))
    var claim: String

    func validate() throws {
        if judgement.why.allSatisfy(\.isWhitespace) { throw ValidationError("Say with --reason what is wrong.") }
    }

    func run() throws { try ClaimJudging.run(.reject, claim, base, judgement) }
}

enum ClaimJudging {
    static func run(
        _ action: Judgement.Action, _ prefix: String, _ option: BaseOption, _ options: JudgementOptions
    ) throws {
        let base = try Judging.base(option)
        let found = try Judging.claim(prefix, in: base)
        if found.state == "amended" {
            Output.fail(
                "claim \(found.id) was amended; judge the claim that stands in its place, or undo the amendment.")
        }
        let held = try reporting { try base.judgementInForce(onClaim: found.id) }
        if held == action {
            Output.write("claim \(found.id) is \(action == .reject ? "rejected" : "confirmed") already\n")
            return
        }
        let time = try reporting { try base.judgementTime() }
        let judgement = Judgement(
            action, found.claim, in: found.article, reason: options.why, madeBy: options.author, madeAt: time)
        try Judging.record([judgement], in: base)
        Output.write("\(action == .reject ? "rejected" : "confirmed"): \(found.claim.summary)\n")
    }
}
