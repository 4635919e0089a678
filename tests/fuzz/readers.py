"""What other readers find in a PDF: the program pdftotext where it is on the path, PDFium where it is installed."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from tests.fuzz.isolation import Say, isolated

__all__ = ["Words", "is_witness", "readers", "share", "words_of"]

#: The words of a text, and how often each stands there.
Words = Counter[str]

_SECONDS: Final = 20


def words_of(text: str) -> Words:
    """Return the words of a text by their letters and digits alone.

    Presentation forms count as their letters; marks, tatweel, controls, private codes and U+FFFD for nothing: readers
    differ in them where nothing is lost, and a vowel that is lost is no word.
    """
    known = (_letters(word) for word in text.split())
    return Counter(word for word in known if word)


def _letters(word: str) -> str:
    plain = unicodedata.normalize("NFKC", word)
    return "".join(one for one in plain if unicodedata.category(one)[0] in "LN" and one != _TATWEEL)


_TATWEEL: Final = "\N{ARABIC TATWEEL}"


def is_witness(read: Words, known: Words) -> bool:
    """Tell whether a reader finds half of the words in a sound file, in whatever order it gives their letters.

    Where the file's maps have no letters some readers give what is no word; that they still do so says nothing.
    """
    return share(_unordered(read), _unordered(known)) >= _HALF


_HALF: Final = 0.5


def _unordered(words: Words) -> Words:
    found: Words = Counter()
    for word, count in words.items():
        found["".join(sorted(word))] += count
    return found


def share(found: Words, original: Words) -> float:
    """Return the share of the words of the original that were found, 1 where it has none."""
    total = original.total()
    return (found & original).total() / total if total else 1.0


def _pdftotext(data: bytes) -> str:
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        path = Path(folder) / "in.pdf"
        path.write_bytes(data)
        command = ["pdftotext", "-q", "-enc", "UTF-8", str(path), "-"]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return ""
        return done.stdout.decode("utf-8", "replace")


def _pdfium(data: bytes) -> str:
    def read(say: Say) -> None:
        import pypdfium2

        say({"step": "pdfium"})
        texts = []
        try:
            for page in pypdfium2.PdfDocument(data):
                texts.append(page.get_textpage().get_text_bounded(errors="ignore"))
        except (pypdfium2.PdfiumError, ValueError):
            pass
        say({"step": "pdfium", "done": True, "text": "\n".join(texts)})

    report = isolated(read).of("pdfium")
    return str(report["text"]) if report else ""


@cache
def readers() -> dict[str, Callable[[bytes], str]]:
    """Return the readers at hand: from the bytes of a PDF to its text, "" where they read nothing."""
    with contextlib.suppress(ImportError):
        import pypdfium2  # noqa: F401  (loaded here, not in each process)

    found: dict[str, Callable[[bytes], str]] = {}
    if shutil.which("pdftotext"):
        found["pdftotext"] = _pdftotext
    if find_spec("pypdfium2"):
        found["pdfium"] = _pdfium
    return found
