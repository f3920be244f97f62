import Foundation
import GRDB
import SQLite

/// Rows of one table: writing, reading, looking up.
enum RowTasks {
    static func run(_ data: Items, _ path: String, rounds: Int) async throws {
        try await inserts(data, path).forEachPrint(rounds)
        try await reads(data, path, rounds)
    }

    /// Writes in one transaction, into a fresh file.
    private static func fresh(
        _ path: String, _ count: Int, _ body: (borrowing Connection) throws(SQLiteError) -> Void
    ) throws -> Duration {
        removeDatabase(path)
        let connection = try Connection(path: path, mode: .readWriteCreate)
        _ = try connection.first(String.self, "PRAGMA journal_mode = WAL")
        try connection.execute("PRAGMA synchronous = NORMAL")
        try connection.execute(SQL(verbatim: Items.table))
        let time = try measured { try connection.transaction(.immediate, body) }
        require(try connection.first(Int.self, "SELECT count(*) FROM item") == count, "insert")
        return time
    }

    private static func inserts(_ data: Items, _ path: String) -> [Comparison] {
        let plain: () throws -> Duration = {
            removeDatabase(path)
            let plain = PlainC(path)
            plain.execute(Items.table)
            return measured { plain.insert(data.items) }
        }
        func peer(_ insert: @escaping ([Item], DatabaseQueue) throws -> Void) -> () throws -> Duration {
            {
                removeDatabase(path)
                let queue = try Peer.queue(path)
                try queue.write { try $0.execute(sql: Items.table) }
                return try measured { try insert(data.items, queue) }
            }
        }
        return [
            Comparison(
                task: "insert a typed record in a transaction", baseline: ("plain C", plain),
                variants: [
                    (
                        "Dossier: insert(contentsOf:)", 1.5,
                        {
                            try fresh(path, data.items.count) { (connection) throws(SQLiteError) in
                                try connection.insert(contentsOf: data.items)
                            }
                        }
                    ),
                    (
                        "Dossier: insert(_:), one at a time", 1.5,
                        {
                            try fresh(path, data.items.count) { (connection) throws(SQLiteError) in
                                for item in data.items { try connection.insert(item) }
                            }
                        }
                    ),
                    ("GRDB: Codable record.insert", nil, peer(Peer.insertRecords)),
                ]),
            Comparison(
                task: "insert by a reused statement", baseline: ("plain C", plain),
                variants: [
                    (
                        "Dossier: statement.run(…)", 1.15,
                        {
                            try fresh(path, data.items.count) { (connection) throws(SQLiteError) in
                                var statement = try connection.prepare(SQL(verbatim: Items.insertion))
                                for item in data.items {
                                    try statement.run(item.id, item.name, item.value, item.note)
                                }
                            }
                        }
                    ),
                    ("GRDB: statement.execute(arguments:)", nil, peer(Peer.insertByStatement)),
                ]),
        ]
    }

    private static func reads(_ data: Items, _ path: String, _ rounds: Int) async throws {
        removeDatabase(path)
        let plain = PlainC(path)
        plain.execute(Items.table)
        plain.insert(data.items)
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        let ours = try ConnectionPool(path: path)
        let queue = try Peer.queue(path)
        let pool = try DatabasePool(path: path)

        func fetch(_ body: () throws -> [Item]) rethrows -> Duration {
            var items: [Item] = []
            let time = try measured { items = try body() }
            require(Sum(items) == data.sum, "fetch")
            return time
        }
        func lookUp(_ body: () throws -> Sum) rethrows -> Duration {
            var sum = Sum()
            let time = try measured { sum = try body() }
            require(sum == data.lookupSum, "look-up")
            return time
        }
        try await Comparison(
            task: "fetch all into structs",
            baseline: ("plain C, capacity known", { fetch { plain.fetchAll(reserving: data.items.count) } }),
            variants: [
                (
                    "Dossier: fetchAll(Item.self)", 1.2,
                    { try fetch { try ours.readNow { try $0.fetchAll(Item.self) } } }
                ),
                ("GRDB: CodableItem.fetchAll", nil, { try fetch { try Peer.fetchRecords(queue) } }),
            ]
        ).print(rounds: rounds)
        try await Comparison(
            task: "look up one record by key, in one read",
            baseline: ("plain C, one transaction", { lookUp { plain.lookUp(data.keys, transactionEach: false) } }),
            variants: [
                (
                    "Dossier: find(Item.self, key:)", 1.5,
                    {
                        try lookUp {
                            try ours.readNow { connection in
                                var sum = Sum()
                                for key in data.keys {
                                    if let item = try connection.find(Item.self, key: key) { sum.add(item) }
                                }
                                return sum
                            }
                        }
                    }
                ),
                ("GRDB: CodableItem.fetchOne(key:)", nil, { try lookUp { try Peer.lookUpRecords(data.keys, queue) } }),
            ]
        ).print(rounds: rounds)
        try await Comparison(
            task: "one pooled read each, asynchronous",
            baseline: ("plain C, one transaction", { lookUp { plain.lookUp(data.keys, transactionEach: false) } }),
            variants: [
                ("plain C, a transaction each", nil, { lookUp { plain.lookUp(data.keys, transactionEach: true) } }),
                (
                    "Dossier: await pool.read { find }", 3,
                    {
                        var sum = Sum()
                        let time = try await measured {
                            for key in data.keys {
                                if let item = try await ours.read({ try $0.find(Item.self, key: key) }) {
                                    sum.add(item)
                                }
                            }
                        }
                        require(sum == data.lookupSum, "pooled look-up")
                        return time
                    }
                ),
                (
                    "GRDB: await pool.read { fetchOne }", nil,
                    {
                        var sum = Sum()
                        let time = try await measured { sum = try await Peer.pooledReads(data.keys, pool) }
                        require(sum == data.lookupSum, "pooled look-up")
                        return time
                    }
                ),
            ]
        ).print(rounds: rounds)
    }
}

extension [Comparison] {
    fileprivate func forEachPrint(_ rounds: Int) async throws {
        for comparison in self { try await comparison.print(rounds: rounds) }
    }
}
