import KnowledgeModel

extension TimeParser {
    /// "the quarter ended March 31", "the nine months to September", "the year ending June 30, 2026": a period told by its
    /// length and its last day or month.
    ///
    /// Three months that are a calendar quarter take its label.
    func periodByEnd(at index: Int) -> TimeExpression? {
        guard let (months, lengthEnd) = lengthInMonths(at: index) else { return nil }
        var next = lengthEnd
        if key(next) == "period" { next += 1 }
        if key(next) == "that" || key(next) == "which" { next += 1 }
        guard endingWords.contains(key(next)), key(index) != "year" || key(next) == "ended" || key(next) == "ending"
        else {
            return nil
        }
        let isPast = key(next) != "ending"
        next += 1
        if key(next) == "on" || key(next) == "in" { next += 1 }
        // "the three months to the end of March"
        if key(next) == "the", key(next + 1) == "end", key(next + 2) == "of" { next += 3 }
        if key(next) == "end", key(next + 1) == "-" { next += 2 }
        guard let last = date(at: next), last.granularity == .day || last.granularity == .month,
            let named = last.interval?.end, last.granularity == .month || named.day >= 24
        else { return nil }
        let tokens = index..<last.tokens.upperBound
        // Told in January, the quarter that ended in December is last year's.
        let isEarlier = reference.map { named > $0 } ?? false
        let end = isPast && last.isYearInferred && isEarlier ? named.adding(months: -12) : named
        return TimeExpression(
            monthSpan(months, through: end), granularity(ofMonths: months), tokens, isYearInferred: last.isYearInferred)
    }

    private func granularity(ofMonths months: Int) -> TimeExpression.Granularity {
        switch months {
        case 3: .quarter
        case 6: .half
        case 12...: .year
        default: .month
        }
    }

    /// The number of months that something lasts: "nine months", "three-month", "quarter", "year".
    private func lengthInMonths(at index: Int) -> (months: Int, end: Int)? {
        if key(index) == "quarter" || key(index) == "year" {
            guard endedLeads.contains(key(index - 1)) else { return nil }
            return (key(index) == "quarter" ? 3 : 12, index + 1)
        }
        guard let length = simpleLength(at: index), let part = length.parts.first, part.unit == .month, part.isWhole,
            !length.isVague, !length.hasArticle, (2...24).contains(part.count)
        else { return nil }
        return (Int(part.count), length.end)
    }

    /// So many whole months up to the one that holds a day.
    private func monthSpan(_ months: Int, through end: CalendarDate) -> Period? {
        let start = end.adding(months: 1 - months)
        if months == 3, end.month % 3 == 0 { return Period.quarter(end.quarter, of: end.year) }
        if months == 12, end.month == 12 { return Period.year(end.year) }
        guard let first = Period.month(start.month, of: start.year), let last = Period.month(end.month, of: end.year)
        else {
            return nil
        }
        return Period("\(first.text)/\(last.text)")
    }
}
