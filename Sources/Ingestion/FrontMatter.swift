import Yams

/// The header of a Markdown file: `---`, YAML, `---`.
struct FrontMatter {
    private let values: [String: String]

    subscript(key: String) -> String? {
        guard let value = values[key], !value.isEmpty, value != "null", value != "~" else { return nil }
        return value
    }

    /// Parts a text into header and body.
    ///
    /// - Returns: `nil` if the text does not begin with a header.
    static func split(_ text: String) -> (FrontMatter, Substring)? {
        guard text.hasPrefix("---\n") else { return nil }
        let rest = text.dropFirst(4)
        var start = rest.startIndex
        while start < rest.endIndex {
            let end = rest[start...].firstIndex(of: "\n") ?? rest.endIndex
            // Editors leave blanks at the ends of lines.
            let line = rest[start..<end].trimmed
            if line == "---" || line == "..." {
                let body = end < rest.endIndex ? rest[rest.index(after: end)...] : rest[rest.endIndex...]
                return (FrontMatter(yaml: String(rest[..<start])), body)
            }
            start = end < rest.endIndex ? rest.index(after: end) : end
        }
        return nil
    }

    /// Whether a text begins like a header whose end is missing: `---`, then a line with a key.
    ///
    /// A mere rule of hyphens at the top is no header.
    static func isUnclosed(_ text: String) -> Bool {
        guard text.hasPrefix("---\n") else { return false }
        let line = text.dropFirst(4).prefix { $0 != "\n" }
        guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else { return false }
        return line[..<colon].allSatisfy { $0.isLetter || $0 == "_" || $0 == "-" }
    }

    private init(yaml: String) {
        var values: [String: String] = [:]
        // Nodes keep scalars as they are written: a date stays text.
        if let node = try? Yams.compose(yaml: yaml), let mapping = node.mapping {
            for (key, value) in mapping {
                guard let name = key.string else { continue }
                values[name.lowercased()] =
                    value.scalar?.string ?? value.sequence?.compactMap(\.string).joined(separator: ", ")
            }
        } else {
            // `title: Llama 4: the herd` is no YAML, yet many files are written so.
            for line in yaml.split(separator: "\n") {
                guard let colon = line.firstIndex(of: ":") else { continue }
                let value = line[line.index(after: colon)...].trimmed
                values[line[..<colon].trimmed.lowercased()] = value.unquoted
            }
        }
        self.values = values
    }
}

extension String {
    fileprivate var unquoted: String {
        for mark in ["\"", "'"] where count >= 2 && hasPrefix(mark) && hasSuffix(mark) {
            return String(dropFirst().dropLast())
        }
        return self
    }
}
