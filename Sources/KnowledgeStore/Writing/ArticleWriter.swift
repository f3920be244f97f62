import Crypto
public import KnowledgeModel
import SQLite

extension KnowledgeBase {
    /// Whether an article read from bytes with this hash is stored.
    public func holdsArticle(sha256: String) throws(StoreError) -> Bool {
        do {
            return try connection.first(Int64.self, "SELECT 1 FROM article WHERE sha256 = ?", sha256) != nil
        } catch {
            throw .database(error)
        }
    }

    /// Stores articles with what reading them gave, all in one transaction.
    ///
    /// An article that is already stored changes nothing. Claims that the contract refuses never get here: an
    /// invalid one undoes the whole call.
    ///
    /// - Returns: The hashes of the articles that were new.
    /// - Throws: ``StoreError/invalidClaim(kind:defect:)`` or ``StoreError/database(_:)``; nothing is stored then.
    @discardableResult
    public func store(_ readings: [(article: Article, reading: ArticleReading)]) throws(StoreError) -> Set<String> {
        try write { connection in
            var writer = ArticleWriter(now: now())
            var stored: Set<String> = []
            for (article, reading) in readings
            where try writer.write(article, reading, to: connection) { stored.insert(article.sha256) }
            try Refresh(entities: writer.entities, articles: writer.articles).run(connection)
            return stored
        }
    }
}

/// Writes articles within one transaction; keys it has looked up are valid until that transaction ends.
struct ArticleWriter {
    let now: String
    /// The articles that were new, and the entities that they name.
    private(set) var articles: Set<Int64> = []
    var entities: Set<Int64> { Set(entityKeys.values) }
    /// By article and the bytes of identifier and name: strings that only look equal are entities of their own.
    private var entityKeys: [[UInt8]: Int64] = [:]

    init(now: String) {
        self.now = now
    }

    mutating func write(
        _ article: Article,
        _ reading: ArticleReading,
        to connection: borrowing Connection
    ) throws -> Bool {
        var insert = try connection.prepare(
            """
            INSERT INTO article (article_id, title, publisher, author, url, published_on, text, sha256, ingested_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING
            """)
        try insert.run(
            article.id, article.title, article.publisher, article.author, article.url,
            article.publishedOn?.description, article.text, article.sha256, now)
        guard connection.changedRows > 0 else { return false }
        let articleKey = connection.lastInsertedKey
        articles.insert(articleKey)
        try write(reading, of: article, articleKey, connection)
        return true
    }

    /// Writes what reading a stored article gave.
    mutating func write(
        _ reading: ArticleReading,
        of article: Article,
        _ articleKey: Int64,
        _ connection: borrowing Connection
    ) throws {
        articles.insert(articleKey)
        try writeMentions(reading.mentions, articleKey, connection)
        try writeAttributes(reading, articleKey, connection)
        for claim in reading.claims { _ = try write(claim, of: article, articleKey, connection) }
    }

    private mutating func writeMentions(
        _ mentions: [Mention],
        _ articleKey: Int64,
        _ connection: borrowing Connection
    ) throws {
        var insert = try connection.prepare(
            """
            INSERT INTO mention (article_key, start, "end", entity_key, text) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """)
        for mention in mentions {
            try insert.run(
                articleKey, mention.span.start, mention.span.end,
                try key(of: mention.entity, articleKey, connection),
                mention.span.quote)
        }
    }

    private mutating func writeAttributes(
        _ reading: ArticleReading,
        _ articleKey: Int64,
        _ connection: borrowing Connection
    ) throws {
        var insert = try connection.prepare(
            """
            INSERT INTO entity_attribute (entity_key, attribute, value, source, article_key) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """)
        for attribute in reading.attributes {
            try insert.run(
                try key(of: attribute.entity, articleKey, connection), attribute.name.rawValue, attribute.value,
                attribute.source.rawValue, articleKey)
        }
        var insertAlias = try connection.prepare(
            "INSERT INTO entity_alias (entity_key, alias) VALUES (?, ?) ON CONFLICT DO NOTHING")
        for (entity, aliases) in reading.aliases {
            for alias in aliases { try insertAlias.run(try key(of: entity, articleKey, connection), alias) }
        }
    }

    /// - Returns: The claim's key, or `nil` if the article has the same claim already.
    mutating func write(
        _ claim: Claim,
        of article: Article,
        _ articleKey: Int64,
        isDerived: Bool = false,
        _ connection: borrowing Connection
    ) throws -> Int64? {
        if let defect = claim.defects.first {
            throw StoreError.invalidClaim(kind: claim.kind.rawValue, defect: "\(defect)")
        }
        var insert = try connection.prepare(
            """
            INSERT INTO claim (
                claim_id, article_key, kind, confidence, quote, quote_start, quote_end, extractor, is_background
            )
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (claim_id) DO NOTHING
            """)
        try insert.run(
            claim.id(in: article), articleKey, claim.kind.rawValue, claim.confidence,
            claim.evidence.quote, claim.evidence.start, claim.evidence.end, claim.extractor,
            claim.isBackground ? 1 : 0)
        guard connection.changedRows > 0 else { return nil }
        let claimKey = connection.lastInsertedKey

        var insertFact = try connection.prepare(claim.kind.insertion)
        try insertFact.bind(1, to: claimKey)
        var parameter = 2
        for field in claim.kind.fields {
            let value = claim[field.name]
            switch (field.type, value) {
            case (.entity, .entity(let reference)):
                try insertFact.bind(
                    parameter, to: try key(of: reference, articleKey, isDerived: isDerived, connection))
            case (.flag, _):
                try insertFact.bind(parameter, to: value == .flag(true))
            case (.period(let isDated), .period(let period)):
                try insertFact.bind(parameter, to: period.text)
                if isDated {
                    try insertFact.bind(parameter + 1, to: period.start)
                    try insertFact.bind(parameter + 2, to: period.end)
                }
            case (_, .number(let number)):
                try insertFact.bind(parameter, to: number)
            case (_, .text(let text)):
                try insertFact.bind(parameter, to: text)
            default:
                // An optional field without a value; parameters start out as NULL.
                break
            }
            parameter += field.columnCount
        }
        try insertFact.run()
        return claimKey
    }

    /// The key of an entity that an article names, whose row is made where need be.
    ///
    /// - Parameter isDerived: Whether a judgement names it, and not the article.
    mutating func key(
        of entity: EntityReference,
        _ articleKey: Int64,
        isDerived: Bool = false,
        _ connection: borrowing Connection
    ) throws -> Int64 {
        let identity = Array("\(articleKey)\u{1F}\(entity.id)\u{1F}\(entity.name)".utf8)
        if let key = entityKeys[identity] { return key }
        var insert = try connection.prepare(
            "INSERT INTO entity (entity_id, kind) VALUES (?, ?) ON CONFLICT (entity_id) DO NOTHING")
        try insert.run(entity.id, entity.kind.rawValue)
        guard
            let key = try connection.first(
                Int64.self, "SELECT entity_key FROM entity WHERE entity_id = ?", entity.id)
        else { preconditionFailure("the row was there or was just made") }
        var name = try connection.prepare(
            """
            INSERT INTO entity_name (entity_key, article_key, name, is_derived) VALUES (?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """)
        try name.run(key, articleKey, entity.name, isDerived ? 1 : 0)
        entityKeys[identity] = key
        return key
    }
}

extension Claim {
    /// The claim's identifier: a hash of the article, the kind and the content, the same in every base, whatever the
    /// order of reading.
    public func id(in article: Article) -> String {
        var hash = SHA256()
        hash.update(data: Array(article.sha256.utf8))
        hash.update(data: Array(contentKey.utf8))
        return hash.finalize().prefix(8).hexadecimal
    }
}

extension ClaimKind {
    /// The statement that inserts into the table of this kind: the claim's key, then one parameter a column.
    fileprivate var insertion: SQL { Self.insertions[self] ?? "" }

    /// Made once: a statement's text is what the connection's cache finds it by.
    private static let insertions = Dictionary(
        uniqueKeysWithValues: allCases.map { kind in
            let columns = ["claim_key"] + kind.fields.flatMap(\.columnNames)
            let list = columns.map { SQL(identifier: $0) }.joined(separator: ", ")
            let places = columns.map { _ in SQL("?") }.joined(separator: ", ")
            return (kind, SQL("INSERT INTO \(identifier: kind.tableName) (\(list)) VALUES (\(places))"))
        })
}

extension ClaimField {
    /// The columns that hold this field in the kind's table.
    fileprivate var columnNames: [String] {
        switch type {
        case .entity: ["\(name.rawValue)_key"]
        case .period(isDated: true): ["period", "period_start", "period_end"]
        default: [name.rawValue]
        }
    }

    fileprivate var columnCount: Int { type == .period(isDated: true) ? 3 : 1 }
}
