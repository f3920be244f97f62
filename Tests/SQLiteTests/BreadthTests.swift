import Foundation
import SQLite
import TestSupport
import Testing

/// What a serious user of SQLite expects besides queries.
@Suite struct BreadthTests {
    private func connection() throws -> Connection { try Connection(path: ":memory:", mode: .readWriteCreate) }

    // MARK: SQL

    @Test func `What is interpolated is bound, never part of the statement`() throws {
        let connection = try connection()
        let name = "x'); DROP TABLE t; --"
        let sql: SQL = "SELECT \(name) || \(1) WHERE \(identifier: "a\"b") IS \(nil as Int?)"
        #expect(sql.text == "SELECT ? || ? WHERE \"a\"\"b\" IS ?")
        #expect(sql.values == [.text(name), 1, nil])
        #expect(try connection.first(String.self, "SELECT \(name)") == name)
        let part: SQL = "x > \(3)"
        #expect(try connection.first(Int.self, "SELECT count(*) FROM (SELECT 4 AS x) WHERE \(part)") == 1)
        #expect(throws: SQLiteError.self) { try connection.first(Double.self, "SELECT \(Double.nan)") }
    }

    @Test func `Values by interpolation and in a list do not mix`() throws {
        let connection = try connection()
        #expect(throws: SQLiteError.parameterCount(expected: 2, given: 3, sql: "SELECT ?, ?")) {
            try connection.first(Int.self, "SELECT \(1), \(2)", 3)
        }
    }

    // MARK: Records

    private struct Item: Record, Equatable {
        static let shape = RecordShape(table: "item", columns: ["id", "name", "note"], key: "id")
        var id: Int
        var name: String
        var note: String?

        init(id: Int, name: String, note: String?) {
            self.id = id
            self.name = name
            self.note = note
        }

        init(row: inout RowReader) throws(SQLiteError) {
            id = try row.next()
            name = try row.next()
            note = try row.next()
        }

        func write(to row: inout RowWriter) throws(SQLiteError) {
            try row.next(id)
            try row.next(name)
            try row.next(note)
        }
    }

    @Test func `Records come back as they were inserted, short texts after long ones too`() throws {
        let connection = try connection()
        try connection.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT) STRICT")
        let items = (0..<40).map { index in
            Item(
                id: index, name: String(repeating: "é\0", count: (40 - index) * (index % 3) * 100),
                note: index.isMultiple(of: 2) ? nil : "n\(index)")
        }
        try connection.insert(contentsOf: items.prefix(20))
        for item in items.dropFirst(20) { try connection.insert(item) }
        #expect(try connection.fetchAll(Item.self) == items)
        for item in items { #expect(try connection.find(Item.self, key: item.id) == item) }
        #expect(try connection.find(Item.self, key: 99) == nil)
        #expect(try connection.fetch(Item.self, "SELECT * FROM item WHERE id < \(2)") == Array(items.prefix(2)))
    }

    @Test func `Text stays as it was bound, whatever becomes of the statement`() throws {
        let connection = try connection()
        for length in [0, 1, 15, 16, 17, 5_000, 3] {
            let text = String(repeating: "x", count: length)
            var statement = try connection.prepare("SELECT ?1, ?1")
            try statement.bind(1, to: text)
            for _ in 0..<2 {
                #expect(try statement.step())
                #expect(try statement.read(0, as: String.self) == text)
                #expect(try statement.read(1, as: String.self) == text)
                statement.reset()
            }
        }
    }

    @Test func `Text of a UTF-16 database is read as text`() throws {
        let connection = try connection()
        try connection.execute("PRAGMA encoding = 'UTF-16'")
        try connection.execute("CREATE TABLE t (x TEXT) STRICT")
        try connection.execute("INSERT INTO t VALUES (?)", "h\u{E9}llo \u{1F389}")
        #expect(try connection.first(String.self, "SELECT x FROM t") == "h\u{E9}llo \u{1F389}")
    }

    // MARK: Functions

    private struct Longest: AggregateFunction {
        var text = ""

        mutating func add(_ arguments: borrowing FunctionArguments) throws {
            if case .text(let other) = try arguments.value(0), other.utf8.count > text.utf8.count { text = other }
        }

        func result() throws -> Value { text.isEmpty ? .null : .text(text) }
    }

    @Test func `Swift functions, aggregates and collations work in SQL`() throws {
        struct Refused: Error {}
        let connection = try connection()
        try connection.addFunction("shout", argumentCount: 1) { arguments in
            guard case .text(let text) = try arguments.value(0) else { throw Refused() }
            return .text(text.uppercased() + "\0!")
        }
        #expect(try connection.first(String.self, "SELECT shout('a')") == "A\0!")
        do {
            _ = try connection.first(String.self, "SELECT shout(1)")
            Issue.record("no error")
        } catch {
            #expect("\(error)".contains("Refused"))
        }
        try connection.addAggregate("longest", argumentCount: 1, Longest.self)
        #expect(
            try connection.all(
                String?.self,
                "SELECT longest(value) FROM json_each('[\"a\", \"bbb\", \"cc\", \"d\"]') GROUP BY length(value) > 1")
                == [
                    "a", "bbb",
                ])
        #expect(try connection.first(String?.self, "SELECT longest(1) WHERE 0") == .some(nil))
        try connection.addCollation("by_length") { $0.count - $1.count }
        #expect(
            try connection.all(
                String.self, "SELECT value FROM json_each('[\"ccc\", \"a\", \"bb\"]') ORDER BY value COLLATE by_length")
                == ["a", "bb", "ccc"])
    }

    // MARK: Copies, blobs, plans

    @Test func `A backup and a serialised database hold what the source holds`() throws {
        let source = try connection()
        try source.execute("CREATE TABLE t (x TEXT) STRICT")
        for index in 0..<500 { try source.execute("INSERT INTO t VALUES (?)", String(repeating: "y", count: index)) }
        let copy = try connection()
        var steps = 0
        try source.backUp(to: copy, pagesPerStep: 5) { progress in
            steps += 1
            #expect(progress.pagesLeft < progress.pages)
        }
        #expect(steps > 3)
        let again = try connection()
        try again.deserialize(try copy.serialized())
        #expect(try again.first(Int.self, "SELECT sum(length(x)) FROM t") == 124_750)
        struct Stop: Error {}
        #expect(throws: Stop.self) { try source.backUp(to: copy, pagesPerStep: 1) { _ in throw Stop() } }
        #expect(throws: SQLiteError.self) { try again.deserialize(Array(repeating: 7, count: 4_096)) }
    }

    @Test func `Blobs are read and written in parts, within their bounds`() throws {
        let connection = try connection()
        try connection.execute("CREATE TABLE t (x BLOB)")
        try connection.execute("INSERT INTO t VALUES (zeroblob(10))")
        do {
            let blob = try connection.openBlob(table: "t", column: "x", rowID: 1, isWritable: true)
            #expect(blob.count == 10)
            try blob.write([1, 2, 3], at: 4)
            #expect(try blob.read(3..<8) == [0, 1, 2, 3, 0])
            #expect(throws: SQLiteError.self) { try blob.write([1, 2, 3], at: 8) }
            #expect(throws: SQLiteError.self) { try blob.read(8..<11) }
        }
        #expect(throws: SQLiteError.self) { _ = try connection.openBlob(table: "t", column: "x", rowID: 9).count }
    }

    @Test func `Plans and statistics tell what a statement does`() throws {
        let connection = try connection()
        try connection.execute("CREATE TABLE t (x INTEGER, y INTEGER)")
        try connection.execute("INSERT INTO t SELECT value, value FROM json_each('[3,1,2]')")
        #expect(try connection.queryPlan("SELECT * FROM t WHERE x = \(1)").map(\.detail) == ["SCAN t"])
        var statement = try connection.prepare("SELECT * FROM t ORDER BY y")
        try statement.run()
        #expect(statement.statistics.sorts == 1)
        #expect(statement.statistics.fullScanSteps == 2)
        try connection.execute("CREATE INDEX t_by_x ON t (x)")
        #expect(
            try connection.queryPlan("SELECT * FROM t WHERE x = \(1)").map(\.detail) == [
                "SEARCH t USING INDEX t_by_x (x=?)"
            ])
        var bound = try connection.prepare("SELECT ?")
        try bound.bind("it's")
        #expect(bound.expandedSQL == "SELECT 'it''s'")
    }

    @Test func `Lists of any length are one parameter`() throws {
        let connection = try connection()
        let names = (0..<100_000).map { "n\"\\\u{1}\($0)" }
        let list = try JSONList(names)
        #expect(try connection.first(Int.self, "SELECT count(*) FROM json_each(\(list))") == 100_000)
        #expect(
            try connection.all(String.self, "SELECT value FROM json_each(\(list)) LIMIT 2") == Array(names.prefix(2)))
        #expect(throws: SQLiteError.self) { _ = try JSONList([Double.infinity]) }
    }

    @Test(arguments: ["\"", "a\" OR b", "NEAR(a b)", "*", "a AND", "col:x", "(", "^a", "'; DROP TABLE t", "a\0b"])
    func `Full-text patterns hold text, never syntax`(_ text: String) throws {
        let connection = try connection()
        try connection.execute("CREATE VIRTUAL TABLE t USING fts5 (x)")
        try connection.execute("INSERT INTO t VALUES (?)", "before \(text) after")
        let hasWord = text.contains { $0.isLetter }
        for (pattern, isThere) in [
            (FullTextPattern.phrase(text), hasWord), (.prefix(text), hasWord), (.all([text, "after"]), hasWord),
            (.any([text, "before"]), true), (.all([text, "zzz"]), false),
        ] {
            let count = try connection.first(Int.self, "SELECT count(*) FROM t WHERE t MATCH \(pattern)")
            #expect(count == (isThere ? 1 : 0), "\(pattern.text)")
        }
    }

    // MARK: Observation

    @Test func `Observers learn of what is committed, and of nothing else`() async throws {
        var stream: AsyncStream<Set<String>>
        do {
            let connection = try connection()
            try connection.executeScript("CREATE TABLE a (x); CREATE TABLE b (x); CREATE TABLE c (x)")
            stream = connection.changedTables()
            try connection.execute("INSERT INTO a VALUES (1)")
            struct Undo: Error {}
            _ = try? connection.transaction { (connection) throws(any Error) in
                try connection.execute("INSERT INTO b VALUES (1)")
                throw Undo()
            }
            try connection.transaction { (connection) throws(SQLiteError) in
                try connection.execute("INSERT INTO c VALUES (1)")
                try connection.execute("INSERT INTO a VALUES (1)")
            }
        }
        var changes: [Set<String>] = []
        for await change in stream { changes.append(change) }
        #expect(changes == [["a"], ["a", "c"]])
    }

    // MARK: Interrupting

    @Test func `An interrupted connection serves the next statement`() throws {
        let connection = try connection()
        let interrupter = connection.interrupter
        try connection.addFunction("stop", argumentCount: 0, isDeterministic: false) { _ in
            interrupter.interrupt()
            return 1
        }
        connection.restrictToQueries()
        do {
            _ = try connection.first(
                Int.self, "WITH RECURSIVE c (x) AS (SELECT stop() UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"
            )
            Issue.record("ended")
        } catch {
            #expect(error.code == ResultCode.interrupt)
        }
        let long: SQL =
            "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 9999) SELECT count(*) FROM c"
        #expect(try connection.first(Int.self, long) == 9_999)
    }

    // MARK: The sandbox

    @Test func `Table-valued functions and full-text indexes can be asked, the schema cannot be changed`() throws {
        let connection = try connection()
        try connection.execute("CREATE VIRTUAL TABLE t USING fts5 (x)")
        try connection.execute("INSERT INTO t VALUES ('a word')")
        connection.restrictToQueries()
        #expect(try connection.first(Int.self, "SELECT value FROM json_each('[7]')") == 7)
        #expect(try connection.first(String.self, "SELECT name FROM pragma_table_info('t')") == "x")
        #expect(try connection.first(String.self, "SELECT x FROM t WHERE t MATCH 'word'") == "a word")
        for sql: SQL in [
            "UPDATE sqlite_master SET sql = ''", "DELETE FROM sqlite_master", "INSERT INTO t VALUES ('b')",
            "PRAGMA writable_schema = 1", "PRAGMA query_only = 0", "VACUUM INTO 'x.sqlite'",
            "SELECT load_extension('x')",
            "CREATE TEMP TABLE u (x)", "ATTACH ':memory:' AS y", "DETACH main", "ANALYZE", "REINDEX",
        ] { #expect(throws: SQLiteError.self) { try connection.execute(sql) } }
    }

    @Test func `Rows, time and compound queries have limits`() throws {
        let rows = try connection()
        rows.restrictToQueries(QueryLimits(rows: 3))
        #expect(try rows.all(Int.self, "SELECT value FROM json_each('[1,2,3]')").count == 3)
        #expect(throws: SQLiteError.limitExceeded(.rows(3))) {
            try rows.all(Int.self, "SELECT value FROM json_each('[1,2,3,4]')")
        }
        let time = try connection()
        time.restrictToQueries(QueryLimits(time: .milliseconds(10)))
        #expect(throws: SQLiteError.limitExceeded(.time(.milliseconds(10)))) {
            try time.first(
                Int.self, "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c")
        }
        let parts = try connection()
        parts.restrictToQueries(QueryLimits(compoundSelects: 5))
        let union = Array(repeating: "SELECT 1", count: 6).joined(separator: " UNION ALL ")
        #expect(throws: SQLiteError.self) { try parts.first(Int.self, SQL(verbatim: union)) }
    }
}
