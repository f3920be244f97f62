/// What the network sees of a word: rows of two tables of weights.
///
/// `Training/features.py` does the same, bit for bit; a test compares the two on words of every sort.
/// Hash: FNV-1a (Fowler, Noll, Vo) and the finalizer of MurmurHash3 (Appleby).
struct FeatureExtractor: Sendable {
    /// Rows of the subword table, by kind of feature.
    private enum Layout {
        static let prefixRows: UInt64 = 2048
        static let suffixRows: UInt64 = 4096
        static let ngramRows: UInt64 = 24576
        static let shapeRows: UInt64 = 512
        static let contextRows: UInt64 = 4
        static let suffixStart = 4 * prefixRows
        static let ngramStart = suffixStart + 4 * suffixRows
        static let shapeStart = ngramStart + ngramRows
        static let contextStart = shapeStart + shapeRows
        static let listStart = contextStart + contextRows
        static let listRows: UInt64 = 256
    }

    /// How many rows the subword table has.
    static let subwordRows = Int(Layout.listStart + Layout.listRows)

    static let longestWord = 40

    /// Words that training saw at least twice; the row of a word is its place plus one.
    private let vocabulary: WordTable
    /// Words of the program's lists of known names, and on which lists they stand: a bit a list.
    private let listed: WordTable
    // Constant data of the program, see `ModelWeights`.
    nonisolated(unsafe) private let lists: UnsafeBufferPointer<UInt8>

    init(weights: ModelWeights) {
        vocabulary = WordTable(weights: weights, "vocabulary")
        listed = WordTable(weights: weights, "listed")
        lists = weights.list("listed.lists", of: UInt8.self)
        precondition(lists.count == listed.count, "the embedded weights have lists of other words")
    }

    /// The lists of known names that hold a word, a bit a list, as `Training/gazetteer.py` numbers them.
    func nameLists(holding key: WordKey) -> UInt8 { listed.index(of: key.hash).map { lists[$0] } ?? 0 }

    /// How many words have a row of their own.
    var wordCount: Int { vocabulary.count }

    /// The row of a folded word in the word table; 0 stands for all words that training did not see twice.
    func wordRow(of folded: UnsafeBufferPointer<UInt8>) -> Int {
        vocabulary.index(of: Self.hash(folded)).map { $0 + 1 } ?? 0
    }

    /// Calls `body` with each row of the subword table that a word adds up.
    ///
    /// - Parameters:
    ///   - word: The bytes of the word as written.
    ///   - folded: The same, folded by ``fold(_:into:)``.
    func forEachSubwordRow(
        of word: UnsafeBufferPointer<UInt8>,
        folded: UnsafeBufferPointer<UInt8>,
        hasSpaceBefore: Bool,
        _ body: (Int) -> Void
    ) {
        let count = folded.count
        for length in 1...4 {
            let size = min(length, count)
            let kind = UInt64(length - 1)
            let prefix = Self.mixed(Self.hash(folded[..<size])) % Layout.prefixRows
            body(Int(kind * Layout.prefixRows + prefix))
            let suffix = Self.mixed(Self.hash(folded[(count - size)...])) % Layout.suffixRows
            body(Int(Layout.suffixStart + kind * Layout.suffixRows + suffix))
        }
        body(Int(Layout.shapeStart + Self.mixed(Self.shapeHash(of: word)) % Layout.shapeRows))
        // Runs of three, four and five bytes of `<word>`: the hash of a longer run goes on from that of the shorter one.
        func framed(_ index: Int) -> UInt8 {
            index == 0 ? UInt8(ascii: "<") : index <= count ? folded[index - 1] : UInt8(ascii: ">")
        }
        for start in 0..<(count + 2) {
            var hash = Self.basis
            for offset in 0..<min(5, count + 2 - start) {
                hash = (hash ^ UInt64(framed(start + offset))) &* Self.prime
                if offset >= 2 { body(Int(Layout.ngramStart + Self.mixed(hash) % Layout.ngramRows)) }
            }
        }
        body(Int(Layout.contextStart) + (hasSpaceBefore ? 1 : 0))
        body(Int(Layout.listStart) + (listed.index(of: Self.hash(folded)).map { Int(lists[$0]) } ?? 0))
    }

    // MARK: Bytes

    private static let basis: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let prime: UInt64 = 0x0000_0100_0000_01B3

    static func hash(_ bytes: some Sequence<UInt8>, from basis: UInt64 = Self.basis) -> UInt64 {
        var hash = basis
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* prime }
        return hash
    }

    @inline(__always)
    static func mixed(_ hash: UInt64) -> UInt64 {
        var value = hash
        value ^= value >> 33
        value = value &* 0xFF51_AFD7_ED55_8CCD
        return value ^ (value >> 33)
    }

    /// Writes small letters (ASCII and Latin-1), plain apostrophes and quotation marks, and 0 for every digit.
    ///
    /// Of a word longer than 40 bytes the first and the last 20 count.
    ///
    /// - Returns: How many bytes `out` got: at most 40.
    static func fold(_ word: UnsafeBufferPointer<UInt8>, into out: UnsafeMutableBufferPointer<UInt8>) -> Int {
        let half = longestWord / 2
        let count = min(word.count, longestWord)
        func at(_ index: Int) -> UInt8 {
            word.count > longestWord && index >= half ? word[word.count - longestWord + index] : word[index]
        }
        var written = 0
        var index = 0
        while index < count {
            let byte = at(index)
            var result = byte
            if byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "Z") {
                result = byte | 0x20
            } else if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
                result = UInt8(ascii: "0")
            } else if byte == 0xE2, index + 2 < count, at(index + 1) == 0x80 {
                let last = at(index + 2)
                index += 3
                switch last {
                case 0x98, 0x99: out[written] = UInt8(ascii: "'")
                case 0x9C, 0x9D: out[written] = UInt8(ascii: "\"")
                case 0x93, 0x94:
                    out[written] = UInt8(ascii: "-")
                    written += 1
                    out[written] = UInt8(ascii: "-")
                default:
                    out[written] = 0xE2
                    out[written + 1] = 0x80
                    written += 2
                    out[written] = last
                }
                written += 1
                continue
            } else if byte >= 0x80, byte <= 0x9E, byte != 0x97, index > 0, at(index - 1) == 0xC3 {
                result = byte | 0x20
            }
            out[written] = result
            written += 1
            index += 1
        }
        return written
    }

    /// A hash of the pattern of capitals, small letters, digits and marks; runs count up to two.
    private static func shapeHash(of word: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash = basis
        var last: UInt8 = 0
        var run = 0
        for byte in word.prefix(longestWord) {
            let kind: UInt8 =
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt8(ascii: "X")
                case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt8(ascii: "x")
                case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt8(ascii: "d")
                case 0x80...: UInt8(ascii: "u")
                default: byte
                }
            run = kind == last ? run + 1 : 1
            last = kind
            if run <= 2 { hash = (hash ^ UInt64(kind)) &* prime }
        }
        return hash
    }
}

/// Finds hashes of words in a list by open addressing.
private struct WordTable: Sendable {
    // Constant data of the program, see `ModelWeights`.
    nonisolated(unsafe) private let hashes: UnsafeBufferPointer<UInt64>
    /// The place in `hashes` plus one, or 0; a word stands in its slot or in the next that is free.
    nonisolated(unsafe) private let slots: UnsafeBufferPointer<UInt16>

    init(weights: ModelWeights, _ name: String) {
        hashes = weights.list(name + ".hashes", of: UInt64.self)
        slots = weights.list(name + ".slots", of: UInt16.self)
    }

    var count: Int { hashes.count }

    func index(of hash: UInt64) -> Int? {
        var slot = Int(FeatureExtractor.mixed(hash) % UInt64(slots.count))
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if hashes[index] == hash { return index }
            slot = (slot + 1) % slots.count
        }
        return nil
    }
}
