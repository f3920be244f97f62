public import SQLite

/// A quote or a passage of an article that full-text search found.
public struct SearchHit: Hashable, Sendable {
    public enum Source: String, Sendable {
        /// The quote of a claim.
        case quote
        /// The text or the title of an article.
        case article
    }

    /// A stretch of the text, and whether a searched word stands there.
    public struct Piece: Hashable, Sendable {
        public let text: String
        public let isMatch: Bool
    }

    public let source: Source
    /// The whole quote, or the passage of the article with most of the searched words.
    public let pieces: [Piece]
    public let articleID: String
    public let title: String?
    public let publisher: String?
    public let publishedOn: String?
    /// The views that have claims with this quote, sorted; empty for articles.
    public fileprivate(set) var kinds: [String]
    /// BM25 as SQLite gives it: the lower the better, <https://www.sqlite.org/fts5.html#the_bm25_function>.
    public let rank: Double

    public var text: String { pieces.map(\.text).joined() }
}

/// Full-text search over quotes and articles by words, whatever they are: no part of a text is taken for syntax of FTS5.
public struct TextSearch: Sendable {
    /// Single words, and words that must stand side by side; empty when the text has neither letter nor digit.
    private let phrases: [String]

    /// Longer texts are cut: nobody searches for more words.
    static let wordLimit = 32

    /// - Parameter text: Words; those between quotation marks must stand side by side.
    public init(_ text: String) {
        phrases = Self.phrases(in: text).prefix(Self.wordLimit).map { $0.joined(separator: " ") }
    }

    /// Phrases between quotation marks, and words outside; letters and digits only, so that nothing needs an escape.
    static func phrases(in text: String) -> [[String]] {
        var phrases: [[String]] = []
        var phrase: [String]?
        var word = ""
        func end() {
            if !word.isEmpty {
                if phrase != nil { phrase?.append(word) } else { phrases.append([word]) }
            }
            word = ""
        }
        for scalar in text.unicodeScalars {
            if "\"“”„«»".unicodeScalars.contains(scalar) {
                end()
                if let open = phrase {
                    if !open.isEmpty { phrases.append(open) }
                    phrase = nil
                } else {
                    phrase = []
                }
            } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                word.unicodeScalars.append(scalar)
            } else {
                end()
            }
        }
        end()
        // A mark that nothing closes stands for itself.
        if let open = phrase { phrases += open.map { [$0] } }
        return phrases
    }

    /// What has all of the words, best first, quotes before articles; of a source that has no such thing, what has any
    /// of them.
    ///
    /// Quotes of rejected claims are left out; a quote that several claims share comes once.
    ///
    /// - Parameter limit: At most so many quotes and as many articles.
    public func hits(
        in connection: borrowing Connection, limit: Int
    ) throws(StoreError) -> (hits: [SearchHit], hasAllWords: Bool) {
        guard !phrases.isEmpty, limit > 0 else { return ([], true) }
        let allWords = FullTextPattern.all(phrases)
        let anyWord = FullTextPattern.any(phrases)
        return try StoreError.catching {
            var quotes = try Self.quotes(matching: allWords, connection, limit)
            var articles = try Self.articles(matching: allWords, connection, limit)
            let hasAllWords = !quotes.isEmpty || !articles.isEmpty
            if quotes.isEmpty { quotes = try Self.quotes(matching: anyWord, connection, limit) }
            if articles.isEmpty { articles = try Self.articles(matching: anyWord, connection, limit) }
            return (quotes + articles, hasAllWords)
        }
    }

    private static func quotes(
        matching pattern: FullTextPattern, _ connection: borrowing Connection, _ limit: Int
    ) throws -> [SearchHit] {
        var statement = try connection.prepare(
            """
            SELECT highlight(quote_search, 0, char(2), char(3)), a.article_id, a.title, a.publisher, a.published_on,
                c.kind, quote_search.rank
            FROM quote_search
            JOIN claim c ON c.claim_key = quote_search.rowid
            JOIN claim_standing s ON s.claim_key = c.claim_key AND s.state = 'stands'
            JOIN article a USING (article_key)
            WHERE quote_search MATCH ?
            ORDER BY quote_search.rank, a.published_on DESC, a.article_id, c.quote_start, c.claim_id
            """)
        try statement.bind(pattern)
        var found: [SearchHit] = []
        var places: [String: Int] = [:]
        while try statement.step() {
            let hit = try hit(.quote, statement, kinds: [statement.read(5)], rank: statement.read(6))
            let key = hit.articleID + "\u{1F}" + hit.text
            if let place = places[key] {
                if !found[place].kinds.contains(hit.kinds[0]) { found[place].kinds.append(hit.kinds[0]) }
            } else if found.count < limit {
                places[key] = found.count
                found.append(hit)
            }
        }
        for index in found.indices { found[index].kinds.sort() }
        return found
    }

    private static func articles(
        matching pattern: FullTextPattern, _ connection: borrowing Connection, _ limit: Int
    ) throws -> [SearchHit] {
        var statement = try connection.prepare(
            """
            SELECT snippet(article_search, 1, char(2), char(3), '…', 32), a.article_id, a.title, a.publisher,
                a.published_on, bm25(article_search, 4.0, 1.0) AS score
            FROM article_search
            JOIN article a ON a.article_key = article_search.rowid
            WHERE article_search MATCH ?
            ORDER BY score, a.published_on DESC, a.article_id
            LIMIT ?
            """)
        try statement.bind(pattern, limit)
        var found: [SearchHit] = []
        while try statement.step() { found.append(try hit(.article, statement, kinds: [], rank: statement.read(5))) }
        return found
    }

    private static func hit(
        _ source: SearchHit.Source, _ statement: borrowing Statement, kinds: [String], rank: Double
    ) throws -> SearchHit {
        SearchHit(
            source: source, pieces: pieces(of: try statement.read(0)), articleID: try statement.read(1),
            title: try statement.read(2), publisher: try statement.read(3), publishedOn: try statement.read(4),
            kinds: kinds, rank: rank)
    }

    /// Cuts a text at the control characters round its matches; line ends become spaces.
    private static func pieces(of text: String) -> [SearchHit.Piece] {
        var pieces: [SearchHit.Piece] = []
        var piece = ""
        var isMatch = false
        func end() {
            if !piece.isEmpty { pieces.append(SearchHit.Piece(text: piece, isMatch: isMatch)) }
            piece = ""
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{2}", "\u{3}":
                end()
                isMatch = scalar == "\u{2}"
            case "\n": piece += " "
            default: piece.unicodeScalars.append(scalar)
            }
        }
        end()
        return pieces
    }
}
