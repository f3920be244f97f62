import Dossier
import Foundation
import TestSupport
import Testing

/// Every question of docs/questions.md, asked with its SQL and its Swift expression of a base of the fixtures.
@Suite struct DocumentedQuestionsTests {
    private func withBase(_ body: (KnowledgeBase, URL) throws -> Void) throws {
        try TestFiles.withScratchFolder { folder in
            let base = try KnowledgeBase(path: folder.appending(path: "dossier.sqlite").path, for: .writing)
            _ = try base.ingest([TestFiles.fixtures.appending(path: "articles/muse-spark-retold.md").path])
            try body(base, folder)
        }
    }

    /// The fenced blocks of one language, with the heading above them.
    private func blocks(_ language: String) throws -> [(heading: String, code: String)] {
        var heading = ""
        var code: [Substring]?
        var found: [(String, String)] = []
        for line in try TestFiles.text("docs/questions.md").split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("## ") { heading = String(line.dropFirst(3)) }
            if line == "```\(language)" {
                code = []
            } else if line == "```", let lines = code {
                found.append((heading, lines.joined(separator: "\n")))
                code = nil
            } else {
                code?.append(line)
            }
        }
        return found
    }

    @Test func `The SQL of each question gives the answer printed below it`() throws {
        try withBase { _, folder in
            let questions = try blocks("sql")
            let answers = try blocks("text")
            #expect(questions.count == 9)
            #expect(answers.count == questions.count)
            for (question, answer) in zip(questions, answers) {
                let run = try ProgramRun.dossier(["sql", question.code], in: folder, environment: ["COLUMNS": "110"])
                #expect(run.exitCode == 0, "\(question.heading): \(run.errors)")
                #expect(run.output.trimmingCharacters(in: .newlines) == answer.code, "\(question.heading)")
            }
        }
    }

    @Test func `The Swift expression of each question gives its answer`() throws {
        try withBase { base, _ in
            // The expressions stand in docs/questions.md in the same words; the next test compares them.
            let labs = try base.fetch(ModelAccess.where { $0.scope == .frontier && $0.access == .api })
            #expect(labs.compactMap(\.company).sorted() == ["Anthropic", "OpenAI"])

            let leaders = try base.fetch(
                Role.where { $0.company == "Meta Superintelligence Labs" && $0.status == .current })
            #expect(leaders.map(\.person) == ["Alexandr Wang"])

            let ranking = try base.fetch(
                BenchmarkScore.where { $0.benchmark == "Artificial Analysis Intelligence Index" }.order {
                    $0.score.descending
                })
            #expect(ranking.map(\.score) == [57, 57, 53, 50, 38])
            #expect(ranking.firstIndex { $0.model == "Muse Spark" } == 3)

            let guidance = try base.fetch(
                CapexFigure.where { $0.company == "Meta" && $0.period == "2026" && $0.basis == .guidance })
            #expect(guidance.map(\.low) == [115e9])
            #expect(guidance.map(\.high) == [135e9])

            let moves = try base.fetch(StockMove.where { $0.company == "Meta" })
            #expect(moves.map(\.direction) == [.up])

            let users = try base.first(UsageFigure.where { $0.subject == "Meta AI" && $0.metric == .monthlyUsers })
            #expect(users?.low == 700e6)

            let advertising = try base.first(
                FinancialFigure.where { $0.company == "Meta" && $0.segment == "advertising" })
            #expect(advertising?.low == 130e9)

            let llamas = try base.fetch(Relation.where { $0.predicate == .versionOf && $0.object == "Llama" })
            #expect(llamas.map(\.subject).sorted() == ["Llama 3", "Llama 3.1", "Llama 3.3"])

            let proprietary = try base.fetch(
                ModelAccess.where { $0.company == "Meta" && $0.access == .proprietary && $0.model.isNotNull })
            #expect(proprietary.map(\.model) == ["Muse Spark"])

            for fact in labs { #expect(fact.quote.contains("APIs")) }
            #expect(try base.evidence(of: labs[0])?.publisher == "The Harbour Courier")
        }
    }

    @Test func `The Swift of the documents is the Swift that these tests run`() throws {
        let source = try TestFiles.text("Tests/DossierTests/DocumentedQuestionsTests.swift")
        func squeezed(_ text: String) -> String { text.filter { !$0.isWhitespace } }
        let run = squeezed(source)
        let documented = try blocks("swift")
        #expect(documented.count == 9)
        for block in documented { #expect(run.contains(squeezed(block.code)), "\(block.heading)") }
    }

    @Test func `The README's Swift example is the one that runs here`() throws {
        // README begin
        func capexReport(path: String) throws -> [String] {
            let base = try KnowledgeBase(path: path)
            let figures = try base.fetch(
                CapexFigure.where { $0.basis == .guidance && $0.low >= 1e9 }.order { $0.company.ascending })
            return try figures.map { figure in
                let evidence = try base.evidence(of: figure)
                return
                    "\(figure.company) \(figure.period ?? "-"): “\(figure.quote)” (\(evidence?.publisher ?? "unknown"))"
            }
        }
        // README end
        let source = try TestFiles.text("Tests/DossierTests/DocumentedQuestionsTests.swift")
        let start = try #require(source.range(of: "// README begin\n"))
        let end = try #require(source.range(of: "        // README end"))
        let example = source[start.upperBound..<end.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("        ") ? String($0.dropFirst(8)) : String($0) }.joined(separator: "\n")
        #expect(try TestFiles.text("README.md").contains(example.trimmingCharacters(in: .newlines)))
        try withBase { base, _ in
            let report = try capexReport(path: base.path)
            #expect(report.count == 1)
            #expect(report.first?.hasPrefix("Meta 2026: “") == true)
        }
    }
}
