"""Open codes solved by the words they stand in."""

from __future__ import annotations

import math
import random

import pytest

from tarmim.identity.decision.cipher import solve
from tarmim.identity.decision.code_words import WordScorer
from tarmim.identity.readings import Code
from tests.unit.identity.ciphers import in_codes, language, sample, sound

ALPHABET = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإؤئآ"
EVEN = {char: -math.log(len(ALPHABET)) for char in ALPHABET}

Ranked = dict[Code, tuple[tuple[str, float], ...]]


@pytest.fixture(scope="module")
def arabic() -> WordScorer:
    return language()


def guessed(text: str, chars: str, language: WordScorer, prior: dict[str, float] | None = None) -> Ranked:
    """Return what is found of the codes of some letters when they are open and all others known."""
    words = in_codes(text)
    letters = {code: said for code, said in sound(words).items() if said not in chars}
    return solve(words, letters, {(0, ord(char)): dict(prior or EVEN) for char in chars}, language)


@pytest.mark.parametrize("chars", ["ع", "ا", "عس", "ملن", "ريبق", "اليمن", "دفجحصط", "املنيرتبعدس"])
def test_letters_of_a_long_text_are_found(arabic: WordScorer, chars: str) -> None:
    found = guessed(sample("news") + sample("columns"), chars, arabic)
    assert "".join(ranked[0][0] for ranked in found.values()) == chars
    assert min(ranked[0][1] for ranked in found.values()) > 0.9


@pytest.mark.parametrize(
    ("name", "text", "chars"),
    [
        ("fa", "persian", "گدن"),
        ("ur", "urdu", "ےر"),
        ("fa", "persian", "ی"),
        *(
            pytest.param(
                *case, marks=pytest.mark.xfail(strict=True, reason="Arabic kaf comes before the language's own")
            )
            for case in (("fa", "persian", "ک"), ("ur", "urdu", "ک"))
        ),
    ],
)
def test_so_in_other_languages(name: str, text: str, chars: str) -> None:
    prior = dict.fromkeys(ALPHABET + "پچژگکیےںٹڈڑھہ", -4.0)
    found = guessed(sample(text), chars, language(name), prior)
    assert "".join(ranked[0][0] for ranked in found.values()) == chars


def test_ligatures_may_be_found_too(arabic: WordScorer) -> None:
    """All words of the text with lam and alef written as one code."""
    words = in_codes(sample("news").replace("لا", "\ue000"))
    letters = {code: said for code, said in sound(words).items() if said != "\ue000"}
    found = solve(words, letters, {(0, 0xE000): {**EVEN, "لا": -3.6, "لأ": -3.6}}, arabic)
    assert found[0, 0xE000][0][0] == "لا"


@pytest.mark.parametrize("chars", ["ع", "عس", "ظ", "دفجحصط"])
@pytest.mark.parametrize("text", ["news", "vowelled"])
def test_probabilities_are_probabilities(arabic: WordScorer, text: str, chars: str) -> None:
    for ranked in guessed(sample(text), chars, arabic).values():
        shares = [share for _, share in ranked]
        assert sum(shares) == pytest.approx(1)
        assert shares == sorted(shares, reverse=True)
        assert min(shares) >= 0
        assert {letters for letters, _ in ranked} == set(EVEN)


def test_a_code_that_stands_in_no_word_is_what_it_was_before(arabic: WordScorer) -> None:
    words = in_codes(sample("news"))
    prior = {"ا": math.log(0.2), "ب": math.log(0.7), "ت": math.log(0.1)}
    found = solve(words, sound(words), {(9, 9): prior}, arabic)
    assert [letters for letters, _ in found[9, 9]] == ["ب", "ا", "ت"]
    assert [share for _, share in found[9, 9]] == pytest.approx([0.7, 0.2, 0.1])


def test_priors_that_do_not_sum_to_one_are_shares(arabic: WordScorer) -> None:
    found = solve({}, {}, {(0, 1): {"ا": -1000.0, "ب": -1000.0}}, arabic)
    assert [share for _, share in found[0, 1]] == pytest.approx([0.5, 0.5])


def test_a_code_that_can_be_only_one_is_that(arabic: WordScorer) -> None:
    assert guessed(sample("news"), "ع", arabic, {"ظ": -50.0}) == {(0, ord("ع")): (("ظ", 1.0),)}


def test_nothing_open_is_nothing_found(arabic: WordScorer) -> None:
    words = in_codes(sample("news"))
    assert solve(words, sound(words), {}, arabic) == {}


def test_the_order_of_the_words_says_nothing(arabic: WordScorer) -> None:
    words = in_codes(sample("vowelled"))
    letters = {code: said for code, said in sound(words).items() if said not in "عس"}
    priors = {(0, ord(char)): EVEN for char in "عس"}
    turned = list(words.items())
    random.Random(3).shuffle(turned)
    assert solve(dict(turned), letters, priors, arabic) == solve(words, letters, priors, arabic)


def test_one_word_decides_less_than_many(arabic: WordScorer) -> None:
    one = guessed("المدرسة", "د", arabic)
    many = guessed("المدرسة دخل وجد دار بلد ولد هدف صدر عدد", "د", arabic)
    assert dict(one[0, ord("د")])["د"] < dict(many[0, ord("د")])["د"]


def test_one_word_never_makes_it_certain(arabic: WordScorer) -> None:
    """It may be a name, or of another language: it decides by 3.5 nats at most, odds of 33 to 1."""
    found = guessed("المدرسة", "د", arabic, {"د": 0.0, "ض": 0.0})
    assert 0.9 < dict(found[0, ord("د")])["د"] < 0.975


def test_a_strong_prior_stands_against_one_word(arabic: WordScorer) -> None:
    """What a map says is not given up for a name that the language does not know."""
    prior = {"ض": 0.0, "د": -20.0}
    assert guessed("المدرسة", "د", arabic, prior)[0, ord("د")][0][0] == "ض"


def test_words_with_letters_that_stay_unknown_do_no_harm(arabic: WordScorer) -> None:
    words = in_codes(sample("news"))
    letters = {code: said for code, said in sound(words).items() if said not in "عث"}
    found = solve(words, letters, {(0, ord("ع")): EVEN}, arabic)
    assert found[0, ord("ع")][0][0] == "ع"
