import KnowledgeModel
import TextAnalysis

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
                // What is "not in preview" or "not only through an API" tells no policy.
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
            if isPredicate(index, context) { return (.openWeights, index + 1) }
            return nil
        }
        if key == "openly", context.key(index + 1) == "available" { return (.openWeights, index + 2) }
        if key == "closed", isPredicate(index, context) { return (.proprietary, index + 1) }
        if context.token(index, isIn: ["api", "apis"]), isReachedThrough(index, context) { return (.api, index + 1) }
        if key == "training", context.key(index - 1) == "in", context.key(index - 2) == "still" {
            return (.unreleased, index + 1)
        }
        if key == "trained", context.key(index - 1) == "being", context.key(index - 2) == "still" {
            return (.unreleased, index + 1)
        }
        if key == "preview", context.mention(at: index) == nil, isSelective(index, context) {
            return (.limited, index + 1)
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

    /// `is open`, `are closed`: the end of what is said, and not "is open to" or "closed the deal".
    private func isPredicate(_ index: Int, _ context: ArticleContext) -> Bool {
        let before =
            context.token(index - 1, isIn: ["is", "are", "remains", "remain", "stays", "stay"])
            || context.token(index - 1, isIn: ["also", "fully", "still", "just"])
                && context.token(index - 2, isIn: ["is", "are"])
        return before && context.token(index + 1, isIn: [".", ",", ";", "and", "as", "but", "too", "–", "—", ")"])
    }

    /// `is reached only through an API`, `is available via the API`
    private func isReachedThrough(_ index: Int, _ context: ArticleContext) -> Bool {
        let range = context.sentence(of: index).tokens
        let near = max(range.lowerBound, index - 4)..<index
        let wide = max(range.lowerBound, index - 8)..<index
        return near.contains { context.token($0, isIn: ["through", "via", "behind", "over"]) }
            && wide.contains {
                context.token(
                    $0, isIn: ["reached", "available", "accessible", "accessed", "offered", "only", "exclusively"])
            }
    }

    /// `a gated research preview`, `a preview for selected partners`
    private func isSelective(_ index: Int, _ context: ArticleContext) -> Bool {
        let range = context.sentence(of: index).tokens
        return (max(range.lowerBound, index - 5)..<min(index + 9, range.upperBound)).contains {
            context.token(
                $0,
                isIn: [
                    "gated", "limited", "selected", "select", "chosen", "trusted", "invited", "private", "restricted",
                    "closed",
                ])
        }
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
            if !links.isEmpty, !competes, gap.count <= 14 {
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
