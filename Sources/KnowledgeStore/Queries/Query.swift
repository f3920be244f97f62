public import KnowledgeModel
public import SQLite

/// A question to one view: which rows, in which order, how many.
public struct Query<Row: View>: Sendable {
    private var predicate: Predicate<Row>?
    private var orderings: [Ordering<Row>] = []
    private var count: Int?
    private var skipped = 0
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
    ///
    /// - Parameter offset: How many rows to pass over first.
    public func limit(_ count: Int, offset: Int = 0) -> Query {
        precondition(count >= 0 && offset >= 0, "a limit is not negative")
        var query = self
        query.count = count
        query.skipped = offset
        return query
    }

    fileprivate func from(_ viewName: String) -> Query {
        var query = self
        query.viewName = viewName
        return query
    }

    /// The SQL that a fetch runs, with the values bound to it.
    public var sql: SQL {
        selecting(Row.columns.names.map { SQL(identifier: $0) }.joined(separator: ", "))
    }

    /// The same rows, of which other things are asked.
    func selecting(_ result: SQL) -> SQL {
        "SELECT \(result) FROM \(source)\(clauses)"
    }

    /// The view, under the name that columns go by.
    var source: SQL {
        viewName == Row.viewName
            ? SQL(identifier: viewName)
            : "\(identifier: viewName) AS \(identifier: Row.viewName)"
    }

    var filter: SQL { predicate.map { " WHERE \($0.sql)" } ?? "" }

    var order: SQL {
        orderings.isEmpty ? "" : " ORDER BY \(orderings.map(\.sql).joined(separator: ", "))"
    }

    var range: SQL {
        guard let count else { return "" }
        // Numbers of the program's own, so that equal queries make equal statements.
        return skipped == 0
            ? " LIMIT \(verbatim: String(count))"
            : " LIMIT \(verbatim: String(count)) OFFSET \(verbatim: String(skipped))"
    }

    private var clauses: SQL { filter + order + range }

    /// Whether the query keeps only some of the rows that meet its condition.
    var hasRange: Bool { count != nil }
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
        `where` { columns in
            Predicate(
                """
                (\(columns.claimID.sql) IN (
                    SELECT claim_id FROM claim_history
                    WHERE current_from <= \(day) AND (current_until IS NULL OR current_until > \(day))
                ))
                """)
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
        do { return try connection.fetch(Row.self, query.sql) } catch { throw .database(error) }
    }

    /// The first row of a query, or `nil`.
    public func first<Row: View>(_ query: Query<Row>) throws(StoreError) -> Row? {
        try fetch(query.limit(1)).first
    }

    /// Calls `body` with each row of a query; only one row is in memory at a time.
    ///
    /// - Throws: what `body` throws, which ends the walk, or ``StoreError``.
    public func forEach<Row: View>(_ query: Query<Row>, _ body: (Row) throws -> Void) throws {
        do {
            var reader = RowReader(try connection.prepare(query.sql))
            while try reader.step() { try body(try Row(row: &reader)) }
        } catch let error as SQLiteError {
            throw StoreError.database(error)
        }
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
            Query<Target>().where { _ in Column<Target, String>("name") == name })
    }

    /// The quote of a claim and the article it stands in.
    public func evidence(of fact: some Fact) throws(StoreError) -> Evidence? {
        do {
            var statement = try connection.prepare(
                "SELECT title, publisher, url, published_on FROM articles WHERE article_id = \(fact.articleID)")
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

    /// How SQLite would run a query; see <https://www.sqlite.org/eqp.html>.
    public func queryPlan<Row: View>(_ query: Query<Row>) throws(StoreError) -> [QueryPlanStep] {
        do { return try connection.queryPlan(query.sql) } catch { throw .database(error) }
    }
}
