import ArgumentParser
import Extraction
import Foundation

/// Rules and names of the user's own, added to those of the program.
struct ReadingOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("Add the rules of this file (docs/rules.md); may be given again.", valueName: "file"))
    var rules: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Add the names of this file, or of the files in this folder (docs/lexicon.md); may be given again.",
            valueName: "path"))
    var lexicon: [String] = []

    /// The program's rules with the user's; ends the program with a message when a file is wrong.
    func ruleSet() -> RuleSet {
        var set = RuleSet.embedded
        for path in rules {
            do throws(RuleError) {
                try set.add(text: Self.text(of: path), file: path)
            } catch {
                Output.fail("\(error)")
            }
        }
        return set
    }

    /// The program's names with the user's; ends the program with a message when a file is wrong.
    ///
    /// - Parameter base: A base beside which a folder of names may stand.
    func names(base: String? = nil) -> Lexicon {
        var files: [(path: String, text: String)] = []
        if let base, Self.isFolder(base + ".lexicon") {
            files += Self.files(inFolder: base + ".lexicon").map { ($0, Self.text(of: $0)) }
        }
        for path in lexicon {
            guard Self.isFolder(path) else {
                files.append((path, Self.text(of: path)))
                continue
            }
            let inside = Self.files(inFolder: path)
            if inside.isEmpty {
                Output.fail(
                    "\(path): no file of names in this folder; they are called "
                        + Lexicon.fileHeaders.keys.sorted().joined(separator: ", "))
            }
            files += inside.map { ($0, Self.text(of: $0)) }
        }
        var names = Lexicon.embedded
        guard !files.isEmpty else { return names }
        do throws(LexiconFileError) {
            try names.add(files)
        } catch {
            Output.fail("\(error)")
        }
        return names
    }

    func extractor(
        base: String? = nil, calibration: Calibration = .embedded, without: Set<ExtractionPart> = []
    ) -> ArticleExtractor {
        ArticleExtractor(lexicon: names(base: base), rules: ruleSet(), calibration: calibration, without: without)
    }

    // MARK: Files

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// The tables and word lists of a folder, in order; a misspelt one is named later rather than passed over.
    private static func files(inFolder folder: String) -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            Output.fail("\(folder) cannot be read.")
        }
        return names.filter { !$0.hasPrefix(".") && ($0.hasSuffix(".tsv") || $0.hasSuffix(".txt")) }.sorted().map {
            folder.hasSuffix("/") ? folder + $0 : folder + "/" + $0
        }
    }

    private static func text(of path: String) -> String {
        guard let text = String(validating: Input.bytes(of: path), as: UTF8.self) else {
            Output.fail("\(path): the text is not UTF-8; convert it, for example with iconv")
        }
        return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    }
}
