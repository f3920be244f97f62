import KnowledgeModel

/// What a name is compared by when entities of different articles are linked.
///
/// All functions here are pure and work on one name; what two entities with related names mean to each other is
/// decided by ``EntityLinking``.
struct NameKeys {
    let kind: EntityKind
    let name: String
    /// The words of the name, folded: lower case, no diacritics, no punctuation but points between digits.
    let words: [String]

    init(_ kind: EntityKind, _ name: String) {
        self.kind = kind
        self.name = name
        words = Self.words(of: name)
    }

    /// Two entities of one kind with one of these in common are one, whatever else the base holds.
    var identities: [(key: String, reason: String)] {
        // Spaces within a person's name tell people apart, those in a firm's name do not.
        let joiner = kind == .person ? " " : ""
        var found = [(words.joined(separator: joiner), "the same name in another spelling")]
        switch kind {
        case .company:
            let core = Self.withoutLegalForm(words)
            if core.count < words.count { found.append((core.joined(), "the same name but for its legal form")) }
        case .person:
            // `Jürgen` is written `Jurgen` or `Juergen`.
            if name.unicodeScalars.contains(where: { "äöüÄÖÜ".unicodeScalars.contains($0) }) {
                let spelled = Self.words(of: Self.withUmlautsSpelledOut(name))
                found.append((spelled.joined(separator: " "), "the same name in another spelling"))
            }
            // `Liang Wenfeng` is `Wenfeng Liang` in the order of other languages.
            if words.count == 2, words.contains(where: EastAsianSurnames.folded.contains) {
                found.append((words.sorted().joined(separator: "+"), "the same name in another order"))
            }
            let core = Self.withoutInitials(words)
            if core.count < words.count, core.count >= 2 {
                found.append((core.joined(separator: " "), "the same name but for an initial or a title"))
            }
        case .model:
            let parts = Self.modelParts(words)
            if parts.count > 1 {
                found.append((parts.sorted().joined(separator: " "), "the same words in another order"))
            }
        case .product, .benchmark:
            break
        }
        return found.filter { !$0.0.isEmpty }.map { (key: $0.0, reason: $0.1) }
    }

    /// The words under which the entity is compared with others at all.
    var blocks: [String] { [wordBlock] + identities.map { "\(kind.rawValue)=\($0.key)" } }

    private var wordBlock: String {
        let word: String? =
            switch kind {
            case .person: Self.withoutInitials(words).last
            case .model: Self.modelParts(words).first { $0.utf8.contains { $0 >= UInt8(ascii: "a") } }
            case .company: Self.withoutLegalForm(words).first
            case .product, .benchmark: words.first
            }
        return "\(kind.rawValue):\(word ?? words.first ?? "")"
    }

    /// Words of a company's name that do not tell it from another one.
    static let genericWords: Set<String> = [
        "ai", "labs", "lab", "technologies", "technology", "systems", "group", "holdings", "holding", "software",
        "intelligence", "research", "computing", "networks", "platforms", "international", "global", "io", "com",
    ]

    static let legalForms: Set<String> = [
        "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "lp", "llp", "plc",
        "ag", "sa", "se", "nv", "bv", "gmbh", "kk", "ab", "asa", "oyj", "spa", "pbc", "pte", "pty", "sas", "sarl",
    ]

    private static let personWords: Set<String> = ["dr", "mr", "mrs", "ms", "sir", "prof", "professor", "jr", "sr"]

    /// `Brellin AI, Inc.` without its last words; a name that is nothing else keeps them.
    static func withoutLegalForm(_ words: [String]) -> [String] {
        var rest = words[...]
        while rest.count > 1, let last = rest.last, legalForms.contains(last) { rest.removeLast() }
        if rest.count > 1, rest.first == "the" { rest.removeFirst() }
        return Array(rest)
    }

    /// `Dr. Jane Q. Public` as `jane`, `public`; an initial at either end stays, for it may be all there is.
    static func withoutInitials(_ words: [String]) -> [String] {
        let kept = words.filter { !personWords.contains($0) }
        guard kept.count > 2 else { return kept.isEmpty ? words : kept }
        return kept.enumerated().filter { index, word in
            index == 0 || index == kept.count - 1 || word.utf8.count > 1
        }.map(\.element)
    }

    /// `GPT-5.4 mini` as `gpt`, `5.4`, `mini`; letters and digits part, sizes and versions such as `405b`, `v3` do not.
    static func modelParts(_ words: [String]) -> [String] {
        var parts: [String] = []
        for word in words {
            let bytes = Array(word.utf8)
            guard let firstDigit = bytes.firstIndex(where: isDigit), firstDigit > 1,
                bytes[..<firstDigit].allSatisfy({ !isDigit($0) && $0 != UInt8(ascii: ".") })
            else {
                parts.append(word)
                continue
            }
            parts.append(String(decoding: bytes[..<firstDigit], as: UTF8.self))
            parts.append(String(decoding: bytes[firstDigit...], as: UTF8.self))
        }
        return parts
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    /// The folded words of a name: `Électricité-2.5 (R&D)` as `electricite`, `2.5`, `r&d`.
    static func words(of name: String) -> [String] {
        var words: [String] = []
        var word = ""
        let scalars = Array(name.lowercased().unicodeScalars)
        func isDigit(_ index: Int) -> Bool {
            scalars.indices.contains(index) && scalars[index].value >= 0x30 && scalars[index].value <= 0x39
        }
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "'", "\u{2019}":
                continue
            case "." where isDigit(index - 1) && isDigit(index + 1), "+", "&":
                // `R1+` is another model than `R1`.
                word.unicodeScalars.append(scalar)
            case ".":
                // `U.S.` and `Z.ai` are one word.
                continue
            default:
                let properties = scalar.properties
                if properties.isAlphabetic || properties.numericType != nil {
                    word += folded(scalar)
                } else if properties.generalCategory != .nonspacingMark, !word.isEmpty {
                    words.append(word)
                    word = ""
                }
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    private static func withUmlautsSpelledOut(_ name: String) -> String {
        var spelled = ""
        for scalar in name.lowercased().unicodeScalars {
            switch scalar {
            case "ä": spelled += "ae"
            case "ö": spelled += "oe"
            case "ü": spelled += "ue"
            default: spelled.unicodeScalars.append(scalar)
            }
        }
        return spelled
    }

    /// A letter without its diacritics.
    ///
    /// The Unicode names of composed Latin letters tell the letter below the mark: `LATIN SMALL LETTER E WITH ACUTE`.
    private static func folded(_ scalar: Unicode.Scalar) -> String {
        if scalar.isASCII { return String(scalar) }
        switch scalar {
        case "ß": return "ss"
        case "æ": return "ae"
        case "œ": return "oe"
        case "ð": return "d"
        case "þ": return "th"
        case "ı": return "i"
        default: break
        }
        let prefix = "LATIN SMALL LETTER "
        guard let name = scalar.properties.name, name.hasPrefix(prefix) else { return String(scalar) }
        let rest = name.dropFirst(prefix.count)
        let letter = rest.prefix { $0 != " " }
        return letter.utf8.count == 1 && rest.dropFirst().hasPrefix(" WITH ") ? letter.lowercased() : String(scalar)
    }
}
