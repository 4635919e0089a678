"""Outlines, their pictures, and the bank: with fonts made here, and the parts of fonts in the sample PDFs."""

from __future__ import annotations

import io
from pathlib import Path

import freetype
import numpy as np
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

from tarmim.errors import InputError
from tarmim.identity.shapes.bank import SHIPPED, read_bank, shipped_bank, write_bank
from tarmim.identity.shapes.classifier import WEIGHTS, load_classifier
from tarmim.identity.shapes.match import WITH_CLASSIFIER, WITHOUT_CLASSIFIER, BankMatch, combine, recognise
from tarmim.identity.shapes.outline import Outline, outline_of
from tarmim.identity.shapes.raster import SIDE, draw
from tarmim.identity.training.build_bank import build_bank
from tarmim.identity.training.label_fonts import LabelledOutlines

ALEF, BEH = "\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER BEH}"
SQUARE = ((0, 0), (0, 500), (500, 500), (500, 0))
#: How far the control points of a cubic stand from its ends for a quarter of a circle of radius 1.
KAPPA = 0.5523


def polygon(*corners: tuple[float, float]) -> Outline:
    points = np.array(corners, np.float32)
    return Outline(points, np.array([len(points)], np.int32), 0.6)


def bar(width: float = 0.1, height: float = 0.7, lean: float = 0.0) -> Outline:
    return polygon((0, 0), (lean, height), (lean + width, height), (width, 0))


def wedge(size: float = 0.6) -> Outline:
    return polygon((0, 0), (0.3 * size, size), (size, 0.2 * size), (0.6 * size, 0))


def dotted(outline: Outline, x: float, y: float, size: float = 0.08) -> Outline:
    dot = np.array([(x, y), (x, y + size), (x + size, y + size), (x + size, y)], np.float32)
    points = np.concatenate((outline.points, dot))
    return Outline(points, np.append(outline.ends, len(points)).astype(np.int32), outline.advance)


def disc(pen: object, *, cubic: bool) -> None:
    """Draw a disc of radius 300 round 400, 300: with four cubics, or eight quadratics, clockwise."""
    if cubic:
        k = 300 * KAPPA
        pen.moveTo((100, 300))  # type: ignore[attr-defined]
        for a, b, end in (
            ((100, 300 + k), (400 - k, 600), (400, 600)),
            ((400 + k, 600), (700, 300 + k), (700, 300)),
            ((700, 300 - k), (400 + k, 0), (400, 0)),
            ((400 - k, 0), (100, 300 - k), (100, 300)),
        ):
            pen.curveTo(a, b, end)  # type: ignore[attr-defined]
    else:
        angles = np.pi - np.arange(8) * np.pi / 4
        reach = 300 / np.cos(np.pi / 8)
        off = [(400 + reach * np.cos(a - np.pi / 8), 300 + reach * np.sin(a - np.pi / 8)) for a in angles]
        pen.qCurveTo(*off, None)  # type: ignore[attr-defined]  # no point on the curve at all
    pen.closePath()  # type: ignore[attr-defined]


def square(pen: object, *, cubic: bool) -> None:
    pen.moveTo(SQUARE[0])  # type: ignore[attr-defined]
    for corner in SQUARE[1:]:
        pen.lineTo(corner)  # type: ignore[attr-defined]
    pen.closePath()  # type: ignore[attr-defined]


def face(*, cubic: bool, units: int = 1000) -> freetype.Face:
    """Return a font of four glyphs: .notdef, a blank, a square and a disc."""
    names = [".notdef", "space", "square", "disc"]
    builder = FontBuilder(units, isTTF=not cubic)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x20: "space", 0x41: "square", 0x42: "disc"})
    drawings = {"square": square, "disc": disc}
    glyphs = {}
    for name in names:
        recorded = RecordingPen()
        if name in drawings:
            drawings[name](recorded, cubic=cubic)
        pen = T2CharStringPen(600, None) if cubic else TTGlyphPen(None)
        recorded.replay(pen)
        glyphs[name] = pen.getCharString() if cubic else pen.glyph()
    if cubic:
        builder.setupCFF("Test", {}, glyphs, {})
    else:
        builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (600, 100 if name == "disc" else 0) for name in names})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Test", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    file = io.BytesIO()
    builder.save(file)
    return freetype.Face(io.BytesIO(file.getvalue()))


def area(outline: Outline) -> float:
    x, y = outline.points.T.astype(float)
    return abs(float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum())) / 2


@pytest.mark.parametrize("cubic", [False, True])
def test_outlines_are_in_ems(cubic: bool) -> None:
    found = outline_of(face(cubic=cubic), 2)
    assert found is not None
    assert found.contours == 1
    assert sorted(map(tuple, found.points.tolist())) == [(0, 0), (0, 0.5), (0.5, 0), (0.5, 0.5)]
    assert found.advance == pytest.approx(0.6)


def test_units_play_no_part() -> None:
    thousand, two = outline_of(face(cubic=False), 2), outline_of(face(cubic=False, units=2000), 2)
    assert thousand is not None
    assert two is not None
    assert np.allclose(thousand.points, two.points * 2)


@pytest.mark.parametrize("cubic", [False, True])
def test_curves_are_flattened(cubic: bool) -> None:
    found = outline_of(face(cubic=cubic), 3)
    assert found is not None
    middle = found.points - np.array([0.4, 0.3], np.float32)
    assert np.hypot(*middle.T) == pytest.approx(np.full(len(middle), 0.3), abs=0.005)
    assert area(found) == pytest.approx(np.pi * 0.09, rel=0.03)


def test_the_same_shape_looks_the_same_whatever_draws_it() -> None:
    quadratic, cubic = outline_of(face(cubic=False), 3), outline_of(face(cubic=True), 3)
    assert quadratic is not None
    assert cubic is not None
    pictures = draw([quadratic, cubic]).pictures
    assert np.abs(pictures[0] - pictures[1]).max() < 0.25


@pytest.mark.parametrize("glyph", [0, 1, 99])
def test_blank_and_missing_glyphs_have_no_outline(glyph: int) -> None:
    assert outline_of(face(cubic=False), glyph) is None


def test_a_picture_fills_its_width_or_height() -> None:
    pictures = draw([polygon((0, 0), (0, 1), (1, 1), (1, 0)), bar(0.25, 1.0)]).pictures
    assert pictures[0] == pytest.approx(np.ones((SIDE, SIDE)))
    assert pictures[1].sum() == pytest.approx(SIDE * SIDE / 4, rel=0.01)
    assert pictures[1][:, SIDE // 2] == pytest.approx(np.ones(SIDE))


def test_a_hole_is_not_ink() -> None:
    ring = polygon((0, 0), (0, 1), (1, 1), (1, 0))
    hole = np.array([(0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75)], np.float32)
    both = Outline(np.concatenate((ring.points, hole)), np.array([4, 8], np.int32), 1.0)
    found = draw([both])
    assert found.pictures.sum() == pytest.approx(SIDE * SIDE * 0.75, rel=0.01)
    assert found.measures[0, 6:8].tolist() == [1, 1]


def test_dots_are_counted_apart() -> None:
    body = polygon((0, 0), (0, 0.3), (0.8, 0.3), (0.8, 0))
    above = draw([dotted(dotted(body, 0.2, 0.5), 0.5, 0.5)]).measures[0]
    below = draw([dotted(body, 0.3, -0.3)]).measures[0]
    assert above[8:10].tolist() == [2, 0]
    assert below[8:10].tolist() == [0, 1]


def learnt() -> LabelledOutlines:
    outlines = [bar(), wedge(), bar(0.12, 0.68, 0.1)]
    labels = [{(ALEF, "isol"): 1.0}, {(BEH, "init"): 0.75, ("\N{ARABIC LETTER PEH}", "init"): 0.25}, {("/", ""): 1.0}]
    return LabelledOutlines(outlines, labels, ["One", "One", "Two"], [0, 0, 1])


def test_a_bank_comes_back_as_it_was_written(tmp_path: Path) -> None:
    bank = build_bank(learnt())
    write_bank(tmp_path / "bank.npz", bank)
    again = read_bank(tmp_path / "bank.npz")
    assert np.array_equal(again.vectors, bank.vectors)
    assert np.array_equal(again.family, bank.family)
    assert [again.labels[k] for k in again.label] == [bank.labels[k] for k in bank.label]
    assert again.families == ["One", "Two"]


def test_no_bank_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "bank.npz").write_bytes(b"no bank")
    with pytest.raises(InputError):
        read_bank(tmp_path / "bank.npz")


def test_known_outlines_are_recognised() -> None:
    bank = build_bank(learnt())
    first, second = recognise([wedge(), bar()], banks=[bank], likeness=None)
    assert [(one.letters, one.form) for one in first] == [(BEH, "init"), ("\N{ARABIC LETTER PEH}", "init")]
    assert first[0].probability > 2.5 * first[1].probability
    assert (second[0].letters, second[0].form, second[0].source, second[0].family) == (ALEF, "isol", "bank", "One")


def test_families_can_be_left_out() -> None:
    found = recognise([bar()], banks=[build_bank(learnt())], without=["One"], likeness=None)
    assert all(one.family != "One" and one.letters != ALEF for one in found[0])


def test_nothing_comes_of_nothing() -> None:
    assert recognise([], banks=[]) == ()


def test_a_font_speaks_for_its_glyphs() -> None:
    """Two families draw one shape as different letters: that one is meant of which the font has other glyphs."""
    shapes = [polygon((0, 0), (0.1 * k, 0.5), (0.5, 0.6 - 0.04 * k), (0.4, 0.05 * k)) for k in range(1, 8)]
    ours = [{(chr(0x628 + k), "isol"): 1.0} for k in range(7)]
    one = LabelledOutlines([bar(), *shapes], [{(ALEF, "isol"): 1.0}, *ours], ["One"] * 8, [0] * 8)
    two = LabelledOutlines([bar()], [{("\N{ARABIC-INDIC DIGIT ONE}", ""): 1.0}], ["Two"], [1])
    columns = ("outlines", "labels", "families", "fonts")
    bank = build_bank(LabelledOutlines(*([*getattr(one, name), *getattr(two, name)] for name in columns)))
    alone, among = (
        recognise([bar()], banks=[bank], likeness=None),
        recognise([bar(), *shapes], banks=[bank], likeness=None),
    )
    assert {candidate.letters for candidate in alone[0][:2]} == {ALEF, "\N{ARABIC-INDIC DIGIT ONE}"}
    assert among[0][0].letters == ALEF
    assert among[0][0].probability > 5 * sum(c.probability for c in among[0][1:])


def test_the_bank_that_comes_with_the_package() -> None:
    bank = shipped_bank()
    assert {"DejaVu Sans", "Amiri", "Noto Naskh Arabic", "Noto Nastaliq Urdu"} <= set(bank.families)
    assert (np.diff(bank.aspects) >= 0).all()
    letters = {label for labels in bank.labels for label in labels}
    assert {("\N{ARABIC LETTER LAM}\N{ARABIC LETTER ALEF}", form) for form in ("isol", "fina")} <= letters
    assert all(sum(labels.values()) == pytest.approx(1, abs=0.05) for labels in bank.labels)
    assert not any("\ufb50" <= char <= "\ufbb1" or char >= "\ufe70" for letters, _ in letters for char in letters)


def test_likeness_knows_a_bar() -> None:
    (guess,) = load_classifier(WEIGHTS).guesses(draw([bar(0.08, 0.68)]))
    letters = {label[0] for label in sorted(guess, key=lambda label: -guess[label])[:4]}
    assert letters & {ALEF, "\N{ARABIC-INDIC DIGIT ONE}", "|", "l", "I", "\N{LATIN SMALL LETTER DOTLESS I}"}
    assert 0.5 < sum(guess.values()) <= 1.0001


def test_bank_and_likeness_agree_or_doubt() -> None:
    label = (BEH, "init")
    near = BankMatch({label: 1.0}, "One", (0.1, 5.0, 0.9))
    far = BankMatch({label: 1.0}, "One", (3.5, 0.3, 0.1))
    sure = combine(near, {label: 0.9}, WITH_CLASSIFIER)[label]
    against = combine(near, {(ALEF, "isol"): 0.9}, WITH_CLASSIFIER)[label]
    doubted = combine(far, {(ALEF, "isol"): 0.9}, WITH_CLASSIFIER)[label]
    assert sure > 0.97
    assert sure > against > doubted
    assert doubted < 0.5
    assert combine(far, {}, WITHOUT_CLASSIFIER)[label] < combine(near, {}, WITHOUT_CLASSIFIER)[label] < 1


@pytest.mark.parametrize("seed", range(5))
def test_candidates_are_ordered_and_lawful(seed: int) -> None:
    random = np.random.default_rng(seed)
    outlines = []
    for _ in range(30):
        parts = [random.random((int(random.integers(3, 9)), 2)) + random.normal(0, 0.3, 2) for _ in range(3)]
        ends = np.cumsum([len(part) for part in parts]).astype(np.int32)
        outlines.append(Outline(np.concatenate(parts).astype(np.float32), ends, float(random.random())))
    for candidates in recognise(outlines, banks=[shipped_bank()]):
        likely = [one.probability for one in candidates]
        assert likely == sorted(likely, reverse=True)
        assert sum(likely) <= 1 + 1e-6
        assert len(candidates) <= 8
        assert all(one.letters and one.form in ("isol", "init", "medi", "fina", "") for one in candidates)
        assert all(bool(one.family) == (one.source == "bank") for one in candidates)


def test_what_ships_is_small() -> None:
    assert SHIPPED.stat().st_size < 3_000_000
    assert WEIGHTS.stat().st_size < 400_000
