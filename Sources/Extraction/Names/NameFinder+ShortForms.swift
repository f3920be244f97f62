import KnowledgeModel
import TextAnalysis

/// Short forms of names that the text gives in full elsewhere.
extension NameFinder {
    mutating func findShortForms() {
        var shortForms: [WordKey: Set<EntityReference>] = [:]
        var texts: [WordKey: String] = [:]
        // `Lite` of `Orbit 2 Lite`: a name only where it stands alone.
        var editions: [WordKey: Set<EntityReference>] = [:]
        var editionTexts: [WordKey: String] = [:]
        func note(_ token: Int, _ entity: EntityReference) {
            shortForms[key(token), default: []].insert(entity)
            texts[key(token)] = document.text(of: token)
        }
        for mention in mentions {
            let last = mention.tokens.upperBound - 1
            switch mention.entity.kind {
            case .person where mention.tokens.count > 1:
                note(last, mention.entity)
                // `Liang` of `Liang Rubo`
                let first = mention.tokens.lowerBound
                if EastAsianSurnames.folded.contains(document.text(of: first).lowercased()),
                    !EastAsianSurnames.folded.contains(document.text(of: last).lowercased())
                {
                    note(first, mention.entity)
                }
            case .company where mention.tokens.count > 1:
                let first = mention.tokens.lowerBound
                // A common word stands for a firm only if the rest of its name says no more than what it does: `Scale AI`.
                let isOwnWord =
                    !lexicon.commonWords.contains(key(first))
                    || document.token(first + 1, isIn: ["ai", "labs"])
                        && (first + 2...last + 1).allSatisfy { $0 > last || LegalForms.suffixes.contains(key($0)) }
                if document.tokens[first].isCapitalized, isOwnWord,
                    !lexicon.placeAdjectives.contains(key(first)), !companyNouns.contains(key(first)),
                    !ignored[first], lexicon.companies[document.text(of: first)] == nil
                {
                    note(first, mention.entity)
                }
                // An acronym in parentheses: `Technology Innovation Institute (TII)`.
                if key(last + 1) == "(", key(last + 3) == ")", document.tokens[last + 2].shape.contains(.isUppercase),
                    isAcronym(last + 2, of: mention.tokens)
                {
                    note(last + 2, mention.entity)
                }
            case .model where mention.tokens.count > 1 && !mention.isFamily:
                let text = document.text(of: last)
                let isVersion =
                    document.tokens[last].shape.contains(.hasDigit) && document.tokens[last].shape.contains(.hasLetter)
                if isVersion && text.utf8.count >= 2 || mention.family == nil && document.tokens[last].isCapitalized
                    || variantName(last, mention)
                {
                    note(last, mention.entity)
                } else if document.tokens[last].isCapitalized, document.tokens[last].hasSpaceBefore,
                    genericVariants.contains(key(last)), mention.tokens.count > 2 || mention.family == nil
                {
                    editions[key(last), default: []].insert(mention.entity)
                    editionTexts[key(last)] = document.text(of: last)
                }
            default:
                break
            }
        }
        noteVariants(&shortForms, &texts)
        let families = Dictionary(
            mentions.compactMap { mention in mention.family.map { (mention.entity, $0) } },
            uniquingKeysWith: { first, _ in first })
        for sentence in document.sentences {
            for index in sentence.tokens where !taken[index] && !ignored[index] {
                let token = document.tokens[index]
                if token.isCapitalized, shortForms[token.key] == nil, let entities = editions[token.key],
                    editionTexts[token.key] == document.text(of: index), standsAlone(index, in: sentence),
                    let entity = entities.count == 1 ? entities.first : nearest(entities, before: index)
                {
                    add(index..<(index + 1), entity, family: families[entity])
                    continue
                }
                guard token.isCapitalized || token.shape.contains(.hasDigit), let entities = shortForms[token.key],
                    texts[token.key] == document.text(of: index)
                else { continue }
                // `Bezos Expeditions`, `Kimbal Musk`
                if entities.contains(where: { $0.kind == .person }), isBesideName(index) { continue }
                // `Scale Venture Partners` is another firm than Scale AI.
                if entities.contains(where: { $0.kind == .company }), index + 1 < sentence.tokens.upperBound,
                    isNameToken(index + 1), document.universalTag(index + 1) == .properNoun
                {
                    continue
                }
                let isFirst = index == sentence.tokens.lowerBound
                if isFirst, lexicon.commonWords.contains(token.key), document.universalTag(index) != .properNoun,
                    !isSubject(index)
                {
                    continue
                }
                if let entity = entities.count == 1 ? entities.first : nearest(entities, before: index) {
                    add(index..<(index + 1), entity, family: families[entity])
                }
            }
        }
    }

    /// `Scale keeps its contract`: a common word before a verb in the present or the past is a name.
    private func isSubject(_ index: Int) -> Bool {
        switch document.pennTag(index + 1) {
        case .thirdPersonVerb, .pastVerb, .modal: true
        default: false
        }
    }

    /// `Lite costs less`, `and Pro, the largest,`: no part of another name, and at the start of a sentence its subject.
    private func standsAlone(_ index: Int, in sentence: Sentence) -> Bool {
        let next = index + 1
        guard next < sentence.tokens.upperBound, key(next) != "-", key(index - 1) != "-" else { return false }
        let follower = document.tokens[next]
        if follower.isNumeric || follower.isWord && follower.isCapitalized { return false }
        if index == sentence.tokens.lowerBound {
            let tag = document.universalTag(next)
            return tag == .verb || tag == .auxiliary || key(next) == "," || key(next) == "and"
        }
        return document.token(
            index - 1, isIn: ["and", "or", ",", "while", "but", ";", "to", "for", "of", "with", "than"])
    }

    /// `Scout` and `Maverick` where the text names one version of their family only: `Llama 4`.
    private func noteVariants(
        _ shortForms: inout [WordKey: Set<EntityReference>],
        _ texts: inout [WordKey: String]
    ) {
        var versions: [String: Set<EntityReference>] = [:]
        for mention in mentions {
            guard let family = mention.family, !mention.isFamily, mention.entity.name.hasPrefix(family),
                document.tokens[mention.tokens.upperBound - 1].shape.contains(.hasDigit)
            else { continue }
            versions[family, default: []].insert(mention.entity)
        }
        for (name, entities) in versions {
            guard entities.count == 1, let version = entities.first, let family = lexicon.families[name] else {
                continue
            }
            for sentence in document.sentences {
                for index in sentence.tokens.dropFirst() where !taken[index] && !ignored[index] {
                    let token = document.tokens[index]
                    guard token.isCapitalized, token.hasSpaceBefore || openingMarks.contains(key(index - 1)),
                        family.variants.contains(token.key), !genericVariants.contains(token.key),
                        shortForms[token.key] == nil
                    else { continue }
                    let text = document.text(of: index)
                    shortForms[token.key] = [EntityReference(.model, "\(version.name) \(text)")]
                    texts[token.key] = text
                }
            }
        }
    }

    /// `V4-Pro` in a text on DeepSeek is DeepSeek V4-Pro: a bare version takes the name of the only family it can have.
    func fullModelName(_ name: String) -> String {
        guard let first = name.first, first.isUppercase, name.dropFirst().first?.isNumber == true else { return name }
        var families: Set<String> = []
        for mention in mentions where lexicon.families[mention.entity.name] != nil {
            families.insert(mention.entity.name)
        }
        guard families.count == 1, let family = families.first else { return name }
        return "\(family) \(name)"
    }

    /// `Scout` of `Llama 4 Scout`: a word that names one member of the family in this text.
    private func variantName(_ token: Int, _ mention: NameMention) -> Bool {
        guard let name = mention.family, let family = lexicon.families[name], document.tokens[token].isCapitalized,
            document.tokens[token].hasSpaceBefore
        else { return false }
        return family.variants.contains(key(token)) && !genericVariants.contains(key(token))
    }

    private func isAcronym(_ token: Int, of tokens: Range<Int>) -> Bool {
        let initials = tokens.filter { document.tokens[$0].isCapitalized }.compactMap { document.text(of: $0).first }
        return String(initials) == document.text(of: token)
    }

    private func nearest(_ entities: Set<EntityReference>, before index: Int) -> EntityReference? {
        mentions.filter { entities.contains($0.entity) && $0.tokens.upperBound <= index }
            .max { $0.tokens.lowerBound < $1.tokens.lowerBound }?.entity
    }
}
