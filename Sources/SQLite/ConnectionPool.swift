import Dispatch
import Synchronization

/// Connections to one database file: many readers, each on a snapshot of its own, and one writer.
///
/// The file is put into WAL mode, where readers and the writer never wait for each other; see
/// <https://www.sqlite.org/wal.html>. Other programs may have the file open too: a write waits for theirs and does not
/// fail with `SQLITE_BUSY` unless its patience ends.
///
/// An asynchronous read runs on the thread of its task, without a hop to another, and so costs little more than the
/// query itself; a task waits without holding a thread while all readers are taken. A task that is cancelled ends its
/// query, and leaves the connection to the next.
public final class ConnectionPool: Sendable {
    public struct Configuration: Sendable {
        /// How many readers may be at work at a time; each holds a file handle and a page cache.
        public var readers: Int
        /// How long a write waits for other programs.
        public var patience: Duration
        /// Runs on each new connection, to register functions for example.
        public var prepare: @Sendable (borrowing Connection) throws -> Void

        public init(
            readers: Int = 8,
            patience: Duration = .seconds(60),
            prepare: @escaping @Sendable (borrowing Connection) throws -> Void = { _ in }
        ) {
            precondition(readers > 0, "a pool has a reader")
            self.readers = readers
            self.patience = patience
            self.prepare = prepare
        }
    }

    public let path: String
    private let configuration: Configuration
    private let readers: Turns<PooledConnection>
    private let writers: Turns<PooledConnection>

    /// Opens a file, which is made if it does not exist.
    ///
    /// - Throws: ``SQLiteError/noWriteAheadLog(path:)`` for a database that connections cannot share, such as one in
    ///   memory, and what opening or ``Configuration/prepare`` throws.
    public init(path: String, configuration: Configuration = Configuration()) throws {
        self.path = path
        self.configuration = configuration
        readers = Turns(capacity: configuration.readers)
        writers = Turns(capacity: 1)
        let writer = try PooledConnection(path, .readWriteCreate, configuration)
        // Reading the mode needs no lock; setting it needs all of them.
        if try writer.connection.first(String.self, "PRAGMA journal_mode") != "wal",
            try writer.connection.first(String.self, "PRAGMA journal_mode = WAL") != "wal"
        {
            throw SQLiteError.noWriteAheadLog(path: path)
        }
        try writer.connection.execute("PRAGMA synchronous = NORMAL")
        try writer.connection.execute("PRAGMA foreign_keys = ON")
        writers.add(writer)
    }

    // MARK: Reading

    /// The pools from which this task reads and to which it writes. Who holds a connection and waits for another of its
    /// kind may wait for itself: that is an error here, and not a deadlock.
    @TaskLocal private static var reading: [ObjectIdentifier] = []
    @TaskLocal private static var writing: [ObjectIdentifier] = []

    private func refuseReentrance(_ pools: [ObjectIdentifier]) throws(SQLiteError) {
        if pools.contains(ObjectIdentifier(self)) { throw .reentrantUse }
    }

    /// Runs `body` on a snapshot: what others write meanwhile is not seen.
    ///
    /// - Parameters:
    ///   - limit: The time that the statements of `body` have.
    /// - Throws: `CancellationError` when the task is cancelled, ``SQLiteError/limitExceeded(_:)`` when the time is up,
    ///   ``SQLiteError/reentrantUse`` from within another read of this pool, and what `body` throws.
    public func read<R: Sendable>(
        within limit: Duration? = nil, _ body: (borrowing Connection) throws -> R
    ) async throws -> R {
        try refuseReentrance(Self.reading)
        let reader = try await readers.take { try self.openReader() }
        defer { readers.giveBack(reader) }
        return try await reader.running(within: limit) { try snapshot(reader, body) }
    }

    /// Runs `body` on a snapshot; the thread waits while all readers are taken.
    ///
    /// Meant for programs without tasks: a task that waits here holds its thread.
    public func readNow<R>(
        within limit: Duration? = nil, _ body: (borrowing Connection) throws -> R
    ) throws -> R {
        try refuseReentrance(Self.reading)
        let reader = try readers.takeNow { try self.openReader() }
        defer { readers.giveBack(reader) }
        reader.watch(for: limit)
        defer { reader.unwatch() }
        return try snapshot(reader, body)
    }

    private func snapshot<R>(
        _ reader: PooledConnection, _ body: (borrowing Connection) throws -> R
    ) throws -> R {
        try Self.$reading.withValue(Self.reading + [ObjectIdentifier(self)]) { try reader.snapshot(body) }
    }

    private func openReader() throws -> PooledConnection {
        try PooledConnection(path, .readOnly, configuration)
    }

    // MARK: Writing

    /// Runs `body` in a transaction that holds the write lock from its start: committed when it returns, undone when it
    /// throws or its task is cancelled.
    ///
    /// - Throws: ``SQLiteError/reentrantUse`` from within another write of this pool.
    public func write<R: Sendable>(
        within limit: Duration? = nil, _ body: (borrowing Connection) throws -> R
    ) async throws -> R {
        try refuseReentrance(Self.writing)
        let writer = try await writers.take { preconditionFailure("the writer is never opened twice") }
        defer { writers.giveBack(writer) }
        let deadline = ContinuousClock.now + configuration.patience
        var attempt = 0
        // The lock of another program is awaited here, where no thread waits with it.
        while try !writer.begin(mayWait: false) {
            guard ContinuousClock.now < deadline else {
                _ = try writer.begin(mayWait: true)
                break
            }
            attempt += 1
            try await Task.sleep(for: .microseconds(Int.random(in: 200...(attempt < 4 ? 1_000 : 8_000))))
        }
        // Where a cancellation keeps `body` from beginning.
        defer { writer.connection.rollBack() }
        return try await writer.running(within: limit) {
            try Self.$writing.withValue(Self.writing + [ObjectIdentifier(self)]) { try writer.finish(body) }
        }
    }

    /// Runs `body` in a transaction that holds the write lock from its start; the thread waits for it.
    public func writeNow<R>(
        within limit: Duration? = nil, _ body: (borrowing Connection) throws -> R
    ) throws -> R {
        try refuseReentrance(Self.writing)
        let writer = try writers.takeNow { preconditionFailure("the writer is never opened twice") }
        defer { writers.giveBack(writer) }
        _ = try writer.begin(mayWait: true)
        writer.watch(for: limit)
        defer { writer.unwatch() }
        return try Self.$writing.withValue(Self.writing + [ObjectIdentifier(self)]) { try writer.finish(body) }
    }
}

/// A connection of a pool.
///
/// `@unchecked Sendable`: ``Turns`` hands it to one task or thread at a time, under a lock; only `interrupter`, which is
/// safe to use from anywhere, is touched by others meanwhile.
private final class PooledConnection: @unchecked Sendable {
    let connection: Connection
    private let interrupter: Interrupter

    init(_ path: String, _ mode: Connection.Mode, _ configuration: ConnectionPool.Configuration) throws {
        let milliseconds = configuration.patience / .milliseconds(1)
        connection = try Connection(
            path: path, mode: mode, busyTimeoutMilliseconds: Int32(clamping: Int(min(milliseconds, 1e9))))
        interrupter = connection.interrupter
        connection.hooks.watch.attach(to: connection.handle)
        try configuration.prepare(connection)
    }

    func watch(for limit: Duration?) {
        if let limit { connection.hooks.watch.limit(time: limit) }
    }

    func unwatch() {
        connection.hooks.watch.clear()
    }

    /// Runs synchronous work that ends early when the task is cancelled.
    func running<R>(within limit: Duration?, _ body: () throws -> R) async throws -> R {
        watch(for: limit)
        // A cancellation that comes late must not hit the connection's next user: the handler has ended by then.
        defer { unwatch() }
        return try await withTaskCancellationHandler {
            try Task.checkCancellation()
            do {
                return try body()
            } catch {
                if connection.hooks.watch.wasCancelled { throw CancellationError() }
                throw error
            }
        } onCancel: {
            interrupter.cancel()
        }
    }

    /// Runs `body` in a read transaction.
    func snapshot<R>(_ body: (borrowing Connection) throws -> R) throws -> R {
        try connection.execute("BEGIN")
        return try finish(body)
    }

    /// Takes the write lock.
    ///
    /// - Returns: `false` if another program has it and this call may not wait.
    func begin(mayWait: Bool) throws(SQLiteError) -> Bool {
        do {
            if mayWait {
                try connection.execute("BEGIN IMMEDIATE")
            } else {
                try connection.withoutWaiting { (connection) throws(SQLiteError) in
                    try connection.execute("BEGIN IMMEDIATE")
                }
            }
            return true
        } catch {
            if !mayWait, error.code.map({ $0 & 0xFF }) == ResultCode.busy { return false }
            throw error
        }
    }

    /// Runs `body` in the transaction that was begun, and ends it.
    func finish<R>(_ body: (borrowing Connection) throws -> R) throws -> R {
        do {
            let result = try body(connection)
            if connection.isInTransaction { try connection.execute("COMMIT") }
            return result
        } catch {
            connection.rollBack()
            throw error
        }
    }
}

/// A fixed number of things that are used in turns, first come, first served.
private final class Turns<Item: AnyObject & Sendable>: Sendable {
    private enum Waiter {
        case task(Int, CheckedContinuation<Item?, any Error>)
        case thread(Baton)
    }

    /// What a waiting thread is handed.
    private final class Baton: Sendable {
        let signal = DispatchSemaphore(value: 0)
        /// `nil` tells the waiter to make an item itself.
        let item = Mutex<Item?>(nil)
    }

    /// How an attempt to wait went.
    private enum Outcome {
        case waits, cancelled
        case item(Item?)
    }

    private struct State {
        var idle: [Item] = []
        var made = 0
        var waiters: [Waiter] = []
        /// Tasks that were cancelled before they began to wait.
        var cancelled: Set<Int> = []
        var nextTicket = 0
    }

    private let capacity: Int
    private let state = Mutex(State())

    init(capacity: Int) {
        self.capacity = capacity
    }

    func add(_ item: Item) {
        state.withLock { state in
            state.made += 1
            state.idle.append(item)
        }
    }

    private enum Turn {
        case item(Item)
        case make
        case wait
    }

    private func turn() -> Turn {
        state.withLock { state in
            if let item = state.idle.popLast() { return .item(item) }
            guard state.made < capacity else { return .wait }
            state.made += 1
            return .make
        }
    }

    func take(_ make: () throws -> Item) async throws -> Item {
        switch turn() {
        case .item(let item): return item
        case .make: return try making(make)
        case .wait: break
        }
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        let item = try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let outcome: Outcome = state.withLock { state in
                    if state.cancelled.remove(ticket) != nil { return .cancelled }
                    // An item may have come back since the first look.
                    if let item = state.idle.popLast() { return .item(item) }
                    if state.made < capacity {
                        state.made += 1
                        return .item(nil)
                    }
                    state.waiters.append(.task(ticket, continuation))
                    return .waits
                }
                switch outcome {
                case .waits: break
                case .cancelled: continuation.resume(throwing: CancellationError())
                case .item(let item): continuation.resume(returning: item)
                }
            }
        } onCancel: {
            let waiting: CheckedContinuation<Item?, any Error>? = state.withLock { state in
                let index = state.waiters.firstIndex {
                    if case .task(ticket, _) = $0 { true } else { false }
                }
                guard let index, case .task(_, let continuation) = state.waiters.remove(at: index) else {
                    // Not yet waiting, or served already; then the mark is taken away below.
                    state.cancelled.insert(ticket)
                    return nil
                }
                return continuation
            }
            waiting?.resume(throwing: CancellationError())
        }
        _ = state.withLock { $0.cancelled.remove(ticket) }
        return try item ?? making(make)
    }

    func takeNow(_ make: () throws -> Item) throws -> Item {
        switch turn() {
        case .item(let item): return item
        case .make: return try making(make)
        case .wait: break
        }
        let baton = Baton()
        let item: Item?? = state.withLock { state in
            if let item = state.idle.popLast() { return .some(item) }
            if state.made < capacity {
                state.made += 1
                return .some(nil)
            }
            state.waiters.append(.thread(baton))
            return nil
        }
        if let item { return try item ?? making(make) }
        baton.signal.wait()
        return try baton.item.withLock({ $0 }) ?? making(make)
    }

    func giveBack(_ item: Item) {
        pass(item)
    }

    private func making(_ make: () throws -> Item) throws -> Item {
        do {
            return try make()
        } catch {
            // The place is free again; whoever waits for it may try.
            pass(nil)
            throw error
        }
    }

    /// Hands an item, or the right to make one, to who waits longest.
    private func pass(_ item: Item?) {
        let waiter: Waiter? = state.withLock { state in
            guard state.waiters.isEmpty else { return state.waiters.removeFirst() }
            if let item { state.idle.append(item) } else { state.made -= 1 }
            return nil
        }
        switch waiter {
        case nil: break
        case .task(_, let continuation): continuation.resume(returning: item)
        case .thread(let baton):
            baton.item.withLock { $0 = item }
            baton.signal.signal()
        }
    }
}
