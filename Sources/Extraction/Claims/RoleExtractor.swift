import KnowledgeModel
import TextAnalysis

/// Who does what where: titles before and after names, appointments, departures, founders.
struct RoleExtractor: ClaimExtractor {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        for sentence in context.document.sentences {
            let titles = TitleScanner(context: context, sentence: sentence.tokens).titles()
            var index = 0
            while index < titles.count {
                // `founder and CEO` hold for the same person.
                var chain = [titles[index]]
                while index + 1 < titles.count, joins(chain[chain.count - 1], titles[index + 1], context) {
                    index += 1
                    chain.append(titles[index])
                }
                extract(chain, sentence, context, &collector)
                index += 1
            }
        }
    }

    private func joins(_ first: TitlePhrase, _ second: TitlePhrase, _ context: ArticleContext) -> Bool {
        let between = first.tokens.upperBound..<second.tokens.lowerBound
        return between.count <= 2 && !between.isEmpty
            && between.allSatisfy { context.token($0, isIn: ["and", ",", "&", "/", "-"]) }
    }

    // MARK: Titles

    private func extract(
        _ chain: [TitlePhrase],
        _ sentence: Sentence,
        _ context: ArticleContext,
        _ collector: inout ClaimCollector
    ) {
        guard let first = chain.first, let last = chain.last else { return }
        let span = first.tokens.lowerBound..<last.tokens.upperBound
        let people = persons(span, sentence.tokens, context, isPlural: last.isPlural)
        guard !people.isEmpty else { return }
        let (company, isCertain) = company(span, people, sentence.tokens, context)
        let status = status(span, people, sentence.tokens, context)
        for person in people {
            for title in chain {
                collector.add(
                    .roles,
                    [
                        .person: .entity(person.entity), .company: .optional(company), .title: .text(title.text),
                        .status: .word(status),
                        .period: .optional(
                            status == .joined || status == .left
                                ? context.nearestPeriod(to: span, in: context.clause(around: span.lowerBound)) : nil),
                    ],
                    evidence: sentence.tokens, rule: isCertain ? "role.title" : "role.title-focus")
            }
        }
    }

    /// The people who hold a title that stands at `span`.
    private func persons(
        _ span: Range<Int>, _ sentence: Range<Int>, _ context: ArticleContext, isPlural: Bool
    ) -> [NameMention] {
        // `CEO Jane Roe`, `CEO, Jane Roe,`
        let next = context.key(span.upperBound) == "," ? span.upperBound + 1 : span.upperBound
        if let person = context.mention(at: span.upperBound, [.person]) {
            return isPlural
                ? context.list(from: span.upperBound, [.person], gap: 0, upTo: sentence.upperBound) : [person]
        }
        // `Jane Roe, the chief executive, and John Doe, the finance chief`: nearer than what the tree sets side by side.
        if !isPlural, let person = personBefore(span.lowerBound, sentence, context) { return [person] }
        // `whose chairman is Jane Roe`
        if !isPlural, context.token(span.upperBound, isIn: ["is", "remains"]), isDefinite(span.lowerBound, context),
            let person = context.mention(at: span.upperBound + 1, [.person])
        {
            return [person]
        }
        // `Jane Roe, once the finance chief of Acme,`, `its other founder, Jane Roe`: what the tree sets side by side.
        for other in span.lazy.flatMap({ context.syntax.appositions($0) }) {
            if let person = context.mention(at: other, [.person]) {
                return isPlural
                    ? context.list(from: person.tokens.lowerBound, [.person], gap: 0, upTo: sentence.upperBound)
                    : [person]
            }
        }
        // `Jane Roe, Acme's finance chief,`: back over determiners and the company to a comma after a person.
        if let person = personBefore(span.lowerBound, sentence, context) { return [person] }
        if next > span.upperBound, let person = context.mention(at: next, [.person]),
            isDefinite(span.lowerBound, context)
        {
            return [person]
        }
        // `CEO of Acme, Jane Roe`, `the head of Acme AI, Jane Roe`, `Acme's head of research Jane Roe`
        var index = span.upperBound
        if context.token(index, isIn: ["of", "at", "for"]) {
            index += 1
            while index < min(span.upperBound + 7, sentence.upperBound),
                !context.token(index, isIn: [".", ";", "who", "that"])
            {
                if let person = context.mention(at: index, [.person]),
                    context.key(index - 1) == "," || context.mention(at: index - 1) != nil
                {
                    return [person]
                }
                index += 1
            }
        }
        // `is losing two of its own founders`: several, none of whom is the one beside the verb.
        if isPlural, isDefinite(span.lowerBound, context) { return [] }
        return personByVerb(span, sentence, context).map { [$0] } ?? []
    }

    private func isDefinite(_ start: Int, _ context: ArticleContext) -> Bool {
        context.token(start - 1, isIn: ["'s", "the", "its", "their", "whose", "'", "own", "other", "one", "another"])
            || context.mention(at: start - 1, [.company]) != nil
    }

    private func personBefore(_ start: Int, _ sentence: Range<Int>, _ context: ArticleContext) -> NameMention? {
        var index = start - 1
        var steps = 0
        while index >= sentence.lowerBound, steps < 8 {
            if context.key(index) == "," || context.key(index) == "(" {
                return context.mention(at: index - 1, [.person])
            }
            guard
                context.mention(at: index, [.company, .product, .model]) != nil
                    || context.token(index, isIn: appositionWords)
                    || context.document.tokens[index].isCapitalized && context.mention(at: index, [.person]) == nil
                    || context.lexicon.placeAdjectives.contains(context.key(index))
            else { return nil }
            index -= 1
            steps += 1
        }
        return nil
    }

    /// `Jane Roe is CEO`, `named Jane Roe as CEO`, `Jane Roe joined as CEO`, `Jane Roe steps down as CEO`.
    private func personByVerb(_ span: Range<Int>, _ sentence: Range<Int>, _ context: ArticleContext) -> NameMention? {
        var index = span.lowerBound - 1
        var steps = 0
        var sawLink = false
        while index >= sentence.lowerBound, steps < 14 {
            if context.token(
                index,
                isIn: [
                    "as", "is", "was", "becomes", "become", "became", "remains", "named", "appointed", "been", "be",
                    "to", "made",
                ])
            {
                sawLink = true
            } else if let person = context.mention(at: index, [.person]) {
                return sawLink ? person : nil
            } else if context.token(index, isIn: ["he", "she"]), sawLink {
                guard let (entity, tokens) = context.reference(at: index, .person) else { return nil }
                return NameMention(tokens: tokens, entity: entity)
            } else if context.token(index, isIn: [";", ".", "that", "which", "said", "says", "told", "“", "”", "\""]) {
                return nil
            }
            index -= 1
            steps += 1
        }
        return nil
    }

    /// The company of a title: named beside it, else the one the text is about.
    private func company(
        _ span: Range<Int>,
        _ people: [NameMention],
        _ sentence: Range<Int>,
        _ context: ArticleContext
    ) -> (EntityReference?, isCertain: Bool) {
        // `CEO of Acme`, `analyst at Acme`
        var index = span.upperBound
        if context.token(index, isIn: ["of", "at", "for", "with", "on"]) {
            for position in (index + 1)..<min(index + 6, sentence.upperBound) {
                if let company = context.mention(at: position, [.company]) { return (company.entity, true) }
                if let (entity, _) = context.reference(at: position, .company) { return (entity, false) }
                if context.token(position, isIn: [",", ".", "who"]) { break }
                // A firm that no one knows is named: it is the one, not the article's.
                if context.document.tokens[position].isCapitalized { return (nil, false) }
            }
        }
        // `Acme CEO`, `Acme's chief scientist`, `its CEO`
        index = span.lowerBound - 1
        var steps = 0
        while index >= sentence.lowerBound, steps < 5 {
            if let company = context.mention(at: index, [.company]) { return (company.entity, true) }
            if context.token(index, isIn: ["its", "their"]), let (entity, _) = context.reference(at: index, .company) {
                return (entity, false)
            }
            // `Acme, whose chairman is Jane Roe`
            if context.key(index) == "whose", index - 2 >= sentence.lowerBound {
                let noun = context.key(index - 1) == "," ? index - 2 : index - 1
                return (context.mention(at: noun, [.company])?.entity, true)
            }
            // `the fund's founder`: whoever is described, or nobody that the text knows.
            if context.key(index) == "'s", index > sentence.lowerBound {
                let start = context.phraseStart(index - 1)
                if context.token(start, isIn: ["the", "this", "that"]) {
                    return (context.reference(at: start, .company)?.0, false)
                }
            }
            if context.token(index, isIn: [",", "and", "as", "is", "was", "of"]) && steps > 0
                || context.key(index) == ","
            {
                break
            }
            index -= 1
            steps += 1
        }
        // `left Acme, where she had been chief scientist`
        if let place = (max(sentence.lowerBound, span.lowerBound - 8)..<span.lowerBound).last(where: {
            context.key($0) == "where"
        }), let company = context.mentions(in: sentence.lowerBound..<place, [.company]).last {
            return (company.entity, true)
        }
        // `Jane Roe, the chief scientist, leads it`: what was named last before.
        if let verb = (span.upperBound..<min(span.upperBound + 2, sentence.upperBound)).first(where: {
            context.token($0, isIn: ["leads", "heads", "runs"])
        }) {
            if let company = context.argument(
                in: (verb + 1)..<min(verb + 4, sentence.upperBound), .company, fromEnd: false),
                !context.token(verb + 1, isIn: ["it"])
            {
                return (company, true)
            }
            if context.key(verb + 1) == "it", let last = context.lastMention(of: .company, before: sentence.lowerBound)
            {
                return (last, true)
            }
        }
        // `the division, formed under chief scientist Jane Roe`
        if context.key(span.lowerBound - 1) == "under",
            let division = context.mentions(in: sentence.lowerBound..<span.lowerBound, [.company]).last
        {
            return (division.entity, true)
        }
        // `CEO Jane Roe of Acme`, `Jane Roe of Acme, its CEO`
        for person in people {
            let next = person.tokens.upperBound
            if context.token(next, isIn: ["of", "at", "from"]), let company = context.mention(at: next + 1, [.company])
            {
                return (company.entity, true)
            }
        }
        // Analysts and the like speak of the article's company from outside, and of several companies none is sure.
        let titled = context.titleEntities.filter { $0.kind == .company }
        if titled.count > 1 || span.contains(where: { context.token($0, isIn: outsiders) }) { return (nil, false) }
        return (context.focus(.company, at: span.lowerBound), false)
    }

    private func status(
        _ span: Range<Int>, _ people: [NameMention], _ sentence: Range<Int>, _ context: ArticleContext
    ) -> RoleStatus {
        let near = max(sentence.lowerBound, span.lowerBound - 4)..<span.lowerBound
        if near.contains(where: { context.token($0, isIn: formerWords) }) { return .former }
        if near.contains(where: { context.token($0, isIn: ["used"]) }) { return .former }
        if near.contains(where: { context.token($0, isIn: ["new", "incoming", "newly"]) }) { return .joined }
        let clause = context.clause(around: span.lowerBound)
        let before = clause.lowerBound..<span.lowerBound
        // Verbs of coming and going count where the title is their complement: `as`, `named`.
        let isComplement = near.contains {
            context.token($0, isIn: ["as", "named", "appointed", "become", "becomes", "to", "its", "be"])
        }
        if isComplement, before.contains(where: { context.token($0, isIn: leaving) }) { return .left }
        if isComplement, before.contains(where: { context.token($0, isIn: joining) }) { return .joined }
        if near.contains(where: { context.token($0, isIn: ["was", "been"]) }),
            !before.contains(where: { context.token($0, isIn: ["named", "appointed"]) })
        {
            return .former
        }
        return .current
    }

    private let outsiders = WordSet(
        "analyst analysts strategist economist professor minister secretary governor senator commissioner")
    private let appositionWords = WordSet(
        "the a an its our their his her 's former then and of & global longtime long - also which whose one new one-time veteran who is was another outgoing incoming once formerly previously lately until recently last month week year now currently still"
    )
    private let formerWords = WordSet("former ex formerly previously once lately until")
    private let leaving = WordSet(
        "left leaves leaving stepped steps stepping resigned resigns resign quit quits departed departs replaced ousted"
    )
    private let joining = WordSet(
        "named names appointed appoints hired hires joined joins joining promoted promotes tapped tap become becomes takes took succeed succeeds succeeded recruited poached installed elevated"
    )
}
