import KnowledgeModel
import TextAnalysis

/// Finds claims with rules.
struct RuleReader: ClaimExtractor {
    let set: RuleSet

    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        let matcher = RuleMatcher(context: context, set: set)
        let builder = ClaimBuilder(context: context, set: set)
        for index in context.document.sentences.indices {
            // A figure answers one question of a view; what an earlier rule made of it stands.
            var used: [FigureUse: RuleMatch] = [:]
            // A line of a few words is a heading, whatever its kind.
            let words = context.document.sentences[index].tokens.filter { context.document.tokens[$0].isWord }.count
            if words < 4, context.quantities(in: context.document.sentences[index].tokens).isEmpty { continue }
            for match in matcher.matches(inSentence: index).flatMap({ [$0] + matcher.gapped($0) }) {
                let rule = set.rules[match.rule]
                guard builder.fits(match) else { continue }
                if let figure = match.amount {
                    let use = FigureUse(kind: rule.kind, figure: figure.core.lowerBound)
                    if let earlier = used[use], earlier.rule != match.rule || earlier.trigger != match.trigger {
                        continue
                    }
                    used[use] = match
                }
                let source = match.arguments.map(\.argument.source).max { $0.rawValue < $1.rawValue } ?? .name
                let values = withOwner(rule.kind, withSegment(rule.kind, builder.values(of: match), context), context)
                guard agreesWithLexicon(rule.kind, values, context) else { continue }
                collector.add(
                    rule.kind,
                    (source == .name ? values : withListedParent(rule.kind, values, context)).mapValues { $0 },
                    evidence: context.document.sentences[index].tokens, rule: rule.name, source: source, match: match)
            }
        }
    }

    /// Whose model a release or an access policy speaks of, where its sentence does not say.
    private func withOwner(
        _ kind: ClaimKind, _ values: [ClaimField.Name: ClaimValue], _ context: ArticleContext
    ) -> [ClaimField.Name: ClaimValue] {
        guard kind == .modelReleases || kind == .modelAccess, case .entity(let model) = values[.model] else {
            return values
        }
        var values = values
        let known = context.knownOwner(of: model)
        if case .entity(let told) = values[.company], !context.isSameHouse(known, told) { values[.company] = nil }
        if values[.company] == nil, let known { values[.company] = .entity(known) }
        return values
    }

    /// A business line that bears its company's name reports as a segment of it: `Google Cloud` of Google.
    private func withSegment(
        _ kind: ClaimKind, _ values: [ClaimField.Name: ClaimValue], _ context: ArticleContext
    ) -> [ClaimField.Name: ClaimValue] {
        guard kind == .financialFigures, case .entity(let company) = values[.company],
            let known = context.lexicon.companies[company.name], known.type == .division, let parent = known.parent,
            company.name.hasPrefix(parent + " ")
        else { return values }
        var values = values
        var reporter = EntityReference(.company, parent)
        // In a text on the listed house above it, that house reports.
        if let house = context.lexicon.companies[parent]?.parent.map({ EntityReference(.company, $0) }),
            context.count(house) > 0,
            context.titleEntities.contains(house) && !context.titleEntities.contains(reporter)
                || context.count(house) > context.count(reporter)
        {
            reporter = house
        }
        values[.company] = .entity(reporter)
        values[.segment] = .text(company.name)
        return values
    }

    /// Whose shares they are where the text does not name their company: a subsidiary that is not listed has none.
    private func withListedParent(
        _ kind: ClaimKind, _ values: [ClaimField.Name: ClaimValue], _ context: ArticleContext
    ) -> [ClaimField.Name: ClaimValue] {
        guard kind == .stockMoves, case .entity(let company) = values[.company],
            let known = context.lexicon.companies[company.name], known.ticker == nil, let parent = known.parent,
            context.lexicon.companies[parent]?.ticker != nil
        else { return values }
        var values = values
        values[.company] = .entity(EntityReference(.company, parent))
        return values
    }

    /// Whether nothing that the lexicon knows of owners and parts speaks against a claim.
    private func agreesWithLexicon(
        _ kind: ClaimKind, _ values: [ClaimField.Name: ClaimValue], _ context: ArticleContext
    ) -> Bool {
        // A house has no deal with its own parts.
        if kind == .partnerships, case .entity(let company) = values[.company],
            case .entity(let partner) = values[.partner]
        {
            return !context.isSameHouse(company, partner)
        }
        guard kind == .relations, case .entity(let subject) = values[.subject],
            case .entity(let object) = values[.object],
            case .text(let predicate) = values[.predicate]
        else { return true }
        let owner = context.knownOwner(of: object)
        switch predicate {
        case "develops", "offers": return context.isSameHouse(owner, subject)
        case "part_of":
            // Two names side by side tell nothing of a company that no list knows, unless the name says what it is.
            let parent = context.lexicon.companies[subject.name]?.parent
            if let parent { return parent == object.name || context.lexicon.companies[parent]?.parent == object.name }
            return true
        case "uses": return owner == nil ? true : !context.isSameHouse(owner, subject)
        default: return true
        }
    }

    private struct FigureUse: Hashable {
        let kind: ClaimKind
        let figure: Int
    }
}
