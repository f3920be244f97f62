import ArgumentParser
import Dossier
import Presentation
import TextAnalysis

struct AnalyzeCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case drawing, conllu, json
    }

    static let configuration = CommandConfiguration(
        commandName: "analyze",
        abstract: "Show how the program reads a text: tokens, tags, trees, names, amounts, times.",
        discussion: """
            Reads a file, or standard input for '-' or without a file. No base is needed. Relative times ("last year") \
            count from --date, else from the date in the file's header.

            As a drawing, each sentence stands with its tree: every word below the word it depends on, with its \
            relation, its two tags and its lemma. --format conllu writes the CoNLL-U format, --format json one object.
            Text that is not English is left alone; a text with no English in it ends with exit code 1.

            EXAMPLES:
              dossier analyze article.md
              echo "Acme raised $3 billion last year." | dossier analyze --date 2026-05-25
              dossier analyze --format conllu article.md > article.conllu
            """)

    @Option(name: .long, help: "How to show it: drawing, conllu or json.")
    var format: Format = .drawing

    @Option(name: .long, help: ArgumentHelp("The day from which relative times count.", valueName: "YYYY-MM-DD"))
    var date: String?

    @Argument(help: ArgumentHelp("A file, or - for standard input.", valueName: "file"))
    var file: String = "-"

    func validate() throws {
        if let date, CalendarDate(iso: date) == nil {
            throw ValidationError("'\(date)' is no date. Write it as YYYY-MM-DD.")
        }
    }

    func run() throws {
        let name = Input.name(of: file)
        var reader = ArticleReader()
        reader.readsSavedPages = false
        let article: Article
        do throws(ArticleError) {
            article = try reader.article(from: Input.bytes(of: file, limit: reader.byteLimit))
        } catch {
            Output.fail("\(name): \(Messages.text(for: .article(error)))")
        }
        let document = Document(analyzing: article.text)
        guard document.isAnalyzed || document.tokens.isEmpty else {
            let language = LanguageIdentifier.guess(for: article.text).language?.rawValue
            Output.note(
                "dossier: \(name) is not in English\(language.map { " (it looks like '\($0)')" } ?? ""); it is left alone."
            )
            throw nothingFound
        }
        let reference = date.flatMap { CalendarDate(iso: $0) } ?? article.publishedOn
        let quantities = QuantityRecognizer.quantities(in: document)
        let times = TimeRecognizer.reading(of: document, reference: reference)
        switch format {
        case .conllu: Output.write(document.conllu)
        case .json: Output.write(AnalysisJSON(document, quantities: quantities, times: times).render())
        case .drawing: Output.write(AnalysisDrawing(document, quantities: quantities, times: times).render())
        }
    }
}
