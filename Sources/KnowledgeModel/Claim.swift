/// What a field of a claim holds.
public enum ClaimValue: Hashable, Sendable {
    case entity(EntityReference)
    case number(Double)
    case text(String)
    case flag(Bool)
    case period(Period)
}

/// What one article says, with the words that say it.
public struct Claim: Hashable, Sendable {
    public let kind: ClaimKind
    public private(set) var values: [ClaimField.Name: ClaimValue]
    public var evidence: EvidenceSpan
    /// How likely the claim is right, in `0...1`.
    public var confidence: Double
    /// The name of the rule that found it.
    public var extractor: String
    /// Whether the article tells it as what was before, as `$4 billion` in `up from $4 billion`.
    public var isBackground = false

    public init(
        _ kind: ClaimKind,
        _ values: [ClaimField.Name: ClaimValue],
        evidence: EvidenceSpan,
        confidence: Double,
        extractor: String
    ) {
        self.kind = kind
        self.values = values
        self.evidence = evidence
        self.confidence = confidence
        self.extractor = extractor
    }

    public subscript(name: ClaimField.Name) -> ClaimValue? {
        get { values[name] }
        set { values[name] = newValue }
    }

    public func entity(_ name: ClaimField.Name) -> EntityReference? {
        if case .entity(let reference) = values[name] { reference } else { nil }
    }

    public func number(_ name: ClaimField.Name) -> Double? {
        if case .number(let number) = values[name] { number } else { nil }
    }

    public func text(_ name: ClaimField.Name) -> String? {
        if case .text(let text) = values[name] { text } else { nil }
    }

    /// The kind and the values in one line, the same for equal claims and only for them.
    ///
    /// Claims of one article with equal content are one claim; its identifier is a hash of this line.
    public var contentKey: String {
        var key = kind.rawValue
        for field in kind.fields {
            key += "\u{1F}"
            switch values[field.name] {
            case nil: break
            case .entity(let reference): key += reference.id
            case .number(let number): key += "\(number)"
            case .text(let text): key += text
            case .flag(let flag): key += flag ? "1" : "0"
            case .period(let period): key += period.text
            }
        }
        return key
    }
}

extension Claim {
    /// Whether a claim's evidence stands before another's; claims on the same words are ordered by kind and content.
    package static func precedes(_ left: Claim, _ right: Claim) -> Bool {
        if left.evidence.start != right.evidence.start { return left.evidence.start < right.evidence.start }
        if left.evidence.end != right.evidence.end { return left.evidence.end < right.evidence.end }
        return left.contentKey.utf8.lexicographicallyPrecedes(right.contentKey.utf8)
    }
}

/// Why the contract refuses a claim.
public enum ClaimDefect: Hashable, Sendable {
    case missing(ClaimField.Name)
    case unknownField(ClaimField.Name)
    case wrongType(ClaimField.Name)
    case wordOutsideVocabulary(ClaimField.Name, String)
    case numberOutOfRange(ClaimField.Name)
    case sameEntityTwice
    case nothingStated
    case confidenceOutOfRange
}

extension Claim {
    /// What the contract has against this claim; empty if it may be stored.
    public var defects: [ClaimDefect] {
        var found: [ClaimDefect] = []
        let fields = kind.fields
        for field in fields {
            guard let value = values[field.name] else {
                if field.isRequired { found.append(.missing(field.name)) }
                continue
            }
            switch (field.type, value) {
            case (.entity(let kinds), .entity(let reference)):
                if !kinds.contains(reference.kind) || !reference.isWellFormed { found.append(.wrongType(field.name)) }
            case (.number, .number(let number)):
                if !number.isFinite { found.append(.numberOutOfRange(field.name)) }
            case (.text, .text(let text)):
                if text.isEmpty { found.append(.missing(field.name)) }
            case (.currency, .text(let code)):
                if code.utf8.count != 3
                    || !code.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
                {
                    found.append(.wordOutsideVocabulary(field.name, code))
                }
            case (.word(let words), .text(let word)):
                if !words.contains(word) { found.append(.wordOutsideVocabulary(field.name, word)) }
            case (.flag, .flag), (.period, .period):
                break
            default:
                found.append(.wrongType(field.name))
            }
        }
        for name in values.keys where !fields.contains(where: { $0.name == name }) { found.append(.unknownField(name)) }
        if !(0...1).contains(confidence) { found.append(.confidenceOutOfRange) }
        found += defectsOfKind
        return found
    }

    private var defectsOfKind: [ClaimDefect] {
        if let low = number(.low), let high = number(.high), low > high { return [.numberOutOfRange(.low)] }
        func same(_ first: ClaimField.Name, _ second: ClaimField.Name) -> Bool {
            entity(first) != nil && entity(first)?.id == entity(second)?.id
        }
        switch kind {
        case .investments where same(.investor, .company), .acquisitions where same(.acquirer, .target),
            .partnerships where same(.company, .partner), .relations where same(.subject, .object):
            return [.sameEntityTwice]
        case .capexFigures, .valuations, .usageFigures, .headcounts:
            return number(.low) == nil && number(.high) == nil ? [.nothingStated] : []
        case .financialFigures:
            return number(.low) == nil && number(.high) == nil && number(.changePercent) == nil ? [.nothingStated] : []
        case .modelAccess:
            if (text(.scope) == "model") != (entity(.model) != nil) { return [.wrongType(.scope)] }
            return entity(.model) == nil && entity(.company) == nil ? [.nothingStated] : []
        case .quotations:
            return entity(.speaker) == nil && entity(.company) == nil ? [.nothingStated] : []
        case .modelSpecs:
            return (number(.value) == nil) == (text(.property) == "knowledge_cutoff") ? [] : [.nothingStated]
        default:
            return []
        }
    }
}
