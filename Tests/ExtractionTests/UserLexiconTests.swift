import KnowledgeModel
import Testing

@testable import Extraction

@Suite struct UserLexiconTests {
    private static let companies = "#name\ttype\tparent\tticker\theadquarters\taliases\tnouns\n"

    private func lexicon(_ files: (path: String, text: String)...) throws(LexiconFileError) -> Lexicon {
        var lexicon = Lexicon.embedded
        try lexicon.add(files)
        return lexicon
    }

    @Test(arguments: [
        ("firms.tsv", "", "firms.tsv: no file of names is called firms.tsv; there are benchmarks.tsv,"),
        ("a/companies.tsv", "Quillon\tcompany\n", "a/companies.tsv:1: the first line must be \"#name\ttype"),
        ("companies.tsv", companies + "\n# Mine\nQuillon\tfirm\n", "companies.tsv:4: \"firm\" is no type of company"),
        ("companies.tsv", companies + "\tcompany\n", "companies.tsv:2: the first field, the name, is empty"),
        ("companies.tsv", companies + "A\tlab\tA\n", "companies.tsv:2: A is its own parent"),
        (
            "companies.tsv", companies + "A\tlab\t\t\t\t\t\tb\tc\n",
            "companies.tsv:2: 9 fields, and there are only 7 in companies.tsv"
        ),
        (
            "companies.tsv", companies + "A\tdivision\tNobody Corp\n",
            "companies.tsv:2: no company is called \"Nobody Corp\"; give it a line of its own in companies.tsv"
        ),
        ("products.tsv", "#name\tcompany\taliases\tnature\nOrb\tNobody Corp\n", "products.tsv:2: no company is called"),
        ("benchmarks.tsv", "#name\taliases\tunit\tscale\nB\t\tgrams\n", "benchmarks.tsv:2: \"grams\" is no unit"),
        ("benchmarks.tsv", "#name\taliases\tunit\tscale\nB\t\tpoints\tten\n", "benchmarks.tsv:2: the scale \"ten\""),
        ("given_names.txt", "Quill\tx\n", "given_names.txt:1: 2 fields"),
    ])
    func `A fault is named with its file, line and cause`(_ path: String, _ text: String, _ message: String) throws {
        let error = #expect(throws: LexiconFileError.self) { try lexicon((path, text)) }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    }

    @Test func `Owners may stand in any of the files, in any order`() throws {
        let lexicon = try lexicon(
            ("x/products.tsv", "#name\tcompany\taliases\tnature\nKestrelpad\tQuillon AI\tKpad\tapp\n"),
            ("x/companies.tsv", Self.companies + "Quillon AI\tcompany\tQuillon Holding\nQuillon Holding\tcompany\n"))
        #expect(lexicon.products["Kestrelpad"]?.company == "Quillon AI")
        #expect(lexicon.companies["Quillon AI"]?.parent == "Quillon Holding")
    }

    @Test func `A user's record replaces what is known by its name, and its other names stay`() throws {
        let lexicon = try lexicon(
            ("companies.tsv", Self.companies + "Cohere\tlab\tNvidia\tCHR\tOslo\tKohere\tOslo lab\n"))
        let company = try #require(lexicon.companies["Cohere"])
        #expect(company.type == .lab)
        #expect(company.parent == "Nvidia")
        #expect(lexicon.companiesByNoun["Oslo lab"] == ["Cohere"])
        let known = Lexicon.embedded.aliases[EntityReference(.company, "Cohere")] ?? []
        let names = try #require(lexicon.aliases[EntityReference(.company, "Cohere")])
        #expect(names.first == "Kohere")
        #expect(Set(names).isSuperset(of: known))
    }

    @Test func `A user's meaning of a name goes before the one that is known`() throws {
        let lexicon = try lexicon(("companies.tsv", Self.companies + "Meridian Twins\tcompany\t\t\t\tAnthropic\n"))
        let reading = ArticleExtractor(lexicon: lexicon).reading(
            of: Article(text: "Anthropic hired Ann Lee.", sha256: String(repeating: "0", count: 64)))
        #expect(reading.mentions.first?.entity.name == "Meridian Twins")
    }
}
