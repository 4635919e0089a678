"""What each rule's confidences are measured on: made damage whose truth is known, and as much sound text.

All of it is drawn from paragraphs that the language models have not seen (tools/build_language.py, held out). Half of
them (by their SHA-256) may serve to fit a rule's constants; what is reported comes from the other half.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from evaluation.judged_edits import Unit
from tools.build_language import held_out
from tools.damage_characters import line_stops, misread, shaped_signs, soft_hyphens, turned_brackets, turned_numbers
from tools.damage_letters import codes_at_start, late_shadda, lost_glyph, pulled_codes, run_together, split_words
from tools.damage_ligatures import any_lam_alef, ligature_flip
from tools.damage_order import chunks, exchanged, swap
from tools.damage_pages import furnished_pages, pull_quotes
from tools.make_damage import Maker, Pair, controls, detached_marks, forms, glue, kashida, keep, wraps
from tools.make_damage import paragraphs as among_others
from tools.typesetting import shaped, turned, wrapped

__all__ = ["PLANS", "Material", "Plan", "material", "pairs_of"]

#: Pairs made of each kind and source; sound texts of a paragraph, and documents of many; paragraphs of this length.
PAIRS = 120
DOCUMENTS = 40
LENGTHS = (250, 1500)
WIDTHS = (55, 95)
#: Paragraphs of a sound document, and texts of what looks like damage and is none (samples/parts.json).
TOGETHER = 40
KEPT = 60
#: Paragraphs of which those are chosen that fit a width.
CHOSEN = 20
#: Draws that may fail for each pair made.
PATIENCE = 20


@dataclass(frozen=True, slots=True)
class Plan:
    """How one rule is measured.

    makers  the damage; what a maker leaves as it is counts as sound text
    unit    in what an edit must agree with the true text
    breaks  whether line breaks count; sound text is then a paragraph a line, else cut into lines
    pairs   pairs of each kind and source
    """

    makers: Sequence[Maker]
    unit: Unit = "characters"
    breaks: bool = False
    pairs: int = PAIRS


def set_paragraphs(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Set wrapped paragraphs among headings, lists and verse; of many paragraphs, whose lines take long, a few."""
    return among_others(rng.sample(list(paragraphs), min(CHOSEN, len(paragraphs))), rng)


def visual_shapes(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Write lines of presentation forms in the order of the page; true is the same in reading order, shapes kept."""
    lines = [shaped(line) for line in wrapped(rng.choice(paragraphs), rng.randrange(*WIDTHS))]
    return "\n".join(map(turned, lines)), "\n".join(lines)


def visual_lines(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Write lines of plain letters in the order of the page; true is the same lines in reading order."""
    lines = wrapped(rng.choice(paragraphs), rng.randrange(*WIDTHS))
    return "\n".join(map(turned, lines)), "\n".join(lines)


def visual_words(paragraphs: Sequence[str], rng: Random) -> tuple[str, str] | None:
    """Write the letters of each word from the left, the words in reading order."""
    lines = wrapped(rng.choice(paragraphs), rng.randrange(*WIDTHS))
    return "\n".join(" ".join(map(turned, line.split(" "))) for line in lines), "\n".join(lines)


#: Every rule of ours, in the order they run.
PLANS: Mapping[str, Plan] = {
    "encoding": Plan((misread,), pairs=40),
    "controls": Plan((controls, soft_hyphens)),
    "codes-order": Plan((pulled_codes, lost_glyph, codes_at_start), "words"),
    "visual": Plan((visual_shapes, visual_lines, visual_words)),
    "forms": Plan((forms, shaped_signs), pairs=60),
    "chunks": Plan((swap, chunks), "words of the line"),
    "exchanged": Plan((exchanged,), "words"),
    "ligatures": Plan((any_lam_alef, ligature_flip), "words"),
    "brackets": Plan((turned_brackets,)),
    "codes": Plan((lost_glyph,), "words"),
    "late-marks": Plan((late_shadda,), "words"),
    "marks": Plan((detached_marks,)),
    "tatweel": Plan((kashida,)),
    "glue": Plan((glue, line_stops, turned_numbers)),
    "words": Plan((split_words, run_together), "words", pairs=80),
    "furniture": Plan((furnished_pages,), "lines", breaks=True, pairs=100),
    "wraps": Plan((wraps, set_paragraphs, kashida), breaks=True),
    "pull-quotes": Plan((pull_quotes,), "lines", breaks=True, pairs=60),
}


@dataclass(frozen=True, slots=True)
class Material:
    """Text that the models have not seen, by its source.

    paragraphs  paragraphs of a length that damage can be made of
    documents   runs of lines as they stand, headings, verse and lists among them
    """

    paragraphs: Mapping[str, list[str]]
    documents: Mapping[str, list[list[str]]]


def material(corpus: Path, *, half: int) -> Material:
    """Return what of the held-out text lies in one half: 0 serves to fit, 1 to report."""
    paragraphs: dict[str, list[str]] = {}
    lines: dict[str, list[str]] = {}
    for name, line in held_out(corpus):
        lines.setdefault(name, []).append(line)
        text = " ".join(line.split())
        if LENGTHS[0] < len(text) < LENGTHS[1] and _half(line) == half:
            paragraphs.setdefault(name, []).append(text)
    documents = {name: [run for run in _runs(every) if _half(run[0]) == half] for name, every in lines.items()}
    return Material(paragraphs, documents)


def _runs(lines: Sequence[str]) -> Iterator[list[str]]:
    return (list(lines[first : first + TOGETHER]) for first in range(0, len(lines), TOGETHER))


def _half(line: str) -> int:
    return hashlib.sha256(line.encode()).digest()[0] % 2


def pairs_of(plan: Plan, known: Material) -> Iterator[Pair]:
    """Yield the damaged texts of a rule and the sound ones, each with its truth."""
    for maker in plan.makers:
        for name, lines in known.paragraphs.items():
            yield from _made(maker, lines, Random(f"{maker.__name__} {name}"), plan.pairs)
    yield from _sound(known, cut=not plan.breaks)


def _made(maker: Maker, lines: Sequence[str], rng: Random, count: int) -> Iterator[Pair]:
    made = 0
    for _ in range(PATIENCE * count):
        pair = maker(lines, rng)
        if pair is not None:
            yield Pair(maker.__name__, *pair)
            made += 1
        if made == count:
            return


def _sound(known: Material, *, cut: bool) -> Iterator[Pair]:
    """Yield sound paragraphs and documents, cut into lines or as they stand, and what looks like damage."""
    rng = Random("sound")
    for name, lines in known.paragraphs.items():
        texts = [[line] for line in rng.sample(lines, min(PAIRS, len(lines)))]
        texts += rng.sample(known.documents[name], min(DOCUMENTS, len(known.documents[name])))
        for text in texts:
            width = rng.randrange(*WIDTHS)
            sound = "\n".join("\n".join(wrapped(line, width)) if cut else line for line in text)
            yield Pair("sound", sound, sound)
    for _ in range(KEPT):
        kept = keep((), rng)
        if kept is not None:
            yield Pair("keep", *kept)
