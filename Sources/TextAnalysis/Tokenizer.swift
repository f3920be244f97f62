/// Cuts text into tokens.
///
/// Follows Universal Dependencies' English treebanks: clitics (`'s`, `n't`) and hyphens are tokens of their own, but a
/// prefix keeps its hyphen (`co-founder`); a currency sign stands apart from its number, abbreviations keep their full
/// stop; addresses, file names, clock times and telephone numbers are whole. Offsets are exact, every byte that is not
/// white space belongs to one token, and broken UTF-8 makes tokens like any other bytes.
enum Tokenizer {
    /// Complexity: linear in the number of bytes.
    static func tokens(in bytes: [UInt8]) -> [Token] {
        bytes.withUnsafeBufferPointer { buffer in
            var scanner = Scanner(bytes: buffer)
            scanner.scan()
            return scanner.tokens
        }
    }

    /// The token of a given span, for documents that are built by hand; `layout` says what stands before it.
    static func token(spanning span: Range<Int>, in bytes: [UInt8], layout: Token.Shape) -> Token {
        bytes.withUnsafeBufferPointer { buffer in
            var scanner = Scanner(bytes: buffer)
            scanner.emit(span.lowerBound, span.upperBound, at: layout)
            return scanner.tokens[0]
        }
    }
}

private struct Scanner {
    let bytes: UnsafeBufferPointer<UInt8>
    var tokens: [Token] = []
    private var index = 0
    private var pending: Token.Shape = [.startsLine, .startsParagraph]

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func scan() {
        while index < bytes.count {
            if skipSpace() { continue }
            let (scalar, length) = decode(at: index)
            if scalar.isLetter || scalar.isDecimalDigit || isApostrophe(scalar) && startsYear(at: index + length) {
                scanWord()
            } else {
                scanMark(scalar, length)
            }
        }
    }

    // MARK: Characters

    @inline(__always)
    private func decode(at offset: Int) -> (Unicode.Scalar, length: Int) {
        if offset < bytes.count, bytes[offset] < 0x80 { return (Unicode.Scalar(bytes[offset]), 1) }
        return decodeSequence(at: offset)
    }

    /// What does not decode is one byte long.
    @inline(never)
    private func decodeSequence(at offset: Int) -> (Unicode.Scalar, length: Int) {
        guard offset < bytes.count else { return ("\0", 1) }
        let first = bytes[offset]
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
        guard length > 1, offset + length <= bytes.count else { return ("\u{FFFD}", 1) }
        var value = UInt32(first & (0xFF >> UInt8(length + 1)))
        for position in 1..<length {
            let next = bytes[offset + position]
            guard next & 0xC0 == 0x80 else { return ("\u{FFFD}", 1) }
            value = value << 6 | UInt32(next & 0x3F)
        }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }

    private func byte(_ offset: Int) -> UInt8 { offset >= 0 && offset < bytes.count ? bytes[offset] : 0 }

    private func isDigit(at offset: Int) -> Bool { byte(offset).isDigit }

    private func isApostrophe(_ scalar: Unicode.Scalar) -> Bool { scalar == "'" || scalar == "’" }

    /// Whether a token that starts here is the first of its run of bytes without white space.
    private func followsSpace(_ offset: Int) -> Bool { offset == 0 || pending.contains(.hasSpaceBefore) }

    private func key(_ range: Range<Int>) -> WordKey { WordKey(bytes: UnsafeBufferPointer(rebasing: bytes[range])) }

    /// Where a run of bytes that pass a test ends, begun at `offset`.
    @inline(__always)
    private func end(of offset: Int, while test: (UInt8) -> Bool) -> Int {
        var end = offset
        while end < bytes.count, test(bytes[end]) { end += 1 }
        return end
    }

    private mutating func skipSpace() -> Bool {
        var newlines = 0
        var skipped = false
        while index < bytes.count {
            let (scalar, length) = decode(at: index)
            guard scalar.separatesTokens else { break }
            if scalar == "\n" || scalar == "\u{2029}" { newlines += 1 }
            skipped = true
            index += length
        }
        if skipped { pending.insert(.hasSpaceBefore) }
        if newlines > 0 { pending.insert(.startsLine) }
        if newlines > 1 { pending.insert(.startsParagraph) }
        return skipped
    }

    // MARK: Tokens

    private mutating func emit(_ start: Int, _ end: Int, _ extra: Token.Shape = []) {
        emit(start, end, at: pending.union(extra))
        pending = []
    }

    fileprivate mutating func emit(_ start: Int, _ end: Int, at layout: Token.Shape) {
        var shape = layout
        var hasUpper = false
        var hasLower = false
        var offset = start
        while offset < end {
            let (scalar, length) = decode(at: offset)
            if scalar.isDecimalDigit {
                shape.insert(.hasDigit)
                if offset == start { shape.insert(.startsWithDigit) }
            } else if scalar.isLetter {
                shape.insert(.hasLetter)
                if scalar.isCapital {
                    hasUpper = true
                    shape.insert(offset == start ? .isCapitalized : .hasInnerCapital)
                } else {
                    hasLower = true
                }
            }
            offset += length
        }
        if hasUpper, !hasLower { shape.insert(.isUppercase) }
        tokens.append(
            Token(
                start: Int32(clamping: start), end: Int32(clamping: end),
                key: WordKey(bytes: UnsafeBufferPointer(rebasing: bytes[start..<end])), shape: shape))
        index = end
    }

    /// Whether two digits and no third follow, as in `'25`.
    private func startsYear(at offset: Int) -> Bool {
        isDigit(at: offset) && isDigit(at: offset + 1) && !byte(offset + 2).isWordPart
    }

    private mutating func scanMark(_ scalar: Unicode.Scalar, _ length: Int) {
        let start = index
        let following = start + length
        if let end = emoticonEnd(from: start) ?? standaloneEnd(scalar, from: start) {
            emit(start, end)
            return
        }
        switch scalar {
        case ".":
            // An ellipsis, or a stop with a question mark behind it.
            let end = end(of: start) { $0 == UInt8(ascii: ".") }
            emit(start, end == following ? self.end(of: end, while: { $0.isExclamation }) : end)
        case "!", "?":
            emit(start, end(of: start, while: { $0.isExclamation }))
        case "-", "*", "=", "_", "#", "<", ">", "`", "~", "'", "+", "/":
            // Runs of one mark, such as a rule, are one token.
            let mark = bytes[start]
            emit(start, end(of: start) { $0 == mark })
        case "’" where decode(at: following).0 == "’":
            emit(start, following + length)
        case "[" where byte(following) == UInt8(ascii: "."):
            // `[...]`
            let end = end(of: following) { $0 == UInt8(ascii: ".") }
            emit(start, byte(end) == UInt8(ascii: "]") ? end + 1 : following)
        default:
            emit(start, following)
        }
    }

    /// What a mark begins when white space stands before it: `@handle`, `#tag`, `.NET`, `.324`, a clitic set apart.
    private func standaloneEnd(_ scalar: Unicode.Scalar, from start: Int) -> Int? {
        let isClitic = isApostrophe(scalar) && byte(start - 1).isWordPart
        guard followsSpace(start) || isClitic || byte(start - 1) == UInt8(ascii: "(") else { return nil }
        switch scalar {
        case "@", "#":
            let end = end(of: start + 1) { $0.isASCIILetter || $0.isDigit }
            return byte(start + 1).isASCIILetter ? end : nil
        case ".":
            if isDigit(at: start + 1) { return end(of: start + 1, while: { $0.isDigit }) }
            let end = end(of: start + 1, while: { $0.isASCIILetter })
            return end > start + 1 && Self.fileSuffixes.contains(key((start + 1)..<end)) ? end : nil
        case "'", "’":
            let length = scalar == "'" ? 1 : 3
            guard let clitic = cliticLength(at: start), !isApostrophe(decode(at: start + clitic.length).0),
                clitic.length > length
            else { return nil }
            return start + clitic.length
        default: return nil
        }
    }

    /// The end of an emoticon such as `:-)`, if one stands here alone.
    private func emoticonEnd(from start: Int) -> Int? {
        guard ":;=^<".utf8.contains(bytes[start]) else { return nil }
        var end = start + 1
        while end < bytes.count, end - start < 4, bytes[end] > 0x20, bytes[end] < 0x7F { end += 1 }
        while end - start > 1 {
            if !byte(end).isWordPart, Self.emoticons.contains(key(start..<end)) { return end }
            end -= 1
        }
        return nil
    }

    private static let emoticons = WordSet(
        ":) :-) :( :-( ;) ;-) :d :-d =) =( :p :-p ;p =p ^_^ ^^ <3 :/ :-/ :'( :)) :o :-o")

    private mutating func scanWord() {
        let start = index
        if let end = addressEnd(from: start) {
            emit(start, end, .isAddress)
            return
        }
        if let end = compoundNumberEnd(from: start) {
            emit(start, end)
            emitTimeOfDay()
            return
        }
        var end = start
        if bytes[end] == UInt8(ascii: "'") { end += 1 } else if bytes[end] == 0xE2 { end += decode(at: end).length }
        var letters = 0
        var capitals = 0
        while end < bytes.count {
            let (scalar, length) = decode(at: end)
            if scalar.isLetter || scalar.isDecimalDigit {
                if scalar.isLetter { letters += 1 }
                if scalar.isASCII, scalar >= "A", scalar <= "Z" { capitals += 1 }
                end += length
                continue
            }
            let next = decode(at: end + length).0
            let previous = Unicode.Scalar(bytes[end - 1])
            switch scalar {
            case "." where previous.isDecimalDigit && next.isDecimalDigit:
                end += length
                continue
            case "," where previous.isDecimalDigit && isThousands(at: end + 1, numberStart: start):
                end += length
                continue
            case ".":
                // `U.S.`, `a.m.`, `Z.ai`, `Llama.com`: a stop inside a word.
                if next.isLetter, previous.isLetter || previous.isDecimalDigit, joinsAcrossStop(end, start) {
                    end += length
                    continue
                }
            case "$" where letters > 0 && letters <= 3 && capitals == letters && end - start == letters:
                // `US$`, `HK$`, `T$`
                end += length
                emit(start, end)
                return
            case "&" where previous.isLetter && next.isLetter && (capitals == letters || end - start == 1):
                // `AT&T`, `R&D`, `p&l`
                end += length
                continue
            case "-":
                if joinsPrefix(start..<end) {
                    end += length
                    continue
                }
                if next.separatesTokens, isFalseStart(start..<end) { end += length }
            case "/":
                // `w/o`, `b/c`
                if end - start == 1, Self.slashed.contains(key(start..<min(end + 2, bytes.count))),
                    !byte(end + 2).isWordPart
                {
                    end += 2
                    continue
                }
            case "'", "’", "`":
                if isDecade(start..<end), next == "s", !byte(end + length + 1).isWordPart {
                    end += length + 1
                    continue
                }
                if let clitic = cliticLength(at: end) {
                    let isNegation = clitic.isNegation
                    if isNegation, end - 1 > start {
                        emit(start, end - 1)
                        emit(end - 1, end + clitic.length)
                    } else {
                        emit(start, end)
                        emit(end, end + clitic.length)
                    }
                    return
                }
                if next.isLetter, scalar != "`" {
                    // `O'Brien`
                    end += length
                    continue
                }
            default:
                break
            }
            break
        }
        if byte(end) == UInt8(ascii: "."), keepsStop(start, end) {
            emit(start, end + 1, .isAbbreviation)
            return
        }
        if let cut = contractionCut(start..<end) {
            emit(start, cut)
            emit(cut, end)
            return
        }
        splitGluedUnit(start, end)
    }

    private static let slashed = WordSet("b/c w/o l/c i/o")

    /// `80` or `1990`, of which `80's` is made.
    private func isDecade(_ word: Range<Int>) -> Bool {
        (word.count == 2 || word.count == 4) && byte(word.upperBound - 1) == UInt8(ascii: "0")
            && word.allSatisfy { bytes[$0].isDigit }
    }

    /// Three digits and no fourth after a comma, in a number.
    private func isThousands(at offset: Int, numberStart: Int) -> Bool {
        isDigit(at: numberStart) && isDigit(at: offset) && isDigit(at: offset + 1) && isDigit(at: offset + 2)
            && !isDigit(at: offset + 3)
    }

    /// Whether the stop at `offset` belongs to an abbreviation of single letters, to a domain or to a file name.
    private func joinsAcrossStop(_ offset: Int, _ start: Int) -> Bool {
        var segment = offset - 1
        while segment >= start, bytes[segment] != UInt8(ascii: ".") { segment -= 1 }
        if offset - segment == 2 { return true }
        let end = end(of: offset + 1, while: { $0.isASCIILetter })
        guard !byte(end).isWordPart else { return false }
        let suffix = key((offset + 1)..<end)
        if Self.fileSuffixes.contains(suffix) { return true }
        if suffix == "d", byte(end) == UInt8(ascii: "."), key(start..<offset) == "ph" { return true }
        // A domain: small letters after the stop up to the end of the word.
        return byte(offset + 1) >= UInt8(ascii: "a") && Self.domainSuffixes.contains(suffix)
    }

    private static let domainSuffixes = WordSet("com ai io org net co dev cn de uk eu app gov edu fr jp in inc")
    private static let fileSuffixes = WordSet(
        "doc docx xls xlsx ppt pdf txt htm html asp php jpg jpeg png gif zip csv json xml yaml md exe mp3 mp4 js py net"
    )

    private func cliticLength(at offset: Int) -> (length: Int, isNegation: Bool)? {
        let mark = decode(at: offset).length
        let start = offset + mark
        // The longest clitic has two letters.
        var end = start
        while end < bytes.count, end < start + 3, bytes[end].isWordPart { end += 1 }
        guard !byte(end).isWordPart, end > start else { return nil }
        let key = key(start..<end)
        if key == "t", offset > 0, bytes[offset - 1] | 0x20 == UInt8(ascii: "n") { return (end - offset, true) }
        return Self.clitics.contains(key) ? (end - offset, false) : nil
    }

    private static let clitics = WordSet("s re ve ll d m")

    // MARK: Compounds

    /// Whether a hyphen behind this word holds a prefix to what follows, as in `co-founder` and `pre-training`.
    private func joinsPrefix(_ word: Range<Int>) -> Bool {
        guard word.count <= 7, byte(word.lowerBound - 1) != UInt8(ascii: "-") else { return false }
        let next = byte(word.upperBound + 1)
        // Before a name the hyphen stays a token, so that rules see the name in `ex-Acme`.
        return next.isASCIILetter && !next.isCapital && Self.prefixes.contains(key(word))
    }

    private static let prefixes = WordSet(
        """
        anti bi co counter cross de e ex hyper inter intra mega micro mid multi non over post pre pro pseudo psycho \
        quasi re semi socio sub super tri ultra un
        """)

    /// A word broken off at its first consonants, as speech is written down: `th- that one`.
    private func isFalseStart(_ word: Range<Int>) -> Bool {
        word.count <= 3
            && word.allSatisfy {
                "bcdfghjklmnpqrstvwyz".utf8.contains(bytes[$0])
                    || $0 == word.lowerBound && "BCDFGHJKLMNPQRSTVWZ".utf8.contains(bytes[$0])
            }
    }

    /// Where a word written together is cut: `can|not`, `gon|na`, `do|nt`.
    private func contractionCut(_ word: Range<Int>) -> Int? {
        guard word.count >= 2, word.count <= 7 else { return nil }
        switch bytes[word.upperBound - 1] | 0x20 {
        case UInt8(ascii: "a") where word.count >= 5:
            return Self.contractionsOfTo.contains(key(word)) ? word.upperBound - 2 : nil
        case UInt8(ascii: "t") where word.count >= 4:
            let key = key(word)
            return key == "cannot" || key == "alot"
                ? word.upperBound - 3 : Self.negationsWithoutMark.contains(key) ? word.upperBound - 2 : nil
        case UInt8(ascii: "s") where word.count >= 5:
            return Self.wordsWithIs.contains(key(word)) ? word.upperBound - 1 : nil
        case UInt8(ascii: "m") where word.count == 2 && bytes[word.lowerBound] == UInt8(ascii: "i"):
            return word.upperBound - 1
        case UInt8(ascii: "e") where bytes[word.lowerBound] == UInt8(ascii: "i") && key(word) == "ive",
            UInt8(ascii: "e") where word.count >= 5 && Self.wordsWithAre.contains(key(word)):
            return word.upperBound - 2
        default: return nil
        }
    }

    private static let contractionsOfTo = WordSet("gonna wanna gotta")
    private static let negationsWithoutMark = WordSet(
        "dont wont cant didnt doesnt isnt wasnt arent aint couldnt wouldnt hasnt havent hadnt")
    private static let wordsWithIs = WordSet("thats whats theres")
    private static let wordsWithAre = WordSet("youre theyre")

    // MARK: Addresses and numbers

    /// Up to where no `@` was found, so that each byte is looked at once.
    private var mailCheckedUntil = 0

    /// The end of an address of the web or of mail, or of the path behind a domain.
    private mutating func addressEnd(from start: Int) -> Int? {
        if hasPrefix("http://", start) || hasPrefix("https://", start) || hasPrefix("mailto:", start)
            || hasPrefix("www.", start)
        {
            return withoutClosingMarks(
                start..<end(of: start) { $0 > 0x20 && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") })
        }
        guard start >= mailCheckedUntil else { return nil }
        let local = end(of: start, while: { $0.isMailboxPart })
        mailCheckedUntil = local
        if byte(local) == UInt8(ascii: "@"), byte(local + 1).isASCIILetter {
            return withoutClosingMarks(
                start..<end(of: local + 1) { $0.isASCIILetter || $0.isDigit || ".-_".utf8.contains($0) })
        }
        // `x.ai/blog`: a domain and a path.
        if byte(local) == UInt8(ascii: "/"), byte(local + 1).isWordPart {
            var suffix = local
            while suffix > start, bytes[suffix - 1].isASCIILetter { suffix -= 1 }
            if suffix > start + 1, bytes[suffix - 1] == UInt8(ascii: "."),
                Self.domainSuffixes.contains(key(suffix..<local))
            {
                return withoutClosingMarks(start..<end(of: start) { $0 > 0x20 })
            }
        }
        return nil
    }

    private func withoutClosingMarks(_ range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound + 1, ".,;:!?)]\"'>*".utf8.contains(bytes[end - 1]) { end -= 1 }
        return end
    }

    private func hasPrefix(_ prefix: StaticString, _ start: Int) -> Bool {
        guard start + prefix.utf8CodeUnitCount <= bytes.count else { return false }
        for position in 0..<prefix.utf8CodeUnitCount where bytes[start + position] != prefix.utf8Start[position] {
            return false
        }
        return true
    }

    /// The end of digits joined by marks into one thing: `5:30`, `11/28/2000`, `9/11`, `1/2`, `713-555-0100`.
    private func compoundNumberEnd(from start: Int) -> Int? {
        guard isDigit(at: start), byte(start - 1) != UInt8(ascii: "$") else { return nil }
        let followsHyphen = byte(start - 1) == UInt8(ascii: "-")
        var parts: (Int, Int, Int, Int) = (0, 0, 0, 0)
        var count = 0
        var end = start
        var mark: UInt8 = 0
        while count < 4 {
            let partEnd = self.end(of: end, while: { $0.isDigit })
            let length = partEnd - end
            guard length > 0, length <= 5 else { return nil }
            switch count {
            case 0: parts.0 = length
            case 1: parts.1 = length
            case 2: parts.2 = length
            default: parts.3 = length
            }
            count += 1
            end = partEnd
            let next = byte(end)
            guard isDigit(at: end + 1), ":/-".utf8.contains(next), mark == 0 || mark == next else { break }
            guard count < 4 else { return nil }
            mark = next
            end += 1
        }
        if count == 1 || mark != UInt8(ascii: ":") && (followsHyphen || byte(end).isWordPart) { return nil }
        switch (mark, count) {
        case (UInt8(ascii: ":"), 2): return parts.0 <= 2 && parts.1 == 2 ? end : nil
        case (UInt8(ascii: ":"), 3): return parts.0 <= 2 && parts.1 == 2 && parts.2 == 2 ? end : nil
        case (UInt8(ascii: "/"), 3): return parts.0 <= 2 && parts.1 <= 2 && (parts.2 == 2 || parts.2 == 4) ? end : nil
        case (UInt8(ascii: "/"), 2):
            let key = key(start..<end)
            return Self.fractions.contains(key) ? end : nil
        case (UInt8(ascii: "-"), 2): return parts.0 == 3 && parts.1 == 4 ? end : nil
        case (UInt8(ascii: "-"), 3):
            return parts.0 == 3 && parts.1 == 3 && parts.2 == 4 || parts.0 <= 2 && parts.1 <= 2 && parts.2 <= 4
                ? end : nil
        case (UInt8(ascii: "-"), 4): return parts.0 == 1 && parts.1 == 3 && parts.2 == 3 && parts.3 == 4 ? end : nil
        default: return nil
        }
    }

    private static let fractions = WordSet("1/2 1/3 2/3 1/4 3/4 9/11 24/7")

    /// `7:30PM` is cut before its letters.
    private mutating func emitTimeOfDay() {
        let end = end(of: index, while: { $0.isASCIILetter })
        if end > index, !byte(end).isWordPart { emit(index, end) }
    }

    // MARK: Ends of words

    private func keepsStop(_ start: Int, _ end: Int) -> Bool {
        let length = end - start
        if length == 1, bytes[start].isASCIILetter {
            // An initial, `Elon R. Musk`, not the last word of a line; `p. 5`, `c. 1900`.
            return byte(end + 1) == 0x20 && (bytes[start].isCapital || isDigit(at: end + 2))
        }
        let slice = UnsafeBufferPointer(rebasing: bytes[start..<end])
        if length <= 7, slice.contains(UInt8(ascii: ".")) {
            return slice.count >= 3 && !slice.contains(where: \.isDigit)
                && slice[slice.count - 2] == UInt8(ascii: ".")
        }
        guard length <= Abbreviations.longest else { return false }
        let key = WordKey(bytes: slice)
        guard Abbreviations.all.contains(key) else { return false }
        if Abbreviations.beforeNumbers.contains(key) {
            return byte(end + 1) == 0x20 && (isDigit(at: end + 2) || byte(end + 2) == UInt8(ascii: "#"))
        }
        // The treebanks cut the stop from an "etc" that ends its sentence.
        if key == "etc" {
            return byte(end + 1) != 0 && byte(end + 1) != 0x0A && !(byte(end + 1) == 0x20 && byte(end + 2).isCapital)
        }
        return true
    }

    /// `5bn`, `200K` and `28M` stay whole, `5pm` and `20km` are cut; so is a number glued to a currency code.
    private mutating func splitGluedUnit(_ start: Int, _ end: Int) {
        // `RMB500`, `EUR20`, `Rs5`: a code, then digits to the end.
        let letters = self.end(of: start, while: { $0.isASCIILetter })
        if letters > start, letters < end, isDigit(at: letters), Self.gluedCurrencies.contains(key(start..<letters)) {
            emit(start, letters)
            emit(letters, end)
            return
        }
        if isDigit(at: start), !bytes[end - 1].isDigit {
            var unit = end
            while unit > start, bytes[unit - 1].isASCIILetter { unit -= 1 }
            if isDigit(at: unit - 1), Self.gluedUnits.contains(key(unit..<end)) {
                emit(start, unit)
                emit(unit, end)
                return
            }
        }
        emit(start, end)
    }

    private static let gluedCurrencies = WordSet("us rmb eur usd gbp cny jpy krw inr rs chf sek twd hkd aed sar")
    private static let gluedUnits = WordSet("am pm mm cm km ft kg lb lbs hz mph mg ml hrs hr min sec yr yrs")
}
