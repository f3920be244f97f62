import KnowledgeModel
import TextAnalysis

/// What models score on benchmarks.
struct ScoreExtractor: ClaimExtractor {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        var lastBenchmark: (entity: EntityReference, sentence: Int)?
        var paragraphBenchmark: (entity: EntityReference, paragraph: Int)?
        for (number, sentence) in context.document.sentences.enumerated() {
            let range = sentence.tokens
            let benchmarks = context.mentions(in: range, [.benchmark])
            let isSame = range.contains {
                context.token($0, isIn: ["same"])
                    && context.token($0 + 1, isIn: ["index", "benchmark", "test", "exam", "measure", "ranking"])
            }
            var carried = isSame ? lastBenchmark.flatMap { number - $0.sentence <= 2 ? $0.entity : nil } : nil
            if benchmarks.isEmpty, carried == nil, let paragraphBenchmark,
                paragraphBenchmark.paragraph == sentence.paragraph,
                !context.mentions(in: range, [.model]).isEmpty
            {
                carried = paragraphBenchmark.entity
            }
            if let first = benchmarks.first {
                lastBenchmark = (first.entity, number)
                // Of several benchmarks none is what the sentences after it go on about.
                paragraphBenchmark = Set(benchmarks.map(\.entity)).count == 1 ? (first.entity, sentence.paragraph) : nil
            }
            guard !benchmarks.isEmpty || carried != nil else { continue }
            for figure in context.quantities(in: range) where figure.kind == .number || figure.kind == .percent {
                guard !context.isYear(figure), context.document.tokens[figure.core.lowerBound].isNumeric,
                    let score = figure.amount.point ?? figure.amount.low,
                    figure.kind == .percent || score <= 5_000, !isCount(figure, context)
                else { continue }
                // `50/100`: the second number is the scale of the first.
                if context.key(figure.core.lowerBound - 1) == "/",
                    context.document.tokens[figure.core.lowerBound].hasSpaceBefore == false
                {
                    continue
                }
                if context.key(figure.core.lowerBound - 1) == "of", context.key(figure.core.lowerBound - 2) == "out" {
                    continue
                }
                guard let benchmark = carried ?? benchmark(for: figure, benchmarks, range, context) else { continue }
                for model in models(for: figure, range, context) {
                    collector.add(
                        .benchmarkScores,
                        [
                            .model: .entity(model), .benchmark: .entity(benchmark), .score: .number(score),
                            .scale: .optional(scale(of: figure, context)),
                            .unit: unit(of: figure, benchmark, context).map { .word($0) },
                            .approximate: .flag(figure.amount.isApproximate),
                        ],
                        evidence: range, rule: isParenthesised(figure, context) ? "score.parenthesis" : "score.sentence"
                    )
                }
            }
        }
    }

    private func isParenthesised(_ figure: Quantity, _ context: ArticleContext) -> Bool {
        context.key(figure.tokens.lowerBound - 1) == "("
    }

    private func isCount(_ figure: Quantity, _ context: ArticleContext) -> Bool {
        context.token(
            figure.core.upperBound,
            isIn: countedNouns.union([
                "parameters", "questions", "tasks", "problems", "models", "times", "place", "out", "-", "x",
                "percentage", "benchmarks", "tests", "of",
            ]))
            && figure.kind == .number && !context.token(figure.core.upperBound, isIn: ["points"])
    }

    /// `A and B, which share first place with 57 points each`: one figure for both.
    private func models(for figure: Quantity, _ range: Range<Int>, _ context: ArticleContext) -> [EntityReference] {
        guard let model = model(for: figure, range, context) else { return [] }
        let after = figure.core.upperBound..<min(figure.core.upperBound + 3, range.upperBound)
        guard after.contains(where: { context.token($0, isIn: ["each", "apiece"]) }) else { return [model] }
        let named = context.mentions(in: range.lowerBound..<figure.core.lowerBound, [.model]).map(\.entity)
        return named.count > 1 ? Array(named.suffix(2)) : [model]
    }

    private func scale(of figure: Quantity, _ context: ArticleContext) -> Double? {
        let slash =
            context.token(figure.core.upperBound, isIn: ["points"])
            ? figure.core.upperBound + 1 : figure.core.upperBound
        guard context.key(slash) == "/" || context.key(slash) == "out" && context.key(slash + 1) == "of" else {
            return nil
        }
        let start = context.key(slash) == "/" ? slash + 1 : slash + 2
        return context.quantity(at: start)?.amount.point
    }

    private func unit(of figure: Quantity, _ benchmark: EntityReference, _ context: ArticleContext) -> ScoreUnit? {
        if figure.kind == .percent { return .percent }
        if context.key(figure.core.upperBound) == "points" { return .points }
        return context.lexicon.benchmarks[benchmark.name]?.unit.flatMap { ScoreUnit(rawValue: $0) }
    }

    private func benchmark(
        for figure: Quantity,
        _ benchmarks: [NameMention],
        _ range: Range<Int>,
        _ context: ArticleContext
    ) -> EntityReference? {
        // `N% on BENCH`, `BENCH: N%`; else the only or the last one before.
        if let next = benchmarks.first(where: { $0.tokens.lowerBound >= figure.tokens.upperBound }),
            context.token(figure.tokens.upperBound, isIn: ["on", "in", "at"])
                || next.tokens.lowerBound - figure.tokens.upperBound <= 3
        {
            return next.entity
        }
        return benchmarks.last { $0.tokens.upperBound <= figure.tokens.lowerBound }?.entity
            ?? (benchmarks.count == 1 ? benchmarks[0].entity : nil)
    }

    private func model(for figure: Quantity, _ range: Range<Int>, _ context: ArticleContext) -> EntityReference? {
        if isParenthesised(figure, context) {
            return context.mention(at: figure.tokens.lowerBound - 2, [.model])?.entity
        }
        let before = range.lowerBound..<figure.tokens.lowerBound
        // `compared with 45% for Orbit 2`
        if context.token(figure.tokens.upperBound, isIn: ["for", "by"]),
            let model = context.mentions(
                in: figure.tokens.upperBound..<min(figure.tokens.upperBound + 5, range.upperBound), [.model]
            ).first
        {
            return model.entity
        }
        if before.suffix(4).contains(where: { context.token($0, isIn: ["versus", "against", "than", "vs", "from"]) }) {
            return nil
        }
        for mention in context.mentions(in: before, [.model]).reversed()
        where !context.token(
            mention.tokens.lowerBound - 1, isIn: ["than", "over", "behind", "trailing", "like", "and"])
            || context.mentions(in: before, [.model]).count == 1
        {
            return mention.entity
        }
        if let found = context.argument(in: before, .model, fromEnd: true) { return found }
        return context.focus(.model, at: figure.tokens.lowerBound)
    }
}
