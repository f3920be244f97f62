import KnowledgeModel
import TextAnalysis

/// What names and lists of names show of who owns what: known owners beside what they own, divisions, versions.
///
/// What sentences say in words is found by the rules in `relations.rules`.
struct RelationExtractor: ClaimExtractor {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        for sentence in context.document.sentences {
            for mention in context.mentions(in: sentence.tokens, [.company]) {
                extractParent(of: mention, sentence.tokens, context, &collector)
            }
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
                .relations, about: thing,
                where: { $0.text(.predicate) == predicate.rawValue && $0.entity(.object) == thing }
            ) {
                continue
            }
            let sentence = context.sentence(of: mention.tokens.lowerBound).tokens
            let namesake = context.mentions.first {
                $0.entity.kind == .company && thing.name.hasPrefix($0.entity.name + " ")
            }
            if let namesake {
                owns(namesake.entity, thing, sentence, &collector, rule: "owner.name")
            } else if thing.kind == .model, context.count(thing) > 1 || context.titleEntities.contains(thing),
                let company = context.focus(.company, at: mention.tokens.lowerBound)
            {
                owns(company, thing, sentence, &collector, rule: "owner.focus")
            }
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
                || lead.contains(where: {
                    context.token($0, isIn: ["version", "variant", "edition", "sibling", "successor"])
                })
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
}
