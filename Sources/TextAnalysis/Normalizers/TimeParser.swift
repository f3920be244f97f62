import KnowledgeModel

/// Reads one time expression at a token of one sentence.
struct TimeParser {
    let document: Document
    let bounds: Range<Int>
    let reference: CalendarDate?
    /// The day named last before, which "the announcement" and the like may mean.
    var lastDay: CalendarDate?

    private func key(_ index: Int) -> WordKey {
        bounds.contains(index) ? document.tokens[index].key : WordKey("")
    }

    func parse(at index: Int) -> TimeExpression? {
        isoDate(at: index) ?? spanAfterDate(at: index) ?? date(at: index) ?? quarter(at: index) ?? half(at: index)
            ?? season(at: index) ?? fiscalYear(at: index) ?? relative(at: index) ?? weekday(at: index)
            ?? year(at: index)
    }

    // MARK: Numbers

    private func integer(_ index: Int) -> Int? {
        guard bounds.contains(index), document.tokens[index].isNumeric else { return nil }
        return document.withBytes(of: index) { bytes in
            var value = 0
            for byte in bytes {
                guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), value < 100_000 else { return nil }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
            }
            return value
        }
    }

    private func yearNumber(_ index: Int) -> Int? {
        if let value = integer(index), (1950...2100).contains(value) { return value }
        guard bounds.contains(index) else { return nil }
        // `'25`
        let text = document.text(of: index)
        guard text.first == "'" || text.first == "’", let short = Int(text.dropFirst()), text.count == 3 else {
            return nil
        }
        return short < 70 ? 2000 + short : 1900 + short
    }

    /// A day of the month, `8` or `8th`.
    private func dayNumber(_ index: Int) -> Int? {
        if let value = integer(index) { return (1...31).contains(value) ? value : nil }
        guard bounds.contains(index), document.tokens[index].isNumeric else { return nil }
        let text = document.text(of: index).lowercased()
        guard let suffix = ["st", "nd", "rd", "th"].first(where: text.hasSuffix),
            let value = Int(text.dropLast(suffix.count))
        else { return nil }
        return (1...31).contains(value) ? value : nil
    }

    // MARK: Absolute dates

    private func isoDate(at index: Int) -> TimeExpression? {
        guard let year = integer(index), (1950...2100).contains(year), key(index + 1) == "-", key(index + 3) == "-",
            let month = integer(index + 2), let day = integer(index + 4),
            let date = CalendarDate(year: year, month: month, day: day)
        else { return nil }
        return TimeExpression(.day(date), .day, index..<(index + 5))
    }

    private func date(at index: Int) -> TimeExpression? {
        guard bounds.contains(index) else { return nil }
        // `8 April 2026`, `8th of April`
        if let day = dayNumber(index) {
            let monthIndex = key(index + 1) == "of" ? index + 2 : index + 1
            if let month = monthNumber(monthIndex) {
                return dayOfMonth(day, month, index..<(monthIndex + 1), after: monthIndex + 1)
            }
        }
        guard let month = monthNumber(index) else { return nil }
        if let day = dayNumber(index + 1), yearNumber(index + 1) == nil {
            return dayOfMonth(day, month, index..<(index + 2), after: index + 2)
        }
        var yearIndex = index + 1
        if key(yearIndex) == "," || key(yearIndex) == "of" { yearIndex += 1 }
        if let year = yearNumber(yearIndex), let period = Period.month(month, of: year) {
            return TimeExpression(period, .month, index..<(yearIndex + 1))
        }
        guard !isModalMay(index) else { return nil }
        guard let reference else { return TimeExpression(nil, .month, index..<(index + 1)) }
        var start = index
        var year = reference.year
        if key(index - 1) == "last" || key(index - 1) == "next" || key(index - 1) == "this" { start -= 1 }
        if key(index - 1) == "next" {
            if month <= reference.month { year += 1 }
        } else if month > reference.month, !speaksOfFuture(index) {
            year -= 1
        } else if month < reference.month, speaksOfFuture(index) {
            year += 1
        }
        return TimeExpression(Period.month(month, of: year), .month, start..<(index + 1))
    }

    private func dayOfMonth(_ day: Int, _ month: Int, _ tokens: Range<Int>, after end: Int) -> TimeExpression? {
        var end = end
        var year: Int?
        let yearIndex = key(end) == "," ? end + 1 : end
        if let number = yearNumber(yearIndex) {
            year = number
            end = yearIndex + 1
        }
        if year == nil, let reference {
            // The nearest such day, looking back unless the text looks ahead.
            year = reference.year
            if let date = CalendarDate(year: reference.year, month: month, day: day), date > reference.adding(days: 31),
                !speaksOfFuture(tokens.lowerBound)
            {
                year = reference.year - 1
            }
        }
        guard let year, let date = CalendarDate(year: year, month: month, day: day) else {
            return TimeExpression(nil, .day, tokens.lowerBound..<end)
        }
        return TimeExpression(.day(date), .day, tokens.lowerBound..<end)
    }

    private func monthNumber(_ index: Int) -> Int? {
        guard bounds.contains(index), document.tokens[index].isCapitalized else { return nil }
        return months[key(index)]
    }

    /// `May` as a verb: "may" in capitals at the start of a sentence, not followed by a number.
    private func isModalMay(_ index: Int) -> Bool {
        guard key(index) == "may" else { return false }
        return !timePrepositions.contains(key(index - 1))
    }

    private func speaksOfFuture(_ index: Int) -> Bool {
        for position in stride(from: index - 1, through: max(bounds.lowerBound, index - 8), by: -1)
        where futureWords.contains(key(position)) { return true }
        return false
    }

    // MARK: Spans

    /// `the two weeks following the April 8 announcement`
    private func spanAfterDate(at index: Int) -> TimeExpression? {
        guard let count = smallNumber(index), let unit = spanUnits[key(index + 1)],
            key(index + 2) == "following" || key(index + 2) == "after" || key(index + 2) == "since"
        else { return nil }
        let length: (CalendarDate) -> CalendarDate = {
            unit == 30 ? $0.adding(months: count) : $0.adding(days: count * unit)
        }
        for position in (index + 3)..<(index + 6) where bounds.contains(position) {
            if let anchor = date(at: position), anchor.granularity == .day, let start = anchor.period?.start {
                return TimeExpression(
                    .days(from: start, through: length(start)), .week, index..<anchor.tokens.upperBound)
            }
            // `in the two weeks after the announcement`
            if events.contains(key(position)), let start = lastDay {
                return TimeExpression(.days(from: start, through: length(start)), .week, index..<(position + 1))
            }
        }
        return nil
    }

    private func smallNumber(_ index: Int) -> Int? {
        if let value = integer(index) { return (1...99).contains(value) ? value : nil }
        return smallNumbers[key(index)]
    }

    // MARK: Quarters, halves, seasons, years

    private func quarter(at index: Int) -> TimeExpression? {
        var number: Int?
        var end = index + 1
        var isFiscal = false
        var start = index
        if let label = quarterLabels[key(index)] {
            number = label
        } else if let ordinal = ordinals[key(index)] {
            var next = index + 1
            if key(next) == "-" { next += 1 }
            if key(next) == "fiscal" {
                isFiscal = true
                next += 1
            }
            guard key(next) == "quarter" || key(next) == "quarter-year" else { return nil }
            number = ordinal
            end = next + 1
        } else if bounds.contains(index), document.tokens[index].isNumeric || key(index) == "q" {
            // `4Q25`, `1Q 2026`
            let text = document.text(of: index).lowercased()
            guard text.utf8.count >= 2, let digit = text.first?.wholeNumberValue, (1...4).contains(digit),
                text.dropFirst().first == "q"
            else { return nil }
            number = digit
            let rest = text.dropFirst(2)
            if let short = Int(rest), rest.count == 2 || rest.count == 4 {
                let year = rest.count == 2 ? 2000 + short : short
                return TimeExpression(Period.quarter(digit, of: year), .quarter, index..<end)
            }
            guard rest.isEmpty else { return nil }
        }
        guard let number else { return nil }
        if key(index - 1) == "fiscal" {
            isFiscal = true
            start -= 1
        }
        // Then a year: `of 2025`, `of fiscal 2026`, `of its 2026 fiscal year`, `FY26`, `'25`, `last year`.
        var position = end
        for _ in 0..<3 where yearFillers.contains(key(position)) { position += 1 }
        if key(position) == "fiscal" {
            isFiscal = true
            position += 1
            if key(position) == "year" { position += 1 }
        }
        if let (fiscal, after) = fiscalLabel(position) {
            return TimeExpression(Period.quarter(number, of: fiscal, isFiscal: true), .quarter, start..<after)
        }
        if let year = yearNumber(position) {
            if key(position + 1) == "fiscal" { isFiscal = true }
            return TimeExpression(
                Period.quarter(number, of: year, isFiscal: isFiscal), .quarter, start..<(position + 1))
        }
        guard let reference else { return TimeExpression(nil, .quarter, start..<end) }
        if let shift = yearShift(position) {
            return TimeExpression(
                Period.quarter(number, of: reference.year + shift, isFiscal: isFiscal), .quarter,
                start..<(position + 2))
        }
        // The latest such quarter that has begun.
        let year = number <= reference.quarter ? reference.year : reference.year - 1
        if isFiscal { return TimeExpression(nil, .quarter, start..<end) }
        return TimeExpression(Period.quarter(number, of: year), .quarter, start..<end, isYearInferred: true)
    }

    private func half(at index: Int) -> TimeExpression? {
        var number: Int?
        var end = index + 1
        if let label = halfLabels[key(index)] {
            number = label
        } else if let ordinal = ordinals[key(index)], ordinal <= 2 {
            var next = index + 1
            if key(next) == "-" { next += 1 }
            guard key(next) == "half" else { return nil }
            number = ordinal
            end = next + 1
        }
        guard let number else { return nil }
        var position = end
        for _ in 0..<2 where yearFillers.contains(key(position)) { position += 1 }
        var year: Int?
        if let named = yearNumber(position) {
            year = named
            end = position + 1
        } else if let shift = yearShift(position), let reference {
            year = reference.year + shift
            end = position + 2
        } else if let reference {
            year = number == 2 && reference.month <= 6 && !speaksOfFuture(index) ? reference.year - 1 : reference.year
        }
        return TimeExpression(year.flatMap { halfYear(number, of: $0) }, .half, index..<end)
    }

    private func halfYear(_ number: Int, of year: Int) -> Period? {
        Period(number == 1 ? "\(year)-01/\(year)-06" : "\(year)-07/\(year)-12")
    }

    private func season(at index: Int) -> TimeExpression? {
        guard let first = seasons[key(index)] else { return nil }
        var end = index + 1
        var position = end
        if key(position) == "of" { position += 1 }
        var year: Int?
        var start = index
        if let named = yearNumber(position) {
            year = named
            end = position + 1
        } else if let reference, let shift = yearWordShift[key(index - 1)] {
            start -= 1
            year = reference.year + shift
            // "Last summer" told in the same year's autumn means this year's.
            if shift == -1, reference.month > first + 2 { year = reference.year }
        }
        guard let year, let startMonth = Period.month(first, of: year) else { return nil }
        let last = first + 2
        let endText = last > 12 ? Period.month(last - 12, of: year + 1)?.text : Period.month(last, of: year)?.text
        guard let endText else { return nil }
        return TimeExpression(Period("\(startMonth.text)/\(endText)"), .season, start..<end)
    }

    private func fiscalLabel(_ index: Int) -> (Int, Int)? {
        guard bounds.contains(index), document.tokens[index].isCapitalized else { return nil }
        let text = document.text(of: index).lowercased()
        guard text.hasPrefix("fy") else { return nil }
        if text == "fy", let year = yearNumber(index + 1) { return (year, index + 2) }
        let digits = text.dropFirst(2)
        guard let number = Int(digits) else { return nil }
        switch digits.utf8.count {
        case 2: return (2000 + number, index + 1)
        case 4: return (number, index + 1)
        default: return nil
        }
    }

    private func fiscalYear(at index: Int) -> TimeExpression? {
        if let (year, end) = fiscalLabel(index) {
            return TimeExpression(Period.year(year, isFiscal: true), .year, index..<end)
        }
        guard key(index) == "fiscal" else { return nil }
        var position = index + 1
        if key(position) == "year" { position += 1 }
        guard let year = yearNumber(position) else { return nil }
        return TimeExpression(Period.year(year, isFiscal: true), .year, index..<(position + 1))
    }

    private func year(at index: Int) -> TimeExpression? {
        guard let year = yearNumber(index) else { return nil }
        // Not `2026 dollars`, `2,026` or a part of a name such as `AIME 2025`: the last is the caller's to see.
        let dash = key(index + 1)
        if dash == "-" || dash == "–" || dash == "/", bounds.contains(index + 2),
            !document.tokens[index + 1].hasSpaceBefore
        {
            if let second = yearNumber(index + 2), second > year, second < year + 30 {
                return TimeExpression(Period("\(year)/\(second)"), .year, index..<(index + 3))
            }
        }
        if key(index + 1) == "to" || key(index + 1) == "through"
            || key(index + 1) == "and" && key(index - 1) == "between",
            let second = yearNumber(index + 2), second > year, second < year + 30
        {
            return TimeExpression(Period("\(year)/\(second)"), .year, index..<(index + 3))
        }
        return TimeExpression(Period.year(year), .year, index..<(index + 1))
    }

    // MARK: Relative expressions

    /// `last year` → -1, `this year` → 0, `next year` → 1
    private func yearShift(_ index: Int) -> Int? {
        guard key(index + 1) == "year" || key(index + 1) == "year's" else { return nil }
        return yearWordShift[key(index)]
    }

    private func relative(at index: Int) -> TimeExpression? {
        let word = key(index)
        if word == "today" || word == "tonight" {
            return reference.map { TimeExpression(.day($0), .day, index..<(index + 1)) }
        }
        if word == "yesterday" {
            return reference.map { TimeExpression(.day($0.adding(days: -1)), .day, index..<(index + 1)) }
        }
        if let comparison = yearAgo(at: index) { return comparison }
        // "so far this year", "year to date", "since the start of the year"
        if word == "year", key(index + 1) == "-" || key(index + 1) == "to", let reference {
            let end = key(index + 1) == "-" ? index + 5 : index + 3
            if key(end - 1) == "date" { return TimeExpression(Period.year(reference.year), .year, index..<end) }
        }
        if word == "ytd", let reference {
            return TimeExpression(Period.year(reference.year), .year, index..<(index + 1))
        }
        let isDefinite = word == "the"
        if isDefinite, key(index + 1) == "year", key(index - 1) == "of" || key(index - 1) == "for", let reference {
            return TimeExpression(Period.year(reference.year), .year, index..<(index + 2))
        }
        guard let shift = shiftWords[word] else { return nil }
        var unit = index + 1
        if key(unit) == "fiscal" || key(unit) == "calendar" || key(unit) == "full" { unit += 1 }
        guard let reference else {
            return relativeUnits.contains(key(unit)) ? TimeExpression(nil, .year, index..<(unit + 1)) : nil
        }
        switch key(unit) {
        case "year":
            let isFiscal = key(unit - 1) == "fiscal"
            return TimeExpression(
                Period.year(reference.year + shift, isFiscal: isFiscal), .year, index..<(unit + 1))
        case "quarter":
            let ordinal = reference.year * 4 + reference.quarter - 1 + shift
            return TimeExpression(Period.quarter(ordinal % 4 + 1, of: ordinal / 4), .quarter, index..<(unit + 1))
        case "month":
            let date = reference.adding(months: shift)
            return TimeExpression(Period.month(date.month, of: date.year), .month, index..<(unit + 1))
        case "week", "weekend":
            return TimeExpression(nil, .week, index..<(unit + 1))
        default:
            if let day = weekdays[key(unit)], shift != 0 || word == "this" {
                return weekdayExpression(day, index..<(unit + 1), isNext: word == "next")
            }
            return nil
        }
    }

    /// `a year ago`, `two years earlier`, `a quarter before`
    private func yearAgo(at index: Int) -> TimeExpression? {
        guard let count = key(index) == "a" || key(index) == "an" ? 1 : smallNumber(index) else {
            // `the year before`, `the same period last year`, `year-ago`
            if key(index) == "the", key(index + 1) == "year", key(index + 2) == "before" || key(index + 2) == "earlier"
            {
                return TimeExpression(nil, .year, index..<(index + 3), isComparison: true)
            }
            if key(index) == "year", key(index + 1) == "-", key(index + 2) == "ago" || key(index + 2) == "earlier" {
                return TimeExpression(nil, .year, index..<(index + 3), isComparison: true)
            }
            return nil
        }
        let unit = key(index + 1)
        guard agoWords.contains(key(index + 2)) else { return nil }
        let isYear = unit == "year" || unit == "years"
        let isMonth = unit == "month" || unit == "months"
        guard
            isYear || isMonth || unit == "quarter" || unit == "quarters" || unit == "days" || unit == "weeks"
                || unit == "week" || unit == "day"
        else { return nil }
        let tokens = index..<(index + 3)
        if isYear, count == 1 { return TimeExpression(nil, .year, tokens, isComparison: true) }
        guard let reference else { return TimeExpression(nil, .year, tokens) }
        if isYear { return TimeExpression(Period.year(reference.year - count), .year, tokens) }
        if isMonth {
            let date = reference.adding(months: -count)
            return TimeExpression(Period.month(date.month, of: date.year), .month, tokens)
        }
        return TimeExpression(nil, .week, tokens, isComparison: unit == "quarter")
    }

    private func weekday(at index: Int) -> TimeExpression? {
        guard bounds.contains(index), document.tokens[index].isCapitalized, let day = weekdays[key(index)] else {
            return nil
        }
        return weekdayExpression(day, index..<(index + 1), isNext: false)
    }

    private func weekdayExpression(_ day: Int, _ tokens: Range<Int>, isNext: Bool) -> TimeExpression {
        guard let reference else { return TimeExpression(nil, .day, tokens) }
        if isNext || speaksOfFuture(tokens.lowerBound) && !isSaid(tokens.lowerBound) {
            let ahead = (day - reference.weekday + 7) % 7
            return TimeExpression(.day(reference.adding(days: ahead == 0 ? 7 : ahead)), .day, tokens)
        }
        let back = (reference.weekday - day + 7) % 7
        return TimeExpression(.day(reference.adding(days: -back)), .day, tokens)
    }

    /// "said on Monday that it will": the day belongs to the saying.
    private func isSaid(_ index: Int) -> Bool {
        for position in max(bounds.lowerBound, index - 3)..<index where sayingWords.contains(key(position)) {
            return true
        }
        return false
    }
}

// MARK: Words of time

private let months: [WordKey: Int] = [
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "jan.": 1, "feb": 2, "feb.": 2,
    "mar": 3, "mar.": 3, "apr": 4, "apr.": 4, "jun": 6, "jun.": 6, "jul": 7, "jul.": 7, "aug": 8, "aug.": 8,
    "sep": 9, "sep.": 9, "sept": 9, "sept.": 9, "oct": 10, "oct.": 10, "nov": 11, "nov.": 11, "dec": 12, "dec.": 12,
]
private let weekdays: [WordKey: Int] = [
    "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
]
private let ordinals: [WordKey: Int] = [
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4,
]
private let quarterLabels: [WordKey: Int] = ["q1": 1, "q2": 2, "q3": 3, "q4": 4]
private let halfLabels: [WordKey: Int] = ["h1": 1, "h2": 2, "1h": 1, "2h": 2]
private let seasons: [WordKey: Int] = ["spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12]
private let yearWordShift: [WordKey: Int] = ["last": -1, "this": 0, "next": 1, "previous": -1]
private let shiftWords: [WordKey: Int] = [
    "last": -1, "this": 0, "next": 1, "previous": -1, "current": 0, "prior": -1, "past": -1, "coming": 1,
]
private let relativeUnits: WordSet = ["year", "quarter", "month", "week"]
private let agoWords: WordSet = ["ago", "earlier", "before", "previously"]
private let yearFillers: WordSet = [",", "of", "the", "its", "in", "for"]
private let timePrepositions: WordSet = [
    "in", "since", "until", "by", "of", "on", "from", "during", "last", "this", "next", "late", "early", "mid", "to",
    "and", "before", "after", "until",
]
private let futureWords: WordSet = [
    "will", "next", "by", "expects", "expected", "due", "until", "plans", "scheduled", "later", "to",
]
private let sayingWords: WordSet = [
    "said", "announced", "told", "reported", "unveiled", "launched", "released", "wrote", "confirmed",
]
private let events: WordSet = ["announcement", "launch", "release", "unveiling", "news", "debut", "report", "results"]
private let spanUnits: [WordKey: Int] = ["day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30]
private let smallNumbers: [WordKey: Int] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12,
]
