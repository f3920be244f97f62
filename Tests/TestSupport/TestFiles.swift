public import Foundation

/// Files that tests read and folders that they write.
public enum TestFiles {
    /// The package's root folder.
    public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    public static let fixtures = root.appending(path: "Fixtures")

    /// The annotated articles that lie beside the project, where they do.
    public static let shared = root.deletingLastPathComponent().appending(path: "shared")

    public static var hasShared: Bool { FileManager.default.fileExists(atPath: shared.appending(path: "seeds").path) }

    public static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// Runs a test in a folder of its own, which is removed afterwards.
    public static func withScratchFolder<R>(_ body: (URL) throws -> R) throws -> R {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dossier-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    /// Paths of the fixture articles, sorted.
    public static func fixtureArticles() throws -> [String] {
        let folder = fixtures.appending(path: "articles").path
        return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".md") }.sorted()
            .map { folder + "/" + $0 }
    }
}

/// A seeded generator (SplitMix64), so that a failing property test can be repeated.
public struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
