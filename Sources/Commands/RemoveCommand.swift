import ArgumentParser
import Foundation
import Ingestion
import KnowledgeModel
import KnowledgeStore

struct RemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove an article with all that it alone brought.",
        discussion: """
            Its claims and mentions go, and the entities that no other article names. What people judged of its claims stays \
            on record and holds again should the article come back.

            EXAMPLES:
              dossier remove 3f9a12
              dossier remove articles/old.md
            """)

    @OptionGroup var base: BaseOption

    @Argument(help: ArgumentHelp("The beginning of an article_id, an address, or the file.", valueName: "article"))
    var articles: [String]

    func run() throws {
        let base = try Judging.base(base)
        var isMissing = false
        for name in articles {
            guard let article = try find(name, base) else {
                Output.note("dossier: the base has no article '\(name)'. 'dossier articles' lists them.")
                isMissing = true
                continue
            }
            _ = try reporting { try base.removeArticle(sha256: article.sha256) }
            Output.write("removed \(article.id)\(article.title.map { ": \($0)" } ?? "")\n")
        }
        if isMissing { throw nothingFound }
    }

    private func find(_ name: String, _ base: KnowledgeBase) throws -> Article? {
        if FileManager.default.fileExists(atPath: name) {
            guard let article = try? ArticleFiles.article(at: name, ArticleReader()) else {
                Output.fail("\(name) is no article that the base could hold.")
            }
            return try reporting { try base.articles(withPrefix: article.sha256) }.first
        }
        let found = try reporting { try base.articles(withPrefix: name.hasPrefix("http") ? name : name.lowercased()) }
        if found.count > 1 {
            Output.fail(
                "several articles are called so: \(found.map(\.id).joined(separator: ", ")). Write more of the article_id."
            )
        }
        return found.first
    }
}
