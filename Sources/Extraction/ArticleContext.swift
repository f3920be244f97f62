import KnowledgeModel
import TextAnalysis

/// One article, read: its tokens, names, quantities and times, and the means to find what a word refers to.
struct ArticleContext: Sendable {
    let document: Document
    let syntax: SyntaxGraph
    let lexicon: Lexicon
    let publishedOn: CalendarDate?
    let mentions: [NameMention]
    let quantities: [Quantity]
    let times: [TimeExpression]
    /// Entities named in the title, in its order.
    let titleEntities: [EntityReference]
    /// The lemmas and forms of all tokens.
    private let words: Set<WordKey>
    /// For each token the index of the innermost mention that holds it, or -1.
    private let mentionOfToken: [Int32]
    private let frequency: [EntityReference: Int]
    private let families: [EntityReference: String]
    /// The entities of each kind, most often named first, then in the order of the text.
    let ranking: [EntityKind: [EntityReference]]

    /// Whether pronouns, descriptions and what is not said are resolved.
    let resolves: Bool

    /// - Parameter without: Parts to leave out.
    init(article: Article, lexicon: Lexicon, without parts: Set<ExtractionPart> = []) {
        resolves = !parts.contains(.coreference)
        let document = Document(analyzing: article.text)
        self.document = document
        syntax = SyntaxGraph(document, without: parts)
        var words: Set<WordKey> = []
        for token in document.tokens.indices {
            words.insert(document.key(token))
            if let lemma = document.lemmaKey(token) { words.insert(lemma) }
        }
        self.words = words
        self.lexicon = lexicon
        publishedOn = article.publishedOn
        // What stands in another language is left alone.
        let mentions = NameFinder.mentions(
            in: document, lexicon: lexicon, usesRecognizer: !parts.contains(.recogniser)
        ).filter {
            !document.isForeign($0.tokens.lowerBound)
        }
        self.mentions = mentions
        var owner = [Int32](repeating: -1, count: document.tokens.count)
        for (index, mention) in mentions.enumerated() { for token in mention.tokens { owner[token] = Int32(index) } }
        mentionOfToken = owner
        // A version number is no quantity, and a benchmark's year is no date.
        quantities = Self.withSigns(
            Self.withTolerances(
                Self.withoutConversions(
                    Self.withCurrencies(
                        QuantityRecognizer.quantities(in: document).filter {
                            owner[$0.core.lowerBound] < 0 && Self.isFigure($0, document)
                                && !document.isForeign($0.core.lowerBound)
                        }, document), document), document), document)
        times = Self.withoutMixedCalendars(
            TimeRecognizer.expressions(in: document, reference: article.publishedOn).filter {
                owner[$0.tokens.lowerBound] < 0 && !document.isForeign($0.tokens.lowerBound)
                    && !Self.isUnnamedFiscalYear($0, document)
            }, document)
        var frequency: [EntityReference: Int] = [:]
        for mention in mentions { frequency[mention.entity, default: 0] += 1 }
        self.frequency = frequency
        families = Dictionary(
            mentions.compactMap { mention in mention.family.map { (mention.entity, $0) } },
            uniquingKeysWith: { first, _ in first })
        var order: [EntityReference: Int] = [:]
        for (index, mention) in mentions.enumerated() where order[mention.entity] == nil {
            order[mention.entity] = index
        }
        ranking = Dictionary(grouping: order.keys, by: \.kind).mapValues { entities in
            entities.sorted {
                (frequency[$1] ?? 0, order[$0] ?? 0) < (frequency[$0] ?? 0, order[$1] ?? 0)
            }
        }
        titleEntities = Self.entities(
            inTitle: article.title ?? "", mentions: mentions, document: document, lexicon: lexicon)
    }

    /// Whether a quantity may state a figure: parts, places and factors do not, nor do "one" and "zero" alone.
    private static func isFigure(_ quantity: Quantity, _ document: Document) -> Bool {
        switch quantity.kind {
        case .money, .percent, .percentagePoints: true
        case .number: quantity.core.count > 1 || !document.token(quantity.core.lowerBound, isIn: ["one", "zero"])
        // "downloaded 650 million times": a count and no factor.
        case .multiple: (quantity.amount.low ?? quantity.amount.high ?? 0) >= 1_000
        case .fraction, .ordinal: false
        }
    }

    /// Where a text counts a company's fiscal quarters, a bare "third quarter" is fiscal too, and its calendar label unknown.
    private static func withoutMixedCalendars(_ times: [TimeExpression], _ document: Document) -> [TimeExpression] {
        // "twelve months before" compares with another period, as "a year earlier" does.
        let times: [TimeExpression] = times.map { time in
            var time = time
            if time.tokens.contains(where: { document.token($0, isIn: ["before", "earlier"]) }) {
                time.isComparison = true
            }
            return time
        }
        let isFiscal = times.contains { $0.granularity == .quarter && $0.period != nil && $0.period?.start == nil }
        return isFiscal ? times.filter { !($0.isYearInferred && $0.granularity == .quarter) } : times
    }

    /// "the current fiscal year" is a company's own and without a number has no calendar label.
    private static func isUnnamedFiscalYear(_ time: TimeExpression, _ document: Document) -> Bool {
        time.granularity == .year && time.tokens.contains { document.key($0) == "fiscal" }
            && !time.tokens.contains { document.tokens[$0].shape.contains(.hasDigit) }
    }

    /// Leaves out what repeats an amount in another currency: `9.21 trillion won ($6.72bn)` is one amount.
    private static func withoutConversions(_ quantities: [Quantity], _ document: Document) -> [Quantity] {
        var kept: [Quantity] = []
        for quantity in quantities {
            if quantity.kind == .money, let last = kept.last, last.kind == .money,
                last.amount.unit != quantity.amount.unit,
                quantity.tokens.lowerBound - last.tokens.upperBound <= 2,
                (last.tokens.upperBound..<quantity.tokens.lowerBound).contains(where: {
                    document.token($0, isIn: ["(", "or"])
                })
            {
                continue
            }
            kept.append(quantity)
        }
        return kept
    }

    /// `32.7 billion euros and a profit of 9.6 billion`: a bare sum is in the currency of the one before it.
    private static func withCurrencies(_ quantities: [Quantity], _ document: Document) -> [Quantity] {
        var currency: Amount.Unit?
        var lastEnd = 0
        return quantities.map { quantity in
            if quantity.kind == .money {
                (currency, lastEnd) = (quantity.amount.unit, quantity.tokens.upperBound)
                return quantity
            }
            if quantity.kind == .number, let crowns = crowns(after: quantity, document) {
                var sum = quantity
                sum.kind = .money
                sum.amount.unit = .currency(crowns)
                (currency, lastEnd) = (sum.amount.unit, quantity.tokens.upperBound)
                return sum
            }
            guard let currency, quantity.kind == .number, quantity.unit == nil,
                quantity.tokens.lowerBound - lastEnd < 60,
                document.token(quantity.core.upperBound - 1, isIn: magnitudes),
                document.universalTag(quantity.core.upperBound) != .noun,
                document.universalTag(quantity.core.upperBound) != .adjective, !countsPeople(before: quantity, document)
            else { return quantity }
            var sum = quantity
            sum.kind = .money
            sum.amount.unit = currency
            lastEnd = quantity.tokens.upperBound
            return sum
        }
    }

    /// `daily users peaked at 30 million`: a bare number of people is no sum.
    private static func countsPeople(before quantity: Quantity, _ document: Document) -> Bool {
        let sentence = document.sentences[document.sentenceIndex(ofToken: quantity.core.lowerBound)].tokens
        return (max(sentence.lowerBound, quantity.core.lowerBound - 12)..<quantity.core.lowerBound).contains {
            document.token(
                $0, isIn: ["users", "subscribers", "customers", "downloads", "people", "developers", "accounts"])
        }
    }

    /// Whose crowns a sum is in, by the country that the text names.
    private static func crowns(after quantity: Quantity, _ document: Document) -> String? {
        guard
            document.token(quantity.core.upperBound, isIn: ["crowns", "crown"])
                || (quantity.unit?.contains { document.token($0, isIn: ["crowns", "crown"]) } ?? false)
        else { return nil }
        let countries: [(WordSet, String)] = [
            (["norway", "norwegian", "oslo"], "NOK"), (["sweden", "swedish", "stockholm"], "SEK"),
            (["denmark", "danish", "copenhagen"], "DKK"), (["czech", "prague"], "CZK"),
        ]
        return countries.first { words, _ in document.tokens.contains { words.contains($0.key) } }?.1
    }

    /// `a negative $10 billion`
    private static func withSigns(_ quantities: [Quantity], _ document: Document) -> [Quantity] {
        quantities.map { quantity in
            guard quantity.kind == .money, document.token(quantity.tokens.lowerBound - 1, isIn: ["negative", "minus"])
            else { return quantity }
            var loss = quantity
            (loss.amount.low, loss.amount.high) = (quantity.amount.high.map { -$0 }, quantity.amount.low.map { -$0 })
            return loss
        }
    }

    /// `$12.5B ±$300M` is a range, `$6.1 billion, give or take $300 million` an approximate point.
    private static func withTolerances(_ quantities: [Quantity], _ document: Document) -> [Quantity] {
        var kept: [Quantity] = []
        for quantity in quantities {
            guard let last = kept.last, last.kind == quantity.kind, let point = last.amount.point,
                let tolerance = quantity.amount.point, tolerance < point
            else {
                kept.append(quantity)
                continue
            }
            let gap = last.tokens.upperBound..<quantity.core.lowerBound
            if (gap.lowerBound..<quantity.core.upperBound).contains(where: { document.token($0, isIn: ["±", "+/-"]) }),
                gap.count <= 1
            {
                kept[kept.count - 1].amount.low = point - tolerance
                kept[kept.count - 1].amount.high = point + tolerance
            } else if gap.count <= 4, gap.contains(where: { document.token($0, isIn: ["give", "plus"]) }) {
                kept[kept.count - 1].amount.isApproximate = true
            } else {
                kept.append(quantity)
            }
        }
        return kept
    }

    /// The title is no part of the text, so it tells what the text is about but never serves as evidence.
    private static func entities(
        inTitle title: String,
        mentions: [NameMention],
        document: Document,
        lexicon: Lexicon
    ) -> [EntityReference] {
        let titleDocument = Document(title)
        var found: [(Int, EntityReference)] = NameFinder.mentions(in: titleDocument, lexicon: lexicon).map {
            ($0.tokens.lowerBound, $0.entity)
        }
        // Names that only the body establishes.
        var known = Set(found.map(\.1))
        for mention in mentions where !known.contains(mention.entity) {
            // A headline may use a firm's first word only.
            let first = mention.tokens.lowerBound
            let isShort =
                mention.entity.kind == .company && mention.tokens.count > 1
                && !lexicon.commonWords.contains(document.key(first))
                && lexicon.companies[document.text(of: first)] == nil
                && !lexicon.placeAdjectives.contains(document.key(first))
            let full = mention.tokens.map { document.key($0) }
            let isWhole = titleDocument.tokens.indices.contains { start in
                full.indices.allSatisfy { titleDocument.key(start + $0) == full[$0] }
            }
            let keys = isWhole || !isShort ? full : [document.key(first)]
            for start in titleDocument.tokens.indices.dropLast(max(0, keys.count - 1))
            where titleDocument.tokens[start].isCapitalized
                && keys.indices.allSatisfy({ titleDocument.key(start + $0) == keys[$0] })
            {
                known.insert(mention.entity)
                found.append((start, mention.entity))
                break
            }
        }
        found.sort { $0.0 < $1.0 }
        var seen: Set<EntityReference> = []
        return found.map(\.1).filter { seen.insert($0).inserted }
    }

    // MARK: Tokens

    func key(_ index: Int) -> WordKey { document.key(index) }

    func token(_ index: Int, isIn words: WordSet) -> Bool { document.token(index, isIn: words) }

    func sentence(of token: Int) -> Sentence { document.sentences[document.sentenceIndex(ofToken: token)] }

    /// The mention that holds a token, if it names one of these kinds.
    func mention(at token: Int, _ kinds: Set<EntityKind>? = nil) -> NameMention? {
        guard mentionOfToken.indices.contains(token), mentionOfToken[token] >= 0 else { return nil }
        let mention = mentions[Int(mentionOfToken[token])]
        return kinds?.contains(mention.entity.kind) ?? true ? mention : nil
    }

    /// The mentions within a range of tokens, in order. Complexity: linear in the range.
    func mentions(in range: Range<Int>, _ kinds: Set<EntityKind>) -> [NameMention] {
        var found: [NameMention] = []
        var index = range.lowerBound
        while index < range.upperBound {
            if let mention = mention(at: index) {
                if kinds.contains(mention.entity.kind), mention.tokens.upperBound <= range.upperBound {
                    found.append(mention)
                }
                index = max(index + 1, mention.tokens.upperBound)
            } else {
                index += 1
            }
        }
        return found
    }

    func quantities(in range: Range<Int>) -> ArraySlice<Quantity> {
        let start = quantities.partitionPoint { $0.tokens.lowerBound < range.lowerBound }
        var end = start
        while end < quantities.count, quantities[end].tokens.upperBound <= range.upperBound { end += 1 }
        return quantities[start..<end]
    }

    func times(in range: Range<Int>) -> ArraySlice<TimeExpression> {
        let start = times.partitionPoint { $0.tokens.lowerBound < range.lowerBound }
        var end = start
        while end < times.count, times[end].tokens.upperBound <= range.upperBound { end += 1 }
        return times[start..<end]
    }

    func isYear(_ quantity: Quantity) -> Bool {
        quantity.kind == .number && isInTime(quantity.core.upperBound - 1)
    }

    /// Whether a token belongs to a time expression. Complexity: logarithmic.
    func isInTime(_ token: Int) -> Bool {
        let next = times.partitionPoint { $0.tokens.lowerBound <= token }
        return next > 0 && times[next - 1].tokens.contains(token)
    }

    /// The quantity whose number begins at a token. Complexity: logarithmic.
    func quantity(at token: Int) -> Quantity? {
        let index = quantities.partitionPoint { $0.core.lowerBound < token }
        return index < quantities.count && quantities[index].core.lowerBound == token ? quantities[index] : nil
    }

    /// Whether one of some words stands anywhere in the text.
    func mentions(anyOf set: WordSet) -> Bool { set.contains(where: words.contains) }

    // MARK: Clauses

    /// The part of a sentence round a token, between marks and words that part clauses.
    func clause(around token: Int) -> Range<Int> {
        let sentence = sentence(of: token).tokens
        var start = token
        while start > sentence.lowerBound, !partsClauses(start - 1, sentence) { start -= 1 }
        var end = token + 1
        while end < sentence.upperBound, !partsClauses(end, sentence) { end += 1 }
        return start..<end
    }

    private func partsClauses(_ index: Int, _ sentence: Range<Int>) -> Bool {
        let key = key(index)
        if clauseMarks.contains(key) { return true }
        if key == "," {
            let next = self.key(index + 1)
            return clauseStarters.contains(next)
        }
        return false
    }

    // MARK: Reference

    /// The family of a model that the text names.
    func family(of model: EntityReference) -> String? { families[model] }

    func count(_ entity: EntityReference) -> Int { frequency[entity] ?? 0 }

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
            if let best = candidates.max(by: { (count($0), $0.name) < (count($1), $1.name) }) { return best }
        }
        return nil
    }

    /// Banks, funds and authorities are seldom what an article of the field is about.
    private func isBystander(_ entity: EntityReference) -> Bool {
        guard entity.kind == .company, let company = lexicon.companies[entity.name] else { return false }
        return (company.type == .fund || company.type == .publicBody || company.type == .university)
            && (frequency[entity] ?? 0) < 4
    }

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
            return lastMention(before: index) { $0.kind == .person && PersonGender.allows(word, $0, lexicon) }
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
    private func focusNear(
        _ index: Int, _ kind: EntityKind, _ excluding: Set<EntityReference>, isPronoun: Bool = true
    ) -> EntityReference? {
        if isPronoun, let subject = subjectBefore(index, [kind], excluding) { return subject }
        let titled = titleEntities.filter { $0.kind == kind && !excluding.contains($0) }
        if titled.count == 1 { return titled[0] }
        let own = document.sentenceIndex(ofToken: index)
        let sentence = document.sentences[own]
        // A subject earlier in the same sentence, then the subject of the sentence before.
        for range in [sentence.tokens.lowerBound..<index] + (own > 0 ? [document.sentences[own - 1].tokens] : []) {
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
    private func lastMention(before index: Int, where test: (EntityReference) -> Bool) -> EntityReference? {
        var position = mentions.partitionPoint { $0.tokens.lowerBound < index } - 1
        let limit = max(0, position - 300)
        while position >= limit {
            if test(mentions[position].entity) { return mentions[position].entity }
            position -= 1
        }
        return nil
    }

    /// "the company", "the Paris-based startup", "the chipmaker", "the ChatGPT maker".
    private func description(at index: Int, excluding: Set<EntityReference>) -> (EntityReference, Range<Int>)? {
        let limit = min(index + 7, sentence(of: index).tokens.upperBound)
        for end in (index + 1)..<max(index + 2, limit) {
            if descriptionNouns.contains(key(end)) {
                // A longer noun phrase goes on: "the company car", "the group chief".
                if token(end + 1, isIn: descriptionNouns) { continue }
                let range = index..<(end + 1)
                if let owner = makerOwner(range) { return excluding.contains(owner) ? nil : (owner, range) }
                if let named = byNoun(range, before: index, excluding) ?? byPlace(range, excluding) {
                    return (named, range)
                }
                if let unit = unit(range, excluding) { return (unit, range) }
                guard mentions(in: range, [.company, .model, .product]).isEmpty else { return nil }
                if !genericNouns.contains(key(end)) {
                    return byTrade(key(end), before: index, excluding).map { ($0, range) }
                }
                // A listed company or another's division is no startup.
                var excluding = excluding
                if token(end, isIn: ["startup", "start-up", "upstart"]) {
                    for case let company? in (ranking[.company] ?? []).map({ lexicon.companies[$0.name] })
                    where company.ticker != nil || company.parent != nil || company.type == .fund {
                        excluding.insert(EntityReference(.company, company.name))
                    }
                }
                return focusNear(index, .company, excluding, isPronoun: false).map { ($0, range) }
            }
            if !document.tokens[end].isWord && key(end) != "-" { return nil }
            if token(end, isIn: functionWords) { return nil }
        }
        return nil
    }

    /// "the ChatGPT maker": the owner of the product or model named in the description.
    private func makerOwner(_ range: Range<Int>) -> EntityReference? {
        guard makerNouns.contains(key(range.upperBound - 1)),
            let named = mentions(in: range, [.product, .model, .company]).last
        else { return nil }
        switch named.entity.kind {
        case .product: return lexicon.products[named.entity.name]?.company.map { EntityReference(.company, $0) }
        case .model: return knownOwner(of: named)
        case .company where key(range.upperBound - 1) == "parent" || key(range.upperBound - 1) == "owner":
            return lexicon.companies[named.entity.name]?.parent.map { EntityReference(.company, $0) }
        default: return nil
        }
    }

    /// "the Alphabet unit": the one company of the text that belongs to the one named.
    private func unit(_ range: Range<Int>, _ excluding: Set<EntityReference>) -> EntityReference? {
        guard token(range.upperBound - 1, isIn: ["unit", "arm", "subsidiary", "division"]),
            let parent = mentions(in: range, [.company]).last?.entity
        else { return nil }
        let units = (ranking[.company] ?? []).filter {
            lexicon.companies[$0.name]?.parent == parent.name && !excluding.contains($0)
        }
        return units.count == 1 ? units[0] : nil
    }

    /// "the Menlo Park company": the one company of the text that has its seat there.
    private func byPlace(_ range: Range<Int>, _ excluding: Set<EntityReference>) -> EntityReference? {
        guard range.count > 2 else { return nil }
        let words = document.text(of: (range.lowerBound + 1)..<(range.upperBound - 1))
        let residents = (ranking[.company] ?? []).filter { entity in
            guard let city = lexicon.companies[entity.name]?.headquarters else { return false }
            return !excluding.contains(entity) && words.hasPrefix(city)
        }
        // A house and its division share a seat; the house is meant.
        let houses = residents.filter { entity in
            !residents.contains { $0.name == lexicon.companies[entity.name]?.parent }
        }
        return houses.count == 1 ? houses[0] : nil
    }

    /// "the chipmaker": the company named last before of those whose trade the lexicon calls so.
    private func byTrade(_ noun: WordKey, before index: Int, _ excluding: Set<EntityReference>) -> EntityReference? {
        lastMention(before: index) { entity in
            guard entity.kind == .company, !excluding.contains(entity), let company = lexicon.companies[entity.name]
            else { return false }
            return company.nouns.contains { $0.split(separator: " ").last.map { WordKey($0) } == noun }
        }
    }

    private func byNoun(_ range: Range<Int>, before index: Int, _ excluding: Set<EntityReference>) -> EntityReference? {
        guard !genericNouns.contains(key(range.upperBound - 1)) || range.count > 2 else { return nil }
        let phrase = document.text(of: (range.lowerBound + 1)..<range.upperBound)
        let candidates = lexicon.companiesByNoun[phrase] ?? []
        let named = candidates.filter {
            let entity = EntityReference(.company, $0)
            return frequency[entity] != nil && !excluding.contains(entity)
        }
        return named.count == 1 ? EntityReference(.company, named[0]) : nil
    }

    // MARK: Arguments

    /// The subject of a verb at `index`: the last suitable name, pronoun or description before it in its clause.
    func subject(of index: Int, _ kind: EntityKind, excluding: Set<EntityReference> = []) -> EntityReference? {
        let clause = clause(around: index)
        let sentence = sentence(of: index).tokens
        if let found = subjectRound(index, sentence, kind, excluding) { return found }
        if let found = argument(in: clause.lowerBound..<index, kind, fromEnd: true, excluding: excluding) {
            return found
        }
        // A relative clause or a verb that shares the subject of the clause before.
        if clause.lowerBound > sentence.lowerBound {
            return argument(in: sentence.lowerBound..<clause.lowerBound, kind, fromEnd: false, excluding: excluding)
        }
        return nil
    }

    /// The subject of a relative clause or of a verb behind an insertion.
    ///
    /// `Acme, whose models compete with those of Beta, has raised`: between the commas stands another clause.
    /// `Acme, which counts Beta among its backers and is worth`: the subject is what stands before the comma.
    private func subjectRound(
        _ index: Int,
        _ sentence: Range<Int>,
        _ kind: EntityKind,
        _ excluding: Set<EntityReference>
    ) -> EntityReference? {
        var before = index - 1
        while before >= sentence.lowerBound, token(before, isIn: auxiliaries) { before -= 1 }
        var opening: Int?
        if before > sentence.lowerBound, key(before) == "," {
            // The verb follows a comma: look for the comma that opens the insertion.
            opening = (sentence.lowerBound..<before).last { key($0) == "," && token($0 + 1, isIn: insertionStarters) }
        } else {
            // The verb's own clause begins with a relative pronoun.
            let clause = clause(around: index)
            if clause.lowerBound > sentence.lowerBound, token(clause.lowerBound + 1, isIn: relatives),
                key(clause.lowerBound) == ","
            {
                opening = clause.lowerBound
            } else if token(clause.lowerBound, isIn: relatives), key(clause.lowerBound - 1) == "," {
                opening = clause.lowerBound - 1
            }
        }
        guard let opening, opening > sentence.lowerBound, let mention = mention(at: opening - 1, [kind]),
            !excluding.contains(mention.entity)
        else { return nil }
        return mention.entity
    }

    /// The first or last name, pronoun or description of a kind in a range, passing over those behind a preposition.
    func argument(
        in range: Range<Int>,
        _ kind: EntityKind,
        fromEnd: Bool,
        excluding: Set<EntityReference> = []
    ) -> EntityReference? {
        var found: [EntityReference] = []
        var index = range.lowerBound
        while index < range.upperBound {
            if let mention = mention(at: index) {
                let end = max(index + 1, mention.tokens.upperBound)
                if mention.entity.kind == kind, !excluding.contains(mention.entity), !isOblique(mention.tokens, range) {
                    found.append(mention.entity)
                    if !fromEnd { return mention.entity }
                }
                index = end
            } else if let (entity, tokens) = reference(at: index, kind, excluding: excluding), !isOblique(tokens, range)
            {
                found.append(entity)
                if !fromEnd { return entity }
                index = tokens.upperBound
            } else {
                index += 1
            }
        }
        return found.last
    }

    /// Whether a noun phrase stands behind a preposition and so is no subject.
    private func isOblique(_ tokens: Range<Int>, _ range: Range<Int>) -> Bool {
        var before = tokens.lowerBound - 1
        while before >= range.lowerBound, token(before, isIn: ["the", "a", "an", "its", "rival", "rivals", "-"]) {
            before -= 1
        }
        guard before >= range.lowerBound else { return false }
        return token(before, isIn: obliquePrepositions)
    }

    /// Names of a kind joined by commas and "and", from the first one at or after `start`.
    ///
    /// - Parameter gap: How many words may stand before the first name.
    func list(from start: Int, _ kinds: Set<EntityKind>, gap: Int, upTo end: Int) -> [NameMention] {
        var found: [NameMention] = []
        var index = start
        var skipped = 0
        while index < end {
            if let mention = mention(at: index), kinds.contains(mention.entity.kind) {
                found.append(mention)
                index = max(index + 1, mention.tokens.upperBound)
                skipped = 0
                continue
            }
            let isJoin = token(index, isIn: listJoins)
            let isModifier = document.tokens[index].isWord && !token(index, isIn: listStops)
            guard isJoin || isModifier || key(index) == "-" || key(index) == "'s" else { break }
            if !isJoin {
                skipped += 1
                if skipped > (found.isEmpty ? gap : 4) { break }
            }
            index += 1
        }
        return found
    }
}

/// Nouns that stand for a model after "the".
private let modelDescriptions: WordSet = ["model", "system", "llm", "newcomer", "flagship", "release"]
/// Nouns that stand for a product after "the".
private let productDescriptions = WordSet(
    "app chatbot assistant service platform tool product browser agent software site")
private let magnitudes = WordSet("billion bn b million mn m trillion trn t billions millions")
private let clauseMarks: WordSet = [";", ":", "—", "–", "but", "while", "whereas", "although", "though"]
private let clauseStarters = WordSet(
    "but while which who where whose as after although though because and so whereas when yet or until")
private let auxiliaries = WordSet(
    "has have had is are was were will would could may might also now already then recently been be just only to")
private let insertionStarters = WordSet(
    "which who whose where a an the its one another formerly known backed founded led based")
private let relatives = WordSet("which who that")
private let personalPronouns = WordSet("he she his her him")
private let obliquePrepositions = WordSet(
    "of by from with in for to against than including like at on over versus via behind about among amid unlike")
private let listJoins: WordSet = [",", "and", "&", "as", "well", "the", "plus", "both", "also", "or"]
private let listStops = WordSet(
    "is are was were has have had will which who that to in on at by for said says with while but from after before raised led"
)
let genericNouns = WordSet(
    "company startup firm lab group start-up up business corporation maker developer provider owner parent unit")
let makerNouns = WordSet("maker owner parent developer creator operator")
let descriptionNouns = genericNouns.union(makerNouns).union(
    WordSet(
        "chipmaker giant retailer carmaker automaker conglomerate lab unicorn hyperscaler foundry bank fund designer creator operator institute"
    ))

extension RandomAccessCollection where Index == Int {
    /// The first index at which `isBefore` is false; the elements for which it is true come first.
    func partitionPoint(_ isBefore: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
