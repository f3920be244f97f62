public import SQLite

/// Draws a table that fits a width: the widest columns are cut first, numbers stand to the right.
public struct TextTable: Sendable {
    /// Columns of the terminal; `nil` leaves every cell whole.
    public let width: Int?

    public init(width: Int?) {
        self.width = width
    }

    public func render(_ table: ResultTable) -> String {
        guard !table.columns.isEmpty else { return "" }
        let cells = table.rows.map { $0.map { Self.oneLine(displayText($0)) } }
        let names = table.columns.map(Self.oneLine)
        var widths = names.map { Self.displayWidth($0) }
        for row in cells {
            for (index, cell) in row.enumerated() { widths[index] = max(widths[index], Self.displayWidth(cell)) }
        }
        let isNumeric = table.columns.indices.map { column in
            table.rows.contains { $0[column] != .null }
                && table.rows.allSatisfy { row in
                    switch row[column] {
                    case .integer, .real, .null: true
                    default: false
                    }
                }
        }
        guard fit(&widths, isNumeric) else { return vertical(table.columns, cells) }
        var lines = [
            line(names, widths, isNumeric),
            widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "),
        ]
        lines += cells.map { line($0, widths, isNumeric) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(_ cells: [String], _ widths: [Int], _ isNumeric: [Bool]) -> String {
        var text = ""
        for (index, cell) in cells.enumerated() {
            let cut = Self.cut(cell, to: widths[index])
            let padding = String(repeating: " ", count: max(0, widths[index] - Self.displayWidth(cut)))
            text += isNumeric[index] ? padding + cut : cut + padding
            if index < cells.count - 1 { text += "  " }
        }
        while text.last == " " { text.removeLast() }
        return text
    }

    /// Takes from the widest column of words until all fit; such a column keeps six places, and numbers are never cut.
    ///
    /// - Returns: Whether the table fits.
    private func fit(_ widths: inout [Int], _ isNumeric: [Bool]) -> Bool {
        guard let width else { return true }
        var total = widths.reduce(0, +) + 2 * (widths.count - 1)
        let words = widths.indices.filter { !isNumeric[$0] }
        while total > width {
            guard let widest = words.max(by: { widths[$0] < widths[$1] }), widths[widest] > 6 else { return false }
            let second = words.map { widths[$0] }.filter { $0 < widths[widest] }.max() ?? 6
            let step = max(1, min(total - width, widths[widest] - max(second, 6)))
            widths[widest] -= step
            total -= step
        }
        return true
    }

    /// A line a value, for terminals too narrow for the columns.
    private func vertical(_ columns: [String], _ cells: [[String]]) -> String {
        let names = columns.map(Self.oneLine)
        let width = names.map(Self.displayWidth).max() ?? 0
        return cells.map { row in
            zip(names, row).map { name, cell in
                String(repeating: " ", count: width - Self.displayWidth(name)) + name + ": " + cell + "\n"
            }.joined()
        }.joined(separator: "\n")
    }

    /// Text for one line of a terminal: no line ends, and control characters as visible signs.
    public static func oneLine(_ text: String) -> String {
        guard
            text.unicodeScalars.contains(where: {
                $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0.value == 0x2028
            })
        else { return text }
        var line = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D, 0x2028: line += " "
            case 0..<0x20: line.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
            case 0x7F...0x9F: line += "\u{FFFD}"
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line
    }

    static func cut(_ text: String, to width: Int) -> String {
        guard displayWidth(text) > width else { return text }
        var result = ""
        var used = 0
        for character in text {
            let size = displayWidth(String(character))
            if used + size > width - 1 { break }
            result.append(character)
            used += size
        }
        return result + "…"
    }

    /// Columns that a text takes: two for wide East Asian characters and emoji.
    static func displayWidth(_ text: String) -> Int {
        text.reduce(0) { total, character in
            guard let scalar = character.unicodeScalars.first else { return total }
            switch scalar.value {
            case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
                0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
                return total + 2
            default:
                return total + 1
            }
        }
    }
}

extension TextTable {
    /// A value as tables show it.
    public static func text(_ value: Value) -> String { oneLine(displayText(value)) }
}
