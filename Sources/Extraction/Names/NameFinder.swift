import KnowledgeModel
import TextAnalysis

/// A span of tokens that names an entity.
struct NameMention: Hashable, Sendable {
    let tokens: Range<Int>
    let entity: EntityReference
    /// The family that the name's grammar or the lexicon gives a model.
    var family: String?
    /// Whether the name is a family's own and not one member's.
    var isFamily = false
}

/// Finds the names of companies, people, models, products and benchmarks in a document.
///
/// Known names come from the lexicon; other capitalised names get their kind from their shape and from the words
/// round them anywhere in the document; then short forms ("Wang", "Scout") are found for the names so established.
struct NameFinder {
    let document: Document
    let lexicon: Lexicon
    var mentions: [NameMention] = []
    /// Which tokens belong to a mention already.
    var taken: [Bool]
    /// Names of places, outlets and the like: known, but no entities of the base.
    var ignored: [Bool]
    /// Words that stand alone beside a verb of speech.
    var speakers = WordSet([])
    /// Words that name members of the model families in the text.
    var variants = WordSet([])
    /// Whether the text is about software at all.
    private(set) lazy var speaksOfSoftware = document.tokens.contains { softwareWords.contains($0.key) }
    /// The kind of the known name that holds a token.
    var mentionKinds: [Int: EntityKind] = [:]
    /// The last words of the people found by their given names.
    var surnames = WordSet([])
    /// The recogniser's name of several words that holds a token.
    let spanOfToken: [Int: RecognizedName]
    /// What the name recogniser takes each span for.
    let recognized: [Range<Int>: RecognizedName.Kind]

    /// The names that the recogniser found; none where it is left out.
    let names: [RecognizedName]

    init(document: Document, lexicon: Lexicon, usesRecognizer: Bool = true) {
        names = usesRecognizer ? document.names : []
        self.document = document
        self.lexicon = lexicon
        taken = Array(repeating: false, count: document.tokens.count)
        ignored = taken
        var spans: [Int: RecognizedName] = [:]
        for name in names where name.tokens.count > 1 { for token in name.tokens { spans[token] = name } }
        spanOfToken = spans
        // `CAD 5 million` is an amount.
        for index in document.tokens.indices.dropLast()
        where document.tokens[index + 1].isNumeric && currencyPrefixes[document.key(index)] != nil {
            ignored[index] = document.tokens[index].shape.contains(.isUppercase)
        }
        recognized = Dictionary(names.map { ($0.tokens, $0.kind) }, uniquingKeysWith: { first, _ in first })
    }

    /// All mentions in the order of the text; a mention may lie within another.
    static func mentions(in document: Document, lexicon: Lexicon, usesRecognizer: Bool = true) -> [NameMention] {
        var finder = NameFinder(document: document, lexicon: lexicon, usesRecognizer: usesRecognizer)
        finder.findKnownNames()
        finder.findPeople()
        finder.findTickers(onlyListed: true)
        finder.findUnknownNames()
        finder.joinShortCompanies()
        finder.findTickers()
        finder.findShortForms()
        finder.findKnownSurnames()
        finder.resolveHomonyms()
        finder.dropUnsupportedCommonWords()
        return finder.mentions.sorted {
            ($0.tokens.lowerBound, -$0.tokens.count) < ($1.tokens.lowerBound, -$1.tokens.count)
        }
    }

    func key(_ index: Int) -> WordKey { document.key(index) }

    mutating func add(
        _ tokens: Range<Int>, _ entity: EntityReference, family: String? = nil, isFamily: Bool = false
    ) {
        mentions.append(NameMention(tokens: tokens, entity: entity, family: family, isFamily: isFamily))
        for index in tokens { taken[index] = true }
    }

    // MARK: Known names

    private mutating func findKnownNames() {
        for sentence in document.sentences {
            var index = sentence.tokens.lowerBound
            while index < sentence.tokens.upperBound {
                index = matchKnownName(at: index, in: sentence)
            }
        }
    }

    private mutating func matchKnownName(at index: Int, in sentence: Sentence) -> Int {
        let end = sentence.tokens.upperBound
        let grammar = ModelNameGrammar(document: document, lexicon: lexicon)
        if let model = grammar.gluedFamily(at: index, upTo: end) {
            add(model.tokens, EntityReference(.model, model.name), family: model.family)
            return model.tokens.upperBound
        }
        if let model = grammar.slug(at: index, upTo: end) {
            add(model.tokens, EntityReference(.model, model.name), family: model.family)
            return model.tokens.upperBound
        }
        guard let (count, senses) = lexicon.longestMatch(in: document, at: index, upTo: end) else { return index + 1 }
        if let whole = longerName(from: index, than: count, senses) {
            // `Kimbal Musk`: another first name before a surname that stands for somebody known.
            let isSurname = count == 1 && senses.contains { if case .person = $0 { true } else { false } }
            if isSurname, let span = spanOfToken[index], span.kind == .person, span.tokens.upperBound == index + 1,
                span.tokens.dropLast().allSatisfy({ isNameToken($0) })
            {
                add(span.tokens, EntityReference(.person, document.text(of: span.tokens)))
            } else if whole.lowerBound == index, document.token(whole.upperBound - 1, isIn: otherFirmNouns) {
                add(whole, EntityReference(.company, document.text(of: whole)))
            }
            return whole.upperBound
        }
        // `GPT-4`'s 4 and `Llama`'s suffixes belong to the name; a name never starts inside a hyphenated word.
        if index > sentence.tokens.lowerBound, key(index - 1) == "-", !document.tokens[index].hasSpaceBefore,
            index - 2 >= sentence.tokens.lowerBound, document.tokens[index - 2].shape.contains(.hasLetter),
            !taken[index - 2],
            !document.tokens[index - 2].isCapitalized == false
        {
            return index + 1
        }
        let tokens = index..<(index + count)

        if let family = senses.lazy.compactMap({ sense -> String? in
            if case .family(let name) = sense { name } else { nil }
        }).first {
            // `Gemma Ashmead`, and a Claude in a text that has nothing to do with models.
            if lexicon.givenNames.contains(key(index)), count == 1,
                isNameToken(tokens.upperBound)
                    && !(lexicon.families[family]?.variants.contains(key(tokens.upperBound)) ?? false)
                    && document.tokens[tokens.upperBound].isWord || !speaksOfSoftware
            {
                return index + 1
            }
            // `the chatbot Doubao`, `the Gemini app`: an app that shares its model's name.
            let isApp =
                document.token(index - 1, isIn: ["chatbot", "app", "assistant", "bot"])
                || document.token(tokens.upperBound, isIn: ["app", "chatbot", "assistant"])
                || key(tokens.upperBound) == ","
                    && (tokens.upperBound + 1..<min(tokens.upperBound + 5, end)).contains {
                        document.token($0, isIn: ["chatbot", "assistant", "app"])
                    }
            if isApp, grammar.extend(tokens, family: family, upTo: end)?.tokens ?? tokens == tokens {
                add(tokens, EntityReference(.product, family))
                return tokens.upperBound
            }
            if let model = grammar.extend(
                tokens, family: family, upTo: end)
            {
                // `Amazon Nova 2 Lite` is Nova 2 Lite.
                let alias = document.text(of: tokens)
                let isPrefixed = alias != family && alias.hasSuffix(" " + family)
                let name = isPrefixed ? family + model.name.dropFirst(alias.count) : model.name
                add(model.tokens, EntityReference(.model, name), family: family)
                return model.tokens.upperBound
            }
        }
        // `the MIT License`, `(NASDAQ: ACME)`: neither a school nor an exchange is meant.
        if document.token(tokens.upperBound, isIn: ["license", "licence"])
            || key(index - 1) == "(" && key(tokens.upperBound) == ":"
        {
            for token in tokens { ignored[token] = true }
            return tokens.upperBound
        }
        guard let sense = choose(among: senses, tokens) else { return index + count }
        if case .model(let name, let family) = sense,
            let longer = grammar.extendMember(
                tokens, name: name, upTo: end)
        {
            add(longer.tokens, EntityReference(.model, longer.name), family: family)
            return longer.tokens.upperBound
        }
        // `Kimbal Musk`: a known surname after another first name is another person.
        if case .person = sense, count == 1, index > sentence.tokens.lowerBound, isNameToken(index - 1),
            !lexicon.commonWords.contains(key(index - 1)), !Titles.heads.contains(key(index - 1)),
            !Titles.modifiers.contains(key(index - 1)), document.universalTag(index - 1) == .properNoun
        {
            let whole = (index - 1)..<(index + 1)
            add(whole, EntityReference(.person, document.text(of: whole)))
            return whole.upperBound
        }
        // `Nova Ltd.`: a model's or a product's name with a legal form is a firm's.
        if count == 1, tokens.upperBound < end, LegalForms.suffixes.contains(key(tokens.upperBound)),
            document.tokens[tokens.upperBound].isCapitalized
        {
            switch sense {
            case .family, .product, .model:
                let whole = tokens.lowerBound..<(tokens.upperBound + 1)
                add(whole, EntityReference(.company, document.text(of: tokens)))
                return whole.upperBound
            default: break
            }
        }
        // `launched Cadence 2, a translation model`: a version number makes another name of it.
        if case .company = sense, count == 1, hasVersion(tokens.upperBound, end) { return index + count }
        if case .company(let name) = sense, let division = longerCompany(name, tokens, end) {
            add(tokens, EntityReference(.company, name))
            add(division.tokens, division.entity)
            return division.tokens.upperBound
        }
        if case .company(let name) = sense, let longer = companyWithNoun(name, tokens, end) {
            add(longer.tokens, EntityReference(.company, longer.name))
            return longer.tokens.upperBound
        }
        switch sense {
        case .company(let name): add(tokens, EntityReference(.company, name))
        case .person(let name): add(tokens, EntityReference(.person, name))
        case .family(let name): add(tokens, EntityReference(.model, name), family: name, isFamily: true)
        case .model(let name, let family): add(tokens, EntityReference(.model, name), family: family)
        case .product(let name):
            // `Nvidia H100`: the long form of a product's name shows its company.
            if let company = lexicon.companyAtStart(of: tokens.dropLast(), in: document) {
                add(company, EntityReference(.company, lexicon.companyName(of: company, in: document)))
            }
            add(tokens, EntityReference(.product, name))
        case .benchmark(let name): add(tokens, EntityReference(.benchmark, name))
        case .place
        where lexicon.givenNames.contains(key(index)) && count == 1 && index + 1 < end
            && document.tokens[index + 1].isCapitalized:
            // `Jordan Smith`, `Charlotte Roe`
            break
        case .outlet, .place: for token in tokens { ignored[token] = true }
        }
        return index + count
    }

    private func hasVersion(_ index: Int, _ end: Int) -> Bool {
        guard index + 1 < end, document.tokens[index].isNumeric, document.tokens[index].hasSpaceBefore,
            document.text(of: index).utf8.count <= 3
        else { return false }
        return document.token(
            index + 1,
            isIn: [",", ".", "and", "is", "was", "has", "will", "'s", "can", "costs", "scores", "reaches", "runs"])
    }

    /// `Meta's Superintelligence Labs`: the lexicon's "Meta Superintelligence Labs" with a possessive inside.
    private func longerCompany(
        _ name: String, _ tokens: Range<Int>, _ end: Int
    ) -> (tokens: Range<Int>, entity: EntityReference)? {
        guard key(tokens.upperBound) == "'s", tokens.upperBound + 1 < end,
            document.tokens[tokens.upperBound + 1].isCapitalized
        else { return nil }
        var last = tokens.upperBound + 1
        var found: (Range<Int>, EntityReference)?
        var joined = name
        while last < min(end, tokens.upperBound + 4), document.tokens[last].isCapitalized {
            joined += " " + document.text(of: last)
            // `Acme's AI budget` is a budget for AI and no part of Acme AI.
            let isTopic = document.key(last) == "ai" && document.universalTag(last + 1) == .noun
            if lexicon.companies[joined] != nil, !isTopic {
                found = (tokens.lowerBound..<(last + 1), EntityReference(.company, joined))
            }
            last += 1
        }
        return found
    }

    /// A name of which a list knows a part only: `Scottish Enterprise`, `Bank of Canada`, `Grace Oyelaran`.
    private func longerName(from index: Int, than count: Int, _ senses: [Lexicon.Sense]) -> Range<Int>? {
        guard let span = spanOfToken[index], span.tokens.count > count else { return nil }
        let known = index..<(index + count)
        let isPlace = senses.allSatisfy { sense in
            if case .place = sense { true } else { false }
        }
        // `Bank of Canada` bears a place's name, `Inovia Capital of Canada` has its seat there.
        if isPlace, known.lowerBound > span.tokens.lowerBound {
            let isOwn = known.lowerBound == span.tokens.lowerBound + 2 && key(span.tokens.lowerBound + 1) == "of"
            return isOwn ? index..<span.tokens.upperBound : nil
        }
        // A known word at the end of another name: `Stratus Loom`.
        if known.lowerBound > span.tokens.lowerBound, span.kind == .organization || span.kind == .person,
            !taken[span.tokens.lowerBound], !ignored[span.tokens.lowerBound],
            !lexicon.hasEntry(startingWith: key(span.tokens.lowerBound)), !isPossessive(before: index),
            !Titles.heads.contains(key(span.tokens.lowerBound)),
            !Titles.modifiers.contains(key(span.tokens.lowerBound)),
            !companyNouns.contains(key(span.tokens.lowerBound))
        {
            return index..<span.tokens.upperBound
        }
        let rest = span.tokens.filter { !known.contains($0) }
        switch span.kind {
        case .person:
            // A company before a title and a name is no part of the name.
            let isCompany = senses.contains { if case .company = $0 { true } else { false } }
            // `Claude Mythos`
            for case .family(let family) in senses
            where known.upperBound < span.tokens.upperBound
                && lexicon.families[family]?.variants.contains(key(known.upperBound)) ?? false
            {
                return nil
            }
            return isCompany || senses.contains { if case .person = $0 { true } else { false } } ? nil : span.tokens
        case .organization:
            guard !rest.contains(where: { document.tokens[$0].shape.contains(.hasDigit) }),
                rest.allSatisfy({
                    document.tokens[$0].isCapitalized || key($0) == "of" || key($0) == "the" || key($0) == "for"
                        || key($0) == "and"
                }),
                !rest.contains(where: {
                    sameFirmNouns.contains(key($0)) || LegalForms.suffixes.contains(key($0))
                        || Titles.heads.contains(key($0)) || Titles.modifiers.contains(key($0))
                        || productNouns.contains(key($0)) || lexicon.hasEntry(startingWith: key($0))
                })
            else { return nil }
            let isCompany = senses.contains { if case .company = $0 { true } else { false } }
            return isPlace || isCompany && known.lowerBound == span.tokens.lowerBound ? span.tokens : nil
        case .work:
            guard let company = lexicon.companyAtStart(of: span.tokens, in: document), company == known,
                rest.allSatisfy({ document.tokens[$0].isCapitalized }),
                !rest.contains(where: {
                    lexicon.hasEntry(startingWith: key($0))
                        || productNouns.contains(key($0)) && !document.tokens[$0].isCapitalized
                })
            else { return nil }
            return span.tokens
        case .place:
            return nil
        }
    }

    private func isPossessive(before index: Int) -> Bool { document.token(index - 1, isIn: ["'s", "'", "-"]) }

    /// `Tencent Holdings` is Tencent; `Mubadala Capital` is a firm of its own.
    private func companyWithNoun(
        _ name: String, _ tokens: Range<Int>, _ end: Int
    ) -> (tokens: Range<Int>, name: String)? {
        let next = tokens.upperBound
        guard next < end, document.tokens[next].isCapitalized else { return nil }
        if LegalForms.suffixes.contains(key(next)) || sameFirmNouns.contains(key(next)) {
            return (tokens.lowerBound..<(next + 1), name)
        }
        guard organisationNouns.contains(key(next)) || otherFirmNouns.contains(key(next)),
            !document.token(next + 1, isIn: ["officer"])
        else { return nil }
        return (tokens.lowerBound..<(next + 1), document.text(of: tokens.lowerBound..<(next + 1)))
    }

    /// Decides what a name stands for where it may stand for several things.
    private func choose(among senses: [Lexicon.Sense], _ tokens: Range<Int>) -> Lexicon.Sense? {
        guard senses.count > 1 else { return senses.first }
        func first(where test: (Lexicon.Sense) -> Bool) -> Lexicon.Sense? { senses.first(where: test) }
        let company = first { if case .company = $0 { true } else { false } }
        let family = first { if case .family = $0 { true } else { false } }
        let product = first { if case .product = $0 { true } else { false } }
        let outlet = first { if case .outlet = $0 { true } else { false } }
        let model = first { if case .model = $0 { true } else { false } }
        let before = key(tokens.lowerBound - 1)
        let after = key(tokens.upperBound)
        // An arena and its leaderboard, an index and the house that makes it.
        if let benchmark = first(where: { if case .benchmark = $0 { true } else { false } }),
            sentenceSpeaksOfScores(tokens)
        {
            return benchmark
        }
        if let outlet, reportingWords.contains(after) || reportingLeads.contains(before) || company == nil {
            return outlet
        }
        if let product, productNouns.contains(after) || productNouns.contains(before) { return product }
        if let model { return model }
        if let company { return company }
        if let family, let product {
            return after == "api" || after == "apps" || before == "on" && after != "'s" && usersNear(tokens)
                ? product : family
        }
        return senses.first
    }

    private func sentenceSpeaksOfScores(_ tokens: Range<Int>) -> Bool {
        let sentence = document.sentences[document.sentenceIndex(ofToken: tokens.lowerBound)].tokens
        return sentence.contains {
            document.token(
                $0,
                isIn: [
                    "score", "scores", "scored", "points", "leaderboard", "ranking", "ranks", "benchmark", "index",
                    "elo",
                ])
        }
    }

    private func usersNear(_ tokens: Range<Int>) -> Bool {
        for index in max(0, tokens.lowerBound - 6)..<min(document.tokens.count, tokens.upperBound + 6)
        where document.token(index, isIn: ["users", "subscribers"]) { return true }
        return false
    }

    // MARK: People

    /// A given name and one or more capitalised names after it.
    private mutating func findPeople() {
        for sentence in document.sentences {
            var index = sentence.tokens.lowerBound
            while index < sentence.tokens.upperBound {
                if let tokens = personName(at: index, in: sentence) {
                    add(tokens, EntityReference(.person, document.text(of: tokens)))
                    index = tokens.upperBound
                } else {
                    index += 1
                }
            }
        }
    }

    private func personName(at index: Int, in sentence: Sentence) -> Range<Int>? {
        guard isNameToken(index), lexicon.givenNames.contains(key(index)),
            index == sentence.tokens.lowerBound || !isNameToken(index - 1) || taken[index - 1]
                || Titles.heads.contains(key(index - 1))
        else { return nil }
        var end = index + 1
        // `Mary-Ann`, `Jean-Luc`
        while end + 1 < sentence.tokens.upperBound, key(end) == "-", !document.tokens[end].hasSpaceBefore,
            !document.tokens[end + 1].hasSpaceBefore, document.tokens[end + 1].isCapitalized
        { end += 2 }
        var surnames = 0
        while end < sentence.tokens.upperBound, surnames < 3 {
            if nameParticles.contains(key(end)), end + 1 < sentence.tokens.upperBound {
                // `van Dyck`, `al-Bannai`
                let next = key(end + 1) == "-" && !document.tokens[end + 1].hasSpaceBefore ? end + 2 : end + 1
                if next < sentence.tokens.upperBound, isNameToken(next) {
                    end = next
                    continue
                }
            }
            guard isNameToken(end), !Titles.heads.contains(key(end)), !organisationNouns.contains(key(end)),
                !ignored[end]
            else { break }
            end += 1
            // An initial is no surname.
            if !document.tokens[end - 1].shape.contains(.isAbbreviation) || key(end - 1) == "jr." { surnames += 1 }
            while end + 1 < sentence.tokens.upperBound, key(end) == "-", !document.tokens[end].hasSpaceBefore,
                !document.tokens[end + 1].hasSpaceBefore, document.tokens[end + 1].isWord
            { end += 2 }
        }
        guard surnames > 0, !nameParticles.contains(key(end - 1)) else { return nil }
        // The last word of a chunk that names an organisation: `Thomas Weisel Partners`.
        if end < sentence.tokens.upperBound, organisationNouns.contains(key(end)), document.tokens[end].isCapitalized {
            return nil
        }
        return index..<end
    }

    /// A capitalised word that no name holds yet and that is not merely the first word of its sentence.
    func isNameToken(_ index: Int) -> Bool {
        guard document.tokens.indices.contains(index), !taken[index], !ignored[index] else { return false }
        let token = document.tokens[index]
        return token.isWord && token.isCapitalized && !token.shape.contains(.isAddress)
            && !calendarWords.contains(token.key)
    }

    // MARK: Common words

    /// A name that is also a common word stands only if it is written with a capital inside a sentence somewhere.
    private mutating func dropUnsupportedCommonWords() {
        var supported: Set<EntityReference> = []
        func isWeak(_ mention: NameMention) -> Bool {
            guard mention.tokens.count == 1, lexicon.commonWords.contains(key(mention.tokens.lowerBound)) else {
                return false
            }
            let sentence = document.sentences[document.sentenceIndex(ofToken: mention.tokens.lowerBound)]
            let index = mention.tokens.lowerBound
            let isFirst =
                index == sentence.tokens.lowerBound || openingMarks.contains(key(index - 1)) || key(index - 1) == ":"
            return (isFirst && key(index + 1) != "'s") || sentence.kind == .heading
        }
        // Two capitals ("GM") may stand for anything; they name a firm whose name the text gives.
        func isInitials(_ mention: NameMention) -> Bool {
            guard mention.tokens.count == 1, mention.entity.kind == .company else { return false }
            let token = document.tokens[mention.tokens.lowerBound]
            return token.shape.contains(.isUppercase) && token.end - token.start <= 2
                && document.text(of: mention.tokens) != mention.entity.name
        }
        for mention in mentions where !isWeak(mention) && !isInitials(mention) { supported.insert(mention.entity) }
        mentions = mentions.filter { !(isWeak($0) || isInitials($0)) || supported.contains($0.entity) }
    }
}
