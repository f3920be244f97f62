/// The kinds of claim, one for each fact view of the contract.
public enum ClaimKind: String, CaseIterable, Hashable, Sendable {
    case capexFigures = "capex_figures"
    case financialFigures = "financial_figures"
    case stockMoves = "stock_moves"
    case valuations
    case fundingRounds = "funding_rounds"
    case investments
    case acquisitions
    case partnerships
    case modelReleases = "model_releases"
    case modelAccess = "model_access"
    case benchmarkScores = "benchmark_scores"
    case modelSpecs = "model_specs"
    case capabilities
    case roles
    case usageFigures = "usage_figures"
    case headcounts
    case foundings
    case quotations
    case relations

    /// The name of the public view.
    public var viewName: String { rawValue }

    /// The table behind the view.
    public var tableName: String {
        switch self {
        case .modelAccess: "access_policy"
        case .capabilities: "capability"
        default: String(rawValue.dropLast())
        }
    }

    /// The fields of a claim of this kind, in the contract's order.
    ///
    /// Columns that follow from a field (`subject_kind`, `period_start`, `period_end`) are not fields.
    public var fields: [ClaimField] {
        switch self {
        case .capexFigures:
            [.company, .low, .high, .currency, .approximate, .datedPeriod, .word(.basis, Basis.words)]
        case .financialFigures:
            [
                .company, .word(.metric, FinancialMetric.words, isRequired: true), .text(.segment), .low, .high,
                .currency, .approximate, .datedPeriod, .word(.basis, Basis.words), .number(.changePercent),
            ]
        case .stockMoves:
            [
                .company, .word(.direction, Direction.words, isRequired: true), .low, .high, .approximate,
                .word(.session, Session.words), .datedPeriod,
            ]
        case .valuations:
            [.company, .low, .high, .currency, .approximate, .period, .word(.basis, ValuationBasis.words)]
        case .fundingRounds:
            [
                .company, .low, .high, .currency, .approximate, .text(.series), .number(.valuation), .period,
                .word(.status, DealStatus.words),
            ]
        case .investments:
            [
                .entity(.investor, [.company, .person], isRequired: true), .company, .low, .high, .currency,
                .approximate, .period, .word(.status, DealStatus.words),
            ]
        case .acquisitions:
            [
                .entity(.acquirer, [.company, .person], isRequired: true),
                .entity(.target, [.company, .product, .model], isRequired: true), .low, .high, .currency,
                .approximate, .period, .word(.status, AcquisitionStatus.words),
            ]
        case .partnerships:
            [
                .company, .entity(.partner, [.company], isRequired: true), .text(.subject), .low, .high, .currency,
                .approximate, .period,
            ]
        case .modelReleases:
            [
                .entity(.model, [.model], isRequired: true), .entity(.company, [.company]),
                .word(.status, ReleaseStatus.words, isRequired: true), .datedPeriod,
            ]
        case .modelAccess:
            [
                .entity(.model, [.model]), .entity(.company, [.company]),
                .word(.scope, AccessScope.words, isRequired: true),
                .word(.access, Access.words, isRequired: true),
            ]
        case .benchmarkScores:
            [
                .entity(.model, [.model], isRequired: true), .entity(.benchmark, [.benchmark], isRequired: true),
                .number(.score, isRequired: true), .number(.scale), .word(.unit, ScoreUnit.words), .approximate,
            ]
        case .modelSpecs:
            [
                .entity(.model, [.model], isRequired: true),
                .word(.property, ModelProperty.words, isRequired: true), .number(.value), .text(.unit),
                .approximate,
            ]
        case .capabilities:
            [.entity(.model, [.model], isRequired: true), .text(.capability, isRequired: true)]
        case .roles:
            [
                .entity(.person, [.person], isRequired: true), .entity(.company, [.company]), .text(.title),
                .word(.status, RoleStatus.words, isRequired: true), .period,
            ]
        case .usageFigures:
            [
                .entity(.subject, [.product, .model, .company], isRequired: true),
                .word(.metric, UsageMetric.words, isRequired: true), .low, .high, .approximate, .period,
            ]
        case .headcounts:
            [
                .company, .word(.measure, HeadcountMeasure.words, isRequired: true), .low, .high,
                .word(.unit, HeadcountUnit.words), .approximate, .period,
            ]
        case .foundings:
            [.company, ClaimField(name: .period, type: .period(isDated: true), isRequired: true)]
        case .quotations:
            [.entity(.speaker, [.person]), .entity(.company, [.company]), .text(.text, isRequired: true)]
        case .relations:
            [
                .entity(.subject, EntityKind.allCases, isRequired: true),
                .word(.predicate, RelationPredicate.words, isRequired: true),
                .entity(.object, EntityKind.allCases, isRequired: true),
            ]
        }
    }
}
