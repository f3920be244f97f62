/// A stretch of time as the contract writes it: a year, a quarter, a month, a day or a span of two of them.
public struct Period: Hashable, Sendable {
    /// `2026`, `2025-Q4`, `2026-04`, `2026-04-08`, or two of these joined by `/`.
    public let text: String
    /// The first day; `nil` for a company's fiscal label, whose days the label alone does not tell.
    public let start: CalendarDate?
    /// The last day, included.
    public let end: CalendarDate?

    private init(text: String, start: CalendarDate?, end: CalendarDate?) {
        self.text = text
        self.start = start
        self.end = end
    }

    /// Reads the contract's text form.
    ///
    /// - Parameter isFiscal: Whether the label counts a company's fiscal calendar, so that its days stay unknown.
    /// - Returns: `nil` for text of another form, an impossible date or a span that ends before it starts.
    public init?(_ text: String, isFiscal: Bool = false) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let first = parts.first, parts.count <= 2, let (start, firstEnd) = Period.days(of: first) else {
            return nil
        }
        var end = firstEnd
        if parts.count == 2 {
            guard let (_, lastEnd) = Period.days(of: parts[1]), lastEnd >= start else { return nil }
            end = lastEnd
        }
        self.init(text: text, start: isFiscal ? nil : start, end: isFiscal ? nil : end)
    }

    public static func year(_ year: Int, isFiscal: Bool = false) -> Period? {
        Period(zeroPadded(year, 4), isFiscal: isFiscal)
    }

    public static func quarter(_ quarter: Int, of year: Int, isFiscal: Bool = false) -> Period? {
        Period("\(zeroPadded(year, 4))-Q\(quarter)", isFiscal: isFiscal)
    }

    public static func month(_ month: Int, of year: Int) -> Period? {
        Period("\(zeroPadded(year, 4))-\(zeroPadded(month, 2))")
    }

    public static func day(_ date: CalendarDate) -> Period {
        Period(text: date.description, start: date, end: date)
    }

    /// A span of whole days.
    public static func days(from start: CalendarDate, through end: CalendarDate) -> Period {
        start == end ? .day(start) : Period(text: "\(start)/\(end)", start: start, end: end)
    }

    private static func days(of text: Substring) -> (CalendarDate, CalendarDate)? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let yearText = parts.first, yearText.utf8.count == 4, let year = Int(yearText) else { return nil }
        func months(_ first: Int, _ last: Int) -> (CalendarDate, CalendarDate)? {
            guard let start = CalendarDate(year: year, month: first, day: 1),
                let end = CalendarDate(
                    year: year, month: last, day: CalendarDate.dayCount(ofMonth: last, year: year))
            else { return nil }
            return (start, end)
        }
        switch parts.count {
        case 1:
            return months(1, 12)
        case 2:
            if parts[1].utf8.first == UInt8(ascii: "Q") {
                guard parts[1].utf8.count == 2, let quarter = Int(parts[1].dropFirst()), (1...4).contains(quarter)
                else { return nil }
                return months(quarter * 3 - 2, quarter * 3)
            }
            guard parts[1].utf8.count == 2, let month = Int(parts[1]), (1...12).contains(month) else { return nil }
            return months(month, month)
        case 3:
            guard let date = CalendarDate(iso: text) else { return nil }
            return (date, date)
        default:
            return nil
        }
    }
}
