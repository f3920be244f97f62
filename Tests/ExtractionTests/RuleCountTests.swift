import Foundation
import KnowledgeModel
import TestSupport
import Testing

@testable import Extraction

@Suite struct RuleCountTests {
    @Test func `Sixteen copies of all rules give the claims of one`() throws {
        var many = RuleSet.embedded
        for copy in 1..<16 {
            for source in RuleSet.embedded.sources {
                try many.add(
                    text: "\n\(source.text)".replacing("\nrule ", with: "\nrule copy\(copy)."),
                    file: "copy\(copy).rules")
            }
        }
        #expect(many.rules.count == 16 * RuleSet.embedded.rules.count)
        let one = ArticleExtractor(calibration: .none)
        let sixteen = ArticleExtractor(rules: many, calibration: .none)
        for path in try TestFiles.fixtureArticles() {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let article = Article(
                publishedOn: CalendarDate(iso: "2026-05-25"), text: text, sha256: String(repeating: "0", count: 64))
            let (few, all) = (one.reading(of: article).claims, sixteen.reading(of: article).claims)
            #expect(Set(few.map(\.contentKey)) == Set(all.map(\.contentKey)), "\(path)")
            #expect(few.map(\.extractor) == all.map(\.extractor), "\(path)")
        }
    }
}
