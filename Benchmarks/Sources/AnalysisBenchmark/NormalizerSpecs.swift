import Foundation
import KnowledgeModel
import TextAnalysis

/// Measures the normalisers on the English specifications of Recognizers-Text.
///
/// A case is right if the recogniser finds each expected result and nothing else of that kind, with the same value at
/// the same place. Places may differ by the words of ``SpecCase/tolerated`` at either end (articles, prepositions and
/// words of bounds). Values agree within one part in a billion. What else is tolerated:
///
/// - **Currencies.** Hundredths are whole units here: 50 "Cent" is 0.50 USD. A "Dollar" is USD, a "Pound" GBP, a "Franc"
///   CHF. The currency alone, without a number, is no quantity and is not expected.
/// - **Ranges.** Whether a bound belongs to the range is not told apart: `(20,30]` is `[20,30)`.
/// - **Dates.** The expected end lies outside its range there and inside here. "2014 to 2018" ends there where 2018
///   begins, here where it ends: both are taken. Where the specification gives several years for a date without one,
///   any of them is right. "Late 2020", "before 2018" and the like must name the right base period and the right part
///   or relation; their resolved days, which the specifications cut at fixed months, may differ.
enum NormalizerSpecs {
    static let showsFailures = CommandLine.arguments.contains("--failures")

    static func measure(_ data: URL) throws {
        let folder = data.appending(path: "recognizers-text-specs", directoryHint: .isDirectory)
        for model in NumberSpecs.models + DateTimeSpecs.models {
            let url = folder.appending(path: model.path)
            let cases = try JSONDecoder().decode([SpecCase].self, from: try SpecCase.json(at: url))
            var tally = SpecTally(name: model.name)
            for item in cases {
                if let reason = model.exclusion(item) {
                    tally.excluded[reason, default: 0] += 1
                } else {
                    tally.count(item, problem: model.problem(item))
                }
            }
            tally.report(showsFailures: showsFailures)
        }
    }
}

/// One file of specifications and how to judge its cases.
struct SpecModel {
    let name: String
    let path: String
    /// The reason to leave a case out, or `nil`.
    let exclusion: (SpecCase) -> String?
    /// What is wrong about our reading of a case, or `nil`.
    let problem: (SpecCase) -> String?
}

struct SpecTally {
    let name: String
    var excluded: [String: Int] = [:]
    var counted = 0
    var right = 0
    var failures: [String] = []

    init(name: String) { self.name = name }

    mutating func count(_ item: SpecCase, problem: String?) {
        counted += 1
        if let problem { failures.append("\(item.input)\n      \(problem)") } else { right += 1 }
    }

    func report(showsFailures: Bool) {
        let left = excluded.values.reduce(0, +)
        let share = counted == 0 ? 0 : Double(right) / Double(counted) * 100
        print(
            "\(name): \(counted + left) cases, \(left) excluded, \(counted) counted, \(right) right, "
                + String(format: "%.1f %%", share))
        for (reason, number) in excluded.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            print("    excluded \(number): \(reason)")
        }
        if showsFailures { for failure in failures { print("  - \(failure)") } }
    }
}

/// A case of the specifications: a text and what is to be found in it.
struct SpecCase: Decodable {
    let input: String
    let reference: String?
    let results: [Expectation]

    struct Expectation: Decodable {
        let text: String
        let type: String
        let start: Int?
        /// The last UTF-16 unit, included.
        let end: Int?
        let value: String?
        let unit: String?
        let isoCurrency: String?
        let values: [[String: String]]
        let hasResolution: Bool

        private enum Key: String, CodingKey {
            case text = "Text"
            case type = "TypeName"
            case start = "Start"
            case end = "End"
            case resolution = "Resolution"
        }
        private struct AnyKey: CodingKey {
            var stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            text = try container.decodeIfPresent(String.self, forKey: .text) ?? ""
            type = try container.decodeIfPresent(String.self, forKey: .type) ?? ""
            start = try container.decodeIfPresent(Int.self, forKey: .start)
            end = try container.decodeIfPresent(Int.self, forKey: .end)
            guard let resolution = try? container.nestedContainer(keyedBy: AnyKey.self, forKey: .resolution) else {
                (value, unit, isoCurrency, values, hasResolution) = (nil, nil, nil, [], false)
                return
            }
            hasResolution = true
            value = try? resolution.decodeIfPresent(String.self, forKey: AnyKey(stringValue: "value"))
            unit = try? resolution.decodeIfPresent(String.self, forKey: AnyKey(stringValue: "unit"))
            isoCurrency = try? resolution.decodeIfPresent(String.self, forKey: AnyKey(stringValue: "isoCurrency"))
            values =
                (try? resolution.decodeIfPresent([[String: String]].self, forKey: AnyKey(stringValue: "values"))) ?? []
        }
    }

    private enum Key: String, CodingKey {
        case input = "Input"
        case context = "Context"
        case results = "Results"
    }
    private struct Context: Decodable {
        let reference: String?
        private enum CodingKeys: String, CodingKey { case reference = "ReferenceDateTime" }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        input = try container.decode(String.self, forKey: .input)
        reference = try container.decodeIfPresent(Context.self, forKey: .context)?.reference
        results = try container.decode([Expectation].self, forKey: .results)
    }

    /// The bytes of a JSON file without its byte-order mark.
    static func json(at url: URL) throws -> Data {
        let data = try Data(contentsOf: url)
        return data.starts(with: [0xEF, 0xBB, 0xBF]) ? Data(data.dropFirst(3)) : data
    }

    /// Words that may stand at either end of one span and not of the other.
    static let tolerated: Set<Substring> = [
        "the", "a", "an", "of", "in", "on", "at", "by", "for", "from", "to", "within", "during", "about", "around",
        "approximately", "over", "under", "up", "more", "less", "than", "least", "most", "between", "since", "until",
        "till", "before", "after", "or", "and", "later", "starting", "beginning", "as", "early", "late", "year",
        "nearly", "almost", "no", "not", "below", "above", "exceed", "surpass", "exceeding", "equal", "equals",
        "some", "greater",
    ]

    /// A span of UTF-16 units without the tolerated words and marks at its ends, half-open.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        let units = Array(input.utf16)
        var words: [Range<Int>] = []
        var position = max(0, range.lowerBound)
        let limit = min(range.upperBound, units.count)
        while position < limit {
            if units[position] == 0x20 || units[position] == 0x2C || units[position] == 0xA0 {
                position += 1
                continue
            }
            let start = position
            while position < limit, units[position] != 0x20, units[position] != 0x2C, units[position] != 0xA0 {
                position += 1
            }
            words.append(start..<position)
        }
        func isTolerated(_ word: Range<Int>) -> Bool {
            Self.tolerated.contains(Substring(String(decoding: units[word], as: UTF16.self).lowercased()))
        }
        while words.count > 1, let first = words.first, isTolerated(first) { words.removeFirst() }
        while words.count > 1, let last = words.last,
            isTolerated(last)
                || String(
                    decoding: units[last], as: UTF16.self) == "."
        { words.removeLast() }
        guard let first = words.first, let last = words.last else { return range }
        // The stop of an abbreviation: "Aug." is "Aug".
        let end = units[last.upperBound - 1] == 0x2E && last.count > 1 ? last.upperBound - 1 : last.upperBound
        return first.lowerBound..<end
    }

    /// Where an expected result stands, in UTF-16 units, trimmed.
    func span(of expected: Expectation) -> Range<Int> {
        if let start = expected.start, let end = expected.end, end >= start { return trimmed(start..<(end + 1)) }
        guard let range = input.range(of: expected.text, options: .caseInsensitive) else { return 0..<0 }
        return trimmed(range.lowerBound.utf16Offset(in: input)..<range.upperBound.utf16Offset(in: input))
    }

    /// Where tokens stand, in UTF-16 units, trimmed.
    func span(of tokens: Range<Int>, in document: Document) -> Range<Int> {
        let scalars = document.scalarRange(of: tokens)
        let view = input.unicodeScalars
        let start = view.index(view.startIndex, offsetBy: scalars.lowerBound)
        let end = view.index(view.startIndex, offsetBy: scalars.upperBound)
        return trimmed(start.utf16Offset(in: input)..<end.utf16Offset(in: input))
    }
}
