"""The lemmatizer's tables: what to do with a word of a tag, learned from the treebanks.

A script takes bytes off the end of a word and adds others; it works on the word in small letters or as it is written.
Rules are looked up by tag and ending, the longest ending first, and first with the class of the letter before it: that
tells "stopped" from "jumped". Whole words come before endings, and numbers only lose their commas.
"""

from collections import Counter, defaultdict

from features import folded, fnv

LONGEST_ENDING = 6


# Words of these tags may keep their capitals; all others are written small in the lemma, or as the script says.
CAPITAL_TAGS = {"NNP", "NNPS", "NN", "NNS", "JJ", "FW", "ADD", "LS", "SYM", "CD", "AFX", "NFP"}


def script(word: str, tag: str, lemma: str) -> tuple[int, bytes, bool]:
    """(bytes to take off, bytes to add, whether the word keeps its capitals)."""
    best = None
    for keeps in (False, True):
        form = lowered(word, keeps)
        if keeps and tag not in CAPITAL_TAGS:
            continue
        goal = lemma.encode()
        common = 0
        while common < min(len(form), len(goal)) and form[common] == goal[common]:
            common += 1
        found = (len(form) - common, goal[common:], keeps)
        if best is None or len(found[1]) + found[0] < len(best[1]) + best[0]:
            best = found
    return best


def lowered(word: str, keeps=False) -> bytes:
    """The word with plain apostrophes, quotation marks and dashes, in small letters unless it keeps its capitals."""
    for marks, plain in (("‘’", "'"), ("“”", '"'), ("–—", "--")):
        for mark in marks:
            word = word.replace(mark, plain)
    data = bytearray(word.encode())
    for i, byte in enumerate(data):
        if not keeps and (0x41 <= byte <= 0x5A or (i and data[i - 1] == 0xC3 and 0x80 <= byte <= 0x9E and byte != 0x97)):
            data[i] = byte | 0x20
    return bytes(data)


def apply(rule: tuple[int, bytes, bool], word: str) -> str:
    form = lowered(word, rule[2])
    return (form[:max(0, len(form) - rule[0])] + rule[1]).decode("utf-8", "replace")


def key(tag: str, ending: bytes, mark: bytes) -> int:
    """`mark` is = for a whole word, ~ for an ending, or the class of the letter before an ending."""
    return fnv(ending, fnv(tag.encode() + mark))


def letter_class(form: bytes, start: int) -> bytes:
    """Of the letter before an ending that begins at `start`: doubled, vowel, other, or none."""
    if start == 0:
        return b"0"
    if start < len(form) and form[start - 1] == form[start]:
        return b"2"
    return b"1" if form[start - 1] in b"aeiou" else b"3"


def fits(rule: tuple[int, bytes, bool], form: bytes) -> bool:
    """Whether a rule that takes a doubled letter off with "ed", "ing", "er" or "est" finds a doubled letter."""
    taken = form[max(0, len(form) - rule[0]):]
    if rule[1] or len(taken) < 3 or taken[1:] not in (b"ed", b"ing", b"er", b"est"):
        return True
    return len(taken) < len(form) and form[-len(taken) - 1] == taken[0]


class Lemmas:
    def __init__(self, sentences):
        counts = defaultdict(Counter)
        for s in sentences:
            for word, tag, lemma in zip(s.words, s.xpos, s.lemmas):
                if tag == "GW" or lemma == "_" or (tag == "CD" and word[:1].isdigit()):
                    continue
                counts[(folded(word), tag)][script(word, tag, lemma)] += 1
        words = {k: min(c.most_common(), key=lambda rc: (-rc[1], rc[0])) for k, c in counts.items()}
        endings = defaultdict(Counter)
        for (form, tag), (rule, count) in words.items():
            for length in range(0, min(LONGEST_ENDING, len(form)) + 1):
                start = len(form) - length
                endings[(tag, form[start:], b"~")][rule] += min(count, 3)
                endings[(tag, form[start:], letter_class(form, start))][rule] += min(count, 3)
        self.table: dict[int, tuple[int, bytes, bool]] = {}
        self.endings: dict[tuple[str, bytes, bytes], tuple[int, bytes, bool]] = {}
        for place in sorted(endings, key=lambda e: (len(e[1]), e[2] != b"~", e)):
            tag, ending, mark = place
            rule, count = min(endings[place].most_common(), key=lambda rc: (-rc[1], rc[0]))
            if (ending or mark != b"~") and sum(endings[place].values()) < 4:
                continue
            # An ending that says what a shorter one says is left out, if no class of letters comes between.
            if mark == b"~" and len(endings[place]) == 1 and self.by_ending(tag, ending) == rule and len(ending) > 3:
                continue
            self.endings[place] = rule
        for (tag, ending, mark), rule in self.endings.items():
            self.table[key(tag, ending, mark)] = rule
        for (form, tag), (rule, count) in sorted(words.items()):
            if self.by_ending(tag, form) != rule:
                self.table[key(tag, form, b"=")] = rule

    def by_ending(self, tag, form):
        for length in range(min(LONGEST_ENDING, len(form)), -1, -1):
            start = len(form) - length
            for mark in (letter_class(form, start), b"~"):
                rule = self.endings.get((tag, form[start:], mark))
                if rule and fits(rule, form):
                    return rule
        return None

    def lemma(self, word: str, tag: str) -> str:
        form = folded(word)
        if tag == "CD" and form[:1].isdigit():
            return word.replace(",", "")
        rule = self.table.get(key(tag, form, b"=")) or self.by_ending(tag, form)
        return apply(rule, word) if rule else word


if __name__ == "__main__":
    import sys
    from pathlib import Path

    from data import read_conllu

    data = Path(sys.argv[1])
    train = read_conllu(data / "ud-english-ewt/en_ewt-ud-train.conllu") + read_conllu(data / "ud-english-gum-permissive/en_gum-permissive-train.conllu")
    lemmas = Lemmas(train)
    scripts = set(lemmas.table.values())
    print(len(lemmas.table), "rules,", len(lemmas.endings), "of them endings,", len(scripts), "scripts")
    wrong = Counter()
    for path in ("ud-english-ewt/en_ewt-ud-dev.conllu", "ud-english-gum-permissive/en_gum-permissive-dev.conllu"):
        right = total = 0
        for s in read_conllu(data / path):
            for w, t, l in zip(s.words, s.xpos, s.lemmas):
                total += 1
                if l == "_" or lemmas.lemma(w, t) == l:
                    right += 1
                else:
                    wrong[(w, t, l, lemmas.lemma(w, t))] += 1
        print(path, right / total)
    print(wrong.most_common(60))
