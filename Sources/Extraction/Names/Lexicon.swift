private import CLexicon
import KnowledgeModel
import TextAnalysis

/// The known names, ready for look-up by tokens.
///
/// Reading the data files takes some milliseconds; one lexicon serves all articles and tasks.
public struct Lexicon: Sendable {
    /// What a data file tells of a company.
    struct Company: Sendable {
        let name: String
        let type: CompanyType
        let parent: String?
        let ticker: String?
        let headquarters: String?
        /// "chipmaker", "social media giant": nouns that stand for it after "the".
        let nouns: [String]
    }

    struct Family: Sendable {
        let name: String
        let developer: String?
        let variants: WordSet
    }

    struct Product: Sendable {
        let name: String
        let company: String?
        let nature: String
    }

    /// Another thing of a known name, and the words that go with it.
    struct Homonym: Sendable {
        /// `nil` for something that is no entity of the base.
        let entity: EntityReference?
        let context: WordSet
    }

    struct Person: Sendable {
        let name: String
        let company: String?
    }

    /// What a name may stand for.
    enum Sense: Hashable, Sendable {
        case company(String)
        case person(String)
        /// A family of models; versions and variants may follow the name.
        case family(String)
        /// One member of a family, by its whole name.
        case model(String, family: String)
        case product(String)
        case benchmark(String)
        /// A news outlet, which is a source and not a subject.
        case outlet(String)
        case place(String)
    }

    /// A name as a sequence of tokens.
    struct Entry: Sendable {
        let keys: [WordKey]
        let shapes: [Token.Shape]
        let sense: Sense
    }

    private(set) var companies: [String: Company] = [:]
    private(set) var families: [String: Family] = [:]
    private(set) var products: [String: Product] = [:]
    private(set) var benchmarks: [String: (unit: String?, scale: Double?)] = [:]
    private(set) var givenNames: Set<WordKey> = []
    private(set) var placeAdjectives: Set<WordKey> = []
    private(set) var commonWords: Set<WordKey> = []
    private(set) var aliases: [EntityReference: [String]] = [:]
    /// Companies by a noun that only they go by: "iPhone maker".
    private(set) var companiesByNoun: [String: [String]] = [:]
    /// Other meanings of known names.
    private(set) var homonyms: [String: [Homonym]] = [:]
    /// Known people by the last words of their names.
    private(set) var peopleBySurname: [WordKey: [Person]] = [:]
    private(set) var companyByTicker: [String: String] = [:]
    /// Families of one word by that word in small letters.
    private var familyBySmallLetters: [WordKey: String] = [:]
    private var entries: [WordKey: [Entry]] = [:]

    /// Knows no name.
    static let empty = Lexicon()

    private init() {}

    /// The lexicon of the data files in the binary.
    public static let embedded: Lexicon = {
        do {
            var count = 0
            let first = dossier_lexicon_files(&count)
            let files = try UnsafeBufferPointer(start: first, count: count).map { file in
                try LexiconFile(
                    name: String(cString: file.name),
                    bytes: UnsafeBufferPointer(start: file.bytes, count: file.count))
            }
            return try Lexicon(files: files)
        } catch {
            preconditionFailure("a test reads the embedded lexicon: \(error)")
        }
    }()

    /// - Throws: ``LexiconError`` naming the file, the line and the cause.
    init(files: [LexiconFile]) throws(LexiconError) {
        for file in files {
            switch file.name {
            case "companies.tsv":
                for record in file.records { try addCompany(record, file.name) }
            case "people.tsv":
                for record in file.records { addPerson(record) }
            case "model_families.tsv":
                for record in file.records { addFamily(record) }
            case "products.tsv":
                for record in file.records { addProduct(record) }
            case "benchmarks.tsv":
                for record in file.records { addBenchmark(record) }
            case "outlets.tsv":
                for record in file.records {
                    for name in [record[0]] + record[1].listValues { add(name, .outlet(record[0])) }
                }
            case "places.tsv":
                for record in file.records {
                    add(record[0], .place(record[0]))
                    for adjective in record[2].listValues {
                        placeAdjectives.insert(WordKey(adjective))
                        add(adjective, .place(record[0]))
                    }
                }
            case "homonyms.tsv":
                for record in file.records { addHomonym(record) }
            case "given_names.txt":
                for record in file.records { givenNames.insert(WordKey(record[0])) }
            case "common_words.txt":
                for record in file.records { commonWords.insert(WordKey(record[0])) }
            default:
                throw .unknownFile(file.name)
            }
        }
        for key in entries.keys { entries[key]?.sort { $0.keys.count > $1.keys.count } }
        for company in companies.values {
            for noun in company.nouns { companiesByNoun[noun, default: []].append(company.name) }
        }
    }

    // MARK: Building

    /// Takes over what another lexicon knows, whose word counts more: its records replace those of the same name, and its
    /// names come first. Names that only this lexicon knows stay.
    mutating func merge(_ other: Lexicon) {
        companies.merge(other.companies) { $1 }
        families.merge(other.families) { $1 }
        products.merge(other.products) { $1 }
        benchmarks.merge(other.benchmarks) { $1 }
        givenNames.formUnion(other.givenNames)
        placeAdjectives.formUnion(other.placeAdjectives)
        commonWords.formUnion(other.commonWords)
        familyBySmallLetters.merge(other.familyBySmallLetters) { $1 }
        homonyms.merge(other.homonyms) { own, added in added + own }
        peopleBySurname.merge(other.peopleBySurname) { own, added in
            added + own.filter { person in !added.contains { $0.name == person.name } }
        }
        companyByTicker.merge(other.companyByTicker) { $1 }
        aliases.merge(other.aliases) { own, added in added + own.filter { !added.contains($0) } }
        for (key, added) in other.entries {
            entries[key] = (added + (entries[key] ?? [])).enumerated().sorted {
                ($1.element.keys.count, $0.offset) < ($0.element.keys.count, $1.offset)
            }.map(\.element)
        }
        companiesByNoun = [:]
        for company in companies.values {
            for noun in company.nouns { companiesByNoun[noun, default: []].append(company.name) }
        }
    }

    private mutating func add(_ name: String, _ sense: Sense) {
        let document = Document(name)
        guard let first = document.tokens.first else { return }
        let shapeMask: Token.Shape = [.isCapitalized, .isUppercase, .hasInnerCapital]
        entries[first.key, default: []].append(
            Entry(
                keys: document.tokens.map(\.key), shapes: document.tokens.map { $0.shape.intersection(shapeMask) },
                sense: sense))
    }

    private mutating func addCompany(_ record: [String], _ file: String) throws(LexiconError) {
        guard let type = CompanyType(rawValue: record[1]) else {
            throw .unknownType(file: file, name: record[0], type: record[1])
        }
        let company = Company(
            name: record[0], type: type, parent: record[2].nonEmpty, ticker: record[3].nonEmpty,
            headquarters: record[4].nonEmpty, nouns: record[6].listValues)
        companies[company.name] = company
        add(company.name, .company(company.name))
        var names = record[5].listValues
        for name in names { add(name, .company(company.name)) }
        if let ticker = company.ticker {
            names.append(ticker)
            companyByTicker[ticker] = company.name
        }
        aliases[EntityReference(.company, company.name)] = names
    }

    private mutating func addPerson(_ record: [String]) {
        add(record[0], .person(record[0]))
        if let last = record[0].split(separator: " ").last, last.utf8.count < record[0].utf8.count {
            peopleBySurname[WordKey(last), default: []].append(Person(name: record[0], company: record[1].nonEmpty))
        }
        for alias in record[3].listValues { add(alias, .person(record[0])) }
        if !record[3].isEmpty { aliases[EntityReference(.person, record[0])] = record[3].listValues }
    }

    private mutating func addFamily(_ record: [String]) {
        let (name, developer) = (record[0], record[1])
        let variants = record[2].listValues.flatMap { Document($0).tokens.map(\.key) }
        families[name] = Family(name: name, developer: developer.nonEmpty, variants: WordSet(variants))
        if !name.hasSuffix("-series") { add(name, .family(name)) }
        if name.allSatisfy(\.isLetter) { familyBySmallLetters[WordKey(name.lowercased())] = name }
        for alias in record[4].listValues { add(alias, .family(name)) }
        let variantWords = WordSet(variants)
        for member in record[3].listValues {
            // "Opus 4.6" is what the press calls Claude Opus 4.6.
            let first = Document(member).tokens.first?.key
            let isShort = first.map(variantWords.contains) ?? false
            add(member, .model(isShort ? "\(name) \(member)" : member, family: name))
        }
    }

    private mutating func addProduct(_ record: [String]) {
        products[record[0]] = Product(name: record[0], company: record[1].nonEmpty, nature: record[3])
        add(record[0], .product(record[0]))
        for alias in record[2].listValues { add(alias, .product(record[0])) }
        if !record[2].isEmpty { aliases[EntityReference(.product, record[0])] = record[2].listValues }
    }

    private mutating func addHomonym(_ record: [String]) {
        let entity = EntityKind(rawValue: record[1]).map { EntityReference($0, record[2]) }
        let context = WordSet(record[3].listValues.map { WordKey($0) })
        homonyms[record[0], default: []].append(Homonym(entity: entity, context: context))
    }

    private mutating func addBenchmark(_ record: [String]) {
        benchmarks[record[0]] = (record[2].nonEmpty, Double(record[3]))
        add(record[0], .benchmark(record[0]))
        for alias in record[1].listValues { add(alias, .benchmark(record[0])) }
        if !record[1].isEmpty { aliases[EntityReference(.benchmark, record[0])] = record[1].listValues }
    }

    // MARK: Look-up

    /// The longest name that begins at a token, with all that it may stand for.
    ///
    /// Capital letters must agree, so that "arm" and "meta" are no companies.
    func longestMatch(in document: Document, at index: Int, upTo end: Int) -> (count: Int, senses: [Sense])? {
        guard let candidates = entries[document.tokens[index].key] else { return nil }
        var best = 0
        var senses: [Sense] = []
        for entry in candidates {
            if entry.keys.count < best { break }
            guard index + entry.keys.count <= end, matches(entry, document, index) else { continue }
            best = entry.keys.count
            if !senses.contains(entry.sense) { senses.append(entry.sense) }
        }
        return best > 0 ? (best, senses) : nil
    }

    /// The known company with which a longer name begins: `DeepL` of "DeepL Voice".
    func companyAtStart(of chunk: Range<Int>, in document: Document) -> Range<Int>? {
        guard let (count, senses) = longestMatch(in: document, at: chunk.lowerBound, upTo: chunk.upperBound),
            senses.contains(where: { if case .company = $0 { true } else { false } })
        else { return nil }
        return chunk.lowerBound..<(chunk.lowerBound + count)
    }

    func companyName(of tokens: Range<Int>, in document: Document) -> String {
        for case .company(let name) in longestMatch(in: document, at: tokens.lowerBound, upTo: tokens.upperBound)?
            .senses ?? []
        {
            return name
        }
        return document.text(of: tokens)
    }

    /// The division that goes by a noun: `AWS` for Amazon's "cloud arm". Complexity: linear in the companies with that noun.
    func division(of parent: String, called noun: String) -> String? {
        let divisions = (companiesByNoun[noun] ?? []).filter { companies[$0]?.parent == parent }
        return divisions.count == 1 ? divisions[0] : nil
    }

    /// The family whose name is a word in small letters, as repositories write it.
    func familyInSmallLetters(_ key: WordKey) -> String? { familyBySmallLetters[key] }

    /// Whether a name of a list begins with a word.
    func hasEntry(startingWith key: WordKey) -> Bool { entries[key] != nil }

    private func matches(_ entry: Entry, _ document: Document, _ index: Int) -> Bool {
        let shapeMask: Token.Shape = [.isCapitalized, .isUppercase, .hasInnerCapital]
        for offset in entry.keys.indices {
            let token = document.tokens[index + offset]
            guard token.key == entry.keys[offset] else { return false }
            let shape = token.shape.intersection(shapeMask)
            if shape != entry.shapes[offset] {
                // A name in capitals throughout, as agencies write "NVIDIA", is the same name if it is long enough.
                let isShout =
                    token.shape.contains(.isUppercase) && token.end - token.start > 3
                    && entry.shapes[offset].contains(.isCapitalized)
                guard isShout else { return false }
            }
        }
        return true
    }
}

extension String {
    var nonEmpty: String? { isEmpty ? nil : self }
}
