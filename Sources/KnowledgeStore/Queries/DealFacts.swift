public import KnowledgeModel
public import SQLite

/// Money raised by a company. A row of `funding_rounds`.
public struct FundingRound: Fact {
    public static let viewName = "funding_rounds"
    public static let columns = Columns()

    public let company: String
    public let low: Double?
    public let high: Double?
    public let currency: String?
    public let approximate: Bool
    public let series: String?
    public let valuation: Double?
    public let period: String?
    public let status: DealStatus?
    public let provenance: Provenance

    public struct Columns: FactColumns {
        public typealias Row = FundingRound
        public let company = EntityColumn<FundingRound, Company>("company") { $0.company }
        public let low = Column<FundingRound, Double>("low")
        public let high = Column<FundingRound, Double>("high")
        public let currency = Column<FundingRound, String>("currency")
        public let approximate = Column<FundingRound, Bool>("approximate")
        public let series = Column<FundingRound, String>("series")
        public let valuation = Column<FundingRound, Double>("valuation")
        public let period = Column<FundingRound, String>("period")
        public let status = Column<FundingRound, DealStatus>("status")

        public let ownNames = [
            "company", "low", "high", "currency", "approximate", "series", "valuation", "period", "status",
        ]
    }

    public init(row: inout RowReader) throws(SQLiteError) {
        company = try row.next()
        low = try row.next()
        high = try row.next()
        currency = try row.next()
        approximate = try row.next()
        series = try row.next()
        valuation = try row.next()
        period = try row.next()
        status = try row.next()
        provenance = try Provenance(row: &row)
    }
}

/// Who put money into whom. A row of `investments`.
public struct Investment: Fact {
    public static let viewName = "investments"
    public static let columns = Columns()

    public let investor: String
    public let company: String
    public let low: Double?
    public let high: Double?
    public let currency: String?
    public let approximate: Bool
    public let period: String?
    public let status: DealStatus?
    public let provenance: Provenance

    public struct Columns: FactColumns {
        public typealias Row = Investment
        public let investor = Column<Investment, String>("investor")
        public let company = EntityColumn<Investment, Company>("company") { $0.company }
        public let low = Column<Investment, Double>("low")
        public let high = Column<Investment, Double>("high")
        public let currency = Column<Investment, String>("currency")
        public let approximate = Column<Investment, Bool>("approximate")
        public let period = Column<Investment, String>("period")
        public let status = Column<Investment, DealStatus>("status")

        public let ownNames = [
            "investor", "company", "low", "high", "currency", "approximate", "period", "status",
        ]
    }

    public init(row: inout RowReader) throws(SQLiteError) {
        investor = try row.next()
        company = try row.next()
        low = try row.next()
        high = try row.next()
        currency = try row.next()
        approximate = try row.next()
        period = try row.next()
        status = try row.next()
        provenance = try Provenance(row: &row)
    }
}

/// Who bought, buys or wants to buy what. A row of `acquisitions`.
public struct Acquisition: Fact {
    public static let viewName = "acquisitions"
    public static let columns = Columns()

    public let acquirer: String
    public let target: String
    public let low: Double?
    public let high: Double?
    public let currency: String?
    public let approximate: Bool
    public let period: String?
    public let status: AcquisitionStatus?
    public let provenance: Provenance

    public struct Columns: FactColumns {
        public typealias Row = Acquisition
        public let acquirer = Column<Acquisition, String>("acquirer")
        public let target = Column<Acquisition, String>("target")
        public let low = Column<Acquisition, Double>("low")
        public let high = Column<Acquisition, Double>("high")
        public let currency = Column<Acquisition, String>("currency")
        public let approximate = Column<Acquisition, Bool>("approximate")
        public let period = Column<Acquisition, String>("period")
        public let status = Column<Acquisition, AcquisitionStatus>("status")

        public let ownNames = ["acquirer", "target", "low", "high", "currency", "approximate", "period", "status"]
    }

    public init(row: inout RowReader) throws(SQLiteError) {
        acquirer = try row.next()
        target = try row.next()
        low = try row.next()
        high = try row.next()
        currency = try row.next()
        approximate = try row.next()
        period = try row.next()
        status = try row.next()
        provenance = try Provenance(row: &row)
    }
}

/// A deal between two companies; the pair's order is not significant. A row of `partnerships`.
public struct Partnership: Fact {
    public static let viewName = "partnerships"
    public static let columns = Columns()

    public let company: String
    public let partner: String
    public let subject: String?
    public let low: Double?
    public let high: Double?
    public let currency: String?
    public let approximate: Bool
    public let period: String?
    public let provenance: Provenance

    public struct Columns: FactColumns {
        public typealias Row = Partnership
        public let company = EntityColumn<Partnership, Company>("company") { $0.company }
        public let partner = EntityColumn<Partnership, Company>("partner") { $0.partner }
        public let subject = Column<Partnership, String>("subject")
        public let low = Column<Partnership, Double>("low")
        public let high = Column<Partnership, Double>("high")
        public let currency = Column<Partnership, String>("currency")
        public let approximate = Column<Partnership, Bool>("approximate")
        public let period = Column<Partnership, String>("period")

        public let ownNames = [
            "company", "partner", "subject", "low", "high", "currency", "approximate", "period",
        ]
    }

    public init(row: inout RowReader) throws(SQLiteError) {
        company = try row.next()
        partner = try row.next()
        subject = try row.next()
        low = try row.next()
        high = try row.next()
        currency = try row.next()
        approximate = try row.next()
        period = try row.next()
        provenance = try Provenance(row: &row)
    }
}
