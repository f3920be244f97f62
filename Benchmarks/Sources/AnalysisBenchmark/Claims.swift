import Extraction
import Foundation
import KnowledgeModel
import TextAnalysis

/// What reading claims costs beside the text analysis that it rests on, and how little the number of rules matters.
///
/// The text is that of the articles in the folder, one an `.md` or `.txt` file, read on one core. More rules are of two
/// sorts: copies of those in the program, of which each finds again what its original finds (the worst case), and rules
/// for other words, which no article holds (as a rule for a new construction does not hold for most sentences).
enum Claims {
    static func measure(_ data: URL) throws {
        let texts = try articles(in: data)
        guard !texts.isEmpty else {
            print("no .md or .txt file in \(data.path)")
            return
        }
        let words = texts.reduce(0) { $0 + Document($1).tokens.count }
        var measures: [(name: String, run: () -> Void)] = [
            ("text analysis alone", { for text in texts { _ = Document(analyzing: text) } })
        ]
        for (sort, mark) in [("copies", nil), ("other words", "zq")] as [(String, String?)] {
            for factor in [1, 4, 16] where factor > 1 || mark == nil {
                let rules = try ruleSet(factor, mark)
                let extractor = ArticleExtractor(rules: rules)
                let name = factor == 1 ? "text to claims" : "  \(factor) times the rules, \(sort)"
                measures.append(
                    (
                        "\(name), \(rules.names.count) rules",
                        { for text in texts { _ = extractor.reading(of: article(text)) } }
                    ))
            }
        }
        // In turns, so that what else the machine does falls on all alike.
        let clock = ContinuousClock()
        var best = [Duration](repeating: .seconds(1000), count: measures.count)
        for _ in 0..<7 {
            for (index, measure) in measures.enumerated() { best[index] = min(best[index], clock.measure(measure.run)) }
        }
        print("\(texts.count) articles, \(words) words, one core, best of seven")
        for (measure, duration) in zip(measures, best) {
            let ratio = (duration.seconds / best[0].seconds).formatted(digits: 2)
            let padding = String(repeating: " ", count: max(0, 48 - measure.name.count))
            print(
                "\(measure.name)\(padding) \(ratio) × analysis, \(Int(Double(words) / duration.seconds)) words a second"
            )
        }
        guard let python = ProcessInfo.processInfo.environment["SPACY_PYTHON"] else {
            print("spaCy: not measured, SPACY_PYTHON is not set")
            return
        }
        let rate = Double(words) / best[1].seconds
        let spacy = try Speed.spacyRate(python, texts)
        print(
            "spaCy sm, tags, trees and names: \(Int(spacy)) words a second; ours, with claims, is \((rate / spacy).formatted(digits: 1)) times as fast"
        )
    }

    private static func articles(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(".md") || $0.hasSuffix(".txt") }
            .map { try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8) }
    }

    private static func article(_ text: String) -> Article {
        Article(
            publishedOn: CalendarDate(iso: "2026-05-25"), text: text, sha256: String(repeating: "0", count: 64))
    }

    /// The program's rules, so many times.
    ///
    /// - Parameter mark: What is put before each trigger word of the copies; `nil` leaves them as they are.
    private static func ruleSet(_ factor: Int, _ mark: String?) throws -> RuleSet {
        var set = RuleSet.embedded
        for copy in 1..<max(factor, 1) {
            for source in RuleSet.embedded.sources {
                let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                    if line.hasPrefix("rule ") { return "rule copy\(copy)." + line.dropFirst(5) }
                    guard let mark, line.hasPrefix("on ") else { return String(line) }
                    return rewritten(line, "\(mark)\(copy)")
                }
                try set.add(text: lines.joined(separator: "\n"), file: "\(source.file) \(copy)")
            }
        }
        return set
    }

    /// `on verb raise, take in` as `on verb zq1raise, zq1take in`; kinds of entities become words too.
    private static func rewritten(_ line: Substring, _ mark: String) -> String {
        var words = line.split(separator: " ").map(String.init)
        if words.count < 3 || words[1] == "entity" { return "on word \(mark)\(words[words.count - 1])" }
        words[2] = mark + words[2]
        for index in words.indices.dropFirst(3) where words[index - 1].hasSuffix(",") {
            words[index] = mark + words[index]
        }
        return words.joined(separator: " ")
    }
}
