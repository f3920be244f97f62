import ArgumentParser
import KnowledgeModel
import KnowledgeStore
import Presentation
import SQLite

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Count what the base holds, view by view.")

    @OptionGroup var base: BaseOption

    @Flag(name: .long, help: "Also check the file for damage.")
    var check = false

    func run() throws {
        let (table, total) = try reporting {
            let connection = try KnowledgeBase.openForQueries(path: base.path)
            var table = ResultTable(columns: ["view", "rows"], rows: [])
            func add(_ name: String, _ count: Int64) { table.rows.append([.text(name), .integer(count)]) }
            add("articles", try connection.first(Int64.self, "SELECT count(*) FROM article") ?? 0)
            for kind in EntityKind.allCases {
                add(
                    kind.viewName,
                    try connection.first(
                        Int64.self,
                        "SELECT count(*) FROM resolved_entity WHERE kind = ? AND entity_key = canonical_key",
                        kind.rawValue) ?? 0)
            }
            var total: Int64 = 0
            for kind in ClaimKind.allCases {
                let count =
                    try connection.first(
                        Int64.self,
                        """
                        SELECT count(*) FROM claim c JOIN claim_standing s USING (claim_key)
                        WHERE c.kind = ? AND s.state = 'stands'
                        """, kind.rawValue) ?? 0
                add(kind.viewName, count)
                total += count
            }
            return (table, total)
        }
        Output.write(TextTable(width: Output.terminalWidth).render(table))
        Output.write("\(total) claims in \(base.path)\n")
        guard check else { return }
        let damage = try reporting {
            try KnowledgeBase(path: base.path, for: .reading, now: { "" }).damage()
        }
        guard damage.isEmpty else { Output.fail("\(base.path) is damaged:\n" + damage.joined(separator: "\n")) }
        Output.write("no damage found\n")
    }
}
