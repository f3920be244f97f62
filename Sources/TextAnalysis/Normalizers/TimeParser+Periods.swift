import KnowledgeModel

extension TimeParser {
    // MARK: Quarters and halves

    /// "the fourth quarter of 2025", `Q4'25`, `2017-Q1`, `4Q25`.
    func quarter(at index: Int) -> TimeExpression? {
        guard let label = quarterLabel(at: index) else { return nil }
        if let period = label.period { return TimeExpression(period, .quarter, index..<label.end) }
        let number = label.number
        let end = label.end
        var start = index
        var isFiscal = label.isFiscal
        if key(index - 1) == "fiscal" {
            isFiscal = true
            start -= 1
        }
        // Then a year: `of 2025`, `of fiscal 2026`, `of its 2026 fiscal year`, `FY26`, `'25`, `last year`.
        var position = end
        for _ in 0..<3
        where yearFillers.contains(key(position)) || key(position) == "-" && yearNumber(position + 1) != nil {
            position += 1
        }
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
        guard let reference else {
            return TimeExpression(
                yearHint.flatMap { Period.quarter(number, of: $0) }, .quarter, start..<end, isYearInferred: true)
        }
        if let shift = yearShift(position) {
            return TimeExpression(
                Period.quarter(number, of: reference.year + shift, isFiscal: isFiscal), .quarter,
                start..<(position + 2))
        }
        if isFiscal { return TimeExpression(nil, .quarter, start..<end) }
        if let shift = yearShift(index - 2), key(index - 1) == "year's" || key(index - 1) == "'s" {
            return TimeExpression(Period.quarter(number, of: reference.year + shift), .quarter, (index - 2)..<end)
        }
        // The latest such quarter that has begun.
        let year = yearHint ?? (number <= reference.quarter ? reference.year : reference.year - 1)
        let ofYear = key(end) == "of" && key(end + 1) == "the" && key(end + 2) == "year"
        return TimeExpression(
            Period.quarter(number, of: ofYear ? reference.year : year), .quarter, start..<(ofYear ? end + 3 : end),
            isYearInferred: true)
    }

    private struct QuarterLabel {
        var number = 0
        var end = 0
        var isFiscal = false
        var period: Period?
    }

    private func quarterLabel(at index: Int) -> QuarterLabel? {
        if let number = quarterLabels[key(index)] { return QuarterLabel(number: number, end: index + 1) }
        if let ordinal = ordinals[key(index)] {
            var next = index + 1
            if key(next) == "-" { next += 1 }
            let isFiscal = key(next) == "fiscal"
            if isFiscal { next += 1 }
            guard key(next) == "quarter" || key(next) == "quarter-year" else { return nil }
            return QuarterLabel(number: ordinal, end: next + 1, isFiscal: isFiscal)
        }
        // `2017-Q1`, `2019 Q3`
        if let year = yearNumber(index) {
            let next = key(index + 1) == "-" ? index + 2 : index + 1
            guard let number = quarterLabels[key(next)], yearNumber(next + 1) == nil else { return nil }
            return QuarterLabel(number: number, end: next + 1, period: Period.quarter(number, of: year))
        }
        // `4Q25`, `1Q 2026`
        guard window.isNumeric(index), window.length(index) <= 6, window.length(index) >= 2 else { return nil }
        let parts: (digit: Int, year: Int?)? = window.document.withBytes(of: index) { bytes in
            guard bytes[0] >= UInt8(ascii: "1"), bytes[0] <= UInt8(ascii: "4"), bytes[1] | 0x20 == UInt8(ascii: "q")
            else {
                return nil
            }
            var year = 0
            for byte in bytes[2...] {
                guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
                year = year * 10 + Int(byte - UInt8(ascii: "0"))
            }
            switch bytes.count {
            case 2: return (Int(bytes[0] - UInt8(ascii: "0")), nil)
            case 4: return (Int(bytes[0] - UInt8(ascii: "0")), 2000 + year)
            case 6: return (Int(bytes[0] - UInt8(ascii: "0")), year)
            default: return nil
            }
        }
        guard let parts else { return nil }
        return QuarterLabel(
            number: parts.digit, end: index + 1, period: parts.year.flatMap { Period.quarter(parts.digit, of: $0) })
    }

    /// "the first half of 2026", `H1 2026`, `2019-H2`.
    func half(at index: Int) -> TimeExpression? {
        var number: Int?
        var end = index + 1
        if let label = halfLabels[key(index)] {
            number = label
        } else if let year = yearNumber(index) {
            let next = key(index + 1) == "-" ? index + 2 : index + 1
            guard let label = halfLabels[key(next)], yearNumber(next + 1) == nil else { return nil }
            return TimeExpression(halfYear(label, of: year), .half, index..<(next + 1))
        } else if let ordinal = ordinals[key(index)], ordinal <= 2 {
            var next = index + 1
            if key(next) == "-" { next += 1 }
            guard key(next) == "half" else { return nil }
            number = ordinal
            end = next + 1
        }
        guard let number else { return nil }
        var position = end
        for _ in 0..<2
        where yearFillers.contains(key(position)) || key(position) == "-" && yearNumber(position + 1) != nil {
            position += 1
        }
        var year: Int?
        if let named = yearNumber(position) {
            year = named
            end = position + 1
        } else if let shift = yearShift(position), let reference {
            year = reference.year + shift
            end = position + 2
        } else if let reference {
            year =
                yearHint
                ?? (number == 2 && reference.month <= 6 && !speaksOfFuture(index) ? reference.year - 1 : reference.year)
        }
        return TimeExpression(year.flatMap { halfYear(number, of: $0) }, .half, index..<end)
    }

    private func halfYear(_ number: Int, of year: Int) -> Period? {
        Period(number == 1 ? "\(year)-01/\(year)-06" : "\(year)-07/\(year)-12")
    }

    // MARK: Seasons, decades, centuries

    /// "summer 2025", "last winter". A winter begins in December of the year named.
    func season(at index: Int) -> TimeExpression? {
        // "this summer" begins at "this".
        let shiftsYear = yearWordShift[key(index)] != nil
        let word = shiftsYear ? index + 1 : index
        guard let first = seasons[key(word)] else { return nil }
        var end = word + 1
        var position = end
        if key(position) == "of" { position += 1 }
        var year: Int?
        if let named = yearNumber(position) {
            year = named
            end = position + 1
        } else if let reference, let shift = yearWordShift[key(word - 1)] {
            year = reference.year + shift
            // "Last summer" told in the same year's autumn means this year's, "next summer" told in spring as well.
            if shift == -1, reference.month > first + 2 { year = reference.year }
            if shift == 1, reference.month < first { year = reference.year }
        }
        guard let year, let startMonth = Period.month(first, of: year) else {
            return first != 9 && shiftsYear || seasonLeads.contains(key(index - 1)) && first != 3
                ? TimeExpression(nil, .season, index..<end) : nil
        }
        let last = first + 2
        let endText = last > 12 ? Period.month(last - 12, of: year + 1)?.text : Period.month(last, of: year)?.text
        guard let endText else { return nil }
        return TimeExpression(Period("\(startMonth.text)/\(endText)"), .season, index..<end)
    }

    /// "the 1990s", "the nineties", `'90s`, "21st century".
    func decade(at index: Int) -> TimeExpression? {
        if let (number, end) = decadeNumber(at: index) {
            return years(from: number, through: number + 9, .decade, index..<end)
        }
        var century: Int?
        var end = index + 1
        if let (number, letters) = window.digitsAndLetters(index), ordinalEndings.contains(letters) {
            century = number
        } else if let (value, next) = dayNumber(index) {
            century = value
            end = next
        }
        if key(end) == "-" { end += 1 }
        guard let century, key(end) == "century", (1...30).contains(century) else { return nil }
        return years(from: century * 100 - 100, through: century * 100 - 1, .century, index..<(end + 1))
    }

    private func decadeNumber(at index: Int) -> (Int, Int)? {
        if let (number, letters) = window.digitsAndLetters(index), letters == "s" {
            if number >= 1700, number <= 2100, number % 10 == 0 { return (number, index + 1) }
            if number >= 20, number < 100, number % 10 == 0 { return (1900 + number, index + 1) }
            return nil
        }
        // `1990 s`, `1990's`
        if let number = window.integer(index), number % 10 == 0, key(index + 1) == "s" || key(index + 1) == "'s" {
            if number >= 1700, number <= 2100 { return (number, index + 2) }
            if number >= 20, number < 100 { return (1900 + number, index + 2) }
        }
        if let tens = decadeWords[key(index)] { return (1900 + tens, index + 1) }
        return nil
    }

    func years(
        from first: Int, through last: Int, _ granularity: TimeExpression.Granularity, _ tokens: Range<Int>
    ) -> TimeExpression? {
        guard let start = CalendarDate(year: max(1, first), month: 1, day: 1),
            let end = CalendarDate(year: max(1, last), month: 12, day: 31)
        else { return nil }
        let period = first >= 1000 ? Period("\(first)/\(last)") : nil
        return TimeExpression(period, granularity, tokens, interval: DayInterval(start: start, end: end))
    }

    // MARK: Years

    func fiscalLabel(_ index: Int) -> (Int, Int)? {
        guard window.isCapitalized(index), window.length(index) <= 6 else { return nil }
        if key(index) == "fy", let year = yearNumber(index + 1) { return (year, index + 2) }
        return labelledYear(index, "f").map { ($0, index + 1) }
    }

    /// `FY26`, `CY2026`: the letter, `y` and a year of two or four digits.
    private func labelledYear(_ index: Int, _ letter: Unicode.Scalar) -> Int? {
        guard window.length(index) == 4 || window.length(index) == 6 else { return nil }
        return window.document.withBytes(of: index) { bytes in
            guard UInt32(bytes[0] | 0x20) == letter.value, bytes[1] | 0x20 == UInt8(ascii: "y") else { return nil }
            var year = 0
            for byte in bytes[2...] {
                guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
                year = year * 10 + Int(byte - UInt8(ascii: "0"))
            }
            return bytes.count == 4 ? 2000 + year : year
        }
    }

    func fiscalYear(at index: Int) -> TimeExpression? {
        if let (year, end) = fiscalLabel(index) {
            return TimeExpression(Period.year(year, isFiscal: true), .year, index..<end)
        }
        if let year = labelledYear(index, "c") { return TimeExpression(Period.year(year), .year, index..<(index + 1)) }
        if key(index) == "cy", let year = yearNumber(index + 1) {
            return TimeExpression(Period.year(year), .year, index..<(index + 2))
        }
        if key(index) == "calendar" {
            let next = key(index + 1) == "year" ? index + 2 : index + 1
            guard let year = yearNumber(next) else { return nil }
            return TimeExpression(Period.year(year), .year, index..<(next + 1))
        }
        guard key(index) == "fiscal" else { return nil }
        var position = index + 1
        if key(position) == "year" { position += 1 }
        guard let year = yearNumber(position) else {
            return position == index + 2 ? TimeExpression(nil, .year, index..<position) : nil
        }
        return TimeExpression(Period.year(year, isFiscal: true), .year, index..<(position + 1))
    }

    /// `2026`, `2026-2028`, "2024 to 2026", "the year 2008", "two thousand and twenty".
    func year(at index: Int) -> TimeExpression? {
        if key(index) == "year" {
            let next = key(index + 1) == "of" ? index + 2 : index + 1
            guard let year = window.integer(next), window.length(next) == 4, (1000...2999).contains(year) else {
                return nil
            }
            return TimeExpression(Period.year(year), .year, index..<(next + 1))
        }
        if !window.isNumeric(index), key(index - 1) == "in" || key(index - 1) == "since" || key(index - 1) == "of",
            let (year, end) = yearInWords(index), !window.isWord(end) || key(end) == "and"
        {
            return TimeExpression(Period.year(year), .year, index..<end)
        }
        guard let year = yearNumber(index) ?? distantYear(index) else { return nil }
        // `555-2014-2019` is a number of another sort.
        if rangeDashes.contains(key(index - 1)), window.isGlued(index), window.isGlued(index - 1),
            window.isNumeric(index - 2)
        {
            return nil
        }
        let dash = key(index + 1)
        if dash == "-" || dash == "–" || dash == "/" || dash == "~", window.isGlued(index + 1) {
            let isLonger =
                rangeDashes.contains(key(index + 3)) && window.isGlued(index + 3) && window.isNumeric(index + 4)
            if let second = yearNumber(index + 2), second > year, second < year + 30, !isLonger {
                return TimeExpression(Period("\(year)/\(second)"), .year, index..<(index + 3))
            }
            if window.isNumeric(index + 2), window.isGlued(index + 2) {
                if let span = shortSpan(year, index) { return span }
                if dash == "-" { return nil }
            }
        }
        if spanWords.contains(key(index + 1)) || key(index + 1) == "and" && leads(to: index, "between"),
            let second = yearNumber(index + 2), second > year, second < year + 30
        {
            return TimeExpression(Period("\(year)/\(second)"), .year, index..<(index + 3))
        }
        return TimeExpression(Period.year(year), .year, index..<(index + 1))
    }

    /// A year before 1950 or after 2100 behind a word that calls for one: "founded in 1911".
    private func distantYear(_ index: Int) -> Int? {
        guard window.length(index) == 4, let year = window.integer(index), (1500...2300).contains(year),
            yearLeads.contains(key(index - 1)), window.isBreak(index + 1) || afterYear.contains(key(index + 1))
        else { return nil }
        return year
    }

    /// `2025-26`: a span of two years.
    private func shortSpan(_ year: Int, _ index: Int) -> TimeExpression? {
        guard window.length(index + 2) == 2, let short = window.integer(index + 2), short == (year + 1) % 100 else {
            return nil
        }
        return TimeExpression(Period("\(year)/\(year + 1)"), .year, index..<(index + 3))
    }
}
