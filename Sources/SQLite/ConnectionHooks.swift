private import CSQLite
import Synchronization

/// What SQLite calls back into, and what limits a connection's work.
///
/// SQLite holds plain pointers to it; the connection and its statements keep it alive.
final class ConnectionHooks {
    let watch = Watch()
    let patience: Patience
    /// How many rows a statement may give in one run.
    var rowLimit = Int.max
    var observation: Observation?

    init(patienceMilliseconds: Int32) {
        patience = Patience(milliseconds: patienceMilliseconds)
    }
}

/// What may stop a statement while it runs: steps, time, or a cancelled task.
///
/// `@unchecked Sendable`: other threads touch the two atomics only; the rest belongs to the connection's own task.
final class Watch: @unchecked Sendable {
    private let isCancelled = Atomic<Bool>(false)
    /// Thousands of virtual machine steps that are left.
    private var stepsLeft = Int.max
    private var stepLimit = 0
    private var deadline: (instant: ContinuousClock.Instant, duration: Duration)?
    /// The limit that stopped the last statement.
    private(set) var exceeded: QueryLimit?

    var wasCancelled: Bool { isCancelled.load(ordering: .relaxed) }

    func cancel() {
        isCancelled.store(true, ordering: .relaxed)
    }

    /// Forgets a cancellation and a deadline, for the connection's next user.
    func clear() {
        isCancelled.store(false, ordering: .relaxed)
        deadline = nil
        exceeded = nil
    }

    func limit(thousandsOfSteps: Int) {
        stepsLeft = thousandsOfSteps
        stepLimit = thousandsOfSteps
    }

    func limit(time: Duration) {
        deadline = (ContinuousClock.now + time, time)
    }

    /// Called by SQLite once in a thousand steps.
    ///
    /// - Returns: Whether the statement is to stop.
    fileprivate func tick() -> Bool {
        if wasCancelled { return true }
        if stepsLeft != Int.max {
            stepsLeft -= 1
            if stepsLeft < 0 {
                exceeded = .steps(thousands: stepLimit)
                return true
            }
        }
        if let deadline, ContinuousClock.now >= deadline.instant {
            exceeded = .time(deadline.duration)
            return true
        }
        return false
    }

    /// Has SQLite ask this watch while statements run; see <https://www.sqlite.org/c3ref/progress_handler.html>.
    func attach(to handle: OpaquePointer) {
        sqlite3_progress_handler(
            handle, 1_000,
            { context in
                guard let context else { return 0 }
                return Unmanaged<Watch>.fromOpaque(context).takeUnretainedValue().tick() ? 1 : 0
            }, Unmanaged.passUnretained(self).toOpaque())
    }
}

/// How long a call waits for another connection's lock.
///
/// SQLite's own handler sleeps longer and longer, so that the longest waiter has the worst chances; this one sleeps for
/// short random times, which shares a lock fairly between many processes.
final class Patience {
    private let limit: Duration
    private var since: ContinuousClock.Instant?
    private var random: UInt64

    init(milliseconds: Int32) {
        limit = .milliseconds(Int(milliseconds))
        random = UInt64.random(in: 1...UInt64.max)
    }

    /// - Returns: Whether to try again.
    fileprivate func wait(attempt: Int32) -> Bool {
        let now = ContinuousClock.now
        if attempt == 0 { since = now }
        guard let since, now - since < limit else { return false }
        // xorshift64: chance is wanted here, not quality.
        random ^= random << 13
        random ^= random >> 7
        random ^= random << 17
        let most: UInt64 = attempt < 4 ? 500 : 8_000
        sqlite3_sleep(Int32(truncatingIfNeeded: 1 + (random % most) / 1_000))
        return true
    }

    func attach(to handle: OpaquePointer) {
        sqlite3_busy_handler(
            handle,
            { context, attempt in
                guard let context else { return 0 }
                return Unmanaged<Patience>.fromOpaque(context).takeUnretainedValue().wait(attempt: attempt) ? 1 : 0
            }, Unmanaged.passUnretained(self).toOpaque())
    }
}
