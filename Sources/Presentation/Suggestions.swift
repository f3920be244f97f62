/// Finds what somebody may have meant by a misspelt name.
public enum Suggestions {
    /// The candidates nearest to a name, at most three, nearest first.
    ///
    /// A candidate is near if a third of the name's letters or fewer need to change, or if it begins with the name.
    public static func nearest(to name: String, among candidates: [String]) -> [String] {
        let wanted = Array(name.lowercased().unicodeScalars)
        guard !wanted.isEmpty else { return [] }
        let limit = max(1, wanted.count / 3)
        var scored: [(distance: Int, name: String)] = []
        for candidate in Set(candidates) {
            let other = Array(candidate.lowercased().unicodeScalars)
            if other.starts(with: wanted), wanted.count >= 3 {
                scored.append((1, candidate))
            } else if abs(other.count - wanted.count) <= limit {
                let distance = distance(wanted, other)
                if distance <= limit { scored.append((distance, candidate)) }
            }
        }
        return scored.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
    }

    /// Edits between two texts; a swap of neighbours is one (optimal string alignment).
    ///
    /// Source: L. Boytsov, "Indexing methods for approximate dictionary searching", 2011. Complexity: O(n · m).
    static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        guard !left.isEmpty else { return right.count }
        guard !right.isEmpty else { return left.count }
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for i in 1...left.count {
            var current = [i] + [Int](repeating: 0, count: right.count)
            for j in 1...right.count {
                let cost = left[i - 1] == right[j - 1] ? 0 : 1
                current[j] = min(last[j] + 1, current[j - 1] + 1, last[j - 1] + cost)
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    current[j] = min(current[j], beforeLast[j - 2] + 1)
                }
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
