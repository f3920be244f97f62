import KnowledgeModel
import TextAnalysis

/// Which quantities and times of a text may state a figure, and in which currency.
extension ArticleContext {
    /// Whether a quantity may state a figure: parts, places and factors do not, nor do "one" and "zero" alone.
    static func isFigure(_ quantity: Quantity, _ document: Document) -> Bool {
        switch quantity.kind {
        case .money, .percent, .percentagePoints: true
        case .number: quantity.core.count > 1 || !document.token(quantity.core.lowerBound, isIn: ["one", "zero"])
        // "downloaded 650 million times": a count and no factor.
        case .multiple: (quantity.amount.low ?? quantity.amount.high ?? 0) >= 1_000
        case .fraction, .ordinal: false
        }
    }

    /// Where a text counts a company's fiscal quarters, a bare "third quarter" is fiscal too, and its calendar label unknown.
    static func withoutMixedCalendars(_ times: [TimeExpression], _ document: Document) -> [TimeExpression] {
        // "twelve months before" compares with another period, as "a year earlier" does.
        let times: [TimeExpression] = times.map { time in
            var time = time
            if time.tokens.contains(where: { document.token($0, isIn: ["before", "earlier"]) }) {
                time.isComparison = true
            }
            return time
        }
        let isFiscal = times.contains { $0.granularity == .quarter && $0.period != nil && $0.period?.start == nil }
        guard isFiscal else { return times }
        let reported = times.first { $0.granularity == .quarter && $0.period != nil && $0.period?.start == nil }?.period
        return times.compactMap { time in
            guard time.granularity == .quarter, time.period?.start != nil else { return time }
            // "the current quarter" of a company that has just reported one of its own is the one after that.
            if let reported, time.tokens.contains(where: { document.token($0, isIn: ["current", "this", "next"]) }) {
                var time = time
                time.period = reported.quarterAfter
                return time
            }
            return time.isYearInferred ? nil : time
        }
    }

    /// "the current fiscal year" is a company's own and without a number has no calendar label.
    static func isUnnamedFiscalYear(_ time: TimeExpression, _ document: Document) -> Bool {
        time.granularity == .year && time.tokens.contains { document.key($0) == "fiscal" }
            && !time.tokens.contains { document.tokens[$0].shape.contains(.hasDigit) }
    }

    /// Leaves out what repeats an amount in another currency: `9.21 trillion won ($6.72bn)` is one amount.
    static func withoutConversions(_ quantities: [Quantity], _ document: Document) -> [Quantity] {
        var kept: [Quantity] = []
        for quantity in quantities {
            if quantity.kind == .money, let last = kept.last, last.kind == .money,
                last.amount.unit != quantity.amount.unit,
                quantity.tokens.lowerBound - last.tokens.upperBound <= 2,
                (last.tokens.upperBound..<quantity.tokens.lowerBound).contains(where: {
                    document.token($0, isIn: ["(", "or"])
                })
            {
                continue
            }
            kept.append(quantity)
        }
        return kept
    }

    /// `32.7 billion euros and a profit of 9.6 billion`: a bare sum is in the currency of the one before it.
    static func withCurrencies(_ quantities: [Quantity], _ document: Document) -> [Quantity] {
        var currency: Amount.Unit?
        var lastEnd = 0
        return quantities.map { quantity in
            if quantity.kind == .money {
                (currency, lastEnd) = (quantity.amount.unit, quantity.tokens.upperBound)
                return quantity
            }
            if quantity.kind == .number, let crowns = crowns(after: quantity, document) {
                var sum = quantity
                sum.kind = .money
                sum.amount.unit = .currency(crowns)
                (currency, lastEnd) = (sum.amount.unit, quantity.tokens.upperBound)
                return sum
            }
            guard let currency, quantity.kind == .number, quantity.unit == nil,
                quantity.tokens.lowerBound - lastEnd < 60,
                document.token(quantity.core.upperBound - 1, isIn: magnitudes),
                document.universalTag(quantity.core.upperBound) != .noun,
                document.universalTag(quantity.core.upperBound) != .adjective, !countsPeople(before: quantity, document)
            else { return quantity }
            var sum = quantity
            sum.kind = .money
            sum.amount.unit = currency
            lastEnd = quantity.tokens.upperBound
            return sum
        }
    }

    /// `daily users peaked at 30 million`: a bare number of people is no sum.
    private static func countsPeople(before quantity: Quantity, _ document: Document) -> Bool {
        let sentence = document.sentences[document.sentenceIndex(ofToken: quantity.core.lowerBound)].tokens
        return (max(sentence.lowerBound, quantity.core.lowerBound - 12)..<quantity.core.lowerBound).contains {
            document.token(
                $0, isIn: ["users", "subscribers", "customers", "downloads", "people", "developers", "accounts"])
        }
    }

    /// Whose crowns a sum is in, by the country that the text names.
    private static func crowns(after quantity: Quantity, _ document: Document) -> String? {
        guard
            document.token(quantity.core.upperBound, isIn: ["crowns", "crown"])
                || (quantity.unit?.contains { document.token($0, isIn: ["crowns", "crown"]) } ?? false)
        else { return nil }
        let countries: [(WordSet, String)] = [
            (["norway", "norwegian", "oslo"], "NOK"), (["sweden", "swedish", "stockholm"], "SEK"),
            (["denmark", "danish", "copenhagen"], "DKK"), (["czech", "prague"], "CZK"),
        ]
        return countries.first { words, _ in document.tokens.contains { words.contains($0.key) } }?.1
    }

    /// `a negative $10 billion`
    static func withSigns(_ quantities: [Quantity], _ document: Document) -> [Quantity] {
        quantities.map { quantity in
            guard quantity.kind == .money, document.token(quantity.tokens.lowerBound - 1, isIn: ["negative", "minus"])
            else { return quantity }
            var loss = quantity
            (loss.amount.low, loss.amount.high) = (quantity.amount.high.map { -$0 }, quantity.amount.low.map { -$0 })
            return loss
        }
    }

    /// `$12.5B ±$300M` is a range, `$6.1 billion, give or take $300 million` an approximate point.
    static func withTolerances(_ quantities: [Quantity], _ document: Document) -> [Quantity] {
        var kept: [Quantity] = []
        for quantity in quantities {
            guard let last = kept.last, last.kind == quantity.kind, let point = last.amount.point,
                let tolerance = quantity.amount.point, tolerance < point
            else {
                kept.append(quantity)
                continue
            }
            let gap = last.tokens.upperBound..<quantity.core.lowerBound
            if (gap.lowerBound..<quantity.core.upperBound).contains(where: { document.token($0, isIn: ["±", "+/-"]) }),
                gap.count <= 1
            {
                kept[kept.count - 1].amount.low = point - tolerance
                kept[kept.count - 1].amount.high = point + tolerance
            } else if gap.count <= 4, gap.contains(where: { document.token($0, isIn: ["give", "plus"]) }) {
                kept[kept.count - 1].amount.isApproximate = true
            } else {
                kept.append(quantity)
            }
        }
        return kept
    }
}

private let magnitudes = WordSet("billion bn b million mn m trillion trn t billions millions")
