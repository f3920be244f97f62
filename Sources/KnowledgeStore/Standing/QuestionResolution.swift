import KnowledgeModel

/// A claim that stands, as one answer to a question.
struct AnsweringClaim {
    let key: Int64
    let claimID: String
    let articleKey: Int64
    /// Who stands behind the text, see `article_origin`.
    let source: String
    let answer: String
    /// ISO date; empty where neither the article nor the claim has one, which sorts before every date.
    let asOf: String
    let publishedOn: String
    let confidence: Double
    let isConfirmed: Bool
    let isBackground: Bool
}

/// What became of one claim among the answers to its question.
struct ResolvedClaim: Equatable {
    var isCurrent = false
    var currentFrom: String?
    var currentUntil: String?
    var supersededBy: Int64?
    var contradictedBy: Int64?
}

/// Decides which answers to one question hold, which are over and which contradict each other.
///
/// A pure function of the set of claims: their order does not matter. Cost: the square of the number of different
/// answers, linear in the number of claims.
struct QuestionResolution {
    /// Two outlets that differ within so many days report on one event; later, the world may have changed.
    static let newsCycleDays = 7

    let kind: ClaimKind
    let change: ClaimQuestion.Change
    let isOpinion: Bool

    /// All claims with one answer.
    private struct Answer {
        let text: String
        var claims: [AnsweringClaim]
        /// When the answer was first given as that of its day, empty if never.
        var first = ""
        /// The earliest claim that gives it so, and the claim that stands for it now.
        var earliest: AnsweringClaim
        var representative: AnsweringClaim
        var sources: Set<String>
        /// Whether every claim tells it as what was before.
        var isBackground: Bool
    }

    func resolve(_ claims: [AnsweringClaim]) -> [Int64: ResolvedClaim] {
        var result = Dictionary(uniqueKeysWithValues: claims.map { ($0.key, ResolvedClaim()) })
        guard !claims.isEmpty else { return result }
        switch change {
        case .fluctuates: fluctuating(claims, &result)
        case .accumulates:
            for answer in answers(claims) { mark(answer, current: true, until: nil, &result) }
        case .isFixed: fixed(answers(claims), &result)
        case .replaces: replacing(answers(claims), &result)
        }
        return result
    }

    private func answers(_ claims: [AnsweringClaim]) -> [Answer] {
        Dictionary(grouping: claims, by: \.answer).map { text, claims in
            let told = claims.filter { !$0.isBackground }
            let dating = told.isEmpty ? claims : told
            let earliest = dating.min { precedes($0, $1) } ?? claims[0]
            let representative = claims.max { isWeaker($0, $1) } ?? claims[0]
            return Answer(
                text: text, claims: claims, first: earliest.asOf, earliest: earliest, representative: representative,
                sources: Set(claims.map(\.source)), isBackground: told.isEmpty)
        }.sorted { $0.text < $1.text }
    }

    private func precedes(_ left: AnsweringClaim, _ right: AnsweringClaim) -> Bool {
        (left.asOf, left.publishedOn, left.claimID) < (right.asOf, right.publishedOn, right.claimID)
    }

    /// Whether another claim with the same answer speaks better for it: confirmed, told later, surer.
    private func isWeaker(_ left: AnsweringClaim, _ right: AnsweringClaim) -> Bool {
        if left.isConfirmed != right.isConfirmed { return right.isConfirmed }
        if left.isBackground != right.isBackground { return left.isBackground }
        if left.publishedOn != right.publishedOn { return left.publishedOn < right.publishedOn }
        if left.confidence != right.confidence { return left.confidence < right.confidence }
        return left.claimID > right.claimID
    }

    /// Whether an answer weighs less than another one of the same day: confirmed, more sources, surer.
    private func isOutweighed(_ left: Answer, _ right: Answer) -> Bool {
        let confirmed = (left.claims.contains(where: \.isConfirmed), right.claims.contains(where: \.isConfirmed))
        if confirmed.0 != confirmed.1 { return confirmed.1 }
        if left.sources.count != right.sources.count { return left.sources.count < right.sources.count }
        let (sure, other) = (left.representative.confidence, right.representative.confidence)
        if sure != other { return sure < other }
        return left.text > right.text
    }

    private func mark(_ answer: Answer, current: Bool, until: String?, _ result: inout [Int64: ResolvedClaim]) {
        if current { result[answer.representative.key]?.isCurrent = true }
        for claim in answer.claims where !claim.isBackground || answer.isBackground {
            if let until, claim.asOf >= until { continue }
            result[claim.key]?.currentFrom = claim.asOf
            result[claim.key]?.currentUntil = until
        }
    }

    private func fixed(_ answers: [Answer], _ result: inout [Int64: ResolvedClaim]) {
        // Of answers that more outlets give none is wrong for being old; between equals the later one counts.
        guard
            let winner = answers.max(by: { left, right in
                if left.isBackground != right.isBackground { return left.isBackground }
                let confirmed = (
                    left.claims.contains(where: \.isConfirmed), right.claims.contains(where: \.isConfirmed)
                )
                if confirmed.0 != confirmed.1 { return confirmed.1 }
                if left.sources.count != right.sources.count { return left.sources.count < right.sources.count }
                if left.first != right.first { return left.first < right.first }
                return isOutweighed(left, right)
            })
        else { return }
        mark(winner, current: true, until: nil, &result)
        for answer in answers where answer.text != winner.text {
            guard !isOpinion, kind.contradict(answer.text, winner.text, change) else {
                mark(answer, current: false, until: nil, &result)
                continue
            }
            for claim in answer.claims { result[claim.key]?.contradictedBy = winner.representative.key }
        }
    }

    private func fluctuating(_ claims: [AnsweringClaim], _ result: inout [Int64: ResolvedClaim]) {
        let told = claims.sorted { left, right in
            if left.asOf != right.asOf { return left.asOf < right.asOf }
            if left.isBackground != right.isBackground { return left.isBackground }
            return isWeaker(left, right)
        }
        for (index, claim) in told.enumerated() {
            let next = told[(index + 1)...].first { $0.asOf > claim.asOf && $0.answer != claim.answer }
            result[claim.key]?.currentFrom = claim.asOf
            result[claim.key]?.currentUntil = next?.asOf
            result[claim.key]?.supersededBy = next?.key
        }
        if let last = told.last { result[last.key]?.isCurrent = true }
    }

    private func replacing(_ answers: [Answer], _ result: inout [Int64: ResolvedClaim]) {
        var course = answers.sorted { left, right in
            if left.first != right.first { return left.first < right.first }
            // What an article tells as past comes before what it tells as new.
            if left.isBackground != right.isBackground { return left.isBackground }
            return isOutweighed(left, right)
        }
        // A later answer that fewer outlets give within the same news cycle contradicts, and does not replace.
        if !isOpinion {
            var index = 1
            while index < course.count {
                let (older, newer) = (course[index - 1], course[index])
                if isOneEvent(older, newer), newer.sources.count < older.sources.count, !states(newer, older),
                    !newer.claims.contains(where: \.isConfirmed), kind.contradict(newer.text, older.text, change)
                {
                    for claim in newer.claims { result[claim.key]?.contradictedBy = older.representative.key }
                    course.remove(at: index)
                } else {
                    index += 1
                }
            }
        }
        for (index, answer) in course.enumerated() {
            guard let next = course[(index + 1)...].first(where: { kind.supersedes($0.text, answer.text) }) else {
                let isEnded = kind == .roles && answer.text.hasSuffix("|over")
                mark(answer, current: !isEnded, until: nil, &result)
                continue
            }
            mark(answer, current: false, until: next.first, &result)
            let isContradicted =
                !isOpinion && isOneEvent(answer, next) && !states(next, answer) && !answer.isBackground
                && kind.contradict(answer.text, next.text, change)
            for claim in answer.claims {
                if isContradicted { result[claim.key]?.contradictedBy = next.representative.key }
                // Two answers of one day leave open which came later.
                if !isContradicted || answer.first != next.first { result[claim.key]?.supersededBy = next.earliest.key }
            }
        }
    }

    /// Whether different outlets gave the answers so close together that no change in the world lies between them.
    private func isOneEvent(_ older: Answer, _ newer: Answer) -> Bool {
        guard older.sources.isDisjoint(with: newer.sources), let first = CalendarDate(iso: older.first),
            let second = CalendarDate(iso: newer.first)
        else { return false }
        return second.dayNumber - first.dayNumber <= Self.newsCycleDays
    }

    /// Whether an article that gives the newer answer tells the older one too, and so knows of the change.
    private func states(_ newer: Answer, _ older: Answer) -> Bool {
        let articles = Set(older.claims.map(\.articleKey))
        return newer.claims.contains { articles.contains($0.articleKey) }
    }
}
