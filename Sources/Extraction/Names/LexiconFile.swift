/// A table of known names: tab-separated fields, `|` between the values of a list, `#` before comments.
struct LexiconFile: Sendable {
    let name: String
    /// The fields of each record; every record has as many as the header names.
    let records: [[String]]

    /// - Throws: ``LexiconError/fieldCount(file:line:expected:found:)`` for a record of another width.
    init(name: String, bytes: UnsafeBufferPointer<UInt8>) throws(LexiconError) {
        self.name = name
        var records: [[String]] = []
        var width: Int?
        var line = 0
        var start = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
            defer { start = end + 1 }
            line += 1
            let row = UnsafeBufferPointer(rebasing: bytes[start..<end])
            guard !row.isEmpty else { continue }
            let fields = row.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map {
                String(decoding: $0, as: UTF8.self)
            }
            if row[0] == UInt8(ascii: "#") {
                if width == nil { width = fields.count }
                continue
            }
            guard fields.count == width ?? fields.count else {
                throw .fieldCount(file: name, line: line, expected: width ?? 0, found: fields.count)
            }
            records.append(fields)
        }
        self.records = records
    }
}

/// What is wrong with a file of names.
public enum LexiconError: Error, Equatable, Sendable {
    case fieldCount(file: String, line: Int, expected: Int, found: Int)
    case unknownFile(String)
    case unknownType(file: String, name: String, type: String)
}

extension String {
    /// The values of a list field.
    var listValues: [String] { split(separator: "|").map(String.init) }
}
