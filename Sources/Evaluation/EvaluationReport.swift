import KnowledgeModel

/// The figures of an evaluation; `docs/evaluation.md` documents their JSON.
package struct EvaluationReport: Codable, Equatable, Sendable {
    /// What was right, wrong and missed, and the ratios that follow; a ratio of nothing is 0.
    package struct Score: Codable, Equatable, Sendable {
        package let correct: Int
        package let wrong: Int
        package let missed: Int
        package let duplicates: Int
        package let precision: Double
        package let recall: Double
        package let f1: Double

        init(_ counts: MatchCounts) {
            func ratio(_ part: Double, _ whole: Double) -> Double { whole == 0 ? 0 : part / whole }
            correct = counts.correct
            wrong = counts.wrong
            missed = counts.missed
            duplicates = counts.duplicates
            precision = ratio(Double(correct), Double(correct + wrong))
            recall = ratio(Double(correct), Double(correct + missed))
            f1 = ratio(2 * precision * recall, precision + recall)
        }

        /// How many the annotations have, those that may be disputed left out.
        package var gold: Int { correct + missed }
    }

    /// A column of matched claims: how many annotations state it, and how many of the claims have the same there.
    package struct Attribute: Codable, Equatable, Sendable {
        package internal(set) var right: Int
        package internal(set) var stated: Int
    }

    /// How well confidence tells how often claims are right.
    package struct Calibration: Codable, Equatable, Sendable {
        /// The claims judged, those included that match what may be disputed.
        package let claims: Int
        /// The mean distance of confidence from the share of right claims, over ten bins; `nil` without claims.
        package let error: Double?
        /// Claims with a confidence of 0.9 and more.
        package let sureClaims: Int
        /// The share of right claims among these; `nil` without any.
        package let surePrecision: Double?

        enum CodingKeys: String, CodingKey {
            case claims, error
            case sureClaims = "claims_at_0.9"
            case surePrecision = "precision_at_0.9"
        }

        init(_ judgements: [(confidence: Double, isRight: Bool)]) {
            claims = judgements.count
            func share(_ judgements: [(confidence: Double, isRight: Bool)]) -> Double {
                Double(judgements.count { $0.isRight }) / Double(judgements.count)
            }
            var error = 0.0
            for bin in 0..<10 {
                let (low, high) = (Double(bin) / 10, Double(bin + 1) / 10)
                let members = judgements.filter {
                    low <= $0.confidence && ($0.confidence < high || bin == 9 && $0.confidence == 1)
                }
                guard !members.isEmpty else { continue }
                let mean = members.reduce(0) { $0 + $1.confidence } / Double(members.count)
                error += Double(members.count) / Double(judgements.count) * abs(mean - share(members))
            }
            self.error = judgements.isEmpty ? nil : error
            let sure = judgements.filter { $0.confidence >= 0.9 }
            sureClaims = sure.count
            surePrecision = sure.isEmpty ? nil : share(sure)
        }
    }

    /// The check of quotes against the text.
    package struct Evidence: Codable, Equatable, Sendable {
        package internal(set) var claims: Int
        /// Claims whose quote is not the text at its offsets.
        package internal(set) var faults: Int
    }

    /// The version of the JSON.
    package static let currentFormat = 1

    package let format: Int
    /// The identifiers of the articles compared, sorted.
    package let articles: [String]
    /// Keyed by the view's name; only the views compared.
    package let views: [String: Score]
    /// All claims of these views taken together.
    package let claims: Score
    /// The mean F1 of the views of which the annotations have any claim; 0 if there is none.
    package let macroF1: Double
    /// Keyed by the view's name.
    package let entityViews: [String: Score]
    /// The entities of all kinds taken together.
    package let entities: Score
    /// Keyed by view and column, as in `roles.status`.
    package let attributes: [String: Attribute]
    package let calibration: Calibration
    package let evidence: Evidence

    enum CodingKeys: String, CodingKey {
        case format, articles, views, claims, entities, attributes, calibration, evidence
        case macroF1 = "macro_f1"
        case entityViews = "entity_views"
    }

    init(articles: [String], kinds: Set<ClaimKind>, _ tally: EvaluationTally) {
        format = Self.currentFormat
        self.articles = articles.sorted()
        let counts = ClaimKind.allCases.filter(kinds.contains).map { ($0.viewName, tally.views[$0] ?? MatchCounts()) }
        views = Dictionary(uniqueKeysWithValues: counts.map { ($0, Score($1)) })
        claims = Score(counts.reduce(MatchCounts()) { $0 + $1.1 })
        let measured = counts.map { Score($0.1) }.filter { $0.gold > 0 }.map(\.f1)
        macroF1 = measured.isEmpty ? 0 : measured.reduce(0, +) / Double(measured.count)
        entityViews = Dictionary(
            uniqueKeysWithValues: EntityKind.allCases.map { ($0.viewName, Score(tally.entities[$0] ?? MatchCounts())) })
        entities = Score(tally.entities.values.reduce(MatchCounts(), +))
        attributes = tally.attributes
        calibration = Calibration(tally.judgements)
        evidence = tally.evidence
    }
}
