private import CSQLite

/// How far a backup is.
public struct BackupProgress: Sendable {
    public let pagesLeft: Int
    public let pages: Int
}

extension Connection {
    /// Copies the whole database over another one while both stay usable; see <https://www.sqlite.org/backup.html>.
    ///
    /// A copy that is stopped leaves the destination as it was. A write to this database by another connection has
    /// the copy begin anew.
    ///
    /// - Parameters:
    ///   - pagesPerStep: How many pages are copied between two calls of `progress`.
    ///   - progress: Throws to stop the copy.
    public func backUp(
        to destination: borrowing Connection,
        pagesPerStep: Int32 = 1_000,
        progress: (BackupProgress) throws -> Void = { _ in }
    ) throws {
        guard let backup = sqlite3_backup_init(destination.handle, "main", handle, "main") else {
            throw destination.failure(sqlite3_extended_errcode(destination.handle), sql: nil)
        }
        var isFinished = false
        defer { if !isFinished { sqlite3_backup_finish(backup) } }
        var attempt = 0
        loop: while true {
            switch sqlite3_backup_step(backup, pagesPerStep) {
            case SQLITE_DONE: break loop
            case SQLITE_OK: attempt = 0
            case SQLITE_BUSY, SQLITE_LOCKED:
                attempt += 1
                guard attempt < 1_000 else { throw destination.failure(SQLITE_BUSY, sql: nil) }
                sqlite3_sleep(10)
            case let code: throw destination.failure(code, sql: nil)
            }
            try progress(
                BackupProgress(
                    pagesLeft: Int(sqlite3_backup_remaining(backup)), pages: Int(sqlite3_backup_pagecount(backup))))
        }
        isFinished = true
        let code = sqlite3_backup_finish(backup)
        guard code == SQLITE_OK else { throw destination.failure(code, sql: nil) }
    }

    /// The database as the bytes of its file; see <https://www.sqlite.org/c3ref/serialize.html>.
    ///
    /// All of it is in memory at once.
    public func serialized() throws(SQLiteError) -> [UInt8] {
        var count: sqlite3_int64 = 0
        guard let bytes = sqlite3_serialize(handle, "main", &count, 0) else {
            // An empty database has no bytes yet.
            if count == 0 { return [] }
            throw .engine(.init(code: SQLITE_NOMEM, message: "out of memory", sql: nil, errorOffset: nil))
        }
        defer { sqlite3_free(bytes) }
        return Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }

    /// Puts the bytes of a database file, in memory, in the place of the open database.
    ///
    /// - Throws: ``SQLiteError/engine(_:)`` if they are no database; nothing of them is trusted before it is read.
    public func deserialize(_ bytes: [UInt8]) throws(SQLiteError) {
        guard let copy = sqlite3_malloc64(UInt64(max(bytes.count, 1))) else {
            throw .engine(.init(code: SQLITE_NOMEM, message: "out of memory", sql: nil, errorOffset: nil))
        }
        bytes.withUnsafeBytes { if let base = $0.baseAddress { copy.copyMemory(from: base, byteCount: $0.count) } }
        // SQLite frees the copy, also when it fails.
        let code = sqlite3_deserialize(
            handle, "main", copy.assumingMemoryBound(to: UInt8.self), Int64(bytes.count), Int64(bytes.count),
            UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE))
        guard code == SQLITE_OK else { throw failure(code, sql: nil) }
        _ = try first(Int64.self, "SELECT count(*) FROM sqlite_schema")
    }

    /// Opens a text or blob for reading and writing in parts; see <https://www.sqlite.org/c3ref/blob_open.html>.
    public func openBlob(
        table: String, column: String, rowID: Int64, isWritable: Bool = false
    ) throws(SQLiteError) -> BlobStream {
        var blob: OpaquePointer?
        let code = sqlite3_blob_open(handle, "main", table, column, rowID, isWritable ? 1 : 0, &blob)
        guard code == SQLITE_OK, let blob else { throw failure(code, sql: nil) }
        return BlobStream(handle: blob, hooks: hooks, database: handle)
    }
}

/// A text or blob that is read and written in parts, without being in memory as a whole.
///
/// Its size cannot change; make room with `zeroblob(n)` first. A write to its row by other means ends it.
public struct BlobStream: ~Copyable {
    private let handle: OpaquePointer
    /// Keeps what SQLite calls back into alive.
    private let hooks: ConnectionHooks
    private let database: OpaquePointer

    fileprivate init(handle: OpaquePointer, hooks: ConnectionHooks, database: OpaquePointer) {
        self.handle = handle
        self.hooks = hooks
        self.database = database
    }

    deinit {
        sqlite3_blob_close(handle)
    }

    /// In bytes.
    public var count: Int { Int(sqlite3_blob_bytes(handle)) }

    /// Reads bytes.
    ///
    /// - Parameter range: Of bytes, 0-based, end excluded.
    public func read(_ range: Range<Int>) throws(SQLiteError) -> [UInt8] {
        try check(range)
        var code = SQLITE_OK
        let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, initialized in
            code = sqlite3_blob_read(handle, buffer.baseAddress, Int32(range.count), Int32(range.lowerBound))
            initialized = code == SQLITE_OK ? range.count : 0
        }
        guard code == SQLITE_OK else { throw failure(code) }
        return bytes
    }

    /// Overwrites bytes from an offset on.
    public func write(_ bytes: [UInt8], at offset: Int) throws(SQLiteError) {
        guard offset >= 0 else { throw .columnOutOfRange(index: offset, count: count) }
        try check(offset..<offset + bytes.count)
        let code = sqlite3_blob_write(handle, bytes, Int32(bytes.count), Int32(offset))
        guard code == SQLITE_OK else { throw failure(code) }
    }

    private func check(_ range: Range<Int>) throws(SQLiteError) {
        guard range.lowerBound >= 0, range.upperBound <= count else {
            throw .columnOutOfRange(index: range.upperBound, count: count)
        }
    }

    private func failure(_ code: Int32) -> SQLiteError {
        .engine(
            .init(code: code, message: String(cString: sqlite3_errmsg(database)), sql: nil, errorOffset: nil))
    }
}
