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
        // Names and figures of the trade.
        ("Gemini 3.1 Pro and GPT-4.1-mini", "Gemini|3.1|Pro|and|GPT|-|4.1|-|mini"),
        ("Multi-SWE and RE-Bench", "Multi|-|SWE|and|RE|-|Bench"),
        ("ex-OpenAI staff, post-Brexit", "ex|-|OpenAI|staff|,|post|-|Brexit"),
        ("$200K a year, 10% or 3.5m", "$|200K|a|year|,|10|%|or|3.5m"),
        ("up 4.5–5.2% (Q3)", "up|4.5|–|5.2|%|(|Q3|)"),
        ("Acme (NYSE: ACM); $ACM", "Acme|(|NYSE|:|ACM|)|;|$|ACM"),
        // Prefixes, and compounds that are none.
        ("a co-founder's e-mail", "a|co-founder|'s|e-mail"),
        ("pre-training and re-elected", "pre-training|and|re-elected"),
        ("year-over-year, run-rate", "year|-|over|-|year|,|run|-|rate"),
        ("mid-July, mid-sized", "mid|-|July|,|mid-sized"),
        // Words written together.
        ("You cannot. I'm gonna go", "You|can|not|.|I|'m|gon|na|go"),
        ("dont ask, thats it", "do|nt|ask|,|that|s|it"),
        ("Ive met Jony Ive", "Ive|met|Jony|Ive"),
        ("She’d've said it's 'tis", "She|’d|'ve|said|it|'s|'|tis"),
        // Numbers with marks and units.
        ("at 5:30pm on 11/28/2025", "at|5:30|pm|on|11/28/2025"),
        ("7pm, 20km, 5th, 1990s", "7|pm|,|20|km|,|5th|,|1990s"),
        ("call 212-555-0100 or 555-0100", "call|212-555-0100|or|555-0100"),
        ("2024-2025 and 2026-07-01", "2024|-|2025|and|2026|-|07|-|01"),
        ("about 9/11, 1/2 or 8/10", "about|9/11|,|1/2|or|8|/|10"),
        ("a 3:1 split, 10:05 sharp", "a|3|:|1|split|,|10:05|sharp"),
        ("hit .324 with .NET", "hit|.324|with|.NET"),
        // Abbreviations.
        ("See No. 5 and p. 7. No. Never.", "See|No.|5|and|p.|7|.|No|.|Never|."),
        ("Ph.D. at 9 a.m. vs. me", "Ph.D.|at|9|a.m.|vs.|me"),
        ("apples, etc. The rest etc. fell", "apples|,|etc|.|The|rest|etc.|fell"),
        ("J. R. Roe said R&D, p&l", "J.|R.|Roe|said|R&D|,|p&l"),
        // Addresses, files and handles.
        ("mail a.roe@x-y.org.", "mail|a.roe@x-y.org|."),
        ("x.ai/blog, report.pdf and <https://a.io>", "x.ai/blog|,|report.pdf|and|<|https://a.io|>"),
        ("thanks @roe #ai # 5", "thanks|@roe|#ai|#|5"),
        ("and/or w/o mailto:a@b.org", "and|/|or|w/o|mailto:a@b.org"),
        ("the 80's, the 1990’s, o3's", "the|80's|,|the|1990’s|,|o3|'s"),
        // Marks.
        ("What?! No!!! Hm... :-) ok", "What|?!|No|!!!|Hm|...|:-)|ok"),
        ("«a» ‘b’ \"c\" ''d''", "«|a|»|‘|b|’|\"|c|\"|''|d|''"),
        ("a--b – c—d ‑ e", "a|--|b|–|c|—|d|‑|e"),
        ("it [...] is", "it|[...]|is"),
        // Markdown.
        ("## **Bold** [link](https://x.ai)", "##|**|Bold|**|[|link|]|(|https://x.ai|)"),
        ("| a | b |", "|/a/|/b/|"),
        ("- item\n* item", "-|item|*|item"),
    ])
    func `Text is cut as the treebanks cut it`(_ text: String, _ expected: String) {
        let document = Document(text)
        // A table's own bars are written with another separator.
        let separator = text.hasPrefix("|") ? "/" : "|"
        #expect(document.tokens.indices.map { document.text(of: $0) }.joined(separator: separator) == expected)
    }

    @Test func `Shapes say what a token looks like`() {
        let document = Document("Acme's U.S. GPT\n\n4.1 xAI @roe a@b.com https://x.ai Inc. said.")
        func shape(_ text: String) -> Token.Shape {
            document.tokens.indices.first { document.text(of: $0) == text }.map { document.tokens[$0].shape } ?? []
        }
        #expect(shape("Acme").isSuperset(of: [.isCapitalized, .hasLetter, .startsLine, .startsParagraph]))
        #expect(shape("'s").isDisjoint(with: [.hasSpaceBefore, .isCapitalized]))
        #expect(shape("U.S.").isSuperset(of: [.isAbbreviation, .isUppercase, .hasSpaceBefore]))
        #expect(shape("4.1").isSuperset(of: [.startsWithDigit, .hasDigit, .startsParagraph]))
        #expect(shape("xAI").contains(.hasInnerCapital) && !shape("xAI").contains(.isCapitalized))
        #expect(shape("a@b.com").contains(.isAddress) && shape("https://x.ai").contains(.isAddress))
        #expect(shape("Inc.").contains(.isAbbreviation))
        #expect(!shape("said").contains(.isAbbreviation))
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
