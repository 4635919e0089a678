"""Banks of outlines from the user's own fonts: learnt once, kept in the user's data folder, a file a family."""

from __future__ import annotations

import os
import re
import sys
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tarmim.errors import InputError, OutputError, TarmimError
from tarmim.identity.bank import built, read_bank, shipped, write_bank

if TYPE_CHECKING:
    from tarmim.identity.bank import Bank
    from tarmim.identity.learning import Learnt

__all__ = ["DATA_VARIABLE", "fonts_folder", "learn_fonts", "own_banks", "own_files"]

#: The environment variable that names the user's data folder.
DATA_VARIABLE: Final = "TARMIM_DATA"
_INSTALL: Final = "pip install 'tarmim[fonts]'"


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


def own_files(folder: Path | None = None) -> Sequence[Path]:
    """Return the files of the user's own banks, ordered by name."""
    try:
        return sorted((folder or fonts_folder()).glob("*.npz"))
    except OSError:
        return ()


def own_banks() -> Sequence[Bank]:
    """Return the user's own banks; each file is read once, and again when it changes."""
    found = []
    for path in own_files():
        try:
            found.append(_bank(path, path.stat().st_mtime_ns))
        except OSError:  # InputError among them: a file of an older version must not stop a document
            continue
    return found


@cache
def _bank(path: Path, changed: int) -> Bank:
    return read_bank(path)


def learn_fonts(
    files: Sequence[Path],
    *,
    name: str | None = None,
    folder: Path | None = None,
    on_file: Callable[[Path], None] = lambda path: None,
) -> Mapping[str, int]:
    """Write a bank for each family among font files; return the families with how many outlines were learnt of each.

    files    TrueType, OpenType, WOFF: all files of a family in one call, as a family learnt anew replaces the old
    name     the family that all are of; None for what the files themselves say
    on_file  called with each file when it is done

    Raises InputError for a file that cannot be read or is no font with Arabic letters, OutputError where a bank cannot
    be written, TarmimError where the libraries of the extra `fonts` are missing.
    """
    from tarmim.identity.learning import joined

    families: dict[str, list[Learnt]] = {}
    for path in files:
        for family, one in _learnt(path, name):
            families.setdefault(family, []).append(one)
        on_file(path)
    where = folder or fonts_folder()
    counts = {}
    for family, parts in families.items():
        bank = built(joined(parts), basis=shipped().basis)
        path = where / f"{_file_name(family)}.npz"
        try:
            write_bank(path, bank)
        except OSError as error:
            raise OutputError(
                f"cannot write {path}: {error.strerror or error}",
                hint=f"{DATA_VARIABLE}=FOLDER tarmim fonts learn FONT",
            ) from error
        counts[family] = len(bank.vectors)
    return counts


def _learnt(path: Path, name: str | None) -> Sequence[tuple[str, Learnt]]:
    try:
        from tarmim.identity.learning import family_of, learnt, static_fonts

        data = path.read_bytes()
        fonts = list(static_fonts(data))
        family = name or family_of(fonts[0]) or path.stem
        found = [(family, learnt(font, family)) for font in fonts]
    except ImportError as error:
        raise TarmimError(f"learning fonts needs {error.name}, which is not installed", hint=_INSTALL) from error
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror or error}", hint="tarmim fonts learn --help") from error
    except ValueError as error:
        raise InputError(f"{path} is no font: {error}", hint="tarmim fonts learn --help") from error
    if not any("\u0600" <= letters <= "\u08ff" for _, one in found for labels in one.labels for letters, _ in labels):
        raise InputError(f"{path} has no Arabic letters", hint="tarmim fonts learn --help")
    return found


def _file_name(family: str) -> str:
    """Return a name for a file: letters and digits of the family's, with a checksum where it has others."""
    plain = re.sub("[^a-z0-9]+", "-", family.lower()).strip("-")
    is_whole = re.sub("[^a-z0-9]+", "-", family.lower()) == plain and family.isascii()
    return plain if is_whole and plain else f"{plain or 'font'}-{zlib.crc32(family.encode()):08x}"
