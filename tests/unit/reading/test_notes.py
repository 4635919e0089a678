"""Where a page can be read in two ways it says which was taken."""

from __future__ import annotations

from tests.unit.reading.sheets import SIZE, at, document_of, line, lines, visual

FULL = ["كان في قديم الزمان م", "لك عادل يحب رعيته وي", "سأل عنهم كل يوم قبله", "ثم ينام ليلا هادئا ج"]
LAM_ALEF = 0xE000


def notes(content: bytes, **settings: object) -> tuple[str, ...]:
    (page,) = document_of(content, **settings).pages  # type: ignore[arg-type]
    return page.notes


def spelled(text: str, right: float, y: float) -> bytes:
    """Return a text written letter by letter from the right."""
    return b"".join(at(char, right - (k + 1) * SIZE / 2, y) for k, char in enumerate(text))


def test_a_plain_page_has_nothing_to_say() -> None:
    assert notes(lines(FULL, 350)) == ()


def test_an_empty_page_has_nothing_to_say() -> None:
    assert notes(b"") == ()


def test_brackets_that_are_mapped_to_what_they_mean() -> None:
    mapped = "".join({"(": ")", ")": "("}.get(char, char) for char in visual("قال (ملك) عادل"))
    (note,) = notes(at(mapped, 300, 300))
    assert note.startswith("brackets are read as what they mean")
    assert notes(line("قال (ملك) عادل", 300)) == ()


def test_paragraphs_set_from_the_left() -> None:
    content = b"".join(at(visual("كان الملك عادلا") + ".", 300, 350 - 60 * k) for k in range(3))
    (note,) = notes(content)
    assert note == "paragraphs are read as set from the left: 3 lines have a stop at the right end, 0 not"


def test_ligatures_mapped_as_they_look() -> None:
    (note,) = notes(at(f"س{chr(LAM_ALEF)}م", 300, 300), letters={LAM_ALEF: "ال"})
    assert note.startswith("ligatures of the font ")
    assert notes(at(f"س{chr(LAM_ALEF)}م", 300, 300), letters={LAM_ALEF: "لا"}) == ()


def test_a_text_layer_without_ink() -> None:
    (note,) = notes(line(FULL[0], 300, before="3 Tr"))
    assert note.startswith("text without ink is read")
    assert notes(line("نص مخفي", 200, before="3 Tr") + line(FULL[0], 300, before="0 Tr")) == ()


def test_runs_drawn_over_each_other() -> None:
    content = line("في عام", 300) + at("2003", 305, 300) + line("وبعد ذلك كله", 300, right=325)
    (note,) = notes(content)
    assert note == "lines whose runs overlap are read as they were written, not by their places: 1"
