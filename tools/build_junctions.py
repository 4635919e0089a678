"""Trains the model of junctions (`tarmim.language.junctions`) and adds it to the language models that are there.

    python -m tools.build_junctions CORPUS [--out FOLDER] [--steps N]

CORPUS as in tools/build_language.py, whose Arabic models must be in FOLDER; the same paragraphs are held out. Needs
torch (the processor is enough: 30 minutes for 50,000 steps on one core); nothing else of the project does.
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

from tarmim.language.corpus import Counted, Source, counted
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
RATE = 2e-3
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
        Source(name, paragraphs(corpus, name, held=False), at_least, prints_marks=False)
        for name, at_least in zip(TEXTS, AT_LEAST, strict=True)
    ]
    seen: Counted = counted(sources)
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


def train(text: Text, *, steps: int) -> Mapping[str, NDArray[np.float32]]:
    """Return the trained numbers; Adam with a rate that falls to nothing, seeded."""
    import torch

    torch.manual_seed(1)
    torch.set_num_threads(1)
    rng = np.random.default_rng(1)
    tables, layers = _network(BLANK + 1 + len(text.places))
    dense = [number for layer in layers.values() for number in layer.parameters()]
    optimizers = [
        (torch.optim.SparseAdam([table.weight for table in tables.values()]), 2 * RATE),
        (torch.optim.Adam(dense), RATE),
    ]
    total, began = 0.0, time.monotonic()
    for step in range(steps):
        for optimizer, rate in optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate * max(0.02, 1 - step / steps)
            optimizer.zero_grad()
        loss = _loss(text, rng, tables, layers)
        loss.backward()
        for optimizer, _ in optimizers:
            optimizer.step()
        total += float(loss.detach())
        if step % 1000 == 999:
            sys.stderr.write(f"{step + 1:6} steps  loss {total / 1000:.4f}  {time.monotonic() - began:.0f} s\n")
            total = 0.0
    numbers = {name: table.weight.detach().numpy() for name, table in tables.items()}
    for name, layer in layers.items():
        parts = (layer.weight.detach().numpy(), layer.bias.detach().numpy()[:, None])
        numbers[name] = np.concatenate(parts, axis=1)
    return numbers


def _network(rows: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the tables and the layers of both sides, at random."""
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
    return tables, layers


def _loss(text: Text, rng: np.random.Generator, tables: Mapping[str, Any], layers: Mapping[str, Any]) -> Any:  # noqa: ANN401
    """Return the loss of one batch: which right side follows which left, and the other way round."""
    import torch

    window = windows(text, rng)
    rows, outside = text.rows[window], beyond(window)
    spelled = ((rows == 0) | ((rng.random(rows.shape) < BY_LETTERS) & (rows > BLANK))) & ~outside
    rows[outside] = BLANK
    words = torch.where(
        torch.from_numpy(spelled)[..., None],
        tables["affixes"](torch.from_numpy(text.letters[window])).sum(-2),
        tables["table"](torch.from_numpy(rows)),
    )
    sides = [
        layers[f"{side}2"](torch.relu(layers[f"{side}1"](part.reshape(len(window), -1))))
        for side, part in (("left", words[:, :REACH]), ("right", words[:, REACH:]))
    ]
    fits = sides[0] @ sides[1].T
    target = torch.arange(len(window))
    return torch.nn.functional.cross_entropy(fits, target) + torch.nn.functional.cross_entropy(fits.T, target)


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
    parser.add_argument("--steps", type=int, default=50_000)
    given = parser.parse_args()
    text = read(given.corpus, given.out)
    write(given.out, train(text, steps=given.steps), text.places)


if __name__ == "__main__":
    main()
