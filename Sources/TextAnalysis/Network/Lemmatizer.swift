/// Makes lemmas from words and their Penn tags, by tables learned from the treebanks.
///
/// `Training/lemmas.py` makes the tables: whole words come before endings, longer endings before shorter ones.
struct Lemmatizer: Sendable {
    /// What to do with a word: take bytes off its end and add others.
    private struct Script {
        let removed: Int
        let keepsCapitals: Bool
        let added: UnsafeRawBufferPointer
    }

    private static let longestEnding = 6
    private static let scriptSize = 16
    /// The most bytes that a lemma is longer than its word.
    static let mostAdded = 16

    // Constant data of the program, see `ModelWeights`.
    nonisolated(unsafe) private let keys: UnsafeBufferPointer<UInt64>
    nonisolated(unsafe) private let scripts: UnsafeBufferPointer<UInt16>
    nonisolated(unsafe) private let records: UnsafeBufferPointer<UInt8>
    /// Per tag, the beginnings of the hash for a whole word and for the endings of each mark.
    private let bases: [[UInt8: UInt64]]

    /// What an ending is looked up by, besides its letters.
    private enum Mark {
        static let wholeWord = UInt8(ascii: "=")
        static let ending = UInt8(ascii: "~")
        /// Classes of the letter before an ending.
        static let none = UInt8(ascii: "0")
        static let vowel = UInt8(ascii: "1")
        static let doubled = UInt8(ascii: "2")
        static let other = UInt8(ascii: "3")
        static let all = [wholeWord, ending, none, vowel, doubled, other]
    }

    init(weights: ModelWeights) {
        keys = weights.list("lemmas.keys", of: UInt64.self)
        scripts = weights.list("lemmas.scripts", of: UInt16.self)
        records = weights.list("scripts", of: UInt8.self)
        bases = PennTag.allCases.map { tag in
            Dictionary(
                uniqueKeysWithValues: Mark.all.map { mark in
                    (mark, FeatureExtractor.hash(CollectionOfOne(mark), from: FeatureExtractor.hash(tag.name.utf8)))
                })
        }
    }

    /// Writes the lemma of a word to `out`, which has room for the word and ``mostAdded`` bytes more; returns its length.
    func lemmatize(
        _ word: UnsafeBufferPointer<UInt8>,
        folded: UnsafeBufferPointer<UInt8>,
        tag: PennTag,
        into out: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        if tag == .cardinal, let first = word.first, first >= UInt8(ascii: "0"), first <= UInt8(ascii: "9") {
            return copy(word, without: UInt8(ascii: ","), to: out)
        }
        guard let rule = script(of: folded, tag: tag) else { return copy(word, without: nil, to: out) }
        let length = plain(word, lowers: !rule.keepsCapitals, to: out)
        var count = max(0, length - rule.removed)
        // An ending of bytes must not cut a character in two.
        if count < length, out[count] & 0xC0 == 0x80 { return copy(word, without: nil, to: out) }
        for byte in rule.added {
            out[count] = byte
            count += 1
        }
        return count
    }

    private func copy(
        _ word: UnsafeBufferPointer<UInt8>, without left: UInt8?, to out: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var count = 0
        for byte in word where byte != left {
            out[count] = byte
            count += 1
        }
        return count
    }

    /// Writes a word with plain apostrophes, quotation marks and dashes, and in small letters if wanted.
    private func plain(
        _ word: UnsafeBufferPointer<UInt8>, lowers: Bool, to out: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var count = 0
        var index = 0
        while index < word.count {
            var byte = word[index]
            if byte == 0xE2, index + 2 < word.count, word[index + 1] == 0x80 {
                let mark: StaticString? =
                    switch word[index + 2] {
                    case 0x98, 0x99: "'"
                    case 0x9C, 0x9D: "\""
                    case 0x93, 0x94: "--"
                    default: nil
                    }
                if let mark {
                    for offset in 0..<mark.utf8CodeUnitCount { out[count + offset] = mark.utf8Start[offset] }
                    count += mark.utf8CodeUnitCount
                    index += 3
                    continue
                }
            }
            let isCapital =
                byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
                || index > 0 && word[index - 1] == 0xC3 && byte >= 0x80 && byte <= 0x9E && byte != 0x97
            if lowers, isCapital { byte |= 0x20 }
            out[count] = byte
            count += 1
            index += 1
        }
        return count
    }

    private func script(of form: UnsafeBufferPointer<UInt8>, tag: PennTag) -> Script? {
        let bases = bases[Int(tag.rawValue)]
        func find(_ mark: UInt8, _ start: Int) -> Script? {
            bases[mark].flatMap { self.find(FeatureExtractor.hash(form[start...], from: $0)) }
        }
        if let found = find(Mark.wholeWord, 0) { return found }
        for length in stride(from: min(Self.longestEnding, form.count), through: 0, by: -1) {
            let start = form.count - length
            for mark in [letterClass(before: start, in: form), Mark.ending] {
                if let found = find(mark, start), fits(found, form) { return found }
            }
        }
        return nil
    }

    private func letterClass(before start: Int, in form: UnsafeBufferPointer<UInt8>) -> UInt8 {
        guard start > 0 else { return Mark.none }
        let letter = form[start - 1]
        if start < form.count, letter == form[start] { return Mark.doubled }
        switch letter {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"):
            return Mark.vowel
        default: return Mark.other
        }
    }

    /// Whether a script that takes a doubled letter off with "ed", "ing", "er" or "est" finds a doubled letter.
    private func fits(_ script: Script, _ form: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = form.count - script.removed
        guard script.added.isEmpty, script.removed >= 3, start >= 0 else { return true }
        let suffix = form[(start + 1)...]
        let isInflection =
            suffix.elementsEqual("ed".utf8) || suffix.elementsEqual("ing".utf8) || suffix.elementsEqual("er".utf8)
            || suffix.elementsEqual("est".utf8)
        return !isInflection || start > 0 && form[start - 1] == form[start]
    }

    private func find(_ key: UInt64) -> Script? {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        guard low < keys.count, keys[low] == key else { return nil }
        let start = Int(scripts[low]) * Self.scriptSize
        let added = UnsafeRawBufferPointer(
            UnsafeBufferPointer(rebasing: records[(start + 3)..<(start + 3 + Int(records[start + 2]))]))
        return Script(removed: Int(records[start]), keepsCapitals: records[start + 1] != 0, added: added)
    }
}
