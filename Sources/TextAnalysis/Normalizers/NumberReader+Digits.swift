import Foundation

extension NumberReader {
    /// A number that begins with digits, without a separate magnitude.
    ///
    /// Reads `1,234.5`, `45,67,890` (Indian groups), `40 000` and `2 345 678` (blanks between groups), `1.5m`, `500USD`,
    /// `3/4`, `2 1/4`, `2½`, `1e25` and `10^25`.
    func digits(at index: Int) -> Reading? {
        guard let parsed = window.document.withBytes(of: index, parseDigits) else { return nil }
        var reading = Reading(value: parsed.value, end: index + 1, isPlainInteger: parsed.isInteger)
        if let suffix = parsed.suffix {
            if let factor = gluedMagnitudes[suffix] {
                reading.value = scaled(reading.value, factor)
                reading.magnitude = factor
                return reading
            }
            if let code = gluedCurrencies[suffix] {
                reading.currency = code
                return reading
            }
            if suffix == "x" {
                reading.isFactor = true
                return reading
            }
            return scientific(at: index, mantissa: parsed.value, suffix: suffix)
        }
        if let indian = indianGroups(at: index) { return indian }
        if parsed.isInteger {
            if let grouped = blankGroups(at: index) { return grouped }
            if let (numerator, denominator, end) = digitFraction(at: index), numerator < denominator, denominator <= 8 {
                return Reading(value: numerator / denominator, end: end, isFraction: true)
            }
            if let part = vulgarFractions[key(index + 1)], window.isGlued(index + 1) {
                return Reading(value: parsed.value + part, end: index + 2)
            }
            if !window.isGlued(index + 1), let (numerator, denominator, end) = digitFraction(at: index + 1),
                numerator < denominator
            {
                return Reading(value: parsed.value + numerator / denominator, end: end)
            }
        }
        if key(index + 1) == "^", window.isGlued(index + 1), let (exponent, end) = exponent(at: index + 2) {
            let value = pow(parsed.value, exponent)
            return value.isFinite ? Reading(value: value, end: end) : nil
        }
        if key(index + 1) == "×" || key(index + 1) == "x", window.integer(index + 2) == 10, key(index + 3) == "^",
            let (exponent, end) = exponent(at: index + 4)
        {
            return Reading(value: parsed.value * pow(10, exponent), end: end)
        }
        return reading
    }

    /// `1e25`, `1e+25`, `2.5x10^6`
    private func scientific(at index: Int, mantissa: Double, suffix: WordKey) -> Reading? {
        if suffix == "e", key(index + 1) == "+" || key(index + 1) == "-", window.isGlued(index + 1),
            let (exponent, end) = exponent(at: index + 1)
        {
            return Reading(value: mantissa * pow(10, exponent), end: end)
        }
        if suffix == "x10", key(index + 1) == "^", let (exponent, end) = exponent(at: index + 2) {
            return Reading(value: mantissa * pow(10, exponent), end: end)
        }
        // `e` and at most three digits.
        let exponent: Int? = window.document.withBytes(of: index) { bytes in
            guard let mark = bytes.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }), mark + 1 < bytes.count,
                bytes.count - mark <= 4
            else { return nil }
            var value = 0
            for byte in bytes[(mark + 1)...] {
                guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
            }
            return value
        }
        guard let exponent else { return nil }
        let value = mantissa * pow(10, Double(exponent))
        return value.isFinite ? Reading(value: value, end: index + 1) : nil
    }

    /// A whole number with signs before it, glued.
    private func exponent(at index: Int) -> (Double, Int)? {
        var position = index
        var sign = 1.0
        if key(position) == "-" || key(position) == "−" { sign = -1 }
        if sign < 0 || key(position) == "+" { position += 1 }
        guard window.isGlued(position), let value = window.integer(position), value < 400 else { return nil }
        return (sign * Double(value), position + 1)
    }

    /// `45,67,890.12`: groups of two digits and a last one of three.
    private func indianGroups(at index: Int) -> Reading? {
        guard let first = window.integer(index), first < 100, key(index + 1) == ",", window.isGlued(index + 1) else {
            return nil
        }
        var value = Double(first)
        var position = index + 1
        while key(position) == ",", window.isGlued(position), window.isGlued(position + 1),
            window.isNumeric(position + 1),
            position < index + 12
        {
            if let pair = window.integer(position + 1), window.length(position + 1) == 2 {
                value = value * 100 + Double(pair)
                position += 2
                continue
            }
            // The tokenizer keeps `67,890.12` whole: two digits, a comma, three digits, decimals.
            let head = window.document.withBytes(of: position + 1) { bytes in
                bytes.count >= 6 && bytes[2] == UInt8(ascii: ",")
                    && (bytes.count == 6 || bytes[6] == UInt8(ascii: "."))
            }
            guard head, let tail = window.document.withBytes(of: position + 1, parseDigits), tail.suffix == nil else {
                return nil
            }
            return Reading(value: value * 1e5 + tail.value, end: position + 2)
        }
        return nil
    }

    /// `2 345 678`, `40 000`: blanks between groups of three digits.
    ///
    /// One group alone must be `000`, since two figures often stand side by side.
    private func blankGroups(at index: Int) -> Reading? {
        guard let first = window.integer(index), first > 0, first < 1_000 else { return nil }
        var value = Double(first)
        var end = index + 1
        var groups = 0
        var decimals = 0.0
        while groups < 6, !window.isGlued(end), window.isNumeric(end) {
            if window.length(end) == 3, let group = window.integer(end) {
                value = value * 1_000 + Double(group)
                groups += 1
                end += 1
                if groups == 1, group == 0 { continue }
                continue
            }
            let isLast = window.document.withBytes(of: end) { $0.count > 4 && $0[3] == UInt8(ascii: ".") }
            if isLast, groups > 0, let tail = window.document.withBytes(of: end, parseDigits), tail.suffix == nil,
                tail.value < 1_000
            {
                value *= 1_000
                decimals = tail.value
                groups += 1
                end += 1
            }
            break
        }
        let isRound = groups == 1 && window.integer(index + 1) == 0
        guard groups >= 2 || isRound else { return nil }
        return Reading(value: value + decimals, end: end)
    }

    /// `3/4`, not part of `3/4/2026`. Larger denominators tell scores and dates: `50/100`, `9/11`.
    func digitFraction(at index: Int) -> (numerator: Double, denominator: Double, end: Int)? {
        if let (parts, mark) = window.joinedNumbers(index), mark == UInt8(ascii: "/"), parts.count == 2,
            parts[0] < parts[1]
        {
            return (Double(parts[0]), Double(parts[1]), index + 1)
        }
        guard key(index + 1) == "/", window.isGlued(index + 1), window.isGlued(index + 2),
            let numerator = window.integer(index), let denominator = window.integer(index + 2), denominator > 0,
            key(index + 3) != "/", !(key(index - 1) == "/" && window.isGlued(index)),
            !(key(index - 1) == "-" && window.isGlued(index) && window.isGlued(index - 1))
        else { return nil }
        return (Double(numerator), Double(denominator), index + 3)
    }

    /// `.08`
    func decimalWithoutZero(at index: Int) -> Reading? {
        guard key(index) == ".", !window.isGlued(index), window.isGlued(index + 1),
            let digits = window.integer(index + 1)
        else { return nil }
        return Reading(value: Double(digits) / pow(10, Double(window.length(index + 1))), end: index + 2)
    }
}

/// Reads digits with `,` and `.`, and the letters glued behind them.
///
/// - Returns: `nil` if the token has another form, such as `10.20.30.40`, or more than eighteen digits.
func parseDigits(
    _ bytes: UnsafeBufferPointer<UInt8>
) -> (value: Double, suffix: WordKey?, isInteger: Bool)? {
    var mantissa = 0.0
    var scale = 1.0
    var inFraction = false
    var digits = 0
    var index = 0
    while index < bytes.count {
        let byte = bytes[index]
        if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
            mantissa = mantissa * 10 + Double(byte - UInt8(ascii: "0"))
            if inFraction { scale *= 10 }
            digits += 1
        } else if byte == UInt8(ascii: ".") {
            // A second stop makes it a version or a date.
            if inFraction { return nil }
            inFraction = true
        } else if byte != UInt8(ascii: ",") {
            break
        }
        index += 1
    }
    guard digits > 0, digits < 19 else { return nil }
    let value = mantissa / scale
    // `1.x` is a version.
    if index < bytes.count, bytes[index - 1] == UInt8(ascii: ".") { return nil }
    guard index < bytes.count else { return (value, nil, !inFraction) }
    let rest = UnsafeBufferPointer(rebasing: bytes[index...])
    return (value, WordKey(bytes: rest), false)
}

private let gluedMagnitudes: [WordKey: Double] = [
    "k": 1e3, "m": 1e6, "mm": 1e6, "mn": 1e6, "mln": 1e6, "mil": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "t": 1e12,
    "tn": 1e12, "trn": 1e12, "cr": 1e7,
]

let vulgarFractions: [WordKey: Double] = [
    "½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75, "⅕": 0.2, "⅖": 0.4, "⅗": 0.6, "⅘": 0.8, "⅙": 1 / 6,
    "⅚": 5 / 6, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875,
]
