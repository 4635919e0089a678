"""Banks of outlines from the user's own fonts: learnt once, kept in a folder, a file a family."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tarmim.identity.shapes.bank import read_bank

if TYPE_CHECKING:
    from tarmim.identity.shapes.bank import Bank

__all__ = ["user_banks", "user_files"]


def user_files(folder: Path) -> Sequence[Path]:
    """Return the files of the user's own banks, ordered by name."""
    try:
        return sorted(folder.glob("*.npz"))
    except OSError:
        return ()


def user_banks(folder: Path | None) -> Sequence[Bank]:
    """Return the user's own banks in a folder, () without one; each file is read once, and again when it changes."""
    found = []
    for path in () if folder is None else user_files(folder):
        try:
            found.append(_bank(path, path.stat().st_mtime_ns))
        except OSError:  # InputError among them: a file of an older version must not stop a document
            continue
    return found


def _bank(path: Path, changed: int) -> Bank:
    known = _banks()
    if path not in known or known[path][0] != changed:
        known[path] = changed, read_bank(path)
    return known[path][1]


@cache
def _banks() -> dict[Path, tuple[int, Bank]]:
    """Return the banks read so far, each with the time (ns) at which its file was changed last."""
    return {}
