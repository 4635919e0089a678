"""Paired brackets of an isolating run sequence (UAX #9 BD16 and N0)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

MAX_OPEN: Final = 63
"""Size of the bracket stack; on overflow BD16 gives up the pairs of the sequence."""

_SIDES: Final = str.maketrans("LRENBSwo6789", "LRRR........")

Bracket = tuple[int, int]
"""Index in the sequence, and pair number: positive opening, negative closing."""


def bracket_pairs(brackets: Sequence[Bracket]) -> list[tuple[int, int]]:
    """Return the (opening, closing) indices of the pairs, in the order of the openings (BD16)."""
    stack: list[Bracket] = []
    pairs: list[tuple[int, int]] = []
    for index, number in brackets:
        if number > 0:
            if len(stack) == MAX_OPEN:
                return []
            stack.append((index, number))
            continue
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth][1] == -number:
                pairs.append((stack[depth][0], index))
                del stack[depth:]
                break
    pairs.sort()
    return pairs


def resolve_brackets(codes: str, embedding: str, brackets: Sequence[Bracket], original: str) -> str:
    """Return the codes of a sequence between its edges with the brackets of its pairs resolved (N0).

    `embedding` is the direction of the sequence; `original` the codes before W1, for the marks that
    follow a bracket and change with it.
    """
    pairs = bracket_pairs([bracket for bracket in brackets if codes[bracket[0]] == "o"])
    if not pairs:
        return codes
    opposite = "L" if embedding == "R" else "R"
    sides = codes.translate(_SIDES)
    strong = list(sides)
    resolved = list(codes)
    for opening, closing in pairs:
        if sides.find(embedding, opening + 1, closing) >= 0:
            direction = embedding
        elif sides.find(opposite, opening + 1, closing) >= 0:
            direction = opposite if _strong_before(strong, opening) == opposite else embedding
        else:
            continue
        for at in (opening, closing):
            resolved[at] = strong[at] = direction
            _marks_follow(resolved, strong, original, at)
    return "".join(resolved)


def _strong_before(strong: list[str], index: int) -> str:
    """Return the last strong direction before an index: that of the first edge at least."""
    while strong[index - 1] == ".":
        index -= 1
    return strong[index - 1]


def _marks_follow(resolved: list[str], strong: list[str], original: str, bracket: int) -> None:
    """Give the marks right after a resolved bracket its direction (last paragraph of N0)."""
    at = bracket + 1
    while original[at] == "m":
        resolved[at] = strong[at] = resolved[bracket]
        at += 1
