import Extraction
import Foundation
import Ingestion
import KnowledgeModel
import SQLite
import TestSupport
import Testing

@testable import KnowledgeStore

/// What must hold of every base, whatever came in which order. Seeds are fixed, so that a failure can be repeated.
@Suite struct KnowledgePropertyTests {
    /// Fixture articles with their readings, read once for all tests.
    private static let readings: [(article: Article, reading: ArticleReading)] = {
        // The linking articles are full of names that are one or only look alike.
        let folders = ["articles", "rounds/3", "unseen", "linking/a"].map {
            TestFiles.fixtures.appending(path: $0).path
        }
        let reader = ArticleReader()
        let articles = ArticleFiles.list(folders).files.compactMap { try? ArticleFiles.article(at: $0, reader) }
        let extractor = ArticleExtractor()
        return articles.map { ($0, extractor.reading(of: $0)) }
    }()

    private func base(_ folder: URL, _ name: String) throws -> KnowledgeBase {
        try KnowledgeBase(
            path: folder.appending(path: "\(name).sqlite").path, for: .writing, now: { "2026-01-01T00:00:00Z" })
    }

    /// Everything that `export --all` writes, as text.
    private func dump(_ base: KnowledgeBase) throws -> [String] {
        var lines: [String] = []
        for view in PublicViews.exported {
            let columns = try base.connection.prepare("SELECT * FROM \(identifier: view) LIMIT 0").columnNames
            let order = columns.indices.map { String($0 + 1) }.joined(separator: ", ")
            var rows = try base.connection.prepare("SELECT * FROM \(identifier: view) ORDER BY \(verbatim: order)")
            while try rows.step() {
                var line = view
                for index in columns.indices { line += "\u{1F}\(try rows.read(index, as: Value.self))" }
                lines.append(line)
            }
        }
        return lines
    }

    private func expectSame(_ left: KnowledgeBase, _ right: KnowledgeBase, _ comment: Comment) throws {
        let (first, second) = (try dump(left), try dump(right))
        let difference = Set(first).symmetricDifference(second).sorted().prefix(4)
        #expect(difference.isEmpty, "\(comment): \(difference.joined(separator: "\n"))")
        #expect(try left.damage().isEmpty)
        #expect(try right.damage().isEmpty)
    }

    private func storeInParts(
        _ readings: [(article: Article, reading: ArticleReading)], in base: KnowledgeBase,
        using generator: inout SeededGenerator
    ) throws {
        var rest = readings.shuffled(using: &generator)[...]
        while !rest.isEmpty {
            let count = Int.random(in: 1...12, using: &generator)
            try base.store(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
    }

    /// Judgements of all sorts on what a base holds.
    private func judgements(
        on base: KnowledgeBase, count: Int, using generator: inout SeededGenerator
    ) throws -> [Judgement] {
        func strings(_ sql: String) throws -> [String] {
            var rows = try base.connection.prepare(SQL(verbatim: sql))
            var found: [String] = []
            while try rows.step() { found.append(try rows.read(0)) }
            return found
        }
        let claims = try strings("SELECT claim_id FROM claims ORDER BY 1")
        let entities = try strings("SELECT entity_id FROM entities WHERE kind = 'company' ORDER BY 1")
        var made: [Judgement] = []
        var time = "2026-02-01T00:00:00.000000Z"
        for _ in 0..<count {
            time = KnowledgeBase.time(after: time)
            let claim = claims.randomElement(using: &generator) ?? ""
            let pair = (
                entities.randomElement(using: &generator) ?? "", entities.randomElement(using: &generator) ?? ""
            )
            let found = try #require(try base.claims(withPrefix: claim).first)
            func judge(_ action: Judgement.Action, _ changes: [String: AnchorValue]? = nil) -> Judgement {
                Judgement(
                    action, found.claim, in: found.article, changes: changes, reason: "test", madeBy: "tester",
                    madeAt: time)
            }
            switch Int.random(in: 0..<7, using: &generator) {
            case 0: made.append(judge(.reject))
            case 1: made.append(judge(.confirm))
            case 2:
                let changes: [String: AnchorValue] =
                    switch found.claim.kind {
                    case .roles: ["title": .text("chief tester")]
                    case .relations: ["object": .text("Testing Inc")]
                    case .quotations, .capabilities, .partnerships, .modelAccess, .benchmarkScores, .modelSpecs: [:]
                    case .stockMoves: ["low": .number(1), "high": .number(2)]
                    default: found.claim[.period] == nil ? [:] : ["period": .text("2031")]
                    }
                if !changes.isEmpty { made.append(judge(.amend, changes)) }
            case 3 where pair.0 != pair.1:
                made.append(
                    Judgement(
                        .merge, entity: pair.0, other: pair.1, reason: "test", madeBy: "tester", madeAt: time))
            case 4:
                made.append(
                    Judgement(
                        .rename, entity: pair.0, name: "Renamed \(made.count)", reason: "test", madeBy: "tester",
                        madeAt: time))
            case 5:
                made.append(
                    Judgement(
                        .split, entity: pair.0, name: "Part of it", articleSHA256: found.article.sha256,
                        reason: "test", madeBy: "tester", madeAt: time))
            default:
                if let last = made.last, last.action != .undo {
                    made.append(
                        Judgement(.undo, undoes: last.id, reason: "test", madeBy: "tester", madeAt: time))
                }
            }
        }
        return made
    }

    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func `Any order and any split of articles give the same base`(seed: UInt64) throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            var generator = SeededGenerator(seed: seed)
            let (whole, parts) = (try base(folder, "whole"), try base(folder, "parts"))
            try whole.store(Self.readings)
            try storeInParts(Self.readings, in: parts, using: &generator)
            #expect(try whole.connection.first(Int.self, "SELECT count(*) FROM doubtful_pairs") ?? 0 > 0)
            #expect(try whole.connection.first(Int.self, "SELECT count(*) FROM entity_links") ?? 0 > 0)
            try expectSame(whole, parts, "seed \(seed)")
        }
    }

    @Test(arguments: 1...2 as ClosedRange<UInt64>)
    func `A removed article leaves nothing behind, and comes back whole`(seed: UInt64) throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            var generator = SeededGenerator(seed: seed)
            let shuffled = Self.readings.shuffled(using: &generator)
            let (gone, kept) = (shuffled.prefix(20), Array(shuffled.dropFirst(20)))
            let (base, never, whole) = (
                try base(folder, "base"), try base(folder, "never"), try base(folder, "whole")
            )
            try whole.store(Self.readings)
            try base.store(Self.readings)
            try never.store(kept)
            for (article, _) in gone { #expect(try base.removeArticle(sha256: article.sha256)) }
            #expect(try !base.removeArticle(sha256: shuffled[0].article.sha256))
            try expectSame(base, never, "after removal")
            try base.store(Array(gone))
            try expectSame(base, whole, "after coming back")
        }
    }

    @Test func `A removed text is not in the file any more`() throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            let base = try base(folder, "base")
            let secret = "Zyxwvutsrq Quellenbrand hired Ada Example as chief executive."
            let article = Article(
                title: "Zyxwvutsrq", publishedOn: CalendarDate(iso: "2026-03-01"), text: secret,
                sha256: String(repeating: "ef", count: 32))
            try base.store(Self.readings.prefix(5) + [(article, ArticleExtractor().reading(of: article))])
            #expect(try base.removeArticle(sha256: article.sha256))
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                let bytes = try Data(contentsOf: folder.appending(path: name))
                #expect(bytes.range(of: Data("Quellenbrand".utf8)) == nil, "\(name)")
                #expect(bytes.range(of: Data("quellenbrand".utf8)) == nil, "\(name)")
            }
        }
    }

    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func `Judgements that are taken back leave no trace in what the base shows`(seed: UInt64) throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            var generator = SeededGenerator(seed: seed)
            let (base, plain) = (try base(folder, "base"), try base(folder, "plain"))
            try plain.store(Self.readings)
            try base.store(Self.readings)
            let made = try judgements(on: plain, count: 40, using: &generator)
            try base.record(made)
            #expect(try dump(base) != dump(plain))
            let undone = Set(made.compactMap(\.undoes))
            try base.record(
                made.filter { $0.action != .undo && !undone.contains($0.id) }.shuffled(using: &generator).map {
                    Judgement(
                        .undo, undoes: $0.id, reason: "test", madeBy: "tester", madeAt: "2026-03-01T00:00:00.000000Z")
                })
            try expectSame(base, plain, "seed \(seed)")
        }
    }

    @Test(arguments: 1...2 as ClosedRange<UInt64>)
    func `Corrections hold wherever and whenever they are brought`(seed: UInt64) throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            var generator = SeededGenerator(seed: seed)
            let (base, before, after) = (
                try base(folder, "base"), try base(folder, "before"), try base(folder, "after")
            )
            try base.store(Self.readings)
            let made = try judgements(on: base, count: 40, using: &generator)
            for judgement in made { try base.record([judgement]) }
            let exported = try base.judgements().map(\.judgement)
            #expect(exported.map(\.id) == made.map(\.id))

            #expect(try before.importJudgements(exported.shuffled(using: &generator)).added == made.count)
            try storeInParts(Self.readings, in: before, using: &generator)
            try expectSame(base, before, "imported before ingest")

            try storeInParts(Self.readings, in: after, using: &generator)
            #expect(try after.importJudgements(exported).added == made.count)
            #expect(try after.importJudgements(exported) == CorrectionImport(added: 0, known: made.count))
            try expectSame(base, after, "imported after ingest")
        }
    }

    @Test func `Reading again with the same rules changes nothing`() throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            var generator = SeededGenerator(seed: 5)
            let (base, plain) = (try base(folder, "base"), try base(folder, "plain"))
            try base.store(Self.readings)
            try plain.store(Self.readings)
            let made = try judgements(on: plain, count: 30, using: &generator)
            try base.record(made)
            try plain.record(made)
            let known = Dictionary(uniqueKeysWithValues: Self.readings.map { ($0.article.sha256, $0.reading) })
            let report = try base.rebuild { articles in articles.map { known[$0.sha256] ?? ArticleReading() } }
            #expect(report.entries.isEmpty)
            #expect(report.articles == Self.readings.count)
            try expectSame(base, plain, "after rebuild")
        }
    }

    @Test func `A dry run changes nothing and tells what another reading would`() throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            let (base, plain) = (try base(folder, "base"), try base(folder, "plain"))
            let readings = Array(Self.readings.prefix(30))
            try base.store(readings)
            try plain.store(readings)
            let count = readings.map(\.reading.claims.count).reduce(0, +)
            let report = try base.rebuild(isDryRun: true) { articles in articles.map { _ in ArticleReading() } }
            #expect(report.entries.count == count)
            #expect(report.entries.allSatisfy { $0.change == .dropped })
            try expectSame(base, plain, "after a dry run")
            _ = try base.rebuild { articles in articles.map { _ in ArticleReading() } }
            #expect(try base.connection.first(Int.self, "SELECT count(*) FROM entity") == 0)
        }
    }

    @Test func `Looking only at what changed gives what looking at everything gives`() throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            var generator = SeededGenerator(seed: 9)
            let base = try base(folder, "base")
            try storeInParts(Self.readings, in: base, using: &generator)
            for judgement in try judgements(on: base, count: 30, using: &generator) { try base.record([judgement]) }
            for (article, _) in Self.readings.shuffled(using: &generator).prefix(10) {
                _ = try base.removeArticle(sha256: article.sha256)
            }
            let before = try dump(base)
            try base.write { connection in try Refresh.all(connection).run(connection) }
            let after = try dump(base)
            #expect(Set(before).symmetricDifference(after).sorted().prefix(4).isEmpty)
        }
    }

    @Test func `Two bases brought together are the base of both sets of articles`() throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            var generator = SeededGenerator(seed: 11)
            let articles = Array(Self.readings.shuffled(using: &generator).prefix(40))
            let (left, right, whole) = (
                try base(folder, "left"), try base(folder, "right"), try base(folder, "whole")
            )
            try left.store(Array(articles[..<25]))
            try right.store(Array(articles[15...]))
            try whole.store(articles)
            let made = try judgements(on: right, count: 10, using: &generator)
            try right.record(made)
            try whole.record(made)
            let report = try left.merge(right)
            #expect(report.stored == 15 && report.unchanged == 10)
            #expect(report.judgements == made.count)
            try expectSame(left, whole, "merged")
        }
    }
}
