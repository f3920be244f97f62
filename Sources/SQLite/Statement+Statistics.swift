private import CSQLite

/// What a statement's runs cost; see <https://www.sqlite.org/c3ref/c_stmtstatus_counter.html>.
public struct StatementStatistics: Equatable, Sendable {
    /// Rows that a full scan of a table stepped over: many of them ask for an index.
    public let fullScanSteps: Int
    public let sorts: Int
    /// Rows put into indexes that SQLite made for the moment.
    public let automaticIndexRows: Int
    public let virtualMachineSteps: Int
    /// How often SQLite compiled the statement anew.
    public let recompilations: Int
    public let runs: Int
    /// Bytes that the compiled statement takes.
    public let memory: Int
}

extension Statement {
    public var statistics: StatementStatistics {
        func counter(_ which: Int32) -> Int { Int(sqlite3_stmt_status(handle, which, 0)) }
        return StatementStatistics(
            fullScanSteps: counter(SQLITE_STMTSTATUS_FULLSCAN_STEP), sorts: counter(SQLITE_STMTSTATUS_SORT),
            automaticIndexRows: counter(SQLITE_STMTSTATUS_AUTOINDEX),
            virtualMachineSteps: counter(SQLITE_STMTSTATUS_VM_STEP),
            recompilations: counter(SQLITE_STMTSTATUS_REPREPARE), runs: counter(SQLITE_STMTSTATUS_RUN),
            memory: counter(SQLITE_STMTSTATUS_MEMUSED))
    }

    /// The SQL with the bound values in it, for people to read.
    public var expandedSQL: String {
        guard let text = sqlite3_expanded_sql(handle) else { return sql }
        defer { sqlite3_free(text) }
        return String(cString: text)
    }
}

/// A line of `EXPLAIN QUERY PLAN`; see <https://www.sqlite.org/eqp.html>.
public struct QueryPlanStep: RowReadable, Equatable {
    public let id: Int
    /// The step that this one is part of, 0 for none.
    public let parent: Int
    public let detail: String

    public init(row: inout RowReader) throws(SQLiteError) {
        id = try row.next()
        parent = try row.next()
        _ = try row.next(as: Value.self)
        detail = try row.next()
    }
}

extension Connection {
    /// How SQLite would run a statement; it is not run.
    public func queryPlan(_ sql: SQL) throws(SQLiteError) -> [QueryPlanStep] {
        try fetch(QueryPlanStep.self, "EXPLAIN QUERY PLAN \(sql)")
    }
}
