/// Values as one JSON text, for `json_each`: a list of any length is one binding and one statement.
///
/// ```swift
/// try connection.all(Int.self, "SELECT id FROM item WHERE name IN (SELECT value FROM json_each(\(JSONList(names))))")
/// ```
public struct JSONList: Sendable, Bindable {
    public let text: String

    /// - Throws: ``SQLiteError/typeMismatch(column:expected:found:)`` for blobs and infinities, which JSON lacks.
    public init<T: Bindable>(_ values: some Sequence<T>) throws(SQLiteError) {
        var text = "["
        for value in values {
            if text.utf8.count > 1 { text += "," }
            switch try value.sqliteValue() {
            case .null: text += "null"
            case .integer(let integer): text += String(integer)
            case .real(let real) where real.isFinite: text += "\(real)"
            case .text(let string): Self.append(string, to: &text)
            case let other:
                throw .typeMismatch(column: "list", expected: "a value of JSON", found: other.storageClass)
            }
        }
        self.text = text + "]"
    }

    private static func append(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    public func sqliteValue() -> Value { .text(text) }
}
