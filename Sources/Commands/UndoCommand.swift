import ArgumentParser
import KnowledgeStore

struct UndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Take a judgement back, the last one unless another is named.",
        discussion: """
            The judgement stays on record, with another one that takes it back.

            EXAMPLES:
              dossier undo
              dossier undo 5c41 --reason "they are two after all"
            """)

    @OptionGroup var base: BaseOption
    @OptionGroup var judgement: JudgementOptions

    @Argument(
        help: ArgumentHelp(
            "The beginning of a judgement's identifier; 'dossier corrections list' shows them.", valueName: "judgement")
    )
    var id: String?

    func run() throws {
        let base = try Judging.base(base)
        let all = try reporting { try base.judgements() }
        let candidates = all.filter {
            $0.judgement.action != .undo && (id.map($0.id.hasPrefix) ?? ($0.undoneBy == nil))
        }
        guard let last = candidates.last else {
            Output.note(
                id.map { "dossier: no judgement's identifier begins with '\($0)'." }
                    ?? "dossier: there is nothing to undo.")
            throw nothingFound
        }
        if id != nil && candidates.count > 1 {
            Output.fail("several judgements begin so: \(candidates.prefix(5).map(\.id).joined(separator: ", ")).")
        }
        if let undone = last.undoneBy { Output.fail("\(last.id) was taken back already, by \(undone).") }
        // What one command decided together is taken back together.
        let together =
            id != nil
            ? [last]
            : candidates.filter {
                $0.judgement.madeAt == last.judgement.madeAt && $0.judgement.action == last.judgement.action
                    && $0.judgement.madeBy == last.judgement.madeBy
            }
        let time = try reporting { try base.judgementTime() }
        try Judging.record(
            together.map {
                Judgement(.undo, undoes: $0.id, reason: judgement.why, madeBy: judgement.author, madeAt: time)
            }, in: base)
        for taken in together { Output.write("taken back: \(JudgementText.line(taken))\n") }
    }
}
