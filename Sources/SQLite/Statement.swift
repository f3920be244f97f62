private import CSQLite

/// A compiled statement, its bound values and its current row.
///
/// It cannot be copied; at the end of its life it is reset and goes back to its connection's cache.
public struct Statement: ~Copyable {
    @usableFromInline let compiled: CompiledStatement
    private let cache: StatementCache?
    let hooks: ConnectionHooks
    /// The number of columns of the current row, 0 where there is none. A statement that SQLite compiled anew after a
    /// change of the schema may have others than at first.
    @usableFromInline var rowWidth: Int32 = 0
    private var rows = 0

    init(_ compiled: CompiledStatement, cache: StatementCache?, hooks: ConnectionHooks) {
        self.compiled = compiled
        self.cache = cache
        self.hooks = hooks
    }

    deinit {
        guard let cache else { return }
        compiled.clear()
        cache.giveBack(compiled)
    }

    @inlinable var handle: OpaquePointer { compiled.handle }
    public var sql: String { compiled.sql }

    // MARK: Binding

    /// How many parameters the statement has.
    public var parameterCount: Int { Int(sqlite3_bind_parameter_count(handle)) }

    /// Binds all parameters in order.
    ///
    /// - Throws: ``SQLiteError/parameterCount(expected:given:sql:)`` unless there is one value a parameter.
    @inlinable @inline(__always)
    public mutating func bind<each T: Bindable>(_ values: repeat each T) throws(SQLiteError) {
        var index: Int32 = 0
        repeat try bindNext(each values, &index)
        guard Int(index) == parameterCount else { throw wrongCount(Int(index)) }
    }

    @inlinable @inline(__always)
    func bindNext(_ value: some Bindable, _ index: inout Int32) throws(SQLiteError) {
        index += 1
        try value.bind(to: Parameter(compiled, index: index))
    }

    /// Binds all parameters in order.
    ///
    /// - Throws: ``SQLiteError/parameterCount(expected:given:sql:)`` unless there is one value a parameter.
    public mutating func bind(values: [Value]) throws(SQLiteError) {
        guard values.count == parameterCount else { throw wrongCount(values.count) }
        for (index, value) in values.enumerated() {
            try value.bind(to: Parameter(compiled, index: Int32(clamping: index + 1)))
        }
    }

    /// Binds one parameter by name; the name includes its prefix, as in `:company`.
    public mutating func bind(_ name: String, to value: some Bindable) throws(SQLiteError) {
        let index = sqlite3_bind_parameter_index(handle, name)
        guard index > 0 else { throw .missingParameter(name: name, sql: sql) }
        try value.bind(to: Parameter(compiled, index: index))
    }

    /// Binds one parameter.
    ///
    /// - Parameter index: 1-based, as in SQLite.
    @inlinable
    public mutating func bind(_ index: Int, to value: some Bindable) throws(SQLiteError) {
        try value.bind(to: Parameter(compiled, index: Int32(clamping: index)))
    }

    @usableFromInline func wrongCount(_ given: Int) -> SQLiteError {
        .parameterCount(expected: parameterCount, given: given, sql: sql)
    }

    // MARK: Running

    /// Moves to the next row.
    ///
    /// - Returns: `false` after the last row; the statement is then reset and can run again.
    public mutating func step() throws(SQLiteError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW:
            rowWidth = sqlite3_data_count(handle)
            rows &+= 1
            if rows > hooks.rowLimit {
                reset()
                throw .limitExceeded(.rows(hooks.rowLimit))
            }
            return true
        case SQLITE_DONE:
            rowWidth = 0
            rows = 0
            // Some constraint failures of RETURNING surface only here.
            let code = sqlite3_reset(handle)
            guard code == SQLITE_OK else { throw failure(code) }
            hooks.observation?.statementEnded()
            return false
        case let code:
            let error = failure(code)
            reset()
            throw error
        }
    }

    /// Runs the statement to its end, ignoring rows.
    public mutating func run() throws(SQLiteError) {
        while try step() {}
    }

    /// Binds all parameters, runs the statement to its end and makes it ready for the next values.
    @inlinable @inline(__always)
    public mutating func run<each T: Bindable>(_ values: repeat each T) throws(SQLiteError) {
        try bind(repeat each values)
        try run()
    }

    /// Makes the statement ready to run again; bound values stay.
    public mutating func reset() {
        rowWidth = 0
        rows = 0
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
    @inlinable
    public func read<T: ColumnReadable>(_ index: Int, as type: T.Type = T.self) throws(SQLiteError) -> T {
        guard index >= 0, index < Int(rowWidth) else { throw outOfRange(index) }
        return try T.read(from: Cell(handle: handle, index: Int32(truncatingIfNeeded: index)))
    }

    /// Reads a value of the current row by column name.
    public func read<T: ColumnReadable>(_ name: String, as type: T.Type = T.self) throws(SQLiteError) -> T {
        try read(columnIndex(name))
    }

    /// All values of the current row.
    public func row() throws(SQLiteError) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(Int(rowWidth))
        for index in 0..<Int(rowWidth) { values.append(try read(index)) }
        return values
    }

    /// A value of the current row as it lies in SQLite's memory, valid within `body` only.
    ///
    /// - Returns: `nil` if there is no row or no such column.
    @inlinable
    public func withCell<R, E: Error>(_ index: Int, _ body: (borrowing Cell) throws(E) -> R) throws(E) -> R? {
        guard index >= 0, index < Int(rowWidth) else { return nil }
        return try body(Cell(handle: handle, index: Int32(truncatingIfNeeded: index)))
    }

    @usableFromInline func outOfRange(_ index: Int) -> SQLiteError {
        rowWidth == 0 ? .noCurrentRow(sql: sql) : .columnOutOfRange(index: index, count: Int(rowWidth))
    }

    private func failure(_ code: Int32) -> SQLiteError {
        if code & 0xFF == SQLITE_INTERRUPT, let limit = hooks.watch.exceeded { return .limitExceeded(limit) }
        return .engine(.init(code: code, ofStatement: handle))
    }
}

extension SQLiteError.Failure {
    /// What the statement's connection says of its last call.
    init(code: Int32, ofStatement handle: OpaquePointer) {
        self.init(
            code: code, message: String(cString: sqlite3_errmsg(sqlite3_db_handle(handle))),
            sql: sqlite3_sql(handle).map { String(cString: $0) }, errorOffset: nil)
    }
}
