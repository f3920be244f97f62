import KnowledgeModel
import TestSupport
import Testing

@testable import Extraction

@Suite struct RuleParserTests {
    /// A sound rule, of which each case spoils a line.
    private static let sound = """
        # Mine
        rule my.merge
        fills acquisitions
        on verb merge
        acquirer: agent company
        target: prep(with) company
        status = announced
        """

    @Test func `A sound rule is read with its place`() throws {
        let rules = try RuleParser.rules(in: Self.sound, file: "my.rules")
        #expect(rules.map(\.name) == ["my.merge"])
        #expect(rules[0].kind == .acquisitions)
        #expect(rules[0].origin == Rule.Origin(file: "my.rules", line: 2))
        #expect(rules[0].arguments.count == 2)
    }

    @Test(arguments: [
        ("fills acquisitions", "fills mergers", 3, "no view is called \"mergers\""),
        ("acquirer: agent company", "buyer: agent company", 5, "the view acquisitions has no column \"buyer\""),
        ("acquirer: agent company", "acquirer: actor company", 5, "\"actor\" is no step of a path"),
        ("acquirer: agent company", "acquirer: near(3) company", 5, "\"near\" is no step of a path"),
        ("acquirer: agent company", "acquirer: after(99) company", 5, "expected a number of tokens from 1 to 60"),
        ("acquirer: agent company", "acquirer: agent firm", 5, "\"firm\" is no type of argument"),
        ("acquirer: agent company", "acquirer: agent", 5, "expected a path and a type"),
        ("acquirer: agent company", "acquirer company", 5, "\"acquirer\" begins no line of a rule"),
        ("on verb merge", "if agent", 2, "rule my.merge has no trigger"),
        ("on verb merge", "on verb", 4, "a trigger without words"),
        (
            "on verb merge", "on adverb merge", 4,
            "expected verb, noun, adjective, word, entity, money, percent or number"
        ),
        ("on verb merge", "on entity firm", 4, "no kind of entity is called \"firm\""),
        ("target: prep(with) company", "", 2, "leaves the column target of acquisitions empty"),
        ("target: prep(with) company", "target: prep(with company", 6, "a bracket is not closed"),
        ("target: prep(with) company", "target: object[firm company", 6, "a bracket is not closed"),
        ("status = announced", "status = done", 7, "\"done\" is no word of status: completed, announced"),
        ("status = announced", "status = @when", 7, "no reader is called \"@when\"; there are @period"),
        ("status = announced", "unless", 7, "a condition without anything to hold"),
        ("status = announced", "yes Acme merged.", 7, "an example is written"),
        ("rule my.merge", "", 3, "a block begins with \"rule NAME\""),
        ("rule my.merge", "rule my merge", 2, "a rule needs a name without spaces"),
        ("fills acquisitions", "", 4, "\"fills VIEW\" comes right after \"rule NAME\""),
    ])
    func `A fault is named with its file, line and cause`(
        _ line: String, _ spoilt: String, _ number: Int, _ cause: String
    ) throws {
        let text = Self.sound.replacing(line, with: spoilt, maxReplacements: 1)
        let error = #expect(throws: RuleError.self) { try RuleParser.rules(in: text, file: "my.rules") }
        #expect(error?.file == "my.rules")
        #expect(error?.line == number, "\(error?.description ?? "")")
        #expect(error?.cause.contains(cause) == true, "\(error?.description ?? "")")
        #expect(error?.description.hasPrefix("my.rules:\(number): ") == true)
    }

    @Test func `A name that is there already is refused, in one file and across files`() throws {
        let twice = #expect(throws: RuleError.self) {
            try RuleParser.rules(in: Self.sound + "\n" + Self.sound, file: "my.rules")
        }
        #expect(twice?.line == 9)
        #expect(twice?.cause == "rule my.merge is there twice")
        var set = RuleSet.embedded
        let count = set.rules.count
        let taken = #expect(throws: RuleError.self) {
            try set.add(text: Self.sound.replacing("my.merge", with: "acquisition.merge"), file: "my.rules")
        }
        #expect(
            taken == RuleError(file: "my.rules", line: 2, cause: "a rule called acquisition.merge is there already"))
        #expect(set.rules.count == count)
    }

    @Test func `Broken rule files never trap`() throws {
        var generator = SeededGenerator(seed: 3)
        let lines = RuleSet.embedded.sources.flatMap { $0.text.split(separator: "\n").map(String.init) }
        let pieces = ["[", "]", "(", ")", ":", "|", "/", "=", "@", " ", "=>", ";", "#", "named:", "?", "é", ""]
        for _ in 0..<3_000 {
            var block = ["rule a.b", "fills roles"]
            for _ in 0..<Int.random(in: 0..<6, using: &generator) {
                var line = Array(lines.randomElement(using: &generator) ?? "")
                for _ in 0..<Int.random(in: 0..<3, using: &generator) {
                    let place = Int.random(in: 0...line.count, using: &generator)
                    let piece = Array(pieces.randomElement(using: &generator) ?? "")
                    if Bool.random(using: &generator) || place == line.count {
                        line.insert(contentsOf: piece, at: place)
                    } else {
                        line.remove(at: place)
                    }
                }
                block.append(String(line))
            }
            _ = try? RuleParser.rules(in: block.joined(separator: "\n"), file: "x")
        }
    }

    @Test func `A rule is described with its block and what fills its columns`() throws {
        let rule = try #require(RuleSet.embedded.description(ofRule: "investment.lead"))
        #expect(rule.text.hasPrefix("rule investment.lead\nfills investments\n"))
        #expect(!rule.text.contains("rule investment.led-by"))
        #expect(rule.fillings[.investor] == .argument)
        #expect(rule.fillings[.status] == .reader("@deal-status"))
        #expect(RuleSet.embedded.description(ofRule: "valuation.value")?.fillings[.low] == .argument)
        #expect(RuleSet.embedded.description(ofRule: "valuation.value")?.fillings[.basis] == .word)
        #expect(RuleSet.embedded.description(ofRule: "no.such") == nil)
        // A block never runs into the next heading.
        for name in RuleSet.embedded.names {
            let text = RuleSet.embedded.description(ofRule: name)?.text ?? ""
            #expect(text.hasPrefix("rule \(name)") && !text.hasSuffix("\n") && !text.contains("\n#"), "\(name)")
        }
    }
}
