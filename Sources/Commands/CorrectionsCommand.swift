import ArgumentParser
import Dossier
import FoundationEssentials
import Glibc
import KnowledgeStore

struct CorrectionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "corrections",
        abstract: "List, export and import what people decided.",
        discussion: """
            A file of corrections has one judgement a line, as JSON. Importing it twice changes nothing, and judgements on \
            articles and entities that the base does not have yet hold once they come.

            EXAMPLES:
              dossier corrections list
              dossier corrections export > corrections.jsonl
              dossier corrections import corrections.jsonl
            """,
        subcommands: [List.self, Export.self, Import.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List what people decided, oldest first.")
        @OptionGroup var base: BaseOption

        func run() throws {
            let path = base.path
            let judgements = try reporting { try KnowledgeBase(path: path, for: .reading, now: { "" }).judgements() }
            guard !judgements.isEmpty else {
                Output.note("dossier: nobody judged anything in \(path) yet.")
                throw nothingFound
            }
            for judgement in judgements { Output.write(JudgementText.line(judgement) + "\n") }
        }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Write all judgements as lines of JSON.")
        @OptionGroup var base: BaseOption

        func run() throws {
            let path = base.path
            let judgements = try reporting { try KnowledgeBase(path: path, for: .reading, now: { "" }).judgements() }
            var file = BufferedFile(descriptor: STDOUT_FILENO, name: "standard output")
            for judgement in judgements { file.write(judgement.judgement.json + "\n") }
            file.flush()
        }
    }

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add the judgements of a file; all of them or, if one is wrong, none.")
        @OptionGroup var base: BaseOption

        @Argument(
            help: ArgumentHelp("A file that 'corrections export' wrote, or - for standard input.", valueName: "file"))
        var file: String

        func run() throws {
            let bytes = Input.bytes(of: file)
            let name = Input.name(of: file)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                Output.fail("\(name): the text is not UTF-8.")
            }
            var judgements: [Judgement] = []
            for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
            where !line.allSatisfy(\.isWhitespace) {
                let judgement: Judgement
                do {
                    judgement = try JSONDecoder().decode(Judgement.self, from: Data(line.utf8))
                } catch {
                    Output.fail(
                        "\(name), line \(index + 1): this is no judgement in JSON\(Self.cause(error)). Nothing was imported."
                    )
                }
                if let defect = judgement.defect {
                    Output.fail(
                        "\(name), line \(index + 1): this \(judgement.action.rawValue) says nothing: \(defect). Nothing was imported."
                    )
                }
                judgements.append(judgement)
            }
            let path = base.path
            let report: CorrectionImport = try reporting {
                try KnowledgeBase(path: path, for: .writing).importJudgements(judgements)
            }
            let known = report.known > 0 ? ", \(report.known) known already" : ""
            Output.write("\(report.added == 1 ? "1 judgement" : "\(report.added) judgements") added\(known)\n")
        }

        /// Which field is missing or holds something else.
        private static func cause(_ error: any Error) -> String {
            switch error {
            case DecodingError.keyNotFound(let key, _): ": '\(key.stringValue)' is missing"
            case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
                ": '\(context.codingPath.map(\.stringValue).joined(separator: "."))' holds something else"
            case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
                ": '\(context.codingPath.map(\.stringValue).joined(separator: "."))' cannot be this"
            default: ""
            }
        }
    }
}
