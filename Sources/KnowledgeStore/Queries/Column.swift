public import SQLite

/// A column of a view, with the type of its values.
///
/// Comparing it with a value of another type does not compile, and neither does a misspelt column.
public struct Column<Row: View, Value: ColumnReadable & Bindable>: Sendable {
    /// The column's name in SQL.
    public let name: String

    init(_ name: String) {
        self.name = name
    }

    /// The column in a statement that reads its view alone.
    var sql: SQL { SQL(identifier: Row.viewName) + "." + SQL(identifier: name) }
}

/// A column that names an entity of one kind, and so leads to that entity's own view.
public struct EntityColumn<Row: View, Target: Entity>: Sendable {
    public let name: String
    let value: @Sendable (Row) -> String?

    init(_ name: String, value: @escaping @Sendable (Row) -> String?) {
        self.name = name
        self.value = value
    }

    /// The column as plain text.
    public var text: Column<Row, String> { Column(name) }
}

/// A condition on the rows of a view: SQL and the values bound to it.
public struct Predicate<Row: View>: Sendable {
    public let sql: SQL

    init(_ sql: SQL) {
        self.sql = sql
    }

    public static func && (left: Predicate, right: Predicate) -> Predicate {
        Predicate("(\(left.sql) AND \(right.sql))")
    }

    public static func || (left: Predicate, right: Predicate) -> Predicate {
        Predicate("(\(left.sql) OR \(right.sql))")
    }

    /// Rows for which the condition is false; a condition on NULL is neither true nor false.
    public static prefix func ! (predicate: Predicate) -> Predicate {
        Predicate("NOT \(predicate.sql)")
    }
}

/// The order of a query's rows.
public struct Ordering<Row: View>: Sendable {
    let sql: SQL
}

extension Column {
    private func compare(_ comparison: SQL, _ value: Value) -> Predicate<Row> {
        Predicate("(\(sql) \(comparison) \(bound(value)))")
    }

    /// Every value type of the contract's columns can be bound; NaN, which cannot, equals nothing, as NULL does.
    private func bound(_ value: Value) -> SQLite.Value { (try? value.sqliteValue()) ?? .null }

    public static func == (column: Column, value: Value) -> Predicate<Row> { column.compare("=", value) }
    public static func != (column: Column, value: Value) -> Predicate<Row> { column.compare("<>", value) }
    public static func < (column: Column, value: Value) -> Predicate<Row> { column.compare("<", value) }
    public static func <= (column: Column, value: Value) -> Predicate<Row> { column.compare("<=", value) }
    public static func > (column: Column, value: Value) -> Predicate<Row> { column.compare(">", value) }
    public static func >= (column: Column, value: Value) -> Predicate<Row> { column.compare(">=", value) }

    public var isNull: Predicate<Row> { Predicate("(\(sql) IS NULL)") }
    public var isNotNull: Predicate<Row> { Predicate("(\(sql) IS NOT NULL)") }

    /// Rows whose value is in a list, of any length: it is one parameter.
    public func isIn(_ values: some Sequence<Value>) -> Predicate<Row> {
        do {
            let list = try JSONList(values)
            return Predicate("(\(sql) IN (SELECT value FROM json_each(\(list))))")
        } catch {
            // Infinities, which JSON lacks, one by one.
            let list = values.map { SQL("\(bound($0))") }.joined(separator: ", ")
            return Predicate("(\(sql) IN (\(list)))")
        }
    }

    public func isBetween(_ low: Value, _ high: Value) -> Predicate<Row> { self >= low && self <= high }

    public var ascending: Ordering<Row> { Ordering(sql: "\(sql) ASC NULLS LAST") }
    public var descending: Ordering<Row> { Ordering(sql: "\(sql) DESC NULLS LAST") }
}

extension Column where Value == String {
    /// Rows whose text contains `part`, without regard to the case of ASCII letters.
    public func contains(_ part: String) -> Predicate<Row> {
        Predicate("(instr(lower(\(sql)), lower(\(part))) > 0)")
    }

    public func hasPrefix(_ prefix: String) -> Predicate<Row> {
        Predicate("(substr(\(sql), 1, \(prefix.unicodeScalars.count)) = \(prefix))")
    }
}

extension EntityColumn {
    public static func == (column: EntityColumn, name: String) -> Predicate<Row> { column.text == name }
    public static func != (column: EntityColumn, name: String) -> Predicate<Row> { column.text != name }
    public func isIn(_ names: some Sequence<String>) -> Predicate<Row> { text.isIn(names) }
    public var isNull: Predicate<Row> { text.isNull }
    public var isNotNull: Predicate<Row> { text.isNotNull }
    public var ascending: Ordering<Row> { text.ascending }
    public var descending: Ordering<Row> { text.descending }

    /// Rows whose entity is among those of another query: `$0.company.isAmong(Company.where { $0.type == .lab })`.
    public func isAmong(_ query: Query<Target>) -> Predicate<Row> {
        Predicate("(\(text.sql) IN (\(query.selecting(SQL(identifier: "name")))))")
    }

    /// Rows whose entity another view names in a query's rows:
    /// `$0.company.isNamed(by: StockMove.where { $0.direction == .down }) { $0.company }`.
    public func isNamed<Other: View>(
        by query: Query<Other>, in column: (Other.Columns) -> EntityColumn<Other, Target>
    ) -> Predicate<Row> {
        Predicate("(\(text.sql) IN (\(query.selecting(SQL(identifier: column(Other.columns).name)))))")
    }
}
