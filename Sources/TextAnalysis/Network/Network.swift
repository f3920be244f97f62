import CKernels

/// Tags, names and trees by a small network: hashed word features, layers of an LSTM in both directions, and a head
/// each for tags, names, arcs and labels.
///
/// The parser scores every pair of words (Dozat and Manning 2017, "Deep Biaffine Attention for Neural Dependency
/// Parsing"). Products are whole numbers, so that every machine finds the same (see `CKernels`).
struct Network: @unchecked Sendable {
    // Unchecked: all pointers are to constant data of the program, see `ModelWeights`.

    /// A linear map with a bias.
    private struct Linear {
        let matrix: dossier_matrix
        let bias: UnsafeBufferPointer<Float>

        init(_ weights: ModelWeights, _ name: String, bias: String? = nil) {
            matrix = weights.matrix(bias == nil ? name + ".weight" : name)
            self.bias = weights.list(bias ?? name + ".bias", of: Float.self)
            precondition(
                self.bias.count == Int(matrix.rows), "the embedded weights have a bias of another length at \(name)")
        }

        var rows: Int { Int(matrix.rows) }
        var columns: Int { Int(matrix.columns) }
    }

    private struct Cell {
        let input: Linear
        let recurrent: dossier_matrix
    }

    private let words: dossier_matrix
    private let subwords: dossier_matrix
    private let layers: [(forwards: Cell, backwards: Cell)]
    private let upos: Linear
    private let xpos: Linear
    private let nameHidden: Linear
    private let names: Linear
    private let arcDependent: Linear
    private let arcHead: Linear
    private let arcMatrix: Linear
    private let rootArc: UnsafeBufferPointer<Float>
    private let labelDependent: Linear
    private let labelHead: Linear
    private let rootLabel: UnsafeBufferPointer<Float>
    private let matchDependent: Linear
    private let matchHead: Linear
    private let rootMatch: UnsafeBufferPointer<Float>
    private let label: Linear
    private let features: FeatureExtractor
    let lemmatizer: Lemmatizer

    static let english = Network(weights: .english)

    /// The lists of known names that hold a word, a bit a list.
    func nameLists(holding key: WordKey) -> UInt8 { features.nameLists(holding: key) }

    private init(weights: ModelWeights) {
        words = weights.matrix("words")
        subwords = weights.matrix("subwords")
        var layers: [(Cell, Cell)] = []
        while weights.contains("lstm.\(layers.count).forwards.input") {
            func cell(_ direction: String) -> Cell {
                let name = "lstm.\(layers.count).\(direction)."
                return Cell(
                    input: Linear(weights, name + "input", bias: name + "bias"),
                    recurrent: weights.matrix(name + "recurrent"))
            }
            layers.append((cell("forwards"), cell("backwards")))
        }
        self.layers = layers
        upos = Linear(weights, "upos")
        xpos = Linear(weights, "xpos")
        nameHidden = Linear(weights, "name_hidden")
        names = Linear(weights, "names.0")
        arcDependent = Linear(weights, "arc_dependent")
        arcHead = Linear(weights, "arc_head")
        arcMatrix = Linear(weights, "arc_matrix", bias: "arc_bias")
        rootArc = weights.list("root.arc", of: Float.self)
        labelDependent = Linear(weights, "label_dependent")
        labelHead = Linear(weights, "label_head")
        rootLabel = weights.list("root.label", of: Float.self)
        matchDependent = Linear(weights, "match_dependent")
        matchHead = Linear(weights, "match_head")
        rootMatch = weights.list("root.match", of: Float.self)
        label = Linear(weights, "label")
        features = FeatureExtractor(weights: weights)
        lemmatizer = Lemmatizer(weights: weights)
        precondition(
            weights.words("upos") == UniversalTag.allCases.map(\.name)
                && weights.words("xpos") == PennTag.allCases.map(\.name)
                && weights.words("labels") == DependencyLabel.allCases.map(\.name)
                && weights.words("names") == [
                    "O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC",
                ],
            "the embedded weights know other tags than the program")
        precondition(hasExpectedShapes, "the embedded weights have other shapes than the program expects")
    }

    /// Whether all parts fit together: the loops in C check nothing.
    private var hasExpectedShapes: Bool {
        guard Int(subwords.rows) == FeatureExtractor.subwordRows, Int(words.rows) == features.wordCount + 1 else {
            return false
        }
        var width = Int(words.columns + subwords.columns)
        for layer in layers {
            for cell in [layer.forwards, layer.backwards] {
                guard cell.input.columns == width, cell.input.rows == Int(cell.recurrent.rows),
                    cell.recurrent.rows == 4 * cell.recurrent.columns,
                    cell.recurrent.columns == layer.forwards.recurrent.columns
                else { return false }
            }
            width = 2 * Int(layer.forwards.recurrent.columns)
        }
        return [upos, xpos, nameHidden, arcDependent, arcHead, labelDependent, labelHead, matchDependent, matchHead]
            .allSatisfy {
                $0.columns == width
            }
            && names.columns == nameHidden.rows && names.rows == 1 + 2 * RecognizedName.Kind.allCases.count
            && arcMatrix.columns == arcDependent.rows && arcMatrix.rows == arcHead.rows && rootArc.count == arcHead.rows
            && labelDependent.rows == labelHead.rows && rootLabel.count == labelHead.rows
            && matchDependent.rows == labelHead.rows && matchHead.rows == labelHead.rows
            && rootMatch.count == labelHead.rows && label.columns == 2 * labelHead.rows
    }

    /// The most sentences and about the most tokens that go through the layers side by side.
    private enum Batch {
        static let sentences = 16
        static let tokens = 1024
    }

    /// Annotates a document. Complexity: linear in its length, since sentences have a greatest length.
    func annotations(of tokens: [Token], in bytes: [UInt8], sentences: [Sentence]) -> Annotations {
        var result = Annotations(tokens: tokens.count)
        let order = sentences.indices.filter { !sentences[$0].isForeign }.sorted {
            (sentences[$1].tokens.count, $0) < (sentences[$0].tokens.count, $1)
        }
        var names: [[RecognizedName]] = Array(repeating: [], count: sentences.count)
        var start = 0
        bytes.withUnsafeBufferPointer { bytes in
            while start < order.count {
                var end = start
                var count = 0
                while end < order.count, end - start < Batch.sentences,
                    end == start || count + sentences[order[end]].tokens.count <= Batch.tokens
                {
                    count += sentences[order[end]].tokens.count
                    end += 1
                }
                annotate(order[start..<end], of: sentences, tokens, bytes, into: &result, names: &names)
                start = end
            }
        }
        result.names = names.flatMap { $0 }
        return result
    }

    // MARK: A batch

    /// Annotates some sentences, the longest first.
    private func annotate(
        _ batch: ArraySlice<Int>,
        of sentences: [Sentence],
        _ tokens: [Token],
        _ bytes: UnsafeBufferPointer<UInt8>,
        into result: inout Annotations,
        names: inout [[RecognizedName]]
    ) {
        let ranges = batch.map { sentences[$0].tokens }
        var starts: [Int] = []
        var count = 0
        for range in ranges {
            starts.append(count)
            count += range.count
        }
        guard count > 0 else { return }

        // Words that come several times are looked up once; from the first layer on they differ by what is round them.
        let words = inputs(ranges, tokens, bytes)
        var inputRows = words.rows
        var vectors = words.vectors
        var scales = words.scales
        var lower: [Int8] = []
        for layer in layers {
            lower = vectors
            vectors = read(vectors, scales, inputRows, by: layer, ranges, starts)
            scales = Array(repeating: 1 / Float(DOSSIER_LIMIT), count: count)
            inputRows = Array(0..<count)
        }
        if layers.count < 3 { lower = vectors }

        let uposScores = scores(upos, lower, scales, count: count)
        let xposScores = scores(xpos, lower, scales, count: count)
        let dependentArcs = scores(arcDependent, vectors, scales, count: count, isRectified: true)
        let headArcs = scores(arcHead, vectors, scales, count: count, isRectified: true)
        let (arcVectors, arcScales) = quantized(dependentArcs, columns: arcDependent.rows)
        let arcs = scores(arcMatrix, arcVectors, arcScales, count: count)
        let (leftArcs, leftScales) = quantized(arcs, columns: arcMatrix.rows)
        let (rightArcs, rightScales) = quantized(headArcs, columns: arcHead.rows)
        let dependentLabels = scores(labelDependent, vectors, scales, count: count)
        let headLabels = scores(labelHead, vectors, scales, count: count)
        let dependentMatches = scores(matchDependent, vectors, scales, count: count)
        let headMatches = scores(matchHead, vectors, scales, count: count)
        let hiddenNames = scores(nameHidden, vectors, scales, count: count, isRectified: true)
        let (nameVectors, nameScales) = quantized(hiddenNames, columns: nameHidden.rows)
        let nameScores = scores(self.names, nameVectors, nameScales, count: count)

        for (position, range) in ranges.enumerated() {
            let start = starts[position]
            for offset in 0..<range.count {
                result.universalTags[range.lowerBound + offset] = UInt8(
                    Self.best(of: uposScores, row: start + offset, upos.rows))
                result.pennTags[range.lowerBound + offset] = UInt8(
                    Self.best(of: xposScores, row: start + offset, xpos.rows))
            }
            let heads = self.heads(
                start..<(start + range.count), left: leftArcs, leftScales, right: rightArcs, rightScales)
            let labels = self.labels(
                start..<(start + range.count), heads, (dependentLabels, headLabels),
                (dependentMatches, headMatches))
            for offset in 0..<range.count {
                result.heads[range.lowerBound + offset] =
                    heads[offset] == 0 ? -1 : Int32(range.lowerBound + heads[offset] - 1)
                result.labels[range.lowerBound + offset] = labels[offset]
            }
            nameScores.withUnsafeBufferPointer { all in
                let width = self.names.rows
                let slice = UnsafeBufferPointer(rebasing: all[(start * width)..<((start + range.count) * width)])
                let sentence = batch[batch.startIndex + position]
                NameDecoder.names(scores: slice, labels: width, offset: range.lowerBound, into: &names[sentence])
            }
        }
        lemmatize(ranges, tokens, bytes, into: &result)
    }

    /// The vectors of the different words of some sentences, and which of them each token has.
    private struct Inputs {
        /// [number of different words, word columns + subword columns]
        var vectors: [Int8] = []
        /// One for each different word.
        var scales: [Float] = []
        /// One for each token.
        var rows: [Int] = []
    }

    private func inputs(_ ranges: [Range<Int>], _ tokens: [Token], _ bytes: UnsafeBufferPointer<UInt8>) -> Inputs {
        let wordColumns = Int(words.columns)
        let width = wordColumns + Int(subwords.columns)
        var inputs = Inputs()
        var known: [UInt64: Int] = [:]
        withUnsafeTemporaryAllocation(of: Float.self, capacity: width) { sum in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: FeatureExtractor.longestWord) { buffer in
                guard let sums = sum.baseAddress else { return }
                for index in ranges.joined() {
                    let word = Self.word(tokens[index], bytes)
                    let hasSpace = tokens[index].hasSpaceBefore
                    let key = FeatureExtractor.hash(
                        CollectionOfOne(hasSpace ? 1 : 0), from: FeatureExtractor.hash(word))
                    if let row = known[key] {
                        inputs.rows.append(row)
                        continue
                    }
                    let row = inputs.scales.count
                    known[key] = row
                    inputs.rows.append(row)
                    let folded = UnsafeBufferPointer(rebasing: buffer[..<FeatureExtractor.fold(word, into: buffer)])
                    sum.initialize(repeating: 0)
                    let wordRow = features.wordRow(of: folded)
                    dossier_add_row(words.weights + wordRow * wordColumns, words.scales[wordRow], words.columns, sums)
                    features.forEachSubwordRow(of: word, folded: folded, hasSpaceBefore: hasSpace) { subword in
                        dossier_add_row(
                            subwords.weights + subword * Int(subwords.columns), subwords.scales[subword],
                            subwords.columns, sums + wordColumns)
                    }
                    inputs.vectors += repeatElement(0, count: width)
                    inputs.vectors.withUnsafeMutableBufferPointer { vectors in
                        guard let target = vectors.baseAddress else { return }
                        let scale = dossier_quantize(sums, Int32(width), target + row * width)
                        inputs.scales.append(scale)
                    }
                }
            }
        }
        return inputs
    }

    private static func word(_ token: Token, _ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[Int(token.start)..<Int(token.end)])
    }

    /// Both directions of a layer over all sentences of a batch; the result is [tokens, 2 * hidden].
    ///
    /// - Parameter inputRows: For each token the row of `vectors` that it has.
    private func read(
        _ vectors: [Int8],
        _ scales: [Float],
        _ inputRows: [Int],
        by layer: (forwards: Cell, backwards: Cell),
        _ ranges: [Range<Int>],
        _ starts: [Int]
    ) -> [Int8] {
        var outputs = [Int8](repeating: 0, count: inputRows.count * 2 * Int(layer.forwards.recurrent.columns))
        outputs.withUnsafeMutableBufferPointer { outputs in
            for (cell, isForwards) in [(layer.forwards, true), (layer.backwards, false)] {
                let inputs = scores(cell.input, vectors, scales, count: scales.count)
                read(inputs, inputRows, by: cell.recurrent, isForwards: isForwards, ranges, starts, into: outputs)
            }
        }
        return outputs
    }

    /// One direction: all sentences side by side, a step for each token.
    private func read(
        _ inputs: [Float],
        _ inputRows: [Int],
        by recurrent: dossier_matrix,
        isForwards: Bool,
        _ ranges: [Range<Int>],
        _ starts: [Int],
        into outputs: UnsafeMutableBufferPointer<Int8>
    ) {
        let hidden = Int(recurrent.columns)
        var recurrent = recurrent
        // Products are made for four sentences at a time: up to three that are read out go with the others.
        let places = (ranges.count + 3) & ~3
        var state = [Int8](repeating: 0, count: places * hidden)
        var cells = [Float](repeating: 0, count: ranges.count * hidden)
        var sums = [Int32](repeating: 0, count: places * 4 * hidden)
        inputs.withUnsafeBufferPointer { inputs in
            guard let base = inputs.baseAddress, let outputs = outputs.baseAddress else { return }
            var rows: [UnsafePointer<Float>] = Array(repeating: base, count: ranges.count)
            var active = ranges.count
            for step in 0..<ranges[0].count {
                // Sentences stand from the longest to the shortest: those that are read out leave at the end.
                while active > 0, ranges[active - 1].count <= step { active -= 1 }
                func token(_ sentence: Int) -> Int {
                    starts[sentence] + (isForwards ? step : ranges[sentence].count - 1 - step)
                }
                for sentence in 0..<active { rows[sentence] = base + inputRows[token(sentence)] * 4 * hidden }
                dossier_multiply(&recurrent, state, Int32((active + 3) & ~3), &sums)
                dossier_lstm_step(&recurrent, rows, sums, Int32(active), Int32(hidden), &cells, &state)
                state.withUnsafeBufferPointer { state in
                    guard let state = state.baseAddress else { return }
                    for sentence in 0..<active {
                        let target = outputs + token(sentence) * 2 * hidden + (isForwards ? 0 : hidden)
                        target.update(from: state + sentence * hidden, count: hidden)
                    }
                }
            }
        }
    }

    /// A linear map of some vectors: [count, rows].
    private func scores(
        _ map: Linear, _ vectors: [Int8], _ scales: [Float], count: Int, isRectified: Bool = false
    ) -> [Float] {
        var sums = [Int32](repeating: 0, count: count * map.rows)
        var matrix = map.matrix
        dossier_multiply(&matrix, vectors, Int32(count), &sums)
        return [Float](unsafeUninitializedCapacity: count * map.rows) { buffer, filled in
            if let out = buffer.baseAddress, let bias = map.bias.baseAddress {
                dossier_scale(&matrix, sums, scales, bias, Int32(count), isRectified ? 1 : 0, out)
                filled = count * map.rows
            }
        }
    }

    private func quantized(_ values: [Float], columns: Int) -> ([Int8], [Float]) {
        let count = values.count / columns
        var vectors = [Int8](repeating: 0, count: values.count)
        var scales = [Float](repeating: 0, count: count)
        values.withUnsafeBufferPointer { values in
            vectors.withUnsafeMutableBufferPointer { vectors in
                guard let source = values.baseAddress, let target = vectors.baseAddress else { return }
                for row in 0..<count {
                    scales[row] = dossier_quantize(source + row * columns, Int32(columns), target + row * columns)
                }
            }
        }
        return (vectors, scales)
    }

    private static func best(of scores: [Float], row: Int, _ columns: Int) -> Int {
        var best = 0
        for column in 1..<columns where scores[row * columns + column] > scores[row * columns + best] { best = column }
        return best
    }

    // MARK: The tree

    /// The heads of a sentence's words: 0 for the root, else the word's place in the sentence plus one.
    private func heads(
        _ rows: Range<Int>, left: [Int8], _ leftScales: [Float], right: [Int8], _ rightScales: [Float]
    ) -> [Int] {
        let count = rows.count
        let columns = arcHead.rows
        let (root, rootScale) = quantized(Array(rootArc), columns: columns)
        var sums = [Int32](repeating: 0, count: count * count)
        var rootSums = [Int32](repeating: 0, count: count)
        left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { right in
                guard let left = left.baseAddress, let right = right.baseAddress else { return }
                let offset = rows.lowerBound * columns
                dossier_multiply_vectors(
                    right + offset, Int32(count), left + offset, Int32(count), Int32(columns), &sums)
                dossier_multiply_vectors(root, 1, left + offset, Int32(count), Int32(columns), &rootSums)
            }
        }
        let scores = [Float](unsafeUninitializedCapacity: count * (count + 1)) { buffer, filled in
            for word in 0..<count {
                let scale = leftScales[rows.lowerBound + word]
                buffer[word * (count + 1)] = Float(rootSums[word]) * (scale * rootScale[0])
                for head in 0..<count {
                    buffer[word * (count + 1) + head + 1] =
                        Float(sums[word * count + head]) * (scale * rightScales[rows.lowerBound + head])
                }
            }
            filled = count * (count + 1)
        }
        return scores.withUnsafeBufferPointer { TreeDecoder.heads(scores: $0, count: count) }
    }

    /// The labels of a sentence's arcs, by what a word and its head add up to and by what they have in common.
    private func labels(
        _ rows: Range<Int>,
        _ heads: [Int],
        _ sums: (dependents: [Float], heads: [Float]),
        _ products: (dependents: [Float], heads: [Float])
    ) -> [UInt8] {
        let columns = labelHead.rows
        var parts = [Float](repeating: 0, count: rows.count * 2 * columns)
        for word in 0..<rows.count {
            let dependent = (rows.lowerBound + word) * columns
            let head = (rows.lowerBound + heads[word] - 1) * columns
            let target = word * 2 * columns
            for column in 0..<columns {
                let sum = heads[word] == 0 ? rootLabel[column] : sums.heads[head + column]
                let match = heads[word] == 0 ? rootMatch[column] : products.heads[head + column]
                parts[target + column] = max(0, sums.dependents[dependent + column] + sum)
                parts[target + columns + column] = products.dependents[dependent + column] * match
            }
        }
        let (vectors, scales) = quantized(parts, columns: 2 * columns)
        let scores = self.scores(label, vectors, scales, count: rows.count)
        let root = DependencyLabel.root.rawValue
        return (0..<rows.count).map { word in
            if heads[word] == 0 { return root }
            var best = 0
            for column in 1..<label.rows
            where column != Int(root) && scores[word * label.rows + column] > scores[word * label.rows + best] {
                best = column
            }
            return UInt8(best)
        }
    }

    private func lemmatize(
        _ ranges: [Range<Int>], _ tokens: [Token], _ bytes: UnsafeBufferPointer<UInt8>, into result: inout Annotations
    ) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: FeatureExtractor.longestWord) { buffer in
            for index in ranges.joined() {
                let word = Self.word(tokens[index], bytes)
                let folded = UnsafeBufferPointer(rebasing: buffer[..<FeatureExtractor.fold(word, into: buffer)])
                let tag = PennTag(rawValue: result.pennTags[index]) ?? .noun
                result.lemmaKeys[index] = withUnsafeTemporaryAllocation(
                    of: UInt8.self, capacity: word.count + Lemmatizer.mostAdded
                ) {
                    lemma in
                    let length = lemmatizer.lemmatize(word, folded: folded, tag: tag, into: lemma)
                    return WordKey(bytes: UnsafeBufferPointer(rebasing: lemma[..<length]))
                }
            }
        }
    }
}

/// What the network says of each token of a document: a list a layer.
struct Annotations: Sendable {
    /// Raw values of ``UniversalTag``, ``PennTag`` and ``DependencyLabel``.
    var universalTags: [UInt8]
    var pennTags: [UInt8]
    var labels: [UInt8]
    /// The token that a token depends on, an index into the document; -1 for the root of a sentence.
    var heads: [Int32]
    var lemmaKeys: [WordKey]
    var names: [RecognizedName] = []
    /// The lemmas of a document built by hand; otherwise they are made when asked for.
    var statedLemmas: [String]?

    /// Nothing known yet: tags and labels have no meaning.
    init(tokens count: Int) {
        universalTags = Array(repeating: .max, count: count)
        pennTags = Array(repeating: .max, count: count)
        labels = Array(repeating: .max, count: count)
        heads = Array(repeating: -1, count: count)
        lemmaKeys = Array(repeating: WordKey(""), count: count)
    }
}
