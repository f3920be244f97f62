import SQLite

/// The row that every variant writes and reads: an integer, a text of 20 bytes, a real, and a text that is NULL in one
/// row of three.
struct Item: Record, Codable, Equatable {
    static let shape = RecordShape(table: "item", columns: ["id", "name", "value", "note"], key: "id")

    var id: Int64
    var name: String
    var value: Double
    var note: String?

    init(id: Int64, name: String, value: Double, note: String?) {
        self.id = id
        self.name = name
        self.value = value
        self.note = note
    }

    init(row: inout RowReader) throws(SQLiteError) {
        id = try row.next()
        name = try row.next()
        value = try row.next()
        note = try row.next()
    }

    func write(to row: inout RowWriter) throws(SQLiteError) {
        try row.next(id)
        try row.next(name)
        try row.next(value)
        try row.next(note)
    }
}

/// The data of all tasks, the same in every run.
struct Items {
    let items: [Item]
    let keys: [Int64]
    let sum: Sum
    let lookupSum: Sum

    init(rows: Int, lookups: Int) {
        items = (0..<rows).map { index in
            let digits = String(index)
            return Item(
                id: Int64(index + 1), name: "company-" + String(repeating: "0", count: 12 - digits.count) + digits,
                value: Double(index) * 0.25, note: index % 3 == 0 ? nil : "note no. " + digits)
        }
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        var keys: [Int64] = []
        for _ in 0..<lookups {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            keys.append(Int64((state >> 33) % UInt64(rows)) + 1)
        }
        self.keys = keys
        var sum = Sum()
        for item in items { sum.add(item) }
        self.sum = sum
        var lookupSum = Sum()
        for key in keys { lookupSum.add(items[Int(key) - 1]) }
        self.lookupSum = lookupSum
    }

    static let table = "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT NOT NULL, value REAL NOT NULL, note TEXT)"
    static let insertion = "INSERT INTO item (id, name, value, note) VALUES (?, ?, ?, ?)"
    static let selection = "SELECT id, name, value, note FROM item"
    static let lookup = "SELECT id, name, value, note FROM item WHERE id = ?"
}

/// What must come out of a task, whatever did it; without regard to order.
struct Sum: Equatable {
    private var ids: Int64 = 0
    private var bytes = 0
    private var values = 0.0
    private var nulls = 0

    mutating func add(_ item: Item) {
        ids &+= item.id
        bytes += item.name.utf8.count + (item.note?.utf8.count ?? 0)
        values += item.value
        nulls += item.note == nil ? 1 : 0
    }

    init() {}

    init(_ items: [Item]) {
        for item in items { add(item) }
    }
}
