import KnowledgeModel

extension TimeParser {
    // MARK: Parts of named periods

    /// "the first week of 2026", "last four months of 2025", "the 15th day of next month", "week 18", "end of month".
    func partOfPeriod(at index: Int) -> TimeExpression? {
        if key(index) == "week", let number = window.integer(index + 1), (1...53).contains(number) {
            return numberedWeek(number, at: index)
        }
        if let found = edgeOfUnit(at: index) { return found }
        // "the month of January"
        if key(index) == "month" {
            guard key(index + 1) == "of", var found = date(at: index + 2), found.granularity == .month else {
                return nil
            }
            found.tokens = index..<found.tokens.upperBound
            found.span = found.tokens
            return found
        }
        var isLast = false
        var place = 1
        var next: Int
        if key(index) == "last" || key(index) == "final" {
            isLast = true
            next = index + 1
        } else if let (number, end) = placeNumber(index) {
            place = number
            next = end
        } else {
            return nil
        }
        var count = 1
        if place == 1 || isLast, let number = numbers.number(at: next, hasCurrency: true), number.value >= 1,
            number.value <= 400
        {
            count = Int(number.value)
            next = number.end
        }
        if count == 1, let day = weekdayName(next) { return weekdayOfMonth(day, place, isLast, at: index, next + 1) }
        guard let unit = spanUnits[key(next)], unit == .day || unit == .week || unit == .month, key(next + 1) == "of"
        else {
            return nil
        }
        let baseIndex = key(next + 2) == "the" ? next + 3 : next + 2
        guard let (base, end) = basePeriod(at: baseIndex), let from = base.start, let to = base.end else { return nil }
        let tokens = index..<end
        switch unit {
        case .day:
            let start = isLast ? to.adding(days: 1 - count) : from.adding(days: place - 1)
            guard start <= to, start >= from else { return nil }
            let interval = DayInterval(start: start, end: start.adding(days: count - 1))
            return TimeExpression(
                count == 1 ? .day(start) : .days(from: start, through: start.adding(days: count - 1)), .day, tokens,
                interval: interval)
        case .week:
            // Weeks belong where their Thursday is, as in ISO 8601.
            let first = from.adding(days: (11 - from.weekday) % 7 - 3)
            let last = to.adding(days: -((to.weekday + 3) % 7) - 3)
            let start = isLast ? last.adding(days: 7 - 7 * count) : first.adding(days: 7 * (place - 1))
            return TimeExpression(
                .days(from: start, through: start.adding(days: 7 * count - 1)), .week, tokens)
        default:
            let start = isLast ? to.adding(days: 1).adding(months: -count) : from.adding(months: place - 1)
            guard start >= from, start <= to else { return nil }
            let end = start.adding(months: count).adding(days: -1)
            if count == 1 { return TimeExpression(Period.month(start.month, of: start.year), .month, tokens) }
            return TimeExpression(
                Period.month(end.month, of: end.year).flatMap { last in
                    Period.month(start.month, of: start.year).flatMap { Period("\($0.text)/\(last.text)") }
                }, .month, tokens)
        }
    }

    /// "the first Friday of July", "the last Thursday in November".
    private func weekdayOfMonth(_ day: Int, _ place: Int, _ isLast: Bool, at index: Int, _ end: Int) -> TimeExpression?
    {
        guard key(end) == "of" || key(end) == "in", let (base, baseEnd) = basePeriod(at: end + 1),
            let from = base.start, let to = base.end, to.dayNumber - from.dayNumber <= 31, place <= 5
        else { return nil }
        let first = from.adding(days: (day - from.weekday + 7) % 7)
        let found = isLast ? to.adding(days: -((to.weekday - day + 7) % 7)) : first.adding(days: 7 * (place - 1))
        return found <= to ? TimeExpression(.day(found), .day, index..<baseEnd) : nil
    }

    /// "first", "3rd", "twenty-sixth"; not a number without an ending.
    private func placeNumber(_ index: Int) -> (Int, Int)? {
        if let (number, letters) = window.digitsAndLetters(index) {
            return ordinalEndings.contains(letters) ? (number, index + 1) : nil
        }
        return ordinalDay(index, isFree: true)
    }

    /// The period that something is a part of: "January 2026", "last year", "the month".
    private func basePeriod(at index: Int) -> (DayInterval, Int)? {
        if let found = date(at: index) ?? quarter(at: index) ?? fiscalYear(at: index) ?? relative(at: index)
            ?? year(at: index),
            let interval = found.interval, found.granularity != .day
        {
            return (interval, found.tokens.upperBound)
        }
        guard let unit = spanUnits[key(index)], let reference, let interval = unitInterval(unit, shift: 0, reference)
        else {
            return nil
        }
        return (interval, index + 1)
    }

    /// "week 18", "week 7 of 2025": ISO weeks.
    private func numberedWeek(_ number: Int, at index: Int) -> TimeExpression? {
        var end = index + 2
        var year = reference?.year
        if key(end) == "of" || key(end) == ",", let named = yearNumber(end + 1) {
            year = named
            end += 2
        } else if key(end) == "of", let shift = yearShift(end + 1), let reference {
            year = reference.year + shift
            end += 3
        }
        guard let year, let fourth = CalendarDate(year: year, month: 1, day: 4) else { return nil }
        return TimeExpression(nil, .week, index..<end, interval: week(of: fourth, shift: number - 1))
    }

    /// "end of year", "the start of the month", `EOY`, "year-end", "later in the year", "the rest of the week".
    private func edgeOfUnit(at index: Int) -> TimeExpression? {
        guard let reference else { return nil }
        if key(index) == "eoy" || key(index) == "eom" {
            let unit: TimeSpan.Unit = key(index) == "eoy" ? .year : .month
            return edge(.end, of: unit, index..<(index + 1), reference)
        }
        if key(index) == "year", key(index + 1) == "-" || key(index + 1) == "end" {
            let end = key(index + 1) == "-" ? index + 2 : index + 1
            guard key(end) == "end", !window.isNumeric(end + 1) else { return nil }
            return edge(.end, of: .year, index..<(end + 1), reference)
        }
        let part: TimeExpression.Part
        if let named = edgeWords[key(index)], key(index + 1) == "of" {
            part = named
        } else if key(index + 1) == "in", key(index + 2) == "the", let named = laterWords[key(index)] {
            part = named
        } else {
            return nil
        }
        let unitIndex = key(index + 2) == "the" ? index + 3 : index + 2
        guard let unit = spanUnits[key(unitIndex)], relativeUnits.contains(key(unitIndex)),
            key(unitIndex + 1) != "'s", !window.isNumeric(unitIndex + 1)
        else { return nil }
        return edge(part, of: unit, index..<(unitIndex + 1), reference)
    }

    private func edge(
        _ part: TimeExpression.Part, of unit: TimeSpan.Unit, _ tokens: Range<Int>, _ reference: CalendarDate
    ) -> TimeExpression? {
        guard let interval = unitInterval(unit, shift: 0, reference) else { return nil }
        let period = unit == .year ? Period.year(reference.year) : nil
        var found = TimeExpression(period, granularity(of: unit), tokens, interval: interval)
        found.part = part
        found.interval = narrowed(interval, to: part, found.granularity)
        return found
    }

    /// "the week of March 9", "the week beginning March 2".
    func weekOfDate(at index: Int) -> TimeExpression? {
        guard key(index) == "week" || key(index) == "w", key(index) != "w" || key(index + 1) == "/" else { return nil }
        var next = key(index) == "w" ? index + 3 : index + 2
        guard
            key(index) == "w" ? key(index + 2) == "c" : key(index + 1) == "of" || startingWords.contains(key(index + 1))
        else {
            return nil
        }
        if key(next) == "on" { next += 1 }
        if key(next) == "the", date(at: next + 1) != nil { next += 1 }
        guard let found = date(at: next) ?? dayOfThisMonth(at: next), found.granularity == .day else { return nil }
        let tokens = index..<found.tokens.upperBound
        guard let day = found.interval?.start, let start = week(of: day).start else {
            return TimeExpression(nil, .week, tokens)
        }
        return TimeExpression(
            .days(from: start, through: start.adding(days: 6)), .week, tokens, isYearInferred: found.isYearInferred)
    }

    // MARK: Parts and relations

    /// Reads "early", "mid-", "the end of" before a period.
    func addPart(to found: inout TimeExpression, stop: Int) {
        guard found.granularity != .day, found.part == nil else { return }
        var start = found.span.lowerBound
        if key(start - 1) == "the", start - 1 >= stop { start -= 1 }
        var part: TimeExpression.Part?
        if key(start - 1) == "of", let named = edgeWords[key(start - 2)], start - 2 >= stop {
            part = named
            start -= 2
        } else {
            start = found.span.lowerBound
            if key(start - 1) == "-" { start -= 1 }
            guard start - 1 >= stop, let named = earlyWords[key(start - 1)] else { return }
            part = named
            start -= 1
        }
        found.part = part
        found.span = start..<found.span.upperBound
        guard let part, let interval = found.interval else { return }
        let isRelative = laterWords[key(start)] != nil
        if isRelative, let reference, let first = interval.start, let last = interval.end, first <= reference,
            reference <= last
        {
            found.interval =
                part == .start
                ? DayInterval(start: first, end: reference) : DayInterval(start: reference, end: last)
        } else {
            found.interval = narrowed(interval, to: part, found.granularity)
        }
    }

    /// A third of a stretch of days; of a year, four months.
    private func narrowed(
        _ interval: DayInterval, to part: TimeExpression.Part, _ granularity: TimeExpression.Granularity
    ) -> DayInterval {
        guard let start = interval.start, let end = interval.end else { return interval }
        if granularity == .year, start.year == end.year {
            let shift = part == .start ? 0 : part == .middle ? 4 : 8
            let first = start.adding(months: shift)
            return DayInterval(start: first, end: first.adding(months: 4).adding(days: -1))
        }
        let third = (end.dayNumber - start.dayNumber + 1) / 3
        switch part {
        case .start: return DayInterval(start: start, end: start.adding(days: max(0, third - 1)))
        case .middle: return DayInterval(start: start.adding(days: third), end: end.adding(days: -third))
        case .end: return DayInterval(start: end.adding(days: 1 - max(1, third)), end: end)
        }
    }

    /// Reads "before", "since", "by", "or later" round a time and opens its interval.
    func addRelation(to found: inout TimeExpression, stop: Int) {
        guard !found.isComparison, found.relation == nil else { return }
        var start = found.span.lowerBound
        if key(start - 1) == "the", start - 1 >= stop { start -= 1 }
        var relation: TimeExpression.Relation?
        for phrase in relationPhrases where start - phrase.words.count >= stop {
            let first = start - phrase.words.count
            guard phrase.words.indices.allSatisfy({ key(first + $0) == phrase.words[$0] }) else { continue }
            relation = phrase.relation
            found.span = first..<found.span.upperBound
            break
        }
        let end = found.span.upperBound
        if relation == nil, key(end) == "or" || key(end) == "and", let after = relationsAfter[key(end + 1)],
            window.isBreak(end + 2)
        {
            relation = after
            found.span = found.span.lowerBound..<(end + 2)
        } else if relation == nil, key(end) == "onward" || key(end) == "onwards" {
            relation = .since
            found.span = found.span.lowerBound..<(end + 1)
        }
        guard let relation else { return }
        found.relation = relation
        guard let interval = found.interval else { return }
        switch relation {
        case .before: found.interval = DayInterval(start: nil, end: interval.start?.adding(days: -1))
        case .after: found.interval = DayInterval(start: interval.end?.adding(days: 1), end: nil)
        case .since: found.interval = DayInterval(start: interval.start, end: nil)
        case .until: found.interval = DayInterval(start: nil, end: interval.end)
        }
    }
}
