private import CSQLite

/// What SQL from outside may use at the most.
public struct QueryLimits: Sendable {
    /// Virtual machine steps, in thousands; `nil` is unlimited.
    public var thousandsOfSteps: Int?
    public var sqlLength: Int32
    public var expressionDepth: Int32
    public var columns: Int32
    /// The longest text or blob, in bytes.
    public var valueLength: Int32

    public init(
        thousandsOfSteps: Int? = 2_000_000,
        sqlLength: Int32 = 100_000,
        expressionDepth: Int32 = 200,
        columns: Int32 = 500,
        valueLength: Int32 = 100_000_000
    ) {
        self.thousandsOfSteps = thousandsOfSteps
        self.sqlLength = sqlLength
        self.expressionDepth = expressionDepth
        self.columns = columns
        self.valueLength = valueLength
    }
}

extension Connection {
    /// Lets only queries pass from now on: no write, no `ATTACH`, no extension, no pragma that changes anything.
    ///
    /// The authorizer refuses when a statement is compiled; see <https://www.sqlite.org/c3ref/set_authorizer.html>.
    /// There is no way back: open another connection for other work.
    public func restrictToQueries(_ limits: QueryLimits = QueryLimits()) {
        harden()
        sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, limits.sqlLength)
        sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, limits.expressionDepth)
        sqlite3_limit(handle, SQLITE_LIMIT_COLUMN, limits.columns)
        sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, limits.valueLength)
        sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0)
        sqlite3_set_authorizer(handle, authorizeQuery, nil)
        if let thousands = limits.thousandsOfSteps {
            let budget = StepBudget(remaining: thousands)
            cache.stepBudget = budget
            sqlite3_progress_handler(
                handle, 1_000,
                { context in
                    guard let context else { return 0 }
                    let budget = Unmanaged<StepBudget>.fromOpaque(context).takeUnretainedValue()
                    budget.remaining -= 1
                    return budget.remaining < 0 ? 1 : 0
                }, Unmanaged.passUnretained(budget).toOpaque())
        }
    }
}

/// How many thousand steps a restricted connection still has.
final class StepBudget {
    var remaining: Int
    init(remaining: Int) { self.remaining = remaining }
}

/// Pragmas that only tell something about the schema.
private let readablePragmas: Set<String> = [
    "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo", "foreign_key_list",
    "function_list", "database_list", "compile_options", "collation_list", "user_version", "application_id",
    "schema_version", "data_version", "integrity_check", "quick_check", "foreign_key_check",
]

private let refusedFunctions: Set<String> = ["load_extension", "writefile", "readfile", "edit", "fts3_tokenizer"]

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
        let name = second.map { String(cString: $0) } ?? ""
        return refusedFunctions.contains(name) ? SQLITE_DENY : SQLITE_OK
    case SQLITE_PRAGMA:
        let name = first.map { String(cString: $0).lowercased() } ?? ""
        guard readablePragmas.contains(name) else { return SQLITE_DENY }
        // `PRAGMA user_version = 3` carries its value as the second argument, as `table_info(x)` does its table.
        let changes = second != nil && ["user_version", "application_id", "schema_version"].contains(name)
        return changes ? SQLITE_DENY : SQLITE_OK
    default:
        return SQLITE_DENY
    }
}
