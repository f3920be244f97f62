import KnowledgeModel
import TextAnalysis

/// Reads the text form of rules.
///
/// A line says one thing; `rule NAME` begins a block. The grammar is in `docs/rules.md`.
struct RuleParser {
    private let file: String
    private var rules: [Rule] = []
    private var line = 0

    /// - Throws: ``RuleError`` with the file, the line and the cause.
    static func rules(in text: some StringProtocol, file: String) throws(RuleError) -> [Rule] {
        var parser = RuleParser(file: file)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) { try parser.read(line) }
        try parser.check()
        return parser.rules
    }

    private init(file: String) {
        self.file = file
    }

    private func failure(_ cause: String) -> RuleError { RuleError(file: file, line: line, cause: cause) }

    // MARK: Lines

    private mutating func read(_ text: some StringProtocol) throws(RuleError) {
        line += 1
        let content = String(text.prefix { $0 != "#" }).trimmed
        guard !content.isEmpty else { return }
        let (word, rest) = content.splitAtSpace
        switch word {
        case "rule":
            try check()
            guard !rest.isEmpty, !rest.contains(" ") else { throw failure("a rule needs a name without spaces") }
            pending = Pending(name: rest, line: line)
        case "fills":
            guard let kind = ClaimKind(rawValue: rest) else {
                throw failure("no view is called \"\(rest)\"; see docs/schema.md")
            }
            guard pending != nil else { throw failure("a block begins with \"rule NAME\"") }
            rules.append(
                Rule(name: pending!.name, kind: kind, origin: Rule.Origin(file: file, line: pending!.line)))
            pending = nil
        default:
            guard pending == nil else { throw failure("\"fills VIEW\" comes right after \"rule NAME\"") }
            guard !rules.isEmpty else { throw failure("a block begins with \"rule NAME\"") }
            try readProperty(word, rest, content)
        }
    }

    private struct Pending {
        let name: String
        let line: Int
    }
    private var pending: Pending?

    private mutating func readProperty(_ word: String, _ rest: String, _ content: String) throws(RuleError) {
        let last = rules.count - 1
        switch word {
        case "on":
            rules[last].triggers += try triggers(rest)
        case "if":
            rules[last].conditions.append(try condition(rest, isRequired: true))
        case "unless":
            rules[last].conditions.append(try condition(rest, isRequired: false))
        case "yes", "no":
            rules[last].examples.append(try example(rest, isPositive: word == "yes"))
        case "each":
            rules[last].arguments.append(try argument(rest, isEach: true))
        case "paired":
            var argument = try argument(rest, isEach: true)
            argument.isPaired = true
            rules[last].arguments.append(argument)
        case "sole":
            var argument = try argument(rest, isEach: false)
            argument.isSole = true
            rules[last].arguments.append(argument)
        default:
            if let equals = content.firstIndex(of: "="), content.prefix(upTo: equals).trimmed == word {
                rules[last].columns.append(
                    try column(word, String(content[content.index(after: equals)...]).trimmed))
            } else if word.hasSuffix(":") {
                rules[last].arguments.append(try argument(content, isEach: false))
            } else {
                throw failure("\"\(word)\" begins no line of a rule")
            }
        }
    }

    /// What only a whole block can have wrong.
    private func check() throws(RuleError) {
        if let pending {
            throw RuleError(file: file, line: pending.line, cause: "rule \(pending.name) fills no view")
        }
        guard let rule = rules.last else { return }
        func failure(_ cause: String) -> RuleError {
            RuleError(file: file, line: rule.origin.line, cause: "rule \(rule.name) \(cause)")
        }
        if rule.triggers.isEmpty { throw failure("has no trigger: add a line \"on verb …\"") }
        if rules.dropLast().contains(where: { $0.name == rule.name }) { throw failure("is there twice") }
        var filled = Set(rule.columns.map(\.column))
        for argument in rule.arguments {
            switch argument.name {
            case .column(let name): filled.insert(name)
            case .amount: filled.formUnion([.low, .high])
            case .auxiliary: break
            }
        }
        for field in rule.kind.fields where field.isRequired && !filled.contains(field.name) {
            throw failure("leaves the column \(field.name.rawValue) of \(rule.kind.rawValue) empty")
        }
    }

    // MARK: Parts

    private func triggers(_ text: String) throws(RuleError) -> [Rule.Trigger] {
        let (kind, rest) = text.splitAtSpace
        if kind == "entity" {
            guard let entity = EntityKind(rawValue: rest) else {
                throw failure("no kind of entity is called \"\(rest)\"")
            }
            return [.entity(entity)]
        }
        if let quantity = Rule.QuantityType(rawValue: kind), rest.isEmpty { return [.quantity(quantity)] }
        guard let wordClass = Rule.WordClass(rawValue: kind) else {
            throw failure("\"on \(kind)\": expected verb, noun, adjective, word, entity, money, percent or number")
        }
        let phrases = rest.split(separator: ",").map { $0.split(separator: " ").map { WordSet(Self.keys($0)) } }
        guard !phrases.isEmpty, phrases.allSatisfy({ !$0.isEmpty }) else { throw failure("a trigger without words") }
        let firsts = rest.split(separator: ",").map { $0.split(separator: " ").first.map(Self.keys) ?? [] }
        return zip(firsts, phrases).map { .words(first: $0, $1, wordClass) }
    }

    private func argument(_ text: String, isEach: Bool) throws(RuleError) -> Rule.ArgumentRule {
        guard let colon = text.firstIndex(of: ":") else { throw failure("an argument is written \"NAME: PATH TYPE\"") }
        var name = String(text[..<colon]).trimmed
        let isOptional = name.hasSuffix("?")
        if isOptional { name.removeLast() }
        var alternatives: [Rule.Alternative] = []
        for part in text[text.index(after: colon)...].split(separator: "|") {
            alternatives.append(try alternative(String(part).trimmed))
        }
        guard !alternatives.isEmpty else { throw failure("the argument \(name) has nowhere to look") }
        return Rule.ArgumentRule(
            name: try argumentName(name), isOptional: isOptional, isEach: isEach, alternatives: alternatives)
    }

    private func argumentName(_ name: String) throws(RuleError) -> Rule.ArgumentName {
        if name == "amount" { return .amount }
        if name.hasPrefix("_") { return .auxiliary(name) }
        return .column(try columnName(name))
    }

    private func columnName(_ name: String) throws(RuleError) -> ClaimField.Name {
        guard let kind = rules.last?.kind, let column = ClaimField.Name(rawValue: name),
            kind.fields.contains(where: { $0.name == column })
        else { throw failure("the view \(rules.last?.kind.rawValue ?? "") has no column \"\(name)\"") }
        return column
    }

    /// `subject[share stock]/owner company`, `in(into) money`, `focus company`
    private func alternative(_ text: String) throws(RuleError) -> Rule.Alternative {
        for (open, close) in [("(", ")"), ("[", "]")] as [(Character, Character)]
        where text.count(where: { $0 == open }) > text.count(where: { $0 == close }) {
            throw failure("\"\(text)\": a bracket is not closed")
        }
        let pieces = Self.pieces(text)
        guard pieces.count == 2 else { throw failure("\"\(text)\": expected a path and a type") }
        let isNamed = pieces[1].hasPrefix("named:")
        let (typeName, heads) = try filtered(String(pieces[1].dropFirst(isNamed ? 6 : 0)))
        let type: Rule.ArgumentType
        if let quantity = Rule.QuantityType(rawValue: typeName) {
            type = .quantity(quantity)
        } else if typeName == "time" {
            type = .time
        } else if typeName == "words" {
            type = .words
        } else {
            var kinds: [EntityKind] = []
            for name in typeName.split(separator: ",") {
                guard let kind = EntityKind(rawValue: String(name)) else {
                    throw failure("\"\(name)\" is no type of argument")
                }
                kinds.append(kind)
            }
            type = .entity(kinds)
        }
        return Rule.Alternative(path: try path(pieces[0]), type: type, isNamed: isNamed, heads: heads)
    }

    /// Splits at spaces that stand in no bracket.
    private static func pieces(_ text: String) -> [String] {
        var pieces: [String] = []
        var current = ""
        var depth = 0
        for character in text {
            if character == "(" || character == "[" { depth += 1 }
            if character == ")" || character == "]" { depth -= 1 }
            if character == " ", depth == 0 {
                if !current.isEmpty { pieces.append(current) }
                current = ""
            } else {
                current.append(character)
            }
        }
        if !current.isEmpty { pieces.append(current) }
        return pieces
    }

    private func path(_ text: String) throws(RuleError) -> [Rule.Step] {
        var steps: [Rule.Step] = []
        for part in text.split(separator: "/") {
            let (name, lemmas) = try filtered(String(part))
            steps.append(Rule.Step(move: try move(name), lemmas: lemmas))
        }
        return steps
    }

    /// A word with its lemmas in square brackets.
    private func filtered(_ text: String) throws(RuleError) -> (String, WordSet?) {
        guard let open = text.firstIndex(of: "[") else { return (text, nil) }
        guard text.hasSuffix("]") else { throw failure("\"\(text)\": a bracket is not closed") }
        let words = text[text.index(after: open)...].dropLast()
        return (String(text[..<open]), WordSet(words.split(separator: " ").flatMap(Self.keys)))
    }

    private static func keys(_ word: Substring) -> [WordKey] { WordForms.all(of: String(word)).map { WordKey($0) } }

    private func move(_ text: String) throws(RuleError) -> Rule.Move {
        if let open = text.firstIndex(of: "(") {
            guard text.hasSuffix(")") else { throw failure("\"\(text)\": a bracket is not closed") }
            let name = text[..<open]
            let inner = String(text[text.index(after: open)...].dropLast())
            switch name {
            case "prep": return .prepositional(WordSet(inner))
            case "before", "after", "following":
                guard let count = Int(inner), (1...60).contains(count) else {
                    throw failure("\"\(text)\": expected a number of tokens from 1 to 60")
                }
                return name == "before" ? .before(count) : name == "after" ? .after(count) : .following(count)
            default: throw failure("\"\(name)\" is no step of a path")
            }
        }
        let moves: [String: Rule.Move] = [
            "self": .own, "head": .head, "clause": .clause, "subject": .subject, "agent": .agent, "patient": .patient,
            "object": .object, "own-subject": .ownSubject, "owner": .owner, "possessor": .possessor,
            "apposition": .apposition,
            "modifier": .modifier, "complement": .complement, "next": .next, "previous": .previous,
            "in-clause": .inClause, "in-sentence": .inSentence, "in-paragraph": .inParagraph, "in-article": .inArticle,
            "figures": .figures, "percents": .percents, "focus": .focus, "recipient": .recipient, "bare": .bare,
            "coordinate": .coordinate,
        ]
        guard let move = moves[text] else { throw failure("\"\(text)\" is no step of a path") }
        return move
    }

    private func column(_ name: String, _ value: String) throws(RuleError) -> Rule.ColumnRule {
        let column = try columnName(name)
        if value.hasPrefix("@") {
            guard let reader = ColumnReader(rawValue: String(value.dropFirst())) else {
                throw failure(
                    "no reader is called \"\(value)\"; there are "
                        + ColumnReader.allCases.map { "@" + $0.rawValue }.joined(separator: ", "))
            }
            return Rule.ColumnRule(column: column, value: .reader(reader))
        }
        if case .word(let words) = rules.last?.kind.fields.first(where: { $0.name == column })?.type,
            !words.contains(value)
        {
            throw failure("\"\(value)\" is no word of \(name): \(words.joined(separator: ", "))")
        }
        return Rule.ColumnRule(column: column, value: .word(value))
    }

    private func condition(_ text: String, isRequired: Bool) throws(RuleError) -> Rule.Condition {
        var tests: [Rule.Condition.Test] = []
        for part in text.split(separator: "|") { tests.append(try test(String(part).trimmed)) }
        guard !tests.isEmpty else { throw failure("a condition without anything to hold") }
        return Rule.Condition(isRequired: isRequired, tests: tests)
    }

    private func test(_ text: String) throws(RuleError) -> Rule.Condition.Test {
        if let assertion = Self.assertions[text] { return .assertion(assertion) }
        if let name = try? argumentName(text), rules.last?.arguments.contains(where: { $0.name == name }) ?? false {
            return .argument(name)
        }
        return .path(try path(text))
    }

    private static let assertions: [String: Assertion] = [
        "negated": .negated, "question": .question, "supposed": .supposed, "hedged": .hedged, "planned": .planned,
        "discussed": .discussed, "agreed": .agreed, "failed": .failed, "over": .over,
    ]

    /// `TEXT => column value; column value`
    private func example(_ text: String, isPositive: Bool) throws(RuleError) -> Rule.Example {
        let text = text.hasPrefix(":") ? String(text.dropFirst()).trimmed : text
        guard isPositive else { return Rule.Example(text: text, expected: nil, line: line) }
        guard let arrow = text.range(of: " => ") else {
            throw failure("an example is written \"yes TEXT => column value; column value\"")
        }
        var expected: [(String, String)] = []
        for part in text[arrow.upperBound...].split(separator: ";") {
            let (column, value) = String(part).trimmed.splitAtSpace
            guard ClaimField.Name(rawValue: column) != nil, !value.isEmpty else {
                throw failure("\"\(part)\" is no column with a value")
            }
            expected.append((column, value))
        }
        return Rule.Example(text: String(text[..<arrow.lowerBound]), expected: expected, line: line)
    }
}

extension StringProtocol {
    var trimmed: String {
        var part = self[...]
        while let first = part.first, first.isWhitespace { part.removeFirst() }
        while let last = part.last, last.isWhitespace { part.removeLast() }
        return String(part)
    }
}

extension String {
    /// The first word and what follows it.
    fileprivate var splitAtSpace: (String, String) {
        guard let space = firstIndex(of: " ") else { return (self, "") }
        return (String(self[..<space]), self[index(after: space)...].trimmed)
    }

    fileprivate func range(of other: String) -> Range<String.Index>? {
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(other) { return index..<self.index(index, offsetBy: other.count) }
            index = self.index(after: index)
        }
        return nil
    }
}
