import FoundationEssentials
package import Ingestion
package import KnowledgeModel

/// An article and its annotation.
package struct AnnotatedArticle: Sendable {
    package let article: Article
    package let gold: GoldArticle

    package init(_ article: Article, _ gold: GoldArticle) {
        self.article = article
        self.gold = gold
    }

    package var id: String { gold.id }
}

/// What keeps annotated articles from being read.
package enum AnnotationProblem: Error, Equatable, Sendable {
    case noFolder
    /// The folder holds no file whose name ends in `.gold.json`.
    case noGoldFiles
    /// An article was asked for by name and has no annotation.
    case noSuchArticle
    /// Neither `<id>.md` nor `<id>.txt` stands beside the annotation.
    case noArticle
    case unreadable(reason: String)
    case gold(GoldDefect)
    case article(IngestionReport.Problem)
}

extension AnnotatedArticle {
    private static let suffix = ".gold.json"

    /// Reads a folder of annotated articles: `<id>.gold.json` beside `<id>.md` or `<id>.txt`.
    ///
    /// - Parameters:
    ///   - folder: Folders within it are not searched.
    ///   - ids: The articles to read; `nil` for all.
    /// - Returns: The articles by identifier, and every problem with the file or folder that has it.
    package static func read(
        folder: String,
        only ids: [String]? = nil
    ) -> (articles: [AnnotatedArticle], problems: [(path: String, problem: AnnotationProblem)]) {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder else {
            return ([], [(folder, .noFolder)])
        }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            return ([], [(folder, .unreadable(reason: "the folder cannot be read"))])
        }
        let found = names.filter { $0.hasSuffix(suffix) && $0 != suffix }.map { String($0.dropLast(suffix.count)) }
            .sorted()
        guard !found.isEmpty else { return ([], [(folder, .noGoldFiles)]) }

        var problems: [(path: String, problem: AnnotationProblem)] = []
        func path(_ name: String) -> String { folder.hasSuffix("/") ? folder + name : folder + "/" + name }
        for id in ids ?? [] where !found.contains(id) {
            problems.append((path(id + suffix), .noSuchArticle))
        }
        var articles: [AnnotatedArticle] = []
        let reader = ArticleReader()
        for id in found where ids?.contains(id) ?? true {
            let gold: GoldArticle?
            do throws(AnnotationProblem) {
                gold = try Self.gold(id: id, at: path(id + suffix))
            } catch {
                problems.append((path(id + suffix), error))
                gold = nil
            }
            guard let file = [path(id + ".md"), path(id + ".txt")].first(where: FileManager.default.fileExists) else {
                problems.append((path(id + ".md"), .noArticle))
                continue
            }
            do throws(IngestionReport.Problem) {
                let article = try ArticleFiles.article(at: file, reader)
                if let gold { articles.append(AnnotatedArticle(article, gold)) }
            } catch {
                problems.append((file, .article(error)))
            }
        }
        return (articles, problems)
    }

    private static func gold(id: String, at path: String) throws(AnnotationProblem) -> GoldArticle {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw .unreadable(reason: "cannot be read")
        }
        do {
            return try GoldArticle(id: id, json: Array(data))
        } catch {
            throw .gold(error)
        }
    }
}
