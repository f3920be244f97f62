import ArgumentParser
import KnowledgeStore
import Presentation
import SQLite

struct ArticlesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "articles",
        abstract: "List the stored articles, newest first.",
        discussion: """
            EXAMPLES:
              dossier articles
              dossier articles --limit 10
            """)

    @OptionGroup var base: BaseOption

    @Option(name: .long, help: ArgumentHelp("At most so many.", valueName: "count"))
    var limit: Int?

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit is a number from 0 up.") }
    }

    func run() throws {
        let table = try reporting {
            let connection = try KnowledgeBase.openForQueries(path: base.path)
            var statement = try connection.prepare(
                """
                SELECT a.article_id, a.published_on, a.publisher, a.title,
                    (SELECT count(*) FROM claims c WHERE c.article_id = a.article_id) AS claims
                FROM articles a ORDER BY a.published_on DESC NULLS LAST, a.article_id LIMIT ?
                """)
            try statement.bind(limit ?? -1)
            return try statement.table()
        }
        guard !table.rows.isEmpty else { throw nothingFound }
        Output.write(TextTable(width: Output.terminalWidth).render(table))
    }
}

extension Statement {
    /// All rows of the statement.
    mutating func table() throws -> ResultTable {
        var table = ResultTable(columns: columnNames, rows: [])
        while try step() {
            var row: [Value] = []
            for index in table.columns.indices { row.append(try read(index)) }
            table.rows.append(row)
        }
        return table
    }
}
