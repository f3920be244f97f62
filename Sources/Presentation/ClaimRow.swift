package import Evaluation
public import KnowledgeModel
public import SQLite

/// A claim as a row: the columns of its view that are its own, named and ordered as the contract has them.
public struct ClaimRow: Sendable {
    public private(set) var columns: [String] = []
    public private(set) var values: [Value] = []

    public init(_ claim: Claim) {
        self.init(claim.kind, claim.values)
    }

    package init(_ claim: GoldClaim) {
        self.init(claim.kind, claim.values)
    }

    private init(_ kind: ClaimKind, _ values: [ClaimField.Name: ClaimValue]) {
        for field in kind.fields { add(field, values[field.name]) }
    }

    private mutating func add(_ field: ClaimField, _ value: ClaimValue?) {
        let name = field.name.rawValue
        switch (field.type, value) {
        case (.entity(let kinds), _):
            var reference: EntityReference?
            if case .entity(let entity) = value { reference = entity }
            add(name, reference.map { .text($0.name) })
            if kinds.count > 1, field.name == .subject || field.name == .object {
                add(name + "_kind", reference.map { .text($0.kind.rawValue) })
            }
        case (.period(let isDated), _):
            var period: Period?
            if case .period(let stated) = value { period = stated }
            add(name, period.map { .text($0.text) })
            guard isDated else { return }
            add("period_start", period?.start.map { .text($0.description) })
            add("period_end", period?.end.map { .text($0.description) })
        case (.flag, _): add(name, .integer(value == .flag(true) ? 1 : 0))
        case (_, .number(let number)): add(name, .real(number))
        case (_, .text(let text)): add(name, .text(text))
        default: add(name, nil)
        }
    }

    private mutating func add(_ column: String, _ value: Value?) {
        columns.append(column)
        values.append(value ?? .null)
    }
}
