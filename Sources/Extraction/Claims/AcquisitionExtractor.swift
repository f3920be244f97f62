import KnowledgeModel
import TextAnalysis

/// Who buys whom.
struct AcquisitionExtractor: ClaimExtractor {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        for sentence in context.document.sentences {
            let range = sentence.tokens
            for index in range {
                if context.token(index, isIn: verbs) { extractVerb(index, range, context, &collector) }
                if context.token(index, isIn: ["acquisition", "takeover", "purchase"]) {
                    extractNoun(index, range, context, &collector)
                }
            }
        }
    }

    private func extractVerb(
        _ index: Int, _ range: Range<Int>, _ context: ArticleContext, _ collector: inout ClaimCollector
    ) {
        if context.key(index + 1) == "by", let buyer = context.mention(at: index + 2, [.company]) {
            // `B was acquired by A`, `B, bought by A`
            guard let target = context.mentions(in: range.lowerBound..<index, [.company]).last else { return }
            add(buyer.entity, target.entity, index, range, context, &collector, rule: "acquisition.passive")
            return
        }
        guard let object = object(after: index, range, context),
            let buyer = context.subject(of: index, .company, excluding: [object])
        else { return }
        add(buyer, object, index, range, context, &collector, rule: "acquisition.verb")
    }

    /// The company bought, if nothing smaller than the company is: "bought chips from X" has no target.
    private func object(after index: Int, _ range: Range<Int>, _ context: ArticleContext) -> EntityReference? {
        for position in (index + 1)..<max(index + 1, min(index + 9, range.upperBound)) {
            if let mention = context.mention(at: position, [.company]) {
                let next = mention.tokens.upperBound
                if context.token(next, isIn: ["'s", "shares", "stock", "chips", "gpus"]) { return nil }
                return mention.entity
            }
            if context.token(
                position,
                isIn: [
                    "from", "to", "in", "stake", "shares", "of", "for", "at", ",", "chips", "power", "gpus", "capacity",
                    "and", "$",
                ])
            {
                return nil
            }
        }
        return nil
    }

    /// `A's acquisition of B`, `the acquisition of B by A`
    private func extractNoun(
        _ index: Int, _ range: Range<Int>, _ context: ArticleContext, _ collector: inout ClaimCollector
    ) {
        guard context.key(index + 1) == "of" else { return }
        let end = min(index + 8, range.upperBound)
        guard let target = context.mentions(in: (index + 2)..<max(index + 2, end), [.company]).first else { return }
        let buyer: EntityReference?
        if context.key(target.tokens.upperBound) == "by" {
            buyer = context.mention(at: target.tokens.upperBound + 1, [.company])?.entity
        } else {
            buyer =
                context.subject(of: index, .company, excluding: [target.entity])
                ?? context.focus(.company, at: index, excluding: [target.entity])
        }
        guard let buyer else { return }
        add(buyer, target.entity, index, range, context, &collector, rule: "acquisition.noun")
    }

    private func add(
        _ buyer: EntityReference,
        _ target: EntityReference,
        _ index: Int,
        _ range: Range<Int>,
        _ context: ArticleContext,
        _ collector: inout ClaimCollector,
        rule: String
    ) {
        guard buyer != target else { return }
        let clause = context.clause(around: index)
        let before = clause.lowerBound..<index
        // "did not buy", "denied that it would buy"
        if before.contains(where: { context.token($0, isIn: ["not", "n't", "never", "denied", "declined"]) }) {
            return
        }
        let figure = context.quantities(in: index..<range.upperBound).first {
            $0.kind == .money
                && context.token($0.tokens.lowerBound - 1, isIn: ["for", "of", "at", "a", "worth", "about", "paid"])
        }
        func has(_ words: WordSet) -> Bool { before.contains { context.token($0, isIn: words) } }
        let status: AcquisitionStatus =
            range.contains { context.token($0, isIn: ["blocked", "collapsed", "abandoned", "scrapped", "scuttled"]) }
            ? .blocked
            : has(["talks", "considering", "offered", "bid", "weighing", "exploring"])
                ? .inTalks
                : has(["to", "will", "agreed", "is", "are", "announced", "plans"])
                    || context.token(index, isIn: ["buys", "acquires", "acquiring", "buying"])
                    ? .announced
                    : .completed
        collector.add(
            .acquisitions,
            (figure?.amount.moneyFields ?? [:]).adding([
                .acquirer: .entity(buyer), .target: .entity(target), .status: .word(status),
                .period: .optional(context.nearestPeriod(to: index..<(index + 1), in: clause)),
            ]),
            evidence: range, rule: rule)
    }

    private let verbs = WordSet(
        "acquire acquires acquired acquiring buy buys bought buying purchased purchases snapped swallowed absorbed")
}
