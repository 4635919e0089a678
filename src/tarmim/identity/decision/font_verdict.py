"""One font judged: its codes read, or left open with what each may be; maps stand until something contradicts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tarmim.identity.decision.code_words import UNKNOWN
from tarmim.identity.decision.font_evidence import SURE, without_contradicted_sources
from tarmim.identity.decision.same_letters import are_same_letters, is_part_of_cluster
from tarmim.identity.quirks.catalogue import mend
from tarmim.identity.quirks.stages import FontClusters
from tarmim.identity.readings import CodeReading, Guess, Source, decomposed, is_arabic
from tarmim.identity.shapes.private_codes import ink_measure, is_private, private_letters
from tarmim.model.font import State
from tarmim.script.dots import DOTS

if TYPE_CHECKING:
    from tarmim.identity.decision.facts import MappedCode
    from tarmim.identity.decision.font_evidence import FontEvidence
    from tarmim.identity.program.font_program import Program
    from tarmim.model.font import Font

__all__ = ["FontCase", "FontVerdict", "judge_font"]

#: Where more codes of a font than this are in question it is asked about all; else about this many sound ones beside.
_MOST_SINGLE_CODES: Final = 20
_SOUND_CODES_BESIDE: Final = 30
#: By judgement: how often the table of private codes is right where the ink agrees.
_TABLE: Final = 0.98
#: A font in which at least this many sure outlines are Arabic where the map says Latin has a map that lies.
_LEAST_LIES: Final = 3
#: A map is proved by a shape that is like it with more than this probability.
_LEAST_LIKELY: Final = 0.05


@dataclass(frozen=True, slots=True)
class FontCase:
    """What is known of a font's codes before it is opened.

    maps           the codes that occur: what the file's own map says
    letters        the letters it says, where it says letters
    doubtful       codes whose words speak against their map
    split          codes whose followers, mapped to nothing, are not always the same: with all of these
    marks          codes mapped to a letter with marks that stand for the marks alone: read so already
    is_rare_forms  most of its codes are mapped to forms that hardly any text has
    is_sound       enough words of the document are known that only codes in question need be looked at
    """

    maps: Mapping[int, MappedCode]
    letters: Mapping[int, str]
    doubtful: frozenset[int] = frozenset()
    split: Mapping[int, frozenset[int]] = field(default_factory=dict)
    marks: Mapping[int, CodeReading] = field(default_factory=dict)
    is_rare_forms: bool = False
    is_sound: bool = True


@dataclass(frozen=True, slots=True)
class FontVerdict:
    """What a font's codes are taken for.

    readings       codes that are read otherwise than mapped, or that no map tells
    cluster_heads  of those the ones whose map speaks for a whole cluster: it stands where its followers come behind
    is_repeating   each glyph of a cluster is mapped to all its letters
    open           what each of the others may be by its shape; that of their map is among them where they have one
    narrow         codes that take no room
    proved         how many codes were compared and agree with their map
    inks           of marks that take no room: where their ink begins and ends, in ems from the pen
    """

    readings: Mapping[int, CodeReading]
    cluster_heads: frozenset[int] = frozenset()
    is_repeating: bool = False
    open: Mapping[int, tuple[Guess, ...]] = field(default_factory=dict)
    narrow: frozenset[int] = frozenset()
    proved: int = 0
    inks: Mapping[int, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What becomes of one code: it is read, its map is proved, it stays open with guesses, or none of these."""

    reading: CodeReading | None = None
    is_cluster_head: bool = False
    is_proved: bool = False
    guesses: tuple[Guess, ...] | None = None


def judge_font(font: Font, case: FontCase, evidence: FontEvidence) -> FontVerdict:
    """Return what a font's codes are taken for by what its program, its outlines and its private codes say."""
    followers = {one for found in case.split.values() for one in found}
    codes = [
        code
        for code, mapped in case.maps.items()
        if not mapped.is_covered and (mapped.state != State.EMPTY or code in followers)
    ]
    missing = evidence.missing(codes)
    boxes = {code: CodeReading(UNKNOWN, Source.MISSING, 0.0) for code in missing if code not in case.letters}
    codes = [code for code in codes if code not in missing]
    by_program = evidence.letters(codes)
    exact = {code: by_program[code] for code in codes if code in by_program}
    narrow = frozenset(code for code in codes if font.width_of(code) <= 0)
    shapes = evidence.shapes(_to_look_at(case, codes, exact, narrow))
    exact = {**_by_table(case, codes, evidence.program), **without_contradicted_sources(exact, shapes)}
    guesses = {code: (exact[code],) if code in exact else shapes.get(code, ()) for code in codes}
    readings = {**case.marks, **boxes, **dict(_split_readings(case, guesses))}
    outcomes = {
        code: _by_program(case, code, exact[code])
        if code in exact
        else _by_shape(case, code, shapes.get(code, ()), is_narrow=code in narrow)
        for code in codes
        if code not in readings and case.maps[code].state != State.EMPTY
    }
    readings.update((code, one.reading) for code, one in outcomes.items() if one.reading is not None)
    outlines = {code: shapes.get(code, ()) for code in codes if code not in exact}
    against = _against_lying_map(case, readings, outlines)
    readings.update(against)
    heads = frozenset(code for code, one in outcomes.items() if one.is_cluster_head)
    proved = sum(one.is_proved for one in outcomes.values())
    inks = {} if evidence.program is None else _inks_of_marks(case, readings, narrow, evidence.program)
    clusters, _ = mend(FontClusters(len(heads), proved))
    if clusters.is_repeating:
        readings.update((code, reading_of((exact[code],))) for code in codes if code in exact)
    return FontVerdict(
        readings,
        heads,
        clusters.is_repeating,
        {code: one.guesses for code, one in outcomes.items() if one.guesses is not None and code not in against},
        narrow,
        proved,
        inks,
    )


def _to_look_at(
    case: FontCase, codes: list[int], exact: Mapping[int, Guess], narrow: Collection[int]
) -> Collection[int]:
    """Return the codes whose shapes are wanted: all, or where only some are in question those and a few others beside.

    A font is known by several of its glyphs, so that one is not looked at alone. In question are codes without letters,
    those whose words speak against their map, contradictory clusters, and marks that are mapped to letters.
    """
    wanted = {one for code, found in case.split.items() for one in (code, *found)}
    for code in codes:
        mapped = case.letters.get(code)
        if mapped is None:
            if code not in exact:
                wanted.add(code)
        elif code in case.doubtful or (not _is_marks(mapped) and code in narrow):
            wanted.add(code)
    if not case.is_sound or len(wanted) > _MOST_SINGLE_CODES or case.is_rare_forms:
        return codes
    beside = [code for code in codes if code not in wanted and code in case.letters]
    return [*wanted, *beside[:_SOUND_CODES_BESIDE]] if wanted else []


def _by_table(case: FontCase, codes: list[int], program: Program | None) -> dict[int, Guess]:
    """Return the letters of codes that are mapped to private characters, where a known font file draws them so."""
    from tarmim.identity.shapes.outline import outline_of

    if program is None:
        return {}
    found = {}
    for code in codes:
        char = case.maps[code].text
        glyph = program.glyph_of(code) if is_private(char) else None
        outline = outline_of(program.face, glyph) if glyph is not None else None
        letters = private_letters(char, ink_measure(outline)) if outline is not None else None
        if letters is not None:
            found[code] = Guess(letters, "", Source.TABLE, _TABLE)
    return found


def _split_readings(case: FontCase, guesses: Mapping[int, tuple[Guess, ...]]) -> Iterator[tuple[int, CodeReading]]:
    """Yield the glyphs of contradictory clusters each read for itself, where all of them are known for sure."""
    for code, followers in case.split.items():
        found = [guesses.get(one, ()) for one in followers]
        if not all(one and one[0].probability >= SURE and is_arabic(one[0].letters) for one in found):
            continue
        mapped, own = case.letters.get(code, ""), guesses.get(code, ())
        if own and own[0].probability >= SURE and is_part_of_cluster(own[0].letters, mapped):
            yield code, reading_of(own)
        elif len(decomposed(mapped)) > 1:
            continue
        for one, guess in zip(followers, found, strict=True):
            yield one, reading_of(guess)


def _is_marks(letters: str) -> bool:
    return bool(letters) and all(unicodedata.combining(char) or re.match(f"[{DOTS}]", char) for char in letters)


def _by_program(case: FontCase, code: int, guess: Guess) -> _Outcome:
    """Return what becomes of a code of which the program tells the letters."""
    mapped = case.letters.get(code)
    if mapped is None:
        return _Outcome(reading_of((guess,)))
    if are_same_letters(mapped, guess.letters):
        return _Outcome(is_proved=True)
    if is_part_of_cluster(guess.letters, mapped):
        return _Outcome(reading_of((guess,)), is_cluster_head=True)
    if is_arabic(guess.letters) and not is_arabic(mapped):
        return _Outcome(reading_of((guess,)))
    if is_arabic(guess.letters) and code in case.doubtful:
        return _Outcome(guesses=_with_map(mapped, (guess,)))
    return _Outcome()


def _by_shape(case: FontCase, code: int, guesses: tuple[Guess, ...], *, is_narrow: bool) -> _Outcome:
    """Return what becomes of a code of which only its outline tells something."""
    mapped = case.letters.get(code)
    if mapped is None:
        return _without_map(guesses, is_narrow=is_narrow)
    if guesses and guesses[0].letters == " ":  # what draws nothing says nothing against a map
        return _Outcome()
    if any(are_same_letters(mapped, guess.letters) and guess.probability > _LEAST_LIKELY for guess in guesses):
        return _Outcome(is_proved=True)
    if case.is_rare_forms:
        return _Outcome(CodeReading(UNKNOWN, Source.NOTHING, 0.0, ((mapped, 0.5),)))
    is_against = bool(guesses) and is_arabic(guesses[0].letters) and not is_arabic(mapped)
    if _is_sure_outline(guesses):
        if is_part_of_cluster(guesses[0].letters, mapped):
            return _Outcome(reading_of(guesses), is_cluster_head=True)
        if is_against:
            return _Outcome(reading_of(guesses))
    if code in case.doubtful or is_against:
        return _Outcome(guesses=_with_map(mapped, guesses))
    return _Outcome()


def _without_map(guesses: tuple[Guess, ...], *, is_narrow: bool) -> _Outcome:
    """Return what becomes of a code that has no map, by its outline."""
    if guesses and guesses[0].letters == " " and is_narrow:  # draws nothing and takes no room
        return _Outcome(CodeReading("", guesses[0].source, guesses[0].probability))
    if guesses and guesses[0].probability >= SURE:
        return _Outcome(reading_of(guesses))
    return _Outcome(guesses=guesses)


def _is_sure_outline(guesses: tuple[Guess, ...]) -> bool:
    return bool(guesses) and guesses[0].source == Source.OUTLINE and guesses[0].probability >= SURE


def _against_lying_map(
    case: FontCase, readings: Mapping[int, CodeReading], shapes: Mapping[int, tuple[Guess, ...]]
) -> dict[int, CodeReading]:
    """Return the codes of a font whose map lies, read by their outlines wherever these are sure; {} for other fonts."""
    lies = [
        code
        for code in shapes
        if (reading := readings.get(code)) is not None
        and reading.source == Source.OUTLINE
        and is_arabic(reading.text)
        and not is_arabic(case.letters.get(code, reading.text))
    ]
    if len(lies) < _LEAST_LIES:
        return {}
    return {
        code: reading_of(guesses)
        for code, guesses in shapes.items()
        if _is_sure_outline(guesses)
        and code in case.letters
        and code not in readings
        and not are_same_letters(case.letters[code], guesses[0].letters)
    }


def _inks_of_marks(
    case: FontCase, readings: Mapping[int, CodeReading], narrow: Collection[int], program: Program
) -> dict[int, tuple[float, float]]:
    """Return where the marks of a font that take no room have their ink, in ems from the pen."""
    from tarmim.identity.shapes.outline import outline_of

    inks = {}
    for code in narrow:
        glyph = program.glyph_of(code)
        reading = readings.get(code)
        if glyph is None or not _is_marks(reading.text if reading is not None else case.letters.get(code, UNKNOWN)):
            continue
        outline = outline_of(program.face, glyph)
        if outline is not None:
            inks[code] = (float(outline.points[:, 0].min()), float(outline.points[:, 0].max()))
    return inks


def _with_map(mapped: str, guesses: tuple[Guess, ...]) -> tuple[Guess, ...]:
    """Return the map among the guesses of a code: as likely as all of these together."""
    return (*guesses, Guess(mapped, "", Source.MAP, 0.5))


def reading_of(guesses: tuple[Guess, ...]) -> CodeReading:
    """Return the first of some guesses as what a code is taken for, the others as its rivals."""
    first, *others = guesses
    rivals = tuple((one.letters, one.probability) for one in others[:4])
    return CodeReading(first.letters, first.source, first.probability, rivals, first.form)
