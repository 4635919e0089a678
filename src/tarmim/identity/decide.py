"""What each code of a document stands for: all evidence weighed, maps believed until something speaks against them."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tarmim.bidi.classes import mirror
from tarmim.identity.evidence import Code, Guess, Reading, Source, bare, is_arabic
from tarmim.identity.judge import Verdicts, judged
from tarmim.identity.names import Named, folded
from tarmim.identity.program import open_program
from tarmim.identity.program_letters import program_letters
from tarmim.identity.shape_letters import shape_letters
from tarmim.identity.solve import solved
from tarmim.identity.words import UNKNOWN, CodeWord, Language
from tarmim.language.models import load, shipped
from tarmim.model.font import State

if TYPE_CHECKING:
    from tarmim.model.font import Font

__all__ = ["Decision", "Mapped", "decided", "is_part"]


@dataclass(frozen=True, slots=True)
class Mapped:
    """What the file's own map says of a code, and its State; spoken: wherever it stands an ActualText speaks for it."""

    text: str
    state: int
    spoken: bool = False


#: In a font that maps each glyph of a cluster to the whole so many codes are parts of their text, and most are.
_REPEATING: Final = 5
#: A guess this sure needs no words.
_SURE: Final = 0.97
#: A language is that of the document where it knows so many of the words: related ones know .2 to .5.
_ITS_LANGUAGE: Final = 0.55
#: What a map weighs against guesses from shapes and words, as log odds: more than .98 must speak against it.
_MAP_WEIGHT: Final = 4.0
#: Letters are put in place of a map from this confidence on, and where nothing is known from that one on.
_AGAINST_MAP: Final = 0.95
_FOR_NOTHING: Final = 0.5
#: The rest of what a code may be, for letters that no shape suggests.
_REST: Final = 1e-5

#: The letters of Arabic, the commonest first, and the ligatures that every font has.
_ALPHABET: Final = (
    *"\u0627\u0644\u064a\u0645\u0648\u0646\u0631\u062a\u0628\u0639\u062f\u0641\u0647\u0633\u0642\u062d\u0643\u0629",
    *"\u062c\u0623\u0634\u0635\u062e\u0649\u0637\u0630\u0636\u0625\u062b\u0632\u063a\u0638\u0621\u0626\u0622\u0624",
    *("\u0644\u0627", "\u0644\u0623", "\u0644\u0625", "\u0644\u0622"),
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What the codes of a document are taken for, where that differs from their maps or the maps say nothing.

    readings  the codes to be read otherwise than mapped
    alone     of those the ones whose map speaks for a cluster: it stands where followers of the cluster come behind
    repeating the fonts in which each glyph of a cluster is mapped to all its letters
    proved    how many codes of each font were compared and agree with their map
    known     the share of the document's words that its language knows, as mapped
    """

    readings: Mapping[Code, Reading] = field(default_factory=dict)
    alone: frozenset[Code] = frozenset()
    repeating: frozenset[int] = frozenset()
    proved: Mapping[int, int] = field(default_factory=dict)
    known: float = 1.0

    @property
    def is_open(self) -> bool:
        """Tell whether more words would help: codes are unknown, or known by the words alone."""
        return any(reading.source in (Source.WORDS, Source.NOTHING) for reading in self.readings.values())


def decided(
    fonts: Mapping[int, Font],
    maps: Mapping[Code, Mapped],
    words: Mapping[CodeWord, int],
    *,
    without: frozenset[str] = frozenset(),
) -> Decision:
    """Return what the codes stand for; where nothing speaks against the maps that is found without opening a font.

    fonts    by number
    maps     the codes that occur: what their maps say
    words    the words of the document, from right to left
    without  families left out of what is known of shapes
    """
    letters = {code: said.letters for code, mapped in maps.items() if (said := _said(mapped)) is not None}
    unknown = {
        code
        for code, mapped in maps.items()
        if not mapped.spoken and mapped.state != State.EMPTY and code not in letters
    }
    _, verdicts = _language(words, letters)
    suspects = {font for font, _ in unknown | verdicts.doubtful}
    if not verdicts.is_sound:
        suspects |= {font for font, code in maps if is_arabic(letters.get((font, code), ""))}
    if not suspects:
        return Decision(known=verdicts.known)
    sorted_out = _SortedOut(maps, letters, verdicts.doubtful)
    for number in sorted(suspects):
        _weigh(sorted_out, fonts[number], without)
    if sorted_out.open:
        now = {**letters, **{code: reading.text for code, reading in sorted_out.readings.items()}}
        now = {code: text for code, text in now.items() if code not in sorted_out.open}
        again, after = _language(words, now)
        if after.known >= _ITS_LANGUAGE:
            found = solved(words, now, sorted_out.open, again)
        else:
            found = {code: _ranked(prior) for code, prior in sorted_out.open.items()}
        for code, ranked in found.items():
            _settle(sorted_out, code, ranked)
    out = sorted_out
    return Decision(out.readings, frozenset(out.alone), frozenset(out.repeating), out.proved, verdicts.known)


@dataclass(slots=True)
class _SortedOut:
    """The codes as far as they are sorted out: read, or open with what each may be."""

    maps: Mapping[Code, Mapped]
    letters: Mapping[Code, str]
    doubtful: frozenset[Code]
    readings: dict[Code, Reading] = field(default_factory=dict)
    alone: set[Code] = field(default_factory=set)
    repeating: set[int] = field(default_factory=set)
    open: dict[Code, dict[str, float]] = field(default_factory=dict)
    proved: dict[int, int] = field(default_factory=dict)


def _said(mapped: Mapped) -> Named | None:
    """Return what a map says, None where it says nothing: no text, private use, controls."""
    return folded(mapped.text) if mapped.state == State.MAPPED else None


def _language(words: Mapping[CodeWord, int], letters: Mapping[Code, str]) -> tuple[Language, Verdicts]:
    """Return the language that knows most of the words, and what it says of them."""
    found = []
    for folder in shipped():
        models = load(folder.name)
        if models is not None:
            language = Language(models)
            found.append((judged(words, letters, language), language))
    verdicts, language = max(found, key=lambda one: one[0].known)
    return language, verdicts


def _weigh(out: _SortedOut, font: Font, without: frozenset[str]) -> None:
    """Sort out the codes of one font by what its program and its outlines say."""
    codes = [key[1] for key, said in out.maps.items() if key[0] == font.number and said.state != State.EMPTY]
    program = open_program(font)
    if program is None:
        for code in codes:
            _weigh_without(out, (font.number, code))
        return
    exact = program_letters(program, codes)
    shapes = shape_letters(program, [code for code in codes if code not in exact], without=without)
    silent = [code for code in codes if not out.maps[font.number, code].spoken]
    for code in silent:
        if code in exact:
            _weigh_exact(out, (font.number, code), exact[code])
        else:
            _weigh_shapes(out, (font.number, code), shapes.get(code, ()))
    parts = sum(number == font.number for number, _ in out.alone)
    if parts >= _REPEATING and parts > out.proved.get(font.number, 0):
        out.repeating.add(font.number)
        out.readings.update(
            ((font.number, code), Reading(guess.letters, guess.source, guess.probability))
            for code, guess in exact.items()
        )


def _weigh_exact(out: _SortedOut, code: Code, guess: Guess) -> None:
    """Sort out a code of which the program tells the letters."""
    mapped = out.letters.get(code)
    if mapped is None:
        out.readings[code] = Reading(guess.letters, guess.source, guess.probability)
    elif _agree(mapped, guess.letters):
        out.proved[code[0]] = out.proved.get(code[0], 0) + 1
    elif is_part(guess.letters, mapped):
        out.readings[code] = Reading(guess.letters, guess.source, guess.probability)
        out.alone.add(code)
    elif is_arabic(guess.letters) and not is_arabic(mapped):
        out.readings[code] = Reading(guess.letters, guess.source, guess.probability)
    elif is_arabic(guess.letters) and code in out.doubtful:
        out.open[code] = {mapped: math.log(0.5), guess.letters: math.log(0.5)}


def _weigh_shapes(out: _SortedOut, code: Code, guesses: tuple[Guess, ...]) -> None:
    """Sort out a code of which only its outline tells something."""
    mapped = out.letters.get(code)
    if mapped is None:
        if guesses and guesses[0].probability >= _SURE:
            out.readings[code] = _reading(guesses)
        else:
            out.open[code] = _priors(guesses)
        return
    if any(_agree(mapped, guess.letters) and guess.probability > 0.05 for guess in guesses):
        out.proved[code[0]] = out.proved.get(code[0], 0) + 1
    elif guesses and guesses[0].source == Source.OUTLINE and guesses[0].probability >= _SURE:
        if is_part(guesses[0].letters, mapped):
            out.readings[code] = _reading(guesses)
            out.alone.add(code)
        elif is_arabic(guesses[0].letters) and not is_arabic(mapped):
            out.readings[code] = _reading(guesses)
        elif code in out.doubtful:
            out.open[code] = {**_priors(guesses), mapped: math.log(0.5)}
    elif code in out.doubtful or (guesses and is_arabic(guesses[0].letters) and not is_arabic(mapped)):
        out.open[code] = {**_priors(guesses), mapped: math.log(0.5)}


def _weigh_without(out: _SortedOut, code: Code) -> None:
    """Sort out a code of a font whose program is not there."""
    mapped = out.letters.get(code)
    if mapped is None:
        out.open[code] = _priors(())
    elif code in out.doubtful:
        out.open[code] = {**_priors(()), mapped: _MAP_WEIGHT}


def _priors(guesses: tuple[Guess, ...]) -> dict[str, float]:
    """Return what a code may be, with log probabilities: what its shape says, and little for any other letter."""
    found = {letters: math.log(_REST) for letters in _ALPHABET}
    for guess in guesses:
        found[guess.letters] = max(math.log(max(guess.probability, _REST)), found.get(guess.letters, -math.inf))
    return found


def _reading(guesses: tuple[Guess, ...]) -> Reading:
    first, *others = guesses
    return Reading(
        first.letters, first.source, first.probability, tuple((one.letters, one.probability) for one in others[:4])
    )


def _ranked(prior: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    total = sum(math.exp(score) for score in prior.values())
    return tuple(sorted(((text, math.exp(score) / total) for text, score in prior.items()), key=lambda one: -one[1]))


def _settle(out: _SortedOut, code: Code, ranked: tuple[tuple[str, float], ...]) -> None:
    """Take the likeliest letters of an open code if they are sure enough."""
    (text, probability), *others = ranked
    mapped = out.letters.get(code)
    rivals = tuple(others[:4])
    if mapped is not None:
        if text != mapped and probability >= _AGAINST_MAP:
            out.readings[code] = Reading(text, Source.WORDS, probability, rivals)
    elif probability >= _FOR_NOTHING:
        out.readings[code] = Reading(text, Source.WORDS, probability, rivals)
    else:
        out.readings[code] = Reading(UNKNOWN, Source.NOTHING, 0.0, ranked[:5])


def _agree(mapped: str, guessed: str) -> bool:
    """Tell whether two readings are the same, or one is the other seen in a mirror, or typed otherwise."""
    one, other = bare(mapped).strip("\u200c\u200d"), bare(guessed)
    return one == other or (len(one) == 1 and mirror(one) == other) or _typed(one) == _typed(other)


def _typed(text: str) -> str:
    """Return the letters as one keyboard types them: yeh, kaf and digits have several codes and one shape."""
    text = text.translate(_TYPINGS)
    return "".join([str(unicodedata.digit(char)) if char.isdigit() else char for char in text])


#: Farsi yeh and alef maksura as yeh; keheh as kaf; heh goal, heh doachashmee and ae as heh; the minus and the dashes.
_TYPINGS: Final = str.maketrans(
    "\u06cc\u0649\u06a9\u06c1\u06be\u06d5\u2010\u2011\u00a0\u066b", "\u064a\u064a\u0643\u0647\u0647\u0647-- ,"
)


def is_part(guessed: str, mapped: str) -> bool:
    """Tell whether a glyph is one of those that a map's cluster is made of: its letters are among the cluster's."""
    one, other = bare(guessed), bare(mapped)
    return len(one) < len(other) and all(one.count(char) <= other.count(char) for char in one)
