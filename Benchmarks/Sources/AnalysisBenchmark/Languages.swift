import Foundation
import TextAnalysis

/// Counts English documents, paragraphs and sentences of the treebanks that are called foreign.
enum Languages {
    static func measure(_ data: URL) throws {
        print("split      foreign documents   paragraphs          sentences          unknown sentences")
        for source in Treebank.Source.allCases {
            for split in ["train", "dev"] {
                var documents = (0, 0)
                var paragraphs = (0, 0)
                var sentences = (0, 0)
                var unknown = 0
                for document in try Treebank(contentsOf: source.file(split, in: data)).documents {
                    let analysed = Document(document.text)
                    documents.1 += 1
                    if LanguageIdentifier.guess(for: document.text).isForeign { documents.0 += 1 }
                    var paragraph = 0..<0
                    for (index, sentence) in analysed.sentences.enumerated() {
                        let guess = LanguageIdentifier.guess(for: sentence.tokens, of: analysed)
                        sentences.1 += 1
                        if guess.isForeign { sentences.0 += 1 }
                        if guess.language == nil { unknown += 1 }
                        paragraph = paragraph.lowerBound..<sentence.tokens.upperBound
                        let isLast =
                            index + 1 == analysed.sentences.count
                            || analysed.sentences[index + 1].paragraph != sentence.paragraph
                        if isLast {
                            paragraphs.1 += 1
                            if LanguageIdentifier.guess(for: paragraph, of: analysed).isForeign { paragraphs.0 += 1 }
                            paragraph = paragraph.upperBound..<paragraph.upperBound
                        }
                    }
                }
                print(
                    "\(source.rawValue) \(split.padded(to: 5))  "
                        + [documents, paragraphs, sentences].map { "\($0.0) of \($0.1)".padded(to: 18) }.joined(
                            separator: "  ") + " \(unknown)")
            }
        }
    }
}
