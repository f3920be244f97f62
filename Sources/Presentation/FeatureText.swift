import KnowledgeModel

/// What a feature of the confidence means, in words.
enum FeatureText {
    /// - Parameter feature: As `Calibration` weighs it, such as `found:pronoun` or `companies:2`.
    /// - Returns: A phrase; a feature without one is returned as it is.
    static func meaning(of feature: String) -> String {
        let parts = feature.split(separator: ":").map(String.init)
        guard let first = parts.first else { return feature }
        switch (first, parts.dropFirst().first, parts.dropFirst(2).first) {
        case ("all", nil, _): return "what every claim starts from"
        case ("kind", let view?, _): return "claims of \(view)"
        case ("rule", let rule?, _): return "what the rule \(rule) finds"
        case ("found", let source?, let view):
            let how =
                switch source {
                case "name": "every argument is named in the text"
                case "description": "an argument is only described"
                case "pronoun": "an argument is only a pronoun"
                case "implied": "an argument is implied, and no word refers to it"
                default: "an argument found as \(source)"
                }
            return how + (view.map { ", in \($0)" } ?? "")
        case ("companies", let count?, _):
            return "the sentence names \(counted(count, most: "3", "company", "companies"))"
        case ("titled", let count?, let source):
            return "the title names \(counted(count, most: "2", "company", "companies"))"
                + (source.map { ", and an argument is no name but \(noun($0))" } ?? "")
        case ("about-title", nil, _): return "the company stands in the title"
        case ("not-about-title", nil, _): return "the company does not stand in the title"
        case ("rank", let place?, let source):
            let rank =
                switch place {
                case "0": "no company is named more often in the article"
                case "1": "one company is named more often in the article"
                default: "two or more companies are named more often in the article"
                }
            return rank + (source.map { $0 == "name" ? "" : ", and an argument is no name but \(noun($0))" } ?? "")
        case ("others", let count?, let context):
            let isView = context.map { ClaimKind(rawValue: $0) != nil } ?? false
            return "the sentence names \(counted(count, most: "2", "other company", "other companies"))"
                + (context.map { isView ? ", in \($0)" : ", an argument being \(noun($0))" } ?? "")
        case ("where", let place?, let source):
            let distance =
                switch place {
                case "before": "the sentence before names an argument that this one does not"
                case "paragraphBefore": "only the paragraph before names an argument"
                default: "neither this sentence nor the one before names an argument"
                }
            return distance + (source.map { ", which is \(noun($0))" } ?? "")
        case ("subject", let kind?, let source):
            let subject =
                switch kind {
                case "own": "the subject of the clause is a name of the claim"
                case "company": "the subject of the clause is another company"
                case "other": "the subject of the clause is another name"
                case "unnamed": "the subject of the clause is a name that nothing is known of"
                case "pronoun": "the subject of the clause is a pronoun"
                case "noun": "the subject of the clause is a noun"
                default: "the clause has no subject"
                }
            return subject + (source.map { $0 == "name" ? "" : ", and an argument is no name but \(noun($0))" } ?? "")
        case ("dated", let view?, _): return "a claim of \(view) with a period"
        case ("undated", let view?, _): return "a claim of \(view) without a period"
        case ("unlisted", nil, _): return "a company or product that no list of names knows"
        case ("long", nil, _): return "a long sentence"
        case ("item", nil, _): return "an item of a list"
        case ("heading", nil, _): return "a heading"
        case ("hedged", nil, _): return "told as a rumour or a possibility"
        case ("planned", nil, _): return "told as a plan"
        case ("gap", let gap?, _):
            switch gap {
            case "near": return "the figure stands beside the word that sets the rule off"
            case "middle": return "the figure stands some words from the one that sets the rule off"
            default: return "the figure stands far from the word that sets the rule off"
            }
        case ("figure-inside", nil, _): return "the figure hangs in the same clause of the tree"
        case ("figure-outside", nil, _): return "the figure hangs in another clause of the tree"
        case ("figure", let role?, let view):
            return "the figure's role is \(role)" + (view.map { ", in \($0)" } ?? "")
        default: return feature
        }
    }

    private static func counted(_ count: String, most: String, _ one: String, _ many: String) -> String {
        switch count {
        case "0": "no \(one)"
        case "1": "one \(one)"
        case most: "\(most) or more \(many)"
        default: "\(count) \(many)"
        }
    }

    private static func noun(_ source: String) -> String {
        switch source {
        case "description": "a description"
        case "pronoun": "a pronoun"
        case "implied": "implied"
        case "name": "a name"
        default: "of \(source)"
        }
    }
}
