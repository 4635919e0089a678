"""What each code of a document stands for: all evidence weighed, maps believed until something speaks against them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from tarmim.identity.decision.cipher import Priors, ranked, solve
from tarmim.identity.decision.code_words import UNKNOWN, CodeWord, WordScorer, split_at_spaces
from tarmim.identity.decision.doubt import SOUND, WordCheck, check_texts, check_words, mapped_words
from tarmim.identity.decision.font_verdict import (
    Facts,
    FontFindings,
    by_neighbours,
    fonts_of_rare_forms,
    mapped_letters,
    weigh_font,
)
from tarmim.identity.orthography import in_orthography
from tarmim.identity.readings import Code, CodeReading, Guess, Source, is_arabic
from tarmim.language.models import load, shipped
from tarmim.model.font import State
from tarmim.script.alphabets import ALL_OWN_LETTERS, language_of

if TYPE_CHECKING:
    from tarmim.identity.decision.font_evidence import Ask
    from tarmim.language.models import Models
    from tarmim.model.font import Font

__all__ = ["Decision", "decide"]

#: A language is that of the document where it knows so many of the words: related ones know .2 to .5.
_ITS_LANGUAGE: Final = 0.55
#: Where one knows so many no other is asked.
_SURELY: Final = 0.75
#: The rest of what a code may be, for letters that no shape suggests, at least.
_REST: Final = 1e-5
#: Shapes that leave no more than this to other letters leave nothing.
_SURE_REST: Final = 0.03
#: What leaves open which of the letters that are drawn alike it is.
_UNTYPED: Final = frozenset({Source.GSUB, Source.TABLE, Source.OUTLINE, Source.LIKENESS})
#: The letters of Arabic, the commonest first, and the ligatures that every font has; what other languages add.
_ALPHABET: Final = (
    *"\u0627\u0644\u064a\u0645\u0648\u0646\u0631\u062a\u0628\u0639\u062f\u0641\u0647\u0633\u0642\u062d\u0643\u0629",
    *"\u062c\u0623\u0634\u0635\u062e\u0649\u0637\u0630\u0636\u0625\u062b\u0632\u063a\u0638\u0621\u0626\u0622\u0624",
    *("\u0644\u0627", "\u0644\u0623", "\u0644\u0625", "\u0644\u0622"),
)
_ADDED: Final = {
    "fa": "\u06cc\u06a9\u06af\u067e\u0686\u0698",
    "ur": "\u06cc\u06a9\u06c1\u06d2\u06ba\u06af\u067e\u0686\u06be\u0679\u0691\u0688\u0698",
}
_FOREIGN: Final = {"fa": "\u0643\u064a\u0629\u0649", "ur": "\u0643\u064a\u0629\u0649\u0647"}
#: What a glyph that takes no room is: the vowels and their like.
_MARKS: Final = tuple("\u064e\u064f\u0650\u0651\u0652\u064b\u064c\u064d\u0670\u0654\u0655")
#: Fewer words than this do not tell the language where letters do.
_TELLING: Final = 30
#: Letters that are read in one typing whatever the language.
_SHARED: Final = frozenset("\u064a\u0643\u06cc\u06a9\u06d5\u06c1\u06be")
#: Letters are put in place of a map from this confidence on, and where nothing is known from that one on.
_AGAINST_MAP: Final = 0.95
_FOR_NOTHING: Final = 0.8


@dataclass(frozen=True, slots=True)
class Decision:
    """What the codes of a document are taken for, where that differs from their maps or the maps say nothing.

    readings  the codes to be read otherwise than mapped
    alone     of those the ones whose map speaks for a cluster: it stands where followers of the cluster come behind
    repeating the fonts in which each glyph of a cluster is mapped to all its letters
    proved    how many codes of each font were compared and agree with their map
    known     the share of the document's words that its language knows, as mapped
    inks      of marks that take no room: where their ink begins and ends, in ems from the pen
    language  the language that codes are read in (ISO 639-1), "" where none had to be
    """

    readings: Mapping[Code, CodeReading] = field(default_factory=dict)
    alone: frozenset[Code] = frozenset()
    repeating: frozenset[int] = frozenset()
    proved: Mapping[int, int] = field(default_factory=dict)
    known: float = 1.0
    inks: Mapping[Code, tuple[float, float]] = field(default_factory=dict)
    language: str = ""

    @property
    def is_open(self) -> bool:
        """Tell whether more words would help: codes are unknown, or known by the words alone."""
        return any(reading.source in (Source.WORDS, Source.NOTHING) for reading in self.readings.values())


def decide(fonts: Mapping[int, Font], facts: Facts, words: Mapping[CodeWord, int], ask: Ask) -> Decision:
    """Return what the codes stand for; where nothing speaks against the maps that is found without opening a font.

    fonts    by number
    words    the words of the document, from right to left
    ask      opens a font: `evidence_of`, or what remembers those that were opened
    """
    letters = {
        code: named.letters for code, mapped in facts.maps.items() if (named := mapped_letters(mapped)) is not None
    }
    unknown = {
        code
        for code, mapped in facts.maps.items()
        if not mapped.spoken and mapped.state != State.EMPTY and code not in letters
    }
    _, verdicts = _language(words, letters, {})
    strange = fonts_of_rare_forms(facts.maps)
    suspects = {font for font, _ in unknown | verdicts.doubtful | facts.split.keys()} | strange
    if not verdicts.is_sound:
        suspects |= {font for font, code in facts.maps if is_arabic(letters.get((font, code), ""))}
    if not suspects and not facts.marks:
        return Decision(known=verdicts.known)
    out = FontFindings(facts, letters, verdicts.doubtful, strange, verdicts.known >= SOUND)
    by_neighbours(out)
    for number in sorted(suspects):
        weigh_font(out, fonts[number], ask)
    name = _solve(out, words)
    alone, repeating = frozenset(out.alone), frozenset(out.repeating)
    return Decision(out.readings, alone, repeating, out.proved, verdicts.known, out.inks, name)


def _language(
    words: Mapping[CodeWord, int], letters: Mapping[Code, str], readings: Mapping[Code, CodeReading]
) -> tuple[WordScorer, WordCheck]:
    """Return the language that knows most of the words, what was read typed as in that language, and what it says."""
    plain = mapped_words(words, letters) if not readings else {}
    best: tuple[float, WordScorer, Mapping[str, CodeWord], list[bool]] | None = None
    for name in _likely(letters, readings):
        language = WordScorer(_models(name))
        typed = {code: _typed(reading, name) for code, reading in readings.items()}
        texts = mapped_words(words, {**letters, **typed}, name) if readings else plain
        known: list[bool] = language.is_known(list(texts)).tolist()
        share = sum(known) / len(known) if known else 1.0
        if best is None or share > best[0]:
            best = share, language, texts, known
        if share >= _SURELY:
            break
    if best is None:
        raise LookupError("there are no models of languages")
    _, language, texts, known = best
    return language, check_texts(texts, known)


def _likely(letters: Mapping[Code, str], readings: Mapping[Code, CodeReading]) -> Sequence[str]:
    """Return the languages that have models, the one first that the letters speak for."""
    names = [folder.name for folder in shipped()]
    if readings:
        return names
    counts = Counter(char for text in letters.values() for char in text)
    first = language_of(counts.keys(), lambda char: counts[char])
    return sorted(names, key=lambda name: name != first)


def _models(name: str) -> Models:
    models = load(name)
    if models is None:
        raise LookupError(f"there are no models of {name}")
    return models


def _by_letters(readings: Mapping[Code, CodeReading]) -> WordScorer | None:
    """Return the language whose own letters were read, None where none were; those of all languages say nothing."""
    counts = Counter(char for reading in readings.values() for char in reading.text if char not in _SHARED)
    name = language_of(counts.keys(), lambda char: counts[char])
    models = load(name) if name is not None and counts.keys() & set(ALL_OWN_LETTERS) else None
    return None if models is None else WordScorer(models)


def _typed(reading: CodeReading, language: str) -> str:
    """Return what a code is read as, typed as in a language, where what it was read by leaves that open."""
    return in_orthography(reading.text, reading.form, language) if reading.source in _UNTYPED else reading.text


def _solve(out: FontFindings, words: Mapping[CodeWord, int]) -> str:
    """Settle the open codes by the words they stand in, where a language knows the others; return which."""
    words = split_at_spaces(words, {code for code, reading in out.readings.items() if reading.text == " "})
    letters = {code: text for code, text in out.letters.items() if code not in out.open}
    language, verdicts = _language(words, letters, out.readings)
    if verdicts.words < _TELLING:
        language = _by_letters(out.readings) or language
    name = language.models.language
    for code, reading in out.readings.items():
        out.readings[code] = replace(reading, text=_typed(reading, name))
    if not out.open:
        return name
    priors = {code: _priors(guesses, name, narrow=code in out.narrow) for code, guesses in out.open.items()}
    if verdicts.words < _TELLING or verdicts.known < _ITS_LANGUAGE:  # too little to speak against maps
        priors = {code: prior for code, prior in priors.items() if code not in out.letters}
    found = (
        _by_words(words, letters | _texts(out.readings), priors, language) if verdicts.known >= _ITS_LANGUAGE else {}
    )
    for code, prior in priors.items():
        if code in found:
            _settle(out, code, found[code], Source.WORDS)
        else:
            guesses = out.open[code]
            _settle(out, code, ranked(prior), guesses[0].source if guesses else Source.NOTHING)
    return name


def _texts(readings: Mapping[Code, CodeReading]) -> dict[Code, str]:
    return {code: reading.text for code, reading in readings.items()}


def _by_words(
    words: Mapping[CodeWord, int], letters: Mapping[Code, str], priors: Priors, language: WordScorer
) -> Mapping[Code, tuple[tuple[str, float], ...]]:
    """Return the open codes solved by their words; {} where no words come of it that the language knows."""
    found = solve(words, letters, priors, language)
    made = check_words(words, {**letters, **{code: likely[0][0] for code, likely in found.items()}}, language)
    return found if made.words and made.known >= _ITS_LANGUAGE else {}


def _priors(guesses: tuple[Guess, ...], language: str, *, narrow: bool) -> dict[str, float]:
    """Return what a code may be, with log probabilities: what its shape says, and the rest for any other letter."""
    rest = 1 - sum(guess.probability for guess in guesses)
    alphabet: Sequence[str] = ()
    if rest > _SURE_REST:  # else the shape is one of a few for sure, whatever the words say
        alphabet = _MARKS if narrow else _alphabet(language)
    found = dict.fromkeys(alphabet, math.log(max(rest / max(len(alphabet), 1), _REST)))
    for guess in guesses:
        letters = guess.letters if guess.source == Source.MAP else in_orthography(guess.letters, guess.form, language)
        found[letters] = max(math.log(max(guess.probability, _REST)), found.get(letters, -math.inf))
    return found


def _alphabet(language: str) -> Sequence[str]:
    return (*[letters for letters in _ALPHABET if letters not in _FOREIGN.get(language, "")], *_ADDED.get(language, ""))


def _settle(out: FontFindings, code: Code, likely: tuple[tuple[str, float], ...], source: Source) -> None:
    """Take the likeliest letters of an open code if they are sure enough."""
    (text, probability), *others = likely
    mapped = out.letters.get(code)
    rivals = tuple(others[:4])
    if mapped is not None:
        if text != mapped and probability >= _AGAINST_MAP:
            out.readings[code] = CodeReading(text, source, probability, rivals)
    elif probability >= _FOR_NOTHING:
        out.readings[code] = CodeReading(text, source, probability, rivals)
    else:
        out.readings[code] = CodeReading(UNKNOWN, Source.NOTHING, 0.0, likely[:5])
