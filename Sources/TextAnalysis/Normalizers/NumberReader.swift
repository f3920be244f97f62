/// Reads one number, in digits or in words, at a token of one sentence.
///
/// A number is a cardinal ("405", "1.5m", "two hundred and six"), a fraction ("two thirds", "3/4", "one in five") or
/// both ("five and a half million"). Signs, currencies and bounds are its caller's business.
struct NumberReader {
    let window: TokenWindow

    /// A number as read.
    struct Reading {
        var value: Double
        /// The token after the last one read.
        var end: Int
        /// The factor that a magnitude word or letter put in: 1e9 for "5bn", 1 for "5".
        var magnitude = 1.0
        /// Digits alone, without a point, a comma or a magnitude.
        var isPlainInteger = false
        /// A part of one, such as "two thirds", without a magnitude after it.
        var isFraction = false
        var isWords = false
        var hasHundred = false
        /// `2.5x`
        var isFactor = false
        /// An ISO 4217 code glued to the digits, as in `500USD`.
        var currency: String?

        var hasMagnitude: Bool { magnitude != 1 }
    }

    func key(_ index: Int) -> WordKey { window.key(index) }

    /// The number that begins at a token, with the magnitude behind it.
    ///
    /// - Parameter hasCurrency: Whether a currency stands before, so that `5 m` is five million and not five metres.
    func number(at index: Int, hasCurrency: Bool = false) -> Reading? {
        guard window.bounds.contains(index), var reading = base(at: index, hasCurrency: hasCurrency) else { return nil }
        addFraction(to: &reading)
        let isDecimal = !reading.isFraction && !reading.isWords && reading.value != reading.value.rounded()
        if !reading.hasMagnitude,
            let (factor, end) = magnitude(at: reading.end, hasCurrency: hasCurrency, isDecimal: isDecimal)
        {
            reading.value = scaled(reading.value, factor)
            reading.magnitude = factor
            reading.end = end
            reading.isPlainInteger = false
            reading.isFraction = false
            addFraction(to: &reading)
        }
        if !hasCurrency, let share = share(of: reading) { return share }
        return reading
    }

    private func base(at index: Int, hasCurrency: Bool) -> Reading? {
        if window.isNumeric(index) {
            let next = key(index + 1)
            // "6 hundred and 40", "7 thousand 2 hundred"
            if next == "hundred" || next == "hundreds" || magnitudeWords[next] != nil,
                let mixed = cardinal(at: index, below: .infinity)
            {
                return mixed
            }
            return digits(at: index)
        }
        if let fraction = scaledFraction(at: index) { return fraction }
        guard let cardinal = cardinal(at: index, below: .infinity) else { return decimalWithoutZero(at: index) }
        var reading = cardinal
        if let (decimals, end) = spokenDecimals(at: reading.end) {
            reading.value += decimals
            reading.end = end
        }
        // "eleven fifths": a whole number of parts.
        if let part = pluralParts[key(reading.end)], reading.value >= 2, part != 4 {
            reading.value /= part
            reading.end += 1
            reading.isFraction = true
        }
        return reading
    }

    // MARK: Words

    /// A cardinal number in words, smaller than `limit`.
    ///
    /// Digits may stand for its first word ("3 hundred", "7 thousand 2 hundred"). Complexity: linear in its length,
    /// since each part is smaller than the magnitude before it.
    private func cardinal(at index: Int, below limit: Double) -> Reading? {
        guard var reading = group(at: index) else { return nil }
        var smallest = Double.infinity
        while let factor = magnitudeWords[key(reading.end)], reading.magnitude < 1e15 {
            reading.value = scaled(reading.value, factor)
            reading.magnitude *= factor
            smallest = min(smallest, factor)
            reading.end += 1
            reading.isPlainInteger = false
        }
        guard reading.value < limit else { return nil }
        guard reading.hasMagnitude, smallest >= 1_000 else { return reading }
        let next = key(reading.end) == "and" ? reading.end + 1 : reading.end
        // Two numbers in digits side by side are two numbers: "$5 million 2 years ago".
        if let rest = cardinal(at: next, below: smallest), rest.value > 0,
            reading.isWords && rest.isWords || rest.hasMagnitude || rest.hasHundred, !isMixed(next, after: reading.end)
        {
            reading.value += rest.value
            reading.end = rest.end
        }
        return reading
    }

    /// A number below one thousand in words, or digits; "a" counts as one before a magnitude.
    private func group(at index: Int) -> Reading? {
        var reading: Reading
        if let (value, end) = belowHundred(at: index) {
            reading = Reading(value: value, end: end, isWords: true)
        } else if let digits = plainDigits(at: index) {
            reading = digits
        } else if key(index) == "a" || key(index) == "an",
            key(index + 1) == "hundred" || magnitudeWords[key(index + 1)] != nil
        {
            reading = Reading(value: 1, end: index + 1, isWords: true)
        } else if key(index) == "hundred", magnitudeWords[key(index + 1)] ?? 0 >= 1_000,
            !vagueCounts.contains(key(index - 1))
        {
            // "hundred million", but not of "several hundred million"
            return Reading(value: 100, end: index + 1, isWords: true, hasHundred: true)
        } else {
            return nil
        }
        guard key(reading.end) == "hundred" || key(reading.end) == "hundreds", reading.value < 1_000 else {
            return reading
        }
        reading.value *= 100
        reading.hasHundred = true
        reading.end += 1
        reading.isPlainInteger = false
        let next = key(reading.end) == "and" ? reading.end + 1 : reading.end
        let rest =
            belowHundred(at: next) ?? (next > reading.end ? plainDigits(at: next).map { ($0.value, $0.end) } : nil)
        if let (value, end) = rest, value > 0, value < 100, key(end) != "hundred", !isMixed(next, after: reading.end) {
            reading.value += value
            reading.end = end
        }
        return reading
    }

    /// Whether "and" and a proper fraction follow: "two hundred and three quarters".
    private func isMixed(_ next: Int, after end: Int) -> Bool {
        guard next > end, let (value, _) = fraction(at: next) else { return false }
        return value < 1
    }

    /// `seven`, `seventeen`, `seventy`, `seventy-one`
    func belowHundred(at index: Int) -> (value: Double, end: Int)? {
        guard let first = smallNumberWords[key(index)] else { return nil }
        guard first >= 20 else { return (first, index + 1) }
        let next = key(index + 1) == "-" ? index + 2 : index + 1
        if let unit = smallNumberWords[key(next)], unit > 0, unit < 10 { return (first + unit, next + 1) }
        return (first, index + 1)
    }

    private func plainDigits(at index: Int) -> Reading? {
        guard window.isNumeric(index), let parsed = window.document.withBytes(of: index, parseDigits),
            parsed.suffix == nil
        else { return nil }
        return Reading(value: parsed.value, end: index + 1, isPlainInteger: parsed.isInteger)
    }

    /// "point zero three" after a whole number.
    private func spokenDecimals(at index: Int) -> (Double, Int)? {
        guard key(index) == "point" else { return nil }
        var end = index + 1
        var value = 0.0
        var place = 1.0
        while place > 1e-9, let (part, next) = belowHundred(at: end) {
            place /= part >= 10 ? 100 : 10
            value += part * place
            end = next
        }
        return end > index + 1 ? (value, end) : nil
    }

    // MARK: Magnitudes

    /// "million", "-billion", "bn": what multiplies the number before it.
    ///
    /// - Parameter isDecimal: Whether the number before it has decimals, so that a letter after it is no label.
    func magnitude(at index: Int, hasCurrency: Bool, isDecimal: Bool = false) -> (factor: Double, end: Int)? {
        var position = index
        // `270-billion-parameter`
        if key(position) == "-", magnitudeWords[key(position + 1)] != nil { position += 1 }
        if key(position) == "hundred" || magnitudeWords[key(position)] != nil {
            var total = 1.0
            // `hundred million`, `lakh crore`
            while let factor = magnitudeWords[key(position)] ?? (key(position) == "hundred" ? 100 : nil), total < 1e15 {
                total *= factor
                position += 1
            }
            return (total, position)
        }
        guard let factor = shortMagnitudes[key(position)] else { return nil }
        guard hasCurrency || window.isUppercase(position) || factor >= 1e6 || isDecimal else { return nil }
        // A single letter needs a currency or decimals before it: `5 m` may be metres, `5 B` a label.
        if window.length(position) == 1, !hasCurrency {
            guard isDecimal, window.isUppercase(position) || factor == 1e3 else { return nil }
        }
        return (factor, position + 1)
    }
}

/// A number times a magnitude: "16.06 billion" is 16,060,000,000 and nothing less.
///
/// The decimals of a text have no exact binary form; what is whole but for the last bit is taken as whole.
func scaled(_ value: Double, _ factor: Double) -> Double {
    let product = value * factor
    let whole = product.rounded()
    return abs(product - whole) <= abs(product) * 4e-16 ? whole : product
}

// MARK: Words of numbers

private let vagueCounts: WordSet = ["several", "few", "many", "couple", "of", "some", "various", "-", "a"]

let smallNumberWords: [WordKey: Double] = [
    "zero": 0, "nought": 0, "naught": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
]

let magnitudeWords: [WordKey: Double] = [
    "dozen": 12, "dozens": 12, "doz": 12, "doz.": 12, "dozs": 12, "dz": 12, "dzs": 12, "thousand": 1e3, "million": 1e6,
    "billion": 1e9, "trillion": 1e12, "quadrillion": 1e15,
    "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7, "millions": 1e6, "billions": 1e9, "trillions": 1e12,
]

private let shortMagnitudes: [WordKey: Double] = [
    "k": 1e3, "m": 1e6, "mm": 1e6, "mn": 1e6, "mn.": 1e6, "mln": 1e6, "mil": 1e6, "mio": 1e6, "b": 1e9, "bn": 1e9,
    "bn.": 1e9, "bln": 1e9, "t": 1e12, "tn": 1e12, "tln": 1e12, "trn": 1e12, "cr": 1e7,
]
