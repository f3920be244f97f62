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
        case .writing:
            do {
                connection = try Connection(path: path, mode: .readWriteCreate)
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
            let connection = try Connection(path: path, mode: .readOnly)
            // An empty file is a valid empty database, but not a base.
            if try connection.first(Int64.self, "SELECT count(*) FROM sqlite_schema") == 0 {
                throw StoreError.noBase(path: path)
            }
            return connection
        } catch let error as StoreError {
            throw error
        } catch let error as SQLiteError {
            if case .engine(let failure) = error {
                switch failure.primaryCode {
                case ResultCode.cannotOpen: throw .noBase(path: path)
                case ResultCode.notADatabase: throw .notADatabase(path: path)
                default: break
                }
            }
            throw .database(error)
        } catch {
            preconditionFailure("opening throws store and SQLite errors only")
        }
    }

    /// Finds damage: what `PRAGMA integrity_check` and `foreign_key_check` report, empty if all is well.
    public func damage() throws(StoreError) -> [String] {
        do {
            var found: [String] = []
            var check = try connection.prepare("PRAGMA integrity_check")
            while try check.step() {
                let line: String = try check.read(0)
                if line != "ok" { found.append(line) }
            }
            var keys = try connection.prepare("PRAGMA foreign_key_check")
            while try keys.step() { found.append("a row of \(try keys.read(0, as: String.self)) points nowhere") }
            return found
        } catch {
            throw .database(error)
        }
    }
}
