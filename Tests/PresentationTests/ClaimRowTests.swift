import Foundation
import KnowledgeModel
import KnowledgeStore
import Presentation
import SQLite
import TestSupport
import Testing

@Suite struct ClaimRowTests {
    private func row(_ kind: ClaimKind, _ values: [ClaimField.Name: ClaimValue]) -> ClaimRow {
        ClaimRow(
            Claim(
                kind, values, evidence: EvidenceSpan(start: 0, end: 1, quote: "x"), confidence: 1, extractor: "test"))
    }

    @Test func `A claim has the columns of its view, in their order`() throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            let path = folder.appending(path: "a.sqlite").path
            _ = try KnowledgeBase(path: path, for: .writing, now: { "2026-01-01T00:00:00Z" })
            let connection = try KnowledgeBase.openForQueries(path: path)
            for kind in ClaimKind.allCases {
                let names = try connection.prepare("SELECT * FROM \(identifier: kind.viewName) LIMIT 0").columnNames
                #expect(row(kind, [:]).columns == Array(names.prefix { $0 != "confidence" }), "\(kind)")
            }
        }
    }

    @Test func `Values are those that a base would hold`() throws {
        let period = try #require(Period("2026-Q2"))
        let figure = row(
            .capexFigures,
            [
                .company: .entity(EntityReference(.company, "Acme")), .low: .number(5e9), .currency: .text("USD"),
                .approximate: .flag(true), .period: .period(period),
            ])
        #expect(
            figure.values == [
                "Acme", 5e9, nil, "USD", 1, "2026-Q2", "2026-04-01", "2026-06-30", nil,
            ])
        let relation = row(
            .relations,
            [
                .subject: .entity(EntityReference(.company, "Acme")), .predicate: .text("offers"),
                .object: .entity(EntityReference(.product, "Talk")),
            ])
        #expect(relation.values == ["Acme", "company", "offers", "Talk", "product"])
        let partnership = row(.partnerships, [.subject: .text("chips")])
        #expect(partnership.values.prefix(3) == [nil, nil, "chips"])
        #expect(partnership.values.contains(0))
    }
}
