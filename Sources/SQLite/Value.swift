/// A value as SQLite stores it, for results whose shape is not known beforehand.
public enum Value: Equatable, Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])

    public var storageClass: StorageClass {
        switch self {
        case .null: .null
        case .integer: .integer
        case .real: .real
        case .text: .text
        case .blob: .blob
        }
    }
}

extension Value: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
    ExpressibleByNilLiteral
{
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .real(value) }
    public init(stringLiteral value: String) { self = .text(value) }
    public init(nilLiteral: ()) { self = .null }
}

/// A Swift value that can be bound to a parameter.
public protocol Bindable: Sendable {
    /// The value to bind.
    ///
    /// Types whose values cannot all be represented throw instead of wrapping round.
    func sqliteValue() throws(SQLiteError) -> Value
}

extension Value: Bindable {
    public func sqliteValue() -> Value { self }
}

extension String: Bindable {
    public func sqliteValue() -> Value { .text(self) }
}

extension Double: Bindable {
    /// NaN has no representation in SQLite, which would store NULL: it is refused.
    public func sqliteValue() throws(SQLiteError) -> Value {
        guard !isNaN else { throw .typeMismatch(column: "parameter", expected: "a number", found: .null) }
        return .real(self)
    }
}

extension Bool: Bindable {
    public func sqliteValue() -> Value { .integer(self ? 1 : 0) }
}

extension Int: Bindable {
    public func sqliteValue() -> Value { .integer(Int64(self)) }
}

extension Int64: Bindable {
    public func sqliteValue() -> Value { .integer(self) }
}

extension Int32: Bindable {
    public func sqliteValue() -> Value { .integer(Int64(self)) }
}

extension UInt64: Bindable {
    public func sqliteValue() throws(SQLiteError) -> Value {
        guard let value = Int64(exactly: self) else {
            throw .overflow(column: "parameter", value: Int64.max, expected: "a signed 64-bit integer")
        }
        return .integer(value)
    }
}

extension [UInt8]: Bindable {
    public func sqliteValue() -> Value { .blob(self) }
}

extension Optional: Bindable where Wrapped: Bindable {
    public func sqliteValue() throws(SQLiteError) -> Value {
        guard let wrapped = self else { return .null }
        return try wrapped.sqliteValue()
    }
}
