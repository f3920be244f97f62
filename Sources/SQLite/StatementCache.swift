private import CSQLite

/// Compiled statements that wait for their next use.
///
/// A statement in use is not in the cache, so two uses of one text at a time get two statements.
final class StatementCache {
    private let capacity: Int
    /// Least recently used first.
    private var entries: [(sql: String, handle: OpaquePointer)] = []
    private var isClosed = false
    /// Kept alive here because SQLite holds a plain pointer to it.
    var stepBudget: StepBudget?

    init(capacity: Int) {
        self.capacity = capacity
        entries.reserveCapacity(capacity)
    }

    /// Takes a statement out of the cache. Complexity: linear in the capacity, which is small.
    func take(_ sql: String) -> OpaquePointer? {
        guard let index = entries.lastIndex(where: { $0.sql.utf8.elementsEqual(sql.utf8) }) else { return nil }
        return entries.remove(at: index).handle
    }

    /// Takes a reset statement back, or finalizes it.
    func giveBack(_ handle: OpaquePointer, sql: String) {
        guard !isClosed, capacity > 0 else {
            sqlite3_finalize(handle)
            return
        }
        if entries.count >= capacity { sqlite3_finalize(entries.removeFirst().handle) }
        entries.append((sql, handle))
    }

    func close() {
        isClosed = true
        for entry in entries { sqlite3_finalize(entry.handle) }
        entries.removeAll()
    }
}
