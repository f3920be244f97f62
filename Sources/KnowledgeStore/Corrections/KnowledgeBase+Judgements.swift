public import KnowledgeModel
import SQLite

/// A judgement in the base.
public struct RecordedJudgement: Sendable {
    public let id: String
    public let judgement: Judgement
    /// The judgement that took this one back.
    public let undoneBy: String?
}

/// An entity as the base shows it.
public struct EntitySummary: Hashable, Sendable {
    public let id: String
    public let kind: EntityKind
    public let name: String
}

/// What became of a file of corrections.
public struct CorrectionImport: Equatable, Sendable {
    public var added = 0
    public var known = 0
}

extension KnowledgeBase {
    // MARK: Making judgements

    /// Records judgements and applies them, all in one transaction.
    ///
    /// Cost: that of reading the claims of the judged articles and of linking the judged entities with their neighbours.
    ///
    /// - Returns: The identifiers of those that are new.
    /// - Throws: ``StoreError/invalidJudgement(_:)`` for one that says nothing; nothing is recorded then.
    @discardableResult
    public func record(_ judgements: [Judgement]) throws(StoreError) -> [String] {
        try write { connection in try Self.record(judgements, connection) }
    }

    static func record(_ judgements: [Judgement], _ connection: borrowing Connection) throws -> [String] {
        var added: [String] = []
        var refresh = Refresh()
        for judgement in judgements {
            if let defect = judgement.defect { throw StoreError.invalidJudgement(defect) }
            guard try StoredJudgement.add(judgement, connection) else { continue }
            added.append(judgement.id)
            // What is taken back is looked at again as well.
            var touched = [judgement]
            if let undoes = judgement.undoes {
                touched += try StoredJudgement.find(undoes, connection).map(\.value)
            }
            for judgement in touched { try refresh.touch(judgement, connection) }
        }
        // A judgement brought later may be the undoing of one that was there, or the other way round.
        for id in added {
            var undone = try connection.prepare("SELECT 1 FROM judgement WHERE undoes = ?")
            try undone.bind(id)
            if try undone.step() {
                for judgement in try StoredJudgement.find(id, connection) {
                    try refresh.touch(judgement.value, connection)
                }
            }
        }
        try refresh.run(connection)
        return added
    }

    /// The time to put on a judgement made now: later than every other one's, so that the last word is clear.
    public func judgementTime() throws(StoreError) -> String {
        try StoreError.catching {
            let last = try connection.first(String?.self, "SELECT max(made_at) FROM judgement") ?? nil
            let now = Self.withMicroseconds(self.now())
            guard let last, last >= now else { return now }
            return Self.successor(of: last)
        }
    }

    /// `2026-04-10T08:00:00Z` as `2026-04-10T08:00:00.000000Z`, so that times sort as text.
    static func withMicroseconds(_ time: String) -> String {
        time.hasSuffix("Z") && !time.contains(".") ? time.dropLast() + ".000000Z" : time
    }

    /// The next time after one, for judgements made together in an order.
    public static func time(after time: String) -> String { successor(of: time) }

    private static func successor(of time: String) -> String {
        let parts = withMicroseconds(time).split(separator: ".", maxSplits: 1)
        guard parts.count == 2, let fraction = Int(parts[1].filter(\.isNumber)), fraction < 999_999 else {
            return time + "0"
        }
        let digits = String(fraction + 1)
        return parts[0] + "." + String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits + "Z"
    }

    /// All judgements, oldest first.
    public func judgements() throws(StoreError) -> [RecordedJudgement] {
        try StoreError.catching {
            let all = try StoredJudgement.all(connection)
            let undoing = Dictionary(
                all.compactMap { stored in stored.value.undoes.map { ($0, stored.id) } },
                uniquingKeysWith: { first, _ in first })
            return all.map { RecordedJudgement(id: $0.id, judgement: $0.value, undoneBy: undoing[$0.id]) }
        }
    }

    /// Judgements from elsewhere, with their own times and authors.
    public func importJudgements(_ judgements: [Judgement]) throws(StoreError) -> CorrectionImport {
        let added = try record(judgements).count
        return CorrectionImport(added: added, known: judgements.count - added)
    }

    // MARK: Finding what is judged

    /// All names and aliases.
    public func entityNames() throws(StoreError) -> [String] {
        try StoreError.catching {
            var statement = try connection.prepare("SELECT name FROM entities UNION SELECT alias FROM aliases")
            var names: [String] = []
            while try statement.step() { names.append(try statement.read(0)) }
            return names
        }
    }

    /// Entities that go by a name, an alias or an identifier, the exact ones first.
    public func entities(called name: String) throws(StoreError) -> [EntitySummary] {
        try StoreError.catching {
            var statement = try connection.prepare(
                """
                SELECT e.entity_id, e.kind, e.name, e.entity_id = ?1 OR e.name = ?1
                FROM entities e
                WHERE e.entity_id = ?1 OR lower(e.name) = lower(?1)
                    OR e.entity_id IN (SELECT entity_id FROM aliases WHERE lower(alias) = lower(?1))
                    OR e.entity_id IN (
                        SELECT r.entity_id FROM entity m JOIN resolved_entity r USING (entity_key) WHERE m.entity_id = ?1
                    )
                ORDER BY e.entity_id = ?1 DESC, e.name = ?1 DESC, lower(e.name) = lower(?1) DESC, e.kind, e.name
                """)
            try statement.bind(name)
            var found: [(EntitySummary, isExact: Bool)] = []
            while try statement.step() {
                guard let kind = EntityKind(rawValue: try statement.read(1)) else { continue }
                found.append(
                    (
                        EntitySummary(id: try statement.read(0), kind: kind, name: try statement.read(2)),
                        try statement.read(3, as: Int64.self) != 0
                    ))
            }
            if let own = found.first, own.0.id == name { return [own.0] }
            let exact = found.filter(\.isExact)
            return (exact.isEmpty ? found : exact).map(\.0)
        }
    }

    /// The entities as read that count as one entity, itself among them, with the reason for each of the others.
    public func members(of entity: String) throws(StoreError) -> [(id: String, reason: String?)] {
        try StoreError.catching {
            var statement = try connection.prepare(
                """
                SELECT member.entity_id, r.reason FROM resolved_entity r JOIN entity member USING (entity_key)
                WHERE r.entity_id = ? ORDER BY r.reason IS NOT NULL, member.entity_id
                """)
            try statement.bind(entity)
            var found: [(id: String, reason: String?)] = []
            while try statement.step() { found.append((try statement.read(0), try statement.read(1))) }
            return found
        }
    }

    /// Claims of any state whose identifiers begin so, each with its article and its state; at most 6.
    public func claims(
        withPrefix prefix: String
    ) throws(StoreError) -> [(id: String, claim: Claim, article: Article, state: String)] {
        try StoreError.catching {
            var statement = try connection.prepare(
                """
                SELECT c.claim_key, c.claim_id, s.state FROM claim c JOIN claim_standing s USING (claim_key)
                WHERE c.claim_id >= ?1 AND c.claim_id < ?1 || 'g' ORDER BY c.claim_id LIMIT 6
                """)
            try statement.bind(prefix)
            var found: [(id: String, claim: Claim, article: Article, state: String)] = []
            while try statement.step() {
                guard let stored = try StoredClaim.load([try statement.read(0)], connection).first,
                    let article = try Article.stored(key: stored.articleKey, connection)
                else { continue }
                found.append((try statement.read(1), stored.claim, article, try statement.read(2)))
            }
            return found
        }
    }

    /// What people last decided about a claim, if anything.
    public func judgementInForce(onClaim id: String) throws(StoreError) -> Judgement.Action? {
        try StoreError.catching {
            try connection.first(
                String.self,
                """
                SELECT j.action FROM claim c JOIN claim_standing s USING (claim_key) JOIN judgement j USING (judgement_id)
                WHERE c.claim_id = ?
                """, id
            ).flatMap { Judgement.Action(rawValue: $0) }
        }
    }

    /// The entity of one of these kinds that goes by a name, as articles name it.
    public func reference(called name: String, kinds: [EntityKind]) throws(StoreError) -> EntityReference? {
        let found = try entities(called: name).filter { kinds.contains($0.kind) }
        guard let entity = found.count == 1 ? found.first : found.first(where: { $0.name == name || $0.id == name })
        else { return nil }
        return try StoreError.catching {
            try connection.first(
                String.self,
                """
                SELECT n.name FROM entity e JOIN entity_name n USING (entity_key) WHERE e.entity_id = ?
                ORDER BY n.name LIMIT 1
                """, entity.id
            ).map { EntityReference(entity.kind, $0) }
        }
    }

    /// Articles whose identifiers or hashes begin so, or whose address is this one.
    public func articles(withPrefix prefix: String) throws(StoreError) -> [Article] {
        try StoreError.catching {
            guard !prefix.isEmpty else { return [] }
            var statement = try connection.prepare(
                """
                SELECT article_key FROM article WHERE substr(sha256, 1, length(?1)) = ?1 OR url = ?1
                ORDER BY article_id LIMIT 6
                """)
            try statement.bind(prefix)
            var found: [Article] = []
            while try statement.step() {
                if let article = try Article.stored(key: try statement.read(0), connection) { found.append(article) }
            }
            return found
        }
    }
}

extension Judgement {
    /// A judgement on a claim.
    public init(
        _ action: Action, _ claim: Claim, in article: Article, changes: [String: AnchorValue]? = nil, reason: String,
        madeBy: String, madeAt: String
    ) {
        self.init(
            action, claim: claim.anchor(in: article), articleSHA256: article.sha256, articleURL: article.url,
            changes: changes, reason: reason, madeBy: madeBy, madeAt: madeAt)
    }
}

extension Refresh {
    /// Marks what a judgement is about.
    mutating func touch(_ judgement: Judgement, _ connection: borrowing Connection) throws {
        for id in [judgement.entity, judgement.other] {
            guard let id else { continue }
            if let key = try connection.first(Int64.self, "SELECT entity_key FROM entity WHERE entity_id = ?", id) {
                entities.insert(key)
            }
        }
        guard judgement.articleSHA256 != nil || judgement.articleURL != nil else { return }
        var statement = try connection.prepare("SELECT article_key FROM article WHERE sha256 = ?1 OR url = ?2")
        try statement.bind(judgement.articleSHA256, judgement.articleURL)
        while try statement.step() { articles.insert(try statement.read(0)) }
    }
}
