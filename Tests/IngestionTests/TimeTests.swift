import Extraction
import Foundation
import Ingestion
import KnowledgeModel
import SQLite
import TestSupport
import Testing

@testable import KnowledgeStore

/// The story of `docs/time.md`: Meta's guidance for 2026, as five outlets told it.
@Suite struct TimeStoryTests {
    private func withStory(_ body: (KnowledgeBase) throws -> Void) throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            let base = try KnowledgeBase(
                path: folder.appending(path: "b.sqlite").path, for: .writing, now: { "2026-07-01T00:00:00Z" })
            _ = try base.ingest([TestFiles.fixtures.appending(path: "time").path])
            try body(base)
            #expect(try base.damage().isEmpty)
        }
    }

    private func rows(_ sql: String, _ base: KnowledgeBase) throws -> [String] {
        var statement = try base.connection.prepare(SQL(verbatim: sql))
        var found: [String] = []
        while try statement.step() {
            found.append(
                try (0..<statement.columnCount).map { index in
                    switch try statement.read(index, as: Value.self) {
                    case .null: "-"
                    case .integer(let integer): "\(integer)"
                    case .real(let real): "\(real)"
                    case .text(let text): text
                    case .blob: "blob"
                    }
                }.joined(separator: " "))
        }
        return found
    }

    @Test func `Both ranges are there, and the later one is current since the day it was told`() throws {
        try withStory { (base: KnowledgeBase) throws in
            #expect(try rows("SELECT count(*) FROM capex_figures WHERE company = 'Meta'", base) == ["6"])
            #expect(
                try rows("SELECT company, low, high, period FROM current_capex_figures", base)
                    == ["Meta 125000000000.0 145000000000.0 2026"])
            #expect(
                try rows("SELECT DISTINCT since FROM claim_history WHERE is_current = 1", base) == ["2026-04-29"])
        }
    }

    @Test func `A day in March has the first range, and a day before everything has none`() throws {
        try withStory { (base: KnowledgeBase) throws in
            func held(_ day: String) throws -> [String] {
                try rows(
                    """
                    SELECT DISTINCT c.low, c.high FROM capex_figures c JOIN claim_history h USING (claim_id)
                    WHERE h.current_from <= '\(day)' AND (h.current_until IS NULL OR h.current_until > '\(day)')
                    """, base)
            }
            #expect(try held("2026-01-01").isEmpty)
            #expect(try held("2026-03-01") == ["115000000000.0 135000000000.0"])
            #expect(try held("2026-05-01") == ["125000000000.0 145000000000.0"])
            #expect(try held("2026-06-30") == ["125000000000.0 145000000000.0"])
        }
    }

    @Test func `The Swift API asks for what is current and for what was held on a day`() throws {
        try withStory { (base: KnowledgeBase) throws in
            let meta = CapexFigure.where { $0.company == "Meta" }
            #expect(try base.fetch(meta.current()).map(\.low) == [125e9])
            let march = try #require(CalendarDate(iso: "2026-03-01"))
            #expect(try base.fetch(meta.asOf(march)).map(\.low) == [115e9])
            #expect(try base.count(meta) == 6)
            let figure = try #require(try base.first(meta.current()))
            let found = try #require(try base.claims(withPrefix: figure.claimID).first)
            try base.record([
                Judgement(
                    .reject, found.claim, in: found.article, reason: "test", madeBy: "tester",
                    madeAt: try base.judgementTime())
            ])
            #expect(try base.count(meta) == 5)
            #expect(try base.count(meta.includingRejected()) == 6)
            #expect(try base.fetch(meta.current()).map(\.claimID) != [figure.claimID])
        }
    }

    @Test func `An old figure told in a later article replaces nothing`() throws {
        try withStory { (base: KnowledgeBase) throws in
            #expect(
                try rows(
                    """
                    SELECT h.is_current, h.is_background, h.superseded_by IS NOT NULL
                    FROM claim_history h WHERE h.publisher = 'Slow News'
                    """, base) == ["0 1 1"])
        }
    }

    @Test func `What a third outlet says otherwise in the same days is a disagreement`() throws {
        try withStory { (base: KnowledgeBase) throws in
            #expect(
                try rows("SELECT publisher, answer FROM disagreements", base)
                    == ["Daily Investor 120000000000.0..140000000000.0|usd"])
        }
    }

    @Test func `Copies of one text are one source`() throws {
        try withStory { (base: KnowledgeBase) throws in
            // Market Wire's text, which The Courier printed too, and The Ledger's own.
            #expect(
                try rows("SELECT DISTINCT corroboration FROM claims WHERE low = 125e9", base) == ["2"])
        }
    }

    @Test func `The timeline of an entity has every claim by its day`() throws {
        try withStory { (base: KnowledgeBase) throws in
            #expect(
                try rows("SELECT day FROM timeline WHERE entity = 'Meta' ORDER BY day, claim_id", base) == [
                    "2026-01-28", "2026-04-29", "2026-04-29", "2026-04-30", "2026-04-30", "2026-06-15",
                ])
        }
    }
}
