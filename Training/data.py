"""Readers of the annotated data: treebanks in CoNLL-U, names in column files."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Sentence:
    """One sentence. Heads are 0 for the root, else 1-based; a name label is an index into `NAME_LABELS` or `MASKED`."""

    words: list[str]
    spaces: list[int]  # 1: white space before the word, 0: none, 2: unknown
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    document: str = ""


NAME_TYPES = ["PER", "ORG", "LOC", "MISC"]
NAME_LABELS = ["O"] + [f"{p}-{t}" for t in NAME_TYPES for p in "BI"]
# A span that is none of person, organisation and place, and may or may not be a product or a work.
MASKED = -2


def read_conllu(path: Path) -> list[Sentence]:
    """Sentences of a treebank; words of a multiword token stand without white space between them."""
    sentences, rows, document = [], [], ""
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("#"):
            if line.startswith("# newdoc id"):
                document = line.split("=", 1)[1].strip()
            continue
        if line:
            rows.append(line.split("\t"))
            continue
        if rows:
            sentences.append(_sentence(rows, document))
            rows = []
    if rows:
        sentences.append(_sentence(rows, document))
    return sentences


NAME_KINDS = {"person": "PER", "organization": "ORG", "place": "LOC", "work": "MISC"}


def read_named_conllu(path: Path) -> list[Sentence]:
    """A treebank whose last column says what is a name: `Name=B-organization`."""
    sentences, names = read_conllu(path), []
    for line in open(path, encoding="utf-8"):
        fields = line.rstrip("\n").split("\t")
        if len(fields) == 10 and fields[0].isdigit():
            label = next((f[5:] for f in fields[9].split("|") if f.startswith("Name=")), None)
            names.append(NAME_LABELS.index(label[:2] + NAME_KINDS[label[2:]]) if label else 0)
    for sentence in sentences:
        sentence.names, names = names[:len(sentence.words)], names[len(sentence.words):]
    return sentences


def _sentence(rows: list[list[str]], document: str) -> Sentence:
    sentence = Sentence([], [], document=document)
    space, multiword_end, multiword_space = 1, 0, 1
    for row in rows:
        if "-" in row[0]:
            multiword_end = int(row[0].split("-")[1])
            multiword_space = 0 if "SpaceAfter=No" in row[9] else 1
            continue
        if "." in row[0]:
            continue
        index = int(row[0])
        sentence.words.append(row[1].replace("\u00a0", " "))
        sentence.spaces.append(space)
        sentence.lemmas.append(row[2])
        sentence.upos.append(row[3])
        sentence.xpos.append(row[4])
        sentence.heads.append(int(row[6]))
        sentence.labels.append(row[7])
        if index < multiword_end:
            space = 0
        elif index == multiword_end:
            space = multiword_space
        else:
            space = 0 if "SpaceAfter=No" in row[9] else 1
    return sentence


CLOSING = set(".,;:!?)]}%”’'") | {"'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "..."}
OPENING = set("([{“‘$")


def guess_spaces(words: list[str]) -> list[int]:
    """White space before each word, where a data set keeps tokens only."""
    spaces, after_opening = [], False
    for word in words:
        if word in ("\"", "``", "''", "-", "–", "—", "/"):
            spaces.append(2)
            after_opening = False
            continue
        spaces.append(0 if word in CLOSING or after_opening else 1)
        after_opening = word in OPENING
    return spaces


def _read_columns(path: Path, word_column: int, tag_column: int) -> list[tuple[list[str], list[str]]]:
    found, words, tags = [], [], []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# ") and "\t" not in line:
            continue
        if not line.strip():
            if words:
                found.append((words, tags))
            words, tags = [], []
            continue
        fields = line.split("\t") if "\t" in line else line.split(" ")
        words.append(fields[word_column])
        tags.append(fields[tag_column])
    if words:
        found.append((words, tags))
    return found


def _names(tags: list[str], types: dict[str, str | None]) -> list[int]:
    """Maps a data set's tags; a type that `types` does not name is no name, `None` masks the span."""
    labels, previous = [], None
    for tag in tags:
        if tag == "O" or "-" not in tag:
            labels.append(0)
            previous = None
            continue
        prefix, kind = tag.split("-", 1)
        if kind not in types:
            labels.append(0)
            previous = None
            continue
        mapped = types[kind]
        begins = prefix == "B" or previous != kind
        previous = kind
        if mapped is None:
            labels.append(MASKED)
        else:
            labels.append(1 + 2 * NAME_TYPES.index(mapped) + (0 if begins else 1))
    return labels


UNER = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "OTH": None}
WIKIGOLD = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": None}
ONTONOTES = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC",
             "PRODUCT": "MISC", "WORK_OF_ART": "MISC", "EVENT": None, "LAW": None, "NORP": None, "LANGUAGE": None}
WNUT = {"person": "PER", "corporation": "ORG", "group": None, "location": "LOC", "product": "MISC", "creative-work": "MISC"}
CROSSNER = {"person": "PER", "researcher": "PER", "politician": "PER", "scientist": "PER",
            "organisation": "ORG", "university": "ORG", "politicalparty": "ORG",
            "country": "LOC", "location": "LOC",
            "product": "MISC", "algorithm": None, "programlang": None, "conference": None, "misc": None,
            "academicjournal": "MISC", "event": None, "election": None, "award": None}


def read_names(path: Path, scheme: dict[str, str | None], word: int = 0, tag: int = 1) -> list[Sentence]:
    sentences = []
    for words, tags in _read_columns(path, word, tag):
        sentence = Sentence(words, guess_spaces(words))
        sentence.names = _names(tags, scheme)
        sentences.append(sentence)
    return sentences

