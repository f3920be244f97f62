private import CLexicon
import KnowledgeModel
import TextAnalysis

/// Rules, found by what sets them off.
///
/// A token is looked up once for all rules, so their number costs next to nothing.
public struct RuleSet: Sendable {
    private(set) var rules: [Rule] = []
    /// The texts that the rules were read from, in their order.
    public private(set) var sources: [Source] = []
    /// The rules that a word form may set off, with the place of the trigger among the rule's own.
    private var byWord: [WordKey: [Entry]] = [:]
    private var byEntity: [EntityKind: [Entry]] = [:]
    private var byQuantity: [Rule.QuantityType: [Entry]] = [:]

    struct Entry: Sendable {
        let rule: Int
        let trigger: Int
    }

    /// A text of rules and what it is called in messages.
    public struct Source: Sendable {
        public let file: String
        public let text: String
    }

    /// A set without rules.
    public init() {}

    init(_ rules: [Rule]) {
        for rule in rules { add(rule) }
    }

    /// The rules of the data files in the binary.
    public static let embedded: RuleSet = {
        do {
            var count = 0
            let first = dossier_rule_files(&count)
            var set = RuleSet()
            for file in UnsafeBufferPointer(start: first, count: count) {
                let text = String(
                    decoding: UnsafeBufferPointer(start: file.bytes, count: file.count), as: UTF8.self)
                try set.add(text: text, file: String(cString: file.name))
            }
            return set
        } catch {
            fatalError("a test reads the embedded rules: \(error)")
        }
    }()

    /// Adds the rules of a text.
    ///
    /// - Throws: ``RuleError`` with the file, the line and the cause; the set is then unchanged.
    public mutating func add(text: String, file: String) throws(RuleError) {
        let added = try RuleParser.rules(in: text, file: file)
        let known = Set(rules.map(\.name))
        for rule in added where known.contains(rule.name) {
            throw RuleError(
                file: file, line: rule.origin.line, cause: "a rule called \(rule.name) is there already")
        }
        for rule in added { add(rule) }
        sources.append(Source(file: file, text: text))
    }

    private mutating func add(_ rule: Rule) {
        for (index, trigger) in rule.triggers.enumerated() {
            let entry = Entry(rule: rules.count, trigger: index)
            switch trigger {
            case .words(let first, _, _): for key in first { byWord[key, default: []].append(entry) }
            case .entity(let kind): byEntity[kind, default: []].append(entry)
            case .quantity(let type): byQuantity[type, default: []].append(entry)
            }
        }
        rules.append(rule)
    }

    func entries(word: WordKey) -> [Entry]? { byWord[word] }
    func entries(entity: EntityKind) -> [Entry]? { byEntity[entity] }
    func entries(quantity: Rule.QuantityType) -> [Entry]? { byQuantity[quantity] }
}
