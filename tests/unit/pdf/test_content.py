"""Marked content, optional content and form XObjects."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tarmim.model.glyph import PageGlyphs, State, Unseen
from tests.unit.pdf.made import form, made, origins, read, saved, simple_font, text
from tests.unit.pdf.oracle import deviations, oracle_pages

F1 = b"BT /F1 10 Tf "


def marked(content: bytes, **resources: Any) -> PageGlyphs:
    return read(made(F1 + content + b" ET", **resources))


@pytest.mark.parametrize(
    ("operands", "letters"),
    [
        (b"/Span <</ActualText <FEFF0644>>>", "\u0644"),
        (b"/Span<</ActualText(\\376\\377\\006D)>>", "\u0644"),
        (b"/Span <</MCID 3 /ActualText (plain)>>", "plain"),
        (b"/Span <</ActualText ()>>", ""),
        (b"/Span <</ActualText (\\()>>", "("),
        (b"/Span <</ActualText <EFBBBFD984>>>", "\u0644"),
        (b"/Span <</X <</Y 1>> /ActualText (deep)>>", "deep"),
        (b"/Span <</MCID 3>>", None),
    ],
)
def test_actual_text(operands: bytes, letters: str | None) -> None:
    page = marked(operands + b" BDC (ab) Tj EMC (c) Tj")
    assert page.contents[0].actual_text == letters
    assert page.contents[0].tag == "Span"
    assert page.glyphs.contents.tolist() == [0, 0, -1]
    state = State.MAPPED if letters is None else State.ACTUAL
    assert page.glyphs.states.tolist() == [state, state, State.MAPPED]
    assert page.glyphs.map_states.tolist() == [State.MAPPED] * 3
    assert text(page) == "abc"


def test_named_properties() -> None:
    lists = Dictionary(P1=Dictionary(ActualText=String("\u0644\u0627"), MCID=7))
    page = marked(b"/Span /P1 BDC (a) Tj EMC", Font=Dictionary(F1=simple_font()), Properties=lists)
    assert (page.contents[0].actual_text, page.contents[0].mcid) == ("\u0644\u0627", 7)


def test_what_encloses_speaks_inside() -> None:
    page = marked(
        b"/Artifact BMC /P <</MCID 5>> BDC /Note BMC /Span <</ActualText (x)>> BDC "
        b"/Span <</ActualText (y)>> BDC (a) Tj EMC EMC EMC EMC EMC (b) Tj"
    )
    inner = page.contents[-1]
    assert (inner.parent, inner.actual, inner.actual_text, inner.mcid) == (3, 3, "y", 5)
    assert inner.artifact
    assert page.glyphs.contents.tolist() == [4, -1]
    assert page.of_content("mcid", default=-1).tolist() == [5, -1]
    assert page.of_content("artifact", default=False).tolist() == [True, False]


def test_too_many_ends_are_ignored() -> None:
    page = marked(b"EMC EMC /P BMC (a) Tj EMC EMC (b) Tj")
    assert (text(page), page.glyphs.contents.tolist(), page.problems) == ("ab", [0, -1], ())


def layered(off: str, group: str, **member: object) -> PageGlyphs:
    """A page whose text belongs to an optional content group or membership dictionary."""
    pdf = pikepdf.new()
    groups = {name: pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in ("one", "two")}
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array(list(groups.values())), D=Dictionary(OFF=Array([groups[name] for name in off.split()]))
    )
    members = Dictionary(Type=Name.OCMD, OCGs=Array(list(groups.values())))
    for key, value in member.items():
        members["/" + key] = value(groups) if callable(value) else value
    lists = Dictionary(one=groups["one"], both=members)
    return read(
        made(
            F1 + b"/OC /" + group.encode() + b" BDC (a) Tj EMC (b) Tj ET", pdf,
            Font=Dictionary(F1=simple_font()), Properties=lists,
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("off", "group", "member", "hidden"),
    [
        ("one", "one", {}, True),
        ("two", "one", {}, False),
        ("", "one", {}, False),
        ("one", "both", {}, False),
        ("one two", "both", {}, True),
        ("one", "both", {"P": Name.AllOn}, True),
        ("one", "both", {"P": Name.AnyOff}, False),
        ("one", "both", {"P": Name.AllOff}, True),
        ("one", "both", {"VE": lambda groups: Array([Name.Not, groups["one"]])}, False),
        ("two", "both", {"VE": lambda groups: Array([Name.And, groups["one"], groups["two"]])}, True),
        ("two", "both", {"VE": lambda groups: Array([Name.Or, groups["one"], groups["two"]])}, False),
    ],
)
def test_optional_content(off: str, group: str, member: dict[str, object], hidden: bool) -> None:
    glyphs = layered(off, group, **member).glyphs
    assert glyphs.unseen.tolist() == [Unseen.OPTIONAL if hidden else 0, 0]


def with_form(content: bytes, drawn: bytes, **entries: object) -> bytes:
    pdf = pikepdf.new()
    drawing = form(pdf, drawn, **entries)
    return made(content, pdf, Font=Dictionary(F1=simple_font()), XObject=Dictionary(X=drawing))


def test_a_form_has_its_matrix() -> None:
    content = with_form(
        b"1 0 0 1 10 0 cm /X Do " + F1 + b"(b) Tj ET", F1 + b"1 1 Td (a) Tj ET", Matrix=Array([2, 0, 0, 2, 5, 5])
    )
    page = read(content)
    assert origins(page) == [(17, 7), (10, 0)]
    assert deviations(page, next(oracle_pages(content))) == []


def test_a_form_without_resources_takes_the_pages() -> None:
    assert text(read(with_form(b"/X Do", F1 + b"(a) Tj ET"))) == "a"


def test_a_name_is_each_forms_own() -> None:
    pdf = pikepdf.new()
    fonts = [pdf.make_indirect(simple_font()) for _ in range(6)]
    drawings = {
        f"/X{k}": form(pdf, F1 + b"(a) Tj ET", Resources=Dictionary(Font=Dictionary(F1=font)))
        for k, font in enumerate(fonts)
    }
    shows = b" ".join(b"/X%d Do" % k for k in range(6))
    page = read(made(shows + b" " + F1 + b"(b) Tj ET", pdf, Font=Dictionary(F1=fonts[0]), XObject=Dictionary(drawings)))
    assert page.glyphs.fonts.tolist() == [0, 1, 2, 3, 4, 5, 0]


def test_a_form_clips_to_its_box() -> None:
    page = read(with_form(b"/X Do", F1 + b"100 100 Td (a) Tj ET", BBox=Array([0, 0, 50, 50])))
    assert page.glyphs.unseen.tolist() == [Unseen.CLIPPED]


def test_a_form_leaves_no_state_behind() -> None:
    page = read(
        with_form(F1 + b"ET /X Do BT (b) Tj ET", b"q q 1 g 2 0 0 2 0 0 cm /P BMC /F1 50 Tf BT 9 9 Td (a) Tj ET")
    )
    assert origins(page) == [(18, 18), (0, 0)]
    assert page.glyphs.contents.tolist() == [0, -1]
    assert page.glyphs.fills.tolist() == [0xFFFFFF, 0]


def test_a_form_stands_in_the_pages_marked_content() -> None:
    page = read(with_form(b"/Artifact BMC /X Do EMC", b"EMC EMC " + F1 + b"(a) Tj ET"))
    assert page.contents[page.glyphs.contents[0]].artifact


def test_a_form_in_optional_content() -> None:
    pdf = pikepdf.new()
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("off")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))
    drawing = form(pdf, F1 + b"(a) Tj ET", OC=group)
    page = read(made(b"/X Do", pdf, Font=Dictionary(F1=simple_font()), XObject=Dictionary(X=drawing)))
    assert page.glyphs.unseen.tolist() == [Unseen.OPTIONAL]


def test_a_form_that_draws_itself_is_drawn_once() -> None:
    pdf = pikepdf.new()
    drawing = form(pdf, F1 + b"(a) Tj ET /X Do")
    drawing.Resources = Dictionary(XObject=Dictionary(X=drawing), Font=Dictionary(F1=simple_font()))
    page = read(
        made(b"/X Do " + F1 + b"(b) Tj ET", pdf, Font=Dictionary(F1=simple_font()), XObject=Dictionary(X=drawing))
    )
    assert text(page) == "ab"
    assert "draws itself" in page.problems[0].message


def test_forms_nest_thirty_deep_and_no_deeper() -> None:
    pdf = pikepdf.new()
    drawing = form(pdf, F1 + b"(z) Tj ET")
    for _ in range(100):
        drawing = form(pdf, F1 + b"(a) Tj ET /X Do", Resources=Dictionary(XObject=Dictionary(X=drawing)))
    page = read(made(b"/X Do", pdf, Font=Dictionary(F1=simple_font()), XObject=Dictionary(X=drawing)))
    assert text(page) == "a" * 32
    assert "deeper" in page.problems[0].message


def test_a_missing_xobject_is_a_problem() -> None:
    assert "XObject" in read(made(b"/Nothing Do")).problems[0].message


def test_contents_in_parts_are_one_stream() -> None:
    pdf = pikepdf.new()
    made(b"", pdf)
    pdf.pages[0].obj.Contents = Array([pikepdf.Stream(pdf, part) for part in (b"q BT /F1 10", b"Tf (a) Tj", b"ET Q")])
    assert text(read(saved(pdf))) == "a"
