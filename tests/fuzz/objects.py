"""Ways into a PDF for the mutators: a change of objects made from a change of bytes, and what is to be found there."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Pdf, Stream

__all__ = ["Change", "fonts_of", "places_of", "saved", "streams_of", "through_objects"]

#: What changes an open PDF in place.
Change = Callable[[Random, Pdf], None]

#: Places of one object that are looked at: arrays of widths may be long.
_MOST_PLACES: Final = 24
_DEEPEST: Final = 8


def saved(pdf: Pdf, **settings: Any) -> bytes:
    """Return the bytes of a PDF, its streams as they are: nothing is decoded, compressed or mended."""
    out = io.BytesIO()
    settings = {"object_stream_mode": pikepdf.ObjectStreamMode.disable, **settings}
    level = pikepdf.StreamDecodeLevel.none
    pdf.save(out, compress_streams=False, stream_decode_level=level, fix_metadata_version=False, **settings)
    return out.getvalue()


def through_objects(change: Change) -> Callable[[Random, bytes], bytes]:
    """Return a mutator of bytes that changes the objects; bytes that are no PDF come back as they went in."""

    def mutator(random: Random, data: bytes) -> bytes:
        try:
            with pikepdf.open(io.BytesIO(data)) as pdf:
                change(random, pdf)
                mode = random.choice((pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate))
                return saved(pdf, object_stream_mode=mode, static_id=True)
        except (pikepdf.PdfError, pikepdf.PasswordError):
            return data

    mutator.__name__ = mutator.__qualname__ = change.__name__
    mutator.__doc__ = change.__doc__
    return mutator


def streams_of(pdf: Pdf, has: Callable[[bytes], bool] = bool) -> list[tuple[Stream, bytes]]:
    """Return the streams whose decoded bytes are such, with these bytes."""
    found = []
    for entry in pdf.objects:
        if isinstance(entry, Stream):
            try:
                content = entry.read_bytes()
            except pikepdf.PdfError:
                continue
            if has(content):
                found.append((entry, content))
    return found


def fonts_of(pdf: Pdf) -> list[Any]:
    """Return the dictionaries of fonts, descendants too."""
    dictionaries = (entry for entry in pdf.objects if isinstance(entry, Dictionary))
    return [entry for entry in dictionaries if entry.get("/Type") == "/Font" or "/FontDescriptor" in entry]


def places_of(pdf: Pdf) -> list[tuple[Any, str | int]]:
    """Return where values stand in the objects of a PDF: the dictionary or array, and the key or index."""
    return [place for entry in pdf.objects for place in _places_in(entry, 0)]


def _places_in(entry: Any, depth: int) -> Iterator[tuple[Any, str | int]]:
    keys: list[Any] = []
    if isinstance(entry, Dictionary | Stream):
        keys = list(entry.keys())
    elif isinstance(entry, Array):
        keys = list(range(min(len(entry), _MOST_PLACES)))
    for key in keys:
        yield entry, key
        value = entry[key]
        if depth < _DEEPEST and isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield from _places_in(value, depth + 1)
