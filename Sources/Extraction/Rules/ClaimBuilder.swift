import KnowledgeModel
import TextAnalysis

/// Makes claims of the matches of rules.
struct ClaimBuilder {
    let context: ArticleContext
    let set: RuleSet

    private var document: Document { context.document }

    /// The values of a match's columns.
    func values(of match: RuleMatch) -> [ClaimField.Name: ClaimValue] {
        let rule = set.rules[match.rule]
        let fields = Dictionary(uniqueKeysWithValues: rule.kind.fields.map { ($0.name, $0) })
        var values: [ClaimField.Name: ClaimValue] = [:]
        for (name, argument) in match.arguments {
            switch name {
            case .auxiliary: continue
            case .amount:
                guard let amount = argument.quantity?.amount else { continue }
                for (column, value) in amount.moneyFields where fields[column] != nil { values[column] = value }
            case .column(let column):
                values[column] = value(of: argument, fields[column]?.type)
            }
        }
        for column in rule.columns {
            switch column.value {
            case .word(let word): values[column.column] = .text(word)
            case .reader(let reader):
                if let value = read(reader, match, rule) { values[column.column] = value }
            }
        }
        return values
    }

    private func value(of argument: Argument, _ type: ClaimField.FieldType?) -> ClaimValue? {
        switch argument.value {
        case .entity(let entity): .entity(entity)
        case .words(let tokens): .text(document.text(of: tokens))
        case .time(let time): .optional(time.period)
        case .quantity(let quantity):
            if case .text = type {
                .text(document.text(of: quantity.core))
            } else {
                .optional(quantity.amount.low ?? quantity.amount.high)
            }
        }
    }

    /// Whether the size of a figure fits what it is said to measure: earnings per share are small, others are not.
    func fits(_ match: RuleMatch) -> Bool {
        let rule = set.rules[match.rule]
        guard let amount = match.amount, amount.kind == .money else { return true }
        let size = abs(amount.amount.low ?? amount.amount.high ?? 0)
        guard rule.kind == .financialFigures else { return size >= 1_000 || rule.kind == .modelSpecs }
        return rule.isPerShare ? size < 1_000 : size >= 1_000 && !context.isPerShare(amount)
    }

    // MARK: Readers

    private func read(_ reader: ColumnReader, _ match: RuleMatch, _ rule: Rule) -> ClaimValue? {
        let sentence = document.sentences[match.sentence]
        let head = match.trigger.upperBound - 1
        let assertion = context.syntax.assertion(of: head, in: sentence)
        switch reader {
        case .period: return .optional(period(match, sentence))
        case .pastPeriod:
            guard let time = context.nearestTime(to: match.trigger, in: sentence.tokens), time.granularity >= .month
            else {
                return nil
            }
            return .optional(time.period)
        case .figurePeriod: return .optional(figurePeriod(match, sentence))
        case .dealStatus: return .word(dealStatus(match, assertion))
        case .acquisitionStatus: return .word(acquisitionStatus(match, assertion))
        case .releaseStatus: return .word(releaseStatus(match, assertion, rule))
        case .roleStatus: return .word(roleStatus(match, sentence, assertion))
        case .headOf:
            guard let object = match[.auxiliary("_object")] else { return .text("head") }
            return .text("head of " + document.text(of: object.tokens))
        case .basis: return .word(basis(match, assertion))
        case .change:
            guard let amount = match.amount, context.role(of: amount, in: sentence.tokens) == .stated else {
                return nil
            }
            return .optional(context.change(in: context.clause(around: match.trigger.lowerBound)))
        case .growth: return .optional(growth(match, sentence))
        case .segment: return .optional(context.segment(around: match.trigger, in: sentence.tokens))
        case .session: return context.session(in: sentence.tokens).map { .word($0) }
        case .series: return .optional(context.series(in: sentence.tokens))
        case .usageMetric: return .word(usageMetric(match, sentence))
        case .unit:
            return match.arguments.contains { $0.argument.quantity?.kind == .percent } ? .word(ScoreUnit.percent) : nil
        case .scale: return nil
        }
    }

    private func rule(_ match: RuleMatch) -> Rule { set.rules[match.rule] }

    private func head(of match: RuleMatch) -> Int {
        match.trigger.first { token in document.head(token).map { !match.trigger.contains($0) } ?? true }
            ?? match.trigger.lowerBound
    }

    /// The time in the clause of the trigger, else in its sentence.
    private func period(_ match: RuleMatch, _ sentence: Sentence) -> Period? {
        let clause = context.clause(around: match.trigger.lowerBound)
        return context.nearestPeriod(to: match.trigger, in: clause)
            ?? context.nearestPeriod(to: match.trigger, in: sentence.tokens)
    }

    private func figurePeriod(_ match: RuleMatch, _ sentence: Sentence) -> Period? {
        let isAhead = context.clause(around: match.trigger.lowerBound).contains {
            context.token($0, isIn: guidanceWords)
        }
        guard let amount = match.amount else { return period(match, sentence) ?? context.leadPeriod(isAhead: isAhead) }
        // `2026 capital spending of $115bn`: a time inside the noun phrase is the figure's.
        let phrase = context.syntax.subtree(head(of: match)).lowerBound..<match.trigger.upperBound
        let period =
            context.nearestPeriod(to: match.trigger, in: phrase)
            ?? context.nearestPeriod(to: amount.core, in: sentence.tokens) ?? context.leadPeriod(isAhead: isAhead)
        guard context.role(of: amount, in: sentence.tokens) == .yearBefore else { return period }
        // `compared with $40.9 billion last year` names the year itself.
        if let time = context.nearestTime(to: amount.core, in: amount.core.upperBound..<sentence.tokens.upperBound),
            time.tokens.lowerBound - amount.core.upperBound <= 2
        {
            return time.period
        }
        return period?.yearBefore
    }

    private func basis(_ match: RuleMatch, _ assertion: Assertion) -> Basis {
        let sentence = document.sentences[match.sentence].tokens
        guard let amount = match.amount else {
            let clause = context.clause(around: match.trigger.lowerBound)
            return clause.contains { context.token($0, isIn: guidanceWords) } ? .guidance : .actual
        }
        let clause = context.clause(around: match.trigger.lowerBound)
        let figureClause = context.clause(around: amount.core.lowerBound)
        let told = context.basis(
            of: amount, context.role(of: amount, in: sentence), in: sentence,
            min(clause.lowerBound, figureClause.lowerBound)..<max(clause.upperBound, figureClause.upperBound))
        // Nobody has spent or earned yet what lies ahead.
        if told == .actual, let end = figurePeriod(match, document.sentences[match.sentence])?.end,
            let published = context.publishedOn, end > published,
            context.role(of: amount, in: sentence) == .stated,
            document.pennTag(context.syntax.clauseHead(match.trigger.lowerBound)) != .pastVerb
                || rule(match).kind == .capexFigures
        {
            return .guidance
        }
        return told
    }

    /// The growth that is told of a noun itself: `revenue rose 9 %`.
    private func growth(_ match: RuleMatch, _ sentence: Sentence) -> Double? {
        let rival = match.rivals.map(\.lowerBound).filter { $0 >= match.trigger.upperBound }.min()
        let limit = min(rival ?? sentence.tokens.upperBound, match.trigger.upperBound + 14)
        let floor = match.rivals.map(\.upperBound).filter { $0 <= match.trigger.lowerBound }.max()
        for index in match.trigger.upperBound..<limit
        where !context.token(index - 1, isIn: ["nearly", "almost", "roughly", "about", "than", "practically", "to"]) {
            if context.token(index, isIn: ["doubled", "doubles"]) { return 100 }
            if context.token(index, isIn: ["tripled", "trebled", "triples"]) { return 200 }
            if context.token(index, isIn: ["quadrupled", "quadruples"]) { return 300 }
        }
        return context.change(in: match.trigger.lowerBound..<limit)
            ?? context.change(
                in: max(floor ?? sentence.tokens.lowerBound, match.trigger.lowerBound - 7)..<match.trigger.upperBound)
    }

    /// What a count of people counts, by the words of time and money beside it.
    private func usageMetric(_ match: RuleMatch, _ sentence: Sentence) -> UsageMetric {
        let clause = context.clause(around: match.trigger.lowerBound)
        let number = match.amount?.tokens ?? match.trigger
        let near = max(clause.lowerBound, number.lowerBound - 6)..<min(clause.upperBound, number.upperBound + 8)
        func says(_ words: WordSet) -> Bool { near.contains { context.token($0, isIn: words) } }
        if says(["paying", "paid", "subscriber", "subscribers", "subscription", "subscriptions", "pay"]) {
            return .payingUsers
        }
        // `3 million developers use it`: what is counted says what it is.
        let counted = match.amount?.unit ?? match.trigger
        if counted.contains(where: { context.token($0, isIn: ["developer", "developers", "programmers", "coders"]) }) {
            return .developers
        }
        if counted.contains(where: { context.token($0, isIn: customerNouns) }) { return .customers }
        if says(["weekly", "week"]) { return .weeklyUsers }
        if says(["daily", "day"]) { return .dailyUsers }
        if says(["monthly", "month"]) { return .monthlyUsers }
        // `In August 240 million people used it`: a month is what was counted.
        if context.times(in: sentence.tokens).contains(where: { $0.granularity == .month && $0.relation == nil }) {
            return says(["people", "users"]) && match.trigger.contains(where: { context.syntax.isVerb($0) })
                ? .monthlyUsers : .users
        }
        return .users
    }

    /// Whether somebody still holds what a verb says: `ran research until 2022`, `used to lead`, `leads`.
    private func roleStatus(_ match: RuleMatch, _ sentence: Sentence, _ assertion: Assertion) -> RoleStatus {
        if assertion.contains(.over) { return .former }
        let verb = match.trigger.lowerBound
        let clause = context.clause(around: verb)
        if clause.contains(where: { context.token($0, isIn: ["until", "formerly", "previously", "once", "before"]) }) {
            return .former
        }
        return document.pennTag(verb) == .pastVerb ? .former : .current
    }

    private func dealStatus(_ match: RuleMatch, _ assertion: Assertion) -> DealStatus {
        if assertion.contains(.discussed) { return .inTalks }
        if assertion.contains(.agreed) { return .closed }
        if assertion.contains(.planned) || assertion.contains(.hedged) { return .planned }
        return .closed
    }

    private func acquisitionStatus(_ match: RuleMatch, _ assertion: Assertion) -> AcquisitionStatus {
        if assertion.contains(.failed) || assertion.contains(.negated) { return .blocked }
        if assertion.contains(.discussed) || assertion.contains(.hedged) { return .inTalks }
        if assertion.contains(.agreed) || assertion.contains(.planned) { return .announced }
        let trigger = match.trigger.lowerBound
        let isDone = document.sentences[match.sentence].tokens.contains {
            context.token($0, isIn: ["completed", "completes", "closed", "finalized", "finalised"])
        }
        if isDone { return .completed }
        switch document.pennTag(trigger) {
        case .pastVerb, .pastParticiple: return .completed
        default: return .announced
        }
    }

    private func releaseStatus(_ match: RuleMatch, _ assertion: Assertion, _ rule: Rule) -> ReleaseStatus {
        if !assertion.isDisjoint(with: [.planned, .discussed, .hedged]) { return .expected }
        let clause = context.clause(around: match.trigger.lowerBound)
        if clause.contains(where: { context.token($0, isIn: ["preview", "beta"]) && context.mention(at: $0) == nil }) {
            return .preview
        }
        return rule.name.hasSuffix("announce") ? .announced : .released
    }
}

private let customerNouns = WordSet(
    """
    customer customers client clients company companies firm firms business businesses organisation organisations \
    organization organizations enterprise enterprises hospital hospitals hotel hotels bank banks school schools farm farms
    """)
