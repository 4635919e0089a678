"""A file whose table of objects is damaged beyond what qpdf mends, written anew from the objects found in it.

Every `N G obj` in the file is taken, the last one of a number as in a file that was changed at its end, and those in
object streams. Streams end where they end, whatever their /Length says. What is written has a table of its own; where
no catalogue is found it has one too, and one list of all pages where there is no tree (ISO 32000-2 7.3.10, 7.5, 7.7).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from tarmim.pdf.brackets import balanced, without_overflow
from tarmim.pdf.decoded import Parameters
from tarmim.pdf.filters import decode
from tarmim.pdf.process_limits import STREAM_LIMIT

__all__ = ["encryption_handler", "has_objects", "mended"]

#: Numbers of objects that are believed: Annex C.2 allows 8,388,607.
_MOST_NUMBER: Final = 8_388_607

#: Objects an object stream may hold; writers put in 100 to 200.
_MOST_MEMBERS: Final = 100_000

#: Bytes of objects taken out of object streams, in bytes of the file, or as much as one stream may hold: they unpack by
#: 4 to 10. What they have more is not looked for: it would be bombs.
_UNPACKED: Final = 20

_WHITE = rb"[\x00\t\n\x0c\r ]"


@dataclass(frozen=True, slots=True)
class _Found:
    """An object as found: its dictionary or value as written, and the bytes of its stream, None where it is none."""

    number: int
    generation: int
    written: bytes
    stream: bytes | None


def has_objects(content: bytes) -> bool:
    """Tell whether there is anything in a file that looks like an object of a PDF."""
    return b"endobj" in content and _start_pattern().search(content) is not None


def mended(content: bytes, *, flat: bool = False) -> bytes | None:
    """Return a file made of the objects found in a damaged one, None where there are no pages among them.

    flat  its pages are put into one list, each once: for trees in loops, or deeper than qpdf follows
    """
    objects: dict[int, _Found] = {}
    encryption = re.findall(
        rb"/Encrypt" + _WHITE + rb"*+(\d{1,7}" + _WHITE + rb"++\d{1,5}" + _WHITE + rb"++R)", content
    )
    budget = max(STREAM_LIMIT, _UNPACKED * len(content))
    for found in _objects(content):
        objects[found.number] = found
        if not encryption and found.stream is not None and re.search(rb"/Type\s*/ObjStm\b", found.written):
            members = list(_members(found, budget))
            budget -= sum(len(member.written) for member in members)
            objects.update((member.number, member) for member in members)
    for found in [one for one in objects.values() if one.stream is not None and b"endobj" in one.stream]:
        for inner in _objects(found.stream or b""):  # a block that was moved lies inside a stream
            objects.setdefault(inner.number, inner)
    pages = [one.number for one in objects.values() if _has_type(one, b"Page")]
    if not pages:
        return None
    root = _root(content, objects, pages)
    if flat or not _has_tree(root, objects, pages):
        root = _flat_root(root, objects, pages)
    trailer = b"/Root %d %d R" % (root.number, root.generation)
    if encryption:
        trailer += b" /Encrypt " + encryption[-1]
    if found_id := re.search(rb"/ID" + _WHITE + rb"{0,20}+\[[^\]]{0,1000}+\]", content):
        trailer += b" " + found_id[0]
    return _written(objects, trailer)


def encryption_handler(content: bytes) -> str:
    """Return the name of the handler that a file is encrypted by, "" where it cannot be told (7.6.2)."""
    reference = re.search(rb"/Encrypt\s+(\d+)\s+(\d+)\s+R", content)
    place = re.search(rb"(?<!\d)%b\s+%b\s+obj" % reference.groups(), content) if reference else None
    start = place.end() if place else content.find(b"/Encrypt")
    name = re.search(rb"/Filter\s*/([^\x00\s()<>\[\]{}/%]++)", content[start : start + 4096]) if start >= 0 else None
    return name[1].decode("latin-1") if name else ""


@cache
def _start_pattern() -> re.Pattern[bytes]:
    return re.compile(rb"(?<!\d)(\d{1,8})" + _WHITE + rb"{1,20}+(\d{1,5})" + _WHITE + rb"{1,20}+obj(?![a-z])")


@cache
def _mark_pattern() -> re.Pattern[bytes]:
    """Return the pattern of what ends the value of an object: its stream, its end, or the next object."""
    return re.compile(rb"\bstream(?:\r\n|\n|\r)|endobj|(?<!\d)\d{1,8} \d{1,5} obj\b")


@cache
def _end_pattern() -> re.Pattern[bytes]:
    """Return the pattern of what ends a stream; where its own end is lost, the end of the object with one behind it."""
    return re.compile(rb"(?:\r\n|\n|\r)?endstream|endobj" + _WHITE + rb"{1,20}+\d{1,8} \d{1,5} obj\b")


def _objects(content: bytes) -> Iterator[_Found]:
    """Yield the objects of a file in order; what stands in a stream is none."""
    place = 0
    while start := _start_pattern().search(content, place):
        number, generation = int(start[1]), int(start[2])
        mark = _mark_pattern().search(content, start.end())
        place = mark.start() if mark else len(content)
        written, stream = content[start.end() : place].strip(), None
        if mark and mark[0].startswith(b"stream"):
            end = _stream_end(content, mark.end(), written)
            stream, place = content[mark.end() : end], end
        if 0 < number <= _MOST_NUMBER and written:
            yield _Found(number, generation, balanced(without_overflow(written)), stream)


def _stream_end(content: bytes, start: int, written: bytes) -> int:
    """Return where a stream ends: where its length says, if its end stands there, else at the next end."""
    length = re.search(rb"/Length\s+(\d{1,10})(?!\d)(?!\s+\d+\s+R)", written)
    if length:
        end = start + int(length[1])
        if content[end : end + 20].lstrip(b"\0\t\n\f\r ").startswith(b"endstream"):
            return end
    found = _end_pattern().search(content, start)
    return found.start() if found else len(content)


def _members(found: _Found, budget: int) -> Iterator[_Found]:
    """Yield the objects of an object stream (7.5.7), until they have more bytes than the budget."""
    count, first = (re.search(rb"/%b\s+(\d{1,9})\b" % key, found.written) for key in (b"N", b"First"))
    if not count or not first or found.stream is None:
        return
    names = re.search(rb"/Filter\s*(\[[^\]]{0,10000}+\]|/\w++)", found.written)
    filters = [(name.decode(), Parameters()) for name in re.findall(rb"/(\w++)", names[1])] if names else []
    content = decode(found.stream, filters, limit=min(STREAM_LIMIT, max(0, budget))).content
    start = int(first[1])
    pairs = re.findall(rb"(\d{1,8})\s+(\d{1,9})", content[:start])[: min(int(count[1]), _MOST_MEMBERS)]
    ends = [int(place) for _, place in pairs[1:]] + [len(content)]
    for (number, place), end in zip(pairs, ends, strict=False):  # where there are none there is one end
        budget -= max(0, end - int(place))
        if budget < 0:
            return
        written = content[start + int(place) : start + end].strip()
        if written and 0 < int(number) <= _MOST_NUMBER:
            yield _Found(int(number), 0, written, None)


def _has_type(found: _Found, name: bytes) -> bool:
    return re.search(rb"/Type\s*/" + name + rb"(?![A-Za-z])", found.written) is not None


def _root(content: bytes, objects: dict[int, _Found], pages: list[int]) -> _Found:
    """Return the catalogue; where none is found one is added to the objects, and a tree of all pages if need be."""
    named = [int(number) for number in re.findall(rb"/Root\s+(\d{1,8})\s+\d+\s+R", content)]
    catalogues = [one.number for one in objects.values() if _has_type(one, b"Catalog")]
    for number in (*reversed(named), *reversed(catalogues)):
        found = objects.get(number)
        if found is not None and found.stream is None and b"/Pages" in found.written:
            return found
    number = max(objects) + 1
    trees = [one for one in objects.values() if _has_type(one, b"Pages") and b"/Parent" not in one.written]
    if not trees:
        trees = [_listed(number + 1, objects, pages, len(pages))]
    tree = trees[-1]
    root = _Found(number, 0, b"<< /Type /Catalog /Pages %d %d R >>" % (tree.number, tree.generation), None)
    objects[number] = root
    return root


def _flat_root(root: _Found, objects: dict[int, _Found], pages: list[int]) -> _Found:
    """Return the catalogue with one list of pages in place of its tree; both are added to the objects.

    What pages inherit they find by their /Parent, which stays. The list says how many pages the tree said it has.
    """
    tree = _reference(root.written, b"Pages")
    kids = _leaves(tree, objects, frozenset(pages)) or pages
    top = objects.get(tree)
    count = re.search(rb"/Count\s+(\d{1,8})\b", top.written) if top else None
    number = max(objects) + 1
    _listed(number, objects, kids, int(count[1]) if count else len(kids))
    changed = re.sub(rb"/Pages\s+\d{1,8}\s+\d{1,5}\s+R", b"/Pages %d 0 R" % number, root.written, count=1)
    objects[root.number] = replace(root, written=changed)
    return objects[root.number]


def _listed(number: int, objects: dict[int, _Found], kids: list[int], count: int) -> _Found:
    """Return a tree of pages that is one list of them, added to the objects under a number."""
    references = b" ".join(b"%d %d R" % (kid, objects[kid].generation) for kid in kids)
    written = b"<< /Type /Pages /Count %d /Kids [ %b ] >>" % (count, references)
    objects[number] = _Found(number, 0, written, None)
    return objects[number]


def _has_tree(root: _Found, objects: dict[int, _Found], pages: list[int]) -> bool:
    """Tell whether a catalogue leads to pages: the top of its tree is not among the objects where a file is cut."""
    tree = _reference(root.written, b"Pages")
    return not tree or (tree not in pages and bool(_leaves(tree, objects, frozenset(pages))))


def _leaves(tree: int, objects: dict[int, _Found], pages: frozenset[int]) -> list[int]:
    """Return the pages that a tree reaches, in its order, each once, however deep they lie."""
    found: list[int] = []
    seen: set[int] = set()
    waiting = [tree]
    while waiting:
        number = waiting.pop()
        node = objects.get(number)
        if node is None or number in seen:
            continue
        seen.add(number)
        if number in pages:
            found.append(number)
            continue
        kids = re.search(rb"/Kids\s*(?:\[([^\]]*+)\]|(\d{1,8})\s+\d{1,5}\s+R)", node.written)
        listed = objects.get(int(kids[2])) if kids and kids[2] else None
        written = (kids[1] or b"" if listed is None else listed.written) if kids else b""
        waiting += [int(kid) for kid in reversed(re.findall(rb"(\d{1,8})\s+\d{1,5}\s+R", written))]
    return found


def _reference(written: bytes, key: bytes) -> int:
    """Return the number of the object that a key refers to, 0 where it refers to none."""
    found = re.search(rb"/" + key + rb"\s+(\d{1,8})\s+\d{1,5}\s+R", written)
    return int(found[1]) if found else 0


def _written(objects: dict[int, _Found], trailer: bytes) -> bytes:
    """Return the objects as a file."""
    out = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, found in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d %d obj\n" % (number, found.generation)
        if found.stream is None:
            out += found.written
        else:
            out += _with_length(found.written, len(found.stream)) + b"\nstream\n" + found.stream + b"\nendstream"
        out += b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d %05d n \n" % (number, place, objects[number].generation)
    out += b"trailer << /Size %d %b >>\nstartxref\n%d\n%%%%EOF\n" % (max(places) + 1, trailer, table)
    return bytes(out)


def _with_length(written: bytes, length: int) -> bytes:
    """Return the dictionary of a stream with its right length."""
    value = rb"/Length(?![0-9A-Za-z])\s*(?:\d+\s+\d+\s+R|[-+.\d]+|/\w+|null)?"
    changed, count = re.subn(value, b"/Length %d " % length, written, count=1)
    return changed if count else re.sub(rb"<<", b"<< /Length %d " % length, written, count=1)
