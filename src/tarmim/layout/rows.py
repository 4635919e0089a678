"""Units into rows: what stands on one baseline, from left to right, marks with the letters that bear them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.model.quirk import without_quirks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.layout.units import Units
    from tarmim.model.quirk import Mended, Mender

    Numbers = NDArray[np.int64]

__all__ = ["Row", "RowOrder", "SideGroup", "count_rows", "rows_of"]

# The constants of this file are by judgement: no experiment set them.

#: Most ems (of the smaller type) between the baselines of neighbours on one row.
_SAME_BASELINE_EMS: Final = 0.25
#: Most ems between the baseline of a row and that of a raised or lowered group that stands right beside its letters.
_MOST_RAISED_EMS: Final = 0.6
#: Most ems of white between a raised sign and the nearest letter of its row.
_MOST_RAISED_GAP_EMS: Final = 0.3
#: A group counts as raised where its type is at most this share of the row's.
_MOST_RAISED_SIZE_SHARE: Final = 0.8
#: Most ems between the baselines of a mark and of its letter.
_MARK_REACH_EMS: Final = 1.6
#: The same where the letter is chosen by content order, not by place: less, lest it stand on the next line.
_MARK_WRITTEN_WITH_EMS: Final = 0.8
#: Most ems between the origin of a mark and the nearer edge of the letter it was written with.
_MARK_ASIDE_EMS: Final = 0.6
#: Letters of a word touch: white or overlap of at most this, in ems.
_TOUCH_EMS: Final = 0.05
#: Least number of marks that say on which side of their letters they were written, and the least margin of one side
#: over the other, as a share of their number.
_LEAST_VOTES: Final = 3
_LEAST_MARGIN_SHARE: Final = 0.5
#: How many letters are looked at in all for marks that stand far from the letters written beside them: a tenth of a
#: second. A page of the Quran has 3,000 letters and some 500 such marks.
_MOST_LOOKS: Final = 20_000_000
#: A mark at the border of two letters belongs to the one that begins there: tolerance in ems.
_BORDER_EMS: Final = 0.02


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """The units of one row, from left to right.

    units     numbers of letters and spaces
    solid     those of letters alone
    marks     the numbers of the marks on a letter, for letters that bear any
    baseline  the baseline; angle: whole degrees by which it is turned
    size      the size of most of its text, in points
    mended    quirks of the order of its units
    """

    units: Numbers
    solid: Numbers
    marks: Mapping[int, tuple[int, ...]]
    baseline: float
    angle: int
    size: float
    mended: tuple[Mended, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class RowOrder:
    """The units of one row, from left to right by their middles: a stage at which quirks are mended."""

    units: Units
    group: Numbers

    def is_even(self) -> bool:
        """Tell whether all was written one way."""
        rising = self.group[1:] > self.group[:-1]
        return bool(rising.all() or not rising.any())


@dataclass(frozen=True, slots=True)
class SideGroup:
    """Units on a baseline of their own beside a row: a stage at which quirks are mended.

    count      how many units
    is_raised  they may be raised or lowered signs of the row: their type is smaller
    """

    count: int
    is_raised: bool


def count_rows(units: Units) -> int:
    """Return how many rows a page has before raised signs are joined to theirs; takes less time than finding them."""
    letters = np.flatnonzero(~units.marks)
    order = letters[np.lexsort((-units.baseline[letters], units.angles[letters]))]
    bases, sizes, angles = units.baseline[order], units.sizes[order], units.angles[order]
    is_new = (angles[1:] != angles[:-1]) | _are_apart(bases, sizes)
    return int(is_new.sum()) + bool(len(order))


def _are_apart(bases: NDArray[np.float64], sizes: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return for each unit but the first, from the top, whether it stands on another baseline than the one before."""
    apart: NDArray[np.bool_] = bases[:-1] - bases[1:] > _SAME_BASELINE_EMS * np.minimum(sizes[:-1], sizes[1:])
    return apart


def rows_of(units: Units, *, mend: Mender = without_quirks) -> list[Row]:
    """Return the rows of a page, those of one angle together, each angle's from the top.

    mend  mends the quirks of their order
    """
    found: list[Row] = []
    for angle in np.flatnonzero(np.bincount(units.angles)).tolist():
        here = units.angles == angle
        letters = np.flatnonzero(here & ~units.marks)
        marks = np.flatnonzero(here & units.marks)
        ordered = [mend(RowOrder(units, group)) for group in _groups(units, letters, mend)]
        groups = [order.group for order, _ in ordered]
        owners = _owners(units, groups, marks)
        bases, sizes = _middles(units.baseline, groups), _middles(units.sizes, groups)
        for k, (group, (_, mended)) in enumerate(zip(groups, ordered, strict=True)):
            on = {n: _in_order(units, n, owners[n]) for n in group.tolist() if n in owners} if owners else {}
            found.append(Row(group, group[~units.spaces[group]], on, bases[k], angle, sizes[k], mended))
    return found


def _groups(units: Units, letters: Numbers, mend: Mender) -> list[Numbers]:
    """Return the numbers of the units of each row, from the top, each from left to right."""
    if not len(letters):
        return []
    order = letters[np.argsort(-units.baseline[letters], kind="stable")]
    bases, sizes = units.baseline[order], units.sizes[order]
    apart = np.flatnonzero(_are_apart(bases, sizes)) + 1
    found = []
    groups = [order[a:b] for a, b in pairwise([0, *apart.tolist(), len(order)])]
    for group in _with_raised(units, groups, mend):
        middle = (units.left[group] + units.right[group]) / 2
        found.append(group[np.argsort(middle, kind="stable")])
    return found


def _with_raised(units: Units, groups: list[Numbers], mend: Mender) -> list[Numbers]:
    """Return the groups, those of small raised or lowered signs joined to the row beside them."""
    solid = [group for group in groups if not units.spaces[group].all()]
    tall, bases = _middles(units.sizes, solid), _middles(units.baseline, solid)
    home = list(range(len(solid)))
    for k, group in enumerate(solid):
        for other in (k - 1, k + 1):
            if not 0 <= other < len(solid):
                continue
            if abs(bases[k] - bases[other]) > _MOST_RAISED_EMS * tall[other]:  # the next line, as a rule
                continue
            side, _ = mend(SideGroup(len(group), tall[k] <= _MOST_RAISED_SIZE_SHARE * tall[other]))
            if side.is_raised and _is_beside(units, group, solid[other]):
                home[k] = other
                break
    if home == list(range(len(solid))):
        return solid
    joined: dict[int, list[Numbers]] = {}
    for k, host in enumerate(_hosts(home, solid)):
        parts = joined.setdefault(host, [])
        parts.insert(0 if host == k else len(parts), solid[k])
    return [np.concatenate(joined[k]) for k in sorted(joined)]


def _hosts(home: Sequence[int], groups: Sequence[Numbers]) -> list[int]:
    """Return the row that each group comes to: its neighbour's, or what that one comes to if it joins another itself.

    Of two that are each beside the other the one with more units is the row; no letter is lost. Linear in the groups.
    """
    hosts = [-1] * len(home)
    for start in range(len(home)):
        path, k = [start], start
        while hosts[k] < 0 and home[k] != k and home[home[k]] != k:
            k = home[k]
            path.append(k)
        other = home[k]
        host = hosts[k] if hosts[k] >= 0 else max(k, other, key=lambda n: (len(groups[n]), -n))
        for n in path:
            hosts[n] = host
    return hosts


def _is_beside(units: Units, small: Numbers, large: Numbers) -> bool:
    """Tell whether every small sign touches or nearly touches a letter of the row."""
    gap = _MOST_RAISED_GAP_EMS * _middle(units.sizes[large])
    signs = small[~units.spaces[small]]
    begun = np.searchsorted(np.sort(units.left[large]), units.right[signs] + gap)
    ended = np.searchsorted(np.sort(units.right[large]), units.left[signs] - gap, side="right")
    return bool(len(signs)) and bool((begun > ended).all())


def _owners(units: Units, groups: list[Numbers], marks: Numbers) -> dict[int, list[int]]:
    """Return the marks on each letter.

    The ink of a mark may stand anywhere beside its origin, so the order in which the glyphs were written says more: a
    mark is written behind its letter, or, where a right-to-left word is written from the left, before it. One that
    stands far from both is looked for among all letters; where there are too many of those, the one before has it.
    """
    found: dict[int, list[int]] = {}
    letters = np.sort(np.concatenate(groups)) if groups else np.empty(0, dtype=np.int64)
    letters = letters[~units.spaces[letters]]
    if not len(letters) or not len(marks):
        return found
    after = np.searchsorted(letters, marks)
    side = _side(units, letters, marks, after)
    looks = _MOST_LOOKS // len(letters)
    for mark, place in zip(marks.tolist(), after.tolist(), strict=True):
        owner = _written_with(units, letters, mark, place, side)
        if owner is None and not looks:
            owner = int(letters[max(place - 1, 0)])
        elif owner is None:
            looks -= 1
            rise = np.abs(units.baseline[letters] - units.baseline[mark])
            near = letters[rise <= _MARK_REACH_EMS * units.sizes[letters]]
            owner = _letter_at(units, near, float(units.left[mark]), float(units.sizes[mark]))
        if owner is not None:
            found.setdefault(owner, []).append(mark)
    return found


def _in_order(units: Units, letter: int, marks: Sequence[int]) -> tuple[int, ...]:
    """Return the marks on a letter in reading order.

    Those written before it, from the left, were turned with it, or by a shaper that had ordered them: which, nothing
    says. They come in the canonical order (UAX #15), which is the same text.
    """
    texts = {units.texts[mark] for mark in marks}
    if len(marks) < 2 or min(marks) > letter or len("".join(texts)) != len(marks):
        return tuple(sorted(marks))  # some stand for several marks, or for the same
    turned = sorted((mark for mark in marks if mark < letter), reverse=True)
    turned.sort(key=lambda mark: unicodedata.combining(unicodedata.normalize("NFKC", units.texts[mark])[-1]))
    return (*turned, *sorted(mark for mark in marks if mark > letter))


def _side(units: Units, letters: Numbers, marks: Numbers, after: Numbers) -> int:
    """Return on which side of their letters marks were written, by those whose ink stands over one neighbour only.

    1: behind the letter, -1: before it, 0: none of them says, or they do not agree. Marks without a width do not say.
    """
    inked = (units.right[marks] > units.left[marks]) & (after > 0) & (after < len(letters))
    if not inked.any():
        return 0
    middle = (units.left[marks[inked]] + units.right[marks[inked]]) / 2
    before, behind = letters[after[inked] - 1], letters[after[inked]]
    over = [(units.left[one] <= middle) & (middle <= units.right[one]) for one in (before, behind)]
    votes = over[0].astype(np.int64) - over[1]
    total, count = int(votes.sum()), int((votes != 0).sum())
    return int(np.sign(total)) if count >= _LEAST_VOTES and abs(total) > _LEAST_MARGIN_SHARE * count else 0


def _written_with(units: Units, letters: Numbers, mark: int, place: int, side: int) -> int | None:
    """Return the letter that a mark was written with, None where neither neighbour is near."""
    around = [int(letters[k]) for k in range(max(0, place - 2), min(len(letters), place + 2))]
    rise = _MARK_WRITTEN_WITH_EMS * units.sizes
    around = [k for k in around if abs(units.baseline[k] - units.baseline[mark]) <= rise[k]]
    if not around:
        return None
    before = [k for k in around if k < mark]
    behind = [k for k in around if k > mark]
    from_left = _is_from_left(units, around, before, behind)
    turned = from_left and _is_right_to_left(units.texts[(behind or before)[0]])
    if side:
        turned = side < 0
    order = [*behind[:1], *before[-1:]] if turned else [*before[-1:], *behind[:1]]
    for letter in order:
        aside = _MARK_ASIDE_EMS * units.sizes[letter]
        if units.left[letter] - aside <= units.left[mark] <= units.right[letter] + aside:
            return letter
    return None


def _is_from_left(units: Units, around: Sequence[int], before: Sequence[int], behind: Sequence[int]) -> bool:
    """Tell whether letters around a mark were written from the left.

    The letters right before it and behind say so where they touch: further ones may be of another word, and words be
    written from the right while each is from the left.
    """
    if before and behind:
        one, other = before[-1], behind[0]
        most = _TOUCH_EMS * float(units.sizes[other])
        if abs(units.left[other] - units.right[one]) <= most:
            return True
        if abs(units.left[one] - units.right[other]) <= most:
            return False
    return len(around) > 1 and bool(units.left[around[-1]] > units.left[around[0]])


def _is_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in ("AL", "R") for char in text)


def _letter_at(units: Units, letters: Numbers, place: float, size: float) -> int | None:
    """Return the letter whose room holds the place, or the nearest one within half an em."""
    if not len(letters):
        return None
    border = _BORDER_EMS * size
    away = np.maximum(units.left[letters] - border - place, place - units.right[letters] + border)
    nearest = int(np.argmin(away))
    return int(letters[nearest]) if away[nearest] < size / 2 else None


def _middle(numbers: NDArray[np.float64]) -> float:
    """Return the (upper) median: numpy's own takes ten times as long on a row."""
    half = len(numbers) // 2
    return float(np.partition(numbers, half)[half])


def _middles(numbers: NDArray[np.float64], groups: Sequence[Numbers]) -> list[float]:
    """Return the (upper) median of each group of numbers."""
    if not groups:
        return []
    values = numbers[np.concatenate(groups)]
    if values.min() == values.max():
        return [float(values[0])] * len(groups)
    lengths = np.array([len(group) for group in groups])
    order = np.lexsort((values, np.repeat(np.arange(len(groups)), lengths)))
    found: list[float] = values[order[np.cumsum(lengths) - lengths + lengths // 2]].tolist()
    return found
