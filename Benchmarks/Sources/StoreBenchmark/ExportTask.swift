import Foundation
import Presentation
import SQLite

/// CSV of a whole table, against the `sqlite3` shell writing the same rows into a file.
enum ExportTask {
    static func run(_ data: Items, _ path: String, rounds: Int) async throws {
        let out = path + ".csv"
        func shell() throws -> Duration {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["sqlite3", "-csv", path, Items.selection]
            _ = FileManager.default.createFile(atPath: out, contents: nil)
            process.standardOutput = FileHandle(forWritingAtPath: out)
            return try measured {
                try process.run()
                process.waitUntilExit()
            }
        }
        func ours() throws -> Duration {
            try measured {
                let connection = try Connection(path: path, mode: .readOnly)
                _ = FileManager.default.createFile(atPath: out, contents: nil)
                guard let file = FileHandle(forWritingAtPath: out) else { fatalError("cannot write \(out)") }
                var statement = try connection.prepare(SQL(verbatim: Items.selection))
                let columns = statement.columnCount
                let writer = CSVWriter()
                var buffer = Array(writer.header(statement.columnNames).utf8)
                while try statement.step() {
                    writer.append(statement, columns: columns, to: &buffer)
                    if buffer.count >= 1 << 16 {
                        try file.write(contentsOf: buffer)
                        buffer.removeAll(keepingCapacity: true)
                    }
                }
                try file.write(contentsOf: buffer)
                try file.close()
            }
        }
        try await Comparison(
            task: "export \(data.items.count) rows to CSV", baseline: ("sqlite3 -csv", shell),
            variants: [("Dossier: CSVWriter", 0.7, ours)]
        ).print(rounds: rounds)
        try? FileManager.default.removeItem(atPath: out)
    }
}
