"""The package's face: names are there however and in whatever order they are asked for, and importing is cheap."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import tarmim

SAMPLES = Path(__file__).parents[2] / "samples"


def run(code: str) -> str:
    """Return what a fresh interpreter prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize(
    "before",
    [
        "",
        "tarmim.repair('x')",
        "from tarmim.rules.pipeline import DEFAULT_RULES",
        "import tarmim.rules.letters.tatweel",
        "from tarmim import Options",
        "from tarmim import repair, rules",
    ],
)
def test_rules_is_the_verb_whatever_was_imported_before(before: str) -> None:
    assert int(run(f"import tarmim; {before or 'pass'}; print(len(tarmim.rules()))")) > 0


def test_importing_imports_nothing_heavy() -> None:
    heavy = "numpy", "ftfy", "click", "rich", "dataclasses", "tarmim.api"
    assert run(f"import sys, tarmim; print([name for name in {heavy!r} if name in sys.modules])") == "[]"


def test_repairing_a_short_text_imports_neither_numpy_nor_the_command_line() -> None:
    heavy = "numpy", "click", "rich"
    code = f"import sys, tarmim; tarmim.repair('\\u0643'); print([name for name in {heavy!r} if name in sys.modules])"
    assert run(code) == "[]"


@pytest.mark.parametrize("paragraph", [1, 2, 3])
def test_repairing_a_sound_paragraph_with_shaddas_imports_no_numpy(paragraph: int) -> None:
    text = (SAMPLES / "news.txt").read_text(encoding="utf-8").split("\n")[paragraph]
    code = f"import sys, tarmim; print(tarmim.repair({text!r}).changed, 'numpy' in sys.modules)"
    assert run(code) == "False False"


@pytest.mark.parametrize("name", tarmim.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(tarmim, name) is not None
    assert name in dir(tarmim)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        tarmim.nothing  # noqa: B018
