"""Models: a small one built here from our own text works from end to end; the shipped ones are sane and lazy."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tarmim.errors import InputError, OutputError, TarmimError, UndecodableError, UsageError
from tarmim.language import CLASSES, END, START, Models, load, load_from, tokens
from tarmim.language.build import build_models
from tarmim.language.document import DocumentWords
from tarmim.language.grams import join_gaps, join_keys, split_gaps, unpack_keys
from tarmim.language.info import describe
from tarmim.language.models import shipped_folders
from tarmim.language.storage import read_array, read_gaps, read_shorts

SUBJECTS = ("المعلمة", "الطبيب", "جارنا", "المهندس", "أخي", "الكاتبة", "السائق", "البستاني")
VERBS = ("يقرأ", "يكتب", "يصلح", "ينظّم", "يرتّب")
OBJECTS = ("الكتاب", "الرسالة", "الحديقة", "الطريق", "المكتبة")
SENTENCES = [f"{who} {does} {what}، ثم يعود إلى البيت." for who in SUBJECTS for does in VERBS for what in OBJECTS]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("models")
    text = place / "text.txt"
    text.write_text("\n".join(SENTENCES), encoding="utf-8")
    build_models([text], language="ar", out=place / "ar")
    return place / "ar"


@pytest.fixture(scope="module")
def tiny(folder: Path) -> Models:
    return load_from(folder)


@pytest.fixture(scope="module")
def arabic() -> Models:
    models = load("ar")
    assert models is not None
    return models


def total_after(models: Models, context: list[str]) -> float:
    """Return the sum over all that can follow the context: one, but for rounding."""
    sequences = models.sequences
    assert sequences is not None
    size = len(models.words) + len(CLASSES)
    columns = [np.arange(size), *(np.full(size, number) for number in sequences.words.ids(context[::-1]))]
    return float(np.exp(sequences.grams.log_probability(columns).astype(np.float64)).sum())


def test_probabilities_sum_to_about_one(tiny: Models) -> None:
    for context in ([], [START], ["المعلمة"], ["المعلمة", "يقرأ"], ["ثم", "يعود"], ["البيت", "."]):
        assert total_after(tiny, context) == pytest.approx(1, abs=0.12)


def test_shipped_probabilities_sum_to_about_one(arabic: Models) -> None:
    for context in ([], [START], ["وزير"], ["في"], ["على", "ذلك"], [START, "قال"], ["وزير", "الخارجية"]):
        assert total_after(arabic, context) == pytest.approx(1, abs=0.08)


def test_files_hold_the_keys_exactly() -> None:
    random = np.random.default_rng(1)
    keys = np.unique(random.integers(0, 5000, 20_000) << 20 | random.integers(0, 1 << 20, 20_000))
    assert (join_keys(*unpack_keys(keys, 5000)) == keys).all()
    assert len(join_keys(*unpack_keys(keys[:0], 5))) == 0
    numbers = np.sort(random.integers(0, 1 << 32, 1000)).astype(np.uint32)
    assert (join_gaps(split_gaps(numbers)) == numbers).all()


def test_spelling_sums_to_less_than_one(tiny: Models) -> None:
    letters = list(tiny.characters.letters)
    short = letters + [first + second for first in letters for second in letters]
    assert 0 < np.exp(tiny.characters.log_probability(short)).sum() < 1
    known, random = tiny.characters.log_probability(["الحديقة", "ةقيدحلا"])
    assert known > random + 3


def test_unseen_sequences_back_off(tiny: Models) -> None:
    sequences = tiny.sequences
    assert sequences is not None
    candidates = [[",", "ثم", "يعود"], [",", "ثم", "الطبيب"], [",", "ثم", "زرافة"]]
    seen, unseen, stranger = sequences.score(candidates)
    assert seen[2] > -0.5
    assert stranger[2] < unseen[2] < seen[2]
    first, second, third = (sequences.words.ids([key]) for key in ("ثم", "الطبيب", "يعود"))
    level = sequences.grams.levels[0]
    expected = -0.2 * (level.values[second] + level.backoffs[first].astype(float))
    assert sequences.grams.log_probability([second, first]) == pytest.approx(expected, abs=1e-5)
    comma = sequences.words.ids([","])
    assert sequences.grams.log_probability([third, first, comma]) == pytest.approx(seen[2], abs=1e-5)
    alone = sequences.grams.log_probability([third, first])
    assert sequences.grams.log_probability([third, first, np.array([-1])]) == pytest.approx(alone)


def test_one_pass_and_single_steps_agree(arabic: Models) -> None:
    sequences = arabic.sequences
    assert sequences is not None
    keys = [START, *tokens("وقال وزير الخارجية: «لم يقع ذلك»، ثم سكتزز.").keys, END]
    document = DocumentWords.of([keys, keys[3:]])
    for own in (None, document):
        ready = sequences.ready(keys, document=own)
        along = sequences.along(ready, document=own)
        (scored,) = sequences.score([keys], document=own)
        assert scored == pytest.approx(along)
        places = np.arange(2, len(keys))
        steps = sequences.follow(ready, places - 1, places, before=places - 2, document=own)
        assert steps == pytest.approx(along[2:], abs=1e-4)
        square = sequences.follow(ready, places[:, None], places[None, :], document=own)
        assert square.shape == (len(places), len(places))


def test_candidates_do_not_see_each_other(arabic: Models) -> None:
    sequences = arabic.sequences
    assert sequences is not None
    alone = sequences.score([["الخارجية", "في"]])[0]
    among = sequences.score([["وزير"], [], ["الخارجية", "في"], ["بغداد"]])
    assert [len(scores) for scores in among] == [1, 0, 2, 1]
    assert among[2] == pytest.approx(alone)
    assert sequences.score([]) == []


def test_words(arabic: Models) -> None:
    words = arabic.words
    assert "الكتاب" in words
    assert "كتبعكز" not in words
    assert "\ud800" not in words
    assert words.count("في") > words.count("الكتاب") > 100
    assert words.count("كتبعكز") == 0
    whole, left, right, unknown = words.log_probability(["الخارجية", "الخا", "رجية", "كتبعكز"])
    assert whole > left + right + 3
    assert unknown < whole
    assert len(words.log_probability([])) == 0
    mass = np.exp(np.frombuffer(words.codes, dtype=np.uint8) * 0.065).sum() / words.total
    assert mass == pytest.approx(1 - words.unknown, abs=0.001)


def test_shadda(arabic: Models, tiny: Models) -> None:
    assert arabic.marked is not None
    assert tiny.marked is not None
    forms = arabic.marked.counts("صرح")
    assert set(forms) >= {"صرح", "صرّح"}
    assert "صرحّ" not in forms
    assert arabic.marked.counts("كتبعكز") == {}
    assert dict(tiny.marked.counts("ينظم")) == {"ينظّم": pytest.approx(40, rel=0.05)}


@pytest.mark.parametrize(
    ("language", "word", "typed"), [("fa", "کتاب", "كتاب"), ("ur", "لیکن", "ليكن"), ("fa", "می‌شود", "می‌شود")]
)
def test_persian_and_urdu_know_words_in_either_typing(language: str, word: str, typed: str) -> None:
    models = load(language)
    assert models is not None
    assert word in models.words
    assert typed in models.words
    assert models.sequences is None
    assert models.marked is None


def test_the_document_raises_what_it_says() -> None:
    document = DocumentWords.of([["حي", "الزيتون", "القديم"]] * 80)
    scores = np.full(2, -40, dtype=np.float32)
    numbers = document.places(["حي", "الزيتون", "بغداد"])
    mixed = document.mix(scores, right=numbers[1:], left=numbers[:2])
    assert mixed[0] > -3
    assert mixed[1] == pytest.approx(-40, abs=0.3)
    empty = DocumentWords.of([])
    assert empty.mix(scores, right=np.array([-1, -1]), left=np.array([-1, 0])) == pytest.approx(scores)


def test_the_same_text_makes_the_same_files(folder: Path, tmp_path: Path) -> None:
    build_models([folder.parent / "text.txt"], language="ar", out=tmp_path)
    for path in folder.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_describe(folder: Path) -> None:
    found = describe(folder)
    assert found["language"] == "ar"
    assert found["words"] == len(load_from(folder).words)
    json.dumps(found)


def test_other_languages_have_none() -> None:
    assert load("ku") is None
    assert load("..") is None
    assert load("") is None


def test_bad_folders_say_so(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no language models") as caught:
        load_from(tmp_path)
    assert "model build" in caught.value.hint
    (tmp_path / "model.json").write_text('{"format": 99}')
    with pytest.raises(TarmimError, match="format"):
        load_from(tmp_path / "." / ".." / tmp_path.name)
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "model.json").write_bytes((folder / "model.json").read_bytes())
    models = load_from(broken)
    with pytest.raises(InputError, match=r"words\.marisa is missing"):
        _ = models.words
    with pytest.raises(InputError, match=r"characters1"):
        _ = models.characters
    (broken / "words.marisa").write_bytes(b"no trie at all")
    with pytest.raises(InputError, match="broken"):
        _ = models.words


def test_texts_that_cannot_be_counted(tmp_path: Path) -> None:
    latin = tmp_path / "latin.txt"
    latin.write_text("no Arabic here\n")
    with pytest.raises(UsageError, match="no words"):
        build_models([latin], language="ar", out=tmp_path / "out")
    with pytest.raises(InputError, match="cannot read"):
        build_models([tmp_path / "absent.txt"], language="ar", out=tmp_path / "out")
    latin.write_bytes(b"\xc7\xe1\xdf\xca\xc7\xc8")
    with pytest.raises(UndecodableError, match="UTF-8"):
        build_models([latin], language="ar", out=tmp_path / "out")
    text = tmp_path / "text.txt"
    text.write_text("\n".join(SENTENCES), encoding="utf-8")
    with pytest.raises(OutputError):
        build_models([text], language="ar", out=text / "out")


def test_nothing_heavy_is_imported_before_a_part_is_asked_for() -> None:
    program = (
        "import sys; from tarmim.language import load, tokens; m = load('ar'); tokens('a b');"
        "assert not {'numpy', 'marisa_trie'} & set(sys.modules); m.words;"
        "from tarmim.language.sequences import sequences_in; assert sequences_in.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_arrays_are_the_same_with_numpy_and_without() -> None:
    folder = next(place for place in shipped_folders() if (place / "marked.gaps.npy").is_file())
    assert read_gaps(folder, "marked.gaps").tolist() == join_gaps(read_array(folder, "marked.gaps")).tolist()
    assert read_shorts(folder, "marked.masks").tolist() == read_array(folder, "marked.masks").tolist()


def test_words_are_counted_alike_from_texts_and_as_guesses() -> None:
    models = load("ar")
    assert models is not None
    keys = ["\u0643\u062a\u0627\u0628", "\u062a\u0643\u0627\u0628\u0628", "\ud800", ""]
    found = models.words.log_counts(keys, unknown=-1.0)
    assert found == models.words.log_counts_of_guesses(keys, unknown=-1.0)
    assert found[0] > 0
    assert found[2] == -1.0
