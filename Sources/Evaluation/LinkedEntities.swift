import KnowledgeModel

/// The entities of a set of articles, as a base that holds them would have them.
///
/// Names that give one identifier are one entity, under the name that comes first by its bytes, and whatever one
/// article calls an entity is an alias of it in all of them.
struct LinkedEntities {
    /// Keyed by the identifier's bytes: strings that only look equal are entities of their own.
    private var entities: [[UInt8]: Entity] = [:]

    private struct Entity {
        /// Counts entities in the order in which a base would have met them.
        let order: Int
        var name: String
        var aliases: Set<[UInt8]> = []
    }

    init(_ readings: [ArticleReading]) {
        for reading in readings {
            for mention in reading.mentions { add(mention.entity, alias: mention.span.quote) }
            for attribute in reading.attributes { add(attribute.entity) }
            for (entity, aliases) in reading.aliases {
                for alias in aliases { add(entity, alias: alias) }
            }
            for claim in reading.claims {
                for field in claim.kind.fields {
                    if let entity = claim.entity(field.name) { add(entity) }
                }
            }
        }
    }

    private mutating func add(_ reference: EntityReference, alias: String? = nil) {
        let order = entities.count
        var entity = entities[Self.key(reference)] ?? Entity(order: order, name: reference.name)
        if reference.name.utf8.lexicographicallyPrecedes(entity.name.utf8) { entity.name = reference.name }
        if let alias { entity.aliases.insert(Array(alias.utf8)) }
        entities[Self.key(reference)] = entity
    }

    private static func key(_ reference: EntityReference) -> [UInt8] { Array(reference.id.utf8) }

    func linked(_ reference: EntityReference) -> EntityReference {
        EntityReference(reference.kind, entities[Self.key(reference)]?.name ?? reference.name)
    }

    /// The same claim with the names of the linked entities.
    func linked(_ claim: Claim) -> Claim {
        var linked = claim
        for (field, value) in claim.values {
            if case .entity(let reference) = value { linked[field] = .entity(self.linked(reference)) }
        }
        return linked
    }

    /// The entities that an article mentions, each once, in the order in which the base met them.
    func mentioned(in reading: ArticleReading) -> [(entity: EntityReference, aliases: [String])] {
        var found: [(order: Int, entity: EntityReference, aliases: [String])] = []
        var seen: Set<[UInt8]> = []
        for mention in reading.mentions {
            let key = Self.key(mention.entity)
            guard seen.insert(key).inserted, let entity = entities[key] else { continue }
            let aliases = entity.aliases.sorted { $0.lexicographicallyPrecedes($1) }
            found.append(
                (
                    entity.order, EntityReference(mention.entity.kind, entity.name),
                    aliases.map { String(decoding: $0, as: UTF8.self) }
                ))
        }
        return found.sorted { $0.order < $1.order }.map { ($0.entity, $0.aliases) }
    }
}
