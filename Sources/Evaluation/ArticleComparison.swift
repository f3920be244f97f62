import KnowledgeModel

/// Compares what was read in one article with its annotation.
struct ArticleComparison {
    private let annotated: AnnotatedArticle
    private let reading: ArticleReading
    private let entities: LinkedEntities
    private let kinds: Set<ClaimKind>
    private let sentences: SentenceFinder
    private(set) var differences: [Evaluation.Difference] = []
    /// Whether each claim that was judged is right, by its content.
    private(set) var outcomes: [String: Bool] = [:]

    init(
        _ annotated: AnnotatedArticle,
        _ reading: ArticleReading,
        _ entities: LinkedEntities,
        _ kinds: Set<ClaimKind>
    ) {
        self.annotated = annotated
        self.reading = reading
        self.entities = entities
        self.kinds = kinds
        sentences = SentenceFinder(annotated.article.text)
    }

    mutating func run(_ tally: inout EvaluationTally) {
        var spellings = Spellings(annotated.gold.entities)
        let mentioned = entities.mentioned(in: reading)
        for (entity, aliases) in mentioned { spellings.learn(entity.name, aliases: aliases) }
        compareEntities(mentioned.map(\.entity), spellings, &tally)
        let matcher = ClaimMatcher(spellings: spellings)
        for kind in ClaimKind.allCases where kinds.contains(kind) { compareClaims(kind, matcher, &tally) }
        checkEvidence(&tally)
    }

    private mutating func compareEntities(
        _ mentioned: [EntityReference],
        _ spellings: Spellings,
        _ tally: inout EvaluationTally
    ) {
        for kind in EntityKind.allCases {
            let gold = annotated.gold.entities.filter { $0.reference.kind == kind }
            let found = mentioned.filter { $0.kind == kind }
            let forms = Set(found.map { spellings.canonicalForm($0.name) })
            let wanted = Set(gold.filter { !$0.isOptional }.map { ComparableText.normalized($0.reference.name) })
            let disputed = Set(gold.filter(\.isOptional).map { ComparableText.normalized($0.reference.name) })
            let missed = wanted.subtracting(forms)
            let wrong = forms.subtracting(wanted).subtracting(disputed)
            tally.entities[kind, default: MatchCounts()].correct += wanted.intersection(forms).count
            tally.entities[kind, default: MatchCounts()].missed += missed.count
            tally.entities[kind, default: MatchCounts()].wrong += wrong.count

            var reported: Set<String> = []
            for entity in gold where missed.contains(ComparableText.normalized(entity.reference.name)) {
                guard reported.insert(ComparableText.normalized(entity.reference.name)).inserted else { continue }
                let names = [entity.reference.name] + entity.acceptedNames
                report(.missedEntity(entity.reference), names.compactMap { sentences.sentence(holding: $0) }.first)
            }
            for entity in found where wrong.contains(spellings.canonicalForm(entity.name)) {
                guard reported.insert(spellings.canonicalForm(entity.name)).inserted else { continue }
                let mention = reading.mentions.first { entities.linked($0.entity) == entity }
                report(.wrongEntity(entity), mention.flatMap { sentences.sentence(holding: $0.span) })
            }
        }
    }

    private mutating func compareClaims(_ kind: ClaimKind, _ matcher: ClaimMatcher, _ tally: inout EvaluationTally) {
        let gold = annotated.gold.claims.filter { $0.kind == kind }
        let found = claims(of: kind)
        var counts = MatchCounts()
        var taken: Set<Int> = []
        var wrong: [Claim] = []
        // The surest claim chooses first; equally sure ones choose in the order in which they were found.
        for (read, claim) in found.enumerated().sorted(by: {
            ($1.element.linked.confidence, $0.offset) < ($0.element.linked.confidence, $1.offset)
        }).map(\.element) {
            let matches = gold.indices.filter { matcher.matches(gold[$0], claim) }
            let free = matches.filter { !taken.contains($0) }
            if let match = free.first(where: { !gold[$0].isOptional }) ?? free.first {
                taken.insert(match)
                if !gold[match].isOptional { counts.correct += 1 }
                compareAttributes(gold[match], claim, &tally)
                tally.judgements.append((claim.confidence, true))
                outcomes[read.contentKey] = true
            } else if !matches.isEmpty {
                counts.duplicates += 1
            } else {
                counts.wrong += 1
                wrong.append(claim)
                tally.judgements.append((claim.confidence, false))
                outcomes[read.contentKey] = false
            }
        }
        let missed = gold.indices.filter { !taken.contains($0) && !gold[$0].isOptional }
        counts.missed = missed.count
        tally.views[kind, default: MatchCounts()] = tally.views[kind, default: MatchCounts()] + counts

        for index in missed {
            report(.missedClaim(gold[index]), gold[index].quote.flatMap { sentences.sentence(holding: $0) })
        }
        for claim in wrong.sorted(by: Claim.precedes) {
            report(.wrongClaim(claim), sentences.sentence(holding: claim.evidence))
        }
    }

    /// The claims of a kind as read and with the names that a base would give, each content once.
    private func claims(of kind: ClaimKind) -> [(read: Claim, linked: Claim)] {
        var seen: Set<[UInt8]> = []
        return reading.claims.filter { $0.kind == kind && seen.insert(Array($0.contentKey.utf8)).inserted }
            .map { ($0, entities.linked($0)) }
    }

    private func compareAttributes(_ gold: GoldClaim, _ claim: Claim, _ tally: inout EvaluationTally) {
        for field in gold.kind.attributes {
            guard let wanted = gold.values[field] else { continue }
            let key = "\(gold.kind.viewName).\(field.rawValue)"
            var attribute = tally.attributes[key] ?? EvaluationReport.Attribute(right: 0, stated: 0)
            attribute.stated += 1
            switch (wanted, claim[field]) {
            // A fiscal label has no days; what an annotation states is the text alone.
            case (.period(let wanted), .period(let found)): attribute.right += wanted.text == found.text ? 1 : 0
            case (_, let found): attribute.right += wanted == found ? 1 : 0
            }
            tally.attributes[key] = attribute
        }
    }

    private func checkEvidence(_ tally: inout EvaluationTally) {
        let scalars = Array(annotated.article.text.unicodeScalars)
        for claim in reading.claims {
            let evidence = claim.evidence
            tally.evidence.claims += 1
            if evidence.end > scalars.count
                || !scalars[evidence.start..<evidence.end].elementsEqual(evidence.quote.unicodeScalars)
            {
                tally.evidence.faults += 1
            }
        }
    }

    private mutating func report(_ content: Evaluation.Difference.Content, _ sentence: String?) {
        differences.append(
            Evaluation.Difference(articleID: annotated.id, content: content, sentence: sentence))
    }
}

extension ClaimKind {
    /// The columns that are compared where a claim matches, beside those on which matching depends.
    fileprivate var attributes: [ClaimField.Name] {
        switch self {
        case .capexFigures, .financialFigures: [.period, .basis, .currency]
        case .stockMoves: [.session]
        case .modelReleases: [.period, .status]
        case .fundingRounds: [.currency, .series, .status]
        case .roles, .acquisitions: [.status]
        case .usageFigures: [.period]
        case .valuations: [.basis, .currency]
        default: []
        }
    }
}
