"""Builds the language models that ship in src/tarmim/language/data from the texts of ../shared/corpus.

    python -m tools.build_language CORPUS [--out FOLDER] [--hazm words.dat] [--only ar fa ur]

CORPUS holds hindawi_public_domain.txt, microsoft_docs_cc_by.txt and gulf_laws_official.txt (or .xz of them) and
wordlists/{ara,fas,urd}.txt. `--hazm` names words.dat of the PyPI package hazm 0.10.0 (MIT). Output is the same byte
for byte from the same input.

Held out: a text is cut into blocks of BLOCK consecutive lines, counted from zero; block number n of the file NAME is
held out where the SHA-256 of "NAME:n" is divisible by EVERY. `held_out(CORPUS)` gives the held-out paragraphs again:
calibration and evaluation draw from it, and nothing else was seen by the models.
"""

from __future__ import annotations

import argparse
import hashlib
import lzma
import re
from collections.abc import Iterator
from pathlib import Path

from tarmim.language import fold
from tarmim.language.build import Limits, Vocabulary, ranked, vocabulary_of, write_models
from tarmim.language.corpus import CorpusText, counted, is_word
from tarmim.language.models import SHIPPED

BLOCK = 2000
EVERY = 25
TEXTS = ("hindawi_public_domain", "microsoft_docs_cc_by", "gulf_laws_official")
#: How often a word must stand in each of the texts: books have old spellings and slips, the others few.
AT_LEAST = (3, 2, 2)

#: Weight of the word list beside the text: it knows words of the web that books lack, but not how often they are used.
LIST_SHARE = 0.03
LIST_TOTAL = 10_000_000
#: hazm counts in a crawl of the web; divided by this its sum is near LIST_TOTAL.
HAZM_SCALE = 2_000
LISTS = {"fa": "fas", "ur": "urd"}
#: Share of running words that the lists lack, measured on Wikipedia and news (../shared/language.md).
UNKNOWN = {"fa": 0.035, "ur": 0.052}
#: Arabic yeh, alef maksura and kaf as typed for the Persian letters; in Urdu heh too.
OTHER_TYPING = {
    "fa": {"\u064a": "\u06cc", "\u0649": "\u06cc", "\u0643": "\u06a9"},
    "ur": {"\u064a": "\u06cc", "\u0649": "\u06cc", "\u0643": "\u06a9", "\u0647": "\u06c1"},
}
#: The lists are full of slips; a word of other letters than these is one.
OWN_ALPHABET = {
    "fa": "\u0621-\u063a\u0641\u0642\u0644-\u0648\u067e\u0686\u0698\u06a9\u06af\u06cc\u06c0",
    "ur": (
        "\u0621-\u063a\u0641\u0642\u0644-\u0646\u0648\u0679"
        "\u067e\u0686\u0688\u0691\u0698\u06a9\u06af\u06ba\u06be\u06c1-\u06c3\u06cc\u06d2\u06d3"
    ),
}
SMALL = Limits(letters=(3_000, 20_000, 60_000, 60_000))


def is_held_out(name: str, block: int) -> bool:
    """Return whether a block of the text of that name is kept from the models."""
    return int.from_bytes(hashlib.sha256(f"{name}:{block}".encode()).digest()) % EVERY == 0


def paragraphs(corpus: Path, name: str, *, held: bool) -> Iterator[str]:
    """Yield the paragraphs of a text that are, or are not, held out."""
    plain = corpus / f"{name}.txt"
    packed = not plain.is_file()
    with lzma.open(f"{plain}.xz", "rt", encoding="utf-8") if packed else plain.open(encoding="utf-8") as lines:
        keep = False
        for number, line in enumerate(lines):
            if number % BLOCK == 0:
                keep = is_held_out(name, number // BLOCK) == held
            if keep and not line.isspace():
                yield line.rstrip("\n")


def held_out(corpus: Path) -> Iterator[tuple[str, str]]:
    """Yield the name of its text and each paragraph that the models have not seen."""
    for name in TEXTS:
        for line in paragraphs(corpus, name, held=True):
            yield name, line


def arabic(corpus: Path, out: Path) -> None:
    """Write the Arabic models: books, documentation and laws, and the words of a list at 3 % of their weight."""
    sources = [
        CorpusText(name, paragraphs(corpus, name, held=False), at_least, prints_marks=name != "microsoft_docs_cc_by")
        for name, at_least in zip(TEXTS, AT_LEAST, strict=True)
    ]
    seen = counted(sources)
    total = LIST_SHARE * len(seen.stream)
    listed = ranked(_listed(corpus, "ara"), total=total)
    vocabulary = vocabulary_of(seen, at_least=AT_LEAST, listed=listed)
    write_models(out, vocabulary, language="ar", seen=seen, sources=[*TEXTS, "tesseract langdata_lstm ara"])


def listed_only(corpus: Path, out: Path, *, language: str, hazm: Path | None) -> None:
    """Write the words and the spelling of a language from word lists."""
    letters = OTHER_TYPING[language]
    table = str.maketrans(dict[str, str | int | None](letters))
    own = f"[{OWN_ALPHABET[language]}\u200c]+"
    counts = ranked(_listed(corpus, LISTS[language]), total=LIST_TOTAL, letters=letters)
    sources = [f"tesseract langdata_lstm {LISTS[language]}"]
    if language == "fa" and hazm is not None:
        for line in hazm.read_text(encoding="utf-8").splitlines():
            word, times = line.split("\t")[:2]
            key = fold(word).translate(table)
            counts[key] = counts.get(key, 0.0) + max(1.0, int(times) / HAZM_SCALE)
        sources.append("hazm 0.10.0 words.dat")
    words = {key: number for key, number in counts.items() if is_word(key) and re.fullmatch(own, key)}
    vocabulary = Vocabulary(words, (), UNKNOWN[language], letters)
    write_models(out, vocabulary, language=language, sources=sources, limits=SMALL)


def _listed(corpus: Path, name: str) -> list[str]:
    return (corpus / "wordlists" / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def main() -> None:
    """Build what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--hazm", type=Path)
    parser.add_argument("--only", nargs="+", choices=("ar", "fa", "ur"), default=("ar", "fa", "ur"))
    given = parser.parse_args()
    for language in given.only:
        if language == "ar":
            arabic(given.corpus, given.out / language)
        else:
            listed_only(given.corpus, given.out / language, language=language, hazm=given.hazm)


if __name__ == "__main__":
    main()
