import KnowledgeModel
import TextAnalysis

/// Deals, contracts and collaborations between two companies.
struct PartnershipExtractor: ClaimExtractor {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        for sentence in context.document.sentences {
            let range = sentence.tokens
            for index in range where context.token(index, isIn: nouns) || context.token(index, isIn: verbs) {
                extract(index, range, context, &collector)
            }
        }
    }

    private func extract(
        _ index: Int, _ range: Range<Int>, _ context: ArticleContext, _ collector: inout ClaimCollector
    ) {
        let clause = context.clause(around: index)
        if (clause.lowerBound..<index).contains(where: {
            context.token($0, isIn: ["not", "n't", "no", "without", "former", "rumored", "rumoured"])
        }) {
            return
        }
        var pair: (EntityReference, EntityReference)?
        let end = min(index + 12, clause.upperBound)
        if let preposition = (index + 1..<max(index + 1, end)).first(where: {
            context.token($0, isIn: ["with", "between"])
        }),
            let partner = context.mentions(in: preposition..<min(preposition + 6, end), [.company]).first
        {
            if context.key(preposition) == "between", context.key(partner.tokens.upperBound) == "and",
                let second = context.mention(at: partner.tokens.upperBound + 1, [.company])
            {
                pair = (partner.entity, second.entity)
            } else if let company = context.subject(of: index, .company, excluding: [partner.entity])
                ?? context.focus(.company, at: index, excluding: [partner.entity])
            {
                pair = (company, partner.entity)
            }
        } else if context.token(index, isIn: verbs)
            || context.token(index, isIn: ["partnership", "collaboration", "alliance"])
        {
            // `A and B announced a partnership`, `A and B have teamed up`
            let list = context.mentions(in: clause.lowerBound..<index, [.company])
            if list.count == 2, context.key(list[0].tokens.upperBound) == "and",
                context.key(list[1].tokens.lowerBound - 1) == "and"
            {
                pair = (list[0].entity, list[1].entity)
            }
        }
        guard let (company, partner) = pair, company != partner else { return }
        if collector.contains(
            .partnerships, about: company,
            where: { Set([$0.entity(.company), $0.entity(.partner)]) == [company, partner] })
        {
            return
        }
        let figure = context.quantities(in: clause).first {
            $0.kind == .money && ($0.amount.low ?? $0.amount.high ?? 0) >= 1e6
        }
        collector.add(
            .partnerships,
            (figure?.amount.moneyFields ?? [:]).adding([
                .company: .entity(company), .partner: .entity(partner),
                .period: .optional(context.nearestPeriod(to: index..<(index + 1), in: clause)),
            ]),
            evidence: range, rule: context.token(index, isIn: verbs) ? "partnership.verb" : "partnership.noun")
    }

    private let nouns = WordSet("partnership partnerships collaboration deal agreement contract alliance accord pact")
    private let verbs = WordSet(
        "partnered partnering partners teamed teaming collaborated collaborating collaborates signed")
}
