public import KnowledgeModel
public import SQLite

// MARK: The contract's words and dates as column values

/// A word of a closed set, read from and bound to text columns.
public protocol ColumnWord: VocabularyWord, ColumnReadable, Bindable {}

extension ColumnWord {
    public static func read(from cell: borrowing Cell) throws(SQLiteError) -> Self {
        let text = try String.read(from: cell)
        guard let word = Self(rawValue: text) else {
            throw .typeMismatch(
                column: cell.name, expected: "one of \(Self.words.joined(separator: ", "))", found: .text)
        }
        return word
    }

    public func sqliteValue() -> SQLite.Value { .text(rawValue) }
}

extension Basis: ColumnWord {}
extension FinancialMetric: ColumnWord {}
extension Direction: ColumnWord {}
extension Session: ColumnWord {}
extension ValuationBasis: ColumnWord {}
extension DealStatus: ColumnWord {}
extension AcquisitionStatus: ColumnWord {}
extension ReleaseStatus: ColumnWord {}
extension AccessScope: ColumnWord {}
extension Access: ColumnWord {}
extension ScoreUnit: ColumnWord {}
extension ModelProperty: ColumnWord {}
extension RoleStatus: ColumnWord {}
extension UsageMetric: ColumnWord {}
extension HeadcountMeasure: ColumnWord {}
extension HeadcountUnit: ColumnWord {}
extension RelationPredicate: ColumnWord {}
extension CompanyType: ColumnWord {}
extension EntityKind: ColumnWord {}

extension CalendarDate: ColumnReadable, Bindable {
    public static func read(from cell: borrowing Cell) throws(SQLiteError) -> CalendarDate {
        guard let date = CalendarDate(iso: try String.read(from: cell)) else {
            throw .typeMismatch(column: cell.name, expected: "an ISO date", found: .text)
        }
        return date
    }

    public func sqliteValue() -> SQLite.Value { .text(description) }
}
