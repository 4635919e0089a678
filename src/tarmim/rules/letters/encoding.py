"""Text that was read with the wrong code table, read again with the right one.

Damage of this kind can lie in layers (a file misread, saved, and misread again), so the search goes over its own
outcome until nothing is found; what comes back are edits of the text as it was given.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence

from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import Rule
from tarmim.model.edit import Cause, Edit, Edits, Span
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

#: Readings this sure are made before the next layer is looked for.
_MADE = 0.9

#: Layers looked for. Three have been seen in the wild.
_LAYERS = 8

#: Edits with a trace for every letter up to this many letters; a file decoded whole is traced word by word.
_TRACED = 20_000


def _trigger(passage: Passage, evidence: Evidence) -> bool:
    return bool(_suspects(passage.text, evidence.profile))


def _suspects(text: str, profile: Profile | None) -> list[str]:
    """Return the tables that UTF-8 may have been read with, "arabic" where an Arabic table may have been misread."""
    found = []

    def has(characters: str) -> bool:
        return profile.has(characters) if profile else any(character in text for character in characters)

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
    text = passage.text
    made: list[Decoding] = []
    held: list[Decoding] = []
    suspects = _suspects(text, evidence.profile)
    for layer in range(_LAYERS):
        found = _read(text, suspects)
        sure = [reading for reading in found if reading.cause.confidence >= _MADE]
        if layer == 0:
            held = [reading for reading in found if reading.cause.confidence < _MADE]
        if not sure:
            break
        made = _composed(text, made, sure) if made else sure
        text = _columns(sure).apply(text)
        suspects = _suspects(text, None)
    free = [reading for reading in held if not any(_meet(reading, other) for other in _near(made, reading))]
    return _columns(sorted([*made, *free], key=lambda reading: reading.start))


def _read(text: str, suspects: Sequence[str]) -> list[Decoding]:
    """Return the readings of one layer: by the table that makes most of them sure, else what the first leaves open."""
    unsure: list[Decoding] = []
    best: list[Decoding] = []
    most = 0
    for name in suspects:
        if name == "arabic" and best:  # UTF-8 proves itself: what it leaves is the next layer's
            break
        found = read_as_utf8(text, name) if name in READERS else read_as_arabic(text)
        covered = sum(_covered(reading) for reading in found if reading.cause.confidence >= _MADE)
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
    cause_of = array("H", (causes.setdefault(reading.cause, len(causes)) for reading in readings))
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


def _composed(text: str, first: list[Decoding], second: list[Decoding]) -> list[Decoding]:
    """Return one reading for what two layers of readings did: `second` has places in `text`, what `first` made.

    Where they meet, the new reading spans all that met and says what the second says.
    """
    places = list(_columns(first).out_starts())
    composed: list[Decoding] = []
    shift, i, k = 0, 0, 0  # shift: what a place in `text` lacks to be one in the source
    while i < len(first) or k < len(second):
        if k == len(second) or (i < len(first) and places[i] + len(first[i].text) <= second[k].start):
            composed.append(first[i])
            shift += first[i].end - first[i].start - len(first[i].text)
            i += 1
            continue
        start, end = second[k].start, second[k].end
        if i < len(first):
            start = min(start, places[i]) if places[i] < end else start
        source_start, parts, place, cause = start + shift, [], start, second[k].cause
        while True:  # take in whatever meets the span, from either layer
            if k < len(second) and second[k].start < end:
                parts += [text[place : second[k].start], second[k].text]
                place, end = second[k].end, max(end, second[k].end)
                k += 1
            elif i < len(first) and places[i] < end:
                end = max(end, places[i] + len(first[i].text))
                shift += first[i].end - first[i].start - len(first[i].text)
                i += 1
            else:
                break
        parts.append(text[place:end])
        composed.append(Decoding(source_start, end + shift, "".join(parts), cause, None))
    return composed


def _near(readings: list[Decoding], reading: Decoding) -> list[Decoding]:
    from bisect import bisect_left

    place = bisect_left(readings, reading.start, key=lambda other: other.start)
    return readings[max(0, place - 1) : place + 1]


def _meet(one: Decoding, other: Decoding) -> bool:
    return one.start < other.end and other.start < one.end


ENCODING = Rule(
    name="encoding",
    kind=KIND,
    summary="read again, with the right code table, text that was read with a wrong one",
    trigger=_trigger,
    find=_find,
)
