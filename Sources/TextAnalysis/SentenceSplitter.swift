/// Groups tokens into sentences, headings and list items.
///
/// Lines and paragraphs make blocks. Inside a block rules name the places where a sentence surely ends or surely goes
/// on; ``SentenceBoundaryModel`` decides the rest, such as a small letter after a question mark, or a signature that
/// has lost its line break.
struct SentenceSplitter {
    /// Complexity: linear in the number of tokens.
    static func sentences(of tokens: [Token], in bytes: [UInt8]) -> [Sentence] {
        var splitter = SentenceSplitter(tokens: tokens, bytes: bytes)
        return splitter.sentences()
    }

    let tokens: [Token]
    let bytes: [UInt8]
    /// Takes the place of the model in training: is given the end of a gap and its features, and returns the truth.
    let teacher: ((_ gap: Int, _ features: [Int]) -> Bool)?
    var result: [Sentence] = []
    private let kinds: [TokenClass]
    private let style: DocumentStyle
    private let habits: DocumentHabits

    init(tokens: [Token], bytes: [UInt8], teacher: ((_ gap: Int, _ features: [Int]) -> Bool)? = nil) {
        self.tokens = tokens
        self.bytes = bytes
        self.teacher = teacher
        let kinds = tokens.map { TokenClass(of: $0, in: bytes) }
        self.kinds = kinds
        style = Self.style(of: tokens, kinds)
        habits = DocumentHabits(of: tokens, kinds)
        result.reserveCapacity(tokens.count / 16)
    }

    mutating func sentences() -> [Sentence] {
        var paragraph = -1
        var line = 0
        while line < tokens.count {
            let end = blockEnd(from: line)
            if tokens[line].shape.contains(.startsParagraph) || result.isEmpty { paragraph += 1 }
            split(line..<end, paragraph)
            line = end
        }
        return result
    }

    private static func style(of tokens: [Token], _ kinds: [TokenClass]) -> DocumentStyle {
        var blocks = 0
        var openBlocks = 0
        var hasMarks = false
        var start = 0
        for index in tokens.indices {
            if kinds[index] == .address || kinds[index] == .ornament { hasMarks = true }
            guard index + 1 == tokens.count || tokens[index + 1].shape.contains(.startsParagraph) else { continue }
            if index - start >= 3 {
                blocks += 1
                if !kinds[index].isTerminal, kinds[index] != .quote, kinds[index] != .closing { openBlocks += 1 }
            }
            start = index + 1
        }
        return DocumentStyle(blocks: blocks, openBlocks: openBlocks, hasMarks: hasMarks)
    }

    // MARK: Blocks

    private func blockEnd(from start: Int) -> Int {
        if let end = shortLineEnd(from: start) { return end }
        var end = start + 1
        while end < tokens.count, !startsBlock(end) { end += 1 }
        return end
    }

    /// Whether a line begins a new block: after an empty line, with a bullet, or where the line before ends a sentence.
    private func startsBlock(_ index: Int) -> Bool {
        let shape = tokens[index].shape
        if shape.contains(.startsParagraph) { return true }
        guard shape.contains(.startsLine) else { return false }
        if isBullet(index) || tokens[index].key == "#" || tokens[index].key == "|" { return true }
        // A line broken inside a sentence goes on with a small letter or after a comma.
        return tokens[index].isCapitalized || kinds[index - 1].isTerminal || tokens[index - 1].key == ":"
    }

    /// The end of a line that is one of at least three short lines, all begun with a small letter and none with a final
    /// mark: a list, not a sentence broken into lines.
    private func shortLineEnd(from start: Int) -> Int? {
        var lines = 0
        var firstEnd: Int?
        var lineStart = start
        while lines < 3, lineStart < tokens.count {
            guard kinds[lineStart] == .lowercase, lines == 0 || !tokens[lineStart].shape.contains(.startsParagraph)
            else {
                break
            }
            var end = lineStart + 1
            while end < tokens.count, !tokens[end].shape.contains(.startsLine) {
                if kinds[end].isTerminal || end - lineStart > 5 { return nil }
                end += 1
            }
            firstEnd = firstEnd ?? end
            lines += 1
            lineStart = end
        }
        if lines >= 3 { return firstEnd }
        // The last lines of such a list.
        guard lines > 0, let last = result.last, last.kind == .heading, tokens[start].shape.contains(.startsLine),
            !tokens[start].shape.contains(.startsParagraph), kinds[last.tokens.lowerBound] == .lowercase
        else { return nil }
        return firstEnd
    }

    private func isBullet(_ index: Int) -> Bool {
        guard kinds[index].mayBeBullet, Self.bullets.contains(tokens[index].key) else { return false }
        return index + 1 < tokens.count && (tokens[index + 1].hasSpaceBefore || tokens[index].key == "⁃")
    }

    private static let bullets: WordSet = ["-", "*", "•", "·", "–", "—", "▪", "‣", "◦", "●", "⁃"]
    /// Marks that begin an item wherever they stand.
    private static let inlineBullets: WordSet = ["•", "▪", "‣", "◦", "●", "⁃"]

    /// A short line without a full stop at its end, or one marked as a heading or set in bold as a whole.
    private func looksLikeHeading(_ block: Range<Int>) -> Bool {
        let first = tokens[block.lowerBound].key
        if first == "#" || first == "##" || first == "###" || first == "####" { return true }
        let last = tokens[block.upperBound - 1].key
        if first == "**", last == "**" { return true }
        return block.count <= 16 && !kinds[block.upperBound - 1].isTerminal && !Self.closers.contains(last)
            && last != ":"
            && last != ";" && last != ","
    }

    // MARK: Sentences of a block

    private mutating func split(_ block: Range<Int>, _ paragraph: Int) {
        let isItem = isBullet(block.lowerBound)
        let kind: Sentence.Kind = isItem ? .listItem : looksLikeHeading(block) ? .heading : .prose
        // A row of a table stays whole.
        if tokens[block.lowerBound].key == "|" { return append(block, kind, paragraph) }
        let context = BlockContext(block, endsWithTerminal: kinds[block.upperBound - 1].isTerminal)
        var start = block.lowerBound
        var enumerator = enumerator(at: start, of: nil)
        // Where the rules see an end that closing marks push forward.
        var ruled: (gap: Int, verdict: Verdict)?
        var isTitleCase = true
        var openBracket: Int?
        for gap in (block.lowerBound + 1)..<max(block.upperBound, block.lowerBound + 1) {
            switch kinds[gap - 1] {
            case .lowercase: isTitleCase = false
            case .opening: openBracket = gap
            case .closing: openBracket = nil
            default: break
            }
            let rule = verdict(at: gap - 1, from: start, in: block)
            if let rule { ruled = rule }
            var ends = false
            if enumerator != nil || kinds[gap].mayBeBullet, let next = self.enumerator(at: gap, of: enumerator),
                enumerator != nil || next.form == .bullet
            {
                enumerator = next
                ends = true
            } else if gap - start >= 160 && isForcedEnd(gap - 1, length: gap - start) {
                ends = true
            } else if let ruled, ruled.gap == gap, ruled.verdict != .open {
                ends = ruled.verdict == .ends
            } else if ruled.map({ $0.gap > gap }) != true, isCandidate(gap, from: start, in: block),
                openBracket.map({ gap - $0 < 20 && !kinds[gap - 1].isTerminal }) != true
            {
                ends = modelSaysEnd(gap, start, context, isTitleCase, isRuled: ruled?.gap == gap)
            }
            if ends {
                append(start..<gap, kind, paragraph)
                start = gap
                isTitleCase = true
                openBracket = nil
                if enumerator == nil { enumerator = self.enumerator(at: start, of: nil) }
            }
        }
        append(start..<block.upperBound, kind, paragraph)
    }

    /// No reader takes in a sentence of many hundred words; a list or broken text is cut, so that its cost stays linear.
    private func isForcedEnd(_ last: Int, length: Int) -> Bool {
        tokens[last].key == ";" || length >= 200 && tokens[last].key == "," || length >= 240
    }

    private mutating func append(_ range: Range<Int>, _ kind: Sentence.Kind, _ paragraph: Int) {
        result.append(Sentence(tokens: range, kind: kind, paragraph: paragraph))
    }

    // MARK: Rules

    enum Verdict { case ends, goesOn, open }

    /// What the rules say about the end that a final mark or an abbreviation at `index` makes, and before which token.
    private func verdict(at index: Int, from start: Int, in block: Range<Int>) -> (gap: Int, verdict: Verdict)? {
        let token = tokens[index]
        let isStop = kinds[index].isTerminal
        guard isStop || kinds[index] == .abbreviation else { return nil }
        // The first of several spaced stops has spoken for all.
        if isStop, index > start, kinds[index - 1] == .stop, token.hasSpaceBefore { return nil }
        if let spaced = spacedStops(at: index, from: start, in: block) { return spaced }
        var next = index + 1
        while next < block.upperBound, isCloser(next, in: block) { next += 1 }
        next = afterCitations(next, in: block)
        guard next < block.upperBound else { return (block.upperBound, .ends) }
        let following = tokens[next]
        guard following.hasSpaceBefore else {
            // The space is missing: `in May.The rest`, but not `Node.js`.
            let isSlip = index > start && kinds[index - 1] == .lowercase && kinds[next] == .capitalized
            return (next, isStop && following.isWord && (token.key != "." || isSlip) ? .open : .goesOn)
        }
        if !isStop { return (next, verdictAfterAbbreviation(index, next, from: start)) }
        // `1. The first item`, `N°. 5`
        if kinds[index] == .stop, index > start {
            if isEnumeratorStop(index, from: start) { return (next, .goesOn) }
            if tokens[index - 1].key == "°" || tokens[index - 1].key == "º" { return (next, .goesOn) }
        }
        if kinds[index] == .ellipsis { return (next, .open) }
        // `“Go!” Roe said`
        if kinds[index] == .exclamation, next > index + 1, following.isCapitalized, next + 2 < block.upperBound,
            Self.speechVerbs.contains(tokens[next + 1].key) || Self.speechVerbs.contains(tokens[next + 2].key)
        {
            return (next, .goesOn)
        }
        if following.isCapitalized || Self.openers.contains(following.key) { return (next, .ends) }
        if following.isNumeric { return (next, kinds[index] == .stop && index - start <= 2 ? .open : .ends) }
        // Names such as `xAI` and `iPhone` begin sentences too.
        return (next, kinds[index] == .stop && following.shape.contains(.hasInnerCapital) ? .ends : .open)
    }

    private func verdictAfterAbbreviation(_ index: Int, _ next: Int, from start: Int) -> Verdict {
        let key = tokens[index].key
        let following = tokens[next]
        if Self.leadingWithStop.contains(key) || !following.isCapitalized { return .goesOn }
        if kinds[index] == .abbreviation, tokens[index].end - tokens[index].start == 2 {
            // `Albert I. Jones`, but `you and I. Did you`.
            guard key == "i.", index > start, !tokens[index - 1].isCapitalized else { return .goesOn }
            return .ends
        }
        // Nothing is said yet: `At 5 a.m. Mr. Smith`.
        if index - start < 4 { return .goesOn }
        if Self.sentenceStarters.contains(following.key) { return .ends }
        return key == "p.m." || key == "a.m." || key == "etc." ? .ends : .open
    }

    /// Stops with spaces between them, `. . .`, of which the first may end the sentence before.
    private func spacedStops(at index: Int, from start: Int, in block: Range<Int>) -> (gap: Int, verdict: Verdict)? {
        guard kinds[index] == .stop, index + 1 < block.upperBound, kinds[index + 1] == .stop,
            tokens[index + 1].hasSpaceBefore, index == start || kinds[index - 1] != .stop
        else { return nil }
        var end = index + 1
        while end < block.upperBound, kinds[end] == .stop, end - index < 8 { end += 1 }
        if index == start { return (end, .goesOn) }
        let isAttached = !tokens[index].hasSpaceBefore
        guard end < block.upperBound, tokens[end].isCapitalized else { return (end, .goesOn) }
        if isAttached, end - index == 4 { return (index + 1, .ends) }
        return (end, end - index >= 4 ? .ends : .open)
    }

    private func isCloser(_ index: Int, in block: Range<Int>) -> Bool {
        guard Self.closers.contains(tokens[index].key) else { return false }
        // A straight quotation mark with a space before and none after opens.
        return !(tokens[index].hasSpaceBefore && index + 1 < block.upperBound && !tokens[index + 1].hasSpaceBefore)
    }

    /// Past references such as `[3] [4]`, which belong to the sentence before them.
    private func afterCitations(_ index: Int, in block: Range<Int>) -> Int {
        var next = index
        var count = 0
        // A few only, and none that holds a final mark: each mark of a text may come here.
        while next + 2 < block.upperBound, tokens[next].key == "[", count < 16 {
            count += 1
            var end = next + 1
            while end < block.upperBound, end - next < 6, tokens[end].key != "]", !kinds[end].isTerminal { end += 1 }
            guard end < block.upperBound, tokens[end].key == "]",
                tokens[next + 1].isNumeric && end == next + 2 || tokens[end - 1].key == "needed"
            else { break }
            next = end + 1
        }
        return next
    }

    /// Whether a stop follows the number that begins a sentence.
    private func isEnumeratorStop(_ index: Int, from start: Int) -> Bool {
        guard !tokens[index].hasSpaceBefore, index - start <= 2 else { return false }
        let isFirst = index - 1 == start || index - 2 == start && Self.bullets.contains(tokens[start].key)
        let isLetter = tokens[index - 1].isWord && tokens[index - 1].end - tokens[index - 1].start == 1
        return isFirst && (kinds[index - 1] == .number || isLetter)
    }

    private static let closers: WordSet = ["\"", "”", "’", "'", "''", "’’", ")", "]", "»", "**", "*"]
    private static let openers: WordSet = [
        "\"", "“", "‘", "'", "(", "[", "«", "$", "€", "£", "¥", "**", "*", "#", "-", "–", "—", "''", "``", "‘‘", "<<",
    ]
    private static let speechVerbs = WordSet(
        "said says asked asks replied replies wrote writes added adds told answered joked tweeted posted quipped")
    private static let leadingWithStop = WordSet(
        """
        mr. mrs. ms. mx. dr. prof. gen. sen. rep. gov. st. hon. rev. fr. capt. col. lt. sgt. cpl. maj. cmdr. adm. supt. \
        det. messrs. mlle. mme. mt. ft. vs. approx. est. ca. cf. e.g. i.e. attn. ph. tel. dept. no. nos. fig. figs. vol. \
        vols. pp. sec. ch. art. eq. para. p. c.
        """)
    private static let sentenceStarters = WordSet(
        """
        the a an it he she they we i you this that these those in on at by for from with as after before but and so \
        its his her their our my if when while where who what which why how there here now then yet still also \
        both each every some many most all no not one two three last next since until under over according \
        analysts investors shares revenue
        """)

    // MARK: Enumerations

    /// How an item of a list that runs on in one line is numbered.
    private struct Enumerator: Equatable {
        enum Form { case stop, bracket, stopAndBracket, letter, bullet }
        var form: Form
        var value: Int
    }

    /// The enumerator that begins here; after another one only the next of the same form.
    private func enumerator(at index: Int, of previous: Enumerator?) -> Enumerator? {
        guard index < tokens.count else { return nil }
        if Self.inlineBullets.contains(tokens[index].key) { return Enumerator(form: .bullet, value: 0) }
        if let previous, previous.form == .bullet { return nil }
        guard index + 2 < tokens.count, tokens[index].hasSpaceBefore || index == 0 || previous == nil else {
            return nil
        }
        let first = tokens[index]
        let length = Int(first.end - first.start)
        let byte = bytes[Int(first.start)]
        var value = 0
        var isLetter = false
        if kinds[index] == .number, length <= 2 {
            for digit in bytes[Int(first.start)..<Int(first.end)] {
                guard digit.isDigit else { return nil }
                value = value * 10 + Int(digit - 0x30)
            }
        } else if length <= 2, byte.isASCIILetter, !byte.isCapital {
            value = Int(byte - UInt8(ascii: "a")) + 1
            isLetter = true
        } else {
            return nil
        }
        var form: Enumerator.Form
        if length == 2, isLetter {
            guard bytes[Int(first.end) - 1] == UInt8(ascii: ".") else { return nil }
            form = .letter
        } else {
            let second = tokens[index + 1]
            guard !second.hasSpaceBefore else { return nil }
            if second.key == "." {
                form = isLetter ? .letter : .stop
                if tokens[index + 2].key == ")", !tokens[index + 2].hasSpaceBefore {
                    form = .stopAndBracket
                } else if !tokens[index + 2].hasSpaceBefore {
                    return nil
                }
            } else if second.key == ")", !isLetter {
                form = .bracket
            } else {
                return nil
            }
        }
        guard let previous else { return isLetter && value != 1 ? nil : Enumerator(form: form, value: value) }
        return form == previous.form && value == previous.value + 1 ? Enumerator(form: form, value: value) : nil
    }

    // MARK: The model

    /// Whether a gap is worth asking the model about: a mark, a number, an address or a capital letter stands beside it,
    /// or the block is one that does without capital letters.
    private func isCandidate(_ gap: Int, from start: Int, in block: Range<Int>) -> Bool {
        guard tokens[gap].hasSpaceBefore || kinds[gap - 1].isTerminal, gap - 1 > start || !isBullet(gap - 1) else {
            return false
        }
        return kinds[gap] != .lowercase || kinds[gap - 1] != .lowercase && kinds[gap - 1] != .comma
            || kinds[block.lowerBound] == .lowercase
    }

    struct BlockContext {
        let range: Range<Int>
        let code: UInt64

        init(_ range: Range<Int>, endsWithTerminal: Bool) {
            self.range = range
            code = (range.count <= 16 ? 1 : 0) | (endsWithTerminal ? 2 : 0)
        }
    }

    /// The lists of known names that hold a word, parts of names of several words taken together; zero for other tokens.
    private func nameLists(of index: Int) -> UInt64 {
        guard kinds[index].isCased else { return 0 }
        let lists = UInt64(Network.english.nameLists(holding: tokens[index].key))
        return lists & 7 | (lists & 0x38 != 0 ? 8 : 0) | (lists >> 7) << 4 | (kinds[index].isName ? 32 : 0)
    }

    /// How many words with a capital letter stand before and after a gap, each up to five.
    private func nameRuns(around gap: Int, _ block: Range<Int>) -> UInt64 {
        var before = 0
        while before < 5, gap - 1 - before >= block.lowerBound, kinds[gap - 1 - before].isName { before += 1 }
        var after = 0
        while after < 5, gap + after < block.upperBound, kinds[gap + after].isName { after += 1 }
        return UInt64(before << 3 | after)
    }

    /// A word's last three bytes.
    private func suffix(of index: Int) -> UInt64 {
        guard kinds[index].isCased else { return 0 }
        let token = tokens[index]
        let start = max(Int(token.start), Int(token.end) - 3)
        return bytes[start..<Int(token.end)].reduce(7) { $0 &* 257 &+ UInt64($1 | 0x20) }
    }

    private func modelSaysEnd(
        _ gap: Int,
        _ start: Int,
        _ context: BlockContext,
        _ isTitleCase: Bool,
        isRuled: Bool
    ) -> Bool {
        if gap - start == 1, kinds[gap - 1].isCased, kinds[gap].isCased, context.code != 1, teacher == nil {
            return false
        }
        func token(_ index: Int) -> BoundaryFeatures.View {
            guard context.range.contains(index) else { return (0, 0, 0) }
            return (UInt64(kinds[index].rawValue), tokens[index].key.hash, nameLists(of: index))
        }
        let features = BoundaryFeatures(
            before: (token(gap - 1), token(gap - 2), token(gap - 3)),
            after: (token(gap), token(gap + 1), token(gap + 2)), length: gap - start, first: tokens[start].key.hash,
            blockCode: context.code, rest: context.range.upperBound - gap, isTitleCase: isTitleCase, isRuled: isRuled,
            hasSpace: tokens[gap].hasSpaceBefore, style: style,
            habits: habits.code(of: gap, from: start, in: context.range, tokens),
            runs: nameRuns(around: gap, context.range),
            previous: start > context.range.lowerBound ? UInt64(kinds[start - 1].rawValue) : 31,
            suffixes: (suffix(of: gap - 1), suffix(of: gap)))
        if let teacher {
            var indices: [Int] = []
            features.forEach { indices.append($0) }
            return teacher(gap, indices)
        }
        // All were chosen on the dev splits; between two words of edited prose, such as `Bay Capital`, and behind a colon
        // or semicolon more evidence counts, and so it does inside `(He had done so for years.) at the school`.
        let isInside =
            kinds[gap - 1].isCased && kinds[gap].isCased || kinds[gap - 1] == .colon || kinds[gap - 1] == .semicolon
        let threshold =
            if kinds[gap - 1].isTerminal {
                -15
            } else if kinds[gap - 1] == .closing, kinds[gap] == .lowercase {
                15
            } else {
                isInside && context.code != 1 ? 10 : -10
            }
        return SentenceBoundaryModel.score(features) > threshold
    }
}
