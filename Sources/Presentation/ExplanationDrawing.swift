import Extraction
import KnowledgeModel
import SQLite
import TextAnalysis

/// Draws why a claim is in the base, for a terminal.
public struct ExplanationDrawing: Sendable {
    private let claim: ExplainedClaim

    public init(_ claim: ExplainedClaim) {
        self.claim = claim
    }

    public func render() -> String {
        let stored = claim.stored
        var out = "\(stored.kind.viewName)  claim \(stored.id)\n"
        let source = [stored.article.publisher, stored.article.publishedOn?.description, stored.article.title]
            .compactMap { $0 }.map(TextTable.oneLine)
        out += "  article \(stored.article.id)" + source.map { ", \($0)" }.joined() + "\n"
        if let judgement = stored.judgement { out += "  \(TextTable.oneLine(judgement))\n" }
        guard let found = claim.found else { return out + unexplained }
        out += "\n" + columns(found)
        out += "\nsentence\n" + indented(claim.markedText)
        out += "\n" + rule(found)
        out += "\ntree\n"
        let drawing = AnalysisDrawing(claim.document)
        for sentence in claim.sentences { out += drawing.tree(ofSentence: sentence) }
        out += "\n" + confidence(found)
        return out
    }

    // MARK: Parts

    private func columns(_ found: ExplainedClaim.Found) -> String {
        let names = found.columns.map(\.name)
        // A long text stands in full among the words that fill its column.
        let values = found.columns.map {
            $0.filling == .words ? TextTable.cut(TextTable.text($0.value), to: 40) : TextTable.text($0.value)
        }
        let nameWidth = names.map(TextTable.displayWidth).max() ?? 0
        let valueWidth = min(values.map(TextTable.displayWidth).max() ?? 0, 40)
        var out = ""
        for (index, column) in found.columns.enumerated() {
            out += "  \(padded(names[index], nameWidth))  \(padded(values[index], valueWidth))  \(filling(column))\n"
        }
        if !found.empty.isEmpty { out += "  not stated: \(found.empty.joined(separator: ", "))\n" }
        return out
    }

    private func filling(_ column: ExplainedClaim.Column) -> String {
        let words = claim.words(of: column).map { "“\($0)”" }
        let elsewhere = claim.isElsewhere(column) ? " in another sentence" : ""
        switch column.filling {
        case .entity(.name): return "named" + (words.map { ": \($0)" } ?? "") + elsewhere
        case .entity(.description): return "described" + (words.map { ": \($0)" } ?? "") + elsewhere
        case .entity(.pronoun): return "a pronoun" + (words.map { ": \($0)" } ?? "") + elsewhere
        case .entity(.implied): return "implied: no word of the sentence names it"
        case .words: return "said: \(words ?? "")\(elsewhere)"
        case .rule: return "the same in every claim of the rule"
        case .reader(let reader): return "read by \(reader)" + (words.map { " from \($0)" } ?? "")
        case .program: return "worked out from the sentence"
        }
    }

    private func rule(_ found: ExplainedClaim.Found) -> String {
        let name = found.explanation.claim.extractor
        guard let rule = found.rule else {
            return "found by \(name), a part of the program that is no rule of a file\n"
        }
        let trigger = found.explanation.trigger.map { TextTable.oneLine(claim.document.text(of: $0)) }
        return "rule \(name), \(rule.file):\(rule.line)" + (trigger.map { ", set off by “\($0)”" } ?? "") + "\n"
            + indented(rule.text)
    }

    private func confidence(_ found: ExplainedClaim.Found) -> String {
        var out = "confidence \(Numbers.exact(found.explanation.claim.confidence))\n"
        if found.explanation.claim.extractor != claim.stored.extractor
            || found.explanation.claim.confidence != claim.stored.confidence
        {
            out +=
                "  stored as \(Numbers.exact(claim.stored.confidence)), found by \(claim.stored.extractor): judgements of the rule's claims, or rules that have changed since, make the difference\n"
        }
        for (feature, weight) in found.contributions {
            out += "  \(Self.signed(weight))  \(FeatureText.meaning(of: feature))  (\(feature))\n"
        }
        return out + "  The confidence is 1 / (1 + e^-s), where s is the sum of these weights.\n"
    }

    private var unexplained: String {
        let stored = claim.stored
        var out = "\nThe present rules and names do not give this claim. Stored is:\n\n"
        let width = stored.columns.map(TextTable.displayWidth).max() ?? 0
        for (name, value) in zip(stored.columns, stored.values) where value != .null {
            out += "  \(padded(name, width))  \(TextTable.text(value))\n"
        }
        out += "\nsentence\n" + indented(claim.markedText)
        out += "\nfound by \(stored.extractor) with confidence \(Numbers.exact(stored.confidence))\n"
        out += "If it was read with --rules or --lexicon, name the same files here.\n"
        guard !claim.others.isEmpty else { return out }
        out += "\nThe same words give now:\n"
        for other in claim.others {
            let row = ClaimRow(other)
            let parts = zip(row.columns, row.values).filter { $1 != .null && $1 != .integer(0) }
            out += "  • \(parts.map { "\($0) \(TextTable.text($1))" }.joined(separator: ", "))  (\(other.extractor))\n"
        }
        return out
    }

    // MARK: Text

    private func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - TextTable.displayWidth(text)))
    }

    /// `+1.20`, `-0.35`
    static func signed(_ weight: Double) -> String {
        let hundredths = Int((abs(weight) * 100).rounded())
        let fraction = hundredths % 100
        return (weight < 0 ? "-" : "+") + "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}
