import KnowledgeModel
public import TextAnalysis

/// What the text engine sees, as one JSON object.
///
/// Spans count Unicode scalars of the text, half-open, as the base's quotes do; tokens are numbered from 0 through the
/// whole text. A head of `null` is the root of a sentence, or, where
/// `deprel` is `null` too, not known.
public struct AnalysisJSON: Sendable {
    private let document: Document
    private let quantities: [Quantity]
    private let times: TimeReading

    public init(_ document: Document, quantities: [Quantity], times: TimeReading) {
        self.document = document
        self.quantities = quantities
        self.times = times
    }

    public func render() -> String {
        let sentences = document.sentences.map(object)
        let names = document.names.map { span($0.tokens) + ", \"kind\": \"\($0.kind)\"" }
        let amounts = quantities.map { quantity in
            let amount = quantity.amount
            return span(quantity.tokens) + ", \"kind\": \"\(quantity.kind)\", \"low\": \(number(amount.low))"
                + ", \"high\": \(number(amount.high)), \"approximate\": \(amount.isApproximate)"
                + ", \"currency\": \(text(amount.currency))"
                + ", \"unit\": \(text(quantity.unit.map { document.text(of: $0) }))"
                + ", \"per\": \(text(quantity.rate.map { AnalysisDrawing.text(of: $0, in: document) }))"
        }
        let dates = times.expressions.map { time in
            span(time.tokens) + ", \"period\": \(text(time.period?.text))"
                + ", \"start\": \(text(time.interval?.start?.description)), \"end\": \(text(time.interval?.end?.description))"
        }
        let durations = times.spans.map { time in
            span(time.tokens) + ", \"duration\": \(text(AnalysisDrawing.text(of: time)))"
        }
        return "{\"sentences\": \(list(sentences)),\n\"names\": \(list(names)),\n\"amounts\": \(list(amounts)),\n"
            + "\"times\": \(list(dates)),\n\"durations\": \(list(durations))}\n"
    }

    /// The keys and values of a sentence, without braces.
    func object(_ sentence: Sentence) -> String {
        let tokens = sentence.tokens.map { token in
            "{\(span(token..<(token + 1))), \"lemma\": \(text(document.lemma(token)))"
                + ", \"upos\": \(text(document.universalTag(token)?.name))"
                + ", \"xpos\": \(text(document.pennTag(token)?.name))"
                + ", \"head\": \(document.head(token).map(String.init) ?? "null")"
                + ", \"deprel\": \(text(document.dependencyLabel(token)?.name))}"
        }
        return "\"kind\": \"\(sentence.kind)\", \"foreign\": \(sentence.isForeign), \"tokens\": [\n  "
            + tokens.joined(separator: ",\n  ") + "]"
    }

    private func list(_ objects: [String]) -> String {
        objects.isEmpty ? "[]" : "[\n " + objects.map { "{\($0)}" }.joined(separator: ",\n ") + "]"
    }

    private func span(_ tokens: Range<Int>) -> String {
        let range = document.scalarRange(of: tokens)
        return
            "\"text\": \(JSON.string(document.text(of: tokens))), \"start\": \(range.lowerBound), \"end\": \(range.upperBound)"
    }

    private func text(_ value: String?) -> String { value.map(JSON.string) ?? "null" }

    private func number(_ value: Double?) -> String {
        value.map { $0.isFinite ? Numbers.exact($0) : "null" } ?? "null"
    }
}
