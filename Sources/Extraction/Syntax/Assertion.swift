import TextAnalysis

/// How a text asserts something: as a fact, denied, asked, supposed, planned.
///
/// Cue words bind to the predicate that they govern and never to the whole sentence: most sentences with "not" or "may"
/// state their main fact plainly.
struct Assertion: OptionSet, Sendable {
    let rawValue: UInt16

    /// "did not buy", "declined to say", "without".
    static let negated = Assertion(rawValue: 1)
    static let question = Assertion(rawValue: 2)
    /// "if it bought", "whether", "imagine".
    static let supposed = Assertion(rawValue: 4)
    /// "may", "could", "might", "is rumoured".
    static let hedged = Assertion(rawValue: 8)
    /// "will", "plans to", "is to".
    static let planned = Assertion(rawValue: 16)
    /// "in talks", "is considering", "is weighing".
    static let discussed = Assertion(rawValue: 32)
    /// "agreed to".
    static let agreed = Assertion(rawValue: 64)
    /// "failed to", "called off".
    static let failed = Assertion(rawValue: 128)
    /// "no longer", "used to", "had been".
    static let over = Assertion(rawValue: 256)
}

extension SyntaxGraph {
    /// What the words that govern a predicate make of it. Complexity: the depth of the predicate, at the most 12 steps.
    func assertion(of trigger: Int, in sentence: Sentence) -> Assertion {
        var found: Assertion = []
        guard readsAssertion else { return found }
        if let last = sentence.tokens.last, document.key(last) == "?" || last > 0 && document.key(last - 1) == "?" {
            found.insert(.question)
        }
        var current = trigger
        var isGoverning = false
        for _ in 0..<12 {
            readCues(at: current, isGoverning, &found)
            guard let head = document.head(current) else { break }
            let label = label(current)
            if isGoverning || isVerb(current) || child(current, .cop) != nil {
                switch label {
                case .xcomp, .ccomp, .acl, .csubj:
                    readGovernor(head, label, &found)
                    isGoverning = true
                case .conj:
                    // Shared auxiliaries: `will build and run`.
                    if child(current, .nsubj, .nsubjPass, .aux) == nil { readCues(at: head, true, &found) }
                    if isVerb(current) { current = head; isGoverning = true; continue }
                case .advcl:
                    // A participle or purpose clause shares the world of its main clause; other adverbial clauses have their own.
                    // `abandoned its bid to buy Acme`
                    if let lemma = document.lemmaKey(head), failures.contains(lemma) { found.insert(.failed) }
                    guard child(current, .mark) == nil, child(current, .nsubj) == nil else { return found }
                    isGoverning = true
                case .obj:
                    // `rejected an offer to buy Acme`
                    if isGoverning { readGovernor(head, label, &found) }
                    if isGoverning, isDismissed(current, by: head) { found.insert(.negated) }
                case .obl, .nmod, .nsubj, .nsubjPass:
                    if isGoverning, isDismissed(current, by: head) { found.insert(.negated) }
                default:
                    return found
                }
            } else {
                // A noun lies in the world of the verb that governs it.
                switch label {
                case .obj, .obl, .nsubj, .nsubjPass, .nmod, .compound, .conj, .xcomp, .appos, .amod, .nmodPoss, .nummod:
                    readGovernor(head, label, &found)
                case .root: return found
                default: break
                }
            }
            current = head
        }
        return found
    }

    /// `reports that it had bought Acme were dismissed`, `called rumours that it would buy Acme false`
    private func isDismissed(_ noun: Int, by verb: Int) -> Bool {
        guard let noun = document.lemmaKey(noun), reports.contains(noun), let verb = document.lemmaKey(verb) else {
            return false
        }
        return dismissals.contains(verb)
    }

    private func readCues(at token: Int, _ isGoverning: Bool, _ found: inout Assertion) {
        for child in children(token) {
            let child = Int(child)
            let key = document.key(child)
            switch label(child) {
            case .advmod, .det, .cc:
                if negations.contains(key) {
                    let next = document.token(child + 1, isIn: ["only", "just", "least"])
                    if document.token(child + 1, is: "longer") {
                        found.insert(.over)
                    } else if !next {
                        found.insert(.negated)
                    }
                }
                if hedges.contains(key) { found.insert(.hedged) }
                if key == "previously" || key == "formerly" || key == "once" {
                    if isVerb(token) { found.insert(.over) }
                }
            case .mark:
                if conditions.contains(key) { found.insert(.supposed) }
            case .case:
                if key == "without" { found.insert(.negated) }
            case .aux:
                if key == "may" || key == "might" || key == "could" { found.insert(.hedged) }
                if key == "will" || key == "would" || key == "'ll" || key == "shall" || key == "'d" || key == "should" {
                    found.insert(.planned)
                }
            case .nsubj, .nsubjPass, .obj:
                if let determiner = self.child(child, .det), document.key(determiner) == "no" { found.insert(.negated) }
                if document.token(child, isIn: ["nobody", "none", "nothing", "neither"]) { found.insert(.negated) }
            default: break
            }
        }
    }

    private func readGovernor(_ head: Int, _ label: DependencyLabel?, _ found: inout Assertion) {
        guard let lemma = document.lemmaKey(head) else { return }
        let isClause = label == .xcomp || label == .ccomp || label == .acl || label == .csubj
        if discussions.contains(lemma) { found.insert(.discussed) }
        if failures.contains(lemma) { found.insert(.failed) }
        if denials.contains(lemma) { found.insert(.negated) }
        guard isClause else { return }
        if intentions.contains(lemma) { found.insert(.planned) }
        if agreements.contains(lemma) { found.insert(.agreed) }
        if rumours.contains(lemma) { found.insert(.hedged) }
        if lemma == "be", label == .xcomp { found.insert(.planned) }
        if lemma == "use", label == .xcomp { found.insert(.over) }
    }
}

private let negations = WordSet("not n't never no nor neither hardly n’t")
private let hedges = WordSet("reportedly possibly perhaps maybe allegedly supposedly potentially")
private let conditions = WordSet("if unless whether lest")
private let intentions = WordSet(
    """
    plan expect intend aim hope want set seek prepare ready slate schedule project forecast target promise vow pledge \
    propose envisage due plan intention goal ambition bid effort offer proposal try attempt look poise aspire likely
    """)
private let agreements = WordSet("agree agreement deal sign contract commit commitment accord pact")
private let discussions = WordSet(
    "talk talks discuss discussion consider explore negotiate negotiation weigh mull contemplate court approach eye near"
)
private let failures = WordSet(
    "fail failure decline refuse reject block abandon scrap scuttle cancel withdraw collapse drop shelve")
private let denials = WordSet("deny denial dispute refute")
private let reports = WordSet("report rumour rumor claim speculation suggestion allegation story talk")
private let dismissals = WordSet("deny dismiss reject refute dispute contradict rebut")
private let rumours = WordSet("rumour rumor speculate believe suggest think")
