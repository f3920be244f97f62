#!/usr/bin/env python3
"""Writes the weights that ship: `export.py DATA LEXICON OUT.bin NETWORK.pt ...`; of several networks the mean.

Layout of OUT.bin, little-endian: the bytes `DOSW`, a version (u32), the number of tensors (u32), 4 bytes of padding;
then 72 bytes a tensor: its name (32 bytes, zero-padded), its kind (u32: 0 int8 matrix with a float32 scale a row,
1 float32, 2 uint64, 3 uint16, 4 bytes), rows (u32), columns (u32), 4 bytes of padding, the offsets (u64) of its
numbers, of its scales and of the sums of its rows (int32), 0 if it has none. Every block of numbers begins at a multiple of 64. Matrices are row-major; each row is
rounded to whole numbers in -127...127 with the scale that makes its largest number 127.
"""

import struct
import sys
from pathlib import Path

import numpy as np
import torch

from data import read_conllu
from features import mixed
from gazetteer import Gazetteer
from lemmas import Lemmas

# Added to the score of "no name": on UNER's development split F1 is then highest, taken over the networks of the last
# stage, and precision and recall are nearly alike.
OUTSIDE_BIAS = 1.25


class Writer:
    def __init__(self):
        self.entries, self.blocks = [], []

    def matrix(self, name, values, multiplied=True):
        values = np.asarray(values, dtype=np.float32)
        assert values.shape[1] % 16 == 0, name
        scale = np.abs(values).max(axis=1) / 127
        divisor = np.where(scale > 0, scale, 1)[:, None]
        rounded = np.clip(np.rint(values / divisor), -127, 127).astype(np.int8)
        self.entries.append((name, 0, values.shape[0], values.shape[1], rounded.tobytes(), scale.astype("<f4").tobytes(),
                             rounded.sum(axis=1, dtype=np.int32).astype("<i4").tobytes() if multiplied else b""))

    def plain(self, name, values, kind, dtype):
        values = np.asarray(values, dtype=dtype)
        self.entries.append((name, kind, 1, values.size, values.tobytes(), b"", b""))

    def floats(self, name, values):
        self.plain(name, values, 1, "<f4")

    def text(self, name, lines):
        data = "\n".join(lines).encode()
        self.entries.append((name, 4, 1, len(data), data, b"", b""))

    def word_table(self, name, hashes):
        """Hashes of words, and the slots by which they are found: more slots than twice the words."""
        size = 1 << (2 * len(hashes)).bit_length()
        slots = np.zeros(size, dtype="<u2")
        for place, value in enumerate(hashes, start=1):
            slot = mixed(value) % size
            while slots[slot]:
                slot = (slot + 1) % size
            slots[slot] = place
        self.plain(name + ".hashes", np.array(hashes, dtype="<u8"), 2, "<u8")
        self.plain(name + ".slots", slots, 3, "<u2")

    def write(self, path):
        offset = 16 + 72 * len(self.entries)
        directory, body = b"", b""

        def place(data):
            nonlocal body
            padding = -(offset + len(body)) % 64
            body += b"\0" * padding
            start = offset + len(body)
            body += data
            return start

        for name, kind, rows, columns, data, scales, sums in self.entries:
            start = place(data)
            places = (start, place(scales) if scales else 0, place(sums) if sums else 0)
            directory += struct.pack("<32sIIIIQQQ", name.encode(), kind, rows, columns, 0, *places)
        path.write_bytes(b"DOSW" + struct.pack("<III", 1, len(self.entries), 0) + directory + body)
        print(path.stat().st_size, "bytes")


def main():
    data, lexicon, out, *sources = (Path(a) for a in sys.argv[1:])
    networks = [torch.load(source) for source in sources]
    saved = networks[0]
    assert all(n["vocabulary"] == saved["vocabulary"] for n in networks)
    w = {k: sum(n["weights"][k].double() for n in networks).numpy() / len(networks) for k in saved["weights"]}
    file = Writer()
    file.text("upos", saved["upos"])
    file.text("xpos", saved["xpos"])
    file.text("labels", saved["labels"])
    file.text("names", saved["names"])
    file.word_table("vocabulary", saved["vocabulary"])
    gazetteer = Gazetteer(lexicon)
    listed = sorted(gazetteer.bits)
    file.word_table("listed", listed)
    file.plain("listed.lists", [gazetteer.bits[value] for value in listed], 4, np.uint8)
    file.matrix("words", w["words.weight"], multiplied=False)
    file.matrix("subwords", w["subwords.weight"], multiplied=False)
    for layer in range(saved["size"]["layers"]):
        for direction in ("forwards", "backwards"):
            prefix = f"encoder.{direction}.{layer}."
            name = f"lstm.{layer}.{direction}."
            file.matrix(name + "input", w[prefix + "weight_ih_l0"])
            file.matrix(name + "recurrent", w[prefix + "weight_hh_l0"])
            file.floats(name + "bias", w[prefix + "bias_ih_l0"] + w[prefix + "bias_hh_l0"])
    for name in ("upos", "xpos", "name_hidden", "names.0", "arc_dependent", "arc_head", "label_dependent", "label_head", "match_dependent",
                 "match_head", "label"):
        file.matrix(name + ".weight", w[name + ".weight"])
        bias = w[name + ".bias"].copy()
        if name == "names.0":
            bias[0] += OUTSIDE_BIAS
        file.floats(name + ".bias", bias)
    file.matrix("arc_matrix", w["arc_matrix"].T)
    file.floats("arc_bias", w["arc_bias"])
    root = w["root"]
    file.floats("root.arc", np.maximum(0, w["arc_head.weight"] @ root + w["arc_head.bias"]))
    file.floats("root.label", w["label_head.weight"] @ root + w["label_head.bias"])
    file.floats("root.match", w["match_head.weight"] @ root + w["match_head.bias"])

    trees = read_conllu(data / "ud-english-ewt/en_ewt-ud-train.conllu")
    trees += read_conllu(data / "ud-english-gum-permissive/en_gum-permissive-train.conllu")
    table = sorted(Lemmas(trees).table.items())
    scripts = sorted({rule for _, rule in table if len(rule[1]) <= 13})
    number = {rule: i for i, rule in enumerate(scripts)}
    table = [(k, rule) for k, rule in table if rule in number]
    file.plain("lemmas.keys", np.array([k for k, _ in table], dtype="<u8"), 2, "<u8")
    file.plain("lemmas.scripts", np.array([number[r] for _, r in table]), 3, "<u2")
    records = b"".join(struct.pack("<BBB13s", take, keeps, len(add), add) for take, add, keeps in scripts)
    file.plain("scripts", np.frombuffer(records, dtype=np.uint8), 4, np.uint8)
    file.write(out)


main()
