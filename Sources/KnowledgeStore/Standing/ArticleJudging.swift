import KnowledgeModel
import SQLite

/// Applies people's judgements to the claims of one article.
///
/// What earlier judgements made is dropped first, so that taking one back leaves nothing behind.
struct ArticleJudging {
    let articleKey: Int64
    /// Entities that came, went or were split.
    private(set) var entities: Set<Int64> = []
    /// Claims whose standing was written.
    private(set) var claims: Set<Int64> = []
    /// Questions of claims that went.
    private(set) var questions: Set<String> = []
    private(set) var extractors: Set<String> = []

    init(articleKey: Int64) { self.articleKey = articleKey }

    /// A claim of the article, as read or as a split made it.
    private struct Candidate {
        let key: Int64
        let claim: Claim
        var state = "stands"
        var judgementID: String?
        /// The claim that a split put in this one's place, as an index.
        var replacement: Int?
    }

    mutating func run(_ connection: borrowing Connection) throws {
        guard let article = try Article.stored(key: articleKey, connection) else { return }
        try dropMade(connection)
        var writer = ArticleWriter(now: "")
        let read = try StoredClaim.load(try StoredClaim.keys(ofArticle: articleKey, connection), connection)
        let judgements = try StoredJudgement.onClaims(of: article, connection)
        var candidates = try split(read, article, judgements, &writer, connection)
        for judgement in judgements where judgement.value.claim != nil {
            try apply(judgement, to: &candidates, article, &writer, connection)
        }
        var insert = try connection.prepare(
            """
            INSERT INTO claim_standing (claim_key, state, judgement_id, confidence, question, answer)
            VALUES (?1, ?2, ?3, ?4, '', '')
            ON CONFLICT (claim_key) DO UPDATE SET state = ?2, judgement_id = ?3, is_current = 0, current_from = NULL,
                current_until = NULL, superseded_by_key = NULL, contradicted_by_key = NULL
            """)
        for candidate in candidates {
            let wasJudged = try connection.first(
                Int.self, "SELECT judgement_id IS NOT NULL FROM claim_standing WHERE claim_key = ?", candidate.key)
            try insert.run(candidate.key, candidate.state, candidate.judgementID, candidate.claim.confidence)
            if candidate.judgementID != nil || wasJudged == 1 { extractors.insert(candidate.claim.extractor) }
            claims.insert(candidate.key)
        }
        // A rule that people judged weighs on every new claim of it.
        for extractor in Set(candidates.map(\.claim.extractor)).subtracting(extractors)
        where try connection.first(Int.self, "SELECT 1 FROM rule_precision WHERE extractor = ?", extractor) != nil {
            extractors.insert(extractor)
        }
        entities.formUnion(writer.entities)
    }

    // MARK: What earlier judgements made

    private mutating func dropMade(_ connection: borrowing Connection) throws {
        var made = try connection.prepare(
            """
            SELECT s.question FROM claim c JOIN amendment m USING (claim_key) JOIN claim_standing s USING (claim_key)
            WHERE c.article_key = ?
            """)
        try made.bind(articleKey)
        while try made.step() { questions.insert(try made.read(0)) }
        var named = try connection.prepare(
            """
            SELECT entity_key FROM entity_name WHERE article_key = ?1 AND is_derived = 1
            UNION SELECT entity_key FROM entity_split WHERE article_key = ?1
            UNION SELECT part_key FROM entity_split WHERE article_key = ?1
            """)
        try named.bind(articleKey)
        while try named.step() { entities.insert(try named.read(0)) }
        for sql: SQL in [
            "DELETE FROM claim WHERE article_key = ?1 AND claim_key IN (SELECT claim_key FROM amendment)",
            "DELETE FROM entity_split WHERE article_key = ?1",
            "DELETE FROM entity_name WHERE article_key = ?1 AND is_derived = 1",
        ] { try connection.execute(sql, articleKey) }
    }

    // MARK: Splits

    /// Puts claims about the split-off entity in the place of those about the entity as read.
    private mutating func split(
        _ read: [StoredClaim], _ article: Article, _ judgements: [StoredJudgement], _ writer: inout ArticleWriter,
        _ connection: borrowing Connection
    ) throws -> [Candidate] {
        var parts: [String: (name: String, judgement: String)] = [:]
        for judgement in judgements where judgement.value.action == .split {
            if let entity = judgement.value.entity, let name = judgement.value.name {
                parts[entity] = (name, judgement.id)
            }
        }
        var insert = try connection.prepare(
            "INSERT INTO entity_split (article_key, entity_key, part_key) VALUES (?, ?, ?)")
        for (id, part) in parts.sorted(by: { $0.key < $1.key }) {
            guard
                let key = try connection.first(
                    Int64.self,
                    """
                    SELECT e.entity_key FROM entity e JOIN entity_name n USING (entity_key)
                    WHERE e.entity_id = ? AND n.article_key = ? LIMIT 1
                    """, id, articleKey), let kind = EntityKind(rawValue: String(id.prefix { $0 != ":" }))
            else { continue }
            let reference = EntityReference(kind, part.name)
            guard reference.id != id else { continue }
            let partKey = try writer.key(of: reference, articleKey, isDerived: true, connection)
            try insert.run(articleKey, key, partKey)
            entities.formUnion([key, partKey])
        }
        var candidates: [Candidate] = []
        for stored in read {
            var claim = stored.claim
            var judgement: String?
            for field in claim.kind.fields {
                guard let reference = claim.entity(field.name), let part = parts[reference.id] else { continue }
                claim[field.name] = .entity(EntityReference(reference.kind, part.name))
                judgement = part.judgement
            }
            guard let judgement else {
                candidates.append(Candidate(key: stored.key, claim: claim))
                continue
            }
            candidates.append(
                Candidate(key: stored.key, claim: stored.claim, state: "amended", judgementID: judgement))
            guard claim.defects.isEmpty,
                let key = try writer.write(claim, of: article, articleKey, isDerived: true, connection)
            else { continue }
            try record(key, of: stored.key, judgement, connection)
            candidates[candidates.count - 1].replacement = candidates.count
            candidates.append(Candidate(key: key, claim: claim))
        }
        return candidates
    }

    private func record(
        _ key: Int64, of original: Int64, _ judgement: String, _ connection: borrowing Connection
    ) throws {
        try connection.execute(
            "INSERT INTO amendment (claim_key, original_key, judgement_id) VALUES (?, ?, ?)", key, original, judgement)
    }

    // MARK: Corrections

    private mutating func apply(
        _ judgement: StoredJudgement, to candidates: inout [Candidate], _ article: Article,
        _ writer: inout ArticleWriter, _ connection: borrowing Connection
    ) throws {
        guard let anchor = judgement.value.claim,
            let index = match(anchor, candidates, article, judgement.value.changes)
        else { return }
        switch judgement.value.action {
        case .reject:
            candidates[index].state = "rejected"
            candidates[index].judgementID = judgement.id
        case .confirm:
            candidates[index].state = "stands"
            candidates[index].judgementID = judgement.id
        case .amend:
            guard var claim = try? candidates[index].claim.amended(judgement.value.changes ?? [:]) else { return }
            guard claim.contentKey != candidates[index].claim.contentKey else {
                // The present rules read it as the person did.
                candidates[index].state = "stands"
                candidates[index].judgementID = judgement.id
                return
            }
            claim.confidence = 1
            candidates[index].state = "amended"
            candidates[index].judgementID = judgement.id
            if let key = try writer.write(claim, of: article, articleKey, isDerived: true, connection) {
                try record(key, of: candidates[index].key, judgement.id, connection)
                candidates.append(Candidate(key: key, claim: claim, judgementID: judgement.id))
            } else if let same = candidates.firstIndex(where: { $0.claim.contentKey == claim.contentKey }) {
                candidates[same].state = "stands"
                candidates[same].judgementID = judgement.id
            }
        default:
            break
        }
    }

    /// Finds the claim that a person judged in what the present rules read.
    ///
    /// First by identity; then, where the article was edited or the rules have changed, by content and words; then by the
    /// same words giving the same answer. For an amendment it is enough that the same words give one claim of the kind.
    private func match(
        _ anchor: ClaimAnchor, _ candidates: [Candidate], _ article: Article, _ changes: [String: AnchorValue]?
    ) -> Int? {
        // What a split moved is judged in its new place.
        if let exact = candidates.indices.first(where: { candidates[$0].claim.id(in: article) == anchor.id }) {
            if let moved = candidates[exact].replacement { return moved }
            if candidates[exact].state != "amended" { return exact }
        }
        let live = candidates.indices.filter { candidates[$0].state != "amended" || candidates[$0].judgementID == nil }
        let ofKind = live.filter { candidates[$0].claim.kind.rawValue == anchor.kind }
        let near = ofKind.filter { Self.overlaps(candidates[$0].claim.evidence.quote, anchor.quote) }
        if let same = near.first(where: { candidates[$0].claim.anchorValues == anchor.values }) { return same }
        guard let kind = ClaimKind(rawValue: anchor.kind),
            let empty = near.first.map({ candidates[$0].claim })
        else { return nil }
        // What the person saw, as a claim; a claim's values are all that a question looks at.
        let blank = Claim(kind, [:], evidence: empty.evidence, confidence: 1, extractor: "")
        let judged = (try? blank.amended(anchor.values))?.question(publishedOn: article.publishedOn)
        if let judged,
            let same = near.first(where: {
                let question = candidates[$0].claim.question(publishedOn: article.publishedOn)
                return question.question == judged.question && question.answer == judged.answer
            })
        {
            return same
        }
        // The same but for what the entities are called, as after a split or its end.
        let figures = Self.withoutEntities(anchor.values, kind)
        let alike = near.filter { Self.withoutEntities(candidates[$0].claim.anchorValues, kind) == figures }
        if alike.count == 1 { return alike[0] }
        guard changes != nil, near.count == 1 else { return nil }
        return near[0]
    }

    private static func withoutEntities(_ values: [String: AnchorValue], _ kind: ClaimKind) -> [String: AnchorValue] {
        var rest = values
        for field in kind.fields {
            guard case .entity = field.type else { continue }
            rest[field.name.rawValue] = nil
        }
        return rest
    }

    /// Whether one quote holds the other, white space aside.
    private static func overlaps(_ left: String, _ right: String) -> Bool {
        let first = left.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let second = right.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return first.contains(second) || second.contains(first)
    }
}
