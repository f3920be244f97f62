import ArgumentParser
import Foundation
import Glibc
import KnowledgeStore
import Presentation
import SQLite

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a view as CSV or JSON lines.",
        discussion: """
            CSV follows RFC 4180: NULL is an empty field, the empty text is "", line ends are CRLF. Text is written as it \
            is; with --escape-formulas text that begins with =, +, - or @ gets an apostrophe before it, for spreadsheets. \
            Rows are sorted by all their columns, so that equal bases give equal files.

            EXAMPLES:
              dossier export companies > companies.csv
              dossier export capex_figures --format jsonl
              dossier export --all out/
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case csv, jsonl
    }

    @OptionGroup var base: BaseOption

    @Argument(
        help: ArgumentHelp(
            "The view: companies, people, models, products, benchmarks, capex_figures, …", valueName: "view"))
    var view: String?

    @Option(name: .long, help: "csv or jsonl.")
    var format = Format.csv

    @Option(
        name: .long,
        help: ArgumentHelp("Write every entity and fact view into this folder, a file each.", valueName: "folder"))
    var all: String?

    @Flag(name: .long, help: "Also claims that people rejected or amended, with their state (fact views and claims).")
    var includeRejected = false

    @Flag(name: .long, help: "Keep spreadsheets from taking text for formulas (CSV only).")
    var escapeFormulas = false

    func validate() throws {
        if (view == nil) == (all == nil) {
            throw ValidationError(
                "Name one view, or a folder with --all. Views: \(PublicViews.all.joined(separator: ", ")).")
        }
        if all != nil && includeRejected { throw ValidationError("--include-rejected goes with one view.") }
        if let view, !PublicViews.all.contains(view) {
            let near = Suggestions.nearest(to: view, among: PublicViews.all)
            let hint =
                near.isEmpty
                ? "Views: \(PublicViews.all.joined(separator: ", "))."
                : "Did you mean \(near.joined(separator: " or "))?"
            throw ValidationError("There is no view '\(view)'. \(hint)")
        }
    }

    func run() throws {
        let connection = try reporting {
            try KnowledgeBase.openForQueries(path: base.path, limits: QueryLimits(thousandsOfSteps: nil))
        }
        if let view {
            let complete = "all_" + view
            let isComplete = includeRejected && PublicViews.all.contains(complete)
            if includeRejected && !isComplete { Output.fail("--include-rejected is for fact views and claims.") }
            let count = try reporting {
                try write(
                    isComplete ? complete : view, connection,
                    to: BufferedFile(descriptor: STDOUT_FILENO, name: "standard output"))
            }
            if count == 0 { throw nothingFound }
        } else if let all {
            try writeAll(to: all, connection)
        }
    }

    private func writeAll(to folder: String, _ connection: borrowing Connection) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            Output.fail("the folder \(folder) cannot be made: \(error.localizedDescription)")
        }
        for view in PublicViews.exported {
            let path = "\(folder)/\(view).\(format.rawValue)"
            // Whole files only: a full disk leaves no half of one under its final name.
            let partial = path + ".partial"
            let descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { Output.fail("\(path) cannot be written: \(String(cString: strerror(errno)))") }
            _ = try reporting { try write(view, connection, to: BufferedFile(descriptor: descriptor, name: path)) }
            guard close(descriptor) == 0, rename(partial, path) == 0 else {
                Output.fail("\(path) cannot be written: \(String(cString: strerror(errno)))")
            }
        }
        Output.note("\(PublicViews.exported.count) files in \(folder)")
    }

    /// - Returns: How many rows were written.
    private func write(
        _ view: String,
        _ connection: borrowing Connection,
        to file: consuming BufferedFile
    ) throws -> Int {
        let columns = try connection.prepare("SELECT * FROM \(identifier: view) LIMIT 0").columnNames
        let order = columns.indices.map { String($0 + 1) }.joined(separator: ", ")
        var statement = try connection.prepare("SELECT * FROM \(identifier: view) ORDER BY \(verbatim: order)")
        let writer = CSVWriter(escapesFormulas: escapeFormulas)
        if format == .csv { file.write(writer.header(columns)) }
        var count = 0
        while try statement.step() {
            switch format {
            case .csv: file.write { writer.append(statement, columns: columns.count, to: &$0) }
            case .jsonl: file.write(JSON.object(columns, try statement.row()) + "\n")
            }
            count += 1
        }
        file.flush()
        return count
    }
}
