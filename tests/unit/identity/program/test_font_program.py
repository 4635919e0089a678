"""Font programs embedded in PDFs: which glyph a code shows (ISO 32000-2 9.6.5.4, 9.7.4.2), and what it is called."""

from __future__ import annotations

from contextlib import suppress
from itertools import pairwise
from typing import Any

import pytest
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, Stream

from tarmim.errors import PdfError
from tarmim.identity.program.font_program import Program
from tarmim.identity.program.program_letters import program_letters
from tarmim.identity.readings import Guess, Source
from tests.unit.identity import typefaces
from tests.unit.identity.typefaces import NONSYMBOLIC, bare_cff, cff, cid_keyed, truetype, written
from tests.unit.pdf.made import composite_font

ALEF, BEH, LAM = "\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER BEH}", "\N{ARABIC LETTER LAM}"
ARABIC = {ALEF: "alef", BEH: "beh", LAM: "lam"}
NAMES = ("alef", "beh", "lam", "lam.init", "alef.fina", "lam_alef")
FEATURES = """languagesystem DFLT dflt;
feature init { sub lam by lam.init; } init;
feature fina { sub alef by alef.fina; } fina;
feature rlig { sub lam.init alef.fina by lam_alef; } rlig;
"""


def in_type0(font: Any, *, map_of: bytes | None = None) -> Program:
    """Return the program of a Type 0 font with a TrueType program; `map_of` is its CIDToGIDMap."""
    pdf = typefaces.new()
    about = typefaces.descriptor(pdf, "FontFile2", written(font))
    to_glyph: Any = Name.Identity if map_of is None else Stream(pdf, map_of)
    return typefaces.program(pdf, typefaces.composite(pdf, "CIDFontType2", about, CIDToGIDMap=to_glyph))


def in_truetype(font: Any, *, flags: int, **entries: Any) -> Program:
    pdf = typefaces.new()
    about = typefaces.descriptor(pdf, "FontFile2", written(font), flags=flags)
    return typefaces.program(pdf, typefaces.simple(pdf, "TrueType", about, **entries), b"(A)")


def in_type1(font: Any, *differences: Any) -> Program:
    """Return the program of a Type 1 font with a bare CFF program."""
    pdf = typefaces.new()
    about = typefaces.descriptor(pdf, "FontFile3", bare_cff(font), subtype="Type1C")
    encoding = Dictionary(Type=Name.Encoding, Differences=Array(differences))
    return typefaces.program(pdf, typefaces.simple(pdf, "Type1", about, Encoding=encoding), b"(A)")


def in_cid_type0(data: bytes, subtype: str = "CIDFontType0C") -> Program:
    pdf = typefaces.new()
    about = typefaces.descriptor(pdf, "FontFile3", data, subtype=subtype)
    return typefaces.program(pdf, typefaces.composite(pdf, "CIDFontType0", about))


def said(program: Program, codes: range = range(300)) -> dict[int, tuple[str, str, Source]]:
    return {code: (one.letters, one.form, one.source) for code, one in program_letters(program, codes).items()}


def test_the_cmap_tells_letters() -> None:
    font = truetype(("g1", "g2", "g3"), {ALEF: "g1", BEH: "g2", "\ue123": "g3"}, keep_names=False)
    assert said(in_type0(font)) == {1: (ALEF, "", Source.CMAP), 2: (BEH, "", Source.CMAP)}


def test_forms_in_the_cmap_are_letters_with_a_form() -> None:
    font = truetype(("g1",), {"\N{ARABIC LETTER LAM MEDIAL FORM}": "g1"}, keep_names=False)
    assert said(in_type0(font)) == {1: (LAM, "medial", Source.CMAP)}


def test_a_letter_comes_before_its_form_and_arabic_before_latin() -> None:
    chars = {"A": "g1", "\N{ARABIC LETTER LAM ISOLATED FORM}": "g1", LAM: "g1"}
    assert said(in_type0(truetype(("g1",), chars, keep_names=False))) == {1: (LAM, "", Source.CMAP)}


def test_substitutions_tell_letters_that_cmap_and_names_do_not() -> None:
    font = truetype(NAMES, ARABIC, features=FEATURES, keep_names=False)
    found = said(in_type0(font))
    assert found[4] == (LAM, "initial", Source.GSUB)
    assert found[5] == (ALEF, "final", Source.GSUB)
    assert (found[6][0], found[6][2]) == (LAM + ALEF, Source.GSUB)
    assert {found[glyph][2] for glyph in (1, 2, 3)} == {Source.CMAP}


def test_names_tell_letters() -> None:
    font = truetype(("uni0644.medi", "afii57415", "g3"), {}, keep_names=True)
    assert said(in_type0(font)) == {1: (LAM, "medial", Source.NAME), 2: (ALEF, "", Source.NAME)}


def test_a_latin_name_is_not_believed_of_an_arabic_glyph() -> None:
    assert said(in_type0(truetype(("A",), {BEH: "A"}))) == {1: (BEH, "", Source.CMAP)}


def test_an_arabic_name_is_believed_of_a_glyph_under_a_latin_character() -> None:
    assert said(in_type0(truetype(("uni0628.init",), {"A": "uni0628.init"}))) == {1: (BEH, "initial", Source.NAME)}


def test_probabilities_are_probabilities() -> None:
    font = truetype(NAMES, ARABIC, features=FEATURES, keep_names=False)
    found = program_letters(in_type0(font), range(9))
    assert len(found) == 6
    assert all(isinstance(one, Guess) and 0.9 < one.probability < 1 for one in found.values())


def test_the_map_of_cids_to_glyphs_is_followed() -> None:
    font = truetype(("g1", "g2"), {ALEF: "g1", BEH: "g2"}, keep_names=False)
    program = in_type0(font, map_of=bytes.fromhex("0000 0002 0001 0063"))
    assert {code: one[0] for code, one in said(program).items()} == {1: BEH, 2: ALEF}
    assert program.glyph_of(3) is None


def test_codes_beyond_the_program_have_no_glyph() -> None:
    program = in_type0(truetype(("g1",), {ALEF: "g1"}))
    assert [program.glyph_of(code) for code in (0, 1, 2, 65535)] == [0, 1, None, None]


@pytest.mark.parametrize("base", [0xF000, 0, 0xF100, 0xF200])
def test_a_symbolic_font_shows_codes_by_its_symbol_cmap(base: int) -> None:
    font = truetype(("g1", "g2"), {}, cmaps={(3, 0): {base + 0x41: "g2"}}, keep_names=False)
    program = in_truetype(font, flags=typefaces.SYMBOLIC)
    assert (program.glyph_of(0x41), program.glyph_of(0x42)) == (2, None)


def test_a_symbolic_font_without_a_symbol_cmap_shows_codes_by_the_macintosh_one() -> None:
    font = truetype(("g1", "g2"), {}, cmaps={(1, 0): {0x41: "g2", 0x42: "g1"}}, keep_names=False)
    program = in_truetype(font, flags=typefaces.SYMBOLIC)
    assert [program.glyph_of(code) for code in (0x41, 0x42, 0x43)] == [2, 1, None]


def test_a_font_that_is_not_symbolic_shows_codes_by_the_names_of_its_encoding() -> None:
    font = truetype(("g1", "g2"), {LAM: "g2", "A": "g1"}, keep_names=False)
    encoding = Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=Array([0x80, Name.afii57444]))
    program = in_truetype(font, flags=NONSYMBOLIC, Encoding=encoding)
    assert (program.glyph_of(0x41), program.glyph_of(0x80)) == (1, 2)


def test_a_font_that_is_not_symbolic_falls_back_to_the_names_of_its_post_table() -> None:
    font = truetype(("odd.one",), {"A": ".notdef"})
    encoding = Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=Array([0x80, Name("/odd.one")]))
    assert in_truetype(font, flags=NONSYMBOLIC, Encoding=encoding).glyph_of(0x80) == 1


def test_a_bare_cff_program_shows_codes_by_name() -> None:
    program = in_type1(cff(("afii57444", "uni0628.init", "g7")), 65, Name.afii57444, Name("/uni0628.init"), Name.g7)
    assert said(program) == {65: (LAM, "", Source.NAME), 66: (BEH, "initial", Source.NAME)}
    assert [program.glyph_of(code) for code in (65, 66, 67, 68)] == [1, 2, 3, None]


def test_the_cmap_that_freetype_makes_up_for_a_bare_cff_program_is_not_asked() -> None:
    program = in_type1(cff(("A", "B")), 65, Name.A, Name.B)
    assert program.characters == {}


def test_a_cid_keyed_program_shows_cids_and_not_glyph_numbers() -> None:
    program = in_cid_type0(bare_cff(cid_keyed((5, 9, 700))))
    assert [program.glyph_of(code) for code in (5, 9, 700)] == [1, 2, 3]
    assert [program.glyph_of(code) for code in (1, 2, 3, 701)] == [None] * 4
    assert said(program, range(701)) == {}


def test_a_program_that_is_not_cid_keyed_shows_glyph_numbers_as_cids() -> None:
    program = in_cid_type0(bare_cff(cff(("uni0644.fina", "uni0628"))))
    assert said(program) == {1: (LAM, "final", Source.NAME), 2: (BEH, "", Source.NAME)}


def test_an_opentype_program_with_cff_has_a_cmap() -> None:
    program = in_cid_type0(written(cff(("g1", "g2"), {ALEF: "g1", BEH: "g2"})), "OpenType")
    assert {code: one[::2] for code, one in said(program).items()} == {
        1: (ALEF, Source.CMAP),
        2: (BEH, Source.CMAP),
    }


def test_tables_are_there_or_empty() -> None:
    program = in_type0(truetype(NAMES, ARABIC, features=FEATURES))
    assert program.table("GSUB") == typefaces.table(truetype(NAMES, ARABIC, features=FEATURES), "GSUB")
    assert (program.table("GPOS"), program.table("cvt")) == (b"", b"")


def test_a_font_without_a_program() -> None:
    pdf = typefaces.new()
    assert typefaces.opened(pdf, composite_font(pdf))[1] is None


def opened(data: bytes) -> Program | None:
    pdf = typefaces.new()
    about = typefaces.descriptor(pdf, "FontFile2", data)
    return typefaces.opened(pdf, typefaces.composite(pdf, "CIDFontType2", about))[1]


@pytest.mark.parametrize("data", [b"sfnt", bytes(500), b"\x00\x01\x00\x00" + b"\xff" * 200, b"\x01\x00\x04\x01\xff"])
def test_what_is_no_program_is_an_error(data: bytes) -> None:
    with pytest.raises(PdfError):
        opened(data)


def test_an_empty_program_is_none() -> None:
    assert opened(b"") is None


def test_programs_cut_short_are_read_as_far_as_they_go() -> None:
    whole = [written(truetype(NAMES, ARABIC, features=FEATURES)), bare_cff(cid_keyed((5, 9)))]
    for data in whole:
        for end in range(0, len(data), len(data) // 12):
            with suppress(PdfError):
                program = opened(data[:end])
                if program is not None:
                    assert all(program.name(glyph) is not None for glyph in range(program.face.num_glyphs))


def nested(depth: int) -> bytes:
    """Return a program whose glyphs each draw the one before it twice."""
    names = [f"g{k}" for k in range(depth)]
    font = truetype(names, {})
    for before, name in pairwise(names):
        pen = TTGlyphPen(font["glyf"])
        for _ in range(2):
            pen.addComponent(before, (1, 0, 0, 1, 0, 0))
        font["glyf"][name] = pen.glyph()
    font["glyf"]["g0"] = font["glyf"][".notdef"]
    return written(font)


@pytest.mark.parametrize(("depth", "is_open"), [(4, True), (10, True), (14, False)])
def test_glyphs_made_of_glyphs_without_end_are_not_drawn(depth: int, *, is_open: bool) -> None:
    data = nested(depth)
    if is_open:
        assert opened(data) is not None
    else:
        with pytest.raises(PdfError, match="without end"):
            opened(data)
