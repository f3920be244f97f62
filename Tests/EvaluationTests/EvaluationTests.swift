import Foundation
import KnowledgeModel
import TestSupport
import Testing

@testable import Evaluation

/// Articles, annotations and readings made by hand, of which every figure is known.
@Suite struct EvaluationTests {
    private let acme = EntityReference(.company, "Acme")
    private let bolt = EntityReference(.company, "Bolt")
    private let lee = EntityReference(.person, "Ann Lee")
    private let text = "Acme was founded in 2019. Bolt was founded in 2020. Ann Lee leads Acme. Carp sells fish."

    private func span(_ words: String, in text: String) throws -> EvidenceSpan {
        let range = try #require(text.range(of: words))
        let scalars = text.unicodeScalars
        return EvidenceSpan(
            start: scalars.distance(from: scalars.startIndex, to: range.lowerBound),
            end: scalars.distance(from: scalars.startIndex, to: range.upperBound), quote: words)
    }

    private func founding(
        _ company: EntityReference, _ year: String, _ quote: String, _ confidence: Double
    ) throws -> Claim {
        Claim(
            .foundings, [.company: .entity(company), .period: .period(try #require(Period(year)))],
            evidence: try span(quote, in: text), confidence: confidence, extractor: "test")
    }

    private func role(_ title: String, _ status: String, _ confidence: Double) throws -> Claim {
        Claim(
            .roles, [.person: .entity(lee), .company: .entity(acme), .title: .text(title), .status: .text(status)],
            evidence: try span("Ann Lee leads Acme", in: text), confidence: confidence, extractor: "test")
    }

    private func goldFounding(_ company: EntityReference, _ year: String, isOptional: Bool = false) throws -> GoldClaim
    {
        GoldClaim(
            .foundings, [.company: .entity(company), .period: .period(try #require(Period(year)))],
            quote: "\(company.name) was founded in \(year)", isOptional: isOptional)
    }

    private func goldRole(_ title: String) -> GoldClaim {
        GoldClaim(
            .roles,
            [.person: .entity(lee), .company: .entity(acme), .title: .text(title), .status: .text("current")],
            quote: "Ann Lee leads Acme")
    }

    private func article(_ id: String, _ entities: [GoldEntity], _ claims: [GoldClaim]) -> AnnotatedArticle {
        AnnotatedArticle(
            Article(text: text, sha256: id), GoldArticle(id: id, entities: entities, claims: claims))
    }

    private func evaluation(
        _ articles: [(AnnotatedArticle, ArticleReading)], kinds: Set<ClaimKind> = [.foundings, .roles]
    ) -> Evaluation {
        Evaluation(of: articles.map(\.0), readings: articles.map(\.1), kinds: kinds)
    }

    @Test func `Precision, recall and F1 follow from what is right, wrong and missed`() throws {
        let first = article(
            "a", [GoldEntity(acme), GoldEntity(lee), GoldEntity(EntityReference(.company, "Dace"))],
            [try goldFounding(acme, "2019"), goldRole("chief executive"), goldRole("chair")])
        let reading = ArticleReading(
            mentions: [
                Mention(entity: acme, span: try span("Acme", in: text)),
                Mention(entity: lee, span: try span("Ann Lee", in: text)),
                Mention(entity: EntityReference(.company, "Carp"), span: try span("Carp", in: text)),
            ],
            claims: [
                try founding(acme, "2019", "Acme was founded in 2019", 0.95),
                try founding(bolt, "2020", "Bolt was founded in 2020", 0.9),
                try role("CEO", "former", 0.5),
            ])
        let evaluation = evaluation([(first, reading)])
        let report = evaluation.report
        let foundings = try #require(report.views["foundings"])
        #expect((foundings.correct, foundings.wrong, foundings.missed, foundings.duplicates) == (1, 1, 0, 0))
        #expect((foundings.precision, foundings.recall) == (0.5, 1))
        #expect(abs(foundings.f1 - 2 / 3.0) < 1e-12)
        let roles = try #require(report.views["roles"])
        #expect((roles.correct, roles.wrong, roles.missed) == (1, 0, 1))
        #expect((roles.precision, roles.recall) == (1, 0.5))
        #expect((report.claims.correct, report.claims.wrong, report.claims.missed) == (2, 1, 1))
        #expect(abs(report.macroF1 - 2 / 3.0) < 1e-12)
        #expect(report.views.count == 2)

        let companies = try #require(report.entityViews["companies"])
        #expect((companies.correct, companies.wrong, companies.missed) == (1, 1, 1))
        #expect((report.entities.correct, report.entities.wrong, report.entities.missed) == (2, 1, 1))

        #expect(report.attributes == ["roles.status": EvaluationReport.Attribute(right: 0, stated: 1)])
        // Bins 0.9 to 1: mean confidence 0.925, half right; 0.5 to 0.6: 0.5, right.
        let error = try #require(report.calibration.error)
        #expect(abs(error - (2 / 3.0 * 0.425 + 1 / 3.0 * 0.5)) < 1e-12)
        #expect(
            (report.calibration.claims, report.calibration.sureClaims, report.calibration.surePrecision) == (3, 2, 0.5))
        #expect(report.evidence == EvaluationReport.Evidence(claims: 3, faults: 0))

        let listed = evaluation.differences.map { "\($0.articleID): \($0.sentence ?? "-")" }
        #expect(
            listed == [
                "a: -", "a: Carp sells fish.", "a: Ann Lee leads Acme.", "a: Bolt was founded in 2020.",
            ])
    }

    @Test func `What may be disputed is neither rewarded nor punished`() throws {
        let gold = article(
            "a", [GoldEntity(acme, isOptional: true), GoldEntity(bolt, isOptional: true)],
            [try goldFounding(acme, "2019", isOptional: true), try goldFounding(bolt, "2020", isOptional: true)])
        let reading = ArticleReading(
            mentions: [Mention(entity: acme, span: try span("Acme", in: text))],
            claims: [try founding(acme, "2019", "Acme was founded in 2019", 0.8)])
        let report = evaluation([(gold, reading)]).report
        #expect((report.claims.correct, report.claims.wrong, report.claims.missed) == (0, 0, 0))
        #expect((report.entities.correct, report.entities.wrong, report.entities.missed) == (0, 0, 0))
        #expect(report.macroF1 == 0)
        // It does tell how far confidence can be trusted.
        #expect(report.calibration.claims == 1)
    }

    @Test func `The surest claim takes what it matches, and a repetition counts for nothing`() throws {
        let gold = article("a", [GoldEntity(acme)], [try goldFounding(acme, "2019")])
        let reading = ArticleReading(
            mentions: [Mention(entity: acme, span: try span("Acme", in: text))],
            claims: [
                try founding(acme, "2019", "Acme was founded", 0.5),
                try founding(acme, "2019-05", "Acme was founded in 2019", 0.9),
            ])
        let evaluation = evaluation([(gold, reading)])
        let score = evaluation.report.claims
        #expect((score.correct, score.wrong, score.missed, score.duplicates) == (1, 0, 0, 1))
        #expect(evaluation.report.calibration.sureClaims == 1)
        #expect(evaluation.differences.isEmpty)
    }

    @Test func `A free undisputed annotation is taken before a disputed one`() throws {
        let gold = article(
            "a", [GoldEntity(acme)], [try goldFounding(acme, "2019", isOptional: true), try goldFounding(acme, "2019")])
        let reading = ArticleReading(claims: [try founding(acme, "2019", "Acme was founded in 2019", 0.5)])
        #expect(evaluation([(gold, reading)]).report.claims.correct == 1)
    }

    @Test func `Names and aliases are those of a base that holds all the articles`() throws {
        let motors = EntityReference(.company, "Bolt-Motors")
        let gold = article("b", [GoldEntity(bolt)], [try goldFounding(bolt, "2020")])
        let reading = ArticleReading(
            mentions: [Mention(entity: motors, span: try span("Ann Lee", in: text))],
            claims: [try founding(motors, "2020", "Bolt was founded in 2020", 0.5)])
        #expect(evaluation([(gold, reading)]).report.claims.correct == 0)
        // Another article calls the same entity Bolt, and writes its name in another way.
        let other = ArticleReading(mentions: [
            Mention(entity: EntityReference(.company, "Bolt Motors"), span: try span("Bolt", in: text))
        ])
        let report = evaluation([(article("a", [GoldEntity(bolt)], []), other), (gold, reading)]).report
        #expect(report.claims.correct == 1)
        #expect((report.entities.correct, report.entities.wrong) == (2, 0))
    }

    @Test func `A quote that is not the text at its offsets is counted`() throws {
        var claim = try founding(acme, "2019", "Acme was founded in 2019", 0.5)
        claim.evidence = EvidenceSpan(start: 1, end: 3, quote: "Ac")
        var beyond = try founding(bolt, "2020", "Bolt was founded in 2020", 0.5)
        beyond.evidence = EvidenceSpan(start: 1, end: 3_000, quote: "cm")
        let report = evaluation([(article("a", [], []), ArticleReading(claims: [claim, beyond]))], kinds: [.roles])
            .report
        #expect(report.evidence == EvaluationReport.Evidence(claims: 2, faults: 2))
        #expect(report.claims.wrong == 0)
    }

    @Test func `Saved figures read back, with sorted keys and equal bytes`() throws {
        let gold = article("a", [GoldEntity(acme)], [try goldFounding(acme, "2019")])
        let reading = ArticleReading(claims: [try founding(acme, "2019", "Acme was founded in 2019", 0.9)])
        let report = evaluation([(gold, reading)]).report
        #expect(try EvaluationReport(json: report.json) == report)
        #expect(report.json == evaluation([(gold, reading)]).report.json)
        let text = try #require(String(data: report.json, encoding: .utf8))
        let keys = text.split(separator: "\n").filter { $0.hasPrefix("  \"") }.map { $0.prefix { $0 != ":" } }
        #expect(keys == keys.sorted())
        #expect(text.hasSuffix("}\n"))
    }

    @Test(arguments: [
        ("{", SavedEvaluationProblem.notJSON(JSONDefect(cause: .unexpectedEnd, line: 1, column: 2))),
        ("{\"views\": {}}", .otherShape(path: "format")), ("{\"format\": 9}", .otherFormat(9)),
        ("{\"format\": 1, \"articles\": [1]}", .otherShape(path: "articles.0")),
    ])
    func `Other files are no saved figures`(_ text: String, _ problem: SavedEvaluationProblem) {
        #expect(throws: problem) { try EvaluationReport(json: Data(text.utf8)) }
    }

    @Test func `Evaluating twice gives the same figures and the same list`() {
        let (articles, problems) = AnnotatedArticle.read(
            folder: TestFiles.fixtures.appending(path: "unseen").path)
        #expect(problems.isEmpty)
        let (first, second) = (Evaluation(of: articles), Evaluation(of: articles))
        #expect(first.report == second.report)
        #expect(first.differences.map(\.sentence) == second.differences.map(\.sentence))
        #expect(first.report.evidence.faults == 0)
        #expect(first.report.claims.gold > 0)
    }
}
