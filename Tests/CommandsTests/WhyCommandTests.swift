import Foundation
import SQLite
import TestSupport
import Testing

@Suite struct WhyCommandTests {
    private let text = """
        ---
        title: Quillon raises money
        published: 2026-05-25
        ---
        Quillon AI, a Paris start-up, raised $30 million from Nvidia last week. The startup employs 40 people.
        """

    private func withBase(_ body: (URL) throws -> Void) throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            try Data(text.utf8).write(to: folder.appending(path: "a.md"))
            let run = try ProgramRun.dossier(["ingest", "a.md"], in: folder)
            #expect(run.exitCode == 0, "\(run.errors)")
            try body(folder)
        }
    }

    private func claimID(_ view: String, in folder: URL) throws -> String {
        let run = try ProgramRun.dossier(["sql", "--csv", "SELECT claim_id FROM \(view)"], in: folder)
        return String(try #require(run.output.split(separator: "\r\n").last))
    }

    @Test func `Why shows sentence, rule, columns, tree and confidence`() throws {
        try withBase { (folder: URL) throws in
            let id = try claimID("funding_rounds", in: folder)
            let run = try ProgramRun.dossier(["why", id], in: folder)
            #expect(run.exitCode == 0, "\(run.errors)")
            for part in [
                "funding_rounds  claim \(id)\n", "2026-05-25, Quillon raises money", "[company: Quillon AI]",
                "[trigger: raised] [amount: $30 million]", "rule funding.raise, deals.rules:", "set off by “raised”",
                "  on verb raise\n", "read by @deal-status", "not stated: ", "raised  root  VERB", "\nconfidence ",
                "said: “$30 million”", "named: “Quillon AI”", "  (all)\n",
            ] { #expect(run.output.contains(part), "\(part)\n\(run.output)") }

            let headcount = try ProgramRun.dossier(["why", claimID("headcounts", in: folder)], in: folder)
            #expect(headcount.output.contains("described: “The startup”"), "\(headcount.output)")
        }
    }

    @Test func `The beginning of an identifier is enough if it is the only one`() throws {
        try withBase { (folder: URL) throws in
            let id = try claimID("headcounts", in: folder)
            let whole = try ProgramRun.dossier(["why", id], in: folder)
            let short = try ProgramRun.dossier(["why", String(id.prefix(12)).uppercased()], in: folder)
            #expect(short.output == whole.output)
            #expect(short.exitCode == 0)
            // Twice as many claims as there are hexadecimal digits share a first digit; here two are made to.
            let connection = try Connection(path: folder.appending(path: "dossier.sqlite").path, mode: .readWrite)
            try connection.execute(
                """
                INSERT INTO claim (claim_id, article_key, kind, confidence, quote, quote_start, quote_end, extractor)
                SELECT 'aaaaaaaaaaaaaa0' || column1, 1, 'roles', 0.5, 'Q', 0, 1, 'x' FROM (VALUES (1), (2))
                """)
            let ambiguous = try ProgramRun.dossier(["why", "aaaaaaaaaaaaaa"], in: folder)
            #expect(ambiguous.exitCode == 2)
            #expect(
                ambiguous.errors.contains(
                    "several claims begin with 'aaaaaaaaaaaaaa': aaaaaaaaaaaaaa01 (roles), aaaaaaaaaaaaaa02 (roles)"),
                "\(ambiguous.errors)")
        }
    }

    @Test func `Show gives the identifiers that why takes`() throws {
        try withBase { (folder: URL) throws in
            let show = try ProgramRun.dossier(["show", "Quillon AI"], in: folder)
            #expect(show.output.contains("· claim \(try claimID("headcounts", in: folder))\n"), "\(show.output)")
        }
    }

    @Test func `A claim that is read no longer is shown as it is stored`() throws {
        try withBase { (folder: URL) throws in
            let id = try claimID("headcounts", in: folder)
            let connection = try Connection(path: folder.appending(path: "dossier.sqlite").path, mode: .readWrite)
            try connection.execute("UPDATE claim SET claim_id = 'abcdefabcdefabcd' WHERE claim_id = \(id)")
            let run = try ProgramRun.dossier(["why", "abcdef"], in: folder)
            #expect(run.exitCode == 0)
            for part in [
                "The present rules and names do not give this claim. Stored is:", "measure      employees",
                "found by headcount.has", "The same words give now:", "The startup employs 40 people.",
            ] { #expect(run.output.contains(part), "\(part)\n\(run.output)") }
            let json = try ProgramRun.dossier(["why", "abcdef", "--json"], in: folder)
            let object = try #require(
                JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
            #expect(object["explained"] as? Bool == false)
            #expect(object["rule"] == nil)
        }
    }

    @Test func `JSON holds the same, with offsets into the article`() throws {
        try withBase { (folder: URL) throws in
            let id = try claimID("funding_rounds", in: folder)
            let run = try ProgramRun.dossier(["why", id, "--json"], in: folder)
            let object = try #require(
                JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any], "\(run.output)")
            #expect(object["claim_id"] as? String == id)
            #expect(object["explained"] as? Bool == true)
            #expect((object["rule"] as? [String: Any])?["name"] as? String == "funding.raise")
            let trigger = try #require(object["trigger"] as? [String: Any])
            #expect(trigger["text"] as? String == "raised")
            let body = text.split(separator: "---\n").last.map(String.init) ?? ""
            let start = try #require(trigger["start"] as? Int)
            #expect(String(body.unicodeScalars.dropFirst(start).prefix(6).map(Character.init)) == "raised")
            let columns = try #require(object["columns"] as? [[String: Any]])
            let company = try #require(columns.first { $0["column"] as? String == "company" })
            #expect(company["filled_by"] as? String == "name")
            #expect((object["contributions"] as? [[String: Any]])?.isEmpty == false)
            #expect((object["sentences"] as? [[String: Any]])?.count == 1)
        }
    }

    @Test(arguments: [
        (["why", "0123456789abcdef"], Int32(1), "no claim in dossier.sqlite has a claim_id that begins with"),
        (["why", "roles"], 64, "'roles' is no claim_id"),
        (["why", ""], 64, "is no claim_id"),
        (["why"], 64, "Missing expected argument"),
        (["why", "ab", "--base", "none.sqlite"], 2, "there is no base at none.sqlite"),
        (["why", "ab", "--base", "foreign.sqlite"], 2, "another program's database"),
        (["why", "ab", "--base", "a.md"], 2, "not a SQLite file"),
        (["why", "ab", "--base", "."], 2, "is a folder"),
    ])
    func `Mistakes get a message and an exit code`(_ arguments: [String], _ code: Int32, _ message: String) throws {
        try withBase { (folder: URL) throws in
            let other = try Connection(path: folder.appending(path: "foreign.sqlite").path, mode: .readWriteCreate)
            try other.execute("PRAGMA application_id = 77")
            try other.execute("CREATE TABLE t (x)")
            let run = try ProgramRun.dossier(arguments, in: folder)
            #expect(run.exitCode == code, "\(run.output)\(run.errors)")
            #expect(run.errors.contains(message), "\(run.errors)")
        }
    }
}
