import KnowledgeModel
import TextAnalysis

/// What is known of how a claim was found, as names of features for ``Calibration``.
extension ArticleContext {
    func features(
        of claim: Claim, sentence tokens: Range<Int>, source: Argument.Source, match: RuleMatch?
    ) -> [String] {
        let kind = claim.kind.rawValue
        var features = ["all", "kind:\(kind)", "rule:\(claim.extractor)", "found:\(source)", "found:\(source):\(kind)"]
        let companies = Set(mentions(in: tokens, [.company]).map(\.entity)).count
        features.append("companies:\(min(companies, 3))")
        let titled = titleEntities.filter { $0.kind == .company }
        features.append("titled:\(min(titled.count, 2))")
        if source != .name {
            features.append("titled:\(min(titled.count, 2)):\(source)")
            let isTitled = claim.values.values.contains {
                if case .entity(let entity) = $0 { entity.kind == .company && titled.contains(entity) } else { false }
            }
            features.append(isTitled ? "about-title" : "not-about-title")
        }
        let owners = claim.values.values.compactMap { value -> EntityReference? in
            if case .entity(let entity) = value, entity.kind == .company { entity } else { nil }
        }
        for owner in owners {
            let more = (ranking[.company] ?? []).prefix { count($0) > count(owner) }.count
            features.append("rank:\(min(more, 2)):\(source)")
        }
        // Another company in the sentence might be the one that an implied or pronominal argument means.
        if source != .name {
            let others = Set(mentions(in: tokens, [.company]).map(\.entity)).subtracting(owners)
            features.append("others:\(min(others.count, 2)):\(source)")
            features.append("others:\(min(others.count, 2)):\(kind)")
        }
        features.append(claim[.period] == nil ? "undated:\(kind)" : "dated:\(kind)")
        let isUnknown = claim.values.values.contains { value in
            guard case .entity(let entity) = value, entity.kind == .company || entity.kind == .product else {
                return false
            }
            return lexicon.companies[entity.name] == nil && lexicon.products[entity.name] == nil
        }
        if isUnknown { features.append("unlisted") }
        features += distances(of: claim, tokens, source)
        if tokens.count > 45 { features.append("long") }
        let index = document.sentenceIndex(ofToken: tokens.lowerBound)
        if document.sentences[index].kind == .listItem { features.append("item") }
        if document.sentences[index].kind == .heading { features.append("heading") }
        guard let match else { return features }
        features.append("subject:\(subjectKind(of: match, claim)):\(source)")
        let head = match.trigger.upperBound - 1
        let assertion = syntax.assertion(of: head, in: document.sentences[match.sentence])
        if assertion.contains(.hedged) { features.append("hedged") }
        if assertion.contains(.planned) { features.append("planned") }
        if let amount = match.amount {
            let gap = max(
                amount.core.lowerBound - match.trigger.upperBound, match.trigger.lowerBound - amount.core.upperBound)
            features.append(gap <= 3 ? "gap:near" : gap <= 9 ? "gap:middle" : "gap:far")
            let subtree = syntax.subtree(syntax.clauseHead(match.trigger.lowerBound))
            features.append(subtree.contains(amount.core.lowerBound) ? "figure-inside" : "figure-outside")
            features.append("figure:\(role(of: amount, in: document.sentences[match.sentence].tokens)):\(kind)")
        }
        return features
    }

    /// How near to the evidence the text names what the claim is about, where the evidence itself does not.
    private func distances(of claim: Claim, _ tokens: Range<Int>, _ source: Argument.Source) -> [String] {
        let number = document.sentenceIndex(ofToken: tokens.lowerBound)
        let before = number > 0 ? document.sentences[number - 1] : nil
        return claim.values.values.compactMap { value in
            guard case .entity(let entity) = value, !names(entity, in: tokens) else { return nil }
            var distance = NameDistance.far
            if let before, names(entity, in: before.tokens) {
                distance = before.paragraph == document.sentences[number].paragraph ? .before : .paragraphBefore
            }
            return "where:\(distance):\(source)"
        }.sorted()
    }

    private func names(_ entity: EntityReference, in tokens: Range<Int>) -> Bool {
        mentions(in: tokens, [entity.kind]).contains { $0.entity == entity }
    }

    /// What stands as the subject of the trigger's clause.
    private func subjectKind(of match: RuleMatch, _ claim: Claim) -> SubjectKind {
        let clause = syntax.clauseHead(match.trigger.lowerBound)
        guard let subject = syntax.subjects(clause).first else { return .none }
        if let mention = mention(at: subject) {
            let isOwn = claim.values.values.contains { $0 == .entity(mention.entity) }
            return isOwn ? .own : mention.entity.kind == .company ? .company : .other
        }
        return switch document.universalTag(subject) {
        case .properNoun: .unnamed
        case .pronoun: .pronoun
        default: .noun
        }
    }
}

/// Where the text names an argument last before the evidence.
private enum NameDistance {
    /// The sentence before, in the same paragraph.
    case before
    /// The sentence before, which ends another paragraph.
    case paragraphBefore
    case far
}

private enum SubjectKind {
    case none
    /// One of the claim's names.
    case own
    /// Another company.
    case company
    /// Another name.
    case other
    /// A name that nothing is known of.
    case unnamed
    case pronoun, noun
}
