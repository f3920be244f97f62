import KnowledgeModel
import Testing

@testable import TextAnalysis

@Suite struct NormalizerTests {
    private func first(_ text: String) -> Quantity? { QuantityRecognizer.quantities(in: Document(text)).first }

    @Test(arguments: [
        ("$115–135 billion", 115e9, 135e9, "USD"), ("$115 billion to $135 billion", 115e9, 135e9, "USD"),
        ("€1.7bn", 1.7e9, 1.7e9, "EUR"), ("£2bn", 2e9, 2e9, "GBP"), ("US$5 million", 5e6, 5e6, "USD"),
        ("9.21 trillion won", 9.21e12, 9.21e12, "KRW"), ("500 million yuan", 5e8, 5e8, "CNY"), ("$3–5", 3, 5, "USD"),
        ("85 cents", 0.85, 0.85, "USD"), ("HK$3.2 billion", 3.2e9, 3.2e9, "HKD"),
        ("a billion dollars", 1e9, 1e9, "USD"),
        ("20 billion Hong Kong dollars", 2e10, 2e10, "HKD"), ("RMB500 million", 5e8, 5e8, "CNY"),
        ("between $5 and $6 billion", 5e9, 6e9, "USD"), ("half a billion euros", 5e8, 5e8, "EUR"),
    ])
    func `Money has its currency and its size`(_ text: String, _ low: Double, _ high: Double, _ currency: String) throws
    {
        let quantity = try #require(first(text))
        #expect(quantity.kind == .money)
        #expect(quantity.amount == Amount(low: low, high: high, unit: .currency(currency)))
    }

    @Test(
        arguments: [
            ("more than 700 million", 7e8, nil, false), ("up to 10%", nil, 10, false), ("about 4%", 4, 4, true),
            ("nearly two billion", 2e9, 2e9, true), ("at least $5bn", 5e9, nil, false),
            ("as much as 7 percent", nil, 7, false),
            ("1,200+", 1200, nil, false), ("5% to 6%", 5, 6, false), ("twenty-five", 25, 25, false),
            ("-3%", -3, -3, false),
        ] as [(String, Double?, Double?, Bool)])
    func `Hedges and bounds set low and high`(
        _ text: String, _ low: Double?, _ high: Double?, _ isApproximate: Bool
    ) throws {
        let amount = try #require(first(text)).amount
        #expect(amount.low == low)
        #expect(amount.high == high)
        #expect(amount.isApproximate == isApproximate)
    }

    @Test func `From one figure to another is no range`() {
        let found = QuantityRecognizer.quantities(in: Document("It rose from $3bn to $5bn."))
        #expect(found.map(\.amount.point) == [3e9, 5e9])
    }

    @Test(arguments: [
        ("April 8, 2026", "2026-04-08"), ("8 April 2026", "2026-04-08"), ("on April 8", "2026-04-08"),
        ("in April", "2026-04"),
        ("Q4 2025", "2025-Q4"), ("the fourth quarter of 2025", "2025-Q4"), ("Q4'25", "2025-Q4"), ("4Q25", "2025-Q4"),
        ("the first quarter", "2026-Q1"), ("the fourth quarter", "2025-Q4"), ("last year", "2025"),
        ("this year", "2026"),
        ("summer 2025", "2025-06/2025-08"), ("the first half of 2026", "2026-01/2026-06"), ("FY26", "2026"),
        ("2027", "2027"),
        ("yesterday", "2026-05-24"), ("last month", "2026-04"), ("on Friday", "2026-05-22"),
        ("2026-01-31", "2026-01-31"),
        ("the two weeks following the April 8 launch", "2026-04-08/2026-04-22"), ("last quarter", "2026-Q1"),
        ("in December", "2025-12"), ("2026-2028", "2026/2028"), ("the second quarter of fiscal 2026", "2026-Q2"),
    ])
    func `Time is resolved against the day of publication`(_ text: String, _ expected: String) {
        let found = TimeRecognizer.expressions(in: Document(text), reference: CalendarDate(iso: "2026-05-25"))
        #expect(found.first { $0.period != nil }?.period?.text == expected)
    }

    @Test(arguments: ["this week", "a year earlier", "may rise", "the second model", "300 people"])
    func `Words that give no date have no period`(_ text: String) {
        let found = TimeRecognizer.expressions(in: Document(text), reference: CalendarDate(iso: "2026-05-25"))
        #expect(found.allSatisfy { $0.period == nil })
    }

    @Test func `A fiscal label keeps its days unknown`() throws {
        let period = try #require(TimeRecognizer.expressions(in: Document("fiscal 2026"), reference: nil).first?.period)
        #expect(period.text == "2026")
        #expect(period.start == nil)
    }
}
