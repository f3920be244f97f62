import TestSupport
import Testing

@testable import Presentation

@Suite struct FeatureTextTests {
    @Test(arguments: [
        ("all", "what every claim starts from"),
        ("rule:funding.raise", "what the rule funding.raise finds"),
        ("found:pronoun", "an argument is only a pronoun"),
        ("found:implied:roles", "an argument is implied, and no word refers to it, in roles"),
        ("companies:1", "the sentence names one company"),
        ("companies:3", "the sentence names 3 or more companies"),
        ("titled:0", "the title names no company"),
        ("undated:capex_figures", "a claim of capex_figures without a period"),
        ("gap:near", "the figure stands beside the word that sets the rule off"),
        ("something:new", "something:new"),
        ("", ""),
    ])
    func `A feature is told in words`(_ feature: String, _ meaning: String) {
        #expect(FeatureText.meaning(of: feature) == meaning)
    }

    @Test func `Every feature that the extraction names has words`() throws {
        let source = try TestFiles.text("Sources/Extraction/Calibration/ClaimFeatures.swift")
        for match in source.matches(of: /"([a-z][a-z-]*)(:[^"]*)?"/) {
            let name = String(match.1)
            guard !["sentence", "x"].contains(name) else { continue }
            let feature = match.2 == nil ? name : name + ":1:roles"
            #expect(FeatureText.meaning(of: feature) != feature, "\(feature)")
        }
    }

    @Test func `Weights have a sign and two places`() {
        #expect(ExplanationDrawing.signed(1) == "+1.00")
        #expect(ExplanationDrawing.signed(-0.056) == "-0.06")
        #expect(ExplanationDrawing.signed(12.5) == "+12.50")
    }
}
