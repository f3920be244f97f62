import KnowledgeModel
import TextAnalysis

/// Names, pronouns and descriptions in a stretch of text, for the readers that do without the tree.
extension ArticleContext {
    /// The subject of a verb at `index`: the last suitable name, pronoun or description before it in its clause.
    func subject(of index: Int, _ kind: EntityKind, excluding: Set<EntityReference> = []) -> EntityReference? {
        let clause = clause(around: index)
        let sentence = sentence(of: index).tokens
        if let found = subjectRound(index, sentence, kind, excluding) { return found }
        if let found = argument(in: clause.lowerBound..<index, kind, fromEnd: true, excluding: excluding) {
            return found
        }
        // A relative clause or a verb that shares the subject of the clause before.
        if clause.lowerBound > sentence.lowerBound {
            return argument(in: sentence.lowerBound..<clause.lowerBound, kind, fromEnd: false, excluding: excluding)
        }
        return nil
    }

    /// The subject of a relative clause or of a verb behind an insertion.
    ///
    /// `Acme, whose models compete with those of Beta, has raised`: between the commas stands another clause.
    /// `Acme, which counts Beta among its backers and is worth`: the subject is what stands before the comma.
    private func subjectRound(
        _ index: Int,
        _ sentence: Range<Int>,
        _ kind: EntityKind,
        _ excluding: Set<EntityReference>
    ) -> EntityReference? {
        var before = index - 1
        while before >= sentence.lowerBound, token(before, isIn: auxiliaries) { before -= 1 }
        var opening: Int?
        if before > sentence.lowerBound, key(before) == "," {
            // The verb follows a comma: look for the comma that opens the insertion.
            opening = (sentence.lowerBound..<before).last { key($0) == "," && token($0 + 1, isIn: insertionStarters) }
        } else {
            // The verb's own clause begins with a relative pronoun.
            let clause = clause(around: index)
            if clause.lowerBound > sentence.lowerBound, token(clause.lowerBound + 1, isIn: relatives),
                key(clause.lowerBound) == ","
            {
                opening = clause.lowerBound
            } else if token(clause.lowerBound, isIn: relatives), key(clause.lowerBound - 1) == "," {
                opening = clause.lowerBound - 1
            }
        }
        guard let opening, opening > sentence.lowerBound, let mention = mention(at: opening - 1, [kind]),
            !excluding.contains(mention.entity)
        else { return nil }
        return mention.entity
    }

    /// The first or last name, pronoun or description of a kind in a range, passing over those behind a preposition.
    func argument(
        in range: Range<Int>,
        _ kind: EntityKind,
        fromEnd: Bool,
        excluding: Set<EntityReference> = []
    ) -> EntityReference? {
        var found: [EntityReference] = []
        var index = range.lowerBound
        while index < range.upperBound {
            if let mention = mention(at: index) {
                let end = max(index + 1, mention.tokens.upperBound)
                if mention.entity.kind == kind, !excluding.contains(mention.entity), !isOblique(mention.tokens, range) {
                    found.append(mention.entity)
                    if !fromEnd { return mention.entity }
                }
                index = end
            } else if let (entity, tokens) = reference(at: index, kind, excluding: excluding), !isOblique(tokens, range)
            {
                found.append(entity)
                if !fromEnd { return entity }
                index = tokens.upperBound
            } else {
                index += 1
            }
        }
        return found.last
    }

    /// Whether a noun phrase stands behind a preposition and so is no subject.
    private func isOblique(_ tokens: Range<Int>, _ range: Range<Int>) -> Bool {
        var before = tokens.lowerBound - 1
        while before >= range.lowerBound, token(before, isIn: ["the", "a", "an", "its", "rival", "rivals", "-"]) {
            before -= 1
        }
        guard before >= range.lowerBound else { return false }
        return token(before, isIn: obliquePrepositions)
    }

    /// Names of a kind joined by commas and "and", from the first one at or after `start`.
    ///
    /// - Parameter gap: How many words may stand before the first name.
    func list(from start: Int, _ kinds: Set<EntityKind>, gap: Int, upTo end: Int) -> [NameMention] {
        var found: [NameMention] = []
        var index = start
        var skipped = 0
        while index < end {
            if let mention = mention(at: index), kinds.contains(mention.entity.kind) {
                found.append(mention)
                index = max(index + 1, mention.tokens.upperBound)
                skipped = 0
                continue
            }
            let isJoin = token(index, isIn: listJoins)
            let isModifier = document.tokens[index].isWord && !token(index, isIn: listStops)
            guard isJoin || isModifier || key(index) == "-" || key(index) == "'s" else { break }
            if !isJoin {
                skipped += 1
                if skipped > (found.isEmpty ? gap : 4) { break }
            }
            index += 1
        }
        return found
    }
}

private let auxiliaries = WordSet(
    "has have had is are was were will would could may might also now already then recently been be just only to")
private let insertionStarters = WordSet(
    "which who whose where a an the its one another formerly known backed founded led based")
private let relatives = WordSet("which who that")
private let obliquePrepositions = WordSet(
    "of by from with in for to against than including like at on over versus via behind about among amid unlike")
private let listJoins: WordSet = [",", "and", "&", "as", "well", "the", "plus", "both", "also", "or"]
private let listStops = WordSet(
    "is are was were has have had will which who that to in on at by for said says with while but from after before raised led"
)
