import Foundation
import KnowledgeModel
import TestSupport
import Testing

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
        var names: Set<String> = []
        for line in lines.dropFirst() {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            #expect(fields.count == width, "\(line)")
            #expect(names.insert(fields[0].lowercased()).inserted, "\(fields[0]) stands twice")
            for field in fields { #expect(field == field.trimmingCharacters(in: .whitespaces)[...], "\(line)") }
        }
    }

    @Test func `A file of another width is refused with its line`() {
        let bytes = Array("#a\tb\nx\ty\nz\n".utf8)
        #expect(throws: LexiconError.fieldCount(file: "f.tsv", line: 3, expected: 2, found: 1)) {
            try bytes.withUnsafeBufferPointer { try LexiconFile(name: "f.tsv", bytes: $0) }
        }
    }
}
