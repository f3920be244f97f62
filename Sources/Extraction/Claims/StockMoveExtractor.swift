import KnowledgeModel
import TextAnalysis

/// How shares moved.
struct StockMoveExtractor: ClaimExtractor {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        var sharesParagraph = -1
        // In a report on the market a company "fell 3%" without a word on its shares.
        let isMarketReport = context.document.sentences.contains { sentence in
            sentence.tokens.contains { context.token($0, isIn: shares) }
        }
        for sentence in context.document.sentences {
            let range = sentence.tokens
            let mentionsShares = range.contains {
                context.token($0, isIn: shares)
                    && !context.token($0 + 1, isIn: ["exchange", "market", "markets", "index"])
            }
            let mentionsTrading = range.contains { context.token($0, isIn: ["trading", "premarket", "after-hours"]) }
            if mentionsShares || mentionsTrading { sharesParagraph = sentence.paragraph }
            // Once a paragraph speaks of shares, its next sentences may only name the companies that moved.
            let speaksOfShares = sharesParagraph == sentence.paragraph
            guard speaksOfShares || isMarketReport else { continue }
            let session = session(in: range, context)
            for figure in context.quantities(in: range) where figure.kind == .percent {
                let clause = context.clause(around: figure.core.lowerBound)
                if !speaksOfShares, !isPlainMove(figure, range, context) { continue }
                if !mentionsShares, !mentionsTrading, clause.contains(where: { context.token($0, isIn: otherGrowth) }) {
                    continue
                }
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

    /// `Acme fell 3%`, `Acme, whose chips cool servers, added 4.5%`: nothing between the name, the verb and the number.
    private func isPlainMove(_ figure: Quantity, _ range: Range<Int>, _ context: ArticleContext) -> Bool {
        var verb = figure.tokens.lowerBound - 1
        if context.key(verb) == "by" { verb -= 1 }
        guard verb > range.lowerBound, context.token(verb, isIn: priceVerbs) else { return false }
        if context.mention(at: verb - 1, [.company]) != nil { return true }
        return context.key(verb - 1) == "," && context.subject(of: verb, .company) != nil
    }

    private func session(in range: Range<Int>, _ context: ArticleContext) -> Session? {
        for index in range {
            // `Pre-Market` is cut, `pre-market` is not.
            if context.token(index, isIn: ["premarket", "pre-market"])
                || context.key(index) == "pre" && context.key(index + 1) == "-" && context.key(index + 2) == "market"
            {
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
    private let priceVerbs = WordSet(
        """
        rose gained jumped climbed added surged soared leapt popped fell lost dropped sank slid slipped shed tumbled \
        plunged plummeted dipped
        """)
    private let ups = WordSet(
        "up rose rise rises rising gained gains gain jumped jumps climbed climbs added adds advanced higher surged surge surges soared soars rallied leapt popped ticked edged"
    )
    private let downs = WordSet(
        "down fell fall falls falling lost loses dropped drops sank sinks slid slides slipped slips shed sheds declined lower tumbled tumbles plunged plunges plummeted retreated dipped"
    )
}
