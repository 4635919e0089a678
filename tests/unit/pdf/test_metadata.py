"""What a file says of itself, and its bookmarks: as it says it, washed, bounded; damage costs no more than itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

import tarmim
from tarmim.pdf.metadata import date_of
from tests.unit.pdf.made import saved


def blank(pages: int = 1) -> Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(200, 200))
    return pdf


def extracted(pdf: Pdf, **settings: Any) -> tarmim.Document:
    return tarmim.extract(saved(pdf, **settings))


def chain(pdf: Pdf, entries: Sequence[Dictionary]) -> Any:
    """Return the first of the entries, each made indirect and leading to the next."""
    made = [pdf.make_indirect(entry) for entry in entries]
    for one, following in pairwise(made):
        one.Next = following
    return made[0]


def with_outline(pdf: Pdf, entries: Sequence[Dictionary]) -> Pdf:
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, First=chain(pdf, entries)))
    return pdf


def test_what_the_file_says() -> None:
    pdf = blank(2)
    pdf.docinfo["/Title"] = String("\u0643\u062a\u0627\u0628")
    pdf.docinfo["/Author"] = String("Someone")
    pdf.docinfo["/Subject"] = String("")
    pdf.docinfo["/Producer"] = String("a program")
    pdf.docinfo["/CreationDate"] = String("D:20240229101500+03'00'")
    pdf.docinfo["/ModDate"] = String("last week")
    pdf.Root.Lang = String("ar-EG")
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    metadata = extracted(pdf, force_version="1.6").metadata
    assert (metadata.title, metadata.author, metadata.producer) == ("\u0643\u062a\u0627\u0628", "Someone", "a program")
    assert (metadata.subject, metadata.keywords, metadata.creator, metadata.modified) == (None, None, None, None)
    assert metadata.created == datetime(2024, 2, 29, 10, 15, tzinfo=timezone(timedelta(hours=3)))
    assert (metadata.pdf_version, metadata.page_count, metadata.language) == ("1.6", 2, "ar-EG")
    assert (metadata.is_tagged, metadata.is_encrypted) == (True, False)
    assert metadata.permissions == tarmim.Permissions()


@pytest.mark.parametrize(("said", "language"), [("fa", "fa"), ("zh-Hant-TW", "zh-Hant-TW"), ("x-own", "x-own")])
def test_a_language_is_a_tag(said: str, language: str) -> None:
    pdf = blank()
    pdf.Root.Lang = String(said)
    assert extracted(pdf).metadata.language == language


@pytest.mark.parametrize("said", ["Arabic (Egypt)", "ar_EG", "\u0639\u0631\u0628\u064a", "a", "ar-", "(ar)"])
def test_what_is_no_tag_of_a_language_is_not_said(said: str) -> None:
    pdf = blank()
    pdf.Root.Lang = String(said)
    assert extracted(pdf).metadata.language is None


def test_the_catalogue_s_version_counts_where_it_is_later() -> None:
    pdf = blank()
    pdf.Root.Version = Name("/2.0")
    assert extracted(pdf, force_version="1.4").metadata.pdf_version == "2.0"


def test_a_file_that_says_nothing() -> None:
    metadata = extracted(blank()).metadata
    assert (metadata.title, metadata.created, metadata.language, metadata.page_count) == (None, None, None, 1)


def test_page_count_is_that_of_the_file_whichever_pages_were_asked_for() -> None:
    document = tarmim.extract(saved(blank(3)), options=tarmim.Options(pages=(2,)))
    assert (len(document), document.metadata.page_count) == (1, 3)


@pytest.mark.parametrize("value", [Name.Title, 7, Array([1]), Dictionary(A=1)])
def test_a_title_that_is_no_string_is_none(value: Any) -> None:
    pdf = blank()
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=value, CreationDate=value))
    metadata = extracted(pdf).metadata
    assert (metadata.title, metadata.created) == (None, None)


@pytest.mark.parametrize("value", [7, Name.Info, Array([])])
def test_an_information_that_is_no_dictionary_says_nothing(value: Any) -> None:
    pdf = blank()
    pdf.trailer["/Info"] = value
    assert extracted(pdf).metadata.title is None


def test_nothing_in_a_title_acts_on_a_terminal() -> None:
    pdf = blank()
    pdf.docinfo["/Title"] = b"\xfe\xff" + "\x1ben\x1b A\x1b[31m\nB\u202e\u200cC\x85D".encode("utf-16-be")
    assert extracted(pdf).metadata.title == "A[31m B\u200cC D"


def test_a_title_is_not_as_long_as_a_file_may_be() -> None:
    pdf = blank()
    pdf.docinfo["/Title"] = String("x" * 1_000_000)
    title = extracted(pdf).metadata.title
    assert title is not None
    assert 1000 < len(title) < 10_000


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("D:19991231235959", datetime(1999, 12, 31, 23, 59, 59)),
        ("D:199912", datetime(1999, 12, 1)),
        ("19991231", datetime(1999, 12, 31)),
        ("D:19991231235959Z", datetime(1999, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("D:19991231235959Z00'00'", datetime(1999, 12, 31, 23, 59, 59, tzinfo=UTC)),
        (
            "D:19991231235959-03'30",
            datetime(1999, 12, 31, 23, 59, 59, tzinfo=timezone(-timedelta(hours=3, minutes=30))),
        ),
        ("1999-12-31T23:59:59+00:00", datetime(1999, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("D:19991301", None),
        ("D:19990229", None),
        ("D:19991231235959+99'00'", None),
        ("", None),
        ("D:1999 or so", None),
    ],
)
def test_dates(text: str, time: datetime | None) -> None:
    found = date_of(text)
    assert found == time
    assert found is None or time is None or found.utcoffset() == time.utcoffset()


@pytest.mark.parametrize(
    ("allowed", "expected"),
    [
        (pikepdf.Permissions(), tarmim.Permissions()),
        (pikepdf.Permissions(extract=False), tarmim.Permissions(extract=False)),
        (
            pikepdf.Permissions(print_lowres=False, print_highres=False, modify_other=False),
            tarmim.Permissions(print=False, modify=False),
        ),
        (
            pikepdf.Permissions(modify_annotation=False, modify_form=False),
            tarmim.Permissions(annotate=False),
        ),
    ],
)
def test_what_the_owner_permits_is_said_and_the_text_is_read(
    allowed: pikepdf.Permissions, expected: tarmim.Permissions
) -> None:
    encryption = pikepdf.Encryption(owner="owner", user="", R=4, allow=allowed)
    document = extracted(blank(), encryption=encryption)
    assert document.metadata.is_encrypted
    assert document.metadata.permissions == expected
    assert document.problems == ()


def test_bookmarks_are_a_tree_with_pages() -> None:
    pdf = blank(3)
    pages = [page.obj for page in pdf.pages]
    below = chain(pdf, [Dictionary(Title="1.1", Dest=Array([pages[1], Name.Fit]))])
    action = Dictionary(S=Name.GoTo, D=Array([pages[2], Name.XYZ, 0, 0, 0]))
    with_outline(
        pdf, [Dictionary(Title="1", Dest=Array([pages[0], Name.Fit]), First=below), Dictionary(Title="2", A=action)]
    )
    first, second = extracted(pdf).outline
    assert (first.title, first.level, first.page) == ("1", 1, 1)
    assert first.children == (tarmim.Bookmark("1.1", 2, 2),)
    assert second == tarmim.Bookmark("2", 1, 3)


def test_named_destinations_are_looked_up() -> None:
    """By a string in the name tree, some levels down; by a name in the dictionary of PDF 1.1."""
    pdf = blank(3)
    pages = [page.obj for page in pdf.pages]
    leaf = pdf.make_indirect(Dictionary(Names=Array([String("b"), Dictionary(D=Array([pages[1], Name.Fit]))])))
    other = pdf.make_indirect(Dictionary(Names=Array([String("a"), Array([pages[2], Name.Fit])])))
    kids = pdf.make_indirect(Dictionary(Kids=Array([other, leaf])))
    pdf.Root.Names = Dictionary(Dests=Dictionary(Kids=Array([kids])))
    pdf.Root.Dests = Dictionary(old=Array([pages[0], Name.Fit]))
    wanted = [String("a"), String("b"), Name.old, String("old"), Name.a]
    with_outline(pdf, [Dictionary(Title=str(k), Dest=name) for k, name in enumerate(wanted)])
    assert [entry.page for entry in extracted(pdf).outline] == [3, 2, 1, None, None]


def test_what_leads_to_no_page_of_the_file_has_none() -> None:
    pdf = blank(2)
    elsewhere = Dictionary(S=Name.GoToR, D=Array([0, Name.Fit]), F=String("other.pdf"))
    web = Dictionary(S=Name.URI, URI=String("https://example.org"))
    stray = pdf.make_indirect(Dictionary(Type=Name.Page))
    dests: list[Any] = [Array([stray]), Array([]), Array([9]), Array([1]), Array([True]), 5, Dictionary()]
    entries = [Dictionary(Title="a", A=elsewhere), Dictionary(Title="b", A=web), Dictionary(Title="c")]
    with_outline(pdf, [*entries, *(Dictionary(Title="d", Dest=dest) for dest in dests)])
    assert [entry.page for entry in extracted(pdf).outline] == [None] * 6 + [2] + [None] * 3


def test_an_outline_that_leads_back_to_itself_is_read_once() -> None:
    pdf = blank()
    last = pdf.make_indirect(Dictionary(Title="2"))
    first = pdf.make_indirect(Dictionary(Title="1", Next=last))
    last.Next, last.First = first, last
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=first))
    document = extracted(pdf)
    assert [entry.title for entry in document.outline] == ["1", "2"]
    assert document.file_problems == ("the outline leads back to itself: an entry is read once",)
    assert document.problems == ((0, document.file_problems[0]),)
    assert tarmim.inspect(saved(pdf)).problems == document.file_problems


def test_a_name_tree_that_leads_back_to_itself_ends() -> None:
    pdf = blank()
    node = pdf.make_indirect(Dictionary())
    node.Kids = Array([node, node])
    pdf.Root.Names = Dictionary(Dests=node)
    with_outline(pdf, [Dictionary(Title="1", Dest=String("a"))])
    assert [entry.page for entry in extracted(pdf).outline] == [None]


def test_floods_and_depths_are_bounded() -> None:
    wide = extracted(with_outline(blank(), [Dictionary(Title=str(k)) for k in range(12_000)]))
    assert len(wide.outline) == 10_000
    assert re.search("10,000 entries", wide.file_problems[0])
    pdf = blank()
    node = pdf.make_indirect(Dictionary(Title="deepest"))
    for _ in range(2000):
        node = pdf.make_indirect(Dictionary(Title="above", First=node))
    deep = extracted(with_outline(pdf, [node]))
    depth, entries = 0, deep.outline
    while entries:
        depth, entries = depth + 1, entries[0].children
    assert depth == 32
    assert re.search("32 levels", deep.file_problems[0])


@pytest.mark.parametrize("value", [7, Name.First, Array([Array([])]), String("x")])
def test_an_outline_of_another_kind_is_none(value: Any) -> None:
    pdf = blank()
    pdf.Root.Outlines = value
    document = extracted(pdf)
    assert (document.outline, document.problems) == ((), ())
    pdf.Root.Outlines = Dictionary(First=value)
    assert extracted(pdf).outline == ()
