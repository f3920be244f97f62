import KnowledgeModel

extension TimeParser {
    // MARK: Parts of dates

    /// A year in digits, in 1900...2100, or `'25`.
    func yearNumber(_ index: Int) -> Int? {
        guard window.bounds.contains(index) else { return nil }
        if let value = window.integer(index) {
            return (1950...2100).contains(value) && window.length(index) == 4 ? value : nil
        }
        guard window.length(index) <= 5, !window.isWord(index) else { return nil }
        return window.document.withBytes(of: index) { bytes in
            let isMark = bytes.count == 3 && bytes[0] == UInt8(ascii: "'") || bytes.count == 5 && bytes[0] == 0xE2
            guard isMark else { return nil }
            var short = 0
            for byte in bytes[(bytes.count - 2)...] {
                guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
                short = short * 10 + Int(byte - UInt8(ascii: "0"))
            }
            return short < 70 ? 2000 + short : 1900 + short
        }
    }

    /// A year in words: "nineteen eighty-four", "twenty twenty-six", "two thousand and eleven".
    func yearInWords(_ index: Int) -> (year: Int, end: Int)? {
        guard let (first, next) = numbers.belowHundred(at: index) else { return nil }
        if first == 2, key(next) == "thousand" {
            let rest = key(next + 1) == "and" ? next + 2 : next + 1
            if let (unit, end) = numbers.belowHundred(at: rest), unit >= 1 { return (2000 + Int(unit), end) }
            return (2000, next + 1)
        }
        guard (17...20).contains(first) else { return nil }
        if key(next) == "hundred" {
            let rest = key(next + 1) == "and" ? next + 2 : next + 1
            guard let (unit, end) = numbers.belowHundred(at: rest) else { return (Int(first) * 100, next + 1) }
            return (Int(first) * 100 + Int(unit), end)
        }
        guard let (unit, end) = numbers.belowHundred(at: next), unit >= 10, magnitudeWords[key(end)] == nil,
            key(end) != "hundred"
        else { return nil }
        return (Int(first * 100 + unit), end)
    }

    /// A year behind a date: `2026`, `, 2026`, `of 2026`, "of last year", `'26`, or in words.
    private func yearAfter(_ index: Int) -> (year: Int, end: Int)? {
        var position = index
        if key(position) == "," { position += 1 }
        if let year = yearNumber(position) { return (year, position + 1) }
        if let year = window.integer(position), window.length(position) == 4, (1000...2999).contains(year) {
            return (year, position + 1)
        }
        if position == index, key(position) == "of" || key(position) == "in" {
            let isOf = key(position) == "of"
            if let year = yearNumber(position + 1) { return (year, position + 2) }
            if isOf, let short = window.integer(position + 1), window.length(position + 1) == 2 {
                return (short < 70 ? 2000 + short : 1900 + short, position + 2)
            }
            if isOf, let shift = yearShift(position + 1), let reference {
                return (reference.year + shift, position + 3)
            }
        }
        // "in June last year"
        if position == index, let shift = yearShift(position), let reference {
            return (reference.year + shift, position + 2)
        }
        if let (year, end) = yearInWords(position) { return (year, end) }
        return nil
    }

    /// A day of the month: `8`, `8th`, "eighth", "twenty-third".
    func dayNumber(_ index: Int) -> (day: Int, end: Int)? {
        if let value = window.integer(index), window.length(index) <= 2 {
            return (1...31).contains(value) ? (value, index + 1) : nil
        }
        if let (number, letters) = window.digitsAndLetters(index), ordinalEndings.contains(letters) {
            return (1...31).contains(number) ? (number, index + 1) : nil
        }
        return ordinalDay(index)
    }

    /// "eighth", "twenty-third", "thirty first"
    ///
    /// - Parameter isFree: Whether it may belong to the words behind it, as in "first week".
    func ordinalDay(_ index: Int, isFree: Bool = false) -> (day: Int, end: Int)? {
        var found: (day: Int, end: Int)?
        if let value = ordinalWords[key(index)], value <= 30 {
            found = (value, index + 1)
        } else if key(index) == "twenty" || key(index) == "thirty" {
            let next = key(index + 1) == "-" ? index + 2 : index + 1
            let tens = key(index) == "twenty" ? 20 : 30
            if let unit = ordinalWords[key(next)], unit < 10, tens + unit <= 31 { found = (tens + unit, next + 1) }
        }
        // "In May first-quarter figures" names no day.
        guard let found, isFree || !afterOrdinal.contains(key(found.end)) else { return nil }
        return found
    }

    /// The day that stands behind a month: as ``dayNumber(_:)``, "the ninth", or "twenty nine" where nothing follows.
    private func dayAfterMonth(_ index: Int) -> (day: Int, end: Int)? {
        if yearNumber(index) != nil { return nil }
        var index = index
        if key(index) == "the" || key(index) == ",",
            ordinalDay(index + 1) != nil || window.digitsAndLetters(index + 1) != nil
        {
            index += 1
        } else if key(index) == "/" || key(index) == "-", window.isGlued(index), window.isGlued(index + 1),
            window.isNumeric(index + 1), window.length(index + 1) <= 2
        {
            // `Oct/2`
            index += 1
        }
        if let day = dayNumber(index) { return day }
        guard let (value, end) = numbers.belowHundred(at: index), (1...31).contains(value), value >= 20,
            window.isBreak(end) || yearInWords(end) != nil || yearNumber(end) != nil
        else { return nil }
        return (Int(value), end)
    }

    /// The month that a word names.
    ///
    /// - Parameter isDated: Whether a day or a year stands beside it, so that a small letter or a short form will do.
    func monthNumber(_ index: Int, isDated: Bool = false) -> Int? {
        guard let month = months[key(index)], key(index - 1) != "$" || !window.isGlued(index) else { return nil }
        if window.isCapitalized(index) { return month }
        return isDated && key(index) != "may" || plainMonths.contains(key(index)) ? month : nil
    }

    // MARK: Absolute dates

    /// `2026-01-31`, `2026/01/31`, `2026-mar-4`, `20260131`
    func isoDate(at index: Int) -> TimeExpression? {
        if window.length(index) == 8, let packed = window.integer(index), (1950...2100).contains(packed / 10_000),
            let date = CalendarDate(year: packed / 10_000, month: packed / 100 % 100, day: packed % 100)
        {
            return TimeExpression(.day(date), .day, index..<(index + 1))
        }
        if let joined = joinedDate(at: index) { return joined }
        guard let year = window.integer(index), (1950...2100).contains(year), window.isGlued(index + 1) else {
            return nil
        }
        let mark = key(index + 1)
        guard mark == "-" || mark == "/" else { return nil }
        let named = monthNumber(index + 2, isDated: true)
        if key(index + 3) == mark, window.isGlued(index + 3), let month = named ?? window.integer(index + 2),
            let day = window.integer(index + 4), let date = CalendarDate(year: year, month: month, day: day)
        {
            return TimeExpression(.day(date), .day, index..<(index + 5))
        }
        // `2015-03`: a month of two digits that is no year's end, as `2015-16` may be.
        guard key(index + 3) != mark || !window.isGlued(index + 3), window.length(index + 2) == 2,
            let month = window.integer(index + 2), let period = Period.month(month, of: year), mark == "-"
        else { return nil }
        return TimeExpression(period, .month, index..<(index + 3))
    }

    /// Dates in one token: `13.5.2026` and `2026.5.13`, `9/4/2026`, `17-03-2026`.
    ///
    /// With stops the day comes first, with other marks the month, unless that is impossible; or the year.
    private func joinedDate(at index: Int) -> TimeExpression? {
        guard (6...10).contains(window.length(index)), let (parts, mark) = window.joinedNumbers(index), parts.count == 3
        else { return nil }
        if parts[0] > 31 {
            return (1950...2100).contains(parts[0]) ? date(parts[0], parts[1], parts[2], index..<(index + 1)) : nil
        }
        guard let year = parts[2] >= 1000 ? parts[2] : mark == UInt8(ascii: "/") ? century(of: parts[2]) : nil,
            (1950...2100).contains(year)
        else { return nil }
        let isDayFirst = mark == UInt8(ascii: ".") || parts[0] > 12
        let found = date(year, parts[isDayFirst ? 1 : 0], parts[isDayFirst ? 0 : 1], index..<(index + 1))
        return found.period == nil ? nil : found
    }

    /// `9/4/2026`, `17/03/2026`, `05-Mar-2026`, `11-2025`; the month first unless that is impossible.
    func numericDate(at index: Int) -> TimeExpression? {
        let mark = key(index + 1)
        guard mark == "/" || mark == "-", window.isGlued(index + 1), window.isGlued(index + 2),
            !(window.isGlued(index) && rangeDashes.contains(key(index - 1)) && window.isGlued(index - 1)
                && window.isNumeric(index - 2) && window.length(index - 2) > 2 && mark == "-")
        else { return nil }
        if let month = monthNumber(index, isDated: true) {
            // `Nov/2025`, `Sep-14-2026`
            if let year = yearNumber(index + 2), let period = Period.month(month, of: year) {
                return TimeExpression(period, .month, index..<(index + 3))
            }
            if let (day, dayEnd) = dayNumber(index + 2), dayEnd == index + 3, key(dayEnd) == mark,
                let year = yearNumber(dayEnd + 1)
            {
                return date(year, month, day, index..<(dayEnd + 2))
            }
            return nil
        }
        guard let first = window.integer(index), first <= 31, first > 0, window.length(index) <= 2 else { return nil }
        if first <= 12, let year = yearNumber(index + 2), window.length(index + 2) == 4,
            key(index + 3) != mark, let period = Period.month(first, of: year)
        {
            return TimeExpression(period, .month, index..<(index + 3))
        }
        if let found = numericSpan(at: index) { return found }
        guard key(index + 3) == mark, window.isGlued(index + 3), window.isGlued(index + 4) else { return nil }
        guard let year = yearNumber(index + 4) ?? shortYear(index + 4, mark) else { return nil }
        let tokens = index..<(index + 5)
        if let month = monthNumber(index + 2, isDated: true) { return date(year, month, first, tokens) }
        guard let second = window.integer(index + 2), second > 0, second <= 31, first <= 12 || second <= 12 else {
            return nil
        }
        return first <= 12 ? date(year, first, second, tokens) : date(year, second, first, tokens)
    }

    /// `9/4-10/6/2025`, `3/2-3/9, 2026`: the year of the last day holds for the first.
    private func numericSpan(at index: Int) -> TimeExpression? {
        guard key(index + 1) == "/", rangeDashes.contains(key(index + 3)), key(index + 5) == "/",
            (index + 1...index + 6).allSatisfy(window.isGlued), let first = window.integer(index),
            let second = window.integer(index + 2), let third = window.integer(index + 4),
            let fourth = window.integer(index + 6)
        else { return nil }
        let mark = key(index + 7)
        guard mark == "/" || mark == ",", let year = yearNumber(index + 8) else { return nil }
        let isDayFirst = first > 12 || third > 12
        guard let end = CalendarDate(year: year, month: isDayFirst ? fourth : third, day: isDayFirst ? third : fourth),
            let start = CalendarDate(year: year, month: isDayFirst ? second : first, day: isDayFirst ? first : second),
            start < end
        else { return nil }
        return TimeExpression(.days(from: start, through: end), .day, index..<(index + 9))
    }

    private func shortYear(_ index: Int, _ mark: WordKey) -> Int? {
        guard mark == "/", window.length(index) == 2, let short = window.integer(index) else { return nil }
        return century(of: short)
    }

    private func century(of short: Int) -> Int { short < 70 ? 2000 + short : 1900 + short }

    private func date(_ year: Int, _ month: Int, _ day: Int, _ tokens: Range<Int>) -> TimeExpression {
        TimeExpression(CalendarDate(year: year, month: month, day: day).map { .day($0) }, .day, tokens)
    }

    /// `April 8, 2026`, `8 April`, "the eighth of April", "April 2026", "April".
    func date(at index: Int) -> TimeExpression? {
        if let (day, dayEnd) = dayNumber(index), currencyPrefixes[key(index - 1)] == nil {
            var monthIndex = dayEnd
            if key(monthIndex) == "day", key(monthIndex + 1) == "of" { monthIndex += 2 }
            if key(monthIndex) == "of" { monthIndex += 1 }
            if let month = monthNumber(monthIndex, isDated: true),
                !(key(monthIndex) == "may" && !window.isCapitalized(monthIndex))
            {
                return dayOfMonth(day, month, index..<(monthIndex + 1))
            }
        }
        if let (day, end) = numbers.belowHundred(at: index), day <= 31, day >= 1,
            let month = monthNumber(end, isDated: true),
            yearAfter(end + 1) != nil
        {
            return dayOfMonth(Int(day), month, index..<(end + 1))
        }
        if let year = yearNumber(index), let month = monthNumber(index + 1), !isModalMay(index + 1),
            dayAfterMonth(index + 2) == nil, !window.isWord(index + 2), let period = Period.month(month, of: year)
        {
            // "in 2017 April"
            return TimeExpression(period, .month, index..<(index + 2))
        }
        guard months[key(index)] != nil else { return nil }
        if let month = monthNumber(index, isDated: true), let (day, end) = dayAfterMonth(index + 1) {
            return dayOfMonth(day, month, index..<end)
        }
        if let month = monthNumber(index, isDated: true), let (year, end) = yearAfter(index + 1),
            let period = Period.month(month, of: year)
        {
            return TimeExpression(period, .month, index..<end)
        }
        let isNamed = yearWordShift[key(index - 1)] != nil && key(index) != "march"
        guard let month = monthNumber(index, isDated: isNamed), !isModalMay(index) else { return nil }
        return bareMonth(month, at: index)
    }

    private func bareMonth(_ month: Int, at index: Int) -> TimeExpression? {
        if let yearHint {
            return TimeExpression(
                Period.month(month, of: yearHint), .month, index..<(index + 1), isYearInferred: true)
        }
        guard let reference else { return TimeExpression(nil, .month, index..<(index + 1), isYearInferred: true) }
        let lead = key(index - 1)
        let isNamed = lead == "last" || lead == "next" || lead == "this"
        var year = reference.year
        if lead == "next" {
            if month <= reference.month { year += 1 }
        } else if lead == "this" {
            year = reference.year
        } else if month > reference.month, !speaksOfFuture(index) {
            year -= 1
        } else if month < reference.month, speaksOfFuture(index) {
            year += 1
        }
        return TimeExpression(
            Period.month(month, of: year), .month, (isNamed ? index - 1 : index)..<(index + 1), isYearInferred: !isNamed
        )
    }

    private func dayOfMonth(_ day: Int, _ month: Int, _ tokens: Range<Int>) -> TimeExpression {
        if let (year, end) = yearAfter(tokens.upperBound) {
            return date(year, month, day, tokens.lowerBound..<end)
        }
        var year = yearHint
        if year == nil, let reference {
            // The nearest such day, looking back unless the text looks ahead.
            year = reference.year
            if let date = CalendarDate(year: reference.year, month: month, day: day), date > reference.adding(days: 31),
                !speaksOfFuture(tokens.lowerBound)
            {
                year = reference.year - 1
            } else if let date = CalendarDate(year: reference.year, month: month, day: day),
                date < reference.adding(days: -31), isPlanned(tokens.lowerBound)
            {
                year = reference.year + 1
            }
        }
        guard var year else { return TimeExpression(nil, .day, tokens, isYearInferred: true) }
        // February 29 is a day of the leap year before.
        if month == 2, day == 29, yearHint == nil { while !CalendarDate.isLeapYear(year) { year -= 1 } }
        var found = date(year, month, day, tokens)
        found.isYearInferred = true
        return found
    }

    /// `May` as a verb: "may" in capitals at the start of a sentence, not followed by a number.
    private func isModalMay(_ index: Int) -> Bool {
        guard key(index) == "may" else { return false }
        // "May to March"
        if spanWords.contains(key(index + 1)) || rangeDashes.contains(key(index + 1)), monthNumber(index + 2) != nil {
            return false
        }
        return !timePrepositions.contains(key(index - 1)) && !rangeDashes.contains(key(index - 1))
    }

    /// `May 3–5`, "April 9th through 17th", "3 to 5 May", "between the second and the tenth of March".
    func daysOfMonth(at index: Int) -> TimeExpression? {
        let isBetween = leads(to: index, "between")
        func isMark(_ position: Int) -> Bool {
            rangeDashes.contains(key(position)) || spanWords.contains(key(position))
                || key(position) == "and" && isBetween
        }
        func day(_ position: Int) -> (day: Int, end: Int)? {
            dayNumber(key(position) == "the" ? position + 1 : position)
        }
        if let month = monthNumber(index, isDated: true), let (first, end) = dayAfterMonth(index + 1), isMark(end),
            let (second, last) = day(end + 1), second > first, monthNumber(key(last) == "of" ? last + 1 : last) == nil,
            !(key(last) == "/" || key(last) == "." && window.isGlued(last + 1)) && key(last) != "%",
            magnitudeWords[key(last)] == nil
        {
            let whole = dayOfMonth(second, month, index..<last)
            return spanOfDays(first, whole)
        }
        guard window.isNumeric(index) || ordinalWords[key(index)] != nil, let (first, end) = dayNumber(index),
            isMark(end),
            let (second, last) = day(end + 1), second > first
        else { return nil }
        let monthIndex = key(last) == "of" ? last + 1 : last
        guard let month = monthNumber(monthIndex, isDated: true) else { return nil }
        return spanOfDays(first, dayOfMonth(second, month, index..<(monthIndex + 1)))
    }

    private func spanOfDays(_ first: Int, _ last: TimeExpression) -> TimeExpression? {
        guard let end = last.interval?.end, let start = CalendarDate(year: end.year, month: end.month, day: first)
        else {
            return nil
        }
        return TimeExpression(
            .days(from: start, through: end), .day, last.tokens, isYearInferred: last.isYearInferred)
    }
}
