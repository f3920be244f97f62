import KnowledgeModel
import TextAnalysis

/// How many work for a company, and how many it lays off or hires.
struct HeadcountExtractor: ClaimExtractor {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        for sentence in context.document.sentences {
            for quantity in context.quantities(in: sentence.tokens)
            where quantity.kind == .number || quantity.kind == .percent {
                guard !context.isYear(quantity), let measure = measure(of: quantity, sentence.tokens, context) else {
                    continue
                }
                guard let company = owner(of: quantity, measure, sentence.tokens, context) else { continue }
                let unit: HeadcountUnit = quantity.kind == .percent ? .percent : .people
                let period = measure == .employees ? nil : context.nearestPeriod(to: quantity.core, in: sentence.tokens)
                collector.add(
                    .headcounts,
                    quantity.amount.fields.adding([
                        .company: .entity(company), .measure: .word(measure), .unit: .word(unit),
                        .period: .optional(period),
                    ]),
                    evidence: sentence.tokens, rule: "headcount.\(measure.rawValue)")
            }
        }
    }

    private func measure(of quantity: Quantity, _ sentence: Range<Int>, _ context: ArticleContext) -> HeadcountMeasure?
    {
        let end = quantity.tokens.upperBound
        let after = end..<min(end + 6, sentence.upperBound)
        let clause = context.clause(around: quantity.core.lowerBound)
        let before = clause.lowerBound..<quantity.tokens.lowerBound
        if quantity.kind == .percent {
            guard after.contains(where: { context.token($0, isIn: workforce) }),
                before.contains(where: { context.token($0, isIn: cuts) })
            else { return nil }
            return .layoffs
        }
        guard let noun = after.first(where: { context.token($0, isIn: people) }), noun - end <= 3,
            !(end..<noun).contains(where: { context.token($0, isIn: ["of", "in", ",", "and", "for", "users"]) })
        else {
            return nil
        }
        // `down to 3,000 people` counts those who stay.
        if before.contains(where: { context.key($0) == "down" && context.key($0 + 1) == "to" }) { return .employees }
        if before.contains(where: { context.token($0, isIn: cuts) }) { return .layoffs }
        if before.contains(where: { context.token($0, isIn: hires) }) { return .hires }
        // `people` and the like need a word of employment.
        if context.token(noun, isIn: ["employees", "staff", "staffers", "workers"]) { return .employees }
        return before.contains(where: {
            context.token($0, isIn: ["employs", "employ", "employing", "headcount", "workforce", "team"])
        })
            ? .employees : nil
    }

    private func owner(
        of quantity: Quantity,
        _ measure: HeadcountMeasure,
        _ sentence: Range<Int>,
        _ context: ArticleContext
    ) -> EntityReference? {
        let end = quantity.tokens.upperBound
        // `600 employees at Meta`, `10% of its workforce`
        if measure != .hires,
            let mention = context.mentions(in: end..<min(end + 10, sentence.upperBound), [.company]).first,
            context.token(mention.tokens.lowerBound - 1, isIn: ["at", "of", "in", ","]), measure == .layoffs
        {
            return mention.entity
        }
        return context.subject(of: quantity.tokens.lowerBound, .company) ?? context.focus(.company, at: end)
    }

    private let people = WordSet("employees staff staffers workers people jobs positions roles engineers researchers")
    private let workforce = WordSet("workforce staff employees headcount workers jobs")
    private let cuts = WordSet(
        "cut cuts cutting lay lays laid laying layoffs eliminate eliminates eliminated eliminating letting lets shed sheds shedding slashed slashing slash axe axed axing dismissed dismiss fire fired firing redundant"
    )
    private let hires = WordSet(
        "hire hires hired hiring recruit recruits recruited recruiting add adding create creating")
}
