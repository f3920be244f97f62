import KnowledgeModel
import TextAnalysis

private let formerWords = WordSet("formerly previously")
private let renamingWords = WordSet("formerly previously renamed rebranded rechristened")
private let renamingLinks = WordSet("known called named as itself to was the company app")

/// Names that a text itself introduces.
extension NameFinder {
    /// Names that the text itself introduces mean what it introduces, whatever else is known under them.
    ///
    /// `American Welding Society (AWS)`, `Cohere Health` and then `Cohere`, `ChatGPT Atlas` and then `Atlas`.
    mutating func readIntroducedNames(_ overview: NameOverview) {
        var introduced: [WordKey: EntityReference] = [:]
        var acronyms: [WordKey: EntityReference] = [:]
        for mention in mentions where mention.tokens.count > 1 {
            let (first, last) = (mention.tokens.lowerBound, mention.tokens.upperBound - 1)
            switch mention.entity.kind {
            case .company:
                if key(last + 1) == "(", document.token(last + 3, isIn: [")", ";", ","]),
                    isInitials(last + 2, of: mention.tokens)
                {
                    introduced[key(last + 2)] = mention.entity
                    acronyms[key(last + 2)] = mention.entity
                } else if isNoPart(mention.entity, ofWhatIsCalled: first, overview),
                    isOnlyBearer(first, of: mention, overview)
                {
                    introduced[key(first)] = mention.entity
                }
            case .product where lexicon.products[mention.entity.name] != nil:
                // The last word of a product of somebody's: `ChatGPT Atlas`.
                if !document.tokens[last].isNumeric, !genericVariants.contains(key(last)),
                    !genericCapitals.contains(key(last)),
                    overview.bare[key(last)].map({ $0.first > first }) ?? true,
                    lexicon.hasEntry(startingWith: key(first)), lexicon.hasEntry(startingWith: key(last))
                {
                    introduced[key(last)] = mention.entity
                }
            default: break
            }
        }
        guard !introduced.isEmpty else { return }
        for index in mentions.indices where mentions[index].tokens.count == 1 {
            let mention = mentions[index]
            guard let entity = introduced[key(mention.tokens.lowerBound)], entity != mention.entity,
                mention.entity.kind != .person, !overview.isWithin.contains(mention.tokens.lowerBound)
            else { continue }
            mentions[index] = NameMention(tokens: mention.tokens, entity: entity)
        }
        for token in document.tokens.indices where !taken[token] {
            guard let entity = acronyms[key(token)], document.tokens[token].shape.contains(.isUppercase) else {
                continue
            }
            add(token..<(token + 1), entity)
        }
    }

    /// `Acme, formerly Bolt Labs`, `Bolt Labs renamed itself Acme`: two names of one thing, of which the new one stays.
    mutating func readRenamings(_ overview: NameOverview) {
        var newNames: [EntityReference: EntityReference] = [:]
        for sentence in document.sentences {
            for index in sentence.tokens where document.token(index, isIn: renamingWords) {
                let isFormer = document.token(index, isIn: formerWords)
                // Only words such as `known as` or `itself` may stand between the verb and the names.
                var next = index + 1
                while next < min(index + 5, sentence.tokens.upperBound), document.token(next, isIn: renamingLinks) {
                    next += 1
                }
                let reach = isFormer ? 2 : 4
                guard
                    let end = (max(sentence.tokens.lowerBound, index - reach)...index).last(where: {
                        overview.ending[$0] != nil
                    }), let first = overview.ending[end], let second = overview.starting[next]
                else { continue }
                let (before, after) = (mentions[first].entity, mentions[second].entity)
                guard before.kind == after.kind, before != after, [.company, .product].contains(before.kind) else {
                    continue
                }
                let (new, old) = isFormer ? (before, after) : (after, before)
                // What the data files hold as two is two.
                if !isListed(new) || !isListed(old) { newNames[old] = new }
            }
        }
        guard !newNames.isEmpty else { return }
        for index in mentions.indices {
            guard let new = newNames[mentions[index].entity] else { continue }
            mentions[index] = NameMention(tokens: mentions[index].tokens, entity: new)
        }
    }

    private func isListed(_ entity: EntityReference) -> Bool {
        entity.kind == .company ? lexicon.companies[entity.name] != nil : lexicon.products[entity.name] != nil
    }

    /// Whether a firm is listed as no division of the one that its first word names: `Google DeepMind` is Google's.
    private func isNoPart(
        _ entity: EntityReference, ofWhatIsCalled token: Int, _ overview: NameOverview
    ) -> Bool {
        guard let company = lexicon.companies[entity.name] else { return true }
        guard let parent = company.parent else {
            // The known firm by its full name, such as `Nvidia Corp.`
            return !overview.byOneWord.contains(entity) && lexicon.companies[document.text(of: token)] != nil
        }
        return parent != document.text(of: token)
    }

    /// Whether a firm is the only one of the text whose name begins with a word that is known as something else.
    private func isOnlyBearer(_ token: Int, of mention: NameMention, _ overview: NameOverview) -> Bool {
        guard document.tokens[token].isCapitalized, lexicon.hasEntry(startingWith: key(token)),
            !lexicon.placeAdjectives.contains(key(token)), !companyNouns.contains(key(token))
        else { return false }
        let text = document.text(of: token)
        // A listed firm is so well known that a text names it without a word: Apple beside Apple Records.
        if lexicon.companies[text]?.ticker != nil { return false }
        // A division of a known firm is not that firm: `Google Ventures` beside Google.
        guard let bare = overview.bare[key(token)] else { return false }
        let isSupported = bare.entities.contains { known in
            guard known != mention.entity else { return false }
            let owner = lexicon.families[known.name]?.developer ?? lexicon.products[known.name]?.company
            return overview.byLongNames.contains(known) || owner.map(overview.companies.contains) ?? false
        }
        return !isSupported && bare.first > mention.tokens.lowerBound
    }

    /// `TSMC` of `Taiwan Semiconductor Manufacturing Co.`, `MAI` of `Microsoft AI`, `GCC` of `Gulf [Cooperation Council]`.
    private func isInitials(_ token: Int, of tokens: Range<Int>) -> Bool {
        guard document.tokens.indices.contains(token), document.tokens[token].shape.contains(.isUppercase) else {
            return false
        }
        let text = document.text(of: token)
        guard text.utf8.count >= 2 else { return false }
        // A place at the front is no part of the mention, and is one of the name.
        var start = tokens.lowerBound
        while start > 0, tokens.lowerBound - start < 2, document.tokens[start - 1].isCapitalized,
            document.tokens[start - 1].isWord, !taken[start - 1] || ignored[start - 1]
        { start -= 1 }
        return [tokens.lowerBound, start].contains { start in
            let words = (start..<tokens.upperBound).filter {
                document.tokens[$0].isCapitalized && document.tokens[$0].isWord
            }
            let initials = words.map { word in
                let text = document.text(of: word)
                return document.tokens[word].shape.contains(.isUppercase) ? text : String(text.prefix(1))
            }.joined()
            return initials == text || initials.hasPrefix(text) && text.utf8.count >= 3
        }
    }

    // MARK: Short forms of unlisted companies

    /// `Northlight` is `Northlight AI` in a text that names no other firm so.
    mutating func joinShortCompanies() {
        var longer: [WordKey: Set<EntityReference>] = [:]
        for mention in mentions where mention.entity.kind == .company && mention.tokens.count > 1 {
            longer[key(mention.tokens.lowerBound), default: []].insert(mention.entity)
        }
        for index in mentions.indices {
            let mention = mentions[index]
            guard mention.entity.kind == .company, mention.tokens.count == 1,
                lexicon.companies[mention.entity.name] == nil,
                let entities = longer[key(mention.tokens.lowerBound)], entities.count == 1, let entity = entities.first
            else { continue }
            mentions[index] = NameMention(tokens: mention.tokens, entity: entity)
        }
    }
}
