"""The file's objects as plain Python values: with `open`, `losses` and `process_limits` alone it knows pikepdf.

Objects come out as plain Python values: None, bool, int, float, `Name` (a str), bytes for strings, and three
wrappers that look things up when asked: `Array`, `Dictionary`, `Stream`. Indirect references are followed on the way.
A number that no page can mean, an infinite one among them, counts as none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, overload

from tarmim.errors import PdfError
from tarmim.pdf.decoded import Decoded, Parameters
from tarmim.pdf.numbers import MOST_NUMBER, are_sensible, sensible
from tarmim.pdf.process_limits import STREAM_LIMIT
from tarmim.pdf.shown import shown

if TYPE_CHECKING:
    import pikepdf

__all__ = [
    "HINT_MEND",
    "Array",
    "Dictionary",
    "Name",
    "Stream",
    "Value",
    "first_line",
    "inherited",
    "text_string",
    "written_name",
]

HINT_MEND = "open it in a viewer and print it to a new PDF"

#: How far a page looks up the tree for what it inherits: trees of hundreds of levels are read.
_TREE_DEPTH = 1000


class Name(str):
    """A PDF name, without its slash."""

    __slots__ = ()


class Array(Sequence[Any]):
    """A PDF array; its items are converted one by one, so a cycle of arrays is not followed."""

    __slots__ = ("_object",)

    def __init__(self, array: pikepdf.Object) -> None:
        self._object = array

    def __len__(self) -> int:
        return len(self._object)

    @overload
    def __getitem__(self, index: int) -> Any: ...  # noqa: ANN401 -- a PDF value is any of ten types
    @overload
    def __getitem__(self, index: slice) -> Sequence[Any]: ...
    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            return [self[k] for k in range(*index.indices(len(self)))]
        return _plain(self._object[index])

    def __iter__(self) -> Iterator[Any]:
        return map(_plain, self._object.as_list())

    def tokens(self) -> bytes | None:
        """Return the array as written, b"[ 1 [ 2 3 ] ]", or None where it refers to other objects or holds strings.

        A width array of 10,000 numbers is read 20 times faster so than object by object.
        """
        written: bytes = self._object.unparse()
        return None if any(mark in written for mark in (b"R", b"(", b"<", b"/")) else written

    def numbers(self) -> list[float]:
        """Return the numbers of the array; anything else counts as 0."""
        written = self.tokens()
        if written is not None and written.count(b"[") == 1:
            try:
                numbers = [float(word) for word in written.strip(b"[] \n").split()]
            except ValueError:
                numbers = None
            if numbers is not None:
                return numbers if are_sensible(numbers) else [sensible(one) for one in numbers]
        return [float(item) if isinstance(item, int | float) else 0.0 for item in self]


class Dictionary:
    """A PDF dictionary; what is missing or of another type comes back as nothing."""

    __slots__ = ("_object",)

    def __init__(self, dictionary: pikepdf.Object) -> None:
        self._object = dictionary

    @property
    def identity(self) -> tuple[int, int] | None:
        """Object number and generation, None for a direct object."""
        number, generation = self._object.objgen
        return (number, generation) if number else None

    def get(self, key: str) -> Any:  # noqa: ANN401 -- a PDF value is any of ten types
        """Return the value of a key (without slash), None where there is none."""
        return _plain(self._object.get("/" + key))

    def find(self, name: str) -> Any:  # noqa: ANN401 -- a PDF value is any of ten types
        """Return the value of a key that content names, however its bytes are written; None where there is none."""
        value = self.get(name)
        if value is None and ("#" in name or not name.isascii() or not name.isprintable()):
            for key, found in self._object.items():
                if _name_text(key.encode("utf-8", "surrogateescape")[1:]) == name.replace("#", "\0"):
                    return _plain(found)
        return value

    def keys(self) -> list[str]:
        """Return the keys, without slashes."""
        return [key[1:] for key in self._object.keys()]  # noqa: SIM118 -- iterating a pikepdf object is another thing

    def written(self) -> bytes:
        """Return the dictionary as written: what tells direct objects apart."""
        written: bytes = self._object.unparse()
        return written

    def name(self, key: str) -> str:
        """Return the name under a key, "" where there is none."""
        value = self.get(key)
        return value if isinstance(value, Name) else ""

    def number(self, key: str, default: float = 0.0) -> float:
        """Return the number under a key, or the default."""
        value = self.get(key)
        return float(value) if isinstance(value, int | float) else default

    def whole(self, key: str, default: int = 0, *, most: int) -> int:
        """Return the whole number under a key, from 0 to `most`; the default where there is none such."""
        value = self.number(key, default)
        return int(value) if 0 <= value <= most else default

    def numbers(self, key: str) -> list[float]:
        """Return the numbers of the array under a key, [] where there is none."""
        value = self.get(key)
        return value.numbers() if isinstance(value, Array) else []

    def array(self, key: str) -> Sequence[Any]:
        """Return the array under a key, empty where there is none."""
        value = self.get(key)
        return value if isinstance(value, Array) else ()

    def dictionary(self, key: str) -> Dictionary | None:
        """Return the dictionary (or stream) under a key."""
        value = self.get(key)
        return value if isinstance(value, Dictionary) else None

    def stream(self, key: str) -> Stream | None:
        """Return the stream under a key."""
        value = self.get(key)
        return value if isinstance(value, Stream) else None


class Stream(Dictionary):
    """A PDF stream: a dictionary with bytes."""

    __slots__ = ()

    def decode(self) -> Decoded:
        """Return the bytes with all filters undone, and what is wrong with them; never an error."""
        try:
            raw: bytes = self._object.read_raw_bytes()
            filters = self._filters()
        except Exception as error:  # pikepdf says with many kinds of error that a stream cannot be had
            return Decoded(b"", f"it cannot be read: {first_line(error)}")
        from tarmim.pdf.filters import decode

        return decode(raw, filters, limit=STREAM_LIMIT)

    def read(self) -> bytes:
        """Return what can be had of the bytes with all filters undone; PdfError where that is nothing."""
        decoded = self.decode()
        if decoded.problem and not decoded.content:
            raise PdfError(f"a stream cannot be read: {decoded.problem}", hint=HINT_MEND)
        return decoded.content

    def _filters(self) -> list[tuple[str, Parameters]]:
        """Return name and parameters of each filter (table 5), by their abbreviations too; what is no name is none."""
        names = _several(self.get("Filter")) or [one for one in _several(self.get("F")) if isinstance(one, Name)]
        tables = _several(self.get("DecodeParms")) or _several(self.get("DP"))
        return [
            (str(name), _parameters(tables[k] if k < len(tables) else None))
            for k, name in enumerate(names)
            if isinstance(name, Name)
        ]


#: Filters and their parameters that are looked at.
_MOST_FILTERS = 1000


def _several(value: Value) -> list[Value]:
    """Return the items of an array, or the value alone."""
    if isinstance(value, Array):
        return [value[k] for k in range(min(len(value), _MOST_FILTERS))]
    return [] if value is None else [value]


def _parameters(table: Value) -> Parameters:
    """Return what a dictionary of parameters says, each of its numbers within bounds."""
    if not isinstance(table, Dictionary):
        return Parameters()
    bits = table.whole("BitsPerComponent", 8, most=16)
    return Parameters(
        predictor=table.whole("Predictor", 1, most=100),
        colours=max(1, table.whole("Colors", 1, most=64)),
        bits=bits if bits in (1, 2, 4, 8, 16) else 8,
        columns=max(1, table.whole("Columns", 1, most=1 << 30)),
        early_change=0 if table.number("EarlyChange", 1) == 0 else 1,
    )


#: None, bool, int, float, Name, bytes, Array, Dictionary or Stream.
Value = Any


def inherited(page: Dictionary, key: str) -> Value:
    """Return a page's own value of a key or that of the nearest node above it (ISO 32000-2 7.7.3.4)."""
    node: Dictionary | None = page
    seen: set[tuple[int, int] | None] = set()
    for _ in range(_TREE_DEPTH):
        if node is None or node.identity in seen:
            return None
        value = node.get(key)
        if value is not None:
            return value
        seen.add(node.identity)
        node = node.dictionary("Parent")
    return None


def text_string(value: bytes) -> str:
    """Return a text string: UTF-16 or UTF-8 by its mark, else PDFDocEncoding (ISO 32000-2 7.9.2.2).

    >>> text_string(bytes.fromhex("FEFF0041")), text_string(b"A")
    ('A', 'A')
    """
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    if value.startswith(b"\xff\xfe"):
        return value[2:].decode("utf-16-le", "replace")
    if value.startswith(b"\xef\xbb\xbf"):
        return value[3:].decode("utf-8", "replace")
    return value.decode("latin-1").translate(_pdf_doc_encoding())


def pdf_doc_bytes(text: str) -> bytes:
    """Return a text in PDFDocEncoding (ISO 32000-2 D.3); UnicodeEncodeError where it has characters beyond that."""
    bytes_of = {ord(character): byte for byte, character in _pdf_doc_encoding().items()}
    return text.translate(bytes_of).encode("latin-1")


@cache
def _pdf_doc_encoding() -> dict[int, str]:
    """Return PDFDocEncoding where it is not Latin-1 (ISO 32000-2 D.3)."""
    accents = "\u02d8\u02c7\u02c6\u02d9\u02dd\u02db\u02da\u02dc"
    signs = (
        "\u2022\u2020\u2021\u2026\u2014\u2013\u0192\u2044\u2039\u203a\u2212\u2030\u201e\u201c\u201d\u2018\u2019"
        "\u201a\u2122\ufb01\ufb02\u0141\u0152\u0160\u0178\u017d\u0131\u0142\u0153\u0161\u017e\ufffd\u20ac"
    )
    return {**dict(enumerate(accents, 0x18)), **dict(enumerate(signs, 0x80))}


def _plain(value: Any) -> Value:  # noqa: ANN401 -- what pikepdf hands over
    """Return a value of pikepdf as one of ours; numbers come as int, bool and Decimal already."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return value if -MOST_NUMBER < value < MOST_NUMBER else None
    import pikepdf

    if not isinstance(value, pikepdf.Object):
        return _plain(float(value))
    for kind, convert in _conversions():
        if isinstance(value, kind):
            return convert(value)
    return None


def _name(value: Any) -> Name:  # noqa: ANN401 -- what pikepdf hands over
    try:
        return Name(str(value)[1:])
    except UnicodeDecodeError:
        written: bytes = value.unparse()
        return written_name(written[1:])


def written_name(written: bytes) -> Name:
    """Return a name as text that is written so, without its slash: #xx stand for bytes (7.3.5)."""
    if b"#" in written:
        written = re.sub(rb"#([0-9A-Fa-f]{2})", lambda match: bytes((int(match[1], 16),)), written)
    return _name_text(written)


def _name_text(name: bytes) -> Name:
    """Return the bytes of a name as text: UTF-8 where they are (7.3.5), else a byte a letter."""
    try:
        return Name(name.decode())
    except UnicodeDecodeError:
        return Name(name.decode("latin-1"))


@cache
def _conversions() -> tuple[tuple[Any, Callable[[Any], Value]], ...]:
    """Return pikepdf's kinds of object and what they become, the most frequent first."""
    import pikepdf

    return (
        (pikepdf.Name, _name),
        (pikepdf.Dictionary, Dictionary),
        (pikepdf.Array, Array),
        (pikepdf.Stream, Stream),
        (pikepdf.String, bytes),
    )


def first_line(error: BaseException) -> str:
    """Return what qpdf says, for a message, without the file's name that it puts first."""
    line = str(error).split("\n", 1)[0]
    return shown(re.sub(r"^.*?(?:\.pdf|<[^>]*+>)(?: \([^)]*+\))?+: ", "", line), most=200)
