"""Which ligatures a document flips, and in which of its parts.

Words vote for pairs of letters (`ligatures.votes`); words that are themselves and hold a pair intact vote against it. A
font flips a ligature always, perhaps in some of its shapes only; so a document that has a ligature both ways was set in
two fonts, and where each of them was used is found first.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from tarmim.rules._shared.odds import logistic, logit
from tarmim.rules.ligatures.fonts import shares
from tarmim.rules.ligatures.pairs import LAM_ALEFS, Ligature, exchanges, held_ligatures, known_shapes, shapes_of
from tarmim.rules.ligatures.readings import Rates
from tarmim.rules.ligatures.votes import (
    ARTICLE,
    MOST_VOTE_NATS,
    UNKNOWN,
    Exchanged,
    Vote,
    chosen,
    estimated,
    exchanged,
    lone_articles,
    votes_behind,
    votes_in,
    weights,
)

if TYPE_CHECKING:
    from tarmim.language.words import Words

__all__ = ["Flips", "learnt", "may_flip", "revised"]

#: Prior log odds that a document flips a pair: lam-alef, a ligature of Unicode's list, another pair. Once a pair is
#: known to be flipped the others are likelier: fonts flip many, but most that flip lam-alef flip nothing else. Fitted,
#: with what follows, on flipped held-out paragraphs (tools/damage_ligatures.py, those of even SHA-256) and again with
#: rare words hidden from the list, as names are.
_PRIOR_LAM_ALEF: Final = -4.0
_PRIOR_LISTED: Final = -6.0
_PRIOR_OTHER: Final = -9.5
_MORE: Final = 3.5
_MORE_AFTER_LAM_ALEF: Final = 1.0
#: A text of more words than this has more chance votes: what the odds must pass rises with the logarithm of the words.
_FEW_WORDS: Final = 60
#: A text of as many different words of which more than this share are in no list, and of these fewer than that share
#: are words once exchanged, is no text in words: chance made the votes, more of them the longer it is. Of random
#: letters 68 to 86 % are in no list (1,200 to 20,000 words) and 7 % of these cast votes; of the longest flipped text at
#: hand (wild/flips-ma-bank-report, 1,056 words) 27 and 71 %.
_MANY_WORDS: Final = 1000
_STRANGE_SHARE: Final = 0.5
_EXPLAINED_SHARE: Final = 0.25
#: What each word that holds a pair intact takes from the log odds, in a part whose font is not known to flip and in
#: one that is; so many words count. Where a pair must prove alone that the document flips any, it takes three times as
#: much, divided by the number of votes: one odd word among many sound ones is a slip, or a name.
_INTACT_COSTS: Final = 0.4
_INTACT_INSIDE_COSTS: Final = 0.7
_INTACT_COUNTED: Final = 4.0
_DOUBT_INSIDE: Final = 0.5
#: A word is itself from this log count on, where no exchange makes one that is less than so many nats rarer.
_ITSELF_FROM: Final = 1.5
_RIVAL: Final = 3.0
#: How likely a ligature is flipped in a shape that nothing was seen of, where it is in another shape.
_OTHER_SHAPE: Final = 0.7
#: How likely a ligature of Unicode's list is flipped of which nothing was seen, flipped or intact, where others than
#: lam-alef are; half as likely in a shape that the list has not. Context may raise it, one word by so much at most.
_UNSEEN: Final = 0.08
_UNLISTED_SHAPE: Final = 0.5
_MOST_CONTEXT_NATS: Final = 2.5
_CONTEXT_OF_OTHER_SHAPE: Final = 0.5
_KEPT_FROM: Final = -1.0
#: No ligature is surer than this: a word of another font may stand anywhere.
_SUREST: Final = 0.985
#: The vote of alef and lam alone before a word: two million characters of sound books have none, torn words do.
_LONE_ARTICLE: Final = 5.0

#: Which ligatures a word holds intact.
_Intact = Mapping[str, frozenset[Ligature]]


@dataclass(frozen=True, slots=True)
class Flips:
    """What a document flips.

    rates    for each ligature the probability that it is flipped where the font is a flipping one
    shares   for each token the probability that its font is one
    """

    rates: dict[Ligature, float]
    shares: Sequence[float]


def may_flip(known: Mapping[str, float], forms: Exchanged, size: int) -> bool:
    """Tell whether the votes of some of a text's words, of `size`, say that it flips something, spelling not asked."""
    votes = chosen(votes_in(known, forms), {})
    return bool(_flipped(votes, estimated(votes), {}, size))


def learnt(words: Words, keys: Sequence[str], known: Mapping[str, float]) -> Flips | None:
    """Return what the tokens of a text say is flipped, None where nothing is.

    keys    the tokens in their order
    known   the log count of each word among them
    """
    size = len(known)
    forms = exchanged(words, known)
    cast = votes_in(known, forms)
    votes = chosen(cast, {})
    if not _flipped(votes, dict.fromkeys(votes, MOST_VOTE_NATS), {}, size) or _is_chance(known, votes):
        return None
    weighed = weights(words, votes)
    if ARTICLE in votes and lone_articles(keys):
        weighed[ARTICLE] = _LONE_ARTICLE
    if not _flipped(votes, weighed, {}, size):
        return None
    intact = _intact(known, forms, votes)
    against = _against(intact, _INTACT_COSTS)
    pairs = _flipped(votes, weighed, against, size)
    if not pairs:
        return None
    again = chosen(cast, pairs)
    if again != votes:
        weighed |= weights(words, {word: vote for word, vote in again.items() if vote is not votes[word]})
        votes = again
        pairs = _flipped(votes, weighed, against, size)
    rates = Rates.made({(pair, shape): 0.5 for pair in pairs for shape in shapes_of(pair)})
    strangers = [word for word, count in known.items() if count == UNKNOWN and word not in votes]
    behind = votes_behind(words, strangers, pairs, rates)
    if behind:
        votes, weighed = {**votes, **behind}, {**weighed, **weights(words, behind)}
    settled = _settled(keys, votes, weighed, intact, pairs)
    return (
        None
        if settled is None
        else replace(settled, rates=settled.rates | _unseen(settled, known, forms, intact, strangers))
    )


def _is_chance(known: Mapping[str, float], votes: Mapping[str, Vote]) -> bool:
    """Tell whether most of many words are in no list, and only few of these are words once exchanged."""
    strangers = sum(1 for count in known.values() if count == UNKNOWN)
    if len(known) < _MANY_WORDS or strangers < _STRANGE_SHARE * len(known):
        return False
    return sum(1 for word in votes if known[word] == UNKNOWN) < _EXPLAINED_SHARE * strangers


def _settled(
    keys: Sequence[str],
    votes: Mapping[str, Vote],
    weighed: Mapping[str, float],
    intact: _Intact,
    pairs: Mapping[str, float],
) -> Flips | None:
    """Return what is flipped once it is told in which parts: words of the other parts do not speak against it."""
    fonts = _fonts(keys, votes, pairs, intact)
    inside = intact
    for _ in range(2):
        if min(fonts) <= 0.5:
            there = {key for key, share in zip(keys, fonts, strict=True) if share > 0.5}
            inside = {word: found for word, found in intact.items() if word in there}
        before, pairs = (
            pairs,
            _flipped(votes, weighed, _against(inside, _INTACT_INSIDE_COSTS), len(set(keys)), doubt=_DOUBT_INSIDE),
        )
        if not pairs:
            return None
        if pairs.keys() == before.keys():
            break
        fonts = _fonts(keys, votes, pairs, intact)
    seen = {ligature for vote in votes.values() for ligature in vote.ligatures if ligature[0] in pairs}
    held = {ligature for found in inside.values() for ligature in found}
    return Flips(_rates(pairs, seen, held), fonts)


def _flipped(
    votes: Mapping[str, Vote],
    weighed: Mapping[str, float],
    against: Mapping[str, float],
    size: int,
    *,
    doubt: float = 3.0,
) -> dict[str, float]:
    """Return the pairs that are flipped, with log odds above zero."""
    best: dict[tuple[str, str], float] = {}
    for word, vote in votes.items():
        for (pair, _), at in zip(vote.ligatures, vote.places, strict=True):
            before = word[at - 1 : at]  # forms of one stem are one vote: what stands before the pair is the same
            best[pair, before] = max(best.get((pair, before), 0.0), weighed[word] / len(vote.ligatures))
    sums: defaultdict[str, float] = defaultdict(float)
    for (pair, _), value in best.items():
        sums[pair] += value
    casting = Counter(pair for pair, _ in best)
    odds = {pair: value + _prior(pair) for pair, value in sums.items()}
    chance = math.log(max(1.0, size / _FEW_WORDS))
    sure = {pair for pair, value in odds.items() if value - doubt * against.get(pair, 0.0) / casting[pair] > chance}
    if not sure:
        return {}
    more = _MORE_AFTER_LAM_ALEF if sure == {LAM_ALEFS[0]} else _MORE
    found = {pair: value + more - against.get(pair, 0.0) for pair, value in odds.items()}
    return {pair: value for pair, value in found.items() if value > 0}


def _prior(pair: str) -> float:
    if pair == LAM_ALEFS[0]:
        return _PRIOR_LAM_ALEF
    return _PRIOR_LISTED if pair in known_shapes() else _PRIOR_OTHER


def _against(intact: _Intact, cost: float) -> dict[str, float]:
    """Return what the words that hold each pair intact take from its log odds."""
    counts = Counter(pair for found in intact.values() for pair in {ligature[0] for ligature in found})
    return {pair: min(_INTACT_COUNTED, count) * cost for pair, count in counts.items()}


def _intact(known: Mapping[str, float], forms: Exchanged, votes: Mapping[str, Vote]) -> dict[str, frozenset[Ligature]]:
    """Return which ligatures of the list are held by words that are surely themselves."""
    found: dict[str, frozenset[Ligature]] = {}
    for word, count in known.items():
        if count < _ITSELF_FROM or word in votes or any(form[3] > count - _RIVAL for form in forms.get(word, ())):
            continue
        held = held_ligatures(word)
        if held:
            found[word] = held
    return found


def _fonts(
    keys: Sequence[str], votes: Mapping[str, Vote], pairs: Mapping[str, float], intact: _Intact
) -> Sequence[float]:
    flipped = {word: vote for word, vote in votes.items() if all(pair in pairs for pair, _ in vote.ligatures)}
    seen = {ligature for vote in flipped.values() for ligature in vote.ligatures}
    return shares(keys, flipped.keys(), {word for word, found in intact.items() if not seen.isdisjoint(found)})


def _rates(pairs: Mapping[str, float], flipped: set[Ligature], intact: set[Ligature]) -> dict[Ligature, float]:
    rates: dict[Ligature, float] = {}
    for pair, odds in pairs.items():
        sure = min(_SUREST, logistic(odds))
        for shape in shapes_of(pair):
            if (pair, shape) in flipped:
                rates[pair, shape] = sure
            elif (pair, shape) not in intact:
                rates[pair, shape] = sure * _OTHER_SHAPE
    return rates


def _unseen(
    settled: Flips, known: Mapping[str, float], forms: Exchanged, intact: _Intact, strangers: Iterable[str]
) -> dict[Ligature, float]:
    """Return the rates of listed pairs that nothing was seen of, and that may have made a known word or a stranger."""
    pairs = {pair for pair, _ in settled.rates}
    if pairs == {LAM_ALEFS[0]}:
        return {}
    left_out = pairs.union(LAM_ALEFS, (pair for found in intact.values() for pair, _ in found))
    possible = {way[1] for word, ways in forms.items() for way in ways if way[3] > known[word] - _RIVAL}
    possible.update(pair for word in strangers for _, pair in exchanges(word))
    return {
        (pair, shape): _UNSEEN * (1 if shape in shapes else _UNLISTED_SHAPE)
        for pair, shapes in known_shapes().items()
        if pair in possible and pair not in left_out
        for shape in range(4)
    }


def revised(
    rates: Mapping[Ligature, float], in_context: Iterable[tuple[Ligature, str, float]]
) -> dict[Ligature, float]:
    """Return the rates after context has counted, without the ligatures that stay unlikely.

    in_context  for a ligature in a word by how many nats the words around are for its being flipped there, zero or more
    """
    best: defaultdict[tuple[Ligature, str], float] = defaultdict(float)
    for ligature, word, gain in in_context:
        best[ligature, word] = max(best[ligature, word], gain)
    sums: defaultdict[Ligature, float] = defaultdict(float)
    for ((pair, seen_in), _), gain in best.items():
        for shape in shapes_of(pair):
            sums[pair, shape] += min(_MOST_CONTEXT_NATS, gain) * (1.0 if shape == seen_in else _CONTEXT_OF_OTHER_SHAPE)
    found: dict[Ligature, float] = {}
    for ligature, rate in rates.items():
        if rate > _UNSEEN or ligature in sums:
            odds = logit(rate) + sums.get(ligature, 0.0)
            if odds > _KEPT_FROM:
                found[ligature] = min(_SUREST, logistic(odds))
    return found
