import KnowledgeStore
import Presentation

/// Judgements as lines of text.
enum JudgementText {
    /// What was decided, when, by whom and why.
    static func line(_ recorded: RecordedJudgement) -> String {
        let judgement = recorded.judgement
        var parts = [what(judgement)]
        if !judgement.reason.isEmpty { parts.append("“\(judgement.reason)”") }
        let undone = recorded.undoneBy.map { " (taken back by \($0))" } ?? ""
        return TextTable.oneLine(
            "\(recorded.id)  \(judgement.madeAt.prefix(19))  \(judgement.madeBy): \(parts.joined(separator: " — "))\(undone)"
        )
    }

    private static func what(_ judgement: Judgement) -> String {
        let (entity, other) = (judgement.entity ?? "", judgement.other ?? "")
        return switch judgement.action {
        case .merge: "\(other) is \(entity)"
        case .split where judgement.other != nil: "\(other) is not \(entity)"
        case .split: "\(entity) is \(judgement.name ?? "") in article \((judgement.articleSHA256 ?? "").prefix(16))"
        case .keepApart: "\(other) is not \(entity)"
        case .rename: "\(entity) is called \(judgement.name ?? "")"
        case .addAlias: "\(entity) also goes by \(judgement.name ?? "")"
        case .removeAlias: "\(entity) does not go by \(judgement.name ?? "")"
        case .reject: "claim \(judgement.claim?.id ?? "") is wrong: \(claim(judgement))"
        case .confirm: "claim \(judgement.claim?.id ?? "") is right: \(claim(judgement))"
        case .amend:
            "claim \(judgement.claim?.id ?? "") has \(values(judgement.changes ?? [:])): \(claim(judgement))"
        case .undo: "takes back \(judgement.undoes ?? "")"
        }
    }

    private static func claim(_ judgement: Judgement) -> String {
        judgement.claim.map { "\($0.kind) (\(values($0.values)))" } ?? ""
    }

    private static func values(_ values: [String: AnchorValue]) -> String {
        values.sorted { $0.key < $1.key }.map { column, value in
            switch value {
            case .null: "no \(column)"
            case .flag(let flag): "\(column) \(flag ? 1 : 0)"
            case .number(let number): "\(column) \(number)"
            case .text(let text): "\(column) \(text)"
            }
        }.joined(separator: ", ")
    }
}
