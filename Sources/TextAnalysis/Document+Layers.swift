/// Tags, lemmas, trees and names. In a document without these layers no token has any.
extension Document {
    /// Whether the document has tags, lemmas, trees and names.
    public var isAnalyzed: Bool { annotations != nil }

    /// The part of speech of a token.
    public func universalTag(_ token: Int) -> UniversalTag? {
        annotations.flatMap { UniversalTag(rawValue: $0.universalTags[token]) }
    }

    /// The Penn Treebank's word class of a token.
    public func pennTag(_ token: Int) -> PennTag? {
        annotations.flatMap { PennTag(rawValue: $0.pennTags[token]) }
    }

    /// The token that a token depends on, or `nil` for the root of a sentence.
    public func head(_ token: Int) -> Int? {
        guard let head = annotations?.heads[token], head >= 0 else { return nil }
        return Int(head)
    }

    /// How a token depends on its head.
    public func dependencyLabel(_ token: Int) -> DependencyLabel? {
        annotations.flatMap { DependencyLabel(rawValue: $0.labels[token]) }
    }

    /// The key of a token's lemma, for comparing with words: `be` for "was".
    public func lemmaKey(_ token: Int) -> WordKey? {
        guard let annotations, pennTag(token) != nil || annotations.statedLemmas != nil else { return nil }
        return annotations.lemmaKeys[token]
    }

    /// The lemma of a token. Complexity: it is made anew each time; compare ``lemmaKey(_:)`` in loops.
    public func lemma(_ token: Int) -> String? {
        guard let annotations else { return nil }
        if let stated = annotations.statedLemmas { return stated[token] }
        guard let tag = pennTag(token) else { return nil }
        return withBytes(of: token) { word in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: FeatureExtractor.longestWord) { buffer in
                let folded = UnsafeBufferPointer(rebasing: buffer[..<FeatureExtractor.fold(word, into: buffer)])
                return String(unsafeUninitializedCapacity: word.count + Lemmatizer.mostAdded) {
                    Network.english.lemmatizer.lemmatize(word, folded: folded, tag: tag, into: $0)
                }
            }
        }
    }

    /// The names that the recogniser found, in order; they never overlap.
    public var names: [RecognizedName] { annotations?.names ?? [] }
}
