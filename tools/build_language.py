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
from tarmim.language.build import Limits, Vocabulary, counts_by_rank, vocabulary_of, write_models
from tarmim.language.corpus import CorpusText, count_tokens, is_word
from tarmim.language.models import SHIPPED
from tarmim.script.drawn_alike import keyboard_typing
from tarmim.script.languages import languages, record_of
from tarmim.script.languages.language import Language
from tarmim.script.letters import ZWNJ

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
    seen = count_tokens(sources)
    total = LIST_SHARE * len(seen.stream)
    listed = counts_by_rank(_listed(corpus, "ara"), total=total)
    vocabulary = vocabulary_of(seen, at_least=AT_LEAST, listed=listed)
    write_models(out, vocabulary, language="ar", seen=seen, sources=[*TEXTS, "tesseract langdata_lstm ara"])


def listed_only(corpus: Path, out: Path, *, language: str, hazm: Path | None) -> None:
    """Write the words and the spelling of a language from word lists."""
    record = record_of(language)
    if record is None or record.word_list is None:
        raise LookupError(f"no list of words is known for {language}")
    name, letters = record.word_list.name, keyboard_typing(record)
    table = str.maketrans(dict[str, str | int | None](letters))
    counts = counts_by_rank(_listed(corpus, name), total=LIST_TOTAL, letters=letters)
    sources = [f"tesseract langdata_lstm {name}"]
    if language == "fa" and hazm is not None:
        for line in hazm.read_text(encoding="utf-8").splitlines():
            word, times = line.split("\t")[:2]
            key = fold(word).translate(table)
            counts[key] = counts.get(key, 0.0) + max(1.0, int(times) / HAZM_SCALE)
        sources.append("hazm 0.10.0 words.dat")
    own = f"[{own_letters(record)}{ZWNJ}]+"
    words = {key: number for key, number in counts.items() if is_word(key) and re.fullmatch(own, key)}
    vocabulary = Vocabulary(words, (), record.word_list.unknown_share, letters)
    write_models(out, vocabulary, language=language, sources=sources, limits=SMALL)


def own_letters(record: Language) -> str:
    """Return the letters of a language's words: a word of others is a slip of its list.

    Arabic's own that are no other typing of one of the language are among them: they stand in loans.
    """
    arabic = [letter for letter in languages()[0].letters if letter not in keyboard_typing(record)]
    return "".join(dict.fromkeys([*arabic, *record.all_letters]))


def _listed(corpus: Path, name: str) -> list[str]:
    return (corpus / "wordlists" / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def main() -> None:
    """Build what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--hazm", type=Path)
    listed = [record.code for record in languages() if record.word_list is not None]
    parser.add_argument("--only", nargs="+", choices=listed, default=listed)
    given = parser.parse_args()
    for language in given.only:
        if language == "ar":
            arabic(given.corpus, given.out / language)
        else:
            listed_only(given.corpus, given.out / language, language=language, hazm=given.hazm)


if __name__ == "__main__":
    main()
