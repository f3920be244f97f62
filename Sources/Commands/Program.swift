import ArgumentParser
import Foundation
import Glibc

/// The program: parses the command line, runs the command, ends with its exit code.
public enum Program {
    public static func run() {
        // Writing to a closed pipe shall report an error, which output then judges.
        signal(SIGPIPE, SIG_IGN)
        DossierCommand.main()
    }
}

struct DossierCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dossier",
        abstract: "A knowledge base of the AI industry in one SQLite file.",
        discussion: """
            Read articles into a base, then ask it with SQL, export it, or look things up. Every fact carries the \
            exact words that state it.

            EXAMPLES:
              dossier ingest articles/            read a folder of .md and .txt files
              dossier show "Meta"                 everything known about one entity
              dossier why 3f9a                    why a claim is there: sentence, rule, columns, confidence
              dossier search "gross margin"       quotes and articles by their words
              dossier sql "SELECT company, low, high, period FROM capex_figures"
              dossier export companies --format csv > companies.csv
              dossier export --all out/           one file for each view
              dossier analyze article.md          how the program reads a text
              dossier extract article.md          the claims of an article, without a base
              dossier evaluate annotated/         how right the claims of annotated articles are

            The base is dossier.sqlite in the current folder unless --base or DOSSIER_BASE says otherwise.
            Exit codes: 0 found or done, 1 nothing found, 2 failure, 64 wrong usage.
            """,
        version: "0.1.0",
        subcommands: [
            IngestCommand.self, ImportCommand.self, SearchCommand.self, SQLCommand.self, ExportCommand.self,
            ShowCommand.self, WhyCommand.self, ArticlesCommand.self, StatusCommand.self, AnalyzeCommand.self,
            ExtractCommand.self, EvaluateCommand.self,
            MergeCommand.self, SplitCommand.self, RenameCommand.self, AliasCommand.self, HistoryCommand.self,
            RejectCommand.self, ConfirmCommand.self, AmendCommand.self, UndoCommand.self, CorrectionsCommand.self,
            ReviewCommand.self,
            RebuildCommand.self, RemoveCommand.self, MergeBaseCommand.self,
        ]
    )
}

struct BaseOption: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("The base to use (default: $DOSSIER_BASE, else dossier.sqlite).", valueName: "file"))
    var base: String?

    var path: String { Self.checked(chosen) }

    /// The path of a base's file; ends the program with a message for what cannot be one.
    static func checked(_ path: String) -> String {
        if path.isEmpty || path.hasPrefix(":") || path.hasPrefix("file:") {
            Output.fail("'\(path)' names no file. Name the base's file with --base, such as dossier.sqlite.")
        }
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            Output.fail("\(path) is a folder. Name the base's file with --base, such as \(path)/dossier.sqlite.")
        }
        return path
    }

    private var chosen: String {
        if let base { return base }
        if let path = ProcessInfo.processInfo.environment["DOSSIER_BASE"], !path.isEmpty { return path }
        return "dossier.sqlite"
    }
}
