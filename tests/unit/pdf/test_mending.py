"""Files put together anew from their objects: what is missing, nested too deep or made to cost costs itself."""

from __future__ import annotations

import re
import time
import zlib

import pikepdf
import pytest

from tarmim.pdf.brackets import balanced, without_overflow
from tarmim.pdf.document import open_document
from tarmim.pdf.mending import mended
from tests.unit.pdf.made import made, saved, text

SHOW = b"BT /F1 10 Tf (ab) Tj ET"


def plain() -> bytes:
    pdf = pikepdf.new()
    made(SHOW, pdf)
    return saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def without(content: bytes, what: bytes) -> bytes:
    """A file without the one object that holds something, and without its table."""
    objects: list[bytes] = re.findall(rb"\d+ 0 obj\n.*?endobj\n", content, re.DOTALL)
    kept = [one for one in objects if what not in one]
    assert len(kept) == len(objects) - 1
    root = re.search(rb"/Root \d+ 0 R", content)
    assert root
    return b"%PDF-1.7\n" + b"".join(kept) + b"trailer << " + root[0] + b" >>\n"


def texts(content: bytes) -> list[str]:
    with open_document(content) as document:
        assert "put together anew" in document.problems[0]
        return [text(page) for page in document.pages()]


def test_a_catalogue_whose_tree_is_gone_leads_to_the_pages_found() -> None:
    assert texts(without(plain(), b"/Type /Pages")) == ["ab"]


def test_a_tree_without_kids_has_the_pages_found() -> None:
    assert texts(re.sub(rb"/Kids \[[^\]]*\]", b"", plain())) == ["ab"]


def test_a_page_in_place_of_the_tree() -> None:
    content = plain()
    page = re.search(rb"/Kids \[ (\d+ 0 R) \]", content)
    assert page
    changed = re.sub(rb"/Pages \d+ 0 R", b"/Pages " + page[1], content)
    assert texts(without(changed, b"/Type /Pages")) == ["ab"]


@pytest.mark.parametrize(("opening", "closing"), [(b"[", b"]"), (b"<</A", b">>")])
def test_a_value_nested_beyond_what_qpdf_takes_costs_itself(opening: bytes, closing: bytes) -> None:
    for depth in (600, 5000):
        deep = opening * depth + b" 1 " + closing * depth
        assert texts(plain().replace(b"/Type /Page ", b"/Type /Page /X " + deep)) == ["ab"]


def test_brackets_are_closed_and_strings_left_alone() -> None:
    assert balanced(b"<< /A [1 2 /B (a]) >>") == b"<< /A  1 2 /B (a]) >>"
    assert balanced(b"<< /A [1 2 >>") == b"<< /A [1 2 ]>>"
    assert balanced(b"<< /A (never closed >> ]") == b"<< /A (never closed >>  "
    assert balanced(rb"<< /A (\() /B [ (\)) ] >>") == rb"<< /A (\() /B [ (\)) ] >>"


def test_numbers_no_integer_holds_are_naught_outside_strings() -> None:
    many = b"9" * 30
    assert without_overflow(b"[ %b (%b) <%b> ]" % (many, many, many)) == b"[ 0 (%b) <%b> ]" % (many, many)
    assert without_overflow(b"[ (open %b (%b) ]" % (many, many)) == b"[ (open 0 (%b) ]" % many


PAGE = b"1 0 obj <</Type/Page>> endobj\n"
COSTLY = {
    "escapes in a string without an end": b"9 0 obj (" + rb"\(" * 300_000,
    "escapes before strings too deep": b"9 0 obj (" + rb"\(" * 300_000 + b"((((",
    "parentheses": b"9 0 obj " + b"(" * 600_000,
    "arrays in a dictionary that ends": b"9 0 obj <<" + b"[" * 300_000 + b">>",
    "identities without an end": b"9 0 obj " + b"/ID[" * 150_000,
    "filters without an end": b"9 0 obj <</Type/ObjStm/N 1/First 1" + b"/Filter[" * 75_000 + b"\nstream\nx endstream",
}


@pytest.mark.parametrize("costly", COSTLY.values(), ids=COSTLY)
def test_mending_is_linear(costly: bytes) -> None:
    start = time.process_time()
    assert mended(PAGE + costly) is not None
    assert time.process_time() - start < 2.0


def test_pages_that_name_a_content_are_looked_for_in_one_go() -> None:
    content = b"%PDF-1.7\n" + b"".join(b"%d 0 obj <</Type/Page /Contents 9999999>> " % k for k in range(10, 3000))
    start = time.process_time()
    with open_document(content + b"endobj\n") as document:
        assert document.page_count > 1
    assert time.process_time() - start < 2.0


def test_object_streams_are_unpacked_within_a_budget() -> None:
    """Members that overlap, and streams that are bombs."""
    overlapping = b"".join(b"%d %d " % (k, 0 if k % 2 else 30_000_000) for k in range(10, 2000))
    packed = zlib.compress(overlapping + b" " * (40_000_000 - len(overlapping)) + b"1" * 10)
    stream = b" 0 obj <</Type/ObjStm/N 1990/First %d/Filter/FlateDecode>>\nstream\n%b\nendstream endobj\n"
    bombs = b"".join(b"%d" % k + stream % (len(overlapping), packed) for k in range(3000, 3012))
    start = time.process_time()
    found = mended(PAGE + bombs)
    assert found is not None
    assert len(found) < 100 << 20
    assert time.process_time() - start < 4.0
