public import KnowledgeModel
import SQLite

extension KnowledgeBase {
    /// Adds readings that people made to the base, all in one transaction: with their articles where these are new, to
    /// what is stored of them where they are not.
    ///
    /// A claim that an article has already changes nothing, so adding twice equals adding once.
    ///
    /// - Returns: How many articles and how many claims are new.
    /// - Throws: ``StoreError/invalidClaim(kind:defect:)`` or ``StoreError/database(_:)``; nothing is stored then.
    public func add(
        _ readings: [(article: Article, reading: ArticleReading)]
    ) throws(StoreError) -> (articles: Int, claims: Int) {
        try write { connection in
            var writer = ArticleWriter(now: now())
            var stored = 0
            let before = try connection.first(Int.self, "SELECT count(*) FROM claim") ?? 0
            for (article, reading) in readings {
                if try writer.write(article, reading, to: connection) {
                    stored += 1
                } else if let key = try connection.first(
                    Int64.self, "SELECT article_key FROM article WHERE sha256 = ?", article.sha256)
                {
                    try writer.write(reading, of: article, key, connection)
                }
            }
            try Refresh(entities: writer.entities, articles: writer.articles).run(connection)
            return (stored, (try connection.first(Int.self, "SELECT count(*) FROM claim") ?? 0) - before)
        }
    }
}
