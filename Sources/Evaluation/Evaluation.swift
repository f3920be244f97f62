package import Extraction
import Ingestion
package import KnowledgeModel

/// A comparison of what the program reads in annotated articles with their annotations.
package struct Evaluation: Sendable {
    package let report: EvaluationReport
    /// Where the two differ: by article, entities before claims, in the order of the views, what was missed before what
    /// was wrong.
    package let differences: [Difference]

    /// Something that was missed, or found and wrong.
    package struct Difference: Sendable {
        package enum Content: Sendable {
            case missedEntity(EntityReference)
            case wrongEntity(EntityReference)
            case missedClaim(GoldClaim)
            case wrongClaim(Claim)
        }

        package let articleID: String
        package let content: Content
        /// The sentence that states it; `nil` if the annotation tells no place.
        package let sentence: String?
    }

    /// Reads annotated articles and compares; no base is involved.
    ///
    /// - Parameters:
    ///   - kinds: The kinds of claim to compare; entities are compared whatever these are.
    ///   - extractor: Reads the articles, on all cores.
    package init(
        of articles: [AnnotatedArticle],
        kinds: Set<ClaimKind> = Set(ClaimKind.allCases),
        extractor: ArticleExtractor = ArticleExtractor()
    ) {
        self.init(of: articles, readings: extractor.readings(of: articles.map(\.article)), kinds: kinds)
    }

    /// Compares readings, one an article, with the annotations.
    package init(of articles: [AnnotatedArticle], readings: [ArticleReading], kinds: Set<ClaimKind>) {
        let entities = LinkedEntities(readings)
        var tally = EvaluationTally(kinds: kinds)
        var differences: [Difference] = []
        for (article, reading) in zip(articles, readings) {
            var comparison = ArticleComparison(article, reading, entities, kinds)
            comparison.run(&tally)
            differences += comparison.differences
        }
        self.differences = differences
        report = EvaluationReport(articles: articles.map(\.id), kinds: kinds, tally)
    }
}

/// What is counted over all articles of an evaluation.
struct EvaluationTally {
    var views: [ClaimKind: MatchCounts] = [:]
    var entities: [EntityKind: MatchCounts] = [:]
    /// Keyed by view and column, as in `roles.status`.
    var attributes: [String: EvaluationReport.Attribute] = [:]
    /// The confidence of each claim that was judged, and whether it was right.
    var judgements: [(confidence: Double, isRight: Bool)] = []
    var evidence = EvaluationReport.Evidence(claims: 0, faults: 0)

    init(kinds: Set<ClaimKind>) {
        for kind in kinds { views[kind] = MatchCounts() }
        for kind in EntityKind.allCases { entities[kind] = MatchCounts() }
    }
}

/// How many were right, wrong and missed.
struct MatchCounts {
    var correct = 0
    var wrong = 0
    var missed = 0
    /// Claims that say once more what another claim of the article was counted for.
    var duplicates = 0

    static func + (left: MatchCounts, right: MatchCounts) -> MatchCounts {
        MatchCounts(
            correct: left.correct + right.correct, wrong: left.wrong + right.wrong,
            missed: left.missed + right.missed, duplicates: left.duplicates + right.duplicates)
    }
}
