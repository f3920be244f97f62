import KnowledgeModel

/// An entity as read, with what linking needs to know of it.
struct LinkableEntity {
    let key: Int64
    let id: String
    let kind: EntityKind
    /// The name that most articles give it.
    let name: String
    /// All names that articles give it, and the other words by which they call it.
    let names: [String]
    let forms: [String]
    /// The forms that people gave it.
    let givenForms: [String]
    let articleCount: Int
    /// Whether a data file of known names has it.
    let isListed: Bool
}

/// Which entities count as one, which may, and why.
struct EntityLinks {
    struct Link: Equatable {
        let canonical: Int64
        /// `nil` for the canonical entity itself.
        let reason: String?
    }
    struct Doubt: Equatable {
        let left: Int64
        let right: Int64
        let score: Double
        let reason: String
    }

    var links: [Int64: Link] = [:]
    var doubts: [Doubt] = []
}

/// What people decided about two entities.
struct PairJudgement {
    let left: String
    let right: String
    let isSame: Bool
    /// Later judgements win; equal ones by identifier.
    let order: String
    let id: String
}

/// Decides which entities as read are one thing.
///
/// A pure function of the set of entities and judgements, so that the order of reading does not matter. People's
/// judgements come first; then names that differ in spelling only; then names by which an article calls another entity,
/// where no second entity goes by it. What could be meant but is not sure becomes a doubt.
struct EntityLinking {
    private let entities: [LinkableEntity]
    private let keys: [Int64: [NameKeys]]
    /// The places of the entities in the order of their identifiers, which does not depend on the order of reading.
    private let ranks: [Int64: Int]
    private var parent: [Int64: Int64] = [:]
    private var members: [Int64: [Int64]] = [:]
    private var reasons: [Int64: String] = [:]
    private var apart: Set<Pair> = []
    /// Whose names people chose to stay.
    private var kept: Set<Int64> = []
    private var doubts: [Pair: (score: Double, reason: String)] = [:]

    private struct Pair: Hashable {
        let left: Int64
        let right: Int64
        init(_ one: Int64, _ other: Int64) {
            left = min(one, other)
            right = max(one, other)
        }
    }

    /// - Parameter entities: Entities of one or more kinds; those that share no block are never compared.
    init(_ entities: [LinkableEntity]) {
        self.entities = entities.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
        ranks = Dictionary(uniqueKeysWithValues: self.entities.enumerated().map { ($1.key, $0) })
        keys = Dictionary(
            uniqueKeysWithValues: entities.map { entity in (entity.key, entity.names.map { NameKeys(entity.kind, $0) })
            })
        for entity in entities {
            parent[entity.key] = entity.key
            members[entity.key] = [entity.key]
        }
    }

    mutating func links(_ judgements: [PairJudgement]) -> EntityLinks {
        apply(judgements)
        linkByGivenForm()
        linkByName()
        linkByForm()
        return result()
    }

    // MARK: Judgements

    private mutating func apply(_ judgements: [PairJudgement]) {
        let byID = Dictionary(uniqueKeysWithValues: entities.map { ($0.id, $0.key) })
        var latest: [Pair: PairJudgement] = [:]
        for judgement in judgements.sorted(by: { ($0.order, $0.id) < ($1.order, $1.id) }) {
            guard let left = byID[judgement.left], let right = byID[judgement.right], left != right else { continue }
            latest[Pair(left, right)] = judgement
        }
        let ordered = latest.sorted { ($0.value.order, $0.value.id) < ($1.value.order, $1.value.id) }
        for (pair, judgement) in ordered where !judgement.isSame { apart.insert(pair) }
        var absorbed: Set<Int64> = []
        for (_, judgement) in ordered where judgement.isSame {
            guard let stays = byID[judgement.left], let goes = byID[judgement.right] else { continue }
            unite(stays, goes, reason: "judgement \(judgement.id)")
            kept.insert(stays)
            absorbed.insert(goes)
        }
        kept.subtract(absorbed)
    }

    /// An entity that goes by a name which people gave to another one is that one, and that one's name stays.
    private mutating func linkByGivenForm() {
        var bearers: [String: [Int64]] = [:]
        for entity in entities {
            for name in keys[entity.key] ?? [] {
                bearers["\(entity.kind.rawValue):\(name.words.joined(separator: " "))", default: []].append(entity.key)
            }
        }
        for entity in entities {
            for form in entity.givenForms {
                let key = "\(entity.kind.rawValue):\(NameKeys.words(of: form).joined(separator: " "))"
                for bearer in bearers[key] ?? [] where bearer != entity.key {
                    unite(entity.key, bearer, reason: "a person said that \(entity.name) goes by this name")
                    kept.insert(entity.key)
                }
            }
        }
    }

    // MARK: Names

    private mutating func linkByName() {
        var holders: [String: Int64] = [:]
        let listed = Set(entities.lazy.filter(\.isListed).map(\.key))
        // The strongest identity first: spelling, then what a form of the name drops.
        for rank in 0..<4 {
            for entity in entities {
                for name in keys[entity.key] ?? [] {
                    let identities = name.identities
                    guard rank < identities.count else { continue }
                    // A dropped part may equal another one's whole name.
                    for identity in identities[...rank] {
                        let key = "\(entity.kind.rawValue):\(identity.key)"
                        guard let holder = holders[key] else {
                            holders[key] = entity.key
                            continue
                        }
                        // What the data files hold as two is two: `SoftBank` and `SoftBank Corp.`
                        if entity.kind == .company, holder != entity.key, listed.contains(holder),
                            listed.contains(entity.key)
                        {
                            continue
                        }
                        unite(holder, entity.key, reason: identities[rank].reason)
                    }
                }
            }
        }
    }

    /// An entity whose name another article uses for a longer one.
    private mutating func linkByForm() {
        var holders: [String: Set<Int64>] = [:]
        for entity in entities {
            for form in Set(entity.forms) {
                let key = "\(entity.kind.rawValue):\(NameKeys.words(of: form).joined(separator: " "))"
                holders[key, default: []].insert(entity.key)
            }
        }
        for entity in entities {
            guard let own = keys[entity.key]?.first else { continue }
            let key = "\(entity.kind.rawValue):\(own.words.joined(separator: " "))"
            let named = (holders[key] ?? []).filter { $0 != entity.key }
            let groups = Dictionary(grouping: named) { root($0) }.filter { $0.key != root(entity.key) }
            guard !groups.isEmpty else { continue }
            // By identifiers: keys tell the order of reading.
            let candidates = groups.values.compactMap { $0.min(by: precedes) }.sorted(by: precedes)
            let strengths = candidates.map { strength(of: own, for: $0) }
            for (candidate, strength) in zip(candidates, strengths) {
                guard let strength else { continue }
                // A name that data files know has a meaning of its own.
                if candidates.count == 1, strength.isSure, !entity.isListed {
                    unite(candidate, entity.key, reason: strength.reason)
                } else {
                    // The more there are to choose from, the less likely is each.
                    doubt(entity.key, candidate, strength.score / Double(candidates.count), strength.reason)
                }
            }
        }
    }

    /// How well a short name may stand for an entity that some article calls so.
    private func strength(of short: NameKeys, for key: Int64) -> (isSure: Bool, score: Double, reason: String)? {
        guard let long = keys[key]?.max(by: { $0.words.count < $1.words.count }), long.words.count >= 1 else {
            return nil
        }
        let isAcronym = Self.isAcronym(short.words, of: long.words)
        let reason = "an article calls \(long.name) so"
        switch short.kind {
        case .company:
            if isAcronym { return (true, 0.95, reason) }
            let core = NameKeys.withoutLegalForm(long.words)
            if core.starts(with: short.words) {
                let rest = core.dropFirst(short.words.count)
                return (rest.allSatisfy(NameKeys.genericWords.contains), 0.7, reason)
            }
            // Another name altogether: an article that calls one thing by both says that they are one.
            return (true, 0.9, reason)
        case .person:
            return (short.words.count == 1 && long.words.last == short.words.last, 0.8, reason)
        case .model:
            // `Opus 4.6` for `Claude Opus 4.6`; `Gemini 3.1 Pro` is not the `Preview` of it that an article shortens.
            let isTail =
                long.words.count > short.words.count && long.words.suffix(short.words.count) == short.words[...]
            return isTail && short.words.contains { $0.utf8.contains { $0 < 0x3A } } ? (true, 0.9, reason) : nil
        case .product, .benchmark:
            return isAcronym ? (true, 0.95, reason) : (false, 0.5, reason)
        }
    }

    private static func isAcronym(_ short: [String], of long: [String]) -> Bool {
        guard short.count == 1, let letters = short.first, letters.utf8.count >= 2, long.count >= 2 else {
            return false
        }
        let initials = long.compactMap(\.first).map(String.init).joined()
        return initials.hasPrefix(letters) || letters == initials
    }

    // MARK: Groups

    private func root(_ key: Int64) -> Int64 {
        var key = key
        while let next = parent[key], next != key { key = next }
        return key
    }

    /// Makes two groups one, unless people hold a member of one apart from a member of the other.
    private mutating func unite(_ one: Int64, _ other: Int64, reason: String) {
        let (first, second) = (root(one), root(other))
        guard first != second else { return }
        let (ours, theirs) = (members[first] ?? [], members[second] ?? [])
        if !apart.isEmpty {
            for left in ours { for right in theirs where apart.contains(Pair(left, right)) { return } }
        }
        let (kept, joined) = ours.count >= theirs.count ? (first, second) : (second, first)
        for member in members[joined] ?? [] where reasons[member] == nil { reasons[member] = reason }
        if reasons[kept] == nil { reasons[kept] = reason }
        members[kept, default: []] += members[joined] ?? []
        members[joined] = nil
        parent[joined] = kept
    }

    private mutating func doubt(_ one: Int64, _ other: Int64, _ score: Double, _ reason: String) {
        let pair = Pair(one, other)
        if (doubts[pair]?.score ?? 0) < score { doubts[pair] = (score, reason) }
    }

    private func result() -> EntityLinks {
        var links = EntityLinks()
        let byKey = Dictionary(uniqueKeysWithValues: entities.map { ($0.key, $0) })
        var canonicals: [Int64: Int64] = [:]
        for group in members.values {
            guard let canonical = group.compactMap({ byKey[$0] }).max(by: isLessFit) else { continue }
            for member in group {
                canonicals[member] = canonical.key
                let reason = member == canonical.key ? nil : reasons[member] ?? reasons[canonical.key]
                links.links[member] = .init(canonical: canonical.key, reason: reason)
            }
        }
        var seen: Set<Pair> = []
        let ranked = doubts.sorted { one, other in
            if one.value.score != other.value.score { return one.value.score > other.value.score }
            return one.value.reason < other.value.reason
        }
        for (pair, doubt) in ranked {
            let (left, right) = (canonicals[pair.left] ?? pair.left, canonicals[pair.right] ?? pair.right)
            guard left != right, !apart.contains(pair), !apart.contains(Pair(left, right)),
                seen.insert(Pair(left, right)).inserted
            else { continue }
            let isOrdered = precedes(left, right)
            links.doubts.append(
                .init(
                    left: isOrdered ? left : right, right: isOrdered ? right : left, score: doubt.score,
                    reason: doubt.reason))
        }
        return links
    }

    private func precedes(_ left: Int64, _ right: Int64) -> Bool { (ranks[left] ?? 0) < (ranks[right] ?? 0) }

    /// Whether another member of a group is the better one to stand for it: listed, named by more articles, shorter.
    private func isLessFit(_ left: LinkableEntity, _ right: LinkableEntity) -> Bool {
        if kept.contains(left.key) != kept.contains(right.key) { return kept.contains(right.key) }
        if left.isListed != right.isListed { return right.isListed }
        if left.articleCount != right.articleCount { return left.articleCount < right.articleCount }
        if left.name.utf8.count != right.name.utf8.count { return left.name.utf8.count > right.name.utf8.count }
        return right.id.utf8.lexicographicallyPrecedes(left.id.utf8)
    }
}
