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
                && !token($0.tokens.lowerBound - 1, isIn: ["than", "versus", "vs", "vs."])
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
    var leadPeriod: Period? {
        guard let last = document.sentences.prefix(4).last else { return nil }
        return times(in: 0..<last.tokens.upperBound).first { $0.granularity == .quarter && $0.period != nil }?.period
    }
}

extension Period {
    /// The same period of the year before.
    var yearBefore: Period? {
        guard let year = Int(text.prefix(4)), !text.contains("/") else { return nil }
        return Period("\(year - 1)\(text.dropFirst(4))", isFiscal: start == nil)
    }
}
