import Foundation
import SQLite
import TestSupport
import Testing

/// Rules and names of the user's own, from the command line and from the folder beside a base.
@Suite struct ReadingOptionsTests {
    private let rules = """
        # How my articles tell of deals that are off.
        rule my.walk-away
        fills acquisitions
        on verb walk away, back out
        acquirer: agent company
        target: prep(from of) company | object company
        status = blocked
        yes Nvidia walked away from Wayve. => acquirer Nvidia; target Wayve; status blocked
        """
    private let companies = """
        #name\ttype\tparent\tticker\theadquarters\taliases\tnouns
        zyx quillon\tcompany\tNvidia\tZQ\tParis\tzq labs\tquill maker
        """
    private let article = "---\npublished: 2026-05-25\n---\nNvidia walked away from Wayve on Monday.\n"

    private func withFolder(_ body: (URL) throws -> Void) throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            try write(rules, "my.rules", folder)
            try write(companies, "names/companies.tsv", folder)
            try write(article, "a.md", folder)
            try write("On Monday zyx quillon hired Demis Hassabis.\n", "b.md", folder)
            try body(folder)
        }
    }

    private func write(_ text: String, _ path: String, _ folder: URL) throws {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    @Test func `A user's rule finds claims in every command, and why shows it`() throws {
        try withFolder { (folder: URL) throws in
            let without = try ProgramRun.dossier(["extract", "a.md"], in: folder)
            #expect(!without.output.contains("my.walk-away"))
            let with = try ProgramRun.dossier(["extract", "--rules", "my.rules", "a.md"], in: folder)
            #expect(
                with.output.contains("\"acquirer\": \"Nvidia\", \"target\": \"Wayve\""), "\(with.output)\(with.errors)")
            #expect(with.output.contains("\"extractor\": \"my.walk-away\""))

            #expect(try ProgramRun.dossier(["ingest", "--rules", "my.rules", "a.md"], in: folder).exitCode == 0)
            let stored = try ProgramRun.dossier(
                ["sql", "--csv", "SELECT claim_id, status FROM acquisitions WHERE extractor = 'my.walk-away'"],
                in: folder)
            let id = String(stored.output.split(separator: "\r\n").last?.prefix(16) ?? "")
            #expect(stored.output.hasSuffix("blocked\r\n"))
            let why = try ProgramRun.dossier(["why", "--rules", "my.rules", id], in: folder)
            #expect(why.output.contains("rule my.walk-away, my.rules:2, set off by “walked away”"), "\(why.output)")
            let plain = try ProgramRun.dossier(["why", id], in: folder)
            #expect(plain.output.contains("name the same files here"), "\(plain.output)")
        }
    }

    @Test func `Evaluation takes rules and names`() throws {
        try withFolder { (folder: URL) throws in
            try write(article, "gold/a.md", folder)
            try write(
                """
                {"id": "a", "entities": [{"kind": "company", "name": "Nvidia"}, {"kind": "company", "name": "Wayve"}],
                 "claims": [{"kind": "acquisitions", "acquirer": "Nvidia", "target": "Wayve", "status": "blocked",
                             "quote": "Nvidia walked away from Wayve"}]}
                """, "gold/a.gold.json", folder)
            let command = ["evaluate", "gold", "--kinds", "acquisitions"]
            func recall(_ options: [String]) throws -> Substring? {
                let output = try ProgramRun.dossier(command + options, in: folder).output
                return output.split(separator: "\n").first { $0.hasPrefix("acquisitions") }?.split(separator: " ")[3]
            }
            #expect(try recall([]) == "0.000")
            #expect(try recall(["--rules", "my.rules", "--lexicon", "names"]) == "1.000")
        }
    }

    @Test(arguments: [["--lexicon", "names/companies.tsv"], ["--lexicon", "names"], ["--lexicon", "names/"]])
    func `A company that nobody knows is found by a user's file or folder`(_ options: [String]) throws {
        try withFolder { (folder: URL) throws in
            let without = try ProgramRun.dossier(["extract", "b.md"], in: folder)
            #expect(!without.output.contains("zyx quillon\", \"title\""), "\(without.output)")
            let with = try ProgramRun.dossier(["extract"] + options + ["b.md"], in: folder)
            #expect(with.output.contains("\"company\": \"zyx quillon\""), "\(with.output)\(with.errors)")
        }
    }

    @Test func `The folder beside a base is taken by ingest and why`() throws {
        try withFolder { (folder: URL) throws in
            try write(companies, "ai.sqlite.lexicon/companies.tsv", folder)
            try write("notes", "ai.sqlite.lexicon/notes.md", folder)
            #expect(try ProgramRun.dossier(["ingest", "--base", "ai.sqlite", "b.md"], in: folder).exitCode == 0)
            let companies = try ProgramRun.dossier(
                [
                    "sql", "--base", "ai.sqlite", "--csv",
                    "SELECT name, parent, ticker FROM companies WHERE ticker = 'ZQ'",
                ],
                in: folder)
            #expect(companies.output.hasSuffix("zyx quillon,Nvidia,ZQ\r\n"), "\(companies.output)")
            let claims = try ProgramRun.dossier(
                ["sql", "--base", "ai.sqlite", "--csv", "SELECT claim_id FROM roles"], in: folder)
            let id = String(claims.output.split(separator: "\r\n").last ?? "")
            let why = try ProgramRun.dossier(["why", "--base", "ai.sqlite", id], in: folder)
            #expect(why.output.contains("named: “zyx quillon”"), "\(why.output)")
        }
    }

    @Test(arguments: [
        (["--rules", "broken.rules"], "broken.rules:2: no view is called \"mergers\""),
        (["--rules", "my.rules", "--rules", "my.rules"], "my.rules:2: a rule called my.walk-away is there already"),
        (["--rules", "none.rules"], "none.rules cannot be read"),
        (["--rules", "latin.rules"], "latin.rules: the text is not UTF-8"),
        (["--lexicon", "bad/companies.tsv"], "bad/companies.tsv:2: \"firm\" is no type of company"),
        (["--lexicon", "bad"], "bad/companies.tsv:2: \"firm\" is no type of company"),
        (["--lexicon", "misspelt"], "misspelt/company.tsv: no file of names is called company.tsv"),
        (["--lexicon", "empty"], "empty: no file of names in this folder"),
        (["--lexicon", "none.tsv"], "none.tsv cannot be read"),
        (["--lexicon", "my.rules"], "my.rules: no file of names is called my.rules"),
    ])
    func `A wrong file is named, and nothing is stored`(_ options: [String], _ message: String) throws {
        try withFolder { (folder: URL) throws in
            try write("rule a.b\nfills mergers\n", "broken.rules", folder)
            try Data([0x72, 0xFF, 0xFE]).write(to: folder.appending(path: "latin.rules"))
            try write(companies.replacing("\tcompany\t", with: "\tfirm\t"), "bad/companies.tsv", folder)
            try write(companies, "misspelt/company.tsv", folder)
            try write("x", "empty/readme.md", folder)
            for command in [["ingest"], ["extract"], ["evaluate"]] {
                let run = try ProgramRun.dossier(command + options + ["a.md"], in: folder)
                #expect(run.exitCode == 2, "\(command)")
                #expect(run.errors.contains("dossier: \(message)"), "\(command) \(run.errors)")
                #expect(run.output.isEmpty)
            }
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "dossier.sqlite").path))
        }
    }
}
