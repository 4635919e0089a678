"""Which files a seed stands for: every producer, kind, mechanism and many families, by construction."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Final

from evaluation.farm.corpus import Corpus
from evaluation.farm.fonts import Face, is_dotted_apart, missing_of
from evaluation.farm.job import Job
from evaluation.farm.mutations.catalogue import MUTATIONS
from evaluation.farm.passes import PASSES
from evaluation.farm.producers.producer import Producer
from evaluation.farm.texts import KINDS, Text, draw

__all__ = ["Wish", "planned"]

#: The size of a plan that the counts of wishes are meant for.
WHOLE: Final = 300
#: Texts drawn for a slot before it takes another kind or gives its wish up.
TRIES: Final = 6
#: Characters that a text has at least: there may be none of a kind that a producer can show.
SHORTEST: Final = 200
#: Of files whose producer can, so many are justified, or tagged.
JUSTIFIED, TAGGED = 0.4, 0.3
#: Producers without ActualText, where lies of single codes are the only wrong there is.
BARE: Final = ("fpdf2", "reportlab", "weasyprint", "xelatex", "qt", "pdfkit", "fop")
#: OCR layers have no outlines: nobody could read them without maps.
BLIND: Final = ("tesseract",)


@dataclass(frozen=True, slots=True)
class Wish:
    """Something that so many of 300 files are to show.

    fits    whether a producer can
    wants   characters, one of which the text is to have
    faces   whether a font is fit, given the characters it lacks for the text
    """

    name: str
    count: int
    fits: Callable[[Producer], bool] = lambda producer: True
    wants: str = ""
    faces: Callable[[Face, str], bool] = lambda face, missing: True


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place in the plan, its producer, and the texts that this can show."""

    number: int
    producer: Producer
    corpus: Corpus


@dataclass(slots=True)
class _Used:
    """How often what was used already: the least used comes next."""

    kinds: Counter[str] = field(default_factory=Counter)
    families: Counter[str] = field(default_factory=Counter)


def _setting(name: str, count: int) -> Wish:
    return Wish(name, count, lambda producer: name in producer.settings)


def wishes() -> tuple[Wish, ...]:
    """Return all wishes, those that few slots can fulfil first."""
    lies = [each for each in MUTATIONS.values() if not each.destroys]
    losses = [(each.name, each.count) for each in MUTATIONS.values() if each.destroys]
    passes = [(each.name, each.count) for each in PASSES.values() if each.version()]
    return (
        *(Wish(each.name, each.count, _is_bare, each.wants) for each in lies),
        Wish("nastaliq", 8, _has_outlines, faces=lambda face, _: face.family.style == "nastaliq"),
        Wish("dots_apart", 14, _has_outlines, faces=lambda face, _: is_dotted_apart(face.path)),
        _setting("tracking", 12),
        _setting("columns", 8),
        Wish("fallback", 12, lambda producer: producer.has_fallback, faces=lambda _, missing: bool(missing)),
        *(Wish(name, count, _has_outlines) for name, count in (*losses, *passes)),
        Wish("stretched", 10, lambda producer: _has_outlines(producer) and producer.name != "jspdf"),
    )


def _is_bare(producer: Producer) -> bool:
    return producer.name in BARE


def _has_outlines(producer: Producer) -> bool:
    return producer.name not in BLIND


def planned(
    seed: str, files: int, *, producers: Sequence[Producer], faces: Sequence[Face], corpus: Corpus, fallback: Path
) -> list[Job]:
    """Return the jobs of a seed; the same for the same producers, faces and corpus. Slots nothing fits are left out."""
    rng = Random(f"{seed} plan")
    slots = [producers[place % len(producers)] for place in range(files)]
    rng.shuffle(slots)
    granted = _granted(slots, files, rng)
    used, jobs = _Used(), {}
    corpora = {producer.name: _shown_by(producer, corpus) for producer in producers}
    # those who can do little choose first
    order = sorted(range(files), key=lambda place: (slots[place].can_show("(0) A"), granted[place] is None, place))
    for place in order:
        slot = _Slot(place, slots[place], corpora[slots[place].name])
        job = _job(slot, granted[place], Random(f"{seed} {place}"), faces, used)
        if job is not None:
            jobs[place] = replace(job, fallback=fallback)
    return [jobs[place] for place in sorted(jobs)]


def _shown_by(producer: Producer, corpus: Corpus) -> Corpus:
    """Return the paragraphs of a corpus that a producer can show."""
    if producer.can_show("(0) A"):
        return corpus
    found = {kind: tuple(text for text in texts if producer.can_show(text)) for kind, texts in corpus.items()}
    return {kind: texts for kind, texts in found.items() if texts}


def _granted(slots: Sequence[Producer], files: int, rng: Random) -> list[Wish | None]:
    """Return for each slot the wish it fulfils: each wish goes to as many slots as its share, spread over producers."""
    found: list[Wish | None] = [None] * len(slots)
    busy: Counter[str] = Counter()
    for wish in wishes():
        for _ in range(max(1, round(wish.count * files / WHOLE))):
            free = [place for place, slot in enumerate(slots) if found[place] is None and wish.fits(slot)]
            if free:
                place = min(free, key=lambda each: (busy[slots[each].name], rng.random()))
                found[place] = wish
                busy[slots[place].name] += 1
    return found


def _job(slot: _Slot, wish: Wish | None, rng: Random, faces: Sequence[Face], used: _Used) -> Job | None:
    """Return the job of a slot: the kind and family used least that fit; without its wish where nothing fits."""
    producer = slot.producer
    kinds = sorted(KINDS, key=lambda kind: (used.kinds[kind], rng.random()))
    for kind in kinds:
        for _ in range(TRIES):
            text = draw(kind, rng, slot.corpus, producer.can_show)
            whole = "\n".join(text.paragraphs)
            is_wanted = wish is None or not wish.wants or bool(set(wish.wants) & set(whole))
            if len(whole) < SHORTEST or not producer.can_show(whole) or not is_wanted:
                continue
            face, missing = _face(producer, wish, whole, rng, faces, used)
            if face is not None:
                used.kinds[kind] += 1
                used.families[face.family.family] += 1
                return _written(slot, wish, rng, text, face, missing)
    return _job(slot, None, rng, faces, used) if wish else None


def _face(
    producer: Producer, wish: Wish | None, text: str, rng: Random, faces: Sequence[Face], used: _Used
) -> tuple[Face | None, str]:
    """Return the family used least that has the text's letters, and what another font is to draw."""
    shown = producer.shown(text)
    for face in sorted(faces, key=lambda each: (used.families[each.family.family], rng.random())):
        missing = missing_of(face.path, shown)
        if (missing and not producer.has_fallback) or _has_arabic(missing) or not producer.can_use(face.path):
            continue
        if wish is None or wish.faces(face, missing):
            return face, missing
    return None, ""


def _has_arabic(characters: Iterable[str]) -> bool:
    """Return whether an Arabic letter or mark is among characters; stops and digits may be of another font."""
    return any(unicodedata.category(letter) in ("Lo", "Mn") and letter > "\u05ff" for letter in characters)


def _written(slot: _Slot, wish: Wish | None, rng: Random, text: Text, face: Face, missing: str) -> Job:
    name = wish.name if wish else ""
    settings = [each for each, share in (("justified", JUSTIFIED), ("tagged", TAGGED)) if rng.random() < share]
    settings = [each for each in settings if each in slot.producer.settings and name != "tracking"]
    if name in ("tracking", "columns", "stretched"):
        settings.append(name)
    return Job(
        slot.number,
        text.kind,
        text.language,
        text.paragraphs,
        face.family.family,
        face.path,
        face.path,
        slot.producer.name,
        missing,
        tuple(settings),
        again=name if name in PASSES else "",
        mutation=name if name in MUTATIONS else "",
    )
