public import KnowledgeModel
import SQLite

/// What a new reading of the stored articles changed.
public struct RebuildReport: Sendable {
    public enum Change: Hashable, Sendable {
        case added, dropped
        /// The same question of the same article with another answer or other words.
        case changed(to: String)
    }
    public struct Entry: Sendable {
        public let change: Change
        public let claimID: String
        public let kind: String
        public let articleID: String
        /// What the claim says, in one line; for a change what it said before.
        public let summary: String
    }

    public internal(set) var articles = 0
    /// Claims that are as they were.
    public internal(set) var unchanged = 0
    public internal(set) var entries: [Entry] = []
}

extension KnowledgeBase {
    // MARK: Removal

    /// Removes an article with its claims, its mentions, and the entities that no other article names.
    ///
    /// The base is then as if it had never seen the article. What people judged of its claims stays, and holds again
    /// should it come back. Freed pages are overwritten.
    ///
    /// - Returns: Whether the article was there.
    public func removeArticle(sha256: String) throws(StoreError) -> Bool {
        let wasThere = try StoreError.catching {
            // The text shall not linger in unused pages.
            try connection.execute("PRAGMA secure_delete = ON")
            return try write { connection in
                guard
                    let key = try connection.first(
                        Int64.self, "SELECT article_key FROM article WHERE sha256 = ?", sha256)
                else { return false }
                var refresh = Refresh()
                try refresh.clear(key, connection)
                refresh.copies = try ArticleOrigins.candidates(of: key, connection)
                try connection.execute("PRAGMA defer_foreign_keys = ON")
                try connection.execute(
                    "UPDATE article_origin SET origin_key = article_key WHERE origin_key = ?", key)
                try connection.execute("DELETE FROM article WHERE article_key = ?", key)
                try refresh.run(connection)
                for index in ["article_search", "quote_search"] {
                    try connection.execute(
                        "INSERT INTO \(identifier: index) (\(identifier: index)) VALUES ('optimize')")
                }
                return true
            }
        }
        if wasThere {
            // Other programs may still read what the log holds; then it goes with their end.
            try StoreError.catching { _ = try connection.first(Int.self, "PRAGMA wal_checkpoint(TRUNCATE)") }
        }
        return wasThere
    }

    // MARK: Reading again

    /// Reads every stored article again and puts what that gives in the place of what is stored, in one transaction.
    ///
    /// - Parameters:
    ///   - isDryRun: Whether to undo everything in the end and only report.
    ///   - read: Reads articles; their order is kept.
    ///   - progress: Called with the number of articles done and of all.
    public func rebuild(
        isDryRun: Bool = false,
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in },
        read: ([Article]) -> [ArticleReading]
    ) throws(StoreError) -> RebuildReport {
        struct DryRun: Error {}
        var report = RebuildReport()
        do {
            try connection.transaction(.immediate) { connection throws(any Error) in
                let keys = try connection.all(Int64.self, "SELECT article_key FROM article ORDER BY article_key")
                var refresh = Refresh()
                // Names of data files are read anew with the articles that bear them.
                try connection.execute("DELETE FROM entity_alias")
                for start in stride(from: 0, to: keys.count, by: Self.rebuildBatch) {
                    let batch = keys[start..<min(start + Self.rebuildBatch, keys.count)]
                    var articles: [(key: Int64, article: Article)] = []
                    for key in batch {
                        if let article = try Article.stored(key: key, connection) { articles.append((key, article)) }
                    }
                    let readings = read(articles.map(\.article))
                    var writer = ArticleWriter(now: now())
                    for ((key, article), reading) in zip(articles, readings) {
                        let before = try Self.contents(ofArticle: key, connection)
                        try refresh.clear(key, connection)
                        try connection.execute("DELETE FROM mention WHERE article_key = ?", key)
                        try writer.write(reading, of: article, key, connection)
                        report.compare(before, try Self.contents(ofArticle: key, connection), article)
                        report.articles += 1
                    }
                    refresh.articles.formUnion(writer.articles)
                    refresh.entities.formUnion(writer.entities)
                    progress(min(start + Self.rebuildBatch, keys.count), keys.count)
                }
                try refresh.run(connection)
                if isDryRun { throw DryRun() }
            }
        } catch {
            switch error.underlying {
            case is DryRun: break
            case let error as StoreError: throw error
            case let error as SQLiteError: throw .database(error)
            default: preconditionFailure("the store throws its own errors and those of SQLite only")
            }
        }
        return report
    }

    private static var rebuildBatch: Int { 32 }

    private static func contents(
        ofArticle key: Int64, _ connection: borrowing Connection
    ) throws -> [String: Claim] {
        var found: [String: Claim] = [:]
        for stored in try StoredClaim.load(try StoredClaim.keys(ofArticle: key, connection), connection) {
            if let id = try connection.first(String.self, "SELECT claim_id FROM claim WHERE claim_key = ?", stored.key)
            {
                found[id] = stored.claim
            }
        }
        return found
    }

    /// The keys of all stored articles, for reading them in parts.
    package func articleKeys() throws(StoreError) -> [Int64] {
        try StoreError.catching {
            try connection.all(Int64.self, "SELECT article_key FROM article ORDER BY article_id")
        }
    }

    package func articles(_ keys: some Sequence<Int64>) throws(StoreError) -> [Article] {
        try StoreError.catching {
            var found: [Article] = []
            for key in keys { if let article = try Article.stored(key: key, connection) { found.append(article) } }
            return found
        }
    }
}

extension Refresh {
    /// Takes out what reading an article gave, and marks what hung on it.
    mutating func clear(_ key: Int64, _ connection: borrowing Connection) throws {
        questions.formUnion(try Refresh.questions(ofArticles: [key], connection))
        entities.formUnion(
            try connection.all(Int64.self, "SELECT DISTINCT entity_key FROM entity_name WHERE article_key = ?", key))
        var rules = try connection.prepare(
            """
            SELECT DISTINCT c.extractor FROM claim c JOIN claim_standing s USING (claim_key)
            WHERE c.article_key = ? AND s.judgement_id IS NOT NULL
            """)
        try rules.bind(key)
        while try rules.step() { extractors.insert(try rules.read(0)) }
        for sql: SQL in [
            "DELETE FROM claim WHERE article_key = ?", "DELETE FROM entity_split WHERE article_key = ?",
            "DELETE FROM entity_attribute WHERE article_key = ?", "DELETE FROM entity_name WHERE article_key = ?",
        ] { try connection.execute(sql, key) }
    }
}

extension RebuildReport {
    fileprivate mutating func compare(_ before: [String: Claim], _ after: [String: Claim], _ article: Article) {
        let dropped = before.filter { after[$0.key] == nil }
        var added = after.filter { before[$0.key] == nil }
        unchanged += before.count - dropped.count
        func entry(_ change: Change, _ id: String, _ claim: Claim) -> Entry {
            Entry(change: change, claimID: id, kind: claim.kind.rawValue, articleID: article.id, summary: claim.summary)
        }
        for (id, claim) in dropped.sorted(by: { $0.key < $1.key }) {
            let question = claim.question(publishedOn: article.publishedOn).question
            // The same question, or the same kind of thing said by the same words.
            let successor = added.sorted { $0.key < $1.key }.first { candidate in
                candidate.value.kind == claim.kind
                    && (candidate.value.question(publishedOn: article.publishedOn).question == question
                        || candidate.value.evidence == claim.evidence)
            }
            if let successor {
                added[successor.key] = nil
                entries.append(entry(.changed(to: successor.value.summary), id, claim))
            } else {
                entries.append(entry(.dropped, id, claim))
            }
        }
        for (id, claim) in added.sorted(by: { $0.key < $1.key }) { entries.append(entry(.added, id, claim)) }
    }
}

extension Claim {
    /// What the claim says, in one line: `company Meta, low 125,000,000,000, period 2026`.
    public var summary: String {
        kind.fields.compactMap { field in
            switch self[field.name] {
            case nil, .flag(false): nil
            case .flag(true): field.name.rawValue
            case .entity(let reference): "\(field.name.rawValue) \(reference.name)"
            case .number(let number): "\(field.name.rawValue) \(Self.plain(number))"
            case .text(let text): "\(field.name.rawValue) \(text)"
            case .period(let period): "\(field.name.rawValue) \(period.text)"
            }
        }.joined(separator: ", ")
    }

    /// A number as people write it: `125,000,000,000`, `57.4`.
    private static func plain(_ number: Double) -> String {
        guard number == number.rounded(), number.magnitude < 1e15 else { return "\(number)" }
        let digits = Array(String(Int64(number.magnitude)))
        var text = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return text
    }
}
