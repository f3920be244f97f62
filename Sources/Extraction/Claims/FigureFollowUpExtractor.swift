import KnowledgeModel
import TextAnalysis

/// Figures whose noun stands a sentence earlier: `Revenue was $4bn. Analysts had expected $3.9bn.`
///
/// A sentence without a noun of the accounts goes on about the figure before it when it says what others expected, what
/// the same figure was a year ago, or begins with a pronoun; and only if the sums are of one size.
struct FigureFollowUpExtractor: ClaimExtractor {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        let figures = collector.claims.filter {
            ($0.kind == .financialFigures || $0.kind == .capexFigures) && $0.number(.low) ?? $0.number(.high) != nil
        }.sorted { $0.evidence.start < $1.evidence.start }
        guard !figures.isEmpty else { return }
        var taken = Set(figures.map(\.evidence.start))
        for (index, sentence) in context.document.sentences.enumerated() where index > 0 && !sentence.isForeign {
            let start = context.document.scalarRange(of: sentence.tokens).lowerBound
            guard !taken.contains(start), !sentence.tokens.contains(where: { context.token($0, isIn: otherNouns) }),
                let told = last(before: start, figures),
                isNear(told, index, context)
            else { continue }
            if extract(sentence, told, context, &collector) { taken.insert(start) }
        }
    }

    /// The figure told last, the company's own of a sentence before what others expected of it.
    private func last(before start: Int, _ figures: [Claim]) -> Claim? {
        guard let last = figures.last(where: { $0.evidence.start < start }) else { return nil }
        return figures.first {
            $0.evidence.start == last.evidence.start && $0.text(.basis) != Basis.estimate.rawValue
        } ?? last
    }

    private func isNear(_ claim: Claim, _ index: Int, _ context: ArticleContext) -> Bool {
        let sentences = context.document.sentences[max(0, index - 2)..<index]
        return sentences.contains {
            context.document.scalarRange(of: $0.tokens).lowerBound == claim.evidence.start
        }
    }

    private func extract(
        _ sentence: Sentence, _ told: Claim, _ context: ArticleContext, _ collector: inout ClaimCollector
    ) -> Bool {
        let range = sentence.tokens
        let isMargin = told.text(.metric) == FinancialMetric.grossMargin.rawValue
        let amounts = context.quantities(in: range).filter { $0.kind == (isMargin ? .percent : .money) }
        let reference = told.number(.low) ?? told.number(.high) ?? 0
        var isFound = false
        for amount in amounts where isOfOneSize(amount, reference) {
            if extract(amount, sentence, told, isMargin, context, &collector) { isFound = true }
        }
        return isFound
    }

    private func extract(
        _ amount: Quantity, _ sentence: Sentence, _ told: Claim, _ isMargin: Bool, _ context: ArticleContext,
        _ collector: inout ClaimCollector
    ) -> Bool {
        let range = sentence.tokens
        var values = told.values
        for column in [ClaimField.Name.low, .high, .approximate, .changePercent] { values[column] = nil }
        for (column, value) in amount.amount.moneyFields where column != .currency || !isMargin {
            if let value { values[column] = value }
        }
        // `For the group as a whole it rose to`: no longer the business line of the sentence before.
        if range.contains(where: { context.token($0, isIn: ["whole", "overall", "companywide", "group-wide"]) }) {
            values[.segment] = nil
        }
        let ownPeriod = context.nearestPeriod(to: amount.core, in: range)
        let role = context.role(of: amount, in: range)
        let rule: String
        if role == .consensus {
            values[.basis] = .word(Basis.estimate)
            rule = "figure.consensus"
        } else if role == .yearBefore
            || context.times(in: range).contains(where: \.isComparison) && startsWithTime(range, context)
            || range.contains(where: { context.token($0, isIn: ["year-earlier", "year-ago"]) })
        {
            values[.basis] = .word(Basis.actual)
            if case .period(let period) = told[.period] { values[.period] = .optional(period.yearBefore) }
            rule = "figure.year-before"
        } else if startsWithPronoun(range, context) {
            if let ownPeriod { values[.period] = .period(ownPeriod) }
            values[.changePercent] = told.kind == .financialFigures ? .optional(context.change(in: range)) : nil
            rule = "figure.pronoun"
        } else if range.contains(where: { context.token($0, isIn: outlook) }), ownPeriod != nil {
            values[.basis] = .word(Basis.guidance)
            values[.period] = .optional(ownPeriod)
            rule = "figure.outlook"
        } else {
            return false
        }
        collector.add(told.kind, values.mapValues { $0 }, evidence: range, rule: rule, source: .implied)
        return true
    }

    private func isOfOneSize(_ quantity: Quantity, _ reference: Double) -> Bool {
        guard let value = quantity.amount.low ?? quantity.amount.high, value != 0, reference != 0 else { return false }
        let ratio = abs(value / reference)
        return ratio > 0.15 && ratio < 7
    }

    private func startsWithTime(_ range: Range<Int>, _ context: ArticleContext) -> Bool {
        context.times(in: range).first.map { $0.tokens.lowerBound - range.lowerBound <= 1 } ?? false
    }

    private func startsWithPronoun(_ range: Range<Int>, _ context: ArticleContext) -> Bool {
        guard let root = range.first(where: { context.document.head($0) == nil && context.document.pennTag($0) != nil })
        else { return false }
        return context.syntax.subjects(root).contains {
            context.token($0, isIn: ["it", "they", "that", "this", "figure", "total", "latter", "number", "sum"])
        }
    }

    private let outlook = WordSet(
        "expects expect expected sees see forecasts forecast forecasting guides guided guiding targets looking anticipates projects guidance outlook"
    )
    /// What a sum may be of besides the figure before.
    private let otherNouns = WordSet(
        """
        share shares stock stake valuation valued worth round funding raised investors investment acquisition deal contract bought \
        dividend buyback fine settlement loan bond debt price prices cost costs token tokens parameters users employees \
        customers market
        """)
}
