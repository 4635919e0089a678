"""Makes PDFs of any text in any font by any producer, by seed; has tools read them; scores what comes out.

    python -m evaluation.farm.fetch_fonts                        once: fonts, by the names of their packages
    python -m evaluation.farm --seed 1                           300 files, fonts of the test part, read by Tarmim
    python -m evaluation.farm --seed 1 --out DIR --tool pypdfium2 --tool 'mytool --text {pdf}'
                                                                 the files of a run before (DIR), read by others
    python -m evaluation.farm --list                             producers, programs and tools: which are here

Same seed, same producers, fonts and texts: same files. docs/benchmark.md says how they are chosen and scored.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from evaluation.farm.corpus import Corpus, corpus_of
from evaluation.farm.fonts import PARTS, default_folder, faces_of
from evaluation.farm.making import Sample, sample_of, written_plan
from evaluation.farm.mutations.catalogue import MUTATIONS
from evaluation.farm.passes import PASSES
from evaluation.farm.plan import planned
from evaluation.farm.producers.catalogue import PRODUCERS
from evaluation.farm.producers.producer import Producer
from evaluation.farm.readers import READERS, Reader, reader_of
from evaluation.farm.report import TABLE, Reading, composition, harm, row, summary, tables, worst
from evaluation.farm.score import held_letters, scored
from evaluation.gate import say
from evaluation.material import ROOT

#: Draws what the job's font has not; it has Latin and most of the Arabic block.
FALLBACK = "DejaVu Sans"
#: How many of the worst files are named.
NAMED = 30


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", default="0")
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--part", choices=PARTS, default="test", help="of the fonts; default: test")
    parser.add_argument("--out", type=Path, help="where the files go, and lie from a run before; default: thrown away")
    parser.add_argument("--tool", action="append", help=f"{', '.join(READERS)}, or a command with {{pdf}}")
    parser.add_argument("--only", default="", help="producers, by commas; default: all that are here")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="where a corpus may lie: ../shared")
    parser.add_argument("--no-corpus", action="store_true", help="texts of the repository only")
    parser.add_argument("--folder", type=Path, default=default_folder(), help="of fonts and caches")
    parser.add_argument("--list", action="store_true")
    arguments = parser.parse_args()
    producers = _here(arguments.only.split(",") if arguments.only else [])
    if arguments.list:
        return 0
    faces = faces_of(arguments.folder, (arguments.part,))
    backup = [face.path for face in faces_of(arguments.folder, PARTS) if face.family.family == FALLBACK]
    if not faces or not backup:
        say(f"no fonts of part {arguments.part} in {arguments.folder}: python -m evaluation.farm.fetch_fonts")
        return 2
    has_corpus = not arguments.no_corpus and (arguments.shared / "corpus").is_dir()
    corpus: Corpus = corpus_of(arguments.shared, arguments.folder) if has_corpus else {}
    seed = f"{arguments.seed} {arguments.part}"
    jobs = planned(seed, arguments.files, producers=producers, faces=faces, corpus=corpus, fallback=backup[0])
    tools = [reader_of(tool) for tool in arguments.tool or ["tarmim"]]
    with tempfile.TemporaryDirectory() as thrown:
        folder = arguments.out or Path(thrown)
        folder.mkdir(parents=True, exist_ok=True)
        start = time.perf_counter()
        by_name = {producer.name: producer for producer in producers}
        samples = [sample_of(job, by_name, folder) for job in jobs]
        written_plan(samples, folder / "plan.jsonl")
        seconds = time.perf_counter() - start
        say(f"made {len(samples)} files in {seconds:.0f} s; texts: {'corpus' if corpus else 'samples'}")
        destroying = [name for name, mutation in MUTATIONS.items() if mutation.destroys]
        for line in composition([s for s in samples if not s["fault"]], destroying, arguments.files):
            say(line)
        for sample in samples:
            if sample["fault"]:
                say(f"NOT MADE {sample['name']}: {sample['fault']}")
        _measure([sample for sample in samples if not sample["fault"]], tools, folder)
    return 0


def _here(only: Sequence[str]) -> list[Producer]:
    """Return the producers that are installed; say of all what is here."""
    found = []
    for producer in PRODUCERS:
        if only and producer.name not in only:
            continue
        version = producer.version()
        say(f"producer {producer.name:18} {version or 'not installed: skipped'}")
        if version:
            found.append(producer)
    for each in PASSES.values():
        say(f"pass     {each.name:18} {each.version() or 'not installed: skipped'}")
    return found


def _measure(samples: Sequence[Sample], tools: Sequence[Reader], folder: Path) -> None:
    """Have each tool read all files; say its tables."""
    bare = [_read(READERS["tarmim-no-repair"], sample, folder) for sample in samples]
    truths = [(folder / f"{sample['name']}.txt").read_text(encoding="utf-8") for sample in samples]
    held = [held_letters(text, truth) for (text, _), truth in zip(bare, truths, strict=True)]
    maps = _readings(samples, bare, truths, held)
    table = [TABLE]
    for tool in tools:
        version = tool.version()
        if version is None:
            say(f"\n== {tool.name}: not installed: skipped")
            continue
        start = time.perf_counter()
        texts = [_read(tool, sample, folder) for sample in samples]
        seconds = time.perf_counter() - start
        readings = _readings(samples, texts, truths, held)
        say(f"\n== {tool.name} {version}  ({seconds:.0f} s)")
        for line in tables(readings):
            say(line)
        say("\nthe worst")
        for line in worst(readings, NAMED):
            say(line)
        if tool.name == "tarmim":
            found = harm(readings, maps)
            say(f"\nbare maps                  {summary(maps)}\nworse than the bare maps: {len(found)} files")
            for line in found:
                say(line)
        table.append(row(f"{tool.name} {version}".strip(), readings))
        rows = [{**reading.sample, "held": reading.held, **asdict(reading.score)} for reading in readings]
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"scores-{tool.name}.jsonl").write_text(lines, encoding="utf-8")
    say("\n" + "\n".join(table))


def _readings(
    samples: Sequence[Sample], texts: Sequence[tuple[str, str]], truths: Sequence[str], held: Sequence[float]
) -> list[Reading]:
    return [
        Reading(sample, scored(text, truth), share, held_letters(text, truth), fault)
        for sample, (text, fault), truth, share in zip(samples, texts, truths, held, strict=True)
    ]


def _read(tool: Reader, sample: Sample, folder: Path) -> tuple[str, str]:
    """Return the text that a tool reads in a file, and its fault where it reads none."""
    from tarmim.errors import TarmimError

    try:
        return tool.read(folder / f"{sample['name']}.pdf"), ""
    except (TarmimError, OSError, ValueError, RuntimeError, subprocess.SubprocessError) as error:
        return "", f"{type(error).__name__}: {' '.join(str(error).split())[:100]}"


if __name__ == "__main__":
    raise SystemExit(main())
