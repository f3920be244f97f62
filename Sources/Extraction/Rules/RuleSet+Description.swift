public import KnowledgeModel

/// A rule for people to read: where it stands, its text, and what fills each column.
public struct RuleDescription: Sendable {
    /// What fills a column.
    public enum Filling: Hashable, Sendable {
        /// What the rule finds in the sentence.
        case argument
        /// The same word in every claim of the rule.
        case word
        /// The words round the claim, by a reader such as `@period`.
        case reader(String)
    }

    public let name: String
    public let kind: ClaimKind
    public let file: String
    /// 1-based
    public let line: Int
    /// The rule's block, without the empty lines and comments that follow it.
    public let text: String
    public let fillings: [ClaimField.Name: Filling]
}

extension RuleSet {
    /// The names of all rules, in the order in which they are tried.
    public var names: [String] { rules.map(\.name) }

    /// Describes a rule; `nil` if none goes by that name. Complexity: linear in the number of rules.
    public func description(ofRule name: String) -> RuleDescription? {
        guard let rule = rules.first(where: { $0.name == name }) else { return nil }
        var fillings: [ClaimField.Name: RuleDescription.Filling] = [:]
        for argument in rule.arguments {
            switch argument.name {
            case .column(let column): fillings[column] = .argument
            case .amount: for column in Self.amountColumns { fillings[column] = .argument }
            case .auxiliary: continue
            }
        }
        for column in rule.columns {
            switch column.value {
            case .word: fillings[column.column] = .word
            case .reader(let reader): fillings[column.column] = .reader("@" + reader.rawValue)
            }
        }
        return RuleDescription(
            name: name, kind: rule.kind, file: rule.origin.file, line: rule.origin.line, text: block(of: rule),
            fillings: fillings)
    }

    private static let amountColumns: [ClaimField.Name] = [.low, .high, .currency, .approximate]

    private func block(of rule: Rule) -> String {
        guard let source = sources.first(where: { $0.file == rule.origin.file }) else { return "" }
        let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(rule.origin.line - 1)
        var block = lines.prefix(1) + lines.dropFirst().prefix { !$0.trimmed.hasPrefix("rule ") }
        while let last = block.last?.trimmed, last.isEmpty || last.hasPrefix("#") { block.removeLast() }
        return block.joined(separator: "\n")
    }
}
