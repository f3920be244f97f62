import Foundation

/// Compares ways to do one task with a baseline, pair by pair.
struct Comparison {
    let task: String
    /// Runs the baseline; returns what it took.
    let baseline: (name: String, run: () async throws -> Duration)
    let variants: [(name: String, most: Double?, run: () async throws -> Duration)]

    /// Runs the baseline right before each variant, so that what else the machine does falls on both, and prints the
    /// median of the ratios.
    func print(rounds: Int) async throws {
        var ratios = [[Double]](repeating: [], count: variants.count)
        var times = [[Double]](repeating: [], count: variants.count)
        var base: [Double] = []
        for round in 0..<rounds {
            for offset in variants.indices {
                let index = (offset + round) % variants.count
                let reference = try await baseline.run().seconds
                let time = try await variants[index].run().seconds
                base.append(reference)
                times[index].append(time)
                ratios[index].append(time / reference)
            }
        }
        Swift.print("\n\(task)\n  \(pad(baseline.name, 52)) \(text(median(base) * 1000, 1)) ms  1.00 x")
        for (index, variant) in variants.enumerated() {
            let ratio = median(ratios[index])
            let verdict = variant.most.map { ratio <= $0 ? "  (at most \($0): yes)" : "  (at most \($0): NO)" } ?? ""
            let spread = "\(text(ratios[index].min() ?? 0, 2))..\(text(ratios[index].max() ?? 0, 2))"
            Swift.print(
                "  \(pad(variant.name, 52)) \(text(median(times[index]) * 1000, 1)) ms  \(text(ratio, 2)) x  \(spread)\(verdict)"
            )
        }
        fflush(nil)
    }
}

func measured(_ body: () throws -> Void) rethrows -> Duration {
    let clock = ContinuousClock()
    let start = clock.now
    try body()
    return clock.now - start
}

func measured(_ body: () async throws -> Void) async rethrows -> Duration {
    let clock = ContinuousClock()
    let start = clock.now
    try await body()
    return clock.now - start
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

func text(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }

func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}

func require(_ holds: Bool, _ what: String) {
    guard holds else { fatalError("wrong result: \(what)") }
}

func removeDatabase(_ path: String) {
    for suffix in ["", "-wal", "-shm", "-journal"] { try? FileManager.default.removeItem(atPath: path + suffix) }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
