import KnowledgeModel

extension QuantityParser {
    private enum Hedge { case atLeast, atMost, about, between, equal }

    private struct Phrase {
        let words: [WordKey]
        let hedge: Hedge
    }

    /// Reads the words round a number that bound or hedge it: "more than", "about", "or less".
    ///
    /// - Parameters:
    ///   - start: Moves before the words read.
    ///   - end: Moves behind them.
    func readBounds(of quantity: inout Quantity, start: inout Int, end: inout Int, stop: Int, isRange: Bool) {
        let isPoint = !isRange && quantity.amount.low == quantity.amount.high
        while let phrase = phrase(endingAt: start, stop: stop) {
            if phrase.hedge == .between, !isRange { break }
            apply(phrase.hedge, to: &quantity, isPoint: isPoint)
            start -= phrase.words.count
        }
        if isRange, start - 1 >= stop, key(start - 1) == "from", key(quantity.core.lowerBound - 1) == "from" {
            start -= 1
        }
        if key(end) == "+" || (key(end) == "-" && key(end + 1) == "plus") {
            if isPoint { quantity.amount.high = nil }
            end += key(end) == "+" ? 1 : 2
            return
        }
        guard key(end) == "or" || key(end) == "and" && quantity.kind == .number else { return }
        let word = key(end + 1)
        if key(end) == "or", word == "so" || word == "thereabouts" {
            quantity.amount.isApproximate = true
            end += 2
            return
        }
        let isLower = boundsBelow.contains(word)
        guard isLower || boundsAbove.contains(word), isPoint else { return }
        // "200 or more than 300" bounds the number after it.
        let next = key(end + 2) == "than" ? end + 3 : end + 2
        if reader.number(at: next, hasCurrency: true) != nil, key(end + 2) == "than" { return }
        if key(end) == "and", key(end + 2) != ".", !window.isBreak(end + 2), key(end + 2) != "in" { return }
        if isLower { quantity.amount.high = nil } else { quantity.amount.low = nil }
        end = next
    }

    private func apply(_ hedge: Hedge, to quantity: inout Quantity, isPoint: Bool) {
        switch hedge {
        case .atLeast where isPoint: quantity.amount.high = nil
        case .atMost where isPoint: quantity.amount.low = nil
        case .about: quantity.amount.isApproximate = true
        default: break
        }
    }

    private func phrase(endingAt end: Int, stop: Int) -> Phrase? {
        guard end > stop, let phrases = Self.phrases[key(end - 1)] else { return nil }
        for phrase in phrases where end - phrase.words.count >= stop {
            let first = end - phrase.words.count
            if phrase.words.indices.allSatisfy({ key(first + $0) == phrase.words[$0] }) { return phrase }
        }
        return nil
    }

    /// Joins "more than 5" and "less than 10" into one range, if the second quantity closes what the first left open.
    func joined(_ first: Quantity, _ second: Quantity) -> Quantity? {
        guard first.kind == second.kind, first.amount.unit == second.amount.unit,
            (1...2).contains(
                second.tokens.lowerBound - first.tokens.upperBound)
        else { return nil }
        for index in first.tokens.upperBound..<second.tokens.lowerBound where !joiners.contains(key(index)) {
            return nil
        }
        let low: Double
        let high: Double
        if let bottom = first.amount.low, first.amount.high == nil, let top = second.amount.high,
            second.amount.low == nil
        {
            (low, high) = (bottom, top)
        } else if let top = first.amount.high, first.amount.low == nil, let bottom = second.amount.low,
            second.amount.high == nil
        {
            (low, high) = (bottom, top)
        } else {
            return nil
        }
        guard low < high else { return nil }
        var joined = first
        joined.amount = Amount(
            low: low, high: high, isApproximate: first.amount.isApproximate || second.amount.isApproximate,
            unit: first.amount.unit)
        joined.tokens = first.tokens.lowerBound..<second.tokens.upperBound
        joined.core = first.core.lowerBound..<second.core.upperBound
        joined.upperNumber = second.number
        joined.unit = second.unit
        joined.rate = second.rate
        joined.looksLikeYear = false
        return joined
    }

    /// The phrases by their last word, longest first.
    private static let phrases: [WordKey: [Phrase]] = {
        let least = ["more", "greater", "higher", "larger", "bigger"]
        let most = ["less", "fewer", "lower", "smaller"]
        var table: [(String, Hedge)] = [
            ("no less than", .atLeast), ("no fewer than", .atLeast), ("not less than", .atLeast),
            ("no more than", .atMost), ("not more than", .atMost), ("as much as", .atMost), ("as many as", .atMost),
            ("as little as", .atLeast), ("as few as", .atLeast), ("not exceeding", .atMost), ("a cap of", .atMost),
            ("in excess of", .atLeast), ("a maximum of", .atMost), ("a minimum of", .atLeast),
            ("in the region of", .about), ("in the order of", .about), ("on the order of", .about),
            ("just shy of", .about), ("just short of", .about), ("at least", .atLeast),
            ("at least or equal to", .atLeast),
            ("north of", .atLeast), ("upward of", .atLeast), ("upwards of", .atLeast), ("well over", .atLeast),
            ("up to", .atMost), ("at most", .atMost),
            ("close to", .about), ("just under", .about), ("just over", .atLeast), ("near to", .about),
            ("shy of", .about),
            ("or so", .about), ("an estimated", .about), ("just about", .about), ("more or less", .about),
            ("over", .atLeast), ("above", .atLeast), ("exceeding", .atLeast), ("exceed", .atLeast),
            ("exceeds", .atLeast), ("exceeded", .atLeast), (">", .atLeast), ("> =", .atLeast), ("≥", .atLeast),
            ("topping", .atLeast), ("surpassing", .atLeast), ("surpass", .atLeast), ("surpassed", .atLeast),
            ("under", .atMost), ("below", .atMost), ("<", .atMost), ("< =", .atMost), ("≤", .atMost),
            ("about", .about), ("around", .about), ("roughly", .about), ("approximately", .about), ("some", .about),
            ("nearly", .about), ("almost", .about), ("circa", .about), ("approx.", .about), ("approx", .about),
            ("~", .about), ("≈", .about), ("±", .about), ("+ / -", .about), ("estimated", .about),
            ("between", .between),
            ("roughly between", .between),
        ]
        for (words, hedge) in [(least, Hedge.atLeast), (most, .atMost)] {
            for word in words {
                for tail in [
                    "\(word) than", "\(word) than or equal to", "\(word) or equal than", "equal to or \(word) than",
                ] { table.append((tail, hedge)) }
            }
        }
        let phrases = table.map { phrase, hedge in
            Phrase(words: phrase.split(separator: " ").map { WordKey($0) }, hedge: hedge)
        }
        return Dictionary(grouping: phrases) { $0.words[$0.words.count - 1] }
            .mapValues { $0.sorted { $0.words.count > $1.words.count } }
    }()
}

private let boundsBelow = WordSet("more greater higher above larger bigger up over upwards")
private let boundsAbove = WordSet("less fewer lower below smaller under")
private let joiners: WordSet = ["and", "but", ",", "yet"]
