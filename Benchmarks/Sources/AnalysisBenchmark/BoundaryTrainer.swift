import Foundation
@_spi(Training) import TextAnalysis

/// Trains the model of sentence boundaries on the train splits; `Training/sentence-boundaries.sh` calls it.
///
/// Logistic regression by AdaGrad (Duchi, Hazan and Singer 2011, <https://jmlr.org/papers/v12/duchi11a.html>) with the
/// weights drawn towards zero. The order of the documents comes from a fixed seed, so that a second run makes the same
/// weights. Step, decay and number of rounds were chosen on the dev splits.
enum BoundaryTrainer {
    private typealias Gap = (features: [Int], isEnd: Bool)

    private static let seed: UInt64 = 20_240_601
    private static let rounds = 30
    private static let rate = 0.1
    private static let decay = 0.03
    /// Units of the integer weights for one unit of log odds.
    private static let scale = 20.0
    private static let largest = 43.0

    /// Prints the source file that holds the weights.
    static func train(_ data: URL) throws {
        var documents: [[Gap]] = []
        for source in Treebank.Source.allCases {
            for document in try Treebank(contentsOf: source.file("train", in: data)).documents {
                let ends = Set(document.sentences.map(\.range.upperBound))
                var gaps: [Gap] = []
                SentenceBoundaryTraining.visitGaps(of: document.text) { end, features in
                    gaps.append((features, ends.contains(end)))
                    return ends.contains(end)
                }
                documents.append(gaps)
            }
        }
        let bytes = fitted(documents).map {
            UInt8(Int(SentenceBoundaryTraining.zero) + Int(max(-largest, min(largest, ($0 * scale).rounded()))))
        }
        print("/// The weights of ``SentenceBoundaryModel``; made by `Training/sentence-boundaries.sh`.")
        print("let sentenceBoundaryWeights: StaticString = ##\"\"\"")
        for start in stride(from: 0, to: bytes.count, by: 100) {
            print("    " + String(decoding: bytes[start..<min(start + 100, bytes.count)], as: UTF8.self))
        }
        print("    \"\"\"##")
    }

    private static func fitted(_ documents: [[Gap]]) -> [Double] {
        var weights = [Double](repeating: 0, count: SentenceBoundaryTraining.weightCount)
        var squares = [Double](repeating: 1e-6, count: weights.count)
        var state = seed
        var order = Array(documents.indices)
        for _ in 0..<rounds {
            for index in order.indices.reversed() {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                order.swapAt(index, Int((state >> 33) % UInt64(index + 1)))
            }
            for document in order {
                for gap in documents[document] {
                    var score = 0.0
                    for feature in gap.features { score += weights[feature] }
                    let error = (gap.isEnd ? 1 : 0) - 1 / (1 + exp(-score))
                    for feature in gap.features {
                        let gradient = error - decay * weights[feature]
                        squares[feature] += gradient * gradient
                        weights[feature] += rate * gradient / squares[feature].squareRoot()
                    }
                }
            }
        }
        return weights
    }
}
