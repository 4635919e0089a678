"""The search finds nothing in 300 mutants, the same ones each time; and it finds what is put there for it to find."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def searched(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.fuzz", *arguments]
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_300_mutants(tmp_path: Path) -> None:
    done = searched("--count", "300", "--seed", "11", "--out", str(tmp_path))
    assert (done.returncode, "300 mutants tried, 0 of them" in done.stdout) == (0, True), done.stdout + done.stderr


#: What is put into every process of Python below, and the kind of finding that it is to make.
FAULTS = {
    "traceback": "raise LookupError('made')",
    "the process died": "os.abort()",
    "over memory": "b'x' * (600 << 20)",
    "noise on standard error": "os.write(2, b'made\\n')",
}


@pytest.mark.parametrize(("kind", "fault"), list(FAULTS.items()))
def test_what_is_put_there_is_found(kind: str, fault: str, tmp_path: Path) -> None:
    """`inspect` is broken on purpose for files that have the word; the search says so, and how to repeat it."""
    lines = [
        "import os, tarmim",
        "sound = tarmim.inspect",
        "def broken(source, **options):",
        f"    if b'endobj' in source: {fault}",
        "    return sound(source, **options)",
        "tarmim.inspect = broken",
    ]
    (tmp_path / "sitecustomize.py").write_text("\n".join(lines), encoding="utf-8")
    file = ROOT / "samples" / "pdf" / "fpdf2-news.pdf"
    path = os.pathsep.join(filter(None, (str(tmp_path), os.environ.get("PYTHONPATH", ""))))
    done = searched("--try", str(file), PYTHONPATH=path)
    assert done.returncode == 1
    assert f"{kind}: " in done.stdout
