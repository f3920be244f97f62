// What a Swift program needs to read, fill and query a base, under one name.

import FoundationEssentials
@_exported public import Ingestion
@_exported public import KnowledgeModel
@_exported public import KnowledgeStore

extension KnowledgeBase {
    /// Opens a base with the system's clock.
    ///
    /// - Throws: ``StoreError`` when there is no base to read, the file is not a base, or it is too new.
    public convenience init(path: String, for access: Access = .reading) throws(StoreError) {
        try self.init(path: path, for: access, now: { Date.now.formatted(.iso8601) })
    }
}
