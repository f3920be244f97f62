import Evaluation
import Foundation
import KnowledgeModel
import Presentation
import Testing

@Suite struct EvaluationDrawingTests {
    private let text = "Acme was founded in 2019. Bolt was founded in 2020."

    /// One claim is wanted; what is found is given by companies and years.
    private func evaluation(_ found: [(company: String, year: String, quote: String)]) throws -> Evaluation {
        let acme = EntityReference(.company, "Acme")
        let gold = GoldArticle(
            id: "a", entities: [GoldEntity(acme)],
            claims: [
                GoldClaim(
                    .foundings, [.company: .entity(acme), .period: .period(try #require(Period("2019")))],
                    quote: "Acme was founded in 2019")
            ])
        var claims: [Claim] = []
        for (company, year, quote) in found {
            let range = try #require(text.range(of: quote))
            let start = text.unicodeScalars.distance(from: text.startIndex, to: range.lowerBound)
            claims.append(
                Claim(
                    .foundings,
                    [
                        .company: .entity(EntityReference(.company, company)),
                        .period: .period(try #require(Period(year))),
                    ],
                    evidence: EvidenceSpan(start: start, end: start + quote.count, quote: quote), confidence: 0.9,
                    extractor: "founding/1"))
        }
        return Evaluation(
            of: [AnnotatedArticle(Article(text: text, sha256: "a"), gold)], readings: [ArticleReading(claims: claims)],
            kinds: [.foundings])
    }

    @Test func `Figures stand in tables, with a line for calibration and one for evidence`() throws {
        let report = try evaluation([
            ("Acme", "2019", "Acme was founded in 2019"), ("Bolt", "2020", "Bolt was founded in 2020"),
        ]).report
        #expect(
            EvaluationDrawing(width: nil).render(report) == """
                1 annotated article

                view        gold  precision  recall  F1     correct  wrong  missed  duplicates
                ──────────  ────  ─────────  ──────  ─────  ───────  ─────  ──────  ──────────
                foundings      1  0.500      1.000   0.667        1      1       0           0
                all claims     1  0.500      1.000   0.667        1      1       0           0
                macro F1 0.667

                entities      gold  precision  recall  F1     correct  wrong  missed  duplicates
                ────────────  ────  ─────────  ──────  ─────  ───────  ─────  ──────  ──────────
                companies        1  0.000      0.000   0.000        0      0       1           0
                people           0  0.000      0.000   0.000        0      0       0           0
                models           0  0.000      0.000   0.000        0      0       0           0
                products         0  0.000      0.000   0.000        0      0       0           0
                benchmarks       0  0.000      0.000   0.000        0      0       0           0
                all entities     1  0.000      0.000   0.000        0      0       1           0

                calibration error 0.400 over 2 claims; precision at confidence 0.9 and above 0.500 over 2 claims
                evidence: all 2 quotes are the text at their offsets

                """)
    }

    @Test func `Differences name the article, the claim and the sentence`() throws {
        let evaluation = try evaluation([("Bolt", "2020", "founded in 2020")])
        #expect(
            EvaluationDrawing(width: nil).render(evaluation.differences, limit: 5) == """

                missed claims: 1
                a  foundings: company Acme, period 2019
                    “Acme was founded in 2019.”

                wrong claims: 1
                a  foundings: company Bolt, period 2020  (confidence 0.9, founding/1)
                    “Bolt was founded in 2020.”

                missed entities: 1
                a  company Acme
                    “Acme was founded in 2019.”

                wrong entities: 0

                """)
    }

    @Test func `Of two evaluations only the figures that changed are told`() throws {
        let drawing = EvaluationDrawing(width: nil)
        let before = try evaluation([("Bolt", "2020", "Bolt was founded in 2020")]).report
        let after = try evaluation([("Acme", "2019", "Acme was founded in 2019")]).report
        #expect(drawing.render(before, since: before) == "no figure changed\n")
        #expect(
            drawing.render(after, since: before) == """
                view        precision          recall          F1             correct  wrong  missed
                ──────────  ─────────  ──────  ──────  ──────  ─────  ──────  ───────  ─────  ──────
                foundings   1.000      +1.000  1.000   +1.000  1.000  +1.000  +1       −1     −1
                all claims  1.000      +1.000  1.000   +1.000  1.000  +1.000  +1       −1     −1
                macro F1 0.000 → 1.000
                calibration error 0.900 → 0.100
                precision at confidence 0.9 and above 0.000 → 1.000

                """)
    }
}
