import ArgumentParser
import Dossier

struct RebuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Read the stored articles again with the present rules and names.",
        discussion: """
            All in one transaction: others see the base as it was until the end. What is added (+), dropped (-) and changed \
            (~) is printed, a line each. Judgements are applied again to what is read now.

            EXAMPLES:
              dossier rebuild --dry-run
              dossier rebuild --rules my.rules
            """)

    @OptionGroup var base: BaseOption
    @OptionGroup var reading: ReadingOptions

    @Flag(name: .long, help: "Only print what would change.")
    var dryRun = false

    func run() throws {
        let base = try Judging.base(base)
        let extractor = reading.extractor(base: base.path)
        let showsProgress = Output.errorsGoToTerminal
        let report = try reporting {
            try base.rebuild(isDryRun: dryRun, extractor: extractor) { done, total in
                if showsProgress { Output.progress("\(done) of \(total) articles", isLast: done == total) }
            }
        }
        var counts = (added: 0, dropped: 0, changed: 0)
        for entry in report.entries {
            let line: String
            switch entry.change {
            case .added:
                counts.added += 1
                line = "+ \(entry.kind): \(entry.summary)"
            case .dropped:
                counts.dropped += 1
                line = "- \(entry.kind): \(entry.summary)"
            case .changed(let now):
                counts.changed += 1
                line = "~ \(entry.kind): \(entry.summary) → \(now)"
            }
            Output.write("\(line)  (article \(entry.articleID))\n")
        }
        let would = dryRun ? " would be" : ""
        Output.write(
            "\(report.articles) articles read: \(counts.added) claims\(would) added, \(counts.dropped) dropped, \(counts.changed) changed, \(report.unchanged) as before\n"
        )
    }
}
