import Crypto
import FoundationEssentials
public import KnowledgeModel

/// Something that a person decided about an entity or a claim.
///
/// Judgements are only ever added. They name entities and claims by what they are and not by where they lie, so that they
/// hold in another reading, in another base, and before the article they speak of has come.
public struct Judgement: Codable, Hashable, Sendable {
    public enum Action: String, Codable, CaseIterable, Sendable {
        /// Two entities are one; the first one's name stays.
        case merge
        /// An entity is not what it was taken for: another entity in some article, or not one with `other`.
        case split
        case rename
        case addAlias = "add_alias"
        case removeAlias = "remove_alias"
        /// Two entities that look alike are two.
        case keepApart = "keep_apart"
        case reject, confirm, amend
        /// Takes an earlier judgement back.
        case undo
    }

    public var action: Action
    /// Identifiers of entities as read, such as `company:meta`.
    public var entity: String?
    public var other: String?
    /// A new name or an alias.
    public var name: String?
    public var claim: ClaimAnchor?
    /// The hash and the address of the article that a claim stands in or that a split is about.
    public var articleSHA256: String?
    public var articleURL: String?
    /// What an amendment sets; `null` empties a column.
    public var changes: [String: AnchorValue]?
    /// The judgement that this one takes back.
    public var undoes: String?
    public var reason: String
    public var madeBy: String
    /// ISO 8601 in UTC.
    public var madeAt: String

    enum CodingKeys: String, CodingKey {
        case action, entity, other, name, claim, changes, undoes, reason
        case articleSHA256 = "article_sha256"
        case articleURL = "article_url"
        case madeBy = "made_by"
        case madeAt = "made_at"
    }

    public init(
        _ action: Action, entity: String? = nil, other: String? = nil, name: String? = nil, claim: ClaimAnchor? = nil,
        articleSHA256: String? = nil, articleURL: String? = nil, changes: [String: AnchorValue]? = nil,
        undoes: String? = nil, reason: String, madeBy: String, madeAt: String
    ) {
        self.action = action
        self.entity = entity
        self.other = other
        self.name = name
        self.claim = claim
        self.articleSHA256 = articleSHA256
        self.articleURL = articleURL
        self.changes = changes
        self.undoes = undoes
        self.reason = reason
        self.madeBy = madeBy
        self.madeAt = madeAt
    }

    /// A hash of the content: the same judgement brought from two files is one.
    public var id: String { SHA256.hash(data: Array(json.utf8)).prefix(6).hexadecimal }

    /// One line of JSON with sorted keys, as in a file of corrections.
    public var json: String { StoredJSON.text(self) }

    /// What keeps the judgement from meaning something, `nil` if nothing does.
    public var defect: String? { shapeDefect ?? contentDefect }

    private var shapeDefect: String? {
        switch action {
        case .merge, .keepApart:
            if entity == nil || other == nil { return "it needs 'entity' and 'other'" }
            if entity == other { return "'entity' and 'other' are the same" }
        case .split:
            if entity == nil { return "it needs 'entity'" }
            if other == nil && (name == nil || articleSHA256 == nil) {
                return "it needs 'other', or 'name' and 'article_sha256'"
            }
        case .rename, .addAlias, .removeAlias:
            if entity == nil || name == nil { return "it needs 'entity' and 'name'" }
        case .reject, .confirm:
            if claim == nil || articleSHA256 == nil { return "it needs 'claim' and 'article_sha256'" }
        case .amend:
            if claim == nil || articleSHA256 == nil || changes?.isEmpty != false {
                return "it needs 'claim', 'article_sha256' and 'changes'"
            }
        case .undo:
            if undoes?.isEmpty != false { return "it needs 'undoes'" }
        }
        return nil
    }

    private var contentDefect: String? {
        var kinds: Set<String> = []
        for id in [entity, other] {
            guard let id else { continue }
            let kind = String(id.prefix { $0 != ":" })
            guard EntityKind(rawValue: kind) != nil, id.utf8.count > kind.utf8.count + 1 else {
                return "'\(id)' is no identifier such as company:meta"
            }
            kinds.insert(kind)
        }
        if kinds.count > 1 { return "'entity' and 'other' are of different kinds" }
        if let name, !EntityReference(.company, name).isWellFormed {
            return "'name' needs at least one letter or digit, in one line"
        }
        for text in [reason, madeBy]
        where text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            return "'reason' and 'made_by' are one line each"
        }
        if !Self.isTime(madeAt) { return "'made_at' must be a time in UTC such as 2026-05-01T09:30:00Z" }
        guard let claim else { return nil }
        guard let kind = ClaimKind(rawValue: claim.kind) else { return "there is no view '\(claim.kind)'" }
        let blank = Claim(
            kind, [:], evidence: EvidenceSpan(start: 0, end: 1, quote: "-"), confidence: 1, extractor: "")
        do throws(AmendmentError) {
            let judged = try blank.amended(claim.values)
            if let changes { _ = try judged.amended(changes) }
        } catch {
            return "its values are none of \(claim.kind): \(error)"
        }
        return nil
    }

    /// Whether a text is a time as ISO 8601 writes it in UTC, with or without a fraction of a second.
    static func isTime(_ text: String) -> Bool {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, CalendarDate(iso: parts[0]) != nil, parts[1].hasSuffix("Z") else { return false }
        let clock = parts[1].dropLast().split(separator: ":", omittingEmptySubsequences: false)
        guard clock.count == 3, clock[0].utf8.count == 2, clock[1].utf8.count == 2, let hour = Int(clock[0]),
            let minute = Int(clock[1]), let second = Double(clock[2]), clock[2].utf8.allSatisfy({ $0 < 0x3A })
        else { return false }
        return (0..<24).contains(hour) && (0..<60).contains(minute) && second >= 0 && second < 61
    }
}

/// A value of a column as JSON has it.
public enum AnchorValue: Codable, Hashable, Sendable {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .flag(let flag): try container.encode(flag)
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        }
    }
}

/// All that is needed to find a claim again: its identifier, its content and its words.
public struct ClaimAnchor: Codable, Hashable, Sendable {
    public let id: String
    public let kind: String
    public let values: [String: AnchorValue]
    public let quote: String
}

enum StoredJSON {
    static func text(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Judgements hold texts and finite numbers only.
        guard let data = try? encoder.encode(value) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }

    static func value<T: Decodable>(_ type: T.Type, _ text: String) -> T? {
        try? JSONDecoder().decode(type, from: Data(text.utf8))
    }
}

extension Claim {
    /// The claim's content as the columns of its view, for people and for files.
    var anchorValues: [String: AnchorValue] {
        var values: [String: AnchorValue] = [:]
        for field in kind.fields {
            switch self[field.name] {
            case nil: break
            case .entity(let reference):
                values[field.name.rawValue] = .text(reference.name)
                if case .entity(let kinds) = field.type, kinds.count > 1 {
                    values[field.name.rawValue + "_kind"] = .text(reference.kind.rawValue)
                }
            case .number(let number): values[field.name.rawValue] = .number(number)
            case .text(let text): values[field.name.rawValue] = .text(text)
            case .flag(let flag): if flag { values[field.name.rawValue] = .flag(true) }
            case .period(let period): values[field.name.rawValue] = .text(period.text)
            }
        }
        return values
    }

    func anchor(in article: Article) -> ClaimAnchor {
        ClaimAnchor(id: id(in: article), kind: kind.rawValue, values: anchorValues, quote: evidence.quote)
    }

    /// The claim with some columns set otherwise.
    ///
    /// - Throws: ``AmendmentError`` for a column that the kind does not have or a value that it cannot hold.
    public func amended(_ changes: [String: AnchorValue]) throws(AmendmentError) -> Claim {
        var claim = self
        for field in kind.fields {
            let column = field.name.rawValue
            let newKind = changes[column + "_kind"]
            guard let change = changes[column] ?? newKind.map({ _ in anchorValues[column] ?? .null }) else { continue }
            switch (field.type, change) {
            case (_, .null): claim[field.name] = nil
            case (.entity(let kinds), .text(let name)):
                var kind = claim.entity(field.name)?.kind ?? kinds.first ?? .company
                if case .text(let word)? = newKind {
                    guard let named = EntityKind(rawValue: word), kinds.contains(named) else {
                        throw .wrongValue(column: column + "_kind", allowed: kinds.map(\.rawValue))
                    }
                    kind = named
                }
                claim[field.name] = .entity(EntityReference(kind, name))
            case (.number, .number(let number)): claim[field.name] = .number(number)
            case (.flag, .flag(let flag)): claim[field.name] = .flag(flag)
            case (.flag, .number(let number)): claim[field.name] = .flag(number != 0)
            case (.period, .text(let text)):
                guard let period = Period(text) else { throw .noPeriod(column: column, text: text) }
                claim[field.name] = .period(period)
            case (.period, .number(let year)):
                guard let period = Period("\(Int(year.rounded()))") else {
                    throw .noPeriod(column: column, text: "\(year)")
                }
                claim[field.name] = .period(period)
            case (.text, .text(let text)), (.currency, .text(let text)): claim[field.name] = .text(text)
            case (.word(let words), .text(let text)):
                guard words.contains(text) else { throw .wrongValue(column: column, allowed: words) }
                claim[field.name] = .text(text)
            case (.number, _): throw .wrongValue(column: column, allowed: ["a number"])
            case (.flag, _): throw .wrongValue(column: column, allowed: ["0", "1"])
            default: throw .wrongValue(column: column, allowed: ["a text"])
            }
        }
        let columns = kind.fields.flatMap { field -> [String] in
            if case .entity(let kinds) = field.type, kinds.count > 1 {
                return [field.name.rawValue, field.name.rawValue + "_kind"]
            }
            return [field.name.rawValue]
        }
        if let unknown = changes.keys.sorted().first(where: { !columns.contains($0) }) {
            throw .unknownColumn(unknown, available: columns)
        }
        if let defect = claim.defects.first { throw .defect(defect) }
        return claim
    }
}

/// Why a claim cannot be amended so.
public enum AmendmentError: Error, Equatable, Sendable {
    case unknownColumn(String, available: [String])
    case wrongValue(column: String, allowed: [String])
    case noPeriod(column: String, text: String)
    /// The amended claim breaks the contract.
    case defect(ClaimDefect)
}
