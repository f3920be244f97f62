import ArgumentParser
import Foundation
import Glibc
import KnowledgeStore
import Presentation
import SQLite

struct SQLCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sql",
        abstract: "Run a query; the base cannot be changed by it.",
        discussion: """
            Without SQL on the command line, or with -, the query is read from standard input. 'dossier status' lists the \
            views; docs/schema.md describes their columns.

            EXAMPLES:
              dossier sql "SELECT model, score FROM benchmark_scores ORDER BY score DESC"
              dossier sql --csv "SELECT * FROM stock_moves" > moves.csv
              echo "SELECT count(*) FROM claims" | dossier sql
            """)

    @OptionGroup var base: BaseOption

    @Flag(name: .long, help: "Print comma-separated values (RFC 4180).")
    var csv = false

    @Flag(name: .long, help: "Print a JSON array with an object for each row.")
    var json = false

    @Argument(help: ArgumentHelp("One SELECT statement.", valueName: "sql"))
    var sql: String?

    func validate() throws {
        if csv, json { throw ValidationError("Choose one of --csv and --json.") }
    }

    func run() throws {
        let query = try text()
        let connection = try reporting {
            try KnowledgeBase.openForQueries(path: base.path, limits: QueryLimits(memory: 1 << 30))
        }
        do {
            var statement = try connection.prepare(SQL(verbatim: query))
            let columns = statement.columnNames
            let found = try print(&statement, columns)
            if !found { throw nothingFound }
        } catch let error as SQLiteError {
            Output.fail(Messages.text(forQuery: error, names: Self.names(connection)))
        }
    }

    private func text() throws -> String {
        if let sql, sql != "-" { return sql }
        if isatty(STDIN_FILENO) == 1 {
            throw ValidationError("There is no SQL to run. Try: dossier sql \"SELECT * FROM companies\"")
        }
        let data = FileHandle.standardInput.readDataToEndOfFile()
        guard let text = String(validating: data, as: UTF8.self) else {
            Output.fail("the query on standard input is not UTF-8.")
        }
        return text
    }

    /// Streams rows, so that a large result takes no memory; a table must see all rows before it knows its widths.
    private func print(_ statement: inout Statement, _ columns: [String]) throws -> Bool {
        var count = 0
        let writer = CSVWriter()
        var table = ResultTable(columns: columns, rows: [])
        var output = BufferedFile(descriptor: STDOUT_FILENO, name: "standard output")
        if csv { output.write(writer.header(columns)) }
        if json { output.write("[") }
        while try statement.step() {
            if csv {
                output.write { writer.append(statement, columns: columns.count, to: &$0) }
            } else if json {
                output.write((count == 0 ? "\n" : ",\n") + JSON.object(columns, try statement.row()))
            } else {
                table.rows.append(try statement.row())
            }
            count += 1
        }
        if json { output.write(count == 0 ? "]\n" : "\n]\n") }
        output.flush()
        if !csv, !json {
            if count > 0 { Output.write(TextTable(width: Output.terminalWidth).render(table)) }
            Output.note(count == 1 ? "1 row" : "\(count) rows")
        }
        return count > 0
    }

    /// The views and columns that a misspelt name may have meant.
    private static func names(_ connection: borrowing Connection) -> [String] {
        var names: [String] = []
        for view in PublicViews.all {
            names.append(view)
            if let statement = try? connection.prepare("SELECT * FROM \(identifier: view) LIMIT 0") {
                names += statement.columnNames
            }
        }
        return names
    }
}
