"""Files: what opens, what is refused and how, what a page says of itself."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Stream

from tarmim.errors import ExitCode, InputError, PasswordError, PdfError, TarmimError
from tarmim.pdf.document import open_document
from tarmim.pdf.objects import text_string
from tests.unit.pdf.made import form, made, read, saved, simple_font, text

SHOW = b"BT /F1 10 Tf 20 20 Td (ab) Tj ET"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"plain text", "not a PDF"),
        (b"%PDF-1.4\ngarbage", "beyond mending"),
        (b"%PDF-", "beyond mending"),
    ],
)
def test_what_is_no_pdf(content: bytes, words: str) -> None:
    with pytest.raises(PdfError, match=words) as caught:
        open_document(content)
    assert caught.value.exit_code == ExitCode.PDF
    assert caught.value.hint


def test_a_path(tmp_path: Path) -> None:
    path = tmp_path / "one.pdf"
    path.write_bytes(made(SHOW))
    with open_document(path) as document:
        assert text(document.page(0)) == "ab"
    with open_document(str(path)) as document:
        assert document.page_count == 1
    for wrong in (tmp_path / "missing.pdf", tmp_path):
        with pytest.raises(InputError):
            open_document(wrong)


def test_there_is_no_such_page() -> None:
    with open_document(made(SHOW)) as document:
        for number in (-1, 1):
            with pytest.raises(IndexError):
                document.page(number)


@pytest.mark.parametrize("revision", [3, 4, 6])
def test_encrypted_files(revision: int) -> None:
    settings = {"R": revision, "aes": revision >= 4, "metadata": revision >= 4}
    locked = saved(pikepdf.open(BytesIO(made(SHOW))), encryption=Encryption(owner="o", user="secret", **settings))  # type: ignore[arg-type]
    for password in (None, "wrong"):
        with pytest.raises(PasswordError) as caught:
            open_document(locked, password=password)
        assert caught.value.exit_code == ExitCode.PASSWORD
    for password in ("secret", "o"):
        assert text(read(locked, password=password)) == "ab"
    free = saved(pikepdf.open(BytesIO(made(SHOW))), encryption=Encryption(owner="o", user="", **settings))  # type: ignore[arg-type]
    with open_document(free) as document:
        assert (document.is_encrypted, text(document.page(0))) == (True, "ab")


@pytest.mark.parametrize(
    ("entries", "box", "rotation", "unit"),
    [
        ({}, (0, 0, 200, 200), 0, 1),
        ({"Rotate": 90}, (0, 0, 200, 200), 90, 1),
        ({"Rotate": -90}, (0, 0, 200, 200), 270, 1),
        ({"UserUnit": 2.5}, (0, 0, 200, 200), 0, 2.5),
        ({"CropBox": Array([10, 20, 100, 300])}, (10, 20, 100, 200), 0, 1),
        ({"CropBox": Array([500, 500, 600, 600])}, (0, 0, 200, 200), 0, 1),
        ({"MediaBox": Array([100, 100, 0, 0])}, (0, 0, 100, 100), 0, 1),
        ({"MediaBox": Array([])}, (0, 0, 612, 792), 0, 1),
    ],
)
def test_the_frame_of_a_page(entries: dict[str, object], box: tuple[float, ...], rotation: int, unit: float) -> None:
    page = read(made(SHOW, page=entries))
    assert (page.box, page.rotation, page.unit) == (box, rotation, unit)
    assert page.glyphs.origins.tolist()[0] == [20, 20]


def test_what_a_document_says_of_itself() -> None:
    pdf = pikepdf.new()
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    with open_document(made(SHOW, pdf)) as document:
        assert (document.is_tagged, document.is_encrypted) == (True, False)


def test_a_truncated_file_is_mended() -> None:
    pdf = pikepdf.new()
    whole = made(SHOW + b"\n" * 10, pdf)
    assert text(read(whole[: whole.rindex(b"xref")])) == "ab"


def test_a_page_that_fails_leaves_the_others() -> None:
    pdf = pikepdf.new()
    made(SHOW, pdf)
    made(SHOW, pdf)
    bad = Stream(pdf, b"")
    bad.write(b"not deflated", filter=Name.FlateDecode)
    pdf.pages[0].obj.Contents = bad
    with open_document(saved(pdf)) as document:
        first, second = document.pages()
    assert first.problems
    assert len(first.glyphs) == 0
    assert (text(second), second.problems) == ("ab", ())


def test_a_page_without_resources_or_contents() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    page = read(saved(pdf))
    assert (len(page.glyphs), page.problems) == (0, ())


def test_an_array_that_holds_itself() -> None:
    pdf = pikepdf.new()
    knot = pdf.make_indirect(Array([]))
    knot.append(knot)
    content = made(SHOW, pdf, Font=Dictionary(F1=simple_font()), ColorSpace=Dictionary(C=knot))
    assert text(read(content)) == "ab"


def lzw(content: bytes) -> bytes:
    """LZW that clears its table before every hundred letters, so that all codes have nine bits."""
    codes = [code for k in range(0, len(content), 100) for code in (256, *content[k : k + 100])]
    bits = "".join(f"{code:09b}" for code in [*codes, 257])
    return int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")


def by_hand(filters: bytes, stream: bytes) -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Courier>>endobj\n4 0 obj<</Filter" + filters
        + b"/Length " + str(len(stream)).encode() + b">>stream\n" + stream
        + b"\nendstream endobj\ntrailer<</Root 1 0 R>>"
    )  # fmt: skip


@pytest.mark.parametrize("filters", [b"/LZWDecode", b"[/ASCIIHexDecode/LZWDecode]", b"[/FlateDecode/LZWDecode]"])
def test_lzw(filters: bytes) -> None:
    packed = lzw(b"BT /F1 10 Tf (" + b"abc" * 50 + b") Tj ET")
    packed = (
        packed.hex().encode() + b">" if b"Hex" in filters else zlib.compress(packed) if b"Fl" in filters else packed
    )
    page = read(by_hand(filters, packed))
    assert (text(page), page.problems) == ("abc" * 50, ())


def lzw_bomb() -> bytes:
    """Each code stands for one letter more than the last: 4 MB of codes would be 5 GB of blanks."""
    bits = []
    for first in (9, *[12] * 60):
        bits.append(f"{256:0{first}b}{32:09b}")
        bits += [f"{code:0{max(9, (code + 1).bit_length())}b}" for code in range(258, 4093)]
    whole = "".join(bits)
    return int(whole.ljust(-(-len(whole) // 8) * 8, "0"), 2).to_bytes(-(-len(whole) // 8), "big")


def test_an_lzw_bomb() -> None:
    start = time.process_time()
    page = read(by_hand(b"[/ASCIIHexDecode/LZWDecode]", lzw_bomb().hex().encode() + b">"))
    assert "limit" in page.problems[0].message
    assert time.process_time() - start < 1


def flate_bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b" " * (1 << 20)) for _ in range(megabytes)) + packer.flush()


def bomb(name: str) -> bytes:
    pdf = pikepdf.new()
    if name == "flate":
        content = made(b"", pdf)
        stream = Stream(pdf, b"")
        stream.write(flate_bomb(517), filter=Name.FlateDecode)
        pdf.pages[0].obj.Contents = stream
        content = saved(pdf)
    elif name == "forms":
        drawing = form(pdf, b"")
        for _ in range(20_000):
            drawing = form(pdf, b"/X Do", Resources=Dictionary(XObject=Dictionary(X=drawing)))
        content = made(b"/X Do", pdf, XObject=Dictionary(X=drawing))
    elif name == "ten to the twentieth forms":
        drawing = form(pdf, b"")
        for _ in range(20):
            drawing = form(pdf, b"/X Do " * 10, Resources=Dictionary(XObject=Dictionary(X=drawing)))
        content = made(b"/X Do", pdf, XObject=Dictionary(X=drawing))
    else:
        content = made(
            {
                "saves": b"q " * 1_000_000,
                "parentheses": b"(" * 300_000,
                "images": b"BI ID " * 100_000,
                "a string": b"/F1 9 Tf (" + b"a" * 50_000_000 + b") Tj (a) Tj",
            }[name],
            pdf,
        )
    return content


@pytest.mark.parametrize(
    "name", ["flate", "forms", "ten to the twentieth forms", "saves", "parentheses", "images", "a string"]
)
def test_bombs(name: str) -> None:
    content = bomb(name)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    read(content)
    assert time.process_time() - start < (4 if name == "a string" else 1.5)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 << 10


def test_text_strings() -> None:
    assert text_string(b"\x18\x80\xa0A\xe9") == "\u02d8\u2022\u20acA\u00e9"
    assert text_string(b"\xff\xfe\x44\x06") == text_string(b"\xfe\xff\x06\x44") == "\u0644"


def test_importing_loads_nothing_heavy() -> None:
    code = "import sys, tarmim.pdf.document; print([name for name in ('numpy', 'pikepdf') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_errors_are_tarmim_errors() -> None:
    assert issubclass(PasswordError, PdfError)
    assert issubclass(PdfError, InputError)
    assert issubclass(PdfError, TarmimError)
