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
        let wanted = Set(arguments.dropFirst())
        for (name, measure) in sections where wanted.isEmpty || wanted.contains(name) {
            print("## \(name)")
            try measure(data)
            print()
        }
    }

    /// What can be measured, in the order in which it is printed. `data` is the folder of the data sets.
    private static var sections: [(String, (_ data: URL) throws -> Void)] {
        [("normalizers", NormalizerSpecs.measure)]
    }
}
