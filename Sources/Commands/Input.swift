import Glibc

/// Where commands read from besides articles named by path.
enum Input {
    /// What a command calls its input in messages.
    static func name(of file: String) -> String { file == "-" ? "standard input" : file }

    /// All bytes of a file, or of standard input for `-`; what lies far beyond the limit is not read.
    ///
    /// Ends the program with a message when the system refuses.
    static func bytes(of file: String, limit: Int = .max) -> [UInt8] {
        let descriptor = file == "-" ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            Output.fail("\(name(of: file)) cannot be read: \(String(cString: strerror(errno)))")
        }
        defer { if file != "-" { close(descriptor) } }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= limit {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0 {
                if errno == EINTR { continue }
                Output.fail("\(name(of: file)) cannot be read: \(String(cString: strerror(errno)))")
            }
            if count == 0 { break }
            bytes += chunk[..<count]
        }
        return bytes
    }
}
