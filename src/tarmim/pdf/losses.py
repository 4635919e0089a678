"""What is lost of a file that opens: pages its tree does not reach, content and fonts that are named and not there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

__all__ = ["damaged_objects", "lost_contents", "lost_pages", "missing_objects"]

#: Keys that are looked at where they refer to another object: without these a page or a font gives no text.
_OF_PAGES = ("/Contents", "/Resources")
_OF_FONTS = ("/DescendantFonts", "/ToUnicode", "/FontDescriptor")

#: Objects looked through for pages that the tree has lost.
_MOST_OBJECTS = 1_000_000


def lost_pages(pdf: pikepdf.Pdf, pages: Sequence[pikepdf.Object], warnings: Sequence[str]) -> list[pikepdf.Object]:
    """Return the pages that the tree should reach and does not, by object number.

    warnings  what qpdf said while it walked through the tree: it puts the count right where it leaves something out
    """
    is_damaged = any("Pages tree" in warning for warning in warnings)
    if pages and not is_damaged and len(pages) >= _stated_count(pdf):
        return []
    import pikepdf

    known = {page.objgen for page in pages}
    found = []
    for number, one in enumerate(pdf.objects):
        if number > _MOST_OBJECTS:
            break
        is_page = isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Page"
        if is_page and one.objgen not in known:
            found.append(one)
    return found


def _stated_count(pdf: pikepdf.Pdf) -> int:
    """Return how many pages the tree says it has, 0 where it says nothing that makes sense."""
    try:
        return int(pdf.Root.Pages.Count)
    except Exception:  # whatever is wrong with the tree, it says nothing
        return 0


def lost_contents(pages: Sequence[pikepdf.Object], content: Callable[[], bytes]) -> frozenset[int]:
    """Return the object numbers of pages that name a content which is not there.

    qpdf drops a key whose value cannot be read, so the page is looked up in the file as it is written.

    content  returns the bytes of the file; it is asked only where a page seems to have no content
    """
    numbers = {page.objgen[0] for page in pages if page.get("/Contents") is None}
    if not numbers:
        return frozenset()
    found = set()
    starts = re.finditer(rb"(?<!\d)(\d{1,10})\s{1,9}\d{1,5}\s{1,9}obj\b", written := content())
    for match, behind in pairwise(chain(starts, (None,))):
        if match is None or int(match[1]) not in numbers:
            continue
        end = min(match.end() + _PAGE_BYTES, behind.start() if behind else len(written))
        value = written[match.end() : end].split(b"endobj", 1)[0]
        if re.search(rb"/Contents\s*[\d\[]", value) and not re.search(rb"/Contents\s*\[\s*\]", value):
            found.add(int(match[1]))
    return frozenset(found)


#: Bytes of a page's dictionary that are looked through.
_PAGE_BYTES = 100_000


def damaged_objects(warnings: Sequence[str]) -> int:
    """Return of how many objects qpdf says that it could not read them, or not wholly."""
    return sum(_LOSS.search(warning) is not None for warning in warnings)


#: What qpdf says of an object that it could not read, or not as it is written; a length that is wrong it puts right.
_LOSS = re.compile(r"treating|deeply nested|unknown token|unexpected|invalid character")


def missing_objects(pages: Sequence[pikepdf.Object]) -> int:
    """Return how many references to content, resources and fonts lead to nothing, or content to what is none."""
    seen: set[tuple[int, int]] = set()
    count = 0
    for page in pages:
        count += _missing(page, _OF_PAGES) + _has_no_stream(page)
        resources: Any = page.get("/Resources")
        fonts: Any = resources.get("/Font") if _is_dictionary(resources) else None
        if not _is_dictionary(fonts):
            continue
        written: bytes = fonts.unparse(resolved=True)
        present = [font for font in fonts.values() if font is not None]
        if b"<<" not in written[2:]:
            count += max(0, written.count(b" R") - len(present))
        for font in present:
            if font.objgen not in seen and _is_dictionary(font):
                seen.add(font.objgen)
                count += _missing(font, _OF_FONTS) + _missing_descendants(font)
    return count


def _missing_descendants(font: pikepdf.Object) -> int:
    """Return of how many of its CIDFonts, which stand in an array (9.7.6.1), a Type 0 font has nothing."""
    import pikepdf

    found: Any = font.get("/DescendantFonts")
    return sum(one is None for one in found.as_list()) if isinstance(found, pikepdf.Array) else 0


def _has_no_stream(page: pikepdf.Object) -> bool:
    """Tell whether the content of a page is there and is nothing that can be its content."""
    import pikepdf

    content: Any = page.get("/Contents")
    return content is not None and not isinstance(content, pikepdf.Stream | pikepdf.Array)


def _missing(dictionary: pikepdf.Object, keys: tuple[str, ...]) -> int:
    absent = [key for key in keys if dictionary.get(key) is None]
    if not absent:
        return 0
    written: bytes = dictionary.unparse(resolved=True)
    return sum(key.encode() + b" " in written for key in absent)


def _is_dictionary(value: object) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Dictionary)
