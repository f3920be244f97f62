import KnowledgeModel
import SQLite

/// A claim as the tables hold it.
struct StoredClaim {
    let key: Int64
    let articleKey: Int64
    /// With entities as read.
    let claim: Claim
    /// The identifiers of what the entities count as.
    let identifiers: [ClaimField.Name: String]
    let publishedOn: CalendarDate?
}

extension StoredClaim {
    /// Reads claims by their keys, in the order of the keys.
    static func load(_ keys: some Collection<Int64>, _ connection: borrowing Connection) throws -> [StoredClaim] {
        guard !keys.isEmpty else { return [] }
        let list = try JSONList(keys)
        var kinds: Set<String> = []
        var statement = try connection.prepare(
            "SELECT DISTINCT kind FROM claim WHERE claim_key IN (SELECT value FROM json_each(?))")
        try statement.bind(list)
        while try statement.step() { kinds.insert(try statement.read(0)) }
        var found: [StoredClaim] = []
        for kind in ClaimKind.allCases where kinds.contains(kind.rawValue) {
            var rows = try connection.prepare(SQL(verbatim: kind.loadSQL))
            try rows.bind(list)
            while try rows.step() { found.append(try read(kind, &rows)) }
        }
        return found.sorted { $0.key < $1.key }
    }

    /// The keys of the claims of an article, made ones left out.
    static func keys(ofArticle key: Int64, _ connection: borrowing Connection) throws -> [Int64] {
        try connection.all(
            Int64.self,
            """
            SELECT claim_key FROM claim c WHERE article_key = ? AND NOT EXISTS (
                SELECT 1 FROM amendment m WHERE m.claim_key = c.claim_key
            )
            """,
            key)
    }

    private static func read(_ kind: ClaimKind, _ row: inout Statement) throws -> StoredClaim {
        var values: [ClaimField.Name: ClaimValue] = [:]
        var identifiers: [ClaimField.Name: String] = [:]
        var column = 9
        for field in kind.fields {
            switch field.type {
            case .entity:
                if let word = try row.read(column, as: String?.self), let entityKind = EntityKind(rawValue: word) {
                    values[field.name] = .entity(EntityReference(entityKind, try row.read(column + 1)))
                    identifiers[field.name] = try row.read(column + 2, as: String?.self)
                }
                column += 2
            case .number:
                values[field.name] = try row.read(column, as: Double?.self).map { .number($0) }
            case .flag:
                values[field.name] = .flag(try row.read(column, as: Int64.self) != 0)
            case .period(let isDated):
                if let text = try row.read(column, as: String?.self) {
                    // A fiscal label has no days; only dated columns can tell one.
                    let isFiscal = try isDated && (row.read(column + 1, as: String?.self)) == nil
                    values[field.name] = Period(text, isFiscal: isFiscal).map { .period($0) }
                }
                if isDated { column += 1 }
            case .text, .word, .currency:
                values[field.name] = try row.read(column, as: String?.self).map { .text($0) }
            }
            column += 1
        }
        var claim = Claim(
            kind, values,
            evidence: EvidenceSpan(start: try row.read(5), end: try row.read(6), quote: try row.read(4)),
            confidence: try row.read(2), extractor: try row.read(3))
        claim.isBackground = try row.read(7, as: Int64.self) != 0
        return StoredClaim(
            key: try row.read(0), articleKey: try row.read(1), claim: claim, identifiers: identifiers,
            publishedOn: try row.read(8, as: String?.self).flatMap { CalendarDate(iso: $0) })
    }
}

extension ClaimKind {
    /// Reads claims of this kind by a JSON list of keys: nine columns of the claim, then those of its fields.
    fileprivate var loadSQL: String {
        var columns: [String] = []
        var joins = ""
        for field in fields {
            let name = field.name.rawValue
            switch field.type {
            case .entity:
                columns += ["e_\(name).kind", "n_\(name)", "r_\(name).entity_id"].map {
                    $0 == "n_\(name)"
                        ? "(SELECT min(n.name) FROM entity_name n WHERE n.entity_key = f.\(name)_key AND n.article_key = c.article_key)"
                        : $0
                }
                joins += """

                    LEFT JOIN entity e_\(name) ON e_\(name).entity_key = f.\(name)_key
                    LEFT JOIN resolved_entity r_\(name) ON r_\(name).entity_key = f.\(name)_key
                    """
            case .period(isDated: true): columns += ["f.period", "f.period_start"]
            default: columns.append("f.\(name)")
            }
        }
        return """
            SELECT c.claim_key, c.article_key, c.confidence, c.extractor, c.quote, c.quote_start, c.quote_end,
                c.is_background, a.published_on,
                \(columns.joined(separator: ", "))
            FROM claim c
            JOIN \(tableName) f USING (claim_key)
            JOIN article a USING (article_key)\(joins)
            WHERE c.claim_key IN (SELECT value FROM json_each(?))
            """
    }
}
