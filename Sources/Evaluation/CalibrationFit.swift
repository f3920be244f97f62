import Dispatch
package import Extraction
import KnowledgeModel
import Synchronization

/// Fits the confidence of claims to annotated articles.
///
/// A logistic model with a penalty on the size of its weights (L2), fitted by full steps of gradient descent with
/// AdaGrad's step sizes; no chance is involved, so the same articles give the same table. How well it does is measured by
/// cross-validation over articles: each fifth is judged by a model that never saw it.
package struct CalibrationFit: Sendable {
    /// A claim that was judged.
    struct Sample: Sendable {
        let article: Int
        let features: [String]
        let isRight: Bool
    }

    /// What cross-validation shows at one threshold.
    package struct Measure: Sendable {
        package let threshold: Double
        package let right: Int
        package let wrong: Int
    }

    package let sampleCount: Int
    /// Right and wrong claims that stay, by threshold, each claim judged by a model that never saw its article.
    package let measures: [Measure]
    /// The mean distance of confidence from the share of right claims over ten bins, by cross-validation.
    package let error: Double
    /// The share of right claims among those with a cross-validated confidence of 0.9 and more, and their number.
    package let sure: (right: Int, all: Int)
    private let weights: [String: Double]

    /// - Parameter extractor: Must keep every claim, however unsure.
    package init(
        _ articles: [AnnotatedArticle], folds: Int = 5,
        extractor: ArticleExtractor = ArticleExtractor(calibration: .none)
    ) {
        let samples = Self.samples(articles, extractor)
        sampleCount = samples.count
        weights = Self.fit(samples)
        var judged: [(confidence: Double, isRight: Bool)] = []
        for fold in 0..<folds {
            let model = Calibration(weights: Self.fit(samples.filter { $0.article % folds != fold }), threshold: 0)
            for sample in samples where sample.article % folds == fold {
                judged.append((model.confidence(of: sample.features), sample.isRight))
            }
        }
        measures = stride(from: 0.0, through: 0.9, by: 0.05).map { threshold in
            let kept = judged.filter { $0.confidence >= threshold }
            let right = kept.count(where: \.isRight)
            return Measure(threshold: threshold, right: right, wrong: kept.count - right)
        }
        error = (0..<10).reduce(0) { sum, bin in
            let members = judged.filter { Int(min($0.confidence, 0.999) * 10) == bin }
            guard !members.isEmpty else { return sum }
            let mean = members.reduce(0) { $0 + $1.confidence } / Double(members.count)
            let share = Double(members.count(where: \.isRight)) / Double(members.count)
            return sum + abs(mean - share) * Double(members.count) / Double(judged.count)
        }
        let sure = judged.filter { $0.confidence >= 0.9 }
        self.sure = (sure.count(where: \.isRight), sure.count)
    }

    /// The table as `Calibration` reads it, the features in order.
    package func table(threshold: Double) -> String {
        var lines = [
            "# How sure claims are: a feature and its weight; docs/confidence.md tells what they mean.",
            "# Made by 'dossier evaluate FOLDER --calibrate FILE' of \(sampleCount) judged claims.",
            "threshold\t\(threshold)",
        ]
        for (feature, weight) in weights.sorted(by: { $0.key < $1.key }) {
            let rounded = (weight * 1000).rounded() / 1000
            if rounded != 0 { lines.append("\(feature)\t\(rounded)") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func samples(_ articles: [AnnotatedArticle], _ extractor: ArticleExtractor) -> [Sample] {
        let results = Mutex<[Int: ExplainedReading]>([:])
        DispatchQueue.concurrentPerform(iterations: articles.count) { index in
            let reading = extractor.explainedReading(of: articles[index].article)
            results.withLock { $0[index] = reading }
        }
        let read = results.withLock { results in articles.indices.compactMap { results[$0] } }
        let entities = LinkedEntities(read.map(\.reading))
        var samples: [Sample] = []
        for (index, article) in articles.enumerated() {
            var tally = EvaluationTally(kinds: Set(ClaimKind.allCases))
            var comparison = ArticleComparison(article, read[index].reading, entities, Set(ClaimKind.allCases))
            comparison.run(&tally)
            for explanation in read[index].explanations {
                guard let isRight = comparison.outcomes[explanation.claim.contentKey] else { continue }
                samples.append(Sample(article: index, features: explanation.features, isRight: isRight))
            }
        }
        return samples
    }

    private static func fit(_ samples: [Sample]) -> [String: Double] {
        var names: [String: Int] = [:]
        for sample in samples {
            for feature in sample.features where names[feature] == nil { names[feature] = names.count }
        }
        let rows = samples.map { sample in (sample.features.compactMap { names[$0] }, sample.isRight ? 1.0 : 0.0) }
        var weights = [Double](repeating: 0, count: names.count)
        var squares = [Double](repeating: 1e-6, count: names.count)
        let penalties = names.sorted { $0.value < $1.value }.map { $0.key == "all" ? 0.01 : 8.0 }
        for _ in 0..<400 {
            var gradient = weights.indices.map { penalties[$0] * weights[$0] }
            for (features, label) in rows {
                let sum = features.reduce(0) { $0 + weights[$1] }
                let slope = Calibration.logistic(sum) - label
                for feature in features { gradient[feature] += slope }
            }
            for index in weights.indices {
                squares[index] += gradient[index] * gradient[index]
                weights[index] -= 0.3 * gradient[index] / squares[index].squareRoot()
            }
        }
        return names.mapValues { weights[$0] }
    }
}
