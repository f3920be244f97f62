/// A number as a text states it: a point, a range, or a bound.
public struct Amount: Hashable, Sendable {
    /// `nil` when only an upper bound is stated ("up to 5").
    public var low: Double?
    /// `nil` when only a lower bound is stated ("more than 5").
    public var high: Double?
    /// Whether the text hedges the number ("about 5").
    public var isApproximate: Bool
    public var unit: Unit

    /// What the number counts.
    public enum Unit: Hashable, Sendable {
        /// A bare number.
        case none
        /// Whole units of an ISO 4217 currency.
        case currency(String)
        /// Percent: 4 % is 4.0.
        case percent
    }

    public init(low: Double?, high: Double?, isApproximate: Bool = false, unit: Unit = .none) {
        self.low = low
        self.high = high
        self.isApproximate = isApproximate
        self.unit = unit
    }

    public init(_ value: Double, isApproximate: Bool = false, unit: Unit = .none) {
        self.init(low: value, high: value, isApproximate: isApproximate, unit: unit)
    }

    /// The value of a point, `nil` for ranges and bounds.
    public var point: Double? { low == high ? low : nil }

    public var currency: String? {
        if case .currency(let code) = unit { code } else { nil }
    }
}
