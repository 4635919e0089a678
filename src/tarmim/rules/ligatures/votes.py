"""Words that say which ligatures are flipped: no words as they stand, or very rare ones, and words once undone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from tarmim.rules.ligatures.pairs import LAM_ALEFS, Ligature, exchanges, known_shapes, ligature_at, listed_exchanges
from tarmim.rules.ligatures.readings import Rates, readings
from tarmim.script.letters import LONGEST_WORD

if TYPE_CHECKING:
    from tarmim.language.words import Words

__all__ = [
    "ARTICLE",
    "FREQUENT",
    "MOST_VOTE_NATS",
    "UNKNOWN",
    "Exchanged",
    "Vote",
    "chosen",
    "estimated",
    "exchanged",
    "is_word",
    "log_counts",
    "lone_articles",
    "votes_behind",
    "votes_in",
    "weights",
]

#: What stands for the log count of a word that the list has not.
UNKNOWN: Final = -1.0
#: A word votes where its exchanged form is more frequent by this many nats. Of sound texts of 30 to 400 words (held-out
#: books, laws, manuals) one in 40 has a vote of more than 3 nats, nearly all of them alone.
_GAIN_FROM: Final = 2.5
#: Words as frequent as this are themselves: they cast no votes (the article alone was seen 1,650 times, log 7.4).
FREQUENT: Final = 8.0
#: A vote's log likelihood ratio by its gain and by how much more the exchanged form is spelt like a word, both in nats.
#: Read off 5,500 votes in flipped and sound held-out texts, with rare words hidden from the list: of votes of 5 to 7
#: nats 84 % are right where the spelling gains under 3, 98 % where it gains over 6; of 2.5 to 3.5 nats 46 and 87 %.
_BASE: Final = 0.3
_BY_GAIN: Final = 0.55
_BY_SPELLING: Final = 0.4
_SPELLING_CAP: Final = 6.0
#: Of a pair with at least this number of votes the spelling of each decides nothing more: it is taken for the usual one
#: (nats). A vote counts the last number of nats at most.
_MANY_VOTES: Final = 4
_USUAL_SPELLING_GAIN: Final = 3.0
MOST_VOTE_NATS: Final = 6.5
#: How many nats of gain the votes of other words for the same pair outweigh, at most.
_MOST_OUTWEIGHED_NATS: Final = 6.0
#: Up to this log count a word is rare.
_RARE_LOG_COUNT: Final = 3.0

LAM: Final = "\u0644"
#: Alef and lam.
ARTICLE: Final = "\u0627\u0644"

#: How many words' forms are cached: most words of a text have been in another.
_WORDS_CACHED: Final = 1 << 15

#: A form of a word with one exchange: place, pair in reading order, form, log count of the form.
_Form = tuple[int, str, str, float]
#: For each word its forms.
Exchanged = Mapping[str, Sequence[_Form]]


class Vote(NamedTuple):
    """A word's vote for one ligature or two, at these places of it, by so many nats; `form` is the word undone."""

    ligatures: tuple[Ligature, ...]
    places: tuple[int, ...]
    gain: float
    form: str


def is_word(key: str) -> bool:
    """Tell whether a key is a word of two letters and more, of the letters of Arabic alone."""
    return 1 < len(key) <= LONGEST_WORD and min(key) >= "\u0621" and max(key) <= "\u064a"


def log_counts(words: Words, keys: Sequence[str]) -> list[float]:
    """Return the log count of each key, UNKNOWN for those that the list has not."""
    return words.log_counts(keys, unknown=UNKNOWN)


def exchanged(words: Words, known: Mapping[str, float]) -> Exchanged:
    """Return each word's forms with one exchange, or with every lam-alef exchanged, that are words.

    Of words that are not rare only exchanges of listed pairs are tried.
    """
    return {key: forms for key, own in known.items() if (forms := _forms(words, key, own < _RARE_LOG_COUNT))}


@lru_cache(_WORDS_CACHED)
def _forms(words: Words, key: str, rare: bool) -> Sequence[_Form]:
    ways = exchanges(key) if rare else listed_exchanges(key)
    tried = [(at, pair, key[:at] + pair + key[at + 2 :]) for at, pair in ways]
    if key.count(LAM) > 1:
        tried += _twice(key, ways)
    counts = words.log_counts_of_guesses([form for _, _, form in tried], unknown=UNKNOWN)
    return tuple([(*way, count) for way, count in zip(tried, counts, strict=True) if count >= 0])


def _twice(key: str, ways: Sequence[tuple[int, str]]) -> list[tuple[int, str, str]]:
    """Return the form in which every lam-alef of a word is exchanged, where it has more than one that may be."""
    places = [(at, pair) for at, pair in ways if pair in LAM_ALEFS]
    if len(places) < 2:
        return []
    form = key
    for place, _ in places:
        if form[place + 1] == LAM:
            form = form[:place] + form[place + 1] + form[place] + form[place + 2 :]
    return [(*places[0], form)]


def votes_in(known: Mapping[str, float], forms: Exchanged) -> dict[str, list[Vote]]:
    """Return the votes that words may cast; known: the log count of each word."""
    cast: dict[str, list[Vote]] = {}
    for word, ways in forms.items():
        own = known[word]
        votes = [
            Vote((ligature_at(pair, form, at),), (at,), count - own, form)
            for at, pair, form, count in ways
            if count > 0 and count - own > _GAIN_FROM
        ]
        if votes and own < FREQUENT:
            cast[word] = votes
    return cast


def lone_articles(keys: Sequence[str]) -> int:
    """Return how often alef and lam stand alone before a word: `la`, for no word is left of its article."""
    return sum(1 for key, after in pairwise(keys) if key == ARTICLE and is_word(after))


def chosen(cast: Mapping[str, Sequence[Vote]], pairs: Mapping[str, float]) -> dict[str, Vote]:
    """Return the vote of each word: the one with most gain, or for a pair that others vote for too."""
    return {
        word: max(votes, key=lambda vote: vote.gain + min(_MOST_OUTWEIGHED_NATS, pairs.get(vote.ligatures[0][0], 0.0)))
        for word, votes in cast.items()
    }


def votes_behind(words: Words, unexplained: Iterable[str], pairs: Mapping[str, float], rates: Rates) -> dict[str, Vote]:
    """Return the votes of unknown words for pairs of Unicode's list that need more than one exchange.

    pairs, rates  what is known to be flipped so far
    """
    tried: list[tuple[str, tuple[tuple[Ligature, int], ...], str]] = []
    for word in unexplained:
        for way in readings(word, rates):
            for one, form in _new(way.text, pairs, 0):
                if way.flips:
                    tried.append((word, (one,), form))
                else:
                    tried += [(word, (one, two), both) for two, both in _new(form, pairs, one[1] + 2)]
    cast: defaultdict[str, list[Vote]] = defaultdict(list)
    for (word, found, form), count in zip(tried, log_counts(words, [entry[2] for entry in tried]), strict=True):
        if count > 0 and count - UNKNOWN > _GAIN_FROM:
            ligatures, places = zip(*found, strict=True)
            cast[word].append(Vote(ligatures, places, count - UNKNOWN, form))
    return chosen(cast, pairs)


def _new(text: str, pairs: Mapping[str, float], start: int) -> list[tuple[tuple[Ligature, int], str]]:
    """Return the forms with one exchange, from a place on, of a listed pair that is not among those known."""
    listed = known_shapes()
    found = []
    for at, pair in exchanges(text):
        if at >= start and pair in listed and pair not in pairs and pair not in LAM_ALEFS:
            form = text[:at] + pair + text[at + 2 :]
            found.append(((ligature_at(pair, form, at), at), form))
    return found


def estimated(votes: Mapping[str, Vote]) -> dict[str, float]:
    """Return the log likelihood ratio of each vote, were all forms spelt as much better as they usually are."""
    return {
        word: min(MOST_VOTE_NATS, _BASE + _BY_GAIN * vote.gain + _BY_SPELLING * _USUAL_SPELLING_GAIN)
        for word, vote in votes.items()
    }


def weights(words: Words, votes: Mapping[str, Vote]) -> dict[str, float]:
    """Return the log likelihood ratio of each vote; where few words vote for a pair their spelling is looked at."""
    casting = Counter(ligature[0] for vote in votes.values() for ligature in vote.ligatures)
    alone = {word: vote.form for word, vote in votes.items() if casting[vote.ligatures[0][0]] < _MANY_VOTES}
    spelled = words.characters.log_probability([*alone, *alone.values()]).tolist()
    gains = {word: there - here for word, here, there in zip(alone, spelled, spelled[len(alone) :], strict=False)}
    return {
        word: min(
            MOST_VOTE_NATS,
            _BASE
            + _BY_GAIN * vote.gain
            + _BY_SPELLING * max(0.0, min(_SPELLING_CAP, gains.get(word, _USUAL_SPELLING_GAIN))),
        )
        for word, vote in votes.items()
    }
