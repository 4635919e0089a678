"""Build the generated Unicode tables of tarmim from Debian's `unicode-data` package.

Run as `python -m tools.build_unicode`, with `--source` for another folder of Unicode Character Database
files, `--out` for another folder than the package's, and `--check` to compare instead of write.  The
output depends on those files alone, so two runs give the same bytes.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "tarmim"
WIDTH = 120
SHAPES = {"<isolated>": "isolated", "<initial>": "initial", "<medial>": "medial", "<final>": "final"}
FORM_BLOCKS = ((0xFB50, 0xFDFF), (0xFE70, 0xFEFF))
TRANSPARENT_CATEGORIES = frozenset({"Mn", "Me", "Cf"})
LONG_CLASS_NAMES = {
    "Left_To_Right": "L",
    "Right_To_Left": "R",
    "Arabic_Letter": "AL",
    "European_Terminator": "ET",
}

Range = tuple[int, int, str]


def rows(path: Path) -> Iterator[list[str]]:
    """Yield the fields of each data line, comments taken off."""
    for line in path.read_text(encoding="utf-8").splitlines():
        data = line.split("#", 1)[0].strip()
        if data:
            yield [field.strip() for field in data.split(";")]


def version_of(path: Path) -> str:
    """Return the Unicode version that the first line of a data file names."""
    found = re.search(r"-(\d+\.\d+\.\d+)\.txt", path.read_text(encoding="utf-8").splitlines()[0])
    if found is None:
        raise SystemExit(f"{path}: no Unicode version on the first line")
    return found.group(1)


def span(field: str) -> tuple[int, int]:
    """Return first and last code point of `0600` or `0600..0605`."""
    first, _, last = field.partition("..")
    return int(first, 16), int(last or first, 16)


def merge(values: dict[int, str], default: str) -> list[Range]:
    """Return sorted ranges of equal value, leaving `default` out."""
    ranges: list[Range] = []
    for code in sorted(values):
        value = values[code]
        if value == default:
            continue
        if ranges and ranges[-1][1] == code - 1 and ranges[-1][2] == value:
            ranges[-1] = (ranges[-1][0], code, value)
        else:
            ranges.append((code, code, value))
    return ranges


def bidi_classes(source: Path) -> list[Range]:
    """Return the bidirectional class of every code point that is not L, unassigned ones by their default."""
    path = source / "extracted" / "DerivedBidiClass.txt"
    values: dict[int, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        found = re.match(r"# @missing: ([0-9A-F.]+); (\w+)", line)
        if found:
            first, last = span(found.group(1))
            values.update(dict.fromkeys(range(first, last + 1), LONG_CLASS_NAMES[found.group(2)]))
    for field, name in rows(path):
        first, last = span(field)
        values.update(dict.fromkeys(range(first, last + 1), name))
    return merge(values, "L")


def joining_types(source: Path) -> list[Range]:
    """Return the joining type of every code point that is not U (ArabicShaping.txt, then the derived T)."""
    values: dict[int, str] = {}
    first = 0
    for fields in rows(source / "UnicodeData.txt"):
        code, name, category = int(fields[0], 16), fields[1], fields[2]
        if name.endswith(", First>"):
            first = code
        elif category in TRANSPARENT_CATEGORIES:
            start = first if name.endswith(", Last>") else code
            values.update(dict.fromkeys(range(start, code + 1), "T"))
    for fields in rows(source / "ArabicShaping.txt"):
        values[int(fields[0], 16)] = fields[2]
    return merge(values, "U")


def presentation_forms(source: Path) -> list[tuple[int, str, str]]:
    """Return (code, letters, shape) of the Arabic presentation forms that decompose to a shape."""
    forms = []
    for fields in rows(source / "UnicodeData.txt"):
        code = int(fields[0], 16)
        tag, *letters = fields[5].split() or [""]
        if tag in SHAPES and any(low <= code <= high for low, high in FORM_BLOCKS):
            forms.append((code, "".join(chr(int(letter, 16)) for letter in letters), SHAPES[tag]))
    return forms


def bracket_pairs(source: Path) -> list[tuple[int, int]]:
    """Return (opening, closing) code points of the paired brackets."""
    data = rows(source / "BidiBrackets.txt")
    return [(int(code, 16), int(pair, 16)) for code, pair, kind in data if kind == "o"]


def canonical_brackets(source: Path) -> list[tuple[int, int]]:
    """Return (bracket, canonical equivalent) for the brackets that have a singleton decomposition."""
    brackets = {code for pair in bracket_pairs(source) for code in pair}
    found = []
    for fields in rows(source / "UnicodeData.txt"):
        code, decomposition = int(fields[0], 16), fields[5]
        if code in brackets and decomposition and not decomposition.startswith("<"):
            found.append((code, int(decomposition, 16)))
    return found


def mirror_pairs(source: Path) -> list[tuple[int, int]]:
    """Return (code, code of the mirrored glyph)."""
    return [(int(code, 16), int(pair, 16)) for code, pair in rows(source / "BidiMirroring.txt")]


def escaped(text: str) -> str:
    """Return a Python string literal of `text` in four-digit escapes."""
    return '"' + "".join(f"\\u{ord(char):04x}" for char in text) + '"'


def filled(items: Iterable[str]) -> str:
    """Return the items as indented lines no wider than WIDTH."""
    lines = ["   "]
    for item in items:
        if len(lines[-1]) + len(item) + 2 > WIDTH:
            lines.append("   ")
        lines[-1] += f" {item},"
    return "\n".join(lines)


def header(names: str, version: str, summary: str) -> str:
    """Return the opening lines of a generated module."""
    return (
        f"# Generated by tools/build_unicode.py from Unicode {version}: {names}.\n"
        f"# Data from the Unicode Character Database {version}, Unicode License v3 (https://www.unicode.org/license.txt).\n"
        f'"""{summary}"""\n\n'
        "# fmt: off\n"
        "from __future__ import annotations\n\n"
        f'UNICODE_VERSION = "{version}"\n'
    )


def literal(name: str, kind: str, comment: str, items: Iterable[str]) -> str:
    """Return one commented table as source text."""
    return f"\n# {comment}\n{name}: {kind} = (\n{filled(items)}\n)\n"


def joining_module(source: Path) -> str:
    version = version_of(source / "ArabicShaping.txt")
    items = [f'(0x{first:04X}, 0x{last:04X}, "{value}")' for first, last, value in joining_types(source)]
    head = header("ArabicShaping, UnicodeData", version, "Joining types of the Unicode characters.")
    return head + literal(
        "JOINING_RANGES",
        "tuple[tuple[int, int, str], ...]",
        "First and last code point, Joining_Type; a code point in no range is U (non-joining).",
        items,
    )


def forms_module(source: Path) -> str:
    version = version_of(source / "ArabicShaping.txt")
    lines = [f'    0x{code:04X}: ({escaped(text)}, "{shape}"),' for code, text, shape in presentation_forms(source)]
    head = header("UnicodeData", version, "Compatibility decompositions of the Arabic presentation forms.")
    comment = "\n# Code point of the form: its base letters in logical order, and its shape.\n"
    lines = [line if len(line) <= WIDTH else line + "  # noqa: E501" for line in lines]
    return head + comment + "FORMS: dict[int, tuple[str, str]] = {\n" + "\n".join(lines) + "\n}\n"


def bidi_module(source: Path) -> str:
    version = version_of(source / "extracted" / "DerivedBidiClass.txt")
    names = "DerivedBidiClass, BidiBrackets, BidiMirroring, UnicodeData"
    pair_kind = "tuple[tuple[int, int], ...]"
    classes = [f'(0x{first:04X}, 0x{last:04X}, "{value}")' for first, last, value in bidi_classes(source)]

    def pairs(found: list[tuple[int, int]]) -> list[str]:
        return [f"(0x{first:04X}, 0x{second:04X})" for first, second in found]

    return (
        header(names, version, "Bidirectional classes, paired brackets and mirrored characters of Unicode.")
        + literal(
            "CLASS_RANGES",
            "tuple[tuple[int, int, str], ...]",
            "First and last code point, Bidi_Class; a code point in no range is L.",
            classes,
        )
        + literal("BRACKET_PAIRS", pair_kind, "Opening and closing paired bracket.", pairs(bracket_pairs(source)))
        + literal(
            "CANONICAL_BRACKETS",
            pair_kind,
            "Bracket and its canonical equivalent (UAX #9 BD16 matches the two).",
            pairs(canonical_brackets(source)),
        )
        + literal("MIRROR_PAIRS", pair_kind, "Character and its Bidi_Mirroring_Glyph.", pairs(mirror_pairs(source)))
    )


def main(arguments: list[str] | None = None) -> int:
    """Write the modules (or compare them) and return the exit status."""
    parser = argparse.ArgumentParser(description="Build the generated Unicode tables of tarmim.")
    parser.add_argument("--source", type=Path, default=Path("/usr/share/unicode"))
    parser.add_argument("--out", type=Path, default=PACKAGE, help="a folder; modules go where they lie in the package")
    parser.add_argument("--check", action="store_true", help="compare with the files in place; write nothing")
    options = parser.parse_args(arguments)
    if not (options.source / "UnicodeData.txt").is_file():
        print(f"{options.source}: no Unicode data; run: apt-get install unicode-data", file=sys.stderr)
        return 2
    modules = {
        options.out / "script" / "joining_table.py": joining_module(options.source),
        options.out / "script" / "forms_table.py": forms_module(options.source),
        options.out / "bidi" / "table.py": bidi_module(options.source),
    }
    stale = [path for path, text in modules.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        if options.check:
            print(f"{path}: out of date", file=sys.stderr)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(modules[path], encoding="utf-8")
            print(path)
    return 1 if options.check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
