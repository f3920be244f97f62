import KnowledgeModel
import TextAnalysis

/// What models score on benchmarks.
struct ScoreExtractor: ClaimExtractor {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        var lastBenchmark: (entity: EntityReference, sentence: Int)?
        var paragraphBenchmark: (entity: EntityReference, paragraph: Int)?
        // What the line above a list names holds for its items.
        var leadBenchmark: EntityReference?
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
            if sentence.kind != .listItem {
                leadBenchmark = Set(benchmarks.map(\.entity)).count == 1 ? benchmarks[0].entity : nil
            } else if benchmarks.isEmpty, carried == nil, context.labelModel(in: range) != nil {
                carried = leadBenchmark
            }
            if let first = benchmarks.first {
                lastBenchmark = (first.entity, number)
                // Of several benchmarks none is what the sentences after it go on about.
                paragraphBenchmark = Set(benchmarks.map(\.entity)).count == 1 ? (first.entity, sentence.paragraph) : nil
            }
            guard !benchmarks.isEmpty || carried != nil else { continue }
            let figures = context.quantities(in: range).filter { isScore($0, context) }
            for figure in figures {
                guard let score = figure.amount.point ?? figure.amount.low else { continue }
                guard
                    let benchmark = carried ?? respectiveBenchmark(figure, figures, benchmarks, range, context)
                        ?? benchmark(for: figure, benchmarks, range, context)
                else { continue }
                for subject in context.models(statedOf: figure, in: range, among: figures) {
                    guard let model = subject.entity else { continue }
                    collector.add(
                        .benchmarkScores,
                        [
                            .model: .entity(model), .benchmark: .entity(benchmark), .score: .number(score),
                            .scale: .optional(scale(of: figure, context)),
                            .unit: unit(of: figure, benchmark, context).map { .word($0) },
                            .approximate: .flag(figure.amount.isApproximate),
                        ],
                        evidence: range,
                        rule: isParenthesised(figure, context) ? "score.parenthesis" : "score.sentence",
                        source: subject.source)
                }
            }
        }
    }

    private func isScore(_ figure: Quantity, _ context: ArticleContext) -> Bool {
        guard figure.kind == .number || figure.kind == .percent, !context.isYear(figure),
            let score = figure.amount.point ?? figure.amount.low
        else { return false }
        let start = figure.core.lowerBound
        if figure.kind == .number {
            guard context.document.tokens[start].isNumeric, score <= 5_000, !isCount(figure, context) else {
                return false
            }
        }
        // `50/100`, `50 out of 100`: the second number is the scale of the first. `No. 1` is a place.
        if context.key(start - 1) == "/", !context.document.tokens[start].hasSpaceBefore { return false }
        if context.key(start - 1) == "of", context.key(start - 2) == "out" { return false }
        return !context.token(start - 1, isIn: ["no.", "no", "#", "number", "top", "by"])
    }

    /// `on A and B its results are 37.5 and 91.9 percent, respectively`
    private func respectiveBenchmark(
        _ figure: Quantity, _ figures: [Quantity], _ benchmarks: [NameMention], _ range: Range<Int>,
        _ context: ArticleContext
    ) -> EntityReference? {
        // `A has 68% on X and 61% on Y; B has 49% and 38%, respectively`: the clause has the figures, not the names.
        let clause = context.clause(around: figure.core.lowerBound)
        let own = figures.filter { clause.contains($0.core.lowerBound) }
        guard clause.contains(where: { context.key($0) == "respectively" }),
            let position = own.firstIndex(where: { $0.core == figure.core })
        else { return nil }
        var names: [EntityReference] = []
        for mention in benchmarks where !names.contains(mention.entity) { names.append(mention.entity) }
        return names.count == own.count ? names[position] : nil
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
            || figure.kind == .number
                && (context.document.universalTag(figure.core.upperBound) == .noun
                    || context.document.universalTag(figure.core.upperBound) == .adjective)
                && !context.token(figure.core.upperBound, isIn: ["points", "point", "elo"])
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
                || isCompared(figure, before: next, context)
        {
            return next.entity
        }
        return benchmarks.last { $0.tokens.upperBound <= figure.tokens.lowerBound }?.entity
            ?? (benchmarks.count == 1 ? benchmarks[0].entity : nil)
    }

    /// `78% as against 53% on X`: the benchmark of two figures that are set against each other stands behind the second.
    private func isCompared(_ figure: Quantity, before benchmark: NameMention, _ context: ArticleContext) -> Bool {
        let gap = figure.tokens.upperBound..<benchmark.tokens.lowerBound
        guard gap.count <= 7, let first = gap.first else { return false }
        return context.token(first, isIn: ["as", "against", "versus", "vs", "vs.", "to", "compared"])
            && context.quantities(in: gap).count == 1
    }
}
