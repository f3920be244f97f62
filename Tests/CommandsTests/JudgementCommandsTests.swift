import Foundation
import SQLite
import TestSupport
import Testing

/// The commands with which people put a base right.
@Suite struct JudgementCommandsTests {
    private let story = TestFiles.fixtures.appending(path: "time").path

    /// A folder with a base of the story of `docs/time.md`.
    private func withBase(_ body: (URL) throws -> Void) throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            #expect(try ProgramRun.dossier(["ingest", story], in: folder).exitCode == 0)
            try body(folder)
        }
    }

    private func value(_ sql: String, _ folder: URL) throws -> String? {
        let connection = try Connection(path: folder.appending(path: "dossier.sqlite").path, mode: .readOnly)
        return try connection.first(String?.self, SQL(verbatim: sql)) ?? nil
    }

    private func export(_ folder: URL, _ name: String, base: String = "dossier.sqlite") throws -> [String: Data] {
        #expect(try ProgramRun.dossier(["export", "--all", name, "--base", base], in: folder).exitCode == 0)
        var files: [String: Data] = [:]
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: name).path) {
            files[file] = try Data(contentsOf: folder.appending(path: "\(name)/\(file)"))
        }
        return files
    }

    @Test func `A rejected claim leaves the views, is still shown on demand, and comes back with undo`() throws {
        try withBase { folder in
            let before = try export(folder, "before")
            let claim = try #require(
                try value("SELECT claim_id FROM current_capex_figures WHERE company = 'Meta'", folder))
            let missing = try ProgramRun.dossier(["reject", claim], in: folder)
            #expect(missing.exitCode == 64)
            #expect(missing.errors.contains("--reason"))
            let run = try ProgramRun.dossier(
                ["reject", String(claim.prefix(8)), "--reason", "wrong range", "--by", "ada"], in: folder)
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(try value("SELECT claim_id FROM claims WHERE claim_id = '\(claim)'", folder) == nil)
            #expect(try value("SELECT state FROM all_claims WHERE claim_id = '\(claim)'", folder) == "rejected")
            #expect(try !ProgramRun.dossier(["show", "Meta"], in: folder).output.contains(claim))
            #expect(
                try ProgramRun.dossier(["show", "Meta", "--include-rejected"], in: folder).output.contains(
                    "\(claim) · rejected"))
            #expect(
                try ProgramRun.dossier(["why", claim], in: folder).output.contains("rejected by ada on"))
            // Reading the article again changes nothing about it.
            #expect(try ProgramRun.dossier(["ingest", story], in: folder).exitCode == 0)
            let rebuilt = try ProgramRun.dossier(["rebuild"], in: folder)
            #expect(rebuilt.output.contains("0 claims added, 0 dropped, 0 changed"))
            #expect(try value("SELECT state FROM all_claims WHERE claim_id = '\(claim)'", folder) == "rejected")
            #expect(try ProgramRun.dossier(["undo"], in: folder).exitCode == 0)
            #expect(try export(folder, "after") == before)
            #expect(try ProgramRun.dossier(["undo"], in: folder).exitCode == 1)
        }
    }

    @Test func `An amended claim says what the person says, by the same words`() throws {
        try withBase { folder in
            let claim = try #require(
                try value("SELECT claim_id FROM capex_figures WHERE published_on = '2026-01-28'", folder))
            for (set, message) in [
                ("perid=2027", "no column 'perid'"), ("period=soon", "is no period"), ("basis=hope", "basis holds"),
                ("low=900e9", "break the contract"), ("period=2026", "says already"),
            ] {
                let run = try ProgramRun.dossier(["amend", claim, "--set", set, "--reason", "x"], in: folder)
                #expect(run.exitCode == 2)
                #expect(run.errors.contains(message), "\(run.errors)")
            }
            let run = try ProgramRun.dossier(
                ["amend", claim, "--set", "period=2027", "--set", "high=", "--reason", "next year's"], in: folder)
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(
                try value(
                    """
                    SELECT low || ' ' || coalesce(high, '-') || ' ' || confidence || ' ' || quote_start
                    FROM capex_figures WHERE period = '2027'
                    """, folder) == "115000000000.0 - 1.0 0")
            #expect(try value("SELECT state FROM all_claims WHERE claim_id = '\(claim)'", folder) == "amended")
            let again = try ProgramRun.dossier(["confirm", claim], in: folder)
            #expect(again.exitCode == 2)
            #expect(again.errors.contains("was amended"))
        }
    }

    @Test func `Corrections travel in a file and hold before the articles come`() throws {
        try withBase { folder in
            let claim = try #require(
                try value("SELECT claim_id FROM capex_figures WHERE published_on = '2026-06-15'", folder))
            for arguments in [
                ["confirm", claim], ["rename", "Meta", "Meta Platforms"],
                ["alias", "add", "Meta Platforms", "the Menlo Park firm"],
            ] { #expect(try ProgramRun.dossier(arguments, in: folder).exitCode == 0) }
            let file = try ProgramRun.dossier(["corrections", "export"], in: folder).output
            #expect(file.split(separator: "\n").count == 3)
            let imported = try ProgramRun.dossier(
                ["corrections", "import", "--base", "other.sqlite", "-"], in: folder, input: file)
            #expect(imported.output == "3 judgements added\n", "\(imported.errors)")
            #expect(try ProgramRun.dossier(["ingest", "--base", "other.sqlite", story], in: folder).exitCode == 0)
            #expect(try export(folder, "one") == export(folder, "other", base: "other.sqlite"))
            for (line, message) in [
                ("{", "no judgement in JSON"), ("{\"action\":\"merge\"}", "no judgement in JSON"),
                (
                    "{\"action\":\"merge\",\"entity\":\"a\",\"reason\":\"\",\"made_by\":\"\",\"made_at\":\"\"}",
                    "says nothing"
                ),
            ] {
                let run = try ProgramRun.dossier(["corrections", "import", "-"], in: folder, input: file + line)
                #expect(run.exitCode == 2)
                #expect(run.errors.contains("line 4") && run.errors.contains(message), "\(run.errors)")
            }
            #expect(
                try ProgramRun.dossier(["corrections", "import", "-"], in: folder, input: file).output
                    == "0 judgements added, 3 known already\n")
        }
    }

    @Test func `Entities are merged, told apart and given other names`() throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            let articles = TestFiles.fixtures.appending(path: "articles").path
            #expect(try ProgramRun.dossier(["ingest", articles], in: folder).exitCode == 0)
            let before = try export(folder, "before")
            #expect(try ProgramRun.dossier(["merge", "OpenAI", "GPT-5.4"], in: folder).exitCode == 2)
            let unknown = try ProgramRun.dossier(["merge", "OpenAI", "Antropic"], in: folder)
            #expect(unknown.exitCode == 1)
            #expect(unknown.errors.contains("Did you mean 'Anthropic'"))
            #expect(try ProgramRun.dossier(["merge", "OpenAI", "Anthropic"], in: folder).exitCode == 0)
            #expect(
                try value("SELECT count(*) || '' FROM entities WHERE name IN ('OpenAI', 'Anthropic')", folder) == "1")
            #expect(
                try ProgramRun.dossier(["history", "OpenAI"], in: folder).output.contains(
                    "counts as it: company:anthropic, judgement"))
            let split = try ProgramRun.dossier(["split", "company:anthropic", "--from", "OpenAI"], in: folder)
            #expect(split.exitCode == 0, "\(split.errors)")
            #expect(
                try value("SELECT count(*) || '' FROM entities WHERE name IN ('OpenAI', 'Anthropic')", folder) == "2")
            #expect(try export(folder, "after") == before)

            let article = try #require(
                try value("SELECT article_id FROM mentions WHERE entity_id = 'company:openai' LIMIT 1", folder))
            let own = try ProgramRun.dossier(
                ["split", "OpenAI", "--article", String(article.prefix(10)), "--as", "Another OpenAI"], in: folder)
            #expect(own.exitCode == 0, "\(own.errors)")
            #expect(
                try value(
                    "SELECT count(*) || '' FROM mentions WHERE article_id = '\(article)' AND entity_id = 'company:openai'",
                    folder)
                    == "0")
            #expect(
                try value(
                    "SELECT name FROM entities WHERE entity_id = 'company:another-openai'", folder) == "Another OpenAI")
            #expect(try ProgramRun.dossier(["undo"], in: folder).exitCode == 0)
            #expect(try export(folder, "undone") == before)
            #expect(try ProgramRun.dossier(["split", "OpenAI"], in: folder).exitCode == 64)
        }
    }

    @Test func `Bases are brought together, articles removed, and mistakes told`() throws {
        try withBase { folder in
            let whole = try export(folder, "whole")
            let file = "\(story)/2026-04-30-daily-investor.md"
            #expect(try ProgramRun.dossier(["remove", file], in: folder).exitCode == 0)
            #expect(try value("SELECT claim_id FROM disagreements", folder) == nil)
            #expect(try ProgramRun.dossier(["remove", "abcdef"], in: folder).exitCode == 1)
            #expect(try ProgramRun.dossier(["ingest", "--base", "other.sqlite", file], in: folder).exitCode == 0)
            let merged = try ProgramRun.dossier(["merge-base", "other.sqlite"], in: folder)
            #expect(merged.output.hasPrefix("1 articles stored"), "\(merged.errors)")
            #expect(try export(folder, "merged") == whole)
            // Judging a base that is not there makes none.
            for command in [["undo"], ["rebuild"], ["merge", "A", "B"], ["review"], ["corrections"]] {
                #expect(try ProgramRun.dossier(command + ["--base", "none.sqlite"], in: folder).exitCode == 2)
            }
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "none.sqlite").path))
        }
    }

    @Test func `A review asks for what is doubtful, keeps every decision and goes on where it was`() throws {
        try withBase { folder in
            let all = ["review", "--below", "1", "--by", "ada"]
            let list = try ProgramRun.dossier(all + ["--list"], in: folder).output.split(separator: "\n")
            #expect(list.count == 6)
            // Accept, take it back, reject, skip, amend with a mistake first, quit.
            let run = try ProgramRun.dossier(
                all, in: folder, input: "a\nu\nr\ns\ne\nperid=1\ne\nperiod=2027\nx\nq\n")
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(run.output.contains("1 accepted") == false)
            #expect(
                run.output.hasSuffix("0 accepted, 1 rejected, 1 amended, 1 skipped, 3 left\n"),
                "\(run.output.suffix(90))")
            #expect(run.output.contains("no column 'perid'"))
            #expect(run.output.contains("'x' is no key here"))
            #expect(try value("SELECT count(*) || '' FROM judgements WHERE made_by = 'ada'", folder) == "4")
            let rest = try ProgramRun.dossier(all + ["--list"], in: folder).output.split(separator: "\n")
            #expect(rest.count == 4)
        }
    }
}
