import ArgumentParser
import Glibc
import KnowledgeStore
import Presentation

struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find quotes and articles by their words, best first.",
        discussion: """
            Words count in any of their forms ("invest" finds "invested") and without their accents; those between \
            quotation marks must stand side by side. What has all of the words is listed, or, if nothing has, what has any of \
            them. Nothing in the text is taken for a command. docs/search.md tells more.

            EXAMPLES:
              dossier search "data center spending"
              dossier search '"open source" license' --limit 3
              dossier search --json "gross margin"
            """)

    @OptionGroup var base: BaseOption

    @Option(name: .long, help: ArgumentHelp("At most so many quotes, and as many articles.", valueName: "count"))
    var limit = 10

    @Flag(name: .long, help: "Print a JSON array with an object for each quote and article.")
    var json = false

    @Argument(help: ArgumentHelp("What to look for.", valueName: "words"))
    var words: [String]

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit is a number from 1 up.") }
    }

    func run() throws {
        let (hits, hasAllWords) = try reporting {
            let connection = try KnowledgeBase.openForQueries(path: base.path)
            return try TextSearch(words.joined(separator: " ")).hits(in: connection, limit: limit)
        }
        if json {
            Output.write(SearchDrawing.json(hits))
        } else if !hits.isEmpty {
            if !hasAllWords { Output.note("nothing has all of these words; these have some of them") }
            Output.write(SearchDrawing(marks: isatty(STDOUT_FILENO) == 1 ? .bold : .brackets).text(hits))
        }
        guard !hits.isEmpty else {
            Output.note("nothing found")
            throw nothingFound
        }
    }
}
