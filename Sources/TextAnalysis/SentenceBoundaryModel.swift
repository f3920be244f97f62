/// What a token is to the end of a sentence.
enum TokenClass: UInt8 {
    case none, lowercase, capitalized, uppercase, singleLetter, mixedCase, number, numberWithLetters, stop
    case exclamation, ellipsis, comma, colon, semicolon, opening, closing, quote, dash, ornament, address, abbreviation
    case currency, clockTime, date, other

    var isTerminal: Bool { self == .stop || self == .exclamation || self == .ellipsis }

    var mayBeBullet: Bool { self == .dash || self == .ornament || self == .other }

    /// A word with a capital letter.
    var isName: Bool { rawValue >= Self.capitalized.rawValue && rawValue <= Self.mixedCase.rawValue }

    /// A word that has letters of either case.
    var isCased: Bool { rawValue >= Self.lowercase.rawValue && rawValue <= Self.mixedCase.rawValue }

    init(of token: Token, in bytes: [UInt8]) {
        let shape = token.shape
        if shape.contains(.isAddress) { self = .address; return }
        if shape.contains(.isAbbreviation) { self = .abbreviation; return }
        if shape.contains(.startsWithDigit) {
            if shape.contains(.hasLetter) { self = .numberWithLetters; return }
            self = .number
            for byte in bytes[Int(token.start)..<min(Int(token.end), Int(token.start) + 3)] {
                if byte == UInt8(ascii: ":") { self = .clockTime }
                if byte == UInt8(ascii: "/") { self = .date }
            }
            return
        }
        if shape.contains(.hasLetter) {
            let isSingle = token.end - token.start == 1
            if shape.contains(.isUppercase) {
                self = isSingle ? .singleLetter : .uppercase
            } else if shape.contains(.isCapitalized) {
                self = shape.contains(.hasInnerCapital) ? .mixedCase : .capitalized
            } else {
                self = shape.contains(.hasInnerCapital) ? .mixedCase : .lowercase
            }
            return
        }
        let start = Int(token.start)
        let length = Int(token.end) - start
        switch bytes[start] {
        case UInt8(ascii: "."):
            self = length == 1 ? .stop : bytes[start + 1] == UInt8(ascii: ".") ? .ellipsis : .exclamation
        case UInt8(ascii: "!"), UInt8(ascii: "?"): self = .exclamation
        case UInt8(ascii: ","): self = .comma
        case UInt8(ascii: ":"): self = length == 1 ? .colon : .ornament
        case UInt8(ascii: ";"): self = length == 1 ? .semicolon : .ornament
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): self = length == 1 ? .opening : .other
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): self = .closing
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): self = .quote
        case UInt8(ascii: "-"): self = length <= 3 ? .dash : .ornament
        case UInt8(ascii: "*"), UInt8(ascii: "#"), UInt8(ascii: "="), UInt8(ascii: "_"), UInt8(ascii: "|"),
            UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "~"):
            self = .ornament
        case UInt8(ascii: "$"): self = .currency
        case 0xE2 where length >= 3:
            switch (bytes[start + 1], bytes[start + 2]) {
            case (0x80, 0xA6): self = .ellipsis
            case (0x80, 0x90...0x95): self = .dash
            case (0x80, 0x98...0x9F): self = .quote
            case (0x82, _): self = .currency
            case (0x80, 0xA2), (0x97, _), (0x81, 0x83): self = .ornament
            default: self = .other
            }
        case 0xE3 where length == 3 && bytes[start + 1] == 0x80 && bytes[start + 2] == 0x82: self = .stop
        default: self = .other
        }
    }
}

/// How carefully a text is written: edited prose ends its paragraphs with final marks, mail and lists do not.
struct DocumentStyle {
    /// Below eight.
    let code: UInt64

    /// - Parameters:
    ///   - blocks: How many lines or paragraphs there are, of more than three tokens.
    ///   - openBlocks: How many of these end without a final mark.
    ///   - hasMarks: Whether addresses or rules of ornament occur.
    init(blocks: Int, openBlocks: Int, hasMarks: Bool) {
        let share = blocks == 0 ? 0 : openBlocks * 8 / blocks
        code = (share == 0 ? 0 : share < 2 ? 1 : share < 4 ? 2 : 3) << 1 | (hasMarks ? 1 : 0)
    }
}

/// What the model sees of a gap between two tokens.
struct BoundaryFeatures {
    typealias View = (kind: UInt64, key: UInt64, lists: UInt64)

    /// The tokens before the gap, the nearest first.
    let before: (View, View, View)
    let after: (View, View, View)
    /// Tokens since the sentence began.
    let length: Int
    /// The key of the sentence's first token.
    let first: UInt64
    let blockCode: UInt64
    /// Tokens from the gap to the end of the block.
    let rest: Int
    /// No word of small letters has come since the sentence began.
    let isTitleCase: Bool
    /// The rules see an end here but are not sure.
    let isRuled: Bool
    let hasSpace: Bool
    let style: DocumentStyle
    /// See ``DocumentHabits/code(of:from:in:_:)``.
    let habits: UInt64
    /// Words with a capital letter before and after the gap, three bits each.
    let runs: UInt64
    /// The kind of token that ended the sentence before this one.
    let previous: UInt64
    /// The last letters of the words beside the gap.
    let suffixes: (UInt64, UInt64)

    private static func bucket(_ length: Int) -> UInt64 {
        switch length {
        case ...3: UInt64(length)
        case ...5: 4
        case ...9: 5
        case ...15: 6
        case ...30: 7
        default: 8
        }
    }

    /// Calls `body` with the index of each feature's weight.
    @inline(__always)
    func forEach(_ body: (Int) -> Void) {
        let (b1, b2, b3) = before
        let (a1, a2, a3) = after
        let lengthBucket = Self.bucket(length)
        let pair = b1.kind << 5 | a1.kind
        let flags = (isTitleCase ? 1 : 0) | (isRuled ? 2 : 0) | (hasSpace ? 4 : 0) as UInt64
        func emit(_ template: UInt64, _ value: UInt64, _ key: UInt64 = 0) {
            var hash = (template &+ value &* 64) &* 0x9E37_79B9_7F4A_7C15 ^ key &* 0xC2B2_AE3D_27D4_EB4F
            hash ^= hash >> 32
            hash = hash &* 0xD6E8_FEB8_6659_FD93
            body(Int(truncatingIfNeeded: hash >> UInt64(64 - SentenceBoundaryModel.bits)))
        }
        emit(1, flags)
        emit(2, pair)
        emit(3, pair << 5 | b2.kind)
        emit(4, pair << 5 | a2.kind)
        emit(5, (pair << 5 | b2.kind) << 5 | a2.kind)
        emit(6, hasSpace ? 1 : 0, b1.key)
        emit(7, a1.kind, a1.key)
        emit(8, pair, b1.key)
        emit(9, pair, a1.key)
        emit(10, 0, b1.key &* 31 ^ a1.key)
        emit(11, pair, b2.key)
        emit(12, pair, a2.key)
        emit(13, pair << 8 | lengthBucket << 2 | blockCode)
        emit(14, lengthBucket, b1.key)
        emit(15, pair << 3 | flags)
        emit(16, (pair << 10 | b2.kind << 5 | b3.kind) << 3 | flags)
        emit(17, (pair << 10 | a2.kind << 5 | a3.kind) << 3 | flags)
        if length <= 3 { emit(18, pair << 2 | UInt64(length), first) }
        emit(19, pair << 2 | blockCode)
        emit(24, pair << 4 | Self.bucket(rest))
        emit(25, (Self.bucket(rest) << 4 | lengthBucket) << 3 | flags, b1.key)
        emit(20, (pair << 3 | flags) << 3 | style.code)
        emit(21, style.code << 4 | lengthBucket, b1.key)
        emit(22, style.code << 5 | b1.kind, a1.key)
        emit(23, ((pair << 5 | a2.kind) << 1 | (isTitleCase ? 1 : 0)) << 3 | style.code)
        emit(26, pair << 7 | habits)
        emit(27, b1.kind << 7 | habits & 0x63)
        emit(28, pair << 2 | habits & 3)
        emit(29, pair << 7 | habits & 0x18)
        emit(30, pair << 7 | habits & 0x60)
        emit(38, pair << 7 | habits, flags)
        emit(31, pair << 6 | runs)
        emit(32, (runs << 3 | style.code) << 2 | blockCode)
        emit(33, pair << 6 | previous)
        emit(37, (previous << 3 | style.code) << 4 | lengthBucket)
        emit(34, a1.kind, suffixes.0)
        emit(35, b1.kind, suffixes.1)
        emit(36, 0, suffixes.0 &* 31 &+ suffixes.1)
        emit(39, pair << 6 | a1.lists)
        emit(40, pair << 6 | b1.lists)
        emit(41, b1.lists << 6 | a1.lists)
        emit(42, (b2.lists << 6 | b1.lists) << 6 | a1.lists)
        emit(43, (b1.lists << 6 | a1.lists) << 6 | a2.lists)
        emit(44, ((b2.lists << 6 | b1.lists) << 6 | a1.lists) << 6 | a2.lists)
        emit(45, (b1.lists << 6 | a1.lists) << 3 | style.code)
    }
}

/// A linear model of where sentences end that no rule decides.
///
/// Logistic regression over hashed features, trained on the train splits of the English Web Treebank and of GUM by
/// `Training/sentence-boundaries.sh`. The weights are small integers, one byte each.
enum SentenceBoundaryModel {
    /// The table holds `1 << bits` weights.
    static let bits = 18
    /// The log odds, in twentieths, that a sentence ends in the gap.
    static func score(_ features: BoundaryFeatures) -> Int {
        var sum = 0
        features.forEach { sum += Int(weights[$0]) }
        return sum
    }

    // Constant data of the program, see `ModelWeights`.
    nonisolated(unsafe) private static let weights = ModelWeights.boundaries(count: 1 << bits)
}

/// Lets the trainer see the gaps that the model decides.
@_spi(Training)
public enum SentenceBoundaryTraining {
    public static let weightCount = 1 << SentenceBoundaryModel.bits

    /// Visits each gap that the model is asked about, in order.
    ///
    /// - Parameter teacher: Is given the UTF-8 offset where the gap's first token ends and the indices of the weights
    ///   that speak about it, and returns whether a sentence ends there.
    /// - Returns: The UTF-8 offsets at which the sentences end, the teacher's word taken.
    @discardableResult
    public static func visitGaps(of text: String, teacher: (_ end: Int, _ features: [Int]) -> Bool) -> [Int] {
        let bytes = Array(text.utf8)
        let tokens = Tokenizer.tokens(in: bytes)
        return withoutActuallyEscaping(teacher) { teacher in
            var splitter = SentenceSplitter(tokens: tokens, bytes: bytes) { gap, features in
                teacher(Int(tokens[gap - 1].end), features)
            }
            return splitter.sentences().map { Int(tokens[$0.tokens.upperBound - 1].end) }
        }
    }
}
