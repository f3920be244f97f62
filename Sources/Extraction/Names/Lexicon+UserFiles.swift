import KnowledgeModel

/// What is wrong with a user's file of names, and where.
public struct LexiconFileError: Error, Equatable, Sendable, CustomStringConvertible {
    public let file: String
    /// 1-based; `nil` where the fault lies in no one line.
    public let line: Int?
    public let cause: String

    public var description: String { line.map { "\(file):\($0): \(cause)" } ?? "\(file): \(cause)" }
}

extension Lexicon {
    /// The files of names by their names, with their first lines. `docs/lexicon.md` describes the fields.
    public static let fileHeaders: [String: String] = [
        "companies.tsv": "#name\ttype\tparent\tticker\theadquarters\taliases\tnouns",
        "people.tsv": "#name\tcompany\ttitle\taliases",
        "model_families.tsv": "#family\tdeveloper\tvariants\tnames\taliases",
        "products.tsv": "#name\tcompany\taliases\tnature",
        "benchmarks.tsv": "#name\taliases\tunit\tscale",
        "outlets.tsv": "#name\taliases",
        "places.tsv": "#name\tkind\tadjective",
        "homonyms.tsv": "#name\tkind\tmeaning\twords",
        "given_names.txt": "#given name",
        "common_words.txt": "# Words that are no names although a sentence may begin with them.",
    ]

    /// Adds a user's files over what is known.
    ///
    /// A record replaces the one that is known under its name; that one's other names go on standing for it. The owners
    /// that records name must be known or stand in one of the files, in whatever order.
    ///
    /// - Parameter files: A path, whose last part is a name of ``fileHeaders``, and the text of the file.
    /// - Throws: ``LexiconFileError``; nothing is added then.
    public mutating func add(_ files: [(path: String, text: String)]) throws(LexiconFileError) {
        var read: [UserFile] = []
        for file in files { read.append(try UserFile(path: file.path, text: file.text)) }
        var own: Lexicon
        do {
            own = try Lexicon(files: read.map(\.file))
        } catch {
            // Every record was checked before.
            throw LexiconFileError(file: files.first?.path ?? "", line: nil, cause: "\(error)")
        }
        let known = Set(companies.keys).union(own.companies.keys)
        for file in read {
            for owner in file.owners where !known.contains(owner.name) {
                throw LexiconFileError(
                    file: file.path, line: owner.line,
                    cause: "no company is called \"\(owner.name)\"; give it a line of its own in companies.tsv")
            }
        }
        merge(own)
    }

    /// A file with the lines of its records.
    private struct UserFile {
        let path: String
        let file: LexiconFile
        private(set) var owners: [(name: String, line: Int)] = []

        init(path: String, text: String) throws(LexiconFileError) {
            self.path = path
            let name = path.split(separator: "/").last.map(String.init) ?? path
            func failure(_ line: Int?, _ cause: String) -> LexiconFileError {
                LexiconFileError(file: path, line: line, cause: cause)
            }
            guard let header = Lexicon.fileHeaders[name] else {
                throw failure(
                    nil,
                    "no file of names is called \(name); there are "
                        + Lexicon.fileHeaders.keys.sorted().joined(separator: ", "))
            }
            let isTable = name.hasSuffix(".tsv")
            let width = isTable ? header.split(separator: "\t").count : 1
            var records: [[String]] = []
            var hasHeader = !isTable
            for (index, row) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
                let line = index + 1
                if row.allSatisfy(\.isWhitespace) { continue }
                if !hasHeader {
                    guard row == header else {
                        throw failure(line, "the first line must be \"\(header)\", with tabs between the names")
                    }
                    hasHeader = true
                    continue
                }
                if row.hasPrefix("#") { continue }
                var fields = row.split(separator: "\t", omittingEmptySubsequences: false).map(\.trimmed)
                guard fields.count <= width else {
                    throw failure(line, "\(fields.count) fields, and there are only \(width) in \(name)")
                }
                // Editors cut white space at the ends of lines.
                fields += Array(repeating: "", count: width - fields.count)
                guard !fields[0].isEmpty else { throw failure(line, "the first field, the name, is empty") }
                if let cause = Self.fault(of: fields, in: name) { throw failure(line, cause) }
                if let owner = Self.owner(of: fields, in: name) { owners.append((owner, line)) }
                records.append(fields)
            }
            file = LexiconFile(name: name, records: records)
        }

        private static func owner(of fields: [String], in name: String) -> String? {
            switch name {
            case "companies.tsv": fields[2].nonEmpty
            case "model_families.tsv", "products.tsv": fields[1].nonEmpty
            default: nil
            }
        }

        private static func fault(of fields: [String], in name: String) -> String? {
            switch name {
            case "companies.tsv" where CompanyType(rawValue: fields[1]) == nil:
                "\"\(fields[1])\" is no type of company: \(CompanyType.words.joined(separator: ", "))"
            case "companies.tsv" where fields[2] == fields[0]:
                "\(fields[0]) is its own parent"
            case "benchmarks.tsv" where !fields[2].isEmpty && ScoreUnit(rawValue: fields[2]) == nil:
                "\"\(fields[2])\" is no unit of scores: \(ScoreUnit.words.joined(separator: ", "))"
            case "homonyms.tsv" where fields[1] != "none" && EntityKind(rawValue: fields[1]) == nil:
                "\"\(fields[1])\" is no kind of entity: none, \(EntityKind.words.joined(separator: ", "))"
            case "homonyms.tsv" where (fields[1] == "none") != fields[2].isEmpty:
                "a meaning goes with every kind but none"
            case "homonyms.tsv" where fields[3].isEmpty:
                "the words that go with it are missing"
            case "benchmarks.tsv" where !fields[3].isEmpty && Double(fields[3]) == nil:
                "the scale \"\(fields[3])\" is no number"
            default: nil
            }
        }
    }
}

extension LexiconFile {
    fileprivate init(name: String, records: [[String]]) {
        self.name = name
        self.records = records
    }
}
