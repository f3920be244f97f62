/// What sort of thing an entity is.
public enum EntityKind: String, VocabularyWord, Codable {
    case company, person, model, product, benchmark

    /// The public view that lists entities of this kind.
    public var viewName: String {
        switch self {
        case .company: "companies"
        case .person: "people"
        case .model: "models"
        case .product: "products"
        case .benchmark: "benchmarks"
        }
    }
}

/// A thing that has a name: its kind and canonical name decide its identity.
public struct EntityReference: Hashable, Sendable {
    public let kind: EntityKind
    /// The short name that the press uses.
    public let name: String

    public init(_ kind: EntityKind, _ name: String) {
        self.kind = kind
        self.name = name
    }

    /// Whether the name has a letter or a digit, and no control character.
    public var isWellFormed: Bool {
        id.utf8.count > kind.rawValue.utf8.count + 1
            && !name.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }

    /// A readable, stable identifier such as `company:meta` or `model:gpt-5.4`.
    ///
    /// The name is folded to lower case, and each run of other characters than letters, digits, `.`, `+` and `&`
    /// becomes one hyphen. It depends on the name alone, so every order of reading gives the same identifier.
    public var id: String {
        var slug = ""
        var pendingHyphen = false
        for scalar in name.lowercased().unicodeScalars {
            let properties = scalar.properties
            let keeps =
                properties.isAlphabetic || properties.numericType != nil || scalar == "." || scalar == "+"
                || scalar == "&"
            if keeps {
                if pendingHyphen, !slug.isEmpty { slug.unicodeScalars.append("-") }
                slug.unicodeScalars.append(scalar)
                pendingHyphen = false
            } else {
                pendingHyphen = true
            }
        }
        return "\(kind.rawValue):\(slug)"
    }
}
