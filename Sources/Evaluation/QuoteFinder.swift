import KnowledgeModel

/// Finds words in a text exactly as they stand, byte by byte, and tells where in Unicode scalars.
struct QuoteFinder {
    private let bytes: [UInt8]

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The first place that has these words.
    func span(of quote: String) -> EvidenceSpan? {
        guard !quote.isEmpty, let range = firstRange(of: Array(quote.utf8), from: 0) else { return nil }
        let start = scalarCount(0..<range.lowerBound)
        return EvidenceSpan(start: start, end: start + scalarCount(range), quote: quote)
    }

    /// Every place that has one of these names as words of its own, from left to right; the longest name counts, and
    /// between names of one length the earlier of the list.
    func mentions(of names: [(name: String, entity: EntityReference)]) -> [Mention] {
        var found: [(range: Range<Int>, name: String, entity: EntityReference, order: Int)] = []
        for (order, (name, entity)) in names.enumerated() {
            let wanted = Array(name.utf8)
            guard !wanted.isEmpty else { continue }
            var start = 0
            while let range = firstRange(of: wanted, from: start) {
                if !isWord(range.lowerBound - 1), !isWord(range.upperBound) {
                    found.append((range, name, entity, order))
                }
                start = range.upperBound
            }
        }
        found.sort {
            ($0.range.lowerBound, -$0.range.count, $0.order) < ($1.range.lowerBound, -$1.range.count, $1.order)
        }
        var mentions: [Mention] = []
        var end = 0
        // Scalars before `end`, counted on from mention to mention.
        var scalars = 0
        for (range, name, entity, _) in found where range.lowerBound >= end {
            let start = scalars + scalarCount(end..<range.lowerBound)
            scalars = start + scalarCount(range)
            end = range.upperBound
            mentions.append(Mention(entity: entity, span: EvidenceSpan(start: start, end: scalars, quote: name)))
        }
        return mentions
    }

    private func firstRange(of wanted: [UInt8], from start: Int) -> Range<Int>? {
        guard let first = wanted.first, bytes.count >= wanted.count else { return nil }
        var index = start
        while index + wanted.count <= bytes.count {
            guard bytes[index] == first, bytes[index..<(index + wanted.count)].elementsEqual(wanted) else {
                index += 1
                continue
            }
            return index..<(index + wanted.count)
        }
        return nil
    }

    /// Whether a letter or digit stands at an offset; all that is not ASCII counts as one.
    private func isWord(_ offset: Int) -> Bool {
        guard bytes.indices.contains(offset) else { return false }
        let byte = bytes[offset]
        return byte >= 0x80 && !isQuotationMark(offset) || (0x30...0x39).contains(byte)
            || (0x61...0x7A).contains(byte | 0x20)
    }

    /// Whether an offset lies within a dash or a curly quotation mark (U+2010 to U+201F).
    private func isQuotationMark(_ offset: Int) -> Bool {
        var start = offset
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return start + 2 < bytes.count && bytes[start] == 0xE2 && bytes[start + 1] == 0x80
            && (0x90...0x9F).contains(bytes[start + 2])
    }

    private func scalarCount(_ range: Range<Int>) -> Int {
        bytes[range].count { $0 & 0xC0 != 0x80 }
    }
}
