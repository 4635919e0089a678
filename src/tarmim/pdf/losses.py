"""What is lost of a file that opens: pages its tree does not reach, content and fonts that are named and not there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

__all__ = ["losses", "lost_pages"]

#: Keys that are looked at where they refer to another object: without these a page or a font gives no text.
_OF_PAGES = ("/Contents", "/Resources")
_OF_FONTS = ("/DescendantFonts", "/ToUnicode", "/FontDescriptor")

#: Objects looked through for pages that the tree has lost.
_MOST_OBJECTS = 1_000_000


def lost_pages(pdf: pikepdf.Pdf, pages: Sequence[pikepdf.Object]) -> list[pikepdf.Object]:
    """Return the pages that the tree should reach and does not, by object number."""
    if pages and len(pages) >= _stated_count(pdf) and not _is_tree_damaged(pdf):
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
        count = pdf.Root.Pages.Count
    except Exception:  # whatever is wrong with the tree, it says nothing
        return 0
    return count if isinstance(count, int) else 0


def _is_tree_damaged(pdf: pikepdf.Pdf) -> bool:
    """Tell whether qpdf left something out of the tree; it puts the count right then."""
    return any("Pages tree" in str(warning) for warning in pdf.get_warnings())


def losses(pdf: pikepdf.Pdf, pages: Sequence[pikepdf.Object]) -> int:
    """Return how many objects that the text of the pages needs cannot be read, or not wholly."""
    count = _missing_objects(pages)
    return count + sum(_LOSS.search(str(warning)) is not None for warning in pdf.get_warnings())


#: What qpdf says of an object that it could not read, or not as it is written; a length that is wrong it puts right.
_LOSS = re.compile(r"treating|unknown token|unexpected|invalid character")


def _missing_objects(pages: Sequence[pikepdf.Object]) -> int:
    """Return how many references to content, resources and fonts lead to nothing."""
    seen: set[tuple[int, int]] = set()
    count = 0
    for page in pages:
        count += _missing(page, _OF_PAGES)
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
                count += _missing(font, _OF_FONTS)
    return count


def _missing(dictionary: pikepdf.Object, keys: tuple[str, ...]) -> int:
    absent = [key for key in keys if dictionary.get(key) is None]
    if not absent:
        return 0
    written: bytes = dictionary.unparse(resolved=True)
    return sum(key.encode() + b" " in written for key in absent)


def _is_dictionary(value: object) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Dictionary)
