"""Write docs/cli.md: every command with its help, as `--help` prints it. `--check` only tells whether it is up to date.

python -m tools.build_cli_docs [--check]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from tarmim.cli import command as root

__all__ = ["cli_page"]

PAGE: Final = Path(__file__).parents[1] / "docs" / "cli.md"

#: How wide the help is set, in characters.
_WIDTH: Final = 100

_HEAD: Final = """# The command line
Written by `python -m tools.build_cli_docs` from the commands themselves. What goes wrong is said in one line on the
standard error, with a hint and an exit code: [errors.md](errors.md). What `--json` writes: [json.md](json.md).

A folder is judged file by file. Exit code 6 says that a file is no PDF or that no page of it can be read, 7 that it
asks for a password:

```sh
set -o pipefail
for file in *.pdf; do
  verdict=$(tarmim inspect -q --json "$file" | jq -r .verdict)
  echo "$file: ${verdict:-none} (exit code $?)"
done
```

A verdict is `sound`, `repairable`, `needs OCR` or `unreadable`; `--fail-on` takes them so too, or as `needs-ocr`.
"""


def cli_page() -> str:
    """Return the page: the command, then each of its commands, a section each."""
    return _HEAD + "".join(_section(name, command) for name, command in _commands("tarmim", root))


def _commands(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    for part in command.commands.values() if isinstance(command, click.Group) else ():
        yield from _commands(f"{name} {part.name}", part)


def _section(name: str, command: click.Command) -> str:
    settings = {"help_option_names": ["-h", "--help"], "max_content_width": _WIDTH, "terminal_width": _WIDTH}
    context = click.Context(command, info_name=name, **settings)  # type: ignore[arg-type]
    lines = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    return f"\n## {name}\n```text\n{lines}\n```\n"


def main(arguments: list[str] | None = None) -> int:
    """Write or check the page; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where the page is out of date")
    written = cli_page()
    if not parser.parse_args(arguments).check:
        PAGE.write_text(written, encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == written:
        return 0
    print(f"{PAGE.name} is out of date: python -m tools.build_cli_docs", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
