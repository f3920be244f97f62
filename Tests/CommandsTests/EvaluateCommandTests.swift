import Foundation
import TestSupport
import Testing

@Suite struct EvaluateCommandTests {
    private let text = """
        ---
        title: A new chief
        published: 2026-05-25
        ---
        Satya Nadella is chief executive of Microsoft. Nothing else is known so far about the plans of the firm.
        """

    /// One role that the text states, and one that it does not.
    private let gold = """
        {"id": "a", "entities": [
            {"kind": "company", "name": "Microsoft"}, {"kind": "person", "name": "Satya Nadella"}],
         "claims": [
            {"kind": "roles", "person": "Satya Nadella", "company": "Microsoft", "title": "chief executive",
             "status": "current", "quote": "Satya Nadella is chief executive of Microsoft"},
            {"kind": "roles", "person": "Satya Nadella", "company": "Microsoft", "title": "treasurer",
             "status": "current", "quote": "Satya Nadella is chief executive of Microsoft"}]}
        """

    private func write(_ files: [String: String], to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    }

    @Test func `Figures are printed, saved, and compared with saved ones`() throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            try write(["a.md": text, "a.gold.json": gold], to: folder.appending(path: "gold"))
            let run = try ProgramRun.dossier(["evaluate", "gold", "--misses", "5", "--json", "run.json"], in: folder)
            #expect(run.exitCode == 0, "\(run.errors)")
            let row = run.output.split(separator: "\n").first { $0.hasPrefix("roles ") }
            #expect(
                row?.split(separator: " ").map(String.init)
                    == ["roles", "2", "1.000", "0.500", "0.667", "1", "0", "1", "0"])
            #expect(run.output.contains("a  roles: person Satya Nadella, company Microsoft, title treasurer"))
            #expect(run.output.contains("“Satya Nadella is chief executive of Microsoft.”"))
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "dossier.sqlite").path))

            let saved = try Data(contentsOf: folder.appending(path: "run.json"))
            let object = try #require(JSONSerialization.jsonObject(with: saved) as? [String: Any])
            #expect(
                object.keys.sorted() == [
                    "articles", "attributes", "calibration", "claims", "entities", "entity_views", "evidence", "format",
                    "macro_f1", "views",
                ])
            let again = try ProgramRun.dossier(
                ["evaluate", "gold", "--json", "again.json", "--baseline", "run.json"], in: folder)
            #expect(again.exitCode == 0)
            #expect(again.output.hasSuffix("since run.json:\nno figure changed\n"))
            #expect(try Data(contentsOf: folder.appending(path: "again.json")) == saved)

            try write(["b.md": text, "b.gold.json": gold], to: folder.appending(path: "gold"))
            let more = try ProgramRun.dossier(
                ["evaluate", "gold", "--kinds", "roles", "--baseline", "run.json"], in: folder)
            #expect(more.exitCode == 0)
            #expect(more.errors.contains("measured on other articles"))
            let part = try ProgramRun.dossier(["evaluate", "gold", "--only", "b"], in: folder)
            #expect(part.output.hasPrefix("1 annotated article\n"))
        }
    }

    @Test func `Faults are told with file and place, and nothing is measured then`() throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            try write(["a.md": text, "a.gold.json": gold], to: folder.appending(path: "gold"))
            try write(
                [
                    "a.md": text, "a.gold.json": gold, "b.gold.json": gold,
                    "c.md": text, "c.gold.json": gold.replacingOccurrences(of: "\"treasurer\"", with: "5"),
                    "d.md": text, "d.gold.json": "{\"entities\": [],\n \"claims\": [}",
                ], to: folder.appending(path: "bad"))
            try write([:], to: folder.appending(path: "empty"))
            try write(["bad.json": "{}"], to: folder)
            let cases: [([String], Int32, [String])] = [
                (
                    ["bad"], 2,
                    [
                        "bad/b.md: the annotation has no article",
                        "bad/c.gold.json: line 6: claims[1].title must be a text",
                        "bad/d.gold.json: no valid JSON at line 2, column 13: '}' cannot stand here",
                    ]
                ),
                (["empty"], 2, ["no file here ends in .gold.json"]),
                (["nowhere"], 2, ["there is no such folder"]),
                (["gold", "--only", "a,x"], 2, ["gold/x.gold.json: there is no such annotation"]),
                (["gold", "--baseline", "none.json"], 2, ["none.json cannot be read"]),
                (["gold", "--baseline", "bad.json"], 2, ["this is no evaluation", "'format'"]),
                (["gold", "--json", "nowhere/x.json"], 2, ["nowhere/x.json cannot be written"]),
                (["gold", "--kinds", "role"], 64, ["Did you mean roles?"]),
                (["gold", "--kinds", ","], 64, ["--kinds needs at least one name"]),
                (["gold", "--misses", "-1"], 64, ["misses"]),
            ]
            for (arguments, code, messages) in cases {
                let run = try ProgramRun.dossier(["evaluate"] + arguments, in: folder)
                #expect(run.exitCode == code, "\(arguments)")
                #expect(run.output.isEmpty, "\(arguments)")
                for message in messages { #expect(run.errors.contains(message), "\(run.errors)") }
            }
        }
    }

    /// `score.py` beside the project compares a base with the same annotations by the same rules.
    @Test(.enabled(if: TestFiles.hasShared))
    func `Figures are those of the scorer of bases`() throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            let gold = TestFiles.fixtures.appending(path: "unseen").path
            #expect(try ProgramRun.dossier(["ingest", "--base", "a.sqlite", gold], in: folder).exitCode == 0)
            #expect(try ProgramRun.dossier(["evaluate", gold, "--json", "a.json"], in: folder).exitCode == 0)
            let scorer = Process()
            scorer.executableURL = URL(filePath: "/usr/bin/env")
            scorer.arguments = [
                "python3", TestFiles.shared.appending(path: "tools/score.py").path, "--gold", gold, "--db", "a.sqlite",
                "--json", "b.json",
            ]
            scorer.currentDirectoryURL = folder
            scorer.standardOutput = FileHandle.nullDevice
            try scorer.run()
            scorer.waitUntilExit()
            #expect(scorer.terminationStatus == 0)

            func object(_ name: String) throws -> [String: Any] {
                let data = try Data(contentsOf: folder.appending(path: name))
                return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
            }
            let (ours, theirs) = (try object("a.json"), try object("b.json"))
            func compare(_ score: Any?, _ name: String) throws {
                let score = try #require(score as? [String: Any])
                let other = try #require(theirs[name] as? [String: Any])
                for (key, otherKey) in [("precision", "p"), ("recall", "r"), ("f1", "f1")] {
                    let (left, right) = (try #require(score[key] as? Double), try #require(other[otherKey] as? Double))
                    #expect(abs(left - right) < 1e-9, "\(name) \(key)")
                }
            }
            for (view, score) in try #require(ours["views"] as? [String: Any]) { try compare(score, view) }
            try compare(ours["claims"], "claims")
            try compare(ours["entities"], "entities")
            let calibration = try #require(ours["calibration"] as? [String: Any])
            let (left, right) = (try #require(calibration["error"] as? Double), try #require(theirs["ece"] as? Double))
            #expect(abs(left - right) < 1e-9)
        }
    }
}
