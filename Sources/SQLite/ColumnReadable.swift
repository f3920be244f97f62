private import CSQLite

/// One value of a statement's current row; valid until the statement moves on.
///
/// It reads through `sqlite3_value`, one look-up a column instead of one a call. SQLite allows that for connections
/// without a mutex of their own, as all of this module's are; see <https://www.sqlite.org/c3ref/value.html>.
public struct Cell: ~Copyable {
    private let value: OpaquePointer?
    private let handle: OpaquePointer
    private let index: Int32

    @usableFromInline init(handle: OpaquePointer, index: Int32) {
        value = sqlite3_column_value(handle, index)
        self.handle = handle
        self.index = index
    }

    public var name: String {
        sqlite3_column_name(handle, index).map { String(cString: $0) } ?? "column \(index)"
    }

    public var storageClass: StorageClass {
        switch sqlite3_value_type(value) {
        case SQLITE_INTEGER: .integer
        case SQLITE_FLOAT: .real
        case SQLITE_TEXT: .text
        case SQLITE_BLOB: .blob
        default: .null
        }
    }

    public var isNull: Bool { sqlite3_value_type(value) == SQLITE_NULL }
    public var integer: Int64 { sqlite3_value_int64(value) }
    public var real: Double { sqlite3_value_double(value) }

    /// The bytes of a text or blob, embedded NUL included.
    public func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
        try body(bytes)
    }

    /// Appends the bytes of a text or blob.
    public func appendBytes(to buffer: inout [UInt8]) {
        buffer.append(contentsOf: bytes)
    }

    /// Of text in UTF-8.
    ///
    /// The count first: it has SQLite convert text of a UTF-16 database. Then the bytes as those of a blob, since those
    /// of a text would be copied to get a NUL behind them.
    private var bytes: UnsafeBufferPointer<UInt8> {
        let count = Int(sqlite3_value_bytes(value))
        let base = sqlite3_value_blob(value)?.assumingMemoryBound(to: UInt8.self)
        return UnsafeBufferPointer(start: base, count: base == nil ? 0 : count)
    }

    // MARK: Exact reads

    /// The integer, if the value is one.
    @usableFromInline func exactInteger() throws(SQLiteError) -> Int64 {
        guard sqlite3_value_type(value) == SQLITE_INTEGER else { throw mismatch("an integer") }
        return sqlite3_value_int64(value)
    }

    @usableFromInline func exactReal() throws(SQLiteError) -> Double {
        guard sqlite3_value_type(value) == SQLITE_FLOAT else { throw mismatch("a real number") }
        return sqlite3_value_double(value)
    }

    @usableFromInline func exactText() throws(SQLiteError) -> String {
        guard sqlite3_value_type(value) == SQLITE_TEXT else { throw mismatch("text") }
        return try validText()
    }

    private func validText() throws(SQLiteError) -> String {
        do {
            // `String(validating:as:)` does the same and looks types up at run time, which costs more than the text.
            return String(copying: try UTF8Span(validating: bytes.span))
        } catch {
            throw .invalidText(column: name)
        }
    }

    @usableFromInline func exactBlob() throws(SQLiteError) -> [UInt8] {
        guard sqlite3_value_type(value) == SQLITE_BLOB else { throw mismatch("a blob") }
        return Array(bytes)
    }

    /// The integer, if the value is one, or `nil` for NULL: one look at the storage class for both.
    @usableFromInline func exactIntegerOrNull() throws(SQLiteError) -> Int64? {
        switch sqlite3_value_type(value) {
        case SQLITE_INTEGER: return sqlite3_value_int64(value)
        case SQLITE_NULL: return nil
        default: throw mismatch("an integer")
        }
    }

    @usableFromInline func exactRealOrNull() throws(SQLiteError) -> Double? {
        switch sqlite3_value_type(value) {
        case SQLITE_FLOAT: return sqlite3_value_double(value)
        case SQLITE_NULL: return nil
        default: throw mismatch("a real number")
        }
    }

    @usableFromInline func exactTextOrNull() throws(SQLiteError) -> String? {
        switch sqlite3_value_type(value) {
        case SQLITE_TEXT: return try validText()
        case SQLITE_NULL: return nil
        default: throw mismatch("text")
        }
    }

    @usableFromInline func mismatch(_ expected: String) -> SQLiteError {
        let found = storageClass
        return found == .null
            ? .unexpectedNull(column: name, expected: expected)
            : .typeMismatch(column: name, expected: expected, found: found)
    }

    @usableFromInline func overflow(_ value: Int64, _ expected: String) -> SQLiteError {
        .overflow(column: name, value: value, expected: expected)
    }
}

/// A Swift value that can be read from a column.
///
/// Reading is exact: a value of another storage class, NULL or an integer out of range throws.
public protocol ColumnReadable: Sendable {
    static func read(from cell: borrowing Cell) throws(SQLiteError) -> Self
    /// Reads a value, or `nil` for NULL.
    static func readOptional(from cell: borrowing Cell) throws(SQLiteError) -> Self?
}

extension ColumnReadable {
    @inlinable
    public static func readOptional(from cell: borrowing Cell) throws(SQLiteError) -> Self? {
        if cell.isNull { return nil }
        return try read(from: cell)
    }
}

extension Value: ColumnReadable {
    public static func read(from cell: borrowing Cell) throws(SQLiteError) -> Value {
        switch cell.storageClass {
        case .null: .null
        case .integer: .integer(cell.integer)
        case .real: .real(cell.real)
        case .text: .text(try cell.exactText())
        case .blob: .blob(try cell.exactBlob())
        }
    }
}

extension String: ColumnReadable {
    @inlinable
    public static func read(from cell: borrowing Cell) throws(SQLiteError) -> String { try cell.exactText() }

    @inlinable
    public static func readOptional(from cell: borrowing Cell) throws(SQLiteError) -> String? {
        try cell.exactTextOrNull()
    }
}

extension [UInt8]: ColumnReadable {
    @inlinable
    public static func read(from cell: borrowing Cell) throws(SQLiteError) -> [UInt8] { try cell.exactBlob() }
}

extension Double: ColumnReadable {
    @inlinable
    public static func read(from cell: borrowing Cell) throws(SQLiteError) -> Double { try cell.exactReal() }

    @inlinable
    public static func readOptional(from cell: borrowing Cell) throws(SQLiteError) -> Double? {
        try cell.exactRealOrNull()
    }
}

extension Bool: ColumnReadable {
    /// Only 0 and 1 are truth values.
    public static func read(from cell: borrowing Cell) throws(SQLiteError) -> Bool {
        guard cell.storageClass == .integer else { throw cell.mismatch("0 or 1") }
        switch cell.integer {
        case 0: return false
        case 1: return true
        case let other: throw cell.overflow(other, "0 or 1")
        }
    }
}

extension ColumnReadable where Self: FixedWidthInteger {
    @inlinable
    public static func read(from cell: borrowing Cell) throws(SQLiteError) -> Self {
        let integer = try cell.exactInteger()
        guard let value = Self(exactly: integer) else { throw cell.overflow(integer, "\(Self.self)") }
        return value
    }

    @inlinable
    public static func readOptional(from cell: borrowing Cell) throws(SQLiteError) -> Self? {
        guard let integer = try cell.exactIntegerOrNull() else { return nil }
        guard let value = Self(exactly: integer) else { throw cell.overflow(integer, "\(Self.self)") }
        return value
    }
}

extension Int: ColumnReadable {}
extension Int64: ColumnReadable {}
extension Int32: ColumnReadable {}
extension Int16: ColumnReadable {}
extension Int8: ColumnReadable {}
extension UInt64: ColumnReadable {}
extension UInt32: ColumnReadable {}
extension UInt16: ColumnReadable {}
extension UInt8: ColumnReadable {}

extension Optional: ColumnReadable where Wrapped: ColumnReadable {
    @inlinable
    public static func read(from cell: borrowing Cell) throws(SQLiteError) -> Wrapped? {
        try Wrapped.readOptional(from: cell)
    }
}
