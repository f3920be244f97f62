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
                property(of: $0, range, context) ?? (isPriceList ? listPrice($0, figures, context) : nil)
            }
            for (position, figure) in figures.enumerated() {
                guard let property = properties[position] ?? shared(position, figures, properties, context) else {
                    continue
                }
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
                if near(["context", "window", "fit", "fits"]) { return .contextWindow }
                if near(["trained", "training", "pretrained", "corpus"]) { return .trainingTokens }
                if near(["output"]) { return .maxOutput }
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
