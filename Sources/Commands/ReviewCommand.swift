import ArgumentParser
import Dossier
import Glibc
import KnowledgeModel
import KnowledgeStore

struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Go through doubtful pairs and claims, one key a decision.",
        discussion: """
            Pairs of entities that may be one come first, the likeliest before the others, then claims, the least sure first. \
            Every decision is kept at once: a session that ends early goes on where it was. At a terminal one key is enough; \
            otherwise each line of standard input is a decision.

            KEYS:
              a  accept: the pair is one, the claim is right
              r  reject: the pair is two, the claim is wrong
              e  amend a column of the claim
              s  skip, for now
              u  take the last decision back
              q  quit

            EXAMPLES:
              dossier review
              dossier review --below 0.7 --kind capex_figures
            """)

    @OptionGroup var base: BaseOption

    @Option(name: .long, help: ArgumentHelp("Ask about claims less sure than this.", valueName: "confidence"))
    var below = 0.75

    @Option(name: .long, help: ArgumentHelp("Ask about claims of this view only.", valueName: "view"))
    var kind: String?

    @Option(name: .long, help: ArgumentHelp("Who judges (default: the user's name).", valueName: "name"))
    var by: String?

    @Flag(name: .long, help: "Only list what would be asked.")
    var list = false

    func validate() throws {
        if let kind, ClaimKind(rawValue: kind) == nil {
            throw ValidationError("There is no view '\(kind)'. Views: \(PublicViews.facts.joined(separator: ", ")).")
        }
        if !(0...1).contains(below) { throw ValidationError("--below is a confidence between 0 and 1.") }
    }

    func run() throws {
        let path = base.path
        let base =
            list ? try reporting { try KnowledgeBase(path: path, for: .reading, now: { "" }) } : try Judging.base(base)
        var options = JudgementOptions()
        options.by = by
        let session = ReviewSession(
            base: base, author: options.author,
            items: try reporting { try base.doubts(below: below, kind: kind.flatMap { ClaimKind(rawValue: $0) }) })
        guard !session.items.isEmpty else {
            Output.note("dossier: nothing is doubtful here.")
            throw nothingFound
        }
        if list {
            for item in session.items { Output.write(ReviewSession.line(item) + "\n") }
            return
        }
        try session.run(Keyboard())
    }
}

/// Reads decisions: single keys at a terminal, else lines.
struct Keyboard {
    private let isTerminal = isatty(STDIN_FILENO) == 1

    /// The next key, `nil` at the end of the input.
    func key() -> Character? {
        guard isTerminal else {
            while let line = readLine() { if let first = line.first(where: { !$0.isWhitespace }) { return first } }
            return nil
        }
        var saved = termios()
        tcgetattr(STDIN_FILENO, &saved)
        var raw = saved
        // Signals from the keyboard would leave the terminal so; their keys end the session instead.
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
        tcsetattr(STDIN_FILENO, TCSANOW, &raw)
        defer { tcsetattr(STDIN_FILENO, TCSANOW, &saved) }
        var byte: UInt8 = 0
        // Control-D, Control-C, Control-\\ and Control-Z end the session.
        guard read(STDIN_FILENO, &byte, 1) == 1, ![3, 4, 26, 28].contains(byte) else { return nil }
        Output.write("\(Character(Unicode.Scalar(byte)))\n")
        return Character(Unicode.Scalar(byte))
    }

    /// A line that answers a question.
    func line(_ prompt: String) -> String? {
        if isTerminal { Output.write(prompt) }
        return readLine()
    }
}

/// One pass through what is doubtful.
struct ReviewSession {
    let base: KnowledgeBase
    let author: String
    let items: [Doubt]

    /// A decision: the item it was about, what was decided, and the judgements that it made.
    private struct Decision {
        let index: Int
        let word: String
        let judgements: [String]
    }

    init(base: KnowledgeBase, author: String, items: [Doubt]) {
        self.base = base
        self.author = author
        self.items = items
    }

    func run(_ keyboard: Keyboard) throws {
        var index = 0
        var trail: [Decision] = []
        session: while index < items.count {
            let item = items[index]
            Output.write("\n[\(index + 1) of \(items.count)] " + Self.text(item))
            if case .pair(let pair) = item { Output.write("  accepted, both are called \(pair.left.name)\n") }
            Output.write("  a accept · r reject · \(item.isPair ? "" : "e amend · ")s skip · u undo · q quit: ")
            guard let key = keyboard.key() else { break }
            switch key {
            case "a", "r":
                if case .pair(let pair) = item,
                    try reporting({ try base.members(of: pair.left.id) }).contains(where: { $0.id == pair.right.id })
                {
                    Output.write("  they are one already\n")
                    index += 1
                    continue
                }
                let ids = try record([judgement(key == "a", item)])
                trail.append(Decision(index: index, word: key == "a" ? "accepted" : "rejected", judgements: ids))
                index += 1
            case "e" where !item.isPair:
                guard let amendment = try amendment(item, keyboard) else { continue }
                trail.append(Decision(index: index, word: "amended", judgements: try record([amendment])))
                index += 1
            case "s":
                trail.append(Decision(index: index, word: "skipped", judgements: []))
                index += 1
            case "u":
                guard let last = trail.popLast() else {
                    Output.write("  there is nothing to take back in this session\n")
                    continue
                }
                let time = try reporting { try base.judgementTime() }
                _ = try record(
                    last.judgements.map {
                        Judgement(.undo, undoes: $0, reason: "taken back in review", madeBy: author, madeAt: time)
                    })
                index = last.index
            case "q":
                break session
            default:
                Output.write("  '\(key)' is no key here\n")
            }
        }
        let left = items.count - index
        let counts = ["accepted", "rejected", "amended", "skipped"].map { word in
            "\(trail.count { $0.word == word }) \(word)"
        }
        Output.write("\n\(counts.joined(separator: ", "))\(left > 0 ? ", \(left) left" : "")\n")
    }

    private func record(_ judgements: [Judgement]) throws -> [String] {
        try reporting { try base.record(judgements) }
    }

    private func judgement(_ isAccepted: Bool, _ item: Doubt) throws -> Judgement {
        let time = try reporting { try base.judgementTime() }
        switch item {
        case .pair(let pair):
            return Judgement(
                isAccepted ? .merge : .keepApart, entity: pair.left.id, other: pair.right.id, reason: "review",
                madeBy: author, madeAt: time)
        case .claim(let doubtful):
            return Judgement(
                isAccepted ? .confirm : .reject, doubtful.claim, in: doubtful.article, reason: "review", madeBy: author,
                madeAt: time)
        }
    }

    private func amendment(_ item: Doubt, _ keyboard: Keyboard) throws -> Judgement? {
        guard case .claim(let doubtful) = item,
            let assignment = keyboard.line("  column=value: ")?.trimmingPrefix(while: \.isWhitespace),
            assignment.contains("=")
        else {
            Output.write("  write a column and its value, such as period=2026\n")
            return nil
        }
        let changes = try AmendCommand.changes([String(assignment)], doubtful.claim, base)
        do throws(AmendmentError) {
            guard try doubtful.claim.amended(changes).contentKey != doubtful.claim.contentKey else {
                Output.write("  that is what the claim says already\n")
                return nil
            }
        } catch {
            Output.write("  \(Messages.text(for: error))\n")
            return nil
        }
        let time = try reporting { try base.judgementTime() }
        return Judgement(
            .amend, doubtful.claim, in: doubtful.article, changes: changes, reason: "review", madeBy: author,
            madeAt: time)
    }

    // MARK: Text

    static func line(_ item: Doubt) -> String {
        switch item {
        case .pair(let pair):
            "pair   \(rounded(pair.score))  \(pair.left.id) · \(pair.right.id)  (\(pair.reason))"
        case .claim(let doubtful):
            "claim  \(rounded(doubtful.confidence))  \(doubtful.id)  \(doubtful.claim.kind.rawValue): \(doubtful.claim.summary)"
        }
    }

    private static func text(_ item: Doubt) -> String {
        switch item {
        case .pair(let pair):
            var text = "are \(pair.left.name) and \(pair.right.name) one \(pair.left.kind.rawValue)? (\(pair.reason))\n"
            for (entity, contexts) in [(pair.left, pair.leftContexts), (pair.right, pair.rightContexts)] {
                text += "  \(entity.id)\n"
                for context in contexts { text += "    …\(context)…\n" }
            }
            return text
        case .claim(let doubtful):
            let source = [doubtful.article.publisher, doubtful.article.publishedOn?.description].compactMap { $0 }
            return """
                \(doubtful.claim.kind.rawValue), confidence \(rounded(doubtful.confidence)), rule \(doubtful.claim.extractor)
                  \(doubtful.claim.summary)
                  …\(doubtful.context)…
                  — \(source.joined(separator: ", ")) · claim \(doubtful.id)

                """
        }
    }

    private static func rounded(_ number: Double) -> String {
        let hundredths = Int((number * 100).rounded())
        return hundredths >= 100 ? "1.00" : "0.\(hundredths < 10 ? "0" : "")\(hundredths)"
    }
}
