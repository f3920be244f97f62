extension QuantityParser {
    /// A currency before a number: `$`, `US$`, `us $`, `USD`, `RMB`, `MUSD`.
    func currencyPrefix(at index: Int) -> (code: String, scale: Double, end: Int)? {
        let word = key(index)
        if let code = dollarCountries[word], key(index + 1) == "$" { return (code, 1, index + 2) }
        guard let code = currencyPrefixes[word] else {
            guard window.isUppercase(index), let code = millionCodes[word] else { return nil }
            return (code, 1e6, index + 1)
        }
        var end = index + 1
        // `$US5`
        if word == "$", key(end) == "us" { end += 1 }
        return (code, 1, end)
    }

    /// A currency behind a number ("million euros", `USD`, `-cent`), with what belongs to it ("dollars 50 cents").
    ///
    /// - Returns: The number in whole units of the currency: 0.5 for "50 cents".
    func currencySuffix(after core: Core) -> (code: String, value: Double, end: Int)? {
        var index = core.end
        if key(index) == "-", currencyWords[key(index + 1)] != nil || minorUnits[key(index + 1)] != nil { index += 1 }
        if let minor = minorUnits[key(index)] { return (minor, core.value / 100, index + 1) }
        if window.isUppercase(index), let code = millionCodes[key(index)] {
            return (code, scaled(core.value, 1e6), index + 1)
        }
        guard let (code, end) = currencyName(at: index) else { return nil }
        // `75 USD million`
        if !core.number.hasMagnitude, let (factor, next) = reader.magnitude(at: end, hasCurrency: false) {
            return (code, scaled(core.value, factor), next)
        }
        guard core.value >= 1, !core.number.hasMagnitude, let (minor, next) = minorAmount(at: end) else {
            return (code, core.value, end)
        }
        return (code, core.value + minor, next)
    }

    /// "50 cents", or "and 50" where nothing follows, in whole units: what stands after "three dollars".
    private func minorAmount(at index: Int) -> (value: Double, end: Int)? {
        let start = key(index) == "and" ? index + 1 : index
        let digits = window.integer(start).map { (value: Double($0), end: start + 1) }
        guard let (value, end) = digits ?? reader.belowHundred(at: start), value > 0, value < 100 else { return nil }
        if minorUnits[key(end)] != nil { return (value / 100, end + 1) }
        return key(end) == "more" || !window.bounds.contains(end) || key(end) == "." || key(end) == ","
            ? (value / 100, end) : nil
    }

    private func currencyName(at index: Int) -> (code: String, end: Int)? {
        if key(index) == "$" {
            // `10 $`, unless the sign belongs to the number after it.
            let isFree =
                !window.isNumeric(index + 1)
                || !window.isGlued(index + 1)
                    && (window.isGlued(index) || key(index + 2) == "$" || minorUnits[key(index + 2)] != nil)
            return isFree ? ("USD", index + 1) : nil
        }
        // "Swiss francs", "Hong Kong dollars", "South Korean won", "New Taiwan dollars"
        for lead in 0...2 {
            guard let units = currencyAdjectives[key(index + lead)] else { continue }
            guard lead == 0 || adjectiveLeads.contains(key(index)) else { break }
            if let code = units[key(index + lead + 1)] { return (code, index + lead + 2) }
            break
        }
        if key(index) == "pounds" || key(index) == "pound", key(index + 1) == "sterling" { return ("GBP", index + 2) }
        // `USD50`: the code belongs to the number behind it.
        guard let code = currencyWords[key(index)],
            !(window.isUppercase(index) && window.isNumeric(index + 1) && window.isGlued(index + 1))
        else { return nil }
        return (code, index + 1)
    }

    /// `$5 million USD`: the token after a code that repeats the currency.
    func repeatedCurrency(_ code: String?, at index: Int) -> Int? {
        guard let code, window.isUppercase(index), currencyWords[key(index)] == code else { return nil }
        return index + 1
    }
}
