import KnowledgeModel
import TextAnalysis

/// Money raised, and who put it in.
struct FundingExtractor: ClaimExtractor {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        for sentence in context.document.sentences {
            extractRounds(sentence, context, &collector)
            extractBackers(sentence, context, &collector)
            extractInvestments(sentence, context, &collector)
        }
    }

    // MARK: Rounds

    private func extractRounds(_ sentence: Sentence, _ context: ArticleContext, _ collector: inout ClaimCollector) {
        let range = sentence.tokens
        for figure in context.quantities(in: range)
        where figure.kind == .money && (figure.amount.low ?? figure.amount.high ?? 0) >= 1e5 {
            let before = max(range.lowerBound, figure.tokens.lowerBound - 6)..<figure.tokens.lowerBound
            let after = figure.tokens.upperBound..<min(figure.tokens.upperBound + 8, range.upperBound)
            let verb = before.last { context.token($0, isIn: raising) }
            let isRound =
                after.contains { context.token($0, isIn: roundNouns) }
                || before.contains { context.token($0, isIn: roundNouns) }
            guard
                let verb = verb
                    ?? (isRound
                        ? (context.token(figure.tokens.lowerBound - 1, isIn: ["of", "a", "the", "its"])
                            ? figure.tokens.lowerBound : nil) : nil)
            else { continue }
            if before.contains(where: {
                context.token(
                    $0,
                    isIn: ["valuation", "valuing", "valued", "guidance", "forecast", "debt", "bonds", "loan", "total"])
            }) {
                continue
            }
            if after.contains(where: {
                context.token($0, isIn: ["debt", "bonds", "bond", "loan", "loans", "total", "valuation"])
                    && $0 <= figure.tokens.upperBound + 3
            }) {
                continue
            }
            if context.token(verb, isIn: raising), !isRound,
                !range.contains(where: {
                    context.token(
                        $0,
                        isIn: [
                            "investors", "investor", "funding", "round", "valuation", "led", "fundraising", "startup",
                            "backers", "ipo", "capital", "equity",
                        ])
                })
            {
                continue
            }
            guard
                let company = context.subject(of: verb, .company).flatMap({
                    isFund($0, context) ? nil : $0
                })
                    ?? context.focus(.company, at: verb)
            else { continue }
            let status = status(before.lowerBound..<verb, range, context)
            let valuation = context.quantities(in: range).first { other in
                other.kind == .money && other.core != figure.core
                    && (max(range.lowerBound, other.tokens.lowerBound - 5)..<other.tokens.lowerBound).contains {
                        context.token($0, isIn: ["valuation", "valued", "valuing", "values"])
                    }
            }
            collector.add(
                .fundingRounds,
                figure.amount.moneyFields.adding([
                    .company: .entity(company), .series: .optional(series(in: range, context)),
                    .valuation: .optional(valuation?.amount.low ?? valuation?.amount.high), .status: .word(status),
                    .period: .optional(
                        context.times(in: range).first { $0.granularity >= .month && $0.period != nil }?.period),
                ]),
                evidence: range, rule: "funding.round")
        }
    }

    private func isFund(_ entity: EntityReference, _ context: ArticleContext) -> Bool {
        context.lexicon.companies[entity.name]?.type == .fund || CompanyType(name: entity.name) == .fund
    }

    private func status(_ before: Range<Int>, _ range: Range<Int>, _ context: ArticleContext) -> DealStatus {
        let words = max(range.lowerBound, before.lowerBound - 6)..<max(before.upperBound, before.lowerBound)
        if words.contains(where: {
            context.token(
                $0,
                isIn: [
                    "talks", "seeking", "seeks", "considering", "discussing", "discussions", "negotiating", "looking",
                    "exploring",
                ])
        }) {
            return .inTalks
        }
        if words.contains(where: {
            context.token(
                $0,
                isIn: [
                    "plans", "plan", "planning", "aims", "intends", "expects", "will", "could", "may", "hopes", "wants",
                ])
        }) {
            return .planned
        }
        return .closed
    }

    private func series(in range: Range<Int>, _ context: ArticleContext) -> String? {
        for index in range {
            if context.key(index) == "series", context.document.tokens[index].isCapitalized,
                index + 1 < range.upperBound,
                context.document.text(of: index + 1).utf8.count <= 2, context.document.tokens[index + 1].isCapitalized
            {
                return context.document.text(of: index..<(index + 2))
            }
            if context.key(index) == "seed",
                context.token(index + 1, isIn: ["round", "funding", "investment", "financing"])
            {
                return "seed"
            }
            if context.key(index) == "ipo" { return "IPO" }
        }
        return nil
    }

    // MARK: Backers

    private func extractBackers(_ sentence: Sentence, _ context: ArticleContext, _ collector: inout ClaimCollector) {
        let range = sentence.tokens
        let kinds: Set<EntityKind> = [.company, .person]
        for index in range {
            var investors: [NameMention] = []
            var recipient: EntityReference?
            if context.token(index, isIn: ["led", "backed", "joined"]), context.key(index + 1) == "by" {
                // `a round led by A and B`, `X, backed by A and B`
                if context.key(index) == "led", !range.contains(where: { context.token($0, isIn: roundNouns) }) {
                    continue
                }
                investors = context.list(from: index + 2, kinds, gap: 4, upTo: range.upperBound)
            } else if context.token(index, isIn: ["investors", "backers", "shareholders"]) {
                let next = index + 1
                if context.token(next, isIn: ["including", "include", "included", "like"]) {
                    investors = context.list(from: next + 1, kinds, gap: 3, upTo: range.upperBound)
                } else if context.key(next) == "such" || context.key(next) == "are" {
                    investors = context.list(from: next + 2, kinds, gap: 3, upTo: range.upperBound)
                }
            } else if context.token(index, isIn: ["participation", "investment", "backing", "money", "funding"]),
                context.key(index + 1) == "from"
            {
                investors = context.list(from: index + 2, kinds, gap: 4, upTo: range.upperBound)
            } else if context.key(index) == "-", context.key(index + 1) == "backed",
                let backer = context.mention(at: index - 1, kinds)
            {
                investors = [backer]
                recipient =
                    context.mentions(in: (index + 2)..<min(index + 8, range.upperBound), [.company]).first?.entity
                if recipient == nil { continue }
            } else if joinsRound(index, range, context) {
                investors = listBefore(index, range, context)
            } else if context.token(index, isIn: ["led", "leads", "leading"]),
                context.token(index + 1, isIn: ["the", "that", "a", ",", ".", "it"]),
                (index + 1..<min(index + 6, range.upperBound)).contains(where: { context.token($0, isIn: roundNouns) })
                    || context.token(index + 1, isIn: [",", ".", "it"]) && followsRound(range, context)
            {
                investors = listBefore(index, range, context)
            } else if context.key(index) == "counts",
                range.contains(where: { context.token($0, isIn: ["backers", "investors", "shareholders"]) })
            {
                investors = context.list(from: index + 1, kinds, gap: 3, upTo: range.upperBound)
                recipient = context.subject(of: index, .company)
            }
            guard !investors.isEmpty else { continue }
            let names = Set(investors.map(\.entity))
            guard
                let company = recipient ?? recipientBefore(index, range, names, context)
                    ?? context.focus(.company, at: index, excluding: names)
            else { continue }
            let status = status(index..<index, range, context)
            for investor in investors where investor.entity != company {
                collector.add(
                    .investments,
                    [.investor: .entity(investor.entity), .company: .entity(company), .status: .word(status)],
                    evidence: range, rule: "investment.backers")
            }
        }
    }

    /// Whether the sentence before, or this one, tells of a round: `A and B led.`
    private func followsRound(_ range: Range<Int>, _ context: ArticleContext) -> Bool {
        let own = context.document.sentenceIndex(ofToken: range.lowerBound)
        let start = own > 0 ? context.document.sentences[own - 1].tokens.lowerBound : range.lowerBound
        return (start..<range.upperBound).contains {
            context.token($0, isIn: roundNouns) || context.key($0) == "raised"
        }
    }

    /// `A and B participated`, `took part`, `joined the round`, `were among the investors`
    private func joinsRound(_ index: Int, _ range: Range<Int>, _ context: ArticleContext) -> Bool {
        switch context.key(index) {
        case "participated", "invested": return context.key(index) == "participated"
        case "took", "taking", "take": return context.key(index + 1) == "part"
        case "joined":
            return (index + 1..<min(index + 4, range.upperBound)).contains { context.token($0, isIn: roundNouns) }
        case "among":
            return context.token(index - 1, isIn: ["were", "are", "is", "was"])
                && (index + 1..<min(index + 7, range.upperBound)).contains {
                    context.token($0, isIn: ["investors", "backers", "participants", "shareholders", "firms"])
                }
        default: return false
        }
    }

    private func recipientBefore(
        _ index: Int, _ range: Range<Int>, _ investors: Set<EntityReference>, _ context: ArticleContext
    ) -> EntityReference? {
        let candidates = context.mentions(in: range.lowerBound..<index, [.company]).filter {
            !investors.contains($0.entity) && !isFund($0.entity, context)
        }
        return candidates.first?.entity
    }

    private func listBefore(_ index: Int, _ range: Range<Int>, _ context: ArticleContext) -> [NameMention] {
        guard let first = context.mentions(in: range.lowerBound..<index, [.company, .person]).first else { return [] }
        let list = context.list(from: first.tokens.lowerBound, [.company, .person], gap: 0, upTo: index)
        return list.last.map { index - $0.tokens.upperBound <= 4 } ?? false ? list : []
    }

    // MARK: Single investments

    /// `A invests $5bn in B`, `A put $5bn into B`, `A's investment of $5bn in B`.
    private func extractInvestments(_ sentence: Sentence, _ context: ArticleContext, _ collector: inout ClaimCollector)
    {
        let range = sentence.tokens
        for index in range where context.token(index, isIn: investing) {
            let end = min(index + 18, range.upperBound)
            guard let lead = (index + 1..<max(index + 1, end)).first(where: { leadsToRecipient($0, end, context) })
            else { continue }
            if context.token(index, isIn: ["put", "puts", "pour", "poured", "pumped"]),
                context.quantities(in: index..<lead).isEmpty
            {
                continue
            }
            guard
                let company = context.mention(at: lead + 1, [.company])?.entity
                    ?? context.argument(in: (lead + 1)..<min(lead + 6, end), .company, fromEnd: false)
            else { continue }
            let investor =
                context.subject(of: index, .company, excluding: [company]) ?? context.subject(of: index, .person)
            guard let investor, investor != company else { continue }
            let figure = context.quantities(in: index..<min(lead + 12, range.upperBound)).first { $0.kind == .money }
            collector.add(
                .investments,
                (figure?.amount.moneyFields ?? [:]).adding([
                    .investor: .entity(investor), .company: .entity(company),
                    .status: .word(status(max(range.lowerBound, index - 4)..<index, range, context)),
                ]),
                evidence: range, rule: "investment.verb")
        }
    }

    /// "in" or "into" before a company, not before a date.
    private func leadsToRecipient(_ index: Int, _ end: Int, _ context: ArticleContext) -> Bool {
        guard context.token(index, isIn: ["in", "into"]) else { return false }
        if context.isInTime(index + 1) { return false }
        let reach = (index + 1)..<max(index + 1, min(index + 6, end))
        return context.argument(in: reach, .company, fromEnd: false) != nil
    }

    private let investing = WordSet("invest invests invested investing investment put puts poured pour pumped")
    private let raising = WordSet(
        "raise raises raised raising secured secures closed closes closing pulled landed lands snagged bagged collected attracted"
    )
    private let roundNouns = WordSet("round rounds series funding fundraising financing seed tranche")
}
