import KnowledgeModel
import Testing

@testable import KnowledgeStore

/// Which answers to a question hold, on answers written by hand.
@Suite struct QuestionTests {
    private func claim(
        _ key: Int64, _ answer: String, _ day: String, source: String? = nil, confidence: Double = 0.9,
        confirmed: Bool = false, background: Bool = false, article: Int64? = nil
    ) -> AnsweringClaim {
        AnsweringClaim(
            key: key, claimID: "c\(key)", articleKey: article ?? key, source: source ?? "source \(key)", answer: answer,
            asOf: day, publishedOn: day, confidence: confidence, isConfirmed: confirmed, isBackground: background)
    }

    private func resolve(
        _ kind: ClaimKind, _ change: ClaimQuestion.Change, isOpinion: Bool = false, _ claims: [AnsweringClaim]
    ) -> [Int64: ResolvedClaim] {
        let resolution = QuestionResolution(kind: kind, change: change, isOpinion: isOpinion)
        let result = resolution.resolve(claims)
        // The order of the claims says nothing.
        #expect(resolution.resolve(claims.reversed()) == result)
        return result
    }

    private func current(_ result: [Int64: ResolvedClaim]) -> [Int64] {
        result.filter(\.value.isCurrent).keys.sorted()
    }

    @Test func `A later answer replaces an earlier one, and an old one told again changes nothing`() {
        let result = resolve(
            .capexFigures, .replaces,
            [claim(1, "5.0", "2026-01-10"), claim(2, "7.0", "2026-04-10"), claim(3, "5.0", "2026-06-10")])
        #expect(current(result) == [2])
        #expect(result[1]?.supersededBy == 2 && result[1]?.currentFrom == "2026-01-10")
        #expect(result[1]?.currentUntil == "2026-04-10")
        #expect(result[3]?.supersededBy == 2 && result[3]?.currentFrom == nil)
    }

    @Test func `What one article tells as earlier gives way to what it tells as new`() {
        let result = resolve(
            .capexFigures, .replaces,
            [claim(1, "5.0", "2026-04-10", background: true, article: 9), claim(2, "7.0", "2026-04-10", article: 9)])
        #expect(current(result) == [2])
        #expect(result[1]?.contradictedBy == nil)
    }

    @Test func `Fewer outlets contradict within a week, and replace after it`() {
        func result(_ day: String) -> [Int64: ResolvedClaim] {
            resolve(
                .capexFigures, .replaces,
                [claim(1, "5.0", "2026-04-01"), claim(2, "5.0", "2026-04-02"), claim(3, "9.0", day)])
        }
        #expect(current(result("2026-04-05")) == [2])
        #expect(result("2026-04-05")[3]?.contradictedBy == 2)
        #expect(current(result("2026-04-20")) == [3])
        #expect(result("2026-04-20")[3]?.contradictedBy == nil)
    }

    @Test func `Opinions never contradict each other`() {
        let result = resolve(
            .capexFigures, .replaces, isOpinion: true,
            [claim(1, "5.0", "2026-04-01"), claim(2, "5.0", "2026-04-02"), claim(3, "9.0", "2026-04-03")])
        #expect(result.values.allSatisfy { $0.contradictedBy == nil })
        #expect(current(result) == [3])
    }

    @Test func `A market value is what was told last`() {
        let result = resolve(
            .valuations, .fluctuates,
            [claim(1, "4e+12", "2026-01-01"), claim(2, "5e+12", "2026-02-01"), claim(3, "4e+12", "2026-03-01")])
        #expect(current(result) == [3])
        #expect(result[1]?.supersededBy == 2 && result[2]?.supersededBy == 3)
    }

    @Test func `Of what does not change most outlets are believed, or whom a person confirmed`() {
        let claims = [
            claim(1, "5.0", "2026-01-01"), claim(2, "5.0", "2026-01-02"), claim(3, "9.0", "2026-05-01"),
        ]
        #expect(current(resolve(.financialFigures, .isFixed, claims)) == [2])
        #expect(resolve(.financialFigures, .isFixed, claims)[3]?.contradictedBy == 2)
        let confirmed = Array(claims.dropLast()) + [claim(3, "9.0", "2026-05-01", confirmed: true)]
        #expect(current(resolve(.financialFigures, .isFixed, confirmed)) == [3])
        // What rounding and bounds allow is no contradiction.
        let near = [claim(1, "5.0", "2026-01-01"), claim(2, "5.02", "2026-02-01"), claim(3, "4.0..", "2026-03-01")]
        #expect(resolve(.financialFigures, .isFixed, near).values.allSatisfy { $0.contradictedBy == nil })
    }

    @Test func `Whoever leaves gives up the office, and whoever joins again has it again`() {
        let result = resolve(
            .roles, .replaces,
            [
                claim(1, "chief executive officer|held", "2023-01-01"), claim(2, "co-founder|held", "2023-01-01"),
                claim(3, "chief executive officer|over", "2023-11-17"),
                claim(4, "chief executive officer|joined", "2023-11-22"),
            ])
        #expect(current(result) == [2, 4])
        let left = resolve(
            .roles, .replaces, [claim(1, "founder|held", "2023-01-01"), claim(2, "|over", "2024-01-01")])
        #expect(current(left).isEmpty)
    }

    @Test func `A closed model may be reached through an API, and opened later`() {
        let closed = resolve(
            .modelAccess, .replaces, [claim(1, "proprietary", "2026-01-01"), claim(2, "api", "2026-02-01")])
        #expect(current(closed) == [1, 2])
        let opened = resolve(
            .modelAccess, .replaces,
            [
                claim(1, "proprietary", "2026-01-01"), claim(2, "api", "2026-02-01"),
                claim(3, "open_weights", "2026-06-01"),
            ])
        #expect(current(opened) == [3])
    }

    @Test func `Every kind has a question, and numbers keep three digits`() {
        for kind in ClaimKind.allCases {
            let claim = Claim(
                kind, [:], evidence: EvidenceSpan(start: 0, end: 1, quote: "x"), confidence: 1, extractor: "test")
            #expect(claim.question(publishedOn: nil).question.hasPrefix(kind.rawValue))
        }
        func answer(_ low: Double) -> String {
            Claim(
                .capexFigures,
                [
                    .company: .entity(EntityReference(.company, "Acme")), .low: .number(low), .high: .number(low),
                    .period: .period(Period("2026")!),
                ], evidence: EvidenceSpan(start: 0, end: 1, quote: "x"), confidence: 1, extractor: "test"
            ).question(publishedOn: nil).answer
        }
        #expect(answer(59.89e9) == answer(59.9e9))
        #expect(answer(59.8e9) != answer(59.9e9))
        #expect(answer(0) == "0.0|" && answer(-1.5) == "-1.5|")
    }
}
