"""Banks of outlines from the user's own fonts: learnt once, kept in the user's data folder, a file a family."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tarmim.identity.shapes.bank import read_bank

if TYPE_CHECKING:
    from tarmim.identity.shapes.bank import Bank

__all__ = ["DATA_VARIABLE", "fonts_folder", "user_banks", "user_files"]

#: The environment variable that names the user's data folder.
DATA_VARIABLE: Final = "TARMIM_DATA"


def fonts_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Return where the user's own banks are: $TARMIM_DATA/fonts, or the place that the system has for such data."""
    if chosen := environment.get(DATA_VARIABLE):
        return Path(chosen) / "fonts"
    if sys.platform == "win32":
        base = Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "tarmim" / "fonts"


def user_files(folder: Path | None = None) -> Sequence[Path]:
    """Return the files of the user's own banks, ordered by name."""
    try:
        return sorted((folder or fonts_folder()).glob("*.npz"))
    except OSError:
        return ()


def user_banks() -> Sequence[Bank]:
    """Return the user's own banks; each file is read once, and again when it changes."""
    found = []
    for path in user_files():
        try:
            found.append(_bank(path, path.stat().st_mtime_ns))
        except OSError:  # InputError among them: a file of an older version must not stop a document
            continue
    return found


@cache
def _bank(path: Path, changed: int) -> Bank:
    return read_bank(path)
