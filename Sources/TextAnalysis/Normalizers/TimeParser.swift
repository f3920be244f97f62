import KnowledgeModel

/// Reads one time expression at a token of one sentence.
struct TimeParser {
    let window: TokenWindow
    let reference: CalendarDate?
    let numbers: NumberReader
    /// The day named last before, which "the announcement" and the like may mean.
    var lastDay: CalendarDate?
    /// The year of a date without one, told by the other end of its span.
    var yearHint: Int?

    init(window: TokenWindow, reference: CalendarDate?) {
        self.window = window
        self.reference = reference
        numbers = NumberReader(window: window)
    }

    func key(_ index: Int) -> WordKey { window.key(index) }

    /// The expression that begins at a token: a span of two dates, or one date.
    func parse(at index: Int) -> TimeExpression? {
        guard window.hasDigit(index) || timeStarters.contains(key(index)) else { return nil }
        if let range = daysOfMonth(at: index) { return range }
        guard let first = moment(at: index) else { return presentSpan(at: index) }
        return span(from: first) ?? first
    }

    /// One date, quarter, year or relative expression: the first reader that takes the token.
    func moment(at index: Int) -> TimeExpression? {
        // Words that stand everywhere begin few forms.
        switch key(index) {
        case "the": return relative(at: index) ?? dayOfThisMonth(at: index)
        case "in", "within": return offset(at: index)
        case "to", "till": return relative(at: index)
        case "a", "an": return spanAfterDate(at: index) ?? offset(at: index) ?? relative(at: index)
        default: break
        }
        if let found = isoDate(at: index) { return found }
        if let found = numericDate(at: index) { return found }
        if let found = periodByEnd(at: index) { return found }
        if let found = spanAfterDate(at: index) { return found }
        if let found = offset(at: index) { return found }
        if let found = weekdayAndDate(at: index) { return found }
        if let found = date(at: index) { return found }
        if let found = quarter(at: index) { return found }
        if let found = half(at: index) { return found }
        if let found = partOfPeriod(at: index) { return found }
        if let found = season(at: index) { return found }
        if let found = decade(at: index) { return found }
        if let found = fiscalYear(at: index) { return found }
        if let found = weekOfDate(at: index) { return found }
        if let found = relative(at: index) { return found }
        if let found = weekday(at: index) { return found }
        if let found = dayOfThisMonth(at: index) { return found }
        return year(at: index)
    }

    // MARK: Spans

    /// "from May to June", "between 2024 and 2026", "Q1–Q3 2025": a span that begins with `first`.
    private func span(from first: TimeExpression) -> TimeExpression? {
        let mark = first.tokens.upperBound
        guard !first.isComparison, window.bounds.contains(mark + 1), isSpanMark(mark, after: first) else { return nil }
        var next = mark + 1
        if key(next) == "the" { next += 1 }
        // "to the end of 2008"
        var endPart: TimeExpression.Part?
        if let part = edgeWords[key(next)], key(next + 1) == "of", reference != nil || yearNumber(next + 2) != nil {
            endPart = part
            next += key(next + 2) == "the" ? 3 : 2
        }
        var second = moment(at: next)
        var first = first
        if let part = leadingPart(of: first) {
            first.interval = DayInterval(start: edge(first, part, isEnd: false), end: first.interval?.end)
        }
        if second == nil, let today = reference, let end = present(at: next) {
            guard let start = first.interval?.start, start <= today else { return nil }
            return TimeExpression(
                .days(from: start, through: today), first.granularity, first.tokens.lowerBound..<end)
        }
        guard var last = second, !last.isComparison, last.granularity >= .decade else { return nil }
        if first.isYearInferred, !last.isYearInferred, let year = last.interval?.end?.year {
            first = repeated(at: first.tokens.lowerBound, year: year, before: last) ?? first
        } else if last.isYearInferred, let year = first.interval?.start?.year {
            var parser = self
            parser.yearHint = year
            second = parser.moment(at: next)
            if let candidate = second?.interval?.end, let start = first.interval?.start, candidate < start {
                parser.yearHint = year + 1
                second = parser.moment(at: next)
            }
            last = second ?? last
        }
        if last.granularity == .day, weekdays[key(last.tokens.lowerBound)] != nil, last.tokens.count == 1,
            let start = first.interval?.start, let day = weekdays[key(last.tokens.lowerBound)]
        {
            let ahead = (day - start.weekday + 7) % 7
            last.interval = DayInterval(start: start.adding(days: ahead), end: start.adding(days: ahead))
            last.period = .day(start.adding(days: ahead))
        }
        if let endPart {
            last.interval = DayInterval(start: last.interval?.start, end: edge(last, endPart, isEnd: true))
        }
        guard let found = joined(first, last) else { return nil }
        return recent(found, first, last)
    }

    /// "between August and October" told in September holds the day it is told, not next year's.
    private func recent(_ found: TimeExpression, _ first: TimeExpression, _ last: TimeExpression) -> TimeExpression {
        guard found.isYearInferred, yearHint == nil, let reference, let start = found.interval?.start,
            start > reference,
            let end = found.interval?.end, end.adding(months: -12) >= reference, first.isYearInferred
        else { return found }
        var parser = self
        parser.yearHint = start.year - 1
        return parser.moment(at: first.tokens.lowerBound).flatMap { parser.span(from: $0) } ?? found
    }

    /// The part that stands before the first end of a span: "from the middle of 2007".
    private func leadingPart(of found: TimeExpression) -> TimeExpression.Part? {
        let start = found.tokens.lowerBound
        let mark = key(start - 1) == "the" ? start - 2 : start - 1
        return key(mark) == "of" ? edgeWords[key(mark - 1)] : nil
    }

    /// The day at which a part of a period begins or ends a span.
    private func edge(_ found: TimeExpression, _ part: TimeExpression.Part, isEnd: Bool) -> CalendarDate? {
        guard let start = found.interval?.start, let end = found.interval?.end else { return nil }
        switch part {
        case .start: return start
        case .middle: return start.adding(days: (end.dayNumber - start.dayNumber + 1) / 2)
        case .end: return isEnd ? end : end.adding(days: 1)
        }
    }

    private func repeated(at index: Int, year: Int, before last: TimeExpression) -> TimeExpression? {
        var parser = self
        parser.yearHint = year
        let candidate = parser.moment(at: index)
        if let start = candidate?.interval?.start, let end = last.interval?.end, start > end {
            parser.yearHint = year - 1
            return parser.moment(at: index)
        }
        return candidate
    }

    private func joined(_ first: TimeExpression, _ last: TimeExpression) -> TimeExpression? {
        let tokens = first.tokens.lowerBound..<last.tokens.upperBound
        let granularity = min(first.granularity, last.granularity)
        guard let start = first.interval?.start, let end = last.interval?.end else {
            return reference == nil && first.granularity == last.granularity
                ? TimeExpression(nil, granularity, tokens) : nil
        }
        guard start < end else { return nil }
        var period: Period?
        if let from = first.period, let to = last.period, first.relation == nil {
            period =
                quarterOfMonths(start, end, first, last)
                ?? Period("\(from.text.prefix { $0 != "/" })/\(to.text.split(separator: "/").last ?? "")")
        }
        return TimeExpression(
            period, granularity, tokens, interval: DayInterval(start: start, end: end),
            isYearInferred: first.isYearInferred && last.isYearInferred)
    }

    /// "January to March" is the first quarter.
    private func quarterOfMonths(
        _ start: CalendarDate, _ end: CalendarDate, _ first: TimeExpression, _ last: TimeExpression
    ) -> Period? {
        guard first.granularity == .month, last.granularity == .month, start.year == end.year, start.month % 3 == 1,
            end.month == start.month + 2
        else { return nil }
        return Period.quarter(start.quarter, of: start.year)
    }

    private func isSpanMark(_ mark: Int, after first: TimeExpression) -> Bool {
        let start = first.tokens.lowerBound
        let word = key(mark)
        if rangeDashes.contains(word) { return window.isGlued(mark) == window.isGlued(mark + 1) }
        if word == "and" { return leads(to: start, "between") }
        guard spanWords.contains(word) else { return false }
        // "pushed the launch from May to October" names two dates.
        if leads(to: start, "from") {
            for position in max(window.bounds.lowerBound, start - 9)..<start where movingWords.contains(key(position)) {
                return false
            }
        }
        return true
    }

    /// Whether a word stands before a token, with at most "the" and words of parts between.
    func leads(to index: Int, _ word: WordKey) -> Bool {
        var position = index - 1
        for _ in 0..<4 {
            if key(position) == word { return true }
            guard partFillers.contains(key(position)) else { return false }
            position -= 1
        }
        return false
    }

    /// "now", "today", "date" as the end of a span: the token after it.
    private func present(at index: Int) -> Int? {
        switch key(index) {
        case "now", "date", "present": index + 1
        case "current" where key(index + 1) == "date": index + 2
        default: nil
        }
    }

    /// "between now and November 15", "from now until June".
    private func presentSpan(at index: Int) -> TimeExpression? {
        guard key(index) == "now", let reference,
            key(index + 1) == "and" && leads(to: index, "between") || spanWords.contains(key(index + 1)),
            let last = moment(at: key(index + 2) == "the" ? index + 3 : index + 2), let end = last.interval?.end,
            end > reference
        else { return nil }
        return TimeExpression(
            .days(from: reference, through: end), last.granularity, index..<last.tokens.upperBound)
    }

    // MARK: Context

    func speaksOfFuture(_ index: Int) -> Bool {
        for position in stride(from: index - 1, through: max(window.bounds.lowerBound, index - 8), by: -1)
        where futureWords.contains(key(position)) { return true }
        return false
    }

    /// Whether a word just before says outright that something is still to come.
    func isPlanned(_ index: Int) -> Bool {
        for position in stride(from: index - 1, through: max(window.bounds.lowerBound, index - 8), by: -1)
        where plannedWords.contains(key(position)) { return true }
        return false
    }

    /// The days of the week that holds a date, Monday first, `shift` weeks later.
    func week(of date: CalendarDate, shift: Int = 0) -> DayInterval {
        let monday = date.adding(days: 1 - date.weekday + 7 * shift)
        return DayInterval(start: monday, end: monday.adding(days: 6))
    }
}
