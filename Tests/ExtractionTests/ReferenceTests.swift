import KnowledgeModel
import TestSupport
import Testing

@testable import Extraction

/// What words mean that name nothing, and figures that go on about an earlier sentence.
@Suite struct ReferenceTests {
    private func claims(_ text: String, _ kind: ClaimKind) -> [Claim] {
        ArticleExtractor(calibration: .none).reading(
            of: Article(
                title: nil, publishedOn: CalendarDate(iso: "2026-05-25"), text: text,
                sha256: String(repeating: "0", count: 64))
        ).claims.filter { $0.kind == kind }
    }

    @Test(arguments: [
        ("ChatGPT is popular. In April it had 30 million weekly users.", "ChatGPT"),
        ("As for ChatGPT, its maker reported 350 million weekly users in March.", "ChatGPT"),
        ("ChatGPT is popular. Its speed is praised. It has 30 million weekly users.", "ChatGPT"),
        ("Microsoft offers Copilot and GitHub. The latter has 30 million weekly users.", "GitHub"),
    ])
    func `A product is meant`(_ text: String, _ product: String) {
        #expect(claims(text, .usageFigures).first?.entity(.subject)?.name == product)
    }

    @Test(arguments: [
        ("Mira Murati met Sam Altman in May. She left OpenAI in September.", "Mira Murati"),
        ("Sam Altman met Mira Murati in May. He left OpenAI in September.", "Sam Altman"),
        ("Sam Altman met Kim Lee in May. She left OpenAI in September.", "Kim Lee"),
    ])
    func `Given names tell whom a pronoun cannot mean`(_ text: String, _ person: String) {
        #expect(claims(text, .roles).contains { $0.entity(.person)?.name == person && $0.text(.status) == "left" })
    }

    @Test(arguments: [
        ("ChatGPT has 5 million weekly users, up from 3 million in January.", 3e6, "weekly_users", "2026-01"),
        ("ChatGPT has 5 million weekly users. Last year it had 2 million.", 2e6, "weekly_users", "2025"),
        ("ChatGPT has 5 million weekly users. Of these, 400,000 pay.", 4e5, "paying_users", nil),
    ])
    func `Users are counted again`(_ text: String, _ count: Double, _ metric: String, _ period: String?) {
        #expect(
            claims(text, .usageFigures).contains { claim in
                guard claim.number(.low) == count, claim.text(.metric) == metric else { return false }
                if case .period(let found) = claim[.period] { return found.text == period }
                return period == nil
            })
    }

    @Test func `What a count is not`() {
        let text = "ChatGPT has 5 million weekly users. It was trained on 3 million books, and 2 million do not pay."
        #expect(claims(text, .usageFigures).count == 1)
    }

    @Test(arguments: [
        "Amazon signed a contract with AWS.",
        "Nvidia names customers such as Wayve.",
    ])
    func `No partnership`(_ text: String) {
        #expect(claims(text, .partnerships).isEmpty)
    }
}
