"""What comes out of all material at hand, written to a file, and compared with what came out before.

For changes of shape: `python -m evaluation.same --write FILE` before, `python -m evaluation.same --against FILE` after.
Exit code 1 where a text differs; differences of records beside the text (fonts, edits) are listed and no failure.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import json
import lzma
import sys
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

import tarmim
from evaluation.material import ROOT

__all__ = ["main"]

_SAMPLES = ROOT / "samples"
#: Characters of each sound corpus that are repaired.
_SLICE = 1_000_000
#: Lines of a difference that are shown.
_SHOWN = 6


def _pdfs(shared: Path) -> Iterator[Path]:
    for folder in (
        _SAMPLES / "pdf",
        *(shared / name for name in ("bench/pdfs", "real/pdfs", "cases", "structure/dev")),
    ):
        yield from sorted(path for path in folder.rglob("*.pdf") if path.parent.name != "hostile")


def _texts(shared: Path) -> Iterator[tuple[str, str]]:
    for folder in (_SAMPLES, *(shared / name for name in ("seed", "wild", "sound", "cases"))):
        for path in sorted(folder.glob("*.txt")):
            yield f"{folder.name}/{path.name}", path.read_text(encoding="utf-8")
    for path in sorted((shared / "corpus").glob("*.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as file:
            yield f"corpus/{path.name}", file.read(_SLICE)
    pairs = shared / "damage" / "dev.jsonl"
    if pairs.exists():
        for number, line in enumerate(pairs.read_text(encoding="utf-8").splitlines()):
            pair = json.loads(line)
            yield f"damage/{number} {pair['kind']}", pair["damaged"]


def _hash(value: object) -> str:
    return hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _of_pdf(path: Path) -> dict[str, str]:
    try:
        document = tarmim.extract(path)
    except tarmim.TarmimError as error:
        return {"text": "", "error": type(error).__name__}
    blocks = [(page.number, block.kind, block.raw) for page in document.pages for block in page.blocks]
    boxes = [word.box for page in document.pages for b in page.blocks for line in b.lines for word in line.words]
    rounded = [tuple(round(float(number), 2) for number in box) for box in boxes]
    fonts = [astuple(font) for font in document.fonts]
    return {
        "text": document.text,
        "blocks": "\n".join(f"{number} {kind} {text}" for number, kind, text in blocks),
        "boxes": _hash(rounded),
        "problems": _hash([page.problems for page in document.pages]),
        "notes": _hash([page.notes for page in document.pages]),
        "fonts": _hash(fonts),
    }


def _of_text(text: str) -> dict[str, str]:
    repair = tarmim.repair(text)
    edits = [(change.rule, change.input, change.edit.text, change.applied) for change in repair.explain()]
    return {"text": repair.text, "edits": _hash([edit for edit in edits if edit[3]]), "found": _hash(edits)}


def _outcomes(shared: Path) -> Iterator[tuple[str, dict[str, str]]]:
    for path in _pdfs(shared):
        yield f"{path.parent.parent.name}/{path.parent.name}/{path.name}", _of_pdf(path)
    for name, text in _texts(shared):
        yield name, _of_text(text)


def _differences(before: str, after: str) -> Iterator[str]:
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), "before", "after", lineterm="", n=0)
    for number, line in enumerate(lines):
        if number >= _SHOWN:
            yield "  …"
            return
        yield "  " + line


def main(arguments: list[str] | None = None) -> int:
    """Write or compare; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--write", type=Path, metavar="FILE")
    chosen.add_argument("--against", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    if options.write is not None:
        with options.write.open("w", encoding="utf-8", errors="surrogatepass") as file:
            for name, outcome in _outcomes(options.shared):
                file.write(json.dumps([name, outcome]) + "\n")
        return 0
    lines = options.against.read_text(encoding="utf-8").splitlines()
    before: dict[str, dict[str, str]] = dict(json.loads(line) for line in lines)
    texts = others = 0
    for name, outcome in _outcomes(options.shared):
        old = before.pop(name, None)
        if old is None:
            print(f"{name}: new")
            continue
        differing = [key for key in sorted({*old, *outcome}) if old.get(key) != outcome.get(key)]
        if differing:
            print(f"{name}: {', '.join(differing)}")
        for key in ("text", "blocks"):
            if key in differing:
                print("\n".join(_differences(old.get(key, ""), outcome.get(key, ""))))
        texts += "text" in differing or "blocks" in differing
        others += bool(differing) and not ("text" in differing or "blocks" in differing)
    print(f"texts that differ: {texts}; records beside the text that differ: {others}; not met again: {len(before)}")
    return 1 if texts or before else 0


if __name__ == "__main__":
    sys.exit(main())
