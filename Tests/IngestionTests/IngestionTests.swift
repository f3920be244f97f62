import Foundation
import KnowledgeModel
import KnowledgeStore
import SQLite
import TestSupport
import Testing

@testable import Ingestion

@Suite struct IngestionTests {
    private func base(_ folder: URL, _ name: String) throws -> KnowledgeBase {
        try KnowledgeBase(path: folder.appending(path: name).path, for: .writing, now: { "2026-01-01T00:00:00Z" })
    }

    /// Every row of every exported view, sorted.
    private func content(_ base: KnowledgeBase) throws -> [String] {
        let connection = try KnowledgeBase.openForQueries(path: base.path, limits: QueryLimits(thousandsOfSteps: nil))
        var rows: [String] = []
        for view in PublicViews.exported {
            var statement = try connection.prepare("SELECT * FROM \(identifier: view)")
            while try statement.step() {
                var row = view
                for index in 0..<statement.columnCount { row += "|\(try statement.read(index, as: Value.self))" }
                rows.append(row)
            }
        }
        return rows.sorted()
    }

    @Test func `Any order and any split of articles gives the same base`() throws {
        let paths = try TestFiles.fixtureArticles()
        try TestFiles.withScratchFolder { folder in
            let whole = try base(folder, "whole.sqlite")
            let report = try whole.ingest(paths)
            #expect(report.stored == paths.count)
            #expect(report.problems.isEmpty)
            let expected = try content(whole)

            var generator = SeededGenerator(seed: 3)
            for round in 0..<3 {
                let other = try base(folder, "other\(round).sqlite")
                let shuffled = paths.shuffled(using: &generator)
                let cut = Int.random(in: 0...paths.count, using: &generator)
                _ = try other.ingest(Array(shuffled[..<cut]))
                _ = try other.ingest(Array(shuffled[cut...]))
                #expect(try content(other) == expected)
                #expect(try other.damage().isEmpty)
            }

            let again = try whole.ingest(paths)
            #expect(again.stored == 0)
            #expect(again.unchanged == paths.count)
            #expect(try content(whole) == expected)
        }
    }

    @Test func `Every quote of the base is the text at its offsets`() throws {
        try TestFiles.withScratchFolder { folder in
            let base = try base(folder, "b.sqlite")
            _ = try base.ingest([TestFiles.fixtures.appending(path: "articles").path])
            let connection = try KnowledgeBase.openForQueries(path: base.path)
            let wrong = try connection.first(
                Int.self,
                """
                SELECT count(*) FROM claims c JOIN articles a USING (article_id)
                WHERE substr(a.text, c.quote_start + 1, c.quote_end - c.quote_start) <> c.quote
                """)
            #expect(wrong == 0)
            let mentions = try connection.first(
                Int.self,
                """
                SELECT count(*) FROM mentions m JOIN articles a USING (article_id)
                WHERE substr(a.text, m.start + 1, m."end" - m.start) <> m.text
                """)
            #expect(mentions == 0)
            #expect((try connection.first(Int.self, "SELECT count(*) FROM claims") ?? 0) > 150)
        }
    }

    @Test func `One bad file is reported and the others are read`() throws {
        try TestFiles.withScratchFolder { folder in
            try Data([0, 1, 2]).write(to: folder.appending(path: "a.md"))
            try Data("Quillon AI has opened its vault. Nobody came.".utf8).write(to: folder.appending(path: "b.md"))
            let base = try base(folder, "b.sqlite")
            let report = try base.ingest([folder.path, folder.path + "/missing.md"])
            #expect(report.stored == 1)
            #expect(report.problems.map(\.path).sorted() == [folder.path + "/a.md", folder.path + "/missing.md"])
        }
    }

    @Test(.enabled(if: TestFiles.hasShared, "the annotated seed article lies beside the project only"))
    func `The seed article gives every required claim and none that is false`() throws {
        try TestFiles.withScratchFolder { folder in
            let base = try base(folder, "b.sqlite")
            _ = try base.ingest([TestFiles.shared.appending(path: "seeds/muse-spark.txt").path])
            let score = Process()
            score.executableURL = URL(filePath: "/usr/bin/env")
            let result = folder.appending(path: "score.json").path
            score.arguments = [
                "python3", TestFiles.shared.appending(path: "tools/score.py").path, "--gold",
                TestFiles.shared.appending(path: "seeds").path,
                "--db", base.path, "--json", result,
            ]
            score.standardOutput = FileHandle.nullDevice
            try score.run()
            score.waitUntilExit()
            let json = try #require(
                try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: result))) as? [String: Any])
            for part in ["claims", "entities"] {
                let figures = try #require(json[part] as? [String: Any])
                #expect(figures["p"] as? Double == 1)
                #expect(figures["r"] as? Double == 1)
            }
            #expect(json["bad_quotes"] as? Int == 0)
        }
    }
}
