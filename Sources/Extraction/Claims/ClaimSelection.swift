import KnowledgeModel

/// Chooses among claims of one article that answer the same question.
enum ClaimSelection {
    /// Drops a claim that another one of the article says more exactly.
    ///
    /// A release without a date gives way to one with a date, and a role without a title to one with a title.
    static func select(_ claims: [Claim]) -> [Claim] {
        claims.filter { claim in
            switch claim.kind {
            case .modelReleases:
                !claims.contains { other in
                    other.kind == .modelReleases && other != claim && other.entity(.model) == claim.entity(.model)
                        && isOut(other) == isOut(claim)
                        && (claim[.period] == nil && other[.period] != nil
                            || claim[.period] == other[.period] && other.evidence.start < claim.evidence.start)
                }
            case .roles:
                !(claim[.title] == nil
                    && claims.contains { other in
                        other.kind == .roles && other[.title] != nil && other.entity(.person) == claim.entity(.person)
                            && other.entity(.company) == claim.entity(.company)
                    })
            default: true
            }
        }
    }

    private static func isOut(_ claim: Claim) -> Bool {
        ["released", "announced", "preview"].contains(claim.text(.status) ?? "")
    }
}
