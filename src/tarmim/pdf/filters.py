"""The filters of a stream, undone one after the other (ISO 32000-2 7.4): one way for all streams.

All filters that text needs are here, in chains of any order; those of images are not. What is damaged gives what
can be had of it, with a problem that says so. What comes out is bounded, and so is the work, whatever a chain asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tarmim.pdf.byte_filters import from_hexadecimal, from_radix_85, from_run_lengths
from tarmim.pdf.decoded import Decoded, Parameters, TooMuchError, Work
from tarmim.pdf.flate import inflate, is_deflated
from tarmim.pdf.lzw import expand
from tarmim.pdf.predictors import undo_predictor
from tarmim.pdf.shown import shown

__all__ = ["decode"]

#: Filters a chain may have: real ones have two, rarely three.
_MOST_FILTERS: Final = 100

#: Bytes that all filters of a chain together may give, in limits of a stream: the last may give one, those before it
#: as much again. 128 MB are inflated in .4 s.
_TOTAL: Final = 2

#: Rounds of loops in Python that a stream may cost: a second's worth. LZW takes one for a byte, RunLength one for a
#: run, the predictors Average and Paeth one for a byte.
_STEPS: Final = 2_000_000

#: Names and abbreviations (table 92) of the filters, and those whose data are pictures.
_FULL_NAMES: Final = {
    "AHx": "ASCIIHexDecode", "A85": "ASCII85Decode", "LZW": "LZWDecode", "Fl": "FlateDecode", "RL": "RunLengthDecode",
    "CCF": "CCITTFaxDecode", "DCT": "DCTDecode",
}  # fmt: skip
_PICTURES: Final = ("CCITTFaxDecode", "DCTDecode", "JBIG2Decode", "JPXDecode")


def decode(raw: bytes, filters: Sequence[tuple[str, Parameters]], *, limit: int) -> Decoded:
    """Return the bytes with the filters undone; nothing, with a problem, where they would be more than `limit`.

    filters  name and parameters of each, in the order in which they are undone
    """
    if len(filters) > _MOST_FILTERS:
        return Decoded(b"", f"it has {len(filters):,} filters")
    if not raw:
        return Decoded(b"")
    work = Work(limit, _TOTAL * limit, _STEPS)
    problems: list[str] = []
    content = raw
    try:
        for name, parameters in filters:
            decoded = _undo(_FULL_NAMES.get(name, name), content, parameters, work)
            content = decoded.content
            if decoded.problem:
                problems.append(decoded.problem)
            if not content:
                break
    except TooMuchError:
        return Decoded(b"", f"it holds more than {limit >> 20} MB, the limit", waste=limit)
    if not filters and is_deflated(raw):
        return _unnamed(raw, work)
    return Decoded(content, "; ".join(problems[:_MOST_PROBLEMS]))


#: Problems of one stream that are told.
_MOST_PROBLEMS: Final = 3


def _undo(name: str, content: bytes, parameters: Parameters, work: Work) -> Decoded:
    if name == "FlateDecode":
        return _predicted(inflate(content, work), parameters, work)
    if name == "LZWDecode":
        return _predicted(expand(content, work, early=parameters.early_change), parameters, work)
    if name == "ASCII85Decode":
        return from_radix_85(content, work)
    if name == "ASCIIHexDecode":
        return from_hexadecimal(content, work)
    if name == "RunLengthDecode":
        return from_run_lengths(content, work)
    if name == "Crypt":
        return Decoded(content)  # decrypted already, or not encrypted (Identity)
    if is_deflated(content):  # named as a picture too: no picture begins so
        inflated, what = inflate(content, work), "is not its own" if name in _PICTURES else "is not known"
        return Decoded(inflated.content, f"its filter {shown(name)} {what}: it is read as FlateDecode")
    if name in _PICTURES:
        return Decoded(b"", f"it is a picture, packed by {name}")
    return Decoded(b"", f"its filter {shown(name)} is not known")


def _predicted(decoded: Decoded, parameters: Parameters, work: Work) -> Decoded:
    """Return the bytes with prediction undone."""
    if parameters.predictor == 1:
        return decoded
    undone = undo_predictor(decoded.content, parameters, work)
    return Decoded(undone.content, decoded.problem or undone.problem)


def _unnamed(raw: bytes, work: Work) -> Decoded:
    """Return a stream that names no filter and is deflated all the same, as a damaged dictionary leaves it."""
    try:
        inflated = inflate(raw, work)
    except TooMuchError:
        return Decoded(raw)
    return Decoded(raw) if inflated.problem else Decoded(inflated.content, "it names no filter and is deflated")
