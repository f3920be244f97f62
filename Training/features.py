"""What the network sees of a word: rows of hashed tables. `FeatureExtractor.swift` does the same, bit for bit."""

from collections import Counter
from functools import lru_cache

MASK = (1 << 64) - 1

# Rows of the subword table, by kind of feature.
PREFIX_ROWS, SUFFIX_ROWS, NGRAM_ROWS, SHAPE_ROWS, CONTEXT_ROWS, LIST_ROWS = 2048, 4096, 24576, 512, 4, 256
PREFIX_START = 0                                   # prefixes of 1, 2, 3 and 4 bytes
SUFFIX_START = PREFIX_START + 4 * PREFIX_ROWS      # suffixes of 1, 2, 3 and 4 bytes
NGRAM_START = SUFFIX_START + 4 * SUFFIX_ROWS       # all runs of 3, 4 and 5 bytes of <word>
SHAPE_START = NGRAM_START + NGRAM_ROWS
CONTEXT_START = SHAPE_START + SHAPE_ROWS           # white space before: no, yes, unknown; then a spare row
LIST_START = CONTEXT_START + CONTEXT_ROWS          # which lists of known names hold the word, as bits
SUBWORD_ROWS = LIST_START + LIST_ROWS
LONGEST_WORD = 40                                  # bytes; of a longer word the first and last 20 count


def fnv(data: bytes, seed: int = 0xCBF29CE484222325) -> int:
    """FNV-1a with 64 bits."""
    value = seed
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & MASK
    return value


def mixed(value: int) -> int:
    """Spreads a hash over its low bits (the finalizer of MurmurHash3)."""
    value ^= value >> 33
    value = (value * 0xFF51AFD7ED558CCD) & MASK
    value ^= value >> 33
    return value


def folded(word: str) -> bytes:
    """Small letters (ASCII and Latin-1), plain apostrophes and quotation marks, every digit a 0; at most 40 bytes."""
    data = word.encode("utf-8", "surrogatepass")
    if len(data) > LONGEST_WORD:
        data = data[:LONGEST_WORD // 2] + data[-(LONGEST_WORD // 2):]
    out, index = bytearray(), 0
    while index < len(data):
        byte = data[index]
        if 0x41 <= byte <= 0x5A:
            out.append(byte | 0x20)
        elif 0x30 <= byte <= 0x39:
            out.append(0x30)
        elif byte == 0xE2 and index + 2 < len(data) and data[index + 1] == 0x80:
            last = data[index + 2]
            if last in (0x98, 0x99):
                out.append(0x27)
            elif last in (0x9C, 0x9D):
                out.append(0x22)
            elif last in (0x93, 0x94):
                out += b"--"
            else:
                out += data[index:index + 3]
            index += 2
        elif index > 0 and data[index - 1] == 0xC3 and 0x80 <= byte <= 0x9E and byte != 0x97:
            out.append(byte | 0x20)
        else:
            out.append(byte)
        index += 1
    return bytes(out)


def shape(word: str) -> int:
    """A row for the pattern of capitals, small letters, digits and marks; runs count up to two."""
    data = word.encode("utf-8", "surrogatepass")[:LONGEST_WORD]
    out, last, run = bytearray(), 0, 0
    for byte in data:
        if 0x41 <= byte <= 0x5A:
            kind = 0x58
        elif 0x61 <= byte <= 0x7A:
            kind = 0x78
        elif 0x30 <= byte <= 0x39:
            kind = 0x64
        elif byte >= 0x80:
            kind = 0x75
        else:
            kind = byte
        run = run + 1 if kind == last else 1
        last = kind
        if run <= 2:
            out.append(kind)
    return SHAPE_START + mixed(fnv(bytes(out))) % SHAPE_ROWS


@lru_cache(maxsize=None)
def subword_rows(word: str) -> tuple[int, ...]:
    """Rows of the subword table for a word, without the rows for the white space before it and for lists of names."""
    data = folded(word)
    rows = []
    for length in range(1, 5):
        # A word shorter than the affix has the whole word there.
        head, tail = data[:length], data[-length:]
        rows.append(PREFIX_START + (length - 1) * PREFIX_ROWS + mixed(fnv(head)) % PREFIX_ROWS)
        rows.append(SUFFIX_START + (length - 1) * SUFFIX_ROWS + mixed(fnv(tail)) % SUFFIX_ROWS)
    rows.append(shape(word))
    framed = b"<" + data + b">"
    for length in (3, 4, 5):
        for start in range(0, len(framed) - length + 1):
            rows.append(NGRAM_START + mixed(fnv(framed[start:start + length])) % NGRAM_ROWS)
    return tuple(rows)


def word_hash(word: str) -> int:
    return fnv(folded(word))


class Vocabulary:
    """Frequent words; row 0 stands for all others."""

    def __init__(self, hashes: list[int]):
        self.hashes = hashes
        self.rows = {value: row for row, value in enumerate(hashes, start=1)}

    @staticmethod
    def of(words: Counter, least: int) -> "Vocabulary":
        counts: Counter = Counter()
        for word, count in words.items():
            counts[word_hash(word)] += count
        return Vocabulary(sorted(value for value, count in counts.items() if count >= least))

    def row(self, word: str) -> int:
        return self.rows.get(word_hash(word), 0)
