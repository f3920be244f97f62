public import KnowledgeModel
public import SQLite

/// Who does what where. A row of `roles`.
public struct Role: Fact {
    public static let viewName = "roles"
    public static let columns = Columns()

    public let person: String
    public let company: String?
    public let title: String?
    public let status: RoleStatus
    public let period: String?
    public let provenance: Provenance

    public struct Columns: FactColumns {
        public typealias Row = Role
        public let person = EntityColumn<Role, Person>("person") { $0.person }
        public let company = EntityColumn<Role, Company>("company") { $0.company }
        public let title = Column<Role, String>("title")
        public let status = Column<Role, RoleStatus>("status")
        public let period = Column<Role, String>("period")

        public let ownNames = ["person", "company", "title", "status", "period"]
    }

    public init(row: inout RowReader) throws(SQLiteError) {
        person = try row.next()
        company = try row.next()
        title = try row.next()
        status = try row.next()
        period = try row.next()
        provenance = try Provenance(row: &row)
    }
}

/// How many use a product, a model or a company's services. A row of `usage_figures`.
public struct UsageFigure: Fact {
    public static let viewName = "usage_figures"
    public static let columns = Columns()

    public let subject: String
    public let subjectKind: EntityKind
    public let metric: UsageMetric
    public let low: Double?
    public let high: Double?
    public let approximate: Bool
    public let period: String?
    public let provenance: Provenance

    public struct Columns: FactColumns {
        public typealias Row = UsageFigure
        public let subject = Column<UsageFigure, String>("subject")
        public let subjectKind = Column<UsageFigure, EntityKind>("subject_kind")
        public let metric = Column<UsageFigure, UsageMetric>("metric")
        public let low = Column<UsageFigure, Double>("low")
        public let high = Column<UsageFigure, Double>("high")
        public let approximate = Column<UsageFigure, Bool>("approximate")
        public let period = Column<UsageFigure, String>("period")

        public let ownNames = ["subject", "subject_kind", "metric", "low", "high", "approximate", "period"]
    }

    public init(row: inout RowReader) throws(SQLiteError) {
        subject = try row.next()
        subjectKind = try row.next()
        metric = try row.next()
        low = try row.next()
        high = try row.next()
        approximate = try row.next()
        period = try row.next()
        provenance = try Provenance(row: &row)
    }
}

/// How many work for, leave or join a company. A row of `headcounts`.
public struct Headcount: Fact {
    public static let viewName = "headcounts"
    public static let columns = Columns()

    public let company: String
    public let measure: HeadcountMeasure
    public let low: Double?
    public let high: Double?
    public let unit: HeadcountUnit?
    public let approximate: Bool
    public let period: String?
    public let provenance: Provenance

    public struct Columns: FactColumns {
        public typealias Row = Headcount
        public let company = EntityColumn<Headcount, Company>("company") { $0.company }
        public let measure = Column<Headcount, HeadcountMeasure>("measure")
        public let low = Column<Headcount, Double>("low")
        public let high = Column<Headcount, Double>("high")
        public let unit = Column<Headcount, HeadcountUnit>("unit")
        public let approximate = Column<Headcount, Bool>("approximate")
        public let period = Column<Headcount, String>("period")

        public let ownNames = ["company", "measure", "low", "high", "unit", "approximate", "period"]
    }

    public init(row: inout RowReader) throws(SQLiteError) {
        company = try row.next()
        measure = try row.next()
        low = try row.next()
        high = try row.next()
        unit = try row.next()
        approximate = try row.next()
        period = try row.next()
        provenance = try Provenance(row: &row)
    }
}

/// When a company was founded. A row of `foundings`.
public struct Founding: Fact {
    public static let viewName = "foundings"
    public static let columns = Columns()

    public let company: String
    public let period: String
    public let periodStart: CalendarDate?
    public let periodEnd: CalendarDate?
    public let provenance: Provenance

    public struct Columns: FactColumns {
        public typealias Row = Founding
        public let company = EntityColumn<Founding, Company>("company") { $0.company }
        public let period = Column<Founding, String>("period")
        public let periodStart = Column<Founding, CalendarDate>("period_start")
        public let periodEnd = Column<Founding, CalendarDate>("period_end")

        public let ownNames = ["company", "period", "period_start", "period_end"]
    }

    public init(row: inout RowReader) throws(SQLiteError) {
        company = try row.next()
        period = try row.next()
        periodStart = try row.next()
        periodEnd = try row.next()
        provenance = try Provenance(row: &row)
    }
}

/// What somebody said, in direct speech. A row of `quotations`.
public struct Quotation: Fact {
    public static let viewName = "quotations"
    public static let columns = Columns()

    public let speaker: String?
    public let company: String?
    public let text: String
    public let provenance: Provenance

    public struct Columns: FactColumns {
        public typealias Row = Quotation
        public let speaker = EntityColumn<Quotation, Person>("speaker") { $0.speaker }
        public let company = EntityColumn<Quotation, Company>("company") { $0.company }
        public let text = Column<Quotation, String>("text")

        public let ownNames = ["speaker", "company", "text"]
    }

    public init(row: inout RowReader) throws(SQLiteError) {
        speaker = try row.next()
        company = try row.next()
        text = try row.next()
        provenance = try Provenance(row: &row)
    }
}

/// How two entities are related. A row of `relations`.
public struct Relation: Fact {
    public static let viewName = "relations"
    public static let columns = Columns()

    public let subject: String
    public let subjectKind: EntityKind
    public let predicate: RelationPredicate
    public let object: String
    public let objectKind: EntityKind
    public let provenance: Provenance

    public struct Columns: FactColumns {
        public typealias Row = Relation
        public let subject = Column<Relation, String>("subject")
        public let subjectKind = Column<Relation, EntityKind>("subject_kind")
        public let predicate = Column<Relation, RelationPredicate>("predicate")
        public let object = Column<Relation, String>("object")
        public let objectKind = Column<Relation, EntityKind>("object_kind")

        public let ownNames = ["subject", "subject_kind", "predicate", "object", "object_kind"]
    }

    public init(row: inout RowReader) throws(SQLiteError) {
        subject = try row.next()
        subjectKind = try row.next()
        predicate = try row.next()
        object = try row.next()
        objectKind = try row.next()
        provenance = try Provenance(row: &row)
    }
}
