import Testing

@testable import TextAnalysis

@Suite struct SentenceSplitterTests {
    /// Sentences are set apart by `¦`.
    @Test(arguments: [
        "The firm rose. ¦It fell.",
        "Acme Inc. said so. ¦Dr. Roe left.",
        "It cost $5. ¦Then more!",
        "He lives in the U.S. ¦The end.",
        "He lives in the U.S. and works.",
        "“Go!” he said. ¦Fine.",
        "“Thank you!” Roe replied. ¦She left.",
        "v1.2 is out. ¦xAI wins.",
        "The model is GPT-4.1. ¦It beats o3-mini by 2.5 points.",
        "She joined at 5 a.m. on Friday. ¦He came at 6 P.M. ¦Mr. Roe left.",
        "At 5 a.m. Mr. Roe called.",
        "Shares of Acme Corp. rose. ¦Those of Roe & Co. fell.",
        "It is led by J. R. Roe and Ann B. Doe.",
        "That leaves you and I. ¦Did you know?",
        "See p. 5 and No. 7 of vol. 2.",
        "See fig. 3. ¦It shows this.",
        "The deal closed on Jan. 5. ¦It was worth $1.7bn.",
        "(It was late.) ¦They went home.",
        "He said: “It works.” ¦Then he left.",
        "It rose 5%. [3] ¦It fell later. [4] [5] ¦Then it rose.",
        "Wait... what was that?",
        "I never said that.... ¦She left.",
        "The words . . . were his.",
        "They stopped. ¦. . . Nobody knew why.",
        "Is this right? ¦No! ¦It is not.",
        "1. Buy shares 2. Sell shares 3. Rest",
        "1) Buy shares. ¦2) Sell shares.",
        "In January 20 people came. ¦They left.",
        "DeepSeek put it out on January 20. Within days it led.",
        "The best is Gemini 3. ¦With it the owner of Google leads.",
        "IDG Capital led the round. ¦ARCH Venture joined.",
        "Prices (from Jan 29) fell. ¦They rose.",
        "What is 5 + 5? ¦10.",
    ])
    func `Sentences end where readers end them`(_ marked: String) {
        var expected = marked
        // Two cases are written without their marks, since a mark would change what they show.
        if marked.hasPrefix("1. Buy") { expected = "1. Buy shares ¦2. Sell shares ¦3. Rest" }
        if marked.hasPrefix("DeepSeek") { expected = "DeepSeek put it out on January 20. ¦Within days it led." }
        #expect(sentences(of: marked.replacing("¦", with: "")) == expected.split(separator: "¦").map { trimmed($0) })
    }

    @Test(arguments: [
        ("- one\n- two\n- three", [Sentence.Kind.listItem, .listItem, .listItem]),
        ("A heading\n\nA sentence here.", [.heading, .prose]),
        ("# Results\n\nRevenue rose. It beat estimates.", [.heading, .prose, .prose]),
        ("**In bold**\n\nThe rest is plain, as it should be.", [.heading, .prose]),
        ("a line\nthat goes on here", [.heading]),
        ("It was a cold\nnight in the city.", [.prose]),
        ("names\nfirst contacts\nevents, dates", [.heading, .heading, .heading]),
        ("| a | b |\n| 1 | 2 |", [.heading, .heading]),
    ])
    func `Lines make headings, items and prose`(_ text: String, _ kinds: [Sentence.Kind]) {
        #expect(Document(text).sentences.map(\.kind) == kinds)
    }

    @Test func `A bullet stays with its item`() {
        let document = Document("- A context window of 200K tokens.\n- Capital letters.")
        #expect(document.sentences.map { document.text(of: $0.tokens.lowerBound) } == ["-", "-"])
        #expect(document.sentences.count == 2)
    }

    @Test func `Paragraphs are counted`() {
        let document = Document("One. Two.\n\nThree.\nFour.\n\nFive.")
        #expect(document.sentences.map(\.paragraph) == [0, 0, 1, 1, 2])
    }

    @Test func `A text without marks is cut so that no sentence grows without end`() {
        let document = Document(String(repeating: "word ", count: 2_000))
        #expect(document.sentences.allSatisfy { $0.tokens.count <= 240 })
        #expect(document.sentences.map(\.tokens.count).reduce(0, +) == document.tokens.count)
    }

    @Test(arguments: [
        "a", "7", "\"", "(", "[1 ", ". ", "🎉", "\u{202E}", "\0", "a'", "a-", "1,", "1:", "a@", "ab\n", "1. ", "• a ",
    ])
    func `Hostile text is cut without a fault`(_ piece: String) {
        let text = String(repeating: piece, count: 20_000)
        let document = Document(text)
        #expect(document.sentences.map(\.tokens.count).reduce(0, +) == document.tokens.count)
        #expect(document.sentences.allSatisfy { !$0.tokens.isEmpty })
    }

    private func sentences(of text: String) -> [String] {
        let document = Document(text)
        return document.sentences.map { document.text(of: $0.tokens) }
    }

    private func trimmed(_ text: Substring) -> String {
        var text = text
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
