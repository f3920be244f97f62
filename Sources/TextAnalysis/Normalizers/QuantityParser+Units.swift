import KnowledgeModel

extension QuantityParser {
    // MARK: Ordinals

    /// "third", "21st", "twenty-first".
    func ordinal(at index: Int, stop: Int) -> Quantity? {
        guard window.bounds.contains(index), index >= stop else { return nil }
        var value: Double?
        var end = index + 1
        if let (number, letters) = window.digitsAndLetters(index), ordinalEndings.contains(letters) {
            value = Double(number)
        } else if let word = ordinalWords[key(index)] {
            value = Double(word)
        } else if let (tens, next) = reader.belowHundred(at: index), tens >= 20,
            tens.truncatingRemainder(dividingBy: 10) == 0
        {
            let last = key(next) == "-" ? next + 1 : next
            if let unit = ordinalWords[key(last)], unit < 10 {
                value = tens + Double(unit)
                end = last + 1
            }
        }
        guard let value else { return nil }
        let tokens = index..<end
        return Quantity(
            kind: .ordinal, amount: Amount(value), tokens: tokens, core: tokens, number: tokens, looksLikeYear: false)
    }

    // MARK: Multiples

    /// "doubled", "twice", "tenfold": a factor in one word.
    func multipleWord(at index: Int, stop: Int) -> Quantity? {
        guard index >= stop else { return nil }
        var factor = factorWords[key(index)]
        if factor == nil, let (number, letters) = window.digitsAndLetters(index), letters == "fold" {
            factor = Double(number)
        }
        guard let factor else { return nil }
        var quantity = Quantity(
            kind: .multiple, amount: Amount(factor), tokens: index..<(index + 1), core: index..<(index + 1),
            number: index..<(index + 1), looksLikeYear: false)
        var start = index
        var end = index + 1
        readBounds(of: &quantity, start: &start, end: &end, stop: stop, isRange: false)
        quantity.tokens = start..<end
        return quantity
    }

    /// `times`, `x`, `-fold` behind a number: it is a factor.
    func multipleMark(at index: Int) -> (Quantity.Kind, Int)? {
        let word = key(index)
        if word == "x" && window.isGlued(index) || word == "×" || word == "fold" { return (.multiple, index + 1) }
        if word == "-", key(index + 1) == "fold" { return (.multiple, index + 2) }
        // "three times the size", but "three times a week".
        if word == "times", timesOf.contains(key(index + 1)) { return (.multiple, index + 1) }
        return nil
    }

    // MARK: Counted nouns and rates

    /// The noun that a number counts, at most two adjectives away.
    ///
    /// Without tags, a noun is told by its form: a unit of measure, or a plural. Stops at words that end the phrase.
    func countedNoun(at index: Int) -> Range<Int>? {
        var position = index
        if key(position) == "-" { position += 1 }
        for offset in 0..<3 {
            let word = position + offset
            guard window.isWord(word), !phraseEnds.contains(key(word)) else { return nil }
            if measureUnits.contains(key(word)) || window.isPlural(word) { return word..<(word + 1) }
        }
        return nil
    }

    /// "per million tokens", "a month", "/hour".
    func rate(at index: Int) -> Quantity.Rate? {
        let word = key(index)
        let dash = word == "-" ? index + 1 : index
        if key(dash) == "a" || key(dash) == "an" || word == "each" || word == "every" {
            let noun = key(dash + 1) == "-" ? dash + 2 : dash + 1
            return rateNouns.contains(key(noun)) ? Quantity.Rate(count: 1, noun: noun..<(noun + 1)) : nil
        }
        guard word == "per" || word == "/" || word == "for" && key(index + 1) == "every" else { return nil }
        let first = word == "for" ? index + 2 : index + 1
        var count = 1.0
        var noun = first
        if let number = reader.number(at: first, hasCurrency: true) {
            count = number.value
            noun = number.end
        } else if let factor = magnitudeWords[key(first)] {
            count = factor
            noun = first + 1
        }
        guard window.isWord(noun), !phraseEnds.contains(key(noun)) || rateNouns.contains(key(noun)), key(noun) != "cent"
        else { return nil }
        return Quantity.Rate(count: count, noun: noun..<(noun + 1))
    }
}

let ordinalEndings: WordSet = ["st", "nd", "rd", "th"]

let ordinalWords: [WordKey: Int] = [
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "hundredth": 100,
]

let factorWords: [WordKey: Double] = [
    "double": 2, "doubled": 2, "doubles": 2, "doubling": 2, "twice": 2, "twofold": 2, "triple": 3, "tripled": 3,
    "triples": 3, "tripling": 3, "trebled": 3, "threefold": 3, "quadruple": 4, "quadrupled": 4, "quadrupling": 4,
    "fourfold": 4, "quintupled": 5, "fivefold": 5, "sixfold": 6, "sevenfold": 7, "eightfold": 8, "ninefold": 9,
    "tenfold": 10, "twentyfold": 20, "hundredfold": 100, "halved": 0.5, "halving": 0.5,
]

private let timesOf = WordSet(
    "the as more less faster slower larger bigger smaller higher lower cheaper better longer that what its their his her this last greater quicker denser over earnings sales revenue book , ."
)
private let rateNouns = WordSet(
    "year month week day hour minute second quarter share piece head barrel unit user token seat person employee query time ton tonne pop"
)
private let phraseEnds = WordSet(
    "a an the this that these those of in on at to for from by with and or but as than is was are were be been has have had will would can could may might must not it its he she they we you i who which per each every a.m. p.m. am pm times years year months month weeks week days day hours hour minutes minute seconds second quarters quarter decades decade ago percent more less fewer said says"
)
private let measureUnits = WordSet(
    "gw mw kw w gigawatt megawatt kilowatt watt gwh mwh kwh twh tb gb mb kb pb terabyte gigabyte petabyte tokens token parameter people staff men women children flop flops exaflop petaflop teraflop nm mm cm m km kg t tonne ton mile acre hectare gpu chip server token/s hz ghz mhz fps bit byte"
)
