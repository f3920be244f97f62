import Foundation
@_spi(Training) import TextAnalysis

/// Trains the model of sentence boundaries on the train splits; `Training/sentence-boundaries.sh` calls it.
///
/// Logistic regression by AdaGrad (Duchi, Hazan and Singer 2011, <https://jmlr.org/papers/v12/duchi11a.html>) with the
/// weights drawn towards zero; the mean of the weights after each of the later rounds counts. Each document is read as it
/// is, and a few times with half of its empty lines lost, as signatures, headings and lists lose their line breaks: with
/// those the model sees many more ends without a mark. What is lost, and the order of the readings, comes from a fixed seed;
/// the weights that ship are the mean of five fits with a seed each. The constants were chosen on the dev splits.
enum BoundaryTrainer {
    private typealias Gap = (features: [Int], isEnd: Bool, weight: Double)

    private static let seeds: [UInt64] = [7, 8, 9, 10, 11]
    private static let rounds = 10
    private static let rate = 0.1
    private static let decay = 0.01
    /// How often a document is read with half of its empty lines lost; all these readings together count like the first.
    private static let joinedCopies = 8
    /// Units of the integer weights for one unit of log odds.
    private static let scale = 20.0

    private static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Sources/CModelWeights/weights/boundaries.bin")

    /// Writes the weights that ship, one byte each.
    static func train(_ data: URL) throws {
        var means = [Double](repeating: 0, count: SentenceBoundaryTraining.weightCount)
        let treebanks = try Treebank.Source.allCases.map { try Treebank(contentsOf: $0.file("train", in: data)) }
        for seed in seeds {
            var random = LinearCongruentialGenerator(state: seed)
            let gaps = treebanks.flatMap(\.documents).flatMap { readings(of: $0, &random) }
            for (index, weight) in fitted(gaps, &random).enumerated() { means[index] += weight / Double(seeds.count) }
        }
        let bytes = means.map { UInt8(bitPattern: Int8(max(-127, min(127, ($0 * scale).rounded())))) }
        try Data(bytes).write(to: file)
        print("\(bytes.count { $0 != 0 }) weights other than zero")
    }

    /// The gaps of a document that the model decides, as it is and with empty lines lost.
    private static func readings(of document: TreebankDocument, _ random: inout LinearCongruentialGenerator) -> [[Gap]]
    {
        let ends = Set(document.sentences.map(\.range.upperBound))
        return (0...joinedCopies).map { copy in
            var gaps: [Gap] = []
            let text = copy == 0 ? document.text : joined(document.text, &random)
            SentenceBoundaryTraining.visitGaps(of: text) { end, features in
                gaps.append((features, ends.contains(end), copy == 0 ? 1 : 1 / Double(joinedCopies)))
                return ends.contains(end)
            }
            return gaps
        }
    }

    /// A text in which half of the empty lines have become spaces; offsets stay the same.
    private static func joined(_ text: String, _ random: inout LinearCongruentialGenerator) -> String {
        var bytes = Array(text.utf8)
        for index in bytes.indices.dropFirst()
        where bytes[index] == UInt8(ascii: "\n") && bytes[index - 1] == UInt8(ascii: "\n") && random.next() % 2 == 0 {
            bytes[index - 1] = UInt8(ascii: " ")
            bytes[index] = UInt8(ascii: " ")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func fitted(_ documents: [[Gap]], _ random: inout LinearCongruentialGenerator) -> [Double] {
        var weights = [Double](repeating: 0, count: SentenceBoundaryTraining.weightCount)
        var squares = [Double](repeating: 1e-6, count: weights.count)
        var means = [Double](repeating: 0, count: weights.count)
        var order = Array(documents.indices)
        for round in 0..<rounds {
            for index in order.indices.reversed() { order.swapAt(index, Int(random.next() % UInt64(index + 1))) }
            for document in order {
                for gap in documents[document] {
                    var score = 0.0
                    for feature in gap.features { score += weights[feature] }
                    let error = gap.weight * ((gap.isEnd ? 1 : 0) - 1 / (1 + exp(-score)))
                    for feature in gap.features {
                        let gradient = error - decay * weights[feature]
                        squares[feature] += gradient * gradient
                        weights[feature] += rate * gradient / squares[feature].squareRoot()
                    }
                }
            }
            guard round >= rounds / 2 else { continue }
            for index in weights.indices { means[index] += weights[index] / Double(rounds - rounds / 2) }
        }
        return means
    }
}

/// Numbers of 31 bits by Knuth's multiplier for 64 bits, the same on every machine.
private struct LinearCongruentialGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}
