"""`tarmim model`: language models of one's own text, and what a folder of models holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import click

from tarmim.cli.terminal import quiet_option, say
from tarmim.cli.verbs import FileName, VerbGroup, format_option
from tarmim.model.unprintable import printable

__all__ = ["model"]


@click.group(cls=VerbGroup)
def model() -> None:
    """Build language models from text of your own, or look at some."""


@model.command()
@click.argument("texts", nargs=-1, required=True, type=FileName(path_type=Path))
@click.option("--language", required=True, metavar="CODE", help="ISO 639-1 code of the texts' language: ar, fa, ku ...")
@click.option("-o", "--out", required=True, metavar="DIR", type=FileName(path_type=Path), help="Folder to write.")
@click.option("--at-least", default=2, show_default=True, type=click.IntRange(min=1), help="Uses that make a word.")
@quiet_option
def build(texts: tuple[Path, ...], language: str, out: Path, at_least: int) -> None:
    """Build models from TEXTS: UTF-8, sound, a paragraph a line.

    The more text the better: a million words are a beginning.
    """
    from tarmim.language.build import build_models

    build_models(texts, language=language, out=out, at_least=at_least)


@model.command()
@click.argument("folder", required=False, metavar="[DIR]", type=FileName(path_type=Path))
@format_option(text="text: a line for each thing that is known. json: a list of records.")
@quiet_option
def info(*, folder: Path | None, form: str) -> None:
    """Show what the models in DIR hold, or those that come with Tarmim."""
    from tarmim.language.info import describe
    from tarmim.language.models import shipped_folders

    records = [describe(path) for path in ([folder] if folder is not None else shipped_folders())]
    say(json.dumps(records, ensure_ascii=False, indent=1) if form == "json" else "\n\n".join(map(_lines, records)))


def _lines(record: Mapping[str, object]) -> str:
    return "\n".join(
        printable(f"{name}: {', '.join(value) if isinstance(value, list) else value}") for name, value in record.items()
    )
