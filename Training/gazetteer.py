"""What the program's data files of known names say of a single word: one bit a kind of list."""

from pathlib import Path

from features import folded, fnv

GIVEN_NAME, SURNAME, PLACE, PLACE_PART, COMPANY, COMPANY_PART, PRODUCT, COMMON = (1 << i for i in range(8))


class Gazetteer:
    """Sets of bits by the hash of the folded word. A word of several lists has several bits."""

    def __init__(self, lexicon: Path):
        self.bits: dict[int, int] = {}

        def rows(name):
            for line in open(lexicon / name, encoding="utf-8"):
                line = line.rstrip("\n")
                if line and not line.startswith("#"):
                    yield line.split("\t")

        def add(word, bit):
            if len(word) > 1 and not word.isdigit():
                value = fnv(folded(word))
                self.bits[value] = self.bits.get(value, 0) | bit

        def add_name(name, whole, part):
            words = name.replace("-", " ").split()
            if len(words) == 1:
                add(words[0], whole)
            for word in words if len(words) > 1 else []:
                if word[:1].isupper():
                    add(word, part)

        for (name, *_) in rows("given_names.txt"):
            add(name, GIVEN_NAME)
        for (name, *_) in rows("people.tsv"):
            add(name.split()[-1], SURNAME)
        for (name, *_) in rows("places.tsv"):
            add_name(name, PLACE, PLACE_PART)
        for fields in rows("companies.tsv"):
            for name in [fields[0]] + [a for a in (fields[5] if len(fields) > 5 else "").split("|") if a]:
                add_name(name, COMPANY, COMPANY_PART)
        for fields in rows("outlets.tsv"):
            for name in [fields[0]] + [a for a in (fields[1] if len(fields) > 1 else "").split("|") if a]:
                add_name(name, COMPANY, COMPANY_PART)
        for file in ("products.tsv", "model_families.tsv"):
            for fields in rows(file):
                add_name(fields[0], PRODUCT, PRODUCT)
        for (word, *_) in rows("common_words.txt"):
            add(word, COMMON)

    def row(self, word: str) -> int:
        return self.bits.get(fnv(folded(word)), 0)
