import KnowledgeModel

/// Judges whether a claim says what an annotated claim says.
///
/// Two claims match on the key fields of their kind: who, what and how much. A period or a segment must not
/// contradict; hedges, currencies, statuses and the like are compared apart, as attributes.
struct ClaimMatcher {
    let spellings: Spellings

    /// - Precondition: Both claims are of the same kind.
    func matches(_ gold: GoldClaim, _ claim: Claim) -> Bool {
        precondition(gold.kind == claim.kind, "claims of one kind are compared")
        let pair = Pair(gold, claim, spellings)
        switch gold.kind {
        case .foundings:
            return pair.sameName(.company) && pair.periodsAgree
        case .capexFigures:
            return pair.sameName(.company) && pair.sameRange && pair.periodsAgree
        case .financialFigures:
            return pair.sameName(.company) && pair.sameText(.metric) && pair.sameRange && pair.segmentsAgree
                && pair.periodsAgree
        case .stockMoves:
            return pair.sameName(.company) && pair.sameText(.direction) && pair.sameRange
        case .valuations, .fundingRounds:
            return pair.sameName(.company) && pair.sameRange
        case .investments:
            let statesNoAmount = claim.number(.low) == nil && claim.number(.high) == nil
            return pair.sameName(.investor) && pair.sameName(.company) && (statesNoAmount || pair.sameRange)
        case .acquisitions:
            return pair.sameName(.acquirer) && pair.sameName(.target)
        case .partnerships:
            return pair.sameName(.company) && pair.sameName(.partner) || pair.sameSwapped(.company, .partner)
        case .modelReleases:
            return pair.sameName(.model) && pair.sameStage && pair.namesAgree(.company) && pair.periodsAgree
        case .modelAccess:
            let hasModel = gold.name(.model) != nil || claim.name(.model) != nil
            return pair.sameName(hasModel ? .model : .company) && pair.sameText(.access)
        case .benchmarkScores:
            return pair.sameName(.model) && Self.areEqual(gold.number(.score), claim.number(.score))
                && (pair.sameName(.benchmark) || pair.resemble(.benchmark))
        case .modelSpecs:
            return pair.sameName(.model) && pair.sameText(.property) && pair.sameSpecification
        case .capabilities:
            return pair.sameName(.model) && pair.resemble(.capability)
        case .roles:
            return pair.sameName(.person) && pair.namesAgree(.company)
                && (gold.text(.title) == nil || pair.resemble(.title))
        case .usageFigures:
            return pair.sameName(.subject) && pair.sameText(.metric) && pair.sameRange
        case .headcounts:
            return pair.sameName(.company) && pair.sameText(.measure) && pair.sameRange
        case .quotations:
            let hasSpeaker = gold.name(.speaker) != nil || claim.name(.speaker) != nil
            return pair.sameName(hasSpeaker ? .speaker : .company) && pair.sameQuotation
        case .relations:
            guard pair.sameText(.predicate) else { return false }
            return pair.sameName(.subject) && pair.sameName(.object)
                || gold.text(.predicate) == RelationPredicate.competesWith.rawValue
                    && pair.sameSwapped(.subject, .object)
        }
    }

    /// Whether two numbers differ by no more than a part of the larger one; two missing numbers are equal.
    static func areEqual(_ left: Double?, _ right: Double?, tolerance: Double = 0.005) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        return abs(left - right) <= tolerance * max(abs(left), abs(right), 1e-9)
    }

    /// Whether a period tells the same time as another, as far as both tell it.
    ///
    /// One may be a part of the other by its text (`2026` and `2026-Q2`). Otherwise the years decide, unless both are
    /// quarters, of which different ones exclude each other.
    static func agree(_ left: Period, _ right: Period) -> Bool {
        if left.text.hasPrefix(right.text) || right.text.hasPrefix(left.text) { return true }
        return year(left.text) == year(right.text) && !(left.text.contains("Q") && right.text.contains("Q"))
    }

    /// The first four digits in a row that begin with 19 or 20.
    private static func year(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        for start in bytes.indices.dropLast(3) {
            let digits = bytes[start..<(start + 4)]
            let isNumber = digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            if isNumber, digits.starts(with: "19".utf8) || digits.starts(with: "20".utf8) {
                return String(decoding: digits, as: UTF8.self)
            }
        }
        return nil
    }
}

/// An annotated claim and a claim of the same kind, field by field.
private struct Pair {
    let gold: GoldClaim
    let claim: Claim
    let spellings: Spellings

    init(_ gold: GoldClaim, _ claim: Claim, _ spellings: Spellings) {
        self.gold = gold
        self.claim = claim
        self.spellings = spellings
    }

    func sameName(_ field: ClaimField.Name) -> Bool { spellings.areSame(gold.name(field), claim.name(field)) }

    /// Both orders of a pair, crosswise.
    func sameSwapped(_ first: ClaimField.Name, _ second: ClaimField.Name) -> Bool {
        spellings.areSame(gold.name(first), claim.name(second))
            && spellings.areSame(gold.name(second), claim.name(first))
    }

    /// A name that one of the two leaves out contradicts nothing.
    func namesAgree(_ field: ClaimField.Name) -> Bool {
        gold.name(field) == nil || claim.name(field) == nil || sameName(field)
    }

    func sameText(_ field: ClaimField.Name) -> Bool { gold.text(field) == claim.text(field) }

    func resemble(_ field: ClaimField.Name) -> Bool {
        ComparableText.resemble(
            gold.name(field) ?? gold.text(field) ?? "", claim.name(field) ?? claim.text(field) ?? "")
    }

    /// The same number or the same two numbers; a bound matches the point of its number.
    ///
    /// An annotation without numbers is matched by any.
    var sameRange: Bool {
        let wanted = Set([gold.number(.low), gold.number(.high)].compactMap(\.self))
        guard !wanted.isEmpty else { return true }
        let found = Set([claim.number(.low), claim.number(.high)].compactMap(\.self))
        return wanted.count == found.count
            && wanted.allSatisfy { number in found.contains { ClaimMatcher.areEqual(number, $0) } }
    }

    var periodsAgree: Bool {
        guard case .period(let wanted) = gold.values[.period], case .period(let found) = claim[.period] else {
            return true
        }
        return ClaimMatcher.agree(wanted, found)
    }

    var segmentsAgree: Bool {
        guard let wanted = gold.text(.segment), let found = claim.text(.segment) else {
            return gold.text(.segment) == nil && claim.text(.segment) == nil
        }
        return ComparableText.resemble(wanted, found) || spellings.areSame(wanted, found)
    }

    /// Whether both statuses tell a model that is out, or both the same of one that is not.
    var sameStage: Bool {
        let out = [ReleaseStatus.released, .preview, .announced].map(\.rawValue)
        let (wanted, found) = (gold.text(.status) ?? "", claim.text(.status) ?? "")
        return wanted == found || out.contains(wanted) && out.contains(found)
    }

    var sameSpecification: Bool {
        if let value = gold.number(.value) {
            return ClaimMatcher.areEqual(value, claim.number(.value), tolerance: 0.03)
        }
        return ComparableText.normalized(gold.text(.unit) ?? "")
            == ComparableText.normalized(claim.text(.unit) ?? "")
    }

    var sameQuotation: Bool {
        let wanted = ComparableText.normalized(gold.text(.text) ?? "")
        let found = ComparableText.normalized(claim.text(.text) ?? "")
        guard !wanted.isEmpty, !found.isEmpty else { return false }
        return wanted.contains(found) || found.contains(wanted) || SequenceSimilarity.ratio(wanted, found) >= 0.8
    }
}

extension GoldClaim {
    fileprivate func name(_ field: ClaimField.Name) -> String? {
        if case .entity(let reference) = values[field] { reference.name } else { nil }
    }

    func text(_ field: ClaimField.Name) -> String? {
        if case .text(let text) = values[field] { text } else { nil }
    }

    fileprivate func number(_ field: ClaimField.Name) -> Double? {
        if case .number(let number) = values[field] { number } else { nil }
    }
}

extension Claim {
    fileprivate func name(_ field: ClaimField.Name) -> String? { entity(field)?.name }
}
