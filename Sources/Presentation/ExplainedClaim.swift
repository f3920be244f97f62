public import Extraction
public import KnowledgeModel
import KnowledgeStore
public import SQLite
public import TextAnalysis

/// A claim as a base holds it.
public struct StoredClaim: Sendable {
    public let id: String
    public let kind: ClaimKind
    /// The view's own columns, in its order.
    public let columns: [String]
    public let values: [Value]
    public let evidence: EvidenceSpan
    public let confidence: Double
    public let extractor: String
    public let article: Article
    /// What a person decided about the claim, in one line.
    public let judgement: String?

    public init(
        id: String, kind: ClaimKind, columns: [String], values: [Value], evidence: EvidenceSpan, confidence: Double,
        extractor: String, article: Article, judgement: String? = nil
    ) {
        self.id = id
        self.kind = kind
        self.columns = columns
        self.values = values
        self.evidence = evidence
        self.confidence = confidence
        self.extractor = extractor
        self.article = article
        self.judgement = judgement
    }
}

/// A stored claim beside how its article is read now: what filled each column, by which rule, and how sure it is.
public struct ExplainedClaim: Sendable {
    /// A column that is filled.
    public struct Column: Sendable {
        public let name: String
        public let value: Value
        public let filling: Filling
        /// Where the words stand that fill it, as token indices; `nil` where no words do.
        public let tokens: Range<Int>?
    }

    /// How a column was filled.
    public enum Filling: Hashable, Sendable {
        /// An entity by a name, a description or a pronoun of the text, or implied by the article.
        case entity(ClaimExplanation.Argument.Source)
        /// The words themselves: an amount, a time, a phrase.
        case words
        /// The same in each claim of the rule.
        case rule
        /// A reader of the words round the claim, such as `@period`.
        case reader(String)
        /// Worked out from the sentence by the program, not by a rule of the data files.
        case program
    }

    public let stored: StoredClaim
    public let document: Document
    /// `nil` if the article is read otherwise now.
    public let found: Found?
    /// The claims of the same view that the words give now; empty where the stored one is found.
    public let others: [Claim]

    /// The claim, found again.
    public struct Found: Sendable {
        public let explanation: ClaimExplanation
        public let rule: RuleDescription?
        public let columns: [Column]
        /// Columns of the view that hold nothing.
        public let empty: [String]
        /// What the confidence is made of, the weightiest first; weights are those of a logistic model.
        public let contributions: [(feature: String, weight: Double)]
    }

    /// - Parameters:
    ///   - reading: The stored article, read anew.
    ///   - rules: Those that it was read with.
    public init(
        _ stored: StoredClaim, in reading: ExplainedReading, rules: RuleSet, calibration: Calibration = .embedded
    ) {
        self.stored = stored
        document = reading.document
        let explanation = reading.explanations.first {
            $0.claim.kind == stored.kind && $0.claim.id(in: stored.article) == stored.id
        }
        found = explanation.map { Found($0, reading, stored.article, rules, calibration) }
        others =
            found != nil
            ? []
            : reading.reading.claims.filter {
                $0.kind == stored.kind && $0.evidence.start < stored.evidence.end
                    && $0.evidence.end > stored.evidence.start
            }
    }

    /// The sentences that state the claim, as indices into those of the document.
    public var sentences: [Int] {
        guard let evidence = found?.explanation.evidence else { return [] }
        return document.sentences.indices.filter { document.sentences[$0].tokens.overlaps(evidence) }
    }

    /// The sentences with what sets the rule off and what fills the columns in brackets: `[company: Acme] [trigger: raised]`.
    public var markedText: String {
        guard let found else { return TextTable.oneLine(stored.evidence.quote) }
        var labels: [Range<Int>: [String]] = [:]
        if let trigger = found.explanation.trigger { labels[trigger, default: []].append("trigger") }
        for column in found.columns {
            guard let tokens = column.tokens, !tokens.isEmpty else { continue }
            let label = column.isAmount ? "amount" : column.name
            if labels[tokens]?.contains(label) != true { labels[tokens, default: []].append(label) }
        }
        // Where two marks cross, brackets could not tell which ends; the later one is left out.
        var marks: [(tokens: Range<Int>, label: String)] = []
        for (tokens, names) in labels.sorted(by: {
            ($0.key.lowerBound, $1.key.count) < ($1.key.lowerBound, $0.key.count)
        }) where !marks.contains(where: { $0.tokens.crosses(tokens) }) {
            marks.append((tokens, names.joined(separator: ", ")))
        }
        return sentences.map { sentence in
            var line = ""
            let tokens = document.sentences[sentence].tokens
            for token in tokens {
                for mark in marks where mark.tokens.lowerBound == token { line += "[\(mark.label): " }
                line += document.text(of: token)
                for mark in marks where mark.tokens.upperBound == token + 1 { line += "]" }
                if token + 1 < tokens.upperBound { line += document.space(after: token) }
            }
            return TextTable.oneLine(line)
        }.joined(separator: "\n")
    }

    /// A stored value, found in the words.
    func words(of column: Column) -> String? {
        column.tokens.flatMap { $0.isEmpty ? nil : TextTable.oneLine(document.text(of: $0)) }
    }

    /// Whether a column's words stand outside the sentences that state the claim.
    func isElsewhere(_ column: Column) -> Bool {
        guard let tokens = column.tokens, let evidence = found?.explanation.evidence else { return false }
        return !tokens.isEmpty && !tokens.overlaps(evidence)
    }
}

extension ExplainedClaim.Column {
    fileprivate static let amounts = ["low", "high", "currency", "approximate"]

    /// Whether it is one of those that an amount fills together.
    fileprivate var isAmount: Bool { filling == .words && Self.amounts.contains(name) }
}

extension ExplainedClaim.Found {
    fileprivate init(
        _ explanation: ClaimExplanation, _ reading: ExplainedReading, _ article: Article, _ rules: RuleSet,
        _ calibration: Calibration
    ) {
        self.explanation = explanation
        let claim = explanation.claim
        rule = rules.description(ofRule: claim.extractor)
        let row = ClaimRow(claim)
        let values = Dictionary(zip(row.columns, row.values), uniquingKeysWith: { first, _ in first })
        let finder = WordFinder(explanation, reading, article)
        var columns: [ExplainedClaim.Column] = []
        var empty: [String] = []
        for field in claim.kind.fields {
            let name = field.name.rawValue
            guard let value = claim[field.name] else {
                empty.append(name)
                continue
            }
            if value == .flag(false) { continue }
            let (filling, tokens) = Self.filling(of: field.name, value, explanation, rule, finder)
            columns.append(
                ExplainedClaim.Column(name: name, value: values[name] ?? .null, filling: filling, tokens: tokens))
        }
        self.columns = columns
        self.empty = empty
        contributions = calibration.contributions(of: explanation.features).enumerated().sorted {
            (abs($1.element.weight), $0.offset) < (abs($0.element.weight), $1.offset)
        }.map(\.element)
    }

    private static func filling(
        of name: ClaimField.Name, _ value: ClaimValue, _ explanation: ClaimExplanation, _ rule: RuleDescription?,
        _ finder: WordFinder
    ) -> (ExplainedClaim.Filling, Range<Int>?) {
        var isEntity = false
        if case .entity = value { isEntity = true }
        let isAmount = ExplainedClaim.Column.amounts.contains(name.rawValue)
        let argument =
            explanation.arguments.first { $0.column == name.rawValue }
            ?? (isAmount ? explanation.arguments.first { $0.column == "amount" } : nil)
        if let argument {
            return (isEntity ? .entity(argument.source) : .words, argument.tokens.isEmpty ? nil : argument.tokens)
        }
        switch rule?.fillings[name] {
        case .word: return (.rule, nil)
        case .reader(let reader): return (.reader(reader), finder.words(for: value))
        case .argument, nil: break
        }
        let tokens = finder.words(for: value)
        if isEntity { return (.entity(tokens == nil ? explanation.leastSureSource : .name), tokens) }
        return (tokens == nil ? .program : .words, tokens)
    }
}

extension ClaimExplanation {
    /// How the argument was found that is least sure, where no name stands in the sentence.
    fileprivate var leastSureSource: Argument.Source {
        for feature in features where feature.hasPrefix("found:") {
            if let source = Argument.Source(rawValue: String(feature.dropFirst(6))), source != .name { return source }
        }
        return .implied
    }
}

/// Finds the words of a claim's sentence that say a value, where the extraction does not tell them.
private struct WordFinder {
    private let evidence: Range<Int>
    private let document: Document
    private let mentions: [Mention]
    private let reference: CalendarDate?

    init(_ explanation: ClaimExplanation, _ reading: ExplainedReading, _ article: Article) {
        evidence = explanation.evidence
        document = reading.document
        reference = article.publishedOn
        let span = explanation.claim.evidence
        mentions = reading.reading.mentions.filter { $0.span.start >= span.start && $0.span.end <= span.end }
    }

    func words(for value: ClaimValue) -> Range<Int>? {
        switch value {
        case .flag: return nil
        case .entity(let entity):
            return mentions.first { $0.entity == entity }.flatMap { tokens(of: $0.span) }
        case .number(let number):
            return QuantityRecognizer.quantities(in: document).first {
                $0.core.lowerBound >= evidence.lowerBound && $0.core.upperBound <= evidence.upperBound
                    && ($0.amount.low == number || $0.amount.high == number)
            }?.core
        case .period(let period):
            return TimeRecognizer.reading(of: document, reference: reference).expressions.first {
                $0.tokens.lowerBound >= evidence.lowerBound && $0.tokens.upperBound <= evidence.upperBound
                    && $0.period == period
            }?.tokens
        case .text(let text):
            for start in evidence {
                var end = start + 1
                while end < evidence.upperBound, document.text(of: start..<end).utf8.count < text.utf8.count {
                    end += 1
                }
                if document.text(of: start..<end) == text { return start..<end }
            }
            return nil
        }
    }

    private func tokens(of span: EvidenceSpan) -> Range<Int>? {
        let inside = evidence.filter { token in
            let scalars = document.scalarRange(of: token..<(token + 1))
            return scalars.lowerBound >= span.start && scalars.upperBound <= span.end
        }
        guard let first = inside.first, let last = inside.last else { return nil }
        return first..<(last + 1)
    }
}

extension Document {
    /// What stands between a token and the next one.
    fileprivate func space(after token: Int) -> String {
        let both = text(of: token..<(token + 2)).utf8
        let inner = both.dropFirst(text(of: token).utf8.count).dropLast(text(of: token + 1).utf8.count)
        return String(decoding: Array(inner), as: UTF8.self)
    }
}

extension Range<Int> {
    /// Whether each of two ranges holds a part of the other only.
    fileprivate func crosses(_ other: Range<Int>) -> Bool {
        overlaps(other) && !contains(other) && !other.contains(self)
    }
}
