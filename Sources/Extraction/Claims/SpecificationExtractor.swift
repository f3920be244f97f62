import KnowledgeModel
import TextAnalysis

/// Sizes, context windows and prices.
struct SpecificationExtractor: ClaimExtractor {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        // The line above a list.
        var lead = 0..<0
        for sentence in context.document.sentences {
            let range = sentence.tokens
            let isPriceList = sentence.kind == .listItem && lead.contains { context.token($0, isIn: priceWords) }
            if sentence.kind != .listItem { lead = range }
            let figures = context.quantities(in: range).filter { !context.isYear($0) }
            let properties = figures.map {
                pairedPrice($0, range, context) ?? property(of: $0, range, context)
                    ?? (isPriceList ? listPrice($0, figures, context) : nil)
            }
            for (position, figure) in figures.enumerated() {
                guard
                    let property = properties[position] ?? shared(position, figures, properties, context)
                        ?? compared(position, figures, properties, context)
                else { continue }
                let alike = figures.indices.filter {
                    (properties[$0] ?? shared($0, figures, properties, context)) == property
                }
                guard
                    let subject = context.models(
                        statedOf: figure, in: range, among: alike.map { figures[$0] }
                    ).first, let model = subject.entity
                else { continue }
                guard let value = figure.amount.point ?? figure.amount.high ?? figure.amount.low else { continue }
                if property == .parameters || property == .activeParameters, value < 1e6 { continue }
                if property == .trainingTokens, value < 1e8 { continue }
                collector.add(
                    .modelSpecs,
                    [
                        .model: .entity(model), .property: .word(property), .value: .number(value),
                        .unit: .optional(
                            figure.kind == .money
                                ? figure.amount.currency
                                : property == .contextWindow || property == .trainingTokens || property == .maxOutput
                                    ? "tokens" : "parameters"),
                        .approximate: .flag(figure.amount.isApproximate),
                    ],
                    evidence: range, rule: "spec.\(property.rawValue)", source: subject.source)
            }
        }
    }

    /// The unit of a list's last number holds for those before it: `0.6B, 2B and 4B parameters`.
    private func shared(
        _ position: Int, _ figures: [Quantity], _ properties: [ModelProperty?], _ context: ArticleContext
    ) -> ModelProperty? {
        guard figures[position].kind == .number else { return nil }
        for next in (position + 1)..<figures.count {
            let gap = figures[next - 1].tokens.upperBound..<figures[next].tokens.lowerBound
            guard figures[next].kind == .number, gap.count <= 2,
                gap.allSatisfy({ context.token($0, isIn: [",", "and", "or", "&"]) })
            else { return nil }
            if let property = properties[next] { return property }
        }
        return nil
    }

    /// `takes in as many as 2 million tokens`, `1 million tokens at a time`
    private func isTakenInAtOnce(_ figure: Quantity, _ range: Range<Int>, _ context: ArticleContext) -> Bool {
        let start = max(range.lowerBound, figure.tokens.lowerBound - 4)
        if (start..<figure.tokens.lowerBound).contains(where: { context.token($0, isIn: swallowing) }) { return true }
        let end = figure.tokens.upperBound
        return (end..<min(end + 5, range.upperBound)).contains {
            context.token($0, isIn: ["at", "in"]) && context.token($0 + 1, isIn: ["once", "a", "one"])
                && (context.token($0 + 1, isIn: ["once"])
                    || context.token($0 + 2, isIn: ["time", "go", "gulp", "prompt"]))
        }
    }

    private let swallowing = WordSet("swallow swallows ingest ingests digest digests absorb absorbs")

    /// `Orbit 2 ($0.40/$2.50)`, `$5 and $30 per million tokens of input and output`: a pair of prices, first what goes in.
    private func pairedPrice(_ figure: Quantity, _ range: Range<Int>, _ context: ArticleContext) -> ModelProperty? {
        guard figure.kind == .money, (figure.amount.low ?? 1_000) < 1_000 else { return nil }
        let money = context.quantities(in: range).filter { $0.kind == .money }
        guard let position = money.firstIndex(where: { $0.core == figure.core }) else { return nil }
        for first in [position, position - 1] where first >= 0 && first + 1 < money.count {
            let (input, output) = (money[first], money[first + 1])
            let gap = input.tokens.upperBound..<output.tokens.lowerBound
            let end = output.tokens.upperBound
            guard gap.count == 1, context.token(gap.lowerBound, isIn: ["/", "and"]) else { continue }
            let isBesideModel =
                context.key(input.tokens.lowerBound - 1) == "(" && context.key(end) == ")"
                && context.key(gap.lowerBound) == "/"
                && context.mention(at: input.tokens.lowerBound - 2, [.model]) != nil
            let behind = end..<min(end + 9, range.upperBound)
            let isNamed =
                behind.contains { context.token($0, isIn: ["input"]) }
                && behind.contains { context.token($0, isIn: ["output"]) }
                && behind.contains { context.token($0, isIn: ["token", "tokens"]) }
                && !behind.contains { context.quantity(at: $0)?.kind == .money }
            if isBesideModel || isNamed { return first == position ? .inputPrice : .outputPrice }
        }
        return nil
    }

    /// `6 trillion parameters, as against 3 trillion for Orbit 4`
    private func compared(
        _ position: Int, _ figures: [Quantity], _ properties: [ModelProperty?], _ context: ArticleContext
    ) -> ModelProperty? {
        guard position > 0, let property = properties[position - 1],
            figures[position].kind == figures[position - 1].kind,
            figures[position].kind == .number,
            context.token(
                figures[position].tokens.lowerBound - 1,
                isIn: ["against", "versus", "vs", "vs.", "with", "to", "from", "than"]),
            context.token(figures[position].tokens.upperBound, isIn: ["for", "in"]),
            context.mention(at: figures[position].tokens.upperBound + 1, [.model]) != nil
        else { return nil }
        return property
    }

    /// `Orbit 2: $3 / $15` in a list of prices: first what goes in, then what comes out.
    private func listPrice(_ figure: Quantity, _ figures: [Quantity], _ context: ArticleContext) -> ModelProperty? {
        let money = figures.filter { $0.kind == .money && ($0.amount.low ?? 0) < 1_000 }
        guard money.count == 2 else { return nil }
        return figure.core == money[0].core ? .inputPrice : figure.core == money[1].core ? .outputPrice : nil
    }

    private let priceWords = WordSet("price prices pricing token tokens input cost costs")

    private func property(of figure: Quantity, _ range: Range<Int>, _ context: ArticleContext) -> ModelProperty? {
        let end = figure.tokens.upperBound
        let after = end..<min(end + 4, range.upperBound)
        let wide = max(range.lowerBound, figure.tokens.lowerBound - 8)..<min(end + 8, range.upperBound)
        func near(_ words: WordSet) -> Bool { wide.contains { context.token($0, isIn: words) } }
        if figure.kind == .number {
            if let noun = after.first(where: { context.token($0, isIn: ["parameters", "parameter", "params"]) }),
                (end..<noun).allSatisfy({ context.token($0, isIn: ["-", "active", "activated", "total", "of", "its"]) })
            {
                let isActive = (max(range.lowerBound, figure.tokens.lowerBound - 2)..<min(noun + 3, range.upperBound))
                    .contains {
                        context.token($0, isIn: ["active", "activated", "activates", "activating"])
                    }
                return isActive ? .activeParameters : .parameters
            }
            // `36B are active`, `of which only 10B are ever active`, `17 billion at a time`
            if (figure.amount.low ?? figure.amount.high ?? 0) >= 1e8,
                !near([
                    "tokens", "token", "users", "customers", "developers", "subscribers", "accounts", "devices",
                    "people",
                ]),
                after.contains(where: { context.token($0, isIn: ["active", "activated", "work"]) })
            {
                return .activeParameters
            }
            if context.token(figure.core.lowerBound - 1, isIn: ["activates", "activating"]),
                (figure.amount.low ?? 0) >= 1e8
            {
                return .activeParameters
            }
            if let noun = after.first(where: { context.token($0, isIn: ["tokens", "token"]) }),
                (end..<noun).allSatisfy({ context.key($0) == "-" || context.token($0, isIn: ["input", "output"]) })
            {
                if near(["context", "window", "fit", "fits"]) || isTakenInAtOnce(figure, range, context) {
                    return .contextWindow
                }
                if near(["trained", "training", "pretrained", "corpus"]) { return .trainingTokens }
                if near(["output"]) { return .maxOutput }
            }
            // `256K context`
            if context.token(end, isIn: ["context"]), (figure.amount.low ?? figure.amount.high ?? 0) >= 4_000 {
                return .contextWindow
            }
            return nil
        }
        guard figure.kind == .money, (figure.amount.high ?? figure.amount.low ?? 0) < 1_000 else {
            if figure.kind == .money, near(["train", "training", "trained"]),
                near(["cost", "costs", "spent", "bill", "budget"])
            {
                return .trainingCost
            }
            return nil
        }
        let reach = figure.tokens.lowerBound..<min(end + 12, range.upperBound)
        guard
            reach.contains(where: {
                context.token($0, isIn: ["million", "1m", "m"])
                    && context.token($0 - 1, isIn: ["per", "a", "one", "1"]) || context.token($0, isIn: ["mtok"])
            })
                || range.contains(where: { context.token($0, isIn: ["tokens"]) })
        else { return nil }
        for index in end..<min(end + 8, range.upperBound) {
            if context.token(index, isIn: ["input", "in"])
                && (context.key(index) == "input" || context.token(index + 1, isIn: [",", "and", "/"]))
            {
                return .inputPrice
            }
            if context.token(index, isIn: ["output", "out"]) && context.key(index + 1) != "of" { return .outputPrice }
            if context.quantity(at: index)?.kind == .money { break }
        }
        return nil
    }
}
