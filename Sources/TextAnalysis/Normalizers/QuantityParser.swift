import KnowledgeModel

/// Reads one quantity at a token of one sentence.
struct QuantityParser {
    let document: Document
    let bounds: Range<Int>

    /// A number as read: value, unit words round it, and the tokens it takes.
    struct Core {
        var value: Double
        var hasMagnitude = false
        var currency: String?
        var tokens: Range<Int>
        var isPlainInteger = false
    }

    func parse(at index: Int, after previousEnd: Int) -> Quantity? {
        guard var first = core(at: index) else { return nil }
        var amountTokens = first.tokens
        var low: Double? = first.value
        var high: Double? = first.value
        var isApproximate = false

        // A range: `$115–135 billion`, `5 to 6 percent`, `between 5 and 6`.
        if let (second, end) = rangeEnd(after: first) {
            if !first.hasMagnitude, second.hasMagnitude, let factor = magnitudeFactor(of: second) {
                first.value *= factor
            }
            first.currency = first.currency ?? second.currency
            low = min(first.value, second.value)
            high = max(first.value, second.value)
            amountTokens = first.tokens.lowerBound..<end
            first.isPlainInteger = false
        }

        var kind = Quantity.Kind.number
        var unit = Amount.Unit.none
        var end = amountTokens.upperBound
        if let currency = first.currency {
            kind = .money
            unit = .currency(currency)
        } else if key(end) == "%" || percentWords.contains(key(end)) {
            kind = .percent
            unit = .percent
            end += 1
            if key(end) == "-", key(end + 1) == "point" || key(end + 1) == "points" {
                end += 2; kind = .percentagePoints
            }
            if key(end) == "points" || key(end) == "point" { end += 1; kind = .percentagePoints }
        } else if key(end) == "per", key(end + 1) == "cent" {
            kind = .percent
            unit = .percent
            end += 2
        } else if key(end) == "percentage", key(end + 1) == "points" || key(end + 1) == "point" {
            kind = .percentagePoints
            unit = .percent
            end += 2
        } else if key(end) == "basis", key(end + 1) == "points" {
            kind = .percentagePoints
            unit = .percent
            end += 2
            low = low.map { $0 / 100 }
            high = high.map { $0 / 100 }
        }
        if kind == .percent, let (value, next) = rangeOfPercents(from: end), let start = low {
            low = min(start, value)
            high = max(start, value)
            end = next
        }
        if kind == .number, key(end) == "cents" || key(end) == "cent" {
            kind = .money
            unit = .currency("USD")
            low = low.map { $0 / 100 }
            high = high.map { $0 / 100 }
            end += 1
        }
        let core = amountTokens.lowerBound..<end
        var start = core.lowerBound

        // Hedges and bounds, before and after.
        let isPoint = low == high
        readHedges(before: &start, stop: max(bounds.lowerBound, previousEnd)) { hedge in
            switch hedge {
            case .atLeast where isPoint: high = nil
            case .atMost where isPoint: low = nil
            case .about: isApproximate = true
            default: break
            }
        }
        if key(end) == "+" || (key(end) == "-" && key(end + 1) == "plus") {
            if isPoint { high = nil }
            end += key(end) == "+" ? 1 : 2
        } else if key(end) == "or", key(end + 1) == "more" || key(end + 1) == "so" {
            if key(end + 1) == "so" { isApproximate = true } else if isPoint { high = nil }
            end += 2
        }
        let value = first.value
        let looksLikeYear =
            kind == .number && first.isPlainInteger && value >= 1900 && value <= 2100 && amountTokens.count == 1
        return Quantity(
            kind: kind, amount: Amount(low: low, high: high, isApproximate: isApproximate, unit: unit),
            tokens: start..<end, core: core, looksLikeYear: looksLikeYear)
    }

    // MARK: Numbers

    private func key(_ index: Int) -> WordKey {
        bounds.contains(index) ? document.tokens[index].key : WordKey("")
    }

    /// A number with currency and magnitude at `index`.
    private func core(at index: Int) -> Core? {
        var position = index
        var currency: String?
        if let code = currencyPrefixes[key(position)] {
            currency = code
            position += 1
            // `$US5`, `USD $5`
            if key(position) == "us", currency == "USD" { position += 1 }
            if let second = currencyPrefixes[key(position)], second == "USD" { position += 1 }
        }
        var sign = 1.0
        if minusSigns.contains(key(position)), position == index, position + 1 < bounds.upperBound,
            document.tokens[position + 1].isNumeric, !document.tokens[position + 1].hasSpaceBefore,
            position == bounds.lowerBound || document.tokens[position].hasSpaceBefore
        {
            // A hyphen glued to a number after a space is a minus sign.
            sign = -1
            position += 1
        }
        guard bounds.contains(position) else { return nil }
        guard let number = number(at: position, allowsArticle: currency == nil) else { return nil }
        var core = Core(
            value: number.value * sign, hasMagnitude: number.hasMagnitude, currency: currency,
            tokens: index..<number.end, isPlainInteger: number.isPlainInteger && currency == nil)
        if !number.hasMagnitude, let (factor, end) = magnitude(at: number.end, hasCurrency: currency != nil) {
            core.value *= factor
            core.hasMagnitude = true
            core.tokens = index..<end
            core.isPlainInteger = false
        }
        if core.currency == nil, let (code, end) = currencySuffix(at: core.tokens.upperBound) {
            core.currency = code
            core.tokens = index..<end
        }
        return core
    }

    private func number(
        at index: Int,
        allowsArticle: Bool
    ) -> (value: Double, end: Int, hasMagnitude: Bool, isPlainInteger: Bool)? {
        let token = document.tokens[index]
        if token.isNumeric {
            // The last part of `GPT-5` or `Q4-2025` is a name's or a date's, not a number's.
            guard let (value, suffix, isInteger) = document.withBytes(of: index, parseDigits) else { return nil }
            guard let suffix else { return (value, index + 1, false, isInteger) }
            guard let factor = gluedMagnitudes[suffix] else { return nil }
            return (value * factor, index + 1, true, false)
        }
        if key(index) == "half", key(index + 1) == "a", let factor = magnitudes[key(index + 2)] {
            return (factor / 2, index + 3, true, false)
        }
        if allowsArticle, key(index) == "a" || key(index) == "an", let factor = magnitudes[key(index + 1)],
            factor >= 1_000
        {
            return (factor, index + 2, true, false)
        }
        guard let first = numberWords[key(index)] else { return nil }
        var value = first
        var end = index + 1
        if first >= 20, key(end) == "-", let unit = numberWords[key(end + 1)], unit < 10 {
            value += unit
            end += 2
        }
        // `one` alone is most often a pronoun; the caller sees it only with a magnitude.
        if first == 1, magnitudes[key(end)] == nil { return nil }
        return (value, end, false, false)
    }

    private func magnitude(at index: Int, hasCurrency: Bool) -> (Double, Int)? {
        var position = index
        // `270-billion-parameter`
        if key(position) == "-", magnitudes[key(position + 1)] != nil { position += 1 }
        if let factor = magnitudes[key(position)] {
            var total = factor
            var end = position + 1
            // `hundred million`, `thousand billion`
            if let next = magnitudes[key(end)], next > factor {
                total *= next
                end += 1
            }
            return (total, end)
        }
        if let factor = shortMagnitudes[key(position)], bounds.contains(position),
            hasCurrency || document.tokens[position].shape.contains(.isUppercase) || factor >= 1e6 && factor != 1e12
        {
            // A single letter needs a currency before it: `5 m` may be metres.
            let isLetter = document.tokens[position].end - document.tokens[position].start == 1
            if isLetter, !hasCurrency { return nil }
            return (factor, position + 1)
        }
        return nil
    }

    private func magnitudeFactor(of core: Core) -> Double? {
        // The factor that the second number of a range lends to the first: 135e9 / 135.
        var index = core.tokens.lowerBound
        while index < core.tokens.upperBound, !document.tokens[index].isNumeric, numberWords[key(index)] == nil {
            index += 1
        }
        guard index < core.tokens.upperBound else { return nil }
        let bare: Double
        if document.tokens[index].isNumeric {
            guard let (value, _, _) = document.withBytes(of: index, parseDigits) else { return nil }
            bare = value
        } else {
            bare = numberWords[key(index)] ?? 0
        }
        return bare == 0 ? nil : core.value / bare
    }

    private func currencySuffix(at index: Int) -> (String, Int)? {
        for (words, code) in currencyPhrases where words.indices.allSatisfy({ key(index + $0) == words[$0] }) {
            return (code, index + words.count)
        }
        if let code = currencyWords[key(index)] { return (code, index + 1) }
        return nil
    }

    // MARK: Ranges

    private func rangeEnd(after first: Core) -> (Core, Int)? {
        let mark = first.tokens.upperBound
        guard bounds.contains(mark), bounds.contains(mark + 1) else { return nil }
        let isDash = rangeDashes.contains(key(mark))
        let isTo =
            key(mark) == "to"
            && !(bounds.contains(first.tokens.lowerBound - 1) && precededByFrom(first.tokens.lowerBound))
        let isBetween = key(mark) == "and" && precededByBetween(first.tokens.lowerBound)
        guard isDash || isTo || isBetween else { return nil }
        if isDash, document.tokens[mark].hasSpaceBefore != document.tokens[mark + 1].hasSpaceBefore { return nil }
        // `in 2024 to 5 billion`: a year begins no range of amounts.
        if first.isPlainInteger, (1900...2100).contains(first.value) { return nil }
        guard let second = core(at: mark + 1) else { return nil }
        if second.currency != nil, first.currency == nil, !isDash, !isTo, !isBetween { return nil }
        if isDash, first.isPlainInteger, second.isPlainInteger, first.value >= 1900, first.value <= 2100 { return nil }
        // `5.4-6` in `GPT-5.4-6B` never starts after a letter and a hyphen.
        if isDash, bounds.contains(first.tokens.lowerBound - 1), key(first.tokens.lowerBound - 1) == "-",
            !document.tokens[first.tokens.lowerBound].hasSpaceBefore
        {
            return nil
        }
        // A range grows, or spans magnitudes: `500 million to 1 billion`.
        let scaledFirst =
            !first.hasMagnitude && second.hasMagnitude ? first.value * (magnitudeFactor(of: second) ?? 1) : first.value
        guard scaledFirst <= second.value || first.value <= second.value else { return nil }
        return (second, second.tokens.upperBound)
    }

    /// `5% to 6%`, `5%-6%`
    private func rangeOfPercents(from index: Int) -> (Double, Int)? {
        guard rangeDashes.contains(key(index)) || key(index) == "to" && !precededByFromPercent(index),
            bounds.contains(index + 1), document.tokens[index + 1].isNumeric,
            let parsed = document.withBytes(of: index + 1, parseDigits), parsed.suffix == nil,
            key(index + 2) == "%" || percentWords.contains(key(index + 2))
        else { return nil }
        return (parsed.value, index + 3)
    }

    private func precededByFromPercent(_ index: Int) -> Bool {
        precededByFrom(index - 2)
    }

    private func precededByFrom(_ index: Int) -> Bool {
        var position = index - 1
        for _ in 0..<4 {
            guard bounds.contains(position) else { return false }
            if key(position) == "from" { return true }
            if !hedgeSkips.contains(key(position)) { return false }
            position -= 1
        }
        return false
    }

    private func precededByBetween(_ index: Int) -> Bool {
        var position = index - 1
        for _ in 0..<3 {
            guard bounds.contains(position) else { return false }
            if key(position) == "between" { return true }
            position -= 1
        }
        return false
    }

    // MARK: Hedges

    private enum Hedge { case atLeast, atMost, about }

    private func readHedges(before start: inout Int, stop: Int, _ apply: (Hedge) -> Void) {
        var moved = true
        while moved {
            moved = false
            for (words, hedge) in Self.hedgePhrases
            where start - words.count >= stop
                && words.indices.allSatisfy({ key(start - words.count + $0) == words[$0] })
            {
                apply(hedge)
                start -= words.count
                moved = true
                break
            }
        }
    }

    private static let hedgePhrases: [([WordKey], Hedge)] = {
        let table: [(String, Hedge)] = [
            ("no less than", .atLeast), ("no fewer than", .atLeast), ("not less than", .atLeast),
            ("no more than", .atMost), ("not more than", .atMost), ("as much as", .atMost), ("as many as", .atMost),
            ("in excess of", .atLeast), ("a maximum of", .atMost), ("a minimum of", .atLeast),
            ("in the region of", .about), ("in the order of", .about), ("just shy of", .about),
            ("just short of", .about),
            ("more than", .atLeast), ("greater than", .atLeast), ("higher than", .atLeast), ("at least", .atLeast),
            ("north of", .atLeast), ("upward of", .atLeast), ("upwards of", .atLeast), ("well over", .atLeast),
            ("less than", .atMost), ("fewer than", .atMost), ("up to", .atMost), ("at most", .atMost),
            ("close to", .about), ("just under", .about), ("near to", .about), ("shy of", .about),
            ("or so", .about), ("an estimated", .about), ("just about", .about), ("more or less", .about),
            ("over", .atLeast), ("above", .atLeast), ("exceeding", .atLeast), (">", .atLeast), ("topping", .atLeast),
            ("surpassing", .atLeast), ("under", .atMost), ("below", .atMost), ("<", .atMost),
            ("about", .about), ("around", .about), ("roughly", .about), ("approximately", .about), ("some", .about),
            ("nearly", .about), ("almost", .about), ("circa", .about), ("approx.", .about), ("approx", .about),
            ("~", .about), ("≈", .about), ("±", .about), ("+/-", .about), ("estimated", .about),
        ]
        return table.map { phrase, hedge in (phrase.split(separator: " ").map { WordKey($0) }, hedge) }
    }()
}

// MARK: Words of numbers

private let percentWords: WordSet = ["%", "percent", "pct", "pc"]
private let rangeDashes: WordSet = ["–", "-", "—", "‑", "−", "~"]
private let minusSigns: WordSet = ["-", "−"]
private let hedgeSkips = WordSet(
    "about around roughly some nearly almost just over under approximately a an the more than")

private let numberWords: [WordKey: Double] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
]

private let magnitudes: [WordKey: Double] = [
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "crore": 1e7,
    "millions": 1e6, "billions": 1e9, "trillions": 1e12,
]

private let shortMagnitudes: [WordKey: Double] = [
    "k": 1e3, "m": 1e6, "mn": 1e6, "mn.": 1e6, "mln": 1e6, "mil": 1e6, "mio": 1e6, "b": 1e9, "bn": 1e9, "bn.": 1e9,
    "bln": 1e9, "t": 1e12, "tn": 1e12, "trn": 1e12, "cr": 1e7,
]

private let gluedMagnitudes: [WordKey: Double] = [
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mil": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "t": 1e12, "tn": 1e12,
    "trn": 1e12, "cr": 1e7,
]

private let currencyPrefixes: [WordKey: String] = [
    "$": "USD", "us$": "USD", "usd": "USD", "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP", "¥": "JPY",
    "jpy": "JPY", "￥": "CNY", "rmb": "CNY", "cny": "CNY", "₩": "KRW", "krw": "KRW", "₹": "INR", "inr": "INR",
    "rs": "INR", "rs.": "INR", "a$": "AUD", "au$": "AUD", "aud": "AUD", "c$": "CAD", "ca$": "CAD", "cad": "CAD",
    "hk$": "HKD", "hkd": "HKD", "nt$": "TWD", "t$": "TWD", "twd": "TWD", "s$": "SGD", "sgd": "SGD", "nz$": "NZD",
    "nzd": "NZD", "r$": "BRL", "brl": "BRL", "chf": "CHF", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "₪": "ILS",
    "aed": "AED", "sar": "SAR", "₽": "RUB", "₺": "TRY",
]

private let currencyWords: [WordKey: String] = [
    "dollars": "USD", "dollar": "USD", "usd": "USD", "euros": "EUR", "euro": "EUR", "eur": "EUR", "pounds": "GBP",
    "gbp": "GBP", "yuan": "CNY", "rmb": "CNY", "renminbi": "CNY", "cny": "CNY", "yen": "JPY", "jpy": "JPY",
    "won": "KRW", "krw": "KRW", "rupees": "INR", "rupee": "INR", "inr": "INR", "francs": "CHF", "chf": "CHF",
    "kronor": "SEK", "kroner": "NOK", "shekels": "ILS", "dirhams": "AED", "riyals": "SAR", "reais": "BRL",
    "€": "EUR", "twd": "TWD", "hkd": "HKD", "zloty": "PLN", "ringgit": "MYR", "baht": "THB", "rupiah": "IDR",
    "bucks": "USD",
]

private let currencyPhrases: [(words: [WordKey], code: String)] = [
    (["us", "dollars"], "USD"), (["u.s.", "dollars"], "USD"), (["hong", "kong", "dollars"], "HKD"),
    (["new", "taiwan", "dollars"], "TWD"), (["taiwan", "dollars"], "TWD"), (["nt", "dollars"], "TWD"),
    (["canadian", "dollars"], "CAD"), (["australian", "dollars"], "AUD"), (["singapore", "dollars"], "SGD"),
    (["new", "zealand", "dollars"], "NZD"), (["pounds", "sterling"], "GBP"), (["swiss", "francs"], "CHF"),
    (["korean", "won"], "KRW"), (["south", "korean", "won"], "KRW"), (["indian", "rupees"], "INR"),
    (["chinese", "yuan"], "CNY"), (["japanese", "yen"], "JPY"),
]

/// Reads digits with `,` and `.`, and the letters glued behind them.
///
/// - Returns: `nil` if the token has another form, such as `4o` with a digit after letters, or `12th`.
private func parseDigits(
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
    guard index < bytes.count else { return (value, nil, !inFraction) }
    let rest = UnsafeBufferPointer(rebasing: bytes[index...])
    return (value, WordKey(bytes: rest), false)
}
