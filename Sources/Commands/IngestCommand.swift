import ArgumentParser
import Dossier

struct IngestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Read articles into the base.",
        discussion: """
            Folders are searched for .md and .txt files. A file may begin with a YAML header (title, publisher, author, \
            url, published: YYYY-MM-DD). An article that the base has already changes nothing. A file that cannot be read \
            is reported, the others are read all the same, and the exit code is 2.

            EXAMPLES:
              dossier ingest articles/
              dossier ingest --base ai.sqlite news/2026-04-*.md
            """)

    @OptionGroup var base: BaseOption

    @Argument(help: ArgumentHelp("Files and folders.", valueName: "path"))
    var paths: [String]

    func run() throws {
        let report = try reporting {
            let knowledgeBase = try KnowledgeBase(path: base.path, for: .writing)
            let showsProgress = Output.errorsGoToTerminal
            return try knowledgeBase.ingest(paths) { done, total in
                if showsProgress { Output.progress("\(done) of \(total) files", isLast: done == total) }
            }
        }
        for (path, problem) in report.problems { Output.note("dossier: \(path): \(Messages.text(for: problem))") }
        let unchanged = report.unchanged > 0 ? ", \(report.unchanged) unchanged" : ""
        Output.write("\(report.stored) articles stored\(unchanged), \(report.claims) claims, base \(base.path)\n")
        if !report.problems.isEmpty { throw ExitCode(2) }
        if report.stored + report.unchanged == 0 {
            Output.note("dossier: no .md or .txt file found in \(paths.joined(separator: ", "))")
            throw nothingFound
        }
    }
}
