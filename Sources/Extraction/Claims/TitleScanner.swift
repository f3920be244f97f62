import KnowledgeModel
import TextAnalysis

/// A title and the words that belong to it.
struct TitlePhrase {
    let tokens: Range<Int>
    let text: String
    let isPlural: Bool
}

/// Finds titles in a sentence: "chief AI officer", "co-founder", "vice president of product", "head of research".
struct TitleScanner {
    let context: ArticleContext
    let sentence: Range<Int>

    func titles() -> [TitlePhrase] {
        var found: [TitlePhrase] = []
        for index in sentence where context.token(index, isIn: Self.heads) && context.mention(at: index) == nil {
            if let last = found.last, last.tokens.contains(index) { continue }
            // "chief executive officer" ends in its last head.
            if context.token(index + 1, isIn: Self.heads),
                !context.token(index, isIn: ["founder", "co-founder", "ceo", "chairman", "president"])
            {
                continue
            }
            let start = start(of: index, after: found.last?.tokens.upperBound ?? sentence.lowerBound)
            // "Engineer" alone is a trade; it is a title where the text introduces somebody by it.
            if context.token(index, isIn: Self.needsModifier), start == index, !isPlaced(index),
                !context.syntax.appositions(index).contains(where: { context.mention(at: $0, [.person]) != nil })
            {
                continue
            }
            let end = end(of: index)
            found.append(
                TitlePhrase(
                    tokens: start..<end, text: context.document.text(of: start..<end),
                    isPlural: context.token(index, isIn: Self.plurals)))
        }
        return found
    }

    /// `OpenAI researcher Jane Roe`, `a researcher at OpenAI`: the house and the person make a title of a trade.
    private func isPlaced(_ head: Int) -> Bool {
        context.mention(at: head - 1, [.company]) != nil && context.mention(at: head + 1, [.person]) != nil
            || context.token(head - 1, isIn: ["a", "an", "as"]) && context.token(head + 1, isIn: ["at", "with", "for"])
                && context.mention(at: head + 2, [.company]) != nil
    }

    private func start(of head: Int, after limit: Int) -> Int {
        var start = head
        var chiefAt: Int?
        // `chief … officer` may hold any word.
        if context.token(head, isIn: ["officer", "officers", "executive"]) {
            for index in stride(from: head - 1, through: max(limit, head - 6), by: -1) {
                if context.token(index, isIn: ["chief", "co-chief"]) { chiefAt = index; break }
                if context.token(index, isIn: [",", "."]) { break }
            }
        }
        if let chiefAt { start = chiefAt }
        while start - 1 >= limit, context.mention(at: start - 1) == nil {
            let index = start - 1
            if context.token(index, isIn: Self.modifiers) {
                start -= 1
            } else if context.key(index) == "-", index - 1 >= limit,
                context.token(index - 1, isIn: ["co", "vice", "machine"])
            {
                start -= 2
            } else {
                break
            }
        }
        return start
    }

    private func end(of head: Int) -> Int {
        var end = head + 1
        guard context.token(end, isIn: ["of", "for"]), context.token(head, isIn: Self.takesOf) else { return end }
        var index = end + 1
        guard context.mention(at: index) == nil,
            !context.token(index, isIn: ["the", "its", "a", "their", "his", "her"])
                || context.mention(at: index + 1) == nil
        else { return end }
        var words = 0
        while index < sentence.upperBound, words < 6 {
            if context.mention(at: index) != nil { break }
            if context.token(
                index,
                isIn: [
                    ",", ".", "at", "who", "and", "said", "says", "is", "was", ")", "(", "told", ";", ":", "from",
                    "has", "to", "will", "in", "the",
                ])
            {
                if context.key(index) == "and", !context.token(index + 1, isIn: Self.heads), words > 0,
                    !context.document.tokens[index + 1].isCapitalized
                        || context.document.tokens[index - 1].isCapitalized, context.mention(at: index + 1) == nil
                {
                    index += 1
                    words += 1
                    continue
                }
                break
            }
            index += 1
            words += 1
        }
        if words > 0 { end = index }
        return end
    }

    private static let heads = WordSet(
        """
        ceo cfo cto coo cmo cio cpo cro ciso vp svp evp president chairman chairwoman chair founder founders cofounder cofounders \
        co-founder co-founders co-president co-chair co-chairman co-head co-director analyst minister secretary economist strategist spokesman spokeswoman spokesperson director partner boss \
        chief executive officer counsel head leader researcher scientist engineer professor governor commissioner lead manager attorney
        """)
    private static let plurals = WordSet("founders cofounders co-founders")
    private static let needsModifier = WordSet(
        "partner chief executive officer counsel researcher scientist engineer lead manager")
    private static let takesOf = WordSet(
        "head leader president director vice chief chair professor manager lead secretary minister officer")
    private static let modifiers = WordSet(
        """
        chief co-chief executive vice senior deputy general managing corporate regional associate assistant distinguished honorary independent non-executive operating financial technology technical product marketing \
        revenue scientific science interim founding acting prime foreign finance research ai lead principal staff \
        portfolio security legal people data software hardware design group investment equity commercial strategy executive \
        prime communications policy
        """)
}
