import KnowledgeModel
import TextAnalysis

/// Revenue, profit and the like.
struct FinancialExtractor: ClaimExtractor {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        for sentence in context.document.sentences {
            extractLines(sentence, context, &collector)
            extractEarners(sentence, context, &collector)
            extractPerShare(sentence, context, &collector)
            let triggers = triggers(in: sentence.tokens, context)
            if triggers.isEmpty { extractConsensus(sentence, context, &collector) }
            guard !triggers.isEmpty else { continue }
            for (position, trigger) in triggers.enumerated() {
                let limit =
                    position + 1 < triggers.count
                    ? triggers[position + 1].tokens.lowerBound : sentence.tokens.upperBound
                let floor = position > 0 ? triggers[position - 1].tokens.upperBound : sentence.tokens.lowerBound
                extract(trigger, window: floor..<limit, sentence, context, &collector)
            }
            extractImpact(sentence, context, &collector)
        }
    }

    /// `Acme's advertising business generates over $130 billion`: what a business line brings in.
    private func extractLines(_ sentence: Sentence, _ context: ArticleContext, _ collector: inout ClaimCollector) {
        for index in sentence.tokens
        where context.token(index, isIn: ["business", "unit", "division", "segment", "arm"]) {
            guard
                let verb = (index + 1..<min(index + 4, sentence.tokens.upperBound)).first(where: {
                    context.token(
                        $0,
                        isIn: [
                            "generates", "generated", "earns", "earned", "makes", "made", "brings", "brought",
                            "contributed",
                        ])
                }),
                let figure = context.quantities(in: verb..<min(verb + 8, sentence.tokens.upperBound)).first(where: {
                    $0.kind == .money
                }),
                !context.token(figure.tokens.upperBound, isIn: ["in", "of"])
                    || !context.token(figure.tokens.upperBound + 1, isIn: ["profit", "losses"])
            else { continue }
            var start = index
            while start > sentence.tokens.lowerBound, index - start < 3, context.document.tokens[start - 1].isWord,
                !context.token(start - 1, isIn: notSegment), context.mention(at: start - 1, [.company]) == nil
            { start -= 1 }
            guard start < index,
                let company = context.subject(of: start, .company) ?? context.focus(.company, at: index)
            else { continue }
            collector.add(
                .financialFigures,
                figure.amount.moneyFields.adding([
                    .company: .entity(company), .metric: .word(FinancialMetric.revenue),
                    .segment: .text(context.document.text(of: start..<index)),
                    .period: .optional(context.nearestPeriod(to: figure.core, in: sentence.tokens)),
                    .basis: .word(Basis.actual),
                ]),
                evidence: sentence.tokens, rule: "financial.business-line")
        }
    }

    /// `advertising earns it more than $130 billion a year`
    private func extractEarners(_ sentence: Sentence, _ context: ArticleContext, _ collector: inout ClaimCollector) {
        for index in sentence.tokens
        where context.token(index, isIn: ["earns", "earned", "generates", "generated", "brings", "brought"]) {
            let start = index - 1
            guard start >= sentence.tokens.lowerBound, context.document.tokens[start].isWord,
                !context.document.tokens[start].isCapitalized || start == sentence.tokens.lowerBound,
                !context.token(start, isIn: notSegment), !context.token(start, isIn: genericNouns),
                context.mention(at: start) == nil,
                !context.token(
                    start,
                    isIn: [
                        "it", "they", "that", "which", "who", "also", "already", "now", "unit", "business", "division",
                    ]),
                start == sentence.tokens.lowerBound
                    || context.token(start - 1, isIn: [",", "for", "and", "but", ";", "as", "while"]),
                let figure = context.quantities(in: index..<min(index + 9, sentence.tokens.upperBound)).first(where: {
                    $0.kind == .money
                }),
                let company = context.focus(.company, at: index)
            else { continue }
            collector.add(
                .financialFigures,
                figure.amount.moneyFields.adding([
                    .company: .entity(company), .metric: .word(FinancialMetric.revenue),
                    .segment: .text(context.document.text(of: start)),
                    .period: .optional(context.nearestPeriod(to: figure.core, in: sentence.tokens)),
                    .basis: .word(Basis.actual),
                ]),
                evidence: sentence.tokens, rule: "financial.business-line")
        }
    }

    private struct Trigger {
        let metric: FinancialMetric
        let tokens: Range<Int>
    }

    private func triggers(in sentence: Range<Int>, _ context: ArticleContext) -> [Trigger] {
        var found: [Trigger] = []
        var index = sentence.lowerBound
        while index < sentence.upperBound {
            if let (metric, count) = phrases.first(where: { phrase in
                phrase.words.indices.allSatisfy { context.key(index + $0) == phrase.words[$0] }
                    && index + phrase.words.count <= sentence.upperBound
            }).map({ ($0.metric, $0.words.count) }), context.mention(at: index) == nil,
                !context.token(index + count, isIn: notAfter)
            {
                found.append(Trigger(metric: metric, tokens: index..<(index + count)))
                index += count
            } else {
                index += 1
            }
        }
        return found
    }

    private func extract(
        _ trigger: Trigger,
        window: Range<Int>,
        _ sentence: Sentence,
        _ context: ArticleContext,
        _ collector: inout ClaimCollector
    ) {
        let after = trigger.tokens.upperBound..<window.upperBound
        let isMargin = trigger.metric == .grossMargin
        var figures = context.quantities(in: after).filter { isMargin ? $0.kind == .percent : $0.kind == .money }
        // `$5bn in revenue`, `$130 billion of sales`
        if let before = context.quantities(in: window.lowerBound..<trigger.tokens.lowerBound).last(where: {
            isMargin ? $0.kind == .percent : $0.kind == .money
        }),
            (before.tokens.upperBound..<trigger.tokens.lowerBound).count <= 4,
            (before.tokens.upperBound..<trigger.tokens.lowerBound).allSatisfy({
                context.document.tokens[$0].isWord || context.key($0) == "-"
            }),
            context.token(before.tokens.upperBound, isIn: ["in", "of", "annual", "annualized", "a", "quarterly", "-"])
                || before.tokens.upperBound == trigger.tokens.lowerBound
        {
            figures = [before]
        }
        figures.removeAll {
            context.token($0.tokens.upperBound, isIn: ["a", "per"])
                && context.token($0.tokens.upperBound + 1, isIn: ["share"]) && trigger.metric != .eps
        }
        guard let company = company(trigger, sentence, context) else { return }
        let segment =
            trigger.metric == .revenue || trigger.metric == .operatingIncome || trigger.metric == .operatingLoss
            ? segment(trigger.tokens, sentence.tokens, context) : nil
        let clause = context.clause(around: trigger.tokens.lowerBound)
        var isFirst = true
        for figure in figures.prefix(3) {
            let figureClause = context.clause(around: figure.core.lowerBound)
            // A figure beyond another clause's verb is another subject's, unless it is compared.
            if trigger.metric == .eps, context.key(figure.tokens.lowerBound - 1) == "by" { continue }
            let role = context.role(of: figure, in: sentence.tokens.lowerBound..<sentence.tokens.upperBound)
            if !isFirst, role == .stated { break }
            if isFirst, figure.core.lowerBound > trigger.tokens.upperBound + 16 { break }
            if trigger.metric == .netIncome, isPerShare(figure, context) { continue }
            if trigger.metric == .eps, (figure.amount.low ?? figure.amount.high ?? 0) > 1_000 { continue }
            if trigger.metric == .revenue, (figure.amount.low ?? figure.amount.high ?? 0) < 1_000 { continue }
            let basis = context.basis(
                of: figure, role, in: sentence.tokens,
                clause.lowerBound..<max(clause.upperBound, figureClause.upperBound))
            var period =
                context.nearestPeriod(to: figure.core, in: sentence.tokens)
                ?? (sentence.kind == .prose || sentence.kind == .listItem ? context.leadPeriod : nil)
            if role == .yearBefore { period = period?.yearBefore }
            var amount = figure.amount
            if trigger.metric == .freeCashFlow,
                context.token(figure.tokens.lowerBound - 1, isIn: ["negative", "minus"])
            {
                (amount.low, amount.high) = (amount.high.map { -$0 }, amount.low.map { -$0 })
            }
            collector.add(
                .financialFigures,
                amount.moneyFields.adding([
                    .company: .entity(company), .metric: .word(trigger.metric), .segment: .optional(segment),
                    .period: .optional(period), .basis: .word(basis),
                    .changePercent: .optional(role == .stated && !isMargin ? context.change(in: clause) : nil),
                ]),
                evidence: sentence.tokens, rule: "financial.\(trigger.metric.rawValue)")
            isFirst = false
        }
        if figures.isEmpty, !isMargin,
            trigger.metric == .revenue || trigger.metric == .netIncome || trigger.metric == .operatingIncome,
            let change = context.change(in: trigger.tokens.lowerBound..<window.upperBound)
        {
            collector.add(
                .financialFigures,
                [
                    .company: .entity(company), .metric: .word(trigger.metric), .segment: .optional(segment),
                    .period: .optional(
                        context.nearestPeriod(to: trigger.tokens, in: sentence.tokens) ?? context.leadPeriod),
                    .basis: .word(
                        clause.contains { context.token($0, isIn: guidanceWords) } ? Basis.guidance : .actual),
                    .changePercent: .number(change),
                ],
                evidence: sentence.tokens, rule: "financial.growth")
        }
    }

    private func isPerShare(_ figure: Quantity, _ context: ArticleContext) -> Bool {
        let end = figure.tokens.upperBound
        return context.token(end, isIn: ["a", "per"])
            && (context.key(end + 1) == "share" || context.key(end + 1) == "diluted" && context.key(end + 2) == "share")
    }

    /// `Earnings came to $1.09 per diluted share`, `to earn about $12.90 a share`
    private func extractPerShare(_ sentence: Sentence, _ context: ArticleContext, _ collector: inout ClaimCollector) {
        for figure in context.quantities(in: sentence.tokens)
        where figure.kind == .money && isPerShare(figure, context)
            && (figure.amount.low ?? figure.amount.high ?? 0) < 1_000
        {
            let before = max(sentence.tokens.lowerBound, figure.tokens.lowerBound - 12)..<figure.tokens.lowerBound
            guard
                before.contains(where: {
                    context.token($0, isIn: ["earnings", "earned", "earn", "earns", "profit", "income"])
                }),
                !before.contains(where: { context.token($0, isIn: ["dividend", "offer", "price", "bid"]) }),
                let company = context.subject(of: figure.tokens.lowerBound, .company)
                    ?? context.focus(.company, at: figure.tokens.lowerBound)
            else { continue }
            let role = context.role(of: figure, in: sentence.tokens)
            let clause = context.clause(around: figure.core.lowerBound)
            var period = context.nearestPeriod(to: figure.core, in: sentence.tokens) ?? context.leadPeriod
            if role == .yearBefore { period = period?.yearBefore }
            collector.add(
                .financialFigures,
                figure.amount.moneyFields.adding([
                    .company: .entity(company), .metric: .word(FinancialMetric.eps), .period: .optional(period),
                    .basis: .word(context.basis(of: figure, role, in: sentence.tokens, clause)),
                    .changePercent: .optional(role == .stated ? context.change(in: clause) : nil),
                ]),
                evidence: sentence.tokens, rule: "financial.eps")
        }
    }

    /// `Analysts had expected $4 billion.` after a sentence on revenue: the same question, another answer.
    private func extractConsensus(_ sentence: Sentence, _ context: ArticleContext, _ collector: inout ClaimCollector) {
        guard let last = collector.claims.last, last.kind == .financialFigures,
            last.text(.basis) == Basis.actual.rawValue,
            let figure = context.quantities(in: sentence.tokens).first(where: { $0.kind == .money }),
            let company = last.entity(.company), let metric = last.text(.metric),
            context.role(of: figure, in: sentence.tokens) == .consensus,
            context.document.scalarRange(of: sentence.tokens).lowerBound - last.evidence.end <= 4
        else { return }
        collector.add(
            .financialFigures,
            figure.amount.moneyFields.adding([
                .company: .entity(company), .metric: .text(metric), .segment: last[.segment], .period: last[.period],
                .basis: .word(Basis.estimate),
            ]),
            evidence: sentence.tokens, rule: "financial.consensus")
    }

    private func company(_ trigger: Trigger, _ sentence: Sentence, _ context: ArticleContext) -> EntityReference? {
        let start = trigger.tokens.lowerBound
        // `Acme's advertising revenue`, `its revenue`
        for index in stride(from: start - 1, through: max(sentence.tokens.lowerBound, start - 6), by: -1) {
            if context.key(index) == "'s" || context.key(index) == "'",
                let owner = context.mention(at: index - 1, [.company])
            {
                return owner.entity
            }
            if context.token(index, isIn: [",", ".", ";"]) { break }
        }
        return context.subject(of: start, .company) ?? context.focus(.company, at: start)
    }

    /// The text's own name of a business line before "revenue": "advertising", "data center".
    private func segment(_ trigger: Range<Int>, _ sentence: Range<Int>, _ context: ArticleContext) -> String? {
        var start = trigger.lowerBound
        while start - 1 >= sentence.lowerBound, trigger.lowerBound - start < 4 {
            let index = start - 1
            let token = context.document.tokens[index]
            if context.token(index, isIn: notSegment) || context.mention(at: index, [.company]) != nil { break }
            if context.isInTime(index) { break }
            guard token.isWord || context.key(index) == "-" || context.key(index) == "&" else { break }
            start -= 1
        }
        while start < trigger.lowerBound, context.token(start, isIn: ["-", "and", "&"]) { start += 1 }
        if start < trigger.lowerBound { return context.document.text(of: start..<trigger.lowerBound) }
        // `revenue in its cloud unit`, `revenue from advertising`
        let next = trigger.upperBound
        guard context.token(next, isIn: ["from", "in", "at"]) else { return nil }
        var first = next + 1
        while context.token(first, isIn: ["its", "the", "their"]) { first += 1 }
        var end = first
        while end < min(first + 4, sentence.upperBound), context.document.tokens[end].isWord || context.key(end) == "-",
            !context.token(end, isIn: notSegment), context.mention(at: end, [.company]) == nil,
            !context.token(end, isIn: ["rose", "was", "grew", "fell", "came", "climbed", "jumped", "hit", "reached"]),
            !context.isInTime(end)
        { end += 1 }
        return end > first ? context.document.text(of: first..<end) : nil
    }

    /// `reducing near-term EPS by $3–5`: what something does to earnings per share.
    private func extractImpact(_ sentence: Sentence, _ context: ArticleContext, _ collector: inout ClaimCollector) {
        for index in sentence.tokens where context.token(index, isIn: ["eps", "earnings"]) {
            guard context.key(index) == "eps" || context.key(index + 1) == "per" else { continue }
            let by = context.quantities(in: index..<min(index + 8, sentence.tokens.upperBound)).first {
                $0.kind == .money && context.key($0.tokens.lowerBound - 1) == "by"
            }
            let off = context.quantities(in: max(sentence.tokens.lowerBound, index - 9)..<index).last {
                $0.kind == .money && context.token($0.tokens.upperBound, isIn: ["off", "from"])
            }
            guard let figure = by ?? off, let company = context.focus(.company, at: index) else { continue }
            collector.add(
                .financialFigures,
                figure.amount.moneyFields.adding([
                    .company: .entity(company), .metric: .word(FinancialMetric.epsImpact),
                    .basis: .word(Basis.estimate),
                ]),
                evidence: sentence.tokens, rule: "financial.eps_impact")
        }
    }

    private let notAfter = WordSet(
        "chief chiefs officer team teams growth target targets force pitch model models manager stream streams sharing share multiple multiples"
    )
    private let notSegment = WordSet(
        """
        expects expect expected sees see forecast forecasts projects guides guided targets anticipates generates posts management \
        drove boosted lifted pushed raised cut cuts total annual quarterly net global overall record its the a their our company group year full half in of for on and \
        to that with more than while but reported said posted from as by at , . is was first second third fourth quarter \
        quarterly recurring annualized annualised run rate adjusted operating gross strong higher lower new whose where his \
        generated has had have hit past monthly daily yearly combined expected projected estimated actual fiscal when any \
        lost made earned which both this these those trailing billion million into about 's s
        """)
    private let phrases: [(words: [WordKey], metric: FinancialMetric)] = [
        (["annual", "recurring", "revenue"], .runRateRevenue), (["annualized", "revenue"], .runRateRevenue),
        (["annualised", "revenue"], .runRateRevenue), (["revenue", "run", "rate"], .runRateRevenue),
        (["revenue", "run", "-", "rate"], .runRateRevenue), (["run", "-", "rate", "revenue"], .runRateRevenue),
        (["run", "-", "rate"], .runRateRevenue), (["run", "rate"], .runRateRevenue), (["arr"], .runRateRevenue),
        (["revenue"], .revenue), (["revenues"], .revenue), (["sales"], .revenue), (["turnover"], .revenue),
        (["net", "income"], .netIncome), (["net", "profit"], .netIncome), (["net", "earnings"], .netIncome),
        (["operating", "profit"], .operatingIncome), (["operating", "income"], .operatingIncome),
        (["operating", "loss"], .operatingLoss), (["operating", "losses"], .operatingLoss),
        (["net", "loss"], .netLoss),
        (["free", "cash", "flow"], .freeCashFlow), (["earnings", "per", "share"], .eps), (["eps"], .eps),
        (["operating", "expenses"], .expenses), (["total", "expenses"], .expenses), (["expenses"], .expenses),
        (["gross", "margin"], .grossMargin), (["gross", "margins"], .grossMargin), (["backlog"], .backlog),
        (["remaining", "performance", "obligations"], .backlog), (["rpo"], .backlog), (["bookings"], .bookings),
        (["profit"], .netIncome), (["loss"], .netLoss), (["losses"], .netLoss),
    ]
}
