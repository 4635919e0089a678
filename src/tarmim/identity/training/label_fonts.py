"""What was learnt of fonts: their outlines with labels, kept in a file until a bank or a net is made of them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tarmim.identity.labels import Labels
from tarmim.identity.shapes.bank import label_lines, labels_of_lines
from tarmim.identity.shapes.outline import Outline, outline_of
from tarmim.identity.training.shaping import label_glyphs
from tarmim.script.languages import languages

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tarmim.script.languages.language import Language

__all__ = [
    "LabelledOutlines",
    "concatenate",
    "family_of",
    "label_font",
    "read_labelled",
    "static_fonts",
    "write_labelled",
]

#: Weights of a variable font (wght axis) that are labelled: regular and bold.
_FONT_WEIGHTS: Final = (400, 700)


@dataclass(frozen=True, slots=True, eq=False)
class LabelledOutlines:
    """Outlines with their labels, the family each is of, and the number of the font among those learnt."""

    outlines: Sequence[Outline]
    labels: Sequence[Labels]
    families: Sequence[str]
    fonts: Sequence[int]


def label_font(data: bytes, family: str) -> LabelledOutlines:
    """Return the labelled outlines of a font, the bytes of a TrueType or OpenType file; ValueError if it is none."""
    import freetype

    try:
        face = freetype.Face(io.BytesIO(data))
    except freetype.FT_Exception as error:
        raise ValueError(str(error)) from error
    found = [
        (outline, labels)
        for glyph, labels in sorted(label_glyphs(data, face, words()).items())
        if (outline := outline_of(face, glyph)) is not None
    ]
    return LabelledOutlines(
        [outline for outline, _ in found], [labels for _, labels in found], [family] * len(found), [0] * len(found)
    )


def static_fonts(data: bytes) -> Iterator[bytes]:
    """Yield a font unpacked (no WOFF, no collection), at some weights where it is variable.

    Raises ValueError where the bytes are no TrueType or OpenType font.
    """
    from fontTools.ttLib import TTFont, TTLibError

    try:
        font = TTFont(io.BytesIO(data), fontNumber=0)
        if "fvar" not in font:
            yield _save(font)
            return
        from fontTools.varLib import instancer

        for weight in _FONT_WEIGHTS:
            font = TTFont(io.BytesIO(data), fontNumber=0)
            places = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
            if "wght" in places:
                axis = next(axis for axis in font["fvar"].axes if axis.axisTag == "wght")
                places["wght"] = min(max(weight, axis.minValue), axis.maxValue)
            yield _save(instancer.instantiateVariableFont(font, places))
    except (TTLibError, AssertionError, KeyError) as error:
        raise ValueError(str(error) or type(error).__name__) from error


def _save(font: Any) -> bytes:  # noqa: ANN401 - fontTools has no types
    font.flavor = None
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


def family_of(data: bytes) -> str:
    """Return the family's name as the font itself has it, "" where it has none."""
    from fontTools.ttLib import TTFont

    names = TTFont(io.BytesIO(data), lazy=True)["name"]
    return str(names.getDebugName(16) or names.getDebugName(1) or "")


def words() -> tuple[str, ...]:
    """Return common words of the languages that have models in the package."""
    return _words(languages())


@cache
def _words(known: tuple[Language, ...]) -> tuple[str, ...]:
    from tarmim.language.models import load

    found: dict[str, None] = {}
    for record in known:
        models = load(record.code)
        if models is not None:
            commonest = np.argsort(-np.asarray(models.words.codes, np.int64), kind="stable")[: record.shaped_words]
            found.update(dict.fromkeys(models.words.trie.restore_key(int(number)) for number in commonest))
    return tuple(found)


def write_labelled(path: Path, parts: Sequence[LabelledOutlines]) -> None:
    """Write outlines and labels to a file."""
    outlines = [outline for part in parts for outline in part.outlines]
    labels, numbers = label_lines([one for part in parts for one in part.labels])
    families = [family for part in parts for family in part.families]
    names = sorted(set(families))
    place = {name: number for number, name in enumerate(names)}
    np.savez_compressed(
        path,
        points=np.concatenate([outline.points for outline in outlines]),
        sizes=np.array([len(outline.points) for outline in outlines], np.int32),
        ends=np.concatenate([outline.ends for outline in outlines]),
        contours=np.array([len(outline.ends) for outline in outlines], np.int32),
        advances=np.array([outline.advance for outline in outlines], np.float32),
        labels=_bytes(labels),
        label=numbers,
        fonts=np.repeat(np.arange(len(parts)), [len(part.outlines) for part in parts]).astype(np.int32),
        families=_bytes("\n".join(names)),
        family=np.array([place[name] for name in families], np.int32),
    )


def read_labelled(path: Path) -> LabelledOutlines:
    """Return what `write_labelled` wrote."""
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    points = np.split(arrays["points"], np.cumsum(arrays["sizes"])[:-1])
    ends = np.split(arrays["ends"], np.cumsum(arrays["contours"])[:-1])
    outlines = [Outline(*one) for one in zip(points, ends, arrays["advances"].tolist(), strict=True)]
    table = labels_of_lines(arrays["labels"].tobytes().decode())
    names = arrays["families"].tobytes().decode().split("\n")
    labels = [table[k] for k in arrays["label"]]
    return LabelledOutlines(outlines, labels, [names[k] for k in arrays["family"]], arrays["fonts"].tolist())


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(), np.uint8)


def concatenate(parts: Sequence[LabelledOutlines]) -> LabelledOutlines:
    """Return what was learnt of several fonts as one."""
    return LabelledOutlines(
        [outline for part in parts for outline in part.outlines],
        [labels for part in parts for labels in part.labels],
        [family for part in parts for family in part.families],
        [number for number, part in enumerate(parts) for _ in part.outlines],
    )
