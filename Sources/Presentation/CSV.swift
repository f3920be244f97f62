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
        var line: [UInt8] = []
        for (index, column) in columns.enumerated() {
            if index > 0 { line.append(UInt8(ascii: ",")) }
            append(column, to: &line)
        }
        return String(decoding: line, as: UTF8.self) + "\r\n"
    }

    public func line(_ row: [Value]) -> String {
        var line: [UInt8] = []
        for (index, value) in row.enumerated() {
            if index > 0 { line.append(UInt8(ascii: ",")) }
            switch value {
            case .null: break
            case .integer(let integer): Self.append(integer, to: &line)
            case .real(let real): line.append(contentsOf: Numbers.exact(real).utf8)
            case .blob(let blob): line.append(contentsOf: blob.hexadecimal.utf8)
            case .text(let text): append(text, to: &line)
            }
        }
        return String(decoding: line, as: UTF8.self) + "\r\n"
    }

    /// Appends the current row of a statement, read as it lies in SQLite's memory.
    ///
    /// - Complexity: Linear in the bytes of the row.
    public func append(_ statement: borrowing Statement, columns: Int, to line: inout [UInt8]) {
        for index in 0..<columns {
            if index > 0 { line.append(UInt8(ascii: ",")) }
            statement.withCell(index) { cell in
                switch cell.storageClass {
                case .null: break
                case .integer: Self.append(cell.integer, to: &line)
                case .real: line.append(contentsOf: Numbers.exact(cell.real).utf8)
                case .blob: line.append(contentsOf: cell.withBytes { Array($0).hexadecimal }.utf8)
                case .text:
                    let start = line.count
                    cell.appendBytes(to: &line)
                    quote(from: start, &line)
                }
            }
        }
        line.append(UInt8(ascii: "\r"))
        line.append(UInt8(ascii: "\n"))
    }

    private func append(_ text: String, to line: inout [UInt8]) {
        let start = line.count
        line.append(contentsOf: text.utf8)
        quote(from: start, &line)
    }

    /// Puts the field that begins at an offset into quotes if it needs them.
    private func quote(from start: Int, _ line: inout [UInt8]) {
        if escapesFormulas, start < line.count, Self.beginsFormula(line[start]) {
            line.insert(UInt8(ascii: "'"), at: start)
        }
        var quotes = 0
        var needsQuotes = line.count == start
        line.withUnsafeBufferPointer { bytes in
            for index in start..<bytes.count {
                switch bytes[index] {
                case UInt8(ascii: "\""):
                    quotes += 1
                    needsQuotes = true
                case UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r"): needsQuotes = true
                default: break
                }
            }
            if let first = bytes[start...].first, let last = bytes.last {
                needsQuotes = needsQuotes || first == UInt8(ascii: " ") || last == UInt8(ascii: " ")
            }
        }
        guard needsQuotes else { return }
        guard quotes > 0 else {
            line.insert(UInt8(ascii: "\""), at: start)
            line.append(UInt8(ascii: "\""))
            return
        }
        let field = Array(line[start...])
        line.removeSubrange(start...)
        line.append(UInt8(ascii: "\""))
        for byte in field {
            if byte == UInt8(ascii: "\"") { line.append(byte) }
            line.append(byte)
        }
        line.append(UInt8(ascii: "\""))
    }

    private static func beginsFormula(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "\t"),
            UInt8(ascii: "\r"):
            true
        default: false
        }
    }

    private static func append(_ integer: Int64, to line: inout [UInt8]) {
        if integer < 0 { line.append(UInt8(ascii: "-")) }
        var rest = integer.magnitude
        let start = line.count
        repeat {
            line.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        line[start...].reverse()
    }

}
