import CModelWeights
import Testing

@testable import TextAnalysis

@Suite struct WeightsTests {
    @Test func `The weights are no larger than is allowed`() {
        var count = 0
        _ = dossier_model_weights(&count)
        #expect(count <= 12_000_000)
    }

    /// Accuracy on held-out text is measured by `AnalysisBenchmark`; this keeps a broken file from passing unseen.
    @Test(arguments: [
        ("Acme said on Tuesday that it had raised $3 billion.", 1, "raised", "ccomp"),
        ("Shares of Orbit Labs fell 4% after the report.", 4, "%", "obl:unmarked"),
        ("Jane Roe, who founded Acme in 2021, has left the company.", 10, "company", "obj"),
        ("Acme, a Paris start-up, makes chips.", 0, "up", "appos"),
        ("The model was released by Acme and Orbit.", 3, "Acme", "obl:agent"),
    ])
    func `Plain sentences of business news have the trees that a reader gives them`(
        _ text: String, _ head: Int, _ word: String, _ label: String
    ) throws {
        let document = Document(analyzing: text)
        let token = try #require(document.tokens.indices.first { document.text(of: $0) == word })
        #expect(document.dependencyLabel(token)?.name == label, "\(document.conllu)")
        #expect(document.head(token) == head, "\(document.conllu)")
    }

    @Test(arguments: [
        ("Acme Robotics hired Jane Roe in Berlin.", ["organization", "person", "place"]),
        ("Analysts at Halvorsen Capital doubt it.", ["organization"]),
    ])
    func `Names that no list holds are found`(_ text: String, _ kinds: [String]) {
        #expect(Document(analyzing: text).names.map { "\($0.kind)" } == kinds)
    }
}
