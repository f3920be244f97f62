import KnowledgeModel
import SQLite

/// A judgement in the base, with its identifier.
struct StoredJudgement {
    let id: String
    let value: Judgement

    private static let columns =
        "judgement_id, action, entity_id, other_id, name, claim, changes, article_sha256, article_url, undoes, reason, made_by, made_at"

    private init(_ row: inout Statement) throws {
        id = try row.read(0)
        value = Judgement(
            Judgement.Action(rawValue: try row.read(1)) ?? .undo, entity: try row.read(2), other: try row.read(3),
            name: try row.read(4),
            claim: try row.read(5, as: String?.self).flatMap { StoredJSON.value(ClaimAnchor.self, $0) },
            articleSHA256: try row.read(7), articleURL: try row.read(8),
            changes: try row.read(6, as: String?.self).flatMap { StoredJSON.value([String: AnchorValue].self, $0) },
            undoes: try row.read(9), reason: try row.read(10), madeBy: try row.read(11), madeAt: try row.read(12))
    }

    private static func read(_ statement: consuming Statement) throws -> [StoredJudgement] {
        var found: [StoredJudgement] = []
        while try statement.step() { found.append(try StoredJudgement(&statement)) }
        return found
    }

    /// All judgements, oldest first.
    static func all(_ connection: borrowing Connection) throws -> [StoredJudgement] {
        try read(connection.prepare("SELECT \(verbatim: columns) FROM judgement ORDER BY made_at, judgement_id"))
    }

    /// Those whose identifiers begin so.
    static func find(_ prefix: String, _ connection: borrowing Connection) throws -> [StoredJudgement] {
        var statement = try connection.prepare(
            "SELECT \(verbatim: columns) FROM judgement WHERE substr(judgement_id, 1, length(?1)) = ?1 ORDER BY made_at, judgement_id"
        )
        try statement.bind(prefix)
        return try read(statement)
    }

    /// Judgements in force on the claims of an article, oldest first.
    static func onClaims(of article: Article, _ connection: borrowing Connection) throws -> [StoredJudgement] {
        var statement = try connection.prepare(
            """
            SELECT \(verbatim: columns) FROM judgement j
            WHERE (article_sha256 = ?1 OR article_url = ?2)
                AND NOT EXISTS (SELECT 1 FROM judgement u WHERE u.undoes = j.judgement_id)
            ORDER BY made_at, judgement_id
            """)
        try statement.bind(article.sha256, article.url)
        return try read(statement)
    }

    /// Adds a judgement.
    ///
    /// - Returns: Whether it was new.
    static func add(_ judgement: Judgement, _ connection: borrowing Connection) throws -> Bool {
        var insert = try connection.prepare(
            """
            INSERT INTO judgement (
                judgement_id, action, entity_id, other_id, name, claim_id, claim, changes, article_sha256, article_url,
                undoes, reason, made_by, made_at
            )
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (judgement_id) DO NOTHING
            """)
        try insert.run(
            judgement.id, judgement.action.rawValue, judgement.entity, judgement.other, judgement.name,
            judgement.claim?.id, judgement.claim.map(StoredJSON.text), judgement.changes.map(StoredJSON.text),
            judgement.articleSHA256, judgement.articleURL, judgement.undoes, judgement.reason, judgement.madeBy,
            judgement.madeAt)
        return connection.changedRows > 0
    }
}

extension Article {
    /// Reads an article from the base.
    static func stored(key: Int64, _ connection: borrowing Connection) throws -> Article? {
        var row = try connection.prepare(
            "SELECT title, publisher, author, url, published_on, text, sha256 FROM article WHERE article_key = ?")
        try row.bind(key)
        guard try row.step() else { return nil }
        return Article(
            title: try row.read(0), publisher: try row.read(1), author: try row.read(2), url: try row.read(3),
            publishedOn: try row.read(4, as: String?.self).flatMap { CalendarDate(iso: $0) }, text: try row.read(5),
            sha256: try row.read(6))
    }
}
