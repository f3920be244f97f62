import KnowledgeModel
import TextAnalysis

/// When a company, a lab or a division was founded.
struct FoundingExtractor: ClaimExtractor {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        for sentence in context.document.sentences {
            for index in sentence.tokens
            where context.token(index, isIn: triggers) || context.key(index) == "set" && context.key(index + 1) == "up"
            {
                guard
                    let time = context.times(in: index..<min(index + 12, sentence.tokens.upperBound)).first(where: {
                        $0.period != nil && context.token($0.tokens.lowerBound - 1, isIn: timeLeads)
                            || $0.granularity == .season
                    }), let period = time.period, time.period?.start != nil
                else { continue }
                guard let company = company(index, sentence, context) else { continue }
                collector.add(
                    .foundings, [.company: .entity(company), .period: .period(period)], evidence: sentence.tokens,
                    rule: "founding.verb")
            }
        }
    }

    private func company(_ index: Int, _ sentence: Sentence, _ context: ArticleContext) -> EntityReference? {
        // `Founded in 2018, Runway …`
        if index == sentence.tokens.lowerBound {
            return context.argument(in: index..<sentence.tokens.upperBound, .company, fromEnd: false)
        }
        // `X, founded in 2018`, `X was founded in`, `the division formed in`
        if let mention = context.mentions(in: sentence.tokens.lowerBound..<index, [.company]).last,
            index - mention.tokens.upperBound <= 6
        {
            return mention.entity
        }
        return context.subject(of: index, .company)
    }

    private let triggers = WordSet("founded formed established incorporated co-founded created")
    private let timeLeads = WordSet("in since during back of early late mid from")
}
