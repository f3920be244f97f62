import KnowledgeModel
import TextAnalysis

extension ArticleContext {
    /// The models that a figure is stated of, as a score or a size is.
    ///
    /// Looks at what the figure stands beside, then at the subject of its clause and of the clauses round it, then at the
    /// names before it, and at last at what the article is about.
    ///
    /// - Parameter others: The figures of the same sort in the sentence, with this one, for "respectively".
    func models(statedOf figure: Quantity, in range: Range<Int>, among others: [Quantity]) -> [Argument] {
        if key(figure.tokens.lowerBound - 1) == "(" {
            return mention(at: figure.tokens.lowerBound - 2, [.model]).map { [named($0)] } ?? []
        }
        if let respective = respectiveModel(figure, in: range, among: others) { return [respective] }
        if let label = labelModel(in: range) { return [label] }
        if token(figure.tokens.upperBound, isIn: ["for", "by", "of"]),
            let next = mentions(
                in: figure.tokens.upperBound..<min(figure.tokens.upperBound + 8, range.upperBound), [.model]
            ).first
        {
            return [named(next)]
        }
        if token(figure.tokens.lowerBound - 1, isIn: ["versus", "against", "than", "vs", "vs."])
            || token(figure.tokens.lowerBound - 1, isIn: ["with", "to"])
                && token(figure.tokens.lowerBound - 2, isIn: ["compared"])
        {
            return []
        }
        // `ahead of Orbit 2's 51.9%`
        if key(figure.tokens.lowerBound - 1) == "'s",
            let owner = mention(at: figure.tokens.lowerBound - 2, [.model])
        {
            return [named(owner)]
        }
        if let unnamed = unnamedModel(besides: figure) {
            return referent(of: unnamed, [.model]).flatMap { $0.source == .name ? [$0] : nil }
                ?? mention(at: unnamed + 2, [.model]).map { [named($0)] } ?? []
        }
        // `…, and Orbit 2 with 53`
        if token(figure.tokens.lowerBound - 1, isIn: ["with", "at", "on", ":", ","]),
            let beside = mention(at: figure.tokens.lowerBound - 2, [.model])
        {
            return [named(beside)]
        }
        let bySubject = subjectModels(of: figure)
        if !bySubject.isEmpty { return bySubject }
        for mention in mentions(in: range.lowerBound..<figure.tokens.lowerBound, [.model]).reversed()
        where !token(mention.tokens.lowerBound - 1, isIn: notSubjectLeads) {
            return [named(mention)]
        }
        // `the 270-billion-parameter Orbit 2`
        var next = figure.tokens.upperBound
        while next < range.upperBound, token(next, isIn: ["-", "parameter", "parameters", "active", "model"]) {
            next += 1
        }
        if let mention = mention(at: next, [.model]) { return [named(mention)] }
        return focus(.model, at: figure.tokens.lowerBound).map {
            [Argument(value: .entity($0), tokens: 0..<0, source: .implied)]
        } ?? []
    }

    /// The noun of `a 3-billion-parameter model for phones`: a model that only its own name, or what it is said to be,
    /// tells.
    private func unnamedModel(besides figure: Quantity) -> Int? {
        guard token(figure.tokens.lowerBound - 1, isIn: ["a", "an", "another"]) else { return nil }
        var noun = figure.tokens.upperBound
        while token(noun, isIn: ["-", "parameter", "parameters"]) { noun += 1 }
        return token(noun, isIn: ["model", "version", "variant", "edition", "sibling"]) ? noun : nil
    }

    private func named(_ mention: NameMention) -> Argument {
        Argument(value: .entity(mention.entity), tokens: mention.tokens)
    }

    /// `A and B, with 7bn and 14bn parameters respectively`
    private func respectiveModel(_ figure: Quantity, in range: Range<Int>, among others: [Quantity]) -> Argument? {
        guard range.contains(where: { key($0) == "respectively" }), others.count > 1,
            let position = others.firstIndex(where: { $0.core == figure.core })
        else { return nil }
        var models: [NameMention] = []
        for mention in mentions(in: range, [.model]) where !models.contains(where: { $0.entity == mention.entity }) {
            models.append(mention)
        }
        return models.count == others.count ? named(models[position]) : nil
    }

    /// `- Orbit 2: 57 %`: a line that begins with the name of what it tells of.
    func labelModel(in range: Range<Int>) -> Argument? {
        var start = range.lowerBound
        while start < range.upperBound, !document.tokens[start].isWord { start += 1 }
        guard let mention = mention(at: start, [.model]),
            token(mention.tokens.upperBound, isIn: [":", "–", "—", "|", "-", "("])
        else { return nil }
        return named(mention)
    }

    private func subjectModels(of figure: Quantity) -> [Argument] {
        var clause = syntax.clauseHead(figure.core.lowerBound)
        let isShared = (figure.core.upperBound..<figure.core.upperBound + 3).contains {
            token($0, isIn: ["each", "apiece"])
        }
        for _ in 0..<3 {
            var found: [Argument] = []
            for var subject in syntax.subjects(clause) {
                // `A and B, which share first place with 57 points each`: the clause may hang from the last of them.
                if isShared, syntax.label(subject) == .conj, let first = document.head(subject) { subject = first }
                for member in syntax.coordinated(subject) {
                    let direct = referent(of: member, [.model])
                    let owned = direct ?? syntax.owners(member).lazy.compactMap { referent(of: $0, [.model]) }.first
                    if let owned, !found.contains(where: { $0.entity == owned.entity }) { found.append(owned) }
                }
            }
            if !found.isEmpty { return found }
            guard let head = document.head(clause) else { return [] }
            clause = syntax.clauseHead(head)
        }
        return []
    }
}

private let notSubjectLeads: WordSet = [
    "than", "over", "behind", "trailing", "like", "from", "beating", "beats", "of", "above", "below", "with", "to",
]
