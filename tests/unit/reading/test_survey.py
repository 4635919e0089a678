"""From a PDF to its text where maps lie, or say nothing: what is sound stays, what is not is mended or held."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Final

import pytest

import tarmim
from tarmim.identity.readings import Guess, Source
from tarmim.model.glyph import PageGlyphs
from tarmim.pdf.document import PdfDocument, open_document
from tarmim.reading.documents import read_pages
from tarmim.reading.documents import text_of as text_of_pages
from tarmim.reading.survey import Survey
from tests.unit.identity.ciphers import KURDISH, sample
from tests.unit.reading.sheets import COLUMNS, HEAD, LEADING, at, line, made, one_line_each, sheets, wrapped

AIN, ALEF, FINAL_YEH = 0x639, 0x627, 0xE010
SMALL_R = "\N{COMBINING LATIN SMALL LETTER R}"

Letters = Mapping[int, str | None]


def extracted(pages: Iterable[bytes], letters: Letters | None = None) -> str:
    return _extracted(tuple(pages), tuple((letters or {}).items()))


@cache
def _extracted(pages: tuple[bytes, ...], letters: tuple[tuple[int, str | None], ...]) -> str:
    return tarmim.extract(made(*pages, letters=dict(letters))).repair.source


def as_mapped(data: bytes) -> str:
    """Return the text as the maps have it, nothing identified."""
    with open_document(data) as file:
        return text_of_pages(read_pages(file.pages()))


def identified(data: bytes) -> tuple[list[PageGlyphs], list[PageGlyphs]]:
    """Return the pages of a PDF before and after."""
    with open_document(data) as file:
        before = list(file.pages())
        survey = Survey()
        for page in before:
            survey.take(page)
        decision = survey.decide()
        return before, [decision.applied(page) for page in before]


def with_final_yeh(text: str) -> str:
    """Return a text in which the yeh at the end of a word is a glyph of its own."""
    return " ".join(word[:-1] + chr(FINAL_YEH) if word.endswith("ي") else word for word in text.split(" "))


class TestWhatIsSound:
    @pytest.mark.parametrize("text", [sample("news"), sample("persian"), sample("urdu"), sample("vowelled"), KURDISH])
    def test_pages_come_out_as_the_same_objects(self, text: str) -> None:
        before, after = identified(made(*sheets(text)))
        assert len(before) == len(after) > 0
        assert all(one is other for one, other in zip(before, after, strict=True))

    def test_latin_pages_come_out_as_the_same_objects(self) -> None:
        rows = ["These are words of another script, and there are quite enough of them", "to judge: WXYZ, 12.5 % (a)."]
        before, after = identified(made(at(rows[0], 20, 300) + at(rows[1], 20, 285)))
        assert after[0] is before[0]

    @pytest.mark.parametrize("name", ["news", "columns", "vowelled"])
    def test_the_words_are_those_of_the_text(self, name: str) -> None:
        """Signs and numbers are put in order elsewhere."""
        found, true = extracted(sheets(sample(name))), sample(name)
        assert [word for word in found.split() if word.isalpha()] == [word for word in true.split() if word.isalpha()]

    @pytest.mark.parametrize("text", [sample("persian"), KURDISH, sample("vowelled")])
    def test_other_languages_and_vowels_stay(self, text: str) -> None:
        data = made(*sheets(text))
        assert tarmim.extract(data).repair.source == as_mapped(data)

    def test_all_fonts_are_said_to_be_sound(self) -> None:
        (font,) = tarmim.extract(made(*sheets(sample("news")))).fonts
        assert (font.unknown, font.guessed, font.readings, font.confidence) == (0, 0, (), 1.0)
        assert set(font.evidence) == {"map"}

    def test_an_empty_document(self) -> None:
        before, after = identified(made(b"", b"0 0 9 9 re f"))
        assert all(one is other for one, other in zip(before, after, strict=True))


class TestMapsThatLie:
    @pytest.mark.parametrize(
        "letters", [{AIN: "A"}, {ALEF: "أ"}, {AIN: "ض"}, {0x645: "خ"}, {AIN: "A", 0x633: "B"}], ids=range(5)
    )
    def test_a_wrong_letter_is_mended(self, letters: Letters) -> None:
        pages = sheets(sample("news") + sample("columns"))
        assert extracted(pages, letters) == extracted(pages)

    def test_a_final_yeh_mapped_to_a_mark_is_mended(self) -> None:
        text = sample("news") + sample("columns")
        assert extracted(sheets(with_final_yeh(text)), {FINAL_YEH: SMALL_R}) == extracted(sheets(text))

    def test_the_mended_code_is_told(self) -> None:
        document = tarmim.extract(made(*sheets(sample("news") + sample("columns")), letters={AIN: "A"}))
        (font,) = document.fonts
        (reading,) = font.readings
        assert (reading.code, reading.mapped, reading.text, reading.evidence) == (AIN, "A", chr(AIN), "words")

    @pytest.mark.parametrize("said", ["A", "ض"])
    def test_a_few_words_do_not_speak_against_a_map(self, said: str) -> None:
        data = made(line("عاد عادل عند العصر", 300), letters={AIN: said})
        assert tarmim.extract(data).repair.source == as_mapped(data)


class TestCodesWithoutMaps:
    @pytest.mark.parametrize(
        "letters", [{AIN: None}, {AIN: "\ufffd"}, {AIN: "\ue123"}, {AIN: None, 0x645: None}], ids=range(4)
    )
    def test_a_code_is_read_by_its_words(self, letters: Letters) -> None:
        pages = sheets(sample("news") + sample("columns"))
        assert extracted(pages, letters) == extracted(pages)

    def test_so_in_a_layer_of_recognised_text(self) -> None:
        rows = wrapped(sample("news"))[:20]
        page = b"".join(line(row, HEAD - LEADING * k, before="3 Tr") for k, row in enumerate(rows))
        assert extracted([page], {AIN: None}) == extracted([page])

    @pytest.mark.parametrize("text", ["عين", "ععع", "عقق", "ثم عققثع"])
    def test_in_a_short_text_it_is_held(self, text: str) -> None:
        assert extracted([line(text, 300)], {AIN: None}) == text.replace("ع", "\ufffd")

    @pytest.mark.parametrize(
        "text", ["وقالت الحكومة إن الجميع", "علي", "عام جديد", "ذهب مع أخيه إلى العمل", "ثم عققثع"]
    )
    def test_it_is_never_a_wrong_letter(self, text: str) -> None:
        found = extracted([line(text, 300)], {AIN: None})
        assert found in (text, text.replace("ع", "\ufffd"))

    def test_what_is_held_is_told(self) -> None:
        (font,) = tarmim.extract(made(line("عين", 300), letters={AIN: None})).fonts
        assert (font.unknown, font.evidence) == (1, {"map": 2, "nothing": 1})
        assert [(one.code, one.mapped, one.text, one.confidence) for one in font.readings] == [(AIN, None, "\ufffd", 0)]


def spoken(content: bytes, text: str) -> bytes:
    said = text.encode("utf-16-be").hex().upper()
    return f"/Span <</ActualText <FEFF{said}>>> BDC\n".encode() + content + b"EMC\n"


class TestActualText:
    def test_what_it_says_stays_where_maps_lie(self) -> None:
        name = spoken(line("ععع", 100), "شعار")
        pages = sheets(sample("news") + sample("columns"))
        assert extracted([*pages, name], {AIN: "A"}) == extracted([*pages, name])
        assert extracted([*pages, name], {AIN: "A"}).endswith("شعار")

    def test_its_glyphs_stay_as_they_are(self) -> None:
        pages = sheets(sample("news") + sample("columns"))
        pages[0] += spoken(at("ععع", 20, 15), "شعار")
        before, after = identified(made(*pages, letters={AIN: "A"}))
        assert after[0].glyphs.texts.count("A") == 3
        assert after[0].glyphs.states.tolist() == before[0].glyphs.states.tolist()

    def test_a_code_that_it_speaks_for_at_first_is_read_where_it_does_not(self) -> None:
        """Nine pages on which all is well, then the code stands alone."""
        first = spoken(line(chr(AIN), 300), "ع")
        pages = [first, *one_line_each(9, sample("news").replace("ع", "")), *sheets(sample("news") + sample("columns"))]
        assert extracted(pages, {AIN: None}) == extracted(pages)

    def test_a_code_that_it_always_speaks_for_needs_no_map(self) -> None:
        data = made(line("كان في قديم", 300) + spoken(line("\ue011", 100), "الزمان"), letters={0xE011: None})
        document = tarmim.extract(data)
        assert "الزمان" in document.text
        assert "\ufffd" not in document.text
        assert document.fonts[0].unknown == 0


class TestManyPages:
    def test_later_pages_tell_of_earlier_ones(self) -> None:
        """The first page has all codes, eight pages no word that tells of ain; those behind have no new code."""
        words = sample("news") + sample("columns")
        signs = "".join(sorted(set(words) - set(" \n")))
        pages = [line(signs[k : k + COLUMNS], 300 - k) for k in range(0, len(signs), COLUMNS)]
        pages = [b"".join(pages), *(line("عقق ثثث", 300) for _ in range(8)), *sheets(words)]
        assert extracted(pages, {AIN: None}) == extracted(pages)

    @pytest.mark.parametrize("count", [1, 9, 64, 65, 140])
    @pytest.mark.parametrize("letters", [{}, {0xE012: None}], ids=["sound", "unmapped"])
    def test_every_page_comes_out_once_and_in_order(self, count: int, letters: Letters) -> None:
        sign = "" if not letters else " \ue012"
        data = made(*(line(f"صفحة{sign}", 300) for _ in range(count)), letters=letters)
        assert [page.number for page in tarmim.extract(data).pages] == list(range(1, count + 1))

    @pytest.mark.parametrize("poor", [64, 130])
    def test_a_code_is_one_letter_on_every_page_however_late_the_words_come_that_tell_it(self, poor: int) -> None:
        """The pages before have few words, and the code in each."""
        pages = [*(line("عقق ثثث", 300) for _ in range(poor)), *sheets(sample("news") + sample("columns"))]
        document = tarmim.extract(made(*pages, letters={AIN: None}))
        assert "\ufffd" not in document.text
        assert document.text.count("عقق ثثث") == poor
        (font,) = document.fonts
        (reading,) = font.readings
        assert (font.unknown, reading.code, reading.text, reading.evidence) == (0, AIN, "ع", "words")

    @pytest.mark.parametrize("count", [12, 70])
    @pytest.mark.parametrize("letters", [{AIN: "A"}, {AIN: None}], ids=["wrong", "unmapped"])
    def test_all_pages_are_mended(self, count: int, letters: Letters) -> None:
        pages = one_line_each(count, sample("news") + sample("columns"))
        assert extracted(pages, letters) == extracted(pages)

    @pytest.mark.parametrize("letters", [{AIN: "A"}, {AIN: None}], ids=["wrong", "unmapped"])
    def test_a_code_met_late_is_mended(self, letters: Letters) -> None:
        """The first pages have no ain."""
        rows = wrapped(sample("news") + sample("columns"))
        first = [" ".join(word for word in row.split() if chr(AIN) not in word) for row in rows]
        pages = [line(row, 300) for row in (*first[:20], *rows)]
        assert extracted(pages, letters) == extracted(pages)

    def test_a_lie_that_shows_only_over_many_short_pages_is_mended(self) -> None:
        words = [word for word in (sample("news") + sample("columns")).split() if word.isalpha()]
        pages = [line(word, 300) for word in dict.fromkeys(words)]
        assert "A" not in extracted(pages, {AIN: "A"})


class TestStream:
    def test_pages_come_before_the_next_is_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        read = PdfDocument.page
        asked: list[int] = []

        def page(file: PdfDocument, number: int) -> PageGlyphs:
            asked.append(number)
            return read(file, number)

        monkeypatch.setattr(PdfDocument, "page", page)
        found = tarmim.stream(made(*one_line_each(3, sample("news"))))
        assert [(page.number, len(asked)) for page in found] == [(1, 1), (2, 2), (3, 3)]

    def test_pages_say_that_they_are_provisional(self) -> None:
        pages = list(tarmim.stream(made(*one_line_each(30, sample("news")))))
        assert [page.number for page in pages] == list(range(1, 31))
        assert all(page.is_provisional for page in pages)
        assert not any(page.is_provisional for page in tarmim.extract(made(*one_line_each(3, sample("news")))).pages)

    def test_what_later_pages_tell_comes_too_late(self) -> None:
        pages = [line("عقق ثثث", 300), *sheets(sample("news") + sample("columns"))]
        first, *others = tarmim.stream(made(*pages, letters={AIN: None}))
        assert first.blocks[0].text == "\ufffdقق ثثث"
        assert "\ufffd" not in others[-1].blocks[-1].text


class TestFontsOfWholeWords:
    """Fonts whose glyphs are words are numbered along presentation forms: no text, and no letters without a shape."""

    def test_they_are_not_read_as_the_forms_they_are_mapped_to(self) -> None:
        words = "".join(map(chr, range(0xFBD3, 0xFBDB)))
        found = extracted([at(" ".join(words), 50, 300)], {})
        assert not set(found) & set(words)
        assert "\ufffd" in found

    def test_a_ligature_among_letters_is(self) -> None:
        ligature = "\N{ARABIC LIGATURE SAD WITH ALEF MAKSURA ISOLATED FORM}"
        found = extracted([*sheets(sample("news")), at(ligature, 50, 300)], {})
        assert "\ufffd" not in found
        assert ligature in found


class _ContradictedProgram:
    """What a font says whose program lies: it gives beh to every code it is asked for, outlines show what some are."""

    program = None
    shown: Final = {ord(char): (Guess(char, "", Source.OUTLINE, 0.99),) for char in "القمن"}

    def letters(self, codes: Collection[int]) -> Mapping[int, Guess]:
        return {code: Guess("ب", "", Source.CMAP, 0.99) for code in codes}

    def shapes(self, codes: Collection[int]) -> Mapping[int, tuple[Guess, ...]]:
        return self.shown

    def missing(self, codes: Collection[int]) -> frozenset[int]:
        return frozenset()

    def problems(self) -> tuple[str, ...]:
        return ()


class TestPrograms:
    def test_words_left_out_are_taken_where_outlines_contradict_the_program(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Ain seems told by the program, so that after enough words pages without new codes are not looked at."""
        monkeypatch.setattr("tarmim.reading.survey.evidence_of", lambda font, resources: _ContradictedProgram())
        text = sample("news") + sample("columns")
        others = " ".join(word for word in text.split() if "ع" not in word)
        pages = [*sheets("ععع " + text.replace("ع", "")), *sheets(others) * 8, *sheets(text)]
        document = tarmim.extract(made(*pages, letters={AIN: None}))
        (font,) = document.fonts
        assert [(reading.code, reading.text, reading.evidence) for reading in font.readings] == [(AIN, "ع", "words")]
