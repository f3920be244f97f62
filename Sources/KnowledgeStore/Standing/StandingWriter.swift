import KnowledgeModel
import SQLite

/// Writes what claims answer, which answers hold, and how sure they are.
enum StandingWriter {
    /// Writes the question and the answer of each claim.
    ///
    /// - Returns: The questions that the claims answered before and answer now.
    static func writeQuestions(
        of claims: Set<Int64>, _ connection: borrowing Connection
    ) throws -> Set<String> {
        var questions: Set<String> = []
        var previous = try connection.prepare("SELECT question FROM claim_standing WHERE claim_key = ?")
        var update = try connection.prepare(
            "UPDATE claim_standing SET question = ?2, answer = ?3, as_of = ?4 WHERE claim_key = ?1")
        for stored in try StoredClaim.load(claims, connection) {
            let question = stored.claim.question(
                publishedOn: stored.publishedOn, identifiers: stored.identifiers)
            try previous.bind(stored.key)
            if try previous.step() {
                let old: String = try previous.read(0)
                if !old.isEmpty { questions.insert(old) }
            }
            previous.reset()
            try update.run(stored.key, question.question, question.answer, question.asOf?.description)
            questions.insert(question.question)
        }
        return questions
    }

    /// Decides anew which answers to a question hold.
    static func resolve(_ question: String, _ connection: borrowing Connection) throws {
        var rows = try connection.prepare(
            """
            SELECT s.claim_key, c.claim_id, c.article_key, o.source, s.answer, coalesce(s.as_of, ''),
                coalesce(a.published_on, ''), c.confidence, j.action, c.is_background, c.kind
            FROM claim_standing s
            JOIN claim c USING (claim_key)
            JOIN article a USING (article_key)
            JOIN article_origin o USING (article_key)
            LEFT JOIN judgement j ON j.judgement_id = s.judgement_id
            WHERE s.question = ? AND s.state = 'stands'
            ORDER BY s.claim_key
            """)
        try rows.bind(question)
        var claims: [AnsweringClaim] = []
        var kind: ClaimKind?
        while try rows.step() {
            kind = ClaimKind(rawValue: try rows.read(10))
            let action = try rows.read(8, as: String?.self)
            claims.append(
                AnsweringClaim(
                    key: try rows.read(0), claimID: try rows.read(1), articleKey: try rows.read(2),
                    source: try rows.read(3), answer: try rows.read(4), asOf: try rows.read(5),
                    publishedOn: try rows.read(6), confidence: try rows.read(7),
                    isConfirmed: action == "confirm" || action == "amend",
                    isBackground: try rows.read(9, as: Int64.self) != 0))
        }
        guard let kind, let first = try StoredClaim.load([claims[0].key], connection).first else { return }
        let form = first.claim.question(publishedOn: first.publishedOn, identifiers: first.identifiers)
        let resolution = QuestionResolution(kind: kind, change: form.change, isOpinion: form.isOpinion)
        var update = try connection.prepare(
            """
            UPDATE claim_standing
            SET is_current = ?2, current_from = ?3, current_until = ?4, superseded_by_key = ?5, contradicted_by_key = ?6
            WHERE claim_key = ?1
            """)
        for (key, resolved) in resolution.resolve(claims).sorted(by: { $0.key < $1.key }) {
            let from = resolved.currentFrom.flatMap { $0.isEmpty ? nil : $0 }
            try update.run(
                key, resolved.isCurrent ? 1 : 0, from, resolved.currentUntil, resolved.supersededBy,
                resolved.contradictedBy)
        }
    }

    /// How many judged claims weigh as much as what the articles that confidence was fitted to say of a rule.
    static let priorWeight = 8.0

    /// Brings the confidence of a rule's claims in line with what people judged of them.
    ///
    /// Each claim's own confidence counts as `priorWeight` judged claims, the judged ones of its rule are added: the mean
    /// of a beta distribution. A claim that a person confirmed or amended is certain.
    static func weigh(_ extractor: String, _ connection: borrowing Connection) throws {
        var counts = try connection.prepare(
            "SELECT confirmed, confirmed + rejected + amended FROM rule_precision WHERE extractor = ?")
        try counts.bind(extractor)
        var right = 0.0
        var judged = 0.0
        if try counts.step() {
            right = Double(try counts.read(0, as: Int64.self))
            judged = Double(try counts.read(1, as: Int64.self))
        }
        counts.reset()
        try connection.execute(
            """
            UPDATE claim_standing AS s
            SET confidence = CASE
                WHEN (
                    SELECT j.action FROM judgement j WHERE j.judgement_id = s.judgement_id
                ) IN ('confirm', 'amend') AND s.state = 'stands' THEN 1.0
                ELSE (
                    SELECT (c.confidence * ?2 + ?3) / (?2 + ?4) FROM claim c WHERE c.claim_key = s.claim_key
                )
            END
            WHERE claim_key IN (SELECT claim_key FROM claim WHERE extractor = ?1)
            """, extractor, priorWeight, right, judged)
    }
}
