import KnowledgeModel
import TextAnalysis

/// What the senses of names depend on, gathered in one pass over the mentions and the tokens.
struct NameOverview {
    /// People's full names by a word at their end or at their start, in the order of the text.
    private(set) var fullNames: [WordKey: [(tokens: Range<Int>, person: EntityReference, isLast: Bool)]] = [:]
    private(set) var companies: Set<String> = []
    /// Entities that are named by several words somewhere, and by one.
    private(set) var byLongNames: Set<EntityReference> = []
    private(set) var byOneWord: Set<EntityReference> = []
    /// The entities that a word alone is taken for, and where that is so first.
    private(set) var bare: [WordKey: (entities: Set<EntityReference>, first: Int)] = [:]
    /// Tokens within mentions of several words.
    private(set) var isWithin: Set<Int> = []
    /// Indices of mentions by the token at which they start, and by the one after them.
    private(set) var starting: [Int: Int] = [:]
    private(set) var ending: [Int: Int] = [:]
    /// The families of which a sentence names a member.
    private(set) var members: Set<SentenceFamily> = []
    /// Last words of capitalised names of several words.
    private(set) var lastWords: Set<WordKey> = []

    struct SentenceFamily: Hashable {
        let sentence: Int
        let family: String
    }

    init(_ finder: NameFinder) {
        let document = finder.document
        for index in finder.mentions.indices.sorted(by: {
            finder.mentions[$0].tokens.lowerBound < finder.mentions[$1].tokens.lowerBound
        }) {
            let mention = finder.mentions[index]
            let tokens = mention.tokens
            starting[tokens.lowerBound] = index
            ending[tokens.upperBound] = index
            if mention.entity.kind == .company { companies.insert(mention.entity.name) }
            if tokens.count > 1 {
                byLongNames.insert(mention.entity)
                isWithin.formUnion(tokens)
            } else {
                byOneWord.insert(mention.entity)
                bare[document.key(tokens.lowerBound), default: ([], tokens.lowerBound)].entities.insert(mention.entity)
            }
            if mention.entity.kind == .person, tokens.count > 1 {
                fullNames[document.key(tokens.upperBound - 1), default: []].append((tokens, mention.entity, true))
                fullNames[document.key(tokens.lowerBound), default: []].append((tokens, mention.entity, false))
            }
            if let family = mention.family, !mention.isFamily {
                members.insert(
                    SentenceFamily(sentence: document.sentenceIndex(ofToken: tokens.lowerBound), family: family))
            }
        }
        for token in document.tokens.indices.dropFirst()
        where document.tokens[token].isCapitalized && document.tokens[token - 1].isCapitalized
            && document.tokens[token - 1].isWord && document.universalTag(token - 1) == .properNoun
        {
            lastWords.insert(document.key(token))
        }
    }

    /// The person whose full name has a word at its end, or also at its start: the nearest before a token, else the first.
    func person(called word: WordKey, at token: Int, alsoFirst: Bool) -> EntityReference? {
        guard let names = fullNames[word] else { return nil }
        // In the order of the text: the last that ends before the token, by bisection.
        var (low, high) = (0, names.count)
        while low < high {
            let middle = (low + high) / 2
            if names[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
        }
        let isFit: ((tokens: Range<Int>, person: EntityReference, isLast: Bool)) -> Bool = { alsoFirst || $0.isLast }
        return names[..<low].last(where: isFit)?.person ?? names[low...].first(where: isFit)?.person
    }
}
