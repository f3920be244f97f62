import Foundation
import TextAnalysis

/// Scores the name recogniser on the test splits of UNER's English Web Treebank and CrossNER's domain of AI, and on the
/// project's own sentences of business news.
///
/// Exact spans with their kinds (person, organisation, place) on the data sets' own tokens. CrossNER's researcher and
/// person are persons, organisation and university organisations, country and location places; its other types, and
/// our products and works, do not count.
enum Names {
    static func measure(_ data: URL) throws {
        let uner = try sentences(
            in: data.appending(path: "uner-english/en_ewt-uner-test.iob2"), word: 1, tag: 2,
            kinds: ["PER": .person, "ORG": .organization, "LOC": .place])
        try report("UNER EWT test", uner)
        let crossner = try sentences(
            in: data.appending(path: "crossner/ai/test.txt"), word: 0, tag: 1,
            kinds: [
                "person": .person, "researcher": .person, "organisation": .organization, "university": .organization,
                "country": .place, "location": .place,
            ])
        try report("CrossNER ai test", crossner)
        let business = try Document(conllu: String(contentsOf: Trees.businessTest, encoding: .utf8))
        let found = Set(business.reanalyzed().names)
        print("business           \(score(Set(business.names), found)), four kinds")
        for kind in RecognizedName.Kind.allCases {
            let gold = Set(business.names.filter { $0.kind == kind })
            print("  \("\(kind)".padded(to: 16)) \(score(gold, found.filter { $0.kind == kind })) of \(gold.count)")
        }
    }

    private static func score(_ gold: Set<RecognizedName>, _ found: Set<RecognizedName>) -> String {
        score(gold: gold.count, found: found.count, right: gold.intersection(found).count)
    }

    private static func score(gold: Int, found: Int, right: Int) -> String {
        let precision = 100 * Double(right) / Double(max(1, found))
        let recall = 100 * Double(right) / Double(max(1, gold))
        let f1 = 200 * Double(right) / Double(max(1, gold + found))
        return "P \(precision.formatted(digits: 1)) R \(recall.formatted(digits: 1)) F1 \(f1.formatted(digits: 1))"
    }

    private struct LabelledSentence {
        var words: [String] = []
        var names: Set<RecognizedName> = []
    }

    private static func report(_ title: String, _ sentences: [LabelledSentence]) throws {
        let document = try Document(conllu: conllu(sentences)).reanalyzed()
        var counts: [RecognizedName.Kind: (gold: Int, found: Int, right: Int)] = [:]
        var start = 0
        var index = 0
        for sentence in sentences {
            let end = start + sentence.words.count
            var found: Set<RecognizedName> = []
            while index < document.names.count, document.names[index].tokens.lowerBound < end {
                let name = document.names[index]
                found.insert(
                    RecognizedName(
                        tokens: (name.tokens.lowerBound - start)..<(name.tokens.upperBound - start), kind: name.kind))
                index += 1
            }
            for kind in [RecognizedName.Kind.person, .organization, .place] {
                let gold = sentence.names.filter { $0.kind == kind }
                let mine = found.filter { $0.kind == kind }
                counts[kind, default: (0, 0, 0)].gold += gold.count
                counts[kind]?.found += mine.count
                counts[kind]?.right += gold.intersection(mine).count
            }
            start = end
        }
        var all = (gold: 0, found: 0, right: 0)
        for count in counts.values {
            all = (all.gold + count.gold, all.found + count.found, all.right + count.right)
        }
        func f1(_ count: (gold: Int, found: Int, right: Int)) -> String {
            score(gold: count.gold, found: count.found, right: count.right)
        }
        print("\(title.padded(to: 18)) \(f1(all))")
        for kind in [RecognizedName.Kind.person, .organization, .place] {
            print("  \("\(kind)".padded(to: 16)) \(f1(counts[kind] ?? (0, 0, 0))) of \(counts[kind]?.gold ?? 0)")
        }
    }

    private static func sentences(
        in file: URL, word: Int, tag: Int, kinds: [String: RecognizedName.Kind]
    ) throws -> [LabelledSentence] {
        var sentences: [LabelledSentence] = []
        var sentence = LabelledSentence()
        var open: (start: Int, type: Substring)?
        func close() {
            guard let (start, type) = open else { return }
            open = nil
            guard let kind = kinds[String(type)] else { return }
            sentence.names.insert(RecognizedName(tokens: start..<sentence.words.count, kind: kind))
        }
        let text = try String(contentsOf: file, encoding: .utf8)
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if line.hasPrefix("# ") { continue }
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count > tag else {
                close()
                if !sentence.words.isEmpty { sentences.append(sentence) }
                sentence = LabelledSentence()
                continue
            }
            let label = fields[tag]
            if label.hasPrefix("B-") || label == "O" || open.map({ $0.type != label.dropFirst(2) }) == true {
                close()
                if label != "O" { open = (sentence.words.count, label.dropFirst(2)) }
            }
            sentence.words.append(String(fields[word]))
        }
        close()
        if !sentence.words.isEmpty { sentences.append(sentence) }
        return sentences
    }

    /// The data sets keep no white space: marks are set as print sets them.
    private static func conllu(_ sentences: [LabelledSentence]) -> String {
        let closing = Set(",.;:!?)]}%”’'").map(String.init) + ["'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "..."]
        let opening = Set("([{“‘$").map(String.init)
        var lines: [String] = []
        for sentence in sentences {
            for (index, word) in sentence.words.enumerated() {
                let isGlued =
                    opening.contains(word)
                    || index + 1 < sentence.words.count && closing.contains(sentence.words[index + 1])
                lines.append("\(index + 1)\t\(word)\t_\t_\t_\t_\t_\t_\t_\t\(isGlued ? "SpaceAfter=No" : "_")")
            }
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }
}
