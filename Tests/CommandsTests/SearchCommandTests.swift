import Foundation
import TestSupport
import Testing

@Suite struct SearchCommandTests {
    private func withBase(_ body: (URL) throws -> Void) throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            let text = """
                ---
                title: A chief for “Brellin”
                publisher: The Ledger
                published: 2026-05-25
                ---
                Satya Nadella is chief executive of Microsoft. Its café invests in élan, says nobody.
                """
            try Data(text.utf8).write(to: folder.appending(path: "a.md"))
            #expect(try ProgramRun.dossier(["ingest", "a.md"], in: folder).exitCode == 0)
            try body(folder)
        }
    }

    @Test func `Quotes and articles are found by any form of their words, with the words marked`() throws {
        try withBase { folder in
            let run = try ProgramRun.dossier(["search", "chiefs", "Microsoft"], in: folder)
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(run.output.contains("roles: 2026-05-25, The Ledger, A chief for “Brellin”, "))
            #expect(run.output.contains("[chief] executive of [Microsoft]"))
            #expect(run.output.contains("\narticle: "))
            let accents = try ProgramRun.dossier(["search", "\"cafe invested\""], in: folder)
            #expect(accents.output.contains("[café invests]"))
        }
    }

    @Test func `JSON tells the matches`() throws {
        try withBase { folder in
            let run = try ProgramRun.dossier(["search", "--json", "--limit", "1", "Nadella"], in: folder)
            let hits = try #require(
                JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
            #expect(hits.map { $0["source"] as? String } == ["quote", "article"])
            #expect(hits[0]["matches"] as? [String] == ["Nadella"])
            #expect(
                hits[0].keys.sorted() == [
                    "article_id", "kinds", "matches", "published_on", "publisher", "rank", "source", "text", "title",
                ])
        }
    }

    @Test(arguments: [
        "chief') DROP TABLE claim; --", "chief AND", "NEAR(chief", "chief*", "^chief", "text:chief", "\"chief",
        "{chief}",
        "chief OR", "-chief", "chief \u{202E} \u{FFFD}",
    ])
    func `Nothing in the words is taken for a command`(words: String) throws {
        try withBase { folder in
            let run = try ProgramRun.dossier(["search", "--", words], in: folder)
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(run.output.contains("hief"))
        }
    }

    @Test func `What is nowhere is not found, and signs are no words`() throws {
        try withBase { folder in
            for words in ["zebra", "***", "\u{0}", "🦓"] {
                let run = try ProgramRun.dossier(["search", words], in: folder)
                #expect(run.exitCode == 1)
                #expect(run.errors == "nothing found\n")
            }
            #expect(try ProgramRun.dossier(["search", "--limit", "0", "x"], in: folder).exitCode == 64)
        }
    }

    @Test func `A removed article is not found`() throws {
        try withBase { folder in
            let list = try ProgramRun.dossier(["sql", "--csv", "SELECT article_id FROM articles"], in: folder)
            let id = String(list.output.split(separator: "\r\n")[1])
            #expect(try ProgramRun.dossier(["remove", id], in: folder).exitCode == 0)
            #expect(try ProgramRun.dossier(["search", "Nadella"], in: folder).exitCode == 1)
        }
    }
}
