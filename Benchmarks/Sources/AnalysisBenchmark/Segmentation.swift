import Foundation
import TextAnalysis

/// Scores tokens, words and sentences of raw text against treebanks, and sentences against the golden rules.
///
/// The rules of the CoNLL 2018 shared task (`conll18_ud_eval.py`): a unit is right if it spans the same characters,
/// white space left out. Our tokens are words; for the token score clitics are joined to their word again.
enum Segmentation {
    static func measure(_ data: URL) throws {
        print("split      tokens P/R/F1            words P/R/F1             sentences P/R/F1")
        var byteCount = 0
        var duration = Duration.zero
        for (source, split) in [(Treebank.Source.ewt, "dev"), (.ewt, "test"), (.gum, "dev"), (.gum, "test")] {
            let treebank = try Treebank(contentsOf: source.file(split, in: data))
            var counts = Counts()
            for document in treebank.documents {
                byteCount += document.text.utf8.count
                let clock = ContinuousClock()
                var analysed = Document("")
                duration += clock.measure { analysed = Document(document.text) }
                counts.add(analysed, against: document)
            }
            print("\(source.rawValue) \(split.padded(to: 4))   \(counts.summary)")
        }
        let megabytes = Double(byteCount) / 1e6 / duration.seconds
        print("speed \(megabytes.formatted(digits: 1)) MB/s on \(byteCount) bytes")
        try measureGoldenRules(data)
    }

    private struct GoldenRule: Decodable {
        let id: Int
        let name: String
        let text: String
        let sentences: [String]
    }

    private static func measureGoldenRules(_ data: URL) throws {
        let file = data.appending(path: "sentence-golden-rules/english-golden-rules.json")
        let rules = try JSONDecoder().decode([GoldenRule].self, from: Data(contentsOf: file))
        var failed: [(GoldenRule, [String])] = []
        for rule in rules {
            // The file keeps the escapes of the source that it was taken from.
            let document = Document(
                rule.text.replacing("\\n", with: "\n").replacing("\\\"", with: "\""))
            let sentences = document.sentences.map { document.text(of: $0.tokens) }
            if sentences.map(withoutSpace) != rule.sentences.map(withoutSpace) { failed.append((rule, sentences)) }
        }
        print("golden rules \(rules.count - failed.count) of \(rules.count)")
        for (rule, sentences) in failed {
            print("  failed \(rule.id) \(rule.name): \(sentences.map { "[\($0)]" }.joined(separator: " "))")
        }
    }

    private static func withoutSpace(_ text: String) -> String { text.filter { !$0.isWhitespace } }

    /// How many units the treebank has, how many we found, and how many of these are right.
    private struct Tally {
        var gold = 0
        var found = 0
        var right = 0

        mutating func add(_ units: [Range<Int>], against gold: [Range<Int>]) {
            self.gold += gold.count
            found += units.count
            var index = 0
            for unit in units {
                while index < gold.count, gold[index].lowerBound < unit.lowerBound { index += 1 }
                if index < gold.count, gold[index] == unit { right += 1 }
            }
        }

        var summary: String {
            let precision = 100 * Double(right) / Double(max(found, 1))
            let recall = 100 * Double(right) / Double(max(gold, 1))
            let f1 = 2 * precision * recall / max(precision + recall, 1e-9)
            return [precision, recall, f1].map { $0.formatted(digits: 2) }.joined(separator: " ")
        }
    }

    private struct Counts {
        var tokens = Tally()
        var words = Tally()
        var sentences = Tally()

        mutating func add(_ analysed: Document, against gold: TreebankDocument) {
            let found = analysed.tokens.map { Int($0.start)..<Int($0.end) }
            words.add(found, against: gold.sentences.flatMap { $0.words.compactMap(\.range) })
            tokens.add(surfaces(of: analysed), against: gold.sentences.flatMap(\.surfaces))
            sentences.add(
                analysed.sentences.map {
                    found[$0.tokens.lowerBound].lowerBound..<found[$0.tokens.upperBound - 1].upperBound
                },
                against: gold.sentences.map(\.range))
        }

        var summary: String { "\(tokens.summary)     \(words.summary)     \(sentences.summary)" }
    }

    private static let clitics = WordSet("'s 're 've 'll 'd 'm n't n‘t")
    private static let splitPairs: [(first: WordKey, second: WordKey)] = [
        ("can", "not"), ("gon", "na"), ("wan", "na"), ("got", "ta"), ("do", "nt"), ("does", "nt"), ("did", "nt"),
        ("i", "m"), ("ca", "nt"), ("wo", "nt"), ("let", "s"), ("that", "s"), ("lem", "me"), ("gim", "me"),
    ]

    /// Our tokens with clitics joined to the word before them, as the treebanks' surface tokens have it.
    private static func surfaces(of document: Document) -> [Range<Int>] {
        var surfaces: [Range<Int>] = []
        for (index, token) in document.tokens.enumerated() {
            let range = Int(token.start)..<Int(token.end)
            if index > 0, !token.hasSpaceBefore, document.tokens[index - 1].isWord,
                clitics.contains(token.key)
                    || splitPairs.contains(where: { $0 == (document.tokens[index - 1].key, token.key) }),
                let last = surfaces.last
            {
                surfaces[surfaces.count - 1] = last.lowerBound..<range.upperBound
            } else {
                surfaces.append(range)
            }
        }
        return surfaces
    }
}

extension String {
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}

extension Double {
    func formatted(digits: Int) -> String { String(format: "%.\(digits)f", self) }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
