"""The network: hashed word features, a bidirectional LSTM, and one head each for tags, names and the tree."""

import torch
import torch.nn.functional as F
from torch import nn

from features import SUBWORD_ROWS


class Encoder(nn.Module):
    """A layer reads left to right and right to left with a cell each; padding stands at the end and is never read."""

    def __init__(self, inputs: int, hidden: int, layers: int, dropout: float):
        super().__init__()
        sizes = [inputs] + [2 * hidden] * (layers - 1)
        self.forwards = nn.ModuleList(nn.LSTM(size, hidden, batch_first=True) for size in sizes)
        self.backwards = nn.ModuleList(nn.LSTM(size, hidden, batch_first=True) for size in sizes)
        self.dropout = dropout
        for cell in list(self.forwards) + list(self.backwards):
            for name, parameter in cell.named_parameters():
                if name.startswith("weight_hh"):
                    for gate in parameter.data.chunk(4):
                        nn.init.orthogonal_(gate)
                elif name.startswith("weight"):
                    nn.init.xavier_uniform_(parameter)
                else:
                    nn.init.zeros_(parameter)
                    if name.startswith("bias_ih"):
                        parameter.data[cell.hidden_size:2 * cell.hidden_size] = 1

    def forward(self, x, lengths):
        positions = torch.arange(x.shape[1])[None]
        reverse = torch.where(positions < lengths[:, None], lengths[:, None] - 1 - positions, positions)
        outputs = []
        for ahead, back in zip(self.forwards, self.backwards):
            x = shared_dropout(x, self.dropout, self.training)
            a, _ = ahead(x)
            b, _ = back(x.gather(1, reverse[..., None].expand(-1, -1, x.shape[2])))
            b = b.gather(1, reverse[..., None].expand(-1, -1, b.shape[2]))
            x = torch.cat([a, b], dim=2)
            outputs.append(x)
        return outputs


def shared_dropout(x, share, training):
    """Dropout with one mask for all words of a sentence."""
    if not training or share == 0:
        return x
    mask = torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - share) / (1 - share)
    return x * mask


class Analyzer(nn.Module):
    def __init__(self, words: int, upos: int, xpos: int, labels: int, names: int, groups: int, *, word_size=96,
                 subword_size=128, hidden=128, layers=3, arc=128, label=96, name=96, dropout=0.33, products=True):
        super().__init__()
        self.words = nn.Embedding(words + 1, word_size)
        self.subwords = nn.EmbeddingBag(SUBWORD_ROWS, subword_size, mode="sum")
        nn.init.normal_(self.words.weight, std=0.1)
        nn.init.normal_(self.subwords.weight, std=0.05)
        self.encoder = Encoder(word_size + subword_size, hidden, layers, dropout)
        out = 2 * hidden
        self.dropout = dropout
        self.upos = nn.Linear(out, upos)
        self.xpos = nn.Linear(out, xpos)
        self.name_hidden = nn.Linear(out, name)
        self.names = nn.ModuleList(nn.Linear(name, names) for _ in range(groups))
        self.arc_dependent = nn.Linear(out, arc)
        self.arc_head = nn.Linear(out, arc)
        self.arc_matrix = nn.Parameter(torch.zeros(arc, arc))
        self.arc_bias = nn.Parameter(torch.zeros(arc))
        self.root = nn.Parameter(torch.zeros(out))
        self.label_dependent = nn.Linear(out, label)
        self.label_head = nn.Linear(out, label)
        # Whether labels see what a word and its head have in common, besides what they add up to.
        self.products = products
        if products:
            self.match_dependent = nn.Linear(out, label)
            self.match_head = nn.Linear(out, label)
        self.label = nn.Linear(2 * label if products else label, labels)

    def inputs(self, word_rows, bag, offsets, dropped):
        batch, length = word_rows.shape
        words = self.words(word_rows)
        subwords = self.subwords(bag, offsets).view(batch, length, -1)
        if dropped is not None:
            words = words * dropped[0][..., None]
            subwords = subwords * dropped[1][..., None]
        return torch.cat([words, subwords], dim=2)

    def encode(self, word_rows, bag, offsets, lengths, dropped=None):
        return self.encoder(self.inputs(word_rows, bag, offsets, dropped), lengths)

    def tags(self, layers):
        x = shared_dropout(layers[-2] if len(layers) > 2 else layers[-1], self.dropout, self.training)
        return self.upos(x), self.xpos(x)

    def name_scores(self, layers, group: int):
        x = shared_dropout(layers[-1], self.dropout, self.training)
        return self.names[group](F.relu(self.name_hidden(x)))

    def with_root(self, layers):
        x = layers[-1]
        return torch.cat([self.root[None, None].expand(x.shape[0], 1, -1), x], dim=1)

    def arcs(self, layers):
        """Scores, [batch, dependent, head]; head 0 is the root."""
        x = shared_dropout(self.with_root(layers), self.dropout, self.training)
        dependent = shared_dropout(F.relu(self.arc_dependent(x[:, 1:])), self.dropout, self.training)
        head = shared_dropout(F.relu(self.arc_head(x)), self.dropout, self.training)
        return (dependent @ self.arc_matrix + self.arc_bias) @ head.transpose(1, 2)

    def label_parts(self, layers):
        """Lists of vectors for words as dependents and, with the root first, as heads."""
        x = shared_dropout(self.with_root(layers), self.dropout, self.training)
        dependents, heads = [self.label_dependent(x[:, 1:])], [self.label_head(x)]
        if self.products:
            dependents.append(self.match_dependent(x[:, 1:]))
            heads.append(self.match_head(x))
        return dependents, heads

    def label_scores(self, parts, heads):
        dependent, head = parts
        chosen = [h.gather(1, heads[..., None].expand(-1, -1, h.shape[2])) for h in head]
        x = F.relu(dependent[0] + chosen[0])
        if self.products:
            x = torch.cat([x, dependent[1] * chosen[1]], dim=2)
        return self.label(shared_dropout(x, self.dropout, self.training))
