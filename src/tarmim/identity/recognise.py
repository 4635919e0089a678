"""Which letters the outlines of a font stand for: known outlines near them, and what they are like."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from tarmim.identity.bank import aspects_of, shipped
from tarmim.identity.likeness import WEIGHTS, likeness_in
from tarmim.identity.nearest import nearest
from tarmim.identity.own_fonts import own_banks
from tarmim.identity.raster import drawn

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from tarmim.identity.bank import Bank
    from tarmim.identity.nearest import Near
    from tarmim.identity.outline import Outline
    from tarmim.identity.raster import Drawn

__all__ = ["Candidate", "Verdict", "recognise", "verdicts"]

#: Candidates of a glyph, at most; and the least probability of one.
_MOST: Final = 8
_LEAST: Final = 0.002
#: Distances at which a known outline counts 0.6 of the same outline.
_NEAR: Final = 1.0
#: What a family counts for that nothing else in the font speaks for.
_STRANGE: Final = 0.02
#: The logistic that says how often the nearest outline is right: constant, distance, the square root of how many glyphs
#: of the font the family explains, its share of the font, logarithm of what likeness gives its letters. Fitted by
#: tools/build_trust.py on fonts of the bank, known and left out by turns; the second without likeness.
_TRUST: Final = (2.5, -1.2, 0.25, 2.0, 0.6)
_TRUST_ALONE: Final = (1.0, -1.6, 0.35, 2.5)


@dataclass(frozen=True, slots=True)
class Candidate:
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
class Verdict:
    """What the bank says of a glyph: shares of labels, the family that speaks, and the numbers trust is made of."""

    shares: dict[tuple[str, str], float]
    family: str
    evidence: tuple[float, float, float]


def recognise(
    outlines: Sequence[Outline],
    *,
    banks: Sequence[Bank] | None = None,
    without: Collection[str] = (),
    likeness: Path | None = WEIGHTS,
) -> tuple[tuple[Candidate, ...], ...]:
    """Return candidates for each of a font's outlines, likeliest first; () where it is neither Arabic nor Latin.

    The outlines of one font belong in one call: where many are near those of one family, its letters are preferred.

    banks     known outlines; None for those that come with the package and the user's own
    without   families of the banks that are left out
    likeness  the file of the net that knows what unknown outlines are like, None for none
    """
    if not outlines:
        return ()
    glyphs = drawn(outlines)
    found = verdicts(glyphs, _default_banks() if banks is None else banks, without)
    if likeness is None or not likeness.exists():
        return tuple(_candidates(one, _trust(_TRUST_ALONE, one), {}) if one else () for one in found)
    guesses = likeness_in(likeness).guesses(glyphs)
    return tuple(_joined(one, guess) for one, guess in zip(found, guesses, strict=True))


def _default_banks() -> Sequence[Bank]:
    return (shipped(), *own_banks())


def _joined(verdict: Verdict | None, guess: dict[tuple[str, str], float]) -> tuple[Candidate, ...]:
    if verdict is None:
        return _candidates(None, 0.0, guess)
    agreement = sum(guess.get(label, 0.0) for label in verdict.shares)
    return _candidates(verdict, _trust(_TRUST, verdict, float(np.log(agreement + 1e-3))), guess)


def _trust(weights: Sequence[float], verdict: Verdict, *more: float) -> float:
    score = weights[0] + sum(w * x for w, x in zip(weights[1:], (*verdict.evidence, *more), strict=True))
    return float(1 / (1 + np.exp(-score)))


def _candidates(verdict: Verdict | None, trust: float, guess: dict[tuple[str, str], float]) -> tuple[Candidate, ...]:
    """Return the mixture of what the bank says, as far as it is trusted, and what likeness says."""
    shares = verdict.shares if verdict else {}
    mixed = {label: trust * shares.get(label, 0.0) + (1 - trust) * guess.get(label, 0.0) for label in (*shares, *guess)}
    best = sorted(mixed.items(), key=lambda one: -one[1])[: _MOST + 1]
    if not best or not best[0][0][0]:
        return ()
    return tuple(
        Candidate(letters, form, share, *_source(verdict, (letters, form), trust, share))
        for (letters, form), share in best[:_MOST]
        if letters and share >= _LEAST
    )


def _source(
    verdict: Verdict | None, label: tuple[str, str], trust: float, share: float
) -> tuple[Literal["bank", "likeness"], str]:
    if verdict and trust * verdict.shares.get(label, 0.0) >= share / 2:
        return "bank", verdict.family
    return "likeness", ""


def verdicts(glyphs: Drawn, banks: Sequence[Bank], without: Collection[str] = ()) -> list[Verdict | None]:
    """Return for each of a font's glyphs what the banks say, None where nothing known is near."""
    count = len(glyphs.pictures)
    found: list[Verdict | None] = [None] * count
    for bank in banks:
        left_out = np.array([family in without for family in bank.families])
        near = nearest(bank, bank.basis.vectors(glyphs), aspects_of(glyphs), without=left_out)
        for glyph, verdict in _spoken(bank, near, count):
            known = found[glyph]
            if known is None or verdict.evidence[0] < known.evidence[0]:
                found[glyph] = verdict
    return found


def _spoken(bank: Bank, near: Near, count: int) -> Iterable[tuple[int, Verdict]]:
    """Yield glyphs with what their neighbours say, by nearness and by how much of the font a family explains."""
    if not len(near.glyph):
        return
    weights = np.exp(-0.5 * (near.distance.astype(np.float64) / _NEAR) ** 2)
    family = bank.family[near.known].astype(np.int64)
    explained = _explained(near.glyph, family, weights, count, len(bank.families))
    share = explained / max(explained.sum(), 1e-9)
    weights = weights * (share[family] + _STRANGE)
    starts = np.searchsorted(near.glyph, np.arange(count + 1))
    for glyph in range(count):
        low, high = int(starts[glyph]), int(starts[glyph + 1])
        if low < high:
            yield glyph, _verdict(bank, near, slice(low, high), weights, family, explained, share)


def _verdict(
    bank: Bank,
    near: Near,
    span: slice,
    weights: NDArray[np.float64],
    family: NDArray[np.int64],
    explained: NDArray[np.float64],
    share: NDArray[np.float64],
) -> Verdict:
    voices: dict[tuple[int, int], float] = defaultdict(float)  # a family says a label once, however many weights it has
    numbers = bank.label[near.known[span]].tolist()
    for key, weight in zip(zip(family[span].tolist(), numbers, strict=True), weights[span].tolist(), strict=True):
        voices[key] = max(voices[key], weight)
    shares: dict[tuple[str, str], float] = defaultdict(float)
    total = sum(voices.values()) or 1.0
    for (_, number), weight in voices.items():
        for label, part in bank.labels[number].items():
            shares[label] += weight / total * part
    speaker = int(family[span][int(np.argmax(weights[span]))])
    distance = float(near.distance[span][family[span] == speaker].min())
    evidence = (distance, float(np.sqrt(min(explained[speaker], 100.0))), float(share[speaker]))
    return Verdict(dict(shares), bank.families[speaker], evidence)


def _explained(
    glyph: NDArray[np.int64], family: NDArray[np.int64], weights: NDArray[np.float64], count: int, families: int
) -> NDArray[np.float64]:
    """Return how many glyphs of the font each family explains, a glyph that several explain parted among them."""
    best = np.zeros((count, families))
    np.maximum.at(best, (glyph, family), weights)
    total = best.sum(axis=1, keepdims=True)
    parted: NDArray[np.float64] = (best**2 / np.maximum(total, 1e-9)).sum(axis=0)
    return parted
