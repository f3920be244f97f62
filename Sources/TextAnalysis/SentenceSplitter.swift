/// Groups tokens into sentences, headings and list items.
enum SentenceSplitter {
    /// Complexity: linear in the number of tokens.
    static func sentences(of tokens: [Token], in bytes: [UInt8]) -> [Sentence] {
        var sentences: [Sentence] = []
        var paragraph = -1
        var line = 0
        while line < tokens.count {
            var end = line + 1
            while end < tokens.count, !startsBlock(end, tokens, bytes) { end += 1 }
            if tokens[line].shape.contains(.startsParagraph) || sentences.isEmpty { paragraph += 1 }
            split(line..<end, paragraph, tokens, bytes, into: &sentences)
            line = end
        }
        return sentences
    }

    /// Whether a line begins a new block: after an empty line, with a bullet, or where the line before ends a sentence.
    private static func startsBlock(_ index: Int, _ tokens: [Token], _ bytes: [UInt8]) -> Bool {
        let shape = tokens[index].shape
        if shape.contains(.startsParagraph) { return true }
        guard shape.contains(.startsLine) else { return false }
        if isBullet(index, tokens, bytes) || tokens[index].key == "#" || tokens[index].key == "|" { return true }
        // A line broken inside a sentence goes on with a small letter or after a comma.
        return tokens[index].isCapitalized || isTerminal(tokens[index - 1].key) || tokens[index - 1].key == ":"
    }

    private static func isBullet(_ index: Int, _ tokens: [Token], _ bytes: [UInt8]) -> Bool {
        guard index + 1 < tokens.count, tokens[index + 1].hasSpaceBefore else { return false }
        return bullets.contains(tokens[index].key)
    }

    private static let bullets: WordSet = ["-", "*", "•", "·", "–", "—", "▪", "‣", "◦", "●"]
    private static let terminals: WordSet = [".", "!", "?", "…", "...", "....", "。"]
    private static let closers: WordSet = ["\"", "”", "’", "'", ")", "]", "»", "**", "*"]

    static func isTerminal(_ key: WordKey) -> Bool { terminals.contains(key) }

    private static func split(
        _ block: Range<Int>,
        _ paragraph: Int,
        _ tokens: [Token],
        _ bytes: [UInt8],
        into sentences: inout [Sentence]
    ) {
        let isItem = isBullet(block.lowerBound, tokens, bytes)
        let isHeading = !isItem && looksLikeHeading(block, tokens)
        var start = block.lowerBound
        var index = start
        while index < block.upperBound {
            if let end = sentenceEnd(at: index, in: block, tokens) ?? forcedEnd(at: index, start, tokens) {
                append(start..<end, isItem, isHeading, paragraph, into: &sentences)
                start = end
                index = end
            } else {
                index += 1
            }
        }
        if start < block.upperBound { append(start..<block.upperBound, isItem, isHeading, paragraph, into: &sentences) }
    }

    /// No reader takes in a sentence of many hundred words; a list or broken text is cut, so that its cost stays linear.
    private static func forcedEnd(at index: Int, _ start: Int, _ tokens: [Token]) -> Int? {
        let length = index - start + 1
        if length >= 160, tokens[index].key == ";" || length >= 200 && tokens[index].key == "," || length >= 240 {
            return index + 1
        }
        return nil
    }

    private static func append(
        _ range: Range<Int>,
        _ isItem: Bool,
        _ isHeading: Bool,
        _ paragraph: Int,
        into sentences: inout [Sentence]
    ) {
        sentences.append(
            Sentence(tokens: range, kind: isItem ? .listItem : isHeading ? .heading : .prose, paragraph: paragraph))
    }

    /// A short line without a full stop at its end, or one marked as a heading or set in bold as a whole.
    private static func looksLikeHeading(_ block: Range<Int>, _ tokens: [Token]) -> Bool {
        let first = tokens[block.lowerBound].key
        if first == "#" || first == "##" || first == "###" || first == "####" { return true }
        let last = tokens[block.upperBound - 1].key
        if first == "**", last == "**" { return true }
        return block.count <= 16 && !isTerminal(last) && !closers.contains(last) && last != ":" && last != ";"
            && last != ","
    }

    /// The end of a sentence whose final mark stands at `index`, or `nil`.
    private static func sentenceEnd(at index: Int, in block: Range<Int>, _ tokens: [Token]) -> Int? {
        let token = tokens[index]
        let isStop = isTerminal(token.key)
        guard isStop || token.shape.contains(.isAbbreviation) else { return nil }
        var next = index + 1
        while next < block.upperBound, closers.contains(tokens[next].key), !opensQuote(next, tokens, block) {
            next += 1
        }
        guard next < block.upperBound else { return block.upperBound }
        let following = tokens[next]
        guard following.hasSpaceBefore else { return nil }
        if !isStop {
            // After an abbreviation only a word that usually begins a sentence begins one.
            let stem = token.key
            if leadingWithStop.contains(stem) { return nil }
            return following.isCapitalized && sentenceStarters.contains(following.key) ? next : nil
        }
        if following.isCapitalized || following.isNumeric || openers.contains(following.key) { return next }
        // Names such as `xAI` and `iPhone` begin sentences too; a small letter after `!` or an ellipsis does not.
        return token.key == "." && following.shape.contains(.hasInnerCapital) ? next : nil
    }

    private static func opensQuote(_ index: Int, _ tokens: [Token], _ block: Range<Int>) -> Bool {
        // A straight quotation mark with a space before and none after opens.
        tokens[index].hasSpaceBefore && index + 1 < block.upperBound && !tokens[index + 1].hasSpaceBefore
    }

    private static let openers: WordSet = [
        "\"", "“", "‘", "'", "(", "[", "«", "$", "€", "£", "¥", "**", "*", "#", "-", "–", "—",
    ]
    private static let leadingWithStop = WordSet(
        "mr. mrs. ms. dr. prof. gen. sen. rep. gov. st. hon. rev. capt. col. lt. vs. no. nos. fig. figs. vol. approx. e.g. i.e."
    )
    private static let sentenceStarters = WordSet(
        """
        the a an it he she they we i you this that these those in on at by for from with as after before but and so \
        its his her their our my if when while where who what which why how there here now then yet still also \
        both each every some many most all no not one two three last next since until under over according \
        analysts investors shares revenue
        """)
}
