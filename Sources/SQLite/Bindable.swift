private import CSQLite

/// One parameter of a statement that waits for its value.
public struct Parameter: ~Copyable {
    /// Kept alive by the statement, which outlives its parameters.
    @usableFromInline unowned(unsafe) let statement: CompiledStatement
    /// 1-based, as in SQLite.
    @usableFromInline let index: Int32

    @inlinable init(_ statement: CompiledStatement, index: Int32) {
        self.statement = statement
        self.index = index
    }

    private var handle: OpaquePointer { statement.handle }

    public func bindNull() throws(SQLiteError) {
        try check(sqlite3_bind_null(handle, index))
    }

    public func bind(_ integer: Int64) throws(SQLiteError) {
        try check(sqlite3_bind_int64(handle, index, integer))
    }

    public func bind(_ real: Double) throws(SQLiteError) {
        // NaN has no representation in SQLite, which would store NULL.
        guard !real.isNaN else { throw .typeMismatch(column: "parameter", expected: "a number", found: .null) }
        try check(sqlite3_bind_double(handle, index, real))
    }

    /// The statement takes a copy.
    public func bind(_ text: String) throws(SQLiteError) {
        var text = text
        try check(text.withUTF8 { statement.bind(index, $0) })
    }

    /// SQLite takes a copy.
    public func bind(_ blob: [UInt8]) throws(SQLiteError) {
        let code = blob.withUnsafeBytes { bytes in
            bytes.isEmpty
                ? sqlite3_bind_zeroblob(handle, index, 0)
                : dossier_sqlite3_bind_blob(handle, index, bytes.baseAddress, UInt64(bytes.count))
        }
        try check(code)
    }

    private func check(_ code: Int32) throws(SQLiteError) {
        guard code == SQLITE_OK else { throw .engine(.init(code: code, ofStatement: handle)) }
    }
}

/// A Swift value that can be bound to a parameter.
public protocol Bindable: Sendable {
    /// The value to bind.
    ///
    /// Types whose values cannot all be represented throw instead of wrapping round.
    func sqliteValue() throws(SQLiteError) -> Value
    /// Binds the value; the default goes by ``sqliteValue()``.
    func bind(to parameter: borrowing Parameter) throws(SQLiteError)
}

extension Bindable {
    public func bind(to parameter: borrowing Parameter) throws(SQLiteError) {
        try sqliteValue().bind(to: parameter)
    }
}

extension Value: Bindable {
    public func sqliteValue() -> Value { self }

    public func bind(to parameter: borrowing Parameter) throws(SQLiteError) {
        switch self {
        case .null: try parameter.bindNull()
        case .integer(let integer): try parameter.bind(integer)
        case .real(let real): try parameter.bind(real)
        case .text(let text): try parameter.bind(text)
        case .blob(let blob): try parameter.bind(blob)
        }
    }
}

extension String: Bindable {
    public func sqliteValue() -> Value { .text(self) }
    @inlinable public func bind(to parameter: borrowing Parameter) throws(SQLiteError) { try parameter.bind(self) }
}

extension Double: Bindable {
    /// NaN has no representation in SQLite, which would store NULL: it is refused.
    public func sqliteValue() throws(SQLiteError) -> Value {
        guard !isNaN else { throw .typeMismatch(column: "parameter", expected: "a number", found: .null) }
        return .real(self)
    }

    @inlinable public func bind(to parameter: borrowing Parameter) throws(SQLiteError) { try parameter.bind(self) }
}

extension Bool: Bindable {
    public func sqliteValue() -> Value { .integer(self ? 1 : 0) }
}

extension Int: Bindable {
    public func sqliteValue() -> Value { .integer(Int64(self)) }

    @inlinable public func bind(to parameter: borrowing Parameter) throws(SQLiteError) {
        try parameter.bind(Int64(self))
    }
}

extension Int64: Bindable {
    public func sqliteValue() -> Value { .integer(self) }
    @inlinable public func bind(to parameter: borrowing Parameter) throws(SQLiteError) { try parameter.bind(self) }
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

    @inlinable public func bind(to parameter: borrowing Parameter) throws(SQLiteError) {
        guard let wrapped = self else { return try parameter.bindNull() }
        try wrapped.bind(to: parameter)
    }
}
