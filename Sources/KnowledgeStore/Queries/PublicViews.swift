import KnowledgeModel

/// The names of the contract's views.
public enum PublicViews {
    public static let documents = ["articles"]
    public static let entities = EntityKind.allCases.map(\.viewName)
    public static let facts = ClaimKind.allCases.map(\.viewName)
    /// Of each fact view the latest claim for each question, and all claims whatever became of them.
    public static let current = facts.map { "current_" + $0 }
    public static let complete = facts.map { "all_" + $0 }
    /// Time, agreement, and what people decided.
    public static let knowledge = [
        "claim_history", "timeline", "disagreements", "entity_links", "doubtful_pairs", "judgements", "rule_precision",
    ]
    public static let all =
        documents + ["entities", "aliases", "mentions"] + entities + facts + ["claims"] + current + knowledge + complete
        + ["all_claims"]
    /// The views whose rows an export of everything holds: not the articles, whose text is the user's own, and not the
    /// judgements, which have an export of their own.
    public static let exported =
        ["entities", "aliases", "mentions"] + entities + facts + [
            "claim_history", "disagreements", "entity_links", "doubtful_pairs",
        ]
}
