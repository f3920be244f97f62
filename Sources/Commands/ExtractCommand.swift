import ArgumentParser
import Dossier
import Extraction
import Ingestion
import KnowledgeModel
import Presentation
import SQLite

struct ExtractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "Print the claims of articles as JSON lines, without a base.",
        discussion: """
            Reads files and folders as 'dossier ingest' does, or standard input for '-' or without a path, whose text is \
            taken as it is, below a YAML header if there is one. Prints one object a claim, in the order of the text: file, \
            article_id, kind, the columns of that view, quote, quote_start and quote_end (Unicode scalars of the \
            article's text), confidence, extractor.

            A file that cannot be read is reported, the others are read all the same, and the exit code is 2. Without any \
            claim it is 1.

            EXAMPLES:
              dossier extract article.md
              echo "Meta spent \\$3bn on capex last year." | dossier extract --published 2026-05-25
              dossier extract --rules my.rules article.md
              dossier extract articles/ | jq 'select(.kind == "roles")'
            """)

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The day from which relative times count (default: the article's own).", valueName: "YYYY-MM-DD"))
    var published: String?

    @Option(name: .long, help: "The title of the article (default: its own).")
    var title: String?

    @OptionGroup var reading: ReadingOptions

    @Argument(help: ArgumentHelp("Files and folders, or - for standard input.", valueName: "path"))
    var paths: [String] = []

    func validate() throws {
        if let published, CalendarDate(iso: published) == nil {
            throw ValidationError("'\(published)' is no date. Write it as YYYY-MM-DD.")
        }
        if paths.count > 1, paths.contains("-") { throw ValidationError("- stands alone, without other paths.") }
    }

    func run() throws {
        var output = ClaimLines(extractor: reading.extractor())
        if paths.isEmpty || paths == ["-"] {
            output.write([("-", described(standardInput()))])
        } else {
            let (files, problems) = ArticleFiles.list(paths)
            for (path, problem) in problems { output.report(path, problem) }
            if files.isEmpty, problems.isEmpty {
                Output.note("dossier: no .md or .txt file found in \(paths.joined(separator: ", "))")
            }
            if title != nil, files.count > 1 {
                throw ValidationError("--title names one article, and there are \(files.count).")
            }
            let reader = ArticleReader()
            for start in stride(from: 0, to: files.count, by: Self.batchSize) {
                var articles: [(file: String, article: Article)] = []
                for file in files[start..<min(start + Self.batchSize, files.count)] {
                    do throws(IngestionReport.Problem) {
                        articles.append((file, described(try ArticleFiles.article(at: file, reader))))
                    } catch {
                        output.report(file, error)
                    }
                }
                output.write(articles)
            }
        }
        if output.hasProblems { throw ExitCode(2) }
        if output.claimCount == 0 { throw nothingFound }
    }

    private static let batchSize = 32

    private func standardInput() -> Article {
        var reader = ArticleReader()
        reader.readsSavedPages = false
        do throws(ArticleError) {
            return try reader.article(from: Input.bytes(of: "-", limit: reader.byteLimit))
        } catch {
            Output.fail("\(Input.name(of: "-")): \(Messages.text(for: .article(error)))")
        }
    }

    /// The article with what the options say of it.
    private func described(_ article: Article) -> Article {
        var article = article
        if let published { article.publishedOn = CalendarDate(iso: published) }
        if let title { article.title = title }
        return article
    }
}

/// Writes the claims of articles, and keeps count.
private struct ClaimLines {
    let extractor: ArticleExtractor
    private(set) var claimCount = 0
    private(set) var hasProblems = false

    init(extractor: ArticleExtractor) {
        self.extractor = extractor
    }

    mutating func report(_ path: String, _ problem: IngestionReport.Problem) {
        Output.note("dossier: \(path): \(Messages.text(for: problem))")
        hasProblems = true
    }

    mutating func write(_ articles: [(file: String, article: Article)]) {
        var lines = ""
        for ((file, article), reading) in zip(articles, extractor.readings(of: articles.map(\.article))) {
            for claim in reading.claims.sorted(by: Claim.precedes) {
                let row = ClaimRow(claim)
                lines +=
                    JSON.object(
                        ["file", "article_id", "kind"] + row.columns + Self.evidenceColumns,
                        [.text(file), .text(article.id), .text(claim.kind.viewName)] + row.values + [
                            .text(claim.evidence.quote), .integer(Int64(claim.evidence.start)),
                            .integer(Int64(claim.evidence.end)), .real(claim.confidence), .text(claim.extractor),
                        ]) + "\n"
                claimCount += 1
            }
        }
        Output.write(lines)
    }

    private static let evidenceColumns = ["quote", "quote_start", "quote_end", "confidence", "extractor"]
}
