"""Builds the bank of outlines (`tarmim.identity.shapes.bank`) from free fonts.

    python -m tools.build_outlines CACHE [--out FILE]

CACHE is a folder for the packages and for what was read of them; fonts come from Debian (apt-get download) and npm
(npm pack), and are read, not shipped. Needs freetype-py, uharfbuzz, fontTools and brotli (`pip install tarmim[fonts]`).
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from tools.font_packages import fetched, opened

#: family, where from (apt or npm), package, and the files of it: a regular expression
SOURCES: Final = (
    ("DejaVu Sans", "apt", "fonts-dejavu-core", r"/DejaVuSans(-Bold)?\.ttf"),
    ("DejaVu Sans", "apt", "fonts-dejavu-extra", r"/DejaVuSans(Condensed(-Bold)?|-Oblique|-ExtraLight)\.ttf"),
    ("DejaVu Sans Mono", "apt", "fonts-dejavu-core", r"/DejaVuSansMono(-Bold)?\.ttf"),
    ("Noto Naskh Arabic", "apt", "fonts-noto-core", r"/NotoNaskhArabic-.*\.ttf"),
    ("Noto Kufi Arabic", "apt", "fonts-noto-core", r"/NotoKufiArabic-.*\.ttf"),
    ("Noto Sans Arabic", "apt", "fonts-noto-core", r"/NotoSansArabic-.*\.ttf"),
    ("Noto Nastaliq Urdu", "apt", "fonts-noto-core", r"/NotoNastaliqUrdu-.*\.ttf"),
    ("Noto Sans Arabic", "apt", "fonts-noto-extra", r"/NotoSansArabic-(Light|Black|Condensed)\.ttf"),
    ("Noto Kufi Arabic", "apt", "fonts-noto-extra", r"/NotoKufiArabic-(Light|Black)\.ttf"),
    ("Noto Naskh Arabic", "apt", "fonts-noto-ui-core", r"/NotoNaskhArabicUI-.*\.ttf"),
    ("Noto Sans Arabic", "apt", "fonts-noto-ui-core", r"/NotoSansArabicUI-.*\.ttf"),
    ("Noto Sans", "apt", "fonts-noto-core", r"/NotoSans-(Regular|Bold|Italic)\.ttf"),
    ("Noto Serif", "apt", "fonts-noto-core", r"/NotoSerif-(Regular|Bold|Italic)\.ttf"),
    ("Amiri", "apt", "fonts-hosny-amiri", r"/Amiri-.*\.ttf"),
    ("Amiri Quran", "apt", "fonts-hosny-amiri", r"/AmiriQuran\.ttf"),
    ("Thabit", "apt", "fonts-hosny-thabit", r"/Thabit(-Bold)?\.ttf"),
    ("Lemonada", "apt", "fonts-lemonada", r"/Lemonada-(Regular|Bold)\.otf"),
    ("Scheherazade", "apt", "fonts-sil-scheherazade", r"/Scheherazade-.*\.ttf"),
    ("Lateef", "apt", "fonts-sil-lateef", r"/Lateef-(Regular|Bold)\.ttf"),
    ("Harmattan", "apt", "fonts-sil-harmattan", r"/Harmattan-.*\.ttf"),
    ("Alkalami", "apt", "fonts-sil-alkalami", r"/Alkalami-Regular\.ttf"),
    *(
        (family, "npm", f"@fontsource/{family.lower().replace(' ', '-')}", r"-arabic-(400|700)-normal\.woff2")
        for family in (
            "Alexandria", "Almarai", "Amiri", "Amiri Quran", "Aref Ruqaa", "Baloo Bhaijaan 2", "Cairo", "Cairo Play",
            "Changa", "El Messiri", "IBM Plex Sans Arabic", "Lalezar", "Lateef", "Lemonada", "Noto Kufi Arabic",
            "Noto Naskh Arabic", "Noto Nastaliq Urdu", "Noto Sans Arabic", "Readex Pro", "Reem Kufi", "Rubik",
            "Scheherazade New", "Tajawal", "Vazirmatn", "Zain",
        )
    ),
    *(
        (family, "npm", f"@fontsource/{family.lower().replace(' ', '-')}", r"-latin-400-normal\.woff2")
        for family in ("Cairo", "IBM Plex Sans Arabic", "Tajawal", "Vazirmatn", "Amiri", "Scheherazade New")
    ),
    ("Fustat", "npm", "@expo-google-fonts/fustat", r"(400Regular|700Bold)\.ttf"),
    ("Marhey", "npm", "@expo-google-fonts/marhey", r"(400Regular|700Bold)\.ttf"),
    ("Handjet", "npm", "@fontsource-variable/handjet", r"-arabic-wght-normal\.woff2"),
    ("Vazir", "npm", "vazir-font", r"package/dist/Vazir-(Regular|Bold)\.ttf"),
    ("Vazir", "npm", "vazir-font", r"package/dist/Farsi-Digits/Vazir-Regular-FD\.ttf"),
)  # fmt: skip
"""Fonts under the SIL Open Font License 1.1, or the Bitstream Vera terms (DejaVu)."""


def fonts(cache: Path) -> Iterator[tuple[str, str, bytes]]:
    """Yield family, name of the file and the bytes of a static TrueType or OpenType font, weight by weight."""
    from tarmim.identity.training.label_fonts import static_fonts

    for family, kind, package, pattern in SOURCES:
        archive = fetched(cache / kind, kind, package)
        for name, data in _files(archive, re.compile(pattern + "$")):
            for place, static in enumerate(static_fonts(data)):
                yield family, f"{kind}/{package}/{Path(name).name}#{place}", static


def _files(archive: Path, pattern: re.Pattern[str]) -> Iterator[tuple[str, bytes]]:
    with opened(archive) as tar:
        for member in tar:
            if member.isfile() and pattern.search(member.name) and (file := tar.extractfile(member)):
                yield member.name, file.read()


def gathered(cache: Path) -> Path:
    """Return the file of all outlines with their labels, made where it is not there."""
    from tarmim.identity.training.label_fonts import label_font, write_labelled

    out = cache / "outlines.npz"
    if not out.exists():
        found = []
        for family, name, data in fonts(cache):
            one = label_font(data, family)
            print(f"{len(one.outlines):6} {family:24} {name}", flush=True)
            found.append(one)
        write_labelled(out, found)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", type=Path)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    from tarmim.identity.shapes.bank import SHIPPED, write_bank
    from tarmim.identity.training.build_bank import build_bank
    from tarmim.identity.training.label_fonts import read_labelled

    bank = build_bank(read_labelled(gathered(arguments.cache)))
    out = arguments.out or SHIPPED
    write_bank(out, bank)
    print(f"{len(bank.vectors)} outlines of {len(set(bank.families))} families, {out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    np.seterr(all="raise", under="ignore")
    main()
