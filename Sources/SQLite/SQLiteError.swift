/// Why a call into SQLite, or a read of its result, failed.
///
/// Bound values never appear in an error: they may be private and they may be large.
public enum SQLiteError: Error, Equatable, Sendable {
    /// SQLite itself refused.
    case engine(Failure)
    /// A value has another storage class than the type that reads it. Nothing is converted silently.
    case typeMismatch(column: String, expected: String, found: StorageClass)
    /// A value is NULL where the type has no room for it.
    case unexpectedNull(column: String, expected: String)
    /// An integer does not fit into the type that reads it.
    case overflow(column: String, value: Int64, expected: String)
    /// Text is not valid UTF-8.
    case invalidText(column: String)
    /// The result has no column of that name.
    case missingColumn(name: String, available: [String])
    /// A column index is outside `0..<count`.
    case columnOutOfRange(index: Int, count: Int)
    /// The statement has another number of parameters than the values given.
    case parameterCount(expected: Int, given: Int, sql: String)
    /// The statement has no parameter of that name.
    case missingParameter(name: String, sql: String)
    /// A value is read before the first or after the last row.
    case noCurrentRow(sql: String)
    /// More than one statement stands where one is expected; the offset counts UTF-8 bytes.
    case trailingStatement(sql: String, offset: Int)
    /// There is no statement, only white space and comments.
    case emptyStatement(sql: String)
    /// A statement asked for more than its connection allows, and was stopped.
    case limitExceeded(QueryLimit)
    /// The caller holds a connection of the pool already, and might wait for itself; use that one.
    case reentrantUse
    /// The database cannot have a write-ahead log, so that connections cannot share it.
    case noWriteAheadLog(path: String)

    /// What SQLite reports of a failed call; see <https://www.sqlite.org/rescode.html>.
    public struct Failure: Error, Equatable, Sendable {
        /// The extended result code.
        public let code: Int32
        public let message: String
        public let sql: String?
        /// Where in `sql` the error is, in UTF-8 bytes, if SQLite knows.
        public let errorOffset: Int?

        /// The lower eight bits of the code: the kind of failure.
        public var primaryCode: Int32 { code & 0xFF }
    }

    /// The extended result code, if SQLite itself refused.
    public var code: Int32? {
        if case .engine(let failure) = self { failure.code } else { nil }
    }
}

/// The five classes in which SQLite stores values; see <https://www.sqlite.org/datatype3.html>.
public enum StorageClass: String, Equatable, Sendable {
    case integer, real, text, blob, null
}

/// What a statement may use at the most.
public enum QueryLimit: Equatable, Sendable {
    /// Virtual machine steps, in thousands.
    case steps(thousands: Int)
    case time(Duration)
    case rows(Int)
}

/// Primary result codes that callers tell apart.
public enum ResultCode {
    public static let busy: Int32 = 5
    public static let noMemory: Int32 = 7
    public static let readOnly: Int32 = 8
    public static let interrupt: Int32 = 9
    public static let ioError: Int32 = 10
    public static let corrupt: Int32 = 11
    public static let full: Int32 = 13
    public static let cannotOpen: Int32 = 14
    public static let constraint: Int32 = 19
    public static let notADatabase: Int32 = 26
    public static let auth: Int32 = 23
}

extension SQLiteError: CustomStringConvertible {
    /// One line for logs and tests; user interfaces compose their own sentences.
    public var description: String {
        switch self {
        case .engine(let failure):
            var text = "SQLite error \(failure.code): \(failure.message)"
            if let offset = failure.errorOffset { text += " at byte \(offset)" }
            if let sql = failure.sql { text += " in \(sql)" }
            return text
        case .typeMismatch(let column, let expected, let found):
            return "column \(column) holds \(found.rawValue), not \(expected)"
        case .unexpectedNull(let column, let expected):
            return "column \(column) is NULL, not \(expected)"
        case .overflow(let column, let value, let expected):
            return "column \(column) holds \(value), which does not fit into \(expected)"
        case .invalidText(let column):
            return "column \(column) holds text that is not UTF-8"
        case .missingColumn(let name, let available):
            return "no column \(name) among \(available.joined(separator: ", "))"
        case .columnOutOfRange(let index, let count):
            return "no column \(index): the row has \(count)"
        case .parameterCount(let expected, let given, let sql):
            return "\(given) values for \(expected) parameters in \(sql)"
        case .missingParameter(let name, let sql):
            return "no parameter \(name) in \(sql)"
        case .noCurrentRow(let sql):
            return "no current row in \(sql)"
        case .trailingStatement(let sql, let offset):
            return "a second statement begins at byte \(offset) of \(sql)"
        case .emptyStatement(let sql):
            return "no statement in '\(sql)'"
        case .limitExceeded(let limit):
            return "the statement was stopped: \(limit)"
        case .reentrantUse:
            return "a read within a read, or a write within a write, of one pool"
        case .noWriteAheadLog(let path):
            return "\(path) cannot have a write-ahead log"
        }
    }
}
