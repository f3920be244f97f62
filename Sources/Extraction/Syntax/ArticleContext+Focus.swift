import KnowledgeModel
import TextAnalysis

/// What an article speaks of where no word says so.
extension ArticleContext {
    /// Who the lexicon says made a model or offers a product.
    ///
    /// Where a division made it and the text speaks more of the parent, the parent is meant.
    func knownOwner(of mention: NameMention) -> EntityReference? {
        let name: String?
        switch mention.entity.kind {
        case .model: name = mention.family.flatMap { lexicon.families[$0]?.developer }
        case .product: name = lexicon.products[mention.entity.name]?.company
        default: name = nil
        }
        guard let name else { return nil }
        let owner = EntityReference(.company, name)
        if let parent = lexicon.companies[name]?.parent.map({ EntityReference(.company, $0) }),
            count(parent) > count(owner)
        {
            return parent
        }
        return owner
    }

    /// Who the lexicon says made a model or offers a product that the text names.
    func knownOwner(of entity: EntityReference) -> EntityReference? {
        mentions.first { $0.entity == entity }.flatMap { knownOwner(of: $0) }
    }

    /// Whether two names stand for one house: the same company, or a parent and its subsidiary.
    ///
    /// - Parameter known: `nil` where nobody is known, which contradicts nothing.
    func isSameHouse(_ known: EntityReference?, _ owner: EntityReference) -> Bool {
        guard let known else { return true }
        return known == owner || lexicon.companies[known.name]?.parent == owner.name
            || lexicon.companies[owner.name]?.parent == known.name
    }

    /// What the text speaks of at a token if nothing nearer says so: by the title, else by frequency.
    ///
    /// Of several entities in the title the first that the text often names is taken (docs/extraction.md).
    func focus(_ kind: EntityKind, at token: Int, excluding: Set<EntityReference> = []) -> EntityReference? {
        guard resolves else { return nil }
        let titled = titleEntities.filter { $0.kind == kind && !excluding.contains($0) && !isBystander($0) }
        if kind == .company, let section = sectionSubject(at: token, titled, excluding) { return section }
        if titled.count == 1 { return titled[0] }
        if titled.count > 1 {
            // What a headline begins with is as a rule what the text is about, unless the text says little of it.
            let most = titled.map { count($0) }.max() ?? 0
            return titled.first { count($0) * 2 >= most } ?? titled[0]
        }
        guard let best = ranking[kind]?.first(where: { !excluding.contains($0) && !isBystander($0) }) else {
            return nil
        }
        // Without a title to go by, a text on many firms speaks of the one that its paragraph began with.
        if kind == .company, let second = ranking[kind]?.first(where: { $0 != best && !excluding.contains($0) }),
            count(best) < 2 * count(second)
        {
            let own = document.sentenceIndex(ofToken: token)
            let paragraph = document.sentences[own].paragraph
            var start = own
            while start > max(0, own - 60), document.sentences[start - 1].paragraph == paragraph { start -= 1 }
            return mentions(in: document.sentences[start].tokens.lowerBound..<token, [kind])
                .first { !excluding.contains($0.entity) && !isBystander($0.entity) }?.entity
        }
        // One passing mention among others makes no subject.
        // Nor one that the text comes to later.
        let isOnly =
            ranking[kind]?.count == 1 && count(best) == 1
            && lastMention(of: kind, before: sentence(of: token).tokens.upperBound) != nil
        return kind != .company || count(best) >= 2 || isOnly ? best : nil
    }

    /// In a paragraph or list item that begins with another company and names none of the title, that company.
    ///
    /// Newsletters and round-ups go from one company to the next; what their title names is only the first of them.
    private func sectionSubject(
        at token: Int, _ titled: [EntityReference], _ excluding: Set<EntityReference>
    ) -> EntityReference? {
        let own = document.sentenceIndex(ofToken: token)
        let sentence = document.sentences[own]
        var first = own
        while first > max(0, own - 60), sentence.kind != .listItem,
            document.sentences[first - 1].paragraph == sentence.paragraph
        {
            first -= 1
        }
        let range = document.sentences[first].tokens.lowerBound..<sentence.tokens.upperBound
        let named = mentions(in: range, [.company])
        guard let lead = named.first, !titled.contains(lead.entity),
            !named.contains(where: { titled.contains($0.entity) }), !excluding.contains(lead.entity),
            !isBystander(lead.entity), lead.tokens.lowerBound < token
        else { return nil }
        let isSubject = lead.tokens.contains {
            syntax.label($0) == .nsubj || syntax.label($0) == .nsubjPass || document.head($0) == nil
        }
        return isSubject && lead.tokens.lowerBound - range.lowerBound <= 6 ? lead.entity : nil
    }

    /// Who gets the money in an article about money for a young company: neither a fund nor a listed company, if there is
    /// another, and the one that the text names most.
    func recipient(excluding: Set<EntityReference>) -> EntityReference? {
        guard resolves else { return nil }
        func isYoung(_ entity: EntityReference) -> Bool {
            guard let company = lexicon.companies[entity.name] else { return CompanyType(name: entity.name) != .fund }
            return company.ticker == nil && (company.type == .company || company.type == .lab)
        }
        let titled = titleEntities.filter { $0.kind == .company && !excluding.contains($0) }
        let named = (ranking[.company] ?? []).filter { !excluding.contains($0) }
        for candidates in [titled.filter(isYoung), named.filter { isYoung($0) && count($0) > 1 }, titled] {
            // Of several named equally often the one that comes first.
            let most = candidates.map { count($0) }.max()
            if let best = candidates.first(where: { count($0) == most }) { return best }
        }
        return nil
    }

    /// Banks, funds and authorities are seldom what an article of the field is about.
    func isBystander(_ entity: EntityReference) -> Bool {
        guard entity.kind == .company, let company = lexicon.companies[entity.name] else { return false }
        return (company.type == .fund || company.type == .publicBody || company.type == .university)
            && count(entity) < 4
    }
}
