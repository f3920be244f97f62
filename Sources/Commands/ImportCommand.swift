import ArgumentParser
import Dossier
import Evaluation
import KnowledgeModel
import KnowledgeStore

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Bring facts that people have collected into the base.",
        discussion: """
            --annotated takes a folder of articles ID.md (or ID.txt), each with its annotation ID.gold.json (the format is in \
            docs/evaluation.md), and stores the articles with the claims of the annotations as they stand, optional ones too, \
            with confidence 1 and the extractor 'annotation'. Nothing is read from the texts. To an article that the base has \
            already the claims are added that it lacks, so importing again changes nothing.

            A claim that the base cannot hold is named with the reason and left out; a file that cannot be read is named \
            too. The others are stored all the same, and the exit code is 2.

            EXAMPLES:
              dossier import --annotated Fixtures/articles
              dossier import --annotated curated/ --base curated.sqlite
            """)

    @OptionGroup var base: BaseOption

    @Option(
        name: .long, help: ArgumentHelp("Store the annotated articles of this folder.", valueName: "folder"))
    var annotated: String

    func run() throws {
        let (articles, problems) = AnnotatedArticle.read(folder: annotated)
        for (path, problem) in problems { Output.note("dossier: \(path): \(Messages.text(for: problem))") }
        guard !articles.isEmpty else { throw problems.isEmpty ? nothingFound : ExitCode(2) }
        var isFaulty = !problems.isEmpty
        var readings: [(article: Article, reading: ArticleReading)] = []
        for article in articles {
            let (reading, refused) = article.reading()
            for claim in refused {
                Output.note("dossier: \(annotated)/\(article.id).gold.json: \(Messages.text(for: claim))")
                isFaulty = true
            }
            readings.append((article.article, reading))
        }
        let (stored, claims) = try reporting {
            try KnowledgeBase(path: base.path, for: .writing).add(readings)
        }
        let unchanged = readings.count - stored
        Output.write(
            (stored == 1 ? "1 article" : "\(stored) articles") + " stored"
                + (unchanged > 0 ? ", \(unchanged) known already" : "")
                + (claims == 1 ? ", 1 claim" : ", \(claims) claims") + ", base \(base.path)\n")
        if isFaulty { throw ExitCode(2) }
    }
}
