import TestSupport
import Testing

@testable import TextAnalysis

@Suite struct DecoderTests {
    /// All trees over a few words, one by one.
    private func bestScore(_ scores: [Float], _ count: Int) -> Float {
        var best = -Float.infinity
        var heads = [Int](repeating: 0, count: count)
        func choose(_ word: Int) {
            guard word < count else {
                if TreeDecoder.isTree(heads) { best = max(best, total(scores, heads)) }
                return
            }
            for head in 0...count where head != word + 1 {
                heads[word] = head
                choose(word + 1)
            }
        }
        choose(0)
        return best
    }

    private func total(_ scores: [Float], _ heads: [Int]) -> Float {
        heads.indices.reduce(0) { $0 + scores[$1 * (heads.count + 1) + heads[$1]] }
    }

    @Test func `The tree is the best of all trees with one root`() {
        var generator = SeededGenerator(seed: 5)
        for count in 1...5 {
            for _ in 0..<(count < 5 ? 200 : 60) {
                // Whole numbers, so that sums are exact in any order.
                let scores = (0..<(count * (count + 1))).map { _ in Float(Int.random(in: -20...20, using: &generator)) }
                let heads = scores.withUnsafeBufferPointer { TreeDecoder.heads(scores: $0, count: count) }
                #expect(TreeDecoder.isTree(heads))
                #expect(total(scores, heads) == bestScore(scores, count), "\(scores)")
            }
        }
    }

    @Test func `Long sentences of equal scores still give a tree`() {
        for count in [0, 1, 2, 240] {
            let scores = [Float](repeating: 0, count: count * (count + 1))
            let heads = scores.withUnsafeBufferPointer { TreeDecoder.heads(scores: $0, count: count) }
            #expect(heads.count == count)
            #expect(count == 0 || TreeDecoder.isTree(heads))
        }
    }

    /// Columns: outside, then beginning and inside of each kind of name.
    @Test(
        arguments: [
            // An inside label without a beginning cannot be; the best sequence begins a name there.
            ([0, 2, 5, 0, 0, 0, 0, 0, 0], [0..<1]),
            ([0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0], [0..<2]),
            ([0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0], [0..<1, 1..<2]),
            ([5, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0], []),
        ] as [([Float], [Range<Int>])])
    func `Names begin where they begin`(_ scores: [Float], _ expected: [Range<Int>]) {
        var names: [RecognizedName] = []
        scores.withUnsafeBufferPointer { NameDecoder.names(scores: $0, labels: 9, offset: 0, into: &names) }
        #expect(names.map(\.tokens) == expected)
        #expect(names.allSatisfy { $0.kind == .person })
    }
}
