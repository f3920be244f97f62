import Foundation
import TestSupport
import Testing

@Suite struct ImportCommandTests {
    private let article = """
        ---
        title: “Näher” to chips
        publisher: The Ledger
        published: 2026-05-25
        ---
        “Näher” is how Microsoft calls it. Satya Nadella is chief executive of Microsoft, or MSFT.
        """

    private func gold(_ claims: String) -> String {
        """
        {"id": "a", "entities": [
            {"kind": "company", "name": "Microsoft", "accept": ["MSFT"]}, {"kind": "person", "name": "Satya Nadella"}],
         "claims": [\(claims)]}
        """
    }

    private let role = """
        {"kind": "roles", "person": "Satya Nadella", "company": "Microsoft", "title": "chief executive",
         "status": "current", "optional": true, "quote": "Satya Nadella is chief executive of Microsoft"}
        """

    private func write(_ files: [String: String], to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    }

    @Test func `Annotated claims are stored as they stand, with their places in the text`() throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            try write(["a.md": article, "a.gold.json": gold(role)], to: folder.appending(path: "curated"))
            let run = try ProgramRun.dossier(["import", "--annotated", "curated"], in: folder)
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(run.output == "1 article stored, 1 claim, base dossier.sqlite\n")
            let sql = """
                SELECT r.person, r.confidence, r.extractor, r.quote_start,
                    substr(a.text, r.quote_start + 1, r.quote_end - r.quote_start) = r.quote
                FROM roles r JOIN articles a USING (article_id)
                """
            let rows = try ProgramRun.dossier(["sql", "--csv", sql], in: folder)
            #expect(rows.output.split(separator: "\r\n").last == "Satya Nadella,1.0,annotation,35,1")
            let mentions = try ProgramRun.dossier(
                ["sql", "--csv", "SELECT text, start FROM mentions ORDER BY start"], in: folder)
            #expect(
                mentions.output.split(separator: "\r\n").dropFirst()
                    == ["Microsoft,15", "Satya Nadella,35", "Microsoft,71", "MSFT,85"])

            let again = try ProgramRun.dossier(["import", "--annotated", "curated"], in: folder)
            #expect(again.exitCode == 0)
            #expect(again.output == "0 articles stored, 1 known already, 0 claims, base dossier.sqlite\n")
            #expect(try ProgramRun.dossier(["status", "--check"], in: folder).output.contains("no damage found"))
        }
    }

    @Test func `A claim that cannot be stored is named, and the others are stored`() throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            let elsewhere = role.replacing("is chief executive of Microsoft\"", with: "is chief of all\"")
            let figure = """
                {"kind": "capex_figures", "company": "Microsoft", "quote": "how Microsoft calls it"}
                """
            let wordless = """
                {"kind": "roles", "person": "Satya Nadella", "status": "current"}
                """
            try write(
                ["a.md": article, "a.gold.json": gold([role, elsewhere, figure, wordless].joined(separator: ","))],
                to: folder.appending(path: "curated"))
            let run = try ProgramRun.dossier(["import", "--annotated", "curated"], in: folder)
            #expect(run.exitCode == 2)
            #expect(run.output == "1 article stored, 1 claim, base dossier.sqlite\n")
            #expect(
                run.errors.contains(
                    "a.gold.json: claims[1] (roles) is left out: the article's text has no “Satya Nadella is chief of all”"
                ))
            #expect(run.errors.contains("claims[2] (capex_figures) is left out: no figure is left in it"))
            #expect(run.errors.contains("claims[3] (roles) is left out: it has no quote"))
        }
    }

    @Test func `To an article that was read the curated claims are added`() throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            let seat = role.replacing("chief executive\"", with: "host\"")
            try write(["a.md": article, "a.gold.json": gold(seat)], to: folder.appending(path: "curated"))
            #expect(try ProgramRun.dossier(["ingest", "curated"], in: folder).exitCode == 0)
            let run = try ProgramRun.dossier(["import", "--annotated", "curated"], in: folder)
            #expect(run.output == "0 articles stored, 1 known already, 1 claim, base dossier.sqlite\n")
        }
    }

    @Test func `A folder without annotations makes no base`() throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            try write(["a.md": article], to: folder.appending(path: "plain"))
            for path in ["plain", "nowhere"] {
                let run = try ProgramRun.dossier(["import", "--annotated", path], in: folder)
                #expect(run.exitCode == 2)
                #expect(!run.errors.isEmpty)
            }
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "dossier.sqlite").path))
        }
    }
}
