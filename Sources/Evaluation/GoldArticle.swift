package import KnowledgeModel

/// The annotation of an article: the entities and claims that an expert reader finds in it.
package struct GoldArticle: Sendable {
    /// The name of the article's files without their extensions.
    package let id: String
    package let entities: [GoldEntity]
    package let claims: [GoldClaim]

    package init(id: String, entities: [GoldEntity], claims: [GoldClaim]) {
        self.id = id
        self.entities = entities
        self.claims = claims
    }
}

/// An entity that an article names.
package struct GoldEntity: Hashable, Sendable {
    package let reference: EntityReference
    /// Other spellings that stand for the same entity in this article.
    package let acceptedNames: [String]
    /// Whether readers may dispute it: finding it is neither rewarded nor punished.
    package let isOptional: Bool

    package init(_ reference: EntityReference, acceptedNames: [String] = [], isOptional: Bool = false) {
        self.reference = reference
        self.acceptedNames = acceptedNames
        self.isOptional = isOptional
    }
}

/// A claim that an article makes.
package struct GoldClaim: Hashable, Sendable {
    package let kind: ClaimKind
    /// What the annotation states. Fields that it leaves out are not known, or not said.
    package let values: [ClaimField.Name: ClaimValue]
    /// The words that state the claim, as the article has them.
    package let quote: String?
    /// Whether readers may dispute it: finding it is neither rewarded nor punished.
    package let isOptional: Bool

    package init(
        _ kind: ClaimKind,
        _ values: [ClaimField.Name: ClaimValue],
        quote: String? = nil,
        isOptional: Bool = false
    ) {
        self.kind = kind
        self.values = values
        self.quote = quote
        self.isOptional = isOptional
    }
}

/// What is wrong with an annotation, and where.
package struct GoldDefect: Error, Equatable, Sendable {
    /// What a value should have been.
    package enum ValueType: Sendable {
        case object, list, text, number, flag
    }

    package enum Cause: Equatable, Sendable {
        case syntax(JSONDefect)
        case missing
        case wrongType(expected: ValueType)
        /// A key that objects of this sort do not have.
        case unknownField(allowed: [String])
        /// A word outside a closed set.
        case unknownWord(String, allowed: [String])
        case invalidPeriod(String)
        case invalidCurrency(String)
    }

    /// 1-based.
    package let line: Int
    /// Keys and 0-based indices from the outermost object, as in `claims[3].low`; empty for the whole text.
    package let place: String
    package let cause: Cause
}

extension GoldArticle {
    /// Reads the JSON of an annotation; `docs/evaluation.md` describes the format.
    ///
    /// Words are held to the contract's vocabularies, since a misspelt one would match no claim and tell nobody.
    ///
    /// - Throws: ``GoldDefect`` for the first thing that is wrong.
    package init(id: String, json: [UInt8]) throws(GoldDefect) {
        let node: JSONNode
        do {
            node = try JSONParser.node(from: json)
        } catch {
            throw GoldDefect(line: error.line, place: "", cause: .syntax(error))
        }
        let root = try GoldObject(node, place: "")
        let entityNodes = try root.required("entities") { (node, place) throws(GoldDefect) in
            try GoldObject.list(node, place)
        }
        var entities: [GoldEntity] = []
        for object in entityNodes { entities.append(try GoldEntity(object)) }
        let claimNodes = try root.required("claims") { (node, place) throws(GoldDefect) in
            try GoldObject.list(node, place)
        }
        var claims: [GoldClaim] = []
        for object in claimNodes { claims.append(try GoldClaim(object, entities)) }
        self.init(id: id, entities: entities, claims: claims)
    }
}

extension GoldEntity {
    fileprivate init(_ object: GoldObject) throws(GoldDefect) {
        try object.allowOnly(["kind", "name", "accept", "optional"])
        let kind = try object.word("kind", among: EntityKind.self)
        let name = try object.required("name", GoldObject.text)
        let accepted = try object.optional("accept") { (node, place) throws(GoldDefect) in
            guard case .list(let nodes) = node.value else {
                throw GoldDefect(line: node.line, place: place, cause: .wrongType(expected: .list))
            }
            var names: [String] = []
            for (index, node) in nodes.enumerated() { names.append(try GoldObject.text(node, "\(place)[\(index)]")) }
            return names
        }
        self.init(
            EntityReference(kind, name), acceptedNames: accepted ?? [],
            isOptional: try object.optional("optional", GoldObject.flag) ?? false)
    }
}

extension GoldClaim {
    fileprivate init(_ object: GoldObject, _ entities: [GoldEntity]) throws(GoldDefect) {
        let kind = try object.word("kind", among: ClaimKind.self)
        var values: [ClaimField.Name: ClaimValue] = [:]
        var keys = ["kind", "quote", "optional"]
        for field in kind.fields {
            keys += field.keys
            values[field.name] = try object.optional(field.name.rawValue) { (node, place) throws(GoldDefect) in
                try Self.value(of: field, node, place, object, entities)
            }
        }
        try object.allowOnly(keys)
        self.init(
            kind, values, quote: try object.optional("quote", GoldObject.text),
            isOptional: try object.optional("optional", GoldObject.flag) ?? false)
    }

    private static func value(
        of field: ClaimField,
        _ node: JSONNode,
        _ place: String,
        _ object: GoldObject,
        _ entities: [GoldEntity]
    ) throws(GoldDefect) -> ClaimValue {
        func defect(_ cause: GoldDefect.Cause) -> GoldDefect { GoldDefect(line: node.line, place: place, cause: cause) }
        switch field.type {
        case .number:
            guard case .number(let number) = node.value else { throw defect(.wrongType(expected: .number)) }
            return .number(number)
        case .flag:
            return .flag(try GoldObject.flag(node, place))
        case .text:
            return .text(try GoldObject.text(node, place))
        case .currency:
            let code = try GoldObject.text(node, place)
            guard code.utf8.count == 3, code.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
                throw defect(.invalidCurrency(code))
            }
            return .text(code)
        case .word(let words):
            let word = try GoldObject.text(node, place)
            guard words.contains(word) else { throw defect(.unknownWord(word, allowed: words)) }
            return .text(word)
        case .period:
            let text = try GoldObject.text(node, place)
            guard let period = Period(text) else { throw defect(.invalidPeriod(text)) }
            return .period(period)
        case .entity(let kinds):
            let name = try GoldObject.text(node, place)
            let stated = try object.optional("\(field.name.rawValue)_kind") { (node, place) throws(GoldDefect) in
                try GoldObject.word(node, place, among: EntityKind.self)
            }
            let listed = entities.first { entity in
                kinds.contains(entity.reference.kind)
                    && (entity.reference.name == name || entity.acceptedNames.contains(name))
            }
            return .entity(EntityReference(stated ?? listed?.reference.kind ?? kinds[0], name))
        }
    }
}

extension ClaimField {
    /// The keys under which an annotation may state this field and the columns that follow from it.
    fileprivate var keys: [String] {
        switch type {
        case .entity(let kinds) where kinds.count > 1: [name.rawValue, "\(name.rawValue)_kind"]
        case .period: [name.rawValue, "period_start", "period_end"]
        default: [name.rawValue]
        }
    }
}

/// An object of an annotation, and its place in the whole.
private struct GoldObject {
    private let node: JSONNode
    private let place: String

    init(_ node: JSONNode, place: String) throws(GoldDefect) {
        guard case .object = node.value else {
            throw GoldDefect(line: node.line, place: place, cause: .wrongType(expected: .object))
        }
        self.node = node
        self.place = place
    }

    private func place(of key: String) -> String { place.isEmpty ? key : "\(place).\(key)" }

    func optional<T>(
        _ key: String,
        _ read: (JSONNode, String) throws(GoldDefect) -> T
    ) throws(GoldDefect) -> T? {
        guard let value = node[key] else { return nil }
        return try read(value, place(of: key))
    }

    func required<T>(
        _ key: String,
        _ read: (JSONNode, String) throws(GoldDefect) -> T
    ) throws(GoldDefect) -> T {
        guard let value = try optional(key, read) else {
            throw GoldDefect(line: node.line, place: place(of: key), cause: .missing)
        }
        return value
    }

    func word<T: RawRepresentable<String> & CaseIterable>(_ key: String, among type: T.Type) throws(GoldDefect) -> T {
        try required(key) { (node, place) throws(GoldDefect) in try Self.word(node, place, among: type) }
    }

    /// - Throws: ``GoldDefect`` naming the first key that is not one of these.
    func allowOnly(_ keys: [String]) throws(GoldDefect) {
        guard case .object(let members) = node.value else { return }
        for (key, value) in members where !keys.contains(key) {
            throw GoldDefect(line: value.line, place: place(of: key), cause: .unknownField(allowed: keys))
        }
    }

    static func list(_ node: JSONNode, _ place: String) throws(GoldDefect) -> [GoldObject] {
        guard case .list(let nodes) = node.value else {
            throw GoldDefect(line: node.line, place: place, cause: .wrongType(expected: .list))
        }
        var objects: [GoldObject] = []
        for (index, node) in nodes.enumerated() {
            objects.append(try GoldObject(node, place: "\(place)[\(index)]"))
        }
        return objects
    }

    static func text(_ node: JSONNode, _ place: String) throws(GoldDefect) -> String {
        guard case .text(let text) = node.value else {
            throw GoldDefect(line: node.line, place: place, cause: .wrongType(expected: .text))
        }
        guard !text.isEmpty else { throw GoldDefect(line: node.line, place: place, cause: .missing) }
        return text
    }

    /// `true` and `false`, or 1 and 0 as the base's columns have them.
    static func flag(_ node: JSONNode, _ place: String) throws(GoldDefect) -> Bool {
        switch node.value {
        case .flag(let flag): return flag
        case .number(0): return false
        case .number(1): return true
        default: throw GoldDefect(line: node.line, place: place, cause: .wrongType(expected: .flag))
        }
    }

    static func word<T: RawRepresentable<String> & CaseIterable>(
        _ node: JSONNode, _ place: String, among type: T.Type
    ) throws(GoldDefect) -> T {
        let word = try text(node, place)
        guard let value = T(rawValue: word) else {
            throw GoldDefect(
                line: node.line, place: place, cause: .unknownWord(word, allowed: type.allCases.map(\.rawValue)))
        }
        return value
    }
}
