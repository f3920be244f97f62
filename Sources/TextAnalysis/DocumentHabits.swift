/// What the paragraphs of a document show of its sentences: how they begin and end where an empty line leaves no doubt.
///
/// A signature that has lost its line break in one place often stands by itself in another.
struct DocumentHabits {
    /// Words that occur with a small letter.
    private var lowercase: Set<WordKey> = []
    /// The first word, and the first two, of each paragraph.
    private var starts: Set<UInt64> = []
    private var ends: Set<UInt64> = []
    /// Short paragraphs as a whole.
    private var paragraphs: Set<UInt64> = []

    private static let longestParagraph = 8

    /// Complexity: linear in the number of tokens.
    init(of tokens: [Token], _ kinds: [TokenClass]) {
        var start = 0
        for index in tokens.indices {
            if kinds[index] == .lowercase { lowercase.insert(tokens[index].key) }
            guard index + 1 == tokens.count || tokens[index + 1].shape.contains(.startsParagraph) else { continue }
            starts.insert(Self.hash(tokens[start...start]))
            ends.insert(Self.hash(tokens[index...index]))
            if start < index {
                starts.insert(Self.hash(tokens[start...(start + 1)]))
                ends.insert(Self.hash(tokens[(index - 1)...index]))
            }
            if index - start < Self.longestParagraph { paragraphs.insert(Self.hash(tokens[start...index])) }
            start = index + 1
        }
    }

    /// What speaks about a gap before the token `gap`, a bit each; `start` is where its sentence began.
    func code(of gap: Int, from start: Int, in block: Range<Int>, _ tokens: [Token]) -> UInt64 {
        var code: UInt64 = 0
        if lowercase.contains(tokens[gap].key) { code |= 1 }
        if starts.contains(Self.hash(tokens[gap...gap])) { code |= 2 }
        if gap + 1 < block.upperBound, starts.contains(Self.hash(tokens[gap...(gap + 1)])) { code |= 4 }
        if ends.contains(Self.hash(tokens[(gap - 1)..<gap])) { code |= 8 }
        if gap - 2 >= block.lowerBound, ends.contains(Self.hash(tokens[(gap - 2)..<gap])) { code |= 16 }
        if gap - start <= Self.longestParagraph, paragraphs.contains(Self.hash(tokens[start..<gap])) { code |= 32 }
        var hash = Self.seed
        for index in gap..<min(gap + Self.longestParagraph, block.upperBound) {
            hash = Self.hash(tokens[index...index], from: hash)
            if paragraphs.contains(hash) { code |= 64 }
        }
        return code
    }

    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    private static func hash(_ tokens: ArraySlice<Token>, from seed: UInt64 = Self.seed) -> UInt64 {
        tokens.reduce(seed) { ($0 ^ $1.key.hash) &* 0x9E37_79B9_7F4A_7C15 }
    }
}
