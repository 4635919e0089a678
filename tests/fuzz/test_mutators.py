"""The mutators damage what they say they damage, the same way each time; the samples are sound before."""

from __future__ import annotations

from collections import Counter
from random import Random

import pikepdf
import pytest

import tarmim
from tests.fuzz.damage_streams import FILTERS
from tests.fuzz.mutants import FAMILIES, Mutator, mutant
from tests.fuzz.objects import through_objects
from tests.fuzz.samples import news_words, plain, samples

KNOWN = {sample.name: sample for sample in samples()}
MUTATORS = {
    f"{family}.{mutator.__name__}": mutator
    for family, mutators in FAMILIES.items()
    if family != "encryption"  # keys are random there
    for mutator in mutators
}


@pytest.mark.parametrize("mutator", MUTATORS.values(), ids=MUTATORS)
def test_mutators_damage_something(mutator: Mutator) -> None:
    """Of twelve tries one at least does more than to write the file anew."""
    data = plain(KNOWN["fpdf2-news"].read())
    untouched = {through_objects(lambda _random, _pdf: None)(Random(seed), data) for seed in range(8)} | {data}
    assert any(mutator(Random(seed), data) not in untouched for seed in range(12))


@pytest.mark.parametrize("mutator", MUTATORS.values(), ids=MUTATORS)
def test_mutators_repeat_themselves(mutator: Mutator) -> None:
    data = KNOWN["made-mapped"].read()
    assert mutator(Random(5), data) == mutator(Random(5), data)


@pytest.mark.parametrize("mutator", MUTATORS.values(), ids=MUTATORS)
def test_mutators_take_what_is_no_pdf(mutator: Mutator) -> None:
    for data in (b"", b"%PDF-1.7\n", b"no PDF"):
        assert isinstance(mutator(Random(1), data), bytes)


def test_numbers_tell_mutants() -> None:
    known = samples()
    assert mutant(1, 2, known) == mutant(1, 2, known)
    assert mutant(1, 2, known).data != mutant(2, 2, known).data


@pytest.mark.parametrize(("name", "count"), [("made-mapped", 90), ("made-named", 54)])
def test_made_samples_are_sound(name: str, count: int) -> None:
    document = tarmim.extract(KNOWN[name].read())
    words = Counter(news_words()[:count])
    missing = words - Counter(document.text.split())
    assert (document.problems, missing) == ((), Counter())


@pytest.mark.parametrize("name", FILTERS)
def test_filters_encode(name: str) -> None:
    """What the encoders write qpdf decodes to what it was."""
    content = b"BT (text) Tj ET\n" * 40 + bytes(range(256)) + b"\x00" * 9
    pdf = pikepdf.new()
    stream = pikepdf.Stream(pdf, b"")
    stream.write(FILTERS[name](content), filter=pikepdf.Name(name), type_check=False)
    assert stream.read_bytes(pikepdf.StreamDecodeLevel.specialized) == content
