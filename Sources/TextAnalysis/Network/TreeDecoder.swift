/// Finds the best tree over the words of a sentence: a maximum spanning arborescence with one word below the root.
///
/// Algorithm: Chu and Liu (1965), Edmonds (1967); cycles are contracted one at a time. Most sentences need none: each
/// word's best head already gives a tree.
enum TreeDecoder {
    /// - Parameters:
    ///   - scores: Row-major, `count` rows of `count + 1` columns: the score of each head for each word; column 0 is
    ///     the root, column `h + 1` the word `h`.
    ///   - count: The number of words.
    /// - Returns: The head of each word: 0 for the root, else the word's index plus one.
    /// - Complexity: O(count²), and as much again for each cycle.
    static func heads(scores: UnsafeBufferPointer<Float>, count: Int) -> [Int] {
        guard count > 1 else { return Array(repeating: 0, count: count) }
        let width = count + 1
        var best = [Int](repeating: 0, count: count)
        var largest: Float = 0
        for word in 0..<count {
            var head = 0
            for candidate in 0..<width where candidate != word + 1 {
                let score = scores[word * width + candidate]
                largest = max(largest, abs(score))
                if score > scores[word * width + head] { head = candidate }
            }
            best[word] = head
        }
        if isTree(best) { return best }
        // A price on each arc from the root, larger than what any tree can gain, leaves one such arc.
        let price = 2 * (largest + 1) * Float(count)
        var costs = [Float](repeating: -.infinity, count: width * width)
        for word in 0..<count {
            for head in 0..<width where head != word + 1 {
                costs[(word + 1) * width + head] = scores[word * width + head] - (head == 0 ? price : 0)
            }
        }
        let heads = arborescence(&costs, nodes: width)
        return (0..<count).map { heads[$0 + 1] }
    }

    /// Whether the heads make a tree with exactly one word below the root.
    static func isTree(_ heads: [Int]) -> Bool {
        var roots = 0
        // 0: not seen, 1: on the way, 2: leads to the root.
        var state = [UInt8](repeating: 0, count: heads.count)
        for word in heads.indices {
            if heads[word] == 0 { roots += 1 }
            var node = word
            while node >= 0, state[node] == 0 {
                state[node] = 1
                node = heads[node] - 1
            }
            if node >= 0, state[node] == 1 { return false }
            node = word
            while node >= 0, state[node] == 1 {
                state[node] = 2
                node = heads[node] - 1
            }
        }
        return roots == 1
    }

    /// The best arborescence from node 0. `scores[node * nodes + head]`, negative infinity where there is no arc.
    ///
    /// A cycle is contracted into one of its nodes. What was chosen is undone in the reverse order at the end.
    private static func arborescence(_ scores: inout [Float], nodes: Int) -> [Int] {
        struct Contraction {
            let members: [Int]
            let heads: [Int]
            let representative: Int
            /// For each node outside, the member that an arc from the cycle to it starts at, and an arc into the cycle ends at.
            let sources: [Int]
            let targets: [Int]
        }
        var isAlive = [Bool](repeating: true, count: nodes)
        var contractions: [Contraction] = []
        var heads = [Int](repeating: 0, count: nodes)
        while true {
            for node in 1..<nodes where isAlive[node] {
                var best = -1
                for head in 0..<nodes where isAlive[head] && head != node {
                    if best < 0 || scores[node * nodes + head] > scores[node * nodes + best] { best = head }
                }
                heads[node] = best
            }
            guard let cycle = cycle(in: heads, isAlive) else { break }
            let representative = cycle[0]
            let isMember = Set(cycle)
            var sources = [Int](repeating: representative, count: nodes)
            var targets = [Int](repeating: representative, count: nodes)
            for other in 0..<nodes where isAlive[other] && !isMember.contains(other) {
                var out = -Float.infinity
                var into = -Float.infinity
                for member in cycle {
                    if other != 0,
                        scores[other * nodes + member] > out || sources[other] == representative && out == -.infinity
                    {
                        out = scores[other * nodes + member]
                        sources[other] = member
                    }
                    let gain = scores[member * nodes + other] - scores[member * nodes + heads[member]]
                    if gain > into || into == -.infinity {
                        into = gain
                        targets[other] = member
                    }
                }
                scores[other * nodes + representative] = out
                scores[representative * nodes + other] = into
            }
            contractions.append(
                Contraction(
                    members: cycle, heads: cycle.map { heads[$0] }, representative: representative, sources: sources,
                    targets: targets))
            for member in cycle.dropFirst() { isAlive[member] = false }
        }
        for contraction in contractions.reversed() {
            let outside = heads[contraction.representative]
            for node in 1..<nodes where isAlive[node] && heads[node] == contraction.representative {
                heads[node] = contraction.sources[node]
            }
            for (member, head) in zip(contraction.members, contraction.heads) {
                heads[member] = head
                isAlive[member] = true
            }
            heads[contraction.targets[outside]] = outside
        }
        return heads
    }

    /// Nodes of one cycle, or `nil`.
    private static func cycle(in heads: [Int], _ isAlive: [Bool]) -> [Int]? {
        var color = [Int](repeating: 0, count: heads.count)
        for start in 1..<heads.count where isAlive[start] && color[start] == 0 {
            var node = start
            while node != 0, color[node] == 0 {
                color[node] = start
                node = heads[node]
            }
            if node != 0, color[node] == start {
                var members = [node]
                var next = heads[node]
                while next != node {
                    members.append(next)
                    next = heads[next]
                }
                return members
            }
        }
        return nil
    }
}
