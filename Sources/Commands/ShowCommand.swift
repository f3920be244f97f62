import ArgumentParser
import Foundation
import KnowledgeModel
import KnowledgeStore
import Presentation
import SQLite

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show everything known about one entity, with the words that say it.",
        discussion: """
            The name may be the entity's own, an alias, or its identifier such as company:meta. Where several entities go \
            by it, all are shown.

            EXAMPLES:
              dossier show Meta
              dossier show "Claude Opus 4.6" --current
              dossier show Meta --as-of 2026-03-01
              dossier show model:gemini
            """)

    @OptionGroup var base: BaseOption

    @Argument(help: ArgumentHelp("A name, an alias or an identifier.", valueName: "name"))
    var name: String

    @Option(
        name: .long,
        help: ArgumentHelp("Only what the base held on this day, judged by the articles' dates.", valueName: "date"))
    var asOf: String?

    @Flag(name: .long, help: "Only what holds now: nothing that a later claim replaced.")
    var current = false

    @Flag(name: .long, help: "Also claims that people rejected or amended, marked so.")
    var includeRejected = false

    func validate() throws {
        if let asOf, CalendarDate(iso: asOf) == nil {
            throw ValidationError("'\(asOf)' is no date; write it as YYYY-MM-DD.")
        }
        if asOf != nil && (current || includeRejected) {
            throw ValidationError("--as-of goes with neither --current nor --include-rejected.")
        }
    }

    func run() throws {
        let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
        try reporting {
            let connection = try KnowledgeBase.openForQueries(path: base.path)
            let entities = try find(name, connection)
            guard !entities.isEmpty else {
                try suggest(name, connection)
                throw nothingFound
            }
            var count = 0
            for (index, entity) in entities.enumerated() {
                if index > 0 { Output.write("\n") }
                count += try show(entity, connection)
            }
            if count == 0, let asOf {
                Output.note("dossier: the base held nothing about '\(name)' on \(asOf).")
                throw nothingFound
            }
        }
    }

    private struct Found {
        let id: String
        let kind: EntityKind
        let name: String
    }

    private func find(_ name: String, _ connection: borrowing Connection) throws -> [Found] {
        var statement = try connection.prepare(
            """
            SELECT entity_id, kind, name FROM entities
            WHERE entity_id = ?1 OR lower(name) = lower(?1)
                OR entity_id IN (SELECT entity_id FROM aliases WHERE lower(alias) = lower(?1))
                OR entity_id IN (SELECT entity_id FROM entity_links WHERE member_id = ?1)
            ORDER BY lower(name) = lower(?1) DESC, kind, name
            """)
        try statement.bind(name)
        var found: [Found] = []
        while try statement.step() {
            guard let kind = EntityKind(rawValue: try statement.read(1)) else { continue }
            found.append(Found(id: try statement.read(0), kind: kind, name: try statement.read(2)))
        }
        let exact = found.filter { $0.name.lowercased() == name.lowercased() || $0.id == name }
        return exact.isEmpty ? found : exact
    }

    private func suggest(_ name: String, _ connection: borrowing Connection) throws {
        var names: [String] = []
        var statement = try connection.prepare("SELECT name FROM entities UNION SELECT alias FROM aliases")
        while try statement.step() { names.append(try statement.read(0)) }
        let near = Suggestions.nearest(to: name, among: names)
        let hint = near.isEmpty ? "" : " Did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))?"
        Output.note(
            "dossier: the base knows nothing by the name '\(name.count > 80 ? name.prefix(80) + "…" : name[...])'.\(hint)"
        )
    }

    /// - Returns: How many claims were shown.
    private func show(_ entity: Found, _ connection: borrowing Connection) throws -> Int {
        var count = 0
        var statement = try connection.prepare("SELECT * FROM \(identifier: entity.kind.viewName) WHERE entity_id = ?")
        try statement.bind(entity.id)
        let own = try statement.table()
        Output.write("\(TextTable.oneLine(entity.name))  (\(entity.kind.rawValue), \(entity.id))\n")
        // What the columns say is what holds now.
        if asOf == nil, let row = own.rows.first {
            for (column, value) in zip(own.columns, row)
            where value != .null && column != "entity_id" && column != "name" {
                Output.write("  \(column): \(Facts.text(value))\n")
            }
        }
        var aliases: [String] = []
        var names = try connection.prepare(
            "SELECT alias FROM aliases WHERE entity_id = ? AND alias <> ? ORDER BY alias")
        try names.bind(entity.id, entity.name)
        while try names.step() { aliases.append(try names.read(0)) }
        if !aliases.isEmpty { Output.write("  also: \(TextTable.oneLine(aliases.joined(separator: ", ")))\n") }

        for kind in ClaimKind.allCases {
            let columns = kind.fields.filter { field in
                if case .entity(let kinds) = field.type { kinds.contains(entity.kind) } else { false }
            }.map(\.name.rawValue)
            guard !columns.isEmpty else { continue }
            let condition = columns.map { column in
                // Where a column may name several kinds of things, the kind must agree too.
                let isMixed = kind == .relations || kind == .usageFigures
                return isMixed ? "(\(column) = ?1 AND \(column)_kind = ?2)" : "(\(column) = ?1 AND ?2 <> '')"
            }.joined(separator: " OR ")
            let view = (includeRejected ? "all_" : current ? "current_" : "") + kind.viewName
            let time: SQL = """
                AND v.claim_id IN (
                    SELECT claim_id FROM claim_history
                    WHERE current_from <= ?3 AND (current_until IS NULL OR current_until > ?3)
                )
                """
            var claims = try connection.prepare(
                """
                SELECT v.*, a.publisher AS source_publisher, a.title AS source_title FROM \(identifier: view) v
                LEFT JOIN articles a USING (article_id)
                WHERE (\(verbatim: condition)) \(asOf == nil ? "AND ?3 IS NULL" : time)
                ORDER BY v.published_on DESC, v.claim_id
                """)
            try claims.bind(entity.name, entity.kind.rawValue, asOf)
            let table = try claims.table()
            guard !table.rows.isEmpty else { continue }
            Output.write("\n\(kind.viewName)\n")
            for row in table.rows { Output.write(Facts.lines(kind, table.columns, row)) }
            count += table.rows.count
        }
        return count
    }
}

/// Claims as lines of text.
enum Facts {
    /// The claim's own columns in one line, then its quote and source.
    static func lines(_ kind: ClaimKind, _ columns: [String], _ row: [Value]) -> String {
        let values = Dictionary(zip(columns, row), uniquingKeysWith: { first, _ in first })
        var parts: [String] = []
        for field in kind.fields {
            guard let value = values[field.name.rawValue], value != .null,
                value != .integer(0) || field.name != .approximate
            else { continue }
            parts.append(field.name == .approximate ? "approximate" : "\(field.name.rawValue) \(text(value))")
        }
        let quote = values["quote"].map(text) ?? ""
        let source = ["source_publisher", "published_on", "source_title"].compactMap { values[$0] }.filter {
            $0 != .null
        }.map(text)
        var id = values["claim_id"].map { " · claim \(text($0))" } ?? ""
        if let state = values["state"], state != .text("stands") { id += " · \(text(state))" }
        let line = quote.split(whereSeparator: \.isNewline).joined(separator: " ")
        return
            "  • \(parts.joined(separator: ", "))\n    “\(line)”\n    — \(source.isEmpty ? "article \(values["article_id"].map(text) ?? "")" : source.joined(separator: ", "))\(id)\n"
    }

    static func text(_ value: Value) -> String { TextTable.text(value) }
}
