public import KnowledgeModel
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
    let sql: String
    let values: [SQLite.Value]

    public static func && (left: Predicate, right: Predicate) -> Predicate {
        Predicate(sql: "(\(left.sql) AND \(right.sql))", values: left.values + right.values)
    }

    public static func || (left: Predicate, right: Predicate) -> Predicate {
        Predicate(sql: "(\(left.sql) OR \(right.sql))", values: left.values + right.values)
    }

    /// Rows for which the condition is false; a condition on NULL is neither true nor false.
    public static prefix func ! (predicate: Predicate) -> Predicate {
        Predicate(sql: "NOT \(predicate.sql)", values: predicate.values)
    }
}

/// The order of a query's rows.
public struct Ordering<Row: View>: Sendable {
    let sql: String
}

extension Column {
    private func compare(_ sqlOperator: String, _ value: Value) -> Predicate<Row> {
        // Every value type of the contract's columns can be bound; NaN, which cannot, equals nothing, as NULL does.
        Predicate(sql: "(\"\(name)\" \(sqlOperator) ?)", values: [(try? value.sqliteValue()) ?? .null])
    }

    public static func == (column: Column, value: Value) -> Predicate<Row> { column.compare("=", value) }
    public static func != (column: Column, value: Value) -> Predicate<Row> { column.compare("<>", value) }
    public static func < (column: Column, value: Value) -> Predicate<Row> { column.compare("<", value) }
    public static func <= (column: Column, value: Value) -> Predicate<Row> { column.compare("<=", value) }
    public static func > (column: Column, value: Value) -> Predicate<Row> { column.compare(">", value) }
    public static func >= (column: Column, value: Value) -> Predicate<Row> { column.compare(">=", value) }

    public var isNull: Predicate<Row> { Predicate(sql: "(\"\(name)\" IS NULL)", values: []) }
    public var isNotNull: Predicate<Row> { Predicate(sql: "(\"\(name)\" IS NOT NULL)", values: []) }

    public func isIn(_ values: [Value]) -> Predicate<Row> {
        let parameters = Array(repeating: "?", count: values.count).joined(separator: ", ")
        return Predicate(
            sql: "(\"\(name)\" IN (\(parameters)))", values: values.map { (try? $0.sqliteValue()) ?? .null })
    }

    public func isBetween(_ low: Value, _ high: Value) -> Predicate<Row> { self >= low && self <= high }

    public var ascending: Ordering<Row> { Ordering(sql: "\"\(name)\" ASC NULLS LAST") }
    public var descending: Ordering<Row> { Ordering(sql: "\"\(name)\" DESC NULLS LAST") }
}

extension Column where Value == String {
    /// Rows whose text contains `part`, without regard to the case of ASCII letters.
    public func contains(_ part: String) -> Predicate<Row> {
        Predicate(sql: "(instr(lower(\"\(name)\"), lower(?)) > 0)", values: [.text(part)])
    }

    public func hasPrefix(_ prefix: String) -> Predicate<Row> {
        Predicate(
            sql: "(substr(\"\(name)\", 1, ?) = ?)",
            values: [.integer(Int64(prefix.unicodeScalars.count)), .text(prefix)])
    }
}

extension EntityColumn {
    public static func == (column: EntityColumn, name: String) -> Predicate<Row> { column.text == name }
    public static func != (column: EntityColumn, name: String) -> Predicate<Row> { column.text != name }
    public func isIn(_ names: [String]) -> Predicate<Row> { text.isIn(names) }
    public var isNull: Predicate<Row> { text.isNull }
    public var isNotNull: Predicate<Row> { text.isNotNull }
    public var ascending: Ordering<Row> { text.ascending }
    public var descending: Ordering<Row> { text.descending }

    /// Rows whose entity is among those of another query: `$0.company.isAmong(Company.where { $0.type == .lab })`.
    public func isAmong(_ query: Query<Target>) -> Predicate<Row> {
        Predicate(
            sql: "(\"\(name)\" IN (SELECT \"name\" FROM \(Target.viewName)\(query.clauses)))",
            values: query.values)
    }
}

// MARK: The contract's words and dates as column values

/// A word of a closed set, read from and bound to text columns.
public protocol ColumnWord: VocabularyWord, ColumnReadable, Bindable {}

extension ColumnWord {
    public static func read(from cell: borrowing Cell) throws(SQLiteError) -> Self {
        let text = try String.read(from: cell)
        guard let word = Self(rawValue: text) else {
            throw .typeMismatch(
                column: cell.name, expected: "one of \(Self.words.joined(separator: ", "))", found: .text)
        }
        return word
    }

    public func sqliteValue() -> SQLite.Value { .text(rawValue) }
}

extension Basis: ColumnWord {}
extension FinancialMetric: ColumnWord {}
extension Direction: ColumnWord {}
extension Session: ColumnWord {}
extension ValuationBasis: ColumnWord {}
extension DealStatus: ColumnWord {}
extension AcquisitionStatus: ColumnWord {}
extension ReleaseStatus: ColumnWord {}
extension AccessScope: ColumnWord {}
extension Access: ColumnWord {}
extension ScoreUnit: ColumnWord {}
extension ModelProperty: ColumnWord {}
extension RoleStatus: ColumnWord {}
extension UsageMetric: ColumnWord {}
extension HeadcountMeasure: ColumnWord {}
extension HeadcountUnit: ColumnWord {}
extension RelationPredicate: ColumnWord {}
extension CompanyType: ColumnWord {}
extension EntityKind: ColumnWord {}

extension CalendarDate: ColumnReadable, Bindable {
    public static func read(from cell: borrowing Cell) throws(SQLiteError) -> CalendarDate {
        guard let date = CalendarDate(iso: try String.read(from: cell)) else {
            throw .typeMismatch(column: cell.name, expected: "an ISO date", found: .text)
        }
        return date
    }

    public func sqliteValue() -> SQLite.Value { .text(description) }
}
