/// CoNLL-U: the exchange format of Universal Dependencies, <https://universaldependencies.org/format.html>.
extension Document {
    /// The document in CoNLL-U: a block a sentence, a line a token.
    ///
    /// Names stand in the last column as `Name=B-organization`, and `SpaceAfter=No` where no white space follows.
    public var conllu: String {
        var out = ""
        var nameOf: [Int: RecognizedName] = [:]
        for name in names { for token in name.tokens { nameOf[token] = name } }
        var paragraph = -1
        for (number, sentence) in sentences.enumerated() where !sentence.tokens.isEmpty {
            if sentence.paragraph != paragraph {
                paragraph = sentence.paragraph
                out += "# newpar\n"
            }
            out += "# sent_id = \(number + 1)\n"
            out += "# text = \(Self.oneLine(text(of: sentence.tokens)))\n"
            for token in sentence.tokens {
                var misc: [String] = []
                if let name = nameOf[token] {
                    misc.append("Name=\(token == name.tokens.lowerBound ? "B" : "I")-\(name.kind)")
                }
                if token + 1 < tokens.count, !tokens[token + 1].hasSpaceBefore {
                    misc.append("SpaceAfter=No")
                }
                let isKnown = dependencyLabel(token) != nil
                let head = isKnown ? head(token).map { "\($0 - sentence.tokens.lowerBound + 1)" } ?? "0" : "_"
                let fields = [
                    "\(token - sentence.tokens.lowerBound + 1)", Self.oneLine(text(of: token)),
                    lemma(token).map(Self.oneLine) ?? "_", universalTag(token)?.name ?? "_",
                    pennTag(token)?.name ?? "_", "_", head, dependencyLabel(token)?.name ?? "_", "_",
                    misc.isEmpty ? "_" : misc.joined(separator: "|"),
                ]
                out += fields.joined(separator: "\t") + "\n"
            }
            out += "\n"
        }
        return out
    }

    /// Tabs and line ends inside a field would end it.
    private static func oneLine(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.value {
                    case ..<0x20, 0x85, 0x2028, 0x2029: " "
                    default: scalar
                    }
                }))
    }

    /// Builds a document from CoNLL-U, with the tags, lemmas, heads, labels and names that it states.
    ///
    /// The text is made of the words, with a space between them unless a line says `SpaceAfter=No`; sentences follow
    /// each other after a space, paragraphs (`# newpar`) after an empty line. The words of a multiword token stand
    /// without spaces; empty nodes are passed over.
    ///
    /// - Throws: ``CoNLLUError`` for a line that cannot be read.
    public init(conllu: String) throws(CoNLLUError) {
        var builder = CoNLLUBuilder()
        var number = 0
        for line in conllu.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" }) {
            number += 1
            try builder.add(line, number)
        }
        try builder.endSentence()
        self = builder.document
    }
}

/// Why a text is not CoNLL-U.
public struct CoNLLUError: Error, Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        case columnCount(Int)
        case unknownValue(column: String, value: String)
        /// Words that depend on each other in a circle.
        case cycle
        /// A sentence of more words than can be read.
        case tooLong(limit: Int)
    }

    /// Counts from 1.
    public let line: Int
    public let reason: Reason
}

private struct CoNLLUBuilder {
    private var bytes: [UInt8] = []
    private var spans: [Range<Int>] = []
    private var shapes: [Token.Shape] = []
    private var sentences: [Sentence] = []
    private var annotations = Annotations(tokens: 0)
    private var lemmas: [String] = []
    /// Whether any tag or label is stated.
    private var hasLayers = false
    private var paragraph = -1
    private var sentenceStart = 0
    /// The lines of the sentence's words.
    private var lines: [Int] = []
    private var startsParagraph = true
    private var hasSpace = true
    /// The last word of a multiword token, and whether white space follows it.
    private var multiword = (end: 0, hasSpaceAfter: true)

    var document: Document {
        var annotations = annotations
        annotations.statedLemmas = lemmas
        let tokens = zip(spans, shapes).map { Tokenizer.token(spanning: $0, in: bytes, layout: $1) }
        return Document(
            text: String(decoding: bytes, as: UTF8.self), bytes: bytes, tokens: tokens, sentences: sentences,
            annotations: hasLayers || !annotations.names.isEmpty ? annotations : nil)
    }

    mutating func add(_ line: Substring, _ number: Int) throws(CoNLLUError) {
        if line.isEmpty {
            try endSentence()
        } else if line.hasPrefix("#") {
            if line.hasPrefix("# newpar") || line.hasPrefix("# newdoc") { startsParagraph = true }
        } else {
            try addToken(line.split(separator: "\t", omittingEmptySubsequences: false), number)
        }
    }

    /// Makes heads count the document's tokens, once it is known that all are in the sentence.
    mutating func endSentence() throws(CoNLLUError) {
        guard spans.count > sentenceStart else { return }
        guard spans.count - sentenceStart <= Self.longestSentence else {
            throw CoNLLUError(line: lines[Self.longestSentence], reason: .tooLong(limit: Self.longestSentence))
        }
        for index in sentenceStart..<spans.count where annotations.heads[index] >= 0 {
            let head = Int(annotations.heads[index]) + sentenceStart
            guard head < spans.count, head != index else {
                let value = String(annotations.heads[index] + 1)
                throw CoNLLUError(
                    line: lines[index - sentenceStart], reason: .unknownValue(column: "HEAD", value: value))
            }
            annotations.heads[index] = Int32(head)
        }
        for index in sentenceStart..<spans.count where isOnCycle(index) {
            throw CoNLLUError(line: lines[index - sentenceStart], reason: .cycle)
        }
        lines = []
        sentences.append(Sentence(tokens: sentenceStart..<spans.count, kind: .prose, paragraph: paragraph))
        sentenceStart = spans.count
        multiword = (0, true)
    }

    /// Trees are found at a cost that grows with the square of a sentence's length.
    private static let longestSentence = 1_000

    private func isOnCycle(_ token: Int) -> Bool {
        var node = token
        for _ in sentenceStart..<spans.count {
            guard annotations.heads[node] >= 0 else { return false }
            node = Int(annotations.heads[node])
            if node == token { return true }
        }
        return false
    }

    private mutating func addToken(_ fields: [Substring], _ line: Int) throws(CoNLLUError) {
        guard fields.count == 10 else {
            throw CoNLLUError(line: line, reason: .columnCount(fields.count))
        }
        func unknown(_ column: String, _ field: Int) -> CoNLLUError {
            CoNLLUError(line: line, reason: .unknownValue(column: column, value: String(fields[field])))
        }
        let hasSpaceAfter = !fields[9].split(separator: "|").contains("SpaceAfter=No")
        if let dash = fields[0].firstIndex(of: "-") {
            guard let end = Int(fields[0][fields[0].index(after: dash)...]) else { throw unknown("ID", 0) }
            multiword = (end, hasSpaceAfter)
            return
        }
        if fields[0].contains(".") { return }
        guard let id = Int(fields[0]), !fields[1].isEmpty else { throw unknown("ID", 0) }
        let universal = fields[3] == "_" ? UInt8.max : UniversalTag(name: String(fields[3]))?.rawValue
        guard let universal else { throw unknown("UPOS", 3) }
        let penn = fields[4] == "_" ? UInt8.max : PennTag(name: String(fields[4]))?.rawValue
        guard let penn else { throw unknown("XPOS", 4) }
        guard let head = fields[6] == "_" ? 0 : Int32(fields[6]), (0...10_000).contains(head) else {
            throw unknown("HEAD", 6)
        }
        let label = fields[7] == "_" ? UInt8.max : DependencyLabel(name: String(fields[7]))?.rawValue
        guard let label else { throw unknown("DEPREL", 7) }
        if universal != .max || penn != .max || label != .max { hasLayers = true }
        var layout: Token.Shape = []
        if spans.isEmpty || startsParagraph {
            if !spans.isEmpty { bytes += Array("\n\n".utf8) }
            layout = [.startsLine, .startsParagraph]
            if !spans.isEmpty { layout.insert(.hasSpaceBefore) }
            paragraph += 1
        } else if hasSpace {
            bytes.append(UInt8(ascii: " "))
            layout = .hasSpaceBefore
        }
        startsParagraph = false
        let start = bytes.count
        bytes += Array(fields[1].utf8)
        spans.append(start..<bytes.count)
        lines.append(line)
        shapes.append(layout)
        hasSpace = id < multiword.end ? false : id == multiword.end ? multiword.hasSpaceAfter : hasSpaceAfter
        for field in fields[9].split(separator: "|") where field.hasPrefix("Name=") {
            addName(field.dropFirst("Name=".count))
        }
        annotations.universalTags.append(universal)
        annotations.pennTags.append(penn)
        annotations.labels.append(label)
        annotations.heads.append(head - 1)
        lemmas.append(fields[2] == "_" && fields[1] != "_" ? String(fields[1]) : String(fields[2]))
        annotations.lemmaKeys.append(WordKey(lemmas[lemmas.count - 1]))
    }

    private mutating func addName(_ label: Substring) {
        let token = spans.count - 1
        guard let kind = RecognizedName.Kind.allCases.first(where: { "\($0)" == label.dropFirst(2) }) else { return }
        if label.hasPrefix("I"), let last = annotations.names.last, last.tokens.upperBound == token, last.kind == kind,
            last.tokens.lowerBound >= sentenceStart
        {
            annotations.names[annotations.names.count - 1] = RecognizedName(
                tokens: last.tokens.lowerBound..<(token + 1), kind: kind)
        } else {
            annotations.names.append(RecognizedName(tokens: token..<(token + 1), kind: kind))
        }
    }
}
