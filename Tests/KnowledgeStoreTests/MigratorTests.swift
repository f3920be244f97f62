import Foundation
import SQLite
import TestSupport
import Testing

@testable import KnowledgeStore

@Suite struct MigratorTests {
    private let first = Migration(name: "0001_a", sql: "CREATE TABLE a (x INTEGER) STRICT")
    private let second = Migration(name: "0002_b", sql: "CREATE TABLE b (x INTEGER) STRICT")

    private func migrate(_ path: String, _ migrations: [Migration]) throws {
        let connection = try Connection(path: path, mode: .readWriteCreate)
        try Migrator(migrations: migrations).migrate(connection, path: path, now: { "2026-01-01T00:00:00Z" })
    }

    @Test func `Migrations apply once and in order, and are recorded`() throws {
        try TestFiles.withScratchFolder { folder in
            let path = folder.appending(path: "t.sqlite").path
            try migrate(path, [first])
            try migrate(path, [first, second])
            try migrate(path, [first, second])
            let connection = try Connection(path: path, mode: .readOnly)
            #expect(
                try connection.first(String.self, "SELECT group_concat(name) FROM schema_migration") == "0001_a,0002_b")
            #expect(try connection.first(Int64.self, "PRAGMA user_version") == 2)
            #expect(try connection.first(Int64.self, "PRAGMA application_id") == Migrator.applicationID)
        }
    }

    @Test func `An edited migration is refused`() throws {
        try TestFiles.withScratchFolder { folder in
            let path = folder.appending(path: "t.sqlite").path
            try migrate(path, [first])
            let edited = Migration(name: "0001_a", sql: "CREATE TABLE a (y INTEGER) STRICT")
            #expect(throws: StoreError.editedMigration(path: path, name: "0001_a")) { try migrate(path, [edited]) }
        }
    }

    @Test func `A newer base and an unknown migration are refused`() throws {
        try TestFiles.withScratchFolder { folder in
            let path = folder.appending(path: "t.sqlite").path
            try migrate(path, [first, second])
            #expect(throws: StoreError.newerBase(path: path, migrations: ["0002_b"])) { try migrate(path, [first]) }
            #expect(throws: StoreError.editedMigration(path: path, name: "0001_a")) { try migrate(path, [second]) }
        }
    }

    @Test func `A failed migration leaves the base as it was`() throws {
        try TestFiles.withScratchFolder { folder in
            let path = folder.appending(path: "t.sqlite").path
            try migrate(path, [first])
            let broken = Migration(name: "0002_b", sql: "CREATE TABLE b (x INTEGER) STRICT; CREATE TABLE a (x)")
            #expect(throws: StoreError.self) { try migrate(path, [first, broken]) }
            let connection = try Connection(path: path, mode: .readOnly)
            #expect(try connection.first(Int.self, "SELECT count(*) FROM sqlite_schema WHERE name = 'b'") == 0)
            #expect(try connection.first(Int.self, "SELECT count(*) FROM schema_migration") == 1)
        }
    }

    @Test func `A base of the first schema keeps what it holds and gets what it lacks`() throws {
        try TestFiles.withScratchFolder { folder in
            let path = folder.appending(path: "t.sqlite").path
            try migrate(path, Array(Migration.embedded.prefix(1)))
            do {
                let connection = try Connection(path: path, mode: .readWrite)
                try connection.executeScript(
                    """
                    INSERT INTO article (article_key, article_id, published_on, text, sha256, ingested_at)
                    VALUES (1, 'abcd', '2026-01-28', 'Acme guides for $5 billion.', '\(verbatim: String(repeating: "ab", count: 32))', '');
                    INSERT INTO entity (entity_key, entity_id, kind, name) VALUES (7, 'company:acme', 'company', 'Acme');
                    INSERT INTO entity_alias (entity_key, alias) VALUES (7, 'Acme Inc.');
                    INSERT INTO mention (article_key, start, "end", entity_key, text) VALUES (1, 0, 4, 7, 'Acme');
                    INSERT INTO claim (
                        claim_key, claim_id, article_key, kind, confidence, quote, quote_start, quote_end, extractor
                    ) VALUES (3, 'c3', 1, 'capex_figures', 0.9, 'Acme guides', 0, 11, 'old');
                    INSERT INTO capex_figure (claim_key, company_key, low, high, currency, approximate, period, basis)
                    VALUES (3, 7, 5e9, 5e9, 'USD', 0, '2026', 'guidance');
                    """)
            }
            #expect(throws: StoreError.olderBase(path: path, missing: ["0002_judgements"])) {
                try KnowledgeBase(path: path, for: .reading, now: { "" })
            }
            let base = try KnowledgeBase(path: path, for: .updating, now: { "2026-02-01T00:00:00Z" })
            #expect(try base.damage().isEmpty)
            #expect(try base.fetch(CapexFigure.where { $0.company == "Acme" }.current()).map(\.claimID) == ["c3"])
            #expect(try base.entities(called: "Acme Inc.").map(\.name) == ["Acme"])
            #expect(
                try base.connection.first(String.self, "SELECT question FROM claim_history")
                    == "capex_figures|company:acme|2026|guidance")
        }
    }

    @Test func `Another program's file is refused and stays as it is`() throws {
        try TestFiles.withScratchFolder { folder in
            let path = folder.appending(path: "t.sqlite").path
            do {
                let connection = try Connection(path: path, mode: .readWriteCreate)
                try connection.executeScript("PRAGMA application_id = 42; CREATE TABLE theirs (x)")
            }
            let before = try Data(contentsOf: URL(filePath: path))
            #expect(throws: StoreError.foreignDatabase(path: path, applicationID: 42)) {
                try KnowledgeBase(path: path, for: .writing, now: { "" })
            }
            #expect(throws: StoreError.foreignDatabase(path: path, applicationID: 42)) {
                try KnowledgeBase.openForQueries(path: path).isInTransaction
            }
            #expect(try Data(contentsOf: URL(filePath: path)) == before)
        }
    }

    @Test func `A missing file and a text file are told apart`() throws {
        try TestFiles.withScratchFolder { folder in
            let missing = folder.appending(path: "none.sqlite").path
            #expect(throws: StoreError.noBase(path: missing)) {
                try KnowledgeBase(path: missing, for: .reading, now: { "" })
            }
            let text = folder.appending(path: "text.sqlite").path
            try String(repeating: "no database ", count: 100).write(toFile: text, atomically: true, encoding: .utf8)
            #expect(throws: StoreError.notADatabase(path: text)) {
                try KnowledgeBase(path: text, for: .reading, now: { "" })
            }
            #expect(throws: StoreError.notADatabase(path: text)) {
                try KnowledgeBase(path: text, for: .writing, now: { "" })
            }
        }
    }

    @Test func `The binary embeds the folder's migrations`() throws {
        let folder = TestFiles.root.appending(path: "Migrations").path
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".sql") }.sorted()
        #expect(Migration.embedded.map { $0.name + ".sql" } == names)
        for migration in Migration.embedded {
            #expect(migration.sql == (try TestFiles.text("Migrations/\(migration.name).sql")))
        }
    }
}

@Suite struct ReadOnlyPlacesTests {
    @Test func `An immutable connection reads a closed base and makes no file beside it`() throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            let path = folder.appending(path: "with space & 100%.sqlite").path
            do { _ = try KnowledgeBase(path: path, for: .writing, now: { "" }) }
            let connection = try Connection(path: path, mode: .immutable)
            #expect(try connection.first(Int.self, "SELECT count(*) FROM articles") == 0)
            #expect(throws: SQLiteError.self) { try connection.execute("DELETE FROM article") }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
        }
    }
}
