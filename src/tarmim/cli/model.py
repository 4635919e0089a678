"""`tarmim model`: language models of one's own text, and what a folder of models holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import click

__all__ = ["model"]


@click.group()
def model() -> None:
    """Build language models from text of your own, or look at some."""


@model.command()
@click.argument("texts", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--language", required=True, metavar="CODE", help="ISO 639-1 code of the texts' language: ar, fa, ku ...")
@click.option("-o", "--out", required=True, metavar="DIR", type=click.Path(path_type=Path), help="Folder to write.")
@click.option("--at-least", default=2, show_default=True, type=click.IntRange(min=1), help="Uses that make a word.")
def build(texts: tuple[Path, ...], language: str, out: Path, at_least: int) -> None:
    """Build models from TEXTS: UTF-8, sound, a paragraph a line.

    The more text the better: a million words are a beginning.
    """
    from tarmim.language.build import build_models

    build_models(texts, language=language, out=out, at_least=at_least)


@model.command()
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON: a list of records.")
def info(folder: Path | None, as_json: bool) -> None:
    """Show what the models in DIR hold, or those that come with Tarmim."""
    from tarmim.language.info import describe
    from tarmim.language.models import shipped_folders

    records = [describe(path) for path in ([folder] if folder is not None else shipped_folders())]
    if as_json:
        click.echo(json.dumps(records, ensure_ascii=False, indent=1))
        return
    click.echo("\n\n".join(_lines(record) for record in records))


def _lines(record: Mapping[str, object]) -> str:
    return "\n".join(
        f"{name}: {', '.join(value) if isinstance(value, list) else value}" for name, value in record.items()
    )
