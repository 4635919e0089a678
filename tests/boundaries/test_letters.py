"""Documents just below and just above each threshold of what tells letters: maps, programs, shapes and words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

import tarmim
from tarmim.api import inspect
from tarmim.identity.decision.code_words import UNKNOWN
from tarmim.identity.decision.document import decide
from tarmim.identity.decision.facts import Facts, MappedCode
from tarmim.identity.decision.font_evidence import FontEvidence, without_contradicted_sources
from tarmim.identity.decision.resources import ReadingResources
from tarmim.identity.readings import Guess, Source
from tarmim.model.font import Font, State
from tarmim.model.report import Verdict
from tests.unit.identity.ciphers import KURDISH, in_codes, sample, sound
from tests.unit.reading.sheets import lines, made

NEWS = sample("news")
AIN, MEEM, JEEM, HAH, ALEF = "عمجحا"


@dataclass(slots=True, eq=False)
class Shown(FontEvidence):
    """A font whose program names nothing, and whose glyphs look like the letters given."""

    looks: Mapping[int, tuple[Guess, ...]] = field(default_factory=dict)

    def shapes(self, codes: Collection[int]) -> Mapping[int, tuple[Guess, ...]]:
        return {code: self.looks[code] for code in codes if code in self.looks}


def font() -> Font:
    """Return a font with codes of two bytes and no program."""
    return Font(
        number=0, name="Made", subtype="Type0", is_vertical=False, is_embedded=True,
        flags=4, code_bytes=2, to_unicode=None, names=None,
        text_of=lambda code: ("", State.ABSENT), width_of=lambda code: 0.6, cid_of=lambda code: code,
        glyph_of=lambda code: code, program=lambda: b"",
    )  # fmt: skip


def decided(
    text: str, said: Mapping[str, str | None], looks: Mapping[str, tuple[str, float]] | None = None
) -> dict[str, str]:
    """Return what is read otherwise than it is mapped, by the letters of the text, each of them a code.

    said   what maps say of some letters, None for those without a map; all others are mapped to what they are
    looks  what the outlines of some letters look like, and how surely; those that are sure are known outlines
    """
    words = in_codes(text)
    maps = {code: MappedCode(letter, State.MAPPED) for code, letter in sound(words).items()}
    for char, letters in said.items():
        maps[0, ord(char)] = MappedCode(letters or "", State.ABSENT if letters is None else State.MAPPED)
    shown = {
        ord(char): (Guess(letter, "", Source.OUTLINE if sure > 0.97 else Source.LIKENESS, sure),)
        for char, (letter, sure) in (looks or {}).items()
    }
    found = decide({0: font()}, Facts(maps), words, ReadingResources(), lambda font: Shown(None, looks=shown))
    return {chr(code): reading.text for (_, code), reading in found.readings.items()}


def pages_of_words(words: Sequence[str]) -> list[bytes]:
    """Return pages of twenty lines of six words."""
    rows = [" ".join(words[k : k + 6]) for k in range(0, len(words), 6)]
    return [lines(rows[k : k + 20], 370) for k in range(0, len(rows), 20)]


class TestWordsAgainstMaps:
    @pytest.mark.parametrize("word", ["فيليبI", "ماركI", "فيتامينI"])
    def test_a_numeral_behind_one_name_stays_though_it_looks_like_alef(self, word: str) -> None:
        assert decided(f"{word} {NEWS}", {AIN: None}, {AIN: (AIN, 0.99), "I": (ALEF, 0.96)}) == {AIN: AIN}

    @pytest.mark.parametrize("word", ["سيIتل", "كIتدرائية", "غزIل"])
    def test_a_numeral_inside_one_word_is_the_alef_that_it_looks_like(self, word: str) -> None:
        found = decided(f"{word} {NEWS}", {AIN: None}, {AIN: (AIN, 0.99), "I": (ALEF, 0.96)})
        assert found == {AIN: AIN, "I": ALEF}

    def test_three_strange_words_of_a_sound_map_are_names(self) -> None:
        assert decided("زغرب زيورخ لوزان " + NEWS.replace("ز", ""), {}) == {}

    def test_a_map_that_lies_in_many_words_is_mended(self) -> None:
        assert decided(NEWS, {AIN: "ض"}) == {AIN: AIN}

    def test_a_lie_is_found_that_shows_only_on_later_pages(self) -> None:
        """The first pages have all letters, ain in one word, so that no code is new on the others."""
        plain = [word for word in NEWS.split() if AIN not in word]
        known = set("".join(plain)) | {AIN}
        rest = [word for word in NEWS.split() if known.issuperset(word)]
        sheets = [*pages_of_words(["عدد", *plain]), *pages_of_words(rest)]
        lying, honest = (tarmim.extract(made(*sheets, letters=said)) for said in ({ord(AIN): "ض"}, {}))
        assert lying.text == honest.text


class TestLettersWithoutAMap:
    """There are too few words to say anything: what the outline looks like decides."""

    def test_what_looks_like_a_letter_in_nine_fonts_of_ten_is_read(self) -> None:
        assert decided("عم", {MEEM: None}, {MEEM: (MEEM, 0.9)}) == {MEEM: MEEM}

    def test_what_looks_like_a_letter_in_six_fonts_of_ten_stays_unknown(self) -> None:
        assert decided("عم", {MEEM: None}, {MEEM: (MEEM, 0.6)}) == {MEEM: UNKNOWN}


class TestTheLanguageOfADocument:
    def test_a_letter_is_not_read_where_half_of_the_words_are_of_an_unknown_language(self) -> None:
        """Kurdish, with four fifths as many words of Arabic behind it; the letter is one of Kurdish alone."""
        words = KURDISH.split()
        text = " ".join([*words, *NEWS.split()[: len(words) * 4 // 5]])
        assert decided(text, {"ڵ": None}) == {"ڵ": UNKNOWN}

    def test_a_letter_is_read_where_most_words_are_of_one_language(self) -> None:
        """Arabic, with some lines of Kurdish in it."""
        text = " ".join([NEWS, *KURDISH.split()[:40]])
        assert decided(text, {AIN: None})[AIN] == AIN


class TestOutlinesAgainstMaps:
    def test_one_lie_of_a_map_leaves_the_others_alone(self) -> None:
        """Ain is mapped to A. The words say that jeem is mapped rightly, whatever its glyph looks like."""
        found = decided(NEWS, {AIN: "A"}, {AIN: (AIN, 0.99), JEEM: (HAH, 0.99)})
        assert found == {AIN: AIN}

    def test_a_font_that_lies_four_times_is_read_by_its_outlines(self) -> None:
        """Lam is not mapped, so that the font is opened. There are too few words to say anything of jeem."""
        said = {AIN: "A", MEEM: "B", ALEF: "C", "د": "D", "ل": None}
        found = decided("عماد جمع ل", said, {**{char: (char, 0.99) for char in said}, JEEM: (HAH, 0.99)})
        assert found == {**{char: char for char in said}, JEEM: HAH}

    @staticmethod
    def contradicted(lies: int, count: int) -> dict[int, str]:
        """Return what is left of a program's letters, `lies` of `count` of them contradicted by known outlines."""
        letters = [chr(0x628 + k) for k in range(count)]
        exact = {k: Guess(letter, "", Source.CMAP, 0.99) for k, letter in enumerate(letters)}
        shapes = {
            k: (Guess(HAH if k < lies else letter, "", Source.OUTLINE, 0.99),)
            for k, letter in enumerate(letters)
            if letter != HAH
        }
        return {k: guess.letters for k, guess in without_contradicted_sources(exact, shapes).items()}

    def test_a_program_that_is_wrong_in_four_letters_of_ten_is_not_believed(self) -> None:
        assert self.contradicted(4, 11) == {}

    @pytest.mark.parametrize(("lies", "count"), [(3, 18), (2, 5)])
    def test_a_program_that_is_wrong_in_few_letters_is_believed(self, lies: int, count: int) -> None:
        assert len(self.contradicted(lies, count)) == count


class TestWhetherAPageIsBetterReadFromItsPicture:
    @staticmethod
    def verdict(unread: int) -> Verdict:
        """Return what is thought of a page of some two hundred glyphs, so many of which nobody can read."""
        words = NEWS.split()
        rows = [" ".join(words[k : k + 8]) for k in range(0, 48, 8)]
        signs = [chr(0xE010 + k) for k in range(unread)]
        (page,) = inspect(made(lines([*rows, *signs], 370), letters=dict.fromkeys(map(ord, signs)))).pages
        assert 150 < page.glyphs < 250
        return page.verdict

    def test_two_glyphs_of_two_hundred_are_no_reason(self) -> None:
        assert self.verdict(2) == Verdict.REPAIRABLE

    def test_ten_glyphs_of_two_hundred_are_a_reason(self) -> None:
        assert self.verdict(10) == Verdict.NEEDS_OCR
