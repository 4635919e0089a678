"""What each code of a document stands for: all evidence weighed, maps believed until something contradicts them."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from tarmim.errors import TarmimError
from tarmim.identity.decision.cipher import Priors, rank, solve
from tarmim.identity.decision.code_words import UNKNOWN, CodeWord, WordScorer, split_at_spaces
from tarmim.identity.decision.decision import Decision
from tarmim.identity.decision.doubt import SOUND_SHARE, WordCheck, check_texts, check_words, mapped_words
from tarmim.identity.decision.facts import fonts_of_rare_forms
from tarmim.identity.decision.font_evidence import answer
from tarmim.identity.decision.font_verdict import FontCase, judge_font
from tarmim.identity.decision.possible_letters import possible_letters
from tarmim.identity.orthography import in_orthography
from tarmim.identity.readings import Code, CodeReading, Guess, Source, is_arabic
from tarmim.model.font import State
from tarmim.script.alphabets import language_of, telling_letters
from tarmim.script.drawn_alike import has_homograph

if TYPE_CHECKING:
    from tarmim.identity.decision.facts import Facts
    from tarmim.identity.decision.font_evidence import Ask
    from tarmim.identity.decision.resources import ReadingResources
    from tarmim.language.models import Models
    from tarmim.model.font import Font

__all__ = ["decide"]

_Value = TypeVar("_Value")

#: What share of a document's distinct words its language knows at least: related languages know .2 to .5.
_LEAST_KNOWN_SHARE: Final = 0.55
#: Where a language knows at least this share no other is asked; by judgement.
_SURELY_KNOWN_SHARE: Final = 0.75
#: How probable each letter that no shape suggests is at least; by judgement.
_LEAST_LETTER_PROBABILITY: Final = 1e-5
#: Shapes that leave no more than this probability to other letters leave nothing; by judgement.
_MOST_SURE_REST: Final = 0.03
#: Sources that leave open which of the letters that are drawn alike a code is.
_UNTYPED: Final = frozenset({Source.GSUB, Source.TABLE, Source.OUTLINE, Source.LIKENESS})
#: What a glyph that takes no room is: the vowels and their like.
_MARKS: Final = tuple("\u064e\u064f\u0650\u0651\u0652\u064b\u064c\u064d\u0670\u0654\u0655")
#: With fewer distinct words than this the language is that of the letters read, where these have one; by judgement.
_LEAST_TELLING_WORDS: Final = 30
#: How often marks are right that were mapped with the letter beside them; by judgement.
_MARKS_PRECISION: Final = 0.98
#: The least confidence of letters that take the place of a map, and of those of a code without one; by judgement.
_LEAST_AGAINST_MAP: Final = 0.95
_LEAST_WITHOUT_MAP: Final = 0.8


def decide(
    fonts: Mapping[int, Font], facts: Facts, words: Mapping[CodeWord, int], resources: ReadingResources, ask: Ask
) -> Decision:
    """Return what the codes stand for; where nothing contradicts the maps that is found without opening a font.

    fonts      by number
    words      the words of the document, from right to left
    resources  the models and the known outlines
    ask        opens a font: `evidence_of`, or what remembers those that were opened
    """
    letters = facts.letters()
    unknown = {
        code
        for code, mapped in facts.maps.items()
        if not mapped.is_covered and mapped.state != State.EMPTY and code not in letters
    }
    _, check = _language(words, letters, {}, resources)
    rare = fonts_of_rare_forms(facts.maps)
    suspects = {font for font, _ in unknown | check.doubtful | facts.split.keys()} | rare
    if not check.is_sound:
        suspects |= {font for font, code in facts.maps if is_arabic(letters.get((font, code), ""))}
    suspects &= {font for font, _ in facts.maps}  # clusters are seen where nothing is shown to a reader, too
    if not suspects and not facts.marks:
        return Decision(known=check.known)
    marks = {code: CodeReading(text, Source.CLUSTER, _MARKS_PRECISION) for code, text in facts.marks.items()}
    cases = _cases(facts, letters, check, marks, rare)
    verdicts = {
        number: answer(ask(fonts[number]), partial(judge_font, fonts[number], cases[number]))
        for number in sorted(suspects)
    }
    findings = _Findings(
        letters,
        {**marks, **_by_code({number: verdict.readings for number, verdict in verdicts.items()})},
        _by_code({number: verdict.open for number, verdict in verdicts.items()}),
        frozenset((number, code) for number, verdict in verdicts.items() for code in verdict.narrow),
    )
    readings, language = _settled(findings, words, resources)
    return Decision(
        readings,
        cluster_heads=frozenset((number, code) for number, one in verdicts.items() for code in one.cluster_heads),
        repeating=frozenset(number for number, verdict in verdicts.items() if verdict.is_repeating),
        proved={number: verdict.proved for number, verdict in verdicts.items() if verdict.proved},
        known=check.known,
        inks=_by_code({number: verdict.inks for number, verdict in verdicts.items()}),
        language=language,
    )


@dataclass(frozen=True, slots=True)
class _Findings:
    """The codes of all fonts before the document's words settle what is open.

    letters   what the maps say, where they say letters
    readings  codes that are read otherwise, or that no map tells
    open      what each of the others may be
    narrow    codes that take no room
    """

    letters: Mapping[Code, str]
    readings: Mapping[Code, CodeReading]
    open: Mapping[Code, tuple[Guess, ...]]
    narrow: frozenset[Code]


def _by_code(of_fonts: Mapping[int, Mapping[int, _Value]]) -> dict[Code, _Value]:
    return {(number, code): value for number, found in of_fonts.items() for code, value in found.items()}


def _by_font(of_codes: Mapping[Code, _Value]) -> defaultdict[int, dict[int, _Value]]:
    found: defaultdict[int, dict[int, _Value]] = defaultdict(dict)
    for (number, code), value in of_codes.items():
        found[number][code] = value
    return found


def _cases(
    facts: Facts,
    letters: Mapping[Code, str],
    check: WordCheck,
    marks: Mapping[Code, CodeReading],
    rare: frozenset[int],
) -> dict[int, FontCase]:
    """Return what is known of each font before it is opened."""
    by_letters, by_marks, split = _by_font(letters), _by_font(marks), _by_font(facts.split)
    doubtful: defaultdict[int, set[int]] = defaultdict(set)
    for number, code in check.doubtful:
        doubtful[number].add(code)
    return {
        number: FontCase(
            maps=maps,
            letters=by_letters[number],
            doubtful=frozenset(doubtful[number]),
            split=split[number],
            marks=by_marks[number],
            is_rare_forms=number in rare,
            is_sound=check.known >= SOUND_SHARE,
        )
        for number, maps in _by_font(facts.maps).items()
    }


def _language(
    words: Mapping[CodeWord, int],
    letters: Mapping[Code, str],
    readings: Mapping[Code, CodeReading],
    resources: ReadingResources,
) -> tuple[WordScorer, WordCheck]:
    """Return the language that knows most of the words, what was read typed as in that language, and what it says."""
    plain = mapped_words(words, letters) if not readings else {}
    best: tuple[float, WordScorer, Mapping[str, CodeWord], list[bool]] | None = None
    for models in _likely(letters, readings, resources):
        name, language = models.language, WordScorer(models)
        typed = {code: _typed(reading, name) for code, reading in readings.items()}
        texts = mapped_words(words, {**letters, **typed}, name) if readings else plain
        known: list[bool] = language.is_known(list(texts)).tolist()
        share = sum(known) / len(known) if known else 1.0
        if best is None or share > best[0]:
            best = share, language, texts, known
        if share >= _SURELY_KNOWN_SHARE:
            break
    if best is None:
        raise TarmimError("the models of languages are missing", hint="pip install --force-reinstall tarmim")
    _, language, texts, known = best
    return language, check_texts(texts, known)


def _likely(
    letters: Mapping[Code, str], readings: Mapping[Code, CodeReading], resources: ReadingResources
) -> Sequence[Models]:
    """Return the models of the languages, those first whose letters occur."""
    models = resources.models()
    if readings:
        return models
    counts = Counter(char for text in letters.values() for char in text)
    first = language_of(counts.keys(), lambda char: counts[char])
    return sorted(models, key=lambda one: one.language != first)


def _by_letters(readings: Mapping[Code, CodeReading], resources: ReadingResources) -> WordScorer | None:
    """Return the language whose own letters were read, None where none were; those of all languages say nothing."""
    counts = Counter(char for reading in readings.values() for char in reading.text if not has_homograph(char))
    if not counts.keys() & telling_letters():
        return None
    name = language_of(counts.keys(), lambda char: counts[char])
    return next((WordScorer(models) for models in resources.models() if models.language == name), None)


def _typed(reading: CodeReading, language: str) -> str:
    """Return what a code is read as, typed as in a language, where what it was read by leaves that open."""
    return in_orthography(reading.text, reading.form, language) if reading.source in _UNTYPED else reading.text


def _settled(
    findings: _Findings, words: Mapping[CodeWord, int], resources: ReadingResources
) -> tuple[dict[Code, CodeReading], str]:
    """Return the readings, the open codes settled by the words they stand in, and the language they are read in."""
    words = split_at_spaces(words, {code for code, reading in findings.readings.items() if reading.text == " "})
    letters = {code: text for code, text in findings.letters.items() if code not in findings.open}
    language, check = _language(words, letters, findings.readings, resources)
    if check.words < _LEAST_TELLING_WORDS:
        language = _by_letters(findings.readings, resources) or language
    name = resources.language or language.models.language
    readings = {code: replace(reading, text=_typed(reading, name)) for code, reading in findings.readings.items()}
    if not findings.open:
        return readings, name
    priors = {code: _priors(guesses, name, narrow=code in findings.narrow) for code, guesses in findings.open.items()}
    if check.words < _LEAST_TELLING_WORDS or check.known < _LEAST_KNOWN_SHARE:  # too little to contradict maps
        priors = {code: prior for code, prior in priors.items() if code not in findings.letters}
    solved = _by_words(words, letters | _texts(readings), priors, language) if check.known >= _LEAST_KNOWN_SHARE else {}
    for code, prior in priors.items():
        guesses = findings.open[code]
        source = Source.WORDS if code in solved else guesses[0].source if guesses else Source.NOTHING
        ranking = solved[code] if code in solved else rank(prior)
        reading = _settled_reading(ranking, source, findings.letters.get(code))
        if reading is not None:
            readings[code] = reading
    return readings, name


def _texts(readings: Mapping[Code, CodeReading]) -> dict[Code, str]:
    return {code: reading.text for code, reading in readings.items()}


def _by_words(
    words: Mapping[CodeWord, int], letters: Mapping[Code, str], priors: Priors, language: WordScorer
) -> Mapping[Code, tuple[tuple[str, float], ...]]:
    """Return the open codes solved by their words; {} where no words come of it that the language knows."""
    found = solve(words, letters, priors, language)
    made = check_words(words, {**letters, **{code: likely[0][0] for code, likely in found.items()}}, language)
    return found if made.words and made.known >= _LEAST_KNOWN_SHARE else {}


def _priors(guesses: tuple[Guess, ...], language: str, *, narrow: bool) -> dict[str, float]:
    """Return what a code may be, with log probabilities: what its shape says, and the rest for any other letter."""
    rest = 1 - sum(guess.probability for guess in guesses)
    alphabet: Sequence[str] = ()
    if rest > _MOST_SURE_REST:  # else the shape is one of a few for sure, whatever the words say
        alphabet = _MARKS if narrow else possible_letters(language)
    found = dict.fromkeys(alphabet, math.log(max(rest / max(len(alphabet), 1), _LEAST_LETTER_PROBABILITY)))
    for guess in guesses:
        letters = guess.letters if guess.source == Source.MAP else in_orthography(guess.letters, guess.form, language)
        found[letters] = max(math.log(max(guess.probability, _LEAST_LETTER_PROBABILITY)), found.get(letters, -math.inf))
    return found


def _settled_reading(ranking: tuple[tuple[str, float], ...], source: Source, mapped: str | None) -> CodeReading | None:
    """Return the likeliest letters of an open code if they are sure enough; None where its map stands."""
    (text, probability), *others = ranking
    rivals = tuple(others[:4])
    if mapped is not None:
        is_against = text != mapped and probability >= _LEAST_AGAINST_MAP
        return CodeReading(text, source, probability, rivals) if is_against else None
    if probability >= _LEAST_WITHOUT_MAP:
        return CodeReading(text, source, probability, rivals)
    return CodeReading(UNKNOWN, Source.NOTHING, 0.0, ranking[:5])
