"""Shapes of JSON: what kind of value stands where; a value that is another is refused with the way to it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Final

__all__ = [
    "Shape",
    "ShapeError",
    "count",
    "each",
    "flag",
    "map_of",
    "number",
    "number_from_1",
    "one_of",
    "optional",
    "or_null",
    "record",
    "row_of",
    "share",
    "text",
    "whole",
]  # fmt: skip

#: Called with a value; raises ShapeError where that is of another shape.
Shape = Callable[[object], None]

#: Offsets are kept in 32 bits.
_MOST: Final = 2**31 - 1
#: More than any length on a page; products of two are still numbers.
_FARTHEST: Final = 1e100
#: By so much a share may be off by rounding.
_ROUNDING: Final = 1e-9


class ShapeError(ValueError):
    """A value that is not of the shape it should have; `way` leads to it from the whole."""

    def __init__(self, wanted: str, way: str = "") -> None:
        super().__init__(wanted)
        self.wanted = wanted
        self.way = way

    def __str__(self) -> str:
        """Return where it stands, and what should stand there."""
        return f"{self.way.removeprefix('.') or 'it'} is not {self.wanted}"


def text(found: object) -> None:
    """Take a string."""
    if type(found) is not str:
        raise ShapeError("a text")


def flag(found: object) -> None:
    """Take true and false."""
    if type(found) is not bool:
        raise ShapeError("true or false")


def whole(found: object) -> None:
    """Take a whole number of 32 bits."""
    if type(found) is not int or not -_MOST <= found <= _MOST:
        raise ShapeError("a whole number")


def count(found: object) -> None:
    """Take a whole number from 0."""
    if type(found) is not int or not 0 <= found <= _MOST:
        raise ShapeError("a whole number from 0")


def number_from_1(found: object) -> None:
    """Take a whole number from 1."""
    if type(found) is not int or not 1 <= found <= _MOST:
        raise ShapeError("a whole number from 1")


def number(found: object) -> None:
    """Take a number that is one: no NaN, nothing without end."""
    if type(found) not in (int, float) or not -_FARTHEST <= found <= _FARTHEST:  # type: ignore[operator]
        raise ShapeError("a number")


def share(found: object) -> None:
    """Take a number from 0 to 1."""
    if type(found) not in (int, float) or not -_ROUNDING <= found <= 1 + _ROUNDING:  # type: ignore[operator]
        raise ShapeError("a number from 0 to 1")


def one_of(names: Collection[str]) -> Shape:
    """Return the shape of a string that is one of these."""

    def check(found: object) -> None:
        if not isinstance(found, str) or found not in names:
            raise ShapeError("one of " + ", ".join(names))

    return check


def or_null(shape: Shape) -> Shape:
    """Return the shape that takes null too."""

    def check(found: object) -> None:
        if found is not None:
            shape(found)

    return check


def each(shape: Shape) -> Shape:
    """Return the shape of a list whose values are all of one shape."""

    def check(found: object) -> None:
        if not isinstance(found, list):
            raise ShapeError("a list")
        place = 0
        try:
            for one in found:
                shape(one)
                place += 1
        except ShapeError as error:
            error.way = f"[{place}]{error.way}"
            raise

    return check


def row_of(length: int, shape: Shape) -> Shape:
    """Return the shape of a list of so many values of one shape."""
    list_of_them = each(shape)

    def check(found: object) -> None:
        if not isinstance(found, list) or len(found) != length:
            raise ShapeError(f"a list of {length}")
        list_of_them(found)

    return check


def map_of(shape: Shape) -> Shape:
    """Return the shape of an object with any names, whose values are all of one shape."""

    def check(found: object) -> None:
        if not isinstance(found, dict):
            raise ShapeError("an object")
        record(**dict.fromkeys(found, shape))(found)

    return check


def optional(shape: Shape) -> tuple[Shape, bool]:
    """Return what `record` is given for an entry that need not be there."""
    return shape, True


def record(**entries: Shape | tuple[Shape, bool]) -> Shape:
    """Return the shape of an object that has these entries; others in it are not looked at."""
    needed: Mapping[str, Shape] = {name: shape for name, shape in entries.items() if not isinstance(shape, tuple)}
    others = {name: shape[0] for name, shape in entries.items() if isinstance(shape, tuple)}

    def check(found: object) -> None:
        if not isinstance(found, dict):
            raise ShapeError("an object")
        name = ""
        try:
            for name, shape in needed.items():
                if name not in found:
                    raise ShapeError("there")
                shape(found[name])
            for name, shape in others.items():
                if name in found:
                    shape(found[name])
        except ShapeError as error:
            error.way = f".{name}{error.way}"
            raise

    return check
