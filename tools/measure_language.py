"""Measures the shipped Arabic models on held-out text: bits a word, the document's share, speed, load, memory.

python -m tools.measure_language CORPUS [--models FOLDER] [--lines N]
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tarmim.language import END, START, load_from, tokens
from tarmim.language import document as own_words
from tarmim.language.document import DocumentWords
from tarmim.language.grams import Grams, Level
from tarmim.language.models import SHIPPED, Models
from tarmim.language.sequences import Sequences
from tools.build_language import TEXTS, held_out

Lines = list[tuple[str, ...]]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--models", type=Path, default=SHIPPED / "ar")
    parser.add_argument("--lines", type=int, default=6000)
    given = parser.parse_args()
    before = _resident()
    models = load_from(given.models)
    _first_use(models, before)
    texts: dict[str, Lines] = {name: [] for name in TEXTS}
    for name, line in held_out(given.corpus):
        if len(texts[name]) < given.lines:
            texts[name].append(tokens(line).keys)
    for name, lines in texts.items():
        print(name, *(f"{what} {value:.3f}" for what, value in _bits(models, lines).items()))
        print("  share of the document:", *(f"{share}: {bits:.3f}" for share, bits in _shares(models, lines).items()))
    _speed(models, texts[TEXTS[0]])


def _first_use(models: Models, before: float) -> None:
    for part in ("words", "characters", "sequences", "marked"):
        started = time.perf_counter()
        getattr(models, part)
        print(f"load {part}: {1000 * (time.perf_counter() - started):.1f} ms")
    started = time.perf_counter()
    words, sequences = models.words, models.sequences
    assert sequences is not None
    words.log_probability(["\u0643\u062a\u0627\u0628", "\u0643\u062a\u0627\u0628\u0639"])
    sequences.score([["\u0643\u062a\u0627\u0628", "\u0643\u062a\u0627\u0628\u0639", "."]] * 100)
    print(f"first scores: {1000 * (time.perf_counter() - started):.1f} ms; memory +{_resident() - before:.1f} MB")
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB, {before:.0f} before")


def _bits(models: Models, lines: Lines) -> dict[str, float]:
    """Return bits a token (words, signs and the end), and the shares and bits of unknown words."""
    sequences = models.sequences
    assert sequences is not None
    row = [key for line in lines for key in (START, *line, END)]
    keys = sequences.ready(row)
    counted = keys.ids != 1
    result = {}
    for order in (1, 2, 3):
        scores = Sequences(_cut(sequences.grams, order), sequences.words, sequences.shift).along(keys)
        result[f"{order}-gram"] = float(-scores[counted].mean() / np.log(2))
    unknown = keys.ids == 0
    result["unknown share"] = float(unknown.sum() / (unknown | (keys.ids > 20)).sum())
    result["bits of an unknown word"] = float(-keys.spelling[unknown].mean() / np.log(2))
    words = [key for key, number in zip(row, keys.ids, strict=True) if number == 0 or number > 20]
    result["words alone"] = float(-models.words.log_probability(words).mean() / np.log(2))
    return result


def _cut(grams: Grams, order: int) -> Grams:
    levels = list(grams.levels[:order])
    levels[-1] = Level(levels[-1].keys, levels[-1].values, np.empty(0, dtype=np.uint8))
    return Grams(tuple(levels), grams.ranks)


def _shares(models: Models, lines: Lines) -> dict[float, float]:
    """Return bits a token for shares of the document's words: of 60 lines the even ones teach, the odd are scored."""
    sequences = models.sequences
    assert sequences is not None
    standard, result = own_words.DOCUMENT_SHARE, {}
    for share in (0.0, 0.05, 0.1, 0.15, 0.2, 0.3):
        own_words.DOCUMENT_SHARE = share  # type: ignore[misc]  # the constant is what is fitted here
        nats, count = 0.0, 0
        for first in range(0, len(lines) - 59, 60):
            page = lines[first : first + 60]
            document = DocumentWords.of([(START, *line, END) for line in page[::2]])
            row = [key for line in page[1::2] for key in (START, *line, END)]
            scores = sequences.along(sequences.ready(row, document=document), document=document)
            nats -= float(scores.sum())
            count += len(row) - len(page[1::2])
        result[share] = nats / count / float(np.log(2)) if count else 0.0
    own_words.DOCUMENT_SHARE = standard  # type: ignore[misc]
    return result


def _speed(models: Models, lines: Lines) -> None:
    sequences = models.sequences
    assert sequences is not None
    row = [key for line in lines for key in line][:200_000]
    _rate("words.places, batch", len(row), lambda: models.words.places(row))
    some: Sequence[str] = row[:20_000]
    _rate("word in words, single", len(some), lambda: [word in models.words for word in some])
    _rate("characters, batch", len(row), lambda: models.characters.log_probability(row))
    _rate("characters, single", 500, lambda: [models.characters.log_probability([word]) for word in row[:500]])
    keys = sequences.ready(row)
    _rate("sequences.along, batch", len(row), lambda: sequences.along(keys))
    places = np.arange(600)
    _rate("follow, 600 x 600 pairs", 360_000, lambda: sequences.follow(keys, places[:, None], places[None, :]))
    square = np.arange(20)
    _rate("follow, 20 x 20 pairs", 400, lambda: sequences.follow(keys, square[:, None], square[None, :]))
    cube = (square[:, None, None], square[None, :, None], square[None, None, :])
    _rate("follow, 20 x 20 x 20", 8000, lambda: sequences.follow(keys, cube[1], cube[2], before=cube[0]))
    _rate("score, 200 candidates of 15", 3000, lambda: sequences.score([row[i : i + 15] for i in range(200)]))


def _rate(what: str, number: int, act: object) -> None:
    assert callable(act)
    act()
    started = time.process_time()
    act()
    spent = max(time.process_time() - started, 1e-6)
    print(f"{what}: {number / spent / 1e6:.2f} M/s ({1000 * spent:.2f} ms)")


def _resident() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


if __name__ == "__main__":
    main()
