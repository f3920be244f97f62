import KnowledgeModel
import TextAnalysis

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
