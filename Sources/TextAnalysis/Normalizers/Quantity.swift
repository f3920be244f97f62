public import KnowledgeModel

/// A number in a text with its unit and bounds, and where it stands.
public struct Quantity: Hashable, Sendable {
    /// What the number is of, as far as its own words tell.
    public enum Kind: Hashable, Sendable {
        case number, money, percent
        /// Percentage or basis points: a difference of percentages, not a percentage.
        case percentagePoints
        /// A part of something, in 0...1 as a rule: "two thirds", "one in five".
        case fraction
        /// A place in an order: "third", "21st".
        case ordinal
        /// A factor: "doubled", "tenfold", "2.5x", "three times".
        case multiple
    }

    /// What a quantity is stated for: "per million tokens", "a month".
    public struct Rate: Hashable, Sendable {
        /// How many of the noun: 1e6 for "per million tokens", 1 for "a month".
        public let count: Double
        /// The noun that is counted, as token indices, half-open.
        public let noun: Range<Int>
    }

    public var kind: Kind
    public var amount: Amount
    /// The number with its unit and hedges ("more than $5 billion"), as token indices, half-open.
    public var tokens: Range<Int>
    /// The number with its unit only ("$5 billion").
    public var core: Range<Int>
    /// The bare number ("5 billion"); of a range, its first number.
    public var number: Range<Int>
    /// The second number of a range.
    public var upperNumber: Range<Int>?
    /// A bare whole number in 1900...2100: most likely a year.
    public var looksLikeYear: Bool
    /// The noun that a bare number counts ("parameters" of "405 billion parameters"), if one follows.
    public var unit: Range<Int>?
    public var rate: Rate?
}

/// Finds numbers, amounts of money and percentages.
public enum QuantityRecognizer {
    /// All quantities of a document in order; they never overlap.
    ///
    /// Complexity: linear in the number of tokens.
    public static func quantities(in document: Document) -> [Quantity] {
        var found: [Quantity] = []
        for sentence in document.sentences {
            let parser = QuantityParser(window: TokenWindow(document: document, bounds: sentence.tokens))
            let first = found.count
            var index = sentence.tokens.lowerBound
            while index < sentence.tokens.upperBound {
                let previousEnd = found.last?.tokens.upperBound ?? 0
                guard let quantity = parser.parse(at: index, after: previousEnd) else {
                    index += 1
                    continue
                }
                index = quantity.tokens.upperBound
                if found.count > first, let last = found.last, let joined = parser.joined(last, quantity) {
                    found[found.count - 1] = joined
                } else {
                    found.append(quantity)
                }
            }
        }
        return found
    }
}
