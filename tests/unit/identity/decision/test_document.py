"""What the codes of a document are taken for: programs, words and maps weighed against each other.

Glyphs of the programs are plain squares: their shapes say nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pytest

from tarmim.identity.decision.code_words import UNKNOWN, CodeWord
from tarmim.identity.decision.decision import Decision
from tarmim.identity.decision.document import decide as decided_of
from tarmim.identity.decision.facts import Facts, MappedCode
from tarmim.identity.decision.font_evidence import evidence_of
from tarmim.identity.decision.report import font_records
from tarmim.identity.decision.resources import ReadingResources
from tarmim.identity.decision.same_letters import is_part_of_cluster
from tarmim.identity.readings import Code, Source
from tarmim.model.font import Font, State
from tests.unit.identity.ciphers import KURDISH, in_codes, sample, sound
from tests.unit.identity.typefaces import truetype, written

LAM, ALEF, AIN, MEEM = "لاعم"
NEWS = sample("news") + sample("columns")
PRIVATE = 0xE000


def font(number: int = 0, program: bytes = b"") -> Font:
    """Return a Type 0 font whose codes are its glyphs."""
    return Font(
        number=number, name="Squares", subtype="Type0", is_vertical=False, is_embedded=bool(program),
        flags=4, code_bytes=2, to_unicode=None, names=None,
        text_of=lambda code: ("", State.ABSENT), width_of=lambda code: 0.6, cid_of=lambda code: code,
        glyph_of=lambda code: code, program=lambda: program,
    )  # fmt: skip


def decide(fonts: Mapping[int, Font], maps: Mapping[Code, MappedCode], words: Mapping[CodeWord, int]) -> Decision:
    """Return what is decided of a document without clusters."""
    return decided_of(fonts, Facts(maps), words, ReadingResources(), partial(evidence_of, resources=ReadingResources()))


def maps_of(words: Mapping[CodeWord, int], said: Mapping[Code, MappedCode | str | None]) -> dict[Code, MappedCode]:
    """Return what maps say: each code its own character, but for those `said`: None for no map."""
    found = {code: MappedCode(text, State.MAPPED) for code, text in sound(words).items()}
    for code, text in said.items():
        if isinstance(text, MappedCode):
            found[code] = text
        else:
            found[code] = MappedCode("", State.ABSENT) if text is None else MappedCode(text, State.MAPPED)
    return found


def decision(text: str, said: Mapping[str, str | None], **fonts: Font) -> Decision:
    """Return what is decided of a text whose font has no program; `said` says what maps say of some letters."""
    words = in_codes(text)
    return decide({0: font()}, maps_of(words, {(0, ord(char)): what for char, what in said.items()}), words)


class TestWithoutPrograms:
    def test_sound_maps_are_believed_without_a_look_at_the_fonts(self) -> None:
        words = in_codes(NEWS)
        found = decide({}, maps_of(words, {}), words)
        assert (dict(found.readings), found.cluster_heads, found.repeating) == ({}, frozenset(), frozenset())
        assert found.known > 0.85

    @pytest.mark.parametrize("text", ["persian", "urdu", "vowelled"])
    def test_sound_texts_of_other_kinds_are_left(self, text: str) -> None:
        assert dict(decision(sample(text), {}).readings) == {}

    def test_a_language_without_a_model_is_left(self) -> None:
        assert dict(decision(KURDISH, {}).readings) == {}

    @pytest.mark.parametrize("char", ["ک", "ن", "ڵ", "ێ", "ە"])
    def test_no_other_language_reads_it(self, char: str) -> None:
        found = decision(KURDISH, {char: None})
        assert {one.text for one in found.readings.values()} == {UNKNOWN}

    def test_latin_is_left(self) -> None:
        text = "these are words of another script and there are more than eight of them in this line"
        assert dict(decision(text, {}).readings) == {}

    @pytest.mark.parametrize("char", [AIN, LAM, MEEM, "د", "س"])
    def test_a_code_without_a_map_is_read_by_its_words(self, char: str) -> None:
        found = decision(NEWS, {char: None})
        assert {code: one.text for code, one in found.readings.items()} == {(0, ord(char)): char}
        (reading,) = found.readings.values()
        assert reading.source == Source.WORDS
        assert 0.5 < reading.confidence <= 1

    @pytest.mark.parametrize("said", ["\0", "\ufffd", "\ue123", "\uf0e4"])
    def test_a_map_that_says_nothing_is_no_map(self, said: str) -> None:
        state = State.NULL if said in "\0\ufffd" else State.MAPPED
        words = in_codes(NEWS)
        found = decide({0: font()}, maps_of(words, {(0, ord(AIN)): MappedCode(said, state)}), words)
        assert [one.text for one in found.readings.values()] == [AIN]

    @pytest.mark.parametrize(("true", "said"), [(AIN, "A"), (AIN, "ض"), (ALEF, "أ"), (MEEM, "خ"), ("س", "ظ")])
    def test_a_map_that_lies_is_mended(self, true: str, said: str) -> None:
        found = decision(NEWS, {true: said})
        assert {code: one.text for code, one in found.readings.items()} == {(0, ord(true)): true}
        assert all(one.confidence >= 0.95 for one in found.readings.values())

    def test_the_letters_that_were_not_taken_are_told(self) -> None:
        (reading,) = decision(NEWS, {AIN: None}).readings.values()
        assert 0 < len(reading.rivals) <= 4
        shares = [share for _, share in reading.rivals]
        assert shares == sorted(shares, reverse=True)
        assert AIN not in dict(reading.rivals)
        assert reading.confidence + sum(shares) <= 1 + 1e-9

    @pytest.mark.parametrize("text", ["ظضغ", "قثع ظضغ"])
    def test_a_code_that_no_words_tell_of_stays_unknown(self, text: str) -> None:
        words = in_codes(text)
        said = dict.fromkeys(sound(words))
        found = decide({0: font()}, maps_of(words, said), words)
        assert {(one.text, one.source, one.confidence) for one in found.readings.values()} == {
            (UNKNOWN, Source.NOTHING, 0.0)
        }

    @pytest.mark.parametrize(
        ("text", "char"),
        [
            ("قالت صحيفة الحكومة", "ح"),
            ("وأشار إلى", "ش"),
            pytest.param("صحفي عقده مساء أمس أن", "س"),
            pytest.param("کاربران بخواهیم که", "ک"),
            ("بھی ایک مشکل کام ہے۔ ان کے مطابق", "م"),
        ],
    )
    def test_few_words_never_make_it_a_wrong_letter(self, text: str, char: str) -> None:
        assert {one.text for one in decision(text, {char: None}).readings.values()} <= {char, UNKNOWN}

    @pytest.mark.parametrize(("text", "char"), [("persian", "ک"), ("persian", "گ"), ("urdu", "ک"), ("urdu", "ے")])
    def test_letters_of_other_languages_are_read_by_their_words(self, text: str, char: str) -> None:
        assert [one.text for one in decision(sample(text), {char: None}).readings.values()] == [char]

    def test_a_code_mapped_to_nothing_is_meant_so(self) -> None:
        words = in_codes(NEWS)
        found = decide({0: font()}, maps_of(words, {(0, PRIVATE): MappedCode("", State.EMPTY)}), words)
        assert dict(found.readings) == {}

    def test_a_code_that_an_actual_text_always_speaks_for_needs_no_map(self) -> None:
        words = in_codes(NEWS)
        found = decide(
            {0: font()}, maps_of(words, {(0, PRIVATE): MappedCode("", State.ABSENT, is_covered=True)}), words
        )
        assert dict(found.readings) == {}

    def test_no_codes_at_all(self) -> None:
        assert dict(decide({}, {}, {}).readings) == {}

    def test_fonts_are_apart(self) -> None:
        """The same code lies in one font, and not in the other."""
        words = in_codes(sample("news")) | in_codes(sample("columns"), font=1)
        found = decide({0: font(), 1: font(1)}, maps_of(words, {(0, ord(MEEM)): "ظ"}), words)
        assert {code: one.text for code, one in found.readings.items()} == {(0, ord(MEEM)): MEEM}


LETTERS = sorted({char for char in NEWS if "ء" <= char <= "ي"})
#: Glyphs of the letters, in order from 1; two forms of heh, and lam-alef, behind them.
NAMES = [*(f"uni{ord(char):04X}" for char in LETTERS), "uni0647.init", "uni0647.medi", "uni06440627"]
GLYPH = {char: number + 1 for number, char in enumerate(LETTERS)}
LAM_ALEF = len(NAMES)
SQUARES = written(truetype(NAMES, {}))


def of_program(
    text: str, said: Mapping[int, str | None], *, covered: frozenset[int] = frozenset()
) -> tuple[Decision, dict[Code, MappedCode], Mapping[CodeWord, int]]:
    """Return what is decided of a text in a font whose names tell its letters; `said` says what maps say of glyphs."""
    plain = "".join(char if char in GLYPH else " " for char in text)
    words = in_codes(plain, spelling=GLYPH)
    maps = {(0, glyph): MappedCode(char, State.MAPPED) for char, glyph in GLYPH.items()}
    for glyph, letters in said.items():
        state = State.ABSENT if letters is None else State.MAPPED
        maps[0, glyph] = MappedCode(letters or "", state, glyph in covered)
    return decide({0: font(program=SQUARES)}, maps, words), maps, words


class TestWithPrograms:
    def test_a_program_tells_codes_without_maps(self) -> None:
        found, *_ = of_program("عم", {GLYPH[AIN]: None, GLYPH[MEEM]: None})
        assert {code[1]: (one.text, one.source) for code, one in found.readings.items()} == {
            GLYPH[AIN]: (AIN, Source.NAME),
            GLYPH[MEEM]: (MEEM, Source.NAME),
        }

    def test_a_program_tells_ligatures(self) -> None:
        found, *_ = of_program("عم", {LAM_ALEF: None})
        assert found.readings[0, LAM_ALEF].text == LAM + ALEF

    def test_no_map_needed_at_all(self) -> None:
        found, *_ = of_program(NEWS, dict.fromkeys(GLYPH.values()))
        assert {code[1]: one.text for code, one in found.readings.items()} == {GLYPH[char]: char for char in LETTERS}

    def test_codes_that_agree_are_proved(self) -> None:
        found, *_ = of_program("عم", {GLYPH[AIN]: None})
        assert found.proved == {0: len(LETTERS) - 1}

    def test_a_latin_map_is_not_believed_where_the_program_says_arabic(self) -> None:
        found, *_ = of_program(NEWS, {GLYPH[AIN]: "A"})
        assert {code[1]: (one.text, one.source) for code, one in found.readings.items()} == {
            GLYPH[AIN]: (AIN, Source.NAME)
        }

    def test_an_arabic_map_that_the_words_doubt_gives_way_to_the_program(self) -> None:
        found, *_ = of_program(NEWS, {GLYPH[AIN]: "ض"})
        assert {code[1]: one.text for code, one in found.readings.items()} == {GLYPH[AIN]: AIN}

    def test_an_arabic_map_that_the_words_believe_stands(self) -> None:
        """The names of the glyphs are exchanged; the words are those of the maps."""
        names = list(NAMES)
        ain, meem = GLYPH[AIN] - 1, GLYPH[MEEM] - 1
        names[ain], names[meem] = names[meem], names[ain]
        words = in_codes("".join(char if char in GLYPH else " " for char in NEWS), spelling=GLYPH)
        maps = {(0, glyph): MappedCode(char, State.MAPPED) for char, glyph in GLYPH.items()}
        maps[0, LAM_ALEF] = MappedCode("", State.ABSENT)
        found = decide({0: font(program=written(truetype(names, {})))}, maps, words)
        assert set(found.readings) == {(0, LAM_ALEF)}

    def test_what_an_actual_text_speaks_for_is_left(self) -> None:
        found, *_ = of_program("عم", {GLYPH[AIN]: "A", GLYPH[MEEM]: None}, covered=frozenset({GLYPH[AIN]}))
        assert {code[1] for code in found.readings} == {GLYPH[MEEM]}

    @pytest.mark.parametrize("said", ["ي", "ى", "ی"])
    def test_letters_that_look_alike_agree(self, said: str) -> None:
        found, *_ = of_program("عم", {GLYPH["ي"]: said, GLYPH[AIN]: None})
        assert {code[1] for code in found.readings} == {GLYPH[AIN]}

    def test_a_glyph_mapped_to_its_whole_cluster_is_a_part_of_it(self) -> None:
        found, *_ = of_program("عم", {GLYPH[LAM]: LAM + ALEF, GLYPH[AIN]: None})
        assert found.readings[0, GLYPH[LAM]].text == LAM
        assert found.cluster_heads == {(0, GLYPH[LAM])}
        assert found.repeating == frozenset()

    def test_a_font_that_maps_each_glyph_to_its_whole_cluster(self) -> None:
        said = {glyph: char + "ّ" + "ء" for char, glyph in GLYPH.items() if char != AIN}
        found, *_ = of_program("عم", {**said, GLYPH[AIN]: None})
        assert found.repeating == {0}
        assert {code[1]: one.text for code, one in found.readings.items()} == {GLYPH[char]: char for char in LETTERS}

    def test_a_few_parts_make_no_such_font(self) -> None:
        """All four letters are mapped to more than they are, and none to what it is."""
        maps = {(0, GLYPH[char]): MappedCode(char + "ّ", State.MAPPED) for char in LETTERS[:4]}
        maps[0, GLYPH[AIN]] = MappedCode("", State.ABSENT)
        found = decide({0: font(program=SQUARES)}, maps, {})
        assert len(found.cluster_heads) == 4
        assert found.repeating == frozenset()


@pytest.mark.parametrize(
    ("part", "whole", "is_one"),
    [
        ("ل", "لا", True),
        ("ا", "لا", True),
        ("ل", "ل", False),
        ("م", "لا", False),
        ("لل", "لا", False),
        ("لا", "ل", False),
        ("ا", "آ", True),
        ("", "ل", True),
    ],
)
def test_parts(part: str, whole: str, is_one: bool) -> None:
    assert is_part_of_cluster(part, whole) == is_one


class TestRecords:
    def test_counts_of_a_font_are_those_of_its_codes(self) -> None:
        found, maps, _ = of_program(NEWS, {GLYPH[AIN]: "A", GLYPH[MEEM]: None})
        (record,) = font_records({0: font(program=SQUARES)}, maps, found, {})
        assert (record.number, record.name, record.subtype, record.is_embedded) == (0, "Squares", "Type0", True)
        assert (record.codes, record.proved, record.guessed, record.unknown) == (len(LETTERS), len(LETTERS), 0, 0)
        assert record.evidence == {"map": len(LETTERS) - 2, "name": 2}
        assert {(one.code, one.mapped, one.text, one.evidence) for one in record.readings} == {
            (GLYPH[AIN], "A", AIN, "name"),
            (GLYPH[MEEM], None, MEEM, "name"),
        }
        assert 0.99 <= record.confidence < 1

    def test_a_font_that_nothing_speaks_against(self) -> None:
        words = in_codes(NEWS)
        maps = maps_of(words, {})
        (record,) = font_records({0: font()}, maps, decide({}, maps, words), {})
        assert (record.codes, record.proved, record.guessed, record.unknown) == (len(maps), 0, 0, 0)
        assert (record.evidence, record.confidence, record.readings) == ({"map": len(maps)}, 1.0, ())

    def test_codes_read_by_words_are_guessed_and_others_unknown(self) -> None:
        words = in_codes(NEWS)
        maps = maps_of(words, {(0, ord(AIN)): None, (0, PRIVATE): None})
        (record,) = font_records({0: font()}, maps, decide({0: font()}, maps, words), {})
        assert (record.guessed, record.unknown) == (1, 1)
        assert record.evidence == {"map": len(maps) - 2, "nothing": 1, "words": 1}
        assert {one.code: one.text for one in record.readings} == {ord(AIN): AIN, PRIVATE: UNKNOWN}
        rivals = next(one.candidates for one in record.readings if one.code == ord(AIN))
        assert all(0 <= rival.probability < 0.5 for rival in rivals)

    def test_fonts_come_by_number_and_a_font_without_codes_is_sure(self) -> None:
        records = font_records({2: font(2), 1: font(1)}, {(2, 5): MappedCode("A", State.MAPPED)}, Decision(), {})
        assert [(one.number, one.codes, one.confidence) for one in records] == [(1, 0, 1.0), (2, 1, 1.0)]
