import KnowledgeModel
import TextAnalysis

/// One rule of the extraction: what sets it off, where its arguments stand, and how they fill the columns of a view.
///
/// The text form and its meaning are documented in `docs/rules.md`.
struct Rule: Sendable {
    /// Unique among the rules in force: `funding.raise`.
    let name: String
    let kind: ClaimKind
    var triggers: [Trigger] = []
    var arguments: [ArgumentRule] = []
    var columns: [ColumnRule] = []
    var conditions: [Condition] = []
    var examples: [Example] = []
    /// Where the rule stands.
    let origin: Origin

    struct Origin: Hashable, Sendable {
        let file: String
        /// 1-based
        let line: Int
    }

    /// What sets a rule off.
    enum Trigger: Sendable {
        /// A run of words in any form; the class is that of the first, whose forms are `first`.
        case words(first: [WordKey], [WordSet], WordClass)
        case entity(EntityKind)
        case quantity(QuantityType)
    }

    enum WordClass: String, CaseIterable, Sendable {
        case verb, noun, adjective, word
    }

    enum QuantityType: String, CaseIterable, Sendable {
        case money, percent, number
    }

    /// An argument by the name of the column that it fills, and where to look for it, in order of preference.
    struct ArgumentRule: Sendable {
        let name: ArgumentName
        let isOptional: Bool
        /// Whether each member of a list gives a claim of its own.
        let isEach: Bool
        /// Whether a list of the same length as the one before it is taken member by member.
        var isPaired = false
        /// Whether it is left out where a list gives several claims: what several gave together is nobody's own.
        var isSole = false
        let alternatives: [Alternative]
    }

    enum ArgumentName: Hashable, Sendable {
        case column(ClaimField.Name)
        /// Fills `low`, `high`, `approximate` and, where the view has it, `currency`.
        case amount
        /// For conditions only.
        case auxiliary(String)
    }

    struct Alternative: Sendable {
        let path: [Step]
        let type: ArgumentType
        /// Whether the text must name the argument, and not only refer to it.
        let isNamed: Bool
        /// The lemmas of which one must head the argument, or be the noun that a number counts.
        let heads: WordSet?
    }

    enum ArgumentType: Sendable {
        case entity([EntityKind])
        case quantity(QuantityType)
        case time
        /// The noun phrase itself, as text.
        case words
    }

    /// One step over the tree or the text, from the tokens reached so far.
    struct Step: Sendable {
        let move: Move
        /// The lemmas of which a reached token must be one.
        let lemmas: WordSet?
    }

    enum Move: Sendable {
        case own, head, clause
        /// With `ownSubject` the token must be the predicate itself; `subject` takes the one of its clause.
        case subject, ownSubject, agent, patient, object
        case owner, possessor, apposition, modifier, complement
        case prepositional(WordSet)
        /// A token right before or after.
        case next, previous
        /// All tokens of a stretch of the sentence, nearest first.
        case before(Int), after(Int)
        /// The tokens right after the one reached.
        case following(Int)
        case inClause, inSentence, inParagraph, inArticle
        /// The figures that a noun such as "revenue" is told with.
        case figures, percents
        /// What the article is about.
        case focus
        /// The young company that an article on money for it is about.
        case recipient
        /// The token itself if nothing before it says whose it is.
        case bare
        /// What is coordinated with a token.
        case coordinate
    }

    /// How a column is filled that is no argument.
    struct ColumnRule: Sendable {
        let column: ClaimField.Name
        let value: ColumnValue
    }

    enum ColumnValue: Sendable {
        case word(String)
        case reader(ColumnReader)
    }

    struct Condition: Sendable {
        let isRequired: Bool
        /// One of these is enough.
        let tests: [Test]

        enum Test: Sendable {
            case assertion(Assertion)
            case path([Step])
            /// An argument that was found, with one of some lemmas at its head.
            case argument(ArgumentName)
        }
    }

    /// A sentence that the rule must or must not match; the tests run it.
    struct Example: Sendable {
        let text: String
        /// Column and value, as text; `nil` where no claim may come out.
        let expected: [(column: String, value: String)]?
        let line: Int
    }
}

extension Rule {
    /// Whether its trigger is a noun that figures are told of.
    var takesFigures: Bool {
        arguments.contains { argument in
            argument.alternatives.contains { alternative in
                alternative.path.contains {
                    switch $0.move {
                    case .figures, .percents: true
                    default: false
                    }
                }
            }
        }
    }

    /// Whether it fills a view with earnings per share, which are small sums.
    var isPerShare: Bool {
        columns.contains {
            if case .word(let word) = $0.value { $0.column == .metric && word.hasPrefix("eps") } else { false }
        }
    }
}

/// The ways to fill a column from the words round a claim: `@period` in a rule.
enum ColumnReader: String, CaseIterable, Sendable {
    case period
    case pastPeriod = "past-period"
    case figurePeriod = "figure-period"
    case dealStatus = "deal-status"
    case acquisitionStatus = "acquisition-status"
    case releaseStatus = "release-status"
    case roleStatus = "role-status"
    case headOf = "head-of"
    case basis
    case change, growth
    case segment
    case session
    case series
    case unit
    case usageMetric = "usage-metric"
    case scale
}

/// What is wrong with a file of rules, and where.
public struct RuleError: Error, Equatable, Sendable, CustomStringConvertible {
    public let file: String
    /// 1-based
    public let line: Int
    public let cause: String

    public var description: String { "\(file):\(line): \(cause)" }
}
