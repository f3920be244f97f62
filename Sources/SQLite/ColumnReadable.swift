private import CSQLite

/// One value of a statement's current row; valid until the statement moves on.
public struct Cell: ~Copyable {
    let handle: OpaquePointer
    let index: Int32

    public var name: String {
        sqlite3_column_name(handle, index).map { String(cString: $0) } ?? "column \(index)"
    }

    public var storageClass: StorageClass {
        switch sqlite3_column_type(handle, index) {
        case SQLITE_INTEGER: .integer
        case SQLITE_FLOAT: .real
        case SQLITE_TEXT: .text
        case SQLITE_BLOB: .blob
        default: .null
        }
    }

    public var integer: Int64 { sqlite3_column_int64(handle, index) }
    public var real: Double { sqlite3_column_double(handle, index) }

    /// The bytes of a text or blob, embedded NUL included.
    public func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
        // Pointer first, then the count: the order that sqlite3_column_bytes prescribes.
        let isText = sqlite3_column_type(handle, index) == SQLITE_TEXT
        let base =
            isText
            ? sqlite3_column_text(handle, index)
            : sqlite3_column_blob(handle, index)?.assumingMemoryBound(to: UInt8.self)
        let count = Int(sqlite3_column_bytes(handle, index))
        return try body(UnsafeBufferPointer(start: base, count: base == nil ? 0 : count))
    }

    func expect(_ storageClass: StorageClass, as expected: String) throws(SQLiteError) {
        let found = self.storageClass
        guard found == storageClass else {
            if found == .null { throw .unexpectedNull(column: name, expected: expected) }
            throw .typeMismatch(column: name, expected: expected, found: found)
        }
    }
}

/// A Swift value that can be read from a column.
///
/// Reading is exact: a value of another storage class, NULL or an integer out of range throws.
public protocol ColumnReadable: Sendable {
    static func read(from cell: borrowing Cell) throws(SQLiteError) -> Self
}

extension Value: ColumnReadable {
    public static func read(from cell: borrowing Cell) throws(SQLiteError) -> Value {
        switch cell.storageClass {
        case .null: .null
        case .integer: .integer(cell.integer)
        case .real: .real(cell.real)
        case .text: .text(try String.read(from: cell))
        case .blob: .blob(cell.withBytes { Array($0) })
        }
    }
}

extension String: ColumnReadable {
    public static func read(from cell: borrowing Cell) throws(SQLiteError) -> String {
        try cell.expect(.text, as: "text")
        guard let text = cell.withBytes({ String(validating: $0, as: UTF8.self) }) else {
            throw .invalidText(column: cell.name)
        }
        return text
    }
}

extension [UInt8]: ColumnReadable {
    public static func read(from cell: borrowing Cell) throws(SQLiteError) -> [UInt8] {
        try cell.expect(.blob, as: "a blob")
        return cell.withBytes { Array($0) }
    }
}

extension Double: ColumnReadable {
    public static func read(from cell: borrowing Cell) throws(SQLiteError) -> Double {
        try cell.expect(.real, as: "a real number")
        return cell.real
    }
}

extension Bool: ColumnReadable {
    /// Only 0 and 1 are truth values.
    public static func read(from cell: borrowing Cell) throws(SQLiteError) -> Bool {
        try cell.expect(.integer, as: "0 or 1")
        switch cell.integer {
        case 0: return false
        case 1: return true
        case let other: throw .overflow(column: cell.name, value: other, expected: "0 or 1")
        }
    }
}

extension ColumnReadable where Self: FixedWidthInteger {
    public static func read(from cell: borrowing Cell) throws(SQLiteError) -> Self {
        try cell.expect(.integer, as: "an integer")
        guard let value = Self(exactly: cell.integer) else {
            throw .overflow(column: cell.name, value: cell.integer, expected: "\(Self.self)")
        }
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
    public static func read(from cell: borrowing Cell) throws(SQLiteError) -> Wrapped? {
        if cell.storageClass == .null { return nil }
        return try Wrapped.read(from: cell)
    }
}
