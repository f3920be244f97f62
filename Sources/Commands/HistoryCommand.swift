import ArgumentParser
import KnowledgeModel
import KnowledgeStore

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Show what counts as an entity, why, and what people decided about it.",
        discussion: """
            EXAMPLE:
              dossier history "DeepSeek R1"
            """)

    @OptionGroup var base: BaseOption

    @Argument(help: ArgumentHelp("A name, an alias or an identifier.", valueName: "entity"))
    var entity: String

    func run() throws {
        let path = base.path
        let base = try reporting { try KnowledgeBase(path: path, for: .reading, now: { "" }) }
        let entity = try Judging.entity(entity, in: base)
        let (members, judgements) = try reporting { (try base.members(of: entity.id), try base.judgements()) }
        Output.write("\(entity.name)  (\(entity.kind.rawValue), \(entity.id))\n")
        for member in members where member.reason != nil {
            Output.write("  counts as it: \(member.id), \(member.reason ?? "")\n")
        }
        let ids = Set(members.map(\.id))
        let own = judgements.filter { recorded in
            [recorded.judgement.entity, recorded.judgement.other].contains { $0.map(ids.contains) ?? false }
        }
        let undoing = judgements.filter { $0.judgement.undoes.map { id in own.contains { $0.id == id } } ?? false }
        let shown = (own + undoing).sorted { ($0.judgement.madeAt, $0.id) < ($1.judgement.madeAt, $1.id) }
        for judgement in shown { Output.write("  \(JudgementText.line(judgement))\n") }
        if members.count == 1 && shown.isEmpty { Output.write("  nothing else counts as it, and nobody judged it\n") }
    }
}
