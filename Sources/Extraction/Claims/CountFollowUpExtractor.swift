import KnowledgeModel
import TextAnalysis

/// Users and valuations told again for another time: `It has 5 million users, up from 3 million in May. Last year it had
/// 2 million.`
///
/// Only bare numbers count, of one size with the one told before; in a sentence of their own they stand in a clause that
/// a pronoun or "the figure" begins.
struct CountFollowUpExtractor: ClaimExtractor {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        var told: [Int: Claim] = [:]
        for claim in collector.claims
        where (claim.kind == .usageFigures || claim.kind == .valuations) && size(of: claim) != nil {
            if told[claim.evidence.start] == nil { told[claim.evidence.start] = claim }
        }
        guard !told.isEmpty else { return }
        var last: (claim: Claim, sentence: Int)?
        for (index, sentence) in context.document.sentences.enumerated() where !sentence.isForeign {
            if let claim = told[context.document.scalarRange(of: sentence.tokens).lowerBound] {
                extractComparison(with: claim, sentence.tokens, context, &collector)
                extractPaying(of: claim, sentence.tokens, context, &collector)
                last = (claim, index)
                continue
            }
            if let before = last, index - before.sentence <= 2,
                context.document.sentences[before.sentence].paragraph == sentence.paragraph
            {
                extractPaying(of: before.claim, sentence.tokens, context, &collector)
            }
            if let before = last, index - before.sentence <= 2,
                context.document.sentences[before.sentence].paragraph == sentence.paragraph,
                extractRepetition(of: before.claim, sentence.tokens, context, &collector)
            {
                last = (before.claim, index)
            }
        }
    }

    /// `up from 3 million in May`
    private func extractComparison(
        with claim: Claim, _ range: Range<Int>, _ context: ArticleContext, _ collector: inout ClaimCollector
    ) {
        for figure in figures(like: claim, in: range, context)
        where context.token(figure.tokens.lowerBound - 1, isIn: ["from", "with"])
            && context.token(figure.tokens.lowerBound - 2, isIn: ["up", "down", "compared"])
        {
            let after = figure.core.upperBound..<min(figure.core.upperBound + 6, range.upperBound)
            add(figure, claim, context.nearestPeriod(to: figure.core, in: after), range, &collector, "count.before")
        }
    }

    /// `Last year it was 2 million.`
    private func extractRepetition(
        of claim: Claim, _ range: Range<Int>, _ context: ArticleContext, _ collector: inout ClaimCollector
    ) -> Bool {
        guard
            let root = range.first(where: { context.document.head($0) == nil && context.document.pennTag($0) != nil }),
            context.syntax.subjects(root).contains(where: {
                context.token($0, isIn: ["it", "they", "there", "that", "figure", "number", "total", "count", "sum"])
            })
        else { return false }
        var isFound = false
        for figure in figures(like: claim, in: range, context)
        where context.syntax.clauseHead(figure.core.lowerBound) == root
            && (figure.tokens.contains(root) || context.document.lemmaKey(root).map(standingVerbs.contains) ?? false)
        {
            let period = context.nearestPeriod(to: figure.core, in: range)
            add(figure, claim, period, range, &collector, "count.again")
            isFound = true
        }
        return isFound
    }

    /// `Of these, 40 million pay.`
    private func extractPaying(
        of claim: Claim, _ range: Range<Int>, _ context: ArticleContext, _ collector: inout ClaimCollector
    ) {
        guard claim.kind == .usageFigures, claim.text(.metric) != UsageMetric.payingUsers.rawValue else { return }
        for figure in figures(like: claim, in: range, context, atLeast: 0.001) {
            let verb = context.syntax.clauseHead(figure.core.lowerBound)
            let isPayment = context.document.lemmaKey(verb).map { $0 == "pay" || $0 == "subscribe" } ?? false
            guard isPayment, context.syntax.child(verb, .obj) == nil, verb >= figure.core.upperBound,
                context.syntax.assertion(of: verb, in: context.sentence(of: verb)).isDisjoint(with: [
                    .negated, .planned,
                ])
            else { continue }
            let period = context.nearestPeriod(to: figure.core, in: range)
            add(figure, claim, period, range, &collector, "count.paying", metric: .payingUsers)
        }
    }

    private func figures(
        like claim: Claim, in range: Range<Int>, _ context: ArticleContext, atLeast share: Double = 0.1
    ) -> [Quantity] {
        guard let size = size(of: claim) else { return [] }
        let kind: Quantity.Kind = claim.kind == .valuations ? .money : .number
        return context.quantities(in: range).filter { figure in
            guard figure.kind == kind, figure.unit == nil || kind == .money,
                !context.isYear(figure),
                let value = figure.amount.low ?? figure.amount.high, value > 0
            else { return false }
            return value / size > share && value / size < 10
        }
    }

    /// Verbs that tell how much there is.
    private let standingVerbs = WordSet("be have stand total reach number count hit come amount")

    private func size(of claim: Claim) -> Double? {
        (claim.number(.low) ?? claim.number(.high)).flatMap { $0 > 0 ? $0 : nil }
    }

    private func add(
        _ figure: Quantity, _ told: Claim, _ period: Period?, _ range: Range<Int>, _ collector: inout ClaimCollector,
        _ rule: String, metric: UsageMetric? = nil
    ) {
        var values = told.values
        for column in [ClaimField.Name.low, .high, .approximate] { values[column] = nil }
        let amount = told.kind == .valuations ? figure.amount.moneyFields : figure.amount.fields
        for case (let column, let value?) in amount { values[column] = value }
        values[.period] = .optional(period)
        if let metric { values[.metric] = .word(metric) }
        collector.add(told.kind, values.mapValues { $0 }, evidence: range, rule: rule, source: .implied)
    }
}
