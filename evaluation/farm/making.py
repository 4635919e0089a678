"""Jobs into files: made by the producer, passed through other programs, mutated, written beside their truth."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from evaluation.farm.fonts import families, is_dotted_apart
from evaluation.farm.job import Job, Made
from evaluation.farm.mutations.catalogue import MUTATIONS, mutated
from evaluation.farm.passes import PASSES, passed
from evaluation.farm.producers.producer import Producer
from tools.typesetting import stretched

__all__ = ["Sample", "made", "mechanisms_of", "sample_of", "written_plan"]

#: What is known of a file: the plan's line in plan.jsonl.
Sample = dict[str, Any]


def made(job: Job, producer: Producer) -> Made:
    """Return the file of a job and what it shows; ProducerError, or whatever else a producer raises."""
    drawn = job
    if job.has("stretched"):
        rng = Random(job.number)
        drawn = replace(job, paragraphs=tuple(stretched(paragraph, rng, share=0.4) for paragraph in job.paragraphs))
    found = producer.make(drawn)
    pdf = found.pdf
    if job.again:
        pdf = passed(pdf, PASSES[job.again])
    if job.mutation:
        pdf = mutated(pdf, MUTATIONS[job.mutation])
    return Made(pdf, job.paragraphs if drawn is not job else found.paragraphs)


def mechanisms_of(job: Job) -> tuple[str, ...]:
    """Return what makes a job hard, as far as it is known beforehand."""
    style = next((family.style for family in families() if family.family == job.family), "")
    found = [job.mutation, job.again, *(each for each in job.settings if each not in ("justified", "tagged")), style]
    if is_dotted_apart(job.font):
        found.append("dots_apart")
    if job.missing:
        found.append("fallback")
    if job.producer == "tesseract":
        found.append("mirrored_matrix")
    return tuple(each for each in found if each)


def sample_of(job: Job, producers: Mapping[str, Producer], folder: Path) -> Sample:
    """Write a job's file and truth into a folder, where they do not lie there; return what is known of it."""
    pdf, truth = folder / f"{job.name}.pdf", folder / f"{job.name}.txt"
    fault = ""
    if not (pdf.is_file() and truth.is_file()):
        try:
            found = made(job, producers[job.producer])
            truth.write_text("\n".join(found.paragraphs) + "\n", encoding="utf-8", newline="\n")
            pdf.write_bytes(found.pdf)
        except Exception as error:  # a producer's fault is a line of the report, whatever it raises
            fault = f"{type(error).__name__}: {' '.join(str(error).split())[-200:]}"
    return {
        "name": job.name, "producer": job.producer, "kind": job.kind, "family": job.family,
        "mechanisms": mechanisms_of(job), "mutation": job.mutation, "missing": job.missing, "fault": fault,
    }  # fmt: skip


def written_plan(samples: list[Sample], path: Path) -> None:
    """Write what is known of all files, a line each."""
    path.write_text("".join(json.dumps(sample, ensure_ascii=False) + "\n" for sample in samples), encoding="utf-8")
