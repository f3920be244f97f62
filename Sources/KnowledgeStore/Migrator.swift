import CMigrations
import Crypto
import KnowledgeModel
package import SQLite

/// One step of the schema.
package struct Migration: Sendable {
    /// File name without its extension, as in `0001_initial`.
    package let name: String
    package let sql: String

    package init(name: String, sql: String) {
        self.name = name
        self.sql = sql
    }

    /// Lower-case hexadecimal SHA-256 of the script.
    package var checksum: String {
        SHA256.hash(data: Array(sql.utf8)).hexadecimal
    }

    /// The scripts of `Migrations/`, in order.
    package static var embedded: [Migration] {
        var count = 0
        let first = dossier_migrations(&count)
        return UnsafeBufferPointer(start: first, count: count).map { file in
            Migration(
                name: String(cString: file.name),
                sql: String(decoding: UnsafeBufferPointer(start: file.bytes, count: file.count), as: UTF8.self))
        }
    }
}

/// Brings the schema of a base up to date, or says why it will not.
///
/// Migrations run forward only, one transaction each, and are recorded with their checksum. The file carries an
/// application id (<https://www.sqlite.org/pragma.html#pragma_application_id>), so that a database of another
/// program is never written to.
package struct Migrator: Sendable {
    /// `Doss` in ASCII.
    package static let applicationID: Int64 = 0x446F_7373

    private let migrations: [Migration]

    package init(migrations: [Migration] = Migration.embedded) {
        self.migrations = migrations
    }

    /// Checks that the file is a base that this program knows.
    ///
    /// - Returns: The migrations that it lacks, in order; all of them if the file is empty.
    package func pending(_ connection: borrowing Connection, path: String) throws(StoreError) -> [Migration] {
        do {
            return try check(connection, path: path)
        } catch let error as StoreError {
            throw error
        } catch let error as SQLiteError {
            if case .engine(let failure) = error, failure.primaryCode == ResultCode.notADatabase {
                throw .notADatabase(path: path)
            }
            throw .database(error)
        } catch {
            preconditionFailure("check throws store and SQLite errors only")
        }
    }

    private func check(_ connection: borrowing Connection, path: String) throws -> [Migration] {
        let applicationID = try connection.first(Int64.self, "PRAGMA application_id") ?? 0
        guard applicationID == Self.applicationID else {
            let objects = try connection.first(Int64.self, "SELECT count(*) FROM sqlite_schema") ?? 0
            guard applicationID == 0, objects == 0 else {
                throw StoreError.foreignDatabase(path: path, applicationID: applicationID)
            }
            return migrations
        }
        var applied: [(name: String, checksum: String)] = []
        var statement = try connection.prepare("SELECT name, sha256 FROM schema_migration ORDER BY name")
        while try statement.step() { applied.append((try statement.read(0), try statement.read(1))) }

        let known = Dictionary(uniqueKeysWithValues: migrations.map { ($0.name, $0.checksum) })
        let unknown = applied.filter { known[$0.name] == nil }.map(\.name)
        let newest = migrations.last?.name ?? ""
        if let first = unknown.first {
            // A name after our newest comes from a newer program; one in between was never ours.
            throw first > newest
                ? StoreError.newerBase(path: path, migrations: unknown)
                : StoreError.editedMigration(path: path, name: first)
        }
        if let edited = applied.first(where: { known[$0.name] != $0.checksum }) {
            throw StoreError.editedMigration(path: path, name: edited.name)
        }
        let names = Set(applied.map(\.name))
        let missing = migrations.filter { !names.contains($0.name) }
        if let gap = missing.first, let last = applied.last, gap.name < last.name {
            throw StoreError.editedMigration(path: path, name: gap.name)
        }
        return missing
    }

    /// Applies what is missing.
    ///
    /// Two programs may do so at a time: each step looks again once it holds the write lock.
    package func migrate(
        _ connection: borrowing Connection,
        path: String,
        now: () -> String
    ) throws(StoreError) {
        while let migration = try pending(connection, path: path).first {
            do {
                try connection.transaction { (connection) throws(SQLiteError) in
                    if try connection.first(Int64.self, "PRAGMA application_id") != Self.applicationID {
                        try connection.execute("PRAGMA application_id = \(verbatim: String(Self.applicationID))")
                        try connection.execute(
                            """
                            CREATE TABLE schema_migration (
                                name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, applied_at TEXT NOT NULL
                            ) STRICT
                            """)
                    }
                    let isApplied = try connection.first(
                        Int64.self, "SELECT count(*) FROM schema_migration WHERE name = ?", migration.name)
                    guard isApplied == 0 else { return }
                    try connection.executeScript(SQL(verbatim: migration.sql))
                    try connection.execute(
                        "INSERT INTO schema_migration (name, sha256, applied_at) VALUES (?, ?, ?)",
                        migration.name, migration.checksum, now())
                    let position = (migrations.firstIndex { $0.name == migration.name } ?? 0) + 1
                    try connection.execute("PRAGMA user_version = \(verbatim: String(position))")
                }
            } catch {
                switch error {
                case .body(let cause), .database(let cause):
                    throw .migrationFailed(path: path, name: migration.name, cause: cause)
                }
            }
        }
    }
}
