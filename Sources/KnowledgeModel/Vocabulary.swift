/// A closed set of words that a column of the contract may hold; the schema checks the same set.
public protocol VocabularyWord: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}

extension VocabularyWord {
    /// The words as columns hold them.
    public static var words: [String] { allCases.map(\.rawValue) }
}

/// How a figure of money is meant.
public enum Basis: String, VocabularyWord {
    /// Spent or earned.
    case actual
    /// Said in advance by the company.
    case guidance
    /// By a third party.
    case estimate
    /// A pledge over several years, or with no year.
    case commitment
}

/// What a financial figure measures.
public enum FinancialMetric: String, VocabularyWord {
    case revenue
    case runRateRevenue = "run_rate_revenue"
    case netIncome = "net_income"
    case operatingIncome = "operating_income"
    case operatingLoss = "operating_loss"
    case netLoss = "net_loss"
    case eps
    case epsImpact = "eps_impact"
    case expenses
    case freeCashFlow = "free_cash_flow"
    case backlog
    case bookings
    case debtRaised = "debt_raised"
    case cash
    case grossMargin = "gross_margin"
}

/// Where a share price went.
public enum Direction: String, VocabularyWord {
    case up
    case down
    case flat
}

/// When on a trading day a share price moved.
public enum Session: String, VocabularyWord {
    case regular
    case afterHours = "after_hours"
    case premarket
}

/// What a valuation values.
public enum ValuationBasis: String, VocabularyWord {
    case `private`
    case marketCap = "market_cap"
}

/// How far a funding round or an investment has come.
public enum DealStatus: String, VocabularyWord {
    case closed
    case inTalks = "in_talks"
    case planned
}

/// How far an acquisition has come.
public enum AcquisitionStatus: String, VocabularyWord {
    case completed
    case announced
    case inTalks = "in_talks"
    case blocked
}

/// How far a model's release has come.
public enum ReleaseStatus: String, VocabularyWord {
    case released
    case announced
    case preview
    case expected
    case delayed
    case retired
}

/// Which models an access policy covers.
public enum AccessScope: String, VocabularyWord {
    case model
    case frontier
    case all
}

/// How a model can be reached.
public enum Access: String, VocabularyWord {
    case openWeights = "open_weights"
    case api
    case proprietary
    case limited
    case unreleased
}

/// What a benchmark score counts.
public enum ScoreUnit: String, VocabularyWord {
    case percent
    case points
    case elo
}

/// What a model's specification tells.
public enum ModelProperty: String, VocabularyWord {
    case parameters
    case activeParameters = "active_parameters"
    case contextWindow = "context_window"
    case maxOutput = "max_output"
    case inputPrice = "input_price"
    case outputPrice = "output_price"
    case trainingCost = "training_cost"
    case trainingTokens = "training_tokens"
    case knowledgeCutoff = "knowledge_cutoff"
}

/// Whether somebody holds a role.
public enum RoleStatus: String, VocabularyWord {
    case current
    case former
    case joined
    case left
}

/// What a usage figure counts.
public enum UsageMetric: String, VocabularyWord {
    case monthlyUsers = "monthly_users"
    case weeklyUsers = "weekly_users"
    case dailyUsers = "daily_users"
    case users
    case payingUsers = "paying_users"
    case customers
    case developers
    case downloads
    case queries
    case tokens
}

/// What a headcount counts.
public enum HeadcountMeasure: String, VocabularyWord {
    case employees
    case layoffs
    case hires
}

/// Whether a headcount counts people or a share of them.
public enum HeadcountUnit: String, VocabularyWord {
    case people
    case percent
}

/// How two entities are related.
public enum RelationPredicate: String, VocabularyWord {
    case develops
    case offers
    case partOf = "part_of"
    case versionOf = "version_of"
    case powers
    case competesWith = "competes_with"
    case uses
}

/// What sort of organisation a company is.
public enum CompanyType: String, VocabularyWord {
    case company
    case lab
    case division
    case fund
    case university
    case publicBody = "public_body"
}
