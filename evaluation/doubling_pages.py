"""Shapes of pages for `evaluation.doubling`: each is a PDF of one page with a number of things on it.

None of them is a page that anybody set. They are what makes a step look at each thing beside every other one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Final

__all__ = ["PAGES"]

_WIDTH, _HEIGHT = 595, 842
#: Letters of a line, and how far lines are apart, where a shape has lines: its page is as high as they need.
_LINE: Final = 50
_LEADING: Final = 10
#: Codes of the font that all shapes share: 1 to 40 are letters from U+0621 on, 50 is a mark without a width.
_LETTERS: Final = 40
_MARK: Final = 50
_MAP: Final = b"2 beginbfrange <0001> <0028> <0621> <0032> <0032> <064E> endbfrange"


def _file(
    content: bytes,
    *,
    height: float = _HEIGHT,
    fonts: Mapping[str, bytes] | None = None,
    more: bytes = b"",
    **streams: bytes,
) -> bytes:
    """Return a PDF of one page.

    height   of the page, in points
    fonts    their ToUnicode maps by name; one named F of the usual letters where none are given
    more     further resources
    streams  further streams by name, whole with their dictionaries; object 10 is the first of them
    """
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        4: _stream(content),
    }
    names = {name: 10 + k for k, name in enumerate(streams)}
    objects.update((names[name], written) for name, written in streams.items())
    resources, number = [], 10 + len(streams)
    for name, mapped in (fonts or {"F": _MAP}).items():
        resources.append(b"/%s %d 0 R" % (name.encode(), number))
        objects[number] = _FONT % (number + 1, number + 2)
        objects[number + 1] = _CID_FONT
        objects[number + 2] = _stream(b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange " + mapped)
        number += 3
    objects[3] = _PAGE % (_WIDTH, height, b" ".join(resources), more)
    return _written(objects)


_PAGE: Final = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %.2f] /Contents 4 0 R /Resources << /Font << %s >> %s >> >>"
)
_FONT: Final = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H "
    b"/DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>"
)
_CID_FONT: Final = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /DW 600 /W [50 [0]] >>"


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


def _written(objects: Mapping[int, bytes]) -> bytes:
    """Return a file of objects by number."""
    parts, places, size = [b"%PDF-1.7\n"], {}, 9
    for number in sorted(objects):
        places[number] = size
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, objects[number]))
        size += len(parts[-1])
    count = max(objects) + 1
    free = b"0000000000 65535 f \n"
    table = b"".join(b"%010d 00000 n \n" % places[k] if k in places else free for k in range(count))
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (count, size)
    return b"".join((*parts, b"xref\n0 %d\n" % count, table, trailer))


def _text(shown: Iterator[bytes], size: int = 10) -> bytes:
    return b"BT /F %d Tf %s ET" % (size, b"\n".join(shown))


def _letter(k: int) -> bytes:
    return b"<%04X> Tj" % (1 + k % _LETTERS)


def _scattered(count: int) -> bytes:
    """Return this: glyphs at random places."""
    rng = Random(1)
    return _file(
        _text(
            b"1 0 0 1 %.2f %.2f Tm %s" % (rng.uniform(20, 570), rng.uniform(20, 820), _letter(k)) for k in range(count)
        )
    )


def _turned(count: int) -> bytes:
    """Return this: glyphs at random places in random directions."""
    rng = Random(2)

    def shown() -> Iterator[bytes]:
        for k in range(count):
            angle = rng.uniform(0, 2 * math.pi)
            cosine, sine = math.cos(angle), math.sin(angle)
            place = (rng.uniform(20, 570), rng.uniform(20, 820))
            yield b"%.4f %.4f %.4f %.4f %.2f %.2f Tm %s" % (cosine, sine, -sine, cosine, *place, _letter(k))

    return _file(_text(shown()))


def _directions(count: int) -> bytes:
    """Return this: one letter a line, each line in another direction, from the top of the page to its foot."""

    def shown() -> Iterator[bytes]:
        for k in range(count):
            angle = 2 * math.pi * k / count
            cosine, sine = math.cos(angle), math.sin(angle)
            yield b"%.5f %.5f %.5f %.5f 300 %.3f Tm %s" % (
                cosine, sine, -sine, cosine, 820 - 800 * k / count, _letter(k),
            )  # fmt: skip

    return _file(_text(shown()))


def _height(count: int) -> float:
    """Return how high a page of so many glyphs in lines is."""
    return 40.0 + _LEADING * (count / _LINE + 1)


def _places(count: int) -> Iterator[tuple[float, float]]:
    """Yield where each of many glyphs stands, line below line, from the foot of the page."""
    for k in range(count):
        yield 20 + 11 * (k % _LINE), 20 + _LEADING * (k // _LINE)


def _lines(count: int) -> Iterator[bytes]:
    """Yield the operators that put each of many glyphs in its place."""
    for place in _places(count):
        yield b"1 0 0 1 %d %d Tm " % place


def _newspaper(count: int) -> bytes:
    """Return this: a page set densely, five columns of lines of forty letters each."""
    rng = Random(3)
    rows = max(count // 200, 1)

    def shown() -> Iterator[bytes]:
        for row in range(rows):
            for column in range(5):
                codes = b"".join(b"%04X" % rng.randint(1, _LETTERS) for _ in range(40))
                yield b"1 0 0 1 %d %d Tm <%s> Tj" % (20 + 112 * column, 20 + 9 * row, codes)

    return _file(b"BT /F 7 Tf 60 Tz %s ET" % b"\n".join(shown()), height=60.0 + 9 * rows)


def _fonts(count: int) -> bytes:
    """Return this: a font for every hundred glyphs."""
    fonts = {f"F{k}": _MAP for k in range(max(count // 100, 1))}
    shown = (b"/F%d 8 Tf %s%s" % (k // 100 % len(fonts), place, _letter(k)) for k, place in enumerate(_lines(count)))
    return _file(b"BT " + b"\n".join(shown) + b" ET", height=_height(count), fonts=fonts)


def _codes(count: int) -> bytes:
    """Return this: every glyph another code, as far as two bytes go."""
    mapped = b"1 beginbfrange <0000> <FFFF> <0000> endbfrange"
    shown = (b"%s<%04X> Tj" % (place, k % 0x10000) for k, place in enumerate(_lines(count)))
    return _file(_text(shown, 8), height=_height(count), fonts={"F": mapped})


def _maps(count: int) -> bytes:
    """Return this: a map with an entry for every glyph, a word of ten letters each."""
    pairs = b"".join(b"<%04X> <%s>" % (k % 0x10000, b"0628" * 10) for k in range(count))
    shown = (b"%s%s" % (place, _letter(k)) for k, place in enumerate(_lines(100)))
    return _file(_text(shown), fonts={"F": b"beginbfchar " + pairs + b" endbfchar"})


def _marks(count: int) -> bytes:
    """Return this: marks on one letter."""
    return _file(b"BT /F 10 Tf 300 400 Td <0008> Tj %s ET" % (b"<%04X> Tj " % _MARK * count))


def _far_marks(count: int) -> bytes:
    """Return this: letters, and as many marks that stand far from those written beside them."""
    letters = b"".join(b"%s<0008> Tj " % place for place in _lines(count // 2))
    marks = b"".join(b"%s<%04X> Tj " % (place, _MARK) for place in _lines(count // 2))
    return _file(b"BT /F 8 Tf %s %s ET" % (letters, marks), height=_height(count))


def _raised(count: int) -> bytes:
    """Return this: a line of letters, and one of small signs raised above it."""
    half = count // 2

    def line(size: int, height: int) -> bytes:
        shown = (b"1 0 0 1 %.3f %d Tm %s" % (20 + 550 * k / half, height, _letter(k)) for k in range(half))
        return b"/F %d Tf %s" % (size, b"\n".join(shown))

    return _file(b"BT %s %s ET" % (line(10, 400), line(5, 404)))


def _unmapped(count: int) -> bytes:
    """Return this: words of codes that no map tells, every glyph another code."""
    shown = (b"%s<%04X> Tj" % (place, k % 0x10000) for k, place in enumerate(_lines(count)))
    return _file(_text(shown, 8), height=_height(count), fonts={"F": b""})


def _copies(count: int) -> bytes:
    """Return this: copies of one letter on one place, now and then a little aside."""
    rng = Random(4)
    return _file(_text(b"1 0 0 1 %.2f 400 Tm <0008> Tj" % (300 + rng.choice((0, 0, 0.2, 3))) for _ in range(count)))


def _rules(count: int) -> bytes:
    """Return this: a grid of ruled lines, a letter in each of its cells."""
    side = max(math.isqrt(count // 2), 1)
    lines = [b"20 %.3f 550 .3 re f" % (20 + 800 * k / side) for k in range(side)]
    lines += [b"%.3f 20 .3 800 re f" % (20 + 550 * k / side) for k in range(side)]
    places = (
        b"1 0 0 1 %.3f %.3f Tm %s"
        % (20 + 550 * (k % side + 0.3) / side, 20 + 800 * (k // side + 0.3) / side, _letter(k))
        for k in range(side * side)
    )
    return _file(b"\n".join(lines) + b"\n" + _text(places, 4))


def _grounds(count: int) -> bytes:
    """Return this: white letters, each on a coloured area of its own and clipped to it."""
    parts = (
        b"q 0 0 1 rg %d %d 9 9 re f %d %d 9 9 re W n 1 g BT /F 8 Tf %d %d Td %s ET Q"
        % (*place, *place, *place, _letter(k))
        for k, place in enumerate(_places(count))
    )
    return _file(b"\n".join(parts), height=_height(count))


def _forms(count: int) -> bytes:
    """Return this: a letter drawn by a form, again and again."""
    form = _stream(b"BT /F 8 Tf 0 0 Td <0008> Tj ET", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    drawn = (b"q 1 0 0 1 %d %d cm /X Do Q" % place for place in _places(count))
    return _file(b"\n".join(drawn), height=_height(count), more=b"/XObject << /X 10 0 R >>", X=form)


def _actual_texts(count: int) -> bytes:
    """Return this: every letter with an ActualText."""
    shown = (
        b"/Span << /ActualText <FEFF%04X> >> BDC %s%s EMC" % (0x621 + k % _LETTERS, place, _letter(k))
        for k, place in enumerate(_lines(count))
    )
    return _file(_text(shown, 8), height=_height(count))


def _nested(count: int) -> bytes:
    """Return this: marked content in marked content, a letter in each."""
    begins = (b"/P << /MCID %d >> BDC %s%s" % (k, place, _letter(k)) for k, place in enumerate(_lines(count)))
    return _file(_text(begins, 8) + b" EMC" * count, height=_height(count))


def _one_string(count: int) -> bytes:
    """Return this: all glyphs in one string."""
    codes = b"".join(b"%04X" % (1 + k % _LETTERS) for k in range(count))
    return _file(b"BT /F 8 Tf %.6f Tz 20 400 Td <%s> Tj ET" % (10_000 / count, codes))


#: The shapes by name: each returns the PDF of a page with about as many glyphs, marks, areas … as it is given.
PAGES: Final[Mapping[str, Callable[[int], bytes]]] = {
    "glyphs at random places": _scattered,
    "glyphs in random directions": _turned,
    "a letter a line, lines in all directions": _directions,
    "a dense page of columns": _newspaper,
    "fonts": _fonts,
    "codes": _codes,
    "maps": _maps,
    "marks on one letter": _marks,
    "marks far from their letters": _far_marks,
    "raised signs": _raised,
    "codes without a map": _unmapped,
    "copies of one letter": _copies,
    "rules": _rules,
    "areas and clips": _grounds,
    "forms": _forms,
    "ActualText": _actual_texts,
    "marked content in marked content": _nested,
    "one string": _one_string,
}
