import ArgumentParser
import Dossier
import Foundation
import KnowledgeModel
import KnowledgeStore
import Presentation

/// Who judges, and why.
struct JudgementOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("Why; kept with the judgement.", valueName: "text"))
    var reason: String?

    @Option(name: .long, help: ArgumentHelp("Who judges (default: the user's name).", valueName: "name"))
    var by: String?

    var author: String {
        if let by, !by.isEmpty { return by }
        let environment = ProcessInfo.processInfo.environment
        return environment["USER"] ?? environment["LOGNAME"] ?? NSUserName()
    }

    var why: String { reason ?? "" }
}

/// What commands that judge have in common.
enum Judging {
    /// The base, which must be there.
    static func base(_ option: BaseOption) throws -> KnowledgeBase {
        let path = option.path
        return try reporting { try KnowledgeBase(path: path, for: .updating) }
    }

    /// The one entity that goes by a name; ends the program with a message if none or several do.
    static func entity(_ name: String, in base: KnowledgeBase) throws -> EntitySummary {
        let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
        let found = try reporting { try base.entities(called: name) }
        if found.count > 1 {
            let list = found.prefix(6).map { "\($0.id) (\($0.name))" }.joined(separator: ", ")
            Output.fail("several entities go by '\(name)': \(list). Name one by its identifier.")
        }
        guard let entity = found.first else {
            let names = try reporting { try base.entityNames() }
            let near = Suggestions.nearest(to: name, among: names)
            let hint = near.isEmpty ? "" : " Did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))?"
            Output.note("dossier: the base knows nothing by the name '\(name.prefix(80))'.\(hint)")
            throw nothingFound
        }
        return entity
    }

    /// The one claim whose identifier begins so.
    static func claim(
        _ prefix: String, in base: KnowledgeBase
    ) throws -> (id: String, claim: Claim, article: Article, state: String) {
        let prefix = prefix.lowercased()
        let found = prefix.isEmpty ? [] : try reporting { try base.claims(withPrefix: prefix) }
        if found.count > 1 {
            let list = found.prefix(5).map { "\($0.id) (\($0.claim.kind.rawValue))" }.joined(separator: ", ")
            Output.fail("several claims begin with '\(prefix)': \(list). Write more of the claim_id.")
        }
        guard let claim = found.first else {
            Output.note(
                "dossier: no claim has a claim_id that begins with '\(prefix)'. 'dossier show NAME' prints them.")
            throw nothingFound
        }
        return claim
    }

    static func record(_ judgements: [Judgement], in base: KnowledgeBase) throws {
        let ids = try reporting { try base.record(judgements) }
        for id in ids { Output.write("judgement \(id)\n") }
    }
}
