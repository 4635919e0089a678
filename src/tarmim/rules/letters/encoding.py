"""Text that was read with the wrong code table, read again with the right one.

Damage of this kind can lie in layers (a file misread, saved, and misread again): each round takes one off.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence

from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import TEXT_ONLY, Rounds, Rule
from tarmim.model.edit import Cause, Edit, Span
from tarmim.model.edits import Edits, cause_numbers
from tarmim.model.passage import Passage
from tarmim.model.profile import Profile
from tarmim.script.codepages import READERS
from tarmim.script.misread import Decoding, read_as_arabic, read_as_utf8

__all__ = ["ENCODING"]

KIND = "encoding"

#: The alefs of Windows-1256, ISO-8859-6 and Mac Arabic read as Western: no three Arabic words lack them all.
_ALEFS = "\u00c7\u00c2\u00c3\u00c5"

#: Arabic's commonest letters in UTF-8 read as Windows-1256: alef, lam, yeh, Farsi yeh (any damaged line has one); and,
#: where that was done twice, tah and zah, the first halves of nearly all.
_PAIRS_1256 = ("\u0637\u00a7", "\u0638\u201e", "\u0638\u0679", "\u063a\u0152", "\u0637\u00b7", "\u0637\u00b8")

#: Three Western accented letters in a row: German, French, Portuguese have none, misread Arabic little else.
_THREE_HIGH = "[\u00c0-\u00ff](?=[\u00c0-\u00ff]{2})"

#: A table is the better the more letters it reads with this probability.
_SURE = 0.9

#: Rounds, of which the last finds nothing. Three layers have been seen in the wild.
_LAYERS = 8

#: Edits with a trace for every letter up to this many letters; a file decoded whole is traced word by word.
_TRACED = 20_000


def _trigger(passage: Passage, evidence: Evidence) -> bool:
    return bool(_suspects(passage.text, evidence.profile))


def _suspects(text: str, profile: Profile) -> list[str]:
    """Return the tables that UTF-8 may have been read with, "arabic" where an Arabic table may have been misread."""
    found, has = [], profile.has
    if has("\u00d8\u00d9\u00da\u00db\u00c2\u00c3") or (has("\u00e2") and "\u00e2\u20ac" in text):
        found.append("western")
    if any(has(pair[1]) and pair in text for pair in _PAIRS_1256):
        found.append("cp1256")
    if has("\u00ff") and has("\u0178"):
        found.append("mac_roman")
    if has("\u2518"):
        found.extend(("cp437", "cp850", "cp720"))
    if has(_ALEFS) and _has_misread_word(text):
        found.append("arabic")
    return found


def _has_misread_word(text: str) -> bool:
    """Tell whether a misread alef stands among accented letters; looks at those places only."""
    for alef in _ALEFS:
        place = text.find(alef)
        while place >= 0:
            if re.search(_THREE_HIGH, text[max(0, place - 2) : place + 3]):
                return True
            place = text.find(alef, place + 1)
    return False


def _find(passage: Passage, evidence: Evidence) -> Iterable[Edit]:
    found = _read(passage.text, _suspects(passage.text, evidence.profile))
    return _columns(sorted(found, key=lambda reading: reading.start))


def _read(text: str, suspects: Sequence[str]) -> list[Decoding]:
    """Return the readings of one layer: by the table that makes most of them sure, else what the first leaves open."""
    unsure: list[Decoding] = []
    best: list[Decoding] = []
    most = 0
    for name in suspects:
        if name == "arabic" and best:  # UTF-8 proves itself: what it leaves is the next layer's
            break
        found = read_as_utf8(text, name) if name in READERS else read_as_arabic(text)
        covered = sum(_covered(reading) for reading in found if reading.cause.confidence >= _SURE)
        if covered > most:
            best, most = found, covered
        unsure = unsure or found
    return best or unsure


def _covered(reading: Decoding) -> int:
    """Return how many characters were read as a letter's whole bytes: halves that stand alone do not count."""
    widths = reading.widths or ()
    return sum(width for width in widths if width > 1) or len(widths)


def _columns(readings: Sequence[Decoding]) -> Edits:
    causes: dict[Cause, int] = {}
    cause_of = cause_numbers([causes.setdefault(reading.cause, len(causes)) for reading in readings])
    letters = sum(len(reading.text) for reading in readings)
    return Edits(
        KIND,
        array("i", (reading.start for reading in readings)),
        array("i", (reading.end for reading in readings)),
        [reading.text for reading in readings],
        tuple(causes),
        cause_of,
        sources=dict(_sources(readings)) if letters <= _TRACED else None,
    )


def _sources(readings: Sequence[Decoding]) -> Iterator[tuple[int, tuple[Span, ...]]]:
    for k, reading in enumerate(readings):
        if reading.widths is not None:
            place, spans = reading.start, []
            for width in reading.widths:
                spans.append((place, place + width))
                place += width
            yield k, tuple(spans)


ENCODING = Rule(
    name="encoding",
    kind=KIND,
    summary="read again, with the right code table, text that was read with a wrong one",
    trigger=_trigger,
    find=_find,
    on=TEXT_ONLY,
    rounds=Rounds(most=_LAYERS),
)
