import KnowledgeModel
import SQLite

/// Recognises near-copies of one text, so that what many outlets took from one agency counts once.
///
/// Texts are compared by the Jaccard similarity of their sets of five-word shingles, as MinHash signatures estimate it.
/// Candidates come from the signatures' bands (A. Broder, "On the resemblance and containment of documents", 1997; locality-sensitive
/// hashing by bands as in Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3).
struct ArticleOrigins {
    /// From this similarity on two texts are one with changes by an editor.
    static let threshold = 0.5
    static let wordsPerShingle = 5
    /// 20 bands of 3 rows find a pair of similarity .5 with probability .93, one of .7 with .9998.
    static let bandCount = 20
    static let rowsPerBand = 3

    /// Groups articles that have no origin yet with those that they copy or that copy them.
    ///
    /// Cost: linear in the number of near-copies of each.
    ///
    /// - Returns: Articles whose origin is another one than before.
    static func add(_ keys: Set<Int64>, _ connection: borrowing Connection) throws -> Set<Int64> {
        var changed: Set<Int64> = []
        for key in keys.sorted() {
            let isGrouped =
                try connection.first(Int.self, "SELECT 1 FROM article_origin WHERE article_key = ?", key) != nil
            guard !isGrouped,
                let text = try connection.first(String.self, "SELECT text FROM article WHERE article_key = ?", key)
            else { continue }
            let signature = signature(shingles(text))
            var insert = try connection.prepare(
                "INSERT INTO article_band (band, article_key) VALUES (?, ?) ON CONFLICT DO NOTHING")
            for band in bands(signature) { try insert.run(band, key) }
            try connection.execute(
                "INSERT INTO article_origin (article_key, origin_key, source, signature) VALUES (?1, ?1, '', ?2)", key,
                signature.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) } })
            var group: Set<Int64> = [key]
            for copy in try copies(of: key, connection) where !group.contains(copy) {
                group.formUnion(try members(ofGroupWith: copy, connection))
            }
            changed.formUnion(try write(group.sorted(), connection))
        }
        return changed
    }

    /// The articles that share a band with one, and so may be copies of it.
    static func candidates(of key: Int64, _ connection: borrowing Connection) throws -> Set<Int64> {
        Set(
            try connection.all(
                Int64.self,
                """
                SELECT DISTINCT other.article_key
                FROM article_band own
                JOIN article_band other USING (band)
                WHERE own.article_key = ?1 AND other.article_key <> ?1
                """,
                key))
    }

    private static func copies(of key: Int64, _ connection: borrowing Connection) throws -> [Int64] {
        let candidates = try candidates(of: key, connection)
        guard !candidates.isEmpty, let own = try storedSignature(key, connection) else { return [] }
        return try candidates.sorted().filter { candidate in
            try storedSignature(candidate, connection).map { similarity(own, $0) >= threshold } ?? false
        }
    }

    private static func members(ofGroupWith key: Int64, _ connection: borrowing Connection) throws -> Set<Int64> {
        Set(
            try connection.all(
                Int64.self,
                """
                SELECT article_key FROM article_origin
                WHERE origin_key = (SELECT origin_key FROM article_origin WHERE article_key = ?)
                """,
                key))
    }

    /// Finds the groups of these articles anew, after one that may have held them together went.
    static func regroup(_ dirty: Set<Int64>, _ connection: borrowing Connection) throws -> Set<Int64> {
        var seen: Set<Int64> = []
        var changed: Set<Int64> = []
        for start in dirty.sorted() where !seen.contains(start) {
            // The connected part of the graph of near-copies.
            var group: [Int64] = []
            var queue = [start]
            seen.insert(start)
            while let key = queue.popLast() {
                group.append(key)
                for copy in try copies(of: key, connection) where seen.insert(copy).inserted { queue.append(copy) }
            }
            changed.formUnion(try write(group, connection))
        }
        return changed
    }

    private static func storedSignature(_ key: Int64, _ connection: borrowing Connection) throws -> [UInt8]? {
        try connection.first([UInt8].self, "SELECT signature FROM article_origin WHERE article_key = ?", key)
    }

    private static func write(_ group: [Int64], _ connection: borrowing Connection) throws -> Set<Int64> {
        var articles: [(key: Int64, order: String, id: String, publisher: String?)] = []
        for key in group {
            var row = try connection.prepare(
                "SELECT coalesce(published_on, '9999'), article_id, publisher FROM article WHERE article_key = ?")
            try row.bind(key)
            guard try row.step() else { continue }
            articles.append((key, try row.read(0), try row.read(1), try row.read(2)))
        }
        guard let origin = articles.min(by: { ($0.order, $0.id) < ($1.order, $1.id) }) else { return [] }
        let source = origin.publisher.map(fold).flatMap { $0.isEmpty ? nil : $0 } ?? "article \(origin.id)"
        var changed: Set<Int64> = []
        var update = try connection.prepare(
            """
            UPDATE article_origin SET origin_key = ?2, source = ?3
            WHERE article_key = ?1 AND (origin_key <> ?2 OR source <> ?3)
            """)
        for article in articles {
            try update.run(article.key, origin.key, source)
            if connection.changedRows > 0 { changed.insert(article.key) }
        }
        return changed
    }

    /// One spelling for a publisher: `The Register`, `the register`.
    private static func fold(_ publisher: String) -> String {
        var words = NameKeys.words(of: publisher)
        if words.count > 1, words.first == "the" { words.removeFirst() }
        return words.joined(separator: " ")
    }

    // MARK: Texts

    /// Hashes of all runs of five words; a shorter text is one run.
    static func shingles(_ text: String) -> Set<UInt64> {
        var words: [UInt64] = []
        var hash = offsetBasis
        var isInWord = false
        for byte in text.utf8 {
            let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
            let isLetter = lower >= 0x80 || (lower >= 0x61 && lower <= 0x7A) || (lower >= 0x30 && lower <= 0x39)
            if isLetter {
                hash = mix(hash, UInt64(lower))
                isInWord = true
            } else if isInWord {
                words.append(hash)
                hash = offsetBasis
                isInWord = false
            }
        }
        if isInWord { words.append(hash) }
        guard words.count >= wordsPerShingle else {
            return words.isEmpty ? [] : [words.reduce(offsetBasis, mix)]
        }
        var shingles: Set<UInt64> = []
        for start in 0...(words.count - wordsPerShingle) {
            shingles.insert(words[start..<start + wordsPerShingle].reduce(offsetBasis, mix))
        }
        return shingles
    }

    /// The MinHash signature of a set: the least value of each of the hash functions, its low 32 bits.
    static func signature(_ shingles: Set<UInt64>) -> [UInt32] {
        var minima = [UInt64](repeating: .max, count: bandCount * rowsPerBand)
        for shingle in shingles {
            for row in minima.indices {
                let value = scrambled(shingle &+ UInt64(row) &* 0x9E37_79B9_7F4A_7C15)
                if value < minima[row] { minima[row] = value }
            }
        }
        return minima.map { UInt32(truncatingIfNeeded: $0) }
    }

    /// The share of hash functions with one least value, which estimates the similarity of the sets.
    static func similarity(_ left: [UInt8], _ right: [UInt8]) -> Double {
        guard left.count == right.count, !left.isEmpty else { return 0 }
        var equal = 0
        for start in stride(from: 0, to: left.count, by: 4) where left[start..<start + 4] == right[start..<start + 4] {
            equal += 1
        }
        return Double(equal) / Double(left.count / 4)
    }

    static func bands(_ signature: [UInt32]) -> [Int64] {
        (0..<bandCount).map { band in
            let rows = signature[(band * rowsPerBand)..<((band + 1) * rowsPerBand)]
            return Int64(bitPattern: rows.reduce(scrambled(UInt64(band))) { mix($0, UInt64($1)) })
        }
    }

    private static let offsetBasis: UInt64 = 0xCBF2_9CE4_8422_2325

    /// One step of FNV-1a over 64-bit values.
    private static func mix(_ hash: UInt64, _ value: UInt64) -> UInt64 { (hash ^ value) &* 0x0000_0100_0000_01B3 }

    /// The finaliser of SplitMix64.
    private static func scrambled(_ value: UInt64) -> UInt64 {
        var value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
