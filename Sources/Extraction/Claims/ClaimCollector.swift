import KnowledgeModel
import TextAnalysis

/// Builds claims with their evidence, refuses what the contract refuses, and keeps each content once.
struct ClaimCollector {
    private let context: ArticleContext
    private let calibration: Calibration
    private let set: RuleSet
    private(set) var claims: [Claim] = []
    /// How each claim was found, in the order of `claims`.
    private(set) var explanations: [ClaimExplanation] = []
    private var seen: Set<String> = []
    /// The claims that name an entity, as indices.
    private var claimsByEntity: [EntityReference: [Int]] = [:]

    init(context: ArticleContext, calibration: Calibration, rules: RuleSet) {
        self.context = context
        self.calibration = calibration
        set = rules
    }

    /// - Parameters:
    ///   - tokens: The words that state the claim.
    ///   - rule: The name of the rule that found it.
    ///   - source: How the argument was found that is least sure.
    ///   - match: What the rule found, where the claim comes of a rule of the data files.
    mutating func add(
        _ kind: ClaimKind,
        _ values: [ClaimField.Name: ClaimValue?],
        evidence tokens: Range<Int>,
        rule: String,
        source: Argument.Source = .name,
        match: RuleMatch? = nil
    ) {
        guard !tokens.isEmpty else { return }
        let scalars = context.document.scalarRange(of: tokens)
        var claim = Claim(
            kind, values.compactMapValues { $0 },
            evidence: EvidenceSpan(
                start: scalars.lowerBound, end: scalars.upperBound, quote: context.document.text(of: tokens)),
            confidence: 0, extractor: rule)
        for field in kind.fields where field.type == .flag && claim[field.name] == nil {
            claim[field.name] = .flag(false)
        }
        guard claim.defects.isEmpty, seen.insert(claim.contentKey).inserted else { return }
        let features = context.features(of: claim, sentence: tokens, source: source, match: match)
        claim.confidence = calibration.confidence(of: features)
        for case .entity(let entity) in claim.values.values { claimsByEntity[entity, default: []].append(claims.count) }
        claims.append(claim)
        explanations.append(
            ClaimExplanation(
                claim: claim, evidence: tokens,
                origin: match.map { set.rules[$0.rule].origin }.map { "\($0.file):\($0.line)" },
                trigger: match?.trigger, arguments: match?.explainedArguments ?? [], features: features))
    }

    /// The first claim of a kind that names an entity and meets a condition. Complexity: linear in that entity's claims.
    func first(_ kind: ClaimKind, about entity: EntityReference, where test: (Claim) -> Bool) -> Claim? {
        claimsByEntity[entity]?.lazy.map { claims[$0] }.first { $0.kind == kind && test($0) }
    }

    func contains(_ kind: ClaimKind, about entity: EntityReference, where test: (Claim) -> Bool) -> Bool {
        first(kind, about: entity, where: test) != nil
    }
}

extension RuleMatch {
    /// What the match found, for people to read.
    fileprivate var explainedArguments: [ClaimExplanation.Argument] {
        arguments.compactMap { name, argument in
            let column: String
            switch name {
            case .column(let name): column = name.rawValue
            case .amount: column = "amount"
            case .auxiliary: return nil
            }
            let source: ClaimExplanation.Argument.Source =
                switch argument.source {
                case .name: .name
                case .description: .description
                case .pronoun: .pronoun
                case .implied: .implied
                }
            return ClaimExplanation.Argument(column: column, tokens: argument.tokens, source: source)
        }
    }
}

extension ClaimValue {
    static func optional(_ number: Double?) -> ClaimValue? { number.map { .number($0) } }
    static func optional(_ entity: EntityReference?) -> ClaimValue? { entity.map { .entity($0) } }
    static func optional(_ text: String?) -> ClaimValue? { text.map { .text($0) } }
    static func optional(_ period: Period?) -> ClaimValue? { period.map { .period($0) } }
    static func word(_ word: some VocabularyWord) -> ClaimValue { .text(word.rawValue) }
}

extension Amount {
    /// The fields of an amount that most kinds share.
    var fields: [ClaimField.Name: ClaimValue?] {
        [.low: .optional(low), .high: .optional(high), .approximate: .flag(isApproximate)]
    }

    /// The fields of an amount of money.
    var moneyFields: [ClaimField.Name: ClaimValue?] {
        fields.merging([.currency: .optional(currency)]) { $1 }
    }
}
