private import CSQLite

/// What SQL from outside may use at the most.
public struct QueryLimits: Sendable {
    /// Virtual machine steps, in thousands; `nil` is unlimited.
    public var thousandsOfSteps: Int?
    /// Wall-clock time from the moment that the limits are set; `nil` is unlimited.
    public var time: Duration?
    /// Rows of one statement; `nil` is unlimited.
    public var rows: Int?
    /// Bytes that SQLite may hold; `nil` is unlimited. SQLite counts for the whole process, so this is for programs that
    /// do nothing else with it.
    public var memory: Int64?
    public var sqlLength: Int32
    public var expressionDepth: Int32
    public var columns: Int32
    /// Parts of a `UNION`.
    public var compoundSelects: Int32
    /// The longest text or blob, in bytes.
    public var valueLength: Int32

    public init(
        thousandsOfSteps: Int? = 2_000_000,
        time: Duration? = nil,
        rows: Int? = nil,
        memory: Int64? = nil,
        sqlLength: Int32 = 100_000,
        expressionDepth: Int32 = 200,
        columns: Int32 = 500,
        compoundSelects: Int32 = 100,
        valueLength: Int32 = 100_000_000
    ) {
        self.thousandsOfSteps = thousandsOfSteps
        self.time = time
        self.rows = rows
        self.memory = memory
        self.sqlLength = sqlLength
        self.expressionDepth = expressionDepth
        self.columns = columns
        self.compoundSelects = compoundSelects
        self.valueLength = valueLength
    }
}

extension Connection {
    /// Lets only queries pass from now on: no write, no `ATTACH`, no extension, no pragma that changes anything.
    ///
    /// The authorizer refuses when a statement is compiled; see <https://www.sqlite.org/c3ref/set_authorizer.html>. With
    /// a limit on memory, what a statement sorts or gathers stays there, and never fills a disk. There is no way back: open another connection for other work.
    public func restrictToQueries(_ limits: QueryLimits = QueryLimits()) {
        harden()
        // Before the authorizer, which refuses it.
        if limits.memory != nil { sqlite3_exec(handle, "PRAGMA temp_store = MEMORY", nil, nil, nil) }
        sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, limits.sqlLength)
        sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, limits.expressionDepth)
        sqlite3_limit(handle, SQLITE_LIMIT_COLUMN, limits.columns)
        sqlite3_limit(handle, SQLITE_LIMIT_COMPOUND_SELECT, limits.compoundSelects)
        sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, limits.valueLength)
        sqlite3_limit(handle, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000)
        sqlite3_limit(handle, SQLITE_LIMIT_TRIGGER_DEPTH, 1)
        sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0)
        sqlite3_set_authorizer(handle, authorizeQuery, nil)
        if let thousands = limits.thousandsOfSteps { hooks.watch.limit(thousandsOfSteps: thousands) }
        if let time = limits.time { hooks.watch.limit(time: time) }
        if let rows = limits.rows { hooks.rowLimit = rows }
        if let memory = limits.memory { sqlite3_hard_heap_limit64(memory) }
        hooks.watch.attach(to: handle)
    }
}

/// Pragmas that only tell something about the schema.
private let readablePragmas: Set<String> = [
    "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo", "foreign_key_list",
    "function_list", "database_list", "compile_options", "collation_list", "user_version", "application_id",
    "schema_version", "data_version", "integrity_check", "quick_check", "foreign_key_check",
]

private let refusedFunctions: Set<String> = [
    "load_extension", "writefile", "readfile", "edit", "fts3_tokenizer",
]

private func authorizeQuery(
    _: UnsafeMutableRawPointer?,
    action: Int32,
    first: UnsafePointer<CChar>?,
    second: UnsafePointer<CChar>?,
    _: UnsafePointer<CChar>?,
    _: UnsafePointer<CChar>?
) -> Int32 {
    switch action {
    case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE:
        return SQLITE_OK
    case SQLITE_FUNCTION:
        let name = second.map { String(cString: $0).lowercased() } ?? ""
        return refusedFunctions.contains(name) ? SQLITE_DENY : SQLITE_OK
    case SQLITE_PRAGMA:
        let name = first.map { String(cString: $0).lowercased() } ?? ""
        guard readablePragmas.contains(name) else { return SQLITE_DENY }
        // `PRAGMA user_version = 3` carries its value as the second argument, as `table_info(x)` does its table.
        let changes = second != nil && ["user_version", "application_id", "schema_version"].contains(name)
        return changes ? SQLITE_DENY : SQLITE_OK
    case SQLITE_UPDATE:
        // So SQLite asks when it learns the columns of `json_each` or of a full-text index. A statement that would change
        // the schema table itself is refused by SQLite wherever the schema is not writable, as here.
        return first.map { String(cString: $0) } == "sqlite_master" ? SQLITE_OK : SQLITE_DENY
    default:
        return SQLITE_DENY
    }
}
