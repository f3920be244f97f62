import KnowledgeModel
import TextAnalysis

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
