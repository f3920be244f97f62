import GRDB

/// GRDB at the levels of its interface that people use.
enum Peer {
    struct CodableItem: Codable, FetchableRecord, PersistableRecord {
        static let databaseTableName = "item"
        let id: Int64
        let name: String
        let value: Double
        let note: String?

        var item: Item { Item(id: id, name: name, value: value, note: note) }
    }

    static func queue(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.journalMode = .wal
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    static func insertRecords(_ items: [Item], _ queue: DatabaseQueue) throws {
        try queue.write { database in
            for item in items {
                try CodableItem(id: item.id, name: item.name, value: item.value, note: item.note).insert(database)
            }
        }
    }

    static func insertByStatement(_ items: [Item], _ queue: DatabaseQueue) throws {
        try queue.write { database in
            let statement = try database.makeStatement(sql: Items.insertion)
            for item in items { try statement.execute(arguments: [item.id, item.name, item.value, item.note]) }
        }
    }

    static func fetchRecords(_ queue: DatabaseQueue) throws -> [Item] {
        try queue.read { try CodableItem.fetchAll($0).map(\.item) }
    }

    static func lookUpRecords(_ keys: [Int64], _ queue: DatabaseQueue) throws -> Sum {
        try queue.read { database in
            var sum = Sum()
            for key in keys { if let found = try CodableItem.fetchOne(database, key: key) { sum.add(found.item) } }
            return sum
        }
    }

    static func pooledReads(_ keys: [Int64], _ pool: DatabasePool) async throws -> Sum {
        var sum = Sum()
        for key in keys {
            let found = try await pool.read { try CodableItem.fetchOne($0, key: key) }
            if let found { sum.add(found.item) }
        }
        return sum
    }
}
