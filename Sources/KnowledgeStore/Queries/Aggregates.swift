public import SQLite

/// One value that is computed from rows.
public struct Aggregate<Row: View, Value: ColumnReadable>: Sendable {
    let sql: SQL
}

extension Aggregate where Value == Int {
    /// The number of rows.
    public static var count: Aggregate { Aggregate(sql: "count(*)") }

    /// The number of different values of a column, NULL not counted.
    public static func distinct<V>(_ column: (Row.Columns) -> Column<Row, V>) -> Aggregate {
        Aggregate(sql: "count(DISTINCT \(column(Row.columns).sql))")
    }

    /// The number of different entities that a column names.
    public static func distinct<Target>(_ column: (Row.Columns) -> EntityColumn<Row, Target>) -> Aggregate {
        Aggregate(sql: "count(DISTINCT \(column(Row.columns).text.sql))")
    }
}

extension Aggregate {
    /// The sum of a column, NULL not counted; `nil` of nothing.
    public static func sum(_ column: (Row.Columns) -> Column<Row, Double>) -> Aggregate where Value == Double? {
        Aggregate(sql: "sum(\(column(Row.columns).sql))")
    }

    /// The mean of a column, NULL not counted; `nil` of nothing.
    public static func average(_ column: (Row.Columns) -> Column<Row, Double>) -> Aggregate where Value == Double? {
        Aggregate(sql: "avg(\(column(Row.columns).sql))")
    }

    /// The least value of a column; `nil` of nothing.
    public static func minimum<V>(_ column: (Row.Columns) -> Column<Row, V>) -> Aggregate where Value == V? {
        Aggregate(sql: "min(\(column(Row.columns).sql))")
    }

    /// The greatest value of a column; `nil` of nothing.
    public static func maximum<V>(_ column: (Row.Columns) -> Column<Row, V>) -> Aggregate where Value == V? {
        Aggregate(sql: "max(\(column(Row.columns).sql))")
    }
}

/// What an aggregate gives for the rows that share a value.
public struct Group<Key: Sendable, Value: Sendable>: Sendable {
    public let key: Key
    public let value: Value
}

extension KnowledgeBase {
    /// Computes one value from the rows of a query: `base.value(CapexFigure.all, .sum { $0.low })`.
    public func value<Row: View, Value: ColumnReadable>(
        _ query: Query<Row>, _ aggregate: Aggregate<Row, Value>
    ) throws(StoreError) -> Value {
        do {
            var statement = try connection.prepare("SELECT \(aggregate.sql) FROM \(query.rows)")
            // An aggregate without groups always gives a row.
            _ = try statement.step()
            return try statement.read(0)
        } catch {
            throw .database(error)
        }
    }

    /// How many rows a query has.
    public func count<Row: View>(_ query: Query<Row>) throws(StoreError) -> Int {
        try value(query, .count)
    }

    /// Computes a value for each value of a column: `base.groups(Role.all, by: { $0.company }, .count)`.
    ///
    /// - Returns: The groups, sorted by their keys, those without a key last.
    public func groups<Row: View, Key: ColumnReadable & Bindable, Value: ColumnReadable>(
        _ query: Query<Row>,
        by key: (Row.Columns) -> Column<Row, Key>,
        _ aggregate: Aggregate<Row, Value>
    ) throws(StoreError) -> [Group<Key?, Value>] {
        let column = key(Row.columns).sql
        do {
            var statement = try connection.prepare(
                """
                SELECT \(column), \(aggregate.sql) FROM \(query.rows) GROUP BY \(column) ORDER BY \(column) NULLS LAST
                """)
            var groups: [Group<Key?, Value>] = []
            while try statement.step() {
                groups.append(Group(key: try statement.read(0), value: try statement.read(1)))
            }
            return groups
        } catch {
            throw .database(error)
        }
    }

    /// Computes a value for each entity that a column names.
    public func groups<Row: View, Target: Entity, Value: ColumnReadable>(
        _ query: Query<Row>,
        by key: (Row.Columns) -> EntityColumn<Row, Target>,
        _ aggregate: Aggregate<Row, Value>
    ) throws(StoreError) -> [Group<String?, Value>] {
        try groups(query, by: { key($0).text }, aggregate)
    }

    /// The different values of a column, sorted, NULL left out.
    public func values<Row: View, Value: ColumnReadable & Bindable>(
        _ query: Query<Row>, of column: (Row.Columns) -> Column<Row, Value>
    ) throws(StoreError) -> [Value] {
        let column = column(Row.columns).sql
        do {
            return try connection.all(
                Value.self,
                "SELECT DISTINCT \(column) FROM \(query.rows) WHERE \(column) IS NOT NULL ORDER BY \(column)")
        } catch {
            throw .database(error)
        }
    }

    /// The different entities that a column names, sorted.
    public func values<Row: View, Target: Entity>(
        _ query: Query<Row>, of column: (Row.Columns) -> EntityColumn<Row, Target>
    ) throws(StoreError) -> [String] {
        try values(query, of: { column($0).text })
    }
}

extension Query {
    /// The query's rows as a table of that name, for statements that compute from them.
    var rows: SQL { "(\(sql)) AS \(identifier: Row.viewName)" }
}
