import KnowledgeModel
import TextAnalysis

/// Words before a figure that make it an earlier one, and words after it.
private let earlier = WordSet(
    "previous previously prior earlier original originally initial initially formerly beforehand")
private let after = WordSet("previously earlier before beforehand originally initially formerly")
private let change = WordSet(
    """
    up down raise raised raising lift lifted lifting increase increased increasing hike hiked boost boosted cut cutting \
    lower lowered lowering trim trimmed slash slashed revise revised rise rose risen grow grew grown climb climbed jump \
    jumped fall fell fallen drop dropped widen widened narrow narrowed bump bumped move moved go went swell swelled \
    double doubled triple tripled nudge nudged
    """)
private let comparative = WordSet("higher lower larger smaller above below up down rather")
private let origins = WordSet("from than")
private let rangeWords = WordSet("a an the its range of about around between roughly nearly only just some")

/// Tells figures that an article recalls from those that it reports.
///
/// "Acme raised its forecast to $5 billion from $4 billion, having guided for $3 billion earlier": only the first figure
/// is what holds. The others are true claims about what was said before, and no answer to what holds now.
struct BackgroundFigures {
    let context: ArticleContext

    /// Whether the figure at these tokens, in a sentence, is told as what was before.
    func isBackground(_ figure: Range<Int>, in sentence: Range<Int>) -> Bool {
        let lead = figure.lowerBound - 1
        guard lead >= sentence.lowerBound else { return false }
        let before = max(sentence.lowerBound, figure.lowerBound - 12)..<figure.lowerBound
        // `from $4 billion`, `from a range of $4 billion`: where something changed from it.
        if let from = preposition(before: figure.lowerBound, in: sentence) {
            let cause = max(sentence.lowerBound, from - 14)..<from
            if context.key(from) == "from", cause.contains(where: { context.token($0, isIn: change) }) { return true }
            if context.key(from) == "than", context.token(from - 1, isIn: comparative) { return true }
        }
        // Commas and verbs of another clause end the reach of `previously`.
        var index = before.upperBound - 1
        while index >= before.lowerBound, index >= figure.lowerBound - 7 {
            let key = context.key(index)
            if key == "," || key == ";" || key == "(" { break }
            if context.token(index, isIn: earlier) { return true }
            if key == "had", index + 1 < figure.lowerBound, context.document.pennTag(index + 1) == .pastParticiple {
                return true
            }
            index -= 1
        }
        let next = figure.upperBound..<min(sentence.upperBound, figure.upperBound + 3)
        for index in next {
            if context.token(index, isIn: after) { return true }
            if context.key(index) == "," { break }
        }
        return false
    }

    /// The preposition whose figure this is, with no more than words of a range between: `from a range of`.
    private func preposition(before start: Int, in sentence: Range<Int>) -> Int? {
        var index = start - 1
        while index >= sentence.lowerBound, index >= start - 6 {
            if context.token(index, isIn: origins) { return index }
            guard context.token(index, isIn: rangeWords) else { return nil }
            index -= 1
        }
        return nil
    }
}

extension ClaimExplanation {
    /// Where the figure stands that the claim gives, if a rule found it.
    var figure: Range<Int>? { arguments.first { $0.column == "amount" && !$0.tokens.isEmpty }?.tokens }
}
