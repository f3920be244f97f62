/// An analysed text: its tokens and sentences, and layers of annotation over them, in a few flat arrays.
///
/// ``init(_:)`` finds tokens and sentences only; ``init(analyzing:)`` adds tags, lemmas, trees and names.
/// ``init(conllu:)`` builds a document by hand, with the layers that it states.
///
/// A document is an immutable value and can be handed to other tasks at no cost. Token offsets count UTF-8 bytes of
/// the text, half-open; ``scalarRange(of:)`` converts to the Unicode scalars that the store counts.
public struct Document: Sendable {
    public let text: String
    let bytes: [UInt8]
    public let tokens: [Token]
    public let sentences: [Sentence]
    /// The number of Unicode scalars before each token's first byte, then before its end.
    private let scalarStarts: [Int32]
    private let scalarEnds: [Int32]
    /// Tags, lemmas, trees and names; `nil` where only tokens and sentences were asked for.
    private(set) var annotations: Annotations?

    /// Cuts a text into tokens and sentences, and marks paragraphs in other languages than English.
    ///
    /// - Complexity: Linear in its length.
    public init(_ text: String) {
        var text = text
        text.makeContiguousUTF8()
        let bytes = Array(text.utf8)
        let tokens = Tokenizer.tokens(in: bytes)
        var sentences = SentenceSplitter.sentences(of: tokens, in: bytes)
        bytes.withUnsafeBufferPointer { Self.markForeign(&sentences, tokens, $0) }
        self.init(text: text, bytes: bytes, tokens: tokens, sentences: sentences, annotations: nil)
    }

    /// Analyses an English text: tokens, sentences, tags, lemmas, trees and names.
    ///
    /// A text that is surely not English gets no layers, and neither do foreign paragraphs of an English one; their
    /// sentences are marked ``Sentence/isForeign``.
    ///
    /// - Complexity: Linear in the length of the text; most of it goes into the network.
    public init(analyzing text: String) {
        self = Document(text).reanalyzed()
    }

    /// Marks sentences of paragraphs in other languages. A paragraph that does not tell is as foreign as the whole text.
    private static func markForeign(
        _ sentences: inout [Sentence], _ tokens: [Token], _ bytes: UnsafeBufferPointer<UInt8>
    ) {
        let isForeign = LanguageIdentifier.guess(for: bytes).isForeign
        var start = 0
        while start < sentences.count {
            var end = start + 1
            while end < sentences.count, sentences[end].paragraph == sentences[start].paragraph { end += 1 }
            let first = Int(tokens[sentences[start].tokens.lowerBound].start)
            let last = Int(tokens[sentences[end - 1].tokens.upperBound - 1].end)
            let guess = LanguageIdentifier.guess(for: UnsafeBufferPointer(rebasing: bytes[first..<last]))
            if guess.isForeign || guess.language == nil && isForeign {
                for index in start..<end { sentences[index].isForeign = true }
            }
            start = end
        }
    }

    /// The same tokens and sentences, with tags, lemmas, trees and names found anew.
    public func reanalyzed() -> Document {
        guard !sentences.allSatisfy(\.isForeign) else { return self }
        let annotations = Network.english.annotations(of: tokens, in: bytes, sentences: sentences)
        return Document(replacingAnnotationsOf: self, with: annotations)
    }

    private init(replacingAnnotationsOf document: Document, with annotations: Annotations) {
        self = document
        self.annotations = annotations
    }

    init(text: String, bytes: [UInt8], tokens: [Token], sentences: [Sentence], annotations: Annotations?) {
        self.text = text
        self.bytes = bytes
        self.tokens = tokens
        self.sentences = sentences
        self.annotations = annotations
        var starts: [Int32] = []
        var ends: [Int32] = []
        starts.reserveCapacity(tokens.count)
        ends.reserveCapacity(tokens.count)
        var byte = 0
        var scalars: Int32 = 0
        func advance(to offset: Int) {
            while byte < offset {
                if bytes[byte] & 0xC0 != 0x80 { scalars += 1 }
                byte += 1
            }
        }
        for token in tokens {
            advance(to: Int(token.start))
            starts.append(scalars)
            advance(to: Int(token.end))
            ends.append(scalars)
        }
        scalarStarts = starts
        scalarEnds = ends
    }

    /// Where tokens stand in the text, in Unicode scalars, half-open.
    public func scalarRange(of range: Range<Int>) -> Range<Int> {
        Int(scalarStarts[range.lowerBound])..<Int(scalarEnds[range.upperBound - 1])
    }

    /// The exact text from the first of these tokens to the last.
    public func text(of range: Range<Int>) -> String {
        guard !range.isEmpty else { return "" }
        let start = Int(tokens[range.lowerBound].start)
        let end = Int(tokens[range.upperBound - 1].end)
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    public func text(of token: Int) -> String { text(of: token..<(token + 1)) }

    /// The UTF-8 bytes of a token.
    public func withBytes<R>(of token: Int, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
        let (start, end) = (Int(tokens[token].start), Int(tokens[token].end))
        return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<end])) }
    }

    /// The word key of a token, or of nothing outside the document.
    public func key(_ token: Int) -> WordKey {
        tokens.indices.contains(token) ? tokens[token].key : WordKey("")
    }

    public func token(_ index: Int, is word: WordKey) -> Bool {
        tokens.indices.contains(index) && tokens[index].key == word
    }

    public func token(_ index: Int, isIn words: WordSet) -> Bool {
        tokens.indices.contains(index) && words.contains(tokens[index].key)
    }

    /// Whether a token stands in a paragraph of another language than English. Complexity: logarithmic.
    public func isForeign(_ token: Int) -> Bool { sentences[sentenceIndex(ofToken: token)].isForeign }

    /// The index of the sentence that holds a token. Complexity: logarithmic.
    public func sentenceIndex(ofToken token: Int) -> Int {
        var low = 0
        var high = sentences.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if sentences[middle].tokens.lowerBound <= token { low = middle } else { high = middle - 1 }
        }
        return low
    }
}

/// A word, a number or a mark: a piece of text that annotation speaks about.
public struct Token: Sendable {
    /// UTF-8 offsets, half-open.
    public let start: Int32
    public let end: Int32
    public let key: WordKey
    public let shape: Shape

    public struct Shape: OptionSet, Sendable {
        public let rawValue: UInt16
        public init(rawValue: UInt16) { self.rawValue = rawValue }

        /// The first character is a capital letter.
        public static let isCapitalized = Shape(rawValue: 1)
        /// At least one capital letter and no small one.
        public static let isUppercase = Shape(rawValue: 2)
        public static let hasDigit = Shape(rawValue: 4)
        public static let hasLetter = Shape(rawValue: 8)
        /// The first character is a digit.
        public static let startsWithDigit = Shape(rawValue: 16)
        /// White space stands before the token.
        public static let hasSpaceBefore = Shape(rawValue: 32)
        /// The token is the first on its line.
        public static let startsLine = Shape(rawValue: 64)
        /// An empty line stands before the token.
        public static let startsParagraph = Shape(rawValue: 128)
        /// A capital letter stands somewhere after the first character.
        public static let hasInnerCapital = Shape(rawValue: 256)
        /// An address of the web or of mail.
        public static let isAddress = Shape(rawValue: 512)
        /// A word that ends in its own full stop, as in `Inc.`
        public static let isAbbreviation = Shape(rawValue: 1024)
    }

    public var isWord: Bool { shape.contains(.hasLetter) }
    public var isCapitalized: Bool { shape.contains(.isCapitalized) }
    public var isNumeric: Bool { shape.contains(.startsWithDigit) }
    public var hasSpaceBefore: Bool { shape.contains(.hasSpaceBefore) }
    /// Neither a letter nor a digit.
    public var isPunctuation: Bool { shape.isDisjoint(with: [.hasLetter, .hasDigit]) }
}

/// A sentence, a heading or an item of a list.
public struct Sentence: Sendable {
    public enum Kind: Sendable {
        case prose, heading, listItem
    }

    /// Indices into the document's tokens, half-open.
    public let tokens: Range<Int>
    public let kind: Kind
    /// Counts the document's paragraphs, 0-based.
    public let paragraph: Int
    /// Whether the sentence stands in a paragraph of another language than English; it then has no layers.
    public internal(set) var isForeign = false
}
