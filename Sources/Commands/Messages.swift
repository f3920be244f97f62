import Evaluation
import Ingestion
import KnowledgeModel
import KnowledgeStore
import Presentation
import SQLite

/// All sentences that tell a user what went wrong, where, and what to do.
enum Messages {
    static func text(for error: StoreError) -> String {
        switch error {
        case .noBase(let path):
            "there is no base at \(path). Make one with: dossier ingest PATH…, or name another with --base."
        case .cannotCreate(let path, let reason):
            "the base \(path) cannot be opened for writing (\(reason)). Does its folder exist, and may you write there?"
        case .notADatabase(let path):
            "\(path) is not a SQLite file. Name another file with --base."
        case .foreignDatabase(let path, _):
            "\(path) is another program's database, and stays as it is. Name another file with --base."
        case .newerBase(let path, let migrations):
            "\(path) was written by a newer version of dossier (it has \(migrations.joined(separator: ", "))). Update the program."
        case .editedMigration(let path, let name):
            "\(path) has applied another migration under the name \(name) than this program knows. It was made by a changed version of the program; use that one, or ingest the articles into a new base."
        case .olderBase(let path, let missing):
            "\(path) has an older schema (it lacks \(missing.joined(separator: ", "))). Any 'dossier ingest' into it brings it up to date."
        case .migrationFailed(let path, let name, let cause):
            "the migration \(name) of \(path) failed and was undone: \(text(for: cause))"
        case .invalidClaim(let kind, let defect):
            "a claim for \(kind) breaks the contract (\(defect)); nothing was stored. This is a fault of the program."
        case .invalidJudgement(let defect):
            "this judgement says nothing: \(defect). Nothing was recorded."
        case .database(let cause):
            text(for: cause)
        }
    }

    static func text(for error: AmendmentError) -> String {
        switch error {
        case .unknownColumn(let column, let available):
            "this claim has no column '\(column)'; it has \(available.joined(separator: ", "))."
        case .wrongValue(let column, let allowed): "\(column) holds \(allowed.joined(separator: ", "))."
        case .noPeriod(let column, let text):
            "'\(text)' is no \(column); write 2026, 2026-Q2, 2026-04, 2026-04-08, or two of these with / between."
        case .defect(let defect): "the amended claim would break the contract: \(text(for: defect))."
        }
    }

    private static func text(for defect: ClaimDefect) -> String {
        switch defect {
        case .missing(let column): "\(column.rawValue) is missing"
        case .unknownField(let column): "it has no \(column.rawValue)"
        case .wrongType(let column): "\(column.rawValue) holds something else"
        case .wordOutsideVocabulary(let column, let word):
            column == .currency
                ? "'\(word)' is no currency; write three capitals such as USD"
                : "\(column.rawValue) cannot be '\(word)'"
        case .numberOutOfRange(let column):
            column == .low ? "low is above high" : "\(column.rawValue) is no number that can be stored"
        case .sameEntityTwice: "both sides are the same entity"
        case .nothingStated: "no figure is left in it"
        case .confidenceOutOfRange: "its confidence is not between 0 and 1"
        }
    }

    static func text(for error: SQLiteError) -> String {
        if case .limitExceeded(let limit) = error {
            return "the query asked for too much and was stopped (\(text(for: limit))). Add a LIMIT or a WHERE."
        }
        guard case .engine(let failure) = error else { return "\(error)" }
        switch failure.primaryCode {
        case ResultCode.full:
            return "the disk is full. What was being written was undone; make room and run the command again."
        case ResultCode.noMemory:
            return
                "there was not enough memory, or the query asked for more than the 1 GB it may have. Add a LIMIT or a WHERE."
        case ResultCode.busy: return "another program holds the base. Wait until it ends and run the command again."
        case ResultCode.readOnly: return "the base cannot be written: the file or its folder is read-only."
        case ResultCode.corrupt:
            return "the base is damaged (\(failure.message)). Restore a copy, or ingest the articles into a new base."
        case ResultCode.notADatabase: return "the file is not a SQLite file, or it is damaged."
        case ResultCode.auth: return "only queries are allowed here: \(failure.message)."
        case ResultCode.interrupt: return "the query asked for too much and was stopped. Add a LIMIT or a WHERE."
        case ResultCode.ioError:
            return
                "the disk reported an error (\(failure.message)); nothing was half-written. Is the disk full? Make room, or restore a copy if it is broken."
        default: return failure.message
        }
    }

    private static func text(for limit: QueryLimit) -> String {
        switch limit {
        case .steps(let thousands): "more than \(thousands) thousand steps"
        case .time(let time): "more than \(time.components.seconds) seconds"
        case .rows(let rows): "more than \(rows) rows"
        }
    }

    static func text(for problem: IngestionReport.Problem) -> String {
        switch problem {
        case .unreadable(let reason): reason
        case .article(.empty): "the file is empty"
        case .article(.tooLarge(let bytes, let limit)): "the file has \(bytes) bytes; the limit is \(limit)"
        case .article(.binary(let offset)): "this is no text: there is a NUL byte at offset \(offset)"
        case .article(.invalidUTF8(let offset)):
            "the text is not UTF-8 at byte \(offset); convert it, for example with iconv"
        case .article(.noText): "there is no text in it besides a header or page furniture"
        case .article(.unclosedHeader): "the header begins with --- but does not end; close it with another line of ---"
        case .article(.invalidDate(let text)): "'\(text)' in the header is no date; write it as YYYY-MM-DD"
        }
    }

    static func text(for problem: AnnotationProblem) -> String {
        switch problem {
        case .noFolder: "there is no such folder"
        case .noGoldFiles: "no file here ends in .gold.json; annotated articles are pairs of ID.md and ID.gold.json"
        case .noSuchArticle: "there is no such annotation"
        case .noArticle: "the annotation has no article; put its text here, or into a file that ends in .txt"
        case .unreadable(let reason): reason
        case .gold(let defect): text(for: defect)
        case .article(let problem): text(for: problem)
        }
    }

    static func text(for claim: UnstorableClaim) -> String {
        let cause =
            switch claim.cause {
            case .noQuote: "it has no quote, and no claim is stored without the words that state it"
            case .quoteNotInText(let quote):
                "the article's text has no “\(quote)”; copy the words exactly as they stand below the header"
            case .defect(let defect): text(for: defect)
            }
        return "claims[\(claim.index)] (\(claim.kind.viewName)) is left out: \(cause)"
    }

    private static func text(for defect: GoldDefect) -> String {
        switch defect.cause {
        case .syntax(let defect):
            return text(for: defect)
        case .missing: return "line \(defect.line): \(defect.place) is missing"
        case .wrongType(let expected):
            let place = defect.place.isEmpty ? "the annotation" : defect.place
            return "line \(defect.line): \(place) must be \(text(for: expected))"
        case .unknownField(let allowed):
            return "line \(defect.line): \(defect.place) is unknown here; known are \(allowed.joined(separator: ", "))"
        case .unknownWord(let word, let allowed):
            return "line \(defect.line): \(defect.place) cannot be '\(word)'; use \(allowed.joined(separator: ", "))"
        case .invalidPeriod(let period):
            return
                "line \(defect.line): \(defect.place) '\(period)' is no period; write 2026, 2026-Q2, 2026-04, 2026-04-08, or two of these with / between"
        case .invalidCurrency(let code):
            return "line \(defect.line): \(defect.place) '\(code)' is no currency; write three capitals such as USD"
        }
    }

    private static func text(for type: GoldDefect.ValueType) -> String {
        switch type {
        case .object: "an object"
        case .list: "a list"
        case .text: "a text"
        case .number: "a number"
        case .flag: "true or false"
        }
    }

    static func text(for defect: JSONDefect) -> String {
        let cause =
            switch defect.cause {
            case .unexpectedEnd: "the text ends too early"
            case .unexpectedCharacter(let character): "'\(character)' cannot stand here"
            case .invalidUTF8: "this string is not UTF-8"
            case .controlCharacter: "a line end or another control character stands in a string; write \\n"
            case .invalidEscape: "there is no such escape"
            case .duplicateKey(let key): "the key '\(key)' stands twice in one object"
            case .invalidNumber(let text): "'\(text)' is no number"
            case .tooDeep: "there are too many brackets within brackets"
            }
        return "no valid JSON at line \(defect.line), column \(defect.column): \(cause)"
    }

    static func text(for problem: SavedEvaluationProblem) -> String {
        switch problem {
        case .notJSON(let defect): text(for: defect)
        case .otherShape(let path):
            "this is no evaluation that 'dossier evaluate --json' saved\(path.isEmpty ? "" : " (see '\(path)')")"
        case .otherFormat(let format):
            "this evaluation was saved in format \(format), which this version does not read; run it anew"
        }
    }

    /// A message for SQL that SQLite refuses, with the place of the error and names that may have been meant.
    static func text(forQuery error: SQLiteError, names: [String]) -> String {
        switch error {
        case .trailingStatement:
            return "one statement at a time, please: a second one follows the first."
        case .emptyStatement:
            return "there is no SQL to run. Try: dossier sql \"SELECT * FROM companies\""
        case .engine(let failure) where failure.primaryCode == 1:
            var text = failure.message
            if let sql = failure.sql, let offset = failure.errorOffset, !sql.contains("\n"), offset <= sql.utf8.count {
                let column = String(decoding: sql.utf8.prefix(offset), as: UTF8.self).count
                text += "\n  \(sql)\n  \(String(repeating: " ", count: column))^"
            }
            for prefix in ["no such table: ", "no such column: "] where failure.message.hasPrefix(prefix) {
                let name = String(failure.message.dropFirst(prefix.count).split(separator: ".").last ?? "")
                let candidates = prefix == "no such table: " ? PublicViews.all : names
                let near = Suggestions.nearest(to: name, among: candidates).filter { $0 != name }
                if !near.isEmpty { text += "\nDid you mean \(near.joined(separator: " or "))?" }
            }
            return text
        default:
            return self.text(for: error)
        }
    }
}
