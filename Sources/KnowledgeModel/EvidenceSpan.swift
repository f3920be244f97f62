/// Where an article states something.
///
/// Offsets count Unicode scalars of the article's text, 0-based, end excluded, as SQLite's `substr` counts.
public struct EvidenceSpan: Hashable, Sendable {
    public let start: Int
    public let end: Int
    /// The exact words between the offsets.
    public let quote: String

    public init(start: Int, end: Int, quote: String) {
        precondition(start >= 0 && end > start, "an evidence span holds at least one scalar")
        self.start = start
        self.end = end
        self.quote = quote
    }
}
