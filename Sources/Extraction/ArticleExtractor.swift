public import KnowledgeModel
import TextAnalysis

/// Reads articles: text in, mentions and claims out.
///
/// Reading is a pure function of the article and the lexicon, so articles can be read in any order and in parallel.
public struct ArticleExtractor: Sendable {
    private let lexicon: Lexicon
    private let rules: RuleSet
    private let calibration: Calibration

    private let without: Set<ExtractionPart>

    /// - Parameter without: Parts to leave out, to measure what they are worth.
    public init(
        lexicon: Lexicon = .embedded,
        rules: RuleSet = .embedded,
        calibration: Calibration = .embedded,
        without: Set<ExtractionPart> = []
    ) {
        self.without = without
        self.lexicon = without.contains(.lexicon) ? .empty : lexicon
        self.rules = rules
        self.calibration = calibration
    }

    /// Reads one article. Complexity: linear in the length of its text.
    public func reading(of article: Article) -> ArticleReading {
        explainedReading(of: article).reading
    }

    /// Reads one article and keeps how each claim was found.
    public func explainedReading(of article: Article) -> ExplainedReading {
        let context = ArticleContext(article: article, lexicon: lexicon, without: without)
        var collector = ClaimCollector(context: context, calibration: calibration, rules: rules)
        RuleReader(set: rules).extract(from: context, into: &collector)
        FigureFollowUpExtractor().extract(from: context, into: &collector)
        CountFollowUpExtractor().extract(from: context, into: &collector)
        for extractor in Self.extractors { extractor.extract(from: context, into: &collector) }
        let sure = collector.claims.filter { $0.confidence >= calibration.threshold }
        let explanations = Dictionary(
            collector.explanations.map { ($0.claim.contentKey, $0) }, uniquingKeysWith: { first, _ in first })
        let background = BackgroundFigures(context: context)
        let claims = ClaimSelection.select(sure).map { claim in
            var claim = claim
            if let explanation = explanations[claim.contentKey], let figure = explanation.figure {
                let sentence = context.sentence(of: figure.lowerBound).tokens
                claim.isBackground = background.isBackground(figure, in: sentence)
            }
            return claim
        }
        return ExplainedReading(
            reading: reading(context, claims), explanations: claims.compactMap { explanations[$0.contentKey] },
            document: context.document)
    }

    private static let extractors: [any ClaimExtractor] = [
        QuotationExtractor(), RoleExtractor(),
        AccessExtractor(), ScoreExtractor(), SpecificationExtractor(), CapabilityExtractor(), RelationExtractor(),
    ]

    private func reading(_ context: ArticleContext, _ claims: [Claim]) -> ArticleReading {
        var reading = ArticleReading(claims: claims)
        var entities: Set<EntityReference> = []
        for mention in context.mentions {
            let scalars = context.document.scalarRange(of: mention.tokens)
            let span = EvidenceSpan(
                start: scalars.lowerBound, end: scalars.upperBound, quote: context.document.text(of: mention.tokens))
            reading.mentions.append(Mention(entity: mention.entity, span: span))
            if entities.insert(mention.entity).inserted { describe(mention, &reading) }
        }
        // Some are meant and not named: the owner of `the Claude maker`.
        for claim in claims {
            for field in claim.kind.fields {
                guard let entity = claim.entity(field.name), entities.insert(entity).inserted else { continue }
                describe(NameMention(tokens: 0..<0, entity: entity), &reading)
            }
        }
        return reading
    }

    /// What the lexicon knows of a mentioned entity, for the columns of the entity views.
    private func describe(_ mention: NameMention, _ reading: inout ArticleReading) {
        let entity = mention.entity
        lexicon.describe(entity, &reading)
        guard entity.kind == .model, let name = mention.family, let family = lexicon.families[name] else { return }
        func note(_ attribute: EntityAttribute.Name, _ value: String?) {
            guard let value else { return }
            reading.attributes.append(
                EntityAttribute(entity: entity, name: attribute, value: value, source: .lexicon))
        }
        if !mention.isFamily, !name.hasSuffix("-series") { note(.family, name) }
        note(.developer, family.developer)
    }
}

extension Lexicon {
    /// Notes what the lexicon knows of an entity by its name alone.
    package func describe(_ entity: EntityReference, _ reading: inout ArticleReading) {
        func note(_ name: EntityAttribute.Name, _ value: String?, _ source: EntityAttribute.Source = .lexicon) {
            guard let value else { return }
            reading.attributes.append(EntityAttribute(entity: entity, name: name, value: value, source: source))
        }
        switch entity.kind {
        case .company:
            if let company = companies[entity.name] {
                note(.type, company.type.rawValue)
                note(.parent, company.parent)
                note(.ticker, company.ticker)
            } else if let type = CompanyType(name: entity.name) {
                note(.type, type.rawValue, .article)
            }
        case .product:
            note(.company, products[entity.name]?.company)
        case .model, .person, .benchmark:
            break
        }
        if let known = aliases[entity] { reading.aliases[entity] = known }
    }
}

extension CompanyType {
    /// The sort of organisation that a name's last word tells, if it tells one.
    init?(name: String) {
        guard let last = name.split(separator: " ").last else { return nil }
        switch last.lowercased() {
        case "ventures", "capital", "partners", "fund": self = .fund
        case "university", "college", "school": self = .university
        case "labs", "lab", "laboratory", "institute": self = .lab
        case "ministry", "commission", "agency", "council", "authority", "department": self = .publicBody
        default: return nil
        }
    }
}

/// Finds the claims of one or a few kinds.
protocol ClaimExtractor: Sendable {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector)
}
