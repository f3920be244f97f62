import TextAnalysis

/// The inflected forms of English words, so that a rule that names "slide" also finds "slid", whatever the tagger says.
///
/// Regular forms are made by the rules of spelling; irregular ones come from a list. Forms too many do no harm: a rule
/// asks for a word class besides.
enum WordForms {
    /// A word with its inflected forms, the word itself first.
    static func all(of word: String) -> [String] {
        var forms = [word]
        guard word.utf8.allSatisfy({ $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") || $0 == UInt8(ascii: "-") }),
            word.utf8.count > 2,
            !closed.contains(word)
        else { return forms }
        forms += irregular[word] ?? []
        let bytes = Array(word.utf8)
        let last = bytes[bytes.count - 1]
        let before = bytes[bytes.count - 2]
        switch last {
        case UInt8(ascii: "e"):
            let stem = String(word.dropLast())
            forms += [word + "s", word + "d", stem + "ing"]
        case UInt8(ascii: "y") where !isVowel(before):
            let stem = String(word.dropLast())
            forms += [stem + "ies", stem + "ied", word + "ing"]
        case UInt8(ascii: "s"), UInt8(ascii: "x"), UInt8(ascii: "z"):
            forms += [word + "es", word + "ed", word + "ing"]
        case UInt8(ascii: "h") where before == UInt8(ascii: "s") || before == UInt8(ascii: "c"):
            forms += [word + "es", word + "ed", word + "ing"]
        default:
            forms += [word + "s", word + "ed", word + "ing"]
            if doublesLast(bytes) {
                let doubled = word + String(UnicodeScalar(last))
                forms += [doubled + "ed", doubled + "ing"]
            }
        }
        return forms
    }

    /// A short word that ends in one consonant after one vowel doubles it: `drop`, `dropped`.
    private static func doublesLast(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 3, !isVowel(bytes[bytes.count - 1]), isVowel(bytes[bytes.count - 2]),
            !isVowel(bytes[bytes.count - 3])
        else { return false }
        return ![UInt8(ascii: "w"), UInt8(ascii: "x"), UInt8(ascii: "y")].contains(bytes[bytes.count - 1])
    }

    private static func isVowel(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"): true
        default: false
        }
    }

    private static let closed: Set<String> = [
        "the", "and", "for", "with", "from", "into", "off", "out", "over", "not", "non", "than", "per", "among", "can",
        "also", "here", "worth", "down", "higher", "lower", "up",
    ]

    private static let irregular: [String: [String]] = Dictionary(
        uniqueKeysWithValues: """
            be is are was were been being|become became becoming|begin began begun|break broke broken|bring brought
            build built|buy bought|catch caught|choose chose chosen|come came|cut cutting|deal dealt|do did done does
            draw drew drawn|drive drove driven|fall fell fallen|find found|get got gotten getting|give gave given|go went gone goes
            grow grew grown|have has had having|hit hitting|hold held|keep kept|know knew known|lay laid|lead led|leap leapt
            leave left|lend lent|let letting|lose lost|make made|meet met|outdo outdid|overtake overtook|pay paid|put putting
            quit quitting|rise rose risen|run ran running|see saw seen|sell sold|send sent|set setting|shed shedding|shoot shot
            show showed shown|shrink shrank shrunk|shut shutting|sink sank sunk|sit sat sitting|slide slid|speak spoke spoken
            spend spent|spin spun spinning|split splitting|spread spread|spring sprang sprung|stand stood|steal stole stolen|strike struck|swing swung
            take took taken|teach taught|tell told|think thought|throw threw thrown|win won winning|write wrote written
            person people|chief chiefs|dive dove dived|bet betting|bid bidding|overhaul overhauled|withdraw withdrew withdrawn
            swallow swallowed|forecast forecast|seek sought|fight fought|rebuild rebuilt|oversee oversaw overseen|foresee foresaw foreseen
            undertake undertook undertaken|equip equipped equipping|bleed bled|beat beaten|co-lead co-led|withhold withheld|commit committed committing|permit permitted|submit submitted|transfer transferred
            """.split(whereSeparator: { $0 == "|" || $0 == "\n" }).map { line in
                let words = line.split(separator: " ").map(String.init)
                return (words[0], Array(words.dropFirst()))
            })
}
