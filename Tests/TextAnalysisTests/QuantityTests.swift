import KnowledgeModel
import Testing

@testable import TextAnalysis

@Suite struct QuantityTests {
    private func all(_ text: String) -> [Quantity] { QuantityRecognizer.quantities(in: Document(text)) }
    private func first(_ text: String) -> Quantity? { all(text).first }

    /// A quantity as a line: kind, bounds, unit, counted noun and rate.
    private func line(_ quantity: Quantity, _ document: Document) -> String {
        func number(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
        var line = "\(quantity.kind)"
        if let point = quantity.amount.point {
            line += " \(point)"
        } else {
            line += " \(number(quantity.amount.low))..\(number(quantity.amount.high))"
        }
        if let currency = quantity.amount.currency { line += " \(currency)" }
        if quantity.amount.isApproximate { line += " approx" }
        if let unit = quantity.unit { line += " of \(document.text(of: unit))" }
        if let rate = quantity.rate {
            line += " per \(rate.count == 1 ? "" : "\(rate.count) ")\(document.text(of: rate.noun))"
        }
        return line
    }

    private func lines(_ text: String) -> [String] {
        let document = Document(text)
        return QuantityRecognizer.quantities(in: document).map { line($0, document) }
    }

    // MARK: Money

    @Test(arguments: [
        ("$115–135 billion", 115e9, 135e9, "USD"), ("$115 billion to $135 billion", 115e9, 135e9, "USD"),
        ("€1.7bn", 1.7e9, 1.7e9, "EUR"), ("£2bn", 2e9, 2e9, "GBP"), ("$16.06bn", 16_060_000_000, 16_060_000_000, "USD"),
        ("US$5 million", 5e6, 5e6, "USD"),
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

    @Test(arguments: [
        ("The fab cost 40 billion new Taiwan dollars.", "money 40000000000.0 TWD"),
        ("The state put in Rs 1,200 crore.", "money 12000000000.0 INR"),
        ("Grants of 25 lakh rupees each went out.", "money 2500000.0 INR"),
        ("It paid USD 3.5 million for the chips.", "money 3500000.0 USD"),
        ("It paid 3.5 million USD for the chips.", "money 3500000.0 USD"),
        ("It paid 12 USD million in stock.", "money 12000000.0 USD"),
        ("Orders came to 45 MEUR.", "money 45000000.0 EUR"),
        ("Shares fell to 412 pence.", "money 4.12 GBP"),
        ("A 15-cent dividend followed.", "money 0.15 USD"),
        ("The plan is three-quarters of a billion dollars.", "money 750000000.0 USD"),
        ("They raised five and a half million Swiss francs.", "money 5500000.0 CHF"),
        ("It lost ¥45,67,890.", "money 4567890.0 JPY"), ("Revenue was 500USD.", "money 500.0 USD"),
        ("The fund holds 700 million Danish kroner.", "money 700000000.0 DKK"),
        ("A ticket costs two dollars and fifty cents.", "money 2.5 USD"),
        ("Cash flow came to -$3.2 million.", "money -3200000.0 USD"),
        ("Free cash flow was $-1.5 billion.", "money -1500000000.0 USD"),
        ("It sold for 30 pounds sterling.", "money 30.0 GBP"),
    ])
    func `Currencies in many forms`(_ text: String, _ expected: String) {
        #expect(lines(text).first == expected)
    }

    // MARK: Bounds

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

    @Test(arguments: [
        ("Margins of less than or equal to 12 percent", "percent ..12.0"),
        ("bids higher than $4bn", "money 4000000000.0.. USD"),
        ("orders of 300 or more", "number 300.0.."), ("no fewer than 40 models", "number 40.0.. of models"),
        ("more than 5% but less than 9%", "percent 5.0..9.0"),
        ("±2%", "percent 2.0 approx"), ("between 5 and 6 percent", "percent 5.0..6.0"),
        ("prices range from $5 to $9", "money 5.0..9.0 USD"),
        ("3 to 5 million users", "number 3000000.0..5000000.0 of users"),
        ("$10k-20k", "money 10000.0..20000.0 USD"), ("a mere 13 billion", "number 13000000000.0"),
        ("25 basis points", "percentagePoints 0.25"), ("two percentage points", "percentagePoints 2.0"),
        ("half a percentage point", "percentagePoints 0.5"),
    ])
    func `Bounds, ranges and points`(_ text: String, _ expected: String) {
        #expect(lines(text).first == expected)
    }

    @Test func `From one figure to another is no range`() {
        let found = QuantityRecognizer.quantities(in: Document("It rose from $3bn to $5bn."))
        #expect(found.map(\.amount.point) == [3e9, 5e9])
    }

    // MARK: Numbers

    @Test(arguments: [
        ("four hundred and nine", 409), ("twenty-one thousand three hundred", 21_300), ("7 thousand 2 hundred", 7_200),
        ("a dozen", 12), ("a hundred", 100), ("1 250 000", 1_250_000), ("40 000", 40_000), ("seven point five", 7.5),
        ("1e25", 1e25), ("3.8x10^25", 3.8e25), ("10^26", 1e26), ("2½", 2.5), ("3 million and a half", 3.5e6),
        ("minus five", -5), ("two lakh crore", 2e12), ("two thousand and forty", 2_040),
    ])
    func `Numbers in digits and words`(_ text: String, _ expected: Double) throws {
        let amount = try #require(first(text)).amount
        let value = try #require(amount.point)
        #expect(abs(value - expected) <= 1e-9 * abs(expected))
    }

    @Test(arguments: [
        ("Two thirds of the buyers returned.", "fraction 0.6666666666666666"),
        ("One in five firms uses it.", "fraction 0.2"), ("A quarter of revenue is cloud.", "fraction 0.25"),
        ("at one-tenth the cost", "fraction 0.1"), ("a one-third stake", "fraction 0.3333333333333333"),
        ("The third chip arrived.", "ordinal 3.0"), ("its 21st model", "ordinal 21.0"),
        ("Revenue more than doubled.", "multiple 2.0.."), ("a tenfold rise", "multiple 10.0"),
        ("about 2.5x faster", "multiple 2.5 approx"), ("three times the price", "multiple 3.0"),
        ("Sales nearly tripled.", "multiple 3.0 approx"),
    ])
    func `Fractions, places and factors`(_ text: String, _ expected: String) {
        #expect(lines(text).first == expected)
    }

    @Test(arguments: [
        ("A model with 405 billion parameters", "number 405000000000.0 of parameters"),
        ("a 270-billion-parameter model", "number 270000000000.0 of parameter"),
        ("a window of 200K tokens", "number 200000.0 of tokens"), ("3 gigawatts of power", "number 3.0 of gigawatts"),
        ("700 million weekly active users", "number 700000000.0 of users"),
        ("$3 per million tokens", "money 3.0 USD per 1000000.0 tokens"), ("$20 a month", "money 20.0 USD per month"),
        ("$2/hour", "money 2.0 USD per hour"), ("$7.25 per share", "money 7.25 USD per share"),
    ])
    func `What is counted and what it is stated for`(_ text: String, _ expected: String) {
        #expect(lines(text).first == expected)
    }

    // MARK: Negatives

    @Test(arguments: [
        "GPT-5.4 was shown.", "This one is better.", "No one knew.", "The a.m. session closed.", "version 10.20.30.40",
        "several hundred people", "TensorFlow 1.x", "from one quarter to the next", "several hundred million users",
        "He is a half-brother.",
    ])
    func `No figure is read into names and pronouns`(_ text: String) {
        #expect(all(text).allSatisfy { $0.kind == .ordinal || $0.kind == .number && $0.amount.low ?? 0 < 6 })
    }

    @Test(arguments: [
        ("It scored 50/100 on the test.", [50, 100]), ("on 6/19/2026", []),
        ("$5 million 2 years ago", [5e6, 2]), ("7 hundred and 4 hundred", [700, 400]),
        ("raised $20 million, then $30 million", [2e7, 3e7]),
    ])
    func `Neighbours stay apart`(_ text: String, _ expected: [Double]) {
        #expect(all(text).compactMap(\.amount.point) == expected)
    }

    @Test func `Spans slice back to the number and its unit`() throws {
        let document = Document("They spent more than $5 billion on it.")
        let quantity = try #require(QuantityRecognizer.quantities(in: document).first)
        #expect(document.text(of: quantity.tokens) == "more than $5 billion")
        #expect(document.text(of: quantity.core) == "$5 billion")
        #expect(document.text(of: quantity.number) == "5 billion")
    }

    // MARK: Hostile text

    @Test(arguments: [
        String(repeating: "9", count: 10_000), String(repeating: "1,", count: 400),
        String(repeating: "million ", count: 400), String(repeating: "one hundred and ", count: 400),
        String(repeating: "more than ", count: 400) + "5", String(repeating: "5-", count: 400),
        String(repeating: "1 234 ", count: 400), "1e999", "10^399", "1/0", "$", "$-", "between and", "9e99 trillion",
        String(repeating: "one in ", count: 400), String(repeating: "$", count: 400),
        String(repeating: "5 dollars and ", count: 400), String(repeating: "a half and ", count: 400),
        "\u{FFFD}5\u{0}%", "½½½", "5 5 5 / / / ^ ^",
    ])
    func `Hostile text neither traps nor overlaps`(_ text: String) {
        var end = 0
        for quantity in all(text) {
            #expect(quantity.tokens.lowerBound >= end)
            #expect(quantity.tokens.lowerBound <= quantity.core.lowerBound)
            #expect(quantity.core.upperBound <= quantity.tokens.upperBound)
            end = quantity.tokens.upperBound
        }
    }
}
