import KnowledgeModel
import TextAnalysis

extension ArticleContext {
    /// The period named nearest to some tokens in a range, if one is named.
    ///
    /// Comparisons ("a year earlier") name the period of another figure and are passed over.
    func nearestPeriod(to tokens: Range<Int>, in range: Range<Int>) -> Period? {
        nearestTime(to: tokens, in: range)?.period
    }

    func nearestTime(to tokens: Range<Int>, in range: Range<Int>) -> TimeExpression? {
        times(in: range).filter {
            $0.period != nil && !$0.isComparison
                && !isCompared($0)
                && !(token($0.tokens.lowerBound - 1, isIn: ["quarter", "period", "month"])
                    && key($0.tokens.lowerBound - 2) == "same")
                && !(key($0.tokens.upperBound) == "'s" && $0.tokens.upperBound < tokens.lowerBound - 1)
                && !(key($0.tokens.upperBound) == "'s" && $0.tokens.lowerBound > tokens.lowerBound)
        }.min {
            distance($0.tokens, tokens) < distance($1.tokens, tokens)
        }
    }

    private func distance(_ first: Range<Int>, _ second: Range<Int>) -> Int {
        first.lowerBound >= second.upperBound
            ? first.lowerBound - second.upperBound : second.lowerBound - first.upperBound
    }

    /// The quarter or year that the first sentences set for the figures after them.
    ///
    /// - Parameter isAhead: Whether figures of the future are meant. What a company says of a quarter to come sets no
    ///   period for what it has earned.
    func leadPeriod(isAhead: Bool) -> Period? {
        for sentence in document.sentences.prefix(4) {
            for time in times(in: sentence.tokens) where time.granularity == .quarter && !time.isComparison {
                guard let period = time.period else { continue }
                let clause = clause(around: time.tokens.lowerBound)
                let isOutlook = clause.contains { token($0, isIn: outlookWords) }
                let isOver = period.end.flatMap { end in publishedOn.map { end <= $0 } } ?? !isOutlook
                if isAhead ? !isOver : isOver && !(isOutlook && period.end == nil) { return period }
            }
        }
        return nil
    }

    /// Whether a time is what something else is compared with: `better than in the same quarter of 2024`.
    func isCompared(_ time: TimeExpression) -> Bool {
        var index = time.tokens.lowerBound - 1
        for _ in 0..<6 {
            if token(index, isIn: ["than", "same", "versus", "vs", "vs.", "against"]) { return true }
            if index < 0 || token(index, isIn: [",", ";", "(", "to", "rose", "fell", "was"]) { return false }
            index -= 1
        }
        return false
    }
}

private let outlookWords = WordSet(
    "sees see expects expect forecasts forecast guides guided guidance outlook targets anticipates will projects predicts"
)

extension Period {
    /// The quarter after a quarter, of the same calendar.
    var quarterAfter: Period? {
        guard let year = Int(text.prefix(4)), text.count == 7, text.dropFirst(4).hasPrefix("-Q"),
            let quarter = text.last.flatMap({ Int(String($0)) })
        else { return nil }
        return .quarter(quarter % 4 + 1, of: quarter == 4 ? year + 1 : year, isFiscal: start == nil)
    }

    /// The same period of the year before.
    var yearBefore: Period? {
        guard let year = Int(text.prefix(4)), !text.contains("/") else { return nil }
        return Period("\(year - 1)\(text.dropFirst(4))", isFiscal: start == nil)
    }
}
