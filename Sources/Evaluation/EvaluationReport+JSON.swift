package import FoundationEssentials

/// Why a file is no saved evaluation.
package enum SavedEvaluationProblem: Error, Equatable, Sendable {
    case notJSON(JSONDefect)
    /// JSON, but of another shape; the path names the first key that is missing or of another type.
    case otherShape(path: String)
    case otherFormat(Int)
}

extension EvaluationReport {
    /// The figures as JSON, keys sorted: equal evaluations give equal bytes.
    package var json: Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else {
            preconditionFailure("the figures of an evaluation are finite numbers")
        }
        return data + Array("\n".utf8)
    }

    /// Reads what ``json`` wrote.
    package init(json: Data) throws(SavedEvaluationProblem) {
        struct Header: Decodable { let format: Int }
        do {
            _ = try JSONParser.node(from: Array(json))
        } catch {
            throw .notJSON(error)
        }
        do {
            let format = try JSONDecoder().decode(Header.self, from: json).format
            guard format == Self.currentFormat else { throw SavedEvaluationProblem.otherFormat(format) }
            self = try JSONDecoder().decode(EvaluationReport.self, from: json)
        } catch let problem as SavedEvaluationProblem {
            throw problem
        } catch let error as DecodingError {
            throw .otherShape(path: error.path)
        } catch {
            throw .otherShape(path: "")
        }
    }
}

extension DecodingError {
    /// The keys that lead to the value at fault.
    fileprivate var path: String {
        let keys: [any CodingKey]
        switch self {
        case .keyNotFound(let key, let context): keys = context.codingPath + [key]
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            keys = context.codingPath
        @unknown default: keys = []
        }
        return keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
}
