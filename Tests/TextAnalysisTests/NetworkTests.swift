import CKernels
import TestSupport
import Testing

@testable import TextAnalysis

@Suite struct NetworkTests {
    /// Made by `Training/features.py`: the number of rows, the hash of the folded word, and a hash over all rows.
    @Test(
        arguments: [
            ("a", 12, 0xAF63_DC4C_8601_EC8C, 0x1615_A623_BE1D_95C1),
            ("Meta", 20, 0x4320_E9A2_E32E_AC38, 0x1577_2A55_CA36_4988),
            ("GPT", 17, 0xD523_5518_FAE1_F922, 0xCD68_5199_42AC_4D80),
            ("5.4", 17, 0x4E18_DE18_1D0A_2219, 0xC812_416C_2D7A_1276),
            ("“", 12, 0xAF63_9F4C_8601_84E5, 0x6636_1F40_C18D_F785),
            ("’s", 14, 0x07BB_4507_B485_D7AF, 0x8FB3_633A_7ECB_7E84),
            ("n’t", 17, 0x2219_C619_2631_6022, 0xEFC6_5842_6E05_723F),
            ("—", 14, 0x07D0_1707_B497_E58F, 0x8BEF_139B_6B60_2B3F),
            ("café", 23, 0x48E8_823A_CFA4_0D89, 0xAB11_0201_C92D_D90A),
            ("ÉCOLE", 26, 0xCC08_D719_85D9_4200, 0x3F03_AB0F_2A15_3EE7),
            ("London", 26, 0xA49C_9273_924C_F85F, 0xA7FD_1305_6310_AC81),
            ("Jane", 20, 0x9873_95DE_5A6C_6651, 0x1A99_CA57_8294_B745),
            ("antidisestablishmentarianism", 92, 0x6D03_4BCC_86B0_AF2E, 0xE838_5211_1372_4036),
            (String(repeating: "x", count: 100), 128, 0xCB67_9933_5FB7_37C5, 0xF454_2038_3E05_397D),
            ("日本", 26, 0x121D_7E35_A6D3_CE91, 0x1639_BCFB_AD1F_D979),
            ("🎉", 20, 0xFF4A_C438_7543_2F29, 0xAA88_E6F1_E2C4_E275),
            ("$", 12, 0xAF63_994C_8601_7AB3, 0x2619_4439_EC37_FCE5),
            ("U.S.", 20, 0x9088_C9E5_C0B0_53DF, 0xBBA1_6C00_08AA_3C9E),
        ] as [(String, Int, UInt64, UInt64)])
    func `A word's features are those of the training script`(
        _ word: String, _ count: Int, _ wordHash: UInt64, _ rowHash: UInt64
    ) {
        let extractor = FeatureExtractor(weights: .english)
        var rows: [Int] = []
        Array(word.utf8).withUnsafeBufferPointer { bytes in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: FeatureExtractor.longestWord) { buffer in
                let folded = UnsafeBufferPointer(rebasing: buffer[..<FeatureExtractor.fold(bytes, into: buffer)])
                #expect(FeatureExtractor.hash(folded) == wordHash)
                extractor.forEachSubwordRow(of: bytes, folded: folded, hasSpaceBefore: true) { rows.append($0) }
            }
        }
        #expect(rows.count == count)
        // Their order is no matter.
        let bytes = rows.sorted().flatMap { row in (0..<4).map { UInt8(truncatingIfNeeded: row >> (8 * $0)) } }
        #expect(FeatureExtractor.hash(bytes) == rowHash)
    }

    @Test func `Products are the same whatever instructions make them`() {
        var generator = SeededGenerator(seed: 3)
        for columns in [16, 32, 48, 96, 128, 224] {
            for (rows, count) in [(1, 1), (2, 4), (3, 5), (5, 4), (17, 9), (64, 16)] {
                let weights = (0..<(rows * columns)).map { _ in Int8.random(in: -127...127, using: &generator) }
                let vectors = (0..<(count * columns)).map { _ in Int8.random(in: -127...127, using: &generator) }
                let sums = (0..<rows).map { row in
                    weights[(row * columns)..<((row + 1) * columns)].reduce(0) { $0 + Int32($1) }
                }
                let scales = [Float](repeating: 1, count: rows)
                var result = [Int32](repeating: 0, count: rows * count)
                withUnsafeBase(of: weights) { weights in
                    withUnsafeBase(of: scales) { scales in
                        withUnsafeBase(of: sums) { sums in
                            var matrix = dossier_matrix(
                                weights: weights, scales: scales, sums: sums, rows: Int32(rows),
                                columns: Int32(columns))
                            dossier_multiply(&matrix, vectors, Int32(count), &result)
                        }
                    }
                }
                for vector in 0..<count {
                    for row in 0..<rows {
                        let sum = (0..<columns).reduce(0) {
                            $0 + Int(weights[row * columns + $1]) * Int(vectors[vector * columns + $1])
                        }
                        #expect(Int(result[vector * rows + row]) == sum, "\(rows)×\(columns), \(count) vectors")
                    }
                }
            }
        }
    }

    private func withUnsafeBase<Element>(of array: [Element], _ body: (UnsafePointer<Element>) -> Void) {
        array.withUnsafeBufferPointer { if let base = $0.baseAddress { body(base) } }
    }

    @Test func `A rounded vector comes back within half a step`() {
        var generator = SeededGenerator(seed: 4)
        for count in [1, 7, 96] {
            let vector = (0..<count).map { _ in Float.random(in: -3...3, using: &generator) }
            var rounded = [Int8](repeating: 0, count: count)
            let scale = dossier_quantize(vector, Int32(count), &rounded)
            for index in 0..<count {
                #expect(abs(Float(rounded[index]) * scale - vector[index]) <= scale * 0.51)
            }
            #expect(rounded.map { abs(Int($0)) }.max() == 127)
        }
        var zeros = [Int8](repeating: 1, count: 4)
        #expect(dossier_quantize([0, 0, 0, 0], 4, &zeros) == 0)
        #expect(zeros == [0, 0, 0, 0])
    }

    @Test func `A sentence is read alike alone and among others`() {
        let sentences = [
            "Acme raised $3 billion.", "It is led by Jane Roe, who founded it in 2021, and has offices in Paris.",
            "Shares fell 4%.", "Why?",
        ]
        let together = Document(analyzing: sentences.joined(separator: "\n\n"))
        #expect(together.sentences.count == sentences.count)
        for (sentence, text) in zip(together.sentences, sentences) {
            let alone = Document(analyzing: text)
            for (index, token) in sentence.tokens.enumerated() {
                #expect(together.pennTag(token) == alone.pennTag(index))
                #expect(together.dependencyLabel(token) == alone.dependencyLabel(index))
                #expect(together.head(token).map { $0 - sentence.tokens.lowerBound } == alone.head(index))
                #expect(together.lemma(token) == alone.lemma(index))
            }
        }
    }

    @Test func `Whatever the text, each sentence has one root and no cycle, and names do not overlap`() {
        var generator = SeededGenerator(seed: 11)
        let pieces = [
            "Acme", " said ", "(", ")", "“", "$5bn", "\u{0}", "🎉", "\n\n", ". ", " the ", "–", "\u{202E}", "Jane Roe",
            " of ", ", ", "GPT-5", "é", "\u{FFFD}", "ing ", String(repeating: "(", count: 300),
            String(repeating: "word ", count: 260),
        ]
        for _ in 0..<60 {
            let text = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                pieces.randomElement(using: &generator)!
            }.joined()
            let document = Document(analyzing: text)
            guard document.isAnalyzed else { continue }
            for sentence in document.sentences where !sentence.isForeign {
                let heads = sentence.tokens.map { document.head($0).map { $0 - sentence.tokens.lowerBound + 1 } ?? 0 }
                #expect(TreeDecoder.isTree(heads), "\(text)")
                for token in sentence.tokens {
                    #expect((document.dependencyLabel(token) == .root) == (document.head(token) == nil))
                }
            }
            var end = 0
            for name in document.names {
                #expect(name.tokens.lowerBound >= end && !name.tokens.isEmpty)
                end = name.tokens.upperBound
                #expect(
                    document.sentenceIndex(ofToken: name.tokens.lowerBound) == document.sentenceIndex(ofToken: end - 1))
            }
        }
    }

    @Test func `Foreign paragraphs and foreign texts are left alone`() {
        let german =
            "Die Firma hat am Montag mitgeteilt, dass sie nicht mehr in der Stadt ist und das Geld für die neuen Modelle ausgibt."
        #expect(!Document(analyzing: german).isAnalyzed)
        let mixed = Document(
            analyzing:
                "The company said on Monday that it had bought Orbit for $3 billion.\n\n\(german)\n\nShares of the company fell after that."
        )
        #expect(mixed.isAnalyzed)
        #expect(mixed.sentences.map(\.isForeign) == [false, true, false])
        for sentence in mixed.sentences {
            for token in sentence.tokens { #expect((mixed.universalTag(token) == nil) == sentence.isForeign) }
        }
    }

    @Test func `An English paragraph is read even where most of the text is foreign`() {
        let german = String(
            repeating:
                "Die Firma hat am Montag mitgeteilt, dass sie nicht mehr in der Stadt ist und das Geld ausgibt.\n\n",
            count: 4)
        let document = Document(
            analyzing: german + "The company said on Monday that it had bought Orbit for $3 billion.")
        #expect(document.sentences.map(\.isForeign) == [true, true, true, true, false])
    }

    @Test(arguments: [
        ("The companies were founded by the men.", "the company be found by the man ."),
        ("She said it hasn't been running better.", "she say it have not be run good ."),
        ("Analysts' estimates rose, leaving shares higher.", "analyst 's estimate rise , leave share high ."),
    ])
    func `Lemmas are the forms that dictionaries list`(_ text: String, _ expected: String) {
        let document = Document(analyzing: text)
        let lemmas = document.tokens.indices.map { document.lemma($0) ?? "_" }.joined(separator: " ")
        #expect(lemmas == expected)
        for token in document.tokens.indices {
            #expect(document.lemmaKey(token) == WordKey(document.lemma(token) ?? ""))
        }
    }
}
