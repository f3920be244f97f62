import Crypto
public import KnowledgeModel
import TextAnalysis

/// Why a file is not an article.
public enum ArticleError: Error, Equatable, Sendable {
    case empty
    case tooLarge(bytes: Int, limit: Int)
    /// NUL bytes: a picture, an archive, a database.
    case binary(offset: Int)
    /// Bytes that are not UTF-8.
    case invalidUTF8(offset: Int)
    /// Only furniture and no sentence.
    case noText
    /// A header begins with `---` and never ends.
    case unclosedHeader
    /// A date in the front matter that is no date.
    case invalidDate(String)
}

/// Makes an article of a file's bytes.
///
/// Reads Markdown and plain text, with YAML front matter or without, and pages saved as text, of which it tells title,
/// date and furniture from the body.
public struct ArticleReader: Sendable {
    /// Longer files are refused: a newspaper's whole year is smaller.
    public var byteLimit = 20_000_000
    /// Whether a text without a header is taken for a page saved as text, of which furniture is left out.
    public var readsSavedPages = true

    public init() {}

    /// - Throws: ``ArticleError`` saying what is wrong and where. Offsets count bytes.
    public func article(from bytes: [UInt8]) throws(ArticleError) -> Article {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= byteLimit else { throw .tooLarge(bytes: bytes.count, limit: byteLimit) }
        if let offset = bytes.firstIndex(of: 0) { throw .binary(offset: offset) }
        guard var text = String(validating: bytes, as: UTF8.self) else {
            throw .invalidUTF8(offset: Self.firstInvalidOffset(in: bytes))
        }
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        if text.utf8.contains(UInt8(ascii: "\r")) {
            text = text.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
            text = String(text.map { $0 == "\r" ? "\n" : $0 })
        }
        let sha256 = SHA256.hash(data: bytes).hexadecimal
        if let (header, body) = FrontMatter.split(text) {
            return try article(header, body, sha256)
        }
        if FrontMatter.isUnclosed(text) { throw .unclosedHeader }
        guard readsSavedPages else {
            let body = text.trimmed
            guard !body.isEmpty else { throw .noText }
            return Article(text: body, sha256: sha256)
        }
        let page = SavedPage(text)
        guard page.body.contains(where: \.isLetter) else { throw .noText }
        return Article(
            title: page.title, publisher: page.publisher, publishedOn: page.publishedOn, text: page.body, sha256: sha256
        )
    }

    private func article(_ header: FrontMatter, _ body: Substring, _ sha256: String) throws(ArticleError) -> Article {
        var publishedOn: CalendarDate?
        if let text = header["published"] ?? header["published_on"] ?? header["date"] {
            guard let date = CalendarDate(iso: text.prefix(10)) else { throw .invalidDate(text) }
            publishedOn = date
        }
        let text = body.trimmed
        guard text.contains(where: \.isLetter) else { throw .noText }
        return Article(
            title: header["title"], publisher: header["publisher"] ?? header["source"], author: header["author"],
            url: header["url"], publishedOn: publishedOn, text: text, sha256: sha256)
    }

    /// Where decoding first fails. Complexity: linear.
    private static func firstInvalidOffset(in bytes: [UInt8]) -> Int {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var offset = 0
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): offset += UTF8.width(scalar)
            case .emptyInput, .error: return offset
            }
        }
    }
}

extension StringProtocol {
    /// Without white space and empty lines at either end.
    var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
