import Foundation
import KnowledgeModel
import TestSupport
import Testing

@testable import Extraction

/// The documents of the rule language and of the lexicon say all that there is.
@Suite struct RuleDocumentTests {
    @Test func `Every step, reader, word class and type is documented`() throws {
        let text = try TestFiles.text("docs/rules.md")
        let parser = try TestFiles.text("Sources/Extraction/Rules/RuleParser.swift")
        let table = try #require(parser.range(of: "let moves: [String: Rule.Move] = ["))
        let end = try #require(parser.range(of: "]\n", range: table.upperBound..<parser.endIndex))
        let steps = parser[table.upperBound..<end.lowerBound].matches(of: /"([a-z-]+)":/).map { String($0.1) }
        #expect(steps.count > 20)
        let assertions = parser.matches(of: /"([a-z]+)": \.[a-z]+[,\]]?/).map { String($0.1) }
        for step in steps + assertions + ["prep(", "after(", "before(", "following(", "time", "words"] {
            #expect(
                text.contains("`\(step)`") || text.contains("`\(step)") && step.hasSuffix("(")
                    || text.contains("`\(step)["), "\(step)")
        }
        for reader in ColumnReader.allCases { #expect(text.contains("| `@\(reader.rawValue)` |"), "\(reader)") }
        for wordClass in Rule.WordClass.allCases {
            #expect(text.contains("`on \(wordClass.rawValue) "), "\(wordClass)")
        }
        for type in Rule.QuantityType.allCases { #expect(text.contains("`on \(type.rawValue)`"), "\(type)") }
        for kind in EntityKind.allCases { #expect(text.contains("`\(kind.rawValue)`"), "\(kind)") }
    }

    @Test func `The rules of the document are rules`() throws {
        let text = try TestFiles.text("docs/rules.md")
        let blocks = text.components(separatedBy: "```text\n").dropFirst().compactMap {
            $0.components(separatedBy: "```").first
        }
        #expect(blocks.count == 2)
        for block in blocks { #expect(try RuleParser.rules(in: block, file: "docs/rules.md").count == 1) }
        let embedded = try #require(RuleSet.embedded.description(ofRule: "investment.invest"))
        #expect(blocks.first == embedded.text + "\n")
    }

    @Test func `Every file of names is documented with its first line`() throws {
        let text = try TestFiles.text("docs/lexicon.md")
        for (file, header) in Lexicon.fileHeaders {
            #expect(text.contains(file), "\(file)")
            if file.hasSuffix(".tsv") { #expect(text.contains("`\(header)`"), "\(file)") }
        }
    }
}
