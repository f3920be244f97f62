import Testing

@testable import TextAnalysis

@Suite struct CoNLLUTests {
    @Test func `What is written reads back the same`() throws {
        let document = Document(
            analyzing:
                "Acme AI, a Paris start-up, hasn't raised $3–5 billion.\n\nJane Roe leads it; “so what?” she says.")
        let copy = try Document(conllu: document.conllu)
        #expect(copy.text == document.text)
        #expect(copy.tokens.map(\.key) == document.tokens.map(\.key))
        #expect(copy.tokens.map(\.shape) == document.tokens.map(\.shape))
        #expect(copy.sentences.map(\.tokens) == document.sentences.map(\.tokens))
        #expect(copy.names == document.names)
        for token in document.tokens.indices {
            #expect(copy.head(token) == document.head(token))
            #expect(copy.dependencyLabel(token) == document.dependencyLabel(token))
            #expect(copy.pennTag(token) == document.pennTag(token))
            #expect(copy.universalTag(token) == document.universalTag(token))
            #expect(copy.lemma(token) == document.lemma(token))
            #expect(copy.lemmaKey(token) == document.lemmaKey(token))
        }
        #expect(copy.conllu == document.conllu)
    }

    @Test func `A document is built by hand with the layers that are stated`() throws {
        let document = try Document(
            conllu: """
                # newpar
                1	Acme	Acme	PROPN	NNP	_	2	nsubj	_	Name=B-organization
                2-3	didn't	_	_	_	_	_	_	_	_
                2	did	do	AUX	VBD	_	4	aux	_	_
                3	n't	not	PART	RB	_	4	advmod	_	_
                3.1	e	_	_	_	_	_	_	_	_
                4	grow	grow	VERB	VB	_	0	root	_	SpaceAfter=No
                5	.	.	PUNCT	.	_	4	punct	_	_

                """)
        #expect(document.text == "Acme didn't grow.")
        #expect(document.head(0) == 1)
        #expect(document.head(3) == nil)
        #expect(document.lemma(2) == "not")
        #expect(document.names == [RecognizedName(tokens: 0..<1, kind: .organization)])
        #expect(document.scalarRange(of: 3..<5) == 12..<17)
    }

    @Test(
        arguments: [
            ("1\tAcme\t_", CoNLLUError(line: 1, reason: .columnCount(3))),
            (
                "# x\n1\ta\t_\tNOPE\t_\t_\t_\t_\t_\t_",
                CoNLLUError(line: 2, reason: .unknownValue(column: "UPOS", value: "NOPE"))
            ),
            (
                "1\ta\t_\t_\tNOPE\t_\t_\t_\t_\t_",
                CoNLLUError(line: 1, reason: .unknownValue(column: "XPOS", value: "NOPE"))
            ),
            ("1\ta\t_\t_\t_\t_\t-1\t_\t_\t_", CoNLLUError(line: 1, reason: .unknownValue(column: "HEAD", value: "-1"))),
            ("1\ta\t_\t_\t_\t_\t9\t_\t_\t_", CoNLLUError(line: 1, reason: .unknownValue(column: "HEAD", value: "9"))),
            ("1\ta\t_\t_\t_\t_\t1\t_\t_\t_", CoNLLUError(line: 1, reason: .unknownValue(column: "HEAD", value: "1"))),
            (
                "1\ta\t_\t_\t_\t_\t0\tnope\t_\t_",
                CoNLLUError(line: 1, reason: .unknownValue(column: "DEPREL", value: "nope"))
            ),
            ("1\ta\t_\t_\t_\t_\t2\t_\t_\t_\n2\tb\t_\t_\t_\t_\t1\t_\t_\t_", CoNLLUError(line: 1, reason: .cycle)),
            ("x\ta\t_\t_\t_\t_\t0\t_\t_\t_", CoNLLUError(line: 1, reason: .unknownValue(column: "ID", value: "x"))),
        ])
    func `A line that cannot be read is named`(_ text: String, _ expected: CoNLLUError) {
        #expect(throws: expected) { try Document(conllu: text) }
    }

    /// 2026-11-24: found by fuzzing. Line separators ended a line, and an ending of bytes cut a character in two.
    @Test(arguments: ["dont--#?!. \u{2028}Meta", "a\u{2029}b c", "xAI1)\u{1F1EB}\u{1F1F7}ßed", "Aé's İn't"])
    func `Odd characters survive CoNLL-U and the lemmatizer`(_ text: String) throws {
        let document = Document(text).reanalyzed()
        let copy = try Document(conllu: document.conllu)
        #expect(copy.tokens.count == document.tokens.count)
        for token in document.tokens.indices {
            #expect(document.lemma(token).map { WordKey($0) } == document.lemmaKey(token))
        }
    }

    @Test func `What is not stated is not known`() throws {
        let plain = try Document(conllu: "1\tAcme\t_\t_\t_\t_\t_\t_\t_\t_\n")
        #expect(!plain.isAnalyzed)
        let partly = try Document(conllu: "1\tAcme\t_\tPROPN\t_\t_\t_\t_\t_\t_\n")
        #expect(partly.universalTag(0) == .properNoun)
        #expect(partly.pennTag(0) == nil && partly.dependencyLabel(0) == nil)
        #expect(throws: CoNLLUError.self) {
            try Document(conllu: String(repeating: "1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", count: 2000))
        }
    }

    @Test func `Nothing gives an empty document`() throws {
        #expect(try Document(conllu: "").tokens.isEmpty)
        #expect(Document(analyzing: "").conllu.isEmpty)
    }
}
