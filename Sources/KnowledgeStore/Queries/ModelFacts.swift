public import KnowledgeModel
public import SQLite

/// When a model came out, or is to. A row of `model_releases`.
public struct ModelRelease: Fact {
    public static let viewName = "model_releases"
    public static let columns = Columns()

    public let model: String
    public let company: String?
    public let status: ReleaseStatus
    public let period: String?
    public let periodStart: CalendarDate?
    public let periodEnd: CalendarDate?
    public let provenance: Provenance

    public struct Columns: FactColumns {
        public typealias Row = ModelRelease
        public let model = EntityColumn<ModelRelease, Model>("model") { $0.model }
        public let company = EntityColumn<ModelRelease, Company>("company") { $0.company }
        public let status = Column<ModelRelease, ReleaseStatus>("status")
        public let period = Column<ModelRelease, String>("period")
        public let periodStart = Column<ModelRelease, CalendarDate>("period_start")
        public let periodEnd = Column<ModelRelease, CalendarDate>("period_end")

        public let ownNames = ["model", "company", "status", "period", "period_start", "period_end"]
    }

    public init(row: inout RowReader) throws(SQLiteError) {
        model = try row.next()
        company = try row.next()
        status = try row.next()
        period = try row.next()
        periodStart = try row.next()
        periodEnd = try row.next()
        provenance = try Provenance(row: &row)
    }
}

/// How a model, or a lab's best models, can be reached. A row of `model_access`.
public struct ModelAccess: Fact {
    public static let viewName = "model_access"
    public static let columns = Columns()

    public let model: String?
    public let company: String?
    public let scope: AccessScope
    public let access: Access
    public let provenance: Provenance

    public struct Columns: FactColumns {
        public typealias Row = ModelAccess
        public let model = EntityColumn<ModelAccess, Model>("model") { $0.model }
        public let company = EntityColumn<ModelAccess, Company>("company") { $0.company }
        public let scope = Column<ModelAccess, AccessScope>("scope")
        public let access = Column<ModelAccess, Access>("access")

        public let ownNames = ["model", "company", "scope", "access"]
    }

    public init(row: inout RowReader) throws(SQLiteError) {
        model = try row.next()
        company = try row.next()
        scope = try row.next()
        access = try row.next()
        provenance = try Provenance(row: &row)
    }
}

/// What a model scored. A row of `benchmark_scores`.
public struct BenchmarkScore: Fact {
    public static let viewName = "benchmark_scores"
    public static let columns = Columns()

    public let model: String
    public let benchmark: String
    public let score: Double
    public let scale: Double?
    public let unit: ScoreUnit?
    public let approximate: Bool
    public let provenance: Provenance

    public struct Columns: FactColumns {
        public typealias Row = BenchmarkScore
        public let model = EntityColumn<BenchmarkScore, Model>("model") { $0.model }
        public let benchmark = EntityColumn<BenchmarkScore, Benchmark>("benchmark") { $0.benchmark }
        public let score = Column<BenchmarkScore, Double>("score")
        public let scale = Column<BenchmarkScore, Double>("scale")
        public let unit = Column<BenchmarkScore, ScoreUnit>("unit")
        public let approximate = Column<BenchmarkScore, Bool>("approximate")

        public let ownNames = ["model", "benchmark", "score", "scale", "unit", "approximate"]
    }

    public init(row: inout RowReader) throws(SQLiteError) {
        model = try row.next()
        benchmark = try row.next()
        score = try row.next()
        scale = try row.next()
        unit = try row.next()
        approximate = try row.next()
        provenance = try Provenance(row: &row)
    }
}

/// Size, context window, price and the like of a model. A row of `model_specs`.
public struct ModelSpec: Fact {
    public static let viewName = "model_specs"
    public static let columns = Columns()

    public let model: String
    public let property: ModelProperty
    public let value: Double?
    public let unit: String?
    public let approximate: Bool
    public let provenance: Provenance

    public struct Columns: FactColumns {
        public typealias Row = ModelSpec
        public let model = EntityColumn<ModelSpec, Model>("model") { $0.model }
        public let property = Column<ModelSpec, ModelProperty>("property")
        public let value = Column<ModelSpec, Double>("value")
        public let unit = Column<ModelSpec, String>("unit")
        public let approximate = Column<ModelSpec, Bool>("approximate")

        public let ownNames = ["model", "property", "value", "unit", "approximate"]
    }

    public init(row: inout RowReader) throws(SQLiteError) {
        model = try row.next()
        property = try row.next()
        value = try row.next()
        unit = try row.next()
        approximate = try row.next()
        provenance = try Provenance(row: &row)
    }
}

/// What a model can do, in the text's words. A row of `capabilities`.
public struct Capability: Fact {
    public static let viewName = "capabilities"
    public static let columns = Columns()

    public let model: String
    public let capability: String
    public let provenance: Provenance

    public struct Columns: FactColumns {
        public typealias Row = Capability
        public let model = EntityColumn<Capability, Model>("model") { $0.model }
        public let capability = Column<Capability, String>("capability")

        public let ownNames = ["model", "capability"]
    }

    public init(row: inout RowReader) throws(SQLiteError) {
        model = try row.next()
        capability = try row.next()
        provenance = try Provenance(row: &row)
    }
}
