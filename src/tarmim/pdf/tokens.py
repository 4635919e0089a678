"""Content streams as instructions: operands and operator (ISO 32000-2 7.8.2).

One regular expression takes an instruction at a time, operands unparsed: of the forty operators on a page a handful
matter for text, and the operands of the others are never looked at. It runs 2.5 times as fast as qpdf's tokeniser
with the objects that one makes (1.3 against 3.4 ms on a page of 54 kB). All repetitions are possessive, so the time is
linear in the bytes.
"""

from __future__ import annotations

import re
from binascii import Error as HexError
from binascii import unhexlify
from functools import cache

from tarmim.pdf.numbers import sensible

__all__ = [
    "after_inline_image",
    "floats",
    "instruction_pattern",
    "literal_string",
    "number_of",
    "show_pattern",
    "string_bytes",
]

_SPACE = rb"[\x00\t\n\x0c\r ]"
_NAME = rb"/[^\x00\t\n\x0c\r ()<>\[\]{}/%]*+"
_HEX = rb"<[^<>()\[\]/]*+>"
_OPERATOR = rb"[A-Za-z'\"][A-Za-z0-9*'\"]*+"

#: How deep parentheses may nest in a string, and dictionaries in each other: deeper ones are legal and never met.
_STRING_DEPTH = 6
_DICTIONARY_DEPTH = 4


@cache
def _literal() -> bytes:
    pattern = rb"\((?:[^()\\]++|\\[\s\S])*+\)"
    for _ in range(_STRING_DEPTH - 1):
        pattern = rb"\((?:[^()\\]++|\\[\s\S]|" + pattern + rb")*+\)"
    return pattern


@cache
def _dictionary() -> bytes:
    body = rb"[^<>()]++|" + _literal() + rb"|" + _HEX
    pattern = rb"<<(?:" + body + rb")*+>>"
    for _ in range(_DICTIONARY_DEPTH - 1):
        pattern = rb"<<(?:" + body + rb"|" + pattern + rb")*+>>"
    return pattern


@cache
def instruction_pattern() -> re.Pattern[bytes]:
    """Return the pattern of an instruction: group 1 is its operands, group 2 its operator.

    Comments before it are in neither; one among the operands is in group 1. Group 2 is empty at the end of the stream,
    and one byte that is no operator where the stream is damaged.
    """
    array = rb"\[(?:[^\[\]()<>%]++|%[^\r\n]*+|" + _HEX + rb"|" + _literal() + rb")*+\]"
    operand = rb"|".join([rb"[-+.\d\x00\t\n\x0c\r ]++", _HEX, _NAME, array, _literal(), _dictionary(), rb"%[^\r\n]*+"])
    comments = _SPACE + rb"*+(?:%[^\r\n]*+" + _SPACE + rb"*+)*+"
    return re.compile(comments + rb"((?:" + operand + rb")*+)(" + _OPERATOR + rb"|\Z|[\s\S])")


@cache
def show_pattern() -> re.Pattern[bytes]:
    """Return the pattern of what stands in the operand of Tj and TJ: strings and numbers."""
    return re.compile(_HEX + rb"|" + _literal() + rb"|[-+.\d]++")


def floats(operands: bytes) -> list[float]:
    """Return the numbers among operands; what is no number is left out.

    >>> floats(b" 1 .5 -2")
    [1.0, 0.5, -2.0]
    """
    try:
        numbers = [float(word) for word in operands.split()]
        return numbers if len(operands) < _LONG_OPERANDS else [sensible(number) for number in numbers]
    except ValueError:
        operands = re.sub(rb"%[^\r\n]*+", b"", operands)
        return [number_of(word) for word in re.findall(rb"[-+]*+(?:\d[-\d]*+\.?[-\d]*+|\.\d[-\d]*+)", operands)]


#: Operands that may hold a number past any sense, a hundred digits long; six numbers of a matrix have some 60.
_LONG_OPERANDS = 100


def number_of(word: bytes, otherwise: float = 0.0) -> float:
    """Return a number, read as viewers read bad ones: `--5` is -5, `1.2-3` is 1.2, `-` is 0.

    otherwise  what stands for one that makes no sense: see `sensible`

    >>> number_of(b"--5"), number_of(b"12-7"), number_of(b".")
    (-5.0, 12.0, 0.0)
    """
    try:
        return sensible(float(word), otherwise)
    except ValueError:
        match = re.match(rb"([-+]*+)(\d*+(?:\.\d*+)?+)", word)
        digits = match[2] if match else b""
        value = float(digits) if digits.strip(b".") else 0.0
        return sensible(-value if match and b"-" in match[1] else value, otherwise)


def string_bytes(token: bytes) -> bytes:
    r"""Return the bytes of a string as written, <0041> or (A) (ISO 32000-2 7.3.4).

    >>> string_bytes(b"<00 4>"), string_bytes(b"(a\\051)")
    (b'\x00@', b'a)')
    """
    if token[:1] == b"<":
        try:
            return unhexlify(token[1:-1])
        except HexError:
            digits = token[1:-1].translate(None, b"\0\t\n\f\r ")
            digits = re.sub(rb"[^0-9A-Fa-f]", b"0", digits)  # an altered digit: those after it keep their places
            return unhexlify(digits + b"0" * (len(digits) % 2))
    return literal_string(token[1:-1])


def literal_string(body: bytes) -> bytes:
    """Return the bytes of a string written between parentheses, without them."""
    if b"\r" in body:
        body = re.sub(rb"(?<!\\)\r\n?", b"\n", body)
    if b"\\" not in body:
        return body
    return re.sub(rb"\\([0-7]{1,3}|\r\n?|[\s\S]|\Z)", _escape, body)


_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}


def _escape(match: re.Match[bytes]) -> bytes:
    letter: bytes = match[1]
    if letter.isdigit() and letter[:1] < b"8":
        return bytes((int(letter, 8) & 0xFF,))
    return _ESCAPES.get(letter, letter)


def after_inline_image(content: bytes, start: int) -> tuple[int, bool]:
    """Return where the content goes on after the data of an inline image, and whether the image has an end.

    The data begin at `start`, just after ID. EI ends them where blanks stand around it and what follows reads like
    content (ISO 32000-2 8.9.7): they may hold the two letters by chance. Where text or another image begins before
    that, the end is lost.
    """
    for match in _image_end_pattern().finditer(content, start):
        if match[1]:
            loose = content.find(b"EI", start, match.start())
            return (match.start(), False) if loose < 0 else (loose + 2, True)
        if not re.search(rb"[^\t\n\x0c\r -~]", content[match.end() : match.end() + _LOOK_AHEAD]):
            return match.end(), True
    loose = content.find(b"EI", start)
    return (len(content), False) if loose < 0 else (loose + 2, True)


@cache
def _image_end_pattern() -> re.Pattern[bytes]:
    """Return the pattern of EI, and of what begins text or an image, group 1, with plain ASCII behind it."""
    begin = rb"(BT|BI)(?=" + _SPACE + rb"[\t\n\x0c\r -~]{16})"
    return re.compile(rb"(?<=" + _SPACE + rb")(?:EI(?=" + _SPACE + rb"|\Z)|" + begin + rb")")


#: How many bytes after EI must be plain ASCII: eight random ones are so in 1 of 600 cases; after BT and BI 16.
_LOOK_AHEAD = 8
