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

    // MARK: Entities

    /// The family of a model that the text names.
    func family(of model: EntityReference) -> String? { families[model] }

    func count(_ entity: EntityReference) -> Int { frequency[entity] ?? 0 }
}

private let clauseMarks: WordSet = [";", ":", "—", "–", "but", "while", "whereas", "although", "though"]
private let clauseStarters = WordSet(
    "but while which who where whose as after although though because and so whereas when yet or until")

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
