private import CSQLite
import Synchronization

/// Tells observers which tables a transaction changed, after it is committed.
final class Observation {
    private typealias Continuation = AsyncStream<Set<String>>.Continuation

    /// `Sendable` apart from the rest, since a stream may end on any thread.
    private final class Observers: Sendable {
        let continuations = Mutex<[Int: Continuation]>([:])
    }

    private let observers = Observers()
    private var nextID = 0
    /// Tables that the open transaction changed.
    private var changed: Set<String> = []
    /// Whether SQLite is about to commit them.
    private var isCommitting = false

    func stream() -> AsyncStream<Set<String>> {
        nextID += 1
        let id = nextID
        let (stream, continuation) = AsyncStream.makeStream(of: Set<String>.self)
        observers.continuations.withLock { $0[id] = continuation }
        continuation.onTermination = { [observers] _ in observers.continuations.withLock { $0[id] = nil } }
        return stream
    }

    func attach(to handle: OpaquePointer) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_update_hook(
            handle,
            { context, _, _, table, _ in
                guard let context, let table else { return }
                let observation = Unmanaged<Observation>.fromOpaque(context).takeUnretainedValue()
                observation.changed.insert(String(cString: table))
            }, context)
        sqlite3_commit_hook(
            handle,
            { context in
                guard let context else { return 0 }
                Unmanaged<Observation>.fromOpaque(context).takeUnretainedValue().isCommitting = true
                return 0
            }, context)
        sqlite3_rollback_hook(
            handle,
            { context in
                guard let context else { return }
                let observation = Unmanaged<Observation>.fromOpaque(context).takeUnretainedValue()
                observation.isCommitting = false
                observation.changed.removeAll()
            }, context)
    }

    /// Called when a statement has ended: the transaction that SQLite announced is then on disk.
    func statementEnded() {
        guard isCommitting else { return }
        isCommitting = false
        guard !changed.isEmpty else { return }
        let tables = changed
        changed.removeAll()
        observers.continuations.withLock { for continuation in $0.values { continuation.yield(tables) } }
    }

    func close() {
        let ended = observers.continuations.withLock { continuations in
            let all = Array(continuations.values)
            continuations.removeAll()
            return all
        }
        for continuation in ended { continuation.finish() }
    }
}

extension Connection {
    /// The names of the tables that each transaction of this connection changes, once it is committed.
    ///
    /// A stream begins with the next transaction and ends with the connection. SQLite does not tell of `WITHOUT ROWID`
    /// tables, nor of what other connections write; see <https://www.sqlite.org/c3ref/update_hook.html>.
    public func changedTables() -> AsyncStream<Set<String>> {
        let observation = hooks.observation ?? Observation()
        if hooks.observation == nil {
            hooks.observation = observation
            observation.attach(to: handle)
        }
        return observation.stream()
    }
}
