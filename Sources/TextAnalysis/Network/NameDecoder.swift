/// Turns scores a token into names that do not overlap: the best sequence of labels in which every name begins.
enum NameDecoder {
    /// - Parameters:
    ///   - scores: Row-major, a row a token: outside, then beginning and inside for each kind of name.
    ///   - labels: The number of columns.
    ///   - offset: Added to token indices of the result.
    static func names(scores: UnsafeBufferPointer<Float>, labels: Int, offset: Int, into names: inout [RecognizedName])
    {
        let count = scores.count / labels
        guard count > 0 else { return }
        // Viterbi; the only rule is that an inside label follows the beginning or the inside of its kind.
        var total = [Float](repeating: -.infinity, count: labels)
        var previous = [UInt8](repeating: 0, count: count * labels)
        for label in 0..<labels where label == 0 || label % 2 == 1 { total[label] = scores[label] }
        for token in 1..<count {
            var best = 0
            for label in 1..<labels where total[label] > total[best] { best = label }
            var next = [Float](repeating: -.infinity, count: labels)
            for label in 0..<labels {
                var from = best
                if label > 0, label % 2 == 0 { from = total[label] >= total[label - 1] ? label : label - 1 }
                next[label] = total[from] + scores[token * labels + label]
                previous[token * labels + label] = UInt8(from)
            }
            total = next
        }
        var label = 0
        for candidate in 1..<labels where total[candidate] > total[label] { label = candidate }
        var end = count
        var found: [RecognizedName] = []
        for token in stride(from: count - 1, through: 0, by: -1) {
            let before = token > 0 ? Int(previous[token * labels + label]) : 0
            if label == 0 {
                end = token
            } else if label % 2 == 1 {
                if let kind = RecognizedName.Kind(rawValue: UInt8((label - 1) / 2)) {
                    found.append(RecognizedName(tokens: (offset + token)..<(offset + end), kind: kind))
                }
                end = token
            }
            label = before
        }
        names += found.reversed()
    }
}
