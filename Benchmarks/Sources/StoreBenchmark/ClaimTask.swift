import CStoreBaseline
import Dossier
import Extraction
import Foundation

/// What storing the claims of an article costs, against a C program that writes the same rows and knows them all
/// beforehand: no look-ups, no linking, no comparison of claims.
enum ClaimTask {
    static func run(_ folder: String, _ path: String, rounds: Int) async throws {
        let extractor = ArticleExtractor()
        let reader = ArticleReader()
        var readings: [(article: Article, reading: ArticleReading)] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where name.hasSuffix(".md") {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
            guard let article = try? reader.article(from: Array(bytes)) else { continue }
            readings.append((article, extractor.reading(of: article)))
        }
        let source = path + ".source"
        func store(_ path: String, _ readings: [(article: Article, reading: ArticleReading)]) throws -> Duration {
            removeDatabase(path)
            let base = try KnowledgeBase(path: path, for: .writing)
            return try measured { for reading in readings { try base.store([reading]) } }
        }
        _ = try store(source, readings)
        let claims = readings.reduce(0) { $0 + $1.reading.claims.count }
        try await Comparison(
            task: "store \(readings.count) articles with \(claims) claims, a transaction each",
            baseline: (
                "plain C writing the same rows",
                {
                    removeDatabase(path)
                    do { _ = try KnowledgeBase(path: path, for: .writing) }
                    let seconds = dossier_replay(source, path)
                    guard seconds >= 0 else { fatalError("the baseline failed") }
                    return .seconds(seconds)
                }
            ),
            variants: [("Dossier: base.store", 1.3, { try store(path, readings) })]
        ).print(rounds: rounds)
        removeDatabase(source)
    }
}
