import ArgumentParser
import Dossier

struct IngestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Read articles into the base.",
        discussion: """
            Folders are searched for .md and .txt files; hidden files and files named README, LICENSE, CHANGELOG or \
            CONTRIBUTING are passed over there. Files have at most 20,000,000 bytes of UTF-8. A file may begin with a YAML header (title, publisher, author, \
            url, published: YYYY-MM-DD). An article that the base has already changes nothing. A file that cannot be read \
            is reported, the others are read all the same, and the exit code is 2.

            --rules and --lexicon add rules and names of your own; names in a folder BASE.lexicon beside the base, such as \
            dossier.sqlite.lexicon, are added by themselves. Nothing is read while one of these files is wrong.

            EXAMPLES:
              dossier ingest articles/
              dossier ingest --base ai.sqlite news/2026-04-*.md
              dossier ingest --rules my.rules --lexicon companies.tsv articles/
            """)

    @OptionGroup var base: BaseOption
    @OptionGroup var reading: ReadingOptions

    @Argument(help: ArgumentHelp("Files and folders.", valueName: "path"))
    var paths: [String]

    func run() throws {
        // A mistyped path makes no empty base.
        let (files, problems) = ArticleFiles.list(paths)
        guard !files.isEmpty else {
            for (path, problem) in problems { Output.note("dossier: \(path): \(Messages.text(for: problem))") }
            if !problems.isEmpty { throw ExitCode(2) }
            Output.note("dossier: no .md or .txt file found in \(paths.joined(separator: ", "))")
            throw nothingFound
        }
        let extractor = reading.extractor(base: base.path)
        let report = try reporting {
            let knowledgeBase = try KnowledgeBase(path: base.path, for: .writing)
            let showsProgress = Output.errorsGoToTerminal
            return try knowledgeBase.ingest(paths, extractor: extractor) { done, total in
                if showsProgress { Output.progress("\(done) of \(total) files", isLast: done == total) }
            }
        }
        for (path, problem) in report.problems { Output.note("dossier: \(path): \(Messages.text(for: problem))") }
        let unchanged = report.unchanged > 0 ? ", \(report.unchanged) unchanged" : ""
        let articles = report.stored == 1 ? "1 article" : "\(report.stored) articles"
        let claims = report.claims == 1 ? "1 claim" : "\(report.claims) claims"
        Output.write("\(articles) stored\(unchanged), \(claims), base \(base.path)\n")
        if !report.problems.isEmpty { throw ExitCode(2) }
    }
}
