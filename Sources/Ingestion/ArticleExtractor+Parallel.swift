import Dispatch
package import Extraction
package import KnowledgeModel
import Synchronization

extension ArticleExtractor {
    /// Reads articles on all cores; the order of the results is that of the articles.
    package func readings(of articles: [Article]) -> [ArticleReading] {
        let results = Mutex<[Int: ArticleReading]>([:])
        DispatchQueue.concurrentPerform(iterations: articles.count) { index in
            let reading = reading(of: articles[index])
            results.withLock { $0[index] = reading }
        }
        return results.withLock { results in articles.indices.map { results[$0] ?? ArticleReading() } }
    }
}
