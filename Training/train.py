#!/usr/bin/env python3
"""Trains the text engine's network: `train.py DATA LEXICON OUT [--epochs N] [--seed N]`.

Reads the training splits in DATA, watches the development splits, and writes OUT/network.pt, which `export.py` turns
into the weights that ship. Test splits are never opened here.
"""

import argparse
import random
import time
from collections import Counter
from pathlib import Path

import torch
import torch.nn.functional as F

from data import (CROSSNER, MASKED, NAME_LABELS, ONTONOTES, UNER, WIKIGOLD, WNUT, Sentence, read_conllu,
                  read_named_conllu, read_names)
from features import CONTEXT_START, LIST_START, Vocabulary, subword_rows
from gazetteer import Gazetteer
from model import Analyzer

GOLD, SILVER, SOCIAL = 0, 1, 2
LONGEST_SENTENCE = 120
# Arcs whose F1 is printed, because facts hang on them.
WATCHED = ("appos", "conj")


class Corpus:
    """The training material, and the inventories of tags and labels."""

    def __init__(self, data: Path, lexicon: Path):
        self.gazetteer = Gazetteer(lexicon)
        ewt, gum = data / "ud-english-ewt", data / "ud-english-gum-permissive"
        self.trees = read_conllu(ewt / "en_ewt-ud-train.conllu")
        names = read_names(data / "uner-english/en_ewt-uner-train-v1.iob2", UNER, word=1, tag=2)
        self.groups = attach(self.trees, names, GOLD)
        gum_trees = read_conllu(gum / "en_gum-permissive-train.conllu")
        silver = read_names(data / "silver-ner-spacy-md/en_gum-permissive-train.tsv", ONTONOTES)
        self.groups += attach(gum_trees, silver, SILVER)
        self.trees += gum_trees
        self.dev = {"EWT": read_conllu(ewt / "en_ewt-ud-dev.conllu"), "GUM": read_conllu(gum / "en_gum-permissive-dev.conllu")}
        self.names: list[tuple[Sentence, int]] = []
        for path, scheme, group in (
            ("wikigold/wikigold.conll.txt", WIKIGOLD, GOLD), ("wnut17/wnut17train.conll", WNUT, SOCIAL),
            ("silver-ner-spacy-md/fewrel-wiki.tsv", ONTONOTES, SILVER),
            ("silver-ner-spacy-md/carb.tsv", ONTONOTES, SILVER),
            ("crossner/ai/train.txt", CROSSNER, GOLD), ("crossner/ai/dev.txt", CROSSNER, GOLD),
            ("crossner/science/train.txt", CROSSNER, GOLD), ("crossner/science/dev.txt", CROSSNER, GOLD),
            ("crossner/politics/train.txt", CROSSNER, GOLD), ("crossner/politics/dev.txt", CROSSNER, GOLD),
        ):
            self.names += [(s, group) for s in read_names(data / path, scheme) if len(s.words) <= LONGEST_SENTENCE]
        self.dev_names = read_names(data / "uner-english/en_ewt-uner-dev.iob2", UNER, word=1, tag=2)
        kept = [(s, g) for s, g in zip(self.trees, self.groups) if len(s.words) <= LONGEST_SENTENCE]
        self.trees, self.groups = [s for s, _ in kept], [g for _, g in kept]
        self.upos = sorted({t for s in self.trees for t in s.upos})
        self.xpos = sorted({t for s in self.trees for t in s.xpos})
        self.labels = sorted({t for s in self.trees for t in s.labels})
        # Few, but of the kind of text that the program reads.
        self.repeated = [(s, GOLD) for part in ("train", "dev") for s in read_names(data / f"crossner/ai/{part}.txt", CROSSNER)]


def attach(trees: list[Sentence], names: list[Sentence], group: int) -> list[int]:
    """Gives sentences of a treebank the name labels of the same sentences in another file; -1 where there are none."""
    by_words = {tuple(s.words): s.names for s in names}
    groups = []
    for sentence in trees:
        found = by_words.get(tuple(sentence.words))
        sentence.names = found or []
        groups.append(group if found else -1)
    return groups


class Batch:
    def __init__(self, corpus: Corpus, sentences: list[Sentence], groups: list[int], generator: random.Random | None):
        self.sentences, self.groups = sentences, groups
        self.lengths = torch.tensor([len(s.words) for s in sentences])
        longest = int(self.lengths.max())
        rows = torch.zeros(len(sentences), longest, dtype=torch.long)
        bag, offsets = [], []
        keep_word = torch.ones(len(sentences), longest)
        keep_subword = torch.ones(len(sentences), longest)
        for i, sentence in enumerate(sentences):
            for j in range(longest):
                offsets.append(len(bag))
                if j >= len(sentence.words):
                    continue
                word, space = sentence.words[j], sentence.spaces[j]
                row = corpus.vocabulary.row(word)
                listed = corpus.gazetteer.row(word)
                if generator:
                    if row and generator.random() < 0.3 / (0.3 + corpus.counts[row]):
                        row = 0
                    if generator.random() < 0.1:
                        space = 2
                    if generator.random() < 0.2:
                        listed = 0
                    chance = generator.random()
                    if chance < 0.05 and row:
                        keep_subword[i, j] = 0
                    elif chance < 0.15:
                        row = 0
                rows[i, j] = row
                bag += subword_rows(word)
                bag.append(CONTEXT_START + space)
                bag.append(LIST_START + listed)
        self.inputs = (rows, torch.tensor(bag), torch.tensor(offsets), self.lengths)
        self.dropped = (keep_word, keep_subword) if generator else None
        self.mask = torch.arange(longest)[None] < self.lengths[:, None]

    def padded(self, values, index=None, fill=-1):
        longest = self.mask.shape[1]
        table = torch.full((len(self.sentences), longest), fill, dtype=torch.long)
        for i, row in enumerate(values):
            if row:
                table[i, :len(row)] = torch.tensor([index.get(v, fill) for v in row] if index else row)
        return table


def batches(items, size_words, generator):
    """Batches of sentences of like length, in random order."""
    order = sorted(items, key=lambda item: (len(item[0].words), generator.random()))
    found, batch, words = [], [], 0
    for item in order:
        batch.append(item)
        words += len(item[0].words)
        if words >= size_words:
            found.append(batch)
            batch, words = [], 0
    if batch:
        found.append(batch)
    generator.shuffle(found)
    return found


def name_loss(model, layers, batch):
    """Cross entropy a group of data sets; a masked span may be a product or work, or no name, at no cost."""
    gold = batch.padded([s.names for s in batch.sentences])
    losses = []
    for group in (GOLD, SILVER, SOCIAL):
        rows = [i for i, g in enumerate(batch.groups) if g == group]
        if not rows:
            continue
        scores = F.log_softmax(model.name_scores([layer[rows] for layer in layers], group), dim=-1)
        target, mask = gold[rows], batch.mask[rows]
        known = mask & (target >= 0)
        loss = -scores[known].gather(1, target[known][:, None]).sum()
        free = mask & (target == MASKED)
        if free.any():
            allowed = scores[free][:, [0, NAME_LABELS.index("B-MISC"), NAME_LABELS.index("I-MISC")]]
            loss = loss - torch.logsumexp(allowed, dim=1).sum()
        losses.append(loss * (0.6 if group == SILVER else 1.0) / max(1, int(mask.sum())) * len(rows))
    return sum(losses) / len(batch.sentences)


class Indices:
    """Numbers of tags and labels, and how much the head of a word with each label counts."""

    def __init__(self, corpus: Corpus, emphasis: dict[str, float]):
        self.upos = {t: i for i, t in enumerate(corpus.upos)}
        self.xpos = {t: i for i, t in enumerate(corpus.xpos)}
        self.labels = {t: i for i, t in enumerate(corpus.labels)}
        self.emphasis = torch.tensor([emphasis.get(t, 1.0) for t in corpus.labels])


def tree_loss(model, layers, batch, index):
    """Cross entropy of tags, heads and labels; what is unknown, as a silver tree may have it, costs nothing."""
    mask = batch.mask
    upos = batch.padded([s.upos for s in batch.sentences], index.upos)
    xpos = batch.padded([s.xpos for s in batch.sentences], index.xpos)
    heads = batch.padded([s.heads for s in batch.sentences])
    labels = batch.padded([s.labels for s in batch.sentences], index.labels)
    upos_scores, xpos_scores = model.tags(layers)
    loss = 0.8 * F.cross_entropy(upos_scores[mask], upos[mask], label_smoothing=0.03, ignore_index=-1)
    loss = loss + 0.8 * F.cross_entropy(xpos_scores[mask], xpos[mask], label_smoothing=0.03, ignore_index=-1)
    arcs = masked_arcs(model, layers, batch)
    weight = torch.where(labels >= 0, index.emphasis[labels.clamp(min=0)], 1.0)[mask]
    known = heads[mask] >= 0
    costs = F.cross_entropy(arcs[mask], heads[mask], ignore_index=-1, reduction="none")
    loss = loss + (costs * weight).sum() / known.sum()
    scores = model.label_scores(model.label_parts(layers), heads.clamp(min=0))
    return loss + F.cross_entropy(scores[mask], labels[mask], ignore_index=-1)


def masked_arcs(model, layers, batch):
    head_mask = torch.cat([torch.ones_like(batch.mask[:, :1]), batch.mask], dim=1)[:, None]
    return model.arcs(layers).masked_fill(~head_mask, -1e4)


@torch.no_grad()
def parse_silver(models, corpus, sentences: list[Sentence], sure=0.85):
    """Gives sentences without trees those that the models, each with its vocabulary, are sure of on average.

    -1 and None stand for what they are not sure of.
    """
    for model, _ in models:
        model.eval()
    own = corpus.vocabulary

    def mean(scores):
        return (sum(s.softmax(-1) for s in scores) / len(scores)).max(-1)

    for group in batches([(s, 0) for s in sentences], 3000, random.Random(0)):
        seen = []
        for model, vocabulary in models:
            corpus.vocabulary = vocabulary
            batch = Batch(corpus, [s for s, _ in group], [0] * len(group), None)
            seen.append((model, model.encode(*batch.inputs)))
        tags = [mean(scores) for scores in zip(*(model.tags(layers) for model, layers in seen))]
        arcs = mean([masked_arcs(model, layers, batch) for model, layers in seen])
        labels = mean([model.label_scores(model.label_parts(layers), arcs.indices) for model, layers in seen])
        for i, sentence in enumerate(batch.sentences):
            size = len(sentence.words)

            def picked(result, names):
                return [names[k] if p > sure else None
                        for p, k in zip(result.values[i, :size].tolist(), result.indices[i, :size].tolist())]

            sentence.upos, sentence.xpos = picked(tags[0], corpus.upos), picked(tags[1], corpus.xpos)
            pairs = zip(arcs.values[i, :size].tolist(), arcs.indices[i, :size].tolist())
            sentence.heads = [k if p > sure else -1 for p, k in pairs]
            sentence.labels = [l if h >= 0 else None for l, h in zip(picked(labels, corpus.labels), sentence.heads)]
    corpus.vocabulary = own


def spans(labels):
    found, start, kind = set(), None, None
    for i, label in enumerate(list(labels) + [0]):
        name = NAME_LABELS[label] if label > 0 else "O"
        if start is not None and (name == "O" or name[0] == "B" or name[2:] != kind):
            found.add((start, i, kind))
            start = None
        if name != "O" and start is None:
            start, kind = i, name[2:]
    return found


@torch.no_grad()
def evaluate(model, corpus, index):
    model.eval()
    report = []
    for name, trees in corpus.dev.items():
        count = upos = xpos = uas = las = 0
        arcs = {label: [0, 0, 0] for label in WATCHED}
        for group in batches([(s, 0) for s in trees], 3000, random.Random(0)):
            batch = Batch(corpus, [s for s, _ in group], [0] * len(group), None)
            layers = model.encode(*batch.inputs)
            mask = batch.mask
            u, x = (scores.argmax(-1) for scores in model.tags(layers))
            heads = masked_arcs(model, layers, batch).argmax(-1)
            labels = model.label_scores(model.label_parts(layers), heads).argmax(-1)
            gold_upos = batch.padded([s.upos for s in batch.sentences], index.upos)
            gold_xpos = batch.padded([s.xpos for s in batch.sentences], index.xpos)
            gold_heads = batch.padded([s.heads for s in batch.sentences], fill=-1)
            gold_labels = batch.padded([s.labels for s in batch.sentences], index.labels)
            count += int(mask.sum())
            upos += int(((u == gold_upos) & mask).sum())
            xpos += int(((x == gold_xpos) & mask).sum())
            right = (heads == gold_heads) & mask
            uas += int(right.sum())
            las += int((right & (labels == gold_labels)).sum())
            for label, counts in arcs.items():
                wanted, found = ((l == index.labels[label]) & mask for l in (gold_labels, labels))
                for k, those in enumerate((wanted, found, wanted & found & right)):
                    counts[k] += int(those.sum())
        watched = " ".join(f"{label} {2 * c[2] / max(1, c[0] + c[1]):.3f}" for label, c in arcs.items())
        report.append(f"{name} UPOS {upos / count:.4f} XPOS {xpos / count:.4f} UAS {uas / count:.4f} LAS {las / count:.4f} {watched}")
    right = guessed = wanted = 0
    for group in batches([(s, 0) for s in corpus.dev_names], 3000, random.Random(0)):
        batch = Batch(corpus, [s for s, _ in group], [0] * len(group), None)
        guess = model.name_scores(model.encode(*batch.inputs), GOLD).argmax(-1)
        for sentence, row in zip(batch.sentences, guess.tolist()):
            found = {s for s in spans(row[:len(sentence.words)]) if s[2] != "MISC"}
            gold = {s for s in spans(sentence.names) if s[2] != "MISC"}
            right += len(found & gold)
            guessed += len(found)
            wanted += len(gold)
    report.append(f"UNER dev names F1 {2 * right / max(1, guessed + wanted):.4f}")
    return " | ".join(report)


def loaded(path: Path, corpus: Corpus):
    """A network that was trained before, and its vocabulary."""
    saved = torch.load(path)
    size = {"products": "match_head.weight" in saved["weights"]} | saved["size"]
    model = Analyzer(len(saved["vocabulary"]), len(corpus.upos), len(corpus.xpos), len(corpus.labels), len(NAME_LABELS), 3, **size)
    model.load_state_dict(saved["weights"])
    return model, Vocabulary(saved["vocabulary"])


def main():
    options = argparse.ArgumentParser()
    options.add_argument("data", type=Path)
    options.add_argument("lexicon", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--epochs", type=int, default=22)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--treebank", type=Path, nargs="*", default=[], help="further treebanks with names")
    options.add_argument("--teacher", type=Path, nargs="*", default=[], help="networks that make the silver trees of the first epochs")
    options.add_argument("--start", type=Path, help="a network with the same vocabulary to go on from; the rate then falls at once")
    options.add_argument("--emphasis", nargs="*", default=[], metavar="LABEL=TIMES", help="how much heads of words so labelled count")
    options.add_argument("--labels", choices=["sums", "products"], default="products", help="how arcs get their labels")
    options.add_argument("--repeat", type=int, default=5, help="how often an epoch has each sentence of --treebank")
    options.add_argument("--silver-from", type=int, default=11, help="the epoch before which silver trees are first made")
    options.add_argument("--rate", type=float, default=2e-3)
    given = options.parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    generator = random.Random(given.seed)
    corpus = Corpus(given.data, given.lexicon)
    further = [s for path in given.treebank for s in read_named_conllu(path)]
    # Every word of the further treebanks is known.
    words = Counter(w for s in corpus.trees + further + further for w in s.words)
    words += Counter(w for s, _ in corpus.names for w in s.words)
    corpus.vocabulary = Vocabulary.of(words, least=2)
    corpus.counts = Counter(corpus.vocabulary.row(w) for s in corpus.trees for w in s.words)
    corpus.trees += further * given.repeat
    corpus.groups += [GOLD] * (len(further) * given.repeat)
    index = Indices(corpus, {label: float(times) for label, times in (e.split("=") for e in given.emphasis)})
    size = dict(hidden=128, layers=3, products=given.labels == "products")
    model = Analyzer(len(corpus.vocabulary.hashes), len(corpus.upos), len(corpus.xpos), len(corpus.labels), len(NAME_LABELS), 3, **size)
    if given.start:
        saved = torch.load(given.start)
        assert (saved["vocabulary"], saved["labels"]) == (corpus.vocabulary.hashes, corpus.labels)
        model.load_state_dict(saved["weights"])
    average = {name: value.detach().clone() for name, value in model.state_dict().items()}
    print(f"{len(corpus.trees)} trees, {len(corpus.names)} sentences with names only, {len(corpus.vocabulary.hashes)} words, "
          f"{sum(p.numel() for p in model.parameters())} weights", flush=True)
    if given.teacher:
        teachers = [loaded(path, corpus) for path in given.teacher]
        parse_silver(teachers, corpus, [s for s, _ in corpus.names + corpus.repeated])
    optimizer = torch.optim.Adam(model.parameters(), lr=given.rate, betas=(0.9, 0.95), fused=True)

    def epoch_batches():
        names = generator.sample(corpus.names, len(corpus.names) * 6 // 10) + corpus.repeated
        trees = [("tree", b) for b in batches(list(zip(corpus.trees, corpus.groups)), 700, generator)]
        found = trees + [("name", b) for b in batches(names, 900, generator)]
        generator.shuffle(found)
        return found

    steps, total, started = 0, given.epochs * len(epoch_batches()), time.time()
    for epoch in range(given.epochs):
        if epoch >= given.silver_from and (epoch - given.silver_from) % 5 == 0:
            raw = {name: value.clone() for name, value in model.state_dict().items()}
            model.load_state_dict(average)
            parse_silver([(model, corpus.vocabulary)], corpus, [s for s, _ in corpus.names + corpus.repeated])
            model.load_state_dict(raw)
        model.train()
        losses = Counter()
        for kind, items in epoch_batches():
            batch = Batch(corpus, [s for s, _ in items], [g for _, g in items], generator)
            layers = model.encode(*batch.inputs, batch.dropped)
            loss = name_loss(model, layers, batch)
            if kind == "tree":
                loss = loss + tree_loss(model, layers, batch, index)
            elif batch.sentences[0].heads:
                loss = loss + 0.4 * tree_loss(model, layers, batch, index)
            for setting in optimizer.param_groups:
                left = 1 - steps / total
                setting["lr"] = given.rate * min(1, steps / 200, left if given.start else left / 0.6)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            steps += 1
            losses[kind] += loss.item()
            losses[kind + "s"] += 1
            if steps % 10 == 0:
                decay = min(0.99, steps / (steps + 100))
                for name, value in model.state_dict().items():
                    average[name].lerp_(value, 1 - decay)
        raw = {name: value.clone() for name, value in model.state_dict().items()}
        model.load_state_dict(average)
        print(f"epoch {epoch + 1} {time.time() - started:.0f} s, loss {losses['tree'] / losses['trees']:.3f} {losses['name'] / losses['names']:.3f} | "
              + evaluate(model, corpus, index), flush=True)
        given.out.mkdir(parents=True, exist_ok=True)
        torch.save({"weights": average, "vocabulary": corpus.vocabulary.hashes, "upos": corpus.upos, "xpos": corpus.xpos,
                    "labels": corpus.labels, "names": NAME_LABELS, "size": size}, given.out / "network.pt")
        model.load_state_dict(raw)


main()
