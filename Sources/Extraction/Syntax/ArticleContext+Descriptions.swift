import KnowledgeModel
import TextAnalysis

/// Whom descriptions mean: "the company", "the chipmaker", "the ChatGPT maker".
extension ArticleContext {
    /// "the company", "the Paris-based startup", "the chipmaker", "the ChatGPT maker".
    func description(at index: Int, excluding: Set<EntityReference>) -> (EntityReference, Range<Int>)? {
        let limit = min(index + 7, sentence(of: index).tokens.upperBound)
        for end in (index + 1)..<max(index + 2, limit) {
            if descriptionNouns.contains(key(end)) {
                // A longer noun phrase goes on: "the company car", "the group chief".
                if token(end + 1, isIn: descriptionNouns) { continue }
                let range = index..<(end + 1)
                if let owner = makerOwner(range) { return excluding.contains(owner) ? nil : (owner, range) }
                if let named = byNoun(range, before: index, excluding) ?? byPlace(range, excluding) {
                    return (named, range)
                }
                if let unit = unit(range, excluding) { return (unit, range) }
                guard mentions(in: range, [.company, .model, .product]).isEmpty else { return nil }
                if !genericNouns.contains(key(end)) {
                    return byTrade(key(end), before: index, excluding).map { ($0, range) }
                }
                // A listed company or another's division is no startup.
                var excluding = excluding
                if token(end, isIn: ["startup", "start-up", "upstart"]) {
                    for case let company? in (ranking[.company] ?? []).map({ lexicon.companies[$0.name] })
                    where company.ticker != nil || company.parent != nil || company.type == .fund {
                        excluding.insert(EntityReference(.company, company.name))
                    }
                }
                return focusNear(index, .company, excluding, isPronoun: false).map { ($0, range) }
            }
            if !document.tokens[end].isWord && key(end) != "-" { return nil }
            if token(end, isIn: functionWords) { return nil }
        }
        return nil
    }

    /// "the ChatGPT maker": the owner of the product or model named in the description.
    private func makerOwner(_ range: Range<Int>) -> EntityReference? {
        guard makerNouns.contains(key(range.upperBound - 1)),
            let named = mentions(in: range, [.product, .model, .company]).last
        else { return nil }
        switch named.entity.kind {
        case .product: return lexicon.products[named.entity.name]?.company.map { EntityReference(.company, $0) }
        case .model: return knownOwner(of: named)
        case .company where key(range.upperBound - 1) == "parent" || key(range.upperBound - 1) == "owner":
            return lexicon.companies[named.entity.name]?.parent.map { EntityReference(.company, $0) }
        default: return nil
        }
    }

    /// "the Alphabet unit": the one company of the text that belongs to the one named.
    private func unit(_ range: Range<Int>, _ excluding: Set<EntityReference>) -> EntityReference? {
        guard token(range.upperBound - 1, isIn: ["unit", "arm", "subsidiary", "division"]),
            let parent = mentions(in: range, [.company]).last?.entity
        else { return nil }
        let units = (ranking[.company] ?? []).filter {
            lexicon.companies[$0.name]?.parent == parent.name && !excluding.contains($0)
        }
        return units.count == 1 ? units[0] : nil
    }

    /// "the Menlo Park company": the one company of the text that has its seat there.
    private func byPlace(_ range: Range<Int>, _ excluding: Set<EntityReference>) -> EntityReference? {
        guard range.count > 2 else { return nil }
        let words = document.text(of: (range.lowerBound + 1)..<(range.upperBound - 1))
        let residents = (ranking[.company] ?? []).filter { entity in
            guard let city = lexicon.companies[entity.name]?.headquarters else { return false }
            return !excluding.contains(entity) && words.hasPrefix(city)
        }
        // A house and its division share a seat; the house is meant.
        let houses = residents.filter { entity in
            !residents.contains { $0.name == lexicon.companies[entity.name]?.parent }
        }
        return houses.count == 1 ? houses[0] : nil
    }

    /// "the chipmaker": the company named last before of those whose trade the lexicon calls so.
    private func byTrade(_ noun: WordKey, before index: Int, _ excluding: Set<EntityReference>) -> EntityReference? {
        lastMention(before: index) { entity in
            guard entity.kind == .company, !excluding.contains(entity), let company = lexicon.companies[entity.name]
            else { return false }
            return company.nouns.contains { $0.split(separator: " ").last.map { WordKey($0) } == noun }
        }
    }

    private func byNoun(_ range: Range<Int>, before index: Int, _ excluding: Set<EntityReference>) -> EntityReference? {
        guard !genericNouns.contains(key(range.upperBound - 1)) || range.count > 2 else { return nil }
        let phrase = document.text(of: (range.lowerBound + 1)..<range.upperBound)
        let candidates = lexicon.companiesByNoun[phrase] ?? []
        let named = candidates.filter {
            let entity = EntityReference(.company, $0)
            return count(entity) > 0 && !excluding.contains(entity)
        }
        return named.count == 1 ? EntityReference(.company, named[0]) : nil
    }
}

let genericNouns = WordSet(
    "company startup firm lab group start-up up business corporation maker developer provider owner parent unit")
let makerNouns = WordSet("maker owner parent developer creator operator")
let descriptionNouns = genericNouns.union(makerNouns).union(
    WordSet(
        "chipmaker giant retailer carmaker automaker conglomerate lab unicorn hyperscaler foundry bank fund designer creator operator institute"
    ))
