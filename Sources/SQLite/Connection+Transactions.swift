private import CSQLite

extension Connection {
    /// How a transaction takes its lock; see <https://www.sqlite.org/lang_transaction.html>.
    public enum TransactionKind: Sendable {
        /// The lock is taken at the first read or write.
        case deferred
        /// The write lock is taken at once, so that no later statement can fail for want of it.
        case immediate

        fileprivate var statement: SQL {
            switch self {
            case .deferred: "BEGIN"
            case .immediate: "BEGIN IMMEDIATE"
            }
        }
    }

    /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
    public func transaction<R, E: Error>(
        _ kind: TransactionKind = .immediate,
        _ body: (borrowing Connection) throws(E) -> R
    ) throws(TransactionError<E>) -> R {
        do { try execute(kind.statement) } catch { throw .database(error) }
        let result: R
        do {
            result = try body(self)
        } catch {
            rollBack()
            throw .body(error)
        }
        do {
            try execute("COMMIT")
        } catch {
            rollBack()
            throw .database(error)
        }
        return result
    }

    /// Runs `body` in a savepoint, inside or outside a transaction: released when it returns, undone when it throws.
    ///
    public func savepoint<R, E: Error>(
        _ name: String,
        _ body: (borrowing Connection) throws(E) -> R
    ) throws(TransactionError<E>) -> R {
        do { try execute("SAVEPOINT \(identifier: name)") } catch { throw .database(error) }
        let result: R
        do {
            result = try body(self)
        } catch {
            do {
                try execute("ROLLBACK TO \(identifier: name)")
                try execute("RELEASE \(identifier: name)")
            } catch {
                // The savepoint is gone with its transaction; the body's own error says why.
                rollBack()
            }
            throw .body(error)
        }
        do {
            try execute("RELEASE \(identifier: name)")
        } catch {
            rollBack()
            throw .database(error)
        }
        return result
    }

    /// Ends a transaction that SQLite may already have ended by itself after a grave error.
    func rollBack() {
        guard isInTransaction else { return }
        sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
    }
}

/// What ended a transaction: its body or the database.
public enum TransactionError<Body: Error>: Error {
    case body(Body)
    case database(SQLiteError)

    /// The error itself, without the layer round it.
    public var underlying: any Error {
        switch self {
        case .body(let error): error
        case .database(let error): error
        }
    }
}
