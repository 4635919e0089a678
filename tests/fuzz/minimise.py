"""Smaller inputs with the same findings: objects are taken away first, then bytes (delta debugging, Zeller 2002)."""

from __future__ import annotations

import hashlib
import io
import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Stream

from tests.fuzz.findings import findings_of, gist
from tests.fuzz.isolation import Say, isolated
from tests.fuzz.objects import places_of, saved
from tests.fuzz.readers import readers, words_of
from tests.fuzz.trial import STEPS, tried

__all__ = ["Keys", "keys_of", "minimise", "smallest"]

#: What findings are told apart by: kind and place.
Keys = frozenset[tuple[str, str]]

#: Seconds that making one file smaller may take.
_SECONDS: Final = 120
#: Pieces that the bytes are cut into at first, and places that are taken away at a time.
_PIECES: Final = 8
_PLACES: Final = 64
#: Words that another reader must find for a loss to count.
_WORDS: Final = 5
_LOST: Final = "lost"


def keys_of(data: bytes, steps: Sequence[str] = tuple(STEPS)) -> Keys:
    """Return what is wrong with a file; losses too, told by the number of words that other readers find.

    A loss is known again by what is said of it, so that what becomes smaller is not lost for another cause.
    """
    ended = tried(data, steps)
    found = {(str(finding.kind), finding.place) for finding in findings_of(ended)}
    report = ended.of("extract") or {}
    ours = sum(words_of(report.get(part, "")).total() for part in ("text", "apart"))
    theirs = _most_words(data)
    if theirs >= _WORDS and ours < theirs / 2:
        found.add((_LOST, gist(*report.get("messages", ())[:1]) or "in silence"))
    return frozenset(found)


def _most_words(data: bytes) -> int:
    """Return how many words the other reader finds that finds the most."""
    return max((words_of(reader(data)).total() for reader in readers().values()), default=0)


def minimise(path: Path, out: Path) -> int:
    """Write a smaller file with a finding of this file, one for each, and print the line that makes a case of it."""
    data = path.read_bytes()
    for key in sorted(keys_of(data)):
        small = smallest(data, _has(key, data))
        name = re.sub(r"[^a-z0-9]+", "-", " ".join(key).lower()).strip("-")[:60]
        written = out / f"{name}-{hashlib.sha256(small).hexdigest()[:6]}.pdf"
        written.write_bytes(small)
        expected = {"file": written.name, "codes": [0], "words": 0, "why": " ".join(key)}
        print(f"{len(data)} bytes, now {len(small)}: {written}\n{json.dumps(expected)}", flush=True)
    return 0


def _has(key: tuple[str, str], data: bytes) -> Callable[[bytes], bool]:
    """Return what tells whether a file has a finding, by the one step that shows it in this file."""
    by_step = ((step,) for step in STEPS)
    steps = next((steps for steps in by_step if key in keys_of(data, steps)), tuple(STEPS))
    return lambda smaller: key in keys_of(smaller, steps)


def smallest(data: bytes, is_found: Callable[[bytes], bool]) -> bytes:
    """Return the smallest input met that `is_found` still says yes of, within the time there is."""
    until = time.monotonic() + _SECONDS
    return _fewer_bytes(_fewer_objects(data, is_found, until), is_found, until)


def _fewer_objects(data: bytes, is_found: Callable[[bytes], bool], until: float) -> bytes:
    """Return the file with as few pages, keys and bytes of streams as the finding needs."""
    is_smaller = True
    while is_smaller and time.monotonic() < until:
        is_smaller = False
        count, number = _count(data), 0
        step = min(_PLACES, max(1, count // _PIECES))
        while number < count and time.monotonic() < until:
            smaller = _without(data, range(number, number + step))
            if smaller is not None and len(smaller) < len(data) and is_found(smaller):
                data, is_smaller, count = smaller, True, _count(smaller)
            elif step > 1:
                step //= 2
            else:
                number += 1
                step = min(step * 2, _PLACES) if number % _PIECES == 0 else step
    return data


def _count(data: bytes) -> int:
    """Return in how many places something could be taken away."""
    report = isolated(lambda say: _say_count(say, data)).of("count")
    return int(report["places"]) if report else 0


def _say_count(say: Say, data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        say({"step": "count", "done": True, "places": len(list(_takings(pdf)))})


def _without(data: bytes, numbers: range) -> bytes | None:
    """Return the file without what stands in these places, None where it cannot be written."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="fuzz-") as folder:
        path = Path(folder) / "smaller.pdf"

        def take(say: Say) -> None:
            with pikepdf.open(io.BytesIO(data)) as pdf:
                for number, taking in enumerate(list(_takings(pdf))):
                    if number in numbers:
                        _take(taking)
                pdf.remove_unreferenced_resources()
                path.write_bytes(saved(pdf, static_id=True))
                say({"step": "take", "done": True})

        return path.read_bytes() if isolated(take).of("take") else None


def _takings(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, str | int | None]]:
    """Yield what may be taken away: keys of dictionaries, the second halves of arrays, half of a stream (None)."""
    for target, key in places_of(pdf):
        if isinstance(target, Dictionary | Stream) and key not in ("/Length", "/Root", "/Pages"):
            yield target, key
        elif isinstance(target, Array) and key == 0:
            yield target, len(target) // 2
    for entry in pdf.objects:
        if isinstance(entry, Stream):
            yield entry, None


def _take(taking: tuple[Any, str | int | None]) -> None:
    target, key = taking
    try:
        if key is None:
            raw = target.read_raw_bytes()
            filters, parameters = target.get("/Filter"), target.get("/DecodeParms")
            target.write(raw[: len(raw) // 2], filter=filters, decode_parms=parameters, type_check=False)
        elif isinstance(key, int):
            for index in reversed(range(key, len(target))):
                del target[index]
        else:
            del target[key]
    except (pikepdf.PdfError, KeyError, ValueError, TypeError, IndexError):
        return


def _fewer_bytes(data: bytes, is_found: Callable[[bytes], bool], until: float) -> bytes:
    """Return the bytes without all pieces that the finding does not need, the pieces smaller each time."""
    length = max(1, len(data) // _PIECES)
    while time.monotonic() < until:
        start, is_smaller = 0, False
        while start < len(data) and time.monotonic() < until:
            smaller = data[:start] + data[start + length :]
            if is_found(smaller):
                data, is_smaller = smaller, True
            else:
                start += length
        if length == 1 and not is_smaller:
            break
        length = max(1, length // 2)
    return data
