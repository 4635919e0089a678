"""The codes of one font sorted out: read, or open with what each may be; maps are believed till something speaks up."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tarmim.identity.decision.code_words import UNKNOWN
from tarmim.identity.decision.font_evidence import SURE, without_contradicted_sources
from tarmim.identity.decision.same_letters import are_same_letters, is_part_of_cluster
from tarmim.identity.program.glyph_names import FormedLetters, folded
from tarmim.identity.program.private_codes import private_letters
from tarmim.identity.readings import Code, CodeReading, Guess, Source, decomposed, is_arabic
from tarmim.model.font import State
from tarmim.script.dots import DOTS

if TYPE_CHECKING:
    from tarmim.identity.decision.font_evidence import Ask
    from tarmim.identity.program.font_program import Program
    from tarmim.model.font import Font

__all__ = ["Facts", "FontFindings", "Mapped", "by_neighbours", "fonts_of_rare_forms", "mapped_letters", "weigh_font"]

#: In a font that maps each glyph of a cluster to the whole so many codes are parts of their text, and most are.
_REPEATING: Final = 5
#: Where more codes of a font are in question it is asked about all; where fewer, about so many others beside.
_SOME: Final = 20
_BESIDE_THEM: Final = 30
#: Presentation forms of letters and ligatures that hardly any text has.
_RARE_FORM: Final = (
    "[\ufb50-\ufb55\ufb5a-\ufb65\ufb6a-\ufb79\ufb7e-\ufb87\ufba0-\ufba5\ufbb0\ufbb1\ufbd3-\ufbfb\ufc00-\ufdf1]"
)
#: How often the table of a font's private codes is right, and marks told by the letter beside them.
_TABLE: Final = 0.98
_BESIDE: Final = 0.98
#: A font in which so many sure outlines give the lie to the map, Latin for Arabic, is believed in none of its codes.
_LIES: Final = 3


@dataclass(frozen=True, slots=True)
class Mapped:
    """What the file's own map says of a code, and its State; spoken: wherever it stands an ActualText speaks for it."""

    text: str
    state: int
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a document's codes before its fonts are opened.

    maps   the codes that occur: what their maps say
    split  codes whose followers, mapped to nothing, are not always the same: with all of these
    marks  codes that are mapped to a letter with marks and stand for the marks alone
    """

    maps: Mapping[Code, Mapped]
    split: Mapping[Code, frozenset[int]] = field(default_factory=dict)
    marks: Mapping[Code, str] = field(default_factory=dict)


@dataclass(slots=True)
class FontFindings:
    """The codes as far as they are sorted out.

    facts     what was known before
    letters   what the maps say, where they say letters
    doubtful  the codes whose words speak against their map
    strange   the fonts most of whose codes are mapped to forms that hardly any text has
    is_sound  so many words are known that only what is in question is asked about
    readings  those that are read otherwise, or that no map tells
    alone     of those the ones whose map speaks for a cluster
    repeating the fonts in which each glyph of a cluster is mapped to all its letters
    open      what each of the others may be by its shape; that of their map is among them where they have one
    narrow    those that take no room
    proved    how many codes of each font agree with their map
    inks      of marks that take no room: where their ink begins and ends, in ems from the pen
    """

    facts: Facts
    letters: Mapping[Code, str]
    doubtful: frozenset[Code]
    strange: frozenset[int]
    is_sound: bool
    readings: dict[Code, CodeReading] = field(default_factory=dict)
    alone: set[Code] = field(default_factory=set)
    repeating: set[int] = field(default_factory=set)
    open: dict[Code, tuple[Guess, ...]] = field(default_factory=dict)
    narrow: set[Code] = field(default_factory=set)
    proved: dict[int, int] = field(default_factory=dict)
    inks: dict[Code, tuple[float, float]] = field(default_factory=dict)


def fonts_of_rare_forms(maps: Mapping[Code, Mapped]) -> frozenset[int]:
    """Return the fonts most of whose Arabic codes are mapped to forms that hardly any text has.

    Fonts of whole words (the pages of a Quran) are numbered along the presentation forms. A shape must agree there.
    """
    arabic, rare = Counter[int](), Counter[int]()
    for (font, _), mapped in maps.items():
        if mapped.state == State.MAPPED and is_arabic(mapped.text):
            arabic[font] += 1
            rare[font] += re.fullmatch(_RARE_FORM, mapped.text) is not None
    return frozenset(font for font, count in rare.items() if count > arabic[font] / 2)


def mapped_letters(mapped: Mapped) -> FormedLetters | None:
    """Return what a map says, None where it says nothing: no text, private use, letters of two scripts in one."""
    if mapped.state != State.MAPPED or _is_mixed(mapped.text):
        return None
    return folded(mapped.text)


def _is_mixed(text: str) -> bool:
    return (
        len(text) > 1
        and is_arabic(text)
        and any(not is_arabic(char) and unicodedata.category(char) in ("Lo", "Lu", "Ll", "So") for char in text)
    )


def weigh_font(out: FontFindings, font: Font, ask: Ask) -> None:
    """Sort out the codes of one font by what its program, its outlines and its private codes say."""
    facts = out.facts
    followers = {one for (number, _), found in facts.split.items() if number == font.number for one in found}
    codes = [
        code
        for (number, code), found in facts.maps.items()
        if number == font.number and not found.spoken and (found.state != State.EMPTY or code in followers)
    ]
    evidence = ask(font)
    missing = evidence.missing(codes)
    for code in missing:
        if (font.number, code) not in out.letters:
            out.readings[font.number, code] = CodeReading(UNKNOWN, Source.MISSING, 0.0)
    codes = [code for code in codes if code not in missing]
    told = evidence.letters(codes)
    told = {code: told[code] for code in codes if code in told}
    shapes = evidence.shapes(_to_look_at(out, font, codes, told))
    exact = {**_by_table(out, font, codes), **without_contradicted_sources(told, shapes)}
    guesses = {code: (exact[code],) if code in exact else shapes.get(code, ()) for code in codes}
    _weigh_split(out, font.number, guesses)
    for code in codes:
        key = font.number, code
        if font.width_of(code) <= 0:
            out.narrow.add(key)
        if key in out.readings or facts.maps[key].state == State.EMPTY:
            continue
        if code in exact:
            _weigh_exact(out, key, exact[code])
        else:
            _weigh_shapes(out, key, shapes.get(code, ()))
    _believe_no_map(out, font.number, {code: shapes.get(code, ()) for code in codes if code not in exact})
    if evidence.program is not None:
        _place_marks(out, font.number, evidence.program)
    parts = sum(number == font.number for number, _ in out.alone)
    if parts >= _REPEATING and parts > out.proved.get(font.number, 0):
        out.repeating.add(font.number)
        out.readings.update(((font.number, code), code_reading((exact[code],))) for code in codes if code in exact)


def _to_look_at(out: FontFindings, font: Font, codes: list[int], told: Mapping[int, Guess]) -> list[int]:
    """Return the codes whose shapes are wanted: all, or where only some are in question those and a few others beside.

    A font is known by several of its glyphs, so that one is not looked at alone. In question are codes without letters,
    those whose words speak against their map, contradictory clusters, and marks that are mapped to letters.
    """
    number = font.number
    wanted = {one for key, found in out.facts.split.items() if key[0] == number for one in (key[1], *found)}
    for code in codes:
        mapped = out.letters.get((number, code))
        if mapped is None:
            if code not in told:
                wanted.add(code)
        elif (number, code) in out.doubtful or (not _is_marks(mapped) and font.width_of(code) <= 0):
            wanted.add(code)
    if not out.is_sound or len(wanted) > _SOME or number in out.strange:
        return codes
    beside = [code for code in codes if code not in wanted and (number, code) in out.letters]
    return [*wanted, *beside[:_BESIDE_THEM]] if wanted else []


def _by_table(out: FontFindings, font: Font, codes: list[int]) -> dict[int, Guess]:
    """Return what a table of the font's private codes says, where codes are characters: other numberings differ."""
    private = {code: chr(code) for code in codes if out.facts.maps[font.number, code].text == chr(code)}
    private = {code: char for code, char in private.items() if (font.number, code) not in out.letters}
    table = private_letters(font.name) if private else {}
    return {code: Guess(table[char], "", Source.TABLE, _TABLE) for code, char in private.items() if char in table}


def _weigh_split(out: FontFindings, number: int, guesses: Mapping[int, tuple[Guess, ...]]) -> None:
    """Read each glyph of contradictory clusters for itself, where all of them are known for sure."""
    for (font, code), followers in out.facts.split.items():
        found = [guesses.get(one, ()) for one in followers]
        if font != number or not all(one and one[0].probability >= SURE and is_arabic(one[0].letters) for one in found):
            continue
        mapped, own = out.letters.get((font, code), ""), guesses.get(code, ())
        if own and own[0].probability >= SURE and is_part_of_cluster(own[0].letters, mapped):
            out.readings[font, code] = code_reading(own)
        elif len(decomposed(mapped)) > 1:
            continue
        for one, guess in zip(followers, found, strict=True):
            out.readings[font, one] = code_reading(guess)


def _is_marks(letters: str) -> bool:
    return bool(letters) and all(unicodedata.combining(char) or re.match(f"[{DOTS}]", char) for char in letters)


def _weigh_exact(out: FontFindings, code: Code, guess: Guess) -> None:
    """Sort out a code of which the program tells the letters."""
    mapped = out.letters.get(code)
    if mapped is None:
        out.readings[code] = code_reading((guess,))
    elif are_same_letters(mapped, guess.letters):
        out.proved[code[0]] = out.proved.get(code[0], 0) + 1
    elif is_part_of_cluster(guess.letters, mapped):
        out.readings[code] = code_reading((guess,))
        out.alone.add(code)
    elif is_arabic(guess.letters) and not is_arabic(mapped):
        out.readings[code] = code_reading((guess,))
    elif is_arabic(guess.letters) and code in out.doubtful:
        out.open[code] = _against(mapped, (guess,))


def _weigh_shapes(out: FontFindings, code: Code, guesses: tuple[Guess, ...]) -> None:
    """Sort out a code of which only its outline tells something."""
    mapped = out.letters.get(code)
    if mapped is None:
        if guesses and guesses[0].letters == " " and code in out.narrow:  # draws nothing and takes no room
            out.readings[code] = CodeReading("", guesses[0].source, guesses[0].probability)
        elif guesses and guesses[0].probability >= SURE:
            out.readings[code] = code_reading(guesses)
        else:
            out.open[code] = guesses
        return
    if guesses and guesses[0].letters == " ":  # what draws nothing says nothing against a map
        return
    if any(are_same_letters(mapped, guess.letters) and guess.probability > 0.05 for guess in guesses):
        out.proved[code[0]] = out.proved.get(code[0], 0) + 1
        return
    if code[0] in out.strange:
        out.readings[code] = CodeReading(UNKNOWN, Source.NOTHING, 0.0, ((mapped, 0.5),))
        return
    against = bool(guesses) and is_arabic(guesses[0].letters) and not is_arabic(mapped)
    if guesses and guesses[0].source == Source.OUTLINE and guesses[0].probability >= SURE:
        if is_part_of_cluster(guesses[0].letters, mapped):
            out.readings[code] = code_reading(guesses)
            out.alone.add(code)
            return
        if against:
            out.readings[code] = code_reading(guesses)
            return
    if code in out.doubtful or against:
        out.open[code] = _against(mapped, guesses)


def _believe_no_map(out: FontFindings, number: int, shapes: Mapping[int, tuple[Guess, ...]]) -> None:
    """Read a font whose map lies by its outlines, wherever these are sure."""
    lies = [
        code
        for code in shapes
        if (reading := out.readings.get((number, code))) is not None
        and reading.source == Source.OUTLINE
        and is_arabic(reading.text)
        and not is_arabic(out.letters.get((number, code), reading.text))
    ]
    if len(lies) < _LIES:
        return
    for code, guesses in shapes.items():
        key = number, code
        if not guesses or guesses[0].source != Source.OUTLINE or guesses[0].probability < SURE:
            continue
        if (
            key in out.letters
            and key not in out.readings
            and not are_same_letters(out.letters[key], guesses[0].letters)
        ):
            out.open.pop(key, None)
            out.readings[key] = code_reading(guesses)


def _place_marks(out: FontFindings, number: int, program: Program) -> None:
    """Note where the marks of a font have their ink."""
    from tarmim.identity.shapes.outline import outline_of

    for font, code in out.narrow:
        glyph = program.glyph_of(code) if font == number else None
        if glyph is None:
            continue
        reading = out.readings.get((font, code))
        if _is_marks(reading.text if reading is not None else out.letters.get((font, code), UNKNOWN)):
            outline = outline_of(program.face, glyph)
            if outline is not None:
                out.inks[font, code] = (float(outline.points[:, 0].min()), float(outline.points[:, 0].max()))


def _against(mapped: str, guesses: tuple[Guess, ...]) -> tuple[Guess, ...]:
    """Return the map among the guesses of a code: as likely as all of these together."""
    return (*guesses, Guess(mapped, "", Source.MAP, 0.5))


def by_neighbours(out: FontFindings) -> None:
    """Read the codes that stand for the marks of what they are mapped to."""
    for code, marks in out.facts.marks.items():
        out.readings.setdefault(code, CodeReading(marks, Source.CLUSTER, _BESIDE))


def code_reading(guesses: tuple[Guess, ...]) -> CodeReading:
    """Return the first of some guesses as what a code is taken for, the others as its rivals."""
    first, *others = guesses
    rivals = tuple((one.letters, one.probability) for one in others[:4])
    return CodeReading(first.letters, first.source, first.probability, rivals, first.form)
