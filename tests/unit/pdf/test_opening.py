"""Where a file comes from, what opens it, and what is done where it is damaged."""

from __future__ import annotations

import re
import warnings
from io import BytesIO, StringIO
from pathlib import Path
from typing import Literal

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Pdf

from tarmim.errors import InputError, PasswordError, PdfError
from tarmim.pdf.document import open_document
from tarmim.pdf.losses import missing_objects
from tarmim.pdf.mending import encryption_handler, mended
from tarmim.pdf.objects import Dictionary as Objects
from tarmim.pdf.objects import inherited
from tarmim.pdf.passwords import prepared
from tests.unit.pdf.made import composite_font, made, origins, read, saved, simple_font, text

SHOW = b"BT /F1 10 Tf 20 20 Td (ab) Tj ET"


def plain(content: bytes = SHOW, **settings: object) -> bytes:
    """A file of one page as it is written, no object stream, nothing packed."""
    with Pdf.open(BytesIO(made(content))) as pdf:
        return saved(
            pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized, **settings,
        )  # fmt: skip


def several(count: int) -> bytes:
    pdf = pikepdf.new()
    for k in range(count):
        made(b"BT /F1 10 Tf 20 20 Td (%c) Tj ET" % (ord("a") + k), pdf)
    return saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)


def texts(content: bytes) -> list[str]:
    with open_document(content) as document:
        return [text(page) for page in document.pages()]


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview, BytesIO])
def test_bytes_of_any_kind(kind: type) -> None:
    with open_document(kind(plain())) as document:
        assert text(document.page(0)) == "ab"


def test_a_file_object_is_read_and_not_closed(tmp_path: Path) -> None:
    path = tmp_path / "one.pdf"
    path.write_bytes(plain())
    with path.open("rb") as file:
        with open_document(file) as document:
            assert text(document.page(0)) == "ab"
        assert not file.closed
    with path.open("rb") as file:
        file.seek(0, 2)
        with pytest.raises(PdfError, match=r"one\.pdf is empty"):
            open_document(file)
    with pytest.raises(InputError, match="no bytes"):
        open_document(StringIO("%PDF-1.4"))  # type: ignore[arg-type]


def test_a_password_for_a_file_that_needs_none_warns_of_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert text(read(plain(), password="word")) == "ab"


def test_passwords_are_prepared() -> None:
    lam_alef, apart = "\ufefb", "\u0644\u0627"
    locked = saved(Pdf.open(BytesIO(plain())), encryption=Encryption(owner="o", user=apart, R=6))
    for word in (lam_alef, apart, "\u0644\u00ad\u0627"):
        assert text(read(locked, password=word)) == "ab"
    raw = saved(Pdf.open(BytesIO(plain())), encryption=Encryption(owner="o", user=lam_alef, R=6))
    assert text(read(raw, password=lam_alef)) == "ab"
    with pytest.raises(PasswordError):
        read(raw, password=apart)


@pytest.mark.parametrize(
    ("password", "expected"),
    [("I\u00adX", "IX"), ("user", "user"), ("USER", "USER"), ("\u00aa", "a"), ("\u2168", "IX")],
)
def test_examples_of_rfc_4013(password: str, expected: str) -> None:
    assert prepared(password) == expected


def test_a_handler_that_is_not_known_is_named() -> None:
    locked = saved(Pdf.open(BytesIO(plain())), encryption=Encryption(owner="o", user="", R=4)).replace(
        b"/Filter /Standard", b"/Filter /Acme.Loc"
    )
    with pytest.raises(PdfError, match=r"encrypted by the handler Acme\.Loc, which is not supported"):
        open_document(locked)
    assert encryption_handler(b"no encryption") == ""


def test_no_pages_is_an_error() -> None:
    with pytest.raises(PdfError, match="no pages"):
        open_document(saved(pikepdf.new()))


@pytest.mark.parametrize(
    ("damage", "by"),
    [
        (rb"%PDF", b"%XXX"),
        (rb"trailer", b"trailxr"),
        (rb"startxref", b"startxxxx"),
        (rb"xref\n0", b"xxxx\n0"),
        (rb"/Root", b"/Ruut"),
        (rb"/Type /Catalog", b"/Typo /Catalog"),
        (rb"/Pages (\d+ 0 R)", b"/Pagos 9 0 R"),
        (rb"/Kids \[.*?\]", b"/Kids 7"),
        (rb"/Kids \[.*?\]", b"/Kids [ ]"),
        (rb"/Type /Pages", b"/Type /Pagez"),
        (rb"/Length \d+", b"/Length 99999999999999999999"),
        (rb"/Length \d+", b"/Length -5"),
        (rb"/Length \d+", b"/Length 3"),
        (rb"/Length \d+", b"/Length 77 0 R"),
        (rb"/Length \d+", b""),
        (rb"endstream", b"endstrxxx"),
        (rb"/BaseFont /", b"/BaseFont [ /"),
    ],
)
def test_damaged_words_of_structure(damage: bytes, by: bytes) -> None:
    whole = plain()
    broken = re.sub(damage, by, whole)
    assert broken != whole
    assert texts(broken) == ["ab"]


def test_mending_is_told_of() -> None:
    broken = re.sub(rb"/Length \d+", b"/Length 99999999999999999999", plain())
    with open_document(broken) as document:
        assert text(document.page(0)) == "ab"
        assert "put together anew" in document.problems[0]
    with open_document(plain()) as document:
        assert document.problems == ()


def page_after_page(content: bytes) -> bytes:
    """The objects of a file in the order of its pages, each page's content behind it, catalogue and tree at the end."""
    objects = re.findall(rb"\d+ 0 obj\n.*?endobj\n", content, re.DOTALL)
    pages = [one for one in objects if b"/Type /Page " in one]
    wanted = [re.search(rb"/Contents (\d+ 0) R", page) for page in pages]
    contents = [next(one for one in objects if found and one.startswith(found[1] + b" obj")) for found in wanted]
    others = [one for one in objects if one not in pages and one not in contents]
    return b"".join((b"%PDF-1.7\n", *(page + content for page, content in zip(pages, contents, strict=True)), *others))


@pytest.mark.parametrize("count", [1, 4, 8])
def test_a_file_cut_off_gives_its_first_pages(count: int) -> None:
    letters = "abcdefghi"
    whole = page_after_page(several(len(letters)))
    broken = whole[: whole.index(f"({letters[count]})".encode())]
    assert "".join(texts(broken)) == letters[:count]


def test_pages_that_the_tree_has_lost_come_back() -> None:
    pdf = pikepdf.new()
    for letter in (b"a", b"b", b"c"):
        made(b"BT /F1 10 Tf (" + letter + b") Tj ET", pdf)
    whole = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    kids = re.search(rb"/Kids \[ (\d+ 0 R) (\d+ 0 R) (\d+ 0 R) \]", whole)
    assert kids
    lost = whole.replace(kids[0], b"/Kids [ %b     0    %b ]" % (kids[1], kids[3]))
    assert sorted(texts(lost)) == ["a", "b", "c"]
    assert "".join(texts(whole)) == "abc"


def tree(pages: int, nodes: dict[str, bytes]) -> bytes:
    """A file of `several` pages whose tree is written anew: N1 N2 … are its nodes, the first the top, P1 P2 … pages."""
    whole = several(pages)
    numbers = {f"P{k + 1}": int(found) for k, found in enumerate(re.findall(rb"(\d+) 0 R", _kids(whole)))}
    numbers |= {name: 900 + k for k, name in enumerate(nodes)}
    written = b""
    for name, node in nodes.items():
        entries = re.sub(rb"\b[NP]\d+\b", lambda match: b"%d 0 R" % numbers[match[0].decode()], node)
        written += b"%d 0 obj << /Type /Pages %b >> endobj\n" % (numbers[name], entries)
    changed = re.sub(rb"/Pages \d+ 0 R", b"/Pages 900 0 R", whole)
    return written.join(changed.rpartition(b"xref\n0")[::2])  # without its table all objects are looked for


def _kids(whole: bytes) -> bytes:
    found = re.search(rb"/Kids \[([^\]]*)\]", whole)
    assert found
    return found[1]


TREES = {
    "a node among its own kids": {"N1": b"/Count 3 /Kids [ N1 P3 P1 P2 ]"},
    "kids that lead back": {"N1": b"/Count 3 /Kids [ P3 N2 P2 ]", "N2": b"/Count 1 /Kids [ P1 N1 ]"},
    "a tree of 300 levels": {
        **{f"N{k}": b"/Count 3 /Kids [ N%d ]" % (k + 1) for k in range(1, 301)},
        "N301": b"/Count 3 /Kids [ P3 P1 P2 ]",
    },
}


@pytest.mark.parametrize("nodes", TREES.values(), ids=TREES)
def test_trees_in_loops_or_too_deep(nodes: dict[str, bytes]) -> None:
    """qpdf refuses them; each page is read once, in the order of the tree."""
    content = tree(3, nodes)
    with pytest.raises(pikepdf.PdfError):
        Pdf.open(BytesIO(content))
    with open_document(content) as document:
        assert "put together anew" in document.problems[0]
        assert [text(page) for page in document.pages()] == ["c", "a", "b"]


def test_what_hundreds_of_levels_hand_down() -> None:
    """The font stands at the top of a tree of 300 levels; a page whose nodes lead back to themselves has none."""
    pdf = Pdf.open(BytesIO(plain()))
    top = node = pdf.make_indirect(Dictionary(Resources=pdf.pages[0].obj.Resources))
    for _ in range(300):
        node = pdf.make_indirect(Dictionary(Parent=node))
    page = pdf.pages[0].obj
    del page["/Resources"]
    page.Parent = node
    assert inherited(Objects(page), "Resources") is not None
    del top["/Resources"]
    top.Parent = node
    assert inherited(Objects(page), "Resources") is None


def test_objects_in_object_streams_are_found() -> None:
    packed = saved(Pdf.open(BytesIO(plain())), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"/ObjStm" in packed
    broken = packed.replace(b"startxref", b"startxxxx").replace(b"/Type /XRef", b"/Type /XXXX")
    assert texts(broken) == ["ab"]


def test_a_block_of_objects_inside_a_stream() -> None:
    """A block that was moved: the font lies inside another object's stream."""
    pdf = pikepdf.new()
    whole = saved(
        Pdf.open(BytesIO(made(SHOW, pdf, Font=Dictionary(F1=pdf.make_indirect(simple_font()))))),
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    font = re.search(rb"\d+ 0 obj\n<< /BaseFont.*?endobj\n", whole, re.DOTALL)
    assert font
    without = whole.replace(font[0], b"")
    moved = without.replace(
        b"xref\n0",
        b"88 0 obj\n<< /Length %d >>\nstream\n" % len(font[0]) + font[0] + b"\nendstream\nendobj\nxref\n0",
        1,
    )
    assert texts(moved) == ["ab"]


def test_a_list_of_widths_that_is_cut_costs_the_widths_behind_the_cut() -> None:
    """The object with the list has no end, so qpdf has no CIDFont; lost widths are half an em, not a whole one."""
    pdf = pikepdf.new()
    font = composite_font(pdf, to_unicode=b"1 beginbfrange <0001> <0003> <0061> endbfrange")
    del font.DescendantFonts[0]["/DW"]
    show = b"BT /F1 10 Tf 20 20 Td <000100020003> Tj ET"
    whole = saved(
        Pdf.open(BytesIO(made(show, pdf, Font=Dictionary(F1=pdf.make_indirect(font))))),
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    cut = re.sub(rb"(/W \[ 1 \[ 250) 500 750 \] \] >>", rb"\1", whole)
    assert cut != whole
    page = read(cut)
    assert (text(page), page.problems) == ("abc", ())
    assert origins(page) == [(20, 20), (22.5, 20), (27.5, 20)]


def test_encrypted_files_are_mended_too() -> None:
    locked = saved(
        Pdf.open(BytesIO(plain())), encryption=Encryption(owner="o", user="secret", R=4),
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )  # fmt: skip
    broken = (
        locked.replace(b"xref\n0", b"xxxx\n0")
        .replace(b"trailer", b"trailxr")
        .replace(b"/Type /Catalog", b"/Typo /Catalog")
    )
    assert text(read(broken, password="secret")) == "ab"
    with pytest.raises(PasswordError):
        open_document(broken)


def test_the_last_object_of_a_number_counts() -> None:
    changed = plain().replace(b"%%EOF", b"") + b"\n4 0 obj\n<< >>\nendobj\n"
    found = mended(plain() + plain(SHOW.replace(b"ab", b"cd")))
    assert found is not None
    assert texts(found) == ["cd"]
    assert mended(b"1 0 obj << >> endobj") is None
    assert mended(changed) is not None


def test_an_embedded_file_is_no_part_of_the_document() -> None:
    pdf = Pdf.open(BytesIO(plain()))
    inner = several(3)
    pdf.attachments["inner.pdf"] = pikepdf.AttachedFileSpec(pdf, inner)
    whole = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    found = mended(whole)
    assert found is not None
    assert texts(found) == ["ab"]


NAMES = (b"F1", b"F#20a", b"F\xe9", b"F\xd9\x84", b"F\x1b", b"F#zz", b"F#")


@pytest.mark.parametrize("name", NAMES)
def test_names_as_bytes(name: bytes) -> None:
    whole = plain(SHOW.replace(b"/F1", b"/QQ")).replace(b"/QQ", b"/" + name).replace(b"/F1 ", b"/" + name + b" ")
    assert texts(whole) == ["ab"]


def test_a_missing_name_is_washed() -> None:
    page = read(made(b"BT /F#1b[31m 10 Tf (a) Tj /F#1b#5b31m#0a#e2#80#ae 10 Tf (a) Tj /" + b"x" * 300 + b" 9 Tf ET"))
    assert len(page.problems) >= 2
    for problem in page.problems:
        assert problem.message.isprintable()
        assert len(problem.message) < 120


def test_numbers_that_no_page_can_mean_cost_themselves() -> None:
    huge = "9" * 400
    for key, value in (
        ("/Rotate", huge), ("/UserUnit", huge), ("/MediaBox", f"[0 0 {huge} 200]"), ("/CropBox", f"[{huge} 0 9 9]"),
    ):  # fmt: skip
        whole = re.sub(rb"/Type /Page ", b"/Type /Page " + f"{key} {value} ".encode(), plain())
        assert texts(whole) == ["ab"]
    for before in ("N 0 0 1 0 0 cm", "1 0 0 1 N 0 cm", "N Tc", "N Tw", "-N Tz", "N w", "N 0 9 9 re f", "[N] 0 d"):
        page = read(made(before.replace("N", huge).encode() + b"\n" + SHOW))
        assert text(page) == "ab"
        assert abs(page.glyphs.origins).max() <= 1e9


def test_array_numbers_are_bounded() -> None:
    pdf = Pdf.open(BytesIO(plain()))
    pdf.Root.Z = Array([1, 2])
    whole = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable).replace(
        b"[ 1 2 ]", b"[ 1 " + b"8" * 400 + b" ]"
    )
    from tarmim.pdf.objects import Dictionary as Ours

    content = mended(whole)
    assert content is not None
    with Pdf.open(BytesIO(content)) as file:
        assert Ours(file.Root).numbers("Z") == [1.0, 0.0]
    with Pdf.open(BytesIO(whole.replace(b"8" * 400, b"9" * 17))) as file:
        assert Ours(file.Root).numbers("Z") == [1.0, 0.0]


@pytest.mark.parametrize("value", [b"99 0 R", b"[ 99 0 R ]", b"3 0 R", b"[ [ [ [ [ [ 4 0 R ] ] ] ] ] ]"])
def test_content_that_is_none_is_a_problem(value: bytes) -> None:
    broken = re.sub(rb"/Contents \d+ 0 R", b"/Contents " + value, plain())
    page = read(broken)
    assert len(page.glyphs) == 0
    assert "content" in page.problems[-1].message


def test_arrays_of_content_may_nest_a_little() -> None:
    assert texts(re.sub(rb"/Contents (\d+ 0 R)", rb"/Contents [ [ \1 ] ]", plain())) == ["ab"]


def test_a_page_without_content_is_no_problem() -> None:
    for value in (b"", b"/Contents [ ]", b"/Contents null"):
        assert read(re.sub(rb"/Contents \d+ 0 R", value, plain())).problems == ()


def test_a_reading_whose_content_is_none_is_not_the_better_one() -> None:
    """An object cannot be read, and objects of an older state of the file, which nothing names, lie behind it."""
    whole = plain()
    contents = re.search(rb"/Contents (\d+) 0 R", whole)
    assert contents
    old = b"%b 0 obj << /Type /ObjStm >> endobj\n77 0 obj << /X 99999999999999999999999 >> endobj\n" % contents[1]
    with Pdf.open(BytesIO(whole)) as pdf:
        assert missing_objects([page.obj for page in pdf.pages]) == 0
    with Pdf.open(BytesIO(mended(whole + old) or b"")) as pdf:
        assert missing_objects([page.obj for page in pdf.pages]) == 1


def locked(password: str, revision: Literal[4, 6]) -> bytes:
    with Pdf.open(BytesIO(made(SHOW))) as pdf:
        return saved(pdf, encryption=Encryption(owner="o", user=password, R=revision))


@pytest.mark.parametrize("password", ["\u20ac", "\ufb01", "\u2022\u0160"])
def test_passwords_of_old_files_are_in_pdf_doc_encoding(password: str) -> None:
    written = bytes({"\u20ac": 0xA0, "\ufb01": 0x93, "\u2022": 0x80, "\u0160": 0x97}[one] for one in password)
    content = locked(password, 4)
    assert Pdf.open(BytesIO(content), password=written).is_encrypted
    with open_document(content, password=password) as document:
        assert document.is_encrypted


@pytest.mark.parametrize("password", ["\ud800", "\udcff\udcfe", "user\0"])
@pytest.mark.parametrize("revision", [4, 6])
def test_a_password_that_cannot_be_one_is_wrong(password: str, revision: Literal[4, 6]) -> None:
    content = locked("user", revision)
    with pytest.raises(PasswordError):
        open_document(content, password=password)
