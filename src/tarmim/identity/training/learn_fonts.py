"""Banks learnt of the user's own fonts: one file a family, in a folder of the user's."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tarmim.errors import InputError, OutputError, TarmimError
from tarmim.identity.shapes.bank import shipped_bank, write_bank
from tarmim.identity.training.build_bank import build_bank

if TYPE_CHECKING:
    from tarmim.identity.training.label_fonts import LabelledOutlines

__all__ = ["learn_fonts"]

_INSTALL_HINT: Final = "pip install 'tarmim[fonts]'; in a clone of Tarmim: pip install -e '.[fonts]'"


def learn_fonts(
    files: Sequence[Path],
    folder: Path,
    *,
    name: str | None = None,
    on_file: Callable[[Path], None] = lambda path: None,
) -> Mapping[str, int]:
    """Write a bank for each family among font files; return the families with how many outlines were learnt of each.

    files    TrueType, OpenType, WOFF: all files of a family in one call, as a family learnt anew replaces the old
    folder   where the banks are kept
    name     the family that all are of; None for what the files themselves say
    on_file  called with each file when it is done

    Raises InputError for a file that cannot be read or is no font with Arabic letters, OutputError where a bank cannot
    be written, TarmimError where the libraries of the extra `fonts` are missing.
    """
    from tarmim.identity.training.label_fonts import concatenate

    families: dict[str, list[LabelledOutlines]] = {}
    for path in files:
        for family, one in _learn(path, name):
            families.setdefault(family, []).append(one)
        on_file(path)
    counts = {}
    for family, parts in families.items():
        bank = build_bank(concatenate(parts), basis=shipped_bank().basis)
        path = folder / f"{_file_name(family)}.npz"
        try:
            write_bank(path, bank)
        except OSError as error:
            raise OutputError(
                f"cannot write {path}: {error.strerror or error}",
                hint="TARMIM_DATA=FOLDER tarmim fonts learn FONT",
            ) from error
        counts[family] = len(bank.vectors)
    return counts


def _learn(path: Path, name: str | None) -> Sequence[tuple[str, LabelledOutlines]]:
    try:
        from tarmim.identity.training.label_fonts import family_of, label_font, static_fonts

        data = path.read_bytes()
        fonts = list(static_fonts(data))
        family = name or family_of(fonts[0]) or path.stem
        found = [(family, label_font(font, family)) for font in fonts]
    except ImportError as error:
        raise TarmimError(f"learning fonts needs {error.name}, which is not installed", hint=_INSTALL_HINT) from error
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
