/// SQL text and the values bound to its parameters.
///
/// A literal becomes SQL, and what is interpolated becomes a binding, so that text from outside can never become part
/// of a statement:
///
/// ```swift
/// let name = "Robert'); DROP TABLE claim; --"
/// try connection.first(Int.self, "SELECT count(*) FROM entities WHERE name = \(name)")
/// ```
///
/// A `String` cannot be passed where SQL is asked for; ``init(verbatim:)`` is the one door, and its name shows in review.
public struct SQL: Equatable, Sendable {
    /// The text; each binding stands as `?`.
    public private(set) var text: String
    /// The values of the parameters, in order.
    public private(set) var values: [Value]
    /// Why a value cannot be bound, told when the statement is prepared.
    private(set) var defect: SQLiteError?

    /// Takes text as SQL as it stands.
    ///
    /// - Parameters:
    ///   - verbatim: Never put a value into it: bind that.
    ///   - values: The values of its parameters, in order.
    public init(verbatim text: String, values: [Value] = []) {
        self.text = text
        self.values = values
    }

    /// A name as SQL, in double quotes; quotes within are doubled.
    public init(identifier name: String) {
        self.init(verbatim: name.quotedIdentifier)
    }

    public static func + (left: SQL, right: SQL) -> SQL {
        var joined = left
        joined.append(right)
        return joined
    }

    public mutating func append(_ other: SQL) {
        text += other.text
        values += other.values
        if defect == nil { defect = other.defect }
    }
}

extension SQL: ExpressibleByStringInterpolation {
    public init(stringLiteral text: String) {
        self.init(verbatim: text)
    }

    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.sql
    }

    /// Gathers the parts of an interpolated literal.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var sql = SQL(verbatim: "")

        public init(literalCapacity: Int, interpolationCount: Int) {
            sql.text.reserveCapacity(literalCapacity + interpolationCount)
            sql.values.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: String) {
            sql.text += literal
        }

        /// Binds a value.
        public mutating func appendInterpolation(_ value: some Bindable) {
            sql.text += "?"
            do {
                sql.values.append(try value.sqliteValue())
            } catch {
                sql.values.append(.null)
                if sql.defect == nil { sql.defect = error }
            }
        }

        /// Puts other SQL in, with its values.
        public mutating func appendInterpolation(_ other: SQL) {
            sql.append(other)
        }

        /// Puts a name in, quoted.
        public mutating func appendInterpolation(identifier name: String) {
            sql.text += name.quotedIdentifier
        }

        /// Puts text in as SQL; see ``SQL/init(verbatim:values:)``.
        public mutating func appendInterpolation(verbatim text: String) {
            sql.text += text
        }
    }
}

extension [SQL] {
    /// The parts one after the other, with a separator between them.
    public func joined(separator: SQL) -> SQL {
        var joined: SQL = ""
        for (index, part) in enumerated() { joined.append(index == 0 ? part : separator + part) }
        return joined
    }
}

extension String {
    /// The text as a SQL identifier; see <https://www.sqlite.org/lang_keywords.html>.
    var quotedIdentifier: String {
        var quoted = "\""
        for scalar in unicodeScalars {
            if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
