public import KnowledgeModel

/// A number in a text with its unit and bounds, and where it stands.
public struct Quantity: Hashable, Sendable {
    /// What the number is of, as far as its own words tell.
    public enum Kind: Hashable, Sendable {
        case number, money, percent
        /// Percentage or basis points: a difference of percentages, not a percentage.
        case percentagePoints
    }

    public let kind: Kind
    public var amount: Amount
    /// The number with its unit and hedges ("more than $5 billion"), as token indices, half-open.
    public let tokens: Range<Int>
    /// The number with its unit only ("$5 billion").
    public let core: Range<Int>
    /// A bare whole number in 1900...2100: most likely a year.
    public let looksLikeYear: Bool
}

/// Finds numbers, amounts of money and percentages.
public enum QuantityRecognizer {
    /// All quantities of a document in order; they never overlap.
    ///
    /// Complexity: linear in the number of tokens.
    public static func quantities(in document: Document) -> [Quantity] {
        var found: [Quantity] = []
        for sentence in document.sentences {
            var index = sentence.tokens.lowerBound
            while index < sentence.tokens.upperBound {
                let parser = QuantityParser(document: document, bounds: sentence.tokens)
                if let quantity = parser.parse(at: index, after: found.last?.tokens.upperBound ?? 0) {
                    found.append(quantity)
                    index = quantity.tokens.upperBound
                } else {
                    index += 1
                }
            }
        }
        return found
    }
}
