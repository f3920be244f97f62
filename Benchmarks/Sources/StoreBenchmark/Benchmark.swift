import Foundation

/// Measures the store against plain C and GRDB: `StoreBenchmark [rows|export|claims FOLDER …] [--rows N] [--rounds N]`.
@main
struct Benchmark {
    static func main() async throws {
        var tasks: [String] = []
        var articles = "../Fixtures/articles"
        var numbers = ["--rows": 500_000, "--lookups": 200_000, "--rounds": 5]
        var arguments = CommandLine.arguments.dropFirst()
        while let argument = arguments.popFirst() {
            if numbers[argument] != nil, let number = arguments.popFirst().flatMap({ Int($0) }) {
                numbers[argument] = number
            } else if argument == "--articles", let folder = arguments.popFirst() {
                articles = folder
            } else if ["rows", "export", "claims"].contains(argument) {
                tasks.append(argument)
            } else {
                FileHandle.standardError.write(
                    Data(
                        "usage: StoreBenchmark [rows] [export] [claims] [--rows N] [--lookups N] [--rounds N] [--articles FOLDER]\n"
                            .utf8))
                exit(64)
            }
        }
        if tasks.isEmpty { tasks = ["rows", "export", "claims"] }
        let rounds = numbers["--rounds"] ?? 5
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("dossier-benchmark.sqlite").path
        defer { removeDatabase(path) }
        let data = Items(rows: numbers["--rows"] ?? 0, lookups: numbers["--lookups"] ?? 0)
        print("\(data.items.count) rows, \(data.keys.count) look-ups, median of \(rounds) pairs")
        if tasks.contains("rows") { try await RowTasks.run(data, path, rounds: rounds) }
        if tasks.contains("export") {
            removeDatabase(path)
            let plain = PlainC(path)
            plain.execute(Items.table)
            plain.insert(data.items)
            plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            try await ExportTask.run(data, path, rounds: rounds)
        }
        if tasks.contains("claims") { try await ClaimTask.run(articles, path, rounds: rounds) }
    }
}
