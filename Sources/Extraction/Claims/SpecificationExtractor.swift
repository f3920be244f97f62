import KnowledgeModel
import TextAnalysis

/// Sizes, context windows and prices.
struct SpecificationExtractor: ClaimExtractor {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        for sentence in context.document.sentences {
            let range = sentence.tokens
            for figure in context.quantities(in: range) where !context.isYear(figure) {
                guard let property = property(of: figure, range, context), let model = model(of: figure, range, context)
                else { continue }
                guard let value = figure.amount.point ?? figure.amount.high ?? figure.amount.low else { continue }
                if property == .parameters || property == .activeParameters, value < 1e6 { continue }
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
                    evidence: range, rule: "spec.\(property.rawValue)")
            }
        }
    }

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
            if context.token(end, isIn: ["active", "activated"]), figure.amount.low ?? 0 >= 1e8 {
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

    private func model(of figure: Quantity, _ range: Range<Int>, _ context: ArticleContext) -> EntityReference? {
        let before = range.lowerBound..<figure.tokens.lowerBound
        if let last = context.mentions(in: before, [.model]).last { return last.entity }
        if let found = context.argument(in: before, .model, fromEnd: true) { return found }
        // `the 270-billion-parameter Orbit 2`: nothing but the words of the size between.
        var next = figure.tokens.upperBound
        while next < range.upperBound, context.token(next, isIn: ["-", "parameter", "parameters", "active"]) {
            next += 1
        }
        if let named = context.mention(at: next, [.model]) { return named.entity }
        return context.focus(.model, at: figure.tokens.lowerBound)
    }
}
