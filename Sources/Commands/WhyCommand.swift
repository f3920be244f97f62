import ArgumentParser
import Extraction
import Foundation
import KnowledgeModel
import KnowledgeStore
import Presentation
import SQLite

struct WhyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Explain a claim: its sentence, its rule, what filled each column, how sure it is.",
        discussion: """
            A claim goes by its claim_id, or by the beginning of it if no other claim's begins so; 'dossier show' and \
            every fact view give it. The article is read anew from the base, with the rules and names of this program, \
            those in the folder BASE.lexicon if there is one, and those of --rules and --lexicon. Where these no longer \
            give the claim, what is stored is shown.

            EXAMPLES:
              dossier why 3f9a
              dossier why 3f9a1c0d2b4e5f60 --json
              dossier sql "SELECT claim_id FROM roles WHERE person = 'Ann Lee'"
            """)

    @OptionGroup var base: BaseOption
    @OptionGroup var reading: ReadingOptions

    @Flag(name: .long, help: "Print one JSON object.")
    var json = false

    @Argument(help: ArgumentHelp("The claim_id, or its beginning.", valueName: "claim"))
    var claim: String

    func validate() throws {
        guard !claim.isEmpty, claim.count <= 16, claim.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
            throw ValidationError("'\(claim)' is no claim_id, nor the beginning of one: 16 digits and letters a to f.")
        }
    }

    func run() throws {
        let path = base.path
        let stored = try reporting { try find(claim.lowercased(), path) }
        guard let stored else {
            Output.note("dossier: no claim in \(path) has a claim_id that begins with '\(claim)'.")
            throw nothingFound
        }
        let rules = reading.ruleSet()
        let extractor = ArticleExtractor(lexicon: reading.names(base: path), rules: rules)
        let explained = ExplainedClaim(stored, in: extractor.explainedReading(of: stored.article), rules: rules)
        Output.write(json ? ExplanationJSON(explained).render() : ExplanationDrawing(explained).render())
    }

    private func find(_ prefix: String, _ path: String) throws -> StoredClaim? {
        let connection = try KnowledgeBase.openForQueries(path: path)
        var statement = try connection.prepare(
            "SELECT claim_id, kind FROM claim WHERE claim_id >= ?1 AND claim_id < ?1 || 'g' ORDER BY claim_id LIMIT 6")
        try statement.bind(prefix)
        var matches: [(id: String, kind: String)] = []
        while try statement.step() { matches.append((try statement.read(0), try statement.read(1))) }
        guard matches.count <= 1 else {
            let list = matches.prefix(5).map { "\($0.id) (\($0.kind))" }.joined(separator: ", ")
            Output.fail(
                "several claims begin with '\(claim)': \(list)\(matches.count > 5 ? ", …" : ""). Write more of the claim_id."
            )
        }
        guard let match = matches.first, let kind = ClaimKind(rawValue: match.kind) else { return nil }
        return try claim(match.id, kind, connection)
    }

    private func claim(_ id: String, _ kind: ClaimKind, _ connection: borrowing Connection) throws -> StoredClaim? {
        var statement = try connection.prepare("SELECT * FROM \(identifier: "all_" + kind.viewName) WHERE claim_id = ?")
        try statement.bind(id)
        let table = try statement.table()
        guard let row = table.rows.first else { return nil }
        var provenance = try connection.prepare(
            """
            SELECT confidence, quote, quote_start, quote_end, extractor, article_id FROM \(identifier: "all_" + kind.viewName)
            WHERE claim_id = ?
            """)
        try provenance.bind(id)
        guard try provenance.step() else { return nil }
        // Every fact view ends with the columns of its provenance.
        let own = table.columns.firstIndex(of: "confidence") ?? table.columns.count
        return StoredClaim(
            id: id, kind: kind, columns: Array(table.columns[..<own]), values: Array(row[..<own]),
            evidence: EvidenceSpan(
                start: try provenance.read(2), end: try provenance.read(3), quote: try provenance.read(1)),
            confidence: try provenance.read(0), extractor: try provenance.read(4),
            article: try article(try provenance.read(5), connection), judgement: try judgement(id, connection))
    }

    private func judgement(_ id: String, _ connection: borrowing Connection) throws -> String? {
        var statement = try connection.prepare(
            """
            SELECT s.state, j.action, j.made_by, j.made_at, j.reason, o.claim_id
            FROM claim c
            JOIN claim_standing s USING (claim_key)
            JOIN judgement j USING (judgement_id)
            LEFT JOIN amendment m ON m.claim_key = c.claim_key
            LEFT JOIN claim o ON o.claim_key = m.original_key
            WHERE c.claim_id = ?
            """)
        try statement.bind(id)
        guard try statement.step() else { return nil }
        let original = try statement.read(5, as: String?.self)
        let state = try statement.read(0, as: String.self)
        let action = try statement.read(1, as: String.self)
        let what: String
        switch action {
        case "amend" where original != nil: what = "stands in the place of claim \(original ?? ""), amended"
        case "split": what = "read as about another entity, told apart"
        default: what = state == "stands" ? "confirmed" : state
        }
        let reason: String = try statement.read(4)
        let made: (String, String) = (try statement.read(2), try statement.read(3))
        return "\(what) by \(made.0) on \(made.1.prefix(10))\(reason.isEmpty ? "" : ": \(reason)")"
    }

    private func article(_ id: String, _ connection: borrowing Connection) throws -> Article {
        var statement = try connection.prepare(
            "SELECT title, publisher, author, url, published_on, text, sha256 FROM articles WHERE article_id = ?")
        try statement.bind(id)
        guard try statement.step() else { preconditionFailure("a claim's article is stored with it") }
        let published: String? = try statement.read(4)
        return Article(
            title: try statement.read(0), publisher: try statement.read(1), author: try statement.read(2),
            url: try statement.read(3), publishedOn: published.flatMap { CalendarDate(iso: $0) },
            text: try statement.read(5), sha256: try statement.read(6))
    }
}
