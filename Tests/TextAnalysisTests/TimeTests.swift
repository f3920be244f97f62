import KnowledgeModel
import Testing

@testable import TextAnalysis

@Suite struct TimeTests {
    /// A Monday.
    private static let reference = CalendarDate(iso: "2026-05-25")

    private func reading(_ text: String) -> TimeReading {
        TimeRecognizer.reading(of: Document(text), reference: Self.reference)
    }

    /// The days meant, as `first…last`.
    private func days(_ expression: TimeExpression?) -> String? {
        guard let interval = expression?.interval else { return nil }
        return "\(interval.start?.description ?? "")…\(interval.end?.description ?? "")"
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
        #expect(reading(text).expressions.first { $0.period != nil }?.period?.text == expected)
    }

    @Test(arguments: [
        ("the eighth of April", "2026-04-08"), ("03/17/2026", "2026-03-17"), ("17/03/2026", "2026-03-17"),
        ("14/Feb/2026", "2026-02-14"), ("20260131", "2026-01-31"), ("2026/mar/04", "2026-03-04"),
        ("Tuesday, May 19", "2026-05-19"), ("Friday (5/22)", "2026-05-22"), ("tomorrow", "2026-05-26"),
        ("the day after tomorrow", "2026-05-27"), ("in Nov/2025", "2025-11"), ("in 2025-Q3", "2025-Q3"),
        ("H1 2026", "2026-01/2026-06"), ("2025-H2", "2025-07/2025-12"), ("in the 1990s", "1990/1999"),
        ("calendar 2025", "2025"), ("founded in 1911", "1911"), ("in nineteen eighty-four", "1984"),
        ("next year's second quarter", "2027-Q2"), ("the third month of 2025", "2025-03"),
        ("the first nine days of March", "2026-03-01/2026-03-09"), ("the 12th day of next month", "2026-06-12"),
        ("the 9th of this month", "2026-05-09"), ("the first week of 2026", "2025-12-29/2026-01-04"),
        ("the week of May 13", "2026-05-11/2026-05-17"), ("will ship on January 9", "2027-01-09"),
        ("next Friday", "2026-06-05"), ("last Friday", "2026-05-22"), ("Wednesday of last week", "2026-05-20"),
        ("the quarter ended March 31", "2026-Q1"), ("in June last year", "2025-06"), ("13.5.2026", "2026-05-13"),
        ("in 4/2026", "2026-04"), ("the month of March", "2026-03"), ("the first Friday of July 2025", "2025-07-04"),
        ("the last Thursday in November 2025", "2025-11-27"), ("Friday next week", "2026-06-05"),
        ("the three months to December 31", "2025-Q4"),
        ("in the nine months to September 2025", "2025-01/2025-09"),
        ("the year ended June 30, 2025", "2024-07/2025-06"), ("the three months to November", "2025-09/2025-11"),
        ("the six months before Tuesday's filing", "2025-11-19/2026-05-19"),
    ])
    func `Dates in all usual forms`(_ text: String, _ expected: String) {
        #expect(reading(text).expressions.first?.period?.text == expected)
    }

    @Test(arguments: [
        ("May 3-5", "2026-05-03/2026-05-05"), ("March 2nd through 11th", "2026-03-02/2026-03-11"),
        ("3 to 5 May 2026", "2026-05-03/2026-05-05"), ("between 2024 and 2026", "2024/2026"),
        ("from May to July 2025", "2025-05/2025-07"), ("from January to March", "2026-Q1"),
        ("Q1–Q3 2025", "2025-Q1/2025-Q3"), ("from Q1 2024 to Q3 2025", "2024-Q1/2025-Q3"),
        ("Oct 7-Nov 2, 2025", "2025-10-07/2025-11-02"), ("from November to February 2026", "2025-11/2026-02"),
        ("from Monday to Wednesday", "2026-05-25/2026-05-27"), ("2025-26", "2025/2026"), ("in 2023/24", "2023/2024"),
        ("between January 2026 and now", "2026-01-01/2026-05-25"),
    ])
    func `Spans run from the first to the last`(_ text: String, _ expected: String) {
        #expect(reading(text).expressions.first?.period?.text == expected)
    }

    @Test func `A launch moved from one month to another names two dates`() {
        let found = reading("It pushed the launch from April to May.").expressions
        #expect(found.map(\.period?.text) == ["2026-04", "2026-05"])
    }

    @Test(arguments: ["this week", "a year earlier", "may rise", "the second model", "300 people", "now", "to date"])
    func `Words that give no date have no period`(_ text: String) {
        #expect(reading(text).expressions.allSatisfy { $0.period == nil })
    }

    @Test(arguments: [
        ("this week", "2026-05-25…2026-05-31"), ("next week", "2026-06-01…2026-06-07"),
        ("the past three weeks", "2026-05-04…2026-05-24"), ("the next five days", "2026-05-26…2026-05-30"),
        ("in three weeks", "2026-06-15…2026-06-15"), ("two weeks ago", "2026-05-11…2026-05-11"),
        ("over the weekend", "2026-05-30…2026-05-31"), ("within two months", "2026-05-25…2026-07-25"),
        ("the last two quarters", "2025-10-01…2026-03-31"), ("the next decade", "2030-01-01…2039-12-31"),
        ("a year ago", "2025-05-25…2025-05-25"), ("two days after May 10", "2026-05-12…2026-05-12"),
        ("three weeks from now", "2026-06-15…2026-06-15"), ("the last few months", "2026-02-25…2026-05-24"),
    ])
    func `Relative words have days but no period for a claim`(_ text: String, _ expected: String) {
        let found = reading(text).expressions.first
        #expect(found?.period == nil)
        #expect(days(found) == expected)
    }

    @Test(arguments: [
        ("early 2026", "2026", TimeExpression.Part.start, "2026-01-01…2026-04-30"),
        ("late July 2025", "2025-07", .end, "2025-07-22…2025-07-31"),
        ("mid-2025", "2025", .middle, "2025-05-01…2025-08-31"),
        ("the end of 2025", "2025", .end, "2025-09-01…2025-12-31"),
        ("later this year", "2026", .end, "2026-05-25…2026-12-31"),
        ("earlier this month", "2026-05", .start, "2026-05-01…2026-05-25"),
    ])
    func `A part narrows the days and keeps the period`(
        _ text: String, _ period: String, _ part: TimeExpression.Part, _ expected: String
    ) {
        let found = reading(text).expressions.first
        #expect(found?.period?.text == period)
        #expect(found?.part == part)
        #expect(days(found) == expected)
    }

    @Test(arguments: [
        ("before 2025", TimeExpression.Relation.before, "…2024-12-31"), ("after May 10", .after, "2026-05-11…"),
        ("since March", .since, "2026-03-01…"), ("by 2030", .until, "…2030-12-31"),
        ("2027 or later", .since, "2027-01-01…"), ("no later than June 30", .until, "…2026-06-30"),
    ])
    func `A relation opens the days on one side`(
        _ text: String, _ relation: TimeExpression.Relation, _ expected: String
    ) {
        let found = reading(text).expressions.first
        #expect(found?.relation == relation)
        #expect(days(found) == expected)
    }

    // MARK: Durations and times of day

    @Test(
        arguments: [
            ("It took three weeks.", 3, 3, .week), ("an 18-month contract", 18, 18, .month),
            ("It runs 18 to 24 months.", 18, 24, .month), ("lasting more than two years", 2, nil, .year),
            ("for half a day", 0.5, 0.5, .day), ("one and a half hours", 1.5, 1.5, .hour),
            ("up to 30 minutes", nil, 30, .minute), ("for a decade", 1, 1, .decade),
            ("the best result in three years", 3, 3, .year),
            ("Margins have not fallen in two years.", 2, 2, .year),
        ] as [(String, Double?, Double?, TimeSpan.Unit)])
    func `Durations have bounds and a unit`(_ text: String, _ low: Double?, _ high: Double?, _ unit: TimeSpan.Unit) {
        let found = reading(text).spans.first?.components.first
        #expect(found == TimeSpan.Component(low: low, high: high, unit: unit))
    }

    @Test func `A duration of several units keeps them apart`() {
        let components = reading("It lasted two years and three months.").spans.first?.components
        #expect(components?.map(\.unit) == [.year, .month])
    }

    @Test(arguments: [
        "$20 a month", "once a week", "a second model", "a quarter of users", "the 3-year-old firm", "a zero-day flaw",
        "a year-over-year rise",
    ])
    func `Rates and ages are no durations`(_ text: String) {
        #expect(reading(text).spans.isEmpty)
    }

    @Test(arguments: [
        ("at 3:30 p.m. ET", 15, 30), ("at 9am", 9, 0), ("at 14:05", 14, 5), ("by noon", 12, 0), ("at 12 a.m.", 0, 0),
    ])
    func `Times of day stand apart`(_ text: String, _ hour: Int, _ minute: Int) {
        let found = reading(text)
        #expect(found.expressions.isEmpty)
        #expect(found.clockTimes.first?.hour == hour)
        #expect(found.clockTimes.first?.minute == minute)
    }

    // MARK: Negatives

    @Test(arguments: [
        "May we proceed?", "They may not agree.", "a 16:9 screen", "the number 555-2014-2019", "a second round",
        "It keeps up to date.", "day after day", "Sun and Mon are listed names.", "the march of progress",
    ])
    func `No date is read into other words`(_ text: String) {
        #expect(reading(text).expressions.isEmpty)
    }

    @Test func `A fiscal label keeps its days unknown`() throws {
        let period = try #require(TimeRecognizer.expressions(in: Document("fiscal 2026"), reference: nil).first?.period)
        #expect(period.text == "2026")
        #expect(period.start == nil)
    }

    @Test func `Without a reference relative words have no days`() {
        for text in ["last month", "in three weeks", "the past two years", "Monday", "May 9", "next week", "yesterday"]
        {
            let found = TimeRecognizer.expressions(in: Document(text), reference: nil)
            #expect(found.allSatisfy { $0.interval == nil && $0.period == nil }, "\(text)")
        }
    }

    // MARK: Hostile text

    @Test(arguments: [
        String(repeating: "9", count: 10_000), String(repeating: "May ", count: 400),
        String(repeating: "2024-", count: 400), String(repeating: "1/1/", count: 400),
        String(repeating: "from May to ", count: 400), String(repeating: "two years and ", count: 400),
        String(repeating: "the end of ", count: 400), String(repeating: "Monday to ", count: 400),
        "99999999 years ago", "in 99999999 days", "9999 decades from now", "the last 9999 quarters",
        "99999999th of May",
        "February 31, 2026", "29 February 2025", "2026-13-45", "0/0/0000", "week 99", "100th century", "25:99 pm",
        "in 1e30 years", "the next 1e300 weeks", "10,000 centuries hence", "the 400th day of 2026",
        "last 400 weeks of May",
    ])
    func `Hostile text neither traps nor overlaps`(_ text: String) {
        for reference in [Self.reference, nil, CalendarDate(iso: "0001-01-01"), CalendarDate(iso: "9999-12-31")] {
            let found = TimeRecognizer.reading(of: Document(text), reference: reference)
            var end = 0
            for expression in found.expressions {
                #expect(expression.tokens.lowerBound >= end)
                #expect(expression.span.lowerBound >= end)
                end = expression.span.upperBound
            }
        }
    }
}
