public import SQLite

/// Rows of a view side by side with the entities that they name.
public struct Join<Left: View, Right: Entity>: Sendable {
    private let left: Query<Left>
    private let right: Query<Right>
    private let column: EntityColumn<Left, Right>

    fileprivate init(_ left: Query<Left>, _ right: Query<Right>, on column: EntityColumn<Left, Right>) {
        self.left = left
        self.right = right
        self.column = column
    }

    /// The SQL that a fetch runs, with the values bound to it.
    public var sql: SQL {
        func columns(_ names: [String], of table: String) -> SQL {
            names.map { "\(identifier: table).\(identifier: $0)" }.joined(separator: ", ")
        }
        // A view may stand on both sides (a company and its parent), so the right one goes by a name of its own.
        return """
            SELECT \(columns(Left.columns.names, of: Left.viewName)), \(columns(Right.columns.names, of: "entity")) \
            FROM \(left.source) JOIN (\(right.sql)) AS "entity" ON "entity"."name" = \(column.text.sql)\
            \(left.filter)\(left.order)\(left.range)
            """
    }
}

/// A row and the entity that it names.
public struct Joined<Left: View, Right: Entity>: RowReadable {
    public let row: Left
    public let entity: Right

    public init(row: inout RowReader) throws(SQLiteError) {
        self.row = try Left(row: &row)
        entity = try Right(row: &row)
    }
}

extension Query {
    /// Puts the entity that a column names beside each row; rows that name none, or none of `entities`, fall away:
    /// `ModelAccess.all.joining(Company.where { $0.type == .lab }) { $0.company }`.
    public func joining<Target: Entity>(
        _ entities: Query<Target> = Query<Target>(), _ column: (Row.Columns) -> EntityColumn<Row, Target>
    ) -> Join<Row, Target> {
        Join(self, entities, on: column(Row.columns))
    }
}

extension KnowledgeBase {
    /// The rows of a join, in the order of its left side.
    public func fetch<Left: View, Right: Entity>(
        _ join: Join<Left, Right>
    ) throws(StoreError) -> [Joined<Left, Right>] {
        do { return try connection.fetch(Joined<Left, Right>.self, join.sql) } catch { throw .database(error) }
    }
}
