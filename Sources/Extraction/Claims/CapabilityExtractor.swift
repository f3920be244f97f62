import KnowledgeModel
import TextAnalysis

/// What a model can do, in the text's words.
struct CapabilityExtractor: ClaimExtractor {
    func extract(from context: ArticleContext, into collector: inout ClaimCollector) {
        for sentence in context.document.sentences {
            let range = sentence.tokens
            for index in range where context.mention(at: index) == nil {
                guard let start = listStart(at: index, context) else { continue }
                guard let model = model(before: index, range, context) else { continue }
                for phrase in nounPhrases(from: start, range, context) {
                    collector.add(
                        .capabilities,
                        [.model: .entity(model), .capability: .text(context.document.text(of: phrase))],
                        evidence: range, rule: "capability.list")
                }
            }
            extractKind(sentence, context, &collector)
            extractFronted(sentence, context, &collector)
        }
    }

    /// `Writing prose and answering questions are what it is best at.`
    private func extractFronted(_ sentence: Sentence, _ context: ArticleContext, _ collector: inout ClaimCollector) {
        let range = sentence.tokens
        guard
            let verb = range.first(where: {
                context.token($0, isIn: ["is", "are"]) && context.token($0 + 1, isIn: ["what", "where"])
            }), verb > range.lowerBound, verb + 2 < range.upperBound,
            let praise = (verb + 2..<min(verb + 10, range.upperBound)).first(where: {
                context.token($0, isIn: strengths)
            }), let model = context.argument(in: (verb + 2)..<praise, .model, fromEnd: false)
        else { return }
        for phrase in nounPhrases(from: range.lowerBound, range.lowerBound..<verb, context) {
            collector.add(
                .capabilities, [.model: .entity(model), .capability: .text(context.document.text(of: phrase))],
                evidence: range, rule: "capability.fronted")
        }
    }

    /// `with support for A, B and C`, `excels at A and B`, `is good at A`
    private func listStart(at index: Int, _ context: ArticleContext) -> Int? {
        if context.token(index, isIn: ["support", "supports"]) {
            if context.key(index) == "support" { return context.key(index + 1) == "for" ? index + 2 : nil }
            return index + 1
        }
        if context.token(index, isIn: ["excels", "excel", "excelled", "adept"]),
            context.token(index + 1, isIn: ["at", "in"])
        {
            return index + 2
        }
        if context.token(index, isIn: ["capable"]), context.key(index + 1) == "of", context.key(index - 1) != "most" {
            return index + 2
        }
        if context.token(index, isIn: ["strong", "strengths"]), context.token(index + 1, isIn: ["at", "in"]) {
            return index + 2
        }
        return nil
    }

    /// The model that the clause or the sentence is about, never merely the article's.
    private func model(before index: Int, _ range: Range<Int>, _ context: ArticleContext) -> EntityReference? {
        context.argument(in: range.lowerBound..<index, .model, fromEnd: false)
    }

    private func nounPhrases(from start: Int, _ range: Range<Int>, _ context: ArticleContext) -> [Range<Int>] {
        var phrases: [Range<Int>] = []
        var begin = start
        var index = start
        func close(_ end: Int) {
            if end > begin, end - begin <= 7, context.mention(at: begin, [.company, .person]) == nil,
                !context.token(end - 1, isIn: ["hardware", "devices", "platforms", "chips", "browsers"])
            {
                phrases.append(begin..<end)
            }
        }
        while index < range.upperBound {
            if context.key(index) == "," || context.key(index) == "and"
                || context.key(index) == "as" && context.key(index + 1) == "well"
            {
                close(index)
                index += context.key(index) == "as" ? 3 : 1
                while context.token(index, isIn: ["and", "the", "a", "also"]) { index += 1 }
                begin = index
                continue
            }
            if context.token(index, isIn: stops) || !context.document.tokens[index].isWord && context.key(index) != "-"
            {
                break
            }
            index += 1
        }
        close(index)
        return phrases
    }

    /// `is a natively multimodal reasoning model`
    private func extractKind(_ sentence: Sentence, _ context: ArticleContext, _ collector: inout ClaimCollector) {
        let range = sentence.tokens
        for index in range where context.token(index, isIn: ["model", "models"]) && context.mention(at: index) == nil {
            var start = index
            while start - 1 >= range.lowerBound,
                context.token(start - 1, isIn: kinds)
                    || context.key(start - 1) == "-" && context.token(start - 2, isIn: kinds)
            { start -= 1 }
            guard start < index, context.token(start, isIn: abilities) else { continue }
            var lead = start - 1
            while lead >= range.lowerBound, !context.token(lead, isIn: ["a", "an"]) {
                guard context.document.tokens[lead].isWord, start - lead <= 3 else { break }
                lead -= 1
            }
            guard context.token(lead, isIn: ["a", "an"]), context.token(lead - 1, isIn: ["is", "was", ",", "as"]),
                let model = context.argument(in: range.lowerBound..<lead, .model, fromEnd: true)
            else { continue }
            collector.add(
                .capabilities,
                [.model: .entity(model), .capability: .text(context.document.text(of: start..<index))],
                evidence: range, rule: "capability.kind")
        }
    }

    private let stops = WordSet(
        ". ; : ( that which who while but with for in on at from by to is are was were has have than so because across when its"
    )
    private let strengths = WordSet(
        "excels excel shines shine best strongest optimized optimised tuned designed built good strong")
    private let kinds = WordSet(
        "multimodal reasoning coding vision language thinking agentic multilingual speech video image code math")
    private let abilities = WordSet("multimodal reasoning coding agentic multilingual")
}
