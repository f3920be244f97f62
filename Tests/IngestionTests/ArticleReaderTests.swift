import KnowledgeModel
import Testing

@testable import Ingestion

@Suite struct ArticleReaderTests {
    private func read(_ text: String) throws -> Article { try ArticleReader().article(from: Array(text.utf8)) }

    @Test func `A header gives title, publisher, author, address and date`() throws {
        let article = try read(
            "---\ntitle: \"One: two\"\npublisher: The Paper\nauthor: Mara Voss\nurl: https://example.com/a\npublished: 2026-03-01\n---\nBody here.\n"
        )
        #expect(article.title == "One: two")
        #expect(article.publisher == "The Paper")
        #expect(article.author == "Mara Voss")
        #expect(article.url == "https://example.com/a")
        #expect(article.publishedOn == CalendarDate(iso: "2026-03-01"))
        #expect(article.text == "Body here.")
    }

    @Test func `A header that is no YAML is read line by line`() throws {
        let article = try read("---\ntitle: Llama 4: the herd is out\npublished: 2026-03-01T10:00:00Z\n---\nBody.")
        #expect(article.title == "Llama 4: the herd is out")
        #expect(article.publishedOn == CalendarDate(iso: "2026-03-01"))
    }

    @Test func `A saved page loses its furniture and keeps its text`() throws {
        let article = try read(
            """
            Harbour Tech Weekly June 3, 2026 6 min read

            Quillon Opens Its Vault and Nobody Comes

            Quillon AI has opened its vault to the public.

            robot vault technology abstract concept

            What the Vault Holds

            It holds three models, each of another size.

            Advertisement

            “Nobody came,” said the founder.

            More Stories

            View all →

            Ten ways to cook an egg
            """)
        #expect(article.title == "Quillon Opens Its Vault and Nobody Comes")
        #expect(article.publisher == "Harbour Tech Weekly")
        #expect(article.publishedOn == CalendarDate(iso: "2026-06-03"))
        #expect(
            article.text == """
                Quillon AI has opened its vault to the public.

                What the Vault Holds

                It holds three models, each of another size.

                “Nobody came,” said the founder.
                """)
    }

    @Test func `Text that begins with a sentence has no title`() throws {
        let article = try read("Quillon AI has opened its vault to the public. Nobody came.\n\nThat was in May.")
        #expect(article.title == nil)
        #expect(article.text.hasPrefix("Quillon AI has opened"))
    }

    @Test func `Line ends of other systems are the same text`() throws {
        #expect(try read("---\r\ntitle: T\r\n--- \r\nOne.\r\n\r\nTwo.").text == "One.\n\nTwo.")
        #expect(try read("\u{FEFF}One line. Another.").text == "One line. Another.")
    }

    @Test func `What is no article is refused with its place`() {
        #expect(throws: ArticleError.empty) { try ArticleReader().article(from: []) }
        #expect(throws: ArticleError.binary(offset: 2)) { try ArticleReader().article(from: [65, 66, 0, 67]) }
        #expect(throws: ArticleError.invalidUTF8(offset: 3)) {
            try ArticleReader().article(from: [0xC3, 0xA9, 65, 0xFF, 66])
        }
        #expect(throws: ArticleError.noText) { try read("---\ntitle: x\n---\n\n") }
        #expect(throws: ArticleError.invalidDate("soon")) { try read("---\npublished: soon\n---\nBody.") }
        var reader = ArticleReader()
        reader.byteLimit = 10
        #expect(throws: ArticleError.tooLarge(bytes: 11, limit: 10)) {
            try reader.article(from: Array("hello world".utf8))
        }
    }
}
