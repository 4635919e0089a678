"""Damage to the objects of a PDF (ISO 32000-2 7.3): values, types, references, trees."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from tests.fuzz.objects import Change, places_of

__all__ = ["CHANGES"]

#: Keys that reading text looks at, and that a mutant is to lie about more often than about others.
TELLING: Final = (
    "ActualText", "Annots", "BBox", "BaseEncoding", "BaseFont", "CIDSystemInfo", "CIDToGIDMap", "CharProcs",
    "ColorSpace", "Contents", "Count", "CropBox", "DW", "DW2", "DecodeParms", "DescendantFonts", "Differences",
    "Encoding", "ExtGState", "Filter", "FirstChar", "FontBBox", "FontDescriptor", "FontFile2", "FontFile3",
    "FontMatrix", "Kids", "LastChar", "Length", "Matrix", "MediaBox", "OC", "OCProperties", "Parent", "Properties",
    "Resources", "Root", "Rotate", "Subtype", "ToUnicode", "Type", "UseCMap", "UserUnit", "W", "W2", "WMode", "Widths",
    "XObject",
)  # fmt: skip

_NUMBERS: Final = (
    0, -1, 1, 255, 65536, 2**31, -(2**31), 2**62, Decimal("0.0001"), Decimal("-1000000000"), Decimal("1" + "0" * 38),
    Decimal("1" + "0" * 310),
)  # fmt: skip
_NAMES: Final = (
    "/Identity", "/Identity-H", "/Identity-V", "/WinAnsiEncoding", "/Form", "/Type0", "/Type3", "/Pages", "/Page",
    "/FlateDecode", "/90ms-RKSJ-H", "/UniGB-UCS2-H", "/" + "x" * 300, "/\u001b[31mred", "/a\nb", "/\u202ealef",
)  # fmt: skip
_STREAMS: Final = (
    b"",
    b"BT /F1 9 Tf (x) Tj ET " * 20,
    b"1 beginbfrange <0000> <FFFF> <0627> endbfrange",
    b"\x00\x01\x00\x00" + bytes(range(256)),
)


def _value(random: Random, pdf: Pdf, depth: int = 0) -> Any:
    """Return some value: any type, any object of the file."""
    kind = random.randrange(9 if depth < 2 else 6)
    if kind == 0:
        return random.choice(_NUMBERS)
    if kind == 1:
        return Name(random.choice(_NAMES))
    if kind == 2:
        return random.choice(
            (String(""), String("\x1b]0;title\x07"), String(random.randbytes(random.choice((1, 7, 300)))))
        )
    if kind == 3:
        return random.choice((True, False))
    if kind in (4, 5):
        return random.choice([entry for entry in pdf.objects if isinstance(entry, pikepdf.Object)])
    if kind == 6:
        return Array([_value(random, pdf, depth + 1) for _ in range(random.choice((0, 1, 2, 6, 50)))])
    if kind == 7:
        return Dictionary(
            {"/" + random.choice(TELLING): _value(random, pdf, depth + 1) for _ in range(random.randrange(4))}
        )
    return Stream(pdf, random.choice(_STREAMS))


def _put(target: Any, key: str | int, value: Any) -> None:
    """Put a value where the library lets it be put."""
    try:
        target[key] = value
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, RuntimeError, AttributeError):
        return


def _chosen(random: Random, pdf: Pdf) -> Sequence[tuple[Any, str | int]]:
    """Return places to change: mostly such as reading text looks at."""
    places = places_of(pdf)
    telling = [place for place in places if isinstance(place[1], str) and place[1].strip("/") in TELLING]
    return random.choices(telling if telling and random.random() < 0.7 else places, k=random.choice((1, 1, 2, 3, 6)))


def exchange_values(random: Random, pdf: Pdf) -> None:
    """Values become other values, of the same type or of another."""
    for target, key in _chosen(random, pdf):
        _put(target, key, _value(random, pdf))


def exchange_places(random: Random, pdf: Pdf) -> None:
    """Two values of the file change places."""
    first, second = random.choices(places_of(pdf), k=2)
    values = [target[key] for target, key in (first, second)]
    _put(*first, values[1])
    _put(*second, values[0])


def wrong_references(random: Random, pdf: Pdf) -> None:
    """References lead to other objects, or to the object they stand in."""
    for target, key in _chosen(random, pdf):
        around = target if target.is_indirect else pdf.Root
        others = [entry for entry in pdf.objects if isinstance(entry, pikepdf.Object)]
        _put(target, key, random.choice((around, random.choice(others))))


def extreme_numbers(random: Random, pdf: Pdf) -> None:
    """Numbers become extreme."""
    places = [place for place in places_of(pdf) if isinstance(place[0][place[1]], int | Decimal | bool)]
    for target, key in random.sample(places, min(len(places), random.choice((1, 3, 10)))):
        _put(target, key, random.choice(_NUMBERS))


def drop_keys(random: Random, pdf: Pdf) -> None:
    """Keys are not there."""
    for target, key in _chosen(random, pdf):
        try:
            del target[key]
        except (KeyError, ValueError, TypeError, IndexError, AttributeError):
            continue


def add_keys(random: Random, pdf: Pdf) -> None:
    """Keys stand where nothing expects them."""
    dictionaries = [entry for entry in pdf.objects if isinstance(entry, Dictionary | Stream)]
    for target in random.choices(dictionaries, k=random.choice((1, 3))):
        _put(target, "/" + random.choice(TELLING), _value(random, pdf))


def cycles(random: Random, pdf: Pdf) -> None:
    """Kids, Parent, Contents, Resources, forms and fonts lead back to themselves (7.7.3.2 wants a tree)."""
    page = pdf.pages[random.randrange(len(pdf.pages))].obj if len(pdf.pages) else pdf.Root
    tree, which = pdf.Root.get("/Pages", pdf.Root), random.randrange(6)
    if which == 0:
        _put(tree, "/Kids", Array([tree, *list(tree.get("/Kids", Array()))]))
    elif which == 1:
        _put(tree, "/Parent", random.choice((tree, page)))
    elif which == 2:
        inner = pdf.make_indirect(Array([page.get("/Contents", page)]))
        inner.append(inner)
        _put(page, "/Contents", inner)
    elif which == 3:
        _put(page, "/Resources", page)
    elif which == 4:
        form = pdf.make_indirect(Stream(pdf, b"/X Do q /X Do Q"))
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 900, 900])
        form.Resources = Dictionary(XObject=Dictionary(X=form))
        _put(page, "/Contents", Array([page.get("/Contents", form), form]))
        _put(page.get("/Resources", page), "/XObject", Dictionary(X=form))
    else:
        fonts = [entry for entry in pdf.objects if isinstance(entry, Dictionary) and "/DescendantFonts" in entry]
        for font in fonts:
            _put(font, "/DescendantFonts", Array([font]))


def flood_tree(random: Random, pdf: Pdf) -> None:
    """The tree of pages is deep, or has one page many times, or other things among its pages."""
    tree = pdf.Root.get("/Pages", pdf.Root)
    kids = list(tree.get("/Kids", Array()))
    which = random.randrange(3)
    if which == 0:
        for _ in range(random.choice((10, 300))):
            inner = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array(kids), Count=len(kids)))
            kids = [inner]
        _put(tree, "/Kids", Array(kids))
    elif which == 1:
        _put(tree, "/Kids", Array(kids * random.choice((2, 8))))
    else:
        _put(tree, "/Kids", Array([Dictionary(), None, 3, Name.X, *kids, Array(kids)]))


#: Every change of objects.
CHANGES: Final[tuple[Change, ...]] = (
    exchange_values, exchange_places, wrong_references, extreme_numbers, drop_keys, add_keys, cycles, flood_tree,
)  # fmt: skip
