import Testing

@testable import Evaluation

@Suite struct ComparisonTests {
    /// Expected values are those of Python's `difflib.SequenceMatcher(None, left, right).ratio()`.
    @Test(arguments: [
        ("", "", 1.0), ("abc", "", 0), ("abcd", "bcde", 0.75), ("tide", "diet", 0.25), ("diet", "tide", 0.5),
        ("private thread", "private volatile thread", 0.756_756_756_756_756_7),
        ("qabxcd", "abycdf", 0.666_666_666_666_666_6),
    ])
    func `Similarity is the ratio of Ratcliff and Obershelp`(_ left: String, _ right: String, _ ratio: Double) {
        #expect(abs(SequenceSimilarity.ratio(left, right) - ratio) < 1e-12)
    }

    @Test func `Frequent letters of a long text start no run, as in difflib`() {
        let text =
            "The company said that demand for its newest chips has been far stronger than it had expected when the year "
            + "began, and that it now plans to build two more plants before the end of the decade, one in Ohio and one in "
            + "Texas."
        #expect(text.count == 220)
        let changed = text.replacing("far stronger", with: "much stronger")
            .replacing("two more plants", with: "two further plants")
        #expect(abs(SequenceSimilarity.ratio(changed, text) - 0.292_792_792_792_792_7) < 1e-12)
        let (left, right) = (String(changed.prefix(150)), String(text.prefix(150)))
        #expect(abs(SequenceSimilarity.ratio(left, right) - 0.973_333_333_333_333_3) < 1e-12)
    }

    @Test(arguments: [
        ("The New York Times Company", "new york times"), ("Acme Inc.", "acme"), ("Inc.", "inc"), ("Meta’s", "meta"),
        ("GPT-5.4", "gpt 5.4"), ("C++", "c++"), ("Llama (70B)", "llama"), ("a (b\nc) d", "a b c d"),
        ("Straße ẞ", "strasse ss"),
        ("½ Ångström", "1 2 ångström"), ("İı", "i ı"), ("...", ""), ("A. B. Technologies Group", "a b"),
    ])
    func `Names are compared without what only spelling tells apart`(_ name: String, _ form: String) {
        #expect(ComparableText.normalized(name) == form)
    }

    @Test(arguments: [
        ("CEO", "chief executive officer", true), ("head of the lab", "lab head", true),
        ("VP, engineering", "vice president", true),
        ("president", "vice president", true), ("chair", "CEO", false), ("the", "the", false),
        ("data center", "data", true),
    ])
    func `Titles and phrases resemble each other when half of the shorter one is shared`(
        _ left: String, _ right: String, _ resemble: Bool
    ) {
        #expect(ComparableText.resemble(left, right) == resemble)
        #expect(ComparableText.resemble(right, left) == resemble)
    }
}
