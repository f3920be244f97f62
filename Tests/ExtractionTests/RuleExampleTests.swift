import KnowledgeModel
import Testing

@testable import Extraction

/// The examples of the rule files, run as articles of their own.
@Suite struct RuleExampleTests {
    /// Every claim is kept: an example is about its rule, and not about how sure that is.
    private let extractor = ArticleExtractor(calibration: .none)

    private func claims(_ text: String) -> [Claim] {
        extractor.reading(
            of: Article(
                publishedOn: CalendarDate(iso: "2026-05-25"), text: text, sha256: String(repeating: "0", count: 64))
        ).claims
    }

    @Test(arguments: RuleSet.embedded.names)
    func `A rule's examples give what they say`(_ name: String) throws {
        let rule = try #require(RuleSet.embedded.rules.first { $0.name == name })
        for example in rule.examples {
            let found = claims(example.text)
            let place = "\(rule.origin.file):\(example.line): \(example.text)"
            guard let expected = example.expected else {
                #expect(!found.contains { $0.extractor == name }, "\(place)")
                continue
            }
            let isFound = found.contains { claim in
                claim.kind == rule.kind && expected.allSatisfy { text(of: claim, $0.column) == $0.value }
            }
            #expect(isFound, "\(place)\n\(found.map { "\($0.extractor): \($0.contentKey)" }.joined(separator: "\n"))")
        }
    }

    @Test func `Every rule has an example that gives a claim`() {
        for rule in RuleSet.embedded.rules {
            #expect(
                rule.examples.contains { $0.expected != nil },
                "\(rule.origin.file):\(rule.origin.line): \(rule.name) has no line \"yes TEXT => column value\"")
        }
    }

    /// A value as examples write it; whole numbers have no fraction.
    private func text(of claim: Claim, _ column: String) -> String? {
        guard let name = ClaimField.Name(rawValue: column) else { return nil }
        switch claim[name] {
        case nil: return nil
        case .entity(let entity): return entity.name
        case .number(let number): return number == number.rounded() ? "\(Int(number))" : "\(number)"
        case .text(let text): return text
        case .flag(let flag): return flag ? "1" : "0"
        case .period(let period): return period.text
        }
    }
}
