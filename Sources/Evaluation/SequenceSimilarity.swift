/// How alike two texts are, by J. W. Ratcliff and D. E. Metzener, "Pattern Matching: The Gestalt Approach", 1988.
///
/// The longest common run is found, then the longest runs to the left and to the right of it, and so on; the ratio is
/// twice the scalars in all runs through the scalars of both texts. As in Python's `difflib`, a scalar that makes up
/// more than one in a hundred of a second text of 200 scalars or more starts no run, though runs extend over it.
struct SequenceSimilarity {
    private let left: [Unicode.Scalar]
    private let right: [Unicode.Scalar]
    /// Where each scalar that may start a run stands in the right text, ascending.
    private let positions: [Unicode.Scalar: [Int]]

    /// - Returns: In `0...1`; 1 for two empty texts. Not the same for swapped texts.
    /// - Complexity: Quadratic at worst in the lengths, for each of the runs.
    static func ratio(_ left: String, _ right: String) -> Double {
        let similarity = SequenceSimilarity(Array(left.unicodeScalars), Array(right.unicodeScalars))
        let total = similarity.left.count + similarity.right.count
        return total == 0 ? 1 : 2 * Double(similarity.matchedCount) / Double(total)
    }

    private init(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) {
        self.left = left
        self.right = right
        var positions: [Unicode.Scalar: [Int]] = [:]
        for (index, scalar) in right.enumerated() { positions[scalar, default: []].append(index) }
        if right.count >= 200 {
            let limit = right.count / 100 + 1
            positions = positions.filter { $0.value.count <= limit }
        }
        self.positions = positions
    }

    private var matchedCount: Int {
        var count = 0
        var pending = [(left.indices, right.indices)]
        while let (leftRange, rightRange) = pending.popLast() {
            guard let run = longestRun(leftRange, rightRange) else { continue }
            count += run.length
            pending.append((leftRange.lowerBound..<run.left, rightRange.lowerBound..<run.right))
            pending.append(
                (run.left + run.length..<leftRange.upperBound, run.right + run.length..<rightRange.upperBound))
        }
        return count
    }

    /// The longest common run of two ranges, the first in the left text and then in the right one.
    private func longestRun(
        _ leftRange: Range<Int>,
        _ rightRange: Range<Int>
    ) -> (left: Int, right: Int, length: Int)? {
        var best = (left: leftRange.lowerBound, right: rightRange.lowerBound, length: 0)
        // The length of the run that ends at each place of the right text and at the present place of the left one.
        var lengths: [Int: Int] = [:]
        for index in leftRange {
            var next: [Int: Int] = [:]
            for position in positions[left[index]] ?? [] where rightRange.contains(position) {
                let length = (lengths[position - 1] ?? 0) + 1
                next[position] = length
                if length > best.length { best = (index - length + 1, position - length + 1, length) }
            }
            lengths = next
        }
        while best.left > leftRange.lowerBound, best.right > rightRange.lowerBound,
            left[best.left - 1] == right[best.right - 1]
        {
            best = (best.left - 1, best.right - 1, best.length + 1)
        }
        while best.left + best.length < leftRange.upperBound, best.right + best.length < rightRange.upperBound,
            left[best.left + best.length] == right[best.right + best.length]
        {
            best.length += 1
        }
        return best.length == 0 ? nil : best
    }
}
