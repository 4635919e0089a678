"""The outline of a file: its bookmarks and the pages that they lead to (ISO 32000-2 12.3.2, 12.3.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from tarmim.model.metadata import Bookmark
from tarmim.pdf.metadata import plain_text
from tarmim.pdf.objects import Array, Dictionary, Name, Value
from tarmim.pdf.open import PdfFile

__all__ = ["Bookmarks", "outline_of"]

#: Bookmarks that are read, and how deep they may stand: the longest real outlines have some thousand, seven deep. An
#: entry costs 20 microseconds. By judgement.
_MOST_BOOKMARKS: Final = 10_000
_MOST_LEVELS: Final = 32
#: Nodes of the tree of named destinations that are looked at, and names. By judgement.
_MOST_NODES: Final = 10_000
_MOST_NAMES: Final = 200_000


@dataclass(frozen=True, slots=True)
class Bookmarks:
    """The bookmarks of a file, and what went wrong in reading them."""

    bookmarks: tuple[Bookmark, ...] = ()
    problems: tuple[str, ...] = ()


def outline_of(file: PdfFile) -> Bookmarks:
    """Return the outline of a file; a damaged one ends where the damage is, and says so."""
    root = file.catalogue().dictionary("Outlines")
    if root is None or root.dictionary("First") is None:
        return Bookmarks()
    problems: list[str] = []
    entries = list(_entries(root, problems))
    pages = _Pages(file, _named(file, {name for entry in entries if (name := entry.name) is not None}))
    nested, _ = _nested(entries, pages, 0, 1)
    return Bookmarks(nested, tuple(dict.fromkeys(problems)))


@dataclass(frozen=True, slots=True)
class _OutlineEntry:
    """A bookmark as the file has it: how deep it stands, its title, what it leads to, or the name of that."""

    level: int
    title: str
    destination: Value
    name: bytes | str | None


def _entries(root: Dictionary, problems: list[str]) -> Iterator[_OutlineEntry]:
    """Yield the entries, each before those below it."""
    waiting = [(root.dictionary("First"), 1)]
    seen: set[tuple[int, int]] = set()
    count = 0
    while waiting:
        node, level = waiting.pop()
        if node is None:
            continue
        if node.identity in seen:
            problems.append("the outline leads back to itself: an entry is read once")
            continue
        if count >= _MOST_BOOKMARKS or level > _MOST_LEVELS:
            more = f"{_MOST_BOOKMARKS:,} entries" if count >= _MOST_BOOKMARKS else f"{_MOST_LEVELS} levels"
            problems.append(f"the outline has more than {more}: the rest is not read")
            return
        count += 1
        if node.identity is not None:
            seen.add(node.identity)
        destination = _destination(node)
        name = destination if isinstance(destination, bytes | Name) else None
        yield _OutlineEntry(level, plain_text(node.get("Title")), destination, name)
        waiting.append((node.dictionary("Next"), level))
        waiting.append((node.dictionary("First"), level + 1))


def _destination(node: Dictionary) -> Value:
    """Return what an entry leads to in this file: an array, the name of one, or None (12.3.3, 12.6.4.2)."""
    found = node.get("Dest")
    action = node.dictionary("A")
    if found is None and action is not None and action.name("S") == "GoTo":
        return action.get("D")
    return found


@dataclass(slots=True)
class _Pages:
    """The pages that destinations lead to."""

    file: PdfFile
    named: Mapping[bytes | str, Value]
    _numbers: dict[tuple[int, int], int] = field(default_factory=dict)

    def number_of(self, entry: _OutlineEntry) -> int | None:
        """Return the number from 1 of the page that an entry leads to."""
        found = entry.destination if entry.name is None else self.named.get(entry.name)
        if isinstance(found, Dictionary):
            found = found.get("D")
        page = found[0] if isinstance(found, Array) and len(found) else None
        if isinstance(page, int) and not isinstance(page, bool):  # against the standard, but written
            return page + 1 if 0 <= page < self.file.page_count else None
        if not isinstance(page, Dictionary) or page.identity is None:
            return None
        if not self._numbers:
            identities = [self.file.page(number).identity for number in range(self.file.page_count)]
            self._numbers = {one: number for number, one in enumerate(identities, 1) if one is not None}
        return self._numbers.get(page.identity)


def _named(file: PdfFile, wanted: set[bytes | str]) -> Mapping[bytes | str, Value]:
    """Return the destinations of these names: of the dictionary of PDF 1.1 and of the name tree (12.3.2.4)."""
    if not wanted:
        return {}
    catalogue = file.catalogue()
    old = catalogue.dictionary("Dests")
    found: dict[bytes | str, Value] = {}
    if old is not None:
        found.update({name: old.get(name) for name in wanted if isinstance(name, Name)})
    names = catalogue.dictionary("Names")
    tree = names.dictionary("Dests") if names is not None else None
    missing = {name for name in wanted if isinstance(name, bytes)}
    for leaf in _leaves(tree) if missing else ():
        for key, value in zip(leaf[::2], leaf[1::2], strict=False):
            if isinstance(key, bytes) and key in missing:
                found.setdefault(key, value)
                missing.discard(key)
        if not missing:
            break
    return found


def _leaves(tree: Dictionary | None) -> Iterator[Sequence[Value]]:
    """Yield the lists of names and values of a name tree, as far as they are bounded (7.9.6)."""
    waiting = [tree]
    seen: set[tuple[int, int]] = set()
    names = nodes = 0
    while waiting and nodes < _MOST_NODES and names < _MOST_NAMES:
        node = waiting.pop()
        if not isinstance(node, Dictionary) or node.identity in seen:
            continue
        nodes += 1
        if node.identity is not None:
            seen.add(node.identity)
        leaf = list(node.array("Names"))[: 2 * _MOST_NAMES]
        names += len(leaf) // 2
        yield leaf
        waiting.extend(reversed(list(node.array("Kids"))[:_MOST_NODES]))


def _nested(
    entries: Sequence[_OutlineEntry], pages: _Pages, start: int, level: int
) -> tuple[tuple[Bookmark, ...], int]:
    """Return the bookmarks of a level from an entry on, each with those below it, and where the next higher begins."""
    found: list[Bookmark] = []
    while start < len(entries) and entries[start].level >= level:
        entry = entries[start]
        children, start = _nested(entries, pages, start + 1, level + 1)
        found.append(Bookmark(entry.title, level, pages.number_of(entry), children))
    return tuple(found), start
