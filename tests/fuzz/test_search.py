"""The search finds nothing in 300 mutants, the same ones each time; and it finds what is put there for it to find."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.readers import is_witness, words_of

ROOT = Path(__file__).parents[2]
SOUND = ROOT / "samples" / "pdf" / "fpdf2-urdu.pdf"


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
    done = searched("--count", "300", "--seed", "11", "--quick", "--out", str(tmp_path))
    assert (done.returncode, "300 mutants tried, 0 of them" in done.stdout) == (0, True), done.stdout + done.stderr


def test_words_are_compared_by_their_letters() -> None:
    """Lam alef as one sign and as two letters, a vowel, a tatweel, direction controls, a private code."""
    forms, letters = "\ufefb\ue001 \u202bB1", "\u0644\u064e\u0640\u0627 B1 \ufffd"
    assert words_of(forms) == words_of(letters) == {"\u0644\u0627": 1, "B1": 1}


def test_a_reader_that_does_not_read_the_sound_file_is_no_witness() -> None:
    known = words_of("abc def ghi jkl")
    assert is_witness(words_of("cba fed x"), known)
    assert not is_witness(words_of("abc \ue001\ue002 \ue003"), known)


#: What `inspect` does in the tests below, by the kind of finding that it is to make.
FAULTS = {
    "traceback": "raise LookupError('made')",
    "the process died": "os.abort()",
    "over memory": "b'x' * (600 << 20)",
    "noise on standard error": "os.write(2, b'made\\n')",
}


#: The end of the files for which `inspect` is broken.
SIGN = b"\n% made to fail"


def broken_by(fault: str, folder: Path) -> str:
    """Break `inspect` for files with the sign, in every process of Python that has what comes back as its path."""
    lines = [
        "import os, tarmim",
        "sound = tarmim.inspect",
        "def broken(source, **options):",
        f"    if source.endswith({SIGN!r}): {fault}",
        "    return sound(source, **options)",
        "tarmim.inspect = broken",
    ]
    (folder / "sitecustomize.py").write_text("\n".join(lines), encoding="utf-8")
    return os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH", ""))))


@pytest.mark.parametrize(("kind", "fault"), list(FAULTS.items()))
def test_what_is_put_there_is_found(kind: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(SOUND.read_bytes() + SIGN)
    done = searched("--try", str(tmp_path / "broken.pdf"), PYTHONPATH=broken_by(fault, tmp_path))
    assert (done.returncode, f"{kind}: " in done.stdout) == (1, True), done.stdout + done.stderr


def test_nothing_is_found_in_sound_files() -> None:
    assert searched("--try", str(SOUND)).returncode == 0


def test_what_is_found_is_made_small(tmp_path: Path) -> None:
    """All that the finding needs is the sign."""
    (tmp_path / "broken.pdf").write_bytes(SOUND.read_bytes()[:900] + SIGN)
    path = broken_by(FAULTS["traceback"], tmp_path)
    searched("--minimise", str(tmp_path / "broken.pdf"), "--out", str(tmp_path), PYTHONPATH=path)
    assert [file.read_bytes() for file in tmp_path.glob("traceback-*.pdf")] == [SIGN]
