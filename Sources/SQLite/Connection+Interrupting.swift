private import CSQLite
import Synchronization

/// Stops the statements of a connection from any thread.
public final class Interrupter: Sendable {
    /// `@unchecked Sendable`: SQLite allows `sqlite3_interrupt` from any thread while the connection is open.
    private struct Handle: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    private let handle: Mutex<Handle?>
    private let watch: Watch

    init(handle: OpaquePointer, watch: Watch) {
        self.handle = Mutex(Handle(pointer: handle))
        self.watch = watch
    }

    /// Has running statements end with `SQLITE_INTERRUPT`; see <https://www.sqlite.org/c3ref/interrupt.html>.
    ///
    /// Statements that begin later run as ever. Does nothing once the connection is closed.
    public func interrupt() {
        handle.withLock { handle in
            if let handle { sqlite3_interrupt(handle.pointer) }
        }
    }

    /// Stops what runs and, until the watch is cleared, what begins later.
    func cancel() {
        watch.cancel()
        interrupt()
    }

    func close() {
        handle.withLock { $0 = nil }
    }
}

extension Connection {
    /// Runs `body` so that a lock of another connection is an error at once.
    func withoutWaiting<R, E: Error>(_ body: (borrowing Connection) throws(E) -> R) throws(E) -> R {
        sqlite3_busy_timeout(handle, 0)
        defer { hooks.patience.attach(to: handle) }
        return try body(self)
    }
}
