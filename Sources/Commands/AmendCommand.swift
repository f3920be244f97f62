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
        if judgement.why.allSatisfy(\.isWhitespace) { throw ValidationError("Say with --reason what was wrong.") }
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
        let changes = try Self.changes(set, found.claim, base)
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
    ///
    /// An entity may be named by any name that it goes by.
    static func changes(
        _ assignments: [String], _ claim: Claim, _ base: KnowledgeBase
    ) throws -> [String: AnchorValue] {
        var changes: [String: AnchorValue] = [:]
        for assignment in assignments {
            let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let (column, text) = (String(parts[0]), String(parts[1]))
            if changes[column] != nil { Output.fail("\(column) is set twice.") }
            switch claim.kind.fields.first(where: { $0.name.rawValue == column })?.type {
            case _ where text.isEmpty: changes[column] = .null
            case .number:
                let digits = text.filter { $0 != "_" }
                let isDecimal = digits.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
                changes[column] = (isDecimal ? Double(digits) : nil).map { .number($0) } ?? .text(text)
            case .flag:
                changes[column] =
                    ["1", "true"].contains(text)
                    ? .flag(true) : ["0", "false"].contains(text) ? .flag(false) : .text(text)
            case .entity(let kinds):
                if let known = try reporting({ try base.reference(called: text, kinds: kinds) }) {
                    changes[column] = .text(known.name)
                    if kinds.count > 1, changes[column + "_kind"] == nil {
                        changes[column + "_kind"] = .text(known.kind.rawValue)
                    }
                } else {
                    let others = try reporting { try base.entities(called: text) }
                    if let other = others.first, text.contains(":") || other.name == text {
                        Output.fail(
                            "\(text) is a \(other.kind.rawValue), and \(column) holds \(kinds.map(\.rawValue).joined(separator: ", "))."
                        )
                    }
                    changes[column] = .text(text)
                }
            default: changes[column] = .text(text)
            }
        }
        return changes
    }
}
