"""Open codes solved together: a substitution cipher whose letters must make words (iterated conditional modes)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from tarmim.identity.decision.code_words import MOST_SYMBOLS, UNKNOWN, CodeWord
from tarmim.identity.readings import Code
from tarmim.script.dots import with_dots

if TYPE_CHECKING:
    from tarmim.identity.decision.code_words import WordScorer

__all__ = ["Priors", "rank", "solve"]

#: How many sweeps over all open codes are made at most; few fonts need more than three.
_MOST_SWEEPS: Final = 6
#: How many of a code's words are scored at most, those with the fewest open codes and the longest first: more say the
#: same. Fewer where many codes are open, so that a sweep makes at most this many spellings: a second's work.
_MOST_WORDS_OF_CODE: Final = 40
_MOST_SPELLINGS: Final = 80_000
#: More open codes are no cipher with a few gaps: no word has enough settled letters; by judgement.
_MOST_OPEN_CODES: Final = 1000
#: How many nats one word decides by at most: it may be a name, or of another language; by judgement.
_MOST_NATS_OF_WORD: Final = 7.0
#: The factor of the sum over a code's words, which are not independent: many are forms of one word; by judgement.
_WORD_WEIGHT: Final = 0.5

#: Letters a code may stand for, each with the logarithm of its prior probability.
Priors = Mapping[Code, Mapping[str, float]]


def solve(
    words: Mapping[CodeWord, int], letters: Mapping[Code, str], priors: Priors, language: WordScorer
) -> dict[Code, tuple[tuple[str, float], ...]]:
    """Return for each open code its letters with their probabilities, likeliest first; {} where far too many are open.

    words    the words of the document as codes, and how often each occurs
    letters  what the other codes are
    priors   the open codes: what each may be

    A code is given the letters that make its words likeliest, all others as they stand, until nothing changes. Those
    in words without other open codes come first.
    """
    if len(priors) > _MOST_OPEN_CODES:
        return {}
    at = _places(words, priors)
    now: dict[Code, str] = dict(letters)
    for code, prior in priors.items():
        now[code] = max(prior, key=lambda text: prior[text])
    order = sorted(priors, key=lambda code: (-len(at[code]), code))
    scores: dict[Code, dict[str, float]] = {code: dict(priors[code]) for code in priors}
    for _ in range(_MOST_SWEEPS):
        changed = False
        for code in order:
            scores[code] = _score(code, at[code], now, priors[code], language)
            best = max(scores[code], key=lambda text: scores[code][text])
            changed |= best != now[code]
            now[code] = best
        if not changed:
            break
    return {code: rank(found) for code, found in scores.items()}


def _places(words: Mapping[CodeWord, int], priors: Priors) -> dict[Code, list[CodeWord]]:
    """Return for each open code the words to score."""
    at: defaultdict[Code, list[tuple[int, int, CodeWord]]] = defaultdict(list)
    for word in words:
        if len(word) > MOST_SYMBOLS:
            continue
        open_codes = {symbol for symbol in word if not isinstance(symbol, str) and symbol in priors}
        for code in open_codes:
            at[code].append((len(open_codes), -len(word), word))
    letters = sum(len(prior) for prior in priors.values())
    most = min(_MOST_WORDS_OF_CODE, max(_MOST_SPELLINGS // max(letters, 1), 1))
    return {code: [word for *_, word in sorted(at[code], key=lambda one: one[:2])[:most]] for code in priors}


def _score(
    code: Code, words: Sequence[CodeWord], now: Mapping[Code, str], prior: Mapping[str, float], language: WordScorer
) -> dict[str, float]:
    """Return the log score of each of a code's letters: its prior, and what its words say of it."""
    if not words or len(prior) < 2:
        return dict(prior)
    name = language.models.language
    settled = [[now.get(one, UNKNOWN) if not isinstance(one, str) and one != code else one for one in w] for w in words]
    texts = [
        with_dots("".join([letters if one == code else str(one) for one in word]), name)
        for letters in prior
        for word in settled
    ]
    found = language.log_probability(texts).reshape(len(prior), len(words))
    capped = found.clip(found.max(axis=0) - _MOST_NATS_OF_WORD, None)
    sums = (capped - capped.max(axis=0)).sum(axis=1) * _WORD_WEIGHT
    return {letters: prior[letters] + float(gain) for letters, gain in zip(prior, sums, strict=True)}


def rank(scores: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """Return letters with log scores as probabilities, likeliest first; those alike stay in their order."""
    top = max(scores.values())
    shares = {letters: math.exp(score - top) for letters, score in scores.items()}
    total = sum(shares.values())
    return tuple((letters, shares[letters] / total) for letters in sorted(shares, key=lambda one: -shares[one]))
