/// A pattern for FTS5, made from plain words; see <https://www.sqlite.org/fts5.html#full_text_query_syntax>.
///
/// Whatever the words hold (quotes, operators, brackets) is text to be found, never syntax.
/// A text without letters and digits is found nowhere.
public struct FullTextPattern: Equatable, Sendable, Bindable {
    /// In the syntax of FTS5.
    public let text: String

    private init(text: String) {
        self.text = text
    }

    /// Rows that hold all these words, in any order; of an item with several words, these one after the other.
    public static func all(_ words: [String]) -> FullTextPattern {
        FullTextPattern(text: words.map(quoted).joined(separator: " AND "))
    }

    /// Rows that hold one of these words or more; of an item with several words, these one after the other.
    public static func any(_ words: [String]) -> FullTextPattern {
        FullTextPattern(text: words.map(quoted).joined(separator: " OR "))
    }

    /// Rows that hold these words one after the other.
    public static func phrase(_ text: String) -> FullTextPattern {
        FullTextPattern(text: quoted(text))
    }

    /// Rows that hold a word that begins so.
    public static func prefix(_ text: String) -> FullTextPattern {
        FullTextPattern(text: quoted(text) + "*")
    }

    private static func quoted(_ word: String) -> String {
        // A string of FTS5 is quoted as an identifier of SQL is, and ends at a NUL.
        String(word.map { $0 == "\0" ? " " : $0 }).quotedIdentifier
    }

    public func sqliteValue() -> Value { .text(text) }
}
