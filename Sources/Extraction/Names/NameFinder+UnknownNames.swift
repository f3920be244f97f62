import KnowledgeModel
import TextAnalysis

/// Names that no data file knows: their kind comes from the words round them.
extension NameFinder {
    private struct Candidate {
        var occurrences: [Range<Int>] = []
        var votes: [EntityKind: Int] = [:]
    }

    mutating func findUnknownNames() {
        surnames = WordSet(
            mentions.filter { $0.entity.kind == .person && $0.tokens.count > 1 }.map { key($0.tokens.upperBound - 1) })
        for mention in mentions { for token in mention.tokens { mentionKinds[token] = mention.entity.kind } }
        var candidates: [String: Candidate] = [:]
        var order: [String] = []
        for mention in mentions {
            guard let family = mention.family.flatMap({ lexicon.families[$0] }) else { continue }
            variants = variants.union(family.variants)
        }
        speakers = wordsThatSpeak()
        let speaksOfModels = document.tokens.filter { modelNouns.contains($0.key) }.count >= 2
        for sentence in document.sentences where sentence.kind != .heading && !sentence.isForeign {
            for chunk in chunks(of: sentence) {
                let name = document.text(of: chunk)
                if candidates[name] == nil { order.append(name) }
                candidates[name, default: Candidate()].occurrences.append(chunk)
                for (kind, weight) in votes(for: chunk, in: sentence) {
                    candidates[name, default: Candidate()].votes[kind, default: 0] += weight
                }
                if speaksOfModels, endsInVersion(chunk) {
                    candidates[name, default: Candidate()].votes[.model, default: 0] += 1
                }
            }
        }
        noteFamilies(&candidates)
        for name in order {
            guard let candidate = candidates[name] else { continue }
            let ranked = candidate.votes.sorted { ($0.value, $1.key.rawValue) > ($1.value, $0.key.rawValue) }
            guard let winner = ranked.first, winner.value >= 2 else { continue }
            if ranked.count > 1, ranked[1].value == winner.value { continue }
            let canonical =
                switch winner.key {
                case .company: LegalForms.strip(name)
                case .model:
                    ownedModelName(name, candidate.occurrences) ?? fullModelName(name)
                default: name
                }
            for chunk in candidate.occurrences where !taken[chunk.lowerBound] {
                if winner.key == .product || winner.key == .model,
                    let company = lexicon.companyAtStart(of: chunk, in: document),
                    // `Cadence 2` by another company than Cadence.
                    chunk.count > company.count + 1 || !document.tokens[chunk.upperBound - 1].isNumeric
                {
                    add(company, EntityReference(.company, lexicon.companyName(of: company, in: document)))
                }
                add(chunk, EntityReference(winner.key, canonical))
            }
        }
    }

    /// Capitalised words that stand alone beside a verb of speech.
    private func wordsThatSpeak() -> WordSet {
        var found: [WordKey] = []
        for index in document.tokens.indices where document.tokens[index].isCapitalized && document.tokens[index].isWord
        {
            let isAlone = !document.tokens.indices.contains(index - 1) || !document.tokens[index - 1].isCapitalized
            let isLast = !document.tokens.indices.contains(index + 1) || !document.tokens[index + 1].isCapitalized
            guard isAlone, isLast else { continue }
            if document.token(index + 1, isIn: speechVerbs) || document.token(index - 1, isIn: speechVerbs) {
                found.append(key(index))
            }
        }
        return WordSet(found)
    }

    /// `Vesper` in a text on Vesper 2 is the model too, unless more speaks for something else.
    private func noteFamilies(_ candidates: inout [String: Candidate]) {
        for (name, candidate) in candidates where (candidate.votes[.model] ?? 0) >= 2 {
            guard let cut = name.firstIndex(of: " "), name[cut...].dropFirst().first?.isNumber == true else { continue }
            let base = String(name[..<cut])
            if candidates[base] != nil { candidates[base]?.votes[.model, default: 0] += 2 }
        }
    }

    private func endsInVersion(_ chunk: Range<Int>) -> Bool {
        chunk.count > 1 && chunk.contains { document.tokens[$0].isNumeric } && document.tokens[chunk.lowerBound].isWord
            && !document.token(
                chunk.lowerBound, isIn: ["no", "no.", "number", "apache", "version", "phase", "level", "top"])
            && !document.token(chunk.upperBound, isIn: ["list", "index", "ranking", "conference", "event", "summit"])
    }

    /// The names that no list holds: what the recogniser takes for a name of several words, and capitalised runs beside.
    private func chunks(of sentence: Sentence) -> [Range<Int>] {
        let spans = names.lazy.map(\.tokens).filter { span in
            span.lowerBound >= sentence.tokens.lowerBound && span.upperBound <= sentence.tokens.upperBound
                && span.count > 1 && span.allSatisfy { !taken[$0] && !ignored[$0] }
        }
        var found: [Range<Int>] = []
        for chunk in capitalisedChunks(of: sentence) {
            var chunk = chunk
            // `Today Corvid Labs`: a common word that merely begins the sentence.
            if chunk.count > 1, isOpening(chunk.lowerBound, sentence),
                lexicon.commonWords.contains(key(chunk.lowerBound)),
                document.universalTag(chunk.lowerBound) != .properNoun,
                document.universalTag(chunk.lowerBound) != .adjective
            {
                chunk = chunk.lowerBound + 1..<chunk.upperBound
            }
            // `Park Sung-hyun`
            if chunk.count == 2, key(chunk.upperBound) == "-", !document.tokens[chunk.upperBound].hasSpaceBefore,
                document.tokens.indices.contains(chunk.upperBound + 1), document.tokens[chunk.upperBound + 1].isWord,
                !document.tokens[chunk.upperBound + 1].hasSpaceBefore,
                !document.token(chunk.upperBound + 1, isIn: compoundEnds)
            {
                chunk = chunk.lowerBound..<chunk.upperBound + 2
            }
            guard let span = spans.first(where: { $0.overlaps(chunk) }), span != chunk else {
                found.append(chunk)
                continue
            }
            // `Isbre Compute ASA` of which it takes the end only.
            let lead = chunk.lowerBound..<span.lowerBound
            let recognizedKind = recognized[span]
            if recognizedKind == .organization, span.upperBound == chunk.upperBound, !lead.isEmpty, lead.count <= 2,
                lead.allSatisfy({
                    !lexicon.commonWords.contains(key($0)) && !Titles.heads.contains(key($0))
                        && !Titles.modifiers.contains(key($0)) && document.universalTag($0) == .properNoun
                })
            {
                found.append(chunk)
                continue
            }
            // The recogniser leaves out what belongs to a firm's name, and puts in what capitals do not show.
            let tail = span.upperBound..<chunk.upperBound
            let isTail =
                !tail.isEmpty
                && tail.allSatisfy {
                    organisationNouns.contains(key($0)) || LegalForms.suffixes.contains(key($0))
                        || document.tokens[$0].isNumeric
                }
            var joined = isTail ? span.lowerBound..<chunk.upperBound : span
            if let head = joined.first(where: { !Titles.modifiers.contains(key($0)) }), Titles.heads.contains(key(head))
            {
                while joined.count > 1,
                    Titles.heads.contains(key(joined.lowerBound)) || Titles.modifiers.contains(key(joined.lowerBound))
                {
                    joined = joined.lowerBound + 1..<joined.upperBound
                }
            }
            // `Chief AI Officer`: the beginning of a title is no name.
            let beginsTitle =
                Titles.modifiers.contains(key(joined.lowerBound)) && Titles.heads.contains(key(joined.upperBound))
            if found.last != joined, !isGeneric(joined), !beginsTitle { found.append(joined) }
        }
        return found
    }

    private func isOpening(_ index: Int, _ sentence: Sentence) -> Bool {
        index == sentence.tokens.lowerBound || openingMarks.contains(key(index - 1)) || key(index - 1) == ":"
    }

    /// Runs of capitalised words, with `of`, `&` and hyphens between them, that hold no known name.
    private func capitalisedChunks(of sentence: Sentence) -> [Range<Int>] {
        var chunks: [Range<Int>] = []
        var index = sentence.tokens.lowerBound
        while index < sentence.tokens.upperBound {
            guard startsChunk(index, sentence) else {
                index += 1
                continue
            }
            var end = index + 1
            while end < sentence.tokens.upperBound {
                if continuesName(end) {
                    end += 1
                } else if end + 1 < sentence.tokens.upperBound, key(end) == "-" || key(end) == "&" || key(end) == "+",
                    !document.tokens[end + 1].hasSpaceBefore || key(end) == "&",
                    continuesName(end + 1)
                {
                    end += 2
                } else if key(end) == "of", end + 1 < sentence.tokens.upperBound, continuesName(end + 1),
                    organisationNouns.contains(key(end - 1))
                {
                    end += 2
                } else {
                    break
                }
            }
            var start = index
            // Titles before a name are no part of it.
            if let head = (start..<end).first(where: { !Titles.modifiers.contains(key($0)) }),
                Titles.heads.contains(key(head))
            {
                while start < end, Titles.heads.contains(key(start)) || Titles.modifiers.contains(key(start)) {
                    start += 1
                }
            }
            let whole = end
            while end > start, Titles.heads.contains(key(end - 1)) { end -= 1 }
            // `Chief AI Officer` holds no name.
            if end < whole, end > start, Titles.modifiers.contains(key(start)) { end = start }
            if start < end, !isGeneric(start..<end) { chunks.append(start..<end) }
            index = max(end, index + 1)
        }
        return chunks
    }

    /// Words that are capitalised in any text and name nothing: "AI", "Research", "Inc".
    private func isGeneric(_ chunk: Range<Int>) -> Bool {
        if chunk.count == 2, key(chunk.lowerBound) == "series", document.text(of: chunk.lowerBound + 1).utf8.count == 1
        {
            return true
        }
        return chunk.allSatisfy {
            genericCapitals.contains(key($0)) || organisationNouns.contains(key($0))
                || LegalForms.suffixes.contains(key($0))
                || companyNouns.contains(key($0)) || !document.tokens[$0].isWord
        }
    }

    private func startsChunk(_ index: Int, _ sentence: Sentence) -> Bool {
        let token = document.tokens[index]
        guard
            isNameToken(index)
                || (!taken[index] && !ignored[index] && token.shape.contains(.hasInnerCapital) && token.isWord)
        else { return false }
        if lexicon.placeAdjectives.contains(token.key) { return false }
        // After a hyphen inside a word, as in `X-Ray`, a chunk has begun before.
        let isFirst =
            index == sentence.tokens.lowerBound || openingMarks.contains(key(index - 1)) || key(index - 1) == ":"
        if isFirst, lexicon.commonWords.contains(token.key) {
            // A common word at the start of a sentence is a name only if a name goes on behind it.
            return continuesName(index + 1) && !lexicon.commonWords.contains(key(index + 1))
        }
        return !functionWords.contains(token.key)
    }

    /// `scores 39.1 on Quiz-2`, `on Quiz-2 it reaches 39.1`: what a model is measured with.
    private func isScored(on chunk: Range<Int>, in sentence: Sentence) -> Bool {
        let before = max(sentence.tokens.lowerBound, chunk.lowerBound - 7)..<(chunk.lowerBound - 1)
        let after = chunk.upperBound..<min(chunk.upperBound + 6, sentence.tokens.upperBound)
        guard let verb = (Array(before.reversed()) + after).first(where: { document.token($0, isIn: scoringVerbs) }),
            !sentence.tokens.contains(where: { document.token($0, isIn: tradingWords) })
        else { return false }
        return (verb + 1..<min(verb + 4, sentence.tokens.upperBound)).contains { document.tokens[$0].isNumeric }
    }

    private func continuesName(_ index: Int) -> Bool {
        guard document.tokens.indices.contains(index), !taken[index], !ignored[index] else { return false }
        let token = document.tokens[index]
        if token.shape.contains(.isAddress) { return false }
        if token.isWord, token.isCapitalized || token.shape.contains(.hasInnerCapital) {
            return !calendarWords.contains(token.key)
        }
        // A version number after a name.
        return token.isNumeric && token.hasSpaceBefore && isVersion(index)
    }

    private func isVersion(_ index: Int) -> Bool {
        let text = document.text(of: index)
        return text.utf8.count <= 4 && !document.token(index + 1, isIn: countedNouns)
            && Int(text).map { $0 < 100 } ?? true
    }

    /// What the words round a chunk say of its kind.
    private func votes(for chunk: Range<Int>, in sentence: Sentence) -> [(EntityKind, Int)] {
        var votes: [(EntityKind, Int)] = []
        let before = key(chunk.lowerBound - 1)
        let after = key(chunk.upperBound)
        let last = key(chunk.upperBound - 1)
        let lastToken = document.tokens[chunk.upperBound - 1]
        let words = chunk.filter { document.tokens[$0].isWord }.count
        // `the MIT licence`, `Apache 2.0`
        if document.token(chunk.upperBound, isIn: ["license", "licence", "licensed"]) { return [] }
        // `sold under the DripWatch name`
        if after == "name" || after == "brand", before == "the" { votes.append((.product, 3)) }
        if let company = lexicon.companyAtStart(of: chunk, in: document), company.count < chunk.count {
            votes.append((lastToken.shape.contains(.hasDigit) ? .model : .product, 2))
        }
        // Whoever speaks by the second word alone is a person: `says Roe`.
        if words == 2, chunk.count == 2, !organisationNouns.contains(last), speakers.contains(last) {
            votes.append((.person, 3))
        }
        // `Jane Roe, 38,`
        if words >= 2, after == ",", document.tokens.indices.contains(chunk.upperBound + 2),
            document.tokens[chunk.upperBound + 1].isNumeric, key(chunk.upperBound + 2) == ","
        {
            votes.append((.person, 3))
        }

        if organisationNouns.contains(last) || LegalForms.suffixes.contains(last) { votes.append((.company, 3)) }
        if last == "ai" || last == "labs" || last == "lab" { votes.append((.company, 3)) }
        if document.text(of: chunk).hasSuffix("Bench") { votes.append((.benchmark, 3)) }
        if after == "benchmark" || after == "benchmarks" || before == "benchmark" { votes.append((.benchmark, 2)) }
        if before == "on", isScored(on: chunk, in: sentence) { votes.append((.benchmark, 3)) }
        if lastToken.shape.contains(.hasDigit), words >= 1, chunk.count > 1 || modelNouns.contains(before) {
            votes.append((.model, 1))
        }
        if isBareVersion(chunk) { votes.append((.model, 2)) }
        // `DeepSeek's R1`
        if before == "'s", looksLikeVersion(chunk), familyOfOwner(before: chunk) != nil { votes.append((.model, 3)) }
        if modelNouns.contains(before) || modelNouns.contains(after) && after != "system" { votes.append((.model, 2)) }
        if productNouns.contains(before) || productNouns.contains(after) { votes.append((.product, 2)) }
        if companyNouns.contains(before) { votes.append((.company, 3)) }
        if before == "mr." || before == "ms." || before == "mrs." || before == "dr." { votes.append((.person, 3)) }
        if Titles.personalHeads.contains(before), words >= 2 { votes.append((.person, 3)) }
        if after == "'s", chunk.upperBound + 1 < sentence.tokens.upperBound {
            let owned = key(chunk.upperBound + 1)
            if companyAssets.contains(owned) || Titles.heads.contains(owned) { votes.append((.company, 2)) }
            if modelAssets.contains(owned) { votes.append((.model, 1)) }
        }
        if companyLeads.contains(before) { votes.append((.company, 1)) }
        if before == "of",
            shareWords.contains(key(chunk.lowerBound - 2)) || Titles.heads.contains(key(chunk.lowerBound - 2))
        {
            votes.append((.company, 2))
        }
        if before == "at" || before == "of", words == 1, Titles.heads.contains(key(chunk.lowerBound - 2)) {
            votes.append((.company, 2))
        }
        if dealVerbs.contains(after) { votes.append((.company, 2)) }
        if speechVerbs.contains(after) { votes.append((words >= 2 ? .person : .company, 1)) }
        if speechVerbs.contains(before), words >= 2 { votes.append((.person, 1)) }
        if after == "-", document.token(chunk.upperBound + 1, isIn: ["backed", "based", "owned", "led"]) {
            votes.append((.company, 2))
        }
        if after == "(", tickerMarks.contains(key(chunk.upperBound + 1)) { votes.append((.company, 3)) }
        votes += appositionVotes(after: chunk, in: sentence, words: words)
        if let vote = recognizedVote(for: chunk) { votes.append(vote) }
        if let vote = listVote(for: chunk) { votes.append(vote) }
        if let vote = leadVote(for: chunk) { votes.append(vote) }
        return votes
    }

    /// What the other members of a list are: in `Acme, Beta and Gamma` known companies make the third one a company.
    private func listVote(for chunk: Range<Int>) -> (EntityKind, Int)? {
        guard
            let head = chunk.first(where: { token in document.head(token).map { !chunk.contains($0) } ?? true }),
            let first = document.dependencyLabel(head) == .conj ? document.head(head) : head
        else { return nil }
        var kinds: [EntityKind: Int] = [:]
        for token in first..<min(first + 60, document.tokens.count)
        where token == first || document.head(token) == first && document.dependencyLabel(token) == .conj {
            guard let kind = mentionKinds[token] else { continue }
            kinds[kind, default: 0] += 1
        }
        // Two known members decide, or one together with another sign.
        guard kinds.count == 1, let (kind, count) = kinds.first else { return nil }
        return (kind, count >= 2 ? 2 : 1)
    }

    /// What the name recogniser says of a chunk, if it finds a name of just these tokens.
    private func recognizedVote(for chunk: Range<Int>) -> (EntityKind, Int)? {
        guard let kind = recognized[chunk], !isTicker(chunk) else { return nil }
        let first = key(chunk.lowerBound)
        if chunk.count == 1 {
            // One word alone is a firm if it is no surname, no common word and never taken for anything else.
            guard kind == .organization, !surnames.contains(first), !variants.contains(first) else { return nil }
            return (.company, isSteady(first) && !lexicon.commonWords.contains(first) ? 2 : 1)
        }
        switch kind {
        case .organization:
            if lexicon.givenNames.contains(first) { return nil }
            return chunk.contains { document.tokens[$0].shape.contains(.hasDigit) } ? nil : (.company, 2)
        case .person: return (.person, 2)
        case .work: return (document.tokens[chunk.upperBound - 1].shape.contains(.hasDigit) ? .model : .product, 1)
        case .place: return nil
        }
    }

    /// Whether the recogniser takes a word for a firm wherever it takes it for a name.
    private func isSteady(_ word: WordKey) -> Bool {
        names.allSatisfy { name in
            name.tokens.count > 1 || key(name.tokens.lowerBound) != word || name.kind == .organization
        }
    }

    /// What the noun before a name says: `a research assistant called Portia`, `Acme's chatbot, Finch`.
    private func leadVote(for chunk: Range<Int>) -> (EntityKind, Int)? {
        var index = chunk.lowerBound - 1
        while document.token(index, isIn: ["\"", "“", "‘", "'", "*", "**", "_"]) { index -= 1 }
        let isNamed =
            document.token(
                index, isIn: ["called", "named", "dubbed", "codenamed", "christened", "nicknamed", "baptised"])
            || key(index) == "as" && key(index - 1) == "known" || key(index) == "name" && key(index - 1) == "the"
        if isNamed {
            index -= 1
            var steps = 0
            while index >= 0, steps < 9 {
                if let kind = kind(ofNoun: key(index)) { return (kind, 3) }
                if document.token(index, isIn: [".", ";"]) { return nil }
                index -= 1
                steps += 1
            }
            return nil
        }
        guard key(index) == ",", let kind = kind(ofNoun: key(index - 1)), kind != .company,
            document.token(chunk.upperBound, isIn: [",", ".", ";", ")", "and", "—", "–"])
        else { return nil }
        return (kind, 2)
    }

    private func kind(ofNoun noun: WordKey) -> EntityKind? {
        if modelNouns.contains(noun) { return .model }
        if productNouns.contains(noun) || noun == "toolkit" || noun == "box" { return .product }
        if companyNouns.contains(noun) { return .company }
        if noun == "benchmark" || noun == "exam" { return .benchmark }
        if personalNouns.contains(noun) { return .person }
        return nil
    }

    /// The exchange or the symbol in `(NASDAQ: ACME)`, and `$ACME`.
    private func isTicker(_ chunk: Range<Int>) -> Bool {
        guard chunk.allSatisfy({ document.tokens[$0].shape.contains(.isUppercase) }) else { return false }
        let before = key(chunk.lowerBound - 1)
        return before == "$" || before == ":"
            || before == "(" && document.token(chunk.upperBound, isIn: [":", ")", "-"])
    }

    /// The family that bears the name of the company whose model this is.
    private func familyOfOwner(before chunk: Range<Int>) -> String? {
        mentions.first { $0.tokens.upperBound == chunk.lowerBound - 1 && $0.entity.kind == .company }
            .flatMap { lexicon.families[$0.entity.name]?.name }
    }

    /// `DeepSeek R1` for the R1 of "DeepSeek's R1".
    private func ownedModelName(_ name: String, _ occurrences: [Range<Int>]) -> String? {
        for chunk in occurrences where looksLikeVersion(chunk) {
            if let family = familyOfOwner(before: chunk) { return "\(family) \(name)" }
        }
        return nil
    }

    private func looksLikeVersion(_ chunk: Range<Int>) -> Bool {
        let first = document.tokens[chunk.lowerBound]
        return first.shape.isSuperset(of: [.isUppercase, .hasDigit]) && first.end - first.start <= 4
    }

    /// `V4-Pro`, `R1`: a capital with a digit, and then only words for variants.
    private func isBareVersion(_ chunk: Range<Int>) -> Bool {
        let first = document.tokens[chunk.lowerBound]
        guard first.shape.isSuperset(of: [.isUppercase, .hasDigit]), first.end - first.start <= 4,
            chunk.dropFirst().allSatisfy({ genericVariants.contains(key($0)) || key($0) == "-" })
        else { return false }
        let name = document.text(of: chunk)
        return fullModelName(name) != name
    }

    /// `X, a Paris start-up`, `X, chief executive of Y`, `X, who`.
    private func appositionVotes(after chunk: Range<Int>, in sentence: Sentence, words: Int) -> [(EntityKind, Int)] {
        let comma = chunk.upperBound
        let isCopula = document.token(comma, isIn: ["is", "was", "are"])
        guard key(comma) == "," || key(comma) == "(" || key(comma) == "—" || key(comma) == "–" || isCopula else {
            return []
        }
        if key(comma) == ",", key(comma + 1) == "who" || key(comma + 1) == "whose" && words >= 2 {
            return [(.person, 2)]
        }
        let isDetermined = document.token(
            comma + 1, isIn: ["a", "an", "the", "its", "another", "one", "our", "their", "his", "her", "my"])
        var votes: [(EntityKind, Int)] = []
        for index in (comma + 1)..<min(comma + 10, sentence.tokens.upperBound) {
            let word = key(index)
            if index > comma + 1, word == "," || word == "." || word == ";" || word == "that" || word == "which" {
                break
            }
            if Titles.personalHeads.contains(word) && !isCopula || Titles.executives.contains(word) {
                votes.append((.person, 3))
                break
            }
            guard isDetermined else { continue }
            if key(index + 1) == "-" || companyNouns.contains(key(index + 1)) { continue }
            if companyNouns.contains(word) { votes.append((.company, 3)); break }
            if modelNouns.contains(word) { votes.append((.model, 3)); break }
            if productNouns.contains(word) { votes.append((.product, 3)); break }
            if word == "benchmark" { votes.append((.benchmark, 3)); break }
            if document.token(index, isIn: ["of", "for", "with", "from", "by", "in"]) { break }
        }
        return votes
    }
}

private let scoringVerbs = WordSet(
    "score scores scored scoring reach reaches reached get gets got achieve achieves achieved hit hits post posts posted"
)
private let tradingWords = WordSet(
    "share shares stock stocks revenue sales profit market exchange users people customers")
