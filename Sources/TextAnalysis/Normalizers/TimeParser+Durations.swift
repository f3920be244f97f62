import KnowledgeModel

extension TimeParser {
    /// A length of time as read: "two years and three months".
    struct Length {
        struct Part {
            var count: Double
            let unit: TimeSpan.Unit
            var isWhole: Bool { count == count.rounded() && count < 10_000 }
        }
        var parts: [Part]
        /// The token after the last one read.
        var end: Int
        /// "a few", "several": the number is a guess.
        var isVague = false
        /// "a", "an", "all": no number at all.
        var hasArticle = false

        /// The day that lies this far from another; `nil` for hours and shorter units, and for parts of days.
        func added(to date: CalendarDate, sign: Int) -> CalendarDate? {
            var date = date
            for part in parts {
                guard part.count < 100_000 else { return nil }
                let whole = Int(part.count) * sign
                switch part.unit {
                case .day: date = date.adding(days: whole)
                case .week: date = date.adding(days: Int(part.count * 7) * sign)
                case .fortnight: date = date.adding(days: whole * 14)
                case .weekend: date = date.adding(days: whole * 7)
                case .month:
                    date = date.adding(months: whole).adding(
                        days: Int((part.count - part.count.rounded(.down)) * 30) * sign)
                case .quarter: date = date.adding(months: whole * 3)
                case .year: date = date.adding(months: Int(part.count * 12) * sign)
                case .decade: date = date.adding(months: whole * 120)
                case .century: date = date.adding(months: whole * 1_200)
                case .businessDay: date = addingBusinessDays(whole, to: date)
                case .second, .minute, .hour: return nil
                }
            }
            return date
        }

        private func addingBusinessDays(_ count: Int, to date: CalendarDate) -> CalendarDate {
            var date = date
            var left = min(abs(count), 2_000)
            while left > 0 {
                date = date.adding(days: count.signum())
                if date.weekday <= 5 { left -= 1 }
            }
            return date
        }
    }

    /// "three weeks", "a year and a half", "2 years 1 month", "a couple of days".
    func length(at index: Int) -> Length? {
        guard var length = simpleLength(at: index) else { return nil }
        // "two years and a month", "one month, 3 days"; units get smaller.
        while length.parts.count < 4, let last = length.parts.last, last.unit != .weekend {
            var next = length.end
            if key(next) == "and" || key(next) == "," { next += 1 }
            guard let more = simpleLength(at: next), let part = more.parts.first,
                part.unit.rawValue < last.unit.rawValue,
                !more.isVague,
                !agoWords.contains(key(more.end)) || next == length.end
                    || key(length.end) == "and" && length.parts.count == 1
            else { break }
            length.parts.append(part)
            length.end = more.end
        }
        return length
    }

    func simpleLength(at index: Int) -> Length? {
        var length = Length(parts: [], end: index)
        var count: Double
        var position: Int
        switch key(index) {
        case "a", "an", "another":
            count = 1
            position = index + 1
            if key(position) == "few" || key(position) == "couple" || key(position) == "full"
                || key(position) == "whole"
            {
                count = key(position) == "few" ? 3 : key(position) == "couple" ? 2 : 1
                length.isVague = count > 1
                position += 1
            } else if let reading = numbers.number(at: index), reading.end > index + 1 {
                count = reading.value
                position = reading.end
            } else {
                length.hasArticle = true
            }
        case "few", "several", "some":
            (count, position) = (3, index + 1)
            length.isVague = true
        case "couple":
            (count, position) = (2, index + 1)
            length.isVague = true
        case "all":
            (count, position) = (1, index + 1)
            length.hasArticle = true
        case "half" where key(index + 1) == "a" || key(index + 1) == "an":
            (count, position) = (0.5, index + 2)
        default:
            if let glued = gluedLength(at: index) { return glued }
            guard let reading = numbers.number(at: index, hasCurrency: true), reading.currency == nil,
                !reading.hasMagnitude
            else { return nil }
            (count, position) = (reading.value, reading.end)
        }
        if key(position) == "of" { position += 1 }
        if key(position) == "-" { position += 1 }
        var unit: TimeSpan.Unit?
        if businessWords.contains(key(position)), key(position + 1) == "days" || key(position + 1) == "day" {
            unit = .businessDay
            position += 1
        } else if lengthAdjectives.contains(key(position)), spanUnits[key(position + 1)] != nil {
            position += 1
        }
        unit = unit ?? spanUnits[key(position)]
        // "a second round", "a quarter of"
        guard let unit, !(length.hasArticle && (unit == .second || unit == .quarter)) else { return nil }
        length.end = position + 1
        if key(length.end) == "and", let (more, end) = numbers.fraction(at: length.end + 1), key(end) != "of" {
            count += more
            length.end = end
        }
        length.parts = [Length.Part(count: count, unit: unit)]
        return length
    }

    /// `3h`, `3.5years`
    private func gluedLength(at index: Int) -> Length? {
        guard window.isNumeric(index), let parsed = window.document.withBytes(of: index, parseDigits),
            let suffix = parsed.suffix, let unit = gluedUnits[suffix]
        else { return nil }
        return Length(parts: [Length.Part(count: parsed.value, unit: unit)], end: index + 1)
    }

    // MARK: Durations

    /// "three weeks", "18 to 24 months", "more than two years": how long something lasts.
    func duration(at index: Int, stop: Int) -> TimeSpan? {
        guard window.isNumeric(index) || durationStarters.contains(key(index)) || numbers.belowHundred(at: index) != nil
        else { return nil }
        var high: Double?
        var length: Length
        if let first = numbers.number(at: index, hasCurrency: true), first.currency == nil, !first.hasMagnitude,
            key(first.end) == "to" || key(first.end) == "or" || rangeDashes.contains(key(first.end)),
            let second = self.length(at: key(first.end + 1) == "-" ? first.end + 2 : first.end + 1),
            let part = second.parts.first, part.count > first.value, !second.hasArticle
        {
            length = second
            high = part.count
            length.parts[0].count = first.value
        } else if let single = self.length(at: index) {
            length = single
        } else {
            return nil
        }
        let next = key(length.end)
        if next == "-", compoundEnds.contains(key(length.end + 1)) { return nil }
        if length.parts[0].count <= 0 { return nil }
        if length.hasArticle, key(index) != "another", key(index) != "all" {
            // "$5 a year", "once a week", "barrels a day" are rates.
            guard !rateLeads.contains(key(index - 1)), !window.isNumeric(index - 1), !window.isPlural(index - 1) else {
                return nil
            }
        }
        var quantity = Quantity(
            kind: .number, amount: Amount(low: length.parts[0].count, high: high ?? length.parts[0].count),
            tokens: index..<length.end, core: index..<length.end, number: index..<length.end, looksLikeYear: false)
        var start = index
        var end = length.end
        QuantityParser(window: window).readBounds(
            of: &quantity, start: &start, end: &end, stop: stop, isRange: high != nil)
        var components = length.parts.map { TimeSpan.Component(low: $0.count, high: $0.count, unit: $0.unit) }
        components[0].low = quantity.amount.low
        components[0].high = quantity.amount.high
        return TimeSpan(
            components: components, isApproximate: quantity.amount.isApproximate || length.isVague,
            tokens: index..<length.end, span: start..<end)
    }

    // MARK: Times of day

    /// `3pm`, `3:30 p.m. ET`, `15:45`, "noon".
    func clockTime(at index: Int) -> ClockTime? {
        if key(index) == "noon" || key(index) == "midnight" {
            return ClockTime(hour: key(index) == "noon" ? 12 : 0, minute: 0, tokens: index..<(index + 1))
        }
        guard window.isNumeric(index), window.length(index) <= 8 else { return nil }
        if let (parts, mark) = window.joinedNumbers(index), mark == UInt8(ascii: ":") {
            guard parts[0] < 24, parts[1] < 60 else { return nil }
            guard let shift = dayHalves[key(index + 1)], (1...12).contains(parts[0]) else {
                return ClockTime(hour: parts[0], minute: parts[1], tokens: index..<zoneEnd(index + 1))
            }
            return ClockTime(hour: parts[0] % 12 + shift, minute: parts[1], tokens: index..<zoneEnd(index + 2))
        }
        guard window.length(index) <= 4 else { return nil }
        if let (hour, letters) = window.digitsAndLetters(index), let shift = dayHalves[letters], (1...12).contains(hour)
        {
            return ClockTime(hour: hour % 12 + shift, minute: 0, tokens: index..<zoneEnd(index + 1))
        }
        guard let hour = window.integer(index), hour < 24 else { return nil }
        if key(index + 1) == ":", window.isGlued(index + 1), window.isGlued(index + 2) {
            var minute = window.integer(index + 2)
            var end = index + 3
            var shift = dayHalves[key(end)]
            if shift != nil { end += 1 }
            if minute == nil, let (number, letters) = window.digitsAndLetters(index + 2), let half = dayHalves[letters]
            {
                (minute, shift) = (number, half)
            }
            guard let minute, minute < 60, window.length(index + 2) >= 2, key(end) != ":" || !window.isGlued(end) else {
                return nil
            }
            guard let shift else { return ClockTime(hour: hour, minute: minute, tokens: index..<zoneEnd(end)) }
            guard (1...12).contains(hour) else { return nil }
            return ClockTime(hour: hour % 12 + shift, minute: minute, tokens: index..<zoneEnd(end))
        }
        if let shift = dayHalves[key(index + 1)], (1...12).contains(hour) {
            return ClockTime(hour: hour % 12 + shift, minute: 0, tokens: index..<zoneEnd(index + 2))
        }
        if key(index + 1) == "o'clock" { return ClockTime(hour: hour, minute: 0, tokens: index..<(index + 2)) }
        return nil
    }

    private func zoneEnd(_ index: Int) -> Int {
        window.isUppercase(index) && timeZones.contains(key(index)) ? index + 1 : index
    }
}
