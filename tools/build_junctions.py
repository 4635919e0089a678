"""Trains the model of junctions (`tarmim.language.junctions`) and adds it to the language models that are there.

    python -m tools.build_junctions CORPUS [--out FOLDER] [--share S]

CORPUS as in tools/build_language.py, whose Arabic models must be in FOLDER; the same paragraphs are held out. Needs
torch (the processor is enough: some 20 minutes on one core); nothing else of the project does.

First it learns to tell what follows a place from what follows the other places of the batch, then what it is for: of
the words of a line in a ring, between which two of them the line begins, with the words before and after the line.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tarmim.language.corpus import CorpusText, TokenCounts, count_tokens
from tarmim.language.grams import split_gaps
from tarmim.language.junctions import BLANK, affixes_of
from tarmim.language.keys import CLASSES, END, START
from tarmim.language.models import SHIPPED
from tarmim.language.storage import RECORD, read_record, write_array
from tarmim.language.words import words_in
from tools.build_language import AT_LEAST, TEXTS, paragraphs

#: Words with a place of their own; size of their vectors, of the layers; words looked at on each side.
FREQUENT = 50_000
SIZE = 64
HIDDEN = 192
OUT = 96
REACH = 4
#: Rows for first and last letters, shared by those with one checksum.
AFFIXES = 4096
#: A batch: so many stretches of text with so many places, so many words apart that no two share a word.
STRETCHES = 8
PLACES = 128
APART = 2 * REACH + 1
#: Share of words placed by their letters in training, so that those learn too; share of the batches from books.
BY_LETTERS = 0.08
FROM_BOOKS = 0.6
#: Steps of the first and the second kind with their rates, which fall to nothing; the tables learn faster.
STEPS = (15_000, 60_000)
RATES = (2e-3, 1e-3)
TABLES = (2.0, 1.5)
#: Lines in a batch of the second kind, and the words of a line.
LINES = 128
LENGTHS = (8, 17)
#: Batches that the mean of a side is taken over.
SAMPLES = 50
#: A standard deviation of the numbers is so many steps as stored.
FINENESS = 6.0


@dataclass(frozen=True, slots=True)
class Text:
    """The corpus as numbers: for each token its key, and for each key its row in the table and its letters' rows."""

    stream: NDArray[np.int32]
    books: int
    rows: NDArray[np.int64]
    letters: NDArray[np.int64]
    places: NDArray[np.int64]


def read(corpus: Path, folder: Path) -> Text:
    """Return the corpus; FREQUENT words of the list get rows, in the order of their places."""
    sources = [
        CorpusText(name, paragraphs(corpus, name, held=False), at_least, prints_marks=False)
        for name, at_least in zip(TEXTS, AT_LEAST, strict=True)
    ]
    seen: TokenCounts = count_tokens(sources)
    totals = seen.counts.sum(axis=1)
    known = words_in(folder).places(seen.keys)
    known[: len(CLASSES)] = -1
    chosen = np.flatnonzero(known >= 0)
    chosen = chosen[np.argsort(-totals[chosen], kind="stable")[:FREQUENT]]
    chosen = chosen[np.argsort(known[chosen])]
    rows = np.zeros(len(seen.keys), dtype=np.int64)
    rows[: len(CLASSES)] = np.arange(len(CLASSES))
    rows[chosen] = np.arange(BLANK + 1, BLANK + 1 + len(chosen))
    letters = np.array([affixes_of(key, AFFIXES) for key in seen.keys], dtype=np.int64)
    return Text(seen.stream, int(seen.counts[:, 0].sum()), rows, letters, known[chosen])


def windows(text: Text, rng: np.random.Generator) -> NDArray[np.int32]:
    """Return the words around the places of a batch: shape (places, 2 * REACH); none at the edge of a paragraph."""
    span = PLACES * APART + 2 * REACH
    books = rng.random(STRETCHES) < FROM_BOOKS
    low, high = np.where(books, 0, text.books), np.where(books, text.books, len(text.stream)) - span
    begins = (low + rng.random(STRETCHES) * (high - low)).astype(np.int64)
    at = (begins[:, None] + np.arange(PLACES) * APART).ravel() + REACH
    start, end = CLASSES.index(START), CLASSES.index(END)
    at = at[(text.stream[at] != start) & (text.stream[at - 1] != end)]
    found: NDArray[np.int32] = text.stream[at[:, None] + np.arange(-REACH, REACH)]
    return found


def beyond(window: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Return which words of the windows belong to another paragraph."""
    start, end = CLASSES.index(START), CLASSES.index(END)
    found = np.zeros(window.shape, dtype=bool)
    for column in range(REACH - 2, -1, -1):
        found[:, column] = found[:, column + 1] | (window[:, column + 1] == start)
    for column in range(REACH + 1, 2 * REACH):
        found[:, column] = found[:, column - 1] | (window[:, column - 1] == end)
    return found


def train(text: Text, *, share: float) -> Mapping[str, NDArray[np.float32]]:
    """Return the trained numbers, after that share of STEPS; Adam, seeded."""
    import torch

    torch.manual_seed(1)
    torch.set_num_threads(1)
    rng = np.random.default_rng(1)
    network = _network(BLANK + 1 + len(text.places))
    for loss_of, steps, rate, faster in zip((_places_loss, _lines_loss), STEPS, RATES, TABLES, strict=True):
        count = int(steps * share)
        optimizers = [
            (torch.optim.SparseAdam([table.weight for table in network.tables.values()]), faster * rate),
            (torch.optim.Adam([n for layer in network.layers.values() for n in layer.parameters()]), rate),
        ]
        total, began = 0.0, time.monotonic()
        for step in range(count):
            for optimizer, full in optimizers:
                for group in optimizer.param_groups:
                    group["lr"] = full * max(0.02, 1 - step / count)
                optimizer.zero_grad()
            loss = loss_of(text, rng, network)
            loss.backward()
            for optimizer, _ in optimizers:
                optimizer.step()
            total += float(loss.detach())
            if step % 1000 == 999:
                sys.stderr.write(f"{step + 1:6} steps  loss {total / 1000:.4f}  {time.monotonic() - began:.0f} s\n")
                total = 0.0
    return network.numbers()


@dataclass(frozen=True, slots=True)
class Network:
    """The tables, of words and of letters, and the layers of both sides."""

    tables: Mapping[str, Any]
    layers: Mapping[str, Any]

    def words(self, text: Text, window: NDArray[np.int32], outside: NDArray[np.bool_], rng: np.random.Generator) -> Any:  # noqa: ANN401
        """Return the vectors of the words; some of the frequent are placed by their letters, to teach those."""
        import torch

        rows = text.rows[window]
        spelled = ((rows == 0) | ((rng.random(rows.shape) < BY_LETTERS) & (rows > BLANK))) & ~outside
        rows[outside] = BLANK
        return torch.where(
            torch.from_numpy(spelled)[..., None],
            self.tables["affixes"](torch.from_numpy(text.letters[window])).sum(-2),
            self.tables["table"](torch.from_numpy(rows)),
        )

    def side(self, name: str, words: Any) -> Any:  # noqa: ANN401
        """Return the vectors of a side, each from REACH words."""
        import torch

        return self.layers[f"{name}2"](torch.relu(self.layers[f"{name}1"](words.reshape(-1, REACH * SIZE))))

    def numbers(self) -> Mapping[str, NDArray[np.float32]]:
        """Return all that was learnt; the last column of a layer is its bias."""
        found = {name: table.weight.detach().numpy() for name, table in self.tables.items()}
        for name, layer in self.layers.items():
            parts = (layer.weight.detach().numpy(), layer.bias.detach().numpy()[:, None])
            found[name] = np.concatenate(parts, axis=1)
        return found


def _network(rows: int) -> Network:
    """Return a network of random numbers."""
    import torch

    tables = {"table": torch.nn.Embedding(rows, SIZE, sparse=True)}
    tables["affixes"] = torch.nn.Embedding(AFFIXES, SIZE, sparse=True)
    torch.nn.init.normal_(tables["table"].weight, 0, 0.1)
    torch.nn.init.normal_(tables["affixes"].weight, 0, 0.05)
    layers = {
        f"{side}{depth}": torch.nn.Linear(*shape)
        for side in ("left", "right")
        for depth, shape in ((1, (REACH * SIZE, HIDDEN)), (2, (HIDDEN, OUT)))
    }
    return Network(tables, layers)


def _places_loss(text: Text, rng: np.random.Generator, network: Network) -> Any:  # noqa: ANN401
    """Return the loss of one batch of places: which right side follows which left, and the other way round."""
    import torch

    window = windows(text, rng)
    words = network.words(text, window, beyond(window), rng)
    fits = network.side("left", words[:, :REACH]) @ network.side("right", words[:, REACH:]).T
    target = torch.arange(len(window))
    return torch.nn.functional.cross_entropy(fits, target) + torch.nn.functional.cross_entropy(fits.T, target)


def _lines_loss(text: Text, rng: np.random.Generator, network: Network) -> Any:  # noqa: ANN401
    """Return the loss of one batch of lines: where each begins, of the places between its words in a ring.

    A line that begins there fits the words before it, its end those after it, and the two words that a cut there parts
    should not fit.
    """
    import torch

    length = int(rng.integers(*LENGTHS))
    books = rng.random(LINES) < FROM_BOOKS
    low, high = np.where(books, 0, text.books), np.where(books, text.books, len(text.stream)) - length - 2 * REACH
    begins = (low + rng.random(LINES) * (high - low)).astype(np.int64)
    window = text.stream[begins[:, None] + np.arange(length + 2 * REACH)]
    window = window[~np.isin(window, (CLASSES.index(START), CLASSES.index(END))).any(axis=1)]
    words = network.words(text, window, np.zeros(window.shape, dtype=bool), rng)
    line, ring = words[:, REACH : REACH + length], np.arange(length)[:, None]
    lefts = network.side("left", line[:, (ring + np.arange(-REACH, 0)) % length]).view(len(window), length, -1)
    rights = network.side("right", line[:, (ring + np.arange(REACH)) % length]).view(len(window), length, -1)
    before = network.side("left", words[:, :REACH])[:, None]
    after = network.side("right", words[:, REACH + length :])[:, None]
    fits = (before * rights).sum(-1) + (lefts * after).sum(-1) - (lefts * rights).sum(-1)
    return torch.nn.functional.cross_entropy(fits, torch.zeros(len(window), dtype=torch.long))


def centred(text: Text, numbers: Mapping[str, NDArray[np.float32]]) -> Mapping[str, NDArray[np.float32]]:
    """Return the numbers with the mean vector of each side taken off its bias.

    What is learnt second does not change where something is added to a fit that depends on one side alone, so that it
    drifts. The mean fit of a side with any other is its product with the other side's mean: without it both are zero.
    """
    rng = np.random.default_rng(2)
    window = np.concatenate([windows(text, rng) for _ in range(SAMPLES)])
    rows = text.rows[window]
    words = np.where(
        (rows == 0)[..., None], numbers["affixes"][text.letters[window]].sum(axis=-2), numbers["table"][rows]
    )
    found = dict(numbers)
    for side, part in (("left", words[:, :REACH]), ("right", words[:, REACH:])):
        inner, out = numbers[f"{side}1"], numbers[f"{side}2"].copy()
        hidden = np.maximum(part.reshape(len(window), -1) @ inner[:, :-1].T + inner[:, -1], 0)
        out[:, -1] -= (hidden @ out[:, :-1].T + out[:, -1]).mean(axis=0)
        found[f"{side}2"] = out
    return found


def write(folder: Path, numbers: Mapping[str, NDArray[np.float32]], places: NDArray[np.int64]) -> None:
    """Add the model to the folder: the tables as bytes, the layers in half precision."""
    record: dict[str, Any] = dict(read_record(folder))
    entry: dict[str, Any] = {"reach": REACH, "size": len(places)}
    for name, key in (("table", "table_step"), ("affixes", "affix_step")):
        step = float(numbers[name].std()) / FINENESS
        write_array(folder, f"junctions.{name}", np.clip(np.rint(numbers[name] / step), -127, 127).astype(np.int8))
        entry[key] = round(step, 8)
    for name in ("left1", "left2", "right1", "right2"):
        write_array(folder, f"junctions.{name}", numbers[name].astype(np.float16))
    write_array(folder, "junctions.places", split_gaps(places.astype(np.uint32)))
    record["junctions"] = entry
    text = json.dumps(record, ensure_ascii=True, indent=1, sort_keys=True)
    (folder / RECORD).write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Train what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=SHIPPED / "ar")
    parser.add_argument("--share", type=float, default=1.0, help="of the steps: less to try")
    given = parser.parse_args()
    text = read(given.corpus, given.out)
    write(given.out, centred(text, train(text, share=given.share)), text.places)


if __name__ == "__main__":
    main()
