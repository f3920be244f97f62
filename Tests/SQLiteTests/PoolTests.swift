import Foundation
import SQLite
import Synchronization
import TestSupport
import Testing

@Suite struct PoolTests {
    private static let endless: SQL =
        "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"

    private func withPool(
        readers: Int = 4, _ body: (ConnectionPool, URL) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dossier-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let pool = try ConnectionPool(
            path: folder.appending(path: "pool.sqlite").path, configuration: .init(readers: readers))
        try pool.writeNow { try $0.execute("CREATE TABLE t (x INTEGER) STRICT") }
        try await body(pool, folder)
        #expect(try pool.readNow { try $0.first(String.self, "PRAGMA integrity_check") } == "ok")
    }

    @Test func `A read keeps its snapshot while others write`() async throws {
        try await withPool { (pool: ConnectionPool, _: URL) async throws in
            try pool.readNow { connection in
                #expect(try connection.first(Int.self, "SELECT count(*) FROM t") == 0)
                try pool.writeNow { try $0.execute("INSERT INTO t VALUES (1)") }
                #expect(try connection.first(Int.self, "SELECT count(*) FROM t") == 0)
            }
            #expect(try await pool.read { try $0.first(Int.self, "SELECT count(*) FROM t") } == 1)
        }
    }

    @Test func `A reader cannot write`() async throws {
        try await withPool { (pool: ConnectionPool, _: URL) async throws in
            await #expect(throws: SQLiteError.self) {
                try await pool.read { try $0.execute("INSERT INTO t VALUES (1)") }
            }
        }
    }

    @Test func `A write that throws leaves nothing`() async throws {
        struct Stop: Error {}
        try await withPool { (pool: ConnectionPool, _: URL) async throws in
            await #expect(throws: Stop.self) {
                try await pool.write { connection in
                    try connection.execute("INSERT INTO t VALUES (1)")
                    throw Stop()
                }
            }
            #expect(try await pool.read { try $0.first(Int.self, "SELECT count(*) FROM t") } == 0)
        }
    }

    @Test func `A write within a write is an error and no deadlock`() async throws {
        try await withPool { (pool: ConnectionPool, _: URL) async throws in
            await #expect(throws: SQLiteError.reentrantUse) {
                try await pool.write { _ in try pool.writeNow { try $0.execute("INSERT INTO t VALUES (1)") } }
            }
        }
    }

    @Test func `A read within a read is an error and no deadlock`() async throws {
        try await withPool(readers: 1) { (pool: ConnectionPool, _: URL) async throws in
            #expect(throws: SQLiteError.reentrantUse) { try pool.readNow { _ in try pool.readNow { _ in } } }
            await #expect(throws: SQLiteError.reentrantUse) {
                try await pool.read { _ in try pool.readNow { _ in } }
            }
        }
    }

    @Test func `A database in memory cannot be shared, and says so`() {
        #expect(throws: SQLiteError.noWriteAheadLog(path: ":memory:")) { try ConnectionPool(path: ":memory:") }
    }

    @Test func `A cancelled read ends, and its connection serves the next`() async throws {
        try await withPool(readers: 1) { (pool: ConnectionPool, _: URL) async throws in
            let task = Task { try await pool.read { try $0.first(Int.self, Self.endless) } }
            // The endless query ends by nothing else than this.
            task.cancel()
            await #expect(throws: CancellationError.self) { _ = try await task.value }
            #expect(try await pool.read { try $0.first(Int.self, "SELECT 1") } == 1)
        }
    }

    @Test func `A running query is interrupted from another thread`() async throws {
        try await withPool(readers: 1) { (pool: ConnectionPool, _: URL) async throws in
            let started = Mutex(false)
            let task = Task {
                try await pool.read { connection in
                    try connection.addFunction("started", argumentCount: 0) { _ in
                        started.withLock { $0 = true }
                        return 1
                    }
                    return try connection.first(
                        Int.self,
                        """
                        WITH RECURSIVE c (x) AS (SELECT started() UNION ALL SELECT x + 1 FROM c)
                        SELECT count(*) FROM c
                        """)
                }
            }
            while !started.withLock({ $0 }) { await Task.yield() }
            task.cancel()
            await #expect(throws: CancellationError.self) { _ = try await task.value }
            #expect(try await pool.read { try $0.first(Int.self, "SELECT 1") } == 1)
        }
    }

    @Test func `A read has only the time it is given`() async throws {
        try await withPool { (pool: ConnectionPool, _: URL) async throws in
            let limit = Duration.milliseconds(20)
            await #expect(throws: SQLiteError.limitExceeded(.time(limit))) {
                try await pool.read(within: limit) { try $0.first(Int.self, Self.endless) }
            }
            #expect(try await pool.read { try $0.first(Int.self, "SELECT 1") } == 1)
        }
    }

    @Test func `Many readers and writers come to the same end as one after the other`() async throws {
        try await withPool(readers: 3) { (pool: ConnectionPool, folder: URL) async throws in
            // A second pool stands for another program.
            let other = try ConnectionPool(path: folder.appending(path: "pool.sqlite").path)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<64 {
                    group.addTask {
                        for _ in 0..<10 {
                            let counts = try await pool.read { connection in
                                (
                                    try connection.first(Int.self, "SELECT count(*) FROM t"),
                                    try connection.first(Int.self, "SELECT count(*) FROM t")
                                )
                            }
                            #expect(counts.0 == counts.1)
                        }
                    }
                    group.addTask {
                        try await (index.isMultiple(of: 2) ? pool : other).write { connection in
                            try connection.execute("INSERT INTO t VALUES (?)", index)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await pool.read { try $0.first(Int.self, "SELECT count(DISTINCT x) FROM t") } == 64)
        }
    }

    @Test func `Waiting tasks that are cancelled give up their place`() async throws {
        try await withPool(readers: 1) { (pool: ConnectionPool, _: URL) async throws in
            let gate = Mutex(false)
            let holder = Task {
                try await pool.read { connection in
                    try connection.addFunction("gate", argumentCount: 0, isDeterministic: false) { _ in
                        .integer(gate.withLock { $0 } ? 1 : 0)
                    }
                    // Holds the only reader until the gate opens.
                    return try connection.first(
                        Int.self,
                        """
                        WITH RECURSIVE c (x) AS (SELECT 0 UNION ALL SELECT gate() FROM c WHERE x = 0)
                        SELECT count(*) FROM c
                        """)
                }
            }
            let waiting = (0..<8).map { _ in Task { try await pool.read { try $0.first(Int.self, "SELECT 1") } } }
            for task in waiting.dropFirst(4) { task.cancel() }
            gate.withLock { $0 = true }
            _ = try await holder.value
            for task in waiting.prefix(4) { #expect(try await task.value == 1) }
            for task in waiting.dropFirst(4) { _ = await task.result }
            #expect(try await pool.read { try $0.first(Int.self, "SELECT 1") } == 1)
        }
    }
}
