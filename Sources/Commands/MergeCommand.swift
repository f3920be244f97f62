import ArgumentParser
import KnowledgeModel
import KnowledgeStore

struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Say that two entities are one; the first one's name stays.",
        discussion: """
            All views then show them as one. What was read stays as it was read: 'dossier undo' takes the merge back, and \
            'dossier history' shows it.

            EXAMPLES:
              dossier merge OpenAI "Open AI Global" --reason "its holding, never told apart in the news"
              dossier merge company:zhipu-ai company:z.ai --reason "renamed in 2025"
            """)

    @OptionGroup var base: BaseOption
    @OptionGroup var judgement: JudgementOptions

    @Argument(
        help: ArgumentHelp("The entity whose name stays: a name, an alias or an identifier.", valueName: "entity"))
    var kept: String

    @Argument(help: ArgumentHelp("The entity that is the same.", valueName: "other"))
    var other: String

    func run() throws {
        let base = try Judging.base(base)
        let (kept, other) = (try Judging.entity(kept, in: base), try Judging.entity(other, in: base))
        guard kept.id != other.id else {
            Output.write("\(kept.name) and \(self.other) are one already\n")
            return
        }
        guard kept.kind == other.kind else {
            Output.fail(
                "\(kept.name) is a \(kept.kind.rawValue) and \(other.name) a \(other.kind.rawValue); only entities of one kind can be one."
            )
        }
        let time = try reporting { try base.judgementTime() }
        try Judging.record(
            [
                Judgement(
                    .merge, entity: kept.id, other: other.id, reason: judgement.why, madeBy: judgement.author,
                    madeAt: time)
            ], in: base)
        Output.write("\(other.name) now counts as \(kept.name)\n")
    }
}
