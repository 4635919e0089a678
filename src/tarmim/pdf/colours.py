"""Fill colours, well enough to tell white on white (ISO 32000-2 8.6)."""

from __future__ import annotations

from collections.abc import Sequence

from tarmim.model.glyph import UNKNOWN_FILL
from tarmim.pdf.objects import Array, Name, Stream, Value

__all__ = ["BLACK", "components", "fill_of"]

BLACK = 0x000000

#: How a colour space's numbers are read: by their count, as tints (1 is full ink), or not at all.
_GRAY, _RGB, _CMYK, _TINT, _UNKNOWN = "gray", "rgb", "cmyk", "tint", "unknown"

_KINDS = {
    "DeviceGray": _GRAY, "G": _GRAY, "CalGray": _GRAY,
    "DeviceRGB": _RGB, "RGB": _RGB, "CalRGB": _RGB,
    "DeviceCMYK": _CMYK, "CMYK": _CMYK,
    "Separation": _TINT, "DeviceN": _TINT,
}  # fmt: skip

_BY_COUNT = {1: _GRAY, 3: _RGB, 4: _CMYK}


def components(space: Value) -> str:
    """Return how the numbers of a colour space are to be read: gray, rgb, cmyk, tint or unknown.

    Profiles are not applied; Lab, Indexed and Pattern are unknown.
    """
    if isinstance(space, Name):
        return _KINDS.get(space, _UNKNOWN)
    if not isinstance(space, Array) or not len(space):
        return _UNKNOWN
    family = space[0]
    if family == "ICCBased" and len(space) > 1:
        profile = space[1]
        return _BY_COUNT.get(int(profile.number("N")), _UNKNOWN) if isinstance(profile, Stream) else _UNKNOWN
    return _KINDS.get(family, _UNKNOWN) if isinstance(family, Name) else _UNKNOWN


def fill_of(kind: str, numbers: Sequence[float]) -> int:
    """Return 0xRRGGBB of a colour, or UNKNOWN_FILL.

    >>> hex(fill_of("gray", [1.0])), hex(fill_of("cmyk", [0, 0, 0, 1]))
    ('0xffffff', '0x0')
    """
    if kind == _GRAY and numbers:
        return _byte(numbers[0]) * 0x010101
    if kind == _RGB and len(numbers) >= 3:
        return _byte(numbers[0]) << 16 | _byte(numbers[1]) << 8 | _byte(numbers[2])
    if kind == _CMYK and len(numbers) >= 4:
        light = 1 - numbers[3]
        return fill_of(_RGB, [(1 - ink) * light for ink in numbers[:3]])
    if kind == _TINT and numbers:
        return _byte(1 - max(numbers)) * 0x010101
    return UNKNOWN_FILL


def _byte(value: float) -> int:
    return round(min(max(value, 0.0), 1.0) * 255)
