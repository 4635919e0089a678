"""ToUnicode CMaps of a file read, changed and written back (ISO 32000-2 9.10.3); ActualText taken away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pikepdf

    Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage

__all__ = ["CodeMap", "changed", "fonts_of", "read_map", "without_actual_text", "written_map"]

#: Codes as hexadecimal digits, with the text each stands for, in the order of the CMap.
CodeMap = dict[str, str]

_SECTION: Final = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_SPACE: Final = re.compile(rb"begincodespacerange\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_CHAR: Final = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE: Final = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[(.*?)\])", re.DOTALL)
#: Some producers give every code of two bytes; so many are enough for a page.
LONGEST_RANGE: Final = 0x400


def fonts_of(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield all font dictionaries of a file that have a ToUnicode."""
    for found in pdf.objects:
        try:
            if found.get("/Type") == "/Font" and "/ToUnicode" in found:
                yield found
        except (TypeError, ValueError, AttributeError, NotImplementedError):
            continue  # numbers, strings, arrays


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", errors="replace")


def read_map(raw: bytes) -> CodeMap:
    """Return what a CMap says of each code."""
    found: CodeMap = {}
    for section in _SECTION.finditer(raw):
        if section[1] == b"bfchar":
            found |= {char[1].decode().upper(): _text(char[2]) for char in _CHAR.finditer(section[2])}
            continue
        for first, last, start, several in _RANGE.findall(section[2]):
            low, high, width = int(first, 16), int(last, 16), len(first)
            texts = [_text(digits) for digits in re.findall(rb"<([0-9A-Fa-f\s]*)>", several)] if several else []
            for place in range(min(high - low + 1, LONGEST_RANGE)):
                text = texts[place] if place < len(texts) else _next(_text(start), place) if start else ""
                found[f"{low + place:0{width}X}"] = text
    return found


def _next(text: str, step: int) -> str:
    return text[:-1] + chr(ord(text[-1]) + step) if text else text


def written_map(codes: CodeMap, raw: bytes) -> bytes:
    """Return a CMap of these codes with the code space of another."""
    space = _SPACE.search(raw)
    low, high = (space[1].decode(), space[2].decode()) if space else ("0000", "FFFF")
    rows = [f"<{code}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in codes.items()]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    head = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Farm def\n/CMapType 2 def"
    return f"{head}\n1 begincodespacerange\n<{low}> <{high}>\nendcodespacerange\n{body}\nendcmap\nend\nend".encode()


def changed(pdf: pikepdf.Pdf, change: Callable[[CodeMap], CodeMap]) -> None:
    """Put in place of every ToUnicode what `change` makes of it."""
    import pikepdf

    for font in fonts_of(pdf):
        raw = font["/ToUnicode"].read_bytes()
        font["/ToUnicode"] = pikepdf.Stream(pdf, written_map(change(read_map(raw)), raw))


def without_actual_text(pdf: pikepdf.Pdf) -> None:
    """Take ActualText out of the file's dictionaries and content streams."""
    import pikepdf

    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary) and "/ActualText" in found:
            del found["/ActualText"]
    for page in pdf.pages:
        resources = page.obj.get("/Resources", pikepdf.Dictionary())
        for properties in resources.get("/Properties", pikepdf.Dictionary()).values():
            if "/ActualText" in properties:
                del properties["/ActualText"]
        instructions = list(pikepdf.parse_content_stream(page))
        if any(_says_text(instruction) for instruction in instructions):
            kept = [_unsaid(instruction) for instruction in instructions]
            page.obj["/Contents"] = pikepdf.Stream(pdf, pikepdf.unparse_content_stream(kept))


def _says_text(instruction: Instruction) -> bool:
    import pikepdf

    if str(instruction.operator) != "BDC":
        return False
    properties = instruction.operands[-1]
    return isinstance(properties, pikepdf.Dictionary) and "/ActualText" in properties


def _unsaid(instruction: Instruction) -> Instruction:
    import pikepdf

    if not _says_text(instruction):
        return instruction
    return pikepdf.ContentStreamInstruction([instruction.operands[0]], pikepdf.Operator("BMC"))
