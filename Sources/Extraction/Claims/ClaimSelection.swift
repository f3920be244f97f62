import KnowledgeModel

/// Chooses among claims of one article that answer the same question.
enum ClaimSelection {
    /// Drops a claim that another one of the article says more exactly.
    ///
    /// A release without a date gives way to one with a date, a role without a title to one with a title, and an investment
    /// without an amount to one of the same sentence with it.
    /// Complexity: linear, as long as no entity has very many claims.
    static func select(_ claims: [Claim]) -> [Claim] {
        let releases = Dictionary(grouping: claims.filter { $0.kind == .modelReleases }, by: { $0.entity(.model) })
        let roles = Dictionary(grouping: claims.filter { $0.kind == .roles }, by: { $0.entity(.person) })
        var policies: [String: Claim] = [:]
        for claim in claims where claim.kind == .modelAccess {
            guard let model = claim.entity(.model) else { continue }
            let question = "\(model.id)\u{1F}\(claim.text(.access) ?? "")"
            if policies[question].map({ $0[.company] == nil && claim[.company] != nil }) ?? true {
                policies[question] = claim
            }
        }
        let kept = Set(policies.values)
        let withAmount = Set(
            claims.filter { ($0.kind == .investments || $0.kind == .stockMoves) && hasAmount($0) }.map(question))
        return claims.filter { claim in
            switch claim.kind {
            case .modelReleases: !(releases[claim.entity(.model)] ?? []).prefix(50).contains { supersedes($0, claim) }
            case .modelAccess: claim.entity(.model) == nil || kept.contains(claim)
            case .investments, .stockMoves:
                // The same told again without its amount.
                hasAmount(claim) || !withAmount.contains(question(claim))
            case .roles:
                !(claim.text(.title) == "head"
                    && (roles[claim.entity(.person)] ?? []).prefix(50).contains {
                        $0[.title] != nil && $0.text(.title) != "head" && $0.entity(.company) == claim.entity(.company)
                    })
                    && (claim[.title] != nil
                        || !(roles[claim.entity(.person)] ?? []).prefix(50).contains {
                            $0[.title] != nil && $0.entity(.company) == claim.entity(.company)
                        })
            default: true
            }
        }
    }

    private static func hasAmount(_ claim: Claim) -> Bool { claim.number(.low) ?? claim.number(.high) != nil }

    /// What an amount would answer: which way a company's stock went; what an investor put into a company, by sentence.
    private static func question(_ claim: Claim) -> String {
        let company = claim.entity(.company)?.id ?? ""
        guard claim.kind == .investments else { return "\(company)\u{1F}\(claim.text(.direction) ?? "")" }
        return "\(company)\u{1F}\(claim.entity(.investor)?.id ?? "")\u{1F}\(claim.evidence.start)"
    }

    private static func supersedes(_ other: Claim, _ claim: Claim) -> Bool {
        guard other != claim, isOut(other) == isOut(claim) else { return false }
        func rank(_ claim: Claim) -> Int { (claim[.period] == nil ? 0 : 2) + (claim[.company] == nil ? 0 : 1) }
        if rank(other) != rank(claim) { return rank(other) > rank(claim) }
        return other.evidence.start < claim.evidence.start
            || other.evidence.start == claim.evidence.start && other.extractor < claim.extractor
    }

    private static func isOut(_ claim: Claim) -> Bool {
        ["released", "announced", "preview"].contains(claim.text(.status) ?? "")
    }
}
