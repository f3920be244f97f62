import KnowledgeModel

/// Which spellings name the same entity in one article.
struct Spellings {
    /// The canonical form of each spelling that is not one itself.
    private var canonicalForms: [String: String] = [:]
    private let goldForms: Set<String>

    init(_ entities: [GoldEntity]) {
        var goldForms: Set<String> = []
        for entity in entities {
            let form = ComparableText.normalized(entity.reference.name)
            goldForms.insert(form)
            for name in [entity.reference.name] + entity.acceptedNames {
                let spelling = ComparableText.normalized(name)
                if canonicalForms[spelling] == nil { canonicalForms[spelling] = form }
            }
        }
        self.goldForms = goldForms
    }

    func canonicalForm(_ name: String) -> String {
        let spelling = ComparableText.normalized(name)
        return canonicalForms[spelling] ?? spelling
    }

    /// Two missing names are the same.
    func areSame(_ left: String?, _ right: String?) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        return canonicalForm(left) == canonicalForm(right)
    }

    /// Takes an entity that was found for one of the annotation if one of its aliases names that.
    mutating func learn(_ name: String, aliases: [String]) {
        guard !goldForms.contains(canonicalForm(name)) else { return }
        for alias in aliases {
            let form = canonicalForm(alias)
            guard goldForms.contains(form) else { continue }
            let spelling = ComparableText.normalized(name)
            if canonicalForms[spelling] == nil { canonicalForms[spelling] = form }
            return
        }
    }
}
