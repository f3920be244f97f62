public import Extraction
import KnowledgeModel
public import KnowledgeStore

/// What another base brought.
public struct MergeReport: Sendable {
    public internal(set) var stored = 0
    public internal(set) var unchanged = 0
    public internal(set) var claims = 0
    public internal(set) var judgements = 0
}

extension KnowledgeBase {
    /// Reads every stored article again, see ``KnowledgeStore/KnowledgeBase/rebuild(isDryRun:progress:read:)``.
    public func rebuild(
        isDryRun: Bool = false,
        extractor: ArticleExtractor = ArticleExtractor(),
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(StoreError) -> RebuildReport {
        try rebuild(isDryRun: isDryRun, progress: progress) { extractor.readings(of: $0) }
    }

    /// Brings the articles and the judgements of another base into this one.
    ///
    /// The articles are read anew, so that the base becomes what ingesting both sets of articles would have made it.
    public func merge(
        _ other: KnowledgeBase, extractor: ArticleExtractor = ArticleExtractor()
    ) throws(StoreError) -> MergeReport {
        var report = MergeReport()
        for batch in try other.articleKeys().chunked(by: 32) {
            var new: [Article] = []
            for article in try other.articles(batch) {
                if try holdsArticle(sha256: article.sha256) { report.unchanged += 1 } else { new.append(article) }
            }
            let readings = Array(zip(new, extractor.readings(of: new)))
            let stored = try store(readings)
            report.stored += stored.count
            for (article, reading) in readings where stored.contains(article.sha256) {
                report.claims += reading.claims.count
            }
        }
        report.judgements = try importJudgements(try other.judgements().map(\.judgement)).added
        return report
    }
}

extension Array {
    fileprivate func chunked(by size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
