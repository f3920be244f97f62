private import CSQLite

/// A compiled statement, its bound values and its current row.
///
/// It cannot be copied; at the end of its life it is reset and goes back to its connection's cache.
public struct Statement: ~Copyable {
    private let handle: OpaquePointer
    private let cache: StatementCache?
    public let sql: String
    private var hasRow = false

    init(handle: OpaquePointer, sql: String, cache: StatementCache?) {
        self.handle = handle
        self.sql = sql
        self.cache = cache
    }

    deinit {
        if let cache {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
            cache.giveBack(handle, sql: sql)
        } else {
            sqlite3_finalize(handle)
        }
    }

    // MARK: Binding

    /// How many parameters the statement has.
    public var parameterCount: Int { Int(sqlite3_bind_parameter_count(handle)) }

    /// Binds all parameters in order.
    ///
    /// - Throws: ``SQLiteError/parameterCount(expected:given:sql:)`` unless there is one value a parameter.
    public mutating func bind(_ values: [(any Bindable)?]) throws(SQLiteError) {
        guard values.count == parameterCount else {
            throw .parameterCount(expected: parameterCount, given: values.count, sql: sql)
        }
        for (index, value) in values.enumerated() {
            try bind(index + 1, to: value?.sqliteValue() ?? .null)
        }
    }

    /// Binds one parameter by name; the name includes its prefix, as in `:company`.
    public mutating func bind(_ name: String, to value: some Bindable) throws(SQLiteError) {
        let index = sqlite3_bind_parameter_index(handle, name)
        guard index > 0 else { throw .missingParameter(name: name, sql: sql) }
        try bind(Int(index), to: value.sqliteValue())
    }

    /// Binds one parameter.
    ///
    /// - Parameter index: 1-based, as in SQLite.
    public mutating func bind(_ index: Int, to value: Value) throws(SQLiteError) {
        let position = Int32(clamping: index)
        let code: Int32
        switch value {
        case .null: code = sqlite3_bind_null(handle, position)
        case .integer(let integer): code = sqlite3_bind_int64(handle, position, integer)
        case .real(let real): code = sqlite3_bind_double(handle, position, real)
        case .text(var text):
            code = text.withUTF8 { bytes in
                // An empty buffer may have no address, which SQLite would take for NULL.
                bytes.isEmpty
                    ? dossier_sqlite3_bind_text(handle, position, "", 0)
                    : bytes.withMemoryRebound(to: CChar.self) {
                        dossier_sqlite3_bind_text(handle, position, $0.baseAddress, UInt64($0.count))
                    }
            }
        case .blob(let blob):
            code = blob.withUnsafeBytes { bytes in
                bytes.isEmpty
                    ? sqlite3_bind_zeroblob(handle, position, 0)
                    : dossier_sqlite3_bind_blob(handle, position, bytes.baseAddress, UInt64(bytes.count))
            }
        }
        guard code == SQLITE_OK else { throw failure(code) }
    }

    // MARK: Running

    /// Moves to the next row.
    ///
    /// - Returns: `false` after the last row; the statement is then reset and can run again.
    public mutating func step() throws(SQLiteError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW:
            hasRow = true
            return true
        case SQLITE_DONE:
            hasRow = false
            // Some constraint failures of RETURNING surface only here.
            let code = sqlite3_reset(handle)
            guard code == SQLITE_OK else { throw failure(code) }
            return false
        case let code:
            hasRow = false
            let error = failure(code)
            sqlite3_reset(handle)
            throw error
        }
    }

    /// Runs the statement to its end and makes it ready for the next values.
    public mutating func run(_ values: (any Bindable)?...) throws(SQLiteError) {
        try bind(values)
        while try step() {}
    }

    /// Makes the statement ready to run again; bound values stay.
    public mutating func reset() {
        hasRow = false
        sqlite3_reset(handle)
    }

    // MARK: Reading

    /// How many columns a row has; 0 if the statement returns no rows.
    public var columnCount: Int { Int(sqlite3_column_count(handle)) }

    public var columnNames: [String] { (0..<columnCount).map { columnName($0) } }

    func columnName(_ index: Int) -> String {
        sqlite3_column_name(handle, Int32(index)).map { String(cString: $0) } ?? "column \(index)"
    }

    /// The index of a column, 0-based.
    public func columnIndex(_ name: String) throws(SQLiteError) -> Int {
        for index in 0..<columnCount where columnName(index) == name { return index }
        throw .missingColumn(name: name, available: columnNames)
    }

    /// Reads a value of the current row.
    ///
    /// - Parameter index: 0-based, as in SQLite.
    /// - Throws: on a wrong storage class, NULL, overflow, or a column that is not there; never converts.
    public func read<T: ColumnReadable>(_ index: Int, as type: T.Type = T.self) throws(SQLiteError) -> T {
        try T.read(from: cell(index))
    }

    /// Reads a value of the current row by column name.
    public func read<T: ColumnReadable>(_ name: String, as type: T.Type = T.self) throws(SQLiteError) -> T {
        try T.read(from: cell(columnIndex(name)))
    }

    func cell(_ index: Int) throws(SQLiteError) -> Cell {
        guard hasRow else { throw .noCurrentRow(sql: sql) }
        guard index >= 0, index < columnCount else { throw .columnOutOfRange(index: index, count: columnCount) }
        return Cell(handle: handle, index: Int32(index))
    }

    private func failure(_ code: Int32) -> SQLiteError {
        .engine(
            .init(
                code: code, message: String(cString: sqlite3_errmsg(sqlite3_db_handle(handle))), sql: sql,
                errorOffset: nil))
    }
}
