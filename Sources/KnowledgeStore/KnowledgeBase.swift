import FoundationEssentials
public import SQLite

/// An open base: one SQLite file with articles, entities and claims.
///
/// A base is used by one task at a time. Several programs may have the file open; one of them writes at a time.
public final class KnowledgeBase {
    /// What a base is opened for.
    public enum Access: Sendable {
        /// The file must exist and stays as it is.
        case reading
        /// The file is made, or brought to the present schema, where need be.
        case writing
        /// The file must exist; it is brought to the present schema where need be.
        case updating
    }

    public let path: String
    package let connection: Connection
    /// Gives the present time as ISO 8601 text; only the records of when something was stored show it.
    let now: @Sendable () -> String

    /// Opens a base.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - now: The clock, as ISO 8601 text in UTC.
    /// - Throws: ``StoreError`` when there is no file to read, the file is not a base, or it is too new.
    public init(path: String, for access: Access, now: @escaping @Sendable () -> String) throws(StoreError) {
        self.path = path
        self.now = now
        switch access {
        case .reading:
            connection = try Self.openExisting(path)
            let missing = try Migrator().pending(connection, path: path)
            guard missing.isEmpty else { throw .olderBase(path: path, missing: missing.map(\.name)) }
        case .writing, .updating:
            if access == .updating { _ = try Self.openExisting(path) }
            do {
                connection = try Connection(path: path, mode: access == .writing ? .readWriteCreate : .readWrite)
            } catch {
                throw .cannotCreate(path: path, reason: error.code.map { "SQLite error \($0)" } ?? "\(error)")
            }
            // Refuses a foreign file before the first write, such as the one that the journal mode makes.
            _ = try Migrator().pending(connection, path: path)
            do {
                _ = try connection.first(String.self, "PRAGMA journal_mode = WAL")
                try connection.execute("PRAGMA synchronous = FULL")
                try connection.execute("PRAGMA foreign_keys = ON")
            } catch {
                throw .database(error)
            }
            try Migrator().migrate(connection, path: path, now: now)
            try deriveWhatIsMissing()
        }
    }

    /// Fills the derived tables of a base that an older program wrote.
    private func deriveWhatIsMissing() throws(StoreError) {
        try StoreError.catching {
            let query: SQL = "SELECT (SELECT count(*) FROM article) <> (SELECT count(*) FROM article_origin)"
            guard try connection.first(Int.self, query) == 1 else { return }
            try write { connection in try Refresh.all(connection).run(connection) }
        }
    }

    /// Runs `body` in one transaction that holds the write lock from its start.
    func write<R>(_ body: (borrowing Connection) throws -> R) throws(StoreError) -> R {
        do {
            return try connection.transaction(.immediate) { (connection) throws(StoreError) in
                try StoreError.catching { try body(connection) }
            }
        } catch {
            switch error {
            case .body(let cause): throw cause
            case .database(let cause): throw .database(cause)
            }
        }
    }

    /// Opens the file for SQL that comes from outside: queries only, within limits.
    public static func openForQueries(
        path: String,
        limits: QueryLimits = QueryLimits()
    ) throws(StoreError) -> Connection {
        let connection = try openExisting(path)
        let missing = try Migrator().pending(connection, path: path)
        guard missing.isEmpty else { throw .olderBase(path: path, missing: missing.map(\.name)) }
        connection.restrictToQueries(limits)
        return connection
    }

    private static func openExisting(_ path: String) throws(StoreError) -> Connection {
        do {
            return try openChecked(path, .readOnly)
        } catch {
            // Where no file can be made beside the base, on a read-only or a full disk, its write-ahead log cannot be
            // shared. A base that was closed in order has none, or an empty one that this attempt made, and can be read
            // as it stands; one that was not, or that a program has open, would be read without its last writes.
            guard case .database(let cause) = error, case .engine(let failure) = cause,
                [ResultCode.readOnly, ResultCode.cannotOpen, ResultCode.ioError, ResultCode.full]
                    .contains(failure.primaryCode),
                size(of: path + "-wal") == 0,
                // The index of a log that is in use has at least one block of this size.
                size(of: path + "-shm") < 32_768
            else { throw error }
        }
        return try openChecked(path, .immutable)
    }

    /// In bytes; 0 of a file that is not there.
    private static func size(of path: String) -> UInt64 {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return 0 }
        return attributes[.size] as? UInt64 ?? (attributes[.size] as? Int).map { UInt64($0) } ?? .max
    }

    private static func openChecked(_ path: String, _ mode: Connection.Mode) throws(StoreError) -> Connection {
        let connection: Connection
        do {
            connection = try Connection(path: path, mode: mode)
        } catch {
            guard FileManager.default.fileExists(atPath: path) else { throw .noBase(path: path) }
            throw .database(error)
        }
        do {
            // An empty file is a valid empty database, but not a base.
            if try connection.first(Int64.self, "SELECT count(*) FROM sqlite_schema") == 0 {
                throw StoreError.noBase(path: path)
            }
            return connection
        } catch let error as StoreError {
            throw error
        } catch let error as SQLiteError {
            if case .engine(let failure) = error, failure.primaryCode == ResultCode.notADatabase {
                throw .notADatabase(path: path)
            }
            throw .database(error)
        } catch {
            preconditionFailure("opening throws store and SQLite errors only")
        }
    }

    /// Tables, views and indexes that the migrations make and the file lacks or has otherwise.
    private func missingObjects() throws -> [String] {
        let fresh = try Connection(path: ":memory:", mode: .readWriteCreate)
        try Migrator().migrate(fresh, path: ":memory:", now: now)
        let query: SQL = "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema ORDER BY 1"
        var present: [String: String] = [:]
        var own = try connection.prepare(query)
        while try own.step() { present[try own.read(0)] = try own.read(1, as: String.self) }
        var found: [String] = []
        var wanted = try fresh.prepare(query)
        while try wanted.step() {
            let name: String = try wanted.read(0)
            if present[name] == nil {
                found.append("the \(name) is missing")
            } else if present[name] != (try wanted.read(1, as: String.self)) {
                found.append("the \(name) was changed")
            }
        }
        return found
    }

    /// Finds damage: missing parts of the schema, quotes that are not in their text, and what `PRAGMA integrity_check` and `foreign_key_check` report, empty if all is well.
    public func damage() throws(StoreError) -> [String] {
        do {
            var found: [String] = []
            var check = try connection.prepare("PRAGMA integrity_check")
            while try check.step() {
                let line: String = try check.read(0)
                if line != "ok" { found.append(line) }
            }
            var keys = try connection.prepare(
                "SELECT \"table\", count(*) FROM pragma_foreign_key_check GROUP BY 1 ORDER BY 1")
            while try keys.step() {
                found.append(
                    "\(try keys.read(1, as: Int.self)) rows of \(try keys.read(0, as: String.self)) point nowhere")
            }
            guard found.isEmpty else { return found }
            found += try missingObjects()
            guard found.isEmpty else { return found }
            let quotes = try connection.first(
                Int.self,
                """
                SELECT count(*) FROM claim c JOIN article a USING (article_key)
                WHERE substr(a.text, c.quote_start + 1, c.quote_end - c.quote_start) <> c.quote
                """)
            if let quotes, quotes > 0 { found.append("\(quotes) quotes are not the text at their offsets") }
            return found
        } catch let error as StoreError {
            throw error
        } catch let error as SQLiteError {
            throw .database(error)
        } catch {
            preconditionFailure("the check throws store and SQLite errors only")
        }
    }
}
