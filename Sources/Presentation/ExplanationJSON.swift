import Extraction
import KnowledgeModel
import SQLite
import TextAnalysis

/// Why a claim is in the base, as one JSON object.
///
/// Offsets count Unicode scalars of the article's text, half-open. `explained` is false, and what follows `extractor` is
/// missing, where the present rules do not give the claim.
public struct ExplanationJSON: Sendable {
    private let claim: ExplainedClaim

    public init(_ claim: ExplainedClaim) {
        self.claim = claim
    }

    public func render() -> String {
        let stored = claim.stored
        let article = JSON.object(
            ["article_id", "title", "publisher", "published_on"],
            [
                .text(stored.article.id), text(stored.article.title), text(stored.article.publisher),
                text(stored.article.publishedOn?.description),
            ])
        var fields = [
            "\"claim_id\": \(JSON.string(stored.id))", "\"kind\": \(JSON.string(stored.kind.viewName))",
            "\"claim\": \(JSON.object(stored.columns, stored.values))", "\"article\": \(article)",
            "\"quote\": \(JSON.string(stored.evidence.quote))", "\"quote_start\": \(stored.evidence.start)",
            "\"quote_end\": \(stored.evidence.end)", "\"confidence\": \(Numbers.exact(stored.confidence))",
            "\"extractor\": \(JSON.string(stored.extractor))",
            "\"judgement\": \(stored.judgement.map(JSON.string) ?? "null")", "\"explained\": \(claim.found != nil)",
        ]
        if let found = claim.found { fields += explanation(found) }
        return "{" + fields.joined(separator: ",\n ") + "}\n"
    }

    private func explanation(_ found: ExplainedClaim.Found) -> [String] {
        var rule = "null"
        if let description = found.rule {
            rule = JSON.object(
                ["name", "file", "line", "text"],
                [
                    .text(description.name), .text(description.file), .integer(Int64(description.line)),
                    .text(description.text),
                ])
        }
        let columns = found.columns.map { column in
            let (filled, reader) = Self.names(of: column.filling)
            return "{\"column\": \(JSON.string(column.name)), \"value\": \(JSON.value(column.value))"
                + ", \"filled_by\": \(JSON.string(filled)), \"reader\": \(reader.map(JSON.string) ?? "null")"
                + ", \"words\": \(span(column.tokens))}"
        }
        let contributions = found.contributions.map { feature, weight in
            "{\"feature\": \(JSON.string(feature)), \"weight\": \(Numbers.exact(weight))"
                + ", \"meaning\": \(JSON.string(FeatureText.meaning(of: feature)))}"
        }
        let noTimes = TimeRecognizer.reading(of: Document(""), reference: nil)
        let analysis = AnalysisJSON(claim.document, quantities: [], times: noTimes)
        let sentences = claim.sentences.map { "{\(analysis.object(claim.document.sentences[$0]))}" }
        return [
            "\"found_by\": \(JSON.string(found.explanation.claim.extractor))", "\"rule\": \(rule)",
            "\"trigger\": \(span(found.explanation.trigger))", "\"columns\": \(list(columns))",
            "\"marked\": \(JSON.string(claim.markedText))",
            "\"present_confidence\": \(Numbers.exact(found.explanation.claim.confidence))",
            "\"contributions\": \(list(contributions))", "\"sentences\": \(list(sentences))",
        ]
    }

    private static func names(of filling: ExplainedClaim.Filling) -> (filling: String, reader: String?) {
        switch filling {
        case .entity(let source): (source.rawValue, nil)
        case .words: ("words", nil)
        case .rule: ("rule", nil)
        case .reader(let reader): ("reader", reader)
        case .program: ("program", nil)
        }
    }

    private func text(_ value: String?) -> Value { value.map { .text($0) } ?? .null }

    private func list(_ objects: [String]) -> String {
        objects.isEmpty ? "[]" : "[\n  " + objects.joined(separator: ",\n  ") + "]"
    }

    private func span(_ tokens: Range<Int>?) -> String {
        guard let tokens, !tokens.isEmpty else { return "null" }
        let scalars = claim.document.scalarRange(of: tokens)
        return "{\"text\": \(JSON.string(claim.document.text(of: tokens))), \"start\": \(scalars.lowerBound)"
            + ", \"end\": \(scalars.upperBound)}"
    }
}
