"""Which letters the outlines of a font stand for: known outlines near them, and what they are like."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from tarmim.identity.labels import LETTER_PART, NO_LETTER, prior
from tarmim.identity.quirks.catalogue import mend
from tarmim.identity.quirks.stages import GlyphRoom
from tarmim.identity.shapes.bank import aspects_of
from tarmim.identity.shapes.classifier import WEIGHTS, load_classifier
from tarmim.identity.shapes.nearest import nearest
from tarmim.identity.shapes.raster import draw
from tarmim.script.dots import DOTS

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from tarmim.identity.shapes.bank import Bank
    from tarmim.identity.shapes.nearest import Near
    from tarmim.identity.shapes.outline import Outline
    from tarmim.identity.shapes.raster import GlyphPictures

__all__ = [
    "WITHOUT_CLASSIFIER",
    "WITH_CLASSIFIER",
    "BankMatch",
    "GlyphCandidate",
    "Trust",
    "combine",
    "match_banks",
    "recognise",
]

#: Letters and their form.
Label = tuple[str, str]

#: How many candidates a glyph has at most, and how probable each is at least; by judgement.
_MOST_CANDIDATES: Final = 8
_LEAST_PROBABILITY: Final = 0.002
#: A candidate is said to come from the bank where at least this share of the bank's votes is for it; by judgement.
_LEAST_BANK_SHARE: Final = 0.1
#: Marks, dots drawn apart, and parts of letters that say nothing by themselves.
_MARK_PATTERN: Final = f"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0300-\u036f{DOTS}{LETTER_PART}]+"
#: Distances in cells (see bank.VECTOR_STEP), by judgement. A neighbour's weight falls to exp(-1/2) = .6 at this
#: distance, or nearer where the closest neighbour is nearer.
_WIDEST_SCALE: Final = 1.0
#: A neighbour this near is the same drawing.
_SAME_DISTANCE: Final = 0.3
#: The weight of a family that explains no other glyph of the font, 1.0 being that of one that explains all; by
#: judgement.
_LONE_FAMILY_WEIGHT: Final = 0.02
#: The evidence of a glyph without a neighbour: a distance beyond nearest.REACH, and no glyphs explained.
_NO_NEIGHBOUR: Final = (5.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Trust:
    """How bank and classifier are combined; fitted by tools/build_trust.py on fonts of the bank, left out by turns.

    The bank is right with the probability of a logistic: constant, distance, the square root of how many glyphs of the
    font its family explains, the family's share of the font. What it says is multiplied with what likeness says.

    known     the logistic's weights
    stray     the share of a label where the bank is wrong, if its letters are common
    unnamed   the same for labels that neither names
    floor     added to the classifier's probability, so that it excludes nothing
    power     the exponent of the classifier's probability
    """

    known: tuple[float, float, float, float]
    stray: float
    unnamed: float
    floor: float
    power: float


WITH_CLASSIFIER: Final = Trust((-0.25, -0.64, 1.22, 3.36), 0.1333, 0.1426, 0.0131, 0.90)
"""Where there is a classifier."""

WITHOUT_CLASSIFIER: Final = Trust((3.74, -2.27, 1.34, 0.80), 0.0167, 0.0029, 1.0, 1.0)
"""Where there is none."""


@dataclass(frozen=True, slots=True)
class GlyphCandidate:
    """Letters that an outline may stand for.

    letters      Unicode letters in logical order (NFC), never presentation forms
    form         isol, init, medi, fina, or "" for what has no forms
    probability  how often that is so, for a glyph of a text in Arabic script
    source       bank: a known outline is near; likeness: it only looks so
    family       the font family of the known outline, "" where there is none
    """

    letters: str
    form: str
    probability: float
    source: Literal["bank", "likeness"]
    family: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class BankMatch:
    """What the bank says of a glyph: shares of labels, the nearest family, and what trust is computed from."""

    shares: dict[Label, float]
    family: str
    evidence: tuple[float, float, float]


def recognise(
    outlines: Sequence[Outline],
    *,
    banks: Sequence[Bank],
    without: Collection[str] = (),
    likeness: Path | None = WEIGHTS,
) -> tuple[tuple[GlyphCandidate, ...], ...]:
    """Return candidates for each of a font's outlines, likeliest first; () where it is neither Arabic nor Latin.

    The outlines of one font belong in one call: where many are near those of one family, its letters are preferred.

    banks     known outlines
    without   families of the banks that are left out
    likeness  the file of the net that knows what unknown outlines are like, None for none
    """
    if not outlines:
        return ()
    glyphs = draw(outlines)
    found = match_banks(glyphs, banks, without)
    rooms = [
        GlyphRoom(is_mark, match.evidence[0] if match else None)
        for is_mark, match in zip(_are_marks(outlines), found, strict=True)
    ]
    are_marks = [mend(room)[0].is_mark for room in rooms]
    found = [_as_mark(one) if one and is_mark else one for one, is_mark in zip(found, are_marks, strict=True)]
    if likeness is None or not likeness.exists():
        guesses: Sequence[Mapping[Label, float]] = [{} for _ in found]
        trust = WITHOUT_CLASSIFIER
    else:
        guesses, trust = load_classifier(likeness).guesses(glyphs), WITH_CLASSIFIER
    guesses = [_marks_of(guess) if is_mark else guess for guess, is_mark in zip(guesses, are_marks, strict=True)]
    likely = [combine(match, guess, trust) for match, guess in zip(found, guesses, strict=True)]
    return tuple(_candidates(match, one) for match, one in zip(found, of_one_script(likely), strict=True))


def _are_marks(outlines: Sequence[Outline]) -> Sequence[bool]:
    """Return which glyphs do not move the pen, so that they are marks; none where the font has lost its widths."""
    are_marks = [outline.advance == 0 for outline in outlines]
    return are_marks if sum(are_marks) <= len(are_marks) / 2 else [False] * len(are_marks)


def _as_mark(match: BankMatch) -> BankMatch | None:
    shares = _marks_of(match.shares)
    return replace(match, shares=shares) if shares else None


def _marks_of(labels: Mapping[Label, float]) -> dict[Label, float]:
    """Return the labels that are marks or dots, their weights a whole again."""
    marks = {label: weight for label, weight in labels.items() if label[0] and re.fullmatch(_MARK_PATTERN, label[0])}
    total = sum(marks.values())
    return {label: weight / total for label, weight in marks.items()}


def combine(match: BankMatch | None, guess: Mapping[Label, float], trust: Trust) -> dict[Label, float]:
    """Return probabilities of labels by what the bank and likeness say; the rest to 1 is for what neither names."""
    shares = match.shares if match else {}
    terms = (1.0, *(match.evidence if match else _NO_NEIGHBOUR))
    known = 1 / (1 + math.exp(-sum(w * x for w, x in zip(trust.known, terms, strict=True))))
    scores = {
        label: (known * shares.get(label, 0.0) + (1 - known) * trust.stray * prior(label[0]))
        * (guess.get(label, 0.0) + trust.floor) ** trust.power
        for label in (*shares, *guess)
    }
    unnamed = max(1 - sum(guess.values()), 0.0) + trust.floor
    total = sum(scores.values()) + (1 - known) * trust.unnamed * unnamed**trust.power
    return {label: score / total for label, score in scores.items()}


def of_one_script(likely: Sequence[Mapping[Label, float]]) -> list[dict[Label, float]]:
    """Return probabilities weighed by how much of the font is of each label's script: alef and l are one stroke."""
    counts = {"arabic": 1.0, "latin": 1.0}
    for one in likely:
        for (letters, _), probability in one.items():
            if (script := _script(letters)) in counts:
                counts[script] += probability
    most = max(counts.values())
    shares = {"": 1.0} | {script: count / most for script, count in counts.items()}
    weighed = []
    for one in likely:
        scores = {label: probability * shares[_script(label[0])] for label, probability in one.items()}
        unnamed = max(1 - sum(one.values()), 0.0)
        total = sum(scores.values()) + unnamed or 1.0
        weighed.append({label: score / total for label, score in scores.items()})
    return weighed


def _script(letters: str) -> str:
    """Return arabic or latin, "" for signs, digits, and what is of neither."""
    if not letters or not letters[0].isalpha():
        return ""
    return "arabic" if "\u0600" <= letters[0] <= "\u08ff" else "latin"


def _candidates(match: BankMatch | None, likely: Mapping[Label, float]) -> tuple[GlyphCandidate, ...]:
    best = sorted(likely.items(), key=lambda one: -one[1])[:_MOST_CANDIDATES]
    if not best or best[0][0] == NO_LETTER:
        return ()
    return tuple(
        GlyphCandidate(letters, form, share, *_source_of(match, (letters, form)))
        for (letters, form), share in best
        if letters and share >= _LEAST_PROBABILITY
    )


def _source_of(match: BankMatch | None, label: Label) -> tuple[Literal["bank", "likeness"], str]:
    return ("bank", match.family) if match and match.shares.get(label, 0.0) >= _LEAST_BANK_SHARE else ("likeness", "")


def match_banks(glyphs: GlyphPictures, banks: Sequence[Bank], without: Collection[str] = ()) -> list[BankMatch | None]:
    """Return for each of a font's glyphs what the banks say, None where nothing known is near."""
    count = len(glyphs.pictures)
    found: list[BankMatch | None] = [None] * count
    for bank in banks:
        left_out = np.array([family in without for family in bank.families])
        near = nearest(bank, bank.basis.vectors(glyphs), aspects_of(glyphs), without=left_out)
        for glyph, match in _matches(bank, near, count):
            known = found[glyph]
            if known is None or match.evidence[0] < known.evidence[0]:
                found[glyph] = match
    return found


def _matches(bank: Bank, near: Near, count: int) -> Iterable[tuple[int, BankMatch]]:
    """Yield glyphs with what their neighbours say, by nearness and by how much of the font a family explains."""
    if not len(near.glyph):
        return
    closest = np.full(count, np.inf)
    np.minimum.at(closest, near.glyph, near.distance)
    scale = (_SAME_DISTANCE + closest[near.glyph]).clip(None, _WIDEST_SCALE)
    weights = np.exp(-0.5 * (near.distance.astype(np.float64) / scale) ** 2)
    family = bank.family[near.known].astype(np.int64)
    explained = _glyphs_explained(near.glyph, family, weights, count, len(bank.families))
    share = explained / max(explained.sum(), 1e-9)
    weights = weights * (share[family] + _LONE_FAMILY_WEIGHT)
    starts = np.searchsorted(near.glyph, np.arange(count + 1))
    for glyph in range(count):
        low, high = int(starts[glyph]), int(starts[glyph + 1])
        if low < high:
            yield glyph, _match(bank, near, slice(low, high), weights, family, explained, share)


def _match(
    bank: Bank,
    near: Near,
    span: slice,
    weights: NDArray[np.float64],
    family: NDArray[np.int64],
    explained: NDArray[np.float64],
    share: NDArray[np.float64],
) -> BankMatch:
    votes: dict[tuple[int, int], float] = defaultdict(float)  # a family says a label once, however many weights it has
    numbers = bank.label[near.known[span]].tolist()
    for key, weight in zip(zip(family[span].tolist(), numbers, strict=True), weights[span].tolist(), strict=True):
        votes[key] = max(votes[key], weight)
    shares: dict[Label, float] = defaultdict(float)
    total = sum(votes.values()) or 1.0
    for (_, number), weight in votes.items():
        for label, part in bank.labels[number].items():
            shares[label] += weight / total * part
    strongest = int(family[span][int(np.argmax(weights[span]))])
    distance = float(near.distance[span][family[span] == strongest].min())
    evidence = (distance, float(np.sqrt(min(explained[strongest], 100.0))), float(share[strongest]))
    return BankMatch(dict(shares), bank.families[strongest], evidence)


def _glyphs_explained(
    glyph: NDArray[np.int64], family: NDArray[np.int64], weights: NDArray[np.float64], count: int, families: int
) -> NDArray[np.float64]:
    """Return how many glyphs of the font each family explains, a glyph that several explain parted among them."""
    best = np.zeros((count, families))
    np.maximum.at(best, (glyph, family), weights)
    total = best.sum(axis=1, keepdims=True)
    parted: NDArray[np.float64] = (best**2 / np.maximum(total, 1e-9)).sum(axis=0)
    return parted
