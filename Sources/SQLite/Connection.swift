private import CSQLite

/// An open database.
///
/// A connection cannot be copied, so exactly one owner closes it; it is used by one task at a time.
/// Statements that it has prepared are kept for reuse, see ``init(path:mode:cachedStatements:)``.
public struct Connection: ~Copyable {
    /// How a file is opened; see <https://www.sqlite.org/c3ref/open.html>.
    public enum Mode: Equatable, Sendable {
        /// The file must exist and is never written, not even to recover a journal.
        case readOnly
        /// As ``readOnly``, for a file that nobody can write, on a read-only disk for example: no lock is taken.
        case immutable
        /// The file must exist.
        case readWrite
        /// The file is made if it does not exist.
        case readWriteCreate
    }

    let handle: OpaquePointer
    let cache: StatementCache
    let hooks: ConnectionHooks
    /// Stops running statements from another thread.
    public let interrupter: Interrupter

    /// Opens a database file; nothing is read from it yet.
    ///
    /// - Parameters:
    ///   - path: A file's path, never a URI; `:memory:` opens a private database in memory.
    ///   - cachedStatements: How many prepared statements stay for reuse; the least recently used goes first.
    ///   - busyTimeoutMilliseconds: How long a call waits for another connection's lock.
    /// - Throws: ``SQLiteError/engine(_:)`` when the file cannot be opened.
    public init(
        path: String,
        mode: Mode,
        cachedStatements: Int = 64,
        busyTimeoutMilliseconds: Int32 = 60_000
    ) throws(SQLiteError) {
        let flags: Int32 =
            switch mode {
            case .readOnly: SQLITE_OPEN_READONLY
            case .immutable: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
            case .readWrite: SQLITE_OPEN_READWRITE
            case .readWriteCreate: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            }
        var opened: OpaquePointer?
        let name = mode == .immutable ? Self.immutableURI(path) : path
        let code = sqlite3_open_v2(name, &opened, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let opened else {
            let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(code))
            sqlite3_close_v2(opened)
            throw .engine(.init(code: code, message: message, sql: nil, errorOffset: nil))
        }
        handle = opened
        cache = StatementCache(capacity: cachedStatements)
        hooks = ConnectionHooks(patienceMilliseconds: busyTimeoutMilliseconds)
        hooks.patience.attach(to: opened)
        interrupter = Interrupter(handle: opened, watch: hooks.watch)
        // `"x"` must never quietly mean the text 'x' where no column x exists.
        _ = dossier_sqlite3_disable_double_quoted_strings(opened)
    }

    /// See <https://www.sqlite.org/uri.html>; everything but letters, digits and a few marks is escaped.
    private static func immutableURI(_ path: String) -> String {
        var uri = "file:"
        for byte in path.utf8 {
            let isPlain =
                (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
                || "/._-".utf8.contains(byte)
            if isPlain {
                uri.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16)
                uri += "%" + (digits.utf8.count == 1 ? "0" + digits : digits)
            }
        }
        return uri + "?immutable=1"
    }

    deinit {
        interrupter.close()
        hooks.observation?.close()
        cache.close()
        // `_v2` waits for statements that outlive the connection instead of failing.
        sqlite3_close_v2(handle)
    }

    // MARK: Statements

    /// Compiles one statement, or takes it from the cache, and binds its values.
    ///
    /// White space and comments after the statement are allowed; a second statement is an error. Parameters beside those
    /// of interpolated values wait for theirs.
    public func prepare(_ sql: SQL) throws(SQLiteError) -> Statement {
        var statement = try prepare(text: sql.text)
        if !sql.values.isEmpty || sql.defect != nil {
            if let defect = sql.defect { throw defect }
            try statement.bind(values: sql.values)
        }
        return statement
    }

    @usableFromInline func prepare(text sql: String) throws(SQLiteError) -> Statement {
        if let cached = cache.take(sql) { return Statement(cached, cache: cache, hooks: hooks) }
        let (compiled, consumed) = try compile(sql, from: 0)
        guard let compiled else { throw .emptyStatement(sql: sql) }
        if let offset = firstStatementOffset(sql, from: consumed) {
            sqlite3_finalize(compiled)
            throw .trailingStatement(sql: sql, offset: offset)
        }
        return Statement(CompiledStatement(handle: compiled, sql: sql), cache: cache, hooks: hooks)
    }

    /// Runs every statement of a script, ignoring rows.
    ///
    /// - Throws: ``SQLiteError/parameterCount(expected:given:sql:)`` for a script with values: which of its statements
    ///   they belong to is not known.
    public func executeScript(_ script: SQL) throws(SQLiteError) {
        let sql = script.text
        guard script.values.isEmpty else { throw .parameterCount(expected: 0, given: script.values.count, sql: sql) }
        var offset = 0
        let count = sql.utf8.count
        while offset < count {
            let (compiled, next) = try compile(sql, from: offset)
            guard let compiled else { return }
            var statement = Statement(CompiledStatement(handle: compiled, sql: sql), cache: nil, hooks: hooks)
            try statement.run()
            offset = next
        }
    }

    /// Runs one statement to its end, ignoring rows.
    @inlinable
    public func execute<each T: Bindable>(_ sql: SQL, _ values: repeat each T) throws(SQLiteError) {
        var statement = try prepareBinding(sql, repeat each values)
        try statement.run()
    }

    /// The first column of the first row, or `nil` if there is no row.
    @inlinable
    public func first<T: ColumnReadable, each V: Bindable>(
        _ type: T.Type = T.self,
        _ sql: SQL,
        _ values: repeat each V
    ) throws(SQLiteError) -> T? {
        var statement = try prepareBinding(sql, repeat each values)
        guard try statement.step() else { return nil }
        return try statement.read(0, as: T.self)
    }

    /// The first columns of all rows.
    @inlinable
    public func all<T: ColumnReadable, each V: Bindable>(
        _ type: T.Type = T.self,
        _ sql: SQL,
        _ values: repeat each V
    ) throws(SQLiteError) -> [T] {
        var statement = try prepareBinding(sql, repeat each values)
        var found: [T] = []
        while try statement.step() { found.append(try statement.read(0, as: type)) }
        return found
    }

    /// Values come either by interpolation or in a list, not both.
    @inlinable
    func prepareBinding<each T: Bindable>(_ sql: SQL, _ values: repeat each T) throws(SQLiteError) -> Statement {
        var statement = try prepare(sql)
        if sql.values.isEmpty {
            try statement.bind(repeat each values)
        } else {
            var given = 0
            for _ in repeat each values { given += 1 }
            if given > 0 { throw statement.wrongCount(sql.values.count + given) }
        }
        return statement
    }

    // MARK: State

    /// The key of the row that the last insert into a rowid table made.
    public var lastInsertedKey: Int64 { sqlite3_last_insert_rowid(handle) }

    /// How many rows the last `INSERT`, `UPDATE` or `DELETE` changed.
    public var changedRows: Int64 { sqlite3_changes64(handle) }

    /// Whether a transaction is open.
    public var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Makes the connection safe for SQL and files from outside: no writable schema, no unsafe functions in views.
    public func harden() {
        _ = dossier_sqlite3_enable_defensive(handle)
        _ = dossier_sqlite3_distrust_schema(handle)
    }

    // MARK: Compiling

    private func compile(
        _ sql: String,
        from offset: Int
    ) throws(SQLiteError) -> (OpaquePointer?, consumed: Int) {
        var sql = sql
        var statement: OpaquePointer?
        var consumed = offset
        var code = SQLITE_OK
        sql.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                guard let base = characters.baseAddress else { return }
                var tail: UnsafePointer<CChar>?
                code = sqlite3_prepare_v3(
                    handle, base + offset, Int32(clamping: characters.count - offset),
                    UInt32(SQLITE_PREPARE_PERSISTENT), &statement, &tail)
                consumed = tail.map { $0 - base } ?? characters.count
            }
        }
        guard code == SQLITE_OK else { throw failure(code, sql: sql, sqlOffset: offset) }
        return (statement, consumed)
    }

    /// The first byte after white space and comments, or `nil` if nothing else follows.
    private func firstStatementOffset(_ sql: String, from offset: Int) -> Int? {
        guard offset < sql.utf8.count else { return nil }
        let rest = Array(sql.utf8.dropFirst(offset))
        var index = 0
        while index < rest.count {
            switch rest[index] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x0C, UInt8(ascii: ";"):
                index += 1
            case UInt8(ascii: "-") where index + 1 < rest.count && rest[index + 1] == UInt8(ascii: "-"):
                while index < rest.count, rest[index] != UInt8(ascii: "\n") { index += 1 }
            case UInt8(ascii: "/") where index + 1 < rest.count && rest[index + 1] == UInt8(ascii: "*"):
                index += 2
                while index < rest.count,
                    !(rest[index] == UInt8(ascii: "*") && index + 1 < rest.count
                        && rest[index + 1] == UInt8(ascii: "/"))
                { index += 1 }
                index = min(index + 2, rest.count)
            default:
                return offset + index
            }
        }
        return nil
    }

    func failure(_ code: Int32, sql: String?, sqlOffset: Int = 0) -> SQLiteError {
        let errorOffset = Int(sqlite3_error_offset(handle))
        return .engine(
            .init(
                code: code, message: String(cString: sqlite3_errmsg(handle)), sql: sql,
                errorOffset: errorOffset >= 0 ? errorOffset + sqlOffset : nil))
    }
}
