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
    "died said says told wrote juggled married studied taught recalled admits admitted joked grew born smiled")
private let personNouns = WordSet(
    """
    admiral astronomer mathematician physicist scientist chemist engineer computer-scientist writer poet painter composer \
    programmer pioneer actress actor singer author inventor statistician biologist colleague friend widow daughter
    """)
private let listedNouns = WordSet("shares stock shareholders stockholders investors")
private let tickerWords = WordSet("ticker symbol")

/// What an ambiguous name stands for, by the words round it.
extension NameFinder {
    // MARK: Homonyms

    /// Gives names their other meaning where the text is about that: the crypto exchange Gemini, Vera Rubin the astronomer,
    /// the chatbot Claude.
    mutating func resolveHomonyms() {
        readNamesakes()
        readIntroducedNames()
        // By the last word, and by the first for those whom a text calls so.
        var fullNames: [WordKey: EntityReference] = [:]
        for mention in mentions where mention.entity.kind == .person && mention.tokens.count > 1 {
            for end in [mention.tokens.upperBound - 1, mention.tokens.lowerBound] where fullNames[key(end)] == nil {
                fullNames[key(end)] = mention.entity
            }
        }
        var dropped: Set<Int> = []
        for index in mentions.indices where mentions[index].tokens.count == 1 {
            let mention = mentions[index]
            let token = mention.tokens.lowerBound
            let name = document.text(of: token)
            if mention.entity.kind == .person, let person = namesake(of: mention) {
                mentions[index] = NameMention(tokens: mention.tokens, entity: person)
            } else if let homonyms = lexicon.homonyms[name], let homonym = homonym(among: homonyms, of: mention) {
                if let entity = homonym.entity {
                    mentions[index] = NameMention(tokens: mention.tokens, entity: entity)
                } else {
                    dropped.insert(index)
                }
            } else if mention.entity.kind != .person, let person = fullNames[key(token)], speaksOfPerson(token) {
                mentions[index] = NameMention(tokens: mention.tokens, entity: person)
            } else if key(token - 1) == "the", isLastWordOfAnother(token) {
                dropped.insert(index)
            } else if mention.isFamily && mention.entity.name == name && isApp(mention)
                || mention.entity.kind == .company && isCalledApp(token)
            {
                mentions[index] = NameMention(tokens: mention.tokens, entity: EntityReference(.product, name))
            }
        }
        guard !dropped.isEmpty else { return }
        mentions = mentions.indices.filter { !dropped.contains($0) }.map { mentions[$0] }
    }

    /// Whom a bare surname means where the text gives full names with it: `Musk` after `Kimbal Musk`.
    private func namesake(of mention: NameMention) -> EntityReference? {
        let surname = key(mention.tokens.lowerBound)
        let full = mentions.filter {
            $0.entity.kind == .person && $0.tokens.count > 1 && key($0.tokens.upperBound - 1) == surname
        }
        guard let nearest = full.last(where: { $0.tokens.upperBound <= mention.tokens.lowerBound }) ?? full.first,
            nearest.entity != mention.entity
        else { return nil }
        return nearest.entity
    }

    /// Names that the text itself introduces mean what it introduces, whatever else is known under them.
    ///
    /// `American Welding Society (AWS)`, `Cohere Health` and then `Cohere`, `ChatGPT Atlas` and then `Atlas`.
    private mutating func readIntroducedNames() {
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
                } else if isNoPart(mention.entity, ofWhatIsCalled: first), isOnlyBearer(first, of: mention) {
                    introduced[key(first)] = mention.entity
                }
            case .product where lexicon.products[mention.entity.name] != nil:
                // The last word of a product of somebody's: `ChatGPT Atlas`.
                if !document.tokens[last].isNumeric, !genericVariants.contains(key(last)),
                    !genericCapitals.contains(key(last)),
                    !mentions.contains(where: {
                        $0.tokens.count == 1 && $0.tokens.lowerBound < first && key($0.tokens.lowerBound) == key(last)
                    }),
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
                mention.entity.kind != .person,
                !mentions.contains(where: { other in
                    other.tokens.count > 1 && other.tokens.lowerBound <= mention.tokens.lowerBound
                        && other.tokens.upperBound > mention.tokens.lowerBound
                })
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

    /// Whether a firm is listed as no division of the one that its first word names: `Google DeepMind` is Google's.
    private func isNoPart(_ entity: EntityReference, ofWhatIsCalled token: Int) -> Bool {
        guard let company = lexicon.companies[entity.name] else { return true }
        guard let parent = company.parent else {
            // The known firm by its full name, such as `Nvidia Corp.`
            return !mentions.contains { $0.entity == entity && $0.tokens.count == 1 }
                && lexicon.companies[document.text(of: token)] != nil
        }
        return parent != document.text(of: token)
    }

    /// Whether a firm is the only one of the text whose name begins with a word that is known as something else.
    private func isOnlyBearer(_ token: Int, of mention: NameMention) -> Bool {
        guard document.tokens[token].isCapitalized, lexicon.hasEntry(startingWith: key(token)),
            !lexicon.placeAdjectives.contains(key(token)), !companyNouns.contains(key(token))
        else { return false }
        let text = document.text(of: token)
        // A listed firm is so well known that a text names it without a word: Apple beside Apple Records.
        if lexicon.companies[text]?.ticker != nil { return false }
        // A division of a known firm is not that firm: `Google Ventures` beside Google.
        let known = mentions.filter { $0.tokens.count == 1 && document.text(of: $0.tokens) == text }
        let owners = known.compactMap {
            lexicon.families[$0.entity.name]?.developer ?? lexicon.products[$0.entity.name]?.company
        }
        let isSupported = mentions.contains { other in
            other.entity != mention.entity
                && (known.contains { $0.entity == other.entity } && other.tokens.count > 1
                    || owners.contains(other.entity.name))
        }
        let firstBare = known.map(\.tokens.lowerBound).min() ?? .max
        return !isSupported && firstBare > mention.tokens.lowerBound
    }

    private func isInitials(_ token: Int, of tokens: Range<Int>) -> Bool {
        guard document.tokens.indices.contains(token), document.tokens[token].shape.contains(.isUppercase) else {
            return false
        }
        let words = tokens.filter { document.tokens[$0].isCapitalized && document.tokens[$0].isWord }
        let initials = String(words.compactMap { document.text(of: $0).first })
        let text = document.text(of: token)
        return text.utf8.count >= 2 && (initials == text || initials.hasPrefix(text) && text.utf8.count >= 3)
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

    /// `the Command` after `U.S. Cyber Command`.
    private func isLastWordOfAnother(_ token: Int) -> Bool {
        document.tokens.indices.contains { other in
            other != token && key(other) == key(token) && other > 0 && document.tokens[other].isCapitalized
                && document.tokens[other - 1].isCapitalized && document.tokens[other - 1].isWord
                && document.universalTag(other - 1) == .properNoun
        }
    }

    /// The other meaning that the sentence speaks of, or that the whole text does where nothing speaks for the known one.
    private func homonym(among homonyms: [Lexicon.Homonym], of mention: NameMention) -> Lexicon.Homonym? {
        let sentence = document.sentences[document.sentenceIndex(ofToken: mention.tokens.lowerBound)].tokens
        let owner = lexicon.families[mention.entity.name]?.developer ?? lexicon.products[mention.entity.name]?.company
        let namesOwner = mentions.contains { other in
            other.entity.kind == .company && other.entity != mention.entity
                && (other.entity.name == owner || owner.flatMap { lexicon.companies[$0]?.parent } == other.entity.name)
        }
        // `The Amazon lost less forest`: no firm takes an article without a noun after it.
        let token = mention.tokens.lowerBound
        if key(token - 1) == "the", let none = homonyms.first(where: { $0.entity == nil }),
            mention.entity.kind == .company,
            document.head(token).map({ $0 < token || document.universalTag($0) == .verb }) ?? true
        {
            return none
        }
        if sentence.contains(where: { document.token($0, isIn: modelWords) || document.token($0, isIn: appNouns) }),
            mention.entity.kind != .product
        {
            return nil
        }
        for homonym in homonyms where sentence.contains(where: { document.token($0, isIn: homonym.context) }) {
            return homonym
        }
        guard !namesOwner, mention.entity.kind != .company else { return nil }
        return homonyms.first { homonym in
            var found: Set<WordKey> = []
            for token in document.tokens where homonym.context.contains(token.key) { found.insert(token.key) }
            return found.count >= 2
        }
    }

    /// `Rubin, who died in 2016`, `Hopper herself`: the person whose full name the text gives, and not what bears the name.
    private func speaksOfPerson(_ token: Int) -> Bool {
        if document.token(token - 1, isIn: ["a", "an", "the", "its", "of", "'s", "on", "with"]) { return false }
        let next = token + 1
        if key(next) == ",", document.token(next + 1, isIn: ["who", "whose"]) { return true }
        return document.token(next, isIn: ["herself", "himself", "who"]) || document.token(next, isIn: personVerbs)
    }

    /// Whether a family's bare name means the app that bears it.
    private func isApp(_ mention: NameMention) -> Bool {
        let next = mention.tokens.upperBound
        if document.token(next, isIn: modelWords) || document.token(next - 2, isIn: ["custom", "underlying"]) {
            return false
        }
        let index = document.sentenceIndex(ofToken: mention.tokens.lowerBound)
        let sentence = document.sentences[index].tokens
        var app = sentence.count { document.token($0, isIn: appWords) }
        let model = sentence.count { document.token($0, isIn: modelWords) }
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
            where following.tokens.contains(where: { key($0) == "the" && document.token($0 + 1, isIn: appNouns) }) {
                app = 1
            }
        }
        // A member beside it shows that the family is meant, or that one is chosen in the app.
        let hasMember = mentions.contains { other in
            other.family == mention.family && !other.isFamily && sentence.contains(other.tokens.lowerBound)
        }
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

    // MARK: Tickers

    /// `(NASDAQ: ACME)`, `$ACME`, `under the ticker ACME`, `ACME shares`: what stands for a company at an exchange.
    ///
    /// - Parameter onlyListed: Whether to read only what the lexicon lists, before unlisted companies are known.
    mutating func findTickers(onlyListed: Bool = false) {
        for sentence in document.sentences {
            for index in sentence.tokens where !taken[index] {
                let token = document.tokens[index]
                guard token.shape.contains(.isUppercase), token.isWord, (1...5).contains(token.end - token.start) else {
                    continue
                }
                if onlyListed, lexicon.companyByTicker[document.text(of: index)] == nil { continue }
                if let company = tickerCompany(at: index, in: sentence.tokens) {
                    add(index..<(index + 1), company)
                    ignored[index] = false
                }
            }
        }
    }

    private func tickerCompany(at index: Int, in sentence: Range<Int>) -> EntityReference? {
        let text = document.text(of: index)
        let listed = lexicon.companyByTicker[text].map { EntityReference(.company, $0) }
        let before = index - 1
        guard before >= sentence.lowerBound else { return listed.flatMap { text.utf8.count >= 4 ? $0 : nil } }
        if key(before) == "$" { return listed }
        // The company whose name the brackets follow.
        if key(before) == ":" || key(before) == "(", document.token(index + 1, isIn: [")", ";", ","]) {
            guard let open = (max(sentence.lowerBound, before - 4)...before).last(where: { key($0) == "(" }) else {
                return nil
            }
            guard key(before) == ":" || listed != nil else { return nil }
            return companyEnding(before: open, from: sentence.lowerBound) ?? listed
        }
        if (max(sentence.lowerBound, index - 3)..<index).contains(where: { document.token($0, isIn: tickerWords) }) {
            return listed ?? companyEnding(before: index, from: sentence.lowerBound, anywhere: true)
        }
        if document.token(index + 1, isIn: listedNouns) { return listed }
        return text.utf8.count >= 4 ? listed : nil
    }

    /// The company that is named right before a token, or somewhere before it.
    private func companyEnding(before index: Int, from start: Int, anywhere: Bool = false) -> EntityReference? {
        mentions.filter {
            $0.entity.kind == .company && $0.tokens.lowerBound >= start && $0.tokens.upperBound <= index
                && (anywhere || $0.tokens.upperBound >= index - 2)
        }.max { $0.tokens.upperBound < $1.tokens.upperBound }?.entity
    }

    // MARK: Surnames

    /// `Zuckerberg` in a text on Meta: a known person whose company the text names, and nobody else of that surname.
    mutating func findKnownSurnames() {
        var companies: Set<String> = []
        for mention in mentions {
            if mention.entity.kind == .company { companies.insert(mention.entity.name) }
            if let developer = mention.family.flatMap({ lexicon.families[$0]?.developer }) {
                companies.insert(developer)
            }
            if let owner = lexicon.products[mention.entity.name]?.company { companies.insert(owner) }
        }
        guard !companies.isEmpty else { return }
        for sentence in document.sentences where !sentence.isForeign {
            for index in sentence.tokens where isNameToken(index) {
                guard let people = lexicon.peopleBySurname[key(index)], people.count == 1, let person = people.first,
                    let company = person.company, !lexicon.commonWords.contains(key(index)),
                    !lexicon.givenNames.contains(key(index)) || recognized[index..<(index + 1)] == .person,
                    person.name.hasSuffix(document.text(of: index)),
                    companies.contains(company) || lexicon.companies[company]?.parent.map(companies.contains) ?? false
                else { continue }
                guard !isBesideName(index) else {
                    // `Kimbal Musk`: somebody else of that surname.
                    let first = index - 1
                    if first >= sentence.tokens.lowerBound, isNameToken(first),
                        document.universalTag(first) == .properNoun, !lexicon.commonWords.contains(key(first)),
                        !Titles.heads.contains(key(first)), !Titles.modifiers.contains(key(first)),
                        first == sentence.tokens.lowerBound || !isNameToken(first - 1)
                    {
                        let name = first..<(index + 1)
                        add(name, EntityReference(.person, document.text(of: name)))
                    }
                    continue
                }
                add(index..<(index + 1), EntityReference(.person, person.name))
            }
        }
    }

    /// Whether a capitalised word beside it makes another name of it: `An Wang`, `Huang Capital`.
    func isBesideName(_ index: Int) -> Bool {
        func isName(_ index: Int) -> Bool {
            document.tokens.indices.contains(index) && document.tokens[index].isCapitalized
                && document.tokens[index].isWord && !taken[index]
                && !Titles.heads.contains(key(index)) && !Titles.modifiers.contains(key(index))
        }
        if spanOfToken[index]?.kind == .person { return true }
        let sentence = document.sentences[document.sentenceIndex(ofToken: index)].tokens
        return
            (index > sentence.lowerBound && isName(index - 1)
            && !document.token(index - 1, isIn: ["mr", "mr.", "ms", "ms."]))
            || (index + 1 < sentence.upperBound && isName(index + 1))
    }
}
