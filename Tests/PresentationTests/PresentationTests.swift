import Presentation
import SQLite
import Testing

@Suite struct PresentationTests {
    @Test(arguments: [
        (Value.null, ""), (.text(""), "\"\""), (.text("a,b"), "\"a,b\""), (.text("say \"x\""), "\"say \"\"x\"\"\""),
        (.text("two\nlines"), "\"two\nlines\""), (.text("a\"\u{301}b"), "\"a\"\"\u{301}b\""), (.text("=1+1"), "=1+1"),
        (.text("héllo"), "héllo"),
        (.real(115e9), "115000000000.0"),
        (.integer(-3), "-3"), (.text(" x"), "\" x\""), (.blob([1, 255]), "01ff"),
    ])
    func `CSV fields follow RFC 4180`(_ value: Value, _ expected: String) {
        #expect(CSVWriter().line([value]) == expected + "\r\n")
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@x", "\tx"])
    func `Formulas are escaped when asked for`(_ text: String) {
        #expect(CSVWriter(escapesFormulas: true).line([.text(text)]).hasPrefix("'"))
        #expect(CSVWriter(escapesFormulas: true).line([.real(-1)]) == "-1.0\r\n")
    }

    @Test func `JSON keeps the order of columns and escapes text`() {
        let object = JSON.object(["b", "a\"", "n"], [.text("x\n\u{1}\\"), .real(1.5), .null])
        #expect(object == #"{"b": "x\n\u0001\\", "a\"": 1.5, "n": null}"#)
    }

    @Test func `A table fits its width and puts numbers to the right`() {
        let table = ResultTable(
            columns: ["name", "low", "quote"],
            rows: [
                [.text("Meta"), .real(115e9), .text(String(repeating: "word ", count: 30))],
                [.text("研究所"), .null, .text("two\nlines")],
            ])
        let text = TextTable(width: 60).render(table)
        #expect(
            text == """
                name                low  quote
                ──────  ───────────────  ───────────────────────────────────
                Meta    115,000,000,000  word word word word word word word…
                研究所                   two lines

                """)
        #expect(TextTable(width: nil).render(table).contains(String(repeating: "word ", count: 29)))
    }

    @Test(arguments: [
        ("compnies", ["companies"]), ("capex", ["capex_figures"]), ("Nvdia", ["Nvidia"]), ("zzz", []), ("", []),
    ])
    func `Suggestions are near what was typed`(_ typed: String, _ expected: [String]) {
        #expect(Suggestions.nearest(to: typed, among: ["companies", "capex_figures", "Nvidia", "people"]) == expected)
    }
}
