"""The tables of a run: by tool, producer, kind and mechanism, the worst files, and what a seed is to hold."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from evaluation.farm.making import Sample
from evaluation.farm.score import Score

__all__ = ["TABLE", "Reading", "composition", "harm", "parts", "row", "summary", "tables", "worst"]

#: From this share of letters in the file's own maps on they are right; a reading off by .5 % is not what is looked for.
RIGHT: Final = 0.995
#: A file is read well up to this, percent of letters wrong.
WELL: Final = 1.0
#: Percent by which a reading may be worse than the bare maps.
HARM: Final = 0.1
#: What a seed of 300 holds at least: files by producer, by kind, of a mechanism; families; files with maps destroyed.
LEAST: Final = {"producer": 8, "kind": 15, "mechanism": 5, "families": 25, "destroyed": 60}


#: Files by their maps, and how the tables call them.
PARTS: Final = {
    "plain": "maps right, no dots apart",
    "dots_apart": "maps right, dots apart",
    "nastaliq": "maps right, Nastaliq",
    "wrong": "maps wrong",
}
#: The head of the table of tools.
TABLE: Final = f"| tool | all files | {' | '.join(PARTS.values())} | <= 1 % | paragraphs exact |\n|{'---|' * 8}"


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as one tool read it.

    held   the share of the truth's letters among those of the bare maps, order aside
    own    the same among those that the tool read
    """

    sample: Sample
    score: Score
    held: float
    own: float = 1.0
    fault: str = ""

    @property
    def has_right_maps(self) -> bool:
        """Return whether the file's own maps hold its letters."""
        return self.held >= RIGHT and not self.sample["mutation"]


def summary(readings: Sequence[Reading]) -> str:
    """Return the figures of some files in one line."""
    if not readings:
        return "no files"
    letters = [reading.score.letters for reading in readings]
    well = 100 * sum(value <= WELL for value in letters) / len(letters)
    mean = statistics.mean
    return (
        f"{len(readings):4} files  letters wrong {mean(letters):6.2f} mean {statistics.median(letters):6.2f} median  "
        f"{well:5.1f} % of files <= {WELL:.0f}  plain {mean(reading.score.plain for reading in readings):6.2f}  "
        f"words {mean(reading.score.words for reading in readings):6.2f}  "
        f"paragraphs exact {mean(reading.score.paragraphs for reading in readings):5.1f}"
    )


def parts(readings: Sequence[Reading]) -> dict[str, list[Reading]]:
    """Return the readings by what their maps are: right and plain, right with dots apart, right in Nastaliq, wrong."""
    found: dict[str, list[Reading]] = {name: [] for name in PARTS}
    for reading in readings:
        mechanisms = reading.sample["mechanisms"]
        style = next((name for name in ("nastaliq", "dots_apart") if name in mechanisms), "plain")
        found[style if reading.has_right_maps else "wrong"].append(reading)
    return found


def row(name: str, readings: Sequence[Reading]) -> str:
    """Return a tool's row of the table that TABLE heads: letters wrong, mean / median."""
    cells = []
    for part in (readings, *parts(readings).values()):
        letters = [reading.score.letters for reading in part]
        cells.append(f"{statistics.mean(letters):.1f} / {statistics.median(letters):.1f}" if letters else "-")
    exact = statistics.mean(reading.score.paragraphs for reading in readings)
    well = 100 * sum(reading.score.letters <= WELL for reading in readings) / len(readings)
    return f"| {' | '.join((name, *cells, f'{well:.0f} %', f'{exact:.0f} %'))} |"


def tables(readings: Sequence[Reading]) -> list[str]:
    """Return the lines of all tables of a tool."""
    lines = [f"{'all':27}{summary(readings)}"]
    lines += [f"{PARTS[name]:27}{summary(part)}" for name, part in parts(readings).items()]
    for title, of in (("producer", _producer), ("kind", _kind), ("mechanism", _mechanisms)):
        groups = _groups(readings, of)
        lines += ["", f"by {title}", *(f"  {name:24} {summary(groups[name])}" for name in sorted(groups))]
    return lines


def _producer(reading: Reading) -> Iterable[str]:
    return (reading.sample["producer"],)


def _kind(reading: Reading) -> Iterable[str]:
    return (reading.sample["kind"],)


def _mechanisms(reading: Reading) -> Iterable[str]:
    return reading.sample["mechanisms"] or ("none",)


def _groups(readings: Iterable[Reading], of: Callable[[Reading], Iterable[str]]) -> dict[str, list[Reading]]:
    found = defaultdict(list)
    for reading in readings:
        for name in of(reading):
            found[name].append(reading)
    return found


def worst(readings: Iterable[Reading], count: int) -> list[str]:
    """Return the files with the most letters wrong, each with what makes it hard."""
    ranked = sorted(readings, key=lambda reading: (-reading.score.letters, reading.sample["name"]))[:count]
    return [
        f"{reading.score.letters:6.2f}  {reading.sample['name']:70} letters in maps {reading.held:.3f}  "
        f"{', '.join(reading.sample['mechanisms']) or '-'}{'  ' + reading.fault if reading.fault else ''}"
        for reading in ranked
        if reading.score.letters > 0
    ]


def harm(readings: Iterable[Reading], bare: Iterable[Reading]) -> list[str]:
    """Return the files read worse than their bare maps, and whether letters are the cause or their order and spaces."""
    found = []
    for mine, maps in zip(readings, bare, strict=True):
        more = mine.score.letters - maps.score.letters
        if more > HARM:
            found.append((more, mine, maps))
    return [
        f"{more:6.2f} more than {maps.score.letters:6.2f}  "
        f"{'letters' if mine.own < maps.own else 'order, spaces, lines':20}  {mine.sample['name']}"
        for more, mine, maps in sorted(found, key=lambda each: -each[0])
    ]


def composition(samples: Sequence[Sample], destroying: Iterable[str], files: int) -> list[str]:
    """Return what the plan holds by count, and FEW before each count below what a seed of its size is to hold."""
    destroys = set(destroying)
    share = min(1.0, files / 300)
    counts: list[tuple[str, str, int]] = []
    for title in ("producer", "kind", "mechanism"):
        names = [sample["mechanisms"] if title == "mechanism" else (sample[title],) for sample in samples]
        counts += [(title, name, count) for name, count in sorted(Counter(chain.from_iterable(names)).items())]
    counts.append(("families", "families", len({sample["family"] for sample in samples})))
    counts.append(("destroyed", "maps destroyed", sum(sample["mutation"] in destroys for sample in samples)))
    least = {title: round(count * share) for title, count in LEAST.items()}
    return [
        f"{'FEW' if count < least[title] else '   '} {title:10} {name:24} {count:4}" for title, name, count in counts
    ]
