/// A Swift value that is read from a row, column by column.
public protocol RowReadable: Sendable {
    /// Reads the columns from left to right.
    init(row: inout RowReader) throws(SQLiteError)
}

/// A Swift value that stands for a row of a table.
///
/// ```swift
/// struct Item: Record {
///     static let shape = RecordShape(table: "item", columns: ["id", "name", "price"], key: "id")
///     var id: Int64
///     var name: String
///     var price: Double?
///
///     init(row: inout RowReader) throws(SQLiteError) {
///         id = try row.next()
///         name = try row.next()
///         price = try row.next()
///     }
///
///     func write(to row: inout RowWriter) throws(SQLiteError) {
///         try row.next(id)
///         try row.next(name)
///         try row.next(price)
///     }
/// }
/// ```
public protocol Record: RowReadable {
    static var shape: RecordShape { get }
    /// Writes the columns of ``shape``, in its order.
    func write(to row: inout RowWriter) throws(SQLiteError)
}

/// The table of a record, its columns and its key, with the statements that they make.
public struct RecordShape: Sendable {
    public let table: String
    public let columns: [String]
    public let key: String
    @usableFromInline let insertion: SQL
    @usableFromInline let selection: SQL
    @usableFromInline let lookup: SQL
    @usableFromInline let counting: SQL

    /// - Parameters:
    ///   - columns: In the order in which the record reads and writes them.
    ///   - key: The column that tells rows apart.
    public init(table: String, columns: [String], key: String) {
        self.table = table
        self.columns = columns
        self.key = key
        let list = columns.map(\.quotedIdentifier).joined(separator: ", ")
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        insertion = "INSERT INTO \(identifier: table) (\(verbatim: list)) VALUES (\(verbatim: places))"
        selection = "SELECT \(verbatim: list) FROM \(identifier: table)"
        counting = "SELECT count(*) FROM \(identifier: table)"
        lookup = selection + " WHERE \(identifier: key) = ?"
    }
}

/// Reads the columns of a statement's rows from left to right.
public struct RowReader: ~Copyable {
    @usableFromInline var statement: Statement
    @usableFromInline var column = 0

    @inlinable
    public init(_ statement: consuming Statement) {
        self.statement = statement
    }

    /// Moves to the next row and its first column.
    @inlinable
    public mutating func step() throws(SQLiteError) -> Bool {
        column = 0
        return try statement.step()
    }

    /// The value of the next column.
    @inlinable
    public mutating func next<T: ColumnReadable>(as type: T.Type = T.self) throws(SQLiteError) -> T {
        let index = column
        column = index + 1
        return try statement.read(index)
    }

    /// All rows that are left.
    ///
    /// - Parameter count: How many are expected, to make room for them at once.
    @inlinable
    public mutating func remaining<R: RowReadable>(
        as type: R.Type = R.self, reserving count: Int = 0
    ) throws(SQLiteError) -> [R] {
        var found: [R] = []
        found.reserveCapacity(count)
        while try step() { found.append(try R(row: &self)) }
        return found
    }
}

/// Writes the columns of a row from left to right.
public struct RowWriter: ~Copyable {
    @usableFromInline var statement: Statement
    @usableFromInline var index: Int32 = 0

    @usableFromInline init(_ statement: consuming Statement) {
        self.statement = statement
    }

    @inlinable
    public mutating func next(_ value: some Bindable) throws(SQLiteError) {
        index += 1
        try value.bind(to: Parameter(statement.compiled, index: index))
    }

    @inlinable
    mutating func write<R: Record>(_ record: R) throws(SQLiteError) {
        index = 0
        try record.write(to: &self)
        guard Int(index) == R.shape.columns.count else { throw statement.wrongCount(Int(index)) }
        try statement.run()
    }
}

extension Connection {
    /// Inserts a record.
    @inlinable
    public func insert<R: Record>(_ record: R) throws(SQLiteError) {
        var writer = RowWriter(try prepare(R.shape.insertion))
        try writer.write(record)
    }

    /// Inserts records with one statement; not a transaction by itself.
    @inlinable
    public func insert<R: Record>(contentsOf records: some Sequence<R>) throws(SQLiteError) {
        var writer = RowWriter(try prepare(R.shape.insertion))
        for record in records { try writer.write(record) }
    }

    /// The record with a key, or `nil`.
    @inlinable
    public func find<R: Record>(_ type: R.Type = R.self, key: some Bindable) throws(SQLiteError) -> R? {
        var statement = try prepare(R.shape.lookup)
        try statement.bind(1, to: key)
        var reader = RowReader(statement)
        guard try reader.step() else { return nil }
        return try R(row: &reader)
    }

    /// All records of a table, in the order of the table.
    @inlinable
    public func fetchAll<R: Record>(_ type: R.Type = R.self) throws(SQLiteError) -> [R] {
        // Counting reads no row, and room made once costs less than an array that grows.
        let count = try first(Int.self, R.shape.counting) ?? 0
        var reader = RowReader(try prepare(R.shape.selection))
        return try reader.remaining(reserving: count)
    }

    /// The rows of a query.
    @inlinable
    public func fetch<R: RowReadable>(_ type: R.Type = R.self, _ sql: SQL) throws(SQLiteError) -> [R] {
        var reader = RowReader(try prepare(sql))
        return try reader.remaining()
    }
}
