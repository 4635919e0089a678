"""Weak types (UAX #9 W1-W7), one function a rule.

Each takes and returns the codes of one isolating run sequence *between its edges*: the first letter is
the direction of sos and the last that of eos, `"L"` or `"R"`, so that no rule needs a case for the ends.
"""

from __future__ import annotations

import re
from typing import Final

_MARKS: Final = re.compile("m+")
_AFTER_ARABIC: Final = re.compile("A[^LR]*")
_TERMINATORS: Final = re.compile("t+")
_BETWEEN_EUROPEAN: Final = re.compile("(?<=E)[sc](?=E)")
_BETWEEN_ARABIC: Final = re.compile("(?<=N)c(?=N)")
_AFTER_LEFT: Final = re.compile("L[^R]*")
_TO_OTHER_NEUTRAL: Final = {ord("s"): "o", ord("t"): "o", ord("c"): "o"}


def marks_take_previous(codes: str) -> str:
    """Return the codes with each NSM as the character before it, ON after an isolate control (W1)."""

    def take_previous(found: re.Match[str]) -> str:
        previous = codes[found.start() - 1]
        return ("o" if previous in "6789" else previous) * len(found.group())

    return _MARKS.sub(take_previous, codes)


def numbers_after_arabic(codes: str) -> str:
    """Return the codes with EN as AN where the last strong character is AL (W2)."""
    return _AFTER_ARABIC.sub(lambda found: found.group().replace("E", "N"), codes)


def arabic_as_right(codes: str) -> str:
    """Return the codes with AL as R (W3)."""
    return codes.replace("A", "R")


def separators_in_numbers(codes: str) -> str:
    """Return the codes with a single separator between two numbers of one kind as that kind (W4)."""
    return _BETWEEN_ARABIC.sub("N", _BETWEEN_EUROPEAN.sub("E", codes))


def terminators_by_numbers(codes: str) -> str:
    """Return the codes with the ETs next to an EN as EN (W5)."""

    def join_number(found: re.Match[str]) -> str:
        touching = codes[found.start() - 1] == "E" or codes[found.end()] == "E"
        return ("E" if touching else "t") * len(found.group())

    return _TERMINATORS.sub(join_number, codes)


def leftovers_neutral(codes: str) -> str:
    """Return the codes with the separators and terminators left over as ON (W6)."""
    return codes.translate(_TO_OTHER_NEUTRAL)


def numbers_after_latin(codes: str) -> str:
    """Return the codes with EN as L where the last strong character is L (W7)."""
    return _AFTER_LEFT.sub(lambda found: found.group().replace("E", "L"), codes)


def resolve_weak(codes: str) -> str:
    """Return the codes of a sequence between its edges after W1-W7; rules with nothing to do are skipped."""
    if "m" in codes:
        codes = marks_take_previous(codes)
    if "A" in codes:
        if "E" in codes:
            codes = numbers_after_arabic(codes)
        codes = arabic_as_right(codes)
    if "E" in codes or "N" in codes:
        codes = terminators_by_numbers(separators_in_numbers(codes))
    codes = leftovers_neutral(codes)
    return numbers_after_latin(codes) if "E" in codes else codes
