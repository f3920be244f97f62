import CSQLite3

/// SQLite's C interface and nothing else: what the tasks cost at the least.
final class PlainC {
    private let database: OpaquePointer

    init(_ path: String) {
        var handle: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        guard sqlite3_open_v2(path, &handle, flags, nil) == SQLITE_OK, let handle else { fatalError("cannot open") }
        database = handle
        execute("PRAGMA journal_mode = WAL")
        execute("PRAGMA synchronous = NORMAL")
    }

    deinit { sqlite3_close_v2(database) }

    func execute(_ sql: String) {
        guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else {
            fatalError(String(cString: sqlite3_errmsg(database)))
        }
    }

    private func prepare(_ sql: String) -> OpaquePointer {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v3(database, sql, -1, 0, &statement, nil) == SQLITE_OK, let statement else {
            fatalError(String(cString: sqlite3_errmsg(database)))
        }
        return statement
    }

    func insert(_ items: [Item]) {
        execute("BEGIN IMMEDIATE")
        let statement = prepare(Items.insertion)
        func step() {
            guard sqlite3_step(statement) == SQLITE_DONE else { fatalError("step") }
            sqlite3_reset(statement)
        }
        for item in items {
            sqlite3_bind_int64(statement, 1, item.id)
            sqlite3_bind_double(statement, 3, item.value)
            // Text stays where it is until the step is done, so that SQLite need not copy it.
            Self.withText(item.name) { name, count in
                sqlite3_bind_text(statement, 2, name, count, nil)
                if let note = item.note {
                    Self.withText(note) { note, count in
                        sqlite3_bind_text(statement, 4, note, count, nil)
                        step()
                    }
                } else {
                    sqlite3_bind_null(statement, 4)
                    step()
                }
            }
        }
        sqlite3_finalize(statement)
        execute("COMMIT")
    }

    @inline(__always)
    private static func withText(_ text: String, _ body: (UnsafePointer<CChar>?, Int32) -> Void) {
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { body($0.baseAddress, Int32($0.count)) }
        }
    }

    @inline(__always)
    private static func text(_ statement: OpaquePointer, _ column: Int32) -> String {
        let start = sqlite3_column_text(statement, column)
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    @inline(__always)
    private static func item(_ statement: OpaquePointer) -> Item {
        Item(
            id: sqlite3_column_int64(statement, 0), name: text(statement, 1),
            value: sqlite3_column_double(statement, 2),
            note: sqlite3_column_type(statement, 3) == SQLITE_NULL ? nil : text(statement, 3))
    }

    func fetchAll(reserving count: Int) -> [Item] {
        var items: [Item] = []
        items.reserveCapacity(count)
        let statement = prepare(Items.selection)
        while sqlite3_step(statement) == SQLITE_ROW { items.append(Self.item(statement)) }
        sqlite3_finalize(statement)
        return items
    }

    func lookUp(_ keys: [Int64], transactionEach: Bool) -> Sum {
        var sum = Sum()
        if !transactionEach { execute("BEGIN") }
        let statement = prepare(Items.lookup)
        for key in keys {
            sqlite3_bind_int64(statement, 1, key)
            guard sqlite3_step(statement) == SQLITE_ROW else { fatalError("no row") }
            sum.add(Self.item(statement))
            sqlite3_reset(statement)
        }
        sqlite3_finalize(statement)
        if !transactionEach { execute("COMMIT") }
        return sum
    }
}
