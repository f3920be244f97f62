public import Extraction
import FoundationEssentials
package import KnowledgeModel
public import KnowledgeStore

/// What became of the files of one run.
public struct IngestionReport: Sendable {
    /// Why a file was passed over.
    public enum Problem: Error, Equatable, Sendable {
        case article(ArticleError)
        case unreadable(reason: String)
    }

    /// Articles that are new in the base.
    public internal(set) var stored = 0
    /// Claims that the new articles brought.
    public internal(set) var claims = 0
    /// Files whose articles the base had.
    public internal(set) var unchanged = 0
    public internal(set) var problems: [(path: String, problem: Problem)] = []
}

extension KnowledgeBase {
    /// Reads articles from files and folders into the base.
    ///
    /// Folders are searched for `.md` and `.txt` files. Articles are analysed in parallel and stored in batches, each in
    /// one transaction: a run that is stopped leaves whole articles only and can be repeated.
    ///
    /// - Parameters:
    ///   - paths: Files and folders; a file given by name is read whatever its extension.
    ///   - extractor: Reads the articles; it may know rules and names of the user's own.
    ///   - progress: Called with the number of files done and the number of all.
    /// - Returns: What was stored; a file that cannot be read is reported and does not stop the run.
    /// - Throws: ``StoreError`` when the base cannot be written.
    public func ingest(
        _ paths: [String],
        extractor: ArticleExtractor = ArticleExtractor(),
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(StoreError) -> IngestionReport {
        var report = IngestionReport()
        let (files, problems) = ArticleFiles.list(paths)
        report.problems = problems
        let reader = ArticleReader()
        var done = 0
        for start in stride(from: 0, to: files.count, by: Self.batchSize) {
            let batch = Array(files[start..<min(start + Self.batchSize, files.count)])
            var articles: [Article] = []
            for path in batch {
                let article: Article
                do throws(IngestionReport.Problem) {
                    article = try ArticleFiles.article(at: path, reader)
                } catch {
                    report.problems.append((path, error))
                    continue
                }
                if try holdsArticle(sha256: article.sha256) { report.unchanged += 1 } else { articles.append(article) }
            }
            let readings = Array(zip(articles, extractor.readings(of: articles)))
            let stored = try store(readings)
            report.stored += stored.count
            report.unchanged += readings.count - stored.count
            var counted = stored
            for (article, reading) in readings where counted.remove(article.sha256) != nil {
                report.claims += reading.claims.count
            }
            done += batch.count
            progress(done, files.count)
        }
        return report
    }

    private static var batchSize: Int { 32 }
}

/// The files of a run.
public enum ArticleFiles {
    /// Paths of all files that hold articles, sorted within each folder, each file once.
    ///
    /// - Returns: The files, and the paths that could not be looked at.
    public static func list(
        _ paths: [String]
    ) -> (files: [String], problems: [(path: String, problem: IngestionReport.Problem)]) {
        var walk = Walk()
        for path in paths {
            var isFolder = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                walk.problems.append((path, .unreadable(reason: "no such file or folder")))
                continue
            }
            if isFolder { walk.visit(path) } else { walk.add(path) }
        }
        return (walk.files, walk.problems)
    }

    /// A walk through folders that follows links but visits nothing twice.
    private struct Walk {
        var files: [String] = []
        var problems: [(path: String, problem: IngestionReport.Problem)] = []
        private var seen: Set<[UInt8]> = []

        mutating func add(_ path: String) {
            if seen.insert(Array(ArticleFiles.resolved(path).utf8)).inserted { files.append(path) }
        }

        mutating func visit(_ folder: String) {
            guard seen.insert(Array(ArticleFiles.resolved(folder).utf8)).inserted else { return }
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
                problems.append((folder, .unreadable(reason: "the folder cannot be read")))
                return
            }
            for name in names.sorted() where !name.hasPrefix(".") {
                let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
                var isFolder = false
                guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                    if ArticleFiles.isArticle(name) {
                        problems.append((path, .unreadable(reason: "a link that leads nowhere")))
                    }
                    continue
                }
                if isFolder { visit(path) } else if ArticleFiles.isArticle(name) { add(path) }
            }
        }
    }

    private static func resolved(_ path: String) -> String {
        URL(filePath: path).resolvingSymlinksInPath().path
    }

    /// Files that describe a folder are no articles.
    private static func isArticle(_ name: String) -> Bool {
        let lower = name.lowercased()
        return (lower.hasSuffix(".md") || lower.hasSuffix(".txt"))
            && !["readme", "license", "licence", "changelog", "contributing"].contains(lower.prefix { $0 != "." })
    }

    /// Reads the article in a file.
    package static func article(at path: String, _ reader: ArticleReader) throws(IngestionReport.Problem) -> Article {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw .unreadable(reason: "cannot be read")
        }
        do {
            return try reader.article(from: Array(data))
        } catch {
            throw .article(error)
        }
    }
}
