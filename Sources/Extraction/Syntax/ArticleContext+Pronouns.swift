import KnowledgeModel
import TextAnalysis

/// Whom pronouns mean.
extension ArticleContext {
    /// What a pronoun or description that begins at a token refers to, if it is one.
    ///
    /// - Returns: The entity and the tokens of the referring words.
    func reference(
        at index: Int, _ kind: EntityKind, excluding: Set<EntityReference> = []
    ) -> (EntityReference, Range<Int>)? {
        guard resolves else { return nil }
        let word = key(index)
        if word == "the", token(index + 1, isIn: ["latter", "former"]) { return oneOfTwo(at: index, kind, excluding) }
        switch kind {
        case .person:
            guard personalPronouns.contains(word) else { return nil }
            return (personBefore(index) ?? lastMention(before: index) { isMeant($0, by: word) })
                .map { ($0, index..<(index + 1)) }
        case .company:
            if word == "it" || word == "its" || word == "they" || word == "their" {
                return focusNear(index, .company, excluding).map { ($0, index..<(index + 1)) }
            }
            if word == "we" || word == "our" { return nil }
            guard word == "the" || word == "that" || word == "this" else { return nil }
            return description(at: index, excluding: excluding)
        case .model:
            if word == "it" || word == "its" {
                return focusNear(index, .model, excluding).map { ($0, index..<(index + 1)) }
            }
            guard word == "the" || word == "this",
                token(index + 1, isIn: modelDescriptions)
                    || token(index + 2, isIn: ["model", "llm"]) && !(mention(at: index + 1) != nil)
            else { return nil }
            let end = token(index + 1, isIn: modelDescriptions) ? index + 2 : index + 3
            return focusNear(index, .model, excluding, isPronoun: false).map { ($0, index..<end) }
        case .product:
            // A product is what "it" means only where the text has just spoken of one.
            if word == "it" || word == "its" {
                return subjectBefore(index, [.product], excluding).map { ($0, index..<(index + 1)) }
            }
            guard word == "the" || word == "this", token(index + 1, isIn: productDescriptions) else { return nil }
            return focusNear(index, .product, excluding, isPronoun: false).map { ($0, index..<(index + 2)) }
        default:
            return nil
        }
    }

    private func isMeant(_ entity: EntityReference, by pronoun: WordKey) -> Bool {
        entity.kind == .person && PersonGender.allows(pronoun, entity, lexicon)
    }

    /// `Jane Roe, who took over when John Doe left, is leaving. She …`: the subject of the sentence before goes before
    /// whoever else it names, unless the pronoun's own sentence names somebody.
    private func personBefore(_ index: Int) -> EntityReference? {
        let own = document.sentenceIndex(ofToken: index)
        let start = document.sentences[own].tokens.lowerBound
        guard own > 0, !mentions(in: start..<index, [.person]).contains(where: { isMeant($0.entity, by: key(index)) })
        else { return nil }
        let before = document.sentences[own - 1].tokens
        guard let root = before.first(where: { document.head($0) == nil && document.pennTag($0) != nil }) else {
            return nil
        }
        let named = syntax.subjects(root).lazy.compactMap { self.mention(at: $0, [.person])?.entity }
        return named.first { isMeant($0, by: key(index)) }
    }

    /// "the latter", "the former": of the two entities named last, in the sentence before or earlier in this one.
    ///
    /// Nobody is meant where the one so told is of another kind, nor in "the former chief".
    private func oneOfTwo(
        at index: Int, _ kind: EntityKind, _ excluding: Set<EntityReference>
    ) -> (EntityReference, Range<Int>)? {
        switch document.universalTag(index + 2) {
        case .noun, .properNoun, .adjective: return nil
        default: break
        }
        let own = document.sentenceIndex(ofToken: index)
        let start = document.sentences[max(0, own - 1)].tokens.lowerBound
        var last: [EntityReference] = []
        for mention in mentions(in: start..<index, [.company, .person, .model, .product]).reversed()
        where !last.contains(mention.entity) {
            last.append(mention.entity)
            if last.count == 2 { break }
        }
        guard last.count == 2 else { return nil }
        let meant = key(index + 1) == "latter" ? last[0] : last[1]
        return meant.kind == kind && !excluding.contains(meant) ? (meant, index..<(index + 2)) : nil
    }

    /// The subject of the sentence before if it is of the kind; else the focus.
    func focusNear(
        _ index: Int, _ kind: EntityKind, _ excluding: Set<EntityReference>, isPronoun: Bool = true
    ) -> EntityReference? {
        if isPronoun, let subject = subjectBefore(index, [kind], excluding) { return subject }
        let titled = titleEntities.filter { $0.kind == kind && !excluding.contains($0) }
        if titled.count == 1 { return titled[0] }
        let own = document.sentenceIndex(ofToken: index)
        let sentence = document.sentences[own]
        // A subject earlier in the same sentence, then the subject of the sentence before.
        // "The young company" at the head of a paragraph is what the text is about, not whom the last one ended with.
        let goesBack =
            own > 0 && (isPronoun || kind != .company || document.sentences[own - 1].paragraph == sentence.paragraph)
        for range in [sentence.tokens.lowerBound..<index] + (goesBack ? [document.sentences[own - 1].tokens] : []) {
            if let first = mentions(in: range, [kind]).first(where: {
                !excluding.contains($0.entity) && !isBystander($0.entity)
            }),
                titled.isEmpty || titled.contains(first.entity)
            {
                return first.entity
            }
        }
        return focus(kind, at: index, excluding: excluding)
    }

    /// The subject of a clause before a pronoun: in its own sentence the last one, else that of the sentence before.
    func subjectBefore(
        _ index: Int, _ kinds: Set<EntityKind>, _ excluding: Set<EntityReference>, depth: Int = 0
    ) -> EntityReference? {
        let own = document.sentenceIndex(ofToken: index)
        let sentence = document.sentences[own]
        func isSubject(_ mention: NameMention) -> Bool {
            mention.tokens.contains { syntax.label($0) == .nsubj || syntax.label($0) == .nsubjPass }
        }
        func fits(_ mention: NameMention) -> Bool {
            !excluding.contains(mention.entity) && !isBystander(mention.entity)
        }
        if let last = mentions(in: sentence.tokens.lowerBound..<index, kinds).last(where: { isSubject($0) && fits($0) }
        ) {
            return last.entity
        }
        if let topic = topic(of: sentence.tokens, kinds), topic.tokens.upperBound <= index, fits(topic) {
            return topic.entity
        }
        guard own > 0, document.sentences[own - 1].paragraph == sentence.paragraph else { return nil }
        let before = document.sentences[own - 1].tokens
        guard let root = before.first(where: { document.head($0) == nil && document.pennTag($0) != nil }) else {
            return nil
        }
        for subject in syntax.subjects(root) {
            if let mention = mention(at: subject, kinds) ?? namedWithin(subject, kinds), fits(mention) {
                return mention.entity
            }
            // `It came third. Its prose is good.`: a pronoun goes on about what the one before it meant.
            let pronoun = syntax.child(subject, .nmodPoss) ?? subject
            if token(pronoun, isIn: ["it", "its"]), depth < 4 {
                return subjectBefore(pronoun, kinds, excluding, depth: depth + 1)
            }
        }
        if let topic = topic(of: before, kinds), fits(topic) { return topic.entity }
        // `The star is Orbit 2.`
        if syntax.child(root, .cop) != nil, let named = mention(at: root, kinds), fits(named) { return named.entity }
        return nil
    }

    /// `As for Acme, …`, `For Acme the year was good.`: what a sentence announces that it speaks of.
    private func topic(of sentence: Range<Int>, _ kinds: Set<EntityKind>) -> NameMention? {
        var index = sentence.lowerBound
        guard token(index, isIn: ["as", "for"]) else { return nil }
        while token(index, isIn: ["as", "for"]) { index += 1 }
        return index < sentence.upperBound ? mention(at: index, kinds) : nil
    }

    func lastMention(of kind: EntityKind, before index: Int) -> EntityReference? {
        lastMention(before: index) { $0.kind == kind }
    }

    /// The last entity named before a token that meets a condition; a look back over a few hundred names at the most.
    func lastMention(before index: Int, where test: (EntityReference) -> Bool) -> EntityReference? {
        var position = mentions.partitionPoint { $0.tokens.lowerBound < index } - 1
        let limit = max(0, position - 300)
        while position >= limit {
            if test(mentions[position].entity) { return mentions[position].entity }
            position -= 1
        }
        return nil
    }
}

/// Nouns that stand for a model after "the".
private let modelDescriptions: WordSet = ["model", "system", "llm", "newcomer", "flagship", "release"]
/// Nouns that stand for a product after "the".
let productDescriptions = WordSet(
    "app chatbot assistant service platform tool product browser agent software site")
private let personalPronouns = WordSet("he she his her him")
