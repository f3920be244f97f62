/// A language by its ISO 639-1 code.
public enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case german = "de"
    case french = "fr"
    case spanish = "es"
    case italian = "it"
    case portuguese = "pt"
    case dutch = "nl"
    case polish = "pl"
    case turkish = "tr"
    case swedish = "sv"
    case danish = "da"
    case norwegian = "no"
    case indonesian = "id"
    case romanian = "ro"
    case czech = "cs"
    case hungarian = "hu"
    case finnish = "fi"
    case vietnamese = "vi"
    case russian = "ru"
    case ukrainian = "uk"
    case greek = "el"
    case hebrew = "he"
    case arabic = "ar"
    case hindi = "hi"
    case thai = "th"
    case chinese = "zh"
    case japanese = "ja"
    case korean = "ko"
}

/// Which language a text seems to be in.
public struct LanguageGuess: Sendable, Equatable {
    /// `nil` when there is too little to tell, as in a headline, a table of names or figures.
    public let language: Language?
    /// In `0...1`: how much there is to go by and how far the second language is behind.
    public let confidence: Double

    /// Whether the text is surely not English. What cannot be told is not foreign.
    public var isForeign: Bool { language != nil && language != .english }

    static let unknown = LanguageGuess(language: nil, confidence: 0)
}

/// Tells the language of a text by its script and its function words.
///
/// Each function word speaks for the languages that have it, one shared by several for each of them a little. A
/// language other than English is only named on the evidence of several different words: names such as
/// "Banque de la Réunion" do not make a text French.
public enum LanguageIdentifier {
    /// Complexity: linear in the length of the text.
    public static func guess(for text: String) -> LanguageGuess {
        var text = text
        return text.withUTF8 { guess(for: $0) }
    }

    /// The language of some tokens of a document, such as a sentence or a paragraph.
    ///
    /// - Parameter tokens: Indices of tokens, half-open.
    public static func guess(for tokens: Range<Int>, of document: Document) -> LanguageGuess {
        guard !tokens.isEmpty else { return .unknown }
        let start = Int(document.tokens[tokens.lowerBound].start)
        let end = Int(document.tokens[tokens.upperBound - 1].end)
        return document.bytes.withUnsafeBufferPointer { guess(for: UnsafeBufferPointer(rebasing: $0[start..<end])) }
    }

    static func guess(for bytes: UnsafeBufferPointer<UInt8>) -> LanguageGuess {
        var tally = LanguageTally()
        tally.count(bytes)
        return tally.guess
    }
}

/// Counts letters by script and function words by language.
private struct LanguageTally {
    /// Letters of the Latin script and of all others.
    private var latin = 0
    private var foreign = 0
    private var scripts = [Int](repeating: 0, count: Language.allCases.count)
    private var words = 0
    private var scores = [Double](repeating: 0, count: Language.allCases.count)
    /// One bit for each function word seen, by a hash: how many different ones speak for a language.
    private var seen = [UInt64](repeating: 0, count: Language.allCases.count)

    mutating func count(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index = 0
        var wordStart: Int?
        while index < bytes.count {
            let first = bytes[index]
            var length = 1
            var isLetter = false
            if first < 0x80 {
                isLetter = first.isASCIILetter
                if isLetter { latin += 1 }
            } else {
                length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
                length = min(length, bytes.count - index)
                let second = length > 1 ? bytes[index + 1] : 0
                switch first {
                case 0xC3...0xCB, 0xCC...0xCD: isLetter = true
                case 0xE1 where second == 0xBA || second == 0xBB: isLetter = true
                default: countForeign(first, second, length > 2 ? bytes[index + 2] : 0)
                }
                if isLetter { latin += 1 }
            }
            if isLetter {
                wordStart = wordStart ?? index
            } else if let start = wordStart {
                addWord(UnsafeBufferPointer(rebasing: bytes[start..<index]))
                wordStart = nil
            }
            index += length
        }
        if let start = wordStart { addWord(UnsafeBufferPointer(rebasing: bytes[start...])) }
    }

    private mutating func countForeign(_ first: UInt8, _ second: UInt8, _ third: UInt8) {
        let language: Language
        switch (first, second) {
        case (0xD1, 0x94), (0xD1, 0x96...0x97), (0xD2, 0x91): language = .ukrainian
        case (0xD0...0xD3, _): language = .russian
        case (0xCE...0xCF, _): language = .greek
        case (0xD7, 0x90...): language = .hebrew
        case (0xD8...0xDB, _): language = .arabic
        case (0xE0, 0xA4...0xA5): language = .hindi
        case (0xE0, 0xB8...0xB9): language = .thai
        case (0xE3, 0x81...0x83): language = .japanese
        case (0xE4...0xE9, _): language = .chinese
        case (0xEA, 0xB0...), (0xEB...0xEC, _), (0xED, ...0x9E): language = .korean
        default: return
        }
        foreign += 1
        scripts[Self.index(of: language)] += 1
    }

    private mutating func addWord(_ bytes: UnsafeBufferPointer<UInt8>) {
        words += 1
        guard bytes.count <= 12 else { return }
        let key = WordKey(bytes: bytes)
        guard var languages = FunctionWords.languages[key] else { return }
        let share = 1 / Double(languages.nonzeroBitCount)
        let bit = UInt64(1) << (key.hash >> 58)
        while languages != 0 {
            let language = languages.trailingZeroBitCount
            scores[language] += share
            seen[language] |= bit
            languages &= languages - 1
        }
    }

    var guess: LanguageGuess {
        // A character of these scripts says more than a letter does.
        if foreign >= 8, foreign * 3 > latin { return guessByScript }
        guard words >= 5 else { return .unknown }
        let english = scores[0]
        var best = 1
        for language in 2..<FunctionWords.lists.count where scores[language] > scores[best] { best = language }
        let share = scores[best] / Double(words)
        if scores[best] > 2 * english + 1, share >= 0.12, scores[best] >= 2, seen[best].nonzeroBitCount >= 3, words >= 7
        {
            var second = english
            for language in 1..<FunctionWords.lists.count where language != best {
                second = max(second, scores[language])
            }
            return LanguageGuess(
                language: Language.allCases[best], confidence: confidence(scores[best], over: second))
        }
        if english >= 1, english > scores[best], english / Double(words) >= 0.08 {
            return LanguageGuess(language: .english, confidence: confidence(english, over: scores[best]))
        }
        return .unknown
    }

    private func confidence(_ best: Double, over second: Double) -> Double {
        (best - second) / best * min(1, best / 4)
    }

    private var guessByScript: LanguageGuess {
        var counts = scripts
        // A few letters tell Ukrainian from Russian, and kana tell Japanese from Chinese.
        let (russian, ukrainian) = (Self.index(of: .russian), Self.index(of: .ukrainian))
        if counts[ukrainian] * 40 > counts[russian] {
            counts[ukrainian] += counts[russian]
            counts[russian] = 0
        }
        let (chinese, japanese) = (Self.index(of: .chinese), Self.index(of: .japanese))
        if counts[japanese] * 10 > counts[chinese] {
            counts[japanese] += counts[chinese]
            counts[chinese] = 0
        }
        let best = counts.indices.max { counts[$0] < counts[$1] } ?? 0
        return LanguageGuess(
            language: Language.allCases[best], confidence: Double(counts[best]) / Double(foreign + latin / 3 + 1))
    }

    private static func index(of language: Language) -> Int { Language.allCases.firstIndex(of: language) ?? 0 }
}

/// The commonest words of the languages in Latin script.
private enum FunctionWords {
    /// In the order of ``Language/allCases``, which begins with them.
    static let lists: [String] = [
        // English
        """
        the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which \
        you were her all she there would their we him been has when who will more no if out so what up said its about \
        than into them can only other new some could time these two may then do first any my now such like our over me \
        even most made after also did many before must through how because while where should those i your says
        """,
        // German
        """
        der die das und ist nicht ein eine einen einem einer zu den dem des im mit von auf für sich auch als an es werden \
        wird aus bei nach wie über um nur noch durch wurde hat haben sind war oder aber vor zur zum bis mehr ich sie wir \
        dass kann sein unter gegen vom wenn so was man in er
        """,
        // French
        """
        le la les de des du et est un une en que qui dans pour pas sur au aux par plus avec ce cette ces son sa ses il \
        elle ils ont été sont ne se mais ou où comme leur nous vous être fait aussi après selon entre dont sans l qu n c \
        y à a d
        """,
        // Spanish
        """
        el la los las de del que y en un una es por con para no se su sus al lo como más pero ha fue son o este esta entre \
        cuando muy sin sobre también hasta hay donde desde todo nos años ya según le están uno a
        """,
        // Italian
        """
        il lo la i gli le di del della dei delle che e è un una in per con non si da dal al alla sono come più ma ha anche \
        nel nella su se questo questa suo sua dopo essere stato tra fra ai dell all l o ed hanno anni a
        """,
        // Portuguese
        """
        o os as de do da dos das que e em um uma para com não por no na nos nas se mais ao aos como mas foi é são pelo \
        pela seu sua ou também já entre até sobre quando muito ser tem está à a
        """,
        // Dutch
        """
        de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij door naar uit wordt werd heeft \
        hebben had kan nog wel zich deze dit over ze hij was tot of meer worden zal tegen onder geen
        """,
        // Polish
        """
        i w z na do nie się to że jest o jak po za od przez co dla ale czy tak są by było oraz które który która ich jego \
        tym tego już tylko może być przed przy lub ma roku pod
        """,
        // Turkish
        """
        ve bir bu için de da ile olarak daha çok en olan gibi kadar sonra ne var ise değil oldu ama o her olduğu göre \
        yeni tarafından ya ki mi yapay
        """,
        // Swedish
        """
        och att det som en på är av för med den till inte om ett har de men var från så i vi kan jag hade när också efter \
        vid nu eller han ska sig över mellan än mot under
        """,
        // Danish
        """
        og at det er en af til på i den for ikke med de som har et der om var fra men han kan vi så eller efter også nu \
        blev sig vil skal meget være hun over ved når bliver mod hvor mellem
        """,
        // Norwegian
        """
        og å det er en av til på i den for ikke med de som har et om var fra men han kan vi så eller etter også nå ble seg \
        vil være hun over ved når blir mot hvor mellom sier skal noen mye dette
        """,
        // Indonesian
        """
        yang dan di untuk dengan ini dari dalam tidak akan pada itu juga ke oleh karena adalah atau bisa mereka telah saat \
        sudah lebih kami tersebut kata sebagai dapat secara tahun seperti para
        """,
        // Romanian
        """
        și în de la a cu pe nu că din o un pentru să este care mai au fost sunt fi al ce prin dar sau după acest această \
        ale lui după către între ca iar
        """,
        // Czech
        """
        a se na v je že z s o do to i ve by pro jako jsou k za který která které po od ale není si jeho byl bylo být už \
        nebo také jen aby podle roku při více
        """,
        // Hungarian
        """
        a az és hogy nem is egy meg volt csak de ez már még mint ha el kell van azt lesz vagy ki szerint amely után között \
        több fel minden
        """,
        // Finnish
        """
        ja on ei että oli se hän mutta ovat kun myös niin kuin joka sen tai voi jo vain sitä ole hänen olla jos ne nyt \
        mukaan jotka noin vuonna kanssa
        """,
        // Vietnamese
        """
        và của là có không được cho trong một với các người này những để đã khi đến từ về như cũng ra năm vào trên tại \
        công nhiều hơn theo sẽ
        """,
    ]

    /// The languages of a word, one bit each.
    static let languages: [WordKey: UInt32] = {
        var languages: [WordKey: UInt32] = [:]
        for (index, list) in lists.enumerated() {
            for word in list.split(separator: " ") { languages[WordKey(word), default: 0] |= 1 << UInt32(index) }
        }
        return languages
    }()
}
