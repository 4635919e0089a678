"""Speed, memory and import time, measured; nothing is pinned, machines differ.

    python -m evaluation.speed                     everything, texts from 10 kB to 10 MB
    python -m evaluation.speed --largest 100       texts up to 100 MB too
    python -m evaluation.speed --pdf               PDFs only

Sound prose is a slice of the shared corpus where it lies, or else made of the samples' sentences in random order.
Sizes are bytes of UTF-8, times are CPU seconds of this process, MB are 10^6 bytes.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path
from random import Random
from tempfile import NamedTemporaryFile

import tarmim
from evaluation.material import ROOT, SAMPLES, Shared
from tarmim.options import Options
from tools.make_damage import make_pairs, paragraphs_of

MEGABYTE = 1_000_000

#: Texts are repaired again until this much CPU time has passed, and the fastest round counts: others share the machine.
ROUND_SECONDS = 1.0

IMPORTS = 5


def sound_prose(shared: Shared, size: int) -> str:
    """Return about `size` bytes of sound Arabic prose, a paragraph a line."""
    if shared.exists():
        text = "\n".join(shared.corpora()["hindawi_public_domain"])
    else:
        samples = "\n".join((ROOT / "samples" / name).read_text(encoding="utf-8") for name in SAMPLES[:2])
        sentences = [s + "." for p in paragraphs_of(samples) for s in p.rstrip(".").split(". ")]
        rng = Random(1)
        text = "\n".join(" ".join(rng.sample(sentences, 6)) for _ in range(2000))
    return _to_size(text, size)


def _to_size(text: str, size: int) -> str:
    raw = (text + "\n").encode()
    raw = raw * (1 + size // len(raw))
    return raw[:size].decode("utf-8", "ignore")


def seconds(texts: list[str]) -> float:
    """Return the CPU time that one round over the texts takes, the fastest of some."""
    best, spent = float("inf"), 0.0
    while spent < ROUND_SECONDS:
        start = time.process_time()
        for text in texts:
            tarmim.repair(text)
        taken = time.process_time() - start
        best, spent = min(best, taken), spent + taken
    return best


def report_rates(shared: Shared) -> None:
    """Print MB a CPU second on sound prose and on stretched pairs."""
    prose = sound_prose(shared, 5 * MEGABYTE)
    say(f"sound prose, 5 MB        {_size([prose]) / seconds([prose]):8.1f} MB a CPU second")
    for name, texts in (("dev.jsonl", _shared_kashida(shared)), ("samples", _sample_kashida())):
        if texts:
            rate = _size(texts) / seconds(texts)
            say(f"kashida, {name:<15} {rate:8.1f} MB a CPU second  ({len(texts)} texts)")


def _size(texts: list[str]) -> float:
    return sum(len(text.encode()) for text in texts) / MEGABYTE


def _shared_kashida(shared: Shared) -> list[str]:
    return [pair.damaged for pair in shared.pairs() if pair.kind == "kashida"] if shared.exists() else []


def _sample_kashida() -> list[str]:
    found = paragraphs_of("\n".join((ROOT / "samples" / name).read_text(encoding="utf-8") for name in SAMPLES))
    return [pair.damaged for pair in make_pairs(found, "kashida", seed=1, count=100)]


def report_linearity(shared: Shared, largest: int) -> None:
    """Print the rate for texts of growing size, sound and damaged: a linear program keeps its rate."""
    say("size          sound MB/s   damaged MB/s")
    damaged = "\n\n".join(_shared_kashida(shared) or _sample_kashida())
    size = 10_000
    while size <= largest * MEGABYTE:
        rates = [size / MEGABYTE / seconds([_to_size(text, size)]) for text in (sound_prose(shared, size), damaged)]
        say(f"{size / MEGABYTE:8.2f} MB  {rates[0]:10.1f}  {rates[1]:12.1f}")
        size *= 10


def report_memory(shared: Shared) -> None:
    """Print the peak of memory during a repair, in bytes for each character, the text itself not counted."""
    damaged = _to_size("\n\n".join(_shared_kashida(shared) or _sample_kashida()), 5 * MEGABYTE)
    for name, text in (("sound", sound_prose(shared, 5 * MEGABYTE)), ("kashida", damaged)):
        gc.collect()
        tracemalloc.start()
        repair = tarmim.repair(text)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        say(f"peak memory, {name:<10} {peak / len(text):6.1f} bytes a character (tracemalloc, 5 MB, beyond the text)")
        del repair
        grown = _resident(text)
        if grown is not None:
            say(
                f"peak memory, {name:<10} {grown / len(text):6.1f} bytes a character (resident set, alone in a process)"
            )


def report_pdfs(shared: Shared) -> None:
    """Print pages a CPU second, the whole way from the file to the text, and without the repair."""
    files = sorted((shared.folder / "bench" / "speed").glob("*.pdf"))
    if not files:
        say(f"PDFs are skipped: {shared.folder / 'bench' / 'speed'} is not here")
        return
    total = [0.0, 0.0]
    count = 0
    kept = 0.0
    for path in files:
        data = path.read_bytes()
        pages = len(tarmim.extract(data).pages)  # the first time loads the models
        whole, plain = (_seconds_of_pdf(data, Options(repair=repair)) for repair in (True, False))
        count, total = count + pages, [total[0] + whole, total[1] + plain]
        say(f"{path.name:<24} {pages:5} pages  {pages / whole:7.1f} a CPU second  ({pages / plain:7.1f} unrepaired)")
    for path in files:
        kept = max(kept, _kept_by_pdf(path.read_bytes()))
    say(f"kept of a page, the most {kept / 1000:7.1f} kB (tracemalloc)")
    rates = f"{count / total[0]:7.1f} a CPU second  ({count / total[1]:7.1f} unrepaired)"
    say(f"{'PDFs together':<24} {count:5} pages  {rates}")


def _kept_by_pdf(data: bytes) -> float:
    """Return how many bytes a document keeps for each page, once the models are loaded."""
    gc.collect()
    tracemalloc.start()
    document = tarmim.extract(data)
    gc.collect()
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return size / max(1, len(document.pages))


def _seconds_of_pdf(data: bytes, options: Options) -> float:
    """Return the CPU time that reading a PDF takes, the fastest of some rounds."""
    best, spent = float("inf"), 0.0
    while spent < ROUND_SECONDS:
        start = time.process_time()
        tarmim.extract(data, options=options)
        taken = time.process_time() - start
        best, spent = min(best, taken), spent + taken
    return best


#: ru_maxrss is no use here: a child starts with its parent's. The kernel's own mark can be set back (proc(5)).
_CHILD = """
import sys
import tarmim
def kilobytes(name):
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(name))
with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()
tarmim.repair(text[:50_000])
with open("/proc/self/clear_refs", "w") as marks:
    marks.write("5")
before = kilobytes("VmRSS")
kept = tarmim.repair(text)
print((kilobytes("VmHWM") - before) * 1024)
"""


def _resident(text: str) -> int | None:
    """Return by how many bytes the resident set grew in a process that repairs the text, after a short first one.

    None where there is no /proc (not Linux).
    """
    if not Path("/proc/self/clear_refs").exists():
        return None
    with NamedTemporaryFile("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        done = subprocess.run([sys.executable, "-c", _CHILD, file.name], capture_output=True, check=True)
    return int(done.stdout)


def report_import() -> None:
    """Print how long `import tarmim` takes, and import and first repair, beyond the bare interpreter."""
    bare = _run("pass")
    for code in ("import tarmim", "import tarmim; tarmim.repair('x')"):
        say(f"{code:<36} {1000 * (_run(code) - bare):6.1f} ms beyond python -c pass (median of {IMPORTS})")


def _run(code: str) -> float:
    times = []
    for _ in range(IMPORTS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="default: ../shared")
    parser.add_argument("--pdf", action="store_true", help="measure PDFs only")
    parser.add_argument("--largest", type=float, default=10, metavar="MB", help="default: 10")
    arguments = parser.parse_args()
    shared = Shared(arguments.shared)
    if not shared.exists():
        say(f"{shared.folder} is not here: sound prose is made of the samples")
    report_pdfs(shared)
    if arguments.pdf:
        return
    report_import()
    report_rates(shared)
    report_memory(shared)
    report_linearity(shared, arguments.largest)


if __name__ == "__main__":
    main()
