"""Which letters the glyphs of a whole font stand for: letters, pairs and words are shaped, and the glyphs looked at."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from tarmim.bidi.classes import mirror
from tarmim.identity.labels import (
    LATIN,
    LIGATURES,
    MARKS,
    NO_LETTER,
    NON_ARABIC,
    PUNCTUATION,
    SIGNS,
    Labels,
    asked_letters,
    body_and_dots,
    pairs,
    with_rivals,
)
from tarmim.identity.quirks.catalogue import mend
from tarmim.identity.quirks.stages import ShapedLetter
from tarmim.script.forms import form_of
from tarmim.script.joining import expected_shapes, joining_type, joins_next, joins_previous
from tarmim.script.languages import languages

if TYPE_CHECKING:
    import freetype

__all__ = ["drawn_otherwise", "label_glyphs"]

_JOINER: Final = "\N{ZERO WIDTH JOINER}"
_SHORT: Final = {"isolated": "isol", "initial": "init", "medial": "medi", "final": "fina"}
#: Features that choose another drawing of a letter.
_ALTERNATES: Final = ("salt", "swsh", "titl", "hist", "jalt", *(f"ss{n:02}" for n in range(1, 21)))
_CHARACTER_VARIANT: Final = "cv"
#: Letters whose hamza some fonts draw together with the vowel on it.
_HAMZAS: Final = "\u0623\u0625\u0624\u0626\u0622"
#: A label is kept where at least this share of a glyph's votes is for it, and how many are at most; by judgement.
_LEAST_LABEL_SHARE: Final = 0.12
_MOST_LABELS: Final = 5


def label_glyphs(data: bytes, face: freetype.Face, words: Iterable[str] = ()) -> dict[int, Labels]:
    """Return labels by glyph for a font (the bytes of a TrueType or OpenType file, and the same opened).

    words  text that is shaped besides letters and pairs: what it holds of ligatures and alternates is found too
    """
    import uharfbuzz as hb

    font = hb.Font(hb.Face(data))
    known = {char for char, glyph in face.get_chars() if glyph} if face.charmap else set()
    votes: dict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
    letters = [letter for letter in asked_letters() if ord(letter) in known]
    features = _features(data)
    if "init" in features:
        shaper = _Shaper(hb, font, face, votes)
        _shape_letters(shaper, letters, features)
        for text in _in_contexts(pairs(letters)):
            shaper.add(text)
        for word in words:
            if all(ord(char) in known for char in word):
                shaper.add(word)
    _by_cmap(face, known, votes, has_forms="init" in features)
    return {glyph: labels for glyph, counted in votes.items() if (labels := _likely_labels(counted))}


def _features(data: bytes) -> frozenset[str]:
    """Return the tags of a font's substitutions, of all scripts."""
    import io

    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(data), lazy=True)
    table: Any = font["GSUB"].table if "GSUB" in font else None
    if table is None or table.FeatureList is None:
        return frozenset()
    return frozenset(record.FeatureTag for record in table.FeatureList.FeatureRecord)


def _shape_letters(shaper: _Shaper, letters: Sequence[str], features: frozenset[str]) -> None:
    texts = list(_in_contexts((*letters, *LIGATURES)))
    marked = [letter + mark for letter in "\u0640\u0628\u062d\u0644" for mark in MARKS]
    marked += [f"\u0628\u0651{mark}" for mark in MARKS[:8] + "\u0670"]
    marked += [hamza + mark for hamza in _HAMZAS for mark in (*MARKS[:8], *(f"\u0651{mark}" for mark in MARKS[:6]))]
    for text in (*texts * 3, *marked, *SIGNS, *PUNCTUATION):
        shaper.add(text)
    chosen = [tag for tag in _ALTERNATES if tag in features]
    chosen += sorted(tag for tag in features if tag.startswith(_CHARACTER_VARIANT))
    for tag in chosen:
        for value in (1, 2, 3):
            changed = [shaper.add(text, {tag: value}) for text in texts]
            if not any(changed):
                break
    if "locl" in features:
        for language in drawn_otherwise():
            for text in (*texts, *SIGNS):
                shaper.add(text, language=language)


def drawn_otherwise() -> Sequence[str]:
    """Return the codes of the languages whose letters some fonts draw in their own way."""
    return [record.code for record in languages() if record.has_own_shapes]


def _in_contexts(texts: Iterable[str]) -> Iterable[str]:
    """Yield texts by themselves, and joined to something before, after, and on both sides, as far as they join."""
    for text in texts:
        yield text
        before, after = joins_previous(text[0]), joins_next(text[-1])
        if before:
            yield _JOINER + text
        if after:
            yield text + _JOINER
        if before and after:
            yield _JOINER + text + _JOINER


class _Shaper:
    """Shapes texts with one font and counts what each glyph stood for."""

    def __init__(self, hb: Any, font: Any, face: freetype.Face, votes: dict[int, Counter[tuple[str, str]]]) -> None:  # noqa: ANN401 - uharfbuzz has no types
        self.hb, self.font, self.face, self.votes = hb, font, face, votes
        self.widths: dict[int, tuple[int, int]] = {}
        self.parted: dict[str, bool] = {}

    def add(self, text: str, features: Mapping[str, int] | None = None, *, language: str = "ar") -> bool:
        """Shape a text; return whether it brought a glyph not seen before."""
        buffer = self.hb.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "rtl", "Arab", language
        buffer.cluster_level = self.hb.BufferClusterLevel.MONOTONE_CHARACTERS
        self.hb.shape(self.font, buffer, dict(features or {}))
        clusters: dict[int, list[int]] = defaultdict(list)
        for info in buffer.glyph_infos:
            clusters[info.cluster].append(info.codepoint)
        starts = sorted(clusters)
        shapes = expected_shapes(text)
        is_new = False
        for start, end in zip(starts, (*starts[1:], len(text)), strict=True):
            letters = text[start:end].replace(_JOINER, "")
            letters = mirror(letters) if len(letters) == 1 else letters  # from the right brackets are drawn so
            if letters:
                form = _form(text, shapes, start, end)
                glyphs = [glyph for glyph in clusters[start] if glyph and any(self._size(glyph))]
                is_new |= self._vote(letters, form, glyphs)
        return is_new

    def _vote(self, letters: str, form: str, glyphs: Sequence[int]) -> bool:
        new = False
        for glyph, label in self._shares(letters, form, glyphs):
            new |= glyph not in self.votes
            self.votes[glyph][label] += 1
        return new

    def _shares(self, letters: str, form: str, glyphs: Sequence[int]) -> Iterable[tuple[int, tuple[str, str]]]:
        """Yield each glyph of a cluster with its part of the letters."""
        if len(glyphs) == 1:
            yield glyphs[0], (unicodedata.normalize("NFC", letters), form)
        elif glyphs:
            body = max(glyphs, key=self._size)
            rest = [glyph for glyph in glyphs if glyph != body]
            base = letters[:1]
            marks = letters[1:]
            if all(joining_type(char) == "T" for char in marks):
                parts = (
                    body_and_dots(unicodedata.normalize("NFC", base)) if not marks or self._is_parted(base) else None
                )
                bare, dots = parts or (base, "")
                yield body, (bare, form)
                signs = mend(ShapedLetter(base, dots + marks))[0].signs
                if len(rest) == 1 and signs:
                    yield rest[0], (unicodedata.normalize("NFC", signs), "")

    def _is_parted(self, letter: str) -> bool:
        """Return whether the font draws a letter in several glyphs where it stands alone."""
        found = self.parted.get(letter)
        if found is None:
            buffer = self.hb.Buffer()
            buffer.add_str(letter)
            buffer.direction, buffer.script, buffer.language = "rtl", "Arab", "ar"
            self.hb.shape(self.font, buffer, {})
            drawn = [info.codepoint for info in buffer.glyph_infos if any(self._size(info.codepoint))]
            found = self.parted[letter] = len(drawn) > 1
        return found

    def _size(self, glyph: int) -> tuple[int, int]:
        """Return whether a glyph moves the pen, and how large it is."""
        found = self.widths.get(glyph)
        if found is None:
            extents = self.font.get_glyph_extents(glyph)
            area = abs(extents.width * extents.height) if extents else 0
            advance = self.font.get_glyph_h_advance(glyph)
            found = self.widths[glyph] = (int(advance > 0 and area > 0), area)
        return found


def _form(text: str, shapes: Sequence[str | None], start: int, end: int) -> str:
    """Return the form of a stretch of text: joined before as its first letter, after as its last."""
    found = [shapes[k] for k in range(start, end) if shapes[k] is not None and text[k] != _JOINER]
    letters = [char for char in text[start:end] if joining_type(char) in "DR"]
    if not letters or not found:
        return ""
    before, after = found[0] in ("medial", "final"), found[-1] in ("medial", "initial")
    return "medi" if before and after else "fina" if before else "init" if after else "isol"


def _by_cmap(
    face: freetype.Face, known: set[int], votes: dict[int, Counter[tuple[str, str]]], *, has_forms: bool
) -> None:
    """Add what the cmap says: signs, Latin, presentation forms, and isolated letters."""
    for code in known:
        glyph, char = face.get_char_index(code), chr(code)
        form = form_of(char)
        if char in SIGNS + MARKS + LATIN or 0xFBB2 <= code <= 0xFBC1:
            votes[glyph][char, ""] += 3
        elif form is not None:
            letters = unicodedata.normalize("NFC", form.letters).strip(" \u0640")
            is_mark = all(joining_type(letter) == "T" for letter in letters)
            if " " not in letters:
                votes[glyph][letters, "" if is_mark else _SHORT[form.shape]] += 3
        elif char in NON_ARABIC:
            votes[glyph][NO_LETTER] += 1
        elif char in asked_letters() and not has_forms:
            votes[glyph][char, "isol" if joining_type(char) in "DR" else ""] += 3


def _likely_labels(counted: Counter[tuple[str, str]]) -> Labels:
    total = sum(counted.values())
    kept = {
        label: count / total
        for label, count in counted.most_common(_MOST_LABELS)
        if count >= _LEAST_LABEL_SHARE * total
    }
    if any(label != NO_LETTER for label in kept):
        kept.pop(NO_LETTER, None)
    return with_rivals(kept)
