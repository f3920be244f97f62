import KnowledgeModel
import TextAnalysis

/// What the words of a sentence say beside its main fact.
extension ArticleContext {
    /// The round that a sentence names: `Series B`, `seed`, `IPO`.
    func series(in range: Range<Int>) -> String? {
        for index in range {
            if key(index) == "series", document.tokens[index].isCapitalized, index + 1 < range.upperBound,
                document.text(of: index + 1).utf8.count <= 2, document.tokens[index + 1].isCapitalized
            {
                return document.text(of: index..<(index + 2))
            }
            if key(index) == "seed", token(index + 1, isIn: ["round", "funding", "investment", "financing", "money"]) {
                return "seed"
            }
            if key(index) == "ipo" { return "IPO" }
        }
        return nil
    }

    /// The part of the trading day that a sentence names.
    func session(in range: Range<Int>) -> Session? {
        for index in range {
            // `Pre-Market` is cut, `pre-market` is not.
            if token(index, isIn: ["premarket", "pre-market"])
                || key(index) == "pre" && key(index + 1) == "-" && key(index + 2) == "market"
                || token(index, isIn: ["before"]) && key(index + 1) == "the"
                    && token(index + 2, isIn: ["bell", "open"])
            {
                return .premarket
            }
            if token(index, isIn: ["after", "extended", "aftermarket", "late"]),
                token(index + 1, isIn: ["hours", "-", "trading", "trade", "market"]),
                key(index) != "after" || token(index + 2, isIn: ["hours", "trading", "market"])
                    || key(index + 1) == "hours"
            {
                return .afterHours
            }
        }
        return nil
    }

    /// The text's own name of a business line beside a figure's noun: "advertising", "data center".
    func segment(around trigger: Range<Int>, in sentence: Range<Int>) -> String? {
        var start = trigger.lowerBound
        while start - 1 >= sentence.lowerBound, trigger.lowerBound - start < 4 {
            let index = start - 1
            if token(index, isIn: notSegment) || mention(at: index, [.company]) != nil || isInTime(index) { break }
            guard document.tokens[index].isWord || key(index) == "-" || key(index) == "&",
                document.universalTag(index) != .verb || document.tokens[index].isCapitalized
                    || syntax.label(index) == .compound || syntax.label(index) == .amod
            else { break }
            start -= 1
        }
        while start < trigger.lowerBound, token(start, isIn: ["-", "and", "&"]) { start += 1 }
        if start < trigger.lowerBound { return document.text(of: start..<trigger.lowerBound) }
        // `revenue in its cloud unit`, `revenue from advertising`
        let next = trigger.upperBound
        guard token(next, isIn: ["from", "in", "at", "of"]) else { return openingSegment(of: sentence) }
        var first = next + 1
        while token(first, isIn: ["its", "the", "their"]) { first += 1 }
        if key(next) == "of",
            quantity(at: first) != nil || document.tokens[first].isNumeric
                || token(
                    first,
                    isIn: [
                        "$", "€", "£", "about", "more", "up", "some", "nearly", "around", "at", "roughly", "almost",
                        "between", "as", "over",
                    ])
        {
            return openingSegment(of: sentence)
        }
        var end = first
        while end < min(first + 4, sentence.upperBound), document.tokens[end].isWord || key(end) == "-",
            !token(end, isIn: notSegment), mention(at: end, [.company]) == nil,
            document.universalTag(end) != .verb, document.universalTag(end) != .auxiliary, !isInTime(end)
        { end += 1 }
        return end > first ? document.text(of: first..<end) : nil
    }

    /// `At Google Cloud, revenue rose`: the business line that a sentence begins with.
    private func openingSegment(of sentence: Range<Int>) -> String? {
        let first = sentence.lowerBound
        guard token(first, isIn: ["at", "in"]), let name = mention(at: first + 1, [.product, .company]),
            name.tokens.lowerBound == first + 1, key(name.tokens.upperBound) == ",",
            name.entity.kind == .product || lexicon.companies[name.entity.name]?.type == .division
        else { return nil }
        return document.text(of: name.tokens)
    }

    /// The figures that a noun such as "revenue" is told with, the stated one first.
    ///
    /// - Parameter others: The other nouns of the sentence that have figures of their own.
    ///   - isPerShare: Whether small sums are meant, those of a share.
    func figures(
        of trigger: Range<Int>, in sentence: Range<Int>, others: [Range<Int>], _ kind: Quantity.Kind, isPerShare: Bool
    ) -> [Quantity] {
        let floor = others.filter { $0.upperBound <= trigger.lowerBound }.map(\.upperBound).max() ?? sentence.lowerBound
        let next = others.filter { $0.lowerBound >= trigger.upperBound }.map(\.lowerBound).min()
        let limit = next ?? sentence.upperBound
        var figures = quantities(in: trigger.upperBound..<limit).filter { $0.kind == kind }
        // A figure right before the next noun is that noun's: `$5bn in revenue and $2bn in profit`.
        if let next {
            figures.removeAll { figure in
                let gap = figure.tokens.upperBound..<next
                return gap.count <= 3 && (gap.isEmpty || token(gap.lowerBound, isIn: ["in", "of", "-"]))
            }
        }
        if let before = quantities(in: floor..<trigger.lowerBound).last(where: { $0.kind == kind }),
            touches(before, trigger)
        {
            figures.insert(before, at: 0)
        }
        figures.removeAll { figure in
            let size = abs(figure.amount.low ?? figure.amount.high ?? 0)
            return figure.kind == .money && (size < 1_000) != isPerShare || modifiesAnother(figure, than: trigger)
                || isDifference(figure)
        }
        var kept: [Quantity] = []
        for figure in figures {
            let isStated = role(of: figure, in: sentence) == .stated
            if kept.isEmpty {
                if figure.core.lowerBound > trigger.upperBound + 18 { break }
            } else if isStated {
                break
            }
            kept.append(figure)
            if kept.count == 3 { break }
        }
        return kept
    }

    /// `$5bn in revenue`, `$130 billion of annual sales`, `a 48% gross margin`
    private func touches(_ figure: Quantity, _ trigger: Range<Int>) -> Bool {
        let gap = figure.tokens.upperBound..<trigger.lowerBound
        guard gap.count <= 4, gap.allSatisfy({ document.tokens[$0].isWord || key($0) == "-" }) else { return false }
        return gap.isEmpty
            || token(gap.lowerBound, isIn: ["in", "of", "annual", "annualized", "a", "quarterly", "-", "net"])
    }

    /// `a $5bn contract`: a sum that says how large something else is.
    private func modifiesAnother(_ figure: Quantity, than trigger: Range<Int>) -> Bool {
        for token in figure.core {
            guard let head = document.head(token), !figure.core.contains(head) else { continue }
            guard head >= figure.core.upperBound, !trigger.contains(head), document.universalTag(head) == .noun,
                // `the $21 billion analysts expected`, `the $21 billion estimate`
                !self.token(head, isIn: consensusWords),
                (figure.core.upperBound..<head).allSatisfy({ document.tokens[$0].isWord || key($0) == "-" })
            else { return false }
            switch syntax.label(token) {
            case .compound, .nummod, .amod, .nmodDesc, .nmodUnmarked: return head - figure.core.upperBound <= 3
            default: return false
            }
        }
        return false
    }

    /// `$15 billion higher than planned`: how far two sums lie apart is none of them.
    private func isDifference(_ figure: Quantity) -> Bool {
        token(figure.tokens.upperBound, isIn: ["more", "higher", "lower", "less", "above", "below"])
            && token(figure.tokens.upperBound + 1, isIn: ["than", "the"])
    }

    func isPerShare(_ figure: Quantity) -> Bool {
        let end = figure.tokens.upperBound
        return token(end, isIn: ["a", "per"])
            && (token(end + 1, isIn: ["share", "ads", "ad"]) || key(end + 1) == "diluted" && key(end + 2) == "share")
    }
}

private let notSegment = WordSet(
    """
    expects expect expected sees see forecast forecasts projects guides guided targets anticipates generates posts management \
    drove boosted lifted pushed raised cut cuts total annual quarterly net global overall record its the a their our company group year full half in of for on and \
    to that with more than while but reported said posted from as by at , . is was first second third fourth quarter \
    quarterly recurring annualized annualised run rate adjusted operating gross strong higher lower new whose where his her \
    generated has had have hit past monthly daily yearly combined expected projected estimated actual fiscal when any no \
    lost made earned which both this these those trailing billion million into about 's s worldwide consolidated \
    top-line organic underlying reported current next last latest middle extra additional contracted i.e. new an financial fiscal calendar
    """)
