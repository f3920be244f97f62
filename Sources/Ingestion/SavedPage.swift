import KnowledgeModel
import TextAnalysis

/// A web page saved as text, without a header: its title, its date and its furniture are told from the body.
///
/// Blocks are runs of lines between empty lines. At the top stand a masthead (publisher, date, "4 min read") and the
/// title; captions of pictures are strings of keywords; below "More Stories" and the like nothing belongs to the text.
struct SavedPage {
    private(set) var title: String?
    private(set) var publisher: String?
    private(set) var publishedOn: CalendarDate?
    private(set) var body = ""

    init(_ text: String) {
        var blocks = Self.blocks(of: text)
        if let end = blocks.indices.first(where: { $0 > blocks.count / 2 && Self.opensTail(blocks[$0]) }) {
            blocks.removeSubrange(end...)
        }
        readTop(&blocks)
        let kept = blocks.filter { !Self.isFurniture($0) && !Self.isCaption($0) }
        body = kept.joined(separator: "\n\n").trimmed
    }

    private static func blocks(of text: String) -> [String] {
        var blocks: [String] = []
        var current: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.allSatisfy(\.isWhitespace) {
                if !current.isEmpty { blocks.append(current.joined(separator: "\n")) }
                current = []
            } else {
                current.append(line)
            }
        }
        if !current.isEmpty { blocks.append(current.joined(separator: "\n")) }
        return blocks
    }

    // MARK: Top

    private mutating func readTop(_ blocks: inout [String]) {
        for _ in 0..<4 {
            guard let first = blocks.first else { return }
            if let (date, words) = Self.masthead(first) {
                publishedOn = publishedOn ?? date
                publisher = publisher ?? words
                blocks.removeFirst()
            } else if title == nil, let heading = Self.title(first) {
                title = heading
                blocks.removeFirst()
            } else if Self.isFurniture(first) {
                blocks.removeFirst()
            } else {
                return
            }
        }
    }

    /// A short line with a date or a reading time, and what stands before them.
    private static func masthead(_ block: String) -> (CalendarDate?, String?)? {
        guard block.count <= 120, !block.contains("\n"), !endsSentence(block) else { return nil }
        let document = Document(block)
        let date = TimeRecognizer.expressions(in: document, reference: nil).first {
            $0.granularity == .day && $0.period != nil
        }
        let reading = document.tokens.indices.first {
            document.token($0, is: "min") && document.token($0 + 1, is: "read")
                || document.token($0, is: "minute") && document.token($0 + 1, is: "read")
        }
        guard date != nil || reading != nil else { return nil }
        let end = min(
            date?.tokens.lowerBound ?? document.tokens.count, reading.map { max(0, $0 - 1) } ?? document.tokens.count)
        let words = document.text(of: 0..<end)
        let isByline =
            document.token(0, is: "by") || document.token(0, is: "published") || document.token(0, is: "updated")
        return (date?.period?.start, words.isEmpty || isByline || words.count > 60 ? nil : words)
    }

    /// A line without a full stop that can be a headline.
    private static func title(_ block: String) -> String? {
        guard !block.contains("\n"), block.count <= 200, !endsSentence(block), !isFurniture(block), !isCaption(block)
        else { return nil }
        var text = block[...]
        while text.first == "#" { text.removeFirst() }
        return text.trimmed
    }

    // MARK: Furniture

    private static func endsSentence(_ block: String) -> Bool {
        guard let last = block.last(where: { !"\"”’')*".contains($0) }) else { return false }
        return ".:;,".contains(last)
    }

    /// A heading below which other articles are offered.
    private static func opensTail(_ block: String) -> Bool {
        let words = block.lowercased().filter { $0.isLetter || $0 == " " }.trimmed
        return tails.contains(words)
    }

    private static let tails: Set<String> = [
        "more stories", "related", "related articles", "related stories", "related posts", "read next", "read more",
        "more from this author", "recommended", "recommended reading", "you may also like", "you might also like",
        "most read", "most popular", "trending", "trending now", "latest news", "latest stories", "comments",
        "leave a comment", "leave a reply", "share this article", "share this", "about the author", "up next",
        "further reading", "keep reading", "more news", "also read", "editors picks", "top stories",
    ]

    /// Lines that steer a reader and say nothing.
    private static func isFurniture(_ block: String) -> Bool {
        guard block.count <= 100, !endsSentence(block) else { return false }
        let text = block.lowercased()
        let words = text.filter { $0.isLetter || $0 == " " }.trimmed
        if tails.contains(words) || labels.contains(words) { return true }
        return text.contains("min read") || text.contains("minute read") || text.hasPrefix("view all")
            || text.hasPrefix("share on") || text.hasPrefix("image credit") || text.hasPrefix("photo:")
            || text.hasPrefix("image:") || text.hasPrefix("credit:") || text.hasSuffix("→")
            || !block.contains(where: \.isLetter)
    }

    private static let labels: Set<String> = [
        "advertisement", "sponsored", "share", "subscribe", "sign in", "sign up", "log in", "menu", "home",
        "skip to content",
        "listen to this article", "print", "save", "copy link", "newsletter", "getty images", "follow us",
    ]

    /// The keywords under a picture: several words, hardly any capital, no verb and no small word of grammar.
    private static func isCaption(_ block: String) -> Bool {
        guard block.count <= 120, !block.contains("\n"), let last = block.last, last.isLetter || last.isNumber else {
            return false
        }
        let words = block.split(separator: " ")
        guard words.count >= 3, words.count <= 14 else { return false }
        let capitals = words.filter { $0.first?.isUppercase == true }.count
        guard capitals * 2 <= words.count, words.dropFirst().contains(where: { $0.first?.isLowercase == true }) else {
            return false
        }
        return !words.contains { grammar.contains($0.lowercased()) } && !block.contains("-") && !block.contains(",")
    }

    private static let grammar: Set<String> = [
        "the", "a", "an", "of", "in", "on", "at", "to", "for", "with", "by", "from", "is", "are", "was", "were", "will",
        "has", "have", "had", "it", "its", "and", "or", "but", "as", "that", "this", "how", "why", "what", "who", "can",
        "says", "said", "gets", "takes", "than", "into", "over", "after", "not",
    ]
}
