import KnowledgeModel
import TextAnalysis

/// Words of a text that is about an app, and words of one that is about a model.
private let appWords = WordSet(
    """
    app apps chatbot chatbots assistant users user subscriber subscribers subscription subscriptions download downloads \
    downloaded installed android iphone phone phones store web website conversations chats chat usage visits visitors
    """)
private let modelWords = WordSet(
    """
    model models family weights parameters trained training tokens benchmark benchmarks context api developers inference \
    fine-tune finetuned series generation successor predecessor
    """)
private let appNouns = WordSet("app chatbot assistant bot service")
private let personVerbs = WordSet(
    "died said says told wrote married studied taught recalled admits admitted joked grew born")
private let personNouns = WordSet(
    """
    admiral astronomer mathematician physicist scientist chemist engineer writer poet painter composer \
    programmer pioneer actress actor singer author inventor statistician biologist colleague friend widow daughter
    """)

/// What an ambiguous name stands for, by the words round it.
extension NameFinder {
    // MARK: Homonyms

    /// Gives names their other meaning where the text is about that: the crypto exchange Gemini, Vera Rubin the astronomer,
    /// the chatbot Claude.
    mutating func resolveHomonyms() {
        readNamesakes()
        readIntroducedNames(NameOverview(self))
        readRenamings(NameOverview(self))
        let overview = NameOverview(self)
        /// The other meaning that the whole text speaks of, by name.
        var ofText: [String: Lexicon.Homonym?] = [:]
        var dropped: Set<Int> = []
        for index in mentions.indices where mentions[index].tokens.count == 1 {
            let mention = mentions[index]
            let token = mention.tokens.lowerBound
            let name = document.text(of: token)
            if mention.entity.kind == .person, let person = namesake(of: mention, overview) {
                mentions[index] = NameMention(tokens: mention.tokens, entity: person)
            } else if let homonyms = lexicon.homonyms[name],
                let homonym = homonym(among: homonyms, of: mention, overview, &ofText)
            {
                if let entity = homonym.entity {
                    mentions[index] = NameMention(tokens: mention.tokens, entity: entity)
                } else {
                    dropped.insert(index)
                }
            } else if mention.entity.kind != .person,
                let person = overview.person(called: key(token), at: token, alsoFirst: true),
                speaksOfPerson(token)
                    || mention.entity.kind == .company && lexicon.companies[mention.entity.name] == nil
            {
                mentions[index] = NameMention(tokens: mention.tokens, entity: person)
            } else if key(token - 1) == "the", overview.lastWords.contains(key(token)) {
                dropped.insert(index)
            } else if mention.isFamily && mention.entity.name == name && isApp(mention, overview)
                || mention.entity.kind == .company && isCalledApp(token)
            {
                mentions[index] = NameMention(tokens: mention.tokens, entity: EntityReference(.product, name))
            }
        }
        guard !dropped.isEmpty else { return }
        mentions = mentions.indices.filter { !dropped.contains($0) }.map { mentions[$0] }
    }

    /// Whom a bare surname means where the text gives full names with it: `Musk` after `Kimbal Musk`.
    private func namesake(of mention: NameMention, _ overview: NameOverview) -> EntityReference? {
        let token = mention.tokens.lowerBound
        let person = overview.person(called: key(token), at: token, alsoFirst: false)
        return person == mention.entity ? nil : person
    }

    /// `the observatory named after Vera Rubin`, `admiral Grace Hopper`: a chip's name that means the person.
    private mutating func readNamesakes() {
        for index in mentions.indices where mentions[index].entity.kind == .product && mentions[index].tokens.count == 2
        {
            let tokens = mentions[index].tokens
            let before = tokens.lowerBound - 1
            let isNamed =
                key(before) == "after" && key(before - 1) == "named" || document.token(before, isIn: personNouns)
            guard isNamed || lexicon.givenNames.contains(key(tokens.lowerBound)) else { continue }
            let acts = key(tokens.upperBound) == "," && document.token(tokens.upperBound + 1, isIn: ["who", "whose"])
            guard isNamed || acts || document.token(tokens.upperBound, isIn: personVerbs) else { continue }
            mentions[index] = NameMention(
                tokens: tokens, entity: EntityReference(.person, document.text(of: tokens)))
        }
    }

    /// The other meaning that the sentence speaks of, or that the whole text does where nothing speaks for the known one.
    private func homonym(
        among homonyms: [Lexicon.Homonym], of mention: NameMention, _ overview: NameOverview,
        _ ofText: inout [String: Lexicon.Homonym?]
    ) -> Lexicon.Homonym? {
        let token = mention.tokens.lowerBound
        let near = surroundings(of: token)
        // `The Amazon lost less forest`: no firm takes an article without a noun after it.
        if key(token - 1) == "the", let none = homonyms.first(where: { $0.entity == nil }),
            mention.entity.kind == .company,
            document.head(token).map({ $0 < token || document.universalTag($0) == .verb }) ?? true
        {
            return none
        }
        if mention.entity.kind != .product,
            near.contains(where: { document.token($0, isIn: modelWords) || document.token($0, isIn: appNouns) })
        {
            return nil
        }
        for homonym in homonyms where near.contains(where: { document.token($0, isIn: homonym.context) }) {
            return homonym
        }
        guard mention.entity.kind != .company else { return nil }
        let owner = lexicon.families[mention.entity.name]?.developer ?? lexicon.products[mention.entity.name]?.company
        if let owner {
            let parent = lexicon.companies[owner]?.parent
            if overview.companies.contains(owner) || parent.map(overview.companies.contains) ?? false { return nil }
        }
        let name = document.text(of: token)
        if let known = ofText[name] { return known }
        let found = homonyms.first { homonym in
            var words: Set<WordKey> = []
            for token in document.tokens where homonym.context.contains(token.key) { words.insert(token.key) }
            return words.count >= 2
        }
        ofText[name] = .some(found)
        return found
    }

    /// The sentence of a token, of a very long one the words near it.
    private func surroundings(of token: Int) -> Range<Int> {
        let sentence = document.sentences[document.sentenceIndex(ofToken: token)].tokens
        return max(sentence.lowerBound, token - 60)..<min(sentence.upperBound, token + 60)
    }

    /// `Rubin, who died in 2016`, `Hopper herself`: the person whose full name the text gives, and not what bears the name.
    private func speaksOfPerson(_ token: Int) -> Bool {
        if document.token(token - 1, isIn: ["a", "an", "the", "its", "of", "'s", "on", "with"]) { return false }
        let next = token + 1
        if key(next) == ",", document.token(next + 1, isIn: ["who", "whose"]) { return true }
        return document.token(next, isIn: ["herself", "himself", "who"]) || document.token(next, isIn: personVerbs)
    }

    /// Whether a family's bare name means the app that bears it.
    private func isApp(_ mention: NameMention, _ overview: NameOverview) -> Bool {
        let next = mention.tokens.upperBound
        if document.token(next, isIn: modelWords) || document.token(next - 2, isIn: ["custom", "underlying"]) {
            return false
        }
        let index = document.sentenceIndex(ofToken: mention.tokens.lowerBound)
        let near = surroundings(of: mention.tokens.lowerBound)
        var app = near.count { document.token($0, isIn: appWords) }
        let model = near.count { document.token($0, isIn: modelWords) }
        // `The chat app had 750 million in the winter.`
        if index + 1 < document.sentences.count {
            let following = document.sentences[index + 1].tokens.prefix(5)
            if let first = following.first, key(first) == "the",
                following.dropFirst().contains(where: { document.token($0, isIn: appNouns) })
            {
                app += 2
            }
        }
        // `Qwen took 120 million orders. Alibaba had linked the app with its shops.`
        if app == 0, model == 0 {
            for following in document.sentences[index...].dropFirst().prefix(2)
            where following.tokens.prefix(120).contains(where: {
                key($0) == "the" && document.token($0 + 1, isIn: appNouns)
            }) {
                app = 1
            }
        }
        // A member beside it shows that the family is meant, or that one is chosen in the app.
        let hasMember =
            mention.family.map { overview.members.contains(.init(sentence: index, family: $0)) } ?? false
        return app > model + (hasMember ? 1 : 0)
    }

    /// `Acme was the most downloaded app`: the subject of a sentence that calls it one.
    private func isCalledApp(_ token: Int) -> Bool {
        let sentence = document.sentences[document.sentenceIndex(ofToken: token)].tokens
        // `took Acme out of the app stores`
        let near = (token + 1)..<min(sentence.upperBound, token + 8)
        if near.contains(where: { key($0) == "app" && document.token($0 + 1, isIn: ["store", "stores"]) }),
            document.dependencyLabel(token) == .obj
        {
            return true
        }
        guard let head = document.head(token), document.token(head, isIn: appNouns) else { return false }
        return document.dependencyLabel(token) == .nsubj
    }
}
