"""Where the user's own data lie: the fonts that `tarmim fonts learn` learnt."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

__all__ = ["DATA_VARIABLE", "fonts_folder"]

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
