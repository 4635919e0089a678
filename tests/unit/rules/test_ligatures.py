"""Flipped ligatures: pairs and shapes, readings of a word, what a document flips, where it is looked for."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

import tarmim
from evaluation.doubling_texts import TEXTS
from tarmim.language import load
from tarmim.language.keys import tokens
from tarmim.rules.ligatures.confidence import confidence
from tarmim.rules.ligatures.flips import Flips, learnt
from tarmim.rules.ligatures.fonts import shares
from tarmim.rules.ligatures.pairs import FINAL, INITIAL, ISOLATED, LAM_ALEFS, MEDIAL, exchanges, known_shapes, shape_at
from tarmim.rules.ligatures.readings import Rates, WordReading, readings
from tarmim.rules.ligatures.regions import regions
from tarmim.rules.ligatures.votes import is_word, log_counts
from tarmim.rules.ligatures.words import WordReadings
from tools.damage_ligatures import flipped

FLIPPED = "عىل املعلم أن يشرح الدرس يف املدرسة وأن يكتب االسم يف أعىل الصفحة"
SOUND = "على المعلم أن يشرح الدرس في المدرسة وأن يكتب الاسم في أعلى الصفحة"


def flips_of(text: str) -> Flips | None:
    models = load("ar")
    assert models is not None
    keys = tokens(text).keys
    kinds = [key for key in dict.fromkeys(keys) if is_word(key)]
    return learnt(models.words, keys, dict(zip(kinds, log_counts(models.words, kinds), strict=True)))


@pytest.mark.parametrize(
    ("word", "at", "shape"),
    [("في", 0, ISOLATED), ("صافي", 2, ISOLATED), ("كافية", 2, INITIAL), ("خفي", 1, FINAL), ("خفيف", 1, MEDIAL)],
)
def test_the_shape_of_a_ligature(word: str, at: int, shape: int) -> None:
    assert shape_at(word, at) == shape


def test_letters_that_never_join_are_no_ligature() -> None:
    assert exchanges("ود") == []
    assert exchanges("ىل") == [(0, "لى")]
    assert ISOLATED in known_shapes()["في"]
    assert all(pair in known_shapes() for pair in LAM_ALEFS)


def test_readings_are_those_that_the_font_would_have_made_this_word_of() -> None:
    rates = Rates.made({("لا", ISOLATED): 0.9})
    assert {way.text for way in readings("اإلعالن", rates)} == {"اإلعالن", "الإعالن", "اإلعلان", "الإعلان"}
    assert [way.text for way in readings("كتب", rates)] == ["كتب"]
    sound = {way.text: way.weight for way in readings("السلام", rates)}
    assert sound["السلام"] < -2, "a font that flips lam-alef would not have left one"


def test_many_places_do_not_make_countless_readings() -> None:
    rates = Rates.made({("لا", ISOLATED): 0.9})
    assert len(readings("ال" * 11, rates)) < 20


@pytest.mark.parametrize("text", [SOUND, "قال الأمير يف نفسه شيئًا ثم خرج في الصباح من بابه إلى السوق في المدينة", ""])
def test_sound_text_flips_nothing(text: str) -> None:
    assert flips_of(text) is None


def test_what_is_flipped_is_learnt_from_words_that_are_none() -> None:
    found = flips_of(FLIPPED)
    assert found is not None
    for ligature in (("لم", INITIAL), ("لى", ISOLATED), ("في", ISOLATED)):
        assert found.rates[ligature] > 0.5


def test_a_word_of_a_sound_part_is_of_a_sound_font() -> None:
    keys = ["f", "f", "f", "x", "s", "s", "s", "s", "x"]
    found = shares(keys, {"f"}, {"s"})
    assert min(found[:3]) > 0.9
    assert max(found[4:]) < 0.1
    assert found[4] < found[3] < found[2]


def test_the_models_probability_is_not_taken_at_its_word() -> None:
    assert confidence(0.5, rate=0.98, known=True) < confidence(0.99, rate=0.98, known=True) < 1
    assert confidence(0.99, rate=0.3, known=True) < confidence(0.99, rate=0.98, known=True)
    assert confidence(1.0, rate=1.0, known=False) < confidence(1.0, rate=1.0, known=True)


def test_every_letter_keeps_its_origin() -> None:
    repair = tarmim.repair(FLIPPED)
    assert repair.text == SOUND
    for place, letter in enumerate(repair.text):
        start, end = repair.origin(place)
        assert FLIPPED[start:end] == letter


def test_a_flipped_part_of_a_long_sound_text_is_found_and_the_rest_not_read() -> None:
    models = load("ar")
    assert models is not None
    sound = "جلس الرجل في بيته يقرأ كتابًا قديمًا عن تاريخ المدينة ثم نام.\n" * 400
    text = sound + FLIPPED + "\n" + sound
    found = regions(models.words, text)
    assert len(found) == 1
    assert found[0][0] <= len(sound)
    assert found[0][1] >= len(sound) + len(FLIPPED)
    assert found[0][1] - found[0][0] < len(text) / 3
    assert tarmim.repair(text).text == sound + SOUND + "\n" + sound


def test_a_lone_article_before_latin_is_no_flip() -> None:
    text = "يدعم البرنامج ال SDK الجديد"
    assert tarmim.repair(text).text is text


def test_without_sequences_only_certain_words_are_turned(monkeypatch: pytest.MonkeyPatch) -> None:
    from tarmim.engine.evidence import Evidence

    monkeypatch.setattr(Evidence, "models", None)
    assert (
        tarmim.repair("نصت االتفاقية على حقوق األطراف وال يجوز ذلك").text
        == "نصت الاتفاقية على حقوق الأطراف وال يجوز ذلك"
    )


def test_what_is_near_is_reported_with_its_rivals(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "ال أعرف األمر وال أحد يعرفه"
    near = WordReading("ال", (), 0.0), 0.6
    ways = near, (WordReading("لا", (0,), 0.0), 0.4)
    words = import_module("tarmim.rules.ligatures.words")
    monkeypatch.setattr(words, "word_readings", lambda models, text: [WordReadings(0, 2, ways, known=True, rate=0.9)])
    edit = next(edit for edit in tarmim.repair(text).held if edit.kind == "ligatures")
    assert (edit.text, edit.confidence) == ("لا", 0.4)
    assert [(rival.text, rival.probability) for rival in edit.candidates] == [("ال", 0.6), ("لا", 0.4)]


def test_the_maker_flips_from_left_to_right_and_keeps_marks() -> None:
    assert flipped("لألأ", {("لأ", ISOLATED), ("لأ", FINAL)}) == "ألأل"
    assert flipped("الأُمور", {("لأ", ISOLATED)}) == "األُمور"
    assert re.search("ي", flipped("في فيل", {("في", ISOLATED)})) is not None
    assert flipped("في فيل", {("في", ISOLATED)}) == "يف فيل"


def test_chance_in_random_letters_flips_nothing() -> None:
    """Chance pairs grow with the text: random letters were read in ever more ways, at more than linear cost."""
    noise = tarmim.repair(TEXTS["words of random letters"](50_000))
    assert not [step for step in noise.steps if step.rule == "ligatures" and len(step.edits)]
