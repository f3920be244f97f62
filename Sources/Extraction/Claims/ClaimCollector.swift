import KnowledgeModel
import TextAnalysis

/// Builds claims with their evidence, refuses what the contract refuses, and keeps each content once.
struct ClaimCollector {
    private let document: Document
    private(set) var claims: [Claim] = []
    private var seen: Set<String> = []
    /// The claims that name an entity, as indices.
    private var claimsByEntity: [EntityReference: [Int]] = [:]

    init(document: Document) {
        self.document = document
    }

    /// - Parameters:
    ///   - tokens: The words that state the claim.
    ///   - rule: The name of the rule that found it, with its version's number.
    mutating func add(
        _ kind: ClaimKind,
        _ values: [ClaimField.Name: ClaimValue?],
        evidence tokens: Range<Int>,
        rule: String,
        source: Argument.Source = .name,
        confidence: Double? = nil
    ) {
        guard !tokens.isEmpty else { return }
        let scalars = document.scalarRange(of: tokens)
        var claim = Claim(
            kind, values.compactMapValues { $0 },
            evidence: EvidenceSpan(
                start: scalars.lowerBound, end: scalars.upperBound, quote: document.text(of: tokens)),
            confidence: confidence ?? RuleConfidence.of(rule), extractor: rule)
        for field in kind.fields where field.type == .flag && claim[field.name] == nil {
            claim[field.name] = .flag(false)
        }
        guard claim.defects.isEmpty, seen.insert(claim.contentKey).inserted else { return }
        for case .entity(let entity) in claim.values.values { claimsByEntity[entity, default: []].append(claims.count) }
        claims.append(claim)
    }

    /// The first claim of a kind that names an entity and meets a condition. Complexity: linear in that entity's claims.
    func first(_ kind: ClaimKind, about entity: EntityReference, where test: (Claim) -> Bool) -> Claim? {
        claimsByEntity[entity]?.lazy.map { claims[$0] }.first { $0.kind == kind && test($0) }
    }

    func contains(_ kind: ClaimKind, about entity: EntityReference, where test: (Claim) -> Bool) -> Bool {
        first(kind, about: entity, where: test) != nil
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

extension Dictionary where Key == ClaimField.Name, Value == ClaimValue? {
    func adding(_ others: [ClaimField.Name: ClaimValue?]) -> [ClaimField.Name: ClaimValue?] {
        merging(others) { $1 }
    }
}
