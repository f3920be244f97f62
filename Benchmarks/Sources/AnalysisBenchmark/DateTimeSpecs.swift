import Foundation
import KnowledgeModel
import TextAnalysis

/// The specifications of dates, periods, relative expressions and durations.
enum DateTimeSpecs {
    static var models: [SpecModel] {
        [
            SpecModel(
                name: "DateTimeModel", path: "DateTime/English/DateTimeModel.json", exclusion: excluded, problem: judge)
        ]
    }

    // MARK: What does not concern news

    /// Kinds of result that are not dates, periods or durations.
    private static let excludedTypes = [
        "datetimeV2.time": "times of day", "datetimeV2.timerange": "times of day",
        "datetimeV2.datetime": "a date with a time of day", "datetimeV2.datetimerange": "a date with a time of day",
        "datetimeV2.set": "recurrences (every week)", "datetimeV2.timezone": "time zones", "": "results without a type",
    ]

    private static let holidays = [
        "easter", "christmas", "thanksgiving", "halloween", "independence day", "labor day", "earth day",
        "black friday",
        "workers' day", "new year", "saint patrick", "eid al",
    ]

    private static func excluded(_ item: SpecCase) -> String? {
        for expected in item.results { if let reason = excludedTypes[expected.type] { return reason } }
        let input = item.input.lowercased()
        if holidays.contains(where: input.contains) { return "holidays" }
        let timexes = item.results.flatMap { $0.values.compactMap { $0["timex"] } }
        if timexes.contains(where: { $0.hasPrefix("SY") }) { return "school years" }
        if item.results.contains(where: { $0.values.contains { $0["Mod"] == "ref_undef" } }) {
            return "reference to a time told elsewhere (same week)"
        }
        if item.results.contains(where: { isNumericWithoutYear($0.text) }) {
            return "day and month in digits, without a year (5/12)"
        }
        if item.input.contains(where: { "<>=".contains($0) }) { return "mark-up and comparison signs" }
        return nil
    }

    /// `5/12`, `7.6`, `10/1-11/2`: digits and marks without a year of four digits.
    private static func isNumericWithoutYear(_ text: String) -> Bool {
        let words = text.split { " ~".contains($0) }
        return words.contains { word in
            let groups = word.split { !$0.isNumber }
            let isDigits = word.allSatisfy { $0.isNumber || "/.-".contains($0) }
            return isDigits && groups.count >= 2 && groups.contains { $0.count <= 2 }
                && !groups.contains { $0.count == 4 }
        }
    }

    // MARK: Judging

    private struct Found {
        let span: Range<Int>
        var expression: TimeExpression?
        var length: TimeSpan?
    }

    private static func judge(_ item: SpecCase) -> String? {
        let document = Document(item.input)
        let reference = item.reference.flatMap { CalendarDate(iso: $0.prefix(10)) }
        let reading = TimeRecognizer.reading(of: document, reference: reference)
        var left = reading.expressions.map { Found(span: item.span(of: $0.span, in: document), expression: $0) }
        left += reading.spans.map { Found(span: item.span(of: $0.span, in: document), length: $0) }
        for expected in item.results {
            let span = item.span(of: expected)
            guard let index = left.firstIndex(where: { $0.span == span }) else {
                return "not found: [\(expected.text)]; found \(describe(left, item))"
            }
            let candidate = left.remove(at: index)
            guard agrees(candidate, expected) else {
                let values = expected.values.map { value in
                    ["timex", "Mod", "value", "start", "end"].compactMap { value[$0] }.joined(separator: " ")
                }
                return "[\(expected.text)] = \(values.joined(separator: " | ")); found \(describe([candidate], item))"
            }
        }
        return left.isEmpty ? nil : "not expected: \(describe(left, item))"
    }

    private static func describe(_ found: [Found], _ item: SpecCase) -> String {
        let units = Array(item.input.utf16)
        return found.map { found in
            let text = String(decoding: units[found.span.clamped(to: 0..<units.count)], as: UTF16.self)
            if let expression = found.expression {
                let days =
                    expression.interval.map { "\($0.start?.description ?? "")…\($0.end?.description ?? "")" } ?? "-"
                return "[\(text)] \(expression.period?.text ?? "nil") \(days)"
                    + (expression.part.map { " \($0)" } ?? "") + (expression.relation.map { " \($0)" } ?? "")
            }
            let parts = found.length?.components.map { "\($0.low ?? -1)-\($0.high ?? -1) \($0.unit)" } ?? []
            return "[\(text)] \(parts.joined(separator: ", "))"
        }.joined(separator: "; ")
    }

    private static func agrees(_ found: Found, _ expected: SpecCase.Expectation) -> Bool {
        if expected.type == "datetimeV2.duration" {
            guard let length = found.length, let value = expected.values.first else { return false }
            return seconds(length) == Double(value["value"] ?? "")
        }
        guard let expression = found.expression else { return false }
        return expected.values.contains { agrees(expression, $0) }
    }

    private static func agrees(_ found: TimeExpression, _ value: [String: String]) -> Bool {
        if value["value"] == "not resolved" {
            // A season or a fiscal year without days, or an impossible date.
            return unresolved(found, value["timex"] ?? "")
        }
        guard let interval = found.interval else { return false }
        if let day = value["value"] { return interval.start?.description == day && interval.start == interval.end }
        let modifier = value["Mod"]
        let bound = modifier.map { $0.split(separator: "-") } ?? []
        let relation: [TimeExpression.Relation?]
        switch bound.first {
        case "before", "until": relation = [.before, .until]
        case "after": relation = [.after]
        case "since": relation = [.since]
        default: relation = [nil]
        }
        let part: TimeExpression.Part?
        switch bound.last {
        case "start": part = .start
        case "mid": part = .middle
        case "end": part = .end
        default: part = found.part == nil ? nil : found.part
        }
        guard relation.contains(found.relation), part == found.part else { return false }
        if part != nil {
            // The base period decides: cut days differ.
            if let timex = value["timex"], let base = base(timex), let period = found.period {
                return period.start == base.start && period.end == base.end || covers(found, value)
            }
            return covers(found, value)
        }
        let start = value["start"].flatMap { CalendarDate(iso: $0) }
        let end = value["end"].flatMap { CalendarDate(iso: $0) }
        switch found.relation {
        case .before?, .until?:
            guard let ours = interval.end, let end else { return false }
            return ours == end || ours.adding(days: 1) == end || found.period?.start == end
        case .after?, .since?:
            guard let ours = interval.start, let start else { return false }
            return ours == start || ours.adding(days: -1) == start
        case nil:
            guard let first = interval.start, let last = interval.end, let start, let end, first == start else {
                return false
            }
            return last.adding(days: 1) == end || last == end || lastStart(found) == end
        }
    }

    /// Where the last period of a span begins: 2018 of `2014/2018`.
    private static func lastStart(_ found: TimeExpression) -> CalendarDate? {
        guard let text = found.period?.text else { return nil }
        if let last = text.split(separator: "/").dropFirst().first { return Period(String(last))?.start }
        // "April to June", told as a quarter: its last month.
        return text.contains("Q") ? found.period?.end.flatMap { Period.month($0.month, of: $0.year)?.start } : nil
    }

    /// Whether the part's days meet the expected ones.
    private static func covers(_ found: TimeExpression, _ value: [String: String]) -> Bool {
        let start = value["start"].flatMap { CalendarDate(iso: $0) }
        let end = value["end"].flatMap { CalendarDate(iso: $0) }
        guard let interval = found.interval else { return false }
        if let ours = interval.end, let start, ours < start { return false }
        if let ours = interval.start, let end, ours > end { return false }
        return true
    }

    /// The period of a definite timex: `2016`, `2016-09`.
    private static func base(_ timex: String) -> Period? { Period(timex) }

    private static func unresolved(_ found: TimeExpression, _ timex: String) -> Bool {
        if timex.hasPrefix("FY") {
            return timex == "FYXXXX" || found.period?.text == String(timex.dropFirst(2)) && found.interval == nil
        }
        if timex.hasSuffix("SU") || timex.hasSuffix("WI") || timex.hasSuffix("SP") || timex.hasSuffix("FA") {
            return found.granularity == .season
                && (timex.count <= 2 || found.period?.text.hasPrefix(timex.prefix(4)) == true)
        }
        return found.period == nil && found.interval == nil
    }

    private static func seconds(_ length: TimeSpan) -> Double {
        length.components.reduce(0) { sum, part in
            let value = part.low ?? part.high ?? 0
            let unit: Double
            switch part.unit {
            case .second: unit = 1
            case .minute: unit = 60
            case .hour: unit = 3_600
            case .day, .businessDay: unit = 86_400
            case .week: unit = 7 * 86_400
            case .weekend: unit = 2 * 86_400
            case .fortnight: unit = 14 * 86_400
            case .month: unit = 30 * 86_400
            case .quarter: unit = 90 * 86_400
            case .year: unit = 365 * 86_400
            case .decade: unit = 3_650 * 86_400
            case .century: unit = 36_500 * 86_400
            }
            return sum + value * unit
        }
    }
}
