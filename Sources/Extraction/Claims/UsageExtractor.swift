import KnowledgeModel
import TextAnalysis

/// How many use a product, a model or a company's services.
struct UsageExtractor: ClaimExtractor {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        for sentence in context.document.sentences {
            for quantity in context.quantities(in: sentence.tokens)
            where quantity.kind == .number && !context.isYear(quantity) {
                guard (quantity.amount.low ?? quantity.amount.high ?? 0) >= 50,
                    context.key(quantity.core.lowerBound - 1) != "-",
                    let metric = metric(of: quantity, sentence.tokens, context),
                    let subject = subject(of: quantity, metric, sentence.tokens, context)
                else { continue }
                let period = context.times(in: context.clause(around: quantity.core.lowerBound)).first {
                    $0.granularity == .month || $0.granularity == .day || $0.granularity == .quarter
                }?.period
                collector.add(
                    .usageFigures,
                    quantity.amount.fields.adding([
                        .subject: .entity(subject), .metric: .word(metric), .period: .optional(period),
                    ]),
                    evidence: sentence.tokens, rule: "usage.\(metric.rawValue)")
            }
        }
    }

    private func metric(of quantity: Quantity, _ sentence: Range<Int>, _ context: ArticleContext) -> UsageMetric? {
        let end = quantity.tokens.upperBound
        let limit = min(end + 6, sentence.upperBound)
        guard let noun = (end..<max(end, limit)).first(where: { context.token($0, isIn: nouns) }) else { return nil }
        let between = end..<noun
        guard !between.contains(where: { context.token($0, isIn: ["of", "in", "and", ",", "to", "for", "on"]) }) else {
            return nil
        }
        let key = context.key(noun)
        let near = max(sentence.lowerBound, quantity.tokens.lowerBound - 8)..<min(sentence.upperBound, noun + 9)
        func isNear(_ words: WordSet) -> Bool { near.contains { context.token($0, isIn: words) } }
        if key == "people" || key == "consumers" {
            guard isNear(["use", "used", "uses", "using", "users"]) else { return nil }
        }
        if key == "downloads" || key == "installs" { return .downloads }
        if key == "developers" { return .developers }
        if key == "queries" || key == "prompts" || key == "searches" || key == "requests" { return .queries }
        if key == "customers" || key == "clients" {
            return .customers
        }
        if key == "subscribers" || between.contains(where: { context.token($0, isIn: ["paying", "paid"]) }) {
            return .payingUsers
        }
        if key == "tokens" {
            return isNear(["processed", "processes", "processing", "process", "daily", "monthly"]) ? .tokens : nil
        }
        if isNear(["monthly", "month"]) { return .monthlyUsers }
        if isNear(["weekly", "week"]) { return .weeklyUsers }
        if isNear(["daily", "day"]) { return .dailyUsers }
        return .users
    }

    private func subject(
        of quantity: Quantity,
        _ metric: UsageMetric,
        _ sentence: Range<Int>,
        _ context: ArticleContext
    ) -> EntityReference? {
        let clause = context.clause(around: quantity.core.lowerBound)
        let before = clause.lowerBound..<quantity.tokens.lowerBound
        let after = quantity.tokens.upperBound..<clause.upperBound
        // `Over 700 million people use Meta AI`
        if let verb = after.first(where: { context.token($0, isIn: ["use", "used", "using", "of", "on", "for"]) }),
            let object = context.mentions(in: verb..<min(verb + 5, clause.upperBound), [.product, .model]).first,
            context.mentions(in: before, [.product]).isEmpty
        {
            return object.entity
        }
        if let product = context.mentions(in: before, [.product, .model]).last { return product.entity }
        if let company = context.argument(in: before, .company, fromEnd: true) { return company }
        if let product = context.mentions(in: sentence.lowerBound..<clause.lowerBound, [.product]).last {
            return product.entity
        }
        return context.focus(.product, at: sentence.lowerBound).flatMap {
            context.titleEntities.contains($0) ? $0 : nil
        }
            ?? context.focus(.company, at: sentence.lowerBound)
    }

    private let nouns = WordSet(
        "users people customers clients developers downloads installs queries prompts searches requests subscribers tokens consumers"
    )
}
