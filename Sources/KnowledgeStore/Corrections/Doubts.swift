public import KnowledgeModel
import SQLite

/// Something that a person should look at.
public enum Doubt: Sendable {
    /// Two entities that may be one.
    public struct Pair: Sendable {
        public let left: EntitySummary
        public let right: EntitySummary
        public let score: Double
        public let reason: String
        /// Where articles name them, at the most two each.
        public let leftContexts: [String]
        public let rightContexts: [String]
    }
    /// A claim that may be wrong.
    public struct DoubtfulClaim: Sendable {
        public let id: String
        public let claim: Claim
        public let article: Article
        public let confidence: Double
        /// The quote with some words round it, brackets about the quote.
        public let context: String
    }

    case pair(Pair)
    case claim(DoubtfulClaim)

    public var isPair: Bool { if case .pair = self { true } else { false } }
}

extension KnowledgeBase {
    /// What a person should look at and has not: pairs, the likeliest first, then claims, the least sure first.
    ///
    /// - Parameters:
    ///   - confidence: Claims less sure than this.
    ///   - kind: Only claims of this kind, and no pairs.
    public func doubts(below confidence: Double, kind: ClaimKind? = nil) throws(StoreError) -> [Doubt] {
        try StoreError.catching {
            var found: [Doubt] = []
            if kind == nil { found = try doubtfulPairs().map { .pair($0) } }
            var rows = try connection.prepare(
                """
                SELECT c.claim_key, c.claim_id, s.confidence
                FROM claim_standing s
                JOIN claim c USING (claim_key)
                WHERE s.state = 'stands' AND s.judgement_id IS NULL AND s.confidence < ?1 AND (?2 IS NULL OR c.kind = ?2)
                ORDER BY s.confidence, c.claim_id
                """)
            try rows.bind(confidence, kind?.rawValue)
            while try rows.step() {
                guard let stored = try StoredClaim.load([try rows.read(0, as: Int64.self)], connection).first,
                    let article = try Article.stored(key: stored.articleKey, connection)
                else { continue }
                found.append(
                    .claim(
                        Doubt.DoubtfulClaim(
                            id: try rows.read(1), claim: stored.claim, article: article, confidence: try rows.read(2),
                            context: Self.context(
                                article.text, stored.claim.evidence.start, stored.claim.evidence.end))))
            }
            return found
        }
    }

    private func doubtfulPairs() throws -> [Doubt.Pair] {
        var rows = try connection.prepare(
            """
            SELECT left_id, left_name, right_id, right_name, kind, score, reason FROM doubtful_pairs
            ORDER BY score DESC, left_id, right_id
            """)
        var found: [Doubt.Pair] = []
        while try rows.step() {
            guard let kind = EntityKind(rawValue: try rows.read(4)) else { continue }
            var left = EntitySummary(id: try rows.read(0), kind: kind, name: try rows.read(1))
            var right = EntitySummary(id: try rows.read(2), kind: kind, name: try rows.read(3))
            // The better known one first: its name would stay.
            if try weight(of: left.id) < weight(of: right.id) { swap(&left, &right) }
            found.append(
                Doubt.Pair(
                    left: left, right: right, score: try rows.read(5), reason: try rows.read(6),
                    leftContexts: try contexts(of: left.id), rightContexts: try contexts(of: right.id)))
        }
        return found
    }

    /// How well known an entity is: by the data files, then by the number of articles that name it.
    private func weight(of entity: String) throws -> Int {
        try connection.first(
            Int.self,
            """
            SELECT count(DISTINCT n.article_key) + 1000000 * (
                EXISTS (SELECT 1 FROM entity_alias l WHERE l.entity_key = e.entity_key)
                OR EXISTS (SELECT 1 FROM entity_attribute t WHERE t.entity_key = e.entity_key AND t.source = 'lexicon'))
            FROM entity e JOIN entity_name n USING (entity_key) WHERE e.entity_id = ?
            """, entity) ?? 0
    }

    private func contexts(of entity: String) throws -> [String] {
        var rows = try connection.prepare(
            """
            SELECT a.text, m.start, m."end" FROM mentions m JOIN articles a USING (article_id)
            WHERE m.entity_id = ? ORDER BY a.published_on DESC, a.article_id, m.start LIMIT 2
            """)
        try rows.bind(entity)
        var found: [String] = []
        while try rows.step() {
            found.append(Self.context(try rows.read(0), try rows.read(1), try rows.read(2)))
        }
        return found
    }

    /// Words round a span, in one line.
    private static func context(_ text: String, _ start: Int, _ end: Int) -> String {
        let scalars = Array(text.unicodeScalars)
        guard start <= end, end <= scalars.count else { return "" }
        func line(_ range: Range<Int>) -> String {
            var line = String.UnicodeScalarView()
            line.append(contentsOf: scalars[range])
            return String(line).split(whereSeparator: \.isNewline).joined(separator: " ")
        }
        let before = line(max(0, start - 60)..<start)
        let after = line(end..<min(scalars.count, end + 60))
        return "\(before)[\(line(start..<end))]\(after)"
    }
}
