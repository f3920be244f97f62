/// The tokens of one sentence, as a parser looks at them: outside the sentence there is nothing.
struct TokenWindow {
    let document: Document
    /// Token indices, half-open.
    let bounds: Range<Int>

    private static let nothing = WordKey("")

    /// The word at a token, or the empty word outside the sentence.
    func key(_ index: Int) -> WordKey {
        bounds.contains(index) ? document.tokens[index].key : Self.nothing
    }

    func isNumeric(_ index: Int) -> Bool { bounds.contains(index) && document.tokens[index].isNumeric }

    func hasDigit(_ index: Int) -> Bool {
        bounds.contains(index) && document.tokens[index].shape.contains(.hasDigit)
    }

    func isWord(_ index: Int) -> Bool { bounds.contains(index) && document.tokens[index].isWord }

    func isCapitalized(_ index: Int) -> Bool { bounds.contains(index) && document.tokens[index].isCapitalized }

    func isUppercase(_ index: Int) -> Bool {
        bounds.contains(index) && document.tokens[index].shape.contains(.isUppercase)
    }

    /// Whether nothing stands between a token and the one before it.
    func isGlued(_ index: Int) -> Bool {
        bounds.contains(index) && index > bounds.lowerBound && !document.tokens[index].hasSpaceBefore
    }

    /// A mark or the end of the sentence: nothing goes on here.
    func isBreak(_ index: Int) -> Bool {
        !bounds.contains(index) || document.tokens[index].isPunctuation
    }

    /// The number of bytes of a token, 0 outside the sentence.
    func length(_ index: Int) -> Int {
        bounds.contains(index) ? Int(document.tokens[index].end - document.tokens[index].start) : 0
    }

    /// Whether a word has the form of a plural: `tokens`, but not `class` or `status`.
    func isPlural(_ index: Int) -> Bool {
        guard length(index) > 3, isWord(index) else { return false }
        return document.withBytes(of: index) { bytes in
            let before = bytes[bytes.count - 2]
            return bytes[bytes.count - 1] == UInt8(ascii: "s") && before != UInt8(ascii: "s")
                && before != UInt8(ascii: "u") && before != UInt8(ascii: "'")
        }
    }

    /// A whole number in plain digits below 100,000,000; `nil` for anything else.
    func integer(_ index: Int) -> Int? {
        guard isNumeric(index), length(index) <= 8 else { return nil }
        return document.withBytes(of: index) { bytes in
            var value = 0
            for byte in bytes {
                guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
            }
            return value
        }
    }

    /// A token of two or three whole numbers with one mark between them: `17/03/2026`, `14:05`, `1/2`.
    func joinedNumbers(_ index: Int) -> (numbers: [Int], mark: UInt8)? {
        guard isNumeric(index), length(index) <= 10 else { return nil }
        return document.withBytes(of: index) { bytes in
            var numbers = [0]
            var mark: UInt8 = 0
            var hasDigit = false
            for byte in bytes {
                if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
                    numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte - UInt8(ascii: "0"))
                    hasDigit = true
                } else {
                    guard hasDigit, "./:-".utf8.contains(byte), mark == 0 || mark == byte else { return nil }
                    mark = byte
                    numbers.append(0)
                    hasDigit = false
                }
            }
            return hasDigit && (2...3).contains(numbers.count) ? (numbers, mark) : nil
        }
    }

    /// A token that is digits and then letters, such as `25th`, `4q` or `90s`.
    ///
    /// - Returns: `nil` if the digits are more than eight, or anything but letters follows them.
    func digitsAndLetters(_ index: Int) -> (number: Int, letters: WordKey)? {
        guard isNumeric(index) else { return nil }
        return document.withBytes(of: index) { bytes in
            var value = 0
            var position = 0
            while position < bytes.count, bytes[position] >= UInt8(ascii: "0"), bytes[position] <= UInt8(ascii: "9") {
                guard position < 8 else { return nil }
                value = value * 10 + Int(bytes[position] - UInt8(ascii: "0"))
                position += 1
            }
            guard position > 0, position < bytes.count else { return nil }
            for byte in bytes[position...] where byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") { return nil }
            return (value, WordKey(bytes: UnsafeBufferPointer(rebasing: bytes[position...])))
        }
    }
}
