import ArgumentParser
import Dossier

struct MergeBaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge-base",
        abstract: "Bring the articles and judgements of another base into this one.",
        discussion: """
            The other base's articles are read here with the present rules, so that the result is the same as having ingested \
            both sets of articles. The other file stays as it is.

            EXAMPLE:
              dossier merge-base --base team.sqlite laptop.sqlite
            """)

    @OptionGroup var base: BaseOption
    @OptionGroup var reading: ReadingOptions

    @Argument(help: ArgumentHelp("The other base.", valueName: "file"))
    var other: String

    func run() throws {
        let path = base.path
        let other = BaseOption.checked(other)
        let report = try reporting {
            let source = try KnowledgeBase(path: other, for: .reading)
            let base = try KnowledgeBase(path: path, for: .writing)
            return try base.merge(source, extractor: reading.extractor(base: path))
        }
        let unchanged = report.unchanged > 0 ? ", \(report.unchanged) were here" : ""
        Output.write(
            "\(report.stored) articles stored\(unchanged), \(report.claims) claims, \(report.judgements) judgements, base \(path)\n"
        )
    }
}
