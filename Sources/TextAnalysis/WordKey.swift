/// The identity of a word without regard to case: a 64-bit FNV-1a hash of its folded UTF-8 bytes.
///
/// Comparing two keys takes the place of comparing two strings in every loop over tokens. ASCII letters and the
/// capital letters of Latin-1 fold to lower case, the typographic apostrophe folds to the ASCII one.
/// Source of the hash: Fowler, Noll and Vo, <http://www.isthe.com/chongo/tech/comp/fnv/>.
public struct WordKey: Hashable, Sendable {
    public let hash: UInt64

    public init(_ text: some StringProtocol) {
        var text = String(text)
        self = text.withUTF8 { WordKey(bytes: $0) }
    }

    @inlinable
    init(bytes: UnsafeBufferPointer<UInt8>) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var index = 0
        while index < bytes.count {
            var byte = bytes[index]
            if byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "Z") {
                byte |= 0x20
            } else if byte == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80,
                bytes[index + 2] == 0x99 || bytes[index + 2] == 0x98
            {
                byte = UInt8(ascii: "'")
                index += 2
            } else if byte >= 0x80, byte <= 0x9E, byte != 0x97, index > 0, bytes[index - 1] == 0xC3 {
                byte |= 0x20
            }
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            index += 1
        }
        self.hash = hash
    }
}

extension WordKey: ExpressibleByStringLiteral {
    /// A literal is hashed where it stands, without a string being made.
    @inlinable
    public init(stringLiteral value: StaticString) {
        self.init(bytes: UnsafeBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount))
    }
}

/// A set of words, without regard to case.
///
/// Small sets are searched one by one: rules write them where they use them, and making them must cost next to nothing.
public struct WordSet: Sendable {
    private let few: [WordKey]
    private let many: Set<WordKey>

    public init(_ keys: some Sequence<WordKey>) {
        let keys = Array(keys)
        few = keys.count <= Self.fewLimit ? keys : []
        many = keys.count <= Self.fewLimit ? [] : Set(keys)
    }

    /// The words of a text, separated by white space.
    public init(_ words: String) { self.init(words.split(whereSeparator: \.isWhitespace).map { WordKey($0) }) }

    private static var fewLimit: Int { 12 }

    public func contains(_ key: WordKey) -> Bool {
        for candidate in few where candidate.hash == key.hash { return true }
        return !many.isEmpty && many.contains(key)
    }

    /// Whether one of the words meets a condition. Complexity: linear in the number of words.
    public func contains(where test: (WordKey) -> Bool) -> Bool {
        few.contains(where: test) || many.contains(where: test)
    }

    public func union(_ other: WordSet) -> WordSet { WordSet(few + many + other.few + other.many) }
}

extension WordSet: ExpressibleByArrayLiteral {
    public init(arrayLiteral elements: WordKey...) { self.init(elements) }
}
