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
        if key == "put", context.key(index + 1) == "off" { return .delayed }
        if key == "here", context.token(index - 1, isIn: ["is", "are"]) { return .released }
        if key == "way", context.key(index - 2) == "on" { return .expected }
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
            before.suffix(4).contains { context.token($0, isIn: ["was", "were", "been", "being", "be", "is", "are"]) }
            && !context.token(index, isIn: ["out", "wraps"]) && !context.document.text(of: index).hasSuffix("ing")
            || context.key(index + 1) == "out" || context.key(index) == "here"
        if isPassive {
            models = connected(context.mentions(in: before, [.model]), context)
            if let last = models.last, index - last.tokens.upperBound > 8 { models = [] }
            if models.isEmpty { models = antecedent(of: clause, context) }
        } else {
            models = context.list(from: index + 1, [.model], gap: 9, upTo: clause.upperBound)
            if models.isEmpty {
                // `a model called X`, `Y, released in May`
                if context.key(index - 1) == ",", let model = context.mention(at: index - 2, [.model]) {
                    models = [model]
                }
                // `X, the model that Acme presented in May`
                if let relative = before.last(where: { context.token($0, isIn: ["that", "which"]) }),
                    index - relative <= 14,
                    let model = context.mentions(in: range.lowerBound..<relative, [.model]).last,
                    relative - model.tokens.upperBound <= 9
                {
                    models = [model]
                }
                // `X debuts today`, `X arrived in May`
                if models.isEmpty, context.token(index, isIn: intransitive) {
                    let near = connected(context.mentions(in: before, [.model]), context)
                    if let last = near.last, index - last.tokens.upperBound <= 3 { models = near }
                }
                if models.isEmpty { models = antecedent(of: clause, context) }
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

    /// The last names of a list that stand together: `X, Y and Z were released`.
    private func connected(_ mentions: [NameMention], _ context: ArticleContext) -> [NameMention] {
        guard var first = mentions.last else { return [] }
        var list = [first]
        for mention in mentions.dropLast().reversed() {
            let gap = mention.tokens.upperBound..<first.tokens.lowerBound
            guard gap.allSatisfy({ context.token($0, isIn: [",", "and", "&", "“", "”", "\"", "both"]) }) else { break }
            list.append(mention)
            first = mention
        }
        return list.reversed()
    }

    /// What a relative clause speaks of: `X, which came out in May`.
    private func antecedent(of clause: Range<Int>, _ context: ArticleContext) -> [NameMention] {
        let start = context.key(clause.lowerBound) == "," ? clause.lowerBound : clause.lowerBound - 1
        guard context.key(start) == ",", context.token(start + 1, isIn: ["which"]),
            let model = context.mention(at: start - 1, [.model])
        else { return [] }
        return [model]
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

    private let intransitive: WordSet = ["launched", "launches", "debuts", "debuted", "arrived", "arrives", "landed"]
    private let released = WordSet(
        "released releases releasing launched launches launching shipped ships debuted debuts introduced introduces introducing published rolled open-sourced arrived arrives landed"
    )
    private let announced = WordSet(
        "announced announces unveiled unveils unveiling presented presents revealed reveals")
    private let retired = WordSet("retired retires retiring deprecated discontinued")
    private let futureWords: WordSet = ["will", "expected", "plans", "due", "to", "set", "could", "may", "intends"]
    private let delayed = WordSet("delayed delays postponed postpones shelved")
}
