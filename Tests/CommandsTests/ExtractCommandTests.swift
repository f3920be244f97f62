import Foundation
import TestSupport
import Testing

@Suite struct ExtractCommandTests {
    private func objects(_ output: String) throws -> [[String: Any]] {
        try output.split(separator: "\n").map {
            try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    @Test func `Claims are those that ingestion stores, in the order of the text`() throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            let article = TestFiles.fixtures.appending(path: "articles/muse-spark-retold.md").path
            let run = try ProgramRun.dossier(["extract", article], in: folder)
            #expect(run.exitCode == 0, "\(run.errors)")
            let claims = try objects(run.output)
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "dossier.sqlite").path))
            let starts = claims.compactMap { $0["quote_start"] as? Int }
            #expect(starts.count == claims.count)
            #expect(starts == starts.sorted())

            #expect(try ProgramRun.dossier(["ingest", article], in: folder).exitCode == 0)
            var count = 0
            for view in Set(claims.compactMap { $0["kind"] as? String }).sorted() {
                let stored = try objects(
                    ProgramRun.dossier(["export", view, "--format", "jsonl"], in: folder).output)
                let found = claims.filter { $0["kind"] as? String == view }.map { claim in
                    claim.filter { !["file", "kind"].contains($0.key) } as NSDictionary
                }
                let wanted = stored.map { row in
                    row.filter { !["published_on", "claim_id"].contains($0.key) } as NSDictionary
                }
                #expect(Set(found) == Set(wanted), "\(view)")
                count += wanted.count
            }
            #expect(count == claims.count)
            for claim in claims { #expect(claim["file"] as? String == article) }
        }
    }

    @Test func `Standard input is taken as it is, and options say what it leaves out`() throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            let text = "Satya Nadella is chief executive of Microsoft"
            let plain = try ProgramRun.dossier(["extract"], in: folder, input: text)
            #expect(plain.exitCode == 0, "\(plain.errors)")
            #expect(plain.output.hasPrefix("{\"file\": \"-\", \"article_id\": \""))
            let roles = try objects(plain.output).filter { $0["kind"] as? String == "roles" }
            #expect(roles.first?["person"] as? String == "Satya Nadella")
            #expect(roles.first?["period"] is NSNull)
            let header = try ProgramRun.dossier(
                ["extract", "-"], in: folder, input: "---\ntitle: A new chief\n---\n\(text)")
            #expect(try objects(header.output).first?["quote"] as? String == roles.first?["quote"] as? String)

            let relative = "Meta spent $3 billion on capital expenditures last year."
            let dated = try ProgramRun.dossier(
                ["extract", "--published", "2026-05-25", "--title", "Capex"], in: folder, input: relative)
            let figure = try objects(dated.output).first { $0["kind"] as? String == "capex_figures" }
            #expect(figure?["period"] as? String == "2025", "\(dated.output)")
        }
    }

    @Test func `What cannot be read is told, and the rest is read all the same`() throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            let text = "Satya Nadella is chief executive of Microsoft. That is all that is known so far."
            for (name, content) in [("a.md", text), ("b.md", ""), ("c.txt", "Nothing is said here of anybody.")] {
                try Data(content.utf8).write(to: folder.appending(path: name))
            }
            let run = try ProgramRun.dossier(["extract", "a.md", "b.md", "none.md"], in: folder)
            #expect(run.exitCode == 2)
            #expect(run.output.contains("Satya Nadella"))
            #expect(run.errors.contains("b.md: the file is empty"))
            #expect(run.errors.contains("none.md: no such file or folder"))
            #expect(try ProgramRun.dossier(["extract", "c.txt"], in: folder).exitCode == 1)
            for (arguments, code, message) in [
                (["-", "a.md"], Int32(64), "stands alone"),
                (["--published", "May", "a.md"], 64, "Write it as YYYY-MM-DD"),
                (["--title", "T", "a.md", "c.txt"], 64, "--title names one article"), ([], 2, "the file is empty"),
            ] {
                let run = try ProgramRun.dossier(["extract"] + arguments, in: folder)
                #expect(run.exitCode == code, "\(arguments)")
                #expect(run.errors.contains(message), "\(run.errors)")
            }
        }
    }
}
