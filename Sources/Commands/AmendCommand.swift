import ArgumentParser
import KnowledgeModel
import KnowledgeStore
import Presentation

struct AmendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "amend",
        abstract: "Set columns of a claim right.",
        discussion: """
            The amended claim takes the place of the one that was read, with the same quote. An empty value empties a column. \
            Amounts are plain numbers, periods are written as in the views.

            EXAMPLES:
              dossier amend 3f9a --set period=2026 --set basis=guidance --reason "it is about this year"
              dossier amend 3f9a --set high= --reason "no upper bound is told"
            """)

    @OptionGroup var base: BaseOption
    @OptionGroup var judgement: JudgementOptions

    @Argument(help: ArgumentHelp("The beginning of a claim_id.", valueName: "claim"))
    var claim: String

    @Option(name: .long, help: ArgumentHelp("A column and its value; can be given again.", valueName: "column=value"))
    var set: [String]

    func validate() throws {
        if judgement.why.isEmpty { throw ValidationError("Say with --reason what was wrong.") }
        if let bad = set.first(where: { !$0.contains("=") }) {
            throw ValidationError("'\(bad)' is no column=value, such as period=2026.")
        }
    }

    func run() throws {
        let base = try Judging.base(base)
        let found = try Judging.claim(claim, in: base)
        if found.state == "amended" {
            Output.fail(
                "claim \(found.id) was amended already; amend the claim that stands in its place, or undo first.")
        }
        let changes = Self.changes(set, found.claim.kind)
        let amended: Claim
        do throws(AmendmentError) {
            amended = try found.claim.amended(changes)
        } catch {
            Output.fail(Messages.text(for: error))
        }
        guard amended.contentKey != found.claim.contentKey else { Output.fail("that is what the claim says already.") }
        let time = try reporting { try base.judgementTime() }
        try Judging.record(
            [
                Judgement(
                    .amend, found.claim, in: found.article, changes: changes, reason: judgement.why,
                    madeBy: judgement.author, madeAt: time)
            ], in: base)
        Output.write("it said: \(found.claim.summary)\nit says: \(amended.summary)\n")
    }

    /// The values as the columns hold them; what does not fit is left to the claim to refuse.
    static func changes(_ assignments: [String], _ kind: ClaimKind) -> [String: AnchorValue] {
        var changes: [String: AnchorValue] = [:]
        for assignment in assignments {
            let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let (column, text) = (String(parts[0]), String(parts[1]))
            let type = kind.fields.first { $0.name.rawValue == column }?.type
            switch type {
            case _ where text.isEmpty: changes[column] = .null
            case .number:
                changes[column] = Double(text.filter { $0 != "_" && $0 != "," }).map { .number($0) } ?? .text(text)
            case .flag:
                changes[column] =
                    text == "1" || text == "true"
                    ? .flag(true) : text == "0" || text == "false" ? .flag(false) : .text(text)
            default: changes[column] = .text(text)
            }
        }
        return changes
    }
}
