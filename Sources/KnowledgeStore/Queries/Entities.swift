public import KnowledgeModel
public import SQLite

/// A firm, a lab or a division. A row of `companies`.
public struct Company: Entity {
    public static let viewName = "companies"
    public static let columns = Columns()

    public let entityID: String
    public let name: String
    public let type: CompanyType
    public let parent: String?
    public let ticker: String?

    public struct Columns: ViewColumns {
        public typealias Row = Company
        public let entityID = Column<Company, String>("entity_id")
        public let name = Column<Company, String>("name")
        public let type = Column<Company, CompanyType>("type")
        public let parent = EntityColumn<Company, Company>("parent") { $0.parent }
        public let ticker = Column<Company, String>("ticker")

        public let names = ["entity_id", "name", "type", "parent", "ticker"]
    }

    public init(row: inout RowReader) throws(SQLiteError) {
        entityID = try row.next()
        name = try row.next()
        type = try row.next()
        parent = try row.next()
        ticker = try row.next()
    }
}

/// A named person, with their latest role. A row of `people`.
public struct Person: Entity {
    public static let viewName = "people"
    public static let columns = Columns()

    public let entityID: String
    public let name: String
    public let title: String?
    public let company: String?

    public struct Columns: ViewColumns {
        public typealias Row = Person
        public let entityID = Column<Person, String>("entity_id")
        public let name = Column<Person, String>("name")
        public let title = Column<Person, String>("title")
        public let company = EntityColumn<Person, Company>("company") { $0.company }

        public let names = ["entity_id", "name", "title", "company"]
    }

    public init(row: inout RowReader) throws(SQLiteError) {
        entityID = try row.next()
        name = try row.next()
        title = try row.next()
        company = try row.next()
    }
}

/// An AI model, or a family of them. A row of `models`.
public struct Model: Entity {
    public static let viewName = "models"
    public static let columns = Columns()

    public let entityID: String
    public let name: String
    public let family: String?
    public let developer: String?
    public let access: Access?
    public let releasedOn: CalendarDate?

    public struct Columns: ViewColumns {
        public typealias Row = Model
        public let entityID = Column<Model, String>("entity_id")
        public let name = Column<Model, String>("name")
        public let family = EntityColumn<Model, Model>("family") { $0.family }
        public let developer = EntityColumn<Model, Company>("developer") { $0.developer }
        public let access = Column<Model, Access>("access")
        public let releasedOn = Column<Model, CalendarDate>("released_on")

        public let names = ["entity_id", "name", "family", "developer", "access", "released_on"]
    }

    public init(row: inout RowReader) throws(SQLiteError) {
        entityID = try row.next()
        name = try row.next()
        family = try row.next()
        developer = try row.next()
        access = try row.next()
        releasedOn = try row.next()
    }
}

/// An app, a chip, a service or an assistant. A row of `products`.
public struct Product: Entity {
    public static let viewName = "products"
    public static let columns = Columns()

    public let entityID: String
    public let name: String
    public let company: String?

    public struct Columns: ViewColumns {
        public typealias Row = Product
        public let entityID = Column<Product, String>("entity_id")
        public let name = Column<Product, String>("name")
        public let company = EntityColumn<Product, Company>("company") { $0.company }

        public let names = ["entity_id", "name", "company"]
    }

    public init(row: inout RowReader) throws(SQLiteError) {
        entityID = try row.next()
        name = try row.next()
        company = try row.next()
    }
}

/// An evaluation or an index. A row of `benchmarks`.
public struct Benchmark: Entity {
    public static let viewName = "benchmarks"
    public static let columns = Columns()

    public let entityID: String
    public let name: String

    public struct Columns: ViewColumns {
        public typealias Row = Benchmark
        public let entityID = Column<Benchmark, String>("entity_id")
        public let name = Column<Benchmark, String>("name")

        public let names = ["entity_id", "name"]
    }

    public init(row: inout RowReader) throws(SQLiteError) {
        entityID = try row.next()
        name = try row.next()
    }
}
