import Foundation
import SQLite
import TestSupport
import Testing

@Suite struct StatementTests {
    private func connection() throws -> Connection { try Connection(path: ":memory:", mode: .readWriteCreate) }

    @Test(arguments: ["SELECT 1; SELECT 2", "SELECT 1 /* x */ ; ; SELECT 2", "SELECT 1; x"])
    func `A second statement is an error`(_ sql: String) throws {
        let connection = try connection()
        do {
            _ = try connection.prepare(SQL(verbatim: sql)).columnCount
            Issue.record("prepared")
        } catch {
            guard case .trailingStatement(_, let offset) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(sql.utf8.dropFirst(offset).first == UInt8(ascii: sql.hasSuffix("x") ? "x" : "S"))
        }
    }

    @Test(arguments: ["SELECT 1;", "SELECT 1 -- done", "SELECT 1; /* a */ -- b\n ; \n", "SELECT 1 /* open"])
    func `Comments and white space behind a statement are none`(_ sql: String) throws {
        let connection = try connection()
        #expect(try connection.first(Int.self, SQL(verbatim: sql)) == 1)
    }

    @Test(arguments: ["", "  ", "-- nothing", ";"])
    func `Text without a statement is an error`(_ sql: String) throws {
        let connection = try connection()
        #expect(throws: SQLiteError.emptyStatement(sql: sql)) { try connection.execute(SQL(verbatim: sql)) }
    }

    @Test func `Errors carry the code, the message, the SQL and the place`() throws {
        let connection = try connection()
        do {
            try connection.execute("SELECT x FROM nowhere")
            Issue.record("ran")
        } catch {
            guard case .engine(let failure) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(failure.primaryCode == 1)
            #expect(failure.message.contains("no such table: nowhere"))
            #expect(failure.sql == "SELECT x FROM nowhere")
        }
        do {
            try connection.execute("SELECT * FROM sqlite_schema WHERE colour = 1")
        } catch {
            guard case .engine(let failure) = error else { return }
            #expect(failure.errorOffset == 34)
        }
    }

    @Test func `The number of values must be the number of parameters`() throws {
        let connection = try connection()
        #expect(throws: SQLiteError.parameterCount(expected: 2, given: 1, sql: "SELECT ?, ?")) {
            try connection.execute("SELECT ?, ?", 1)
        }
    }

    @Test func `A statement used twice at a time gets two handles`() throws {
        let connection = try connection()
        var outer = try connection.prepare("SELECT value FROM json_each('[1,2,3]')")
        var pairs: [[Int]] = []
        while try outer.step() {
            let first: Int = try outer.read(0)
            var inner = try connection.prepare("SELECT value FROM json_each('[1,2,3]')")
            while try inner.step() { pairs.append([first, try inner.read(0)]) }
        }
        #expect(pairs.count == 9)
    }

    @Test func `A statement may outlive its connection`() throws {
        var statement = try makeStatement()
        #expect(try statement.step())
        #expect(try statement.read(0, as: Int.self) == 7)
    }

    private func makeStatement() throws -> Statement {
        let connection = try connection()
        return try connection.prepare("SELECT 7")
    }

    @Test func `The cache stays within its bound`() throws {
        let connection = try Connection(path: ":memory:", mode: .readWriteCreate, cachedStatements: 2)
        for round in 0..<3 {
            for number in 0..<10 {
                #expect(try connection.first(Int.self, "SELECT \(verbatim: "\(number) + \(round)")") == number + round)
            }
        }
    }

    @Test func `A constraint failure of RETURNING surfaces`() throws {
        let connection = try connection()
        try connection.executeScript("CREATE TABLE t (x INTEGER UNIQUE) STRICT; INSERT INTO t VALUES (1)")
        #expect(throws: SQLiteError.self) { try connection.first(Int.self, "INSERT INTO t VALUES (1) RETURNING x") }
    }

    @Test func `Transactions commit, roll back and nest by savepoints`() throws {
        struct Stop: Error {}
        let connection = try connection()
        try connection.execute("CREATE TABLE t (x INTEGER) STRICT")
        try connection.transaction { (connection) throws(SQLiteError) in
            try connection.execute("INSERT INTO t VALUES (1)")
        }
        #expect(throws: (any Error).self) {
            try connection.transaction { (connection) throws in
                try connection.execute("INSERT INTO t VALUES (2)")
                throw Stop()
            }
        }
        try connection.transaction { (connection) throws in
            try connection.execute("INSERT INTO t VALUES (3)")
            _ = try? connection.savepoint("a \"quoted\" name") { (connection) throws in
                try connection.execute("INSERT INTO t VALUES (4)")
                throw Stop()
            }
        }
        let isOpen = connection.isInTransaction
        #expect(!isOpen)
        #expect(try connection.first(String.self, "SELECT group_concat(x) FROM t") == "1,3")
    }

    @Test(arguments: [
        "INSERT INTO t VALUES (1)", "DROP TABLE t", "ATTACH 'x.sqlite' AS x", "PRAGMA user_version = 9",
        "PRAGMA journal_mode = DELETE", "SELECT load_extension('x')", "CREATE TEMP TABLE u (x)",
        "VACUUM INTO 'y.sqlite'",
        "BEGIN", "PRAGMA writable_schema = ON",
    ])
    func `A restricted connection refuses everything but queries`(_ sql: String) throws {
        try TestFiles.withScratchFolder { folder in
            let path = folder.appending(path: "t.sqlite").path
            do {
                let connection = try Connection(path: path, mode: .readWriteCreate)
                try connection.execute("CREATE TABLE t (x INTEGER) STRICT")
            }
            let connection = try Connection(path: path, mode: .readWrite)
            connection.restrictToQueries()
            #expect(throws: SQLiteError.self) { try connection.execute(SQL(verbatim: sql)) }
            #expect(try connection.first(Int.self, "SELECT count(*) FROM t") == 0)
        }
    }

    @Test func `A query without end is stopped`() throws {
        let connection = try connection()
        connection.restrictToQueries(QueryLimits(thousandsOfSteps: 100))
        do {
            _ = try connection.first(
                Int.self, "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n")
            Issue.record("ended")
        } catch {
            #expect(error == .limitExceeded(.steps(thousands: 100)))
        }
    }
}
