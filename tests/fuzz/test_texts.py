"""The texts that `repair` is tried with: the same for the same seed, lawful all."""

from __future__ import annotations

from itertools import islice

import pytest

import tarmim
from tests.fuzz.texts import settles, text_of, texts
from tests.laws import assert_lawful

SEED = 11
COUNT = 300


def test_a_seed_gives_the_same_texts_and_another_gives_others() -> None:
    first = list(islice(texts(SEED), 60))
    assert first == list(islice(texts(SEED), 60))
    assert first != list(islice(texts(SEED + 1), 60))
    assert first[17] == text_of(SEED, 17)
    assert len({name.rpartition("/")[0] for name, _ in first}) == 15
    assert sum(text == "" for _, text in first) < 6


def test_natural_texts_settle_at_once_and_hostile_ones_later() -> None:
    assert settles("natural/lines/3") < settles("hostile/soup/5")


@pytest.mark.parametrize("start", range(0, COUNT, 60))
def test_every_text_is_repaired_by_the_laws(start: int) -> None:
    for name, text in islice(texts(SEED), start, start + 60):
        try:
            assert_lawful(text, settles=settles(name))
        except (AssertionError, tarmim.TarmimError) as error:
            raise AssertionError(f"{name}: {error}") from error
