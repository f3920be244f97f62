/// Classes of characters. ASCII and the common scripts are told apart by ranges, since looking up Unicode's properties
/// costs many times as much.
extension Unicode.Scalar {
    var isDecimalDigit: Bool { value &- 0x30 < 10 }

    /// A letter, a mark upon one, or the underscore.
    @inline(__always)
    var isLetter: Bool {
        value < 0x80 ? (value | 0x20) &- 0x61 < 26 || value == 0x5F : isLetterBeyondASCII
    }

    // Kept apart, since even the mention of `properties` costs where it is inlined.
    @inline(never)
    private var isLetterBeyondASCII: Bool {
        switch value {
        case 0xC0...0x24F: return value != 0xD7 && value != 0xF7
        case 0x300...0x36F, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3: return true
        case 0x2000...0x2070, 0x20A0...0x20CF, 0x2190...0x245F, 0x2500...0x2BFF, 0x3000...0x3004, 0xFE00...0xFE0F,
            0xFFFD, 0x1F000...0x1F02F, 0x1F300...0x1FAFF:
            return false
        default: return properties.isAlphabetic || properties.generalCategory == .nonspacingMark
        }
    }

    @inline(__always)
    var isCapital: Bool { value < 0x80 ? value &- 0x41 < 26 : isCapitalBeyondASCII }

    @inline(never)
    private var isCapitalBeyondASCII: Bool { properties.isUppercase }

    /// White space, and characters that nobody sees between words.
    var separatesTokens: Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000,
            0xFEFF, 0:
            true
        default: false
        }
    }
}

extension UInt8 {
    var isDigit: Bool { self &- 0x30 < 10 }
    var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
    /// An ASCII capital letter.
    var isCapital: Bool { self &- 0x41 < 26 }
    /// A letter, a digit, an underscore or a part of a longer sequence.
    var isWordPart: Bool { self >= 0x80 || isDigit || isASCIILetter || self == 0x5F }
    /// What may stand before the `@` of a mail address.
    var isMailboxPart: Bool {
        switch self {
        case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "%"), UInt8(ascii: "+"), UInt8(ascii: "-"): true
        default: isASCIILetter || isDigit
        }
    }
    /// `!` or `?`
    var isExclamation: Bool { self == 0x21 || self == 0x3F }
}
