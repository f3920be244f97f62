import KnowledgeModel
import SQLite

/// Keeps the tables that say which entities count as which up to date.
///
/// Only the entities that changed and those that share a block with them are looked at, so that storing an article
/// costs the same in a small and in a large base.
struct EntityRefresh {
    /// Looks again at these entities and their neighbours.
    ///
    /// - Parameter keys: Entities as read that came, went or were judged.
    /// - Returns: The entities that count as something else now than before, or go by another name.
    static func run(_ keys: Set<Int64>, _ connection: borrowing Connection) throws -> Set<Int64> {
        var gone: Set<Int64> = []
        var dirty: Set<Int64> = []
        for key in keys {
            if try connection.first(Int.self, "SELECT 1 FROM entity_name WHERE entity_key = ? LIMIT 1", key) == nil {
                gone.insert(key)
            } else {
                dirty.insert(key)
            }
        }
        // What a vanished entity held together has to be looked at without it.
        for key in gone {
            dirty.formUnion(try neighbours(of: key, connection))
            dirty.formUnion(try judgedPartners(of: key, connection))
        }
        dirty.subtract(gone)
        for key in gone { try delete(key, connection) }
        for key in dirty { try writeBlocks(of: key, connection) }

        let closure = try closure(of: dirty, connection)
        guard !closure.isEmpty else { return [] }
        var entities: [LinkableEntity] = []
        for key in closure { if let entity = try load(key, connection) { entities.append(entity) } }
        var linking = EntityLinking(entities)
        let links = linking.links(try pairJudgements(of: entities, connection))
        return try write(links, entities, connection)
    }

    // MARK: Neighbours

    private static func closure(of dirty: Set<Int64>, _ connection: borrowing Connection) throws -> [Int64] {
        var seen = dirty
        var queue = Array(dirty)
        while let key = queue.popLast() {
            for next in try neighbours(of: key, connection).union(try judgedPartners(of: key, connection))
            where seen.insert(next).inserted {
                queue.append(next)
            }
        }
        return seen.sorted()
    }

    private static func neighbours(of key: Int64, _ connection: borrowing Connection) throws -> Set<Int64> {
        Set(
            try connection.all(
                Int64.self,
                """
                SELECT DISTINCT other.entity_key
                FROM entity_block own
                JOIN entity_block other USING (block)
                WHERE own.entity_key = ?1 AND other.entity_key <> ?1
                """,
                key))
    }

    private static func judgedPartners(of key: Int64, _ connection: borrowing Connection) throws -> Set<Int64> {
        Set(
            try connection.all(
                Int64.self,
                """
                SELECT other.entity_key
                FROM entity own
                JOIN judgement j ON j.entity_id = own.entity_id AND j.action IN ('merge', 'split', 'keep_apart')
                JOIN entity other ON other.entity_id = j.other_id
                WHERE own.entity_key = ?1
                UNION
                SELECT other.entity_key
                FROM entity own
                JOIN judgement j ON j.other_id = own.entity_id AND j.action IN ('merge', 'split', 'keep_apart')
                JOIN entity other ON other.entity_id = j.entity_id
                WHERE own.entity_key = ?1
                """,
                key))
    }

    private static func writeBlocks(of key: Int64, _ connection: borrowing Connection) throws {
        guard let entity = try load(key, connection) else { return }
        try connection.execute("DELETE FROM entity_block WHERE entity_key = ?", key)
        var blocks: Set<String> = []
        for name in entity.names + entity.forms { blocks.formUnion(NameKeys(entity.kind, name).blocks) }
        var insert = try connection.prepare("INSERT INTO entity_block (block, entity_key) VALUES (?, ?)")
        for block in blocks.sorted() { try insert.run(block, key) }
    }

    // MARK: Reading

    private static func load(_ key: Int64, _ connection: borrowing Connection) throws -> LinkableEntity? {
        var row = try connection.prepare("SELECT entity_id, kind FROM entity WHERE entity_key = ?")
        try row.bind(key)
        guard try row.step(), let kind = EntityKind(rawValue: try row.read(1)) else { return nil }
        let id: String = try row.read(0)
        let names = try distinct("entity_name", "name", key, connection)
        guard var name = names.first else { return nil }
        var articleCount = 0
        for candidate in names {
            let count =
                try connection.first(
                    Int.self, "SELECT count(*) FROM entity_name WHERE entity_key = ? AND name = ?", key, candidate) ?? 0
            if count > articleCount { (name, articleCount) = (candidate, count) }
        }
        var forms = try distinct("mention", "text", key, connection).filter { $0 != name }
        var aliases = try connection.prepare(
            """
            SELECT j.action, j.name FROM judgement j
            WHERE j.entity_id = ?1 AND j.action IN ('add_alias', 'remove_alias')
                AND NOT EXISTS (SELECT 1 FROM judgement u WHERE u.undoes = j.judgement_id)
            ORDER BY j.made_at, j.judgement_id
            """)
        try aliases.bind(id)
        var givenForms: [String] = []
        while try aliases.step() {
            let alias: String = try aliases.read(1)
            forms.removeAll { $0 == alias }
            givenForms.removeAll { $0 == alias }
            if try aliases.read(0, as: String.self) == "add_alias" { givenForms.append(alias) }
        }
        forms += givenForms
        let isListed =
            try connection.first(Int.self, "SELECT 1 FROM entity_alias WHERE entity_key = ? LIMIT 1", key) != nil
            || (try connection.first(
                Int.self, "SELECT 1 FROM entity_attribute WHERE entity_key = ? AND source = 'lexicon' LIMIT 1", key))
                != nil
        return LinkableEntity(
            key: key, id: id, kind: kind, name: name, names: names, forms: forms, givenForms: givenForms,
            articleCount: articleCount,
            isListed: isListed)
    }

    /// The distinct values of an indexed column for an entity, in order; each costs one look-up, however often it stands.
    private static func distinct(
        _ table: String, _ column: String, _ key: Int64, _ connection: borrowing Connection
    ) throws -> [String] {
        var values: [String] = []
        var next = try connection.prepare(
            """
            SELECT \(identifier: column) FROM \(identifier: table) WHERE entity_key = ?1 AND \(identifier: column) > ?2
            ORDER BY \(identifier: column) LIMIT 1
            """)
        while true {
            try next.bind(key, values.last ?? "")
            guard try next.step() else { return values }
            values.append(try next.read(0))
            next.reset()
        }
    }

    private static func pairJudgements(
        of entities: [LinkableEntity], _ connection: borrowing Connection
    ) throws -> [PairJudgement] {
        var found: [String: PairJudgement] = [:]
        for entity in entities {
            var statement = try connection.prepare(
                """
                SELECT j.judgement_id, j.action, j.entity_id, j.other_id, j.made_at FROM judgement j
                WHERE j.entity_id = ?1 AND j.other_id IS NOT NULL AND j.action IN ('merge', 'split', 'keep_apart')
                    AND NOT EXISTS (SELECT 1 FROM judgement u WHERE u.undoes = j.judgement_id)
                """)
            try statement.bind(entity.id)
            while try statement.step() {
                let id: String = try statement.read(0)
                found[id] = PairJudgement(
                    left: try statement.read(2), right: try statement.read(3),
                    isSame: try statement.read(1, as: String.self) == "merge", order: try statement.read(4), id: id)
            }
        }
        return Array(found.values)
    }

    // MARK: Writing

    private static func delete(_ key: Int64, _ connection: borrowing Connection) throws {
        for statement: SQL in [
            "DELETE FROM entity_block WHERE entity_key = ?", "DELETE FROM entity_doubt WHERE left_key = ?",
            "DELETE FROM entity_doubt WHERE right_key = ?", "DELETE FROM resolved_entity WHERE entity_key = ?",
            "DELETE FROM entity_alias WHERE entity_key = ?",
        ] { try connection.execute(statement, key) }
        // Others that counted as it are resolved anew; until then they count as themselves.
        try connection.execute("UPDATE resolved_entity SET canonical_key = entity_key WHERE canonical_key = ?", key)
        try connection.execute("DELETE FROM entity WHERE entity_key = ?", key)
    }

    private static func write(
        _ links: EntityLinks, _ entities: [LinkableEntity], _ connection: borrowing Connection
    ) throws -> Set<Int64> {
        let byKey = Dictionary(uniqueKeysWithValues: entities.map { ($0.key, $0) })
        var groups: [Int64: [LinkableEntity]] = [:]
        for entity in entities { groups[links.links[entity.key]?.canonical ?? entity.key, default: []].append(entity) }
        var changed: Set<Int64> = []
        var upsert = try connection.prepare(
            """
            INSERT INTO resolved_entity (entity_key, canonical_key, entity_id, kind, name, reason)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (entity_key) DO UPDATE
            SET canonical_key = ?2, entity_id = ?3, name = ?5, reason = ?6
            WHERE canonical_key <> ?2 OR entity_id <> ?3 OR name <> ?5 OR reason IS NOT ?6
            """)
        for (canonicalKey, group) in groups {
            guard let canonical = byKey[canonicalKey] else { continue }
            let name = try givenName(group, connection) ?? canonical.name
            for entity in group {
                let previous = try connection.first(
                    String.self, "SELECT entity_id FROM resolved_entity WHERE entity_key = ?", entity.key)
                try upsert.run(
                    entity.key, canonicalKey, canonical.id, entity.kind.rawValue, name,
                    links.links[entity.key]?.reason)
                if previous != canonical.id { changed.insert(entity.key) }
            }
        }
        var dropLeft = try connection.prepare("DELETE FROM entity_doubt WHERE left_key = ?1 OR right_key = ?1")
        for entity in entities { try dropLeft.run(entity.key) }
        var insert = try connection.prepare(
            "INSERT INTO entity_doubt (left_key, right_key, score, reason) VALUES (?, ?, ?, ?)")
        for doubt in links.doubts { try insert.run(doubt.left, doubt.right, doubt.score, doubt.reason) }
        return changed
    }

    /// The name that people gave to an entity or to one that counts as it, the latest if there are several.
    private static func givenName(
        _ group: [LinkableEntity], _ connection: borrowing Connection
    ) throws -> String? {
        var latest: (order: String, name: String)?
        for entity in group {
            var statement = try connection.prepare(
                """
                SELECT j.made_at || j.judgement_id, j.name FROM judgement j
                WHERE j.entity_id = ?1 AND j.action = 'rename'
                    AND NOT EXISTS (SELECT 1 FROM judgement u WHERE u.undoes = j.judgement_id)
                ORDER BY 1 DESC LIMIT 1
                """)
            try statement.bind(entity.id)
            if try statement.step() {
                let found: (String, String) = (try statement.read(0), try statement.read(1))
                if latest.map({ $0.order < found.0 }) ?? true { latest = (found.0, found.1) }
            }
        }
        return latest?.name
    }
}
