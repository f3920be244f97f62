public import KnowledgeModel

/// A stretch of time that a text names, and where.
public struct TimeExpression: Hashable, Sendable {
    public enum Granularity: Int, Comparable, Sendable {
        case year, half, season, quarter, month, week, day
        public static func < (left: Granularity, right: Granularity) -> Bool { left.rawValue < right.rawValue }
    }

    /// `nil` where the words give no date, such as "this week".
    public let period: Period?
    public let granularity: Granularity
    /// Token indices, half-open.
    public let tokens: Range<Int>
    /// Whether the year is none of the words but taken from the reference date.
    public let isYearInferred: Bool
    /// Whether the words compare with a period named elsewhere: "a year earlier".
    public let isComparison: Bool

    init(
        _ period: Period?,
        _ granularity: Granularity,
        _ tokens: Range<Int>,
        isComparison: Bool = false,
        isYearInferred: Bool = false
    ) {
        self.period = period
        self.granularity = granularity
        self.tokens = tokens
        self.isComparison = isComparison
        self.isYearInferred = isYearInferred
    }
}

/// Finds dates, quarters, fiscal periods, seasons and relative expressions.
public enum TimeRecognizer {
    /// All time expressions of a document in order; they never overlap.
    ///
    /// - Parameter reference: The day of publication, which gives relative words their meaning; without it they have
    ///   no period.
    /// - Complexity: Linear in the number of tokens.
    public static func expressions(in document: Document, reference: CalendarDate?) -> [TimeExpression] {
        var found: [TimeExpression] = []
        for sentence in document.sentences {
            var parser = TimeParser(document: document, bounds: sentence.tokens, reference: reference)
            parser.lastDay = found.last { $0.granularity == .day && $0.period != nil }?.period?.start
            var index = sentence.tokens.lowerBound
            while index < sentence.tokens.upperBound {
                if let expression = parser.parse(at: index) {
                    found.append(expression)
                    index = expression.tokens.upperBound
                } else {
                    index += 1
                }
            }
        }
        return found
    }
}
