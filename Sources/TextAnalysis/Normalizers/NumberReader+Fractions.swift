extension NumberReader {
    /// A fraction in words or as one character, with the magnitude that it may be a part of.
    ///
    /// "half a million", "two thirds of a billion", "a quarter million", "a third".
    func scaledFraction(at index: Int) -> Reading? {
        guard let (value, end) = fraction(at: index) else { return nil }
        var reading = Reading(value: value, end: end, isFraction: true, isWords: true)
        var position = end
        if key(position) == "of" { position += 1 }
        if key(position) == "a" || key(position) == "one" && position > end { position += 1 }
        if let factor = magnitudeWords[key(position)] {
            reading.value = scaled(reading.value, factor)
            reading.magnitude = factor
            reading.end = position + 1
            reading.isFraction = false
        } else if key(end) == "a",
            window.key(end + 1) == "percent" || window.key(end + 1) == "percentage"
                || window.key(end + 1) == "point"
        {
            reading.end = end + 1
        }
        return reading
    }

    /// The fraction that begins at a token: "half", "a third", "three-quarters", "½".
    func fraction(at index: Int) -> (value: Double, end: Int)? {
        let word = key(index)
        if let value = vulgarFractions[word] { return (value, index + 1) }
        if word == "half" {
            // "first half", "half-year" are stretches of time.
            if halfNeighbours.contains(key(index - 1)) || key(index + 1) == "-" || key(index + 1) == "year" {
                return nil
            }
            return (0.5, index + 1)
        }
        if word == "quarter" { return magnitudeWords[key(index + 1)] == nil ? nil : (0.25, index + 1) }
        let isArticle = word == "a" || word == "an"
        guard isArticle || window.isWord(index), let (count, end) = isArticle ? (1, index + 1) : belowHundred(at: index)
        else { return nil }
        let isHyphenated = key(end) == "-"
        let part = isHyphenated ? end + 1 : end
        if count == 1 {
            guard let size = singularParts[key(part)] else { return nil }
            // "one-tenth the cost", "a one-third stake"
            if isHyphenated, !isArticle, key(part + 1) != "-" { return (size, part + 1) }
            if key(part) == "half", key(part + 1) != "-" { return (size, part + 1) }
            // "a third company" counts companies; "a quarter" is most often a stretch of time.
            let next = key(part + 1)
            if next == "of" || magnitudeWords[next] != nil || key(index - 1) == "and" && next != "quarter" {
                return (size, part + 1)
            }
            let ends = window.isBreak(part + 1) && next != "-" || afterFraction.contains(next)
            let isPeriod = key(part) == "quarter" && (isArticle || !beforeQuarter.contains(key(index - 1)))
            return ends && !isPeriod ? (size, part + 1) : nil
        }
        guard let size = pluralParts[key(part)], count < 100 else { return nil }
        // "the past three quarters" is nine months.
        if key(part) == "quarters", count != 3 || !isHyphenated && beforePeriods.contains(key(index - 1)) { return nil }
        return (count / size, part + 1)
    }

    /// Adds "and a half" to the number before it: "one and a half", "3 million and a half".
    func addFraction(to reading: inout Reading) {
        guard !reading.isFraction, key(reading.end) == "and",
            let (value, end) = fraction(at: reading.end + 1), key(end) != "of"
        else { return }
        if let factor = magnitudeWords[key(end)], reading.hasMagnitude {
            // "two billion and a half million"
            reading.value += value * factor
            reading.end = end + 1
        } else {
            reading.value += value * reading.magnitude
            reading.end = end
        }
        reading.isPlainInteger = false
    }

    /// "one in five", "2 out of 3", "one over ten": a share told by two numbers.
    func share(of first: Reading) -> Reading? {
        guard !first.hasMagnitude, !first.isFraction, first.value >= 1, first.value <= 10,
            first.isWords || first.isPlainInteger
        else { return nil }
        var next = first.end
        let isIn = key(next) == "in"
        if key(next) == "out", key(next + 1) == "of" {
            next += 2
        } else if isIn || key(next) == "over" && first.value == 1 {
            next += 1
        } else {
            return nil
        }
        guard let second = number(at: next, hasCurrency: true), second.value > first.value, second.currency == nil,
            second.value <= (isIn ? 100 : 1_000), second.isWords || second.isPlainInteger,
            !notAShare.contains(key(second.end)), !second.isFraction
        else { return nil }
        return Reading(value: first.value / second.value, end: second.end, isFraction: true, isWords: true)
    }
}

// MARK: Words of fractions

private let halfNeighbours = WordSet("first second latter other h1 h2 last this next final better")
private let beforePeriods = WordSet(
    "coming upcoming following past last first next previous these those consecutive straight recent for over")
private let beforeQuarter: WordSet = ["above", "below", "than", "about", "nearly", "almost", "over", "under"]
private let afterFraction = WordSet(
    "to in by from and or since more less than compared this last on at for is was are were as but during while")
private let notAShare = WordSet(
    "year years month months week weeks day days hour hours minute minutes quarter quarters percent % billion million")

private let singularParts: [WordKey: Double] = [
    "half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fourth": 1 / 4, "fifth": 1 / 5, "sixth": 1 / 6, "seventh": 1 / 7,
    "eighth": 1 / 8, "ninth": 1 / 9, "tenth": 1 / 10, "hundredth": 1 / 100, "thousandth": 1 / 1_000,
]

/// How many of them make one.
let pluralParts: [WordKey: Double] = [
    "halves": 2, "thirds": 3, "quarters": 4, "fourths": 4, "fifths": 5, "sixths": 6, "sevenths": 7, "eighths": 8,
    "ninths": 9, "tenths": 10, "hundredths": 100, "thousandths": 1_000,
]
