/// A part of speech of Universal Dependencies: <https://universaldependencies.org/u/pos/>.
public enum UniversalTag: UInt8, CaseIterable, Sendable {
    case adjective, adposition, adverb, auxiliary, coordinatingConjunction, determiner, interjection, noun, numeral
    case particle, pronoun, properNoun, punctuation, subordinatingConjunction, symbol, verb, other

    /// The tag as treebanks write it: `NOUN`.
    public var name: String { Self.names[Int(rawValue)] }

    public init?(name: String) {
        guard let index = Self.names.firstIndex(of: name) else { return nil }
        self.init(rawValue: UInt8(index))
    }

    private static let names = [
        "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
        "SYM", "VERB", "X",
    ]
}

/// A word class of the Penn Treebank, as the English treebanks of Universal Dependencies use it for `XPOS`.
public enum PennTag: UInt8, CaseIterable, Sendable {
    case currency, closingQuote, comma, openingBracket, closingBracket, fullStop, colon
    case address, affix, coordinatingConjunction, cardinal, determiner, existential, foreign, goesWith, hyphen
    case preposition, adjective, comparativeAdjective, superlativeAdjective, listMark, modal, otherPunctuation
    case noun, properNoun, pluralProperNoun, pluralNoun, predeterminer, possessive, pronoun, possessivePronoun
    case adverb, comparativeAdverb, superlativeAdverb, particle, symbol, to, interjection
    case verb, pastVerb, gerund, pastParticiple, presentVerb, thirdPersonVerb
    case whDeterminer, whPronoun, whPossessive, whAdverb, openingQuote

    /// The tag as treebanks write it: `VBD`.
    public var name: String { Self.names[Int(rawValue)] }

    public init?(name: String) {
        guard let index = Self.names.firstIndex(of: name) else { return nil }
        self.init(rawValue: UInt8(index))
    }

    private static let names = [
        "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW", "HYPH", "IN",
        "JJ", "JJR", "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR",
        "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "``",
    ]
}

/// A basic dependency of Universal Dependencies with its English subtypes: <https://universaldependencies.org/en/dep/>.
public enum DependencyLabel: UInt8, CaseIterable, Sendable {
    case acl, aclRelcl, advcl, advclRelcl, advmod, amod, appos, aux, auxPass, `case`, cc, ccPreconj, ccomp, compound
    case compoundPrt, conj, cop, csubj, csubjOuter, csubjPass, dep, det, detPredet, discourse, dislocated, expl, fixed
    case flat, goeswith, iobj, list, mark, nmod, nmodDesc, nmodPoss, nmodUnmarked, nsubj, nsubjOuter, nsubjPass
    case nummod, obj, obl, oblAgent, oblUnmarked, orphan, parataxis, punct, reparandum, root, vocative, xcomp

    /// The label as treebanks write it: `nsubj:pass`.
    public var name: String { Self.names[Int(rawValue)] }

    /// - Parameter name: With a subtype that is none of English, the label without it is taken.
    public init?(name: String) {
        let index =
            Self.names.firstIndex(of: name)
            ?? name.split(separator: ":").first.flatMap { Self.names.firstIndex(of: String($0)) }
        guard let index else { return nil }
        self.init(rawValue: UInt8(index))
    }

    private static let names = [
        "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc",
        "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:outer", "csubj:pass", "dep",
        "det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark",
        "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass", "nummod", "obj", "obl",
        "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
    ]
}

/// A span of tokens that the recogniser takes for a name.
public struct RecognizedName: Hashable, Sendable {
    public enum Kind: UInt8, CaseIterable, Sendable {
        case person, organization, place
        /// A product or a work: software, hardware, a model, a book.
        case work
    }

    /// Indices into the document's tokens, half-open.
    public let tokens: Range<Int>
    public let kind: Kind

    public init(tokens: Range<Int>, kind: Kind) {
        self.tokens = tokens
        self.kind = kind
    }
}
