"""Letters behind private codes: gaps, joint decisions, years, the caller's sign for the unknown."""

from __future__ import annotations

from random import Random

import pytest

import tarmim
from tarmim.language import load
from tarmim.language.keys import END, START
from tarmim.rules.codes.gaps import gaps
from tarmim.rules.codes.joint import readings
from tarmim.rules.codes.score import judge_of, root
from tarmim.rules.codes.years import is_year, years
from tests.laws import HOSTILE, assert_lawful

CODE, OTHER = "\ue801", "\ue0ed"
UNITED = f"\u0627\u0644\u0648\u0644\u0627\u064a\u0627\u062a \u0627\u0644\u0645\u062a\u062d{CODE}\u0629"
SANA = "\u0633\u0646\u0629"


def test_a_gap_knows_its_letters_and_neighbours() -> None:
    (gap,) = gaps(UNITED + " \u0627\u0644\u0622\u0646.")
    assert gap.pattern == ("\u0627\u0644\u0645\u062a\u062d", CODE, "\u0629")
    assert gap.before == (START, "\u0627\u0644\u0648\u0644\u0627\u064a\u0627\u062a")
    assert gap.after == ("\u0627\u0644\u0622\u0646", ".", END)


def test_strokes_and_marks_are_not_letters_and_digits_are_no_words() -> None:
    (gap,) = gaps(f"\u0645\u064e\u062e\u0640{CODE}{OTHER}")
    assert gap.pattern == ("\u0645\u062e", CODE, OTHER)
    assert list(gaps(f"7{CODE} x{CODE}")) == []


def test_a_code_is_decided_by_all_of_its_places() -> None:
    text = f"{CODE}\u0644\u0643\u062a\u0627\u0628 {CODE}\u0644\u0642\u0644\u0645 {CODE}\u0644\u0628\u064a\u062a"
    models = load("ar")
    assert models is not None
    found = list(readings(list(gaps(text)), judge_of(text, models)))
    assert [(reading.rivals[0][0], reading.places) for reading in found] == [("\u0627", 3)] * 3
    assert all(reading.rivals[0][1] > 0.95 for reading in found)


def test_the_wider_context_tells_words_apart() -> None:
    # dawlat qatar, "the state of Qatar", against qamar, qadar, qabr
    ministry = "\u0628\u0648\u0632\u0627\u0631\u0629 \u0627\u0644\u062a\u0639\u0644\u064a\u0645 \u0641\u064a"
    text = f"{ministry} \u062f\u0648\u0644\u0629 \u0642{CODE}\u0631 \u0648\u0627\u0644\u0643\u0648\u064a\u062a"
    models = load("ar")
    assert models is not None
    (gap,) = gaps(text)
    judge = judge_of(text, models)
    qatar, moon = judge.context([(gap, ["\u0642\u0637\u0631", "\u0642\u0645\u0631"])])[0]
    assert qatar > moon
    (reading,) = readings([gap], judge)
    assert reading.rivals[0][0] == "\u0637"


def test_context_of_nothing_is_nothing() -> None:
    models = load("ar")
    assert models is not None
    assert judge_of("", models).context([]) == []


def test_words_of_one_root_are_told() -> None:
    # al-madrasa, al-dirasat
    assert root("\u0627\u0644\u062a\u062f\u0631\u064a\u0633") == root("\u062a\u062f\u0631\u0633")
    assert root("\u0645\u0646") == ""


def test_equal_codes_are_equal_digits() -> None:
    models = load("ar")
    assert models is not None
    text = f"{SANA} \ue001\ue002\ue002\ue003"
    (gap,) = gaps(text)
    assert is_year(gap)
    found = [year for year, _ in years(gap, text, models.words)]
    assert "2003" in found[:3]
    assert all(year[1] == year[2] and len(set(year)) == 3 for year in found)


def test_the_documents_own_years_come_first() -> None:
    models = load("ar")
    assert models is not None
    text = f"1881 1882 {SANA} \ue001\ue002\ue002\ue003"
    (gap,) = gaps(text)
    assert years(gap, text, models.words)[0][0] in ("1880", "1882", "1883")


def test_years_are_reported_with_candidates_and_never_put_in() -> None:
    repair = tarmim.repair(f"\u0641\u064a {SANA} \ue001\ue002\ue002\ue003")
    assert not repair.changed
    (edit,) = repair.held
    assert edit.candidates
    assert sum(candidate.probability for candidate in edit.candidates) <= 1


def test_the_unknown_takes_the_sign_that_the_caller_wants() -> None:
    text = f"\u0627\u0644{CODE}\u0631\u0628 \u0648\u0642\u0641 {OTHER} \u0647\u0646\u0627"
    for sign in ("\ufffd", "[?]", ""):
        repair = assert_lawful(text, options=tarmim.Options(unknown=sign, language="ar"))
        assert CODE not in repair.text
        assert OTHER not in repair.text
    repair = tarmim.repair(text, options=tarmim.Options(unknown="[?]", language="ar"))
    assert repair.text.count("[?]") == 2
    assert next(iter(repair.edits)).candidates


def test_what_is_sure_is_put_in_where_the_unknown_has_a_sign() -> None:
    assert CODE not in tarmim.repair(UNITED, options=tarmim.Options(unknown="?")).text
    assert "?" not in tarmim.repair(UNITED, options=tarmim.Options(unknown="?")).text


def test_a_bullet_against_its_word_is_no_letter() -> None:
    text = "\n".join("\uf02d" + word for word in ("\u062a\u062a\u0628\u0639", "\u062f\u0631\u0627\u0633\u0629"))
    assert tarmim.repair(text, options=tarmim.Options(keep_lines=True)).text == text


def test_persian_has_words_and_letters_of_its_own() -> None:
    book = "\u06a9\u062a\u0627\u0628"  # ketab
    repair = tarmim.repair(f"{book} \u06af\u0644\u0633{CODE}\u0627\u0646", options=tarmim.Options(language="fa"))
    assert repair.text == f"{book} \u06af\u0644\u0633\u062a\u0627\u0646"


def test_languages_without_models_are_only_reported() -> None:
    repair = tarmim.repair(f"\u06a9\u062a\u0627{CODE}", options=tarmim.Options(language="ug"))
    assert not repair.changed
    assert len(repair.held) == 1


LETTERS = "\u0627\u0644\u0645\u062f\u0631\u0633"


@pytest.mark.parametrize(
    "word",
    [
        "{c}\u062d{f}\u0631{f}",
        "\u0645{f}{c}\u062f{f}",
        "{c}{f}{f}\u0631\u0633",
        "{f}\u062d{c}\u0631{c}\u0633{f}",
        "\u0645{c}{o}{f}\u0633\u0629",
        "{c}\u062d{f}\u0631{f} \u0648 \u0627\u0644{c}\u0644\u062f",
    ],
)
def test_a_word_that_lost_letters_to_codes_and_to_nothing_is_held_or_read(word: str) -> None:
    lost = {"c": CODE, "o": OTHER, "f": "\ufffd"}
    for text in (word.format(**lost), f"\u0641\u064a {word.format(**lost)} {UNITED}"):
        repair = assert_lawful(text)
        assert all("\ufffd" in edit.reason or edit.text for edit in repair.edits), "nothing is read as nothing"


def test_words_with_every_mixture_of_losses_raise_nothing() -> None:
    rng = Random(5)
    for _ in range(150):
        characters = [rng.choice([CODE, OTHER, "\ufffd"]) if rng.random() < 0.3 else one for one in LETTERS * 2]
        assert_lawful("".join(characters[:6]) + " " + "".join(characters[6:]), settles=HOSTILE)


def test_words_without_whole_neighbours_are_asked_as_long_as_they_are_few() -> None:
    """Each costs milliseconds: many thousands were a matter of minutes."""
    lost = "\u0627\u0644\u0645\u062f\ufffd\u0646\u0629 "
    code = "".join(f"\u0627\u0644\u0645\u062f{chr(0xF0000 + number)}\u0646\u0629 " for number in range(1100))
    assert "\ufffd" not in tarmim.repair(lost * 20).text
    for text in (lost * 1100, code):
        repair = tarmim.repair(text)
        assert repair.text == text
        assert [len(step.held) for step in repair.steps if step.rule == "codes"] == [1100]


def test_words_beside_whole_ones_are_asked_however_many_there_are() -> None:
    models = load("ar")
    assert models is not None
    text = f"{UNITED} \u0627\u0644\u0622\u0646 " * 1100
    few = list(gaps(text))[:3]
    assert [one.start for one in readings(list(gaps(text)), judge_of(text, models))][:3] == [
        gap.runs[0][1] for gap in few
    ]
