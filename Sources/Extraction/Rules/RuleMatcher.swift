import KnowledgeModel
import TextAnalysis

/// A rule's match: its trigger and what it found for its arguments.
struct RuleMatch: Sendable {
    let rule: Int
    let trigger: Range<Int>
    let sentence: Int
    /// Other triggers of the same view in the sentence.
    let rivals: [Range<Int>]
    var arguments: [(name: Rule.ArgumentName, argument: Argument)] = []
    /// Which member of a list each argument is, for "respectively".
    var position: Int?
    /// The other members of lists: none of them is what a pronoun beside the list means.
    var listed: Set<EntityReference> = []

    subscript(name: Rule.ArgumentName) -> Argument? { arguments.first { $0.name == name }?.argument }

    var entities: Set<EntityReference> { listed.union(arguments.compactMap(\.argument.entity)) }
    var amount: Quantity? { self[.amount]?.quantity }
}

/// Runs rules over an article.
struct RuleMatcher {
    let context: ArticleContext
    let set: RuleSet

    private var document: Document { context.document }
    private var syntax: SyntaxGraph { context.syntax }

    /// All matches of a sentence, in the order of the rules. Complexity: a look-up a token, and the arguments of what it
    /// sets off.
    func matches(inSentence index: Int) -> [RuleMatch] {
        let hits = triggers(inSentence: index)
        var stretches = Stretches()
        for hit in hits { stretches.add(hit, takesFigures: set.rules[hit.rule].takesFigures) }
        var found: [RuleMatch] = []
        for hit in hits where !stretches.holdLonger(than: hit) { append(hit, index, stretches, &found) }
        return found.enumerated().sorted { ($0.element.rule, $0.offset) < ($1.element.rule, $1.offset) }.map(\.element)
    }

    /// A trigger of a rule, found in the text.
    private struct Hit {
        let rule: Int
        let kind: ClaimKind
        let tokens: Range<Int>
    }

    /// The stretches of a sentence that set rules off, by view and each once: rules with a trigger in common share it, so
    /// that what one rule finds does not depend on how many others there are.
    private struct Stretches {
        private var all: [ClaimKind: [Range<Int>]] = [:]
        private var withFigures: [ClaimKind: [Range<Int>]] = [:]

        /// Hits are added in the order of their first tokens.
        mutating func add(_ hit: Hit, takesFigures: Bool) {
            Self.add(hit.tokens, to: &all[hit.kind, default: []])
            if takesFigures { Self.add(hit.tokens, to: &withFigures[hit.kind, default: []]) }
        }

        private static func add(_ tokens: Range<Int>, to stretches: inout [Range<Int>]) {
            for known in stretches.reversed() {
                if known == tokens { return }
                if known.lowerBound < tokens.lowerBound { break }
            }
            stretches.append(tokens)
        }

        /// "revenue" within "revenue run rate" sets nothing off that the whole phrase does.
        func holdLonger(than hit: Hit) -> Bool {
            guard let stretches = all[hit.kind] else { return false }
            // No trigger is longer than a dozen tokens.
            let first = stretches.partitionPoint { $0.lowerBound < hit.tokens.lowerBound - 12 }
            return stretches[first...].prefix { $0.lowerBound <= hit.tokens.lowerBound }.contains {
                $0.count > hit.tokens.count && $0.upperBound >= hit.tokens.upperBound
            }
        }

        /// The other stretches of the view that take figures.
        func rivals(of hit: Hit) -> [Range<Int>] { (withFigures[hit.kind] ?? []).filter { $0 != hit.tokens } }
    }

    private func triggers(inSentence index: Int) -> [Hit] {
        let sentence = document.sentences[index]
        guard !sentence.isForeign else { return [] }
        var found: [Hit] = []
        func append(_ entry: RuleSet.Entry, _ tokens: Range<Int>) {
            found.append(Hit(rule: entry.rule, kind: set.rules[entry.rule].kind, tokens: tokens))
        }
        var token = sentence.tokens.lowerBound
        while token < sentence.tokens.upperBound {
            let mention = context.mention(at: token)
            if let mention, mention.tokens.lowerBound == token {
                for entry in set.entries(entity: mention.entity.kind) ?? [] {
                    append(entry, mention.tokens)
                }
            }
            if let quantity = context.quantity(at: token), let type = quantity.ruleType {
                for entry in set.entries(quantity: type) ?? [] { append(entry, quantity.core) }
            }
            if mention == nil {
                appendWord(token, index, &found)
            }
            token += 1
        }
        return found
    }

    private func appendWord(_ token: Int, _ sentence: Int, _ found: inout [Hit]) {
        for entry in set.entries(word: document.key(token)) ?? [] {
            guard case .words(_, let words, let wordClass) = set.rules[entry.rule].triggers[entry.trigger],
                isClass(head(of: token..<min(token + words.count, document.tokens.count)), wordClass),
                token + words.count <= document.sentences[sentence].tokens.upperBound
            else { continue }
            // `set the company up`: the particle may stand apart.
            if words.count == 2, let particle = syntax.child(token, .compoundPrt), particle > token + 1,
                words[1].contains(document.key(particle))
            {
                found.append(Hit(rule: entry.rule, kind: set.rules[entry.rule].kind, tokens: token..<(token + 1)))
                continue
            }
            guard words.indices.dropFirst().allSatisfy({ words[$0].contains(document.key(token + $0)) }) else {
                continue
            }
            found.append(
                Hit(rule: entry.rule, kind: set.rules[entry.rule].kind, tokens: token..<(token + words.count)))
        }
    }

    private func isClass(_ token: Int, _ wordClass: Rule.WordClass) -> Bool {
        let tag = document.universalTag(token)
        return switch wordClass {
        case .word: true
        // The tree knows a verb that the tagger took for a noun: `which Acme backs`.
        case .verb:
            tag == .verb || tag == .auxiliary
                || syntax.child(token, .nsubj, .nsubjPass) != nil && syntax.child(token, .cop) == nil
        case .noun: tag == .noun || tag == .properNoun
        case .adjective: tag == .adjective || tag == .verb && document.pennTag(token) == .pastParticiple
        }
    }

    // MARK: Gaps

    /// The matches that a sentence adds without repeating the verb: `Acme gained 4.5% and Beta, its rival, 3.3%`.
    func gapped(_ match: RuleMatch) -> [RuleMatch] {
        guard let place = match.arguments.firstIndex(where: { $0.argument.quantity != nil }),
            let first = match.arguments[place].argument.quantity,
            let owner = match.arguments.firstIndex(where: { argument in
                argument.argument.entity != nil && argument.argument.source == .name
                    && argument.argument.tokens.upperBound <= first.tokens.lowerBound
            }),
            let kind = match.arguments[owner].argument.entity?.kind
        else { return [] }
        let end = document.sentences[match.sentence].tokens.upperBound
        var found: [RuleMatch] = []
        var cursor = first.tokens.upperBound
        var steps = 0
        var name: NameMention?
        while cursor < end, steps < 9 {
            if let mention = context.mention(at: cursor) {
                // `$1bn into Acme, $2bn into Beta` repeats the place and not the owner.
                if document.token(cursor - 1, isIn: ["into", "in", "to", "for", "by", "at"]) { break }
                if name == nil, mention.entity.kind == kind { name = mention }
                cursor = max(cursor + 1, mention.tokens.upperBound)
                steps = 0
                continue
            }
            let index = context.quantities.partitionPoint { $0.tokens.lowerBound < cursor }
            if index < context.quantities.count, context.quantities[index].tokens.lowerBound == cursor {
                let quantity = context.quantities[index]
                if let owned = name, quantity.kind == first.kind, match.arguments[owner].argument.entity != owned.entity
                {
                    var copy = match
                    copy.arguments[owner].argument = Argument(value: .entity(owned.entity), tokens: owned.tokens)
                    copy.arguments[place].argument = Argument(value: .quantity(quantity), tokens: quantity.core)
                    found.append(copy)
                    name = nil
                }
                cursor = quantity.tokens.upperBound
                steps = 0
                continue
            }
            if syntax.isVerb(cursor) || document.token(cursor, isIn: [";", "than", "from", "with", "which", "who"]) {
                break
            }
            cursor += 1
            steps += 1
        }
        return found
    }

    // MARK: One rule

    private func append(_ hit: Hit, _ sentence: Int, _ stretches: Stretches, _ found: inout [RuleMatch]) {
        let rule = set.rules[hit.rule]
        let rivals = stretches.rivals(of: hit)
        var matches = [RuleMatch(rule: hit.rule, trigger: hit.tokens, sentence: sentence, rivals: rivals)]
        let isRespective = document.sentences[sentence].tokens.contains { document.key($0) == "respectively" }
        for argument in ordered(rule.arguments, matches[0]) {
            var next: [RuleMatch] = []
            for match in matches {
                let candidates = self.candidates(argument, match)
                if candidates.isEmpty {
                    if argument.isOptional { next.append(match) }
                    continue
                }
                if argument.isEach, isRespective, let position = match.position, candidates.count > position,
                    candidates.count == matches.count
                {
                    next.append(match.adding(argument.name, candidates[position]))
                    continue
                }
                if argument.isPaired {
                    var members = candidates
                    // `A and B lost 4% and 3%, respectively`: as many figures as names, wherever the tree hangs them.
                    if matches.count > 1, isRespective, members.count != matches.count,
                        let first = candidates[0].quantity
                    {
                        members = context.quantities(
                            in: match.trigger.upperBound..<document.sentences[sentence].tokens.upperBound
                        )
                        .filter { $0.kind == first.kind }.map { Argument(value: .quantity($0), tokens: $0.core) }
                    }
                    let isMatched = matches.count > 1 && members.count == matches.count
                    next.append(match.adding(argument.name, isMatched ? members[match.position ?? 0] : candidates[0]))
                    continue
                }
                for (position, candidate) in (argument.isEach ? candidates : [candidates[0]]).enumerated() {
                    var extended = match.adding(argument.name, candidate)
                    if argument.isEach {
                        extended.position = position
                        extended.listed.formUnion(candidates.compactMap(\.entity))
                    }
                    next.append(extended)
                }
            }
            matches = Array(next.prefix(60))
            if matches.isEmpty { return }
        }
        for var match in matches where holds(rule, match) {
            if matches.count > 1 {
                for argument in rule.arguments where argument.isSole {
                    match.arguments.removeAll { $0.name == argument.name }
                }
            }
            found.append(match)
        }
    }

    /// Arguments that the text names come first, so that a pronoun is never taken for what stands beside it.
    private func ordered(_ arguments: [Rule.ArgumentRule], _ match: RuleMatch) -> [Rule.ArgumentRule] {
        guard arguments.count > 1 else { return arguments }
        func isNamed(_ argument: Rule.ArgumentRule) -> Bool {
            guard case .entity = argument.alternatives[0].type else { return true }
            return candidates(argument, match).first.map { $0.source == .name } ?? false
        }
        let named = arguments.map(isNamed)
        guard named.contains(false) else { return arguments }
        return arguments.indices.filter { named[$0] }.map { arguments[$0] }
            + arguments.indices.filter { !named[$0] }.map { arguments[$0] }
    }

    private func candidates(_ argument: Rule.ArgumentRule, _ match: RuleMatch) -> [Argument] {
        for alternative in argument.alternatives {
            let found = candidates(alternative, isEach: argument.isEach, match)
            if !found.isEmpty { return found }
        }
        return []
    }

    private func candidates(_ alternative: Rule.Alternative, isEach: Bool, _ match: RuleMatch) -> [Argument] {
        let bound = match.entities
        if case .recipient = alternative.path.last?.move {
            if alternative.path.count > 1, nodes(alternative.path.dropLast(), match).isEmpty { return [] }
            return context.recipient(excluding: bound).map {
                [Argument(value: .entity($0), tokens: 0..<0, source: .implied)]
            } ?? []
        }
        if case .focus = alternative.path.last?.move, case .entity(let kinds) = alternative.type {
            if alternative.path.count > 1, nodes(alternative.path.dropLast(), match).isEmpty { return [] }
            return kinds.lazy.compactMap { kind in
                context.focus(kind, at: match.trigger.lowerBound, excluding: bound).map {
                    Argument(value: .entity($0), tokens: 0..<0, source: .implied)
                }
            }.prefix(1).map { $0 }
        }
        let nodes = self.nodes(alternative.path, match)
        var found: [Argument] = []
        for node in nodes {
            for member in isEach ? syntax.coordinated(node) : [node] {
                guard let argument = argument(at: member, alternative, bound),
                    !found.contains(where: { $0.value == argument.value })
                else { continue }
                found.append(argument)
                if !isEach { return found }
                for further in listed(after: argument, alternative, bound)
                where !found.contains(where: { $0.value == further.value }) {
                    found.append(further)
                }
            }
        }
        return found
    }

    /// The names that follow one in a list, also where the tree has lost them: `Acme, Beta and Gamma`.
    ///
    /// Nothing but commas stands between them, and "and" before the last.
    private func listed(
        after argument: Argument, _ alternative: Rule.Alternative, _ bound: Set<EntityReference>
    ) -> [Argument] {
        guard argument.source == .name, let entity = argument.entity, alternative.heads == nil else { return [] }
        var found: [Argument] = []
        var cursor = argument.tokens.upperBound
        for _ in 0..<30 {
            let isLast = document.token(cursor, isIn: ["and", "&"])
            guard isLast || document.token(cursor, isIn: [","]) else { return [] }
            cursor += 1
            let isEnd = isLast || document.token(cursor, isIn: ["and", "&"])
            if isEnd, !isLast { cursor += 1 }
            guard let name = context.mention(at: cursor), name.entity.kind == entity.kind, !bound.contains(name.entity)
            else { return [] }
            found.append(Argument(value: .entity(name.entity), tokens: name.tokens))
            cursor = name.tokens.upperBound
            if isEnd { return found }
        }
        return []
    }

    private func argument(at node: Int, _ alternative: Rule.Alternative, _ bound: Set<EntityReference>) -> Argument? {
        switch alternative.type {
        case .entity(let kinds):
            if let heads = alternative.heads, !isLemma(node, heads) { return nil }
            return context.referent(of: node, Set(kinds), excluding: bound).flatMap {
                alternative.isNamed && $0.source != .name ? nil : $0
            }
        case .quantity(let type):
            return quantity(at: node, type, alternative.heads).map {
                Argument(value: .quantity($0), tokens: $0.core)
            }
        case .time:
            guard context.isInTime(node) || syntax.child(node, .case) != nil else { return nil }
            let times = context.times(in: document.sentences[document.sentenceIndex(ofToken: node)].tokens)
            let own = times.first { $0.tokens.contains(node) && $0.period != nil }
            return own.map { Argument(value: .time($0), tokens: $0.tokens) }
        case .words:
            if let heads = alternative.heads, !isLemma(node, heads) { return nil }
            guard context.mention(at: node) == nil else { return nil }
            let phrase = nounPhrase(node)
            return phrase.isEmpty ? nil : Argument(value: .words(phrase), tokens: phrase)
        }
    }

    /// A noun with the words before it that belong to it, without determiners and owners.
    private func nounPhrase(_ node: Int) -> Range<Int> {
        switch document.universalTag(node) {
        case .noun, .adjective, .properNoun: break
        case .verb where document.pennTag(node) == .gerund:
            // `answering everyday queries`
            let end = syntax.child(node, .obj).map { syntax.subtree($0).upperBound } ?? node + 1
            return node..<max(node + 1, min(end, node + 7))
        default: return node..<node
        }
        var start = node
        for child in syntax.children(node) {
            let child = Int(child)
            guard child < node else { break }
            switch syntax.label(child) {
            case .amod, .compound, .flat, .nummod, .advmod: start = min(start, syntax.subtree(child).lowerBound)
            default: start = node
            }
            if let name = context.mention(at: child) { start = max(start, min(name.tokens.upperBound, node)) }
        }
        return start..<(node + 1)
    }

    private func quantity(at node: Int, _ type: Rule.QuantityType, _ heads: WordSet?) -> Quantity? {
        func fits(_ quantity: Quantity) -> Bool {
            // `downloaded 650 million times`: the normaliser takes it for a factor.
            if let heads, type == .number, quantity.kind == .multiple {
                return isLemma(quantity.tokens.upperBound - 1, heads)
            }
            guard quantity.ruleType == type, !context.isYear(quantity) else { return false }
            guard let heads else { return true }
            return quantity.unit.map { unit in unit.contains { isLemma($0, heads) } } ?? false
        }
        var index = context.quantities.partitionPoint { $0.tokens.upperBound <= node }
        if index < context.quantities.count, context.quantities[index].tokens.lowerBound <= node,
            fits(context.quantities[index])
        {
            return context.quantities[index]
        }
        if let before = index > 0 ? context.quantities[index - 1] : nil, before.unit?.contains(node) ?? false,
            fits(before)
        {
            return before
        }
        // `500 million monthly users`: the number hangs below its noun.
        for child in syntax.children(node, labelled: [.nummod, .compound, .amod, .nmod, .advmod]) where child < node {
            index = context.quantities.partitionPoint { $0.tokens.upperBound <= child }
            guard index < context.quantities.count, context.quantities[index].tokens.contains(child) else { continue }
            let quantity = context.quantities[index]
            if quantity.ruleType == type, !context.isYear(quantity), heads.map({ isLemma(node, $0) }) ?? true {
                return quantity
            }
        }
        return nil
    }

    private func isLemma(_ token: Int, _ words: WordSet) -> Bool {
        guard document.tokens.indices.contains(token) else { return false }
        if let lemma = document.lemmaKey(token), words.contains(lemma) { return true }
        return words.contains(document.key(token))
    }

    // MARK: Paths

    private func nodes(_ path: some Sequence<Rule.Step>, _ match: RuleMatch) -> [Int] {
        var nodes = [head(of: match.trigger)]
        for step in path {
            if case .inArticle = step.move, let lemmas = step.lemmas {
                // The whole article is looked at once for all rules, and the path stays where it is.
                if !context.mentions(anyOf: lemmas) { return [] }
                continue
            }
            var next: [Int] = []
            for node in nodes {
                for reached in reach(step.move, node, match) where !next.contains(reached) {
                    if let lemmas = step.lemmas, !isLemma(reached, lemmas) { continue }
                    next.append(reached)
                }
            }
            if next.isEmpty { return [] }
            nodes = next
        }
        return nodes
    }

    /// The token of a trigger that the others depend on.
    private func head(of trigger: Range<Int>) -> Int {
        trigger.first { token in
            guard let head = document.head(token) else { return true }
            return !trigger.contains(head)
        } ?? trigger.lowerBound
    }

    private func reach(_ move: Rule.Move, _ node: Int, _ match: RuleMatch) -> [Int] {
        let sentence = document.sentences[match.sentence].tokens
        switch move {
        case .own, .focus, .recipient: return [node]
        case .bare:
            let owned = syntax.child(node, .nmodPoss, .compound) != nil
            return owned ? [] : [node]
        case .coordinate:
            let first = syntax.label(node) == .conj ? document.head(node) ?? node : node
            return syntax.coordinated(first).filter { $0 != node }
        case .head: return document.head(node).map { [$0] } ?? []
        case .clause: return [syntax.clauseHead(node)]
        case .subject: return syntax.subjects(isPredicate(node) ? node : syntax.clauseHead(node))
        case .ownSubject: return isPredicate(node) ? syntax.subjects(node) : []
        case .agent: return syntax.agents(node)
        case .patient: return syntax.patients(node)
        case .object: return syntax.children(node, labelled: [.obj, .iobj])
        case .owner: return syntax.owners(node).map { syntax.resolved($0) }
        case .possessor: return syntax.children(node, labelled: [.nmodPoss]).map { syntax.resolved($0) }
        case .apposition: return syntax.appositions(node)
        case .modifier: return syntax.children(node, labelled: [.compound, .amod, .nummod, .nmodDesc, .flat])
        case .complement:
            // With clauses of purpose: `a plan to build`, `chose Acme to run it`.
            return syntax.children(node, labelled: [.xcomp, .ccomp, .obl, .obj, .nmod])
                + syntax.children(node, labelled: [.acl, .advcl]).filter {
                    document.pennTag($0) == .verb && syntax.child($0, .mark) != nil
                }
        case .prepositional(let words): return syntax.prepositional(node, words).map { syntax.resolved($0) }
        case .following(let count): return Array((node + 1)..<min(sentence.upperBound, node + 1 + count))
        case .next: return node + 1 < sentence.upperBound ? [node + 1] : []
        case .previous: return node > sentence.lowerBound ? [node - 1] : []
        case .before(let count):
            return Array(
                (max(sentence.lowerBound, match.trigger.lowerBound - count)..<match.trigger.lowerBound).reversed())
        case .after(let count):
            return Array(match.trigger.upperBound..<min(sentence.upperBound, match.trigger.upperBound + count))
        case .inClause:
            let clause = syntax.clauseHead(node)
            return nearest(match.trigger, syntax.subtree(clause)).filter { syntax.clauseHead($0) == clause }
        case .inSentence:
            return nearest(match.trigger, sentence)
        case .inParagraph:
            return nearest(match.trigger, paragraph(of: match.sentence))
        case .inArticle:
            return []
        case .figures, .percents:
            let kind: Quantity.Kind = if case .figures = move { .money } else { .percent }
            return context.figures(
                of: match.trigger, in: sentence, others: match.rivals, kind,
                isPerShare: set.rules[match.rule].isPerShare
            ).map(\.core.lowerBound)
        }
    }

    private func isPredicate(_ node: Int) -> Bool {
        syntax.isVerb(node) || syntax.child(node, .nsubj, .nsubjPass, .cop) != nil
    }

    /// The tokens of a range, those after the trigger first, each side from near to far.
    private func nearest(_ trigger: Range<Int>, _ range: Range<Int>) -> [Int] {
        Array(trigger.upperBound..<range.upperBound) + (range.lowerBound..<trigger.lowerBound).reversed()
    }

    /// The sentence with those before it in its paragraph, at the most four.
    private func paragraph(of sentence: Int) -> Range<Int> {
        var first = sentence
        while first > 0, sentence - first < 4,
            document.sentences[first - 1].paragraph == document.sentences[sentence].paragraph
        { first -= 1 }
        return document.sentences[first].tokens.lowerBound..<document.sentences[sentence].tokens.upperBound
    }

    // MARK: Conditions

    private func holds(_ rule: Rule, _ match: RuleMatch) -> Bool {
        let trigger = head(of: match.trigger)
        let assertion = syntax.assertion(of: trigger, in: document.sentences[match.sentence])
        // What is denied, asked or supposed is never a fact, unless the rule asks for it.
        var refused: Assertion = [.negated, .question, .supposed]
        for condition in rule.conditions where condition.isRequired {
            for case .assertion(let wanted) in condition.tests { refused.subtract(wanted) }
        }
        guard assertion.isDisjoint(with: refused) else { return false }
        for condition in rule.conditions {
            let isMet = condition.tests.contains { test in
                switch test {
                case .assertion(let wanted): assertion.contains(wanted)
                case .path(let path): !nodes(path, match).isEmpty
                case .argument(let name): match[name] != nil
                }
            }
            if isMet != condition.isRequired { return false }
        }
        return true
    }
}

extension RuleMatch {
    fileprivate func adding(_ name: Rule.ArgumentName, _ argument: Argument) -> RuleMatch {
        var match = self
        match.arguments.append((name, argument))
        return match
    }
}

extension Quantity {
    /// What rules call the quantity, if they can use it.
    var ruleType: Rule.QuantityType? {
        switch kind {
        case .money: .money
        case .percent: .percent
        case .number: .number
        default: nil
        }
    }
}
