import Foundation
import Ingestion
import KnowledgeModel
import TestSupport
import Testing

@testable import Evaluation

@Suite struct GoldArticleTests {
    private func gold(_ json: String) throws(GoldDefect) -> GoldArticle {
        try GoldArticle(id: "x", json: Array(json.utf8))
    }

    private func claim(_ fields: String) -> String {
        """
        {"entities": [{"kind": "person", "name": "Ann Lee"}],
         "claims": [{\(fields)}]}
        """
    }

    @Test func `Entities and claims are read with the types of the contract`() throws {
        let gold = try gold(
            """
            {"id": "x", "entities": [
                {"kind": "company", "name": "Acme", "accept": ["Acme Labs"], "optional": true},
                {"kind": "person", "name": "Ann Lee"}],
             "claims": [
                {"kind": "investments", "investor": "Ann Lee", "company": "Acme", "low": 2e9, "high": null,
                 "currency": "USD", "approximate": 1, "period": "2026-Q2", "quote": "she put in $2bn", "optional": true},
                {"kind": "relations", "subject": "Acme", "subject_kind": "company", "predicate": "offers",
                 "object": "Talk", "object_kind": "product"}]}
            """)
        #expect(
            gold.entities == [
                GoldEntity(EntityReference(.company, "Acme"), acceptedNames: ["Acme Labs"], isOptional: true),
                GoldEntity(EntityReference(.person, "Ann Lee")),
            ])
        let period = try #require(Period("2026-Q2"))
        #expect(
            gold.claims == [
                GoldClaim(
                    .investments,
                    [
                        .investor: .entity(EntityReference(.person, "Ann Lee")),
                        .company: .entity(EntityReference(.company, "Acme")), .low: .number(2e9),
                        .currency: .text("USD"), .approximate: .flag(true), .period: .period(period),
                    ], quote: "she put in $2bn", isOptional: true),
                GoldClaim(
                    .relations,
                    [
                        .subject: .entity(EntityReference(.company, "Acme")), .predicate: .text("offers"),
                        .object: .entity(EntityReference(.product, "Talk")),
                    ]),
            ])
    }

    @Test func `A fault is told with its line, its place and its cause`() {
        let words = RoleStatus.words
        let cases: [(json: String, line: Int, place: String, cause: GoldDefect.Cause)] = [
            ("[]", 1, "", .wrongType(expected: .object)),
            ("{\n\"claims\": []}", 1, "entities", .missing),
            ("{\"entities\": {},\n\"claims\": []}", 1, "entities", .wrongType(expected: .list)),
            ("{\"entities\": [],\n\"claims\": [1]}", 2, "claims[0]", .wrongType(expected: .object)),
            (
                "{\"entities\": [\n{\"kind\": \"firm\", \"name\": \"A\"}], \"claims\": []}", 2, "entities[0].kind",
                .unknownWord("firm", allowed: EntityKind.words)
            ),
            ("{\"entities\": [{\"kind\": \"model\"}], \"claims\": []}", 1, "entities[0].name", .missing),
            (
                "{\"entities\": [{\"kind\": \"model\", \"name\": \"A\",\n\"accept\": [\"B\", 2]}], \"claims\": []}", 2,
                "entities[0].accept[1]", .wrongType(expected: .text)
            ),
            (
                claim("\"kind\": \"role\""), 2, "claims[0].kind",
                .unknownWord("role", allowed: ClaimKind.allCases.map(\.rawValue))
            ),
            (
                claim("\"kind\": \"roles\", \"person\": \"Ann Lee\",\n\"status\": \"gone\""), 3, "claims[0].status",
                .unknownWord("gone", allowed: words)
            ),
            (
                claim("\"kind\": \"capex_figures\", \"company\": \"A\", \"low\": \"5\""), 2, "claims[0].low",
                .wrongType(expected: .number)
            ),
            (
                claim("\"kind\": \"capex_figures\", \"company\": \"A\", \"period\": \"2026-H1\""), 2,
                "claims[0].period",
                .invalidPeriod("2026-H1")
            ),
            (
                claim("\"kind\": \"capex_figures\", \"company\": \"A\", \"currency\": \"$\""), 2, "claims[0].currency",
                .invalidCurrency("$")
            ),
            (claim("\"kind\": \"roles\", \"person\": \"\""), 2, "claims[0].person", .missing),
            (
                claim("\"kind\": \"capabilities\", \"model\": \"M\", \"skill\": \"x\""), 2, "claims[0].skill",
                .unknownField(allowed: ["kind", "quote", "optional", "model", "capability"])
            ),
        ]
        for (json, line, place, cause) in cases {
            #expect(throws: GoldDefect(line: line, place: place, cause: cause), "\(json)") { try gold(json) }
        }
    }

    @Test(arguments: [
        ("", 1, 1, JSONDefect.Cause.unexpectedEnd), ("{\"a\": [1,\n 2", 2, 3, .unexpectedEnd),
        ("{\"a\": 1,\n \"b\": }", 2, 7, .unexpectedCharacter("}")), ("[1, 2,]", 1, 7, .unexpectedCharacter("]")),
        ("{'a': 1}", 1, 2, .unexpectedCharacter("'")), ("[1] é", 1, 5, .unexpectedCharacter("é")),
        ("[\"é\", tru]", 1, 7, .unexpectedCharacter("t")), ("[\"a\n\"]", 1, 4, .controlCharacter),
        ("[\"\\x\"]", 1, 3, .invalidEscape), ("[\"\\ud83d\"]", 1, 3, .invalidEscape),
        ("{\"a\": 1,\n\"a\": 2}", 2, 1, .duplicateKey("a")), ("[01]", 1, 2, .invalidNumber("01")),
        ("[1e999]", 1, 2, .invalidNumber("1e999")), ("[-]", 1, 2, .invalidNumber("-")),
        ("[1.]", 1, 2, .invalidNumber("1.")),
        (String(repeating: "[", count: 100), 1, 66, .tooDeep),
    ])
    func `A fault of the JSON is told with its line and column`(
        _ json: String, _ line: Int, _ column: Int, _ cause: JSONDefect.Cause
    ) {
        let defect = JSONDefect(cause: cause, line: line, column: column)
        #expect(throws: defect, "\(json)") { try JSONParser.node(from: Array(json.utf8)) }
        #expect(throws: GoldDefect(line: line, place: "", cause: .syntax(defect))) { try gold(json) }
    }

    @Test func `Strings that are not UTF-8 are refused, escapes are read`() throws {
        #expect(throws: JSONDefect(cause: .invalidUTF8, line: 1, column: 2)) {
            try JSONParser.node(from: [0x5B, 0x22, 0xFF, 0x22, 0x5D])
        }
        let node = try JSONParser.node(from: Array(#"["\u00e9\ud83d\ude00\n\/", -1.5E2, true, false, null]"#.utf8))
        guard case .list(let nodes) = node.value, case .text(let text) = nodes[0].value,
            case .number(let number) = nodes[1].value
        else {
            Issue.record("a list of text and number is expected")
            return
        }
        #expect(text == "é😀\n/")
        #expect(number == -150)
    }

    @Test func `Every annotation beside the fixtures is well formed`() {
        for folder in ["articles", "unseen"] {
            let (articles, problems) = AnnotatedArticle.read(folder: TestFiles.fixtures.appending(path: folder).path)
            #expect(!articles.isEmpty)
            #expect(problems.isEmpty)
        }
    }

    @Test func `A folder is read in order, and every fault in it is told`() throws {
        try TestFiles.withScratchFolder { (folder: URL) throws in
            let empty = "{\"entities\": [], \"claims\": []}"
            for (name, text) in [
                ("b.md", "Text."), ("b.gold.json", empty), ("a.txt", "Text."), ("a.gold.json", empty),
                ("c.gold.json", empty), ("d.md", "Text."), ("d.gold.json", "{"), ("e.md", ""), ("e.gold.json", empty),
                ("notes.md", "Not annotated."),
            ] {
                try Data(text.utf8).write(to: folder.appending(path: name))
            }
            let (articles, problems) = AnnotatedArticle.read(folder: folder.path)
            #expect(articles.map(\.id) == ["a", "b"])
            #expect(
                problems.map { $0.path.split(separator: "/").last.map(String.init) } == ["c.md", "d.gold.json", "e.md"])
            #expect(
                problems.map(\.problem) == [
                    .noArticle,
                    .gold(
                        GoldDefect(
                            line: 1, place: "",
                            cause: .syntax(JSONDefect(cause: .unexpectedEnd, line: 1, column: 2)))),
                    .article(.article(.empty)),
                ])
            let (chosen, others) = AnnotatedArticle.read(folder: folder.path, only: ["b", "x"])
            #expect(chosen.map(\.id) == ["b"])
            #expect(others.map(\.problem) == [.noSuchArticle])
            let missing = AnnotatedArticle.read(folder: folder.path + "/nowhere")
            #expect(missing.problems.map(\.problem) == [.noFolder])
            try FileManager.default.createDirectory(at: folder.appending(path: "f"), withIntermediateDirectories: true)
            let none = AnnotatedArticle.read(folder: folder.path + "/f")
            #expect(none.problems.map(\.problem) == [.noGoldFiles])
        }
    }
}
