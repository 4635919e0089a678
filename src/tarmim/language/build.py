"""Models made from text: tokens are counted, the rare left out, what is left written as a folder of arrays."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from tarmim.errors import InputError, OutputError, UndecodableError, UsageError
from tarmim.language.characters import FIRST_LETTER, WORD_END, WORD_START
from tarmim.language.corpus import CorpusText, TokenCounts, count_tokens, is_word
from tarmim.language.estimate import count, estimate
from tarmim.language.grams import split_gaps
from tarmim.language.keys import CLASSES, START, fold
from tarmim.language.storage import RECORD, write_array, write_grams, write_record
from tarmim.language.words import COUNT_STEP

if TYPE_CHECKING:
    import marisa_trie

__all__ = ["Limits", "Vocabulary", "build_models", "counts_by_rank", "vocabulary_of", "write_models"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is kept: pairs and triples of words, and sequences of two, three and so on letters."""

    pairs: int = 1_100_000
    triples: int = 350_000
    letters: Sequence[int] = (5_000, 40_000, 200_000, 300_000, 300_000)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a language with their counts; rare: words seen but not taken, which teach spelling too.

    unknown   the share of running words that a text of the language has and `counts` has not
    letters   letters that are another typing of one of the language
    """

    counts: Mapping[str, float]
    rare: Sequence[str]
    unknown: float
    letters: Mapping[str, str]


#: The share of running words that is taken for unknown at least: a text has names that no corpus had. Encyclopedia
#: prose has 6 % beyond the shipped Arabic words, held-out books 2.5 %, laws .3 %.
_LEAST_UNKNOWN_SHARE: Final = 0.03
#: The bits of a packed number: words up to a million, letters up to 128.
_WORD_BITS: Final = 20
_LETTER_BITS: Final = 7
#: How many words have a letter of the alphabet at least (in a list of 20,000 and more): others are in foreign names; by
#: judgement.
_LEAST_WORDS_OF_LETTER: Final = 20


def build_models(
    texts: Sequence[Path], *, language: str, out: Path, at_least: int = 2, limits: Limits | None = None
) -> None:
    """Write models of the words, spelling, sequences and shaddas of texts, a paragraph a line, UTF-8, into a folder.

    language   its ISO 639-1 code
    at_least   how often a word must stand in the texts to be one

    Raises InputError for a text that cannot be read, UsageError where there are no words, OutputError where nothing
    can be written.
    """
    seen = count_tokens([CorpusText("texts", _lines(texts), at_least)])
    vocabulary = vocabulary_of(seen, at_least=[at_least])
    if not vocabulary.counts:
        raise UsageError(
            "no words of Arabic script stand often enough in the texts", hint="give more text, or --at-least 1"
        )
    names = [path.name for path in texts]
    write_models(out, vocabulary, language=language, seen=seen, sources=names, limits=limits)


def vocabulary_of(
    seen: TokenCounts,
    *,
    at_least: Sequence[int],
    listed: Mapping[str, float] | None = None,
    letters: Mapping[str, str] | None = None,
) -> Vocabulary:
    """Return the words that stand often enough in one of the sources, or in a list, with counts from both."""
    known = np.any(seen.counts >= np.array(at_least), axis=1)
    sums = seen.counts.sum(axis=1)
    counts = dict(listed or {})
    rare, missed = [], 0
    for number in range(len(CLASSES), len(seen.keys)):
        key = seen.keys[number]
        if not is_word(key):
            continue
        if known[number] or key in counts:
            counts[key] = counts.get(key, 0.0) + float(sums[number])
        else:
            rare.append(key)
            missed += int(sums[number])
    share = missed / max(1, int(sums[len(CLASSES) :].sum()))
    return Vocabulary(counts, rare, max(_LEAST_UNKNOWN_SHARE, share), letters or {})


def counts_by_rank(words: Iterable[str], *, total: float, letters: Mapping[str, str] | None = None) -> dict[str, float]:
    """Return counts for a list of words, most frequent first, by Zipf's law; they sum to about `total`."""
    table = str.maketrans(dict(letters or {}))
    ranks: dict[str, int] = {}
    for word in words:
        key = fold(word.strip()).translate(table) if word.strip() else ""
        if is_word(key):
            ranks.setdefault(key, len(ranks))
    mass = float(np.sum(1.0 / (np.arange(len(ranks)) + 5.0)))
    return {key: max(1.0, total / mass / (rank + 5.0)) for key, rank in ranks.items()}


def write_models(
    out: Path,
    vocabulary: Vocabulary,
    *,
    language: str,
    seen: TokenCounts | None = None,
    sources: Sequence[str] = (),
    limits: Limits | None = None,
) -> None:
    """Write the models into a folder, which is made, or emptied of older models; the record comes last."""
    limits = limits or Limits()
    try:
        if (out / RECORD).exists():
            shutil.rmtree(out)
        out.mkdir(parents=True, exist_ok=True)
        trie, record = _write_words(out, vocabulary)
        parts: dict[str, object] = {"language": language, "sources": list(sources), "words": record}
        parts["characters"] = _write_characters(out, [*trie.keys(), *sorted(vocabulary.rare)], limits)
        if seen is not None:
            parts["sequences"] = _write_sequences(out, trie, seen, limits)
            if len(seen.forms):
                parts["marked"] = _write_marked(out, trie, seen)
        write_record(out, parts)
    except OSError as error:
        raise OutputError(f"cannot write models to {out}: {error}") from error


def _write_words(out: Path, vocabulary: Vocabulary) -> tuple[marisa_trie.Trie, dict[str, object]]:
    import marisa_trie

    trie = marisa_trie.Trie(sorted(vocabulary.counts))
    codes = np.zeros(len(trie), dtype=np.uint8)
    for key, number in vocabulary.counts.items():
        codes[trie[key]] = min(255, max(0, round(float(np.log(number)) / COUNT_STEP)))
    trie.save(str(out / "words.marisa"))
    write_array(out, "words.counts", codes)
    total = float(np.exp(codes * COUNT_STEP).sum()) / (1 - vocabulary.unknown)
    record = {
        "size": len(trie),
        "total": round(total, 1),
        "unknown": round(vocabulary.unknown, 6),
        "letters": dict(vocabulary.letters),
    }
    return trie, record


def _write_characters(out: Path, words: Sequence[str], limits: Limits) -> dict[str, object]:
    """Write a model of the spelling of the words, each counted once: what an unknown word is like."""
    text = np.frombuffer("".join(words).encode("utf-32-le"), dtype=np.uint32)
    codes, times = np.unique(text, return_counts=True)
    alphabet = codes[times >= min(_LEAST_WORDS_OF_LETTER, max(1, len(words) // 1000))][
        : (1 << _LETTER_BITS) - FIRST_LETTER
    ]
    numbers = np.zeros(int(codes.max()) + 1, dtype=np.int64)
    numbers[alphabet] = np.arange(FIRST_LETTER, FIRST_LETTER + len(alphabet))
    lengths = np.array([len(word) for word in words])
    ends = np.cumsum(lengths + 2) - 1
    stream = np.full(int(ends[-1]) + 1, -1)
    stream[ends] = WORD_END
    stream[ends - lengths - 1] = WORD_START
    stream[stream < 0] = numbers[text]
    order = len(limits.letters) + 1
    counts = [count(stream, length, bits=_LETTER_BITS, start=WORD_START) for length in range(1, order + 1)]
    keep = dict(enumerate(limits.letters, start=2))
    grams = estimate(counts, size=FIRST_LETTER + len(alphabet), start=WORD_START, keep=keep)
    write_grams(out, "characters", grams)
    return {
        "order": order,
        "letters": "".join(map(chr, alphabet)),
        "sizes": [len(level.values) for level in grams.levels],
    }


def _write_sequences(out: Path, trie: marisa_trie.Trie, seen: TokenCounts, limits: Limits) -> dict[str, object]:
    shift = len(CLASSES)
    numbers = np.array([*range(shift), *(trie.get(key, -shift) + shift for key in seen.keys[shift:])], dtype=np.int64)
    stream = numbers[seen.stream]
    wanted = {2: limits.pairs, 3: limits.triples}
    order = 3 if limits.triples else 2
    start = CLASSES.index(START)
    counts = [count(stream, length, bits=_WORD_BITS, start=start) for length in range(1, order + 1)]
    unknown = float(np.mean(stream[(stream == 0) | (stream >= shift)] == 0))
    grams = estimate(counts, size=len(trie) + shift, start=start, keep=wanted)
    write_grams(out, "sequences", grams)
    return {
        "order": order,
        "tokens": len(stream),
        "sizes": [len(level.values) for level in grams.levels],
        "unknown": round(max(unknown, 1e-4), 6),
    }


def _write_marked(out: Path, trie: marisa_trie.Trie, seen: TokenCounts) -> dict[str, object]:
    rows = sorted(
        (trie[seen.keys[number]], mask, times)
        for number, mask, times in seen.forms.tolist()
        if seen.keys[number] in trie and number >= len(CLASSES)
    )
    places = np.array([place for place, _, _ in rows], dtype=np.uint32)
    codes = [min(255, round(float(np.log(times)) / COUNT_STEP)) for _, _, times in rows]
    write_array(out, "marked.gaps", split_gaps(places))
    write_array(out, "marked.masks", np.array([mask for _, mask, _ in rows], dtype=np.uint16))
    write_array(out, "marked.counts", np.array(codes, dtype=np.uint8))
    return {"forms": len(rows)}


def _lines(texts: Sequence[Path]) -> Iterator[str]:
    for path in texts:
        try:
            with path.open(encoding="utf-8-sig") as lines:
                yield from lines
        except UnicodeDecodeError as error:
            raise UndecodableError(
                f"{path} is not UTF-8 text: byte {error.start}", hint=f"iconv -f WINDOWS-1256 -t UTF-8 {path}"
            ) from error
        except OSError as error:
            raise InputError(f"cannot read {path}: {error.strerror}") from error
