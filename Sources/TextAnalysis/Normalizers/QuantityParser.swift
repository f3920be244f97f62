import KnowledgeModel

/// Reads one quantity at a token of one sentence.
struct QuantityParser {
    let window: TokenWindow
    let reader: NumberReader

    init(window: TokenWindow) {
        self.window = window
        reader = NumberReader(window: window)
    }

    /// A number with its currency, before bounds and ranges.
    struct Core {
        var number: NumberReader.Reading
        /// With its sign, and in whole units of its currency.
        var value: Double
        var currency: String?
        /// The number with its currency.
        var tokens: Range<Int>
        /// The number alone.
        var numberTokens: Range<Int>
        var end: Int { tokens.upperBound }
        var isPlainInteger: Bool { number.isPlainInteger && currency == nil }
    }

    func key(_ index: Int) -> WordKey { window.key(index) }

    /// The quantity that begins at a token; hedges are sought back to `previousEnd`.
    func parse(at index: Int, after previousEnd: Int) -> Quantity? {
        guard window.hasDigit(index) || quantityStarters.contains(key(index)) else { return nil }
        let stop = max(window.bounds.lowerBound, previousEnd)
        if let quantity = multipleWord(at: index, stop: stop) { return quantity }
        guard var first = core(at: index) else { return ordinal(at: index, stop: stop) }
        var low = first.value
        var high = first.value
        var end = first.end
        var upperNumber: Range<Int>?
        var start = index

        // A range: `$115–135 billion`, `5 to 6 percent`, `between 5 and 6`.
        if let second = rangeEnd(after: first) {
            if !first.number.hasMagnitude, second.number.hasMagnitude {
                first.value = scaled(first.value, second.number.magnitude)
            }
            first.currency = first.currency ?? second.currency
            low = min(first.value, second.value)
            high = max(first.value, second.value)
            end = second.end
            upperNumber = second.numberTokens
        }
        let isRange = upperNumber != nil
        let unit = unit(of: first, isRange: isRange, end: &end)
        low /= unit.divisor
        high /= unit.divisor
        if unit.kind == .percent, let (value, next) = rangeOfPercents(from: end) {
            low = min(low, value)
            high = max(high, value)
            end = next
        }
        var quantity = Quantity(
            kind: unit.kind, amount: Amount(low: low, high: high, unit: unit.unit), tokens: start..<end,
            core: index..<end, number: first.numberTokens, upperNumber: upperNumber,
            looksLikeYear: unit.kind == .number && !isRange && first.isPlainInteger && (1900...2100).contains(low)
                && end == index + 1)
        if unit.kind == .number || unit.kind == .fraction || unit.kind == .multiple, !isRange,
            let (kind, next) = multipleMark(at: end)
        {
            quantity.kind = kind
            quantity.core = index..<next
            end = next
        }
        readBounds(of: &quantity, start: &start, end: &end, stop: stop, isRange: isRange)
        quantity.tokens = start..<end
        if quantity.kind == .number, !quantity.looksLikeYear { quantity.unit = countedNoun(at: end) }
        quantity.rate = rate(at: quantity.unit?.upperBound ?? end)
        return quantity
    }

    // MARK: Numbers and their units

    /// A number with sign, currency and magnitude at `index`.
    func core(at index: Int) -> Core? {
        var prefix = currencyPrefix(at: index)
        var sign = 1.0
        // `-$3 million`
        if prefix == nil, minusSigns.contains(key(index)), !window.isGlued(index), window.isGlued(index + 1) {
            prefix = currencyPrefix(at: index + 1)
            if prefix != nil { sign = -1 }
        }
        var position = prefix?.end ?? index
        if sign > 0, let end = minus(at: position, hasCurrency: prefix != nil) {
            sign = -1
            position = end
        }
        guard let number = reader.number(at: position, hasCurrency: prefix != nil) else { return nil }
        var core = Core(
            number: number, value: number.value * sign * (prefix?.scale ?? 1),
            currency: prefix?.code ?? number.currency,
            tokens: index..<number.end, numberTokens: (sign < 0 ? index : position)..<number.end)
        if prefix != nil, sign < 0 { core.numberTokens = position..<number.end }
        if core.currency == nil {
            if let suffix = currencySuffix(after: core) {
                core.currency = suffix.code
                core.value = suffix.value
                core.tokens = index..<suffix.end
            } else if sign > 0, isLoneWord(number, at: position) {
                return nil
            }
        } else if prefix != nil, let end = repeatedCurrency(core.currency, at: number.end) {
            core.tokens = index..<end
        }
        return core
    }

    /// "one" alone is most often a pronoun: a number only with a magnitude or a unit, or before a noun.
    private func isLoneWord(_ number: NumberReader.Reading, at index: Int) -> Bool {
        guard key(index) == "one", number.end == index + 1 else { return false }
        let next = number.end
        return pronounsBefore.contains(key(index - 1)) || !window.isWord(next) || notCounted.contains(key(next))
    }

    /// `-3`, `minus five`, `negative ten`; a hyphen counts where it is glued to a number after a blank.
    private func minus(at index: Int, hasCurrency: Bool) -> Int? {
        if key(index) == "minus" || key(index) == "negative" { return index + 1 }
        guard minusSigns.contains(key(index)), window.isNumeric(index + 1) || key(index + 1) == ".",
            window.isGlued(index + 1), !window.isGlued(index) || hasCurrency || key(index - 1) == "<"
        else { return nil }
        return index + 1
    }

    private struct Unit {
        var kind = Quantity.Kind.number
        var unit = Amount.Unit.none
        /// 100 for basis points.
        var divisor = 1.0
    }

    /// What the number counts, by the words behind it; `end` moves past them.
    private func unit(of core: Core, isRange: Bool, end: inout Int) -> Unit {
        if let currency = core.currency { return Unit(kind: .money, unit: .currency(currency)) }
        var position = end
        // "half a percentage point"
        let isHyphenated = key(position) == "-"
        if isHyphenated { position += 1 }
        let word = key(position)
        if percentWords.contains(word), !isHyphenated || word != "%" {
            end = position + 1
            let dash = key(end) == "-" ? end + 1 : end
            if key(dash) == "point" || key(dash) == "points" {
                end = dash + 1
                return Unit(kind: .percentagePoints, unit: .percent)
            }
            return Unit(kind: .percent, unit: .percent)
        }
        if word == "per", key(position + 1) == "cent" {
            end = position + 2
            return Unit(kind: .percent, unit: .percent)
        }
        if word == "percentage" {
            let dash = key(position + 1) == "-" ? position + 2 : position + 1
            if key(dash) == "points" || key(dash) == "point" {
                end = dash + 1
                return Unit(kind: .percentagePoints, unit: .percent)
            }
            end = position + 1
            return Unit(kind: .percent, unit: .percent)
        }
        if word == "basis", key(position + 1) == "points" || key(position + 1) == "point" {
            end = position + 2
            return Unit(kind: .percentagePoints, unit: .percent, divisor: 100)
        }
        if word == "bps" || word == "bp" {
            end = position + 1
            return Unit(kind: .percentagePoints, unit: .percent, divisor: 100)
        }
        if core.number.isFactor { return Unit(kind: .multiple) }
        if core.number.isFraction, !isRange { return Unit(kind: .fraction) }
        return Unit()
    }

    // MARK: Ranges

    private func rangeEnd(after first: Core) -> Core? {
        let mark = first.end
        guard window.bounds.contains(mark), window.bounds.contains(mark + 1), !first.number.isFraction else {
            return nil
        }
        let isDash = rangeDashes.contains(key(mark))
        let isFrom = follows("from", first.tokens.lowerBound)
        let isTo =
            key(mark) == "through"
            || (key(mark) == "to" || key(mark) == "till" || key(mark) == "until")
                && (!isFrom || speaksOfRange(first.tokens.lowerBound))
        let isBetween = key(mark) == "and" && follows("between", first.tokens.lowerBound)
        guard isDash || isTo || isBetween else { return nil }
        if isDash, window.isGlued(mark) != window.isGlued(mark + 1) { return nil }
        // `in 2024 to 5 billion`: a year begins no range of amounts.
        if first.isPlainInteger, (1900...2100).contains(first.value) { return nil }
        guard let second = core(at: mark + 1), !second.number.isFraction else { return nil }
        // `555-5555-5555` is a number of another sort.
        if isDash, rangeDashes.contains(key(second.end)) || key(second.end) == "/", window.isGlued(second.end),
            window.isNumeric(second.end + 1), window.isGlued(second.end + 1)
        {
            return nil
        }
        // `5.4-6` in `GPT-5.4-6B` never starts after a letter and a hyphen.
        if isDash, key(first.tokens.lowerBound - 1) == "-", window.isGlued(first.tokens.lowerBound) { return nil }
        if let one = first.currency, let two = second.currency, one != two { return nil }
        // A range grows, or spans magnitudes: `500 million to 1 billion`.
        let lends = !first.number.hasMagnitude && second.number.hasMagnitude
        let scaled = lends ? first.value * second.number.magnitude : first.value
        guard scaled <= second.value || first.value <= second.value else { return nil }
        return second
    }

    /// `5% to 6%`, `5%-6%`
    private func rangeOfPercents(from index: Int) -> (Double, Int)? {
        guard
            rangeDashes.contains(key(index)) || key(index) == "to" && !follows("from", index - 2)
                || key(index) == "and" && follows("between", index - 2),
            window.isNumeric(index + 1), let parsed = window.document.withBytes(of: index + 1, parseDigits),
            parsed.suffix == nil, percentWords.contains(key(index + 2))
        else { return nil }
        return (parsed.value, index + 3)
    }

    /// Whether a word stands before a number, with nothing but hedges between.
    func follows(_ word: WordKey, _ index: Int) -> Bool {
        var position = index - 1
        for _ in 0..<4 {
            if key(position) == word { return true }
            if !hedgeSkips.contains(key(position)) { return false }
            position -= 1
        }
        return false
    }

    /// "prices range from $5 to $9" tells one range; "rose from $5 to $9" tells two figures.
    private func speaksOfRange(_ index: Int) -> Bool {
        for position in (index - 6)..<index where rangeWords.contains(key(position)) { return true }
        return false
    }
}

// MARK: Words of quantities

/// Words that may begin a quantity; digits may as well.
private let quantityStarters: WordSet = {
    var keys: [WordKey] = ["a", "an", "hundred", "half", "quarter", "minus", "negative", "-", "−", "."]
    keys += smallNumberWords.keys
    keys += ordinalWords.keys
    keys += factorWords.keys
    keys += vulgarFractions.keys
    keys += currencyPrefixes.keys
    keys += dollarCountries.keys
    keys += millionCodes.keys
    return WordSet(keys)
}()

let percentWords: WordSet = ["%", "percent", "percents", "pct", "pc"]
let rangeDashes: WordSet = ["–", "-", "—", "‑", "−", "~"]
private let minusSigns: WordSet = ["-", "−"]
private let hedgeSkips = WordSet(
    "about around roughly some nearly almost just over under approximately a an the more than")
private let rangeWords = WordSet("range ranges ranged ranging anywhere vary varies varied varying spans spanning")
private let pronounsBefore = WordSet("the this that which no each every another any first last only new old right")
private let notCounted = WordSet(
    "of who that which is was are were has had will would can could may might must should and or but in on at to for by with from as than you i we they it he she this these those do does did not"
)
