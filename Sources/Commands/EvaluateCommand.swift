import ArgumentParser
import Evaluation
import Extraction
import Foundation
import KnowledgeModel
import Presentation

struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measure how right the claims are that the program reads in annotated articles.",
        discussion: """
            The folder holds articles ID.md (or ID.txt), each with its annotation ID.gold.json; articles without one are \
            passed over. They are read as by 'dossier ingest', but into no base. Printed are precision, recall and F1 of \
            each view and of the entities, attributes of right claims, how well confidence is calibrated, and whether \
            quotes verify. docs/evaluation.md tells when a claim counts as right.

            A folder in which anything cannot be read is not evaluated: each fault is named, and the exit code is 2.

            EXAMPLES:
              dossier evaluate Fixtures/articles
              dossier evaluate Fixtures/articles --kinds roles,quotations --misses 20
              dossier evaluate Fixtures/articles --json before.json
              dossier evaluate Fixtures/articles --baseline before.json
            """)

    @Argument(help: ArgumentHelp("The folder of annotated articles.", valueName: "folder"))
    var folder: String

    @Option(
        name: .long,
        help: ArgumentHelp("Compare claims of these views only, such as roles,quotations.", valueName: "views"))
    var kinds: String?

    @Option(name: .long, help: ArgumentHelp("Read these articles only.", valueName: "ids"))
    var only: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "List as many missed and as many wrong claims and entities, with their sentences.", valueName: "count"))
    var misses = 0

    @Option(name: .long, help: ArgumentHelp("Save the figures in this file.", valueName: "file"))
    var json: String?

    @Option(
        name: .long, help: ArgumentHelp("Print what changed since the figures in this file.", valueName: "file"))
    var baseline: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Leave parts out, to see what they are worth: \(ExtractionPart.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "parts"))
    var without: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Fit the confidence of claims to these articles and write the table to this file.", valueName: "file"))
    var calibrate: String?

    @Option(
        name: .long,
        help: ArgumentHelp("With --calibrate, leave out claims less sure than this.", valueName: "confidence"))
    var threshold = 0.55

    @OptionGroup var reading: ReadingOptions

    func validate() throws {
        if !(0...1).contains(threshold) { throw ValidationError("--threshold lies between 0 and 1.") }
        if misses < 0 { throw ValidationError("--misses counts what to list; it cannot be negative.") }
        for name in Self.names(in: without) ?? [] where ExtractionPart(rawValue: name) == nil {
            throw ValidationError(
                "There is no part '\(name)'. Parts: \(ExtractionPart.allCases.map(\.rawValue).joined(separator: ", "))."
            )
        }
        for name in Self.names(in: kinds) ?? [] where ClaimKind(rawValue: name) == nil {
            let views = ClaimKind.allCases.map(\.viewName)
            let near = Suggestions.nearest(to: name, among: views)
            let hint =
                near.isEmpty
                ? "Views: \(views.joined(separator: ", "))." : "Did you mean \(near.joined(separator: " or "))?"
            throw ValidationError("There is no view '\(name)' of claims. \(hint)")
        }
        for (option, names) in [("--kinds", Self.names(in: kinds)), ("--only", Self.names(in: only))]
        where names?.isEmpty == true {
            throw ValidationError("\(option) needs at least one name.")
        }
    }

    func run() throws {
        let parts = Set((Self.names(in: without) ?? []).compactMap(ExtractionPart.init))
        let extractor = reading.extractor(
            calibration: calibrate == nil ? .embedded : .none, without: parts)
        // What cannot be compared with shall not first be waited for.
        let before = baseline.map(Self.savedReport)
        var (articles, problems) = AnnotatedArticle.read(folder: folder, only: Self.names(in: only))
        guard problems.isEmpty else {
            for (path, problem) in problems { Output.note("dossier: \(path): \(Messages.text(for: problem))") }
            throw ExitCode(2)
        }
        articles.sort { $0.id < $1.id }
        if let calibrate {
            try Self.fit(articles, extractor, threshold, to: calibrate)
            return
        }
        let chosen = Self.names(in: kinds).map { Set($0.compactMap(ClaimKind.init)) }
        let evaluation = Evaluation(
            of: articles, kinds: chosen ?? Set(ClaimKind.allCases), extractor: extractor)
        if let json { Self.save(evaluation.report, at: json) }

        let drawing = EvaluationDrawing(width: Output.terminalWidth)
        Output.write(drawing.render(evaluation.report))
        if misses > 0 { Output.write(drawing.render(evaluation.differences, limit: misses)) }
        if let before, let baseline {
            if before.articles != evaluation.report.articles {
                Output.note(
                    "dossier: \(baseline) was measured on other articles; the figures cannot be compared one to one")
            }
            Output.write("\nsince \(baseline):\n" + drawing.render(evaluation.report, since: before))
        }
    }

    private static func fit(
        _ articles: [AnnotatedArticle], _ extractor: ArticleExtractor, _ threshold: Double, to path: String
    ) throws {
        let fit = CalibrationFit(articles, extractor: extractor)
        do {
            try fit.table(threshold: threshold).write(toFile: path, atomically: true, encoding: .utf8)
        } catch {
            Output.fail("\(path) cannot be written: \(error.localizedDescription)")
        }
        Output.write("\(fit.sampleCount) judged claims of \(articles.count) articles; cross-validated:\n")
        for measure in fit.measures {
            let all = max(measure.right + measure.wrong, 1)
            let precision = String(format: "%.3f", Double(measure.right) / Double(all))
            Output.write(
                String(format: "  from %.2f on  ", measure.threshold)
                    + "\(measure.right) right, \(measure.wrong) wrong, precision \(precision)\n")
        }
        Output.write(
            String(format: "calibration error %.3f", fit.error)
                + "; of \(fit.sure.all) claims with confidence 0.9 and more \(fit.sure.right) are right\n")
    }

    /// The names in a list with commas between them.
    private static func names(in list: String?) -> [String]? {
        list?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    private static func savedReport(at path: String) -> EvaluationReport {
        do throws(SavedEvaluationProblem) {
            return try EvaluationReport(json: Data(Input.bytes(of: path)))
        } catch {
            Output.fail("\(path): \(Messages.text(for: error))")
        }
    }

    private static func save(_ report: EvaluationReport, at path: String) {
        do {
            try report.json.write(to: URL(filePath: path), options: .atomic)
        } catch {
            Output.fail("\(path) cannot be written: \(error.localizedDescription)")
        }
    }
}
