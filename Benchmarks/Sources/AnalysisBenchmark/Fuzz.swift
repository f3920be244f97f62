import Foundation
import TextAnalysis

/// Feeds mutated text to the analysis and checks what must hold of every document.
///
/// `fuzz 1000000 7` makes a million inputs from seed 7; the seed is printed. `fuzz-analysis` runs the network, amounts,
/// times and CoNLL-U over each input too.
enum Fuzz {
    static func run(_ data: URL) throws { try run("fuzz") { fault(in: $0) } }

    static func runAnalysis(_ data: URL) throws { try run("fuzz-analysis") { fault(in: $0) ?? analysisFault(in: $0) } }

    private static func run(_ task: String, _ fault: ([UInt8]) -> String?) throws {
        let numbers = CommandLine.arguments.drop { $0 != task }.dropFirst().prefix { Int($0) != nil }.compactMap(
            Int.init)
        let count = numbers.first ?? 200_000
        let seed = UInt64(numbers.dropFirst().first ?? 1)
        var generator = Generator(state: seed)
        var failures = 0
        for index in 0..<count {
            let bytes = input(&generator)
            if let fault = fault(bytes) {
                failures += 1
                if failures <= 20 { print("input \(index): \(fault): \(bytes)") }
            }
        }
        print("seed \(seed), inputs \(count), failures \(failures)")
        if failures > 0 { exit(1) }
    }

    /// What is wrong with the analysis of these bytes, read as UTF-8 with repairs as the ingestion reads them.
    private static func fault(in bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        let document = Document(text)
        let utf8 = Array(text.utf8)
        var covered = [Bool](repeating: false, count: utf8.count)
        var end = 0
        for token in document.tokens {
            guard Int(token.start) >= end, token.end > token.start, Int(token.end) <= utf8.count else {
                return "tokens out of order"
            }
            end = Int(token.end)
            for offset in Int(token.start)..<end { covered[offset] = true }
        }
        var offset = 0
        for scalar in text.unicodeScalars {
            let length = UTF8.width(scalar)
            let count = (offset..<(offset + length)).count { covered[$0] }
            guard count == 0 || count == length else { return "a scalar cut at byte \(offset)" }
            if count == 0, !isSpace(scalar) { return "byte \(offset) in no token" }
            offset += length
        }
        var next = 0
        for sentence in document.sentences {
            guard sentence.tokens.lowerBound == next, !sentence.tokens.isEmpty else { return "sentences with gaps" }
            next = sentence.tokens.upperBound
        }
        guard next == document.tokens.count else { return "tokens in no sentence" }
        let scalars = Array(text.unicodeScalars)
        for index in document.tokens.indices {
            let range = document.scalarRange(of: index..<(index + 1))
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[range])
            guard String(view).utf8.elementsEqual(document.text(of: index).utf8) else {
                return "scalars of token \(index)"
            }
        }
        return nil
    }

    /// What is wrong with the layers, amounts and times of these bytes.
    private static func analysisFault(in bytes: [UInt8]) -> String? {
        let document = Document(String(decoding: bytes, as: UTF8.self)).reanalyzed()
        for sentence in document.sentences where document.isAnalyzed && !sentence.isForeign {
            var roots = 0
            for token in sentence.tokens {
                var steps = 0
                var node = token
                while let head = document.head(node) {
                    guard sentence.tokens.contains(head) else { return "a head outside its sentence" }
                    node = head
                    steps += 1
                    guard steps <= sentence.tokens.count else { return "a cycle" }
                }
                if document.head(token) == nil { roots += 1 }
                guard (document.head(token) == nil) == (document.dependencyLabel(token) == .root) else {
                    return "a root with another label"
                }
                guard document.lemma(token).map({ WordKey($0) }) == document.lemmaKey(token) else {
                    return "two lemmas"
                }
            }
            guard roots == 1 else { return "\(roots) roots" }
        }
        var end = 0
        for name in document.names {
            guard name.tokens.lowerBound >= end, !name.tokens.isEmpty else { return "names that overlap" }
            end = name.tokens.upperBound
        }
        let quantities = QuantityRecognizer.quantities(in: document)
        guard quantities.allSatisfy({ document.tokens.indices.contains($0.tokens.lowerBound) && !$0.tokens.isEmpty })
        else { return "an amount outside the text" }
        let times = TimeRecognizer.reading(of: document, reference: nil)
        guard times.expressions.allSatisfy({ !$0.tokens.isEmpty && $0.tokens.upperBound <= document.tokens.count })
        else {
            return "a time outside the text"
        }
        guard let copy = try? Document(conllu: document.conllu) else { return "CoNLL-U that cannot be read" }
        guard copy.tokens.count == document.tokens.count else { return "CoNLL-U with other tokens" }
        return nil
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || ["\0", "\u{200B}", "\u{2060}", "\u{FEFF}"].contains(scalar)
    }

    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        // SplitMix64.
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private static func input(_ generator: inout Generator) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 1...24, using: &generator) {
            bytes += pieces[Int.random(in: 0..<pieces.count, using: &generator)]
        }
        for _ in 0..<Int.random(in: 0...4, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
            default: bytes.replaceSubrange(place..<min(place + 5, bytes.count), with: [])
            }
        }
        return bytes
    }

    private static let pieces: [[UInt8]] =
        ([
            " ", " ", " ", "\n", "\n\n", "\t", "\0", "\u{A0}", "\u{200B}", "\u{2028}", "\u{FEFF}", "\u{202E}",
            "\u{200F}",
            "\u{301}", "a", "A", "I", "1", "12", "405", "2026", "3.14", "1,234", ".", "..", "...", "…", "!", "?", "?!",
            ",",
            ";", ":", "'", "’", "‘", "\"", "“", "”", "''", "`", "(", ")", "[", "]", "{", "}", "<", ">", "|", "*", "**",
            "#",
            "##", "_", "-", "--", "–", "—", "‑", "/", "\\", "&", "@", "$", "€", "£", "%", "+", "=", "~", "^", "°", "•",
            "⁃",
            "🎉", "👩‍💻", "🇫🇷", "é", "É", "ß", "İ", "数据", "한국", "שלום", "مرحبا", "ไทย", "'s", "n't", "n’t", "don't", "dont",
            "can't", "cannot", "gonna", "US$", "RMB500", "5bn", "10%", "5pm", "7:30PM", "11/28/2000", "713-555-0100",
            "9/11",
            "Q4'25", "'25", "GPT-4.1", "co-founder", "e-mail", "U.S.", "a.m.", "Inc.", "Mr.", "etc.", "No.", "p.",
            "Ph.D.",
            "St.", "J.", "AT&T", "O'Brien", "https://", "www.", "x.ai/", "a@b.com", "file.pdf", ".NET", ":-)", ":)",
            "<3",
            "1.", "2.", "1)", "a.", "b.", ". . .", "[...]", "[3]", "The", "said", "Meta", "xAI", "iPhone",
        ] as [String]).map { Array($0.utf8) } + [
            [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xED, 0xB0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x80],
            [0xE2],
            [0xF0, 0x9F], [0x80], [0xC3],
        ]
}
