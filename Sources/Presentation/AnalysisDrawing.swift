import KnowledgeModel
public import TextAnalysis

/// Draws what the text engine sees: for each sentence its tree, then names, amounts and times.
public struct AnalysisDrawing: Sendable {
    private let document: Document
    private let quantities: [Quantity]
    private let times: TimeReading

    public init(_ document: Document, quantities: [Quantity], times: TimeReading) {
        self.document = document
        self.quantities = quantities
        self.times = times
    }

    /// Draws trees only.
    init(_ document: Document) {
        self.init(document, quantities: [], times: TimeRecognizer.reading(of: Document(""), reference: nil))
    }

    public func render() -> String {
        var out = ""
        // All lists stand in the order of the text.
        var names = document.names[...]
        var quantities = quantities[...]
        var expressions = times.expressions[...]
        var spans = times.spans[...]
        for (number, sentence) in document.sentences.enumerated() {
            let end = sentence.tokens.upperBound
            if number > 0 { out += "\n" }
            out += "\(number + 1)  \(TextTable.oneLine(document.text(of: sentence.tokens)))\n"
            if sentence.isForeign {
                out += "   (not English, left alone)\n"
                quantities = quantities.drop { $0.tokens.lowerBound < end }
                expressions = expressions.drop { $0.tokens.lowerBound < end }
                spans = spans.drop { $0.tokens.lowerBound < end }
                continue
            }
            if sentence.kind != .prose { out += "   (\(sentence.kind == .heading ? "heading" : "list item"))\n" }
            out += tree(of: sentence)
            while let name = names.first, name.tokens.lowerBound < end {
                names.removeFirst()
                out += line("name", name.tokens, "\(name.kind)")
            }
            while let quantity = quantities.first, quantity.tokens.lowerBound < end {
                quantities.removeFirst()
                out += line("amount", quantity.tokens, Self.text(of: quantity, in: document))
            }
            while let time = expressions.first, time.tokens.lowerBound < end {
                expressions.removeFirst()
                out += line("time", time.tokens, Self.text(of: time))
            }
            while let span = spans.first, span.tokens.lowerBound < end {
                spans.removeFirst()
                out += line("time", span.tokens, Self.text(of: span))
            }
        }
        return out
    }

    private func line(_ sort: String, _ tokens: Range<Int>, _ value: String) -> String {
        let padding = String(repeating: " ", count: 6 - sort.count)
        return "   \(sort)\(padding)  \(TextTable.oneLine(document.text(of: tokens)))  =  \(value)\n"
    }

    func tree(ofSentence index: Int) -> String { tree(of: document.sentences[index]) }

    /// The tree from its root, a line a token, with branches drawn; dependents stand in the order of the text.
    private func tree(of sentence: Sentence) -> String {
        var children: [[Int]] = Array(repeating: [], count: sentence.tokens.count)
        var roots: [Int] = []
        for token in sentence.tokens {
            if let head = document.head(token) {
                children[head - sentence.tokens.lowerBound].append(token)
            } else {
                roots.append(token)
            }
        }
        var out = ""
        // What is still to be drawn, the next line last: a token, and the lines to the left of it.
        var open: [(token: Int, lead: String, branch: String)] = roots.reversed().map { ($0, "   ", "") }
        while let (token, lead, branch) = open.popLast() {
            let word = TextTable.oneLine(document.text(of: token))
            let lemma = document.lemma(token).map(TextTable.oneLine) ?? "_"
            out += "\(lead)\(branch)\(word)  \(document.dependencyLabel(token)?.name ?? "_")"
            out += "  \(document.universalTag(token)?.name ?? "_") \(document.pennTag(token)?.name ?? "_")"
            out += (lemma == word ? "" : "  \(lemma)") + "\n"
            let below = lead + (branch.isEmpty ? "" : branch == "├─ " ? "│  " : "   ")
            let dependents = children[token - sentence.tokens.lowerBound]
            for (index, child) in dependents.enumerated().reversed() {
                open.append((child, below, index == dependents.count - 1 ? "└─ " : "├─ "))
            }
        }
        return out
    }

    /// An amount in one line: bounds, unit, and whether it is about so much.
    static func text(of quantity: Quantity, in document: Document) -> String {
        let amount = quantity.amount
        var text = (amount.isApproximate ? "about " : "") + bounds(amount.low, amount.high)
        if let currency = amount.currency { text += " \(currency)" }
        switch quantity.kind {
        case .percent: text += " %"
        case .percentagePoints: text += " percentage points"
        case .multiple: text += " times"
        case .ordinal: text = "number \(text)"
        case .number, .money, .fraction: break
        }
        if let unit = quantity.unit { text += " \(TextTable.oneLine(document.text(of: unit)))" }
        if let rate = quantity.rate { text += " per \(TextTable.oneLine(Self.text(of: rate, in: document)))" }
        return text
    }

    /// What a rate is stated for: "million tokens" as `1000000 tokens`.
    static func text(of rate: Quantity.Rate, in document: Document) -> String {
        (rate.count == 1 ? "" : Numbers.grouped(rate.count) + " ") + document.text(of: rate.noun)
    }

    private static func bounds(_ low: Double?, _ high: Double?) -> String {
        switch (low, high) {
        case (let low?, let high?) where low == high: Numbers.grouped(low)
        case (let low?, let high?): "\(Numbers.grouped(low)) to \(Numbers.grouped(high))"
        case (let low?, nil): "at least \(Numbers.grouped(low))"
        case (nil, let high?): "at most \(Numbers.grouped(high))"
        case (nil, nil): "unknown"
        }
    }

    private static func text(of time: TimeExpression) -> String {
        if let period = time.period?.text { return period }
        guard let interval = time.interval else { return "no date" }
        let days = [interval.start, interval.end].map { $0.map { "\($0)" } ?? "…" }
        return days[0] == days[1] ? days[0] : days.joined(separator: " to ")
    }

    /// How long something lasts: "18 months" as `18 month`.
    static func text(of span: TimeSpan) -> String {
        (span.isApproximate ? "about " : "")
            + span.components.map { "\(bounds($0.low, $0.high)) \($0.unit)" }.joined(separator: " ")
    }
}
