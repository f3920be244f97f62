import Foundation
import SQLite
import TestSupport
import Testing

@Suite struct CommandsTests {
    private func withBase(_ body: (URL) throws -> Void) throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            let articles = TestFiles.fixtures.appending(path: "articles").path
            let run = try ProgramRun.dossier(["ingest", articles], in: folder)
            #expect(run.exitCode == 0, "\(run.errors)")
            try body(folder)
        }
    }

    @Test func `The base is where --base, DOSSIER_BASE or the folder says`() throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            let article = TestFiles.fixtures.appending(path: "articles/muse-spark-retold.md").path
            #expect(try ProgramRun.dossier(["ingest", article], in: folder).exitCode == 0)
            #expect(try ProgramRun.dossier(["ingest", "--base", "a.sqlite", article], in: folder).exitCode == 0)
            #expect(
                try ProgramRun.dossier(["ingest", article], in: folder, environment: ["DOSSIER_BASE": "b.sqlite"])
                    .exitCode == 0)
            for name in ["dossier.sqlite", "a.sqlite", "b.sqlite"] {
                #expect(FileManager.default.fileExists(atPath: folder.appending(path: name).path))
            }
        }
    }

    @Test(arguments: [
        (["status"], Int32(2), "there is no base at dossier.sqlite"),
        (["sql", "SELECT 1"], 2, "there is no base"),
        (["export", "compnies"], 64, "Did you mean companies"),
        (["export"], 64, "Name one view"),
        (["sql", "--csv", "--json", "SELECT 1"], 64, "Choose one"),
        (["ingest"], 64, "Missing expected argument"),
        (["statsu"], 64, "statsu"),
        (["articles", "--limit", "-1"], 64, "limit"),
        (["ingest", "nowhere"], 2, "no such file or folder"),
        (["analyze", "nowhere.md"], 2, "cannot be read"),
        (["analyze", "--date", "May", "x.md"], 64, "Write it as YYYY-MM-DD"),
        (["analyze", "--format", "xml", "x.md"], 64, "xml"),
    ])
    func `Mistakes get a message and an exit code`(_ arguments: [String], _ code: Int32, _ message: String) throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            let run = try ProgramRun.dossier(arguments, in: folder)
            #expect(run.exitCode == code)
            #expect(run.errors.contains(message), "\(run.errors)")
        }
    }

    @Test func `Analyze draws a text, and writes CoNLL-U and JSON that others read`() throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            let text = "Acme AI, a Paris start-up, said on Tuesday that it had raised $3 billion last year."
            try Data(text.utf8).write(to: folder.appending(path: "a.txt"))
            let drawing = try ProgramRun.dossier(["analyze", "--date", "2026-05-25", "a.txt"], in: folder)
            #expect(drawing.exitCode == 0)
            for part in ["said  root  VERB VBD  say", "$3 billion  =  3,000,000,000 USD", "last year  =  2025"] {
                #expect(drawing.output.contains(part), "\(drawing.output)")
            }
            let conllu = try ProgramRun.dossier(["analyze", "--format", "conllu", "a.txt"], in: folder)
            let rows = conllu.output.split(separator: "\n").filter { !$0.hasPrefix("#") }
            #expect(rows.count == 22)
            #expect(rows.allSatisfy { $0.split(separator: "\t", omittingEmptySubsequences: false).count == 10 })
            let json = try ProgramRun.dossier(["analyze", "--format", "json", "a.txt"], in: folder)
            let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
            #expect(Set(object?.keys.map { $0 } ?? []) == ["sentences", "names", "amounts", "times", "durations"])
        }
    }

    @Test func `Text in another language is left alone, and said to be`() throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            let text = """
                Die Firma Acme hat am Montag mitgeteilt, dass sie in diesem Jahr 3 Milliarden Dollar für Rechenzentren \
                ausgibt. Der Umsatz von Acme ist um 9 Prozent auf 4 Milliarden Dollar gestiegen, und das ist mehr als \
                im Jahr davor, wie es aus der Firma heißt.
                """
            try Data(text.utf8).write(to: folder.appending(path: "a.md"))
            let analysis = try ProgramRun.dossier(["analyze", "a.md"], in: folder)
            #expect(analysis.exitCode == 1)
            #expect(analysis.errors.contains("not in English"))
            let run = try ProgramRun.dossier(["ingest", "a.md"], in: folder)
            #expect(run.output.contains("1 article stored, 0 claims"), "\(run.output)")
        }
    }

    @Test func `Exported CSV read by another program equals the views row for row`() throws {
        try withBase { (folder: URL) throws in
            #expect(try ProgramRun.dossier(["export", "--all", "out"], in: folder).exitCode == 0)
            let script = """
                import csv, sqlite3, sys, os
                db = sqlite3.connect('dossier.sqlite')
                for name in sorted(os.listdir('out')):
                    view = name[:-4]
                    with open('out/' + name, newline='', encoding='utf-8') as f:
                        rows = list(csv.reader(f, strict=True))
                    cursor = db.execute(f'select * from {view}')
                    assert rows[0] == [c[0] for c in cursor.description], view
                    want = sorted([['' if v is None else str(v) for v in r] for r in cursor])
                    assert sorted(rows[1:]) == want, view
                    print(view, len(want))
                """
            let python = Process()
            python.executableURL = URL(filePath: "/usr/bin/env")
            python.arguments = ["python3", "-c", script]
            python.currentDirectoryURL = folder
            try python.run()
            python.waitUntilExit()
            #expect(python.terminationStatus == 0)
        }
    }

    @Test func `Every view answers in the sqlite3 shell`() throws {
        try withBase { (folder: URL) throws in
            let views = try ProgramRun.dossier(
                ["sql", "--csv", "SELECT name FROM sqlite_schema WHERE type = 'view'"], in: folder)
            for view in views.output.split(separator: "\r\n").dropFirst() {
                let shell = Process()
                shell.executableURL = URL(filePath: "/usr/bin/env")
                shell.arguments = [
                    "sqlite3", "-readonly", folder.appending(path: "dossier.sqlite").path, "SELECT * FROM \(view)",
                ]
                shell.standardOutput = FileHandle.nullDevice
                try shell.run()
                shell.waitUntilExit()
                #expect(shell.terminationStatus == 0, "\(view)")
            }
        }
    }

    @Test func `SQL comes from the command line or from standard input, and changes nothing`() throws {
        try withBase { (folder: URL) throws in
            let argument = try ProgramRun.dossier(["sql", "--json", "SELECT 1 AS one, NULL AS none"], in: folder)
            #expect(argument.output == "[\n{\"one\": 1, \"none\": null}\n]\n")
            let input = try ProgramRun.dossier(["sql", "--csv"], in: folder, input: "SELECT 'a,b' AS x -- comment\n")
            #expect(input.output == "x\r\n\"a,b\"\r\n")
            for sql in ["DELETE FROM claim", "DROP VIEW claims", "ATTACH 'x' AS y", "PRAGMA user_version = 3"] {
                let run = try ProgramRun.dossier(["sql", sql], in: folder)
                #expect(run.exitCode == 2)
                #expect(run.errors.contains("only queries are allowed"), "\(run.errors)")
            }
            let typo = try ProgramRun.dossier(["sql", "SELECT * FROM capex_figurs"], in: folder)
            #expect(typo.exitCode == 2)
            #expect(typo.errors.contains("Did you mean capex_figures"))
            #expect(try ProgramRun.dossier(["sql", "SELECT 1 WHERE 0"], in: folder).exitCode == 1)
        }
    }

    @Test func `Show finds an entity by name, alias and identifier, and suggests`() throws {
        try withBase { (folder: URL) throws in
            for name in ["Meta", "meta", "company:meta", "Meta Platforms"] {
                let run = try ProgramRun.dossier(["show", name], in: folder)
                #expect(run.exitCode == 0)
                #expect(run.output.hasPrefix("Meta  (company, company:meta)"), "\(name): \(run.output.prefix(60))")
                #expect(run.output.contains("capex_figures"))
            }
            let typo = try ProgramRun.dossier(["show", "Nvdia"], in: folder)
            #expect(typo.exitCode == 1)
            #expect(typo.errors.contains("'Nvidia'"), "\(typo.errors)")
        }
    }

    @Test func `A closed pipe is no failure`() throws {
        try withBase { (folder: URL) throws in
            let shell = Process()
            shell.executableURL = URL(filePath: "/bin/bash")
            shell.arguments = [
                "-c", "set -o pipefail; '\(ProgramRun.executable.path)' export mentions | head -1 > /dev/null",
            ]
            shell.currentDirectoryURL = folder
            try shell.run()
            shell.waitUntilExit()
            #expect(shell.terminationStatus == 0)
        }
    }

    @Test func `An ingestion that is killed leaves whole articles and can be resumed`() throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            let articles = TestFiles.fixtures.appending(path: "articles").path
            #expect(try ProgramRun.dossier(["ingest", "--base", "whole.sqlite", articles], in: folder).exitCode == 0)
            var generator = SeededGenerator(seed: 5)
            for round in 0..<6 {
                let process = Process()
                process.executableURL = ProgramRun.executable
                process.arguments = ["ingest", "--base", "killed.sqlite", articles]
                process.currentDirectoryURL = folder
                process.standardOutput = FileHandle.nullDevice
                process.standardError = FileHandle.nullDevice
                try process.run()
                usleep(UInt32(Int.random(in: 5_000...(80_000 * (round + 1)), using: &generator)))
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
                if FileManager.default.fileExists(atPath: folder.appending(path: "killed.sqlite").path) {
                    let check = try Connection(path: folder.appending(path: "killed.sqlite").path, mode: .readWrite)
                    #expect(try check.first(String.self, "PRAGMA integrity_check") == "ok")
                }
            }
            #expect(try ProgramRun.dossier(["ingest", "--base", "killed.sqlite", articles], in: folder).exitCode == 0)
            for name in ["whole", "killed"] {
                #expect(
                    try ProgramRun.dossier(["export", "--all", name, "--base", "\(name).sqlite"], in: folder).exitCode
                        == 0)
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "whole").path)
            #expect(names.count == 31)
            for name in names {
                #expect(
                    try Data(contentsOf: folder.appending(path: "whole/\(name)"))
                        == Data(contentsOf: folder.appending(path: "killed/\(name)")), "\(name)")
            }
        }
    }
}
