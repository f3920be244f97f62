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
    private var mentions: [NameMention] = []
    /// Which tokens belong to a mention already.
    private var taken: [Bool]
    /// Names of places, outlets and the like: known, but no entities of the base.
    private var ignored: [Bool]

    init(document: Document, lexicon: Lexicon) {
        self.document = document
        self.lexicon = lexicon
        taken = Array(repeating: false, count: document.tokens.count)
        ignored = taken
    }

    /// All mentions in the order of the text; a mention may lie within another.
    static func mentions(in document: Document, lexicon: Lexicon) -> [NameMention] {
        var finder = NameFinder(document: document, lexicon: lexicon)
        finder.findKnownNames()
        finder.findPeople()
        finder.findUnknownNames()
        finder.findShortForms()
        finder.dropUnsupportedCommonWords()
        return finder.mentions.sorted {
            ($0.tokens.lowerBound, -$0.tokens.count) < ($1.tokens.lowerBound, -$1.tokens.count)
        }
    }

    private func key(_ index: Int) -> WordKey { document.key(index) }

    private mutating func add(
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
        guard let (count, senses) = lexicon.longestMatch(in: document, at: index, upTo: end) else { return index + 1 }
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
            if let model = ModelNameGrammar(document: document, lexicon: lexicon).extend(
                tokens, family: family, upTo: end)
            {
                add(model.tokens, EntityReference(.model, model.name), family: family)
                return model.tokens.upperBound
            }
        }
        guard let sense = choose(among: senses, tokens) else { return index + count }
        if case .model(let name, let family) = sense,
            let longer = ModelNameGrammar(document: document, lexicon: lexicon).extendMember(
                tokens, name: name, upTo: end)
        {
            add(longer.tokens, EntityReference(.model, longer.name), family: family)
            return longer.tokens.upperBound
        }
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
        case .product(let name): add(tokens, EntityReference(.product, name))
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
            if lexicon.companies[joined] != nil {
                found = (tokens.lowerBound..<(last + 1), EntityReference(.company, joined))
            }
            last += 1
        }
        return found
    }

    /// `Tencent Holdings` is Tencent; `Mubadala Capital` is a firm of its own.
    private func companyWithNoun(
        _ name: String, _ tokens: Range<Int>, _ end: Int
    ) -> (tokens: Range<Int>, name: String)? {
        let next = tokens.upperBound
        guard next < end, document.tokens[next].isCapitalized else { return nil }
        if LegalForms.suffixes.contains(key(next)) || sameFirmNouns.contains(key(next)) {
            return (tokens.lowerBound..<(next + 1), name)
        }
        guard organisationNouns.contains(key(next)), !document.token(next + 1, isIn: ["officer"]) else { return nil }
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
    private func isNameToken(_ index: Int) -> Bool {
        guard document.tokens.indices.contains(index), !taken[index], !ignored[index] else { return false }
        let token = document.tokens[index]
        return token.isWord && token.isCapitalized && !token.shape.contains(.isAddress)
            && !calendarWords.contains(token.key)
    }

    // MARK: Unknown names

    private struct Candidate {
        var occurrences: [Range<Int>] = []
        var votes: [EntityKind: Int] = [:]
    }

    private mutating func findUnknownNames() {
        var candidates: [String: Candidate] = [:]
        var order: [String] = []
        for sentence in document.sentences where sentence.kind != .heading {
            for chunk in capitalisedChunks(of: sentence) {
                let name = document.text(of: chunk)
                if candidates[name] == nil { order.append(name) }
                candidates[name, default: Candidate()].occurrences.append(chunk)
                for (kind, weight) in votes(for: chunk, in: sentence) {
                    candidates[name, default: Candidate()].votes[kind, default: 0] += weight
                }
            }
        }
        for name in order {
            guard let candidate = candidates[name] else { continue }
            let ranked = candidate.votes.sorted { ($0.value, $1.key.rawValue) > ($1.value, $0.key.rawValue) }
            guard let winner = ranked.first, winner.value >= 2 else { continue }
            if ranked.count > 1, ranked[1].value == winner.value { continue }
            let canonical =
                switch winner.key {
                case .company: LegalForms.strip(name)
                case .model: fullModelName(name)
                default: name
                }
            for chunk in candidate.occurrences where !taken[chunk.lowerBound] {
                add(chunk, EntityReference(winner.key, canonical))
            }
        }
    }

    /// Runs of capitalised words, with `of`, `&` and hyphens between them, that hold no known name.
    private func capitalisedChunks(of sentence: Sentence) -> [Range<Int>] {
        var chunks: [Range<Int>] = []
        var index = sentence.tokens.lowerBound
        while index < sentence.tokens.upperBound {
            guard startsChunk(index, sentence) else {
                index += 1
                continue
            }
            var end = index + 1
            while end < sentence.tokens.upperBound {
                if continuesName(end) {
                    end += 1
                } else if end + 1 < sentence.tokens.upperBound, key(end) == "-" || key(end) == "&" || key(end) == "+",
                    !document.tokens[end + 1].hasSpaceBefore || key(end) == "&",
                    continuesName(end + 1)
                {
                    end += 2
                } else if key(end) == "of", end + 1 < sentence.tokens.upperBound, continuesName(end + 1),
                    organisationNouns.contains(key(end - 1))
                {
                    end += 2
                } else {
                    break
                }
            }
            var start = index
            // Titles before a name are no part of it.
            while start < end, Titles.heads.contains(key(start)) || Titles.modifiers.contains(key(start)) { start += 1 }
            while end > start, Titles.heads.contains(key(end - 1)) { end -= 1 }
            if start < end, !isGeneric(start..<end) { chunks.append(start..<end) }
            index = max(end, index + 1)
        }
        return chunks
    }

    /// Words that are capitalised in any text and name nothing: "AI", "Research", "Inc".
    private func isGeneric(_ chunk: Range<Int>) -> Bool {
        chunk.allSatisfy {
            genericCapitals.contains(key($0)) || organisationNouns.contains(key($0))
                || LegalForms.suffixes.contains(key($0))
                || companyNouns.contains(key($0)) || !document.tokens[$0].isWord
        }
    }

    private func startsChunk(_ index: Int, _ sentence: Sentence) -> Bool {
        let token = document.tokens[index]
        guard
            isNameToken(index)
                || (!taken[index] && !ignored[index] && token.shape.contains(.hasInnerCapital) && token.isWord)
        else { return false }
        if lexicon.placeAdjectives.contains(token.key) { return false }
        // After a hyphen inside a word, as in `X-Ray`, a chunk has begun before.
        let isFirst =
            index == sentence.tokens.lowerBound || openingMarks.contains(key(index - 1)) || key(index - 1) == ":"
        if isFirst, lexicon.commonWords.contains(token.key) {
            // A common word at the start of a sentence is a name only if a name goes on behind it.
            return continuesName(index + 1) && !lexicon.commonWords.contains(key(index + 1))
        }
        return !functionWords.contains(token.key)
    }

    private func continuesName(_ index: Int) -> Bool {
        guard document.tokens.indices.contains(index), !taken[index], !ignored[index] else { return false }
        let token = document.tokens[index]
        if token.shape.contains(.isAddress) { return false }
        if token.isWord, token.isCapitalized || token.shape.contains(.hasInnerCapital) {
            return !calendarWords.contains(token.key)
        }
        // A version number after a name.
        return token.isNumeric && token.hasSpaceBefore && isVersion(index)
    }

    private func isVersion(_ index: Int) -> Bool {
        let text = document.text(of: index)
        return text.utf8.count <= 4 && !document.token(index + 1, isIn: countedNouns)
            && Int(text).map { $0 < 100 } ?? true
    }

    /// What the words round a chunk say of its kind.
    private func votes(for chunk: Range<Int>, in sentence: Sentence) -> [(EntityKind, Int)] {
        var votes: [(EntityKind, Int)] = []
        let before = key(chunk.lowerBound - 1)
        let after = key(chunk.upperBound)
        let last = key(chunk.upperBound - 1)
        let lastToken = document.tokens[chunk.upperBound - 1]
        let words = chunk.filter { document.tokens[$0].isWord }.count

        if organisationNouns.contains(last) || LegalForms.suffixes.contains(last) { votes.append((.company, 3)) }
        if last == "ai" || last == "labs" || last == "lab" { votes.append((.company, 3)) }
        if document.text(of: chunk).hasSuffix("Bench") { votes.append((.benchmark, 3)) }
        if after == "benchmark" || after == "benchmarks" || before == "benchmark" { votes.append((.benchmark, 2)) }
        if lastToken.shape.contains(.hasDigit), words >= 1, chunk.count > 1 || modelNouns.contains(before) {
            votes.append((.model, 1))
        }
        if modelNouns.contains(before) || modelNouns.contains(after) && after != "system" { votes.append((.model, 2)) }
        if productNouns.contains(before) || productNouns.contains(after) { votes.append((.product, 2)) }
        if companyNouns.contains(before) { votes.append((.company, 3)) }
        if before == "mr." || before == "ms." || before == "mrs." || before == "dr." { votes.append((.person, 3)) }
        if Titles.personalHeads.contains(before), words >= 2 { votes.append((.person, 3)) }
        if after == "'s", chunk.upperBound + 1 < sentence.tokens.upperBound {
            let owned = key(chunk.upperBound + 1)
            if companyAssets.contains(owned) || Titles.heads.contains(owned) { votes.append((.company, 2)) }
            if modelAssets.contains(owned) { votes.append((.model, 1)) }
        }
        if companyLeads.contains(before) { votes.append((.company, 1)) }
        if before == "of",
            shareWords.contains(key(chunk.lowerBound - 2)) || Titles.heads.contains(key(chunk.lowerBound - 2))
        {
            votes.append((.company, 2))
        }
        if before == "at" || before == "of", words == 1, Titles.heads.contains(key(chunk.lowerBound - 2)) {
            votes.append((.company, 2))
        }
        if dealVerbs.contains(after) { votes.append((.company, 2)) }
        if speechVerbs.contains(after) { votes.append((words >= 2 ? .person : .company, 1)) }
        if speechVerbs.contains(before), words >= 2 { votes.append((.person, 1)) }
        if after == "-", document.token(chunk.upperBound + 1, isIn: ["backed", "based", "owned", "led"]) {
            votes.append((.company, 2))
        }
        if after == "(", tickerMarks.contains(key(chunk.upperBound + 1)) { votes.append((.company, 3)) }
        votes += appositionVotes(after: chunk, in: sentence, words: words)
        return votes
    }

    /// `X, a Paris start-up`, `X, chief executive of Y`, `X, who`.
    private func appositionVotes(after chunk: Range<Int>, in sentence: Sentence, words: Int) -> [(EntityKind, Int)] {
        let comma = chunk.upperBound
        let isCopula = document.token(comma, isIn: ["is", "was", "are"])
        guard key(comma) == "," || key(comma) == "(" || key(comma) == "—" || key(comma) == "–" || isCopula else {
            return []
        }
        if key(comma) == ",", key(comma + 1) == "who" || key(comma + 1) == "whose" && words >= 2 {
            return [(.person, 2)]
        }
        let isDetermined = document.token(comma + 1, isIn: ["a", "an", "the", "its", "another", "one"])
        var votes: [(EntityKind, Int)] = []
        for index in (comma + 1)..<min(comma + 10, sentence.tokens.upperBound) {
            let word = key(index)
            if index > comma + 1, word == "," || word == "." || word == ";" || word == "that" || word == "which" {
                break
            }
            if Titles.personalHeads.contains(word) && !isCopula || Titles.executives.contains(word) {
                votes.append((.person, 3))
                break
            }
            guard isDetermined else { continue }
            if key(index + 1) == "-" || companyNouns.contains(key(index + 1)) { continue }
            if companyNouns.contains(word) { votes.append((.company, 3)); break }
            if modelNouns.contains(word) { votes.append((.model, 3)); break }
            if productNouns.contains(word) { votes.append((.product, 3)); break }
            if word == "benchmark" { votes.append((.benchmark, 3)); break }
            if document.token(index, isIn: ["of", "for", "with", "from", "by", "in"]) { break }
        }
        return votes
    }

    // MARK: Short forms

    private mutating func findShortForms() {
        var shortForms: [WordKey: Set<EntityReference>] = [:]
        var texts: [WordKey: String] = [:]
        func note(_ token: Int, _ entity: EntityReference) {
            shortForms[key(token), default: []].insert(entity)
            texts[key(token)] = document.text(of: token)
        }
        for mention in mentions {
            let last = mention.tokens.upperBound - 1
            switch mention.entity.kind {
            case .person where mention.tokens.count > 1:
                note(last, mention.entity)
            case .company where mention.tokens.count > 1:
                let first = mention.tokens.lowerBound
                if document.tokens[first].isCapitalized, !lexicon.commonWords.contains(key(first)),
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
                guard token.isCapitalized || token.shape.contains(.hasDigit), let entities = shortForms[token.key],
                    texts[token.key] == document.text(of: index)
                else { continue }
                let isFirst = index == sentence.tokens.lowerBound
                if isFirst, lexicon.commonWords.contains(token.key) { continue }
                if let entity = entities.count == 1 ? entities.first : nearest(entities, before: index) {
                    add(index..<(index + 1), entity, family: families[entity])
                }
            }
        }
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
    private func fullModelName(_ name: String) -> String {
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
