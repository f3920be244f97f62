import KnowledgeModel
import TextAnalysis

/// Direct speech of at least four words, with who said it.
struct QuotationExtractor: ClaimExtractor {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        var last: (speaker: EntityReference, paragraph: Int)?
        for quote in quotes(in: context.document) {
            let paragraph = context.sentence(of: quote.lowerBound).paragraph
            let words = quote.filter { context.document.tokens[$0].isWord }
            guard words.count >= 4, !isTitle(words, context), !isFragment(quote, words.count, context),
                words.count >= 9 || quote.contains(where: { context.syntax.isVerb($0) })
            else { continue }
            let speaker: EntityReference
            let rule: String
            if let found = attributionAfter(quote, context) {
                (speaker, rule) = (found, "quotation.attributed-after")
            } else if let found = attributionBefore(quote, context) {
                (speaker, rule) = (found, "quotation.attributed-before")
            } else if let last, last.paragraph == paragraph {
                (speaker, rule) = (last.speaker, "quotation.continued")
            } else {
                continue
            }
            last = (speaker, paragraph)
            var end = quote.upperBound
            while end > quote.lowerBound, context.token(end - 1, isIn: [",", "."]) { end -= 1 }
            guard end > quote.lowerBound else { continue }
            var values: [ClaimField.Name: ClaimValue?] = [
                .text: .text(context.document.text(of: quote.lowerBound..<end))
            ]
            if speaker.kind == .person {
                values[.speaker] = .entity(speaker)
                values[.company] = .optional(affiliation(of: speaker, collector))
            } else {
                values[.company] = .entity(speaker)
            }
            collector.add(.quotations, values, evidence: quote.lowerBound..<end, rule: rule)
        }
    }

    private func affiliation(of speaker: EntityReference, _ collector: ClaimCollector) -> EntityReference? {
        collector.first(.roles, about: speaker) { $0.entity(.person) == speaker && $0.entity(.company) != nil }?
            .entity(.company)
    }

    /// The tokens between quotation marks, without the marks; a quote never runs past its paragraph.
    private func quotes(in document: Document) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var opened: (index: Int, isStraight: Bool)?
        var paragraph = -1
        for sentence in document.sentences {
            if sentence.paragraph != paragraph {
                paragraph = sentence.paragraph
                opened = nil
            }
            for index in sentence.tokens {
                let key = document.key(index)
                if key == "“" || key == "„" {
                    opened = (index, false)
                } else if key == "”" {
                    if let open = opened, index > open.index + 1 { found.append((open.index + 1)..<index) }
                    opened = nil
                } else if key == "\"" {
                    if let open = opened, open.isStraight {
                        if index > open.index + 1 { found.append((open.index + 1)..<index) }
                        opened = nil
                    } else if opened == nil {
                        opened = (index, true)
                    }
                }
            }
        }
        return found
    }

    /// A few words woven into the writer's own sentence, in quotation marks for their wording: `faces "legal and security risks"`.
    private func isFragment(_ quote: Range<Int>, _ words: Int, _ context: ArticleContext) -> Bool {
        guard words < 9, !context.document.tokens[quote.lowerBound].isCapitalized else { return false }
        let before = quote.lowerBound - 2
        return !context.token(before, isIn: ["as", ",", ":"]) && !context.token(before, isIn: speech.union(describing))
    }

    /// Most words in capitals: the title of a paper or a programme.
    private func isTitle(_ words: [Int], _ context: ArticleContext) -> Bool {
        let capitals = words.filter { context.document.tokens[$0].isCapitalized }.count
        return capitals * 3 > words.count * 2
    }

    private func attributionAfter(_ quote: Range<Int>, _ context: ArticleContext) -> EntityReference? {
        let start = quote.upperBound + 1
        let document = context.document
        guard start < document.tokens.count else { return nil }
        // A sentence that ended inside the quote has no attribution behind it unless a comma led there.
        let endsSentence = context.token(quote.upperBound - 1, isIn: ["."])
        let paragraph = context.sentence(of: quote.lowerBound).paragraph
        var end = start
        while end < min(start + 30, document.tokens.count), context.sentence(of: end).paragraph == paragraph,
            !context.token(end, isIn: ["“", "\"", ".", ";"])
        { end += 1 }
        if context.key(start) == "according", context.key(start + 1) == "to" {
            return context.mentions(in: start..<min(end, start + 14), [.person, .company]).first?.entity
        }
        guard start < end, !(endsSentence && document.tokens[start].isCapitalized && !startsWithVerb(start, context))
        else {
            return nil
        }
        guard let verb = (start..<min(end, start + 14)).first(where: { context.token($0, isIn: speech) }) else {
            return nil
        }
        return speaker(verb: verb, range: start..<end, context)
    }

    private func startsWithVerb(_ index: Int, _ context: ArticleContext) -> Bool { context.token(index, isIn: speech) }

    private func attributionBefore(_ quote: Range<Int>, _ context: ArticleContext) -> EntityReference? {
        let open = quote.lowerBound - 1
        let sentence = context.sentence(of: open)
        var start = open
        while start > sentence.tokens.lowerBound, !context.token(start - 1, isIn: ["”", ";"]) { start -= 1 }
        guard start < open else { return nil }
        let range = start..<open
        if let verb = range.last(where: { context.token($0, isIn: speech.union(describing)) }) {
            return speaker(verb: verb, range: range, context)
        }
        if context.key(open - 1) == ":" || context.key(open - 2) == "according" {
            return context.mentions(in: range, [.person]).last?.entity
        }
        return nil
    }

    /// The person nearest to the verb of speech; else the company that is its subject.
    private func speaker(verb: Int, range: Range<Int>, _ context: ArticleContext) -> EntityReference? {
        // Whoever the tree says speaks: `Ann Lee, in charge since Joe Poe left, said`.
        var people = context.mentions(in: range, [.person])
        for subject in context.syntax.children(verb, labelled: [.nsubj]) where range.contains(subject) {
            if let person = context.mention(at: subject, [.person]) { return person.entity }
            // `a spokesman`, `an engineer`: nobody whom the text names.
            if context.token(subject, isIn: unnamedSpeakers),
                !people.contains(where: { context.document.head($0.tokens.upperBound - 1) == subject })
            {
                people = []
            }
        }
        // `said X`, unless X is the one spoken to.
        if let after = people.first(where: { $0.tokens.lowerBound > verb && $0.tokens.lowerBound - verb <= 8 }),
            context.key(verb) != "told", !hasSubject(before: verb, range, context)
        {
            return after.entity
        }
        if let before = people.last(where: { $0.tokens.upperBound <= verb }) { return before.entity }
        for index in range where index < verb && context.token(index, isIn: ["he", "she"]) {
            return context.reference(at: index, .person)?.0
        }
        if context.token(verb + 1, isIn: ["he", "she"]) { return context.reference(at: verb + 1, .person)?.0 }
        if let company = context.argument(in: range.lowerBound..<verb, .company, fromEnd: true) { return company }
        if let company = context.mention(at: verb + 1, [.company]) { return company.entity }
        return context.reference(at: verb + 1, .company)?.0
    }

    private func hasSubject(before verb: Int, _ range: Range<Int>, _ context: ArticleContext) -> Bool {
        (range.lowerBound..<verb).contains {
            context.mention(at: $0, [.person, .company]) != nil
                || context.token($0, isIn: ["he", "she", "it", "company"])
        }
    }

    private let speech = WordSet(
        """
        said says say saying told wrote writes added adds explained explains argued argues noted notes declared declares \
        warned warns posted tweeted insisted insists recalled recalls remarked quipped stressed stresses concluded asked \
        commented comments replied joked admitted admits believes predicts predicted acknowledged continued
        """)
    private let unnamedSpeakers = WordSet(
        "spokesman spokeswoman spokesperson spokespeople source sources insider person people employee official investor"
    )
    private let describing = WordSet("described describes called calls as that")
}
