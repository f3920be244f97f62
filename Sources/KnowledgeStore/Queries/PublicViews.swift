import KnowledgeModel

/// The names of the contract's views.
public enum PublicViews {
    public static let documents = ["articles"]
    public static let entities = EntityKind.allCases.map(\.viewName)
    public static let facts = ClaimKind.allCases.map(\.viewName)
    public static let all = documents + ["entities", "aliases", "mentions"] + entities + facts + ["claims"]
    /// The views whose rows an export of everything holds: not the articles, whose text is the user's own.
    public static let exported = ["entities", "aliases", "mentions"] + entities + facts
}
