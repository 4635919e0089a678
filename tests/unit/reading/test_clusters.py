"""Maps that contradict themselves over the glyphs of clusters."""

from __future__ import annotations

from tarmim.pdf.document import open_document
from tarmim.reading.clusters import Clusters
from tarmim.reading.quirks.catalogue import mend
from tarmim.reading.quirks.stages import ClusterFacts
from tests.unit.reading.sheets import at, made

ALEF, HAMZA, OTHER, MARK, LETTER = 0xE000, 0xE001, 0xE002, 0x064B, 0x0644
WITH_HAMZA = "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}"


def clusters_of(*texts: str, letters: dict[int, str | None]) -> ClusterFacts:
    found = Clusters()
    content = b"".join(at(text, 50, 300 - 20 * k) for k, text in enumerate(texts))
    with open_document(made(content, letters=letters)) as file:
        found.take(file.page(0))
    return mend(ClusterFacts(found))[0]


def test_a_glyph_with_and_without_follower_cannot_be_mapped_right() -> None:
    found = clusters_of(f"{chr(ALEF)}{chr(HAMZA)}", chr(ALEF), letters={ALEF: WITH_HAMZA, HAMZA: ""})
    assert found.split == {(0, ALEF): {HAMZA}}


def test_two_followers_contradict_too() -> None:
    texts = f"{chr(ALEF)}{chr(HAMZA)}", f"{chr(ALEF)}{chr(OTHER)}"
    found = clusters_of(*texts, letters={ALEF: WITH_HAMZA, HAMZA: "", OTHER: ""})
    assert found.split == {(0, ALEF): {HAMZA, OTHER}}


def test_one_follower_always_does_not() -> None:
    text = f"{chr(ALEF)}{chr(HAMZA)}"
    assert not clusters_of(text, text, letters={ALEF: WITH_HAMZA, HAMZA: ""}).split


def test_without_followers_there_is_nothing_to_say() -> None:
    assert not clusters_of("سلام", letters={}).split


def test_a_mark_mapped_to_the_letter_beside_it_is_the_mark_alone() -> None:
    # U+064B has no width in the test's font
    said = "\N{ARABIC LETTER LAM}\N{ARABIC FATHA}"
    found = clusters_of(f"{chr(LETTER)}{chr(MARK)}", letters={MARK: said})
    assert found.marks == {(0, MARK): "\N{ARABIC FATHA}"}


def test_beside_another_letter_it_is_what_it_says() -> None:
    said = "\N{ARABIC LETTER BEH}\N{ARABIC FATHA}"
    assert not clusters_of(f"{chr(LETTER)}{chr(MARK)}", letters={MARK: said}).marks


def test_of_an_empty_page() -> None:
    assert not clusters_of("", letters={}).split
