public import KnowledgeModel
import SQLite

/// A question to one view: which rows, in which order, how many.
public struct Query<Row: View>: Sendable {
    private var predicate: Predicate<Row>?
    private var orderings: [Ordering<Row>] = []
    private var limit: Int?
    private var viewName = Row.viewName

    public init() {}

    /// Keeps the rows that also meet this condition.
    public func `where`(_ condition: (Row.Columns) -> Predicate<Row>) -> Query {
        var query = self
        let added = condition(Row.columns)
        query.predicate = predicate.map { $0 && added } ?? added
        return query
    }

    /// Sorts the rows, after the orderings already given.
    public func order(_ ordering: (Row.Columns) -> Ordering<Row>) -> Query {
        var query = self
        query.orderings.append(ordering(Row.columns))
        return query
    }

    /// Keeps the first `count` rows.
    public func limit(_ count: Int) -> Query {
        precondition(count >= 0, "a limit is not negative")
        var query = self
        query.limit = count
        return query
    }

    fileprivate func from(_ viewName: String) -> Query {
        var query = self
        query.viewName = viewName
        return query
    }

    /// The SQL that a fetch runs; values stand as `?`.
    public var sql: String {
        let columns = Row.columns.names.map { "\"\($0)\"" }.joined(separator: ", ")
        return "SELECT \(columns) FROM \(viewName)\(clauses)"
    }

    /// The values bound to the parameters of ``sql``, in order.
    var values: [Value] { predicate?.values ?? [] }

    var clauses: String {
        var sql = ""
        if let predicate { sql += " WHERE \(predicate.sql)" }
        if !orderings.isEmpty { sql += " ORDER BY " + orderings.map(\.sql).joined(separator: ", ") }
        if let limit { sql += " LIMIT \(limit)" }
        return sql
    }
}

extension View {
    /// All rows of the view.
    public static var all: Query<Self> { Query() }

    /// The rows that meet a condition: `CapexFigure.where { $0.company == "Meta" && $0.low > 1e9 }`.
    public static func `where`(_ condition: (Columns) -> Predicate<Self>) -> Query<Self> {
        Query().where(condition)
    }
}

extension Query where Row: Fact {
    /// Keeps the latest claim for each question (`docs/time.md`).
    public func current() -> Query { from("current_" + Row.viewName) }

    /// Also the claims that people rejected or amended.
    public func includingRejected() -> Query { from("all_" + Row.viewName) }

    /// Keeps what the base held on a day, judged by the days of its articles.
    public func asOf(_ day: CalendarDate) -> Query {
        `where` { _ in
            Predicate(
                sql: """
                    (claim_id IN (
                        SELECT claim_id FROM claim_history
                        WHERE current_from <= ? AND (current_until IS NULL OR current_until > ?)
                    ))
                    """, values: [.text(day.description), .text(day.description)])
        }
    }
}

/// The words that state a claim, and the article they stand in.
public struct Evidence: Sendable {
    public let quote: String
    public let start: Int
    public let end: Int
    public let articleID: String
    public let title: String?
    public let publisher: String?
    public let url: String?
    public let publishedOn: CalendarDate?
}

extension KnowledgeBase {
    /// The rows of a query, in its order.
    public func fetch<Row: View>(_ query: Query<Row>) throws(StoreError) -> [Row] {
        var rows: [Row] = []
        try forEach(query) { rows.append($0) }
        return rows
    }

    /// The first row of a query, or `nil`.
    public func first<Row: View>(_ query: Query<Row>) throws(StoreError) -> Row? {
        try fetch(query.limit(1)).first
    }

    /// How many rows a query has.
    public func count<Row: View>(_ query: Query<Row>) throws(StoreError) -> Int {
        var statement = try prepare("SELECT count(*) FROM (\(query.sql))", query.values)
        do {
            guard try statement.step() else { return 0 }
            return try statement.read(0)
        } catch {
            throw .database(error)
        }
    }

    /// Calls `body` with each row of a query; only one row is in memory at a time.
    public func forEach<Row: View>(_ query: Query<Row>, _ body: (Row) -> Void) throws(StoreError) {
        var reader = RowReader(statement: try prepare(query.sql, query.values))
        while try reader.step() { body(try Row(row: &reader)) }
    }

    /// Walks from a fact to an entity that it names.
    ///
    /// - Returns: `nil` if the column is NULL in that row.
    public func follow<Row: View, Target: Entity>(
        _ row: Row,
        _ column: (Row.Columns) -> EntityColumn<Row, Target>
    ) throws(StoreError) -> Target? {
        guard let name = column(Row.columns).value(row) else { return nil }
        return try first(
            Query<Target>().where { _ in Predicate(sql: "(\"name\" = ?)", values: [.text(name)]) })
    }

    /// The quote of a claim and the article it stands in.
    public func evidence(of fact: some Fact) throws(StoreError) -> Evidence? {
        var statement = try prepare(
            "SELECT title, publisher, url, published_on FROM articles WHERE article_id = ?",
            [.text(fact.articleID)])
        do {
            guard try statement.step() else { return nil }
            let provenance = fact.provenance
            return Evidence(
                quote: provenance.quote, start: provenance.quoteStart, end: provenance.quoteEnd,
                articleID: provenance.articleID, title: try statement.read(0), publisher: try statement.read(1),
                url: try statement.read(2), publishedOn: try statement.read(3))
        } catch {
            throw .database(error)
        }
    }

    private func prepare(_ sql: String, _ values: [Value]) throws(StoreError) -> Statement {
        do {
            var statement = try connection.prepare(sql)
            for (index, value) in values.enumerated() { try statement.bind(index + 1, to: value) }
            return statement
        } catch {
            throw .database(error)
        }
    }
}
