private import CSQLite

/// SQLite's statement, with room for the texts bound to it.
///
/// A text must stay where it is until the statement has run. SQLite can be told to copy it, but takes and frees memory
/// for each copy; here each parameter keeps its room, from run to run and from use to use of a cached statement.
@usableFromInline
final class CompiledStatement {
    /// Room for the bytes of a parameter's text.
    private struct Room {
        var bytes: UnsafeMutablePointer<UInt8>?
        var capacity = 0
    }

    @usableFromInline let handle: OpaquePointer
    let sql: String
    private var rooms: UnsafeMutableBufferPointer<Room>

    init(handle: OpaquePointer, sql: String) {
        self.handle = handle
        self.sql = sql
        rooms = .allocate(capacity: Int(sqlite3_bind_parameter_count(handle)))
        rooms.initialize(repeating: Room())
    }

    deinit {
        sqlite3_finalize(handle)
        for room in rooms { room.bytes?.deallocate() }
        rooms.deallocate()
    }

    /// Binds a text.
    ///
    /// - Parameter index: 1-based.
    /// - Returns: A result code.
    func bind(_ index: Int32, _ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
        guard index > 0, Int(index) <= rooms.count else { return SQLITE_RANGE }
        let place = Int(index) - 1
        // The text that was bound until now goes here at the latest; no step comes between this and the new binding.
        if rooms[place].bytes == nil || rooms[place].capacity < bytes.count {
            rooms[place].bytes?.deallocate()
            rooms[place].capacity = max(bytes.count, 64)
            rooms[place].bytes = .allocate(capacity: rooms[place].capacity)
        }
        guard let room = rooms[place].bytes else { return SQLITE_NOMEM }
        if let base = bytes.baseAddress { room.update(from: base, count: bytes.count) }
        return dossier_sqlite3_bind_static_text(handle, index, room, UInt64(bytes.count))
    }

    /// Makes the statement as it was when it was new, for its next use.
    func clear() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
        // Room for an article's text is not kept for the next title.
        for index in rooms.indices where rooms[index].capacity > 4_096 {
            rooms[index].bytes?.deallocate()
            rooms[index] = Room()
        }
    }
}
