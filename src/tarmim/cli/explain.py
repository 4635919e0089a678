"""What was changed, told to a reader of Arabic who knows nothing of Unicode: a table on the standard error."""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from tarmim.cli.terminal import writing_out
from tarmim.model.repair import Change, Repair
from tarmim.model.unprintable import is_printable, printable

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from tarmim.model.identity import FontRecord

__all__ = ["codes_read_otherwise", "explain", "isolate", "name_invisible"]

#: Of more edits than this for one reason only samples are shown, and a count; by judgement.
_MOST_SHOWN_ALIKE = 20
_SAMPLES_SHOWN = 3

#: How many rows a table has when every edit is asked for: a table is laid out whole, and a million rows would fill the
#: memory.
_ROWS_AT_ONCE = 500

#: RIGHT-TO-LEFT ISOLATE, FIRST STRONG ISOLATE, POP DIRECTIONAL ISOLATE: a cell's Arabic does not move its neighbours.
_RLI, _FSI, _PDI = "\u2067", "\u2068", "\u2069"

_RIGHT_TO_LEFT_PATTERN = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"

#: Characters that cannot be seen, or not distinguished, in everyday words.
_NAMES = {
    " ": "space",
    "\n": "line break",
    "\t": "tab",
    "\f": "page break",
    "\u0640": "stretching stroke",
    "\u00a0": "space that does not break",
    "\u00ad": "invisible hyphen",
    "\u200b": "invisible space",
    "\u200c": "invisible non-joiner",
    "\u200d": "invisible joiner",
    "\u2028": "line break",
    "\u2029": "paragraph break",
    "\ufeff": "invisible mark of a file's beginning",
    "\ufffd": "lost character",
}
_DIRECTION_CONTROLS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

#: How many characters of an edit are shown where the cell is wide enough; of longer ones the middle is left out.
_MOST_CHARACTERS = 60


def explain(repair: Repair, *, everything: bool = False, read_otherwise: str = "") -> None:
    """Print what was changed and what was found and left; alike edits are counted, unless everything is asked for.

    read_otherwise  what `codes_read_otherwise` says of the fonts of a PDF
    """
    from rich.console import Console

    console = Console(file=sys.stderr, highlight=False, soft_wrap=False)
    if not console.is_terminal and "COLUMNS" not in _environment():
        console = Console(file=sys.stderr, highlight=False, width=120)
    lines = _line_starts(repair.source)
    is_of_pages = repair.passage.ink is not None
    counts = Counter({True: 0, False: 0})
    with writing_out("the standard error"):
        for applied, title in ((True, "repaired"), (False, "found, not changed")):
            chosen = (change for change in repair.explain() if change.applied is applied)
            rows = _rows_of_all(chosen) if everything else _rows_of_groups(chosen)
            while batch := list(islice(rows, _ROWS_AT_ONCE)):
                table = _table(title, console.width, is_of_pages=is_of_pages)
                for row in batch:
                    counts[applied] += row.count
                    where = _page_of(row.change, repair) if is_of_pages else _line_of(row.change, lines)
                    _add(table, row, where, _cell_width(console.width))
                console.print(table)
        console.print(_summary(counts[True], counts[False], is_read_otherwise=bool(read_otherwise)))
        if read_otherwise:
            console.print(read_otherwise, soft_wrap=True, markup=False)


def codes_read_otherwise(fonts: Sequence[FontRecord], file: str) -> str:
    """Return how many codes of the fonts stand for other letters than their maps say, "" where all are believed.

    file  the name of the PDF as one types it
    """
    counts = [count for font in fonts if (count := sum(code.uses > 0 for code in font.readings))]
    unknown = sum(code.uses > 0 and code.text == "\ufffd" for font in fonts for code in font.readings)
    if not counts:
        return ""
    codes, of_fonts = sum(counts), "1 font" if len(counts) == 1 else f"{len(counts):,} fonts"
    number = f"1 code of {of_fonts} was" if codes == 1 else f"{codes:,} codes of {of_fonts} were"
    lost = f" ({unknown:,} cannot be told)" if unknown else ""
    return f"{number} read otherwise than their maps say{lost}: tarmim inspect {file}"


def isolate(text: str) -> str:
    """Return the text between isolates, so that its direction is its own and what is beside it stays in place."""
    return (_RLI if re.search(_RIGHT_TO_LEFT_PATTERN, text) else _FSI) + text + _PDI


def name_invisible(text: str) -> str:
    """Return the text's invisible characters in words, with numbers where there are several; empty if all can be seen.

    >>> name_invisible("  ")
    '2 × space'
    """
    if not text:
        return "nothing"
    counts = Counter(name for character in text if (name := _name(character)))
    if counts.keys() == {"space"} and text.strip(" "):
        return ""  # spaces between words speak for themselves
    return ", ".join(f"{count} × {name}" if count > 1 else name for name, count in counts.items())


# ------------------------------------------------------------------ rows


@dataclass(slots=True)
class _TableRow:
    """An edit, or what stands for the rest of many alike."""

    change: Change | None
    reason: str
    count: int = 1


@dataclass(slots=True)
class _Group:
    first: list[Change] = field(default_factory=list)
    count: int = 0


def _rows_of_all(changes: Iterable[Change]) -> Iterator[_TableRow]:
    return (_TableRow(change, _why(change)) for change in changes)


def _why(change: Change) -> str:
    """Return the reason of an edit, and of one that was not made why not."""
    edit = change.edit
    return edit.reason if change.applied or edit.held is None else f"{edit.reason} (not changed: {edit.held})"


def _rows_of_groups(changes: Iterable[Change]) -> Iterator[_TableRow]:
    groups: dict[str, _Group] = {}
    for change in changes:
        group = groups.setdefault(_why(change), _Group())
        group.count += 1
        if group.count <= _MOST_SHOWN_ALIKE:
            group.first.append(change)
    for reason, group in groups.items():
        shown = group.first if group.count <= _MOST_SHOWN_ALIKE else group.first[:_SAMPLES_SHOWN]
        yield from (_TableRow(change, reason) for change in shown)
        if group.count > len(shown):
            yield _TableRow(None, reason, group.count - len(shown))


# ------------------------------------------------------------------ the table


def _table(title: str, width: int, *, is_of_pages: bool) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, show_lines=False, pad_edge=False)
    cell = _cell_width(width)
    place = "page:left,bottom" if is_of_pages else "line:column"
    table.add_column(place, justify="right", no_wrap=True, style="dim")
    table.add_column("before", width=cell, overflow="fold")
    table.add_column("after", width=cell, overflow="fold")
    table.add_column("why", overflow="fold", ratio=1)
    table.add_column("sure", justify="right", no_wrap=True)
    return table


def _cell_width(width: int) -> int:
    """Return how wide before and after are: what place, reason and certainty leave of the terminal, by halves."""
    return max(14, min(_MOST_CHARACTERS, (width - 52) // 2))


def _line_of(change: Change | None, lines: array[int]) -> str:
    """Return the line and the column of a change in the text, both from 1."""
    if change is None:
        return ""
    line = bisect_right(lines, change.input[0])
    return f"{line}:{change.input[0] - lines[line - 1] + 1}"


def _page_of(change: Change | None, repair: Repair) -> str:
    """Return the page of a change and the corner, in points, of the word under it; of the one beside it, if need be."""
    ink = repair.passage.ink
    if change is None or ink is None:
        return ""
    start, end = change.input
    places = change.places or ink.places(max(0, start - 1), end + 1)
    return f"{places[0].line.page}:{places[0].box[0]:.0f},{places[0].box[1]:.0f}" if places else ""


def _add(table: Table, row: _TableRow, where: str, width: int) -> None:
    from rich.text import Text

    change, reason = row.change, Text(printable(row.reason))
    if change is None:
        table.add_row("", f"… and {row.count:,} more", "like these", reason, "")
        return
    table.add_row(
        where,
        _cell(change, change.before, "bold red", width),
        _cell(change, change.edit.text, "bold green", width) if change.applied else _unchanged(change, width),
        reason,
        f"{change.edit.confidence:.0%}" if change.edit.text != change.before else "?",
    )


def _unchanged(change: Change, width: int) -> Text | str:
    """Return what a finding would have become, where the rule has a proposal."""
    if change.edit.text != change.before:
        return _cell(change, change.edit.text, "yellow", width)
    rivals = " / ".join(isolate(_visible(rival.text)) for rival in change.edit.candidates[:3])
    return f"perhaps {rivals}" if rivals else ""


def _cell(change: Change, piece: str, style: str, width: int) -> Text:
    """Return the piece in brackets with a little context, on one line; below, what in it cannot be seen."""
    from rich.text import Text

    piece_shown = _shorten(_visible(piece, spaces=not piece.strip()), max(8, width - 6))
    room = max(0, width - len(piece_shown) - 2) // 2
    before = _visible(change.context[0])[-room:] if room else ""
    after = _visible(change.context[1])[:room]
    right = re.search(_RIGHT_TO_LEFT_PATTERN, before + piece_shown + after)
    text = Text(no_wrap=True, overflow="crop")
    text.append((_RLI if right else _FSI) + before)
    text.append(f"[{piece_shown}]", style=style)
    text.append(after + _PDI)
    words = name_invisible(piece)
    if words:
        text.append(f"\n{words}", style="dim")
    return text


def _shorten(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    half = (width - 1) // 2
    return f"{text[:half]}…{text[-half:]}"


def _visible(text: str, *, spaces: bool = False) -> str:
    """Return the text with a sign for what has none, and without anything a terminal would act on."""
    shown = []
    for character in text:
        if character == "\n":
            shown.append("\u21b5")  # DOWNWARDS ARROW WITH CORNER LEFTWARDS
        elif character == " ":
            shown.append("\u2423" if spaces else " ")  # OPEN BOX
        elif is_printable(character):
            shown.append(character)
        else:
            shown.append("\u00b7")  # MIDDLE DOT
    return "".join(shown)


def _name(character: str) -> str:
    if character in _NAMES:
        return _NAMES[character]
    if character in _DIRECTION_CONTROLS:
        return "invisible direction sign"
    category = unicodedata.category(character)
    if category == "Co":
        return f"private code {ord(character):04X}"
    if category in {"Cc", "Cs"}:
        return "code that is no character"
    if category in {"Cf", "Zs", "Zl", "Zp"}:
        return unicodedata.name(character, "invisible character").lower()
    return ""


# ------------------------------------------------------------------ places and the last line


def _line_starts(text: str) -> array[int]:
    starts = array("q", [0])
    place = text.find("\n")
    while place >= 0:
        starts.append(place + 1)
        place = text.find("\n", place + 1)
    return starts


def _summary(applied: int, held: int, *, is_read_otherwise: bool) -> str:
    if not applied and not held:
        return "nothing to repair in the text as it was read" if is_read_otherwise else "nothing to repair"
    repairs = f"{applied:,} repair{'' if applied == 1 else 's'}"
    return f"{repairs}; {held:,} found and not changed" if held else repairs


def _environment() -> Iterable[str]:
    import os

    return os.environ
