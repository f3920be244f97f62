public import SQLite

/// Why a base could not be opened, read or written.
public enum StoreError: Error, Equatable, Sendable {
    /// There is no file at the path.
    case noBase(path: String)
    /// The folder that should hold the base is missing or cannot be written.
    case cannotCreate(path: String, reason: String)
    /// The file is no SQLite database.
    case notADatabase(path: String)
    /// The file is another program's SQLite database.
    case foreignDatabase(path: String, applicationID: Int64)
    /// The base was written by a newer version of the program.
    case newerBase(path: String, migrations: [String])
    /// A migration that the base has applied is not what this program knows under that name.
    case editedMigration(path: String, name: String)
    /// The base lacks migrations and was opened for reading only.
    case olderBase(path: String, missing: [String])
    /// A migration failed; the base is as it was before.
    case migrationFailed(path: String, name: String, cause: SQLiteError)
    /// A claim or an entity that the contract refuses reached the store.
    case invalidClaim(kind: String, defect: String)
    /// A judgement lacks what it needs to mean something.
    case invalidJudgement(String)
    /// SQLite refused a read or a write.
    case database(SQLiteError)
}

extension StoreError {
    /// Runs what throws errors of the store and of SQLite only.
    static func catching<R>(_ body: () throws -> R) throws(StoreError) -> R {
        do {
            return try body()
        } catch let error as StoreError {
            throw error
        } catch let error as SQLiteError {
            throw .database(error)
        } catch {
            preconditionFailure("the store throws its own errors and those of SQLite only")
        }
    }
}
