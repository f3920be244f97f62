import Foundation
import KnowledgeModel
import TestSupport
import Testing
import TextAnalysis

@testable import Extraction

@Suite struct LexiconTests {
    private let lexicon = Lexicon.embedded

    @Test func `Owners and parents are companies of the lexicon`() {
        for company in lexicon.companies.values {
            if let parent = company.parent { #expect(lexicon.companies[parent] != nil, "parent of \(company.name)") }
        }
        for family in lexicon.families.values {
            if let developer = family.developer {
                #expect(lexicon.companies[developer] != nil, "developer of \(family.name)")
            }
        }
        for product in lexicon.products.values {
            if let company = product.company {
                #expect(lexicon.companies[company] != nil, "owner of \(product.name): \(company)")
            }
        }
    }

    @Test(arguments: [
        "companies.tsv", "people.tsv", "model_families.tsv", "products.tsv", "benchmarks.tsv", "outlets.tsv",
        "places.tsv",
    ])
    func `Files are sorted, tidy and without a name twice`(_ file: String) throws {
        let lines = try TestFiles.text("Sources/Extraction/Lexicon/\(file)").split(
            separator: "\n", omittingEmptySubsequences: false
        ).dropLast()
        let width = try #require(lines.first).split(separator: "\t", omittingEmptySubsequences: false).count
        #expect(Lexicon.fileHeaders[file] == lines.first.map(String.init))
        var names: Set<String> = []
        var last = ""
        for line in lines.dropFirst() {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            #expect(fields.count == width, "\(line)")
            #expect(!fields[0].isEmpty, "\(line)")
            #expect(names.insert(fields[0].lowercased()).inserted, "\(fields[0]) stands twice")
            #expect(last <= Self.sortKey(fields[0]), "\(fields[0]) stands too late")
            last = Self.sortKey(fields[0])
            for field in fields { #expect(field == field.trimmingCharacters(in: .whitespaces)[...], "\(line)") }
        }
    }

    /// Names are sorted by their bytes, ASCII letters without regard to case.
    private static func sortKey(_ name: some StringProtocol) -> String {
        String(name.unicodeScalars.map { $0.isASCII ? Character(String($0).uppercased()) : Character($0) })
    }

    @Test func `Other meanings of names are sorted, and their words can be met in a text`() throws {
        let lines = try TestFiles.text("Sources/Extraction/Lexicon/homonyms.tsv").split(separator: "\n")
        #expect(Lexicon.fileHeaders["homonyms.tsv"] == lines.first.map(String.init))
        let rows = lines.dropFirst().map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
        #expect(rows.map { Self.sortKey($0[0]) } == rows.map { Self.sortKey($0[0]) }.sorted())
        for row in rows {
            #expect(row.count == 4)
            #expect((row[1] == "none") == row[2].isEmpty, "\(row)")
            // A word of several tokens would never be met.
            for word in row[3].listValues {
                #expect(word == word.lowercased() && Document(word).tokens.count == 1, "\(row[0]): \(word)")
            }
        }
    }

    @Test func `Word lists are sorted and without a word twice`() throws {
        for file in ["given_names.txt", "common_words.txt"] {
            let lines = try TestFiles.text("Sources/Extraction/Lexicon/\(file)").split(separator: "\n")
            #expect(Lexicon.fileHeaders[file] == lines.first.map(String.init))
            let words = lines.dropFirst().map(String.init)
            #expect(Set(words).count == words.count, "\(file)")
            #expect(words.allSatisfy { !$0.contains("\t") && $0 == $0.trimmingCharacters(in: .whitespaces) }, "\(file)")
        }
    }

    @Test func `Tickers are plausible, and no two companies share one`() {
        var owners: [String: String] = [:]
        for company in lexicon.companies.values.sorted(by: { $0.name < $1.name }) {
            guard let ticker = company.ticker else { continue }
            let parts = ticker.split(separator: ".", omittingEmptySubsequences: false)
            #expect(parts.count <= 2, "\(company.name): \(ticker)")
            #expect((1...12).contains(parts[0].count), "\(company.name): \(ticker)")
            #expect(
                parts[0].allSatisfy { $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "-" || $0 == "&") },
                "\(company.name): \(ticker)")
            if parts.count == 2 { #expect((1...3).contains(parts[1].count), "\(company.name): \(ticker)") }
            #expect(owners.updateValue(company.name, forKey: ticker) == nil, "\(ticker) belongs to \(company.name) too")
        }
    }

    @Test func `Nobody is their own parent, nor their parent's parent`() {
        for company in lexicon.companies.values {
            var seen = [company.name]
            while let parent = lexicon.companies[seen[seen.count - 1]]?.parent, seen.count < 10 {
                #expect(!seen.contains(parent), "\(seen)")
                seen.append(parent)
            }
            #expect(seen.count < 10, "\(seen)")
        }
    }

    @Test func `Scales of benchmarks are numbers, and units are those of scores`() throws {
        let lines = try TestFiles.text("Sources/Extraction/Lexicon/benchmarks.tsv").split(separator: "\n").dropFirst()
        for line in lines {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            #expect(fields[2].isEmpty || ScoreUnit(rawValue: String(fields[2])) != nil, "\(line)")
            #expect(fields[3].isEmpty || Double(fields[3]).map { $0 > 0 } == true, "\(line)")
        }
    }

    @Test func `A file of another width is refused with its line`() {
        let bytes = Array("#a\tb\nx\ty\nz\n".utf8)
        #expect(throws: LexiconError.fieldCount(file: "f.tsv", line: 3, expected: 2, found: 1)) {
            try bytes.withUnsafeBufferPointer { try LexiconFile(name: "f.tsv", bytes: $0) }
        }
    }
}
