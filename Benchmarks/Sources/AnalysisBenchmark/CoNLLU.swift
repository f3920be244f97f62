import Foundation

/// A treebank file in the CoNLL-U format of Universal Dependencies, with the raw text of each document made again.
///
/// Format: <https://universaldependencies.org/format.html>. Empty nodes (`1.1`) are left out.
struct Treebank: Sendable {
    var documents: [TreebankDocument] = []

    var sentences: [TreebankSentence] { documents.flatMap(\.sentences) }

    /// One split of one of the two treebanks that the measurements use.
    enum Source: String, CaseIterable {
        case ewt = "EWT"
        case gum = "GUM"

        func file(_ split: String, in data: URL) -> URL {
            switch self {
            case .ewt: data.appending(path: "ud-english-ewt/en_ewt-ud-\(split).conllu")
            case .gum: data.appending(path: "ud-english-gum-permissive/en_gum-permissive-\(split).conllu")
            }
        }
    }

    init(contentsOf file: URL) throws {
        self.init(conllu: [UInt8](try Data(contentsOf: file)))
    }

    init(conllu bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { buffer in
            var reader = CoNLLUReader(bytes: buffer)
            documents = reader.documents()
        }
    }
}

/// A document of a treebank.
struct TreebankDocument: Sendable {
    var id = ""
    /// The raw text: sentences set apart by a space, unless `SpaceAfter=No` ends one, and paragraphs by an empty line.
    var text = ""
    var sentences: [TreebankSentence] = []
}

/// A sentence of a treebank. Offsets count the UTF-8 bytes of the document's text, half-open.
struct TreebankSentence: Sendable {
    var id = ""
    var startsParagraph = false
    /// The syntactic words, those of multiword tokens one by one.
    var words: [TreebankWord] = []
    /// Where the surface tokens stand, a multiword token such as `don't` as one.
    var surfaces: [Range<Int>] = []

    var range: Range<Int> { (surfaces.first?.lowerBound ?? 0)..<(surfaces.last?.upperBound ?? 0) }
}

/// A syntactic word.
struct TreebankWord: Sendable {
    var form: String
    var lemma: String
    var upos: String
    var xpos: String
    /// The 1-based number of the head in its sentence, 0 for the root.
    var head: Int
    var deprel: String
    /// Where the word stands in the document's text, in UTF-8 bytes; `nil` for a word of a multiword token whose
    /// words do not spell out its surface.
    var range: Range<Int>?
}

/// Reads lines and fields in place; strings are made only for what is kept.
private struct CoNLLUReader {
    let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0
    private var done: [TreebankDocument] = []
    private var document = TreebankDocument()
    private var text: [UInt8] = []
    private var sentence = TreebankSentence()
    /// The words that a multiword token still takes, and the part of its surface that they have not yet spelled out.
    private var multiword: (lastWord: Int, rest: Range<Int>)?
    private var hasSpaceAfter = true

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func documents() -> [TreebankDocument] {
        while index < bytes.count {
            var end = index
            while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
            read(UnsafeBufferPointer(rebasing: bytes[index..<end]))
            index = end + 1
        }
        finishSentence()
        finishDocument()
        return done
    }

    private mutating func read(_ line: UnsafeBufferPointer<UInt8>) {
        guard let first = line.first else { return finishSentence() }
        guard first == UInt8(ascii: "#") else { return readWord(line) }
        if let value = value(of: "# newdoc", in: line) {
            finishDocument()
            document.id = identifier(value)
        } else if value(of: "# newpar", in: line) != nil {
            sentence.startsParagraph = true
        } else if let value = value(of: "# sent_id", in: line) {
            sentence.id = identifier(value)
        }
    }

    /// What follows a comment's name, if the comment has that name and not one that only begins so.
    private func value(of name: StaticString, in line: UnsafeBufferPointer<UInt8>) -> Slice<UnsafeBufferPointer<UInt8>>?
    {
        let length = name.utf8CodeUnitCount
        guard line.count >= length, line.count == length || line[length] == UInt8(ascii: " ") else { return nil }
        for position in 0..<length where line[position] != name.utf8Start[position] { return nil }
        return line[length...]
    }

    private func identifier(_ value: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        let start = value.firstIndex(of: UInt8(ascii: "=")).map { $0 + 1 } ?? value.endIndex
        return String(decoding: value[start...].drop { $0 == UInt8(ascii: " ") }, as: UTF8.self)
    }

    private mutating func readWord(_ line: UnsafeBufferPointer<UInt8>) {
        let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        guard fields.count == 10, !fields[0].contains(UInt8(ascii: ".")) else { return }
        let numbers = fields[0].split(separator: UInt8(ascii: "-")).compactMap { number($0) }
        let isSpaced = !contains("SpaceAfter=No", fields[9])
        if numbers.count == 2 {
            let range = append(fields[1], isSpaced)
            multiword = (numbers[1], range)
            return
        }
        var word = TreebankWord(
            form: string(fields[1]), lemma: string(fields[2]), upos: string(fields[3]), xpos: string(fields[4]),
            head: number(fields[6]) ?? 0, deprel: string(fields[7]), range: nil)
        if let (lastWord, rest) = multiword {
            let length = fields[1].count
            let isLast = numbers.first == lastWord
            if rest.count >= length, !isLast || rest.count == length,
                text[rest.lowerBound..<(rest.lowerBound + length)].elementsEqual(fields[1])
            {
                word.range = rest.lowerBound..<(rest.lowerBound + length)
                multiword = (lastWord, (rest.lowerBound + length)..<rest.upperBound)
            } else {
                multiword = (lastWord, rest.upperBound..<rest.upperBound)
            }
            if isLast { multiword = nil }
        } else {
            word.range = append(fields[1], isSpaced)
        }
        sentence.words.append(word)
    }

    /// Puts a surface token into the document's text.
    private mutating func append(_ form: Slice<UnsafeBufferPointer<UInt8>>, _ isSpaced: Bool) -> Range<Int> {
        if sentence.surfaces.isEmpty, sentence.startsParagraph, !text.isEmpty {
            text.append(contentsOf: "\n\n".utf8)
        } else if hasSpaceAfter, !text.isEmpty {
            text.append(UInt8(ascii: " "))
        }
        let start = text.count
        text.append(contentsOf: form)
        hasSpaceAfter = isSpaced
        sentence.surfaces.append(start..<text.count)
        return start..<text.count
    }

    private mutating func finishSentence() {
        if !sentence.words.isEmpty { document.sentences.append(sentence) }
        sentence = TreebankSentence()
        multiword = nil
    }

    private mutating func finishDocument() {
        if !document.sentences.isEmpty {
            document.text = String(decoding: text, as: UTF8.self)
            done.append(document)
        }
        document = TreebankDocument()
        text = []
        hasSpaceAfter = true
    }

    private func string(_ field: Slice<UnsafeBufferPointer<UInt8>>) -> String { String(decoding: field, as: UTF8.self) }

    private func number(_ field: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        var value = 0
        for byte in field {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return field.isEmpty ? nil : value
    }

    private func contains(_ part: StaticString, _ field: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let length = part.utf8CodeUnitCount
        guard field.count >= length else { return false }
        let wanted = UnsafeBufferPointer(start: part.utf8Start, count: length)
        return (field.startIndex...(field.endIndex - length)).contains {
            field[$0..<($0 + length)].elementsEqual(wanted)
        }
    }
}
