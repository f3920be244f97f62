import ArgumentParser
import KnowledgeModel
import KnowledgeStore

struct RenameCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename",
        abstract: "Give an entity another name; the old ones stay its aliases.",
        discussion: """
            EXAMPLE:
              dossier rename "Zhipu AI" "Z.ai" --reason "the name it uses since July 2025"
            """)

    @OptionGroup var base: BaseOption
    @OptionGroup var judgement: JudgementOptions

    @Argument(help: ArgumentHelp("A name, an alias or an identifier.", valueName: "entity"))
    var entity: String

    @Argument(help: ArgumentHelp("The name that all views shall show.", valueName: "name"))
    var name: String

    func run() throws {
        guard EntityReference(.company, name).isWellFormed else {
            Output.fail("an entity needs a name with at least one letter or digit, in one line.")
        }
        let base = try Judging.base(base)
        let entity = try Judging.entity(entity, in: base)
        let time = try reporting { try base.judgementTime() }
        try Judging.record(
            [
                Judgement(
                    .rename, entity: entity.id, name: name, reason: judgement.why, madeBy: judgement.author,
                    madeAt: time)
            ],
            in: base)
        Output.write("\(entity.name) is now called \(name)\n")
    }
}
