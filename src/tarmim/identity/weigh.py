"""The codes of one font sorted out: read, or open with what each may be; maps are believed till something speaks up."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tarmim.identity.agree import agree, is_part
from tarmim.identity.evidence import Code, Guess, Reading, Source, is_arabic
from tarmim.identity.names import Named, folded
from tarmim.identity.private_codes import private_letters
from tarmim.identity.program import open_program
from tarmim.identity.program_letters import program_letters
from tarmim.identity.shape_letters import shape_letters
from tarmim.model.font import State

if TYPE_CHECKING:
    from tarmim.model.font import Font

__all__ = ["Mapped", "SortedOut", "reading_of", "said", "weigh"]

#: In a font that maps each glyph of a cluster to the whole so many codes are parts of their text, and most are.
_REPEATING: Final = 5
#: A guess this sure needs no words.
_SURE: Final = 0.97
#: How often the table of a font's private codes is right.
_TABLE: Final = 0.98
#: The rest of what a code may be, for letters that no shape suggests.
_REST: Final = 1e-5
#: What a map weighs where shape or words speak against it.
_DOUBTED_MAP: Final = math.log(0.5)

#: The letters of Arabic, the commonest first, and the ligatures that every font has.
_ALPHABET: Final = (
    *"\u0627\u0644\u064a\u0645\u0648\u0646\u0631\u062a\u0628\u0639\u062f\u0641\u0647\u0633\u0642\u062d\u0643\u0629",
    *"\u062c\u0623\u0634\u0635\u062e\u0649\u0637\u0630\u0636\u0625\u062b\u0632\u063a\u0638\u0621\u0626\u0622\u0624",
    *("\u0644\u0627", "\u0644\u0623", "\u0644\u0625", "\u0644\u0622"),
)
#: What a glyph that takes no room is: the vowels and their like.
_MARKS: Final = tuple("\u064e\u064f\u0650\u0651\u0652\u064b\u064c\u064d\u0670")


@dataclass(frozen=True, slots=True)
class Mapped:
    """What the file's own map says of a code, and its State; spoken: wherever it stands an ActualText speaks for it."""

    text: str
    state: int
    spoken: bool = False


@dataclass(slots=True)
class SortedOut:
    """The codes as far as they are sorted out.

    maps      what the maps say
    letters   the same as letters, where they say something
    doubtful  the codes whose words speak against their map
    readings  those that are read otherwise, or that no map tells
    alone     of those the ones whose map speaks for a cluster
    repeating the fonts in which each glyph of a cluster is mapped to all its letters
    open      what each of the others may be, as log probabilities
    proved    how many codes of each font agree with their map
    """

    maps: Mapping[Code, Mapped]
    letters: Mapping[Code, str]
    doubtful: frozenset[Code]
    readings: dict[Code, Reading] = field(default_factory=dict)
    alone: set[Code] = field(default_factory=set)
    repeating: set[int] = field(default_factory=set)
    open: dict[Code, dict[str, float]] = field(default_factory=dict)
    proved: dict[int, int] = field(default_factory=dict)


def said(mapped: Mapped) -> Named | None:
    """Return what a map says, None where it says nothing: no text, private use, controls."""
    return folded(mapped.text) if mapped.state == State.MAPPED else None


def weigh(out: SortedOut, font: Font, without: frozenset[str]) -> None:
    """Sort out the codes of one font by what its program, its outlines and its private codes say."""
    codes = [key[1] for key, found in out.maps.items() if key[0] == font.number and found.state != State.EMPTY]
    program = open_program(font)
    exact = program_letters(program, codes) if program is not None else {}
    exact |= {code: guess for code, guess in _by_table(out, font, codes).items() if code not in exact}
    rest = [code for code in codes if code not in exact]
    shapes = shape_letters(program, rest, without=without) if program is not None and rest else {}
    for code in codes:
        if out.maps[font.number, code].spoken:
            continue
        if code in exact:
            _weigh_exact(out, (font.number, code), exact[code])
        else:
            _weigh_shapes(out, (font.number, code), shapes.get(code, ()), takes_room=font.width_of(code) > 0)
    parts = sum(number == font.number for number, _ in out.alone)
    if parts >= _REPEATING and parts > out.proved.get(font.number, 0):
        out.repeating.add(font.number)
        out.readings.update(((font.number, code), reading_of((guess,))) for code, guess in exact.items())


def _by_table(out: SortedOut, font: Font, codes: list[int]) -> dict[int, Guess]:
    """Return what a table of the font's private codes says."""
    silent = [code for code in codes if (font.number, code) not in out.letters]
    texts = {code: out.maps[font.number, code].text for code in silent}
    table = private_letters(font.name) if any(texts.values()) else {}
    return {code: Guess(table[text], "", Source.TABLE, _TABLE) for code, text in texts.items() if text in table}


def _weigh_exact(out: SortedOut, code: Code, guess: Guess) -> None:
    """Sort out a code of which the program tells the letters."""
    mapped = out.letters.get(code)
    if mapped is None:
        out.readings[code] = reading_of((guess,))
    elif agree(mapped, guess.letters):
        out.proved[code[0]] = out.proved.get(code[0], 0) + 1
    elif is_part(guess.letters, mapped):
        out.readings[code] = reading_of((guess,))
        out.alone.add(code)
    elif is_arabic(guess.letters) and not is_arabic(mapped):
        out.readings[code] = reading_of((guess,))
    elif is_arabic(guess.letters) and code in out.doubtful:
        out.open[code] = {mapped: _DOUBTED_MAP, guess.letters: _DOUBTED_MAP}


def _weigh_shapes(out: SortedOut, code: Code, guesses: tuple[Guess, ...], *, takes_room: bool) -> None:
    """Sort out a code of which only its outline tells something."""
    mapped = out.letters.get(code)
    if mapped is None:
        if guesses and guesses[0].probability >= _SURE:
            out.readings[code] = reading_of(guesses)
        else:
            out.open[code] = _priors(guesses, takes_room=takes_room)
        return
    if any(agree(mapped, guess.letters) and guess.probability > 0.05 for guess in guesses):
        out.proved[code[0]] = out.proved.get(code[0], 0) + 1
        return
    against = bool(guesses) and is_arabic(guesses[0].letters) and not is_arabic(mapped)
    if guesses and guesses[0].source == Source.OUTLINE and guesses[0].probability >= _SURE:
        if is_part(guesses[0].letters, mapped):
            out.readings[code] = reading_of(guesses)
            out.alone.add(code)
            return
        if against:
            out.readings[code] = reading_of(guesses)
            return
    if code in out.doubtful or against:
        out.open[code] = {**_priors(guesses, takes_room=takes_room), mapped: _DOUBTED_MAP}


def _priors(guesses: tuple[Guess, ...], *, takes_room: bool) -> dict[str, float]:
    """Return what a code may be, with log probabilities: what its shape says, and little for any other letter."""
    found = dict.fromkeys(_ALPHABET if takes_room else _MARKS, math.log(_REST))
    for guess in guesses:
        found[guess.letters] = max(math.log(max(guess.probability, _REST)), found.get(guess.letters, -math.inf))
    return found


def reading_of(guesses: tuple[Guess, ...]) -> Reading:
    """Return the first of some guesses as what a code is taken for, the others as its rivals."""
    first, *others = guesses
    return Reading(
        first.letters, first.source, first.probability, tuple((one.letters, one.probability) for one in others[:4])
    )
