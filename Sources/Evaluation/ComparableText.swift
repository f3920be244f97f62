import Foundation

/// The form in which names, titles and phrases are compared, so that spelling alone tells nothing apart.
enum ComparableText {
    /// Lower-case words joined by single spaces.
    ///
    /// Compatibility forms (NFKC) and case are folded; possessive endings, text in round brackets, a leading "the"
    /// and the legal forms at the end of a firm's name are left out. Words are runs of letters, digits, `_`, `.` and
    /// `+`; a full stop at either end of a word does not count.
    static func normalized(_ text: String) -> String {
        var scalars = folded(text)
        removePossessives(&scalars)
        removeBrackets(&scalars)
        var words = scalars.split { !isWordCharacter($0) && $0 != "." && $0 != "+" }.compactMap(trimmed)
        if words.first == "the" { words.removeFirst() }
        while words.count > 1, let last = words.last, legalForms.contains(last) { words.removeLast() }
        return words.joined(separator: " ")
    }

    /// The words that matter in a title or a phrase: abbreviated titles spelt out, small words left out.
    static func keywords(_ text: String) -> Set<String> {
        var words: Set<String> = []
        for word in normalized(text).split(separator: " ") {
            words.formUnion((abbreviatedTitles[String(word)] ?? String(word)).split(separator: " ").map(String.init))
        }
        return words.subtracting(smallWords)
    }

    /// Whether two phrases share at least half of the words of the shorter one.
    static func resemble(_ left: String, _ right: String) -> Bool {
        let (left, right) = (keywords(left), keywords(right))
        guard !left.isEmpty, !right.isEmpty else { return false }
        return 2 * left.intersection(right).count >= min(left.count, right.count)
    }

    private static func folded(_ text: String) -> [Unicode.Scalar] {
        let compatible = text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCompatibilityMapping
        var scalars: [Unicode.Scalar] = []
        for scalar in compatible.unicodeScalars {
            switch scalar {
            case "’": scalars.append("'")
            // Its capital is that of i, from which it stays apart.
            case "ı": scalars.append(scalar)
            case _ where scalar.isASCII: scalars += scalar.properties.lowercaseMapping.unicodeScalars
            // Small letters of capitals of small letters are Unicode's full case folding, except for Cherokee: ß and ẞ
            // become ss, a final ς becomes σ.
            default:
                for small in scalar.properties.lowercaseMapping.unicodeScalars {
                    for capital in small.properties.uppercaseMapping.unicodeScalars {
                        scalars += capital.properties.lowercaseMapping.unicodeScalars
                    }
                }
            }
        }
        return scalars
    }

    /// `'s` at the end of a word.
    private static func removePossessives(_ scalars: inout [Unicode.Scalar]) {
        var index = 0
        while index + 1 < scalars.count {
            if scalars[index] == "'", scalars[index + 1] == "s",
                index + 2 == scalars.count || !isWordCharacter(scalars[index + 2])
            {
                scalars.removeSubrange(index..<(index + 2))
            } else {
                index += 1
            }
        }
    }

    /// Each opening bracket with what follows up to the next closing one on its line.
    private static func removeBrackets(_ scalars: inout [Unicode.Scalar]) {
        var index = 0
        while let open = scalars[index...].firstIndex(of: "(") {
            if let end = scalars[open...].firstIndex(where: { $0 == ")" || $0 == "\n" }), scalars[end] == ")" {
                scalars.replaceSubrange(open...end, with: [" "])
            }
            index = open + 1
        }
    }

    private static func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
        default: return scalar == "_" || properties.numericType != nil
        }
    }

    private static func trimmed(_ word: ArraySlice<Unicode.Scalar>) -> String? {
        var word = word
        while word.first == "." { word.removeFirst() }
        while word.last == "." { word.removeLast() }
        guard !word.isEmpty else { return nil }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: word)
        return String(text)
    }

    private static let legalForms: Set<String> = [
        "inc", "corp", "corporation", "ltd", "limited", "llc", "plc", "co", "company", "holdings", "holding",
        "platforms", "ag", "sa", "se", "nv", "group", "technologies", "technology",
    ]

    private static let smallWords: Set<String> = [
        "the", "of", "and", "a", "an", "for", "in", "at", "s", "officer", "its", "on", "to",
    ]

    private static let abbreviatedTitles = [
        "ceo": "chief executive officer", "cfo": "chief financial officer", "cto": "chief technology officer",
        "coo": "chief operating officer", "cpo": "chief product officer", "cro": "chief revenue officer",
        "cio": "chief information officer", "cmo": "chief marketing officer", "vp": "vice president",
        "svp": "senior vice president", "evp": "executive vice president", "cofounder": "co founder",
    ]
}
