import KnowledgeModel
import TextAnalysis

/// How a figure of money stands to others in its sentence.
enum FigureRole {
    /// The figure itself.
    case stated
    /// The year before: "up from $3bn", "compared with $3bn a year earlier".
    case yearBefore
    /// What others expected: "analysts had expected $4bn".
    case consensus
}

extension ArticleContext {
    /// What a figure is, by the words round it.
    func role(of quantity: Quantity, in clause: Range<Int>) -> FigureRole {
        let start = quantity.tokens.lowerBound
        let near = max(clause.lowerBound, start - 7)..<start
        var after = quantity.tokens.upperBound..<min(quantity.tokens.upperBound + 7, clause.upperBound)
        if let end = after.first(where: { token($0, isIn: [",", "and", ";"]) }) { after = after.lowerBound..<end }
        if near.contains(where: { token($0, isIn: consensusWords) })
            || after.contains(where: { token($0, isIn: afterConsensus) })
            || token(quantity.tokens.upperBound, isIn: consensusNouns)
        {
            return .consensus
        }
        let lead = start - 1
        if key(lead) == "from", !token(lead - 1, isIn: ["revenue", "sales", "income", "came", "comes", "generated"]) {
            return .yearBefore
        }
        if times(in: after).contains(where: \.isComparison),
            token(lead, isIn: ["from", "with", "versus", "against", "to", "after", "vs", "vs."])
        {
            return .yearBefore
        }
        if key(lead) == "with" || key(lead) == "to", token(lead - 1, isIn: ["compared", "up"]), key(lead) == "with" {
            return .yearBefore
        }
        return .stated
    }

    /// The growth that a clause states, in percent.
    func change(in clause: Range<Int>) -> Double? {
        for quantity in quantities(in: clause) where quantity.kind == .percent {
            guard let value = quantity.amount.low ?? quantity.amount.high,
                !token(quantity.tokens.lowerBound - 1, isIn: ["from", "to", "at", "than", "of"])
            else { continue }
            let near =
                max(
                    clause.lowerBound, quantity.tokens.lowerBound - 5)..<min(
                    quantity.tokens.upperBound + 4, clause.upperBound)
            let after = quantity.tokens.upperBound..<min(quantity.tokens.upperBound + 7, clause.upperBound)
            if token(quantity.tokens.upperBound, isIn: ["of", "qoq", "gross", "operating", "stake", "margin"])
                || after.contains(where: {
                    token($0, isIn: ["margin", "margins", "stake", "quarter-on-quarter", "sequentially", "qoq"])
                })
            {
                continue
            }
            if near.contains(where: { token($0, isIn: growthWords) }) { return value }
            if near.contains(where: { token($0, isIn: declineWords) }) { return -value }
        }
        return nil
    }

    func basis(of quantity: Quantity, _ role: FigureRole, in sentence: Range<Int>, _ clause: Range<Int>) -> Basis {
        if role == .consensus { return .estimate }
        // `over three years`, `pledged to spend`: a promise and not a plan for one year.
        if clause.contains(where: { token($0, isIn: ["pledged", "pledge", "pledges", "committed", "commitment"]) })
            || clause.contains(where: { token($0, isIn: ["over", "through"]) && token($0 + 2, isIn: ["years"]) })
        {
            return .commitment
        }
        if role == .yearBefore { return .actual }
        let before = clause.lowerBound..<quantity.tokens.lowerBound
        if before.contains(where: { token($0, isIn: guidanceWords) }) {
            return before.contains(where: { token($0, isIn: ["analysts", "estimates", "street", "analyst"]) })
                ? .estimate : .guidance
        }
        if clause.contains(where: { token($0, isIn: ["guidance", "outlook", "forecast"]) }) { return .guidance }
        return .actual
    }
}

let consensusWords = WordSet(
    "analysts analyst consensus estimates estimate expectations expected street lseg factset refinitiv projections projection crunchers forecasters models"
)
let afterConsensus = WordSet(
    "expected forecast estimated consensus analysts street pencilled penciled modelled modeled")
private let consensusNouns = WordSet("estimate estimates forecast consensus projection expectation")
let growthWords = WordSet(
    "up rose rise rises rising grew grow grows growing growth increase increased increasing jumped jump climbed climb higher more gained surged surge soared soar advanced expanded leapt leap gain expand expands expanding"
)
let declineWords = WordSet(
    "down fell fall falls falling decline declined dropped drop lower less decrease decreased shrank slid slipped sank tumbled plunged"
)
let guidanceWords = WordSet(
    "expects expect expected forecasts forecast guides guided guide sees projects projected guidance outlook anticipates anticipate will plans plan planned targets target intends budgeted raised lifted"
)
