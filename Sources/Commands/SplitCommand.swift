import ArgumentParser
import KnowledgeModel
import KnowledgeStore

struct SplitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split",
        abstract: "Take apart what is not one entity.",
        discussion: """
            With --from, an entity that was read under another name is set apart from the one that it counts as. With \
            --article and --as, the name means somebody or something else in those articles: there it becomes an entity of \
            its own, with its claims and mentions.

            EXAMPLES:
              dossier split company:northlight-energy --from Northlight
              dossier split "John Smith" --article 3f9a12 --as "John Smith (Acme)"
            """)

    @OptionGroup var base: BaseOption
    @OptionGroup var judgement: JudgementOptions

    @Argument(help: ArgumentHelp("The entity: its identifier as read, or a name.", valueName: "entity"))
    var entity: String

    @Option(name: .long, help: ArgumentHelp("The entity that it counts as and is not.", valueName: "entity"))
    var from: String?

    @Option(
        name: .long,
        help: ArgumentHelp("An article in which the name means another; can be given again.", valueName: "article"))
    var article: [String] = []

    @Option(name: .customLong("as"), help: ArgumentHelp("What to call the other one.", valueName: "name"))
    var name: String?

    func validate() throws {
        if (from == nil) == article.isEmpty { throw ValidationError("Say either --from ENTITY or --article ARTICLE.") }
        if let name, !EntityReference(.company, name).isWellFormed {
            throw ValidationError("A name needs at least one letter or digit, in one line.")
        }
        if !article.isEmpty && name == nil {
            throw ValidationError("Say with --as what to call the other one.")
        }
    }

    func run() throws {
        let base = try Judging.base(base)
        let time = try reporting { try base.judgementTime() }
        func judgement(_ other: String?, _ entity: String, _ article: Article? = nil) -> Judgement {
            Judgement(
                .split, entity: entity, other: other, name: article == nil ? nil : name,
                articleSHA256: article?.sha256, articleURL: article?.url, reason: self.judgement.why,
                madeBy: self.judgement.author, madeAt: time)
        }
        if let from {
            let canonical = try Judging.entity(from, in: base)
            let members = try reporting { try base.members(of: canonical.id) }
            guard let member = members.first(where: { $0.id == entity }), members.count > 1 else {
                let list = members.dropFirst().map(\.id).joined(separator: ", ")
                Output.fail(
                    list.isEmpty
                        ? "nothing else counts as \(canonical.name)."
                        : "'\(entity)' does not count as \(canonical.name). These do: \(list).")
            }
            // Held apart from each of the others: none of them may bring it back.
            try Judging.record(members.filter { $0.id != member.id }.map { judgement(member.id, $0.id) }, in: base)
            Output.write("\(member.id) stands for itself now\n")
            return
        }
        let whole = try Judging.entity(entity, in: base)
        var articles: [Article] = []
        for prefix in article {
            let found = try reporting { try base.articles(withPrefix: prefix) }
            guard found.count == 1, let article = found.first else {
                Output.fail(
                    found.isEmpty
                        ? "no article has an article_id that begins with '\(prefix)'. 'dossier articles' lists them."
                        : "several articles begin with '\(prefix)'. Write more of the article_id.")
            }
            if !articles.contains(article) { articles.append(article) }
        }
        // The name as read is what the articles hold, whatever it counts as.
        let members = try reporting { try base.members(of: whole.id) }
        try Judging.record(articles.flatMap { article in members.map { judgement(nil, $0.id, article) } }, in: base)
        Output.write(
            "in \(articles.count == 1 ? "1 article" : "\(articles.count) articles") \(whole.name) is now \(name ?? "")\n"
        )
    }
}
