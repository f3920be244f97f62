/// A span of text that names an entity.
public struct Mention: Hashable, Sendable {
    public let entity: EntityReference
    public let span: EvidenceSpan

    public init(entity: EntityReference, span: EvidenceSpan) {
        self.entity = entity
        self.span = span
    }
}

/// Something that the entity views show about an entity besides its claims.
public struct EntityAttribute: Hashable, Sendable {
    public enum Name: String, CaseIterable, Sendable {
        case type, parent, ticker, family, developer, company
    }
    public enum Source: String, Sendable {
        /// A data file of known names.
        case lexicon
        /// The article itself.
        case article
    }

    public let entity: EntityReference
    public let name: Name
    public let value: String
    public let source: Source

    public init(entity: EntityReference, name: Name, value: String, source: Source) {
        self.entity = entity
        self.name = name
        self.value = value
        self.source = source
    }
}

/// All that reading one article gave: a pure function of its text, its date and the data files.
public struct ArticleReading: Sendable {
    public var mentions: [Mention]
    public var claims: [Claim]
    public var attributes: [EntityAttribute]
    /// Names from data files for the entities mentioned, beyond those that stand in the text.
    public var aliases: [EntityReference: [String]]

    public init(
        mentions: [Mention] = [],
        claims: [Claim] = [],
        attributes: [EntityAttribute] = [],
        aliases: [EntityReference: [String]] = [:]
    ) {
        self.mentions = mentions
        self.claims = claims
        self.attributes = attributes
        self.aliases = aliases
    }
}
