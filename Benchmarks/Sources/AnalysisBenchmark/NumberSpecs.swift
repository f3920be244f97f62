import Foundation
import KnowledgeModel
import TextAnalysis

/// The specifications of numbers, currencies, percentages and ranges of numbers.
enum NumberSpecs {
    static var models: [SpecModel] {
        [
            SpecModel(
                name: "NumberModel", path: "Number/English/NumberModel.json", exclusion: excludedNumber,
                problem: { judge($0, numbers($0)) }),
            SpecModel(
                name: "CurrencyModel", path: "NumberWithUnit/English/CurrencyModel.json", exclusion: excludedCurrency,
                problem: { judge($0, amounts($0)) }),
            SpecModel(
                name: "PercentModel", path: "Number/English/PercentModel.json", exclusion: excludedPercent,
                problem: { judge($0, percentages($0)) }),
            SpecModel(
                name: "NumberRangeModel", path: "Number/English/NumberRangeModel.json", exclusion: excludedRange,
                problem: { judge($0, ranges($0)) }),
        ]
    }

    // MARK: What does not concern news

    private static func words(_ item: SpecCase) -> [Substring] {
        item.input.lowercased().split { !$0.isLetter && !$0.isNumber }
    }

    private static func excludedNumber(_ item: SpecCase) -> String? {
        let words = words(item)
        let ones = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
        let large = ["hundredth", "thousandth", "millionth", "billionth", "trillionth", "twentieth", "thirtieth"]
        if words.contains(where: { word in large.contains { word == $0 || word == $0 + "s" } })
            || zip(words, words.dropFirst()).contains(where: { tens, part in
                ["hundred", "twenty", "thirty", "thousand"].contains(tens)
                    && ones.contains { part == $0 || part == $0 + "s" }
            })
        {
            return "spelled fraction with a denominator above ten"
        }
        if hasDecimalComma(item.input) { return "decimal comma (5,00)" }
        if item.input.contains("^") && !item.input.contains("10^") || words.contains("over") && item.results.count == 1
        {
            return "arithmetic (^, over)"
        }
        if item.input.contains(where: \.isNumber), digitParts(item.input) >= 3 {
            return "digits of addresses, dates, telephone numbers and lists without blanks"
        }
        return nil
    }

    /// A comma between digits with fewer than three digits after it, outside Indian grouping.
    private static func hasDecimalComma(_ input: String) -> Bool {
        input.split(separator: " ").contains { word in
            let groups = word.split(separator: ",", omittingEmptySubsequences: true)
            guard groups.count == 2, let last = groups.last, groups[0].allSatisfy({ $0.isNumber || $0 == "." }) else {
                return false
            }
            let digits = last.prefix { $0.isNumber }
            return (1...2).contains(digits.count) && last.dropFirst(digits.count).allSatisfy { ".,".contains($0) }
        }
    }

    /// The largest number of digit groups that stand in one word, where a well-formed number is one group.
    private static func digitParts(_ input: String) -> Int {
        input.split(separator: " ").map { word in
            isNumber(word) ? 1 : word.split { !$0.isNumber }.count
        }.max() ?? 0
    }

    /// `1,234.5`, `45,67,890`, `1.3e6`, `6x10^-4`, with a sign before and a stop behind.
    private static func isNumber(_ word: Substring) -> Bool {
        var mantissa = word.drop { "+-(".contains($0) }
        while let last = mantissa.last, ".,?!)".contains(last) { mantissa.removeLast() }
        if let mark = mantissa.firstIndex(where: { "ex".contains($0) }) {
            let exponent = mantissa[mark...].dropFirst()
            let digits = exponent.hasPrefix("10^") ? exponent.dropFirst(3) : exponent
            guard digits.drop(while: { "+-".contains($0) }).allSatisfy(\.isNumber) else { return false }
            mantissa = mantissa[..<mark]
        }
        let parts = mantissa.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.count < 2 || parts[1].allSatisfy(\.isNumber) else { return false }
        let groups = (parts.first ?? "").split(separator: ",", omittingEmptySubsequences: false)
        guard groups.allSatisfy({ $0.allSatisfy(\.isNumber) }) else { return false }
        return groups.count < 2
            || groups.last?.count == 3 && groups.dropFirst().dropLast().allSatisfy { $0.count == 3 || $0.count == 2 }
    }

    private static func excludedCurrency(_ item: SpecCase) -> String? {
        if item.results.contains(where: { $0.value == nil && $0.hasResolution }) {
            return "a currency without an amount"
        }
        return nil
    }

    private static func excludedPercent(_ item: SpecCase) -> String? {
        if item.results.contains(where: { Double($0.value?.dropLast() ?? "") == nil }) {
            return "a percent sign without a number"
        }
        if item.results.contains(where: { $0.text.lowercased().hasPrefix("per") }) {
            return "percent told before the number"
        }
        return nil
    }

    private static func excludedRange(_ item: SpecCase) -> String? {
        if item.input.contains(where: { "<>=".contains($0) }) { return "comparison signs (<, >, =)" }
        if item.results.contains(where: { isPoint($0.value) }) { return "equality (equal to, equals)" }
        return nil
    }

    private static func isPoint(_ value: String?) -> Bool {
        guard let parts = value?.dropFirst().dropLast().split(separator: ","), parts.count == 2 else { return false }
        return parts[0] == parts[1]
    }

    // MARK: What we find

    struct Found {
        let span: Range<Int>
        let low: Double?
        let high: Double?
        var currency: String?
    }

    private static func numbers(_ item: SpecCase) -> [Found] {
        let document = Document(item.input)
        return QuantityRecognizer.quantities(in: document).flatMap { quantity -> [Found] in
            guard quantity.kind != .ordinal, quantity.kind != .multiple || quantity.number != quantity.core else {
                return []
            }
            let low = quantity.amount.low ?? quantity.amount.high ?? 0
            let first = Found(
                span: item.span(of: quantity.number, in: document), low: low, high: low)
            guard let upper = quantity.upperNumber, let high = quantity.amount.high else { return [first] }
            return [first, Found(span: item.span(of: upper, in: document), low: high, high: high)]
        }
    }

    private static func amounts(_ item: SpecCase) -> [Found] { found(item, \.core) { $0.kind == .money } }

    private static func percentages(_ item: SpecCase) -> [Found] { found(item, \.core) { $0.kind == .percent } }

    private static func ranges(_ item: SpecCase) -> [Found] {
        found(item, \.tokens) {
            $0.kind != .ordinal && ($0.amount.low == nil || $0.amount.high == nil || $0.upperNumber != nil)
        }
    }

    private static func found(
        _ item: SpecCase, _ span: (Quantity) -> Range<Int>, where isIncluded: (Quantity) -> Bool
    ) -> [Found] {
        let document = Document(item.input)
        return QuantityRecognizer.quantities(in: document).filter(isIncluded).map { quantity in
            Found(
                span: item.span(of: span(quantity), in: document), low: quantity.amount.low, high: quantity.amount.high,
                currency: quantity.amount.currency)
        }
    }

    // MARK: Judging

    private static func judge(_ item: SpecCase, _ found: [Found]) -> String? {
        var left = found
        for expected in item.results {
            let span = item.span(of: expected)
            guard let index = left.firstIndex(where: { $0.span == span }) else {
                return "not found: [\(expected.text)]; found \(describe(left, item))"
            }
            let candidate = left.remove(at: index)
            guard agrees(candidate, expected) else {
                return
                    "[\(expected.text)] = \(expected.value ?? "") \(expected.unit ?? ""); found \(describe([candidate], item))"
            }
        }
        return left.isEmpty ? nil : "not expected: \(describe(left, item))"
    }

    private static func describe(_ found: [Found], _ item: SpecCase) -> String {
        let units = Array(item.input.utf16)
        return found.map { item in
            let text = String(decoding: units[item.span.clamped(to: 0..<units.count)], as: UTF16.self)
            return
                "[\(text)] \(item.low.map { "\($0)" } ?? "")…\(item.high.map { "\($0)" } ?? "") \(item.currency ?? "")"
        }.joined(separator: "; ")
    }

    private static func agrees(_ found: Found, _ expected: SpecCase.Expectation) -> Bool {
        guard var text = expected.value else { return false }
        if expected.type == "numberrange" {
            let parts = text.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false)
            return parts.count == 2 && same(found.low, Double(parts[0])) && same(found.high, Double(parts[1]))
        }
        if text.hasSuffix("%") { text.removeLast() }
        guard let value = Double(text) else { return false }
        var scale = 1.0
        if expected.type == "currency" {
            guard let (code, hundredths) = currency(expected), code == found.currency else { return false }
            scale = hundredths
        }
        let point = found.low ?? found.high
        return same(point, value * scale)
    }

    private static func same(_ first: Double?, _ second: Double?) -> Bool {
        guard let first, let second else { return first == nil && second == nil }
        return abs(first - second) <= 1e-9 * max(1e-9, abs(second)) || first == second
    }

    private static func currency(_ expected: SpecCase.Expectation) -> (String, Double)? {
        if let code = expected.isoCurrency { return (code, 1) }
        switch expected.unit {
        case "Dollar": return ("USD", 1)
        case "Cent": return ("USD", 0.01)
        case "Pound": return ("GBP", 1)
        case "Pence", "Penny": return ("GBP", 0.01)
        case "Franc": return ("CHF", 1)
        case "Rupee": return ("INR", 1)
        case "Peseta": return ("ESP", 1)
        case "Finnish markka": return ("FIM", 1)
        case "Netherlands guilder": return ("NLG", 1)
        case "Bitcoin": return ("BTC", 1)
        default: return nil
        }
    }
}
