public import KnowledgeModel

/// A stretch of time that a text names, and where.
public struct TimeExpression: Hashable, Sendable {
    public enum Granularity: Int, Comparable, Sendable {
        case century, decade, year, half, season, quarter, month, week, day
        public static func < (left: Granularity, right: Granularity) -> Bool { left.rawValue < right.rawValue }
    }

    /// The part of the period that is meant: "early 2026", "the end of May".
    public enum Part: Hashable, Sendable {
        case start, middle, end
    }

    /// How the time meant lies to the period named: "before 2020", "since May".
    public enum Relation: Hashable, Sendable {
        /// Earlier than the period.
        case before
        /// Later than the period.
        case after
        /// From the period's beginning on.
        case since
        /// Up to the period's end.
        case until
    }

    /// `nil` where the words give no date for a claim, such as "this week" or "in three weeks".
    public var period: Period?
    public var granularity: Granularity
    /// Token indices, half-open.
    public var tokens: Range<Int>
    /// The tokens with words of part and relation: "since the end of May".
    public var span: Range<Int>
    /// The days meant, also where `period` is `nil`; narrowed to the part.
    ///
    /// Without a reference date, relative words have none; a company's fiscal label never has.
    public var interval: DayInterval?
    public var part: Part?
    public var relation: Relation?
    /// Whether the year is none of the words but taken from the reference date.
    public var isYearInferred: Bool
    /// Whether the words compare with a period named elsewhere: "a year earlier".
    public var isComparison: Bool

    init(
        _ period: Period?,
        _ granularity: Granularity,
        _ tokens: Range<Int>,
        interval: DayInterval? = nil,
        isComparison: Bool = false,
        isYearInferred: Bool = false
    ) {
        self.period = period
        self.granularity = granularity
        self.tokens = tokens
        span = tokens
        if let interval {
            self.interval = interval
        } else if let start = period?.start, let end = period?.end {
            self.interval = DayInterval(start: start, end: end)
        }
        self.isComparison = isComparison
        self.isYearInferred = isYearInferred
    }
}

/// Days from the first to the last, both included; `nil` on a side that is open.
public struct DayInterval: Hashable, Sendable {
    public var start: CalendarDate?
    public var end: CalendarDate?

    public init(start: CalendarDate?, end: CalendarDate?) {
        self.start = start
        self.end = end
    }
}

/// How long something lasts: "three weeks", "18 to 24 months".
public struct TimeSpan: Hashable, Sendable {
    public enum Unit: Int, Hashable, Sendable {
        case second, minute, hour, day, businessDay, week, weekend, fortnight, month, quarter, year, decade, century
    }

    /// A number of one unit.
    public struct Component: Hashable, Sendable {
        /// `nil` when only an upper bound is stated.
        public var low: Double?
        /// `nil` when only a lower bound is stated.
        public var high: Double?
        public let unit: Unit
    }

    /// From the largest unit to the smallest as written: one year, two months. Never empty.
    public var components: [Component]
    /// Whether the words hedge it, or give no number: "several weeks".
    public var isApproximate: Bool
    /// Token indices, half-open.
    public var tokens: Range<Int>
    /// The tokens with words of bounds: "more than three weeks".
    public var span: Range<Int>
}

/// A time of day, without a date.
public struct ClockTime: Hashable, Sendable {
    /// 0...23
    public let hour: Int
    /// 0...59
    public let minute: Int
    /// Token indices, half-open.
    public let tokens: Range<Int>
}

/// All that a text says about time; spans of tokens never overlap.
public struct TimeReading: Sendable {
    public var expressions: [TimeExpression] = []
    public var spans: [TimeSpan] = []
    public var clockTimes: [ClockTime] = []
}

/// Finds dates, quarters, fiscal periods, seasons, relative expressions, durations and times of day.
public enum TimeRecognizer {
    /// All time expressions of a document in order; they never overlap.
    ///
    /// - Parameter reference: The day of publication, which gives relative words their meaning; without it they have
    ///   no period.
    /// - Complexity: Linear in the number of tokens.
    public static func expressions(in document: Document, reference: CalendarDate?) -> [TimeExpression] {
        reading(of: document, reference: reference).expressions
    }

    /// All time expressions, durations and times of day of a document, each in order.
    public static func reading(of document: Document, reference: CalendarDate?) -> TimeReading {
        var reading = TimeReading()
        for sentence in document.sentences {
            var parser = TimeParser(
                window: TokenWindow(document: document, bounds: sentence.tokens), reference: reference)
            parser.lastDay = reading.expressions.last { $0.granularity == .day && $0.period != nil }?.period?.start
            var index = sentence.tokens.lowerBound
            var previousEnd = index
            while index < sentence.tokens.upperBound {
                if let clock = parser.clockTime(at: index) {
                    reading.clockTimes.append(clock)
                    index = clock.tokens.upperBound
                } else if var expression = parser.parse(at: index) {
                    parser.addPart(to: &expression, stop: previousEnd)
                    parser.addRelation(to: &expression, stop: previousEnd)
                    reading.expressions.append(expression)
                    index = expression.span.upperBound
                } else if let span = parser.duration(at: index, stop: previousEnd) {
                    reading.spans.append(span)
                    index = span.span.upperBound
                } else {
                    index += 1
                    continue
                }
                previousEnd = index
            }
        }
        return reading
    }
}
