"""What a folder of models holds, for people to read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tarmim.language.storage import RECORD, read_record

__all__ = ["describe"]


def describe(folder: Path) -> Mapping[str, object]:
    """Return the language of the models in a folder, their sources, the size of each part, and bytes on disk.

    Raises InputError where there are none.
    """
    record = read_record(folder)
    parts: dict[str, object] = {"language": record["language"], "folder": str(folder), "sources": record["sources"]}
    parts["words"] = record["words"]["size"]
    parts["unknown words expected"] = record["words"]["unknown"]
    parts["letters"] = len(record["characters"]["letters"])
    parts["letter sequences"] = sum(record["characters"]["sizes"][1:])
    if "sequences" in record:
        parts["tokens read"] = record["sequences"]["tokens"]
        parts["word sequences"] = sum(record["sequences"]["sizes"][1:])
    if "junctions" in record:
        parts["words placed for junctions"] = record["junctions"]["size"]
    if "marked" in record:
        parts["forms with shadda"] = record["marked"]["forms"]
    parts["bytes"] = sum(path.stat().st_size for path in folder.iterdir() if path.name != RECORD)
    return parts
