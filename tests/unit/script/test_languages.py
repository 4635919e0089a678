"""Every language, asked of everything that knows languages: languages.jsonl holds a row for each.

The last row is of a language that does not exist. Its record is a file that the test writes, and nothing else in the
package is told of it: what holds for it is what a new language gets for one file.

    typed           letter as drawn, joining form, letter that the language types
    names           names of glyphs and their letters
    two_dots_below  the letter that two dots below a tooth make
    joiners         a page of its text may hold zero-width non-joiners that have no glyph
    turned_by_words a line with one of its words is still read backwards where its Arabic words say so
    keyboard        letters of an Arabic keyboard that are a typing of its own
    never_begin     letters of its words that join none behind them, though their kind could
    drawn_otherwise some fonts draw its letters otherwise than those of Arabic
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tarmim.engine.evidence import Evidence
from tarmim.engine.measure import measure
from tarmim.identity.decision.possible_letters import possible_letters
from tarmim.identity.decision.same_letters import are_same_letters
from tarmim.identity.labels import asked_letters, prior, with_rivals
from tarmim.identity.orthography import in_orthography
from tarmim.identity.program.glyph_names import letters_of_name
from tarmim.identity.training.label_fonts import words
from tarmim.identity.training.shaping import drawn_otherwise
from tarmim.model.passage import Passage
from tarmim.options import Options
from tarmim.reading.joiners import may_hold_joiners
from tarmim.rules.codes.candidates import letters_of
from tarmim.rules.letters.form_letters import alphabet_of, letters_of_forms
from tarmim.rules.line_order.visual import VISUAL
from tarmim.script import languages as package
from tarmim.script.dots import with_dots
from tarmim.script.drawn_alike import keyboard_typing
from tarmim.script.forms import form_for
from tarmim.script.joining import expected_shapes
from tarmim.script.languages import languages, record_of
from tarmim.script.languages.language import Language
from tarmim.script.letter_pairs import surprise
from tarmim.script.letters import LETTERS
from tools.build_language import own_letters

DATA = Path(__file__).with_name("languages.jsonl")
MADE_UP = "qx"
#: The record of the language that does not exist: BEH WITH THREE DOTS POINTING UPWARDS BELOW for beh, HAH WITH TWO
#: DOTS ABOVE for hah, which no alphabet of the others has; Farsi yeh, keheh.
MADE_UP_RECORD = """
from tarmim.script.languages.language import Language

LANGUAGE = Language(
    code="qx",
    name="Madeup",
    frequency=0.02,
    letters="\\u0627\\u0752\\u06cc\\u0628\\u0757\\u0648\\u0631\\u06a9\\u0645\\u0647",
    telling="\\u0752\\u0757",
    telling_weight=4.0,
    types="\\u06cc\\u06a9\\u0647",
    digits="\\u06f0",
    uses_zwnj=True,
    final_only="\\u0752",
    neighbours_as=(("\\u0752", "\\u0628"), ("\\u0757", "\\u062d")),
    glyph_suffixes=("mdp",),
    has_own_shapes=True,
)
"""
#: Arabic stored from left to right, as its words say: "the school is behind the city" and so on.
BACKWARDS = "ةنيدملا فلخ ةسردملا ىلع ةرجشلا يف"
#: Letters drawn alike, with a dash where they join the next one.
AS_ARABIC = {"ی-": "ي", "ی": "ى", "ک-": "ك"}
AS_PERSIAN = {"ي-": "ی", "ى": "ی", "ك-": "ک"}
FEATURES = {"isolated": "isol", "initial": "init", "medial": "medi", "final": "fina", "": ""}


@dataclass(frozen=True, slots=True)
class Case:
    """A language and what is true of it."""

    code: str
    name: str
    text: str
    typed: tuple[tuple[str, str, str], ...]
    names: tuple[tuple[str, str], ...]
    two_dots_below: str
    joiners: bool
    turned_by_words: bool
    keyboard: str
    never_begin: str
    drawn_otherwise: bool

    @property
    def record(self) -> Language:
        found = record_of(self.code)
        assert found is not None
        return found

    @property
    def letters(self) -> set[str]:
        return set(re.findall(f"[{LETTERS}]", self.text))


def cases() -> list[Case]:
    rows = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
    return [Case(**{**row, "typed": tuple(map(tuple, row["typed"])), "names": tuple(row["names"])}) for row in rows]


@pytest.fixture(params=cases(), ids=lambda case: case.code)
def case(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    found: Case = request.param
    if found.code != MADE_UP:
        yield found
        return
    (tmp_path / f"{MADE_UP}.py").write_text(MADE_UP_RECORD, encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
        languages.cache_clear()
        yield found
    languages.cache_clear()


def test_each_language_has_a_row() -> None:
    assert [case.code for case in cases()] == [*(record.code for record in languages()), MADE_UP]


def test_the_made_up_language_is_gone_again() -> None:
    assert record_of(MADE_UP) is None


def test_arabic_comes_first() -> None:
    assert languages()[0].code == "ar"


def test_the_record_holds_the_letters_of_the_text(case: Case) -> None:
    assert case.record.name == case.name
    assert case.letters <= set(case.record.all_letters)
    assert len(set(case.record.all_letters)) == len(case.record.all_letters)
    assert set(case.record.telling) <= set(case.record.letters)
    assert set(case.record.types) <= set(case.record.letters) | {"\N{ARABIC LETTER DOTLESS BEH}", "ڡ"}


def test_letters_tell_the_language(case: Case) -> None:
    assert measure(case.text).language == case.code


def test_letters_are_typed_as_in_the_language(case: Case) -> None:
    for drawn, form, typed in case.typed:
        assert in_orthography(drawn, form, case.code) == typed, (drawn, form)


def test_a_letter_and_what_is_typed_for_it_are_the_same(case: Case) -> None:
    for drawn, _, typed in case.typed:
        assert are_same_letters(drawn, typed), (drawn, typed)


def test_what_is_typed_stays_when_it_is_typed_again(case: Case) -> None:
    for _, form, typed in case.typed:
        assert in_orthography(typed, form, case.code) == typed


def test_a_font_is_asked_for_its_letters(case: Case) -> None:
    assert set(case.record.letters) <= set(asked_letters())
    assert all(prior(letter) >= case.record.frequency for letter in case.record.letters)


def test_glyphs_drawn_alike_are_rivals_with_what_it_types(case: Case) -> None:
    for drawn, form, typed in case.typed:
        rivals = {letters for letters, _ in with_rivals({(drawn, FEATURES[form]): 1.0})}
        if typed != drawn and (typed[0], drawn) not in {("ہ", "ه"), ("ه", "ہ"), ("ه", "ۀ")}:  # drawn otherwise
            assert typed in rivals, (drawn, form)


def test_names_of_glyphs_tell_its_letters(case: Case) -> None:
    for name, letters in case.names:
        found = letters_of_name(name)
        assert found is not None, name
        assert found.letters == letters, name


def test_dots_make_its_yeh(case: Case) -> None:
    assert with_dots("\N{ARABIC LETTER DOTLESS BEH}\N{ARABIC SYMBOL TWO DOTS BELOW}", case.code) == case.two_dots_below


def test_presentation_forms_become_its_letters(case: Case) -> None:
    swapped = {"arabic": AS_PERSIAN, "persian": AS_ARABIC, "": {}}[case.record.forms_read_as]
    shaped = in_forms(case.text, swapped)
    alphabet = alphabet_of(Counter(shaped), shaped.count("\ufe8d\ufedf"))
    assert shaped.translate(letters_of_forms(alphabet)) == case.text


def test_words_are_less_surprising_than_chance(case: Case) -> None:
    words = case.text.replace("\u200c", " ").split()
    letters = list("".join(words))
    random.Random(1).shuffle(letters)
    chance = ["".join(letters[k : k + 5]) for k in range(0, len(letters), 5)]
    (bits, pairs), (more_bits, more_pairs) = surprise(words), surprise(chance)
    assert bits / pairs < more_bits / more_pairs


def test_joiners_are_looked_for_in_its_pages(case: Case) -> None:
    assert may_hold_joiners(Counter(case.text.replace(" ", ""))) is case.joiners


def test_an_open_code_may_be_its_letters(case: Case) -> None:
    possible = possible_letters(case.code)
    assert case.letters <= set(possible)
    assert set(case.keyboard).isdisjoint(possible)
    assert "\N{ARABIC LETTER LAM}\N{ARABIC LETTER ALEF}" in possible


def test_a_private_code_may_be_its_letters(case: Case) -> None:
    candidates = letters_of(1, case.code)
    assert case.letters <= set(candidates)
    pairs = [pair for pair in candidates if len(pair) == 2]
    assert not [pair for pair in pairs if pair[0] in case.never_begin]
    assert [pair for pair in pairs if pair[0] == "\N{ARABIC LETTER BEH}"]


def test_a_line_with_its_words_is_turned_only_where_they_end_as_arabic_ones(case: Case) -> None:
    word = max(case.text.split(), key=lambda word: len(set(word) & set(case.record.telling)))
    passage = Passage(f"{BACKWARDS} {word}")
    edits = list(VISUAL.find(passage, Evidence(measure(passage.text, language="ar"), Options())))
    assert any(edit.confidence > 0.9 for edit in edits) is case.turned_by_words


def test_words_of_a_list_have_its_letters(case: Case) -> None:
    own = f"[{own_letters(case.record)}\u200c]+"
    assert all(re.fullmatch(own, word) for word in case.text.split())
    assert not re.search(own, case.keyboard or "x")


def test_an_arabic_keyboard_types_it(case: Case) -> None:
    typing = keyboard_typing(case.record)
    assert set(typing) == set(case.keyboard)
    assert set(typing.values()) <= set(case.record.letters)


def test_a_font_is_shaped_in_it_where_fonts_draw_it_otherwise(case: Case) -> None:
    assert (case.code in drawn_otherwise()) is case.drawn_otherwise


def test_its_commonest_words_are_shown_to_a_font_where_it_has_models() -> None:
    shown = set(words())
    assert {"المدينة", "است", "ہے"} <= shown


def test_a_language_without_a_record_is_left_alone() -> None:
    assert record_of("en") is None
    assert in_orthography("ي", "initial", "en") == "ي"
    assert possible_letters("en") == possible_letters("ar")


def test_heh_with_yeh_above_is_of_persian_among_forms() -> None:
    assert alphabet_of({"\N{ARABIC LETTER HEH WITH YEH ABOVE FINAL FORM}": 5}, 0) == "persian"


def in_forms(text: str, swapped: Mapping[str, str]) -> str:
    """Return a text in presentation forms, letters drawn alike as a font of the other alphabet has them."""
    shown = []
    for letter, shape in zip(text, expected_shapes(text), strict=True):
        joined = shape in ("initial", "medial")
        drawn = swapped.get(letter + "-" if joined else letter, letter)
        form = form_for(drawn, shape) if shape is not None and re.match(f"[{LETTERS}]", letter) else None
        shown.append(form or letter)
    return "".join(shown)
