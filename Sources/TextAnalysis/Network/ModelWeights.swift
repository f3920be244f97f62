import CKernels
import CModelWeights

/// The trained weights, read in place from the program's own data.
///
/// `Training/export.py` writes the format and describes it.
struct ModelWeights: @unchecked Sendable {
    // Unchecked: the bytes are constant data of the program and are never written.
    private let bytes: UnsafeRawBufferPointer
    private let entries: [String: Entry]

    private struct Entry {
        let rows: Int
        let columns: Int
        let offset: Int
        let scales: Int
        let sums: Int

        /// Reads an entry of the directory; `base` is where it begins.
        init(_ bytes: UnsafeRawBufferPointer, at base: Int) {
            rows = Int(bytes.loadUnaligned(fromByteOffset: base + 36, as: UInt32.self))
            columns = Int(bytes.loadUnaligned(fromByteOffset: base + 40, as: UInt32.self))
            offset = Int(bytes.loadUnaligned(fromByteOffset: base + 48, as: UInt64.self))
            scales = Int(bytes.loadUnaligned(fromByteOffset: base + 56, as: UInt64.self))
            sums = Int(bytes.loadUnaligned(fromByteOffset: base + 64, as: UInt64.self))
        }
    }

    static let english = ModelWeights()

    private init() {
        var count = 0
        let start = dossier_model_weights(&count)
        let bytes = UnsafeRawBufferPointer(start: start, count: count)
        precondition(bytes.prefix(4).elementsEqual("DOSW".utf8), "the embedded weights are not in the expected format")
        precondition(bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self) == 1, "weights of another version")
        var entries: [String: Entry] = [:]
        for index in 0..<Int(bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)) {
            let base = 16 + 72 * index
            let name = String(decoding: bytes[base..<(base + 32)].prefix { $0 != 0 }, as: UTF8.self)
            entries[name] = Entry(bytes, at: base)
        }
        self.bytes = bytes
        self.entries = entries
    }

    /// The weights of ``SentenceBoundaryModel``: constant data of the program.
    static func boundaries(count expected: Int) -> UnsafeBufferPointer<Int8> {
        var count = 0
        let start = dossier_boundary_weights(&count)
        precondition(count == expected, "the model of sentence ends has another size than the program")
        return UnsafeBufferPointer(start: start, count: count)
    }

    private func entry(_ name: String) -> Entry {
        guard let entry = entries[name] else { preconditionFailure("the embedded weights lack \(name)") }
        return entry
    }

    func contains(_ name: String) -> Bool { entries[name] != nil }

    /// A matrix of small whole numbers, row-major, with a scale and a sum for each row. A table, whose rows are only added
    /// up, has no sums.
    func matrix(_ name: String) -> dossier_matrix {
        let entry = entry(name)
        precondition(entry.columns % 16 == 0, "the embedded weights have a matrix \(name) of odd columns")
        let scales = values(at: entry.scales, count: entry.rows, as: Float.self)
        let sums = values(at: entry.sums, count: entry.rows, as: Int32.self)
        let weights = values(at: entry.offset, count: entry.rows * entry.columns, as: Int8.self)
        guard let weights = weights.baseAddress, let scales = scales.baseAddress,
            let sums = sums.baseAddress
        else {
            preconditionFailure("the embedded weights have an empty matrix \(name)")
        }
        return dossier_matrix(
            weights: weights, scales: scales, sums: sums, rows: Int32(entry.rows), columns: Int32(entry.columns))
    }

    /// A list of numbers; `Element` is the type that `export.py` wrote.
    func list<Element>(_ name: String, of type: Element.Type) -> UnsafeBufferPointer<Element> {
        let entry = entry(name)
        return values(at: entry.offset, count: entry.columns, as: type)
    }

    /// A list of words, one a line.
    func words(_ name: String) -> [String] {
        String(decoding: list(name, of: UInt8.self), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private func values<Element>(at offset: Int, count: Int, as type: Element.Type) -> UnsafeBufferPointer<Element> {
        let size = count * MemoryLayout<Element>.stride
        precondition(offset % 64 == 0 && offset + size <= bytes.count, "the embedded weights are cut short")
        let part = UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + size)])
        return part.bindMemory(to: type)
    }
}
