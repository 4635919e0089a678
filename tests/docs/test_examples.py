"""The examples in README.md and docs/*.md are run.

```python    statements or a session with >>>; one file's blocks share their names, as a reader runs them
```console   commands after `$ `, run by bash in the repository; the lines below are what they print, and a line `...`
             stands for any number of lines; where there are none, the command has to succeed
Other fences are not run: `sh` is for what installs things or takes minutes.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import tarmim

ROOT = Path(__file__).parents[2]
FENCE = r"^```(python|console)\n(.*?)^```$"
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("[!_]*.md")])


def blocks(page: Path) -> list[tuple[str, str]]:
    """Return the page's blocks in order: (language, text)."""
    return re.findall(FENCE, page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def pages(language: str) -> list[Path]:
    return [page for page in PAGES if any(found == language for found, _ in blocks(page))]


@pytest.mark.parametrize("page", pages("python"), ids=lambda page: page.name)
def test_python(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, Any] = {}
    for language, text in blocks(page):
        if language == "python":
            session(text, names, page) if ">>>" in text else exec(compile(text, str(page), "exec"), names)


def session(text: str, names: dict[str, Any], page: Path) -> None:
    """Run a session; what it defines stays for the blocks after it."""
    test = doctest.DocTestParser().get_doctest(text, {**names}, page.name, str(page), 0)
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(test, out=report.append, clear_globs=False)
    assert not runner.failures, "".join(report)
    names.update(test.globs)


@pytest.mark.parametrize("page", pages("console"), ids=lambda page: page.name)
def test_console(page: Path, tmp_path: Path) -> None:
    for language, text in blocks(page):
        if language == "console":
            for command, expected in commands(text):
                code, printed = run(command, tmp_path)
                assert expected or code == 0, f"$ {command}\n{printed}"
                assert not expected or matches(printed, expected), (
                    f"$ {command}\n{printed}\n--- the page says\n{expected}"
                )


def commands(text: str) -> list[tuple[str, str]]:
    """Return each command and what stands below it."""
    parts = re.split(r"^\$ ", text, flags=re.MULTILINE)
    assert not parts[0].strip(), "a console block begins with `$ `"
    return [(command, expected.rstrip("\n")) for command, _, expected in (part.partition("\n") for part in parts[1:])]


def run(command: str, scratch: Path) -> tuple[int, str]:
    """Return a command's exit code and what it prints, errors among it; $TMP is a scratch folder."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "TMP": str(scratch), "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout.decode().rstrip("\n")


def matches(printed: str, expected: str) -> bool:
    """Tell whether the output is as expected, trailing spaces aside."""
    pattern = "\n".join(r"(?s:.*?)" if line == "..." else re.escape(line.rstrip()) for line in expected.split("\n"))
    trimmed = "\n".join(line.rstrip() for line in printed.split("\n"))
    return re.fullmatch(pattern, trimmed) is not None


def test_every_page_has_a_title() -> None:
    assert [page.name for page in PAGES if not page.read_text(encoding="utf-8").startswith("# ")] == []


def test_links_between_pages_lead_somewhere() -> None:
    broken = []
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                broken.append(f"{page.name}: {target}")
    assert broken == []


def test_readme_lists_every_rule_in_order() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = [f"| [{rule.name}](docs/damage.md#{rule.kind}) | {rule.summary} |" for rule in tarmim.rules()]
    assert "\n".join(rows) in text


def test_every_kind_of_damage_has_its_section() -> None:
    sections = re.findall(r"^## (\S+)$", (ROOT / "docs" / "damage.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sections == list(dict.fromkeys(sections))
    assert {rule.kind for rule in tarmim.rules()} <= set(sections)


def test_changes_name_the_version() -> None:
    assert tarmim.__version__ in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
