"""Write the reference of docs/api.md from the docstrings of the public names.

Run as `python -m tools.build_api_docs`, with `--check` to compare instead of write. What stands above the mark in
docs/api.md is written by hand and stays. tools/api_examples.txt has an example for each name whose docstring has none.
"""

from __future__ import annotations

import argparse
import dataclasses
import enum
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FunctionType

import tarmim

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "api.md"
EXAMPLES = ROOT / "tools" / "api_examples.txt"
MARK = "<!-- What follows is generated"
#: The order of the reference: what one meets first comes first; names that are not here follow by the alphabet.
FIRST = (
    *("extract", "stream", "inspect", "repair", "rules", "Options"),
    *("Document", "Page", "Block", "Line", "Word", "Place", "Metadata", "Permissions", "Bookmark"),
    *("FontRecord", "CodeRecord", "Repair", "Change", "Edit", "Edits", "Candidate", "Cause", "Step", "Passage", "Rule"),
    *("Report", "PageReport", "Verdict", "Finding"),
)


def names() -> list[str]:
    """Return the public names in the order of the reference."""
    rest = sorted(name for name in tarmim.__all__ if name not in FIRST and name != "__version__")
    return [*FIRST, *rest]


def reference() -> str:
    """Return the generated part of the page, behind the mark's line."""
    examples = examples_of(EXAMPLES.read_text(encoding="utf-8"))
    return "\n## Reference\n" + "\n".join(part for name in names() for part in section(name, examples.get(name, "")))


def examples_of(text: str) -> dict[str, str]:
    """Return the example of each name: a heading with the name, below it a session."""
    parts = re.split(r"^## (\w+)\n", text, flags=re.MULTILINE)
    return {name: example.strip() for name, example in zip(parts[1::2], parts[2::2], strict=True)}


def section(name: str, example: str) -> Iterator[str]:
    """Yield the lines of a name's section: what it is, its docstring, its members, an example."""
    value: object = getattr(tarmim, name)
    yield f"### `{name}`"
    if isinstance(value, type):
        yield from heading_of_class(value)
    elif isinstance(value, FunctionType):
        yield from fenced("text", [f"tarmim.{name}{signature(value)}"])
    yield from described(inspect.getdoc(value) or "")
    if isinstance(value, type):
        yield from members(value)
    if example:
        yield from fenced("python", [*example.split("\n"), ""])


def heading_of_class(kind: type) -> Iterator[str]:
    """Yield what a class is made of: fields with types and defaults, values of an enumeration, bases of an error."""
    if issubclass(kind, BaseException):
        bases = ", ".join(f"`{base.__name__}`" for base in kind.__bases__)
        yield f"An error; derives from {bases}; exit code {getattr(kind, 'exit_code', 1):d}.\n"
    elif issubclass(kind, enum.Enum):
        yield from fenced("text", [f"{kind.__name__}.{one.name} = {one.value!r}" for one in kind])
    elif dataclasses.is_dataclass(kind):
        yield from fenced("text", [f"{one.name}: {one.type}{default(one)}" for one in dataclasses.fields(kind)])


def default(field: dataclasses.Field[object]) -> str:
    """Return how a field's default is written, "" where it has none."""
    if field.default_factory is not dataclasses.MISSING:
        return f" = {getattr(field.default_factory, '__name__', '…')}()"
    if field.default is dataclasses.MISSING:
        return ""
    if isinstance(field.default, frozenset):  # its own order is another one in every run
        return f" = frozenset({sorted(field.default)!r})"
    return f" = {field.default!r}"


def members(kind: type) -> Iterator[str]:
    """Yield the properties and methods that a class has of its own."""
    for name, value in vars(kind).items():
        if name.startswith("_") or issubclass(kind, BaseException | enum.IntEnum):
            continue
        if isinstance(value, property):
            yield f"#### `{kind.__name__}.{name}`"
            yield from described(inspect.getdoc(value) or "")
        elif isinstance(value, FunctionType | classmethod):
            function: Callable[..., object] = getattr(kind, name)
            yield f"#### `{kind.__name__}.{name}()`"
            yield from fenced("text", [f"{name}{signature(function)}"])
            yield from described(inspect.getdoc(function) or "")


def signature(function: Callable[..., object]) -> str:
    """Return a signature as a caller sees it, annotations without quotes.

    >>> signature(names)
    '() -> list[str]'
    """
    return re.sub(r"\A\(self(?:, )?", "(", str(inspect.signature(function)).replace("'", ""))


def described(docstring: str) -> Iterator[str]:
    """Yield a docstring as Markdown: aligned lists as lists, sessions as fenced code, paragraphs as they are."""
    for part in re.split(r"\n\s*\n", docstring):
        lines = part.split("\n")
        if lines[0].startswith(">>>"):
            yield from fenced("python", [*lines, ""])
        elif all(re.match(r"\S.*?\s{2,}\S|\s", line) for line in lines):
            yield from listed(lines)
        else:
            yield "\n".join(lines) + "\n"


def listed(lines: list[str]) -> Iterator[str]:
    """Yield an aligned list, names to the left, as a Markdown list."""
    items: list[str] = []
    for line in lines:
        found = re.match(r"(\S.*?)\s{2,}(\S.*)", line)
        if found is None:
            items[-1] += " " + line.strip()
        else:
            called = ", ".join(f"`{name}`" for name in found[1].split(", "))
            items.append(f"- {called}: {found[2]}")
    yield "\n".join(items) + "\n"


def fenced(language: str, lines: list[str]) -> Iterator[str]:
    """Yield lines as fenced code."""
    yield "\n".join([f"```{language}", *lines, "```"]) + "\n"


def page() -> str:
    """Return the page as it should be: what stands above the mark, the mark's line, the reference."""
    written = PAGE.read_text(encoding="utf-8")
    head, mark, rest = written.partition(MARK)
    if not mark:
        raise SystemExit(f"{PAGE} has no line that begins with {MARK}")
    return head + mark + rest.split("\n", 1)[0] + "\n" + reference()


def main() -> int:
    """Write the page, or compare it; 1 where it differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--check", action="store_true", help="compare instead of write")
    found = page()
    if parser.parse_args().check:
        if found == PAGE.read_text(encoding="utf-8"):
            return 0
        print("docs/api.md is not what the docstrings say: python -m tools.build_api_docs", file=sys.stderr)
        return 1
    PAGE.write_text(found, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
