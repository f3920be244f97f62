/// A part of the extraction that can be left out, to measure what it is worth.
public enum ExtractionPart: String, CaseIterable, Sendable {
    /// The dependency trees; rules then see only the order of the words.
    case parser
    /// The name recogniser; names then come from the lexicon and from the words round them.
    case recogniser
    /// The files of known names.
    case lexicon
    /// What pronouns, descriptions and unstated arguments refer to.
    case coreference
    /// Negation, conditions, questions, plans and hedges.
    case assertion
}
