import KnowledgeModel

extension TimeParser {
    // MARK: Lengths from a day

    /// "in three weeks", "two days after tomorrow", "3 weeks from now", "two weeks starting June 8".
    func offset(at index: Int) -> TimeExpression? {
        if key(index) == "in" || key(index) == "within" { return offsetAhead(at: index) }
        guard offsetStarters.contains(key(index)) || window.isNumeric(index) || numbers.belowHundred(at: index) != nil,
            let length = length(at: index), !length.isVague || key(length.end) == "from"
        else { return nil }
        let mark = key(length.end)
        if mark == "hence" || mark == "from" && key(length.end + 1) == "now" {
            return ahead(length, index..<(mark == "hence" ? length.end + 1 : length.end + 2))
        }
        if mark == "later", !length.hasArticle || key(length.end - 1) == "fortnight" {
            var found = ahead(length, index..<(length.end + 1))
            found?.isComparison = true
            return found
        }
        guard offsetMarks.contains(mark), key(index - 1) != "the" else { return startedLength(at: index, length) }
        guard let anchor = anchor(at: length.end + 1) else { return nil }
        let sign = mark == "before" ? -1 : 1
        let tokens = index..<anchor.end
        guard let day = length.added(to: anchor.day, sign: sign) else { return nil }
        if key(index - 1) == "than", key(index - 2) == "less" {
            let days =
                sign > 0
                ? DayInterval(start: anchor.day, end: day.adding(days: -1)) : DayInterval(start: day, end: anchor.day)
            return TimeExpression(nil, .day, tokens, interval: days)
        }
        var found = TimeExpression(nil, .day, tokens, interval: DayInterval(start: day, end: day))
        if key(index - 1) == "than", key(index - 2) == "more" {
            found.relation = sign > 0 ? .after : .before
            found.span = (index - 2)..<anchor.end
        }
        return found
    }

    /// "in two weeks", "within the next nine months".
    private func offsetAhead(at index: Int) -> TimeExpression? {
        let isWithin = key(index) == "within"
        var start = index + 1
        if isWithin {
            if key(start) == "the" { start += 1 }
            if key(start) == "next" || key(start) == "coming" { start += 1 }
        }
        guard let length = length(at: start), !length.isVague,
            length.parts.allSatisfy({ $0.unit.rawValue >= TimeSpan.Unit.day.rawValue }),
            key(start) != "all"
        else { return nil }
        // "the first time in two years", "has not fallen in two years" look back over a length of time.
        if !isWithin, looksBack(index) { return nil }
        if let mark = offsetMarks.contains(key(length.end)) ? length.end : nil, key(mark) != "before",
            let anchor = anchor(at: mark + 1)
        {
            guard let day = length.added(to: anchor.day, sign: 1) else { return nil }
            return TimeExpression(
                nil, .day, index..<anchor.end, interval: DayInterval(start: day, end: day))
        }
        guard var found = ahead(length, index..<length.end) else { return nil }
        if isWithin { found.interval?.start = reference }
        return found
    }

    private func looksBack(_ index: Int) -> Bool {
        for position in max(window.bounds.lowerBound, index - 4)..<index
        where superlatives.contains(key(position)) || key(position) == "time" { return true }
        var isBackward = false
        for position in max(window.bounds.lowerBound, index - 9)..<index {
            if forwardWords.contains(key(position)) { return false }
            if backwardWords.contains(key(position)) { isBackward = true }
        }
        return isBackward
    }

    private func ahead(_ length: Length, _ tokens: Range<Int>) -> TimeExpression? {
        guard let reference else { return TimeExpression(nil, .day, tokens) }
        guard let day = length.added(to: reference, sign: 1) else { return nil }
        return TimeExpression(nil, .day, tokens, interval: DayInterval(start: day, end: day))
    }

    /// The day that a length is counted from.
    private func anchor(at index: Int) -> (day: CalendarDate, end: Int)? {
        let start = key(index) == "the" ? index + 1 : index
        if key(start) == "now", let reference { return (reference, start + 1) }
        guard
            let found = weekdayAndDate(at: start) ?? date(at: start) ?? isoDate(at: start) ?? numericDate(at: start)
                ?? simpleRelative(at: start) ?? year(at: start),
            let day = found.interval?.start
        else { return nil }
        return (day, found.tokens.upperBound)
    }

    private func simpleRelative(at index: Int) -> TimeExpression? {
        if let shift = dayWords[key(index)], let reference {
            return TimeExpression(.day(reference.adding(days: shift)), .day, index..<(index + 1))
        }
        if shiftWords[key(index)] != nil { return relative(at: index) }
        if let day = weekdayName(index), let reference {
            let ahead = (day - reference.weekday + 7) % 7
            return TimeExpression(.day(reference.adding(days: ahead)), .day, index..<(index + 1))
        }
        return nil
    }

    /// "five days starting next Thursday".
    private func startedLength(at index: Int, _ length: Length) -> TimeExpression? {
        var next = length.end
        if key(next) == "," { next += 1 }
        guard startingWords.contains(key(next)) || key(next) == "from" && next > length.end else { return nil }
        next += 1
        if key(next) == "on" || key(next) == "from" || key(next) == "in" { next += 1 }
        guard let anchor = anchor(at: next), let end = length.added(to: anchor.day, sign: 1) else { return nil }
        return TimeExpression(
            nil, .week, index..<anchor.end, interval: DayInterval(start: anchor.day, end: end.adding(days: -1)))
    }

    /// "the six months before Tuesday", "the two weeks following the April 8 announcement".
    func spanAfterDate(at index: Int) -> TimeExpression? {
        guard let length = length(at: index), length.parts.count == 1, length.parts[0].isWhole else { return nil }
        // "the six months before Tuesday's filing"
        if key(length.end) == "before", key(index - 1) == "the" {
            let weekday = weekday(at: length.end + 1).flatMap { found in
                found.interval?.start.map { (day: $0, end: found.tokens.upperBound) }
            }
            guard let anchor = weekday ?? anchor(at: length.end + 1),
                let start = length.added(to: anchor.day, sign: -1)
            else { return nil }
            return TimeExpression(.days(from: start, through: anchor.day), .week, index..<anchor.end)
        }
        guard
            key(length.end) == "following"
                || key(index - 1) == "the" && (key(length.end) == "after" || key(length.end) == "since")
        else { return nil }
        for position in (length.end + 1)..<(length.end + 4) {
            if let anchor = date(at: position), anchor.granularity == .day, let start = anchor.interval?.start {
                guard let end = length.added(to: start, sign: 1) else { return nil }
                return TimeExpression(.days(from: start, through: end), .week, index..<anchor.tokens.upperBound)
            }
            // `in the two weeks after the announcement`
            if events.contains(key(position)), let start = lastDay, let end = length.added(to: start, sign: 1) {
                return TimeExpression(.days(from: start, through: end), .week, index..<(position + 1))
            }
        }
        return nil
    }

    // MARK: Several units before or after now

    /// "the last three months", "next five days", "the past few weeks", "5 upcoming years".
    func countedUnits(at index: Int) -> TimeExpression? {
        guard let reference else { return nil }
        var shift: Int
        var length: Length
        if let word = shiftWords[key(index)], word != 0, !isVerb(index) {
            guard var counted = self.length(at: index + 1), !counted.hasArticle else { return nil }
            // "the last three months, and two days ago": two times.
            if counted.parts.count > 1, agoWords.contains(key(counted.end)), let single = simpleLength(at: index + 1) {
                counted = single
            }
            (shift, length) = (word, counted)
        } else if let number = numbers.number(at: index, hasCurrency: true), let word = shiftWords[key(number.end)],
            word != 0,
            number.isPlainInteger || number.isWords, number.currency == nil, !number.hasMagnitude,
            let unit = spanUnits[key(number.end + 1)], number.value == 1 || window.isPlural(number.end + 1)
        {
            shift = word
            length = Length(parts: [Length.Part(count: number.value, unit: unit)], end: number.end + 2)
        } else {
            return nil
        }
        shift = shift.signum()
        let tokens = index..<length.end
        guard let part = length.parts.first, part.count >= 1, part.isWhole else { return nil }
        let count = Int(part.count)
        if length.parts.count == 1, part.unit == .quarter || part.unit == .decade {
            return wholeUnits(part.unit, count, shift, reference, tokens)
        }
        guard let far = length.added(to: reference, sign: shift) else { return nil }
        let days =
            shift > 0
            ? DayInterval(start: reference.adding(days: 1), end: far)
            : DayInterval(start: far, end: reference.adding(days: -1))
        return TimeExpression(nil, granularity(of: part.unit), tokens, interval: days)
    }

    /// Quarters and decades are counted whole.
    private func wholeUnits(
        _ unit: TimeSpan.Unit, _ count: Int, _ shift: Int, _ reference: CalendarDate, _ tokens: Range<Int>
    ) -> TimeExpression? {
        if unit == .decade {
            let decade = reference.year / 10 * 10
            let first = shift > 0 ? decade + 10 : decade - 10 * count
            return years(from: first, through: first + 10 * count - 1, .decade, tokens).map {
                TimeExpression(nil, .decade, tokens, interval: $0.interval)
            }
        }
        let months = (reference.quarter - 1) * 3 + 1
        guard let current = CalendarDate(year: reference.year, month: months, day: 1) else { return nil }
        let start = current.adding(months: shift > 0 ? 3 : -3 * count)
        return TimeExpression(
            nil, .quarter, tokens,
            interval: DayInterval(start: start, end: start.adding(months: 3 * count).adding(days: -1)))
    }

    func granularity(of unit: TimeSpan.Unit) -> TimeExpression.Granularity {
        switch unit {
        case .second, .minute, .hour, .day, .businessDay: .day
        case .week, .weekend, .fortnight: .week
        case .month: .month
        case .quarter: .quarter
        case .year: .year
        case .decade: .decade
        case .century: .century
        }
    }

    /// The month, quarter or year `shift` after the one that holds a day.
    func unitInterval(_ unit: TimeSpan.Unit, shift: Int, _ date: CalendarDate) -> DayInterval? {
        let period: Period?
        switch unit {
        case .year: period = Period.year(date.year + shift)
        case .quarter: period = Period.quarter(date.quarter, of: date.year)
        case .month:
            let other = date.adding(months: shift)
            period = Period.month(other.month, of: other.year)
        case .week: return week(of: date, shift: shift)
        case .day: return DayInterval(start: date.adding(days: shift), end: date.adding(days: shift))
        default: return nil
        }
        return period.map { DayInterval(start: $0.start, end: $0.end) }
    }
}
