import Foundation
import KnowledgeModel
import SQLite
import TestSupport
import Testing

@testable import KnowledgeStore

/// Typed queries, on a base written by hand.
@Suite struct QueryTests {
    /// Three firms with figures of two years, a fall of one's shares, and a model that came out in May 2026.
    private func withBase(_ body: (KnowledgeBase) throws -> Void) throws {
        try TestFiles.withScratchFolder { folder in
            let base = try KnowledgeBase(
                path: folder.appending(path: "b.sqlite").path, for: .writing, now: { "2026-01-01T00:00:00Z" })
            for (index, day) in ["2026-03-01", "2026-07-01"].enumerated() {
                try base.store([reading(index, try #require(CalendarDate(iso: day)))])
            }
            try body(base)
            #expect(try base.damage().isEmpty)
        }
    }

    private func reading(_ index: Int, _ day: CalendarDate) -> (article: Article, reading: ArticleReading) {
        let text = "Acme and Bolt and Crux told what they spend, number \(index)."
        let evidence = EvidenceSpan(start: 0, end: text.unicodeScalars.count, quote: text)
        func claim(_ kind: ClaimKind, _ values: [ClaimField.Name: ClaimValue]) -> Claim {
            Claim(kind, values, evidence: evidence, confidence: 0.9, extractor: "test")
        }
        func capex(_ company: String, _ low: Double, _ period: String) -> Claim {
            claim(
                .capexFigures,
                [
                    .company: .entity(EntityReference(.company, company)), .low: .number(low), .high: .number(low),
                    .currency: .text("USD"), .approximate: .flag(false), .period: .period(Period(period)!),
                    .basis: .text("actual"),
                ])
        }
        let claims =
            index == 0
            ? [capex("Acme", 5e9, "2025"), capex("Bolt", 7e9, "2025-Q4"), capex("Crux", 1e9, "2025")]
            : [
                capex("Acme", 6e9, "2026-Q2"),
                claim(
                    .stockMoves,
                    [
                        .company: .entity(EntityReference(.company, "Acme")), .direction: .text("down"),
                        .approximate: .flag(false),
                    ]),
                claim(
                    .modelReleases,
                    [
                        .model: .entity(EntityReference(.model, "Zed 2")), .status: .text("released"),
                        .period: .period(Period("2026-05-02")!),
                    ]),
            ]
        let article = Article(
            title: "News \(index)", publishedOn: day, text: text,
            sha256: String(repeating: "\(index)a", count: 32))
        return (article, ArticleReading(claims: claims))
    }

    @Test func `Rows are counted, summed and grouped`() throws {
        try withBase { (base: KnowledgeBase) throws in
            #expect(try base.count(CapexFigure.all) == 4)
            #expect(try base.value(CapexFigure.all, .sum { $0.low }) == 19e9)
            #expect(try base.value(CapexFigure.where { $0.company == "Acme" }, .average { $0.low }) == 5.5e9)
            #expect(try base.value(CapexFigure.all, .distinct { $0.company }) == 3)
            #expect(try base.value(CapexFigure.all.order { $0.low.descending }.limit(2), .minimum { $0.low }) == 6e9)
            let none: Double? = try base.value(CapexFigure.where { $0.company == "Nobody" }, .sum { $0.low })
            #expect(none == nil)
            let groups = try base.groups(CapexFigure.all, by: { $0.company }, .maximum { $0.low })
            #expect(groups.map(\.key) == ["Acme", "Bolt", "Crux"])
            #expect(groups.map(\.value) == [6e9, 7e9, 1e9])
            #expect(try base.values(CapexFigure.where { $0.low > 4e9 }, of: { $0.company }) == ["Acme", "Bolt"])
        }
    }

    @Test func `Facts stand beside the entities they name, and are chosen by what other views say`() throws {
        try withBase { (base: KnowledgeBase) throws in
            let join = CapexFigure.where { $0.low > 4e9 }.order { $0.low.ascending }.joining { $0.company }
            let rows = try base.fetch(join)
            #expect(rows.map(\.entity.name) == ["Acme", "Acme", "Bolt"])
            #expect(rows.map(\.row.low) == [5e9, 6e9, 7e9])
            #expect(join.sql.values == [4e9])
            let fallen = CapexFigure.where { figure in
                figure.company.isNamed(by: StockMove.where { $0.direction == .down }) { $0.company }
            }
            #expect(try base.count(fallen) == 2)
        }
    }

    @Test func `Time is asked for by periods, days and releases`() throws {
        try withBase { (base: KnowledgeBase) throws in
            let year = try #require(Period("2025"))
            #expect(try base.count(CapexFigure.where { $0.during(year) }) == 3)
            #expect(try base.count(CapexFigure.where { $0.beforeRelease(of: "Zed 2") }) == 3)
            #expect(try base.count(CapexFigure.where { $0.isPublished(afterReleaseOf: "Zed 2") }) == 1)
            #expect(try base.count(CapexFigure.where { $0.isPublished(beforeReleaseOf: "Nothing") }) == 0)
            let spring = try #require(Period("2026-03"))
            #expect(try base.count(CapexFigure.where { $0.isPublished(during: spring) }) == 3)
        }
    }

    @Test func `Long lists, words of quotes and pages of rows`() throws {
        try withBase { (base: KnowledgeBase) throws in
            let names = (0..<5_000).map { "Firm \($0)" } + ["Bolt"]
            #expect(try base.count(CapexFigure.where { $0.company.isIn(names) }) == 1)
            #expect(try base.count(CapexFigure.where { $0.quoteMatches(.all(["number", "1"])) }) == 1)
            #expect(try base.count(CapexFigure.where { $0.quoteMatches(.phrase("\" OR")) }) == 0)
            let pages = try (0..<3).flatMap { page in
                try base.fetch(CapexFigure.all.order { $0.low.ascending }.limit(2, offset: page * 2)).map(\.low)
            }
            #expect(pages == [1e9, 5e9, 6e9, 7e9])
        }
    }

    @Test func `A walk over rows ends where its body wants`() throws {
        struct Enough: Error {}
        try withBase { (base: KnowledgeBase) throws in
            var seen = 0
            #expect(throws: Enough.self) {
                try base.forEach(CapexFigure.all) { _ in
                    seen += 1
                    if seen == 2 { throw Enough() }
                }
            }
            #expect(seen == 2)
            #expect(
                try base.queryPlan(CapexFigure.where { $0.company == "Acme" }).allSatisfy {
                    !$0.detail.hasPrefix("SCAN")
                })
        }
    }
}
