import KnowledgeModel
import TextAnalysis

/// Who develops, offers, owns, powers, uses and competes with what.
struct RelationExtractor: ClaimExtractor {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        for sentence in context.document.sentences {
            for mention in context.mentions(in: sentence.tokens, [.model, .product]) {
                extractOwner(of: mention, sentence.tokens, context, &collector)
            }
            for mention in context.mentions(in: sentence.tokens, [.company]) {
                extractParent(of: mention, sentence.tokens, context, &collector)
            }
            extractMakers(sentence.tokens, context, &collector)
            extractRivals(sentence.tokens, context, &collector)
            extractPowers(sentence.tokens, context, &collector)
        }
        extractVersions(context, &collector)
        extractKnownOwners(context, &collector)
        extractUnknownOwners(context, &collector)
    }

    private func add(
        _ subject: EntityReference,
        _ predicate: RelationPredicate,
        _ object: EntityReference,
        _ evidence: Range<Int>,
        _ collector: inout ClaimCollector,
        rule: String
    ) {
        collector.add(
            .relations, [.subject: .entity(subject), .predicate: .word(predicate), .object: .entity(object)],
            evidence: evidence, rule: rule)
    }

    private func owns(
        _ company: EntityReference, _ thing: EntityReference, _ sentence: Range<Int>, _ collector: inout ClaimCollector,
        rule: String
    ) {
        add(company, thing.kind == .model ? .develops : .offers, thing, sentence, &collector, rule: rule)
    }

    // MARK: Owners

    /// `Acme's Orbit 2`, `Acme's newest model Orbit 2`, `Orbit 2 from Acme`, `Orbit 2, Acme's newest model`, `its chatbot Orbi`
    private func extractOwner(
        of mention: NameMention, _ sentence: Range<Int>, _ context: ArticleContext, _ collector: inout ClaimCollector
    ) {
        let known = context.knownOwner(of: mention)
        let start = mention.tokens.lowerBound
        var index = start - 1
        var steps = 0
        while index >= sentence.lowerBound, steps < 6 {
            if context.key(index) == "'s" || context.key(index) == "'" || context.key(index) == "’",
                let owner = context.mention(at: index - 1, [.company])
            {
                if known == nil || isSame(known, owner.entity, context) {
                    owns(owner.entity, mention.entity, sentence, &collector, rule: "owner.possessive")
                }
                return
            }
            if context.token(index, isIn: ["its", "their"]), let (owner, _) = context.reference(at: index, .company) {
                if known == nil || isSame(known, owner, context) {
                    owns(known ?? owner, mention.entity, sentence, &collector, rule: "owner.pronoun")
                }
                return
            }
            // An unbroken noun phrase: adjectives, nouns and other names of the same list.
            guard
                context.document.tokens[index].isWord && !context.token(index, isIn: breaks)
                    || context.key(index) == "-"
                    || context.mention(at: index, [mention.entity.kind]) != nil || context.key(index) == ","
            else { break }
            if context.key(index) == ",", context.mention(at: index - 1, [mention.entity.kind]) == nil { break }
            index -= 1
            steps += 1
        }
        let next = mention.tokens.upperBound
        // `Orbit 2 from Acme`, `Orbit 2 by Acme`
        if context.token(next, isIn: ["from", "by", "of"])
            || context.key(next) == "," && context.token(next + 1, isIn: ["from", "by"])
        {
            let position = context.key(next) == "," ? next + 2 : next + 1
            if let owner = context.mention(at: position, [.company]), context.key(next) != "of" || known == owner.entity
            {
                if known == nil || isSame(known, owner.entity, context) {
                    owns(owner.entity, mention.entity, sentence, &collector, rule: "owner.from")
                }
                return
            }
        }
        // `Orbit 2, Acme's newest model`, `Orbit 2, a model from Acme`
        if context.key(next) == "," || context.key(next) == "(" {
            for position in (next + 1)..<min(next + 9, sentence.upperBound) {
                if context.token(position, isIn: [".", ";", "which", "who", "that"]) { break }
                if let owner = context.mention(at: position, [.company]), position > next {
                    let isPossessive = position == next + 1 && context.key(owner.tokens.upperBound) == "'s"
                    let isFrom = context.token(position - 1, isIn: ["by", "from", "of"])
                    if isPossessive || isFrom, known == nil || isSame(known, owner.entity, context) {
                        owns(owner.entity, mention.entity, sentence, &collector, rule: "owner.apposition")
                    }
                    return
                }
                if context.token(position, isIn: ["its"]), position == next + 1,
                    let (owner, _) = context.reference(at: position, .company)
                {
                    if known == nil || isSame(known, owner, context) {
                        owns(known ?? owner, mention.entity, sentence, &collector, rule: "owner.apposition")
                    }
                    return
                }
            }
        }
    }

    /// Whether two names stand for one house: the same company or parent and subsidiary.
    private func isSame(_ known: EntityReference?, _ owner: EntityReference, _ context: ArticleContext) -> Bool {
        guard let known else { return true }
        return known == owner || context.lexicon.companies[known.name]?.parent == owner.name
            || context.lexicon.companies[owner.name]?.parent == known.name
    }

    /// A known owner in the same sentence as what it owns: the sentence shows the two together.
    private func extractKnownOwners(_ context: ArticleContext, _ collector: inout ClaimCollector) {
        for (index, sentence) in context.document.sentences.enumerated() {
            let companies = context.mentions(in: sentence.tokens, [.company])
            for mention in context.mentions(in: sentence.tokens, [.model, .product]) {
                guard let known = context.knownOwner(of: mention) else { continue }
                let predicate: RelationPredicate = mention.entity.kind == .model ? .develops : .offers
                if collector.contains(
                    .relations, about: mention.entity,
                    where: {
                        $0.text(.predicate) == predicate.rawValue && $0.entity(.object) == mention.entity
                    })
                {
                    continue
                }
                // `Meta AI`, `Google Cloud`: the name itself shows its owner.
                let carriesName = mention.entity.kind == .product && mention.entity.name.hasPrefix(known.name + " ")
                // An owner named in the sentence before is near enough to be shown beside what it owns.
                let isHere = companies.contains { isSame(known, $0.entity, context) }
                let before = index > 0 ? context.document.sentences[index - 1] : nil
                let near = before.map { context.mentions(in: $0.tokens, [.company]) } ?? []
                guard carriesName && context.count(known) > 0 || isHere || near.contains(where: { $0.entity == known })
                else { continue }
                let named =
                    companies.first { $0.entity == known }?.entity
                    ?? companies.first { isSame(known, $0.entity, context) }?.entity
                let start = isHere || carriesName ? sentence.tokens.lowerBound : before?.tokens.lowerBound ?? 0
                owns(
                    named ?? known, mention.entity, start..<sentence.tokens.upperBound, &collector,
                    rule: carriesName ? "owner.name" : isHere ? "owner.known" : "owner.known-before")
            }
        }
    }

    /// What no list knows and no other company owns: it bears its owner's name, or is what the article's company makes.
    private func extractUnknownOwners(_ context: ArticleContext, _ collector: inout ClaimCollector) {
        var seen: Set<EntityReference> = []
        for mention in context.mentions where mention.entity.kind == .model || mention.entity.kind == .product {
            let thing = mention.entity
            guard seen.insert(thing).inserted, context.knownOwner(of: mention) == nil else { continue }
            let predicate: RelationPredicate = thing.kind == .model ? .develops : .offers
            if collector.contains(
                .relations, about: thing, where: { $0.text(.predicate) == predicate.rawValue && $0.entity(.object) == thing }
            ) {
                continue
            }
            let sentence = context.sentence(of: mention.tokens.lowerBound).tokens
            let namesake = context.mentions.first { $0.entity.kind == .company && thing.name.hasPrefix($0.entity.name + " ") }
            if let namesake {
                owns(namesake.entity, thing, sentence, &collector, rule: "owner.name")
            } else if thing.kind == .model, context.count(thing) > 1 || context.titleEntities.contains(thing),
                let company = context.focus(.company, at: mention.tokens.lowerBound)
            {
                owns(company, thing, sentence, &collector, rule: "owner.focus")
            }
        }
    }

    /// `the ChatGPT maker`, `Acme, maker of Orbi`, `OpenAI, creator of ChatGPT`
    private func extractMakers(_ sentence: Range<Int>, _ context: ArticleContext, _ collector: inout ClaimCollector) {
        for index in sentence where context.token(index, isIn: ["maker", "creator", "developer", "owner", "parent"]) {
            if let thing = context.mention(at: index - 1, [.product, .model]), thing.tokens.upperBound == index {
                let owner = context.mention(at: index + 1, [.company])?.entity ?? context.knownOwner(of: thing)
                if let owner, context.count(owner) > 0 {
                    owns(owner, thing.entity, sentence, &collector, rule: "owner.maker")
                }
            }
            guard context.token(index + 1, isIn: ["of", "behind"]) else { continue }
            let things = context.list(
                from: index + 2, [.product, .model], gap: 3, upTo: min(index + 14, sentence.upperBound))
            guard !things.isEmpty, context.token(index - 1, isIn: [",", "the", "a"]) || context.key(index - 1) == "—",
                let owner = context.mentions(in: max(sentence.lowerBound, index - 6)..<index, [.company]).last?.entity
            else { continue }
            for thing in things { owns(owner, thing.entity, sentence, &collector, rule: "owner.maker") }
        }
    }

    // MARK: Parts

    private func extractParent(
        of mention: NameMention, _ sentence: Range<Int>, _ context: ArticleContext, _ collector: inout ClaimCollector
    ) {
        let entity = mention.entity
        let parent = context.lexicon.companies[entity.name]?.parent.map { EntityReference(.company, $0) }
        let next = mention.tokens.upperBound
        // `Alphabet's Google`, `Meta's Superintelligence Labs`
        if let parent {
            let others = context.mentions(in: sentence, [.company]).filter { $0.entity == parent }
            for other in others {
                let gap = other.tokens.upperBound..<mention.tokens.lowerBound
                let isPossessive =
                    other.tokens.upperBound < mention.tokens.lowerBound && gap.count <= 6
                    && context.token(gap.lowerBound, isIn: ["'s", "'"])
                let isParent =
                    mention.tokens.upperBound <= other.tokens.lowerBound
                    && (next..<other.tokens.lowerBound).count <= 5
                    && (next..<other.tokens.lowerBound).contains {
                        context.token(
                            $0, isIn: ["parent", "owned", "unit", "part", "division", "arm", "subsidiary", "of"])
                    }
                if isPossessive || isParent {
                    add(entity, .partOf, parent, sentence, &collector, rule: "part.known")
                    return
                }
            }
            // The mention itself may hold the parent: `Meta's Superintelligence Labs`.
            let text = context.document.text(of: mention.tokens)
            if text.hasPrefix(parent.name + "'s ") || text.hasPrefix(parent.name + "’s ") {
                add(entity, .partOf, parent, sentence, &collector, rule: "part.name")
                return
            }
        }
        // `X, a unit of Y`, `X, the cloud arm of Y`, `X, Y's research division`
        guard context.key(next) == "," || context.token(next, isIn: ["is"]) else { return }
        for index in (next + 1)..<min(next + 9, sentence.upperBound)
        where context.token(index, isIn: ["unit", "arm", "division", "subsidiary", "part"]) {
            if context.key(index + 1) == "of",
                let owner = context.argument(
                    in: (index + 2)..<min(index + 5, sentence.upperBound), .company, fromEnd: false), owner != entity
            {
                add(entity, .partOf, owner, sentence, &collector, rule: "part.apposition")
            } else if context.key(index) != "part",
                let owner = context.mentions(in: (next + 1)..<index, [.company]).last?.entity, owner != entity
            {
                add(entity, .partOf, owner, sentence, &collector, rule: "part.apposition")
            }
            return
        }
    }

    // MARK: Versions

    /// `Llama 3.1` belongs to `Llama`, and `Llama 4 Scout` to `Llama 4`, where the text names both.
    private func extractVersions(_ context: ArticleContext, _ collector: inout ClaimCollector) {
        var models: [String: NameMention] = [:]
        for mention in context.mentions where mention.entity.kind == .model {
            let name = Self.spaced(mention.entity.name)
            if models[name] == nil { models[name] = mention }
        }
        for mention in context.mentions where mention.entity.kind == .model && !mention.isFamily {
            guard let parent = parent(of: mention, models, context) else { continue }
            let own = context.document.sentenceIndex(ofToken: mention.tokens.lowerBound)
            add(
                mention.entity, .versionOf, parent, context.document.sentences[own].tokens, &collector,
                rule: parent.name == mention.family ? "version.family" : "version.variant")
        }
    }

    /// `Granite-4.0-H` and `Granite 4.0 H` are written for the same.
    private static func spaced(_ name: String) -> String {
        String(name.map { $0 == "-" ? " " : $0 })
    }

    /// The longest name of another model of the text with which a model's name begins.
    private func parent(
        of mention: NameMention,
        _ models: [String: NameMention],
        _ context: ArticleContext
    ) -> EntityReference? {
        var name = Self.spaced(mention.entity.name)[...]
        while let cut = name.lastIndex(of: " ") {
            name = name[..<cut]
            guard let other = models[String(name)], other.entity != mention.entity else { continue }
            // Most texts on a member name the family too; only side by side do the two say that they belong together.
            let own = context.document.sentenceIndex(ofToken: mention.tokens.lowerBound)
            let sentence = context.document.sentences[own].tokens
            // A list under a heading names what belongs together, and `a further version, X` says it.
            let lead = (max(sentence.lowerBound, mention.tokens.lowerBound - 4)..<mention.tokens.lowerBound)
            if context.document.sentences[own].kind == .listItem
                || lead.contains(where: { context.token($0, isIn: ["version", "variant", "edition", "sibling", "successor"]) })
            {
                return other.entity
            }
            let start = own > 0 ? context.document.sentences[own - 1].tokens.lowerBound : sentence.lowerBound
            let isNear = context.mentions(in: start..<sentence.upperBound, [.model]).contains {
                $0.entity == other.entity
            }
            return isNear ? other.entity : nil
        }
        return nil
    }

    // MARK: Rivals, engines

    private func extractRivals(_ sentence: Range<Int>, _ context: ArticleContext, _ collector: inout ClaimCollector) {
        for index in sentence
        where context.token(
            index, isIn: ["rival", "rivals", "competitor", "competitors", "competes", "compete", "competing"])
        {
            var others: [EntityReference] = []
            if context.token(index, isIn: ["rival", "competitor", "rivals", "competitors"]) {
                var start = index + 1
                if context.token(start, isIn: ["such", "like", "including", "to", "of", ","]) {
                    start += context.key(start) == "such" ? 2 : 1
                }
                others = context.list(from: start, [.company], gap: 1, upTo: min(start + 16, sentence.upperBound))
                    .filter { context.key($0.tokens.upperBound) != "'s" }.map(\.entity)
            } else if let preposition = (index + 1..<min(index + 5, sentence.upperBound)).first(where: {
                context.token($0, isIn: ["with", "against"])
            }) {
                others = context.list(from: preposition + 1, [.company], gap: 3, upTo: sentence.upperBound).map(
                    \.entity)
            }
            // `Beta, its Paris competitor,`
            if others.isEmpty, context.token(index, isIn: ["rival", "competitor"]),
                let determiner = (max(sentence.lowerBound, index - 4)..<index).last(where: {
                    context.token($0, isIn: ["its", "a", "another", "their"])
                }), context.key(determiner - 1) == ",", let named = context.mention(at: determiner - 2, [.company])
            {
                others = [named.entity]
            }
            guard !others.isEmpty else { continue }
            let names = Set(others)
            let subject: EntityReference?
            if context.token(index - 1, isIn: ["its", "their"]) {
                subject = context.reference(at: index - 1, .company, excluding: names)?.0
            } else if context.key(index - 1) == "'s" {
                subject = context.mention(at: index - 2, [.company])?.entity
            } else {
                subject =
                    context.subject(of: index, .company, excluding: names)
                    ?? context.focus(.company, at: index, excluding: names)
            }
            guard let subject else { continue }
            for other in others where other != subject {
                if collector.contains(
                    .relations, about: other,
                    where: {
                        $0.entity(.subject) == other && $0.entity(.object) == subject
                            && $0.text(.predicate) == "competes_with"
                    })
                {
                    continue
                }
                add(subject, .competesWith, other, sentence, &collector, rule: "rival.named")
            }
        }
    }

    /// `Orbi runs on Orbit 2`, `Orbit 2 powers Orbi`
    private func extractPowers(_ sentence: Range<Int>, _ context: ArticleContext, _ collector: inout ClaimCollector) {
        for index in sentence
        where context.token(index, isIn: ["powers", "powering", "underpins", "runs", "powered", "based"]) {
            if context.token(index, isIn: ["powers", "powering", "underpins"]) {
                guard let model = context.mentions(in: sentence.lowerBound..<index, [.model]).last,
                    index - model.tokens.upperBound <= 4
                else { continue }
                for product in context.list(from: index + 1, [.product], gap: 3, upTo: sentence.upperBound) {
                    add(model.entity, .powers, product.entity, sentence, &collector, rule: "powers.verb")
                }
            } else if context.token(index + 1, isIn: ["on", "by"]) {
                guard let product = context.mentions(in: sentence.lowerBound..<index, [.product]).last,
                    index - product.tokens.upperBound <= 5,
                    let model = context.list(from: index + 2, [.model], gap: 4, upTo: sentence.upperBound).first
                else { continue }
                add(model.entity, .powers, product.entity, sentence, &collector, rule: "powers.runs-on")
            }
        }
    }

    private let breaks = WordSet(
        "and of to in on with for by at from is are was were has have that which who but as than behind beats said says or while its"
    )
}
