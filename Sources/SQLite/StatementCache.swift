private import CSQLite

/// Compiled statements that wait for their next use.
///
/// A statement in use is not in the cache, so two uses of one text at a time get two statements.
final class StatementCache {
    private let capacity: Int
    /// Least recently used first.
    private var entries: [CompiledStatement] = []
    private var isClosed = false

    init(capacity: Int) {
        self.capacity = capacity
        entries.reserveCapacity(capacity)
    }

    /// Takes a statement out of the cache. Complexity: linear in the capacity, which is small.
    func take(_ sql: String) -> CompiledStatement? {
        var index = entries.count - 1
        while index >= 0 {
            // By bytes: texts that differ in the composition of a letter are two statements.
            if entries[index].sql.hasSameBytes(as: sql) { return entries.remove(at: index) }
            index -= 1
        }
        return nil
    }

    /// Takes a cleared statement back, or lets go of it.
    func giveBack(_ statement: CompiledStatement) {
        guard !isClosed, capacity > 0 else { return }
        if entries.count >= capacity { entries.removeFirst() }
        entries.append(statement)
    }

    func close() {
        isClosed = true
        entries.removeAll()
    }
}

extension String {
    fileprivate func hasSameBytes(as other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        let equal = utf8.withContiguousStorageIfAvailable { left in
            other.utf8.withContiguousStorageIfAvailable { right in
                left.baseAddress == right.baseAddress || memcmp(left, right)
            }
        }
        return (equal ?? nil) ?? utf8.elementsEqual(other.utf8)
    }
}

private func memcmp(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = left.baseAddress, let second = right.baseAddress else { return left.isEmpty && right.isEmpty }
    return dossier_memory_equal(first, second, left.count)
}
