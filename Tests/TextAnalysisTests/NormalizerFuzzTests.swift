import KnowledgeModel
import Testing

@testable import TextAnalysis

/// Random texts of the words that the normalisers look for, in any order.
@Suite struct NormalizerFuzzTests {
    /// SplitMix64; S. Vigna, <https://prng.di.unimi.it/splitmix64.c>.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    private static let words = """
        5 31 100 2025 2026 1,234 0.5 1e300 99999999 12/31 3/4 2025-13-41 5bn 4Q25 Q1 H2 FY26 '25 1990s 21st 3rd $ € US$ % - –
        / . , ( ) + ^ ½ million billion trillion hundred dozen crore one two twenty ninety a an the and or of to from between
        in on by since until before after within more than less up at least about nearly half third quarter quarters thirds
        cents dollars euros yen percent basis points percentage per month year years week weeks day days decade century ago
        later earlier last next this past coming first second final May March June Dec. Monday Friday today tomorrow now early
        late mid end beginning start fiscal calendar spring summer pm a.m. times double fold x will said has not ended
        """.split(whereSeparator: \.isWhitespace)

    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func `Any order of words reads without a trap and without overlaps`(_ seed: UInt64) {
        var generator = Generator(state: seed)
        for _ in 0..<250 {
            var text = ""
            for _ in 0..<Int.random(in: 1...14, using: &generator) {
                if let word = Self.words.randomElement(using: &generator) { text += word }
                if Int.random(in: 0..<5, using: &generator) > 0 { text += " " }
            }
            let document = Document(text)
            var end = 0
            for quantity in QuantityRecognizer.quantities(in: document) {
                #expect(quantity.tokens.lowerBound >= end, "\(text)")
                #expect(
                    quantity.tokens.lowerBound <= quantity.core.lowerBound
                        && quantity.core.upperBound <= quantity.tokens.upperBound, "\(text)")
                #expect(quantity.core.lowerBound <= quantity.number.lowerBound, "\(text)")
                if let low = quantity.amount.low, let high = quantity.amount.high { #expect(low <= high, "\(text)") }
                end = quantity.tokens.upperBound
            }
            for reference in [CalendarDate(iso: "2026-05-25"), CalendarDate(iso: "2024-02-29"), nil] {
                let reading = TimeRecognizer.reading(of: document, reference: reference)
                var spans = reading.expressions.map(\.span) + reading.spans.map(\.span)
                spans += reading.clockTimes.map(\.tokens)
                spans.sort { $0.lowerBound < $1.lowerBound }
                for (first, second) in zip(spans, spans.dropFirst()) {
                    #expect(first.upperBound <= second.lowerBound, "\(text)")
                }
                for expression in reading.expressions {
                    if let interval = expression.interval, let start = interval.start, let last = interval.end {
                        #expect(start <= last, "\(text)")
                    }
                }
            }
        }
    }
}
