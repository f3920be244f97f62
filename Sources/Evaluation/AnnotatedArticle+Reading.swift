package import Extraction
package import KnowledgeModel

/// A claim of an annotation that no base can hold.
package struct UnstorableClaim: Equatable, Sendable {
    package enum Cause: Equatable, Sendable {
        /// The annotation gives no words that state it.
        case noQuote
        /// The article's text has no such words.
        case quoteNotInText(String)
        case defect(ClaimDefect)
    }

    /// Counts the annotation's claims, 0-based.
    package let index: Int
    package let kind: ClaimKind
    package let cause: Cause
}

extension AnnotatedArticle {
    /// The name under which bases hold claims of annotations instead of the name of a rule.
    package static let extractor = "annotation"

    /// The annotation as a reading of the article, as ingesting would have given it.
    ///
    /// Optional entities and claims count as the others do. Every place of the text that has a name of an entity is a
    /// mention of it; of names within names the longest counts.
    ///
    /// - Parameter lexicon: Tells what is known of the entities besides.
    /// - Returns: The reading, and the claims that are left out of it.
    package func reading(
        _ lexicon: Lexicon = .embedded
    ) -> (reading: ArticleReading, refused: [UnstorableClaim]) {
        let text = QuoteFinder(article.text)
        var reading = ArticleReading()
        var refused: [UnstorableClaim] = []
        var entities: Set<EntityReference> = []
        for entity in gold.entities where entities.insert(entity.reference).inserted {
            lexicon.describe(entity.reference, &reading)
            if !entity.acceptedNames.isEmpty {
                let known = reading.aliases[entity.reference] ?? []
                reading.aliases[entity.reference] = known + entity.acceptedNames.filter { !known.contains($0) }
            }
        }
        for (index, gold) in gold.claims.enumerated() {
            func refuse(_ cause: UnstorableClaim.Cause) {
                refused.append(UnstorableClaim(index: index, kind: gold.kind, cause: cause))
            }
            guard let quote = gold.quote else {
                refuse(.noQuote)
                continue
            }
            guard let evidence = text.span(of: quote) else {
                refuse(.quoteNotInText(quote))
                continue
            }
            let claim = Claim(
                gold.kind, gold.values, evidence: evidence, confidence: 1, extractor: Self.extractor)
            if let defect = claim.defects.first {
                refuse(.defect(defect))
                continue
            }
            reading.claims.append(claim)
            for field in claim.kind.fields {
                guard let entity = claim.entity(field.name), entities.insert(entity).inserted else { continue }
                lexicon.describe(entity, &reading)
            }
        }
        reading.mentions = text.mentions(
            of: gold.entities.flatMap { entity in
                ([entity.reference.name] + entity.acceptedNames).map { ($0, entity.reference) }
            })
        return (reading, refused)
    }
}
