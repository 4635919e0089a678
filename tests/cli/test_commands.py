"""The command line as a person uses it: the real command, its streams, its files and its exit codes."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import tarmim
from tarmim.errors import ExitCode
from tests.complaints import assert_complaint

STRETCHED = "تصــدر المكتبــة العامــة نشــرة شهريــة"
REPAIRED = "تصدر المكتبة العامة نشرة شهرية"
MADE = Path(__file__).parents[1] / "cases" / "wraps" / "made.jsonl"


def run(*arguments: str, given: bytes | str = b"", **kwargs: object) -> subprocess.CompletedProcess[bytes]:
    """Return the finished command."""
    data = given.encode() if isinstance(given, str) else given
    command = [sys.executable, "-m", "tarmim", *arguments]
    return subprocess.run(command, input=data, capture_output=True, timeout=120, check=False, **kwargs)  # type: ignore[call-overload, no-any-return]


@pytest.fixture
def stretched(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text(STRETCHED + "\n", encoding="utf-8")
    return path


def test_a_file_is_repaired_to_the_standard_output(stretched: Path) -> None:
    done = run("repair", str(stretched))
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, REPAIRED + "\n", b"")


@pytest.mark.parametrize("arguments", [("repair",), ("repair", "-")])
def test_the_standard_input_is_read(arguments: tuple[str, ...]) -> None:
    assert run(*arguments, given=STRETCHED).stdout.decode() == REPAIRED


def test_paragraphs_stand_a_line_each_with_one_blank_line_between() -> None:
    case = next(
        c for c in map(json.loads, MADE.read_text(encoding="utf-8").splitlines()) if "a blank line between" in c["why"]
    )
    paragraphs = [line for line in case["true"].split("\n") if line]
    assert run("repair", given=case["damaged"]).stdout.decode() == "\n\n".join(paragraphs)
    assert len(paragraphs) == 2


def test_keep_lines_keeps_lines_and_blank_lines() -> None:
    case = json.loads(MADE.read_text(encoding="utf-8").splitlines()[1])
    assert run("repair", "--keep-lines", given=case["damaged"]).stdout.decode() == case["damaged"]


def test_output_goes_to_a_file_and_nowhere_else(stretched: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    done = run("repair", str(stretched), "-o", str(out))
    assert (done.returncode, done.stdout) == (0, b"")
    assert out.read_text(encoding="utf-8") == REPAIRED + "\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.txt", "text.txt"]


def test_a_file_may_be_its_own_output(stretched: Path) -> None:
    assert run("repair", str(stretched), "-o", str(stretched)).returncode == 0
    assert stretched.read_text(encoding="utf-8") == REPAIRED + "\n"


def test_json_carries_every_edit_with_both_spans() -> None:
    given = f"قبل {STRETCHED}"
    found = json.loads(run("repair", "--format", "json", given=given).stdout)
    assert found["text"] == f"قبل {REPAIRED}"
    assert found["changed"] is True
    assert found["language"] == "ar"
    assert found["version"] == tarmim.__version__
    assert len(found["edits"]) == STRETCHED.count("ــ")
    for edit in found["edits"]:
        assert given[edit["input"]["start"] : edit["input"]["end"]] == edit["before"] == "ــ"
        assert edit["output"]["start"] == edit["output"]["end"] <= len(found["text"])
        assert edit["after"] == ""
        assert 0.9 <= edit["confidence"] <= 1


def test_json_reports_what_is_held_with_candidates() -> None:
    found = json.loads(run("repair", "--format", "json", given="الأهداف:\n\uf0b7 الكتب").stdout)
    held = [finding for finding in found["held"] if finding["rule"] == "codes"]
    assert held[0]["before"] == "\uf0b7"
    assert held[0]["candidates"][0]["text"] == "\u2022"


def test_explain_tells_on_the_standard_error_in_words() -> None:
    done = run("repair", "--explain", given=f"{STRETCHED}\nالشا\ue072 طويل", env={**os.environ, "COLUMNS": "140"})
    said = done.stderr.decode()
    assert "stretching stroke" in said
    assert "99%" in said
    assert "found, not changed" in said
    assert "private code E072" in said
    assert "U+" not in said
    assert re.search(r"\b1:3\b", said)
    assert done.stdout.decode().startswith(REPAIRED)


def test_explain_of_sound_text_says_so() -> None:
    assert "nothing to repair" in run("repair", "--explain", given="نص سليم.").stderr.decode()


@pytest.mark.parametrize(
    ("options", "expected"),
    [(("--skip", "tatweel"), STRETCHED), (("--only", "wraps"), STRETCHED), (("--only", "tatweel"), REPAIRED)],
)
def test_rules_are_chosen_by_name(options: tuple[str, ...], expected: str) -> None:
    assert run("repair", *options, given=STRETCHED).stdout.decode() == expected


def test_a_threshold_above_every_confidence_holds_everything() -> None:
    assert run("repair", "--threshold", "1", given=STRETCHED).stdout.decode() == STRETCHED


def test_another_encoding_is_read_when_named(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("المكتبة العامة".encode("cp1256"))
    assert run("repair", "--encoding", "windows-1256", str(path)).stdout.decode() == "المكتبة العامة"


@pytest.mark.parametrize(("codec", "mark"), [("utf-8-sig", "\ufeff"), ("utf-16", "")])
def test_byte_order_marks_are_understood_and_that_of_utf_8_stays(codec: str, mark: str) -> None:
    assert run("repair", given="المكتبة".encode(codec)).stdout.decode() == mark + "المكتبة"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_sound_text_comes_back_byte_for_byte(mark: str) -> None:
    text = f"{mark}١\r\n00:01 --> 00:02\r\nنص سليم\r\n\r\n\r\n٢\nسطر\rسطر\u2028سطر\fصفحة\r\n \n\nآخر".encode()
    done = run("repair", given=text)
    assert (done.returncode, done.stdout, done.stderr) == (0, text, b"")


def test_mixed_line_ends_keep_their_form_where_something_is_repaired() -> None:
    done = run("repair", given=f"{STRETCHED}\r\n- {STRETCHED}\n\n- {STRETCHED}\r")
    assert done.stdout.decode() == f"{REPAIRED}\r\n- {REPAIRED}\n\n- {REPAIRED}\r"


def test_an_empty_file_gives_an_empty_output() -> None:
    done = run("repair", given=b"")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_nul_is_damage_and_is_repaired() -> None:
    assert run("repair", given="الم\0كتبة").stdout.decode() == "المكتبة"


def test_a_line_of_many_megabytes_is_read() -> None:
    line = "نص سليم طويل جدا، " * 300_000
    done = run("repair", given=line)
    assert done.returncode == 0
    assert done.stdout.decode().rstrip("\n") == line


# ------------------------------------------------------------------ bad input


def test_bytes_that_are_no_text_are_named_by_their_offset() -> None:
    assert_complaint(run("repair", given="نص ".encode() + b"\xff\xfe!"), ExitCode.UNDECODABLE, "byte 5", "--encoding")


def test_a_missing_file(tmp_path: Path) -> None:
    assert_complaint(run("repair", str(tmp_path / "none.txt")), ExitCode.INPUT, "none.txt", "does not exist")


def test_a_folder(tmp_path: Path) -> None:
    assert_complaint(run("repair", str(tmp_path)), ExitCode.INPUT, "is a folder")


def test_a_pdf_is_no_text() -> None:
    assert_complaint(run("repair", given=b"%PDF-1.7\n..."), ExitCode.INPUT, "PDF")


def test_an_output_in_no_folder_leaves_nothing(stretched: Path, tmp_path: Path) -> None:
    done = run("repair", str(stretched), "-o", str(tmp_path / "no" / "out.txt"))
    assert_complaint(done, ExitCode.OUTPUT, "cannot be written")
    assert [p.name for p in tmp_path.iterdir()] == ["text.txt"]


def test_a_failed_write_leaves_the_old_file_whole(tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    out.write_text("old", encoding="utf-8")
    assert_complaint(run("repair", "-o", str(out), given=b"\xff"), ExitCode.UNDECODABLE)
    assert out.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.txt"]


def test_an_unknown_rule_encoding_threshold_or_option() -> None:
    assert_complaint(run("repair", "--only", "kashida"), ExitCode.USAGE, "kashida", "tarmim rules")
    assert_complaint(run("repair", "--encoding", "klingon"), ExitCode.USAGE, "klingon")
    assert_complaint(run("repair", "--threshold", "7"), ExitCode.USAGE, "7")
    assert_complaint(run("repair", "--bogus"), ExitCode.USAGE, "--bogus")


@pytest.mark.skipif(os.name == "nt", reason="pipes of Unix")
def test_a_closed_pipe_is_no_traceback() -> None:
    given = ("نص سليم.\n" * 200_000).encode()
    command = f"{sys.executable} -m tarmim repair | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], input=given, capture_output=True, timeout=120, check=False)
    assert done.returncode in (ExitCode.CLOSED_PIPE, -signal.SIGPIPE)
    assert done.stdout.decode() == "نص سليم.\n"
    assert done.stderr == b""


# ------------------------------------------------------------------ the other commands


def test_version() -> None:
    assert run("--version").stdout.decode() == f"tarmim {tarmim.__version__}\n"


def test_rules_are_listed_in_order() -> None:
    listed = json.loads(run("rules", "--json").stdout)
    assert [rule["name"] for rule in listed] == [rule.name for rule in tarmim.rules()]
    shown = run("rules", env={**os.environ, "COLUMNS": "160"}).stdout.decode()
    assert all(rule.name in shown and rule.summary in shown for rule in tarmim.rules())


@pytest.mark.parametrize("name", [rule.name for rule in tarmim.rules()])
def test_a_rule_is_shown_with_an_example_that_is_true(name: str) -> None:
    example = json.loads(run("rules", name, "--json").stdout)["example"]
    assert tarmim.repair(example["before"]).text == example["after"]


def test_a_rule_that_does_not_exist() -> None:
    assert_complaint(run("rules", "kashida"), ExitCode.USAGE, "kashida")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_name_the_command(shell: str) -> None:
    script = run("completion", shell).stdout.decode()
    assert "_TARMIM_COMPLETE" in script
    if shutil.which(shell):
        checked = subprocess.run([shell, "-n"], input=script.encode(), capture_output=True, timeout=30, check=False)
        assert checked.returncode == 0, checked.stderr


def test_completion_offers_rules() -> None:
    words = {"COMP_WORDS": "tarmim repair --only tat", "COMP_CWORD": "3", "_TARMIM_COMPLETE": "bash_complete"}
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; sys.argv[0] = 'tarmim'; from tarmim.cli import command; command(prog_name='tarmim')",
        ],
        env={**os.environ, **words},
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert done.stdout.decode().split() == ["plain,tatweel"]


SWAPPED = "ــع الكتب التي وصلت إلى المكتبة جمي"
ORDERED = "جميع الكتب التي وصلت إلى المكتبة"


def test_a_line_is_put_in_order_and_explained() -> None:
    done = run("repair", "--explain", given=SWAPPED)
    assert done.stdout.decode().rstrip("\n") == ORDERED
    assert "جميع" in done.stderr.decode()


def test_models_of_ones_own_take_the_place_of_those_that_come_along(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("جلس الولد في البيت.\nكتب الولد في الدفتر.\n" * 5, encoding="utf-8")
    built = run("model", "build", str(text), "--language", "ar", "-o", str(tmp_path / "models"))
    assert built.returncode == 0, built.stderr.decode()
    swapped = (
        "أعلنت الحكومة في بيان نشرته أمس أن ميناء المدينة سيفتح من جديد، وقالت إن\n"
        "يق الساحلي بعد إصلاح الجسر ستسمح للشاحنات بالمرور على الطر\n"
        "الكبير الذي تضرر في الشتاء، وإن العمل سينتهي قبل الصيف.\n"
    )
    assert "على الطريق الساحلي" in run("repair", "--keep-lines", given=swapped).stdout.decode()
    done = run("repair", "--keep-lines", "--model", str(tmp_path / "models"), given=swapped)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode() == swapped  # no word of the line is in them


def test_a_folder_without_models_is_said_before_anything_is_read(tmp_path: Path) -> None:
    done = run("repair", "--model", str(tmp_path), "no-such-file.txt")
    assert_complaint(done, ExitCode.INPUT, "models", "tarmim model build")
