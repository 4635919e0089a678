"""The filters of streams: what they undo, what is left of damaged ones, and what they cost."""

from __future__ import annotations

import base64
import random
import resource
import time
import zlib
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tarmim.pdf.decoded import Decoded, Parameters
from tarmim.pdf.filters import decode
from tests.unit.pdf.packers import PACKERS, lzw, png_rows, run_lengths

LIMIT = 64 << 20
CONTENT = b"BT /F1 10 Tf 20 20 Td (" + bytes(range(256)).replace(b"(", b"") + b"\0" * 9 + b"aaaa" * 99 + b") Tj ET"
ABBREVIATIONS = {
    "FlateDecode": "Fl", "LZWDecode": "LZW", "ASCII85Decode": "A85", "ASCIIHexDecode": "AHx", "RunLengthDecode": "RL",
}  # fmt: skip


def undone(packed: bytes, *names: str, **parameters: int) -> Decoded:
    return decode(packed, [(name, Parameters(**parameters)) for name in names], limit=LIMIT)


def packed_by(content: bytes, names: tuple[str, ...]) -> bytes:
    for name in reversed(names):
        content = PACKERS[name](content)
    return content


@pytest.mark.parametrize("name", PACKERS)
@pytest.mark.parametrize("content", [b"a", CONTENT, bytes(5), bytes(70_000), random.Random(1).randbytes(30_001)])
def test_each_filter(name: str, content: bytes) -> None:
    assert undone(PACKERS[name](content), name) == Decoded(content)
    if name in ABBREVIATIONS:
        assert undone(PACKERS[name](content), ABBREVIATIONS[name]) == Decoded(content)


@pytest.mark.parametrize("names", [*permutations(PACKERS, 2), *permutations(PACKERS, 3)])
def test_chains(names: tuple[str, ...]) -> None:
    assert undone(packed_by(CONTENT, names), *names) == Decoded(CONTENT)


@settings(max_examples=50)
@given(st.binary(min_size=1, max_size=2000), st.lists(st.sampled_from(sorted(PACKERS)), max_size=8))
def test_what_is_packed_comes_back(content: bytes, names: list[str]) -> None:
    chain = tuple(names)
    assert undone(packed_by(content, chain), *chain, "Crypt") == Decoded(content)


@pytest.mark.parametrize("early", [0, 1])
def test_lzw_codes_that_grow_early_and_late(early: int) -> None:
    content = random.Random(2).randbytes(9_000)
    assert undone(lzw(content, early=early), "LZWDecode", early_change=early) == Decoded(content)
    assert undone(lzw(content, early=early), "LZWDecode", early_change=1 - early).content != content


@pytest.mark.parametrize("kinds", [[0], [1], [2], [3], [4], [0, 1, 2, 3, 4], [4, 4, 2, 2, 1]])
@pytest.mark.parametrize(("colours", "bits", "columns"), [(1, 8, 7), (3, 8, 5), (4, 16, 3), (1, 1, 20), (1, 8, 400)])
@pytest.mark.parametrize("name", ["FlateDecode", "LZWDecode"])
def test_png_predictors(name: str, kinds: list[int], colours: int, bits: int, columns: int) -> None:
    content = random.Random(3).randbytes(503)
    rows = png_rows(content, kinds, pixel=max(1, colours * bits // 8), width=-(-colours * bits * columns // 8))
    chosen = {"predictor": 15, "colours": colours, "bits": bits, "columns": columns}
    assert undone(PACKERS[name](rows), name, **chosen) == Decoded(content)


def test_a_png_row_of_no_kind_is_left_as_it_is() -> None:
    decoded = undone(zlib.compress(b"\x02ab\x09cd\x02\1\1"), "FlateDecode", predictor=12, columns=2)
    assert decoded.content == b"abcdde"
    assert "predictor" in decoded.problem


@pytest.mark.parametrize(("bits", "colours", "columns"), [(8, 1, 4), (8, 3, 4), (16, 1, 5), (16, 2, 5)])
def test_tiff_predictors(bits: int, colours: int, columns: int) -> None:
    size = bits // 8
    numbers = random.Random(4)
    rows = [[numbers.randrange(1 << bits) for _ in range(columns * colours)] for _ in range(6)]
    differences = [
        [(row[k] - (row[k - colours] if k >= colours else 0)) % (1 << bits) for k in range(len(row))] for row in rows
    ]
    plain, predicted = (
        b"".join(one.to_bytes(size, "big") for row in table for one in row) for table in (rows, differences)
    )
    chosen = {"predictor": 2, "bits": bits, "colours": colours, "columns": columns}
    assert undone(zlib.compress(predicted), "FlateDecode", **chosen) == Decoded(plain)


@pytest.mark.parametrize("damaged", [CONTENT[:50] + b"x" + CONTENT[51:], CONTENT])
def test_a_wrong_check_sum_costs_nothing(damaged: bytes) -> None:
    packed = zlib.compress(damaged)
    decoded = undone(packed[:-1] + bytes((packed[-1] ^ 1,)), "FlateDecode")
    assert decoded.content == damaged
    assert "check sum" in decoded.problem


@pytest.mark.parametrize("missing", [1, 2, 3, 4])
def test_a_missing_check_sum_is_no_damage(missing: int) -> None:
    assert undone(zlib.compress(CONTENT)[:-missing], "FlateDecode") == Decoded(CONTENT)


@pytest.mark.parametrize("start", [b"\r\n", b"\n", b"\0\0"])
def test_blanks_before_flate_data(start: bytes) -> None:
    assert undone(start + zlib.compress(CONTENT), "FlateDecode") == Decoded(CONTENT)


@pytest.mark.parametrize("header", [b"", b"\0\0", b"xx", b"\x78\x9d"])
def test_a_wrong_or_missing_header_of_flate_data(header: bytes) -> None:
    assert undone(header + zlib.compress(CONTENT)[2:], "FlateDecode").content == CONTENT


def sound_part(decoded: Decoded, content: bytes) -> int:
    """How many bytes come out right before the first that does not."""
    return next((k for k in range(len(content)) if decoded.content[k : k + 1] != content[k : k + 1]), len(content))


@pytest.mark.parametrize("name", ["LZWDecode", "ASCII85Decode", "ASCIIHexDecode", "RunLengthDecode"])
def test_a_cut_stream_gives_what_is_there(name: str) -> None:
    packed = PACKERS[name](CONTENT)
    for end in range(0, len(packed), 3):
        decoded = undone(packed[:end], name)
        assert decoded.problem or not end or name == "RunLengthDecode"
        assert sound_part(decoded, CONTENT) >= len(decoded.content) - 4
        least = {"ASCII85Decode": end * 4 // 5 - 16, "ASCIIHexDecode": end * 9 // 20 - 2}.get(name, end // 2 - 3)
        assert len(decoded.content) >= least


def test_a_cut_flate_stream_gives_what_zlib_can_tell() -> None:
    packed = zlib.compress(CONTENT)
    for end in range(2, len(packed)):
        known = zlib.decompressobj().decompress(packed[:end])
        decoded = undone(packed[:end], "FlateDecode")
        assert decoded.content == known == CONTENT[: len(known)]
        assert bool(decoded.problem) == (end < len(packed) - 4)


@pytest.mark.parametrize("name", ["FlateDecode", "LZWDecode"])
def test_what_stands_before_an_altered_byte_is_kept(name: str) -> None:
    content = b" ".join(b"%d 0 Td (%d) Tj" % (k * k, k * 7919) for k in range(300))
    packed = zlib.compress(content) if name == "FlateDecode" else lzw(content)
    for place in range(2, len(packed), 7):
        before = undone(packed[:place], name).content
        altered = packed[:place] + bytes((packed[place] ^ 0xFF,)) + packed[place + 1 :]
        decoded = undone(altered, name)
        assert decoded.content.startswith(before[:-4])
        if name == "FlateDecode":
            assert decoded.problem


@pytest.mark.parametrize(("name", "costs"), [("ASCII85Decode", 4), ("ASCIIHexDecode", 1)])
def test_an_altered_digit_costs_a_few_bytes(name: str, costs: int) -> None:
    packed = PACKERS[name](CONTENT)
    for place in range(len(packed) - 2):
        if packed[place : place + 1].isspace() or packed[place : place + 1] == b"z":
            continue
        decoded = undone(packed[:place] + b"\xf1" + packed[place + 1 :], name)
        assert len(decoded.content) == len(CONTENT)
        assert sum(one != other for one, other in zip(decoded.content, CONTENT, strict=True)) <= costs
        assert "1 of its" in decoded.problem


def test_groups_of_ascii85_that_are_too_large() -> None:
    decoded = undone(b"uuuuu" + base64.a85encode(b"abcd") + b"~>", "ASCII85Decode")
    assert decoded.content[4:] == b"abcd"
    assert decoded.problem


def test_z_stands_for_zeros_between_groups_only() -> None:
    assert undone(b"z!!!!!z~>", "A85") == Decoded(bytes(12))
    assert len(undone(b"!!z!!z~>", "A85").content) == 8


@pytest.mark.parametrize("end", [b"", b"~", b"~>", b" ~\n>", b"~>more"])
def test_ends_of_ascii85(end: bytes) -> None:
    decoded = undone(base64.a85encode(CONTENT) + end, "A85")
    assert decoded.content == CONTENT
    assert bool(decoded.problem) == (not end)


@pytest.mark.parametrize("name", ["JPXDecode", "DCT", "Nonsense", "\x1b[31m" + "x" * 99])
def test_filters_that_are_not_read(name: str) -> None:
    decoded = undone(CONTENT, name)
    assert decoded.content == b""
    assert "\x1b" not in decoded.problem
    assert len(decoded.problem) < 110


def test_a_filter_whose_name_is_damaged() -> None:
    decoded = undone(zlib.compress(CONTENT), "FlatfDecode")
    assert decoded.content == CONTENT
    assert "FlatfDecode" in decoded.problem
    assert undone(zlib.compress(CONTENT)).content == CONTENT
    assert undone(CONTENT) == Decoded(CONTENT)


@settings(max_examples=200)
@given(st.binary(max_size=300), st.lists(st.sampled_from(sorted({*PACKERS, "DCT", "", "x"})), max_size=4), st.data())
def test_noise_raises_nothing(noise: bytes, names: list[str], data: st.DataObject) -> None:
    chosen = {
        "predictor": data.draw(st.sampled_from([0, 1, 2, 3, 10, 12, 15, 16, 100])),
        "colours": data.draw(st.integers(1, 64)),
        "bits": data.draw(st.sampled_from([1, 2, 4, 8, 16])),
        "columns": data.draw(st.sampled_from([1, 2, 77, 1 << 30])),
        "early_change": data.draw(st.integers(0, 1)),
    }
    undone(noise, *names, **chosen)
    undone(zlib.compress(noise), "FlateDecode", *names, **chosen)


def zeros(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(megabytes)) + packer.flush()


def nested(levels: int) -> bytes:
    """Flate in Flate, each of which is as large as a stream may be."""
    content = zeros(60)
    for _ in range(levels):
        content = zlib.compress(content.ljust(60 << 20, b"\0"), 1)
    return content


@pytest.mark.parametrize(
    ("packed", "names", "parameters"),
    [
        (zeros(500), ["FlateDecode"], {}),
        (nested(3), ["FlateDecode"] * 50, {}),
        (zlib.compress(b"\x80\x40\x20\x10\x08\x04\x02\x01\x00" * 7_000_000), ["FlateDecode", "LZWDecode"], {}),
        (zlib.compress(b"\0a" * 30_000_000), ["FlateDecode", "RunLengthDecode"], {}),
        (zlib.compress(b"\x81a" * 3_000_000), ["FlateDecode", "RunLengthDecode"], {}),
        (zlib.compress(b"z" * 60_000_000), ["FlateDecode", "ASCII85Decode"], {}),
        (zlib.compress(b"!" * 60_000_000), ["FlateDecode", "ASCII85Decode"], {}),
        (zlib.compress(b"0" * 60_000_000), ["FlateDecode", "ASCIIHexDecode"], {}),
        (zlib.compress(b"\x04a" * 30_000_000), ["FlateDecode"], {"predictor": 15}),
        (zlib.compress(b"\x01a\x02a" * 15_000_000), ["FlateDecode"], {"predictor": 15}),
        (zlib.compress(b"\x02" * 60_000_000), ["FlateDecode"], {"predictor": 12, "columns": 1 << 30}),
        (zlib.compress(b"\x02" * 60_000_000), ["FlateDecode"], {"predictor": 2, "columns": 9, "bits": 16}),
    ],
    ids=lambda value: None if isinstance(value, bytes) else str(value)[:40],
)
def test_bombs(packed: bytes, names: list[str], parameters: dict[str, int]) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    undone(packed, *names, **parameters)
    assert time.process_time() - start < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 250 << 10


def test_run_lengths_of_the_tests_are_runs() -> None:
    assert run_lengths(b"aaab") == b"\xfea\0b\x80"


def test_zeros_amid_hexadecimal_digits_are_digits_that_were_altered() -> None:
    """What stands behind them keeps its place."""
    decoded = decode(b"6162" + bytes(2) + b"636 4>", [("ASCIIHexDecode", Parameters())], limit=1000)
    assert decoded.content == b"ab\0cd"
    assert decoded.problem == "2 of its hexadecimal digits are wrong"


@pytest.mark.parametrize("name", ["DCTDecode", "JBIG2Decode", "NoDecode"])
def test_deflated_bytes_under_another_name_are_read(name: str) -> None:
    decoded = decode(zlib.compress(b"text" * 9), [(name, Parameters())], limit=1000)
    assert decoded.content == b"text" * 9
    assert "read as FlateDecode" in decoded.problem
    assert decode(bytes.fromhex("ffd8ffe000104a464946"), [("DCTDecode", Parameters())], limit=1000).content == b""
