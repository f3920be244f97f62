import Extraction
import Foundation
import Ingestion
import KnowledgeModel
import SQLite
import TestSupport
import Testing

@testable import KnowledgeStore

/// Pairs of names in context, written and labelled before the program read them (`docs/linking.md`).
@Suite struct LinkingTests {
    private struct PairFile: Decodable {
        struct Side: Decodable {
            let article: String
            let mention: String
            let occurrence: Int
        }
        struct Pair: Decodable {
            let category: String
            let left: Side
            let right: Side
            let same: Bool
        }
        let pairs: [Pair]
    }

    /// The entity whose mention overlaps a name the most.
    private func entity(
        _ side: PairFile.Side, _ articles: [String: Article], _ connection: borrowing Connection
    ) throws -> String? {
        let article = try #require(articles[side.article])
        var rest = article.text[...]
        for _ in 1..<side.occurrence {
            let range = try #require(rest.range(of: side.mention))
            rest = rest[rest.index(after: range.lowerBound)...]
        }
        let range = try #require(rest.range(of: side.mention))
        let start = article.text.unicodeScalars.distance(from: article.text.startIndex, to: range.lowerBound)
        let end = start + side.mention.unicodeScalars.count
        return try connection.first(
            String.self,
            """
            SELECT entity_id FROM mentions WHERE article_id = ?1 AND start < ?3 AND "end" > ?2
            ORDER BY min("end", ?3) - max(start, ?2) - abs(("end" - start) - (?3 - ?2)) DESC, entity_id LIMIT 1
            """, article.id, start, end)
    }

    @Test func `Names that mean one thing are linked, and others are not`() throws {
        var (right, wrong, missed) = (0, 0, 0)
        for half in ["a", "b"] {
            try TestFiles.withScratchFolder { (folder: URL) throws in
                let source = TestFiles.fixtures.appending(path: "linking/\(half)")
                let file = try JSONDecoder().decode(
                    PairFile.self, from: Data(contentsOf: source.appending(path: "pairs.json")))
                let base = try KnowledgeBase(
                    path: folder.appending(path: "b.sqlite").path, for: .writing, now: { "2026-01-01T00:00:00Z" })
                _ = try base.ingest([source.path])
                var articles: [String: Article] = [:]
                for name in try FileManager.default.contentsOfDirectory(atPath: source.path)
                where name.hasSuffix(".md") {
                    articles[String(name.dropLast(3))] = try ArticleFiles.article(
                        at: source.appending(path: name).path, ArticleReader())
                }
                for pair in file.pairs {
                    let left = try entity(pair.left, articles, base.connection)
                    let same = try left != nil && left == entity(pair.right, articles, base.connection)
                    if same && pair.same { right += 1 } else if same { wrong += 1 } else if pair.same { missed += 1 }
                }
            }
        }
        // What was reached; `docs/linking.md` tells what is missing.
        #expect(Double(right) / Double(right + wrong) >= 0.96, "\(right) right, \(wrong) wrong")
        #expect(Double(right) / Double(right + missed) >= 0.89, "\(right) right, \(missed) missed")
    }
}

@Suite struct NameKeyTests {
    private func areOne(_ kind: EntityKind, _ left: String, _ right: String) -> Bool {
        let keys = Set(NameKeys(kind, left).identities.map(\.key))
        return NameKeys(kind, right).identities.contains { keys.contains($0.key) }
    }

    @Test(arguments: [
        (EntityKind.company, "Brellin AI", "Brellin AI, Inc."), (.company, "OpenAI", "Open AI"),
        (.company, "Société Générale", "Societe Generale"), (.company, "The Register", "Register Ltd"),
        (.model, "Claude 4.6 Opus", "Claude Opus 4.6"), (.model, "GPT 5.4", "GPT-5.4"),
        (.model, "Llama-3.1-405B", "Llama 3.1 405B"), (.model, "Qwen3-32B", "Qwen 3 32B"),
        (.person, "Jürgen Schmidhuber", "Juergen Schmidhuber"), (.person, "Jensen H. Huang", "Jensen Huang"),
        (.person, "Liang Wenfeng", "Wenfeng Liang"), (.person, "Dr. Ada Roe", "Ada Roe"),
    ])
    func `Spellings of one name are one`(kind: EntityKind, left: String, right: String) {
        #expect(areOne(kind, left, right))
    }

    @Test(arguments: [
        (EntityKind.company, "Northlight AI", "Northlight Energy"), (.company, "Meta", "Metal"),
        (.model, "Gemini 3.1 Pro", "Gemini 3.1 Pro Preview"), (.model, "GPT-5.4", "GPT-5.4 mini"),
        (.model, "GPT-4.1", "GPT-41"), (.model, "DeepSeek R1", "DeepSeek R1+"), (.model, "Llama", "Llama 3.1"),
        (.person, "Li Na", "Lina"), (.person, "Ann Lee Roe", "Lee Roe"), (.person, "Sam Altman", "Jack Altman"),
        (.product, "Copilot", "Copilot Studio"),
    ])
    func `Names of different things are different`(kind: EntityKind, left: String, right: String) {
        #expect(!areOne(kind, left, right))
    }
}
