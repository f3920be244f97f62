import KnowledgeModel
import TextAnalysis

/// How a figure of money stands to others in its sentence.
enum FigureRole {
    /// The figure itself.
    case stated
    /// The year before: "up from $3bn", "compared with $3bn a year earlier".
    case yearBefore
    /// What others expected: "analysts had expected $4bn".
    case consensus
}

extension ArticleContext {
    /// What a figure is, by the words round it.
    func role(of quantity: Quantity, in clause: Range<Int>) -> FigureRole {
        let start = quantity.tokens.lowerBound
        let near = max(clause.lowerBound, start - 7)..<start
        let after = quantity.tokens.upperBound..<min(quantity.tokens.upperBound + 7, clause.upperBound)
        if near.contains(where: { token($0, isIn: consensusWords) })
            || after.contains(where: { token($0, isIn: afterConsensus) })
        {
            return .consensus
        }
        let lead = start - 1
        if key(lead) == "from", !token(lead - 1, isIn: ["revenue", "sales", "income", "came", "comes", "generated"]) {
            return .yearBefore
        }
        if times(in: after).contains(where: \.isComparison),
            token(lead, isIn: ["from", "with", "versus", "against", "to", "after", "vs", "vs."])
        {
            return .yearBefore
        }
        if key(lead) == "with" || key(lead) == "to", token(lead - 1, isIn: ["compared", "up"]), key(lead) == "with" {
            return .yearBefore
        }
        return .stated
    }

    /// The growth that a clause states, in percent.
    func change(in clause: Range<Int>) -> Double? {
        for quantity in quantities(in: clause) where quantity.kind == .percent {
            guard let value = quantity.amount.low ?? quantity.amount.high else { continue }
            let near =
                max(
                    clause.lowerBound, quantity.tokens.lowerBound - 5)..<min(
                    quantity.tokens.upperBound + 4, clause.upperBound)
            let after = quantity.tokens.upperBound..<min(quantity.tokens.upperBound + 7, clause.upperBound)
            if after.contains(where: {
                token($0, isIn: ["margin", "stake", "of", "quarter-on-quarter", "sequentially"])
                    && !token($0, isIn: ["of"])
            }) {
                continue
            }
            if near.contains(where: { token($0, isIn: growthWords) }) { return value }
            if near.contains(where: { token($0, isIn: declineWords) }) { return -value }
        }
        return nil
    }

    func basis(of quantity: Quantity, _ role: FigureRole, in sentence: Range<Int>, _ clause: Range<Int>) -> Basis {
        if role == .consensus { return .estimate }
        if role == .yearBefore { return .actual }
        let before = clause.lowerBound..<quantity.tokens.lowerBound
        if before.contains(where: { token($0, isIn: guidanceWords) }) {
            return before.contains(where: { token($0, isIn: ["analysts", "estimates", "street", "analyst"]) })
                ? .estimate : .guidance
        }
        if clause.contains(where: { token($0, isIn: ["guidance", "outlook", "forecast"]) }) { return .guidance }
        return .actual
    }
}

private let consensusWords = WordSet(
    "analysts analyst consensus estimates estimate expectations expected street lseg factset refinitiv projections")
private let afterConsensus = WordSet("expected forecast estimated consensus analysts")
private let growthWords = WordSet(
    "up rose rise rises rising grew grow grows growing growth increase increased increasing jumped jump climbed climb higher more gained surged surge soared soar advanced expanded leapt leap gain"
)
private let declineWords = WordSet(
    "down fell fall falls falling decline declined dropped drop lower less decrease decreased shrank slid slipped sank tumbled plunged"
)
private let guidanceWords = WordSet(
    "expects expect expected forecasts forecast guides guided guide sees projects projected guidance outlook anticipates anticipate will plans plan planned targets target intends budgeted raised lifted"
)

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
        "chief chiefs officer team teams growth target targets force pitch model models manager stream streams sharing share-sharing share multiple multiples"
    )
    private let notSegment = WordSet(
        """
        total annual quarterly net global overall record its the a their our company group year full half in of for on and \
        to that with more than while but reported said posted from as by at , . is was first second third fourth quarter \
        quarterly recurring annualized annualised run rate adjusted operating gross strong higher lower new whose where his \
        generated has had have hit past monthly daily yearly combined expected projected estimated actual fiscal when any \
        lost made earned which both this these those like-for-like trailing of's billion million into about 's s
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

/// Capital expenditure.
struct CapexExtractor: ClaimExtractor {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        for sentence in context.document.sentences {
            guard let trigger = trigger(in: sentence.tokens, context) else { continue }
            for figure in context.quantities(in: sentence.tokens) where figure.kind == .money {
                let isBefore = figure.tokens.upperBound <= trigger.lowerBound
                let gap =
                    isBefore
                    ? trigger.lowerBound - figure.tokens.upperBound : figure.tokens.lowerBound - trigger.upperBound
                guard gap <= (isBefore ? 8 : 22), (figure.amount.low ?? figure.amount.high ?? 0) >= 1e6 else {
                    continue
                }
                if isBefore, !context.token(figure.tokens.upperBound, isIn: ["in", "of", "on", "for"]) { continue }
                let role = context.role(of: figure, in: sentence.tokens)
                guard
                    let company = context.subject(of: min(trigger.lowerBound, figure.tokens.lowerBound), .company)
                        ?? context.focus(.company, at: trigger.lowerBound)
                else { continue }
                let clause = context.clause(around: figure.core.lowerBound)
                let reach = min(clause.lowerBound, trigger.lowerBound)..<max(clause.upperBound, trigger.upperBound)
                var period =
                    context.nearestPeriod(to: figure.core, in: reach)
                    ?? context.nearestPeriod(to: figure.core, in: sentence.tokens)
                var basis = context.basis(of: figure, role, in: sentence.tokens, reach)
                if basis == .actual, let year = period?.start?.year, let published = context.publishedOn,
                    role == .stated,
                    year > published.year || year == published.year && period?.text.count == 4
                {
                    basis = .guidance
                }
                if reach.contains(where: {
                    context.token($0, isIn: ["pledged", "pledge", "committed", "commitment", "commit", "pledges"])
                }) {
                    basis = .commitment
                }
                if role == .yearBefore { period = period?.yearBefore }
                collector.add(
                    .capexFigures,
                    figure.amount.moneyFields.adding([
                        .company: .entity(company), .period: .optional(period), .basis: .word(basis),
                    ]),
                    evidence: sentence.tokens, rule: "capex.figure")
            }
        }
    }

    private func trigger(in sentence: Range<Int>, _ context: ArticleContext) -> Range<Int>? {
        for index in sentence {
            if context.token(index, isIn: ["capex"]) { return index..<(index + 1) }
            if context.key(index) == "capital", context.token(index + 1, isIn: spending) { return index..<(index + 2) }
            if context.key(index) == "infrastructure", context.token(index + 1, isIn: spending),
                context.token(index - 1, isIn: ["ai", "the", "center", "centre"])
            {
                return index..<(index + 2)
            }
        }
        return nil
    }

    private let spending = WordSet(
        "expenditure expenditures spending outlay outlays spend investment investments budget")
}

/// How shares moved.
struct StockMoveExtractor: ClaimExtractor {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        var lastSession: (session: Session, paragraph: Int)?
        var sharesParagraph = -1
        for sentence in context.document.sentences {
            let range = sentence.tokens
            let mentionsShares = range.contains {
                context.token($0, isIn: shares)
                    && !context.token($0 + 1, isIn: ["exchange", "market", "markets", "index", "of's"])
            }
            let mentionsTrading = range.contains { context.token($0, isIn: ["trading", "premarket", "after-hours"]) }
            if mentionsShares || mentionsTrading { sharesParagraph = sentence.paragraph }
            // Once a paragraph speaks of shares, its next sentences may only name the companies that moved.
            guard sharesParagraph == sentence.paragraph else { continue }
            if !mentionsShares, !mentionsTrading, range.contains(where: { context.token($0, isIn: otherGrowth) }) {
                continue
            }
            var session = session(in: range, context)
            if let session {
                lastSession = (session, sentence.paragraph)
            } else if lastSession?.paragraph == sentence.paragraph {
                session = nil
            }
            for figure in context.quantities(in: range) where figure.kind == .percent {
                guard let direction = direction(of: figure, range, context),
                    let company = company(figure, range, context),
                    !isIndex(figure, range, context)
                else { continue }
                let time = context.nearestTime(to: figure.core, in: range)
                collector.add(
                    .stockMoves,
                    figure.amount.fields.adding([
                        .company: .entity(company), .direction: .word(direction),
                        .session: session.map { .word($0) }, .period: .optional(time?.period),
                    ]),
                    evidence: range, rule: "stock.percent")
            }
        }
    }

    private func session(in range: Range<Int>, _ context: ArticleContext) -> Session? {
        for index in range {
            if context.key(index) == "premarket" || context.key(index) == "pre" && context.key(index + 2) == "market" {
                return .premarket
            }
            if context.token(index, isIn: ["after", "extended", "aftermarket", "late"]),
                context.token(index + 1, isIn: ["hours", "-", "trading", "trade", "market"]),
                context.key(index) != "after" || context.token(index + 2, isIn: ["hours", "trading", "market"])
                    || context.key(index + 1) == "hours"
            {
                return .afterHours
            }
        }
        return nil
    }

    private func direction(of figure: Quantity, _ range: Range<Int>, _ context: ArticleContext) -> Direction? {
        let before = max(range.lowerBound, figure.tokens.lowerBound - 9)..<figure.tokens.lowerBound
        let after = figure.tokens.upperBound..<min(figure.tokens.upperBound + 4, range.upperBound)
        // The nearest word of movement decides; words behind the number only if they touch it.
        for index in before.reversed() {
            if context.token(index, isIn: ups) { return .up }
            if context.token(index, isIn: downs) { return .down }
            if context.token(index, isIn: ["revenue", "sales", "profit", "margin", "capex", "stake", "of"])
                && context.key(index) != "of"
            {
                return nil
            }
        }
        for index in after {
            if context.token(index, isIn: ups.union(["gain", "rise", "jump", "rally"])) { return .up }
            if context.token(index, isIn: downs.union(["drop", "loss", "decline", "slide"])) { return .down }
            if context.token(index, isIn: [",", ".", ";", "and"]) { break }
        }
        return nil
    }

    private func company(_ figure: Quantity, _ range: Range<Int>, _ context: ArticleContext) -> EntityReference? {
        let before = range.lowerBound..<figure.tokens.lowerBound
        // The last company before the number whose shares or which itself moved.
        for mention in context.mentions(in: before, [.company]).reversed() {
            let lead = mention.tokens.lowerBound - 1
            if context.token(
                lead, isIn: ["by", "with", "from", "against", "after", "over", "to", "for", "on", "at", "than"])
            {
                continue
            }
            if context.token(lead, isIn: ["of", "in"]), !context.token(lead - 1, isIn: shares) { continue }
            return mention.entity
        }
        // `Shares of Acme` behind the number: `a 4% gain in Acme's shares`.
        if let after = context.mentions(
            in: figure.tokens.upperBound..<min(figure.tokens.upperBound + 6, range.upperBound), [.company]
        ).first,
            context.token(after.tokens.lowerBound - 1, isIn: ["in", "for", "of"])
        {
            return after.entity
        }
        return context.focus(.company, at: figure.tokens.lowerBound)
    }

    /// "The Nasdaq fell 2 %" is no company's move.
    private func isIndex(_ figure: Quantity, _ range: Range<Int>, _ context: ArticleContext) -> Bool {
        (max(range.lowerBound, figure.tokens.lowerBound - 6)..<figure.tokens.lowerBound).contains {
            context.token(
                $0,
                isIn: [
                    "nasdaq", "index", "s&p", "dow", "composite", "futures", "nikkei", "kospi", "revenue", "sales",
                    "margin", "profit", "stake",
                ])
        }
    }

    /// What else than shares grows by percentages.
    private let otherGrowth = WordSet(
        """
        revenue revenues sales profit profits income earnings margin margins capex spending users growth costs expenses \
        orders bookings backlog guidance forecast market stake workforce staff output demand prices
        """)
    private let shares = WordSet("shares stock stocks share")
    private let ups = WordSet(
        "up rose rise rises rising gained gains gain jumped jumps climbed climbs added adds advanced higher surged surge surges soared soars rallied leapt popped ticked edged"
    )
    private let downs = WordSet(
        "down fell fall falls falling lost loses dropped drops sank sinks slid slides slipped slips shed sheds declined lower tumbled tumbles plunged plunges plummeted retreated dipped"
    )
}

/// What a company is worth.
struct ValuationExtractor: ClaimExtractor {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        for sentence in context.document.sentences {
            let range = sentence.tokens
            for figure in context.quantities(in: range)
            where figure.kind == .money && (figure.amount.low ?? figure.amount.high ?? 0) >= 1e6 {
                let before = max(range.lowerBound, figure.tokens.lowerBound - 8)..<figure.tokens.lowerBound
                let after = figure.tokens.upperBound..<min(figure.tokens.upperBound + 4, range.upperBound)
                let trigger =
                    before.last { context.token($0, isIn: words) }
                    ?? after.first { context.token($0, isIn: ["valuation", "market"]) }
                guard let trigger else { continue }
                if context.token(trigger, isIn: ["market"]),
                    !context.token(
                        trigger + 1, isIn: ["value", "cap", "capitalisation", "capitalization", "valuation"])
                {
                    continue
                }
                if context.key(trigger) == "worth", context.token(trigger + 1, isIn: ["of"]) { continue }
                if context.key(trigger) == "worth",
                    before.contains(where: {
                        context.token($0, isIn: ["deal", "contract", "agreement", "stake", "shares", "order", "chips"])
                    })
                {
                    continue
                }
                // `added $60bn to its market value` is a change.
                if before.contains(where: {
                    context.token(
                        $0,
                        isIn: [
                            "wiped", "added", "erased", "lost", "adding", "wiping", "erasing", "shed", "cost", "gained",
                        ])
                }) {
                    continue
                }
                // Another amount between the trigger and this one takes the trigger.
                if context.quantities(
                    in: min(trigger, figure.tokens.lowerBound)..<max(trigger, figure.tokens.upperBound)
                ).filter({ $0.kind == .money }).count > 1 {
                    continue
                }
                let isMarket = (before.lowerBound..<after.upperBound).contains {
                    context.token($0, isIn: ["market", "capitalisation", "capitalization", "cap", "ipo", "listing"])
                }
                guard let company = company(trigger, figure, range, context) else { continue }
                collector.add(
                    .valuations,
                    figure.amount.moneyFields.adding([
                        .company: .entity(company), .basis: .word(isMarket ? ValuationBasis.marketCap : .private),
                        .period: .optional(
                            context.times(in: range).first { $0.granularity >= .month && $0.period != nil }?.period),
                    ]),
                    evidence: range, rule: "valuation.figure")
            }
        }
    }

    private func company(
        _ trigger: Int, _ figure: Quantity, _ range: Range<Int>, _ context: ArticleContext
    ) -> EntityReference? {
        // `values Acme at $5bn`
        if trigger < figure.tokens.lowerBound,
            let object = context.argument(in: (trigger + 1)..<figure.tokens.lowerBound, .company, fromEnd: false),
            context.token(trigger, isIn: ["valuing", "values", "valued", "value"])
        {
            return object
        }
        if trigger < figure.tokens.lowerBound, context.token(trigger, isIn: ["valuing", "values", "value"]),
            let (object, _) = context.reference(at: trigger + 1, .company)
        {
            return object
        }
        let focus = context.focus(.company, at: trigger)
        if context.token(trigger, isIn: ["valued", "worth"]) { return context.subject(of: trigger, .company) ?? focus }
        return focus ?? context.subject(of: trigger, .company)
    }

    private let words = WordSet("valued valuing values value valuation worth capitalisation capitalization cap")
}
