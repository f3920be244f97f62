/// Cuts text into tokens.
///
/// Follows Universal Dependencies' English treebanks: clitics (`'s`, `n't`) and hyphens are tokens of their own, a
/// currency sign stands apart from its number, abbreviations keep their full stop. Offsets are exact, every byte that
/// is not white space belongs to one token, and broken UTF-8 makes tokens like any other bytes.
enum Tokenizer {
    /// Complexity: linear in the number of bytes.
    static func tokens(in bytes: [UInt8]) -> [Token] {
        bytes.withUnsafeBufferPointer { buffer in
            var scanner = Scanner(bytes: buffer)
            scanner.scan()
            return scanner.tokens
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
        tokens.reserveCapacity(bytes.count / 5)
    }

    mutating func scan() {
        while index < bytes.count {
            if skipSpace() { continue }
            let (scalar, length) = decode(at: index)
            if isLetter(scalar) || isDigit(scalar) || (scalar == "'" || scalar == "’") && startsYear(at: index + length)
            {
                scanWord()
            } else {
                scanMark(scalar, length)
            }
        }
    }

    // MARK: Characters

    private func decode(at offset: Int) -> (Unicode.Scalar, length: Int) {
        guard offset < bytes.count else { return ("\0", 1) }
        let first = bytes[offset]
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
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

    private func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }

    private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return (scalar >= "a" && scalar <= "z") || (scalar >= "A" && scalar <= "Z") || scalar == "_"
        }
        return scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
    }

    private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000,
            0xFEFF, 0:
            true
        default: false
        }
    }

    private mutating func skipSpace() -> Bool {
        var newlines = 0
        var skipped = false
        while index < bytes.count {
            let (scalar, length) = decode(at: index)
            guard isSpace(scalar) else { break }
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
        var shape = pending.union(extra)
        pending = []
        var hasUpper = false
        var hasLower = false
        var offset = start
        while offset < end {
            let (scalar, length) = decode(at: offset)
            if isDigit(scalar) {
                shape.insert(.hasDigit)
                if offset == start { shape.insert(.startsWithDigit) }
            } else if isLetter(scalar) {
                shape.insert(.hasLetter)
                let isUpper = scalar.isASCII ? scalar <= "Z" && scalar != "_" : scalar.properties.isUppercase
                if isUpper {
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
        offset + 1 < bytes.count && isDigit(Unicode.Scalar(bytes[offset])) && isDigit(Unicode.Scalar(bytes[offset + 1]))
            && (offset + 2 >= bytes.count || !isWordByte(bytes[offset + 2]))
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
        byte >= 0x80 || isDigit(Unicode.Scalar(byte)) || isLetter(Unicode.Scalar(byte))
    }

    private mutating func scanMark(_ scalar: Unicode.Scalar, _ length: Int) {
        let start = index
        var end = index + length
        switch scalar {
        case ".", "-", "*", "=", "_", "#":
            // Runs of one mark, such as an ellipsis or a rule, are one token.
            while end < bytes.count, bytes[end] == bytes[start] { end += 1 }
        default:
            break
        }
        emit(start, end)
    }

    private mutating func scanWord() {
        let start = index
        if let end = addressEnd(from: start) {
            emit(start, end, .isAddress)
            return
        }
        var end = start
        if bytes[end] == UInt8(ascii: "'") { end += 1 } else if bytes[end] == 0xE2 { end += decode(at: end).length }
        var letters = 0
        var capitals = 0
        while end < bytes.count {
            let (scalar, length) = decode(at: end)
            if isLetter(scalar) || isDigit(scalar) {
                if isLetter(scalar) { letters += 1 }
                if scalar.isASCII, scalar >= "A", scalar <= "Z" { capitals += 1 }
                end += length
                continue
            }
            let next = decode(at: end + length).0
            let previous = Unicode.Scalar(bytes[end - 1])
            switch scalar {
            case "." where isDigit(previous) && isDigit(next):
                end += length
                continue
            case "," where isDigit(previous) && isThousands(at: end + 1, numberStart: start):
                end += length
                continue
            case ".":
                // `U.S.`, `a.m.`, `Z.ai`, `Llama.com`: a stop inside a word.
                if isLetter(next), isLetter(previous) || isDigit(previous), joinsAcrossStop(end, start) {
                    end += length
                    continue
                }
            case "$" where letters > 0 && letters <= 3 && capitals == letters && end - start == letters:
                // `US$`, `HK$`, `T$`
                end += length
                emit(start, end)
                return
            case "&" where isLetter(previous) && isLetter(next) && capitals == letters:
                // `AT&T`, `R&D`
                end += length
                continue
            case "'", "’":
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
                if isLetter(next) {
                    // `O'Brien`
                    end += length
                    continue
                }
            default:
                break
            }
            break
        }
        if end < bytes.count, bytes[end] == UInt8(ascii: "."), keepsStop(start, end) {
            emit(start, end + 1, .isAbbreviation)
            return
        }
        splitGluedUnit(start, end)
    }

    /// Three digits and no fourth after a comma, in a number.
    private func isThousands(at offset: Int, numberStart: Int) -> Bool {
        guard isDigit(Unicode.Scalar(bytes[numberStart])), offset + 3 <= bytes.count else { return false }
        for position in offset..<(offset + 3) where !isDigit(Unicode.Scalar(bytes[position])) { return false }
        return offset + 3 >= bytes.count || !isDigit(Unicode.Scalar(bytes[offset + 3]))
    }

    /// Whether the stop at `offset` belongs to an abbreviation of single letters or to a domain.
    private func joinsAcrossStop(_ offset: Int, _ start: Int) -> Bool {
        var segment = offset - 1
        while segment >= start, bytes[segment] != UInt8(ascii: ".") { segment -= 1 }
        if offset - segment == 2 { return true }
        // A domain: small letters after the stop up to the end of the word.
        var end = offset + 1
        while end < bytes.count, bytes[end] >= UInt8(ascii: "a"), bytes[end] <= UInt8(ascii: "z") { end += 1 }
        let suffix = UnsafeBufferPointer(rebasing: bytes[(offset + 1)..<end])
        let isWhole = end >= bytes.count || !isWordByte(bytes[end])
        return isWhole && Self.domainSuffixes.contains(WordKey(bytes: suffix))
    }

    private static let domainSuffixes = WordSet("com ai io org net co dev cn de uk eu app gov edu fr jp in inc")

    private func cliticLength(at offset: Int) -> (length: Int, isNegation: Bool)? {
        let mark = decode(at: offset).length
        var end = offset + mark
        while end < bytes.count, isWordByte(bytes[end]) { end += 1 }
        let tail = UnsafeBufferPointer(rebasing: bytes[(offset + mark)..<end])
        let key = WordKey(bytes: tail)
        if key == "t", offset > 0, bytes[offset - 1] | 0x20 == UInt8(ascii: "n") { return (end - offset, true) }
        if Self.clitics.contains(key) { return (end - offset, false) }
        return nil
    }

    private static let clitics = WordSet("s re ve ll d m")

    /// An address runs to the next white space, without closing marks.
    private func addressEnd(from start: Int) -> Int? {
        func has(_ prefix: StaticString) -> Bool {
            guard start + prefix.utf8CodeUnitCount <= bytes.count else { return false }
            for position in 0..<prefix.utf8CodeUnitCount where bytes[start + position] != prefix.utf8Start[position] {
                return false
            }
            return true
        }
        guard has("http://") || has("https://") || has("www.") else { return nil }
        var end = start
        while end < bytes.count, bytes[end] > 0x20 { end += 1 }
        while end > start, ".,;:!?)]\"'>".utf8.contains(bytes[end - 1]) { end -= 1 }
        return end
    }

    private func keepsStop(_ start: Int, _ end: Int) -> Bool {
        let length = end - start
        if length == 1, bytes[start] >= UInt8(ascii: "A"), bytes[start] <= UInt8(ascii: "Z") {
            // An initial: `Elon R. Musk`; not the last word of a line.
            return end + 1 < bytes.count && bytes[end + 1] == 0x20
        }
        let slice = UnsafeBufferPointer(rebasing: bytes[start..<end])
        if slice.contains(UInt8(ascii: ".")) {
            return slice.count >= 3 && !slice.contains { isDigit(Unicode.Scalar($0)) } && length <= 7
                && slice[slice.count - 2] == UInt8(ascii: ".")
        }
        return Abbreviations.all.contains(WordKey(bytes: slice))
    }

    /// `5bn`, `200K` and `28M` stay whole; `20km` and the like do too. Only a number glued to a currency code is cut.
    private mutating func splitGluedUnit(_ start: Int, _ end: Int) {
        // `RMB500`, `EUR20`, `Rs5`: a code, then digits to the end.
        var letters = start
        while letters < end, isLetter(Unicode.Scalar(bytes[letters])) { letters += 1 }
        if letters > start, letters < end, isDigit(Unicode.Scalar(bytes[letters])),
            Self.gluedCurrencies.contains(WordKey(bytes: UnsafeBufferPointer(rebasing: bytes[start..<letters])))
        {
            emit(start, letters)
            emit(letters, end)
            return
        }
        emit(start, end)
    }

    private static let gluedCurrencies = WordSet("us rmb eur usd gbp cny jpy krw inr rs chf sek twd hkd aed sar")
}

/// Words that end in a full stop of their own.
enum Abbreviations {
    /// Titles and the like: never the end of a sentence.
    static let leading = WordSet(
        "mr mrs ms dr prof gen sen rep gov st sr jr hon rev capt col lt vs no nos fig figs vol approx est ca cf e.g i.e"
    )
    /// Legal forms and months: the end of a sentence only if the next word shows it.
    static let trailing = WordSet(
        "inc corp co ltd llc plc bros etc al jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun dept univ mn bn"
    )
    static let all = leading.union(trailing)
}
