"""The mutations: each takes a sound file and gives one that looks the same and whose maps are wrong in one way."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from evaluation.farm.mutations.to_unicode import CodeMap, changed, fonts_of, without_actual_text

if TYPE_CHECKING:
    import pikepdf

__all__ = ["MUTATIONS", "Mutation", "mutated"]

#: Some of each script; a text with numbers has one of them.
DIGITS: Final = "123\u0661\u0662\u0663\u06f1\u06f2\u06f3"


@dataclass(frozen=True, slots=True)
class Mutation:
    """A way in which maps are wrong.

    destroys       whether every map of the file is wrong; else only some codes
    count          of 300 files, how many are mutated so
    wants          characters, one of which the text must have
    """

    name: str
    change: Callable[[pikepdf.Pdf], None]
    destroys: bool
    count: int
    wants: str = ""


def mutated(pdf: bytes, mutation: Mutation) -> bytes:
    """Return the file with its maps changed and no ActualText, which would tell what the maps hide."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as file:
        without_actual_text(file)
        mutation.change(file)
        out = io.BytesIO()
        file.save(out, deterministic_id=True)
    return out.getvalue()


def _dropped(pdf: pikepdf.Pdf) -> None:
    for font in fonts_of(pdf):
        del font["/ToUnicode"]


def shifted(codes: CodeMap) -> CodeMap:
    """Return the map with the letters of Unicode that come next."""
    return {code: "".join(chr(ord(letter) + (letter > " ")) for letter in text) for code, text in codes.items()}


def counted(codes: CodeMap) -> CodeMap:
    """Return the map counting up from the exclamation mark, as programs do that know only glyphs."""
    return {code: chr(0x21 + place) for place, code in enumerate(sorted(codes))}


def controls(codes: CodeMap) -> CodeMap:
    """Return the map of nothing but control characters."""
    return {code: chr(1 + place % 31) for place, code in enumerate(sorted(codes))}


def first_letters(codes: CodeMap) -> CodeMap:
    """Return the map in which a ligature is its first letter alone."""
    return {code: text[:1] for code, text in codes.items()}


def digits_exchanged(codes: CodeMap) -> CodeMap:
    """Return the map in which each digit is the one three further."""
    return {code: "".join(_other_digit(letter) for letter in text) for code, text in codes.items()}


def _other_digit(letter: str) -> str:
    if not letter.isdecimal():
        return letter
    zero = ord(letter) - int(letter)
    return chr(zero + (int(letter) + 3) % 10)


def _mapped(change: Callable[[CodeMap], CodeMap]) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: changed(pdf, change)


MUTATIONS: Final = {
    mutation.name: mutation
    for mutation in (
        Mutation("maps_dropped", _dropped, True, 27),
        Mutation("maps_shifted", _mapped(shifted), True, 13),
        Mutation("maps_counted", _mapped(counted), True, 13),
        Mutation("maps_controls", _mapped(controls), True, 12),
        Mutation("first_letters", _mapped(first_letters), False, 8),
        Mutation("digits_exchanged", _mapped(digits_exchanged), False, 8, DIGITS),
    )
}
