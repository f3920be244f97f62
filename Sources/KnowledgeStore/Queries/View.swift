public import KnowledgeModel
public import SQLite

/// A row of one of the contract's views.
public protocol View: RowReadable {
    associatedtype Columns: ViewColumns where Columns.Row == Self

    /// The view's name in SQL.
    static var viewName: String { get }
    static var columns: Columns { get }
}

/// The columns of a view.
public protocol ViewColumns: Sendable {
    associatedtype Row: View
    /// Their names, in the contract's order.
    var names: [String] { get }
}

/// A row of a view that lists entities.
public protocol Entity: View {
    var entityID: String { get }
    /// The canonical name, which fact views show.
    var name: String { get }
}

/// A row of a fact view: a claim with its evidence.
public protocol Fact: View where Columns: FactColumns {
    var provenance: Provenance { get }
}

extension Fact {
    /// The exact words that state the claim.
    public var quote: String { provenance.quote }
    /// How likely the claim is right, in `0...1`.
    public var confidence: Double { provenance.confidence }
    public var claimID: String { provenance.claimID }
    public var articleID: String { provenance.articleID }
    public var publishedOn: CalendarDate? { provenance.publishedOn }
}

/// Where a claim comes from: the columns with which every fact view ends.
public struct Provenance: Hashable, Sendable {
    public let confidence: Double
    public let articleID: String
    public let publishedOn: CalendarDate?
    public let quote: String
    /// Offsets count Unicode scalars of the article's text, 0-based; the end is excluded.
    public let quoteStart: Int
    public let quoteEnd: Int
    /// The rule that found the claim.
    public let extractor: String
    public let claimID: String

    static let names = [
        "confidence", "article_id", "published_on", "quote", "quote_start", "quote_end", "extractor", "claim_id",
    ]

    init(row: inout RowReader) throws(SQLiteError) {
        confidence = try row.next()
        articleID = try row.next()
        publishedOn = try row.next()
        quote = try row.next()
        quoteStart = try row.next()
        quoteEnd = try row.next()
        extractor = try row.next()
        claimID = try row.next()
    }
}

/// The columns of a fact view: its own and those of its provenance.
public protocol FactColumns: ViewColumns {
    /// The view's own columns.
    var ownNames: [String] { get }
}

extension FactColumns {
    public var names: [String] { ownNames + Provenance.names }
    public var confidence: Column<Row, Double> { Column("confidence") }
    public var articleID: Column<Row, String> { Column("article_id") }
    public var publishedOn: Column<Row, CalendarDate> { Column("published_on") }
    public var quote: Column<Row, String> { Column("quote") }
    public var extractor: Column<Row, String> { Column("extractor") }
    public var claimID: Column<Row, String> { Column("claim_id") }
}
