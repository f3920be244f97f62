/// What a claim answers, and how its answer may relate to others.
///
/// Claims with one question and one answer corroborate each other; with one question and different answers they replace
/// or contradict each other, as ``ClaimQuestion/Change-swift.enum`` says. A kind whose facts stand side by side (deals,
/// quotations) has its whole content in the question, so that nothing replaces it.
public struct ClaimQuestion: Hashable, Sendable {
    /// How the answers to a question may follow each other.
    public enum Change: Hashable, Sendable {
        /// The answer changes with time, and each value has its time: told again after another, it is background.
        case replaces
        /// The answer goes up and down, as a market value does: what was told last holds.
        case fluctuates
        /// The answer does not change: a past quarter's revenue, the day of a founding.
        case isFixed
        /// Every answer is a fact beside the others.
        case accumulates
    }

    /// A readable key such as `capex_figures|company:meta|2026|guidance`.
    public let question: String
    /// A readable key such as `125000000000.0..145000000000.0|usd`; numbers keep three significant digits.
    public let answer: String
    public let change: Change
    /// Whether claims that differ are opinions, none of which makes another one wrong.
    public let isOpinion: Bool
    /// The day that the answer is for: that of publication, or the end of a period before it.
    public let asOf: CalendarDate?
}

extension Claim {
    /// What this claim answers.
    ///
    /// - Parameters:
    ///   - publishedOn: The day of its article.
    ///   - identifiers: What each entity field counts as; where one is missing the reference's own identifier is taken.
    public func question(
        publishedOn: CalendarDate?, identifiers: [ClaimField.Name: String] = [:]
    ) -> ClaimQuestion {
        let form = questionForm
        func word(of name: ClaimField.Name) -> String {
            switch self[name] {
            case nil: ""
            case .entity(let reference): identifiers[name] ?? reference.id
            case .number(let number): Self.rounded(number)
            case .text(let text): name == .title ? Self.foldedTitle(text) : text.lowercased()
            case .flag(let flag): flag ? "1" : "0"
            case .period(let period): period.text
            }
        }
        func key(_ names: [ClaimField.Name]) -> String {
            var parts: [String] = []
            if names.contains(.low) { parts.append(range) }
            for name in names where name != .low && name != .high {
                parts.append(word(of: name))
            }
            return parts.joined(separator: "|")
        }
        var identity = [kind.rawValue] + form.identity.map { word(of: $0) }
        if kind == .partnerships {
            // The order of the pair says nothing.
            identity = [kind.rawValue] + [word(of: .company), word(of: .partner)].sorted()
        }
        var answer = key(form.answer)
        if let facet = form.facet { identity.append(facet) }
        if kind == .roles { answer += isOver ? "|over" : text(.status) == "joined" ? "|joined" : "|held" }
        if form.change == .accumulates { identity.append(answer) }
        return ClaimQuestion(
            question: identity.joined(separator: "|"), answer: answer, change: form.change,
            isOpinion: word(of: .basis) == "estimate", asOf: asOf(publishedOn, form))
    }

    private struct QuestionForm {
        var identity: [ClaimField.Name]
        var answer: [ClaimField.Name]
        var change: ClaimQuestion.Change
        /// Tells questions apart that their fields do not.
        var facet: String?
        /// Whether the period dates the answer instead of being part of the question.
        var isDatedByPeriod = false
    }

    /// What each kind asks, declared once; `docs/time.md` shows it as a table.
    private var questionForm: QuestionForm {
        func form(
            _ identity: [ClaimField.Name], _ answer: [ClaimField.Name], _ change: ClaimQuestion.Change,
            facet: String? = nil, isDatedByPeriod: Bool = false
        ) -> QuestionForm {
            QuestionForm(
                identity: identity, answer: answer, change: change, facet: facet, isDatedByPeriod: isDatedByPeriod)
        }
        /// All fields are the fact.
        func fact() -> QuestionForm {
            form([], kind.fields.map(\.name).filter { $0 != .approximate }, .accumulates)
        }
        let hasPeriod = self[.period] != nil
        switch kind {
        case .capexFigures:
            guard hasPeriod else { return fact() }
            return form(
                [.company, .period, .basis], [.low, .currency], text(.basis) == "actual" ? .isFixed : .replaces)
        case .financialFigures:
            if text(.metric) == "debt_raised" { return fact() }
            let hasAmount = number(.low) != nil || number(.high) != nil
            let isPast = hasPeriod && (text(.basis) ?? "actual") == "actual"
            return form(
                [.company, .metric, .segment, .period, .basis], hasAmount ? [.low, .currency] : [.changePercent],
                isPast ? .isFixed : .replaces, facet: hasAmount ? "amount" : "change")
        case .stockMoves:
            guard hasPeriod else { return fact() }
            return form([.company, .period, .session], [.direction, .low], .isFixed)
        case .valuations:
            return form(
                [.company, .basis], [.low, .currency], text(.basis) == "market_cap" ? .fluctuates : .replaces,
                isDatedByPeriod: true)
        case .fundingRounds:
            guard text(.series) != nil else { return fact() }
            return form([.company, .series], [.low, .currency, .status], .replaces, isDatedByPeriod: true)
        case .acquisitions:
            return form([.acquirer, .target], [.low, .currency, .status], .replaces, isDatedByPeriod: true)
        case .modelReleases:
            return form([.model], [.status], .replaces, isDatedByPeriod: true)
        case .modelAccess:
            return form(text(.scope) == "model" ? [.model] : [.company, .scope], [.access], .replaces)
        case .benchmarkScores:
            return form([.model, .benchmark, .unit], [.score], .isFixed)
        case .modelSpecs:
            switch text(.property) {
            case "parameters", "active_parameters": return fact()
            case "knowledge_cutoff": return form([.model, .property], [.unit], .isFixed)
            case "training_cost", "training_tokens": return form([.model, .property], [.value], .isFixed)
            default: return form([.model, .property], [.value], .replaces)
            }
        case .roles:
            return form([.person, .company], [.title], .replaces, isDatedByPeriod: text(.status) != "current")
        case .usageFigures:
            return form([.subject, .metric], [.low], .replaces, isDatedByPeriod: true)
        case .headcounts:
            if text(.measure) == "employees" {
                return form([.company, .measure, .unit], [.low], .replaces, isDatedByPeriod: true)
            }
            guard hasPeriod else { return fact() }
            return form([.company, .measure, .unit, .period], [.low], .replaces)
        case .foundings:
            return form([.company], [.period], .isFixed)
        case .relations where text(.predicate) == "part_of":
            return form([.subject, .predicate], [.object], .replaces)
        case .partnerships:
            return form([.company, .partner], [.low, .currency, .subject, .period], .accumulates)
        case .investments, .capabilities, .quotations, .relations:
            return fact()
        }
    }

    private func asOf(_ publishedOn: CalendarDate?, _ form: QuestionForm) -> CalendarDate? {
        guard form.isDatedByPeriod, case .period(let period) = self[.period], let end = period.end else {
            return publishedOn
        }
        guard let publishedOn else { return end }
        return min(end, publishedOn)
    }

    /// Whether a role is told as ended.
    private var isOver: Bool { text(.status) == "left" || text(.status) == "former" }

    /// Low and high in one word: `57.0`, `115000000000.0..135000000000.0`, `1000000000.0..`, `..3.0`.
    private var range: String {
        switch (number(.low), number(.high)) {
        case (nil, nil): ""
        case (let low?, nil): Self.rounded(low) + ".."
        case (nil, let high?): ".." + Self.rounded(high)
        case (let low?, let high?):
            low == high ? Self.rounded(low) : Self.rounded(low) + ".." + Self.rounded(high)
        }
    }

    /// Three significant digits, as in `125000000000.0`: what two outlets round differently is one answer.
    static func rounded(_ number: Double) -> String {
        guard number != 0, number.isFinite else { return "0.0" }
        var exponent = 0
        var mantissa = number.magnitude
        while mantissa >= 1000 {
            mantissa /= 10
            exponent += 1
        }
        while mantissa < 100 {
            mantissa *= 10
            exponent -= 1
        }
        // Read back from its digits, the value has the shortest form.
        let digits = "\(number < 0 ? "-" : "")\(Int(mantissa.rounded()))e\(exponent)"
        return "\(Double(digits) ?? number)"
    }

    /// One spelling for the titles that stand for one office.
    static func foldedTitle(_ title: String) -> String {
        let lower = title.lowercased()
        return offices[lower] ?? lower
    }

    private static let offices = [
        "ceo": "chief executive officer", "chief executive": "chief executive officer",
        "cfo": "chief financial officer", "finance chief": "chief financial officer",
        "cto": "chief technology officer", "coo": "chief operating officer",
        "cofounder": "co-founder", "chairperson": "chair", "chairman": "chair", "chairwoman": "chair",
    ]
}

/// How answers to one question bear on each other.
extension ClaimKind {
    /// Whether an answer that came later puts an end to an earlier, different one.
    package func supersedes(_ newer: String, _ older: String) -> Bool {
        guard newer != older else { return false }
        switch self {
        case .modelAccess:
            // A closed model may be reached through an API: one word does not end the other.
            return switch (older, newer) {
            case ("proprietary", "api"), ("api", "proprietary"), ("proprietary", "limited"), ("limited", "proprietary"):
                false
            default: true
            }
        case .roles:
            // Who joins in an office has it from then on, and whoever leaves without a title gives up all.
            let (old, new) = (Self.role(older), Self.role(newer))
            return old.title == new.title || new.isOver && new.title.isEmpty
        default:
            return true
        }
    }

    /// Whether two answers for the same time cannot both be right.
    package func contradict(_ left: String, _ right: String, _ change: ClaimQuestion.Change) -> Bool {
        guard left != right else { return false }
        switch self {
        case .modelAccess:
            return (left == "open_weights") != (right == "open_weights")
        case .roles, .modelReleases, .relations:
            // Steps of one course, or several at a time.
            return false
        case .foundings:
            // A year and a day in it agree.
            return !left.hasPrefix(right) && !right.hasPrefix(left)
        default:
            guard change == .isFixed || change == .replaces else { return false }
            let first = left.split(separator: "|", omittingEmptySubsequences: false)
            let second = right.split(separator: "|", omittingEmptySubsequences: false)
            guard first.count == second.count else { return false }
            return zip(first, second).contains { Self.part($0, contradicts: $1) }
        }
    }

    private static func role(_ answer: String) -> (title: Substring, isOver: Bool) {
        let parts = answer.split(separator: "|", omittingEmptySubsequences: false)
        return (parts.first ?? "", parts.last == "over")
    }

    private static func part(_ left: Substring, contradicts right: Substring) -> Bool {
        if left == right || left.isEmpty || right.isEmpty { return false }
        guard let first = bounds(left), let second = bounds(right) else {
            // The steps of a deal follow each other; other words contradict.
            return !["closed", "in_talks", "planned", "completed", "announced", "blocked"].contains(String(left))
        }
        // What rounding may hide.
        let slack = 0.01 * max(first.low.magnitude, second.low.magnitude, 1e-9)
        // Two ranges are two statements even where they overlap; a point within a range is none against it.
        if first.isRange && second.isRange {
            return (first.low - second.low).magnitude > slack || (first.high - second.high).magnitude > slack
        }
        return first.high < second.low - slack || second.high < first.low - slack
    }

    private static func bounds(_ text: Substring) -> (low: Double, high: Double, isRange: Bool)? {
        guard let dots = text.firstRange(of: "..") else {
            guard let value = Double(text) else { return nil }
            return (value, value, false)
        }
        let low = text[..<dots.lowerBound]
        let high = text[dots.upperBound...]
        switch (Double(low), Double(high)) {
        case (let low?, let high?): return (low, high, true)
        case (let low?, nil) where high.isEmpty: return (low, .infinity, false)
        case (nil, let high?) where low.isEmpty: return (-.infinity, high, false)
        default: return nil
        }
    }
}
