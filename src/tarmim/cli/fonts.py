"""`tarmim fonts`: the fonts whose glyphs Tarmim knows by their outlines, and learning more."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tarmim.cli.terminal import advise, note, quiet_option, say, voice
from tarmim.cli.verbs import FileName, VerbGroup, format_option
from tarmim.model.unprintable import printable

if TYPE_CHECKING:
    from tarmim.identity.shapes.bank import Bank

__all__ = ["fonts"]

_EPILOG = """\b
Examples:
  tarmim fonts learn Fonts/MyNaskh-Regular.ttf Fonts/MyNaskh-Bold.ttf
  tarmim fonts list
"""


@click.group(cls=VerbGroup, epilog=_EPILOG, short_help="See which fonts are known, or teach fonts of your own.")
def fonts() -> None:
    """See which fonts are known by their outlines, or teach Tarmim fonts of your own.

    A PDF may leave out which letters its glyphs are; then glyphs are compared with those of known fonts.
    """


@fonts.command(short_help="Learn the outlines of a font.")
@click.argument("files", nargs=-1, required=True, metavar="FONT...", type=FileName(path_type=Path))
@click.option(
    "--name", metavar="FAMILY", help="The family that all the files are of; what they say themselves if not given."
)
@quiet_option
def learn(files: tuple[Path, ...], name: str | None) -> None:
    """Learn the outlines of FONT, a TrueType, OpenType or WOFF file: all files of a family in one go.

    A family learnt anew replaces the old. What is kept is a few numbers a glyph, in the user's data folder (or
    $TARMIM_DATA), and no part of the font itself.
    """
    from rich.console import Console
    from rich.progress import Progress

    from tarmim.cli.user_folder import fonts_folder
    from tarmim.identity.training.learn_fonts import learn_fonts

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=voice().is_quiet or not console.is_terminal) as bar:
        task = bar.add_task("Learning", total=len(files))
        counts = learn_fonts(files, fonts_folder(), name=name, on_file=lambda path: bar.advance(task))
    for family, count in counts.items():
        note(f"{count} outlines of {family} learnt, in {fonts_folder()}")
    advise("tarmim extract FILE.pdf")


@fonts.command(name="list", short_help="List the families whose outlines are known.")
@format_option(text="text: a family a line. json: a list of records.")
@quiet_option
def list_fonts(*, form: str) -> None:
    """List the families whose outlines are known: those that come with Tarmim, then your own."""
    records = list(_records())
    if form == "json":
        say(json.dumps(records, ensure_ascii=False, indent=1))
        return
    width = max(len(str(record["family"])) for record in records)
    for record in records:
        say(printable(f"{record['family']:<{width}}  {record['outlines']:>6}  {record['from']}"))


def _records() -> Iterator[dict[str, object]]:
    from tarmim.cli.user_folder import fonts_folder
    from tarmim.identity.shapes.bank import read_bank, shipped_bank
    from tarmim.identity.shapes.user_banks import user_files

    yield from _families(shipped_bank(), "Tarmim")
    for path in user_files(fonts_folder()):
        yield from _families(read_bank(path), str(path))


def _families(bank: Bank, origin: str) -> Iterator[dict[str, object]]:
    counts: Sequence[int] = [int((bank.family == number).sum()) for number in range(len(bank.families))]
    for family, count in zip(bank.families, counts, strict=True):
        yield {"family": family, "outlines": count, "from": origin}
