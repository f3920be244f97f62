import KnowledgeModel
import TextAnalysis

private let listedNouns = WordSet("shares stock shareholders stockholders investors")
private let tickerWords = WordSet("ticker symbol")

/// What stands for a company at an exchange, and known people by their surnames.
extension NameFinder {
    // MARK: Tickers

    /// `(NASDAQ: ACME)`, `$ACME`, `under the ticker ACME`, `ACME shares`: what stands for a company at an exchange.
    ///
    /// - Parameter onlyListed: Whether to read only what the lexicon lists, before unlisted companies are known.
    mutating func findTickers(onlyListed: Bool = false) {
        var companies: [Int: EntityReference] = [:]
        for mention in mentions where mention.entity.kind == .company {
            companies[mention.tokens.upperBound] = mention.entity
        }
        for sentence in document.sentences {
            for index in sentence.tokens where !taken[index] {
                let token = document.tokens[index]
                guard token.shape.contains(.isUppercase), token.isWord, (1...5).contains(token.end - token.start) else {
                    continue
                }
                if onlyListed, lexicon.companyByTicker[document.text(of: index)] == nil { continue }
                if let company = tickerCompany(at: index, in: sentence.tokens, companies) {
                    add(index..<(index + 1), company)
                    ignored[index] = false
                }
            }
        }
    }

    /// - Parameter companies: The companies by the tokens after their names.
    private func tickerCompany(
        at index: Int, in sentence: Range<Int>, _ companies: [Int: EntityReference]
    ) -> EntityReference? {
        func company(before index: Int, reach: Int) -> EntityReference? {
            (max(sentence.lowerBound, index - reach)...index).last { companies[$0] != nil }.flatMap { companies[$0] }
        }
        let text = document.text(of: index)
        let listed = lexicon.companyByTicker[text].map { EntityReference(.company, $0) }
        let before = index - 1
        guard before >= sentence.lowerBound else { return listed.flatMap { text.utf8.count >= 4 ? $0 : nil } }
        if key(before) == "$" { return listed }
        // The company whose name the brackets follow.
        if key(before) == ":" || key(before) == "(", document.token(index + 1, isIn: [")", ";", ","]) {
            guard let open = (max(sentence.lowerBound, before - 4)...before).last(where: { key($0) == "(" }) else {
                return nil
            }
            guard key(before) == ":" || listed != nil else { return nil }
            return company(before: open, reach: 2) ?? listed
        }
        if (max(sentence.lowerBound, index - 3)..<index).contains(where: { document.token($0, isIn: tickerWords) }) {
            return listed ?? company(before: index, reach: 60)
        }
        if document.token(index + 1, isIn: listedNouns) { return listed }
        return text.utf8.count >= 4 ? listed : nil
    }

    // MARK: Surnames

    /// `Zuckerberg` in a text on Meta: a known person whose company the text names, and nobody else of that surname.
    mutating func findKnownSurnames() {
        var companies: Set<String> = []
        for mention in mentions {
            if mention.entity.kind == .company { companies.insert(mention.entity.name) }
            if let developer = mention.family.flatMap({ lexicon.families[$0]?.developer }) {
                companies.insert(developer)
            }
            if let owner = lexicon.products[mention.entity.name]?.company { companies.insert(owner) }
        }
        guard !companies.isEmpty else { return }
        for sentence in document.sentences where !sentence.isForeign {
            for index in sentence.tokens where isNameToken(index) {
                guard let people = lexicon.peopleBySurname[key(index)], people.count == 1, let person = people.first,
                    let company = person.company, !lexicon.commonWords.contains(key(index)),
                    !lexicon.givenNames.contains(key(index)) || recognized[index..<(index + 1)] == .person,
                    person.name.hasSuffix(document.text(of: index)),
                    companies.contains(company) || lexicon.companies[company]?.parent.map(companies.contains) ?? false
                else { continue }
                guard !isBesideName(index) else {
                    // `Kimbal Musk`: somebody else of that surname.
                    let first = index - 1
                    if first >= sentence.tokens.lowerBound, isNameToken(first),
                        document.universalTag(first) == .properNoun, !lexicon.commonWords.contains(key(first)),
                        !Titles.heads.contains(key(first)), !Titles.modifiers.contains(key(first)),
                        first == sentence.tokens.lowerBound || !isNameToken(first - 1)
                    {
                        let name = first..<(index + 1)
                        add(name, EntityReference(.person, document.text(of: name)))
                    }
                    continue
                }
                add(index..<(index + 1), EntityReference(.person, person.name))
            }
        }
    }

    /// Whether a capitalised word beside it makes another name of it: `An Wang`, `Huang Capital`.
    func isBesideName(_ index: Int) -> Bool {
        func isName(_ index: Int) -> Bool {
            document.tokens.indices.contains(index) && document.tokens[index].isCapitalized
                && document.tokens[index].isWord && !taken[index]
                && !Titles.heads.contains(key(index)) && !Titles.modifiers.contains(key(index))
        }
        if spanOfToken[index]?.kind == .person { return true }
        let sentence = document.sentences[document.sentenceIndex(ofToken: index)].tokens
        return
            (index > sentence.lowerBound && isName(index - 1)
            && !document.token(index - 1, isIn: ["mr", "mr.", "ms", "ms."]))
            || (index + 1 < sentence.upperBound && isName(index + 1))
    }
}
