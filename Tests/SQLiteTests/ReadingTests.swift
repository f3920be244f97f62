import SQLite
import Testing

@Suite struct ReadingTests {
    private func connection() throws -> Connection { try Connection(path: ":memory:", mode: .readWriteCreate) }

    @Test(arguments: [
        Value.null, .integer(0), .integer(.max), .integer(.min), .real(0.1), .real(-1e300), .text(""), .text("a\0b"),
        .text("héllo 🎉"), .blob([]), .blob([0, 1, 0, 255]),
    ])
    func `Every value comes back as it was bound`(_ value: Value) throws {
        let connection = try connection()
        #expect(try connection.first(Value.self, "SELECT ?", value) == value)
    }

    @Test func `Text with NUL bytes survives in both directions`() throws {
        let connection = try connection()
        try connection.execute("CREATE TABLE t (x TEXT) STRICT")
        try connection.execute("INSERT INTO t VALUES (?)", "before\0after")
        #expect(try connection.first(String.self, "SELECT x FROM t") == "before\0after")
        #expect(try connection.first(Int.self, "SELECT length(CAST(x AS BLOB)) FROM t") == 12)
    }

    @Test func `Text is never silently a number, nor a number text`() throws {
        let connection = try connection()
        #expect(throws: SQLiteError.typeMismatch(column: "'12'", expected: "an integer", found: .text)) {
            try connection.first(Int.self, "SELECT '12'")
        }
        #expect(throws: SQLiteError.typeMismatch(column: "12", expected: "text", found: .integer)) {
            try connection.first(String.self, "SELECT 12")
        }
        #expect(throws: SQLiteError.self) { try connection.first(Double.self, "SELECT 1") }
    }

    @Test func `NULL and overflow throw instead of becoming something else`() throws {
        let connection = try connection()
        #expect(throws: SQLiteError.unexpectedNull(column: "NULL", expected: "an integer")) {
            try connection.first(Int.self, "SELECT NULL")
        }
        #expect(throws: SQLiteError.overflow(column: "300", value: 300, expected: "Int8")) {
            try connection.first(Int8.self, "SELECT 300")
        }
        #expect(throws: SQLiteError.self) { try connection.first(UInt64.self, "SELECT -1") }
        #expect(throws: SQLiteError.self) { try connection.first(Bool.self, "SELECT 2") }
        #expect(throws: SQLiteError.self) { try connection.first(Int.self, "SELECT ?", UInt64.max) }
        #expect(throws: SQLiteError.self) { try connection.first(Double.self, "SELECT ?", Double.nan) }
        let absent = try connection.first(Int?.self, "SELECT NULL")
        #expect(absent == .some(nil))
    }

    @Test func `Text that is not UTF-8 throws`() throws {
        let connection = try connection()
        #expect(throws: SQLiteError.self) { try connection.first(String.self, "SELECT CAST(x'FF' AS TEXT)") }
    }

    @Test func `A missing column is named with those that are there`() throws {
        let connection = try connection()
        var statement = try connection.prepare("SELECT 1 AS a, 2 AS b")
        #expect(try statement.step())
        do {
            let value: Int = try statement.read("c")
            Issue.record("read \(value)")
        } catch {
            #expect(error == .missingColumn(name: "c", available: ["a", "b"]))
        }
        do {
            let value: Int = try statement.read(2)
            Issue.record("read \(value)")
        } catch {
            #expect(error == .columnOutOfRange(index: 2, count: 2))
        }
    }

    @Test func `Reading before the first and after the last row throws`() throws {
        let connection = try connection()
        var statement = try connection.prepare("SELECT 1")
        #expect(throws: SQLiteError.noCurrentRow(sql: "SELECT 1")) { try readInt(statement) }
        #expect(try statement.step())
        #expect(try !statement.step())
        #expect(throws: SQLiteError.noCurrentRow(sql: "SELECT 1")) { try readInt(statement) }
    }

    private func readInt(_ statement: borrowing Statement) throws -> Int { try statement.read(0) }

    @Test func `The first column of all rows is read in order, and a wrong type is refused`() throws {
        let connection = try Connection(path: ":memory:", mode: .readWriteCreate)
        #expect(try connection.all(Int64.self, "SELECT value FROM json_each(?)", "[3, 1, 2]") == [3, 1, 2])
        #expect(try connection.all(String.self, "SELECT 'x' WHERE 1 = ?", 2).isEmpty)
        #expect(throws: SQLiteError.self) { try connection.all(Int64.self, "SELECT 'x'") }
    }
}
