import KnowledgeModel
public import SQLite

/// Comma-separated values by RFC 4180: CRLF line ends, quotes doubled, a header line.
///
/// NULL is an empty field and the empty text is `""`, so that the two stay apart. Numbers are written so that they
/// read back exactly. Text is never changed unless ``escapesFormulas`` is set.
public struct CSVWriter: Sendable {
    /// Puts an apostrophe before text that a spreadsheet would take for a formula (`=`, `+`, `-`, `@`, tab, CR).
    public var escapesFormulas: Bool

    public init(escapesFormulas: Bool = false) {
        self.escapesFormulas = escapesFormulas
    }

    public func header(_ columns: [String]) -> String {
        columns.map { field(.text($0)) }.joined(separator: ",") + "\r\n"
    }

    public func line(_ row: [Value]) -> String {
        row.map(field).joined(separator: ",") + "\r\n"
    }

    func field(_ value: Value) -> String {
        switch value {
        case .null: return ""
        case .integer(let integer): return String(integer)
        case .real(let real): return Numbers.exact(real)
        case .blob(let blob): return blob.hexadecimal
        case .text(var text):
            if escapesFormulas, let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) {
                text = "'" + text
            }
            let needsQuotes =
                text.isEmpty
                || text.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 10 || $0 == 13 }
                || text.first == " " || text.last == " "
            guard needsQuotes else { return text }
            // By scalars: a quote with a combining mark behind it is one `Character`, and a quote all the same.
            var quoted = "\""
            for scalar in text.unicodeScalars {
                if scalar == "\"" { quoted += "\"" }
                quoted.unicodeScalars.append(scalar)
            }
            return quoted + "\""
        }
    }
}
