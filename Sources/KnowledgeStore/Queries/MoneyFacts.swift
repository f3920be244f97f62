public import KnowledgeModel
public import SQLite

/// Capital expenditure: what a company spends on buildings and machines. A row of `capex_figures`.
public struct CapexFigure: Fact {
    public static let viewName = "capex_figures"
    public static let columns = Columns()

    public let company: String
    public let low: Double?
    public let high: Double?
    public let currency: String?
    public let approximate: Bool
    public let period: String?
    public let periodStart: CalendarDate?
    public let periodEnd: CalendarDate?
    public let basis: Basis?
    public let provenance: Provenance

    public struct Columns: FactColumns {
        public typealias Row = CapexFigure
        public let company = EntityColumn<CapexFigure, Company>("company") { $0.company }
        public let low = Column<CapexFigure, Double>("low")
        public let high = Column<CapexFigure, Double>("high")
        public let currency = Column<CapexFigure, String>("currency")
        public let approximate = Column<CapexFigure, Bool>("approximate")
        public let period = Column<CapexFigure, String>("period")
        public let periodStart = Column<CapexFigure, CalendarDate>("period_start")
        public let periodEnd = Column<CapexFigure, CalendarDate>("period_end")
        public let basis = Column<CapexFigure, Basis>("basis")

        public let ownNames = [
            "company", "low", "high", "currency", "approximate", "period", "period_start", "period_end",
            "basis",
        ]
    }

    public init(row: inout RowReader) throws(SQLiteError) {
        company = try row.next()
        low = try row.next()
        high = try row.next()
        currency = try row.next()
        approximate = try row.next()
        period = try row.next()
        periodStart = try row.next()
        periodEnd = try row.next()
        basis = try row.next()
        provenance = try Provenance(row: &row)
    }
}

/// Revenue, profit and the like. A row of `financial_figures`.
public struct FinancialFigure: Fact {
    public static let viewName = "financial_figures"
    public static let columns = Columns()

    public let company: String
    public let metric: FinancialMetric
    public let segment: String?
    public let low: Double?
    public let high: Double?
    public let currency: String?
    public let approximate: Bool
    public let period: String?
    public let periodStart: CalendarDate?
    public let periodEnd: CalendarDate?
    public let basis: Basis?
    public let changePercent: Double?
    public let provenance: Provenance

    public struct Columns: FactColumns {
        public typealias Row = FinancialFigure
        public let company = EntityColumn<FinancialFigure, Company>("company") { $0.company }
        public let metric = Column<FinancialFigure, FinancialMetric>("metric")
        public let segment = Column<FinancialFigure, String>("segment")
        public let low = Column<FinancialFigure, Double>("low")
        public let high = Column<FinancialFigure, Double>("high")
        public let currency = Column<FinancialFigure, String>("currency")
        public let approximate = Column<FinancialFigure, Bool>("approximate")
        public let period = Column<FinancialFigure, String>("period")
        public let periodStart = Column<FinancialFigure, CalendarDate>("period_start")
        public let periodEnd = Column<FinancialFigure, CalendarDate>("period_end")
        public let basis = Column<FinancialFigure, Basis>("basis")
        public let changePercent = Column<FinancialFigure, Double>("change_percent")

        public let ownNames = [
            "company", "metric", "segment", "low", "high", "currency", "approximate", "period",
            "period_start", "period_end", "basis", "change_percent",
        ]
    }

    public init(row: inout RowReader) throws(SQLiteError) {
        company = try row.next()
        metric = try row.next()
        segment = try row.next()
        low = try row.next()
        high = try row.next()
        currency = try row.next()
        approximate = try row.next()
        period = try row.next()
        periodStart = try row.next()
        periodEnd = try row.next()
        basis = try row.next()
        changePercent = try row.next()
        provenance = try Provenance(row: &row)
    }
}

/// How a company's shares moved, in percent. A row of `stock_moves`.
public struct StockMove: Fact {
    public static let viewName = "stock_moves"
    public static let columns = Columns()

    public let company: String
    public let direction: Direction
    public let low: Double?
    public let high: Double?
    public let approximate: Bool
    public let session: Session?
    public let period: String?
    public let periodStart: CalendarDate?
    public let periodEnd: CalendarDate?
    public let provenance: Provenance

    public struct Columns: FactColumns {
        public typealias Row = StockMove
        public let company = EntityColumn<StockMove, Company>("company") { $0.company }
        public let direction = Column<StockMove, Direction>("direction")
        public let low = Column<StockMove, Double>("low")
        public let high = Column<StockMove, Double>("high")
        public let approximate = Column<StockMove, Bool>("approximate")
        public let session = Column<StockMove, Session>("session")
        public let period = Column<StockMove, String>("period")
        public let periodStart = Column<StockMove, CalendarDate>("period_start")
        public let periodEnd = Column<StockMove, CalendarDate>("period_end")

        public let ownNames = [
            "company", "direction", "low", "high", "approximate", "session", "period", "period_start",
            "period_end",
        ]
    }

    public init(row: inout RowReader) throws(SQLiteError) {
        company = try row.next()
        direction = try row.next()
        low = try row.next()
        high = try row.next()
        approximate = try row.next()
        session = try row.next()
        period = try row.next()
        periodStart = try row.next()
        periodEnd = try row.next()
        provenance = try Provenance(row: &row)
    }
}

/// What a company is worth. A row of `valuations`.
public struct Valuation: Fact {
    public static let viewName = "valuations"
    public static let columns = Columns()

    public let company: String
    public let low: Double?
    public let high: Double?
    public let currency: String?
    public let approximate: Bool
    public let period: String?
    public let basis: ValuationBasis?
    public let provenance: Provenance

    public struct Columns: FactColumns {
        public typealias Row = Valuation
        public let company = EntityColumn<Valuation, Company>("company") { $0.company }
        public let low = Column<Valuation, Double>("low")
        public let high = Column<Valuation, Double>("high")
        public let currency = Column<Valuation, String>("currency")
        public let approximate = Column<Valuation, Bool>("approximate")
        public let period = Column<Valuation, String>("period")
        public let basis = Column<Valuation, ValuationBasis>("basis")

        public let ownNames = ["company", "low", "high", "currency", "approximate", "period", "basis"]
    }

    public init(row: inout RowReader) throws(SQLiteError) {
        company = try row.next()
        low = try row.next()
        high = try row.next()
        currency = try row.next()
        approximate = try row.next()
        period = try row.next()
        basis = try row.next()
        provenance = try Provenance(row: &row)
    }
}
