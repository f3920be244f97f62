package import Evaluation
import KnowledgeModel
import SQLite

/// An evaluation as people read it.
package struct EvaluationDrawing {
    private let table: TextTable

    /// - Parameter width: Columns of the terminal; `nil` leaves every cell whole.
    package init(width: Int?) {
        table = TextTable(width: width)
    }

    /// Scores by view, then attributes, calibration and evidence.
    package func render(_ report: EvaluationReport) -> String {
        let articles =
            report.articles.count == 1 ? "1 annotated article" : "\(report.articles.count) annotated articles"
        var text = articles + "\n\n"
        text += scores(
            ClaimKind.allCases.map(\.viewName), report.views, total: ("all claims", report.claims),
            header: "view")
        text += "macro F1 \(Self.ratio(report.macroF1))\n\n"
        text += scores(
            EntityKind.allCases.map(\.viewName), report.entityViews, total: ("all entities", report.entities),
            header: "entities")
        if !report.attributes.isEmpty {
            var attributes = ResultTable(columns: ["attribute of right claims", "right", "stated"], rows: [])
            for (name, count) in report.attributes.sorted(by: { $0.key < $1.key }) {
                attributes.rows.append([.text(name), .integer(Int64(count.right)), .integer(Int64(count.stated))])
            }
            text += "\n" + table.render(attributes)
        }
        let calibration = report.calibration
        text += "\ncalibration error \(Self.ratio(calibration.error)) over \(calibration.claims) claims; "
        text += "precision at confidence 0.9 and above \(Self.ratio(calibration.surePrecision))"
        text += " over \(calibration.sureClaims) claims\n"
        text +=
            report.evidence.faults == 0
            ? "evidence: all \(report.evidence.claims) quotes are the text at their offsets\n"
            : "evidence: \(report.evidence.faults) of \(report.evidence.claims) quotes are not the text at their offsets\n"
        return text
    }

    private func scores(
        _ names: [String],
        _ scores: [String: EvaluationReport.Score],
        total: (String, EvaluationReport.Score),
        header: String
    ) -> String {
        var result = ResultTable(
            columns: [header, "gold", "precision", "recall", "F1", "correct", "wrong", "missed", "duplicates"], rows: []
        )
        func add(_ name: String, _ score: EvaluationReport.Score) {
            let counts = [score.correct, score.wrong, score.missed, score.duplicates]
            result.rows.append(
                [.text(name), .integer(Int64(score.gold))]
                    + [score.precision, score.recall, score.f1].map { .text(Self.ratio($0)) }
                    + counts.map { .integer(Int64($0)) })
        }
        for name in names { if let score = scores[name] { add(name, score) } }
        add(total.0, total.1)
        return table.render(result)
    }

    /// What changed since another evaluation: a line for each view whose counts differ.
    package func render(_ report: EvaluationReport, since baseline: EvaluationReport) -> String {
        var changes = ResultTable(
            columns: ["view", "precision", "", "recall", "", "F1", "", "correct", "wrong", "missed"], rows: [])
        func add(_ name: String, _ now: EvaluationReport.Score?, _ then: EvaluationReport.Score?) {
            guard let now, let then, now != then else { return }
            var row: [Value] = [.text(name)]
            for ratio in [\EvaluationReport.Score.precision, \.recall, \.f1] {
                row += [
                    .text(Self.ratio(now[keyPath: ratio])), .text(change(now[keyPath: ratio] - then[keyPath: ratio])),
                ]
            }
            for count in [\EvaluationReport.Score.correct, \.wrong, \.missed] {
                row.append(.text(change(now[keyPath: count] - then[keyPath: count])))
            }
            changes.rows.append(row)
        }
        for kind in ClaimKind.allCases {
            add(kind.viewName, report.views[kind.viewName], baseline.views[kind.viewName])
        }
        add("all claims", report.claims, baseline.claims)
        for kind in EntityKind.allCases {
            add(kind.viewName, report.entityViews[kind.viewName], baseline.entityViews[kind.viewName])
        }
        add("all entities", report.entities, baseline.entities)
        var text = changes.rows.isEmpty ? "" : table.render(changes)
        func tell(_ name: String, _ now: Double?, _ then: Double?) {
            guard now != then else { return }
            text += "\(name) \(Self.ratio(then)) → \(Self.ratio(now))\n"
        }
        tell("macro F1", report.macroF1, baseline.macroF1)
        tell("calibration error", report.calibration.error, baseline.calibration.error)
        tell(
            "precision at confidence 0.9 and above", report.calibration.surePrecision,
            baseline.calibration.surePrecision)
        for name in Set(report.attributes.keys).union(baseline.attributes.keys).sorted() {
            let (now, then) = (report.attributes[name], baseline.attributes[name])
            if now != then { text += "\(name) \(Self.count(then)) → \(Self.count(now))\n" }
        }
        if report.evidence.faults != baseline.evidence.faults {
            text += "quotes that are not the text \(baseline.evidence.faults) → \(report.evidence.faults)\n"
        }
        return text.isEmpty ? "no figure changed\n" : text
    }

    /// The first differences of each sort, each with its article and the sentence that states it.
    ///
    /// - Parameter limit: How many of each sort to list.
    package func render(_ differences: [Evaluation.Difference], limit: Int) -> String {
        var sorts: [(title: String, lines: [String])] = [
            ("missed claims", []), ("wrong claims", []), ("missed entities", []), ("wrong entities", []),
        ]
        for difference in differences {
            let sort: Int
            let line: String
            switch difference.content {
            case .missedClaim(let claim):
                (sort, line) = (0, Self.line(claim.kind, ClaimRow(claim)))
            case .wrongClaim(let claim):
                let confidence = "confidence \(Numbers.exact(claim.confidence)), \(claim.extractor)"
                (sort, line) = (1, "\(Self.line(claim.kind, ClaimRow(claim)))  (\(confidence))")
            case .missedEntity(let entity): (sort, line) = (2, "\(entity.kind.rawValue) \(entity.name)")
            case .wrongEntity(let entity): (sort, line) = (3, "\(entity.kind.rawValue) \(entity.name)")
            }
            var text = "\(difference.articleID)  \(TextTable.oneLine(line))\n"
            if let sentence = difference.sentence { text += "    “\(TextTable.oneLine(sentence))”\n" }
            sorts[sort].lines.append(text)
        }
        return sorts.map { sort in
            let shown = sort.lines.prefix(limit)
            let count = shown.count == sort.lines.count ? "\(shown.count)" : "\(shown.count) of \(sort.lines.count)"
            return "\n\(sort.title): \(count)\n" + shown.joined()
        }.joined()
    }

    private static func line(_ kind: ClaimKind, _ row: ClaimRow) -> String {
        let fields = zip(row.columns, row.values).filter { column, value in
            value != .null && column != "period_start" && column != "period_end"
                && !(column == "approximate" && value == .integer(0))
        }
        return kind.viewName + ": " + fields.map { "\($0) \(displayText($1))" }.joined(separator: ", ")
    }

    /// Three digits; a dash for a ratio of nothing.
    private static func ratio(_ ratio: Double?) -> String {
        guard let ratio else { return "–" }
        return digits(ratio)
    }

    private static func count(_ attribute: EvaluationReport.Attribute?) -> String {
        attribute.map { "\($0.right) of \($0.stated)" } ?? "–"
    }

    private static func digits(_ ratio: Double) -> String {
        let thousandths = Int((ratio * 1_000).rounded())
        let fraction = String(thousandths % 1_000)
        return "\(thousandths / 1_000)." + String(repeating: "0", count: 3 - fraction.utf8.count) + fraction
    }

    private func change(_ change: Double) -> String {
        let size = Self.digits(abs(change))
        return size == "0.000" ? "=" : (change < 0 ? "−" : "+") + size
    }

    private func change(_ change: Int) -> String {
        change == 0 ? "=" : (change < 0 ? "−" : "+") + String(abs(change))
    }
}
