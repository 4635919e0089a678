"""Where the process ends: full disks, closed pipes and streams, Ctrl-C, warnings, an output that is the input."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest

import tarmim
from tarmim.cli import TRACEBACK_VARIABLE, main
from tarmim.errors import ExitCode
from tests.complaints import assert_complaint
from tests.unit.reading.sheets import line, made

pytestmark = pytest.mark.skipif(os.name == "nt", reason="streams of Unix")

SAMPLES = Path(__file__).parents[2] / "samples"
PAPER = SAMPLES / "pdf" / "fpdf2-news.pdf"
DAMAGED = SAMPLES / "damaged.txt"
TEXT = "حكاية أولى عن الملوك"
#: What writes to the standard output: each command, and what is written before a command is chosen.
COMMANDS = (
    "", "--help", "-V", "fonts", "fonts list", "model", "model info", "rules", "rules tatweel", "rules --json",
    "completion bash", f"extract {PAPER}", f"extract --json {PAPER}", "extract --help", f"inspect {PAPER}",
    f"inspect --json {PAPER}", f"repair {DAMAGED}",
)  # fmt: skip


def shell(command: str, *, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Return what bash made of a command, TARMIM in it standing for ours."""
    ours = command.replace("TARMIM", f"{sys.executable} -m tarmim")
    return subprocess.run(["bash", "-c", ours], input=given, capture_output=True, timeout=120, check=False)


def lines_of(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    return done.stderr.decode().splitlines()


class TestStreamsThatTakeNothing:
    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
    @pytest.mark.parametrize("command", COMMANDS)
    def test_a_full_disk(self, command: str) -> None:
        done = shell(f"TARMIM {command} > /dev/full")
        assert_complaint(done, ExitCode.OUTPUT, "the standard output cannot be written: No space left")

    @pytest.mark.parametrize("command", COMMANDS)
    def test_a_closed_output(self, command: str) -> None:
        done = shell(f"TARMIM {command} >&-")
        assert_complaint(done, ExitCode.OUTPUT, "the standard output cannot be written")

    @pytest.mark.parametrize("command", COMMANDS)
    def test_a_closed_pipe(self, command: str) -> None:
        done = shell(f"TARMIM {command} | true; exit ${{PIPESTATUS[0]}}")
        assert (done.returncode, done.stderr) == (ExitCode.CLOSED_PIPE, b"")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
    @pytest.mark.parametrize("command", [f"repair {DAMAGED}", f"extract {PAPER}"])
    @pytest.mark.parametrize("away", ["2>&-", "2>/dev/full"])
    def test_an_explanation_that_cannot_be_written(self, command: str, away: str, tmp_path: Path) -> None:
        done = shell(f"TARMIM {command} --explain -o {tmp_path}/out {away}")
        assert (done.returncode, done.stdout, done.stderr) == (ExitCode.OUTPUT, b"", b"")
        assert (tmp_path / "out").stat().st_size > 100

    @pytest.mark.parametrize("away", ["2>&-", "2>/dev/full"])
    def test_errors_that_nobody_reads_keep_their_code_and_stay_out_of_the_data(self, away: str) -> None:
        done = shell(f"TARMIM repair no-such-file {away}")
        assert (done.returncode, done.stdout) == (ExitCode.INPUT, b"")

    def test_a_closed_input(self) -> None:
        assert_complaint(shell("TARMIM repair <&-"), ExitCode.INPUT, "no standard input")

    def test_a_file_does_not_get_the_number_of_a_closed_stream(self, tmp_path: Path) -> None:
        """What goes to the standard error would be written into it."""
        done = shell(f"TARMIM extract {PAPER} --explain -o {tmp_path}/out <&- 2>&-")
        assert done.returncode == ExitCode.OUTPUT  # the explanation has nowhere to go
        assert (tmp_path / "out").read_bytes() == shell(f"TARMIM extract {PAPER}").stdout


class TestAnOutputThatIsOpenAlready:
    """By /dev/stdout or by its number it is written to as it is: what stands in it stays, a pipe needs no name."""

    @pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "/dev/fd/5", "link"])
    def test_a_log_keeps_what_it_has(self, name: str, tmp_path: Path) -> None:
        if not Path("/proc/self/fd").exists() and name.startswith("/proc"):
            pytest.skip("there is no /proc")
        (tmp_path / "link").symlink_to("/dev/stdout")
        done = shell(f"cd {tmp_path}; echo first >log; TARMIM extract {PAPER} -o {name} >>log 5>>log; echo last >>log")
        assert (done.returncode, done.stderr) == (0, b"")
        text = shell(f"TARMIM extract {PAPER}").stdout
        assert (tmp_path / "log").read_bytes() == b"first\n" + text + b"last\n"

    @pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="there is no /proc")
    def test_a_log_of_another_process_keeps_what_it_has(self, tmp_path: Path) -> None:
        done = shell(
            f"cd {tmp_path}; exec 7>>log; echo first >&7; TARMIM extract {PAPER} -o /proc/$$/fd/7; echo last >&7"
        )
        assert (done.returncode, done.stderr) == (0, b"")
        lines = (tmp_path / "log").read_bytes().splitlines()
        assert (lines[0], lines[-1], len(lines) > 5) == (b"first", b"last", True)

    @pytest.mark.parametrize("command", [f"extract {PAPER}", f"repair {DAMAGED}"])
    @pytest.mark.parametrize("way", ["-o /dev/stdout | cat", "-o /dev/fd/1 | cat", "-o >(cat) | cat"])
    def test_a_pipe_gets_the_text(self, command: str, way: str) -> None:
        done = shell(f"TARMIM {command} {way}")
        assert (done.stdout, done.stderr) == (shell(f"TARMIM {command}").stdout, b"")

    def test_a_pipe_that_nobody_reads(self) -> None:
        done = shell(f"TARMIM extract {PAPER} -o /dev/stdout | true; exit ${{PIPESTATUS[0]}}")
        assert (done.returncode, done.stderr) == (ExitCode.CLOSED_PIPE, b"")

    @pytest.mark.parametrize("name", ["/dev/fd/9", "/dev/fd/8"])
    def test_a_stream_that_is_closed_or_only_read(self, name: str) -> None:
        done = shell(f"TARMIM extract {PAPER} -o {name} 8< {DAMAGED}")
        assert_complaint(done, ExitCode.OUTPUT, f"{name} cannot be written: Bad file descriptor")


class TestNamesThatAreNone:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "loop").symlink_to("other")
        (tmp_path / "other").symlink_to("loop")
        (tmp_path / "file").touch()
        return tmp_path

    @pytest.mark.parametrize("command", [f"extract {PAPER}", f"repair {DAMAGED}"])
    @pytest.mark.parametrize("name", ["new/", "loop", "loop/x", "file/", "file/x"])
    def test_an_output_that_cannot_be(self, command: str, name: str, folder: Path) -> None:
        before = sorted(folder.iterdir())
        done = shell(f"cd {folder}; TARMIM {command} -o {name}")
        assert_complaint(done, ExitCode.OUTPUT, f"{name} cannot be written")
        assert sorted(folder.iterdir()) == before
        assert (folder / "loop").is_symlink()

    def test_what_stands_in_the_way_of_a_folder_is_named(self, folder: Path) -> None:
        done = shell(f"cd {folder}; TARMIM extract {PAPER} -o file/deep/x")
        assert_complaint(done, ExitCode.OUTPUT, "file is no folder", "ls -l file")
        assert_complaint(shell(f"cd {folder}; TARMIM extract {PAPER} -o a/b/x"), ExitCode.OUTPUT, "mkdir -p a/b")

    @pytest.mark.parametrize(
        "command",
        [
            "extract ''", "inspect ''", "repair ''", f"extract {PAPER} -o ''", f"repair {DAMAGED} -o ''",
            f"extract {PAPER} --model ''", "model build --language ar -o '' x", "fonts learn ''",
        ],
    )  # fmt: skip
    def test_an_empty_name(self, command: str) -> None:
        assert_complaint(shell(f"TARMIM {command}"), ExitCode.USAGE, "the name is empty")


#: Ctrl-C as a terminal gives it: what a shell begins in the background has it ignored, and tests may be begun so.
IN_FRONT = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "


class TestCtrlC:
    @staticmethod
    def interrupted(path: Path, out: Path, seconds: float) -> tuple[int, bytes]:
        """Return code and errors of a command that got Ctrl-C so long after it had begun its imports."""
        program = IN_FRONT + "import sys; from tarmim.__main__ import main; print(flush=True); sys.exit(main())"
        command = [sys.executable, "-c", program, "repair", str(path), "-o", str(out)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(seconds)
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=60)
        return process.returncode, errors

    @pytest.mark.parametrize("seconds", [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.2])
    def test_it_leaves_at_any_moment_without_a_word(self, seconds: float, tmp_path: Path) -> None:
        path = tmp_path / "text.txt"
        path.write_text("تصــدر المكتبــة نشــرة\n" * 100_000, encoding="utf-8")
        assert self.interrupted(path, tmp_path / "out.txt", seconds) == (ExitCode.INTERRUPTED, b"")
        assert [one.name for one in tmp_path.iterdir()] == ["text.txt"]

    def test_what_the_script_of_pip_does_between_import_and_call_is_covered(self) -> None:
        program = IN_FRONT + "import tarmim.__main__, os, time; os.kill(os.getpid(), signal.SIGINT); time.sleep(9)"
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, check=False)
        assert (done.returncode, done.stderr) == (ExitCode.INTERRUPTED, b"")

    def test_nothing_is_loaded_before_it_is_met(self) -> None:
        """What Python has not loaded itself takes time, in which Ctrl-C would be a traceback."""
        program = "import sys, tarmim.__main__; print(*sys.modules)"
        found = {**os.environ, "PYTHONPATH": str(Path(tarmim.__file__).parents[1])}  # -S leaves out what is installed
        done = subprocess.run([sys.executable, "-S", "-c", program], capture_output=True, env=found, check=False)
        loaded = done.stdout.decode().split()
        assert "tarmim.__main__" in loaded
        assert not {"typing", "re", "contextlib", "click"} & {*loaded}

    def test_a_command_in_the_background_of_a_shell_is_not_interrupted(self) -> None:
        done = shell(f"trap '' INT; TARMIM repair {DAMAGED} & sleep .3; kill -INT $!; wait $!")
        assert (done.returncode, done.stderr) == (0, b"")
        assert len(done.stdout) > 100


class TestNothingButOurLines:
    def test_a_password_that_is_not_needed(self) -> None:
        done = shell(f"TARMIM extract --password word {PAPER}")
        assert (done.returncode, done.stderr) == (0, b"")

    def test_warnings_and_logs_of_libraries(self) -> None:
        program = (
            "import logging, sys, warnings; import tarmim.api; from tarmim.__main__ import main\n"
            "def noisy(*_, **__): warnings.warn('loud'); logging.getLogger('x').error('loud'); raise SystemExit(0)\n"
            "tarmim.api.repair = noisy; sys.argv = ['tarmim', 'repair', sys.argv[1]]; main()"
        )
        done = subprocess.run(
            [sys.executable, "-c", program, str(DAMAGED)], capture_output=True, timeout=60, check=False
        )
        assert (done.returncode, done.stderr) == (0, b"")

    def test_a_fault_of_our_own_is_one_line(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def broken(*_: object, **__: object) -> None:
            raise IndexError("list\nindex")

        monkeypatch.setattr("tarmim.api.repair", broken)
        monkeypatch.delenv(TRACEBACK_VARIABLE, raising=False)
        with pytest.raises(SystemExit) as left:
            main(["repair", str(DAMAGED)])
        assert left.value.code == ExitCode.FAULT
        first, second = capsys.readouterr().err.splitlines()
        assert re.fullmatch(
            r"tarmim: a fault of Tarmim itself: IndexError in test_borders\.py, line \d+: list index", first
        )
        assert "report" in second
        monkeypatch.setenv(TRACEBACK_VARIABLE, "1")
        with pytest.raises(IndexError):
            main(["repair", str(DAMAGED)])

    def test_quiet_leaves_out_notes_and_hints(self, tmp_path: Path) -> None:
        blank = tmp_path / "blank.pdf"
        blank.write_bytes(made(b""))
        assert lines_of(shell(f"TARMIM extract {blank}")) == ["tarmim: no text on the pages"]
        assert lines_of(shell(f"TARMIM extract -q {blank}")) == []
        assert lines_of(shell(f"TARMIM -q extract {blank}")) == []
        assert lines_of(shell("TARMIM repair -q no-such-file")) == ["tarmim: no-such-file does not exist"]


ESCAPE = "\x1b[31mred\x1b[0m"


class TestTerminals:
    def test_names_in_a_file_steer_no_terminal(self, tmp_path: Path) -> None:
        pdf = pikepdf.open(SAMPLES / "pdf" / "fpdf2-news.pdf")
        for font in pdf.pages[0].Resources.Font.as_dict().values():
            font.BaseFont = font.DescendantFonts[0].BaseFont = pikepdf.Name("/" + ESCAPE + "\u202e\n")
        pdf.save(tmp_path / "escape.pdf")
        done = shell(f"TARMIM inspect {tmp_path}/escape.pdf")
        assert done.returncode == 0
        assert b"red" in done.stdout
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", done.stdout.decode())

    def test_text_is_washed_on_a_terminal_only(self, tmp_path: Path) -> None:
        pty = pytest.importorskip("pty")
        path = tmp_path / "text.txt"
        path.write_text(f"نص {ESCAPE}\n", encoding="utf-8")
        command = [sys.executable, "-m", "tarmim", "repair", "--skip", "controls", str(path)]
        piped = subprocess.run(command, capture_output=True, timeout=60, check=False).stdout
        assert ESCAPE.encode() in piped
        here, there = pty.openpty()
        with subprocess.Popen(command, stdout=there, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL) as process:
            process.wait(timeout=60)
        os.close(there)
        shown = os.read(here, 10_000).decode()
        os.close(here)
        assert "\u241b[31mred" in shown  # SYMBOL FOR ESCAPE
        assert "\x1b" not in shown


class TestAnOutputThatIsTheInput:
    @pytest.fixture
    def paper(self, tmp_path: Path) -> Path:
        path = tmp_path / "x.pdf"
        path.write_bytes(made(line(TEXT, 300)))
        (tmp_path / "link.pdf").symlink_to(path)
        os.link(path, tmp_path / "hard.pdf")
        return path

    @pytest.mark.parametrize(
        "command",
        [
            "extract x.pdf -o x.pdf", "extract x.pdf -o ./x.pdf", "extract x.pdf -o link.pdf",
            "extract link.pdf -o x.pdf", "extract hard.pdf -o x.pdf", "extract - -o x.pdf < x.pdf",
            "extract x.pdf -o /dev/fd/7 7>> x.pdf", "extract /dev/fd/7 -o x.pdf 7< x.pdf", "extract x.pdf >> x.pdf",
            "extract --json x.pdf -o - 1<> x.pdf", "inspect x.pdf >> hard.pdf", "inspect --json - < x.pdf >> x.pdf",
        ],
    )  # fmt: skip
    def test_it_is_refused_and_the_file_stays(self, command: str, paper: Path, tmp_path: Path) -> None:
        before = paper.read_bytes()
        done = shell(f"cd {tmp_path}; TARMIM {command}")
        assert_complaint(done, ExitCode.OUTPUT, "is the file that is read")
        assert paper.read_bytes() == before
        assert sorted(one.name for one in tmp_path.iterdir()) == ["hard.pdf", "link.pdf", "x.pdf"]

    def test_a_file_that_the_shell_has_emptied_is_said_to_be_it(self, paper: Path, tmp_path: Path) -> None:
        done = shell(f"cd {tmp_path}; TARMIM extract x.pdf > x.pdf")
        assert_complaint(done, ExitCode.OUTPUT, "is the file that is read")

    @pytest.mark.parametrize("output", ["", "/.", "/none/out.txt"])
    def test_places_that_cannot_be_are_said_before_anything_is_read(self, output: str, tmp_path: Path) -> None:
        done = shell(f"TARMIM extract {tmp_path}/no-such.pdf -o {tmp_path}{output}")
        assert_complaint(done, ExitCode.OUTPUT, "folder")

    def test_other_files_are_written_beside_and_renamed(self, paper: Path, tmp_path: Path) -> None:
        out = tmp_path / "out.txt"
        out.write_text("old", encoding="utf-8")
        out.chmod(0o640)
        (tmp_path / "way").symlink_to(out)
        assert shell(f"TARMIM extract {paper} -o {tmp_path}/way").returncode == 0
        assert (tmp_path / "way").is_symlink()
        assert (out.read_text(encoding="utf-8"), out.stat().st_mode & 0o777) == (f"{TEXT}\n", 0o640)

    def test_a_text_may_be_repaired_in_its_place(self, tmp_path: Path) -> None:
        path = tmp_path / "text.txt"
        path.write_text("تصــدر المكتبــة العامــة نشــرة شهريــة\n", encoding="utf-8")
        assert shell(f"TARMIM repair {path} -o {path}").returncode == 0
        assert path.read_text(encoding="utf-8") == "تصدر المكتبة العامة نشرة شهرية\n"
