import KnowledgeModel
import TestSupport
import Testing

@testable import TextAnalysis

@Suite struct TokenizerTests {
    @Test(arguments: [
        ("GPT-4.1 beat o3-mini.", "GPT|-|4.1|beat|o3|-|mini|."),
        ("Llama 3.1 405B and Qwen3-235B-A22B", "Llama|3.1|405B|and|Qwen3|-|235B|-|A22B"),
        ("$115–135B of capex", "$|115|–|135B|of|capex"),
        ("€1.7bn, US$5 and HK$3", "€|1.7bn|,|US$|5|and|HK$|3"),
        ("scores 50/100 (57)", "scores|50|/|100|(|57|)"),
        ("the U.S. firm Acme Inc. said", "the|U.S.|firm|Acme|Inc.|said"),
        ("(NASDAQ: META) $META", "(|NASDAQ|:|META|)|$|META"),
        ("Q4'25 and FY2026", "Q4|'25|and|FY2026"),
        ("Meta's didn’t we'll", "Meta|'s|did|n’t|we|'ll"),
        ("1,234.5 and 1,2", "1,234.5|and|1|,|2"),
        ("see https://x.ai/a?b=1. Or Llama.com", "see|https://x.ai/a?b=1|.|Or|Llama.com"),
        ("O'Brien at AT&T", "O'Brien|at|AT&T"),
        ("wait... now—then", "wait|...|now|—|then"),
        ("RMB500 million", "RMB|500|million"),
        ("“Héllo”", "“|Héllo|”"),
        ("", ""),
    ])
    func `Text is cut as the treebanks cut it`(_ text: String, _ expected: String) {
        let document = Document(text)
        #expect(document.tokens.indices.map { document.text(of: $0) }.joined(separator: "|") == expected)
    }

    @Test(arguments: [
        ("The firm rose. It fell.", 2), ("Acme Inc. said so. Dr. Roe left.", 2), ("It cost $5. Then more!", 2),
        ("He lives in the U.S. The end.", 2), ("He lives in the U.S. and works.", 1), ("“Go!” he said. Fine.", 2),
        ("- one\n- two\n- three", 3), ("A heading\n\nA sentence here.", 2), ("v1.2 is out. xAI wins.", 2),
        ("a line\nthat goes on here", 1),
    ])
    func `Sentences end where readers end them`(_ text: String, _ count: Int) {
        #expect(Document(text).sentences.count == count)
    }

    @Test func `Every byte that is no space belongs to one token, whatever the text`() {
        var generator = SeededGenerator(seed: 7)
        let pieces = [
            "$", "1.5bn", "é", "🎉", "'s", "\u{202E}", "\u{0}", "(", "\n\n", " ", "U.S.", "–", "\u{301}", "https://",
            "a", "#", "'25", "\u{FFFD}",
        ]
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
                pieces.randomElement(using: &generator)!
            }.joined()
            let document = Document(text)
            var end = 0
            for token in document.tokens {
                #expect(Int(token.start) >= end && token.end > token.start)
                end = Int(token.end)
            }
            #expect(document.sentences.map(\.tokens.count).reduce(0, +) == document.tokens.count)
            for index in document.tokens.indices {
                let range = document.scalarRange(of: index..<(index + 1))
                let slice = String(
                    String.UnicodeScalarView(text.unicodeScalars.dropFirst(range.lowerBound).prefix(range.count)))
                #expect(slice == document.text(of: index))
            }
        }
    }
}
