"""What each code of a document stands for: all evidence weighed, maps believed until something speaks against them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tarmim.identity.evidence import Code, Reading, Source, is_arabic
from tarmim.identity.judge import Verdicts, judged
from tarmim.identity.solve import solved
from tarmim.identity.weigh import Mapped, SortedOut, said, weigh
from tarmim.identity.words import UNKNOWN, CodeWord, Language
from tarmim.language.models import load, shipped
from tarmim.model.font import State

if TYPE_CHECKING:
    from tarmim.model.font import Font

__all__ = ["Decision", "decided"]

#: A language is that of the document where it knows so many of the words: related ones know .2 to .5.
_ITS_LANGUAGE: Final = 0.55
#: Letters are put in place of a map from this confidence on, and where nothing is known from that one on.
_AGAINST_MAP: Final = 0.95
_FOR_NOTHING: Final = 0.5


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
    letters = {code: named.letters for code, mapped in maps.items() if (named := said(mapped)) is not None}
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
    out = SortedOut(maps, letters, verdicts.doubtful)
    for number in sorted(suspects):
        weigh(out, fonts[number], without)
    if out.open:
        _solve(out, words)
    return Decision(out.readings, frozenset(out.alone), frozenset(out.repeating), out.proved, verdicts.known)


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


def _solve(out: SortedOut, words: Mapping[CodeWord, int]) -> None:
    """Settle the open codes by the words they stand in, where a language knows the others."""
    now = {**out.letters, **{code: reading.text for code, reading in out.readings.items()}}
    now = {code: text for code, text in now.items() if code not in out.open}
    language, verdicts = _language(words, now)
    if verdicts.known >= _ITS_LANGUAGE:
        found = solved(words, now, out.open, language)
    else:
        found = {code: _ranked(prior) for code, prior in out.open.items()}
    for code, ranked in found.items():
        _settle(out, code, ranked)


def _ranked(prior: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    total = sum(math.exp(score) for score in prior.values())
    return tuple(sorted(((text, math.exp(score) / total) for text, score in prior.items()), key=lambda one: -one[1]))


def _settle(out: SortedOut, code: Code, ranked: tuple[tuple[str, float], ...]) -> None:
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
