"""Verdicts: codes are doubted where their words are no words while those of the others are."""

from __future__ import annotations

import pytest

from tarmim.identity.decision.code_words import MOST_SYMBOLS, CodeWord, WordScorer
from tarmim.identity.decision.doubt import WordCheck, check_words, mapped_words
from tests.unit.identity.ciphers import KURDISH, in_codes, language, sample, sound

AIN, SEEN, MEEM, YEH = "عسمي"
BESIDE = "rare letters that stand beside the one that lies in most of their words are doubted with it"


@pytest.fixture(scope="module")
def arabic() -> WordScorer:
    return language()


@pytest.mark.parametrize("name", ["news", "columns", "vowelled"])
def test_sound_words_make_nothing_doubtful(arabic: WordScorer, name: str) -> None:
    words = in_codes(sample(name))
    verdicts = check_words(words, sound(words), arabic)
    assert verdicts.is_sound
    assert verdicts.known > 0.75
    assert verdicts.doubtful == frozenset()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param(
            *("fa", "persian"),
        ),
        ("ur", "urdu"),
    ],
)
def test_so_in_other_languages(name: str, text: str) -> None:
    words = in_codes(sample(text))
    assert check_words(words, sound(words), language(name)).is_sound


LIES = [(AIN, "A"), (AIN, "ض"), (SEEN, "ظ"), (MEEM, "خ"), ("ا", "ث"), (YEH, "\N{COMBINING LATIN SMALL LETTER R}")]


@pytest.mark.parametrize(("true", "said"), LIES)
def test_a_code_that_lies_is_doubted(arabic: WordScorer, true: str, said: str) -> None:
    words = in_codes(sample("news") + sample("columns"))
    verdicts = check_words(words, {**sound(words), (0, ord(true)): said}, arabic)
    assert (0, ord(true)) in verdicts.doubtful
    assert not verdicts.is_sound


@pytest.mark.parametrize(
    ("true", "said"),
    [
        pytest.param(*lie, marks=pytest.mark.xfail(strict=True, reason=BESIDE)) if lie[0] in (SEEN, "ا") else lie
        for lie in LIES
    ],
)
def test_the_one_code_that_lies_is_doubted(arabic: WordScorer, true: str, said: str) -> None:
    words = in_codes(sample("news") + sample("columns"))
    verdicts = check_words(words, {**sound(words), (0, ord(true)): said}, arabic)
    assert verdicts.doubtful == {(0, ord(true))}


def test_two_codes_that_were_exchanged_are_doubted(arabic: WordScorer) -> None:
    words = in_codes(sample("news") + sample("columns"))
    verdicts = check_words(words, {**sound(words), (0, ord(AIN)): MEEM, (0, ord(MEEM)): AIN}, arabic)
    assert verdicts.doubtful == {(0, ord(AIN)), (0, ord(MEEM))}


def test_the_same_code_of_another_font_is_not_doubted(arabic: WordScorer) -> None:
    lying, honest = in_codes(sample("news"), font=0), in_codes(sample("columns"), font=1)
    words = lying | honest
    verdicts = check_words(words, {**sound(words), (0, ord(MEEM)): "ظ"}, arabic)
    assert (0, ord(MEEM)) in verdicts.doubtful
    assert {font for font, _ in verdicts.doubtful} == {0}


def test_words_with_a_code_that_is_not_mapped_say_nothing(arabic: WordScorer) -> None:
    words = in_codes(sample("news"))
    letters = sound(words)
    del letters[0, ord("ا")]
    verdicts = check_words(words, letters, arabic)
    assert verdicts.doubtful == frozenset()
    assert verdicts.known > 0.75


@pytest.mark.parametrize("text", ["", "ظظظظ ضضضضض غغغغ", "في من على إلى", "من في عن كم هل قد لا ما"])
def test_few_words_and_short_ones_say_nothing(arabic: WordScorer, text: str) -> None:
    words = in_codes(text)
    assert check_words(words, sound(words), arabic) == WordCheck(1.0, frozenset())


def test_latin_words_say_nothing(arabic: WordScorer) -> None:
    words = in_codes("these are words of another script and there are more than eight of them in this line")
    assert check_words(words, sound(words), arabic) == WordCheck(1.0, frozenset())


def test_words_that_are_no_words_are_not_sound(arabic: WordScorer) -> None:
    words = in_codes(sample("news"))
    turned = {code: chr(0x627 + (ord(text) - 0x627 + 9) % 36) for code, text in sound(words).items() if text > "\u0620"}
    verdicts = check_words(words, {**sound(words), **turned}, arabic)
    assert verdicts.known < 0.3
    assert not verdicts.is_sound


@pytest.mark.parametrize("name", ["ar", "fa", "ur"])
def test_a_language_without_a_model_is_known_to_none(name: str) -> None:
    words = in_codes(KURDISH)
    verdicts = check_words(words, sound(words), language(name))
    assert 0 <= verdicts.known < 0.55


def test_how_often_a_word_occurs_says_nothing(arabic: WordScorer) -> None:
    words = in_codes(sample("news"))
    often = dict.fromkeys(words, 1000)
    assert check_words(often, sound(words), arabic) == check_words(words, sound(words), arabic)


def test_what_is_longer_than_any_word_says_nothing() -> None:
    codes = [(0, ord(char)) for char in "كتاب"]
    words: dict[CodeWord, int] = {tuple(codes * count): 1 for count in range(1, 60)}
    said = mapped_words(words, {code: chr(code[1]) for code in codes})
    assert max(map(len, said)) == MOST_SYMBOLS
