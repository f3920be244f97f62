import KnowledgeModel

extension TimeParser {
    /// `last year` → -1, `this year` → 0, `next year` → 1
    func yearShift(_ index: Int) -> Int? {
        guard key(index + 1) == "year" || key(index + 1) == "year's" else { return nil }
        return yearWordShift[key(index)]
    }

    /// "yesterday", "last month", "the next three quarters", "year to date".
    func relative(at index: Int) -> TimeExpression? {
        let word = key(index)
        if let shift = dayWords[word] { return day(shift, index..<(index + 1)) }
        if let comparison = yearAgo(at: index) { return comparison }
        if let counted = countedUnits(at: index) { return counted }
        switch word {
        case "year":
            // "so far this year", "year to date"
            guard key(index + 1) == "-" || key(index + 1) == "to", let reference else { return nil }
            let end = key(index + 1) == "-" ? index + 5 : index + 3
            guard key(end - 1) == "date" else { return nil }
            return toDate(index..<end, reference)
        case "ytd":
            return reference.flatMap { toDate(index..<(index + 1), $0) }
        case "to", "till":
            // "the largest round to date"
            guard key(index + 1) == "date", key(index - 1) != "up", window.isBreak(index + 2), let reference else {
                return nil
            }
            var found = TimeExpression(
                nil, .day, index..<(index + 2), interval: DayInterval(start: nil, end: reference))
            found.relation = .until
            return found
        case "day", "the":
            if let found = dayBeside(at: index) { return found }
            return word == "the" ? definite(at: index) : nil
        default:
            return shifted(at: index)
        }
    }

    private func day(_ shift: Int, _ tokens: Range<Int>) -> TimeExpression? {
        reference.map { TimeExpression(.day($0.adding(days: shift)), .day, tokens) }
    }

    private func toDate(_ tokens: Range<Int>, _ reference: CalendarDate) -> TimeExpression? {
        TimeExpression(
            Period.year(reference.year), .year, tokens,
            interval: DayInterval(start: CalendarDate(year: reference.year, month: 1, day: 1), end: reference))
    }

    /// "the day after tomorrow", "the day before".
    private func dayBeside(at index: Int) -> TimeExpression? {
        let start = key(index) == "the" ? index + 1 : index
        guard key(start) == "day", key(start + 1) == "before" || key(start + 1) == "after" else { return nil }
        let sign = key(start + 1) == "after" ? 1 : -1
        if let shift = dayWords[key(start + 2)], shift.signum() == sign {
            return day(shift + sign, index..<(start + 3))
        }
        // "day after day"
        guard start > index, window.isBreak(start + 2) else { return nil }
        return reference.map { reference in
            let day = reference.adding(days: sign)
            return TimeExpression(
                nil, .day, index..<(start + 2), interval: DayInterval(start: day, end: day), isComparison: true)
        }
    }

    /// "of the year", "for the week": the current one.
    private func definite(at index: Int) -> TimeExpression? {
        guard let reference else { return nil }
        let tokens = index..<(index + 2)
        if key(index + 1) == "week" || key(index + 1) == "weekend" {
            // "over the weekend"
            if key(index + 1) == "weekend", window.isBreak(index + 2) {
                return TimeExpression(nil, .week, tokens, interval: weekend(of: reference, shift: 0))
            }
            // "the week after next"
            if key(index + 2) == "after", key(index + 3) == "next" {
                return TimeExpression(nil, .week, index..<(index + 4), interval: week(of: reference, shift: 2))
            }
        }
        guard definiteLeads.contains(key(index - 1)) else { return nil }
        switch key(index + 1) {
        case "year" where key(index - 1) == "of" || key(index - 1) == "for" || window.isBreak(index + 2):
            return TimeExpression(Period.year(reference.year), .year, tokens)
        case "month" where window.isBreak(index + 2):
            return TimeExpression(nil, .month, tokens, interval: unitInterval(.month, shift: 0, reference))
        case "week" where window.isBreak(index + 2):
            return TimeExpression(nil, .week, tokens, interval: week(of: reference))
        case "day" where window.isBreak(index + 2):
            return TimeExpression(nil, .day, tokens, interval: DayInterval(start: reference, end: reference))
        case "fortnight" where window.isBreak(index + 2):
            return TimeExpression(
                nil, .week, tokens,
                interval: DayInterval(start: week(of: reference).start, end: week(of: reference, shift: 1).end))
        default:
            return nil
        }
    }

    /// "last quarter", "this week", "next Friday", "the coming month".
    private func shifted(at index: Int) -> TimeExpression? {
        guard let shift = shiftWords[key(index)], !isVerb(index) else { return nil }
        var unit = index + 1
        // "this past Wednesday", "this coming week"
        var shifted = shift
        if shift == 0, let second = shiftWords[key(unit)], second != 0 {
            shifted = second
            unit += 1
        }
        let isPlainThis = key(index) == "this" && unit == index + 1
        while unit < index + 4, unitAdjectives.contains(key(unit)) { unit += 1 }
        guard let reference else {
            return relativeUnits.contains(key(unit)) ? TimeExpression(nil, .year, index..<(unit + 1)) : nil
        }
        let tokens = index..<(unit + 1)
        switch key(unit) {
        case "year", "year's":
            // "next year's first quarter"
            if key(unit + 1) == "'s" {
                var parser = self
                parser.yearHint = reference.year + shifted
                if let part = parser.quarter(at: unit + 2) ?? parser.half(at: unit + 2) {
                    return TimeExpression(part.period, part.granularity, index..<part.tokens.upperBound)
                }
            }
            let isFiscal = key(unit - 1) == "fiscal"
            return TimeExpression(Period.year(reference.year + shifted, isFiscal: isFiscal), .year, tokens)
        case "quarter":
            let ordinal = reference.year * 4 + reference.quarter - 1 + shifted
            return TimeExpression(Period.quarter(ordinal % 4 + 1, of: ordinal / 4), .quarter, tokens)
        case "month":
            let date = reference.adding(months: shifted)
            return TimeExpression(Period.month(date.month, of: date.year), .month, tokens)
        case "week", "workweek":
            if let day = weekdayBehind(unit + 1) {
                let date = week(of: reference, shift: shifted).start?.adding(days: day.number - 1)
                return date.map { TimeExpression(.day($0), .day, index..<day.end) }
            }
            var days = week(of: reference, shift: shifted)
            if key(unit) == "workweek" || key(unit - 1) == "working" { days.end = days.start?.adding(days: 4) }
            return TimeExpression(nil, .week, tokens, interval: days)
        case "weekend":
            return TimeExpression(nil, .week, tokens, interval: weekend(of: reference, shift: shifted))
        case "fortnight":
            let start = week(of: reference, shift: shifted == 0 ? 0 : shifted * 2).start
            return TimeExpression(
                nil, .week, tokens, interval: DayInterval(start: start, end: start?.adding(days: 13)))
        case "decade":
            let first = (reference.year / 10 + shifted) * 10
            return years(from: first, through: first + 9, .decade, tokens).map { found in
                var found = found
                found.period = nil
                return found
            }
        default:
            guard let day = weekdayName(unit), shift != 0 || key(index) == "this" else { return nil }
            if isPlainThis, speaksOfFuture(index) || shifted > 0 {
                return weekdayExpression(day, tokens, isNext: false)
            }
            return weekdayExpression(day, tokens, isNext: shifted > 0)
        }
    }

    /// "will last three weeks": no "last" of time.
    func isVerb(_ index: Int) -> Bool { key(index) == "last" && auxiliaries.contains(key(index - 1)) }

    func weekend(of date: CalendarDate, shift: Int) -> DayInterval {
        let monday = week(of: date, shift: shift).start
        return DayInterval(start: monday?.adding(days: 5), end: monday?.adding(days: 6))
    }

    /// The weekday that goes with a week: "next week Wednesday", "next week on Tuesday".
    private func weekdayBehind(_ index: Int) -> (number: Int, end: Int)? {
        let position = key(index) == "on" || key(index) == "-" ? index + 1 : index
        return weekdayName(position, isDated: window.isCapitalized(position)).map { ($0, position + 1) }
    }

    /// `a year ago`, `two years earlier`, `a quarter before`
    private func yearAgo(at index: Int) -> TimeExpression? {
        if key(index) == "the", key(index + 1) == "year", key(index + 2) == "before" || key(index + 2) == "earlier" {
            return TimeExpression(nil, .year, index..<(index + 3), isComparison: true)
        }
        if key(index) == "year", key(index + 1) == "-", key(index + 2) == "ago" || key(index + 2) == "earlier" {
            return TimeExpression(nil, .year, index..<(index + 3), isComparison: true)
        }
        guard let length = length(at: index), agoWords.contains(key(length.end)),
            key(length.end) != "before" || window.isBreak(length.end + 1) || afterYear.contains(key(length.end + 1))
        else { return nil }
        let tokens = index..<(length.end + 1)
        guard length.parts.count == 1, let part = length.parts.first else {
            return back(length, tokens)
        }
        let unit = part.unit
        if unit == .year, part.count == 1 {
            var found = TimeExpression(nil, .year, tokens, isComparison: true)
            found.interval = back(length, tokens)?.interval
            return found
        }
        guard let reference else { return TimeExpression(nil, .year, tokens) }
        var found = back(length, tokens) ?? TimeExpression(nil, .week, tokens)
        found.isComparison = unit == .quarter
        switch unit {
        case .year where part.isWhole:
            found.period = Period.year(reference.year - Int(part.count))
            found.granularity = .year
        case .month where part.isWhole:
            let date = reference.adding(months: -Int(part.count))
            found.period = Period.month(date.month, of: date.year)
            found.granularity = .month
        default:
            found.granularity = .week
        }
        return found
    }

    private func back(_ length: Length, _ tokens: Range<Int>) -> TimeExpression? {
        guard let reference, let day = length.added(to: reference, sign: -1) else { return nil }
        return TimeExpression(nil, .day, tokens, interval: DayInterval(start: day, end: day))
    }

    // MARK: Weekdays

    /// The weekday that a word names: 1 for Monday ... 7 for Sunday.
    func weekdayName(_ index: Int, isDated: Bool = false) -> Int? {
        if let day = weekdays[key(index)] { return day }
        guard window.isCapitalized(index) || isDated, let day = shortWeekdays[key(index)] else { return nil }
        // "Sun", "Sat", "Mon", "Wed" are names and words of their own.
        return isDated || plainShortWeekdays.contains(key(index)) ? day : nil
    }

    func weekday(at index: Int) -> TimeExpression? {
        guard let day = weekdayName(index) else { return nil }
        // "Friday next week"
        if let reference, let shift = shiftWords[key(index + 1)], key(index + 2) == "week",
            let date = week(of: reference, shift: shift).start?.adding(days: day - 1)
        {
            return TimeExpression(.day(date), .day, index..<(index + 3))
        }
        // "Monday of next week"
        if key(index + 1) == "of", let reference {
            let shiftIndex = key(index + 2) == "the" ? index + 3 : index + 2
            if let shift = shiftWords[key(shiftIndex)], key(shiftIndex + 1) == "week",
                let date = week(of: reference, shift: shift).start?.adding(days: day - 1)
            {
                return TimeExpression(.day(date), .day, index..<(shiftIndex + 2))
            }
        }
        return weekdayExpression(day, index..<(index + 1), isNext: false)
    }

    private func weekdayExpression(_ day: Int, _ tokens: Range<Int>, isNext: Bool) -> TimeExpression {
        guard let reference else { return TimeExpression(nil, .day, tokens) }
        let word = key(tokens.lowerBound)
        let isLast = word == "last" || word == "previous"
        if isLast || word == "next" || word == "following" {
            // Of the week before or after: said on a Tuesday, "next Friday" is not in three days.
            if let date = week(of: reference, shift: isLast ? -1 : 1).start?.adding(days: day - 1) {
                return TimeExpression(.day(date), .day, tokens)
            }
        }
        if isNext || speaksOfFuture(tokens.lowerBound) && !isSaid(tokens.lowerBound) {
            let ahead = (day - reference.weekday + 7) % 7
            return TimeExpression(.day(reference.adding(days: ahead == 0 ? 7 : ahead)), .day, tokens)
        }
        let back = (reference.weekday - day + 7) % 7
        return TimeExpression(.day(reference.adding(days: -back)), .day, tokens)
    }

    /// "said on Monday that it will": the day belongs to the saying.
    private func isSaid(_ index: Int) -> Bool {
        for position in max(window.bounds.lowerBound, index - 3)..<index where sayingWords.contains(key(position)) {
            return true
        }
        return false
    }

    /// "Tuesday, May 9", "Monday the 11th": one day told twice; the date tells which.
    func weekdayAndDate(at index: Int) -> TimeExpression? {
        let lead = shiftWords[key(index)] != nil ? index + 1 : index
        guard let day = weekdayName(lead, isDated: true) else { return nil }
        var next = lead + 1
        if key(next) == "," || key(next) == "-" || key(next) == "(" { next += 1 }
        if var found = date(at: next), found.granularity == .day {
            var end = found.tokens.upperBound
            if key(next - 1) == "(", key(end) == ")" { end += 1 }
            found.tokens = index..<end
            found.span = found.tokens
            return found
        }
        if var found = numericDate(at: next) ?? isoDate(at: next), found.granularity == .day {
            found.tokens = index..<found.tokens.upperBound
            found.span = found.tokens
            return found
        }
        if let found = digitsOfWeekday(day, at: next, from: index) { return found }
        // "Wednesday the 31st", "Mon 13th": the nearest month that fits.
        let dayIndex = key(next) == "the" ? next + 1 : next
        guard key(next - 1) != ",", key(next - 1) != "(", let (number, end) = dayNumber(dayIndex),
            spanUnits[key(end)] == nil, let reference,
            !window.isWord(dayIndex) || dayIndex > next || window.digitsAndLetters(dayIndex) != nil
        else { return nil }
        for shift in [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7, 8, -8] {
            let month = reference.adding(months: shift)
            if let date = CalendarDate(year: month.year, month: month.month, day: number), date.weekday == day {
                return TimeExpression(.day(date), .day, index..<end)
            }
        }
        return nil
    }

    /// "Tuesday (3/10)": the day and month in digits, in the order and the year that make it that weekday.
    private func digitsOfWeekday(_ day: Int, at index: Int, from start: Int) -> TimeExpression? {
        guard key(index + 1) == "/" || key(index + 1) == ".", window.isGlued(index + 1), window.isGlued(index + 2),
            let first = window.integer(index), let second = window.integer(index + 2), let reference
        else { return nil }
        let end = key(index - 1) == "(" && key(index + 3) == ")" ? index + 4 : index + 3
        for year in [reference.year, reference.year - 1, reference.year + 1] {
            for (month, number) in [(first, second), (second, first)] {
                guard let date = CalendarDate(year: year, month: month, day: number), date.weekday == day,
                    abs(date.dayNumber - reference.dayNumber) < 200
                else { continue }
                return TimeExpression(.day(date), .day, start..<end)
            }
        }
        return nil
    }

    /// "on the 18th": the nearest such day before the reference date.
    func dayOfThisMonth(at index: Int) -> TimeExpression? {
        guard key(index) == "the", let (number, letters) = window.digitsAndLetters(index + 1),
            ordinalEndings.contains(letters), (1...31).contains(number)
        else { return nil }
        // "the 21st of next month"
        let next = key(index + 2) == "of" ? index + 3 : index + 2
        if let shift = key(next) == "the" ? 0 : shiftWords[key(next)], key(next + 1) == "month" {
            guard let reference else { return TimeExpression(nil, .day, index..<(next + 2)) }
            let month = reference.adding(months: shift)
            return CalendarDate(year: month.year, month: month.month, day: number).map {
                TimeExpression(.day($0), .day, index..<(next + 2))
            }
        }
        guard key(index - 1) == "on" || key(index - 1) == "of", window.isBreak(index + 2) else { return nil }
        guard let reference else { return TimeExpression(nil, .day, index..<(index + 2)) }
        let isPast = number <= reference.day
        for shift in isPast ? [0, -1] : [-1, -2] {
            let month = reference.adding(months: shift)
            guard let date = CalendarDate(year: month.year, month: month.month, day: number) else { continue }
            return TimeExpression(
                nil, .day, index..<(index + 2), interval: DayInterval(start: date, end: date), isYearInferred: true)
        }
        return nil
    }
}
