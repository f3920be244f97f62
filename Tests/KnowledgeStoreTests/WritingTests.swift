import Foundation
import KnowledgeModel
import SQLite
import TestSupport
import Testing

@testable import KnowledgeStore

@Suite struct WritingTests {
    private let text = "Acme said that 2026 capex would be $5 billion. “We build,” it wrote."
    private var article: Article {
        Article(
            title: "Acme", publishedOn: CalendarDate(iso: "2026-03-01"), text: text,
            sha256: String(repeating: "ab", count: 32))
    }

    private func claim(low: Double = 5e9, high: Double = 5e9) -> Claim {
        Claim(
            .capexFigures,
            [
                .company: .entity(EntityReference(.company, "Acme")), .low: .number(low), .high: .number(high),
                .currency: .text("USD"), .approximate: .flag(false), .period: .period(Period("2026")!),
                .basis: .text("guidance"),
            ],
            evidence: EvidenceSpan(start: 0, end: 46, quote: String(text.prefix(46))), confidence: 0.9,
            extractor: "test")
    }

    private func withBase(_ body: (KnowledgeBase) throws -> Void) throws {
        try TestFiles.withScratchFolder { folder in
            let base = try KnowledgeBase(
                path: folder.appending(path: "b.sqlite").path, for: .writing, now: { "2026-01-01T00:00:00Z" })
            try body(base)
            #expect(try base.damage().isEmpty)
        }
    }

    @Test func `A claim comes back through the typed view with its evidence`() throws {
        try withBase { (base: KnowledgeBase) throws in
            let mention = Mention(
                entity: EntityReference(.company, "Acme"), span: EvidenceSpan(start: 0, end: 4, quote: "Acme"))
            #expect(try base.store([(article, ArticleReading(mentions: [mention], claims: [claim()]))]).count == 1)
            let figure = try #require(
                try base.first(CapexFigure.where { $0.company == "Acme" && $0.low >= 1e9 && $0.basis == .guidance }))
            #expect(figure.high == 5e9)
            #expect(figure.period == "2026")
            #expect(figure.periodEnd == CalendarDate(iso: "2026-12-31"))
            #expect(figure.quote == "Acme said that 2026 capex would be $5 billion.")
            #expect(try base.evidence(of: figure)?.title == "Acme")
            #expect(try base.follow(figure) { $0.company }?.entityID == "company:acme")
            #expect(
                try base.connection.first(
                    Int.self,
                    "SELECT count(*) FROM claims c JOIN articles a USING (article_id) WHERE substr(a.text, c.quote_start + 1, c.quote_end - c.quote_start) = c.quote"
                ) == 1)
            #expect(
                try base.connection.first(
                    Int.self, "SELECT count(*) FROM quote_search WHERE quote_search MATCH 'capex'") == 1)
        }
    }

    @Test func `Storing an article twice changes nothing`() throws {
        try withBase { (base: KnowledgeBase) throws in
            #expect(try base.store([(article, ArticleReading(claims: [claim()]))]).count == 1)
            #expect(try base.store([(article, ArticleReading(claims: [claim()]))]).isEmpty)
            #expect(try base.count(CapexFigure.all) == 1)
        }
    }

    @Test func `An invalid claim undoes the whole call`() throws {
        try withBase { (base: KnowledgeBase) throws in
            var other = article
            other.sha256 = String(repeating: "cd", count: 32)
            #expect(throws: StoreError.self) {
                try base.store([
                    (article, ArticleReading(claims: [claim()])),
                    (other, ArticleReading(claims: [claim(low: 9, high: 1)])),
                ])
            }
            #expect(try base.connection.first(Int.self, "SELECT count(*) FROM articles") == 0)
            #expect(try base.count(CapexFigure.all) == 0)
        }
    }

    @Test func `Hostile names are values and never SQL`() throws {
        try withBase { (base: KnowledgeBase) throws in
            let name = "Robert'); DROP TABLE claim;-- \"x\""
            let mention = Mention(
                entity: EntityReference(.company, name), span: EvidenceSpan(start: 0, end: 4, quote: "Acme"))
            try base.store([(article, ArticleReading(mentions: [mention]))])
            #expect(try base.first(Company.where { $0.name == name })?.name == name)
            #expect(try base.fetch(Company.where { $0.name.contains("drop table") }).count == 1)
        }
    }

    @Test func `Queries can be printed, and joined by entity`() throws {
        let query = CapexFigure.where { $0.company.isAmong(Company.where { $0.type == .lab }) && $0.low > 1 }
            .order { $0.publishedOn.descending }.limit(3)
        #expect(
            query.sql.text.hasSuffix(
                """
                 FROM "capex_figures" WHERE (("capex_figures"."company" IN (SELECT "name" FROM "companies" WHERE \
                ("companies"."type" = ?))) AND ("capex_figures"."low" > ?)) \
                ORDER BY "capex_figures"."published_on" DESC NULLS LAST LIMIT 3
                """))
        #expect(query.sql.values == ["lab", 1.0])
        try withBase { (base: KnowledgeBase) throws in #expect(try base.fetch(query).isEmpty) }
    }
}
