private import CLexicon
import KnowledgeModel

/// How sure a claim is, from what is known of how it was found.
///
/// A logistic model over features such as the rule, how its arguments were found, and how many companies stand in the
/// sentence. The weights are fitted to annotated articles by `dossier evaluate --calibrate`; see docs/confidence.md.
public struct Calibration: Sendable {
    private let weights: [String: Double]
    /// Claims less sure than this are left out.
    public let threshold: Double

    /// Keeps every claim and is sure of none: for fitting.
    public static let none = Calibration(weights: [:], threshold: 0)

    public init(weights: [String: Double], threshold: Double) {
        self.weights = weights
        self.threshold = threshold
    }

    /// Reads the table's text form: a feature, a tab and its weight on each line, `#` before comments, and the threshold
    /// under the name `threshold`. Lines of another form are passed over.
    public init(table: some StringProtocol) {
        var weights: [String: Double] = [:]
        for line in table.split(separator: "\n") where !line.hasPrefix("#") {
            let fields = line.split(separator: "\t")
            if fields.count == 2, let weight = Double(fields[1]) { weights[String(fields[0])] = weight }
        }
        let threshold = weights.removeValue(forKey: "threshold") ?? 0
        self.init(weights: weights, threshold: threshold)
    }

    /// The table in the binary.
    public static let embedded: Calibration = {
        var count = 0
        let file = dossier_calibration_file(&count)
        return Calibration(
            table: String(decoding: UnsafeBufferPointer(start: file, count: count), as: UTF8.self))
    }()

    /// The weight of each feature that has one, in order, for explanations.
    public func contributions(of features: [String]) -> [(feature: String, weight: Double)] {
        features.compactMap { feature in weights[feature].map { (feature, $0) } }
    }

    /// How likely a claim with these features is right, in `0...1`, to three places.
    public func confidence(of features: [String]) -> Double {
        let sum = features.reduce(0) { $0 + (weights[$1] ?? 0) }
        return (Self.logistic(sum) * 1000).rounded() / 1000
    }

    package static func logistic(_ value: Double) -> Double { 1 / (1 + exponential(-value)) }

    /// `e` to a power, by halving the argument and squaring the series: the same bits on every machine, without Foundation.
    private static func exponential(_ value: Double) -> Double {
        let clamped = min(max(value, -30), 30)
        let small = clamped / 1024
        var term = 1.0
        var sum = 1.0
        for index in 1...8 {
            term *= small / Double(index)
            sum += term
        }
        for _ in 0..<10 { sum *= sum }
        return sum
    }
}
