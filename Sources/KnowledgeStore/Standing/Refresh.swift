import KnowledgeModel
import SQLite

/// Brings the derived tables up to date after rows of reading or judgements came or went.
///
/// What the derived tables hold is a function of the articles, what reading them gave, and the judgements: the order in
/// which these came leaves no trace. A refresh looks only at what may have changed.
struct Refresh {
    /// Entities as read that came, went or were judged.
    var entities: Set<Int64> = []
    /// Articles that came or whose claims were judged.
    var articles: Set<Int64> = []
    /// Questions of claims that went.
    var questions: Set<String> = []
    /// Articles whose copies went.
    var copies: Set<Int64> = []
    /// Rules whose claims were judged or went.
    var extractors: Set<String> = []

    /// Everything anew.
    static func all(_ connection: borrowing Connection) throws -> Refresh {
        try connection.execute("DELETE FROM article_band")
        try connection.execute("DELETE FROM article_origin")
        var refresh = Refresh()
        refresh.entities = Set(try connection.all(Int64.self, "SELECT entity_key FROM entity"))
        refresh.articles = Set(try connection.all(Int64.self, "SELECT article_key FROM article"))
        return refresh
    }

    func run(_ connection: borrowing Connection) throws {
        // Derived rows point at each other; they agree again when the transaction ends.
        try connection.execute("PRAGMA defer_foreign_keys = ON")
        var dirtyEntities = entities
        var dirtyClaims: Set<Int64> = []
        var dirtyQuestions = questions
        var dirtyExtractors = extractors

        let moved = try ArticleOrigins.add(articles, connection)
            .union(ArticleOrigins.regroup(copies, connection))
        dirtyQuestions.formUnion(try Self.questions(ofArticles: moved.subtracting(articles), connection))

        for article in articles.sorted() {
            var judging = ArticleJudging(articleKey: article)
            try judging.run(connection)
            dirtyEntities.formUnion(judging.entities)
            dirtyClaims.formUnion(judging.claims)
            dirtyQuestions.formUnion(judging.questions)
            dirtyExtractors.formUnion(judging.extractors)
        }

        let renamed = try EntityRefresh.run(dirtyEntities, connection)
        dirtyClaims.formUnion(try Self.claims(naming: renamed, connection))

        dirtyQuestions.formUnion(try StandingWriter.writeQuestions(of: dirtyClaims, connection))
        for question in dirtyQuestions.sorted() { try StandingWriter.resolve(question, connection) }
        for extractor in dirtyExtractors.sorted() { try StandingWriter.weigh(extractor, connection) }
    }

    // MARK: What else is touched

    static func questions(
        ofArticles articles: Set<Int64>, _ connection: borrowing Connection
    ) throws -> Set<String> {
        var found: Set<String> = []
        for article in articles {
            found.formUnion(
                try connection.all(
                    String.self,
                    "SELECT s.question FROM claim c JOIN claim_standing s USING (claim_key) WHERE c.article_key = ?",
                    article))
        }
        return found
    }

    /// Claims whose questions name one of these entities.
    private static func claims(
        naming entities: Set<Int64>, _ connection: borrowing Connection
    ) throws -> Set<Int64> {
        var found: Set<Int64> = []
        guard !entities.isEmpty else { return found }
        let list = try JSONList(entities.sorted())
        for kind in ClaimKind.allCases {
            for field in kind.fields {
                guard case .entity = field.type else { continue }
                var statement = try connection.prepare(
                    """
                    SELECT claim_key FROM \(identifier: kind.tableName)
                    WHERE \(identifier: field.name.rawValue + "_key") IN (SELECT value FROM json_each(?))
                    """)
                try statement.bind(list)
                while try statement.step() { found.insert(try statement.read(0)) }
            }
        }
        return found
    }
}
