import ArgumentParser
import KnowledgeModel
import KnowledgeStore

struct AliasCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alias",
        abstract: "Add or remove a name by which an entity goes.",
        discussion: """
            An entity that other articles know under an added name becomes one with it.

            EXAMPLES:
              dossier alias add "Meta Superintelligence Labs" MSL
              dossier alias remove Microsoft "the firm"
            """,
        subcommands: [Add.self, Remove.self])

    struct Names: ParsableArguments {
        @OptionGroup var base: BaseOption
        @OptionGroup var judgement: JudgementOptions

        @Argument(help: ArgumentHelp("A name, an alias or an identifier.", valueName: "entity"))
        var entity: String

        @Argument(help: ArgumentHelp("The other name.", valueName: "alias"))
        var alias: String

        func record(_ action: Judgement.Action) throws {
            guard EntityReference(.company, alias).isWellFormed else {
                Output.fail("an alias needs at least one letter or digit, in one line.")
            }
            let base = try Judging.base(base)
            let entity = try Judging.entity(entity, in: base)
            let members = try reporting { try base.members(of: entity.id) }.map(\.id)
            let opposite: Judgement.Action = action == .addAlias ? .removeAlias : .addAlias
            var time = try reporting { try base.judgementTime() }
            var judgements: [Judgement] = []
            // An alias that is added again is no longer removed, and the other way round.
            for earlier in try reporting({ try base.judgements() })
            where earlier.undoneBy == nil && earlier.judgement.action == opposite && earlier.judgement.name == alias
                && members.contains(earlier.judgement.entity ?? "")
            {
                judgements.append(
                    Judgement(
                        .undo, undoes: earlier.id, reason: judgement.why, madeBy: judgement.author, madeAt: time))
                time = KnowledgeBase.time(after: time)
            }
            if action == .addAlias || judgements.isEmpty {
                judgements.append(
                    Judgement(
                        action, entity: entity.id, name: alias, reason: judgement.why, madeBy: judgement.author,
                        madeAt: time))
            }
            try Judging.record(judgements, in: base)
            Output.write(
                action == .addAlias
                    ? "\(entity.name) also goes by \(alias)\n" : "\(entity.name) no longer goes by \(alias)\n")
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a name by which an entity goes.")
        @OptionGroup var names: Names
        func run() throws { try names.record(.addAlias) }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Remove a name that an entity does not go by.")
        @OptionGroup var names: Names
        func run() throws { try names.record(.removeAlias) }
    }
}
