import KnowledgeModel
import TextAnalysis

/// Something that a rule found for one of its arguments.
struct Argument: Sendable {
    enum Value: Hashable, Sendable {
        case entity(EntityReference)
        case quantity(Quantity)
        case time(TimeExpression)
        case words(Range<Int>)
    }

    /// How an entity was found; the later, the less sure.
    enum Source: Int, Sendable {
        case name, description, pronoun, implied
    }

    let value: Value
    /// The words that refer to it; empty where nothing does.
    let tokens: Range<Int>
    var source = Source.name

    var entity: EntityReference? {
        if case .entity(let entity) = value { entity } else { nil }
    }

    var quantity: Quantity? {
        if case .quantity(let quantity) = value { quantity } else { nil }
    }
}

extension ArticleContext {
    /// The entity that a token of a noun phrase refers to.
    ///
    /// - Parameters:
    ///   - node: The head of the phrase, as the tree has it.
    ///   - kinds: The kinds in question; an entity of another kind is no answer.
    func referent(
        of node: Int, _ kinds: Set<EntityKind>, excluding: Set<EntityReference> = []
    ) -> Argument? {
        if let mention = mention(at: node) {
            // `Acme` in `Acme AI`, a name within a name whose head it is.
            if let whole = self.mention(at: mention.tokens.upperBound, kinds), whole.tokens.contains(node),
                !excluding.contains(whole.entity)
            {
                return Argument(value: .entity(whole.entity), tokens: whole.tokens)
            }
            if kinds.contains(mention.entity.kind) {
                return excluding.contains(mention.entity)
                    ? nil : Argument(value: .entity(mention.entity), tokens: mention.tokens)
            }
            // `the Claude maker`, `Acme founder Jane Roe`: what follows may be the head that the parser missed.
            if mention.tokens.contains(node), !kinds.contains(.person) || mention.entity.kind != .company { return nil }
        }
        if let named = namedWithin(node, kinds), !excluding.contains(named.entity) {
            return Argument(value: .entity(named.entity), tokens: named.tokens)
        }
        if kinds.contains(.company), let division = divisionOfOwner(node), !excluding.contains(division) {
            return Argument(value: .entity(division), tokens: syntax.subtree(node), source: .description)
        }
        if kinds.contains(.product), let product = productOfOwner(node), !excluding.contains(product) {
            return Argument(value: .entity(product), tokens: syntax.subtree(node), source: .description)
        }
        if let other = sameThing(as: node, kinds), !excluding.contains(other.entity) {
            return Argument(value: .entity(other.entity), tokens: other.tokens)
        }
        // Where several kinds would do, "it" is what the text has just spoken of.
        if kinds.count > 1, resolves, token(node, isIn: ["it", "its"]),
            let subject = subjectBefore(node, kinds, excluding)
        {
            return Argument(value: .entity(subject), tokens: node..<(node + 1), source: .pronoun)
        }
        let start = phraseStart(node)
        for kind in EntityKind.allCases where kinds.contains(kind) {
            for index in start == node ? [node] : [start, node] {
                guard let (entity, tokens) = reference(at: index, kind, excluding: excluding) else { continue }
                let source: Argument.Source = tokens.count == 1 ? .pronoun : .description
                return Argument(value: .entity(entity), tokens: tokens, source: source)
            }
        }
        return nil
    }

    /// A name beside a common noun: `startup Acme`, `the model, Orbit 2`, `one of Acme`.
    func namedWithin(_ node: Int, _ kinds: Set<EntityKind>) -> NameMention? {
        for child in syntax.children(node) {
            let child = Int(child)
            switch syntax.label(child) {
            case .acl where namingVerbs.contains(document.lemmaKey(child) ?? key(child)):
                // `an assistant called Orbit`
                for name in syntax.children(child, labelled: [.xcomp, .obj, .obl]) {
                    if let mention = mention(at: name), kinds.contains(mention.entity.kind) { return mention }
                }
            case .appos, .flat, .compound, .nmodDesc, .nmodUnmarked:
                guard let mention = mention(at: child), kinds.contains(mention.entity.kind) else { continue }
                // `the ChatGPT maker`, `Acme shares`: a name before a noun of its own says whose it is, not what.
                let isBefore = mention.tokens.upperBound <= node
                // But `Claude models` are Claude, and `H100 chips` the H100.
                let isType =
                    mention.entity.kind == .model
                    ? modelNouns.contains(key(node))
                    : mention.entity.kind == .product && productNouns.contains(key(node))
                if isBefore, document.universalTag(node) == .noun, !isType { continue }
                return mention
            case .nmod where partitives.contains(key(node)):
                guard syntax.preposition(child) == "of", let mention = mention(at: child),
                    kinds.contains(mention.entity.kind)
                else { continue }
                return mention
            default:
                continue
            }
        }
        // `chipmaker Acme` with the noun as head by mistake.
        if document.universalTag(node) == .noun, let mention = mention(at: node + 1),
            kinds.contains(mention.entity.kind),
            !token(node, isIn: notLeads)
        {
            return mention
        }
        return nil
    }

    /// `Amazon's cloud arm`: what the lexicon says that a company's division is called.
    private func divisionOfOwner(_ node: Int) -> EntityReference? {
        guard token(node, isIn: ["unit", "arm", "division", "subsidiary", "business", "lab"]),
            let owner = syntax.child(node, .nmodPoss), let parent = mention(at: owner, [.company])?.entity
        else { return nil }
        var start = node
        for child in syntax.children(node) where Int(child) > owner && Int(child) < start {
            if syntax.label(Int(child)) == .compound || syntax.label(Int(child)) == .amod { start = Int(child) }
        }
        guard start < node else { return nil }
        return lexicon.division(of: parent.name, called: document.text(of: start..<(node + 1))).map {
            EntityReference(.company, $0)
        }
    }

    /// `Acme's chatbot`: the product of Acme that the paragraph named last, or the only one that the text names.
    private func productOfOwner(_ node: Int) -> EntityReference? {
        guard resolves, productDescriptions.contains(key(node)), let owner = syntax.child(node, .nmodPoss),
            let company = mention(at: owner, [.company])?.entity
        else { return nil }
        func isOwned(_ product: EntityReference) -> Bool {
            product.kind == .product && lexicon.products[product.name]?.company == company.name
        }
        let paragraph = sentence(of: node).paragraph
        var position = mentions.partitionPoint { $0.tokens.lowerBound < node } - 1
        while position >= 0, sentence(of: mentions[position].tokens.lowerBound).paragraph == paragraph {
            if isOwned(mentions[position].entity) { return mentions[position].entity }
            position -= 1
        }
        let owned = (ranking[.product] ?? []).filter(isOwned)
        return owned.count == 1 ? owned[0] : nil
    }

    /// What a noun describes: `Acme, a startup that …`, `Acme is a startup that …`.
    private func sameThing(as node: Int, _ kinds: Set<EntityKind>) -> NameMention? {
        guard document.universalTag(node) == .noun,
            !token(phraseStart(node), isIn: ["the", "this", "that"]) || syntax.label(node) == .appos
        else { return nil }
        var candidates: [Int] = []
        if syntax.label(node) == .appos, let head = document.head(node) { candidates.append(head) }
        if syntax.child(node, .cop) != nil { candidates += syntax.subjects(node) }
        for candidate in candidates {
            if let mention = mention(at: candidate), kinds.contains(mention.entity.kind) { return mention }
        }
        return nil
    }

    /// The first token of the noun phrase that a token heads: its determiner or the word itself.
    func phraseStart(_ node: Int) -> Int {
        for child in syntax.children(node) {
            let child = Int(child)
            guard child < node else { break }
            switch syntax.label(child) {
            case .det, .detPredet: return child
            default: continue
            }
        }
        return node
    }
}

private let partitives = WordSet("one some many most all part majority each both several half none rest likes")
private let notLeads = WordSet("shares share stock revenue sales week month year quarter day deal time users people")
private let namingVerbs = WordSet("call name dub christen nickname title baptise baptize codename")
