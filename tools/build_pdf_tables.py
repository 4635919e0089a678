"""Writes the tables of tarmim.pdf: glyph names, encodings, widths of the standard fonts.

    python -m tools.build_pdf_tables [--out FOLDER]

Source: Adobe's published data as playa-pdf (a development dependency) carries it: the Adobe Glyph List 2.0
(BSD-3-Clause), the Core 14 font metrics (AFM, free to copy with the notice), and the Latin encodings of
ISO 32000-2 Annex D.
"""

from __future__ import annotations

import argparse
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "src" / "tarmim" / "pdf" / "data"

_FONTS = (
    "Helvetica",
    "Helvetica-Bold",
    "Times-Roman",
    "Times-Bold",
    "Times-Italic",
    "Times-BoldItalic",
    "Courier",
    "Symbol",
    "ZapfDingbats",
)


def glyph_names() -> list[str]:
    from playa.glyphlist import glyphname2unicode

    lines = ["# Adobe Glyph List 2.0, Copyright 2002-2019 Adobe, BSD-3-Clause: glyph name, code points"]
    for name, text in sorted(glyphname2unicode.items()):
        lines.append(f"{name} {' '.join(f'{ord(letter):04X}' for letter in text)}")
    return lines


def encodings() -> list[str]:
    from playa import encodings as source

    lines = ["# ISO 32000-2 Annex D: encoding, then the glyph names of codes 0 to 255, - where there is none"]
    tables = {
        "StandardEncoding": source.STANDARD_ENCODING,
        "MacRomanEncoding": source.MAC_ROMAN_ENCODING,
        "WinAnsiEncoding": source.WIN_ANSI_ENCODING,
        "MacExpertEncoding": source.MAC_EXPERT_ENCODING,
        "Symbol": source.SYMBOL_BUILTIN_ENCODING,
        "ZapfDingbats": source.ZAPFDINGBATS_BUILTIN_ENCODING,
    }
    for name, table in tables.items():
        lines.append(" ".join([name, *(table.get(code, "-") for code in range(256))]))
    return lines


def standard_widths() -> list[str]:
    from playa.fontmetrics import FONT_METRICS

    lines = [
        "# Adobe Core 14 AFM files, free to copy with their notice (NOTICE): font, ascent, descent in 1/1000 em,",
        "# then glyph=width; a glyph is a code point, in ZapfDingbats the number in its name",
    ]
    for font in _FONTS:
        about, widths = FONT_METRICS[font]
        pairs = [f"{ord(letter):04X}={width}" for letter, width in sorted(widths.items())]
        ascent, descent = (round(float(str(about.get(key) or 0))) for key in ("Ascent", "Descent"))
        lines.append(" ".join([font, str(ascent), str(descent), *pairs]))
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=FOLDER)
    folder = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in (
        ("glyph_names.txt", glyph_names()),
        ("encodings.txt", encodings()),
        ("standard_widths.txt", standard_widths()),
    ):
        (folder / name).write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
