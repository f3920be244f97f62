import KnowledgeModel
import Testing

@testable import Evaluation

@Suite struct ClaimMatcherTests {
    private typealias Values = [ClaimField.Name: ClaimValue]

    private let matcher = ClaimMatcher(
        spellings: Spellings([
            GoldEntity(EntityReference(.company, "Acme"), acceptedNames: ["Acme Labs"]),
            GoldEntity(EntityReference(.company, "Bolt")),
        ]))

    private static let acme = company("Acme")
    private static let bolt = company("Bolt")

    private static func company(_ name: String) -> ClaimValue { .entity(EntityReference(.company, name)) }
    private static func model(_ name: String) -> ClaimValue { .entity(EntityReference(.model, name)) }
    private static func person(_ name: String) -> ClaimValue { .entity(EntityReference(.person, name)) }
    private static func period(_ text: String) -> ClaimValue? { Period(text).map { .period($0) } }

    private func matches(_ kind: ClaimKind, _ gold: Values, _ found: Values) -> Bool {
        matcher.matches(
            GoldClaim(kind, gold),
            Claim(
                kind, found, evidence: EvidenceSpan(start: 0, end: 1, quote: "x"), confidence: 1, extractor: "test"))
    }

    @Test(
        arguments: [
            (5.0, 5.0, 5.0, 5.0, true), (5, nil, 5, 5, true), (5, 6, 5, 6, true), (5, 6, 5, nil, false),
            (5, 5, 5, 6, false),
            (1000, 1000, 1004, 1004, true), (1000, 1000, 1006, 1006, false), (nil, nil, 7, 7, true),
            (5, 5, nil, nil, false),
        ] as [(Double?, Double?, Double?, Double?, Bool)])
    func `Ranges are compared by their numbers, and no number asks for none`(
        _ goldLow: Double?, _ goldHigh: Double?, _ low: Double?, _ high: Double?, _ same: Bool
    ) {
        func values(_ low: Double?, _ high: Double?) -> Values {
            var values: Values = [.company: Self.acme]
            values[.low] = low.map { .number($0) }
            values[.high] = high.map { .number($0) }
            return values
        }
        #expect(matches(.valuations, values(goldLow, goldHigh), values(low, high)) == same)
    }

    @Test(
        arguments: [
            ("2026", "2026", true), ("2026", "2026-Q2", true), ("2026-Q2", "2026-Q3", false),
            ("2026-Q2", "2026-04", true),
            ("2025", "2026", false), ("2026-04-08", "2026-04-22", true), ("2026-04-08/2026-04-22", "2026-04-08", true),
            ("2025-06/2026-08", "2026", false), (nil, "2026", true), ("2026", nil, true),
        ] as [(String?, String?, Bool)])
    func `Periods must not contradict each other`(_ gold: String?, _ found: String?, _ agree: Bool) {
        var (wanted, claimed): (Values, Values) = ([.company: Self.acme], [.company: Self.acme])
        wanted[.period] = gold.flatMap(Self.period)
        claimed[.period] = found.flatMap(Self.period)
        #expect(matches(.foundings, wanted, claimed) == agree)
    }

    @Test func `Accepted spellings, possessives and legal forms name the same company`() {
        for name in ["Acme", "acme labs", "Acme Inc.", "The Acme Group", "Acme’s"] {
            #expect(matches(.foundings, [.company: Self.acme], [.company: Self.company(name)]), "\(name)")
        }
        #expect(!matches(.foundings, [.company: Self.acme], [.company: Self.bolt]))
    }

    @Test func `A segment is part of what a figure says`() {
        let total: Values = [.company: Self.acme, .metric: .text("revenue"), .low: .number(5), .high: .number(5)]
        let cloud = total.merging([.segment: .text("cloud services")]) { $1 }
        let short = total.merging([.segment: .text("Cloud")]) { $1 }
        let ads = total.merging([.segment: .text("advertising")]) { $1 }
        #expect(matches(.financialFigures, cloud, short))
        #expect(!matches(.financialFigures, cloud, ads))
        #expect(!matches(.financialFigures, cloud, total))
        #expect(!matches(.financialFigures, total, cloud))
        #expect(!matches(.financialFigures, total, total.merging([.metric: .text("net_income")]) { $1 }))
    }

    @Test func `Partners and competitors stand in either order, owners do not`() {
        let pair: Values = [.company: Self.acme, .partner: Self.bolt]
        #expect(matches(.partnerships, pair, [.company: Self.bolt, .partner: Self.acme]))
        func relation(_ predicate: String, _ subject: ClaimValue, _ object: ClaimValue) -> Values {
            [.subject: subject, .predicate: .text(predicate), .object: object]
        }
        let rivals = relation("competes_with", Self.acme, Self.bolt)
        #expect(matches(.relations, rivals, relation("competes_with", Self.bolt, Self.acme)))
        let part = relation("part_of", Self.acme, Self.bolt)
        #expect(matches(.relations, part, part))
        #expect(!matches(.relations, part, relation("part_of", Self.bolt, Self.acme)))
        #expect(!matches(.relations, part, rivals))
    }

    @Test func `Releases match by stage, access by model or else by company`() {
        func release(_ status: String, company: ClaimValue? = nil) -> Values {
            var values: Values = [.model: Self.model("M1"), .status: .text(status)]
            values[.company] = company
            return values
        }
        #expect(matches(.modelReleases, release("released"), release("preview", company: Self.acme)))
        #expect(!matches(.modelReleases, release("released"), release("expected")))
        #expect(matches(.modelReleases, release("delayed"), release("delayed")))
        #expect(
            !matches(.modelReleases, release("released", company: Self.bolt), release("released", company: Self.acme)))

        let policy: Values = [.company: Self.acme, .scope: .text("frontier"), .access: .text("api")]
        let ofModel: Values = [.model: Self.model("M1"), .scope: .text("model"), .access: .text("api")]
        #expect(matches(.modelAccess, policy, policy))
        #expect(!matches(.modelAccess, policy, ofModel))
        #expect(matches(.modelAccess, ofModel, ofModel.merging([.company: Self.bolt]) { $1 }))
    }

    @Test func `Scores and specifications match within their tolerance`() {
        func score(_ value: Double, on benchmark: String = "SWE-bench") -> Values {
            [
                .model: Self.model("M1"), .benchmark: .entity(EntityReference(.benchmark, benchmark)),
                .score: .number(value),
            ]
        }
        #expect(matches(.benchmarkScores, score(80), score(80.2, on: "SWE-bench Verified")))
        #expect(!matches(.benchmarkScores, score(80), score(81)))
        #expect(!matches(.benchmarkScores, score(80), score(80, on: "MMLU")))
        func specification(_ value: Double) -> Values {
            [.model: Self.model("M1"), .property: .text("context_window"), .value: .number(value)]
        }
        #expect(matches(.modelSpecs, specification(128_000), specification(131_072)))
        #expect(!matches(.modelSpecs, specification(128_000), specification(140_000)))
        func cutoff(_ text: String) -> Values {
            [.model: Self.model("M1"), .property: .text("knowledge_cutoff"), .unit: .text(text)]
        }
        #expect(matches(.modelSpecs, cutoff("2026-01"), cutoff("2026-01")))
        #expect(!matches(.modelSpecs, cutoff("2026-01"), cutoff("2026-02")))
    }

    @Test func `People match with a title like the stated one, quotations with words like the stated ones`() {
        let role: Values = [.person: Self.person("Ann Lee"), .company: Self.acme, .title: .text("chief executive")]
        #expect(matches(.roles, role, [.person: Self.person("Ann Lee"), .title: .text("CEO")]))
        #expect(!matches(.roles, role, [.person: Self.person("Ann Lee"), .company: Self.acme]))
        #expect(!matches(.roles, role, role.merging([.company: Self.bolt]) { $1 }))

        func quotation(_ text: String, speaker: ClaimValue? = nil) -> Values {
            var values: Values = [.company: Self.acme, .text: .text(text)]
            values[.speaker] = speaker
            return values
        }
        let said = "We will not build another one this year"
        #expect(matches(.quotations, quotation(said), quotation("“We will not build another one this year,”")))
        #expect(matches(.quotations, quotation(said), quotation("will not build another")))
        #expect(matches(.quotations, quotation(said), quotation("We shall not build another one that year")))
        #expect(!matches(.quotations, quotation(said), quotation("They were glad to build two next year")))
        #expect(!matches(.quotations, quotation(said, speaker: Self.person("Ann Lee")), quotation(said)))
    }

    @Test func `A backer without an amount matches one with an amount`() {
        let stake: Values = [.investor: Self.bolt, .company: Self.acme, .low: .number(5), .high: .number(5)]
        #expect(matches(.investments, stake, [.investor: Self.bolt, .company: Self.acme]))
        #expect(!matches(.investments, stake, stake.merging([.low: .number(6), .high: .number(6)]) { $1 }))
    }

    @Test func `An alias that the annotation knows makes two names one`() {
        var spellings = Spellings([GoldEntity(EntityReference(.company, "Bolt"))])
        spellings.learn("Bolt Motors GmbH", aliases: ["BM", "Bolt", "x"])
        #expect(spellings.areSame("Bolt Motors GmbH", "Bolt"))
        #expect(!spellings.areSame("BM", "Bolt"))
        #expect(spellings.areSame(nil, nil))
        #expect(!spellings.areSame("Bolt", nil))
    }
}
