public import KnowledgeStore
import SQLite

/// Draws what full-text search found.
public struct SearchDrawing: Sendable {
    /// How words that were searched for stand out.
    public enum Marks: Sendable {
        case bold, brackets
    }

    private let marks: Marks

    public init(marks: Marks) {
        self.marks = marks
    }

    /// Two lines a hit: where it stands, and the words.
    public func text(_ hits: [SearchHit]) -> String {
        hits.map { hit in
            let words = hit.pieces.map { piece in
                guard piece.isMatch else { return TextTable.oneLine(piece.text) }
                return marks == .bold
                    ? "\u{1B}[1m" + TextTable.oneLine(piece.text) + "\u{1B}[0m"
                    : "[" + TextTable.oneLine(piece.text) + "]"
            }.joined()
            let source = [hit.publishedOn, hit.publisher, hit.title, hit.articleID].compactMap(\.self)
                .map(TextTable.oneLine).joined(separator: ", ")
            let label = hit.source == .article ? "article" : hit.kinds.joined(separator: ", ")
            return "\(label): \(source)\n  \(words)\n"
        }.joined(separator: "\n")
    }

    /// A JSON array with an object for each hit.
    public static func json(_ hits: [SearchHit]) -> String {
        guard !hits.isEmpty else { return "[]\n" }
        let objects = hits.map { hit in
            let matches = hit.pieces.filter(\.isMatch).map { JSON.string($0.text) }.joined(separator: ", ")
            let kinds = hit.kinds.map(JSON.string).joined(separator: ", ")
            func text(_ text: String?) -> String { text.map(JSON.string) ?? "null" }
            return "{\"source\": \"\(hit.source.rawValue)\", \"text\": \(JSON.string(hit.text)), "
                + "\"matches\": [\(matches)], \"kinds\": [\(kinds)], \"article_id\": \(JSON.string(hit.articleID)), "
                + "\"title\": \(text(hit.title)), \"publisher\": \(text(hit.publisher)), "
                + "\"published_on\": \(text(hit.publishedOn)), \"rank\": \(Numbers.exact(hit.rank))}"
        }
        return "[\n" + objects.joined(separator: ",\n") + "\n]\n"
    }
}
