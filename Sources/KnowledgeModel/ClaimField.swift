/// One field of a kind of claim: its name, what it may hold, and whether a claim needs it.
public struct ClaimField: Hashable, Sendable {
    /// Every field name of every kind; the raw value is the column's name.
    public enum Name: String, CaseIterable, Hashable, Sendable {
        case company, low, high, currency, approximate, period, basis, metric, segment
        case changePercent = "change_percent"
        case direction, session, series, valuation, status, investor, acquirer, target, partner, subject, model
        case scope, access, benchmark, score, scale, unit, property, value, capability, person, title, measure
        case speaker, text, predicate, object
    }

    public enum FieldType: Hashable, Sendable {
        case entity([EntityKind])
        case number
        case text
        case flag
        /// An ISO 4217 code.
        case currency
        /// One of a closed set of words.
        case word([String])
        /// A dated period also fills the columns `period_start` and `period_end`.
        case period(isDated: Bool)
    }

    public let name: Name
    public let type: FieldType
    public let isRequired: Bool

    init(name: Name, type: FieldType, isRequired: Bool = false) {
        self.name = name
        self.type = type
        self.isRequired = isRequired
    }

    static let company = entity(.company, [.company], isRequired: true)
    static let low = number(.low)
    static let high = number(.high)
    static let currency = ClaimField(name: .currency, type: .currency)
    static let approximate = ClaimField(name: .approximate, type: .flag)
    static let period = ClaimField(name: .period, type: .period(isDated: false))
    static let datedPeriod = ClaimField(name: .period, type: .period(isDated: true))

    static func entity(_ name: Name, _ kinds: [EntityKind], isRequired: Bool = false) -> ClaimField {
        ClaimField(name: name, type: .entity(kinds), isRequired: isRequired)
    }

    static func number(_ name: Name, isRequired: Bool = false) -> ClaimField {
        ClaimField(name: name, type: .number, isRequired: isRequired)
    }

    static func text(_ name: Name, isRequired: Bool = false) -> ClaimField {
        ClaimField(name: name, type: .text, isRequired: isRequired)
    }

    static func word(_ name: Name, _ words: [String], isRequired: Bool = false) -> ClaimField {
        ClaimField(name: name, type: .word(words), isRequired: isRequired)
    }
}
