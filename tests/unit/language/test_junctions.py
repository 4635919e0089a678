"""What stands next to what: the shipped model of junctions."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tarmim.errors import InputError
from tarmim.language import END, START, load
from tarmim.language.junctions import BLANK, Junctions, Side, affixes_of
from tarmim.language.storage import read_bytes

# "the boy went to", "the school in the morning", "in the morning the school"
LEFT = ["\u0630\u0647\u0628", "\u0627\u0644\u0648\u0644\u062f", "\u0625\u0644\u0649"]
SCHOOL = "\u0627\u0644\u0645\u062f\u0631\u0633\u0629"
MORNING = ["\u0641\u064a", "\u0627\u0644\u0635\u0628\u0627\u062d"]


@pytest.fixture(scope="module")
def junctions() -> Junctions:
    models = load("ar")
    assert models is not None
    assert models.junctions is not None
    return models.junctions


def test_what_follows_fits_better_than_what_does_not(junctions: Junctions) -> None:
    good, bad = junctions.fit([(LEFT, [SCHOOL, *MORNING]), (LEFT, [*MORNING, SCHOOL])]).tolist()
    assert good > bad + 1


def test_scores_do_not_depend_on_what_else_is_asked(junctions: Junctions) -> None:
    asked = [(LEFT, [SCHOOL, *MORNING]), (MORNING, [SCHOOL]), ([], MORNING), (LEFT, [])]
    together = junctions.fit(asked * 9)
    alone = np.concatenate([junctions.fit([one]) for one in asked])
    assert np.allclose(together[:4], alone, atol=1e-4)
    assert np.allclose(together[-4:], alone, atol=1e-4)


def test_nothing_beyond_a_paragraphs_edge_is_looked_at(junctions: Junctions) -> None:
    inside, outside = [START, *LEFT[:2]], [SCHOOL, SCHOOL, START, *LEFT[:2]]
    one, other = junctions.fit([(inside, MORNING), (outside, MORNING)]).tolist()
    assert one == pytest.approx(other, abs=1e-4)
    one, other = junctions.fit([(LEFT, [SCHOOL, END]), (LEFT, [SCHOOL, END, SCHOOL])]).tolist()
    assert one == pytest.approx(other, abs=1e-4)


def test_no_more_words_than_its_reach_are_looked_at(junctions: Junctions) -> None:
    far = [SCHOOL] * 3 + LEFT * 3
    one, other = junctions.fit([(far, MORNING), (far[-junctions.reach :], MORNING)]).tolist()
    assert one == pytest.approx(other, abs=1e-4)


def test_unknown_words_are_placed_by_their_letters(junctions: Junctions) -> None:
    # two names that no list has, alike at both ends, and one that is not
    one, like, other = (
        "\u0632\u0642\u0637\u0631\u0628\u0648\u0646",
        "\u0632\u0642\u0637\u0638\u0628\u0648\u0646",
        "\u063a\u063a\u063a",
    )
    vectors = junctions.vectors([one, like, other])
    assert vectors.shape[0] == 4  # that of nothing is the last
    assert np.allclose(vectors[0], vectors[1])
    assert not np.allclose(vectors[0], vectors[2])


def test_frequent_words_have_rows_of_their_own(junctions: Junctions) -> None:
    rows = junctions.rows[junctions.words.places([SCHOOL, *LEFT])]
    assert (rows > BLANK).all()
    assert len(set(rows.tolist())) == 4


def test_a_side_in_parts_is_the_side_as_a_whole() -> None:
    rng = np.random.default_rng(1)
    hidden, out = (rng.normal(size=shape).astype(np.float32) for shape in ((200, 401), (30, 201)))
    words = rng.normal(size=(17, 400)).astype(np.float32)
    whole = np.maximum(words @ hidden[:, :-1].T + hidden[:, -1], 0) @ out[:, :-1].T + out[:, -1]
    assert np.allclose(Side(hidden, out).vectors(words), whole, atol=1e-2)
    assert Side(hidden, out).vectors(words[:0]).shape == (0, 30)


def test_affixes_stay_in_their_table() -> None:
    assert all(0 <= row < 64 for key in ("", "\u0628", SCHOOL, "\ud800") for row in affixes_of(key, 64))
    assert affixes_of(SCHOOL, 4096) == affixes_of(SCHOOL, 4096)


@pytest.mark.parametrize(
    "content", [b"", b"no array", b"\x93NUMPY\x01\x00\x10\x00{'descr': '<f4'}"], ids=["empty", "other", "floats"]
)
def test_bytes_that_are_none_are_said_to_be_broken(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.npy").write_bytes(content)
    with pytest.raises(InputError, match="broken"):
        read_bytes(tmp_path, "x")
    with pytest.raises(InputError, match="broken"):
        read_bytes(tmp_path, "missing")
