public import KnowledgeModel
public import TextAnalysis

/// How a claim was found: the rule, what it found where, and what its confidence is made of.
public struct ClaimExplanation: Sendable {
    /// Something that fills a column.
    public struct Argument: Sendable {
        /// How it was found.
        public enum Source: String, Sendable {
            case name, description, pronoun, implied
        }

        /// The column, or `amount` for a figure with its bounds.
        public let column: String
        /// Token indices, half-open; empty where no word of the sentence refers to it.
        public let tokens: Range<Int>
        public let source: Source
    }

    public let claim: Claim
    /// The words that state it, as token indices, half-open.
    public let evidence: Range<Int>
    /// Where the rule stands, as `file:line`; `nil` for what is found without a rule of the data files.
    public let origin: String?
    /// What set the rule off, as token indices, half-open.
    public let trigger: Range<Int>?
    public let arguments: [Argument]
    /// What the confidence depends on.
    public let features: [String]
}

/// An article with the explanation of each of its claims.
public struct ExplainedReading: Sendable {
    public let reading: ArticleReading
    /// One for each claim of the reading, in its order.
    public let explanations: [ClaimExplanation]
    /// What the tokens of the explanations count.
    public let document: Document
}
