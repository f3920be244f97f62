import Foundation
import KnowledgeModel
import TestSupport
import Testing

@testable import Extraction

/// Small made-up texts, a construction each; the names in them are in no data file unless a test is about known ones.
@Suite struct ExtractionTests {
    // What rules find is tested here; how sure they are is not.
    private let extractor = ArticleExtractor(calibration: .none)

    private func reading(_ text: String, title: String? = nil, date: String = "2026-05-25") -> ArticleReading {
        extractor.reading(
            of: Article(
                title: title, publishedOn: CalendarDate(iso: date), text: text,
                sha256: String(repeating: "0", count: 64)))
    }

    private func lines(_ reading: ArticleReading, _ kind: ClaimKind) -> [String] {
        reading.claims.filter { $0.kind == kind }.map { claim in
            kind.fields.compactMap { field -> String? in
                switch claim[field.name] {
                case nil, .flag(false): nil
                case .flag(true): "approximate"
                case .entity(let entity): entity.name
                case .number(let number):
                    number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
                case .text(let text): text
                case .period(let period): period.text
                }
            }.joined(separator: " · ")
        }
    }

    @Test func `Firms and people that no data file knows are found by the recogniser`() {
        let found = reading(
            """
            Brightloom Capital Partners led the round on Monday. Tove Lindqvist, who runs the company, told reporters \
            that Kestrel Dynamics was a customer. Kestrel Dynamics is based in Oslo.
            """)
        let names = Set(found.mentions.map { "\($0.entity.kind) \($0.entity.name)" })
        #expect(names == ["company Brightloom Capital Partners", "company Kestrel Dynamics", "person Tove Lindqvist"])
    }

    @Test func `What stands in another language gives nothing`() {
        let found = reading(
            """
            Nvidia said on Monday that it had bought land for a new office in the city.

            Der Umsatz von Nvidia ist in diesem Jahr um 9 Prozent auf 4 Milliarden Dollar gestiegen, und das ist mehr \
            als im Jahr davor, wie es aus der Firma heißt.
            """)
        #expect(found.claims.isEmpty)
        #expect(found.mentions.count == 1)
    }

    @Test(arguments: [
        (
            ClaimKind.capexFigures, "Brightwell Inc. expects capital expenditures of $5 billion to $6 billion in 2026.",
            "Brightwell · 5000000000 · 6000000000 · USD · 2026 · guidance"
        ),
        (
            .stockMoves, "Shares of Brightwell Inc. fell 3.5% in extended trading.",
            "Brightwell · down · 3.5 · 3.5 · after_hours"
        ),
        (
            .valuations, "The startup Quillon AI was valued at about $4 billion.",
            "Quillon AI · 4000000000 · 4000000000 · USD · approximate · private"
        ),
        (
            .fundingRounds, "The startup Quillon AI raised $30 million in a Series B round.",
            "Quillon AI · 30000000 · 30000000 · USD · Series B · closed"
        ),
        (
            .investments, "The startup Quillon AI raised $30 million in a round led by Larch Ventures.",
            "Larch Ventures · Quillon AI · closed"
        ),
        (
            .acquisitions, "Brightwell Inc. has acquired the startup Quillon AI for $90 million.",
            "Brightwell · Quillon AI · 90000000 · 90000000 · USD · completed"
        ),
        (.headcounts, "Brightwell Inc. will lay off 400 employees.", "Brightwell · layoffs · 400 · 400 · people"),
        (.foundings, "Founded in 2019, Quillon AI builds agents.", "Quillon AI · 2019"),
        (
            .roles, "Mara Voss, chief executive of Quillon AI, spoke.",
            "Mara Voss · Quillon AI · chief executive · current"
        ),
        (.roles, "Former Quillon AI CTO Mara Voss spoke.", "Mara Voss · Quillon AI · CTO · former"),
        (.usageFigures, "More than 20 million people use ChatGPT every month.", "ChatGPT · monthly_users · 20000000"),
        (.modelSpecs, "Llama 9 has 270 billion parameters.", "Llama 9 · parameters · 270000000000 · parameters"),
        (.benchmarkScores, "On MMLU, Llama 9 scores 88.2%.", "Llama 9 · MMLU · 88.2 · percent"),
        (.modelReleases, "On May 4, 2026, Meta released Llama 9.", "Llama 9 · Meta · released · 2026-05-04"),
        (.modelAccess, "Llama 9 is open-source.", "Llama 9 · Meta · model · open_weights"),
        (.modelAccess, "Llama 9 is not open-source.", "Llama 9 · Meta · model · proprietary"),
        (.modelAccess, "Brightwell Inc. keeps its most powerful models behind an API.", "Brightwell · frontier · api"),
        (.capabilities, "Llama 9 comes with support for tool use and long documents.", "Llama 9 · tool use"),
        (
            .financialFigures, "Brightwell Inc. said that cloud revenue rose 20% to $4 billion.",
            "Brightwell · revenue · cloud · 4000000000 · 4000000000 · USD · actual · 20"
        ),
        (.quotations, "“We will build it in the open,” said Mara Voss.", "Mara Voss · We will build it in the open"),
        (.partnerships, "Brightwell Inc. signed an agreement with Quillon AI.", "Brightwell · Quillon AI"),
        (.relations, "OpenAI's GPT-7 is out.", "OpenAI · develops · GPT-7"),
    ])
    func `A sentence gives its claim`(_ kind: ClaimKind, _ text: String, _ expected: String) {
        #expect(lines(reading(text), kind).contains(expected), "\(lines(reading(text), kind))")
    }

    @Test(arguments: [
        (ClaimKind.acquisitions, "Brightwell Inc. did not acquire the startup Quillon AI."),
        (.modelReleases, "Meta has not released Llama 9."),
        (.stockMoves, "The Nasdaq index fell 2% while shares waited."),
        (.valuations, "The news wiped $60 billion off the market value of Brightwell Inc."),
        (.quotations, "He called it a “quantum leap” today."),
        (.partnerships, "Brightwell Inc. has no agreement with Quillon AI."),
        (.benchmarkScores, "Llama 9 beats many others on MMLU."),
        (.capexFigures, "The recipe needs 5 spoons of sugar and $3 of flour."),
    ])
    func `A trap gives no claim`(_ kind: ClaimKind, _ text: String) {
        #expect(lines(reading(text), kind).isEmpty)
    }

    @Test(arguments: [
        "Beat the eggs with 200 grams of sugar. Bake for 30 minutes at 180 degrees. Serve with 2 spoons of cream.",
        "Arsenal won 3-1 on Saturday. The striker scored twice in the second half before 60,000 people.",
        "The court dismissed the appeal on Tuesday. The judge said that the law had not changed since 1998.",
    ])
    func `Texts about other things give no claims`(_ text: String) {
        #expect(reading(text).claims.isEmpty, "\(reading(text).claims.map(\.contentKey))")
    }

    @Test func `Quotes stand in the text where the offsets say`() throws {
        for path in try TestFiles.fixtureArticles().prefix(10) {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let scalars = Array(text.unicodeScalars)
            for claim in reading(text).claims {
                let slice = String(String.UnicodeScalarView(scalars[claim.evidence.start..<claim.evidence.end]))
                #expect(slice == claim.evidence.quote)
            }
        }
    }

    @Test func `Broken text of any kind is read without a trap`() throws {
        var generator = SeededGenerator(seed: 11)
        let articles = try TestFiles.fixtureArticles().map { try String(contentsOfFile: $0, encoding: .utf8) }
        for round in 0..<150 {
            var words = articles[round % articles.count].split(separator: " ", omittingEmptySubsequences: false).map(
                String.init)
            for _ in 0..<40 {
                let index = Int.random(in: 0..<words.count, using: &generator)
                switch Int.random(in: 0..<5, using: &generator) {
                case 0: words.remove(at: index)
                case 1: words.swapAt(index, Int.random(in: 0..<words.count, using: &generator))
                case 2:
                    words[index] = ["“", "$", "%", "led by", "'s", "\n\n- ", "(", "and", ".", "its", "of", "🎉"]
                        .randomElement(using: &generator)!
                case 3: words.insert(words[Int.random(in: 0..<words.count, using: &generator)], at: index)
                default: words[index] = String(words[index].reversed())
                }
            }
            let text = words.joined(separator: " ")
            for claim in reading(text, title: String(text.prefix(60))).claims { #expect(claim.defects.isEmpty) }
        }
    }
}
