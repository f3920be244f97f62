import KnowledgeModel
import TextAnalysis

/// When models come out.
struct ReleaseExtractor: ClaimExtractor {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        for sentence in context.document.sentences {
            for index in sentence.tokens {
                guard let status = status(of: index, context) else { continue }
                extract(index, status, sentence.tokens, context, &collector)
            }
        }
    }

    private func status(of index: Int, _ context: ArticleContext) -> ReleaseStatus? {
        let key = context.key(index)
        if released.contains(key) { return .released }
        if announced.contains(key) { return .announced }
        if retired.contains(key) { return .retired }
        if delayed.contains(key) { return .delayed }
        // `has taken the wraps off X`, `is out with X`
        if key == "wraps", context.key(index + 1) == "off" { return .released }
        if key == "out", context.key(index + 1) == "with",
            context.token(index - 1, isIn: ["is", "was", "came", "comes"])
        {
            return .released
        }
        if key == "came" || key == "comes" || key == "is" || key == "are", context.key(index + 1) == "out" {
            return .released
        }
        return nil
    }

    private func extract(
        _ index: Int,
        _ verbStatus: ReleaseStatus,
        _ range: Range<Int>,
        _ context: ArticleContext,
        _ collector: inout ClaimCollector
    ) {
        let clause = context.clause(around: index)
        let before = clause.lowerBound..<index
        if before.contains(where: { context.token($0, isIn: ["not", "n't", "never", "no", "without"]) }) { return }
        var models: [NameMention] = []
        let isPassive =
            before.suffix(4).contains { context.token($0, isIn: ["was", "were", "been", "being", "be", "is"]) }
            || context.key(index + 1) == "out"
        if isPassive {
            models = context.mentions(in: before, [.model]).suffix(3).map { $0 }
            if let last = models.last, index - last.tokens.upperBound > 8 { models = [] }
        } else {
            models = context.list(from: index + 1, [.model], gap: 9, upTo: clause.upperBound)
            if models.isEmpty {
                // `a model called X`, `Y, released in May`
                if context.key(index - 1) == ",", let model = context.mention(at: index - 2, [.model]) {
                    models = [model]
                }
                // `X, the model that Acme presented in May`
                if let relative = before.last(where: { context.token($0, isIn: ["that", "which"]) }),
                    index - relative <= 6,
                    let model = context.mentions(in: range.lowerBound..<relative, [.model]).last,
                    relative - model.tokens.upperBound <= 8
                {
                    models = [model]
                }
            }
        }
        models.removeAll { $0.isFamily && context.key($0.tokens.upperBound) == "'s" }
        guard !models.isEmpty else { return }
        var status = verbStatus
        if before.contains(where: {
            !context.isInTime($0) && context.token($0, isIn: futureWords)
        }), status == .released || status == .announced {
            status = .expected
        }
        if clause.contains(where: { context.token($0, isIn: ["preview", "beta"]) && context.mention(at: $0) == nil }),
            status == .released
        {
            status = .preview
        }
        let period =
            context.nearestPeriod(to: index..<(index + 1), in: clause)
            ?? (context.times(in: range).first { $0.granularity == .day && $0.period != nil })?.period
        for model in models {
            let developer = developer(of: model, index, isPassive: isPassive, context)
            collector.add(
                .modelReleases,
                [
                    .model: .entity(model.entity), .company: .optional(developer), .status: .word(status),
                    .period: .optional(period),
                ],
                evidence: range, rule: isPassive ? "release.passive" : "release.verb")
            if let developer, status != .retired {
                collector.add(
                    .relations,
                    [
                        .subject: .entity(developer), .predicate: .word(RelationPredicate.develops),
                        .object: .entity(model.entity),
                    ],
                    evidence: range, rule: "develops.release")
            }
        }
    }

    private func developer(
        of model: NameMention, _ index: Int, isPassive: Bool, _ context: ArticleContext
    ) -> EntityReference? {
        let known = context.knownOwner(of: model)
        if isPassive {
            if context.key(index + 1) == "by", let company = context.mention(at: index + 2, [.company]) {
                return company.entity
            }
            return known ?? context.focus(.company, at: index)
        }
        let subject = context.subject(of: index, .company) ?? context.focus(.company, at: index)
        // A cloud that launches another lab's model only offers it.
        if let known, let subject, known != subject {
            let isRelated =
                context.lexicon.companies[known.name]?.parent == subject.name
                || context.lexicon.companies[subject.name]?.parent == known.name
            return isRelated ? subject : known
        }
        return subject ?? known
    }

    private let released = WordSet(
        "released releases releasing launched launches launching shipped ships debuted debuts introduced introduces introducing published rolled open-sourced"
    )
    private let announced = WordSet(
        "announced announces unveiled unveils unveiling presented presents revealed reveals")
    private let retired = WordSet("retired retires retiring deprecated discontinued")
    private let futureWords: WordSet = ["will", "expected", "plans", "due", "to", "set", "could", "may", "intends"]
    private let delayed = WordSet("delayed delays postponed postpones shelved")
}

/// How models can be reached.
struct AccessExtractor: ClaimExtractor {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        for sentence in context.document.sentences {
            extractModelAccess(sentence, context, &collector)
            extractPolicies(sentence, context, &collector)
        }
    }

    // MARK: Single models

    private func extractModelAccess(_ sentence: Sentence, _ context: ArticleContext, _ collector: inout ClaimCollector)
    {
        let range = sentence.tokens
        for index in range where context.mention(at: index) == nil {
            guard let (access, end) = cue(at: index, context) else { continue }
            var policy = access
            let clause = context.clause(around: index)
            let negation = (max(clause.lowerBound, index - 4)..<index).contains {
                context.token($0, isIn: ["not", "n't", "never", "no", "neither"])
            }
            if negation {
                // "not open-source" closes a model; "not proprietary" says nothing certain.
                guard access == .openWeights else { continue }
                policy = .proprietary
            }
            for model in models(at: index, end, clause, range, context) {
                collector.add(
                    .modelAccess,
                    [
                        .model: .entity(model.entity), .company: .optional(developer(of: model, context)),
                        .scope: .word(AccessScope.model), .access: .word(policy),
                    ],
                    evidence: range, rule: negation ? "access.negated" : "access.\(policy.rawValue)")
            }
        }
    }

    private func developer(of model: NameMention, _ context: ArticleContext) -> EntityReference? {
        context.knownOwner(of: model)
            ?? context.focus(.company, at: model.tokens.lowerBound)
    }

    /// A word or phrase that tells how a model can be reached.
    private func cue(at index: Int, _ context: ArticleContext) -> (Access, Int)? {
        let key = context.key(index)
        if key == "open" {
            var next = index + 1
            if context.key(next) == "-" { next += 1 }
            if context.token(next, isIn: ["source", "sourced", "weight", "weights"]) {
                return (.openWeights, next + 1)
            }
            if context.token(next, isIn: ["model", "models"]) { return (.openWeights, next) }
            return nil
        }
        if key == "proprietary" { return (.proprietary, index + 1) }
        if key == "closed", context.token(index + 1, isIn: ["model", "models", "-", "source"]) {
            return (.proprietary, index + 1)
        }
        if key == "downloadable" { return (.openWeights, index + 1) }
        if key == "available", context.key(index + 1) == "for", context.token(index + 2, isIn: ["download"]) {
            return (.openWeights, index + 3)
        }
        if context.token(index, isIn: ["apache", "mit"]),
            (index..<(index + 5)).contains(where: { context.token($0, isIn: ["license", "licence"]) })
        {
            return (.openWeights, index + 1)
        }
        return nil
    }

    private func models(
        at index: Int, _ end: Int, _ clause: Range<Int>, _ range: Range<Int>, _ context: ArticleContext
    ) -> [NameMention] {
        // `the open-source Llama 3`, `its first proprietary model, X`
        let after = context.list(from: end, [.model], gap: 3, upTo: min(end + 12, range.upperBound))
        if !after.isEmpty { return after }
        let before = clause.lowerBound..<index
        if context.token(index - 1, isIn: ["is", "are", "remains"]), let subject = topic(range, before: index, context)
        {
            return [subject]
        }
        // The subject of "is open-source", or the noun that an apposition describes: `X — its first proprietary model`.
        if let last = context.mentions(in: range.lowerBound..<index, [.model]).last {
            let gap = last.tokens.upperBound..<index
            let links = gap.filter {
                context.token($0, isIn: ["is", "are", "was", ",", "—", "–", ":", "remains", "as"])
            }
            let competes = gap.contains {
                context.token($0, isIn: ["than", "like", "from", "with", "by", "away", "whose"])
            }
            let other = context.mentions(in: gap, [.company]).first
            if !links.isEmpty, !competes, gap.count <= 14,
                other == nil || context.key(other?.tokens.upperBound ?? 0) == "'s" || true
            {
                let list = context.mentions(in: before, [.model])
                return list.count > 1 && context.key(last.tokens.lowerBound - 1) == "and" ? list : [last]
            }
        }
        // `X, the model that Acme presented in May, is proprietary`
        if context.token(index - 1, isIn: ["is", "are", "remains", "not"]),
            let first = context.mentions(in: range, [.model]).first, first.tokens.lowerBound - range.lowerBound <= 2,
            context.key(first.tokens.upperBound) == ","
        {
            return [first]
        }
        // `It is not available for download.`
        if let pronoun = before.first(where: { context.token($0, isIn: ["it", "the"]) }),
            context.mentions(in: before, [.model, .company]).isEmpty,
            let (entity, tokens) = context.reference(at: pronoun, .model), tokens.upperBound < index
        {
            let family = context.family(of: entity)
            return [NameMention(tokens: tokens, entity: entity, family: family)]
        }
        return []
    }

    /// The model with which a sentence begins, if an apposition parts it from its verb.
    private func topic(_ range: Range<Int>, before index: Int, _ context: ArticleContext) -> NameMention? {
        guard let first = context.mentions(in: range.lowerBound..<index, [.model]).first,
            first.tokens.lowerBound - range.lowerBound <= 2, context.key(first.tokens.upperBound) == ",",
            context.token(index - 2, isIn: [","])
        else { return nil }
        return first
    }

    // MARK: Policies of labs

    /// `keep their most powerful models behind APIs`, `keeps its best capabilities proprietary`
    private func extractPolicies(_ sentence: Sentence, _ context: ArticleContext, _ collector: inout ClaimCollector) {
        let range = sentence.tokens
        for index in range where context.token(index, isIn: keeping) {
            let limit = min(index + 14, range.upperBound)
            let rest = (index + 1)..<limit
            guard
                let noun = rest.first(where: {
                    context.token(
                        $0, isIn: ["models", "model", "capabilities", "systems", "technology", "weights", "work"])
                })
            else { continue }
            guard let access = policy(in: (noun + 1)..<limit, index, context) else { continue }
            if context.mentions(in: (index + 1)..<noun, [.model]).isEmpty == false { continue }
            let clause = context.clause(around: index)
            if (clause.lowerBound..<index).contains(where: {
                context.token($0, isIn: ["not", "n't", "never", "stop", "no"])
            }) {
                continue
            }
            let isFrontier = (index + 1..<noun).contains { context.token($0, isIn: frontier) }
            let scope: AccessScope = isFrontier ? .frontier : .all
            for company in owners(of: index, range, context) {
                collector.add(
                    .modelAccess,
                    [.company: .entity(company), .scope: .word(scope), .access: .word(access)],
                    evidence: range, rule: "access.policy")
            }
        }
        extractReachability(sentence, context, &collector)
    }

    /// `Acme's frontier models are available only through an API`
    private func extractReachability(_ sentence: Sentence, _ context: ArticleContext, _ collector: inout ClaimCollector)
    {
        let range = sentence.tokens
        for index in range
        where context.token(index, isIn: ["models", "model", "systems"]) && context.mention(at: index) == nil {
            guard
                context.token(
                    index + 1, isIn: ["are", "is", "remain", "stay", "can", "remains", "stays", "sit", "sits"]),
                let access = policy(in: (index + 1)..<min(index + 14, range.upperBound), index, context)
            else { continue }
            let lead = max(range.lowerBound, index - 8)..<index
            guard lead.contains(where: { context.token($0, isIn: frontier) }) else { continue }
            let owners = context.mentions(in: lead, [.company]).map(\.entity)
            for company in owners {
                collector.add(
                    .modelAccess,
                    [.company: .entity(company), .scope: .word(AccessScope.frontier), .access: .word(access)],
                    evidence: range, rule: "access.policy")
            }
        }
    }

    private func policy(in range: Range<Int>, _ verb: Int, _ context: ArticleContext) -> Access? {
        for index in range {
            if context.token(index, isIn: ["api", "apis"]),
                (max(range.lowerBound, index - 4)..<index).contains(where: {
                    context.token($0, isIn: ["behind", "through", "via", "over", "only"])
                })
            {
                return .api
            }
            if context.token(index, isIn: ["proprietary", "closed", "secret"]) { return .proprietary }
            if context.token(index, isIn: [".", ";"]) { return nil }
        }
        return nil
    }

    /// The companies that do the keeping: a list before the verb, or its subject.
    private func owners(of index: Int, _ range: Range<Int>, _ context: ArticleContext) -> [EntityReference] {
        let clause = context.clause(around: index)
        let before = context.mentions(in: clause.lowerBound..<index, [.company])
        if let last = before.last, index - last.tokens.upperBound <= 3 {
            var list = [last.entity]
            for mention in before.dropLast().reversed() {
                let gap = mention.tokens.upperBound..<last.tokens.lowerBound
                guard
                    gap.allSatisfy({
                        context.token($0, isIn: [",", "and", "&"]) || context.mention(at: $0, [.company]) != nil
                    })
                else { break }
                list.append(mention.entity)
            }
            return list.reversed()
        }
        return context.subject(of: index, .company).map { [$0] } ?? []
    }

    private let keeping = WordSet(
        "keep keeps keeping kept offer offers offering serve serves hide hides lock locks locking")
    private let frontier = WordSet(
        "best powerful frontier capable strongest advanced flagship top leading biggest largest finest cutting-edge")
}

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
        // `the 270-billion-parameter Orbit 2`
        if let next = context.mentions(
            in: figure.tokens.upperBound..<min(figure.tokens.upperBound + 6, range.upperBound), [.model]
        ).first {
            return next.entity
        }
        return context.focus(.model, at: figure.tokens.lowerBound)
    }
}

/// What a model can do, in the text's words.
struct CapabilityExtractor: ClaimExtractor {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        for sentence in context.document.sentences {
            let range = sentence.tokens
            for index in range where context.mention(at: index) == nil {
                guard let start = listStart(at: index, context) else { continue }
                guard let model = model(before: index, range, context) else { continue }
                for phrase in nounPhrases(from: start, range, context) {
                    collector.add(
                        .capabilities,
                        [.model: .entity(model), .capability: .text(context.document.text(of: phrase))],
                        evidence: range, rule: "capability.list")
                }
            }
            extractKind(sentence, context, &collector)
        }
    }

    /// `with support for A, B and C`, `excels at A and B`, `is good at A`
    private func listStart(at index: Int, _ context: ArticleContext) -> Int? {
        if context.token(index, isIn: ["support", "supports"]) {
            if context.key(index) == "support" { return context.key(index + 1) == "for" ? index + 2 : nil }
            return index + 1
        }
        if context.token(index, isIn: ["excels", "excel", "excelled", "adept"]),
            context.token(index + 1, isIn: ["at", "in"])
        {
            return index + 2
        }
        if context.token(index, isIn: ["capable"]), context.key(index + 1) == "of" { return index + 2 }
        if context.token(index, isIn: ["strong", "strengths"]), context.token(index + 1, isIn: ["at", "in"]) {
            return index + 2
        }
        if context.token(index, isIn: ["optimized", "optimised", "designed", "tuned"]), context.key(index + 1) == "for"
        {
            return index + 2
        }
        return nil
    }

    /// The model that the clause or the sentence is about, never merely the article's.
    private func model(before index: Int, _ range: Range<Int>, _ context: ArticleContext) -> EntityReference? {
        context.argument(in: range.lowerBound..<index, .model, fromEnd: false)
    }

    private func nounPhrases(from start: Int, _ range: Range<Int>, _ context: ArticleContext) -> [Range<Int>] {
        var phrases: [Range<Int>] = []
        var begin = start
        var index = start
        func close(_ end: Int) {
            if end > begin, end - begin <= 7, context.mention(at: begin, [.company, .person]) == nil {
                phrases.append(begin..<end)
            }
        }
        while index < range.upperBound {
            if context.key(index) == "," || context.key(index) == "and"
                || context.key(index) == "as" && context.key(index + 1) == "well"
            {
                close(index)
                index += context.key(index) == "as" ? 3 : 1
                while context.token(index, isIn: ["and", "the", "a", "also"]) { index += 1 }
                begin = index
                continue
            }
            if context.token(index, isIn: stops) || !context.document.tokens[index].isWord && context.key(index) != "-"
            {
                break
            }
            index += 1
        }
        close(index)
        return phrases
    }

    /// `is a natively multimodal reasoning model`
    private func extractKind(_ sentence: Sentence, _ context: ArticleContext, _ collector: inout ClaimCollector) {
        let range = sentence.tokens
        for index in range where context.token(index, isIn: ["model", "models"]) && context.mention(at: index) == nil {
            var start = index
            while start - 1 >= range.lowerBound,
                context.token(start - 1, isIn: kinds)
                    || context.key(start - 1) == "-" && context.token(start - 2, isIn: kinds)
            { start -= 1 }
            guard start < index, context.token(start, isIn: abilities) else { continue }
            var lead = start - 1
            while lead >= range.lowerBound, !context.token(lead, isIn: ["a", "an"]) {
                guard context.document.tokens[lead].isWord, start - lead <= 3 else { break }
                lead -= 1
            }
            guard context.token(lead, isIn: ["a", "an"]), context.token(lead - 1, isIn: ["is", "was", ",", "as"]),
                let model = context.argument(in: range.lowerBound..<lead, .model, fromEnd: true)
            else { continue }
            collector.add(
                .capabilities,
                [.model: .entity(model), .capability: .text(context.document.text(of: start..<index))],
                evidence: range, rule: "capability.kind")
        }
    }

    private let stops = WordSet(
        ". ; : ( that which who while but with for in on at from by to is are was were has have than so because across when its"
    )
    private let kinds = WordSet(
        "multimodal reasoning coding vision language thinking agentic multilingual speech video image code math")
    private let abilities = WordSet("multimodal reasoning coding agentic multilingual")
}
