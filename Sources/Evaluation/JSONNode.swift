/// A value in a JSON text, with the line on which it begins.
struct JSONNode {
    enum Value {
        case null
        case flag(Bool)
        case number(Double)
        case text(String)
        case list([JSONNode])
        /// In the order of the text; no key stands twice.
        case object([(key: String, value: JSONNode)])
    }

    let value: Value
    /// 1-based.
    let line: Int

    /// The value of a key of an object; JSON's `null` counts as none.
    subscript(key: String) -> JSONNode? {
        guard case .object(let members) = value, let node = members.first(where: { $0.key == key })?.value else {
            return nil
        }
        if case .null = node.value { return nil }
        return node
    }
}

/// What is wrong with a text that should be JSON, and where.
package struct JSONDefect: Error, Equatable, Sendable {
    package enum Cause: Equatable, Sendable {
        case unexpectedEnd
        case unexpectedCharacter(String)
        case invalidUTF8
        /// A line end or another control character within a string.
        case controlCharacter
        case invalidEscape
        case duplicateKey(String)
        /// A number that is no number of JSON, or too large.
        case invalidNumber(String)
        /// Brackets within brackets, more than ``JSONParser/depthLimit``.
        case tooDeep
    }

    package let cause: Cause
    /// 1-based.
    package let line: Int
    /// Counts Unicode scalars, 1-based.
    package let column: Int
}

/// Reads JSON by RFC 8259, strictly, and tells where a text departs from it.
///
/// The decoder of Foundation says that a text is no JSON, but not where.
struct JSONParser {
    static let depthLimit = 64

    private let bytes: [UInt8]
    private var offset = 0
    private var line = 1
    private var lineStart = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Complexity: linear.
    static func node(from bytes: [UInt8]) throws(JSONDefect) -> JSONNode {
        var parser = JSONParser(bytes)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.offset = 3 }
        parser.skipBlanks()
        let node = try parser.value(depth: 0)
        parser.skipBlanks()
        if parser.offset < bytes.count { throw parser.unexpected() }
        return node
    }

    private mutating func value(depth: Int) throws(JSONDefect) -> JSONNode {
        guard depth <= Self.depthLimit else { throw defect(.tooDeep) }
        let start = line
        guard offset < bytes.count else { throw defect(.unexpectedEnd) }
        let value: JSONNode.Value
        switch bytes[offset] {
        case UInt8(ascii: "{"): value = .object(try members(depth: depth + 1))
        case UInt8(ascii: "["): value = .list(try elements(depth: depth + 1))
        case UInt8(ascii: "\""): value = .text(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): value = .number(try number())
        case UInt8(ascii: "t"): value = try word("true", .flag(true))
        case UInt8(ascii: "f"): value = try word("false", .flag(false))
        case UInt8(ascii: "n"): value = try word("null", .null)
        default: throw unexpected()
        }
        return JSONNode(value: value, line: start)
    }

    private mutating func members(depth: Int) throws(JSONDefect) -> [(key: String, value: JSONNode)] {
        var members: [(key: String, value: JSONNode)] = []
        var keys: Set<String> = []
        offset += 1
        skipBlanks()
        if skip("}") { return members }
        while true {
            skipBlanks()
            guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else { throw unexpected() }
            let place = self
            let key = try string()
            guard keys.insert(key).inserted else { throw place.defect(.duplicateKey(key)) }
            skipBlanks()
            guard skip(":") else { throw unexpected() }
            skipBlanks()
            members.append((key, try value(depth: depth)))
            skipBlanks()
            if skip("}") { return members }
            guard skip(",") else { throw unexpected() }
        }
    }

    private mutating func elements(depth: Int) throws(JSONDefect) -> [JSONNode] {
        var elements: [JSONNode] = []
        offset += 1
        skipBlanks()
        if skip("]") { return elements }
        while true {
            skipBlanks()
            elements.append(try value(depth: depth))
            skipBlanks()
            if skip("]") { return elements }
            guard skip(",") else { throw unexpected() }
        }
    }

    private mutating func word(_ word: String, _ value: JSONNode.Value) throws(JSONDefect) -> JSONNode.Value {
        guard bytes[offset...].starts(with: word.utf8) else { throw unexpected() }
        offset += word.utf8.count
        return value
    }

    private mutating func number() throws(JSONDefect) -> Double {
        let start = offset
        while offset < bytes.count, "+-.eE0123456789".utf8.contains(bytes[offset]) { offset += 1 }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
        let hasLeadingZero = digits.first == UInt8(ascii: "0") && digits.dropFirst().first.map(Self.isDigit) == true
        guard let number = Double(text), number.isFinite, !hasLeadingZero, text.last != ".",
            digits.first.map(Self.isDigit) == true
        else {
            offset = start
            throw defect(.invalidNumber(text))
        }
        return number
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private mutating func string() throws(JSONDefect) -> String {
        let place = self
        offset += 1
        var result: [UInt8] = []
        while true {
            guard offset < bytes.count else { throw defect(.unexpectedEnd) }
            let byte = bytes[offset]
            if byte < 0x20 { throw defect(.controlCharacter) }
            if byte == UInt8(ascii: "\\") {
                result += Array(String(try escape()).utf8)
                continue
            }
            offset += 1
            guard byte == UInt8(ascii: "\"") else {
                result.append(byte)
                continue
            }
            guard let text = String(validating: result, as: UTF8.self) else { throw place.defect(.invalidUTF8) }
            return text
        }
    }

    private mutating func escape() throws(JSONDefect) -> Unicode.Scalar {
        let place = self
        offset += 1
        guard offset < bytes.count else { throw defect(.unexpectedEnd) }
        let letter = bytes[offset]
        offset += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            guard let unit = codeUnit() else { throw place.defect(.invalidEscape) }
            if let scalar = Unicode.Scalar(UInt32(unit)) { return scalar }
            // The two halves of a surrogate pair.
            guard UTF16.isLeadSurrogate(unit), bytes[offset...].starts(with: "\\u".utf8) else {
                throw place.defect(.invalidEscape)
            }
            offset += 2
            guard let trail = codeUnit(), UTF16.isTrailSurrogate(trail),
                let scalar = Unicode.Scalar(0x10000 + (UInt32(unit & 0x3FF) << 10) + UInt32(trail & 0x3FF))
            else { throw place.defect(.invalidEscape) }
            return scalar
        default: throw place.defect(.invalidEscape)
        }
    }

    /// The four hexadecimal digits of an escape.
    private mutating func codeUnit() -> UInt16? {
        guard offset + 4 <= bytes.count else { return nil }
        let digits = bytes[offset..<(offset + 4)]
        guard digits.allSatisfy({ UInt8(ascii: "+") != $0 && UInt8(ascii: "-") != $0 }) else { return nil }
        offset += 4
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    private mutating func skipBlanks() {
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\n"):
                line += 1
                lineStart = offset + 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
            default: return
            }
            offset += 1
        }
    }

    private mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: mark) else { return false }
        offset += 1
        return true
    }

    private func unexpected() -> JSONDefect {
        guard offset < bytes.count else { return defect(.unexpectedEnd) }
        let character = String(decoding: bytes[offset...].prefix(4), as: UTF8.self).unicodeScalars.first
        return defect(.unexpectedCharacter(character.map { String($0) } ?? ""))
    }

    private func defect(_ cause: JSONDefect.Cause) -> JSONDefect {
        let before = bytes[min(lineStart, offset)..<min(offset, bytes.count)]
        return JSONDefect(cause: cause, line: line, column: before.count { $0 & 0xC0 != 0x80 } + 1)
    }
}
