import ArgumentParser
import KnowledgeModel
import KnowledgeStore

struct ConfirmCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm",
        abstract: "Say that a claim is right: it is certain from then on, and its rule is trusted more.",
        discussion: """
            EXAMPLE:
              dossier confirm 3f9a
            """)

    @OptionGroup var base: BaseOption
    @OptionGroup var judgement: JudgementOptions

    @Argument(help: ArgumentHelp("The beginning of a claim_id.", valueName: "claim"))
    var claim: String

    func run() throws { try ClaimJudging.run(.confirm, claim, base, judgement) }
}
