import KnowledgeModel
public import SQLite

/// JSON by RFC 8259; the keys of an object keep the order of the columns.
public enum JSON {
    /// A row as an object.
    public static func object(_ columns: [String], _ row: [Value]) -> String {
        "{" + zip(columns, row).map { "\(string($0)): \(value($1))" }.joined(separator: ", ") + "}"
    }

    static func value(_ value: Value) -> String {
        switch value {
        case .null: "null"
        case .integer(let integer): String(integer)
        // JSON has no infinity.
        case .real(let real): real.isFinite ? Numbers.exact(real) : "null"
        case .text(let text): string(text)
        case .blob(let blob): string(blob.hexadecimal)
        }
    }

    static func string(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{2028}", "\u{2029}": result += scalar == "\u{2028}" ? "\\u2028" : "\\u2029"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
