import TextAnalysis

/// How a model's name goes on after its family's name: versions, sizes and variants.
///
/// `Llama 3.1 405B`, `Qwen3-235B-A22B`, `Gemini 3.1 Pro Preview`, `Claude Opus 4.6`, `GPT-4o mini`, `o3-mini-high`.
struct ModelNameGrammar {
    let document: Document
    let lexicon: Lexicon

    /// The whole name that begins with a family's name.
    ///
    /// - Returns: `nil` if the family's name stands alone.
    func extend(_ tokens: Range<Int>, family: String, upTo end: Int) -> (tokens: Range<Int>, name: String)? {
        let variants = lexicon.families[family]?.variants ?? []
        let last = nameEnd(from: tokens.upperBound, variants: variants, upTo: end)
        guard last > tokens.upperBound else { return nil }
        return (tokens.lowerBound..<last, document.text(of: tokens.lowerBound..<last))
    }

    /// The family of a name that is glued to its version, as in `Qwen3-235B-A22B`, and the whole name.
    func gluedFamily(at index: Int, upTo end: Int) -> (tokens: Range<Int>, name: String, family: String)? {
        let token = document.tokens[index]
        guard token.shape.isSuperset(of: [.isCapitalized, .hasDigit]), token.end - token.start >= 4 else { return nil }
        let text = document.text(of: index)
        let letters = text.prefix { $0.isLetter }
        guard letters.count >= 3, text.dropFirst(letters.count).allSatisfy({ $0.isNumber || $0 == "." }),
            let family = lexicon.families[String(letters)]
        else { return nil }
        let last = nameEnd(from: index + 1, variants: family.variants, upTo: end)
        return (index..<last, document.text(of: index..<last), family.name)
    }

    /// The whole of a name written as repositories write it, `gemma-3-27b`, and its family.
    func slug(at index: Int, upTo end: Int) -> (tokens: Range<Int>, name: String, family: String)? {
        guard index + 2 < end, document.token(index + 1, is: "-"), !document.tokens[index + 1].hasSpaceBefore,
            !document.tokens[index + 2].hasSpaceBefore, document.tokens[index + 2].shape.contains(.hasDigit),
            !document.tokens[index].shape.contains(.isCapitalized),
            let family = lexicon.familyInSmallLetters(document.key(index))
        else { return nil }
        let last = nameEnd(from: index + 1, variants: lexicon.families[family]?.variants ?? [], upTo: end)
        return last > index + 2 ? (index..<last, document.text(of: index..<last), family) : nil
    }

    /// The whole name that begins with a member's name: `o3` in `o3 Pro`.
    func extendMember(_ tokens: Range<Int>, name: String, upTo end: Int) -> (tokens: Range<Int>, name: String)? {
        let last = nameEnd(from: tokens.upperBound, variants: [], upTo: end)
        guard last > tokens.upperBound else { return nil }
        return (tokens.lowerBound..<last, name + document.text(of: tokens.upperBound..<last, withSpace: true))
    }

    private func nameEnd(from start: Int, variants: WordSet, upTo limit: Int) -> Int {
        var end = start
        while end < limit {
            let token = document.tokens[end]
            if document.token(end, is: "-"), end + 1 < limit, !token.hasSpaceBefore,
                !document.tokens[end + 1].hasSpaceBefore,
                isPart(end + 1, isGlued: true, variants)
            {
                end += 2
            } else if isPart(end, isGlued: !token.hasSpaceBefore, variants) {
                end += 1
            } else {
                break
            }
        }
        return end
    }

    private func isPart(_ index: Int, isGlued: Bool, _ variants: WordSet) -> Bool {
        let token = document.tokens[index]
        if token.shape.contains(.hasDigit) {
            if isGlued { return isVersion(index) }
            // A number after a space is a version unless it counts something or is a year.
            guard token.hasSpaceBefore, isVersion(index) else { return false }
            if document.token(index + 1, is: "%") || document.token(index + 1, isIn: countedNouns) { return false }
            return !(token.end - token.start == 4 && token.isNumeric && !token.shape.contains(.hasLetter))
        }
        guard token.isWord else { return false }
        // `Granite-4.0-H-Small`: a single capital between hyphens.
        if isGlued, token.shape.contains(.isUppercase), token.end - token.start == 1 { return true }
        if token.isCapitalized || isGlued {
            if variants.contains(token.key) || genericVariants.contains(token.key) { return true }
        }
        // "GPT-4o mini", "o3 pro": small letters after a space only for a few.
        return !token.isCapitalized && (token.key == "mini" || token.key == "nano") && token.hasSpaceBefore
    }

    /// `4.6`, `405B`, `4o`, `V3`, `R1`, `A22B`, `K2`, `8x7B`
    private func isVersion(_ index: Int) -> Bool {
        document.withBytes(of: index) { bytes in
            guard bytes.count <= 6 else { return false }
            var letters = 0
            for byte in bytes {
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."): break
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): letters += 1
                default: return false
                }
            }
            // `12th`, `30th` are ordinals.
            return letters <= 2 && !(letters == 2 && bytes[bytes.count - 1] | 0x20 == UInt8(ascii: "h"))
        }
    }
}

extension Document {
    /// The text of tokens with the space before the first, if there is one.
    func text(of range: Range<Int>, withSpace: Bool) -> String {
        let text = text(of: range)
        return withSpace && !range.isEmpty && tokens[range.lowerBound].hasSpaceBefore ? " " + text : text
    }
}

/// Variant words of many families.
let genericVariants = WordSet(
    """
    pro flash ultra mini nano max plus turbo preview lite large medium small instruct chat base thinking reasoning \
    coder code vision vl omni next experimental exp codex air super heavy fast high distill it moe latest beta
    """)
/// Nouns that a number before them counts, so that it is no version.
let countedNouns = WordSet(
    "% percent billion million trillion thousand users people times tokens points months years days weeks hours employees dollars"
)
