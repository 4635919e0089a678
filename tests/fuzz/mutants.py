"""Mutants of the samples: which damage to which file is told by two numbers, so that each can be made again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Final

import pikepdf

from tests.fuzz import damage_bytes, damage_cmaps, damage_content, damage_encryption, damage_fonts, damage_objects
from tests.fuzz import damage_streams as streams
from tests.fuzz.objects import through_objects
from tests.fuzz.samples import Sample, plain

__all__ = ["FAMILIES", "Mutant", "Mutator", "mutant"]

Mutator = Callable[[Random, bytes], bytes]

#: The mutators by family; a family is chosen first, so that each gets its share however many mutators it has.
FAMILIES: Final[dict[str, tuple[Mutator, ...]]] = {
    "bytes": (
        damage_bytes.flip, damage_bytes.truncate, damage_bytes.behead, damage_bytes.cut, damage_bytes.swap,
        damage_bytes.duplicate, damage_bytes.insert, damage_bytes.change_numbers, damage_bytes.keyword_damage,
        damage_bytes.wrong_offsets,
    ),
    "objects": tuple(map(through_objects, damage_objects.CHANGES)),
    "streams": tuple(map(through_objects, streams.CHANGES)),
    "fonts": tuple(map(through_objects, damage_fonts.CHANGES)),
    "cmaps": tuple(map(through_objects, damage_cmaps.CHANGES)),
    "content": tuple(map(through_objects, damage_content.CHANGES)),
    "encryption": (damage_encryption.encrypt, damage_encryption.damage_encryption),
}  # fmt: skip
#: How often a family is chosen: byte damage is the commonest in the wild, encryption has few ways.
_WEIGHTS: Final = {"bytes": 5, "objects": 5, "streams": 3, "fonts": 4, "cmaps": 4, "content": 5, "encryption": 1}
#: How often the sample is taken with its streams decoded, and how often bytes are damaged on top of it.
_PLAIN, _TWICE = 0.5, 0.1


@dataclass(frozen=True, slots=True)
class Mutant:
    """A damaged PDF: the sample it was made of, what was done to it, the bytes before and after."""

    sample: str
    damage: str
    original: bytes
    data: bytes


def mutant(seed: int, number: int, samples: Sequence[Sample]) -> Mutant:
    """Return the mutant of that number; another seed gives others."""
    random = Random(f"{seed}:{number}")
    sample = random.choice(samples)
    family = random.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
    mutator = random.choice(FAMILIES[family])
    original = _original(sample, random.random() < _PLAIN)
    data, damage = mutator(random, original), f"{family}.{mutator.__name__}"
    if random.random() < _TWICE:
        second = random.choice(FAMILIES["bytes"])
        data, damage = second(random, data), f"{damage}+{second.__name__}"
    return Mutant(sample.name, damage, original, data)


@lru_cache(maxsize=64)
def _original(sample: Sample, is_plain: bool) -> bytes:
    data = sample.read()
    if is_plain:
        try:
            return plain(data)
        except pikepdf.PdfError:
            return data
    return data
