import KnowledgeModel

/// Chooses among claims of one article that answer the same question.
enum ClaimSelection {
    /// Drops a claim that another one of the article says more exactly.
    ///
    /// A release without a date gives way to one with a date, and a role without a title to one with a title.
    /// Complexity: linear, as long as no entity has very many claims.
    static func select(_ claims: [Claim]) -> [Claim] {
        let releases = Dictionary(grouping: claims.filter { $0.kind == .modelReleases }, by: { $0.entity(.model) })
        let roles = Dictionary(grouping: claims.filter { $0.kind == .roles }, by: { $0.entity(.person) })
        return claims.filter { claim in
            switch claim.kind {
            case .modelReleases: !(releases[claim.entity(.model)] ?? []).prefix(50).contains { supersedes($0, claim) }
            case .roles:
                claim[.title] != nil
                    || !(roles[claim.entity(.person)] ?? []).prefix(50).contains {
                        $0[.title] != nil && $0.entity(.company) == claim.entity(.company)
                    }
            default: true
            }
        }
    }

    private static func supersedes(_ other: Claim, _ claim: Claim) -> Bool {
        guard other != claim, isOut(other) == isOut(claim) else { return false }
        return claim[.period] == nil && other[.period] != nil
            || claim[.period] == other[.period] && other.evidence.start < claim.evidence.start
    }

    private static func isOut(_ claim: Claim) -> Bool {
        ["released", "announced", "preview"].contains(claim.text(.status) ?? "")
    }
}
