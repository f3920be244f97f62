private import CSQLite

/// The arguments of a call from SQL into Swift; valid during the call only.
public struct FunctionArguments: ~Copyable {
    fileprivate let values: UnsafeMutablePointer<OpaquePointer?>?
    public let count: Int

    /// An argument, 0-based.
    ///
    /// - Throws: ``SQLiteError/columnOutOfRange(index:count:)``.
    public func value(_ index: Int) throws(SQLiteError) -> Value {
        guard index >= 0, index < count, let value = values?[index] else {
            throw .columnOutOfRange(index: index, count: count)
        }
        switch sqlite3_value_type(value) {
        case SQLITE_INTEGER: return .integer(sqlite3_value_int64(value))
        case SQLITE_FLOAT: return .real(sqlite3_value_double(value))
        case SQLITE_TEXT:
            let base = sqlite3_value_text(value)
            let bytes = UnsafeBufferPointer(start: base, count: base == nil ? 0 : Int(sqlite3_value_bytes(value)))
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw .invalidText(column: "argument \(index + 1)")
            }
            return .text(text)
        case SQLITE_BLOB:
            let base = sqlite3_value_blob(value)
            return .blob(
                Array(UnsafeRawBufferPointer(start: base, count: base == nil ? 0 : Int(sqlite3_value_bytes(value)))))
        default: return .null
        }
    }
}

/// An aggregate in Swift: one value of this type gathers the rows of a group.
public protocol AggregateFunction {
    init()
    mutating func add(_ arguments: borrowing FunctionArguments) throws
    /// The result; of a group without rows, that of a new value.
    func result() throws -> Value
}

extension Connection {
    /// Makes a Swift function callable from SQL; see <https://www.sqlite.org/appfunc.html>.
    ///
    /// What `body` throws becomes the statement's error.
    ///
    /// - Parameters:
    ///   - argumentCount: `nil` for any number.
    ///   - isDeterministic: Whether equal arguments give equal results, which indexes and the optimiser need.
    public func addFunction(
        _ name: String,
        argumentCount: Int32?,
        isDeterministic: Bool = true,
        _ body: @escaping (borrowing FunctionArguments) throws -> Value
    ) throws(SQLiteError) {
        final class Box {
            let body: (borrowing FunctionArguments) throws -> Value
            init(_ body: @escaping (borrowing FunctionArguments) throws -> Value) { self.body = body }
        }
        let code = sqlite3_create_function_v2(
            handle, name, argumentCount ?? -1, SQLITE_UTF8 | (isDeterministic ? SQLITE_DETERMINISTIC : 0),
            Unmanaged.passRetained(Box(body)).toOpaque(),
            { context, count, values in
                guard let context, let data = sqlite3_user_data(context) else { return }
                let box = Unmanaged<Box>.fromOpaque(data).takeUnretainedValue()
                do {
                    setResult(try box.body(FunctionArguments(values: values, count: Int(count))), context)
                } catch {
                    setError(error, context)
                }
            }, nil, nil, release)
        guard code == SQLITE_OK else { throw failure(code, sql: nil) }
    }

    /// Makes a Swift aggregate callable from SQL.
    ///
    /// - Parameter argumentCount: `nil` for any number.
    public func addAggregate<A: AggregateFunction>(
        _ name: String, argumentCount: Int32?, _ type: A.Type
    ) throws(SQLiteError) {
        let code = sqlite3_create_function_v2(
            handle, name, argumentCount ?? -1, SQLITE_UTF8, Unmanaged.passRetained(AggregateFactory(type)).toOpaque(),
            nil,
            { context, count, values in
                guard let context, let group = AggregateGroup.of(context, makes: true) else { return }
                group.add(FunctionArguments(values: values, count: Int(count)))
            },
            { context in
                guard let context, let data = sqlite3_user_data(context) else { return }
                let factory = Unmanaged<AggregateFactory>.fromOpaque(data).takeUnretainedValue()
                let group = AggregateGroup.of(context, makes: false) ?? factory.group()
                do { setResult(try group.result(), context) } catch { setError(error, context) }
                AggregateGroup.release(context)
            }, release)
        guard code == SQLITE_OK else { throw failure(code, sql: nil) }
    }

    /// Adds an order of texts for `COLLATE`; see <https://www.sqlite.org/c3ref/create_collation.html>.
    ///
    /// - Parameter order: Negative, 0 or positive as the first comes before, with or after the second. It must be a
    ///   total order; the bytes are UTF-8 and valid during the call only.
    public func addCollation(
        _ name: String,
        _ order: @escaping (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Int
    ) throws(SQLiteError) {
        final class Box {
            let order: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Int
            init(_ order: @escaping (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Int) { self.order = order }
        }
        let code = sqlite3_create_collation_v2(
            handle, name, SQLITE_UTF8, Unmanaged.passRetained(Box(order)).toOpaque(),
            { context, leftCount, left, rightCount, right in
                guard let context else { return 0 }
                return Int32(
                    clamping: Unmanaged<Box>.fromOpaque(context).takeUnretainedValue().order(
                        UnsafeRawBufferPointer(start: left, count: Int(leftCount)),
                        UnsafeRawBufferPointer(start: right, count: Int(rightCount))))
            }, release)
        guard code == SQLITE_OK else { throw failure(code, sql: nil) }
    }
}

/// Makes the gatherers of an aggregate's groups.
private final class AggregateFactory {
    let group: () -> AggregateGroup

    init<A: AggregateFunction>(_ type: A.Type) {
        group = { AggregateGroup(A()) }
    }
}

/// One group of an aggregate, kept by SQLite between its rows.
private final class AggregateGroup {
    private var function: any AggregateFunction
    private var error: (any Error)?

    init(_ function: any AggregateFunction) {
        self.function = function
    }

    func add(_ arguments: consuming FunctionArguments) {
        guard error == nil else { return }
        do { try function.add(arguments) } catch { self.error = error }
    }

    func result() throws -> Value {
        if let error { throw error }
        return try function.result()
    }

    /// The group that a call belongs to; see <https://www.sqlite.org/c3ref/aggregate_context.html>.
    static func of(_ context: OpaquePointer, makes: Bool) -> AggregateGroup? {
        // SQLite gives zeroed memory of this size to the group, or none where a group had no rows.
        let size = makes ? Int32(MemoryLayout<UnsafeMutableRawPointer>.size) : 0
        guard let memory = sqlite3_aggregate_context(context, size) else { return nil }
        let slot = memory.assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
        if let pointer = slot.pointee { return Unmanaged<AggregateGroup>.fromOpaque(pointer).takeUnretainedValue() }
        guard makes, let data = sqlite3_user_data(context) else { return nil }
        let group = Unmanaged<AggregateFactory>.fromOpaque(data).takeUnretainedValue().group()
        slot.pointee = Unmanaged.passRetained(group).toOpaque()
        return group
    }

    static func release(_ context: OpaquePointer) {
        guard let memory = sqlite3_aggregate_context(context, 0) else { return }
        let slot = memory.assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
        if let pointer = slot.pointee { Unmanaged<AggregateGroup>.fromOpaque(pointer).release() }
        slot.pointee = nil
    }
}

/// Lets go of what a function was registered with.
private func release(_ box: UnsafeMutableRawPointer?) {
    if let box { Unmanaged<AnyObject>.fromOpaque(box).release() }
}

private func setResult(_ value: Value, _ context: OpaquePointer) {
    switch value {
    case .null: sqlite3_result_null(context)
    case .integer(let integer): sqlite3_result_int64(context, integer)
    case .real(let real): sqlite3_result_double(context, real)
    case .text(var text):
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                dossier_sqlite3_result_text(context, $0.baseAddress, UInt64($0.count))
            }
        }
    case .blob(let blob):
        blob.withUnsafeBytes { dossier_sqlite3_result_blob(context, $0.baseAddress, UInt64($0.count)) }
    }
}

private func setError(_ error: any Error, _ context: OpaquePointer) {
    let text = "\(error)"
    sqlite3_result_error(context, text, Int32(clamping: text.utf8.count))
}
