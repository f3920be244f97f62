import TextAnalysis

/// The dependency trees of a document, seen from heads to dependents.
///
/// The tree says what depends on what; rules ask who does what to whom. `subjects`, `agents` and `patients` answer that
/// through passives, relative and participle clauses, coordination and control, so that a rule need not know of them.
struct SyntaxGraph: Sendable {
    let document: Document
    /// The dependents of token `t`, in order: `dependents[starts[t]..<starts[t + 1]]`.
    private let starts: [Int32]
    private let dependents: [Int32]
    /// The first and the last token of what hangs below a token.
    private let leftEdge: [Int32]
    private let rightEdge: [Int32]

    /// Without trees no token has dependents or a label.
    private let hasTrees: Bool
    let readsAssertion: Bool

    /// - Parameter without: Parts to leave out.
    /// - Complexity: linear in the number of tokens.
    init(_ document: Document, without parts: Set<ExtractionPart> = []) {
        self.document = document
        hasTrees = !parts.contains(.parser)
        readsAssertion = !parts.contains(.assertion)
        let count = document.tokens.count
        var starts = [Int32](repeating: 0, count: count + 1)
        for token in 0..<count { if let head = document.head(token) { starts[head + 1] += 1 } }
        for token in 0..<count { starts[token + 1] += starts[token] }
        var next = starts
        var dependents = [Int32](repeating: 0, count: Int(starts[count]))
        for token in 0..<count {
            guard let head = document.head(token) else { continue }
            dependents[Int(next[head])] = Int32(token)
            next[head] += 1
        }
        self.starts = starts
        self.dependents = dependents
        (leftEdge, rightEdge) = Self.edges(document, starts, dependents)
    }

    /// Edges from the leaves up: a token's edges reach its head when its own dependents have all reported.
    private static func edges(
        _ document: Document, _ starts: [Int32], _ dependents: [Int32]
    ) -> (left: [Int32], right: [Int32]) {
        let count = document.tokens.count
        var left = (0..<count).map { Int32($0) }
        var right = left
        var waiting = (0..<count).map { starts[$0 + 1] - starts[$0] }
        var ready = (0..<count).filter { waiting[$0] == 0 }
        while let token = ready.popLast() {
            guard let head = document.head(token) else { continue }
            left[head] = min(left[head], left[token])
            right[head] = max(right[head], right[token])
            waiting[head] -= 1
            if waiting[head] == 0 { ready.append(head) }
        }
        return (left, right)
    }

    // MARK: Trees

    func children(_ token: Int) -> ArraySlice<Int32> {
        hasTrees ? dependents[Int(starts[token])..<Int(starts[token + 1])] : []
    }

    func label(_ token: Int) -> DependencyLabel? { hasTrees ? document.dependencyLabel(token) : nil }

    func child(_ token: Int, _ labels: DependencyLabel...) -> Int? {
        for child in children(token) {
            if let label = label(Int(child)), labels.contains(label) { return Int(child) }
        }
        return nil
    }

    func children(_ token: Int, labelled labels: [DependencyLabel]) -> [Int] {
        children(token).compactMap { child in
            label(Int(child)).flatMap { labels.contains($0) ? Int(child) : nil }
        }
    }

    /// From the first to the last token below a token and itself.
    func subtree(_ token: Int) -> Range<Int> { Int(leftEdge[token])..<(Int(rightEdge[token]) + 1) }

    /// The nearest token up the tree, from the token itself, that heads a clause.
    func clauseHead(_ token: Int) -> Int {
        guard hasTrees else { return token }
        var current = token
        for _ in 0..<24 {
            if isClausal(current) { return current }
            guard let head = document.head(current) else { return current }
            current = head
        }
        return current
    }

    private func isClausal(_ token: Int) -> Bool {
        switch label(token) {
        case .root, .advcl, .advclRelcl, .acl, .aclRelcl, .ccomp, .parataxis, .csubj: true
        case .conj, .xcomp: document.universalTag(token) == .verb || child(token, .nsubj, .nsubjPass, .cop) != nil
        default: false
        }
    }

    /// A token with those coordinated with it, in order.
    func coordinated(_ token: Int) -> [Int] {
        var found = [token]
        var index = 0
        while index < found.count, found.count < 40 {
            found += children(found[index], labelled: [.conj])
            index += 1
        }
        return found.sorted()
    }

    func isVerb(_ token: Int) -> Bool {
        let tag = document.universalTag(token)
        return tag == .verb || tag == .auxiliary
    }

    // MARK: Arguments

    func isPassive(_ verb: Int) -> Bool {
        if child(verb, .auxPass, .nsubjPass, .csubjPass) != nil { return true }
        guard child(verb, .aux, .nsubj) == nil else { return false }
        // A participle that describes a noun is passive even where the tagger takes it for a past tense.
        let tag = document.pennTag(verb)
        if label(verb) == .acl { return tag == .pastParticiple || tag == .pastVerb && child(verb, .obj) == nil }
        guard tag == .pastParticiple else { return false }
        switch label(verb) {
        case .amod: return true
        case .advcl: return child(verb, .obj) == nil
        case .conj:
            guard let head = document.head(verb), child(verb, .obj) == nil else { return false }
            return isPassive(head)
        default: return false
        }
    }

    /// What stands as the subject of a verb or of a predicate noun, in the clause or by sharing.
    func subjects(_ predicate: Int, depth: Int = 0) -> [Int] {
        let own = children(predicate, labelled: [.nsubj, .nsubjPass, .nsubjOuter])
        if !own.isEmpty {
            // `…, all taking part`: the quantifier stands for what the clause describes.
            if let head = document.head(predicate), label(predicate) == .aclRelcl || label(predicate) == .acl,
                own.contains(where: {
                    document.token($0, isIn: ["all", "both", "each", "some"]) && child($0, .nmod) == nil
                })
            {
                return [head]
            }
            return own.flatMap { subject -> [Int] in
                guard let antecedent = antecedent(of: subject, in: predicate) else { return [subject] }
                return described(antecedent, depth: depth)
            }
        }
        guard depth < 5, let head = document.head(predicate) else { return [] }
        switch label(predicate) {
        case .conj:
            return isVerb(predicate) || child(predicate, .cop) != nil ? subjects(head, depth: depth + 1) : []
        case .aclRelcl:
            return described(head, depth: depth)
        case .acl:
            // `a plan to buy`, `on the point of buying`
            if document.pennTag(predicate) == .verb || child(predicate, .mark, .case) != nil {
                return controllers(ofInfinitiveUnder: head, depth: depth)
            }
            return [head]
        case .xcomp, .ccomp:
            // `helped Acme raise`: the object acts; `used Acme to raise`: it does not.
            if let object = child(head, .obj), !isPassive(head), document.pennTag(predicate) == .verb,
                document.lemmaKey(head).map(objectControl.contains) ?? false
            {
                return [object]
            }
            return subjects(head, depth: depth + 1)
        case .advcl:
            // `tapped Acme to run it`: who is tapped runs it.
            if document.pennTag(predicate) == .verb, child(predicate, .mark) != nil, !isPassive(head),
                let object = child(head, .obj), document.lemmaKey(head).map(engaging.contains) ?? false
            {
                return [object]
            }
            let found = subjects(head, depth: depth + 1)
            // `has a deal worth $2bn to supply chips`: the clause hangs from a word within a noun phrase.
            let verb = clauseHead(head)
            return found.isEmpty && verb != head ? subjects(verb, depth: depth + 1) : found
        default:
            return []
        }
    }

    /// What a relative clause describes; of `Acme is among those who paid` the subject of "those".
    private func described(_ noun: Int, depth: Int) -> [Int] {
        guard depth < 5, document.token(noun, isIn: ["those", "ones"]), child(noun, .cop) != nil else { return [noun] }
        let subjects = subjects(noun, depth: depth + 1)
        return subjects.isEmpty ? [noun] : subjects
    }

    /// `its plan to invest`, `Acme made a commitment to spend`.
    private func controllers(ofInfinitiveUnder noun: Int, depth: Int) -> [Int] {
        if let owner = child(noun, .nmodPoss) { return [owner] }
        // `Acme is in talks to buy`, `they are among the firms to take part`
        if child(noun, .cop) != nil { return subjects(noun, depth: depth + 1) }
        guard let verb = document.head(noun) else { return [] }
        if label(noun) == .nsubj || label(noun) == .nsubjPass { return [] }
        return isVerb(verb) ? subjects(verb, depth: depth + 1) : []
    }

    /// A token, or what it stands for if it is a relative pronoun: `into which Orbit has been built`.
    func resolved(_ token: Int) -> Int {
        guard isRelativePronoun(token) else { return token }
        // `whose shares fell`: the pronoun hangs from a noun of its clause.
        var clause = token
        for _ in 0..<4 {
            if label(clause) == .aclRelcl { return document.head(clause) ?? token }
            guard let head = document.head(clause) else { return token }
            clause = head
        }
        return token
    }

    /// What a relative pronoun stands for: the noun that its clause describes.
    private func antecedent(of pronoun: Int, in verb: Int) -> Int? {
        guard isRelativePronoun(pronoun) else { return nil }
        var clause = verb
        for _ in 0..<4 {
            if label(clause) == .aclRelcl { return document.head(clause) }
            guard label(clause) == .conj || label(clause) == .xcomp, let head = document.head(clause) else {
                return nil
            }
            clause = head
        }
        return nil
    }

    func isRelativePronoun(_ token: Int) -> Bool {
        switch document.pennTag(token) {
        case .whPronoun, .whDeterminer, .whPossessive: true
        default: false
        }
    }

    /// Who does what a verb says.
    func agents(_ verb: Int) -> [Int] {
        guard isPassive(verb) else { return subjects(verb) }
        let named = children(verb, labelled: [.oblAgent])
        return named.isEmpty ? prepositional(verb, ["by"], own: true) : named
    }

    /// To whom or to what it is done.
    func patients(_ verb: Int) -> [Int] {
        if isPassive(verb) { return subjects(verb) }
        let objects = children(verb, labelled: [.obj])
        if !objects.isEmpty { return objects.map { antecedent(of: $0, in: verb) ?? $0 } }
        // `the stake that Acme bought`: the relative clause's gap.
        if label(verb) == .aclRelcl, let head = document.head(verb), child(verb, .nsubj) != nil {
            let subject = child(verb, .nsubj)
            if let subject, !isRelativePronoun(subject) { return [head] }
        }
        return []
    }

    /// The preposition of a phrase, as a key: `in` for "in Acme".
    func preposition(_ token: Int) -> WordKey? { child(token, .case).map { document.key($0) } }

    /// The phrases below a token that begin with one of some prepositions.
    ///
    /// A phrase that the parser hung from the object of a verb, or from the verb of an object, is found too: in
    /// `put $2bn into Acme` either place is right.
    func prepositional(_ token: Int, _ prepositions: WordSet, own: Bool = false) -> [Int] {
        let direct = phrases(token, prepositions)
        if !direct.isEmpty || own { return direct }
        if isVerb(token) {
            for object in children(token, labelled: [.obj, .nsubjPass, .xcomp, .obl]) {
                let found = phrases(object, prepositions)
                if !found.isEmpty { return found }
                for quantity in children(object, labelled: [.nummod, .nmod, .appos]) {
                    let found = phrases(quantity, prepositions)
                    if !found.isEmpty { return found }
                }
            }
            return []
        }
        // `an investment of $4bn in Acme`: a phrase that the parser hung from the amount.
        for quantity in children(token, labelled: [.nmod, .nummod]) where document.universalTag(quantity) == .symbol {
            let found = phrases(quantity, prepositions)
            if !found.isEmpty { return found }
        }
        guard let head = document.head(token) else { return [] }
        switch label(token) {
        case .obj, .obl, .nsubjPass, .nmod, .appos, .conj:
            return phrases(head, prepositions).filter { $0 != token }
        default:
            return []
        }
    }

    private func phrases(_ token: Int, _ prepositions: WordSet) -> [Int] {
        children(token).compactMap { child in
            let child = Int(child)
            switch label(child) {
            case .obl, .nmod, .oblAgent, .advcl, .acl, .oblUnmarked, .nmodUnmarked, .conj, .xcomp, .dep, .advmod:
                for mark in children(child) {
                    guard label(Int(mark)) == .case || label(Int(mark)) == .mark else { continue }
                    if prepositions.contains(document.key(Int(mark))) { return child }
                }
                return nil
            default:
                return nil
            }
        }
    }

    /// Who has what a noun names: `Acme's shares`, `its shares`, `Acme shares`, `shares of Acme`, `Acme's revenue and profit`.
    func owners(_ noun: Int, depth: Int = 0) -> [Int] {
        let possessors = children(noun, labelled: [.nmodPoss])
        if !possessors.isEmpty { return possessors }
        var found = children(noun, labelled: [.compound, .nmodDesc, .flat])
        found += prepositional(noun, ["of"], own: true)
        if depth < 3, label(noun) == .conj, let head = document.head(noun) { found += owners(head, depth: depth + 1) }
        return found
    }

    /// The other side of an apposition, whichever side the token is.
    func appositions(_ noun: Int) -> [Int] {
        var found = children(noun, labelled: [.appos])
        if label(noun) == .appos, let head = document.head(noun) { found.append(head) }
        return found
    }
}

/// Verbs whose object does what the infinitive after it says.
private let engaging = WordSet("tap hire pick choose select enlist recruit commission contract engage appoint name")
private let objectControl = WordSet(
    """
    help let allow enable force ask tell order want expect require urge persuade convince get make have see permit cause lead \
    encourage invite instruct authorize authorise pay hire
    """)
