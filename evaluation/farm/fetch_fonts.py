"""Fetches the farm's fonts by the names of their packages into a folder outside the repository.

    python -m evaluation.farm.fetch_fonts [--folder DIR]

Needs apt-get and dpkg-deb (Debian), npm, fontTools and brotli. Nothing of what is fetched is shipped; the table
fonts.tsv names each package and its licence.
"""

from __future__ import annotations

import argparse
import io
import subprocess
from collections import defaultdict
from pathlib import Path

from evaluation.farm.fonts import Family, default_folder, families
from tools.font_packages import fetched, opened


def contents(archive: Path, ending: str) -> bytes:
    """Return the bytes of the file whose path ends so; a KeyError where there is none."""
    with opened(archive) as tar:
        for member in tar:
            if member.isfile() and f"/{member.name}".endswith(f"/{ending}") and (file := tar.extractfile(member)):
                return file.read()
    raise KeyError(f"{archive.name}: no {ending}")


def whole_font(parts: list[bytes]) -> tuple[bytes, str]:
    """Return a font as TrueType or OpenType and its ending; web subsets of one font are merged."""
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont

    fonts = []
    for part in parts:
        font = TTFont(io.BytesIO(part))
        font.flavor = None
        plain = io.BytesIO()
        font.save(plain)
        fonts.append(plain)
    if len(fonts) == 1:
        data = fonts[0].getvalue()
    else:
        merged = io.BytesIO()
        Merger().merge(fonts).save(merged)
        data = merged.getvalue()
    return data, "otf" if data[:4] == b"OTTO" else "ttf"


def put(family: Family, archive: Path, folder: Path) -> None:
    """Write the font of a family into the folder of fonts."""
    files = family.file.split("+")
    data, ending = whole_font([contents(archive, file) for file in files])
    (folder / f"{family.stem}.{ending}").write_bytes(data)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--folder", type=Path, default=default_folder(), help="default: $TARMIM_FARM or the user's cache"
    )
    arguments = parser.parse_args()
    out = arguments.folder / "fonts"
    out.mkdir(parents=True, exist_ok=True)
    wanted: dict[tuple[str, str], list[Family]] = defaultdict(list)
    for family in families():
        if not list(out.glob(f"{family.stem}.[to]tf")):
            wanted[family.source, family.package].append(family)
    faults = 0
    for (source, package), rows in sorted(wanted.items()):
        for family in rows:
            try:
                archive = fetched(arguments.folder / "packages" / source, source, package)
                put(family, archive, out)
                print(f"{family.family:28} {archive.name}")
            except (subprocess.CalledProcessError, FileNotFoundError, KeyError) as error:
                faults += 1
                print(f"{family.family:28} {error}")
    print(f"{len(list(out.iterdir()))} fonts in {out}, {faults} not to be had")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
