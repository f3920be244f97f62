import KnowledgeModel
import TextAnalysis

/// Finds the sentences that hold a stretch of an article's text.
struct SentenceFinder {
    private let document: Document

    init(_ text: String) {
        document = Document(text)
    }

    /// The sentence that holds a span, or the sentences from its first word to its last.
    func sentence(holding span: EvidenceSpan) -> String? {
        let scalars = document.text.unicodeScalars
        guard
            let start = scalars.index(scalars.startIndex, offsetBy: span.start, limitedBy: scalars.endIndex),
            let end = scalars.index(start, offsetBy: span.end - span.start, limitedBy: scalars.endIndex)
        else { return nil }
        let utf8 = document.text.utf8
        return sentence(
            holding: utf8.distance(from: utf8.startIndex, to: start)..<utf8.distance(from: utf8.startIndex, to: end))
    }

    /// The sentence round the first place where the text has these words exactly.
    func sentence(holding words: String) -> String? {
        guard let range = document.text.firstRange(of: words) else { return nil }
        let utf8 = document.text.utf8
        return sentence(
            holding: utf8.distance(
                from: utf8.startIndex, to: range.lowerBound)..<utf8.distance(
                    from: utf8.startIndex, to: range.upperBound))
    }

    /// - Parameter bytes: UTF-8 offsets.
    private func sentence(holding bytes: Range<Int>) -> String? {
        let tokens = document.tokens
        guard let first = tokens.firstIndex(where: { Int($0.end) > bytes.lowerBound }),
            let last = tokens.lastIndex(where: { Int($0.start) < bytes.upperBound }), first <= last
        else { return nil }
        let start = document.sentences[document.sentenceIndex(ofToken: first)].tokens.lowerBound
        let end = document.sentences[document.sentenceIndex(ofToken: last)].tokens.upperBound
        return document.text(of: start..<end)
    }
}
