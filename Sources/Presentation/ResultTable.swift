public import SQLite

/// Rows with named columns, whatever their query was.
public struct ResultTable: Sendable {
    public let columns: [String]
    public var rows: [[Value]]

    public init(columns: [String], rows: [[Value]]) {
        self.columns = columns
        self.rows = rows
    }
}

/// A value as people read it: NULL is empty, whole reals have no fraction.
func displayText(_ value: Value) -> String {
    switch value {
    case .null: ""
    case .integer(let integer): String(integer)
    case .real(let real): Numbers.grouped(real)
    case .text(let text): text
    case .blob(let blob): "<\(blob.count) bytes>"
    }
}

/// How numbers are written.
public enum Numbers {
    /// The shortest text that reads back as the same number: `115000000000.0`, `4.5`.
    public static func exact(_ real: Double) -> String { "\(real)" }

    /// For tables: whole numbers without a fraction, thousands apart: `115,000,000,000`.
    static func grouped(_ real: Double) -> String {
        guard real == real.rounded(), abs(real) < 1e15 else { return "\(real)" }
        let digits = String(Int64(abs(real)))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return real < 0 ? "-" + text : text
    }
}
