import Foundation
import TextAnalysis

/// Measures the text engine on annotated data: `AnalysisBenchmark DATA [SECTION …]`.
@main
struct Benchmark {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let folder = arguments.first else {
            FileHandle.standardError.write(Data("usage: AnalysisBenchmark DATA [section …]\n".utf8))
            exit(64)
        }
        let data = URL(fileURLWithPath: folder, isDirectory: true)
        let wanted = Set(arguments.dropFirst().filter { !$0.hasPrefix("--") })
        for (name, measure) in wanted.isEmpty ? sections : (sections + tasks).filter({ wanted.contains($0.0) }) {
            print("## \(name)")
            try measure(data)
            print()
        }
    }

    /// What can be measured, in the order in which it is printed. `data` is the folder of the data sets.
    private static var sections: [(String, (_ data: URL) throws -> Void)] {
        [
            ("segmentation", Segmentation.measure),
            ("trees", Trees.measure),
            ("names", Names.measure),
            ("normalizers", NormalizerSpecs.measure),
            ("languages", Languages.measure),
            ("hostile", Hostile.measure),
            ("speed", Speed.measure),
        ]
    }

    /// What runs only when it is named.
    private static var tasks: [(String, (_ data: URL) throws -> Void)] {
        [
            ("fuzz", Fuzz.run),
            ("fuzz-analysis", Fuzz.runAnalysis),
            ("train-boundaries", BoundaryTrainer.train),
            ("claims", Claims.measure),
        ]
    }
}
