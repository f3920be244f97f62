public import Foundation

/// One run of the built program.
public struct ProgramRun: Sendable {
    public let exitCode: Int32
    public let output: String
    public let errors: String

    /// Runs `dossier` with arguments in a folder and waits for its end.
    public static func dossier(
        _ arguments: [String], in folder: URL, input: String? = nil, environment: [String: String] = [:]
    ) throws -> ProgramRun {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var variables = ProcessInfo.processInfo.environment
        variables["DOSSIER_BASE"] = nil
        variables["COLUMNS"] = "100"
        process.environment = variables.merging(environment) { $1 }
        let outputFile = folder.appending(path: ".output-\(UUID().uuidString)")
        let errorFile = folder.appending(path: ".errors-\(UUID().uuidString)")
        for file in [outputFile, errorFile] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
        defer { for file in [outputFile, errorFile] { try? FileManager.default.removeItem(at: file) } }
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        if let input {
            let pipe = Pipe()
            process.standardInput = pipe
            try process.run()
            pipe.fileHandleForWriting.write(Data(input.utf8))
            try pipe.fileHandleForWriting.close()
        } else {
            process.standardInput = FileHandle.nullDevice
            try process.run()
        }
        process.waitUntilExit()
        return ProgramRun(
            exitCode: process.terminationStatus, output: try String(contentsOf: outputFile, encoding: .utf8),
            errors: try String(contentsOf: errorFile, encoding: .utf8))
    }

    /// The program beside the test bundle.
    public static var executable: URL {
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL ?? Bundle.main.bundleURL
        for folder in [bundle.deletingLastPathComponent(), Bundle.main.executableURL?.deletingLastPathComponent()] {
            if let program = folder?.appending(path: "dossier"),
                FileManager.default.isExecutableFile(atPath: program.path)
            {
                return program
            }
        }
        return TestFiles.root.appending(path: ".build/debug/dossier")
    }
}
