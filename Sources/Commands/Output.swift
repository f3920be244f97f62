import ArgumentParser
import Glibc
import KnowledgeStore
import SQLite

/// Where commands write: data to standard output, everything else to standard error.
enum Output {
    static func write(_ text: String) {
        var file = BufferedFile(descriptor: STDOUT_FILENO, name: "standard output")
        file.write(text)
        file.flush()
    }

    static func note(_ text: String) {
        var file = BufferedFile(descriptor: STDERR_FILENO, name: "standard error")
        file.write(text + "\n")
        file.flush()
    }

    /// Writes over the present line of the terminal.
    static func progress(_ text: String, isLast: Bool) {
        var file = BufferedFile(descriptor: STDERR_FILENO, name: "standard error")
        file.write("\r" + text + (isLast ? "\n" : ""))
        file.flush()
    }

    /// Ends the program with a message and exit code 2.
    static func fail(_ text: String) -> Never {
        note("dossier: \(text)")
        exit(2)
    }

    /// Columns of the terminal, or `nil` if the output goes elsewhere.
    static var terminalWidth: Int? {
        if let columns = getenv("COLUMNS").flatMap({ Int(String(cString: $0)) }), columns > 0 { return columns }
        guard isatty(STDOUT_FILENO) == 1 else { return nil }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    static var errorsGoToTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

/// Gathers what is written, so that a million lines are not a million system calls.
struct BufferedFile: ~Copyable {
    private let descriptor: Int32
    private let name: String
    private var buffer: [UInt8] = []

    init(descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
    }

    mutating func write(_ text: String) {
        write { $0.append(contentsOf: text.utf8) }
    }

    /// Has `body` append to what is gathered.
    mutating func write(_ body: (inout [UInt8]) -> Void) {
        body(&buffer)
        if buffer.count >= 1 << 16 { flush() }
    }

    /// Ends the program with a message when the system refuses, on a full disk for example.
    mutating func flush() {
        var offset = 0
        buffer.withUnsafeBytes { bytes in
            while offset < bytes.count {
                let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
                if count < 0 {
                    if errno == EINTR { continue }
                    // A reader that has seen enough, such as `head`, is no failure.
                    if errno == EPIPE, descriptor == STDOUT_FILENO { exit(0) }
                    if errno == EPIPE, descriptor == STDERR_FILENO { return }
                    let reason = String(cString: strerror(errno))
                    if descriptor == STDERR_FILENO { exit(2) }
                    Output.fail("\(name) cannot be written: \(reason)")
                }
                offset += count
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }
}

/// Exit code 1: the command worked, and there was nothing.
let nothingFound = ExitCode(1)

/// Runs a command's work and turns its errors into messages.
func reporting<R: ~Copyable>(_ body: () throws -> R) throws -> R {
    do {
        return try body()
    } catch let error as StoreError {
        Output.fail(Messages.text(for: error))
    } catch let error as SQLiteError {
        Output.fail(Messages.text(for: error))
    }
}
