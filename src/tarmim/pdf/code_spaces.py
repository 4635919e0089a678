"""The code space of a CMap: how the bytes of a string part into codes (ISO 32000-2 9.7.6.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Octets = NDArray[np.uint8]
    Flags = NDArray[np.bool_]

__all__ = ["MOST_LONG_RANGES", "CodeSpace", "CodeSpaces"]

#: Ranges of codes of three or four bytes that are looked at; Adobe's own CMaps have at most ten. Shorter codes are
#: looked up in a table, however many ranges there are.
MOST_LONG_RANGES: Final = 64

#: Bytes of the longest codes for which a table says which are in the space.
_TABLE_BYTES: Final = 2


@dataclass(frozen=True, slots=True)
class CodeSpace:
    """One range of codes: `low` and `high` bound every byte by itself."""

    low: bytes
    high: bytes


class CodeSpaces:
    """The ranges of a code space, looked up by length.

    lengths  how many bytes codes have, ascending
    """

    __slots__ = ("_ranges", "_tables", "lengths")

    def __init__(self, spaces: Iterable[CodeSpace]) -> None:
        ranges: dict[int, list[CodeSpace]] = {}
        for space in dict.fromkeys(spaces):
            ranges.setdefault(len(space.low), []).append(space)
        self.lengths = tuple(sorted(ranges))
        self._ranges = ranges
        self._tables: dict[int, Flags] = {}

    def split(self, string: bytes) -> list[tuple[int, int]]:
        """Return code and length of each code in a string; bytes outside the code space pass as codes of one byte.

        A code is matched from the shortest range up; a string that ends amid a code ends there.
        """
        import numpy as np

        octets = np.frombuffer(string, np.uint8)
        begins = [(length, self._begins(octets, length).tobytes()) for length in self.lengths]
        codes, place, end = [], 0, len(string)
        while place < end:
            length = next((n for n, flags in begins if place < len(flags) and flags[place]), self.lengths[0])
            code = string[place : place + length]
            codes.append((int.from_bytes(code, "big"), len(code)))
            place += length
        return codes

    def _begins(self, octets: Octets, length: int) -> Flags:
        """Return for each place of a string whether the bytes from there on are a code of a length."""
        import numpy as np

        count = max(len(octets) - length + 1, 0)
        columns = [octets[k : k + count] for k in range(length)]
        if length <= _TABLE_BYTES:
            found: Flags = self._table(length)[tuple(columns)]
            return found
        found = np.zeros(count, bool)
        for space in self._ranges[length][:MOST_LONG_RANGES]:
            inside = np.ones(count, bool)
            for column, low, high in zip(columns, space.low, space.high, strict=True):
                inside &= (column >= low) & (column <= high)
            found |= inside
        return found

    def _table(self, length: int) -> Flags:
        """Return which codes of one or two bytes are in the space."""
        import numpy as np

        table = self._tables.get(length)
        if table is None:
            table = self._tables[length] = np.zeros((256,) * length, bool)
            for space in self._ranges[length]:
                table[tuple(slice(low, high + 1) for low, high in zip(space.low, space.high, strict=True))] = True
        return table
