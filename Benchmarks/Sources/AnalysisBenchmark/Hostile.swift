import Foundation
import TextAnalysis

/// Measures speed, on prose and on text made to hurt: the time for ten times as much must be about ten times as long.
enum Hostile {
    static func measure(_ data: URL) throws {
        var prose = ""
        for source in Treebank.Source.allCases {
            for document in try Treebank(contentsOf: source.file("train", in: data)).documents {
                prose += document.text + "\n\n"
            }
        }
        let size = prose.utf8.count
        let best = (0..<5).map { _ in seconds { _ = Document(prose) } }.min() ?? 0
        print("prose \((Double(size) / 1e6 / best).formatted(digits: 1)) MB/s on \(size) bytes")
        print("                         tokens and sentences        the whole analysis")
        print("text                     1 MB s   10 MB s  ratio     10 kB s  100 kB s  ratio")
        for (name, piece) in pieces {
            func times(_ sizes: [Int], _ body: (String) -> Void) -> String {
                let times = sizes.map { size in
                    let text = String(repeating: piece, count: max(1, size / piece.utf8.count))
                    return seconds { body(text) }
                }
                return "\(times[0].formatted(digits: 3).padded(to: 8)) \(times[1].formatted(digits: 3).padded(to: 8)) "
                    + (times[1] / times[0]).formatted(digits: 1).padded(to: 8)
            }
            let cut = times([1_000_000, 10_000_000]) { _ = Document($0) }
            let whole = times([10_000, 100_000]) { text in
                let document = Document(text).reanalyzed()
                _ = QuantityRecognizer.quantities(in: document)
                _ = TimeRecognizer.reading(of: document, reference: nil)
            }
            print("\(name.padded(to: 24)) \(cut)  \(whole)")
        }
    }

    private static func seconds(_ body: () -> Void) -> Double { ContinuousClock().measure(body).seconds }

    private static let pieces = [
        ("one word", "a"), ("capitals", "A"), ("digits", "7"), ("spaces", " "), ("line breaks", "\n"), ("stops", "."),
        ("spaced stops", ". "), ("stops in words", "a."), ("hyphens", "a-"), ("prefixes", "co-"), ("apostrophes", "a'"),
        ("quotation marks", "\""), ("opening brackets", "("), ("citations", "[1 "), ("commas in numbers", "1,"),
        ("dates", "1/"), ("times", "1:"), ("at signs", "a@"), ("domains", "a.com/"), ("ampersands", "A&"),
        ("emoji", "🎉"), ("joined emoji", "👩‍💻"), ("right-to-left marks", "\u{202E}\u{200F}"), ("zero bytes", "\0"),
        ("combining marks", "\u{301}"), ("Chinese", "数据中心"), ("short lines", "ab\n"), ("numbered", "1. "),
        ("bullets", "• a "), ("colons", ":-"), ("exclamations", "!? "), ("angle brackets", "<>"),
    ]
}
