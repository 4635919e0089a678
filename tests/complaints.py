"""What every command says of what it cannot do."""

from __future__ import annotations

import subprocess


def assert_complaint(done: subprocess.CompletedProcess[bytes], code: int, *words: str) -> None:
    """Check for one line that says what happened, a hint, the exit code, and no data."""
    said = done.stderr.decode()
    lines = said.splitlines()
    assert done.returncode == code, said
    assert len(lines) == 2, said
    assert lines[0].startswith("tarmim: ")
    assert lines[1].startswith("hint: ")
    assert all(word in said for word in words), said
    assert done.stdout == b""
