public import KnowledgeModel
public import SQLite

/// The columns of a fact view whose rows hold for a stretch of time.
public protocol DatedColumns: FactColumns {
    var period: Column<Row, String> { get }
    var periodStart: Column<Row, CalendarDate> { get }
    var periodEnd: Column<Row, CalendarDate> { get }
}

extension CapexFigure.Columns: DatedColumns {}
extension FinancialFigure.Columns: DatedColumns {}
extension StockMove.Columns: DatedColumns {}
extension ModelRelease.Columns: DatedColumns {}
extension Founding.Columns: DatedColumns {}

extension DatedColumns {
    /// Rows whose time lies within a period. A period without days, such as a company's fiscal label, is met by its
    /// label alone; rows without time never are.
    public func during(_ other: Period) -> Predicate<Row> {
        guard let start = other.start, let end = other.end else { return period == other.text }
        return periodStart >= start && periodEnd <= end
    }

    /// Rows whose time is over before a day.
    public func before(_ day: CalendarDate) -> Predicate<Row> { periodEnd < day }

    /// Rows whose time begins after a day.
    public func after(_ day: CalendarDate) -> Predicate<Row> { periodStart > day }

    /// Rows whose time is over before a model was released.
    public func beforeRelease(of model: String) -> Predicate<Row> {
        Predicate("(\(periodEnd.sql) < \(FirstRelease.day(of: model)))")
    }

    /// Rows whose time begins after a model was released.
    public func afterRelease(of model: String) -> Predicate<Row> {
        Predicate("(\(periodStart.sql) > \(FirstRelease.day(of: model)))")
    }
}

extension FactColumns {
    /// Rows of articles published within a period.
    ///
    /// - Precondition: The period has days; a company's fiscal label has none and is met by no article.
    public func isPublished(during period: Period) -> Predicate<Row> {
        guard let start = period.start, let end = period.end else { return Predicate("(0)") }
        return publishedOn >= start && publishedOn <= end
    }

    /// Rows of articles published before a model was released.
    public func isPublished(beforeReleaseOf model: String) -> Predicate<Row> {
        Predicate("(\(publishedOn.sql) < \(FirstRelease.day(of: model)))")
    }

    /// Rows of articles published after a model was released.
    public func isPublished(afterReleaseOf model: String) -> Predicate<Row> {
        Predicate("(\(publishedOn.sql) > \(FirstRelease.day(of: model)))")
    }

    /// Rows whose quote the full-text index finds.
    public func quoteMatches(_ pattern: FullTextPattern) -> Predicate<Row> {
        Predicate(
            """
            (\(claimID.sql) IN (
                SELECT claim.claim_id FROM quote_search JOIN claim ON claim.claim_key = quote_search.rowid
                WHERE quote_search MATCH \(pattern)
            ))
            """)
    }
}

/// The day on which a model came out; NULL where no article tells, and then no row is before or after it.
private enum FirstRelease {
    static func day(of model: String) -> SQL {
        "(SELECT min(period_start) FROM model_releases WHERE model = \(model) AND status = 'released')"
    }
}
