import Foundation
import TextAnalysis

/// Scores tags, lemmas and trees against the test splits of the treebanks.
///
/// Once on the treebanks' own tokens and sentences, and once on raw text with ours, where the words are aligned as the
/// CoNLL 2018 shared task aligned them and every score is an F1. `LAS` leaves subtypes out (`nmod:poss` is `nmod`), as
/// that task did; `full` does not. Punctuation counts. The last columns are the F1 of arcs with their labels: subjects and
/// objects of verbs, appositions, conjuncts.
enum Trees {
    static func measure(_ data: URL) throws {
        for isRaw in [false, true] {
            print(isRaw ? "### raw text, own tokens and sentences" : "### the treebanks' tokens and sentences")
            print("split          words   UPOS   XPOS  lemma    UAS    LAS   full   subj    obj  appos   conj")
            for source in Treebank.Source.allCases {
                let treebank = try Treebank(contentsOf: source.file("test", in: data))
                try report(source.rawValue, treebank.documents, isRaw: isRaw)
                guard source == .gum else { continue }
                for genre in ["news", "interview"] {
                    let documents = treebank.documents.filter { $0.id.contains("_\(genre)_") }
                    try report("GUM \(genre)", documents, isRaw: isRaw)
                }
            }
            if !isRaw { try report("business", Treebank(contentsOf: businessTest).documents, isRaw: false) }
        }
    }

    /// The project's own sentences of business news that no training has seen.
    static let businessTest = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Training/treebank/business-test.conllu")

    private static func report(_ name: String, _ documents: [TreebankDocument], isRaw: Bool) throws {
        var score = TreeScore()
        for document in documents {
            if isRaw {
                let (found, spans) = rows(of: Document(analyzing: document.text))
                score.add(found, spans, against: document)
            } else {
                let analysed = try Document(conllu: conllu(document)).reanalyzed()
                score.add(rows(of: analysed).0, document.sentences.flatMap { $0.words.map(\.range) }, against: document)
            }
        }
        print("\(name.padded(to: 13)) \(score.summary)")
    }

    /// The words of a document as lines that state nothing but their forms.
    static func conllu(_ document: TreebankDocument) -> String {
        var lines: [String] = []
        for sentence in document.sentences {
            if sentence.startsParagraph { lines.append("# newpar") }
            for (index, word) in sentence.words.enumerated() {
                var follows = false
                if index + 1 < sentence.words.count, let end = word.range?.upperBound {
                    let next = sentence.words[index + 1].range?.lowerBound
                    follows = next == end || next == nil
                } else if index + 1 < sentence.words.count {
                    follows = true
                }
                let form = word.form
                lines.append("\(index + 1)\t\(form)\t_\t_\t_\t_\t_\t_\t_\t\(follows ? "SpaceAfter=No" : "_")")
            }
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }

    /// A word as analysed. The head counts the document's words from 0; `nil` is the root.
    struct Row {
        var upos: String
        var xpos: String
        var lemma: String
        var head: Int?
        var label: String
    }

    private static func rows(of document: Document) -> ([Row], [Range<Int>?]) {
        let rows = document.tokens.indices.map { index in
            Row(
                upos: document.universalTag(index)?.name ?? "_", xpos: document.pennTag(index)?.name ?? "_",
                lemma: document.lemma(index) ?? "_", head: document.head(index),
                label: document.dependencyLabel(index)?.name ?? "_")
        }
        return (rows, document.tokens.map { Int($0.start)..<Int($0.end) })
    }
}

/// Counts what is right of words that stand at the same characters.
private struct TreeScore {
    private var gold = 0
    private var found = 0
    private var right: [String: Int] = [:]
    /// Arcs of a kind: in the treebank, found, right.
    private var arcs: [String: (gold: Int, found: Int, right: Int)] = [:]

    private static let kinds: [(name: String, label: String)] = [
        ("subj", "nsubj"), ("obj", "obj"), ("appos", "appos"), ("conj", "conj"),
    ]

    mutating func add(_ rows: [Trees.Row], _ spans: [Range<Int>?], against document: TreebankDocument) {
        var goldRows: [Trees.Row] = []
        var goldSpans: [Range<Int>?] = []
        for sentence in document.sentences {
            let start = goldRows.count
            for word in sentence.words {
                goldRows.append(
                    Trees.Row(
                        upos: word.upos, xpos: word.xpos, lemma: word.lemma,
                        head: word.head == 0 ? nil : start + word.head - 1, label: word.deprel))
                goldSpans.append(word.range)
            }
        }
        gold += goldRows.count
        found += rows.count
        // The word of ours at the same characters. With the treebank's own tokens, the word of the same number.
        var partner = [Int?](repeating: nil, count: goldRows.count)
        if spans.count == goldSpans.count, zip(spans, goldSpans).allSatisfy({ $0 == $1 }) {
            partner = goldRows.indices.map { $0 }
        } else {
            var places: [Range<Int>: Int] = [:]
            for (index, span) in spans.enumerated() { if let span { places[span] = index } }
            for (index, span) in goldSpans.enumerated() { if let span { partner[index] = places[span] } }
        }
        func universal(_ label: String) -> String { String(label.prefix { $0 != ":" }) }
        func kind(_ row: Trees.Row, _ all: [Trees.Row]) -> String? {
            let kind = Self.kinds.first { $0.label == universal(row.label) }?.name
            guard kind == "subj" || kind == "obj" else { return kind }
            return row.head.map { all[$0].upos == "VERB" } == true ? kind : nil
        }
        for row in rows { if let kind = kind(row, rows) { arcs[kind, default: (0, 0, 0)].found += 1 } }
        for (index, row) in goldRows.enumerated() {
            if let kind = kind(row, goldRows) { arcs[kind, default: (0, 0, 0)].gold += 1 }
            guard let other = partner[index] else { continue }
            let guess = rows[other]
            count("UPOS", guess.upos == row.upos)
            count("XPOS", guess.xpos == row.xpos)
            count("lemma", guess.lemma == row.lemma || row.lemma == "_")
            let head = row.head.map { partner[$0] } ?? nil
            guard row.head == nil ? guess.head == nil : head != nil && guess.head == head else { continue }
            count("UAS", true)
            count("LAS", universal(guess.label) == universal(row.label))
            count("full", guess.label == row.label)
            if let sort = kind(row, goldRows), sort == kind(guess, rows) { arcs[sort]?.right += 1 }
        }
    }

    private mutating func count(_ name: String, _ isRight: Bool) {
        if isRight { right[name, default: 0] += 1 }
    }

    var summary: String {
        let scores = ["UPOS", "XPOS", "lemma", "UAS", "LAS", "full"].map { name in
            200 * Double(right[name] ?? 0) / Double(max(1, gold + found))
        }
        let kinds = Self.kinds.map { kind -> Double in
            let counts = arcs[kind.name] ?? (0, 0, 0)
            return 200 * Double(counts.right) / Double(max(1, counts.gold + counts.found))
        }
        let count = String(gold)
        return String(repeating: " ", count: max(0, 6 - count.count)) + count
            + (scores + kinds).map { "  " + $0.formatted(digits: 2) }.joined()
    }
}
