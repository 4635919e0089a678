"""Rows of shown text to the columns of `Glyphs`: strings to codes, codes to texts, pens to origins.

Where a string begins depends on the widths of those before it. The interpreter does not add them up: here one running
sum over all glyphs gives every pen position at once, minus the sum where its chain began (ISO 32000-2 9.4.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tarmim.model.geometry import Box
from tarmim.model.glyph import Content, Glyphs, State, Unseen, of_contents
from tarmim.pdf.fonts import LoadedFont
from tarmim.pdf.numbers import MOST_POINTS
from tarmim.pdf.shows import CHAIN, CONTENT, ROW_WIDTH, SHOWN, STYLE, Style, X, Y
from tarmim.pdf.tokens import number_of, show_pattern, string_bytes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

__all__ = ["Scene", "concatenate", "glyph_columns"]

#: A glyph's cell reaches this far (ems) above and below its origin when asking whether it is off the page or clipped:
#: more than any ascent, so that what is cut off is surely out of sight.
_CELL_REACH_EMS = 1.0


@dataclass(frozen=True, slots=True)
class Scene:
    """What rows refer to by number: fonts, styles, clipping boxes (the first is the page), marked content."""

    fonts: Sequence[LoadedFont]
    styles: Sequence[Style]
    clips: Sequence[Box]
    contents: Sequence[Content]


@dataclass(frozen=True, slots=True)
class _ShownStrings:
    """The strings of all rows: bytes, the row, and the TJ numbers just before each (thousandths of an em)."""

    strings: list[bytes]
    rows: list[int]
    nudges: list[float]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The columns of the rows: see `shows`."""

    shown: list[bytes]
    places: Floats
    chains: Integers
    styles: Integers
    contents: NDArray[np.int32]


def glyph_columns(rows: list[Any], scene: Scene) -> Glyphs:
    """Return the glyphs of rows, in order; `rows` is the flat list that `shows` describes."""
    import numpy as np

    shown = _Rows(
        rows[SHOWN::ROW_WIDTH],
        np.stack((np.array(rows[X::ROW_WIDTH], np.float64), np.array(rows[Y::ROW_WIDTH], np.float64)), axis=1),
        np.array(rows[CHAIN::ROW_WIDTH], np.int64),
        np.array(rows[STYLE::ROW_WIDTH], np.int64),
        np.array(rows[CONTENT::ROW_WIDTH], np.int32),
    )
    pieces = _strings_of(shown.shown)
    row_of_piece = np.array(pieces.rows, np.int64)
    styles = np.array(scene.styles, np.float64).reshape(len(scene.styles), len(Style._fields))
    style_of_piece = shown.styles[row_of_piece]
    font_of_piece = styles[style_of_piece, 0].astype(np.int32)
    codes, lengths, counts = _codes(pieces.strings, font_of_piece, scene.fonts)
    facts = _facts(codes, np.repeat(font_of_piece, counts), scene.fonts)
    row_of_glyph = np.repeat(row_of_piece, counts)
    style = np.ascontiguousarray(styles.T)[:, shown.styles[row_of_glyph]]
    steps = _steps(style, facts, (codes == ord(" ")) & (lengths == 1))
    chains = shown.chains[row_of_piece]
    with np.errstate(over="ignore", invalid="ignore"):
        pens = _pens(chains, pieces, counts, steps, styles[style_of_piece].T, facts.is_vertical(scene.fonts))
        return _assemble(shown, scene, row_of_glyph, codes, facts, style, steps, pens)


def _strings_of(shown: Sequence[bytes]) -> _ShownStrings:
    strings: list[bytes] = []
    owners: list[int] = []
    nudges: list[float] = []
    size = 0
    tokens_of = show_pattern().findall
    known: dict[bytes, bytes | float] = {}  # a page has the same few codes and distances again and again
    for k, operand in enumerate(shown):
        nudge = 0.0
        written = operand.strip()
        for token in (written,) if written in known else tokens_of(operand):
            value = known.get(token)
            if value is None:
                value = known[token] = string_bytes(token) if token[0] in b"<(" else number_of(token)
            if isinstance(value, float):
                nudge += value
                continue
            if size + len(value) > _BYTES_LIMIT:
                value = value[: _BYTES_LIMIT - size]
            size += len(value)
            strings.append(value)
            owners.append(k)
            nudges.append(nudge)
            nudge = 0.0
        if nudge:
            strings.append(b"")
            owners.append(k)
            nudges.append(nudge)
    return _ShownStrings(strings, owners, nudges)


#: Bytes of strings made into columns at once, a kilobyte of memory each; what is longer is cut (see `interpret`).
_BYTES_LIMIT = 400_000


def _codes(
    strings: list[bytes], font_of_piece: NDArray[np.int32], fonts: Sequence[LoadedFont]
) -> tuple[NDArray[np.int32], Integers, Integers]:
    """Return the codes of all pieces, how many bytes each has, and how many codes are in each piece."""
    import numpy as np

    sizes = np.fromiter(map(len, strings), np.int64, len(strings))
    code_bytes = np.array([loaded.font.code_bytes for loaded in fonts] or [1], np.int64)
    widths = code_bytes[font_of_piece]
    counts = np.where(widths > 0, (sizes + widths - 1) // np.maximum(widths, 1), 0)
    mixed: dict[int, list[tuple[int, int]]] = {}
    for piece in np.flatnonzero(widths == 0).tolist():
        cmap = fonts[font_of_piece[piece]].cmap
        mixed[piece] = cmap.split(strings[piece]) if cmap else []
        counts[piece] = len(mixed[piece])
    width_of_glyph = np.repeat(widths, counts)
    codes = np.zeros(len(width_of_glyph), np.int32)
    lengths = width_of_glyph.copy()
    for width, kind in ((1, ">u1"), (2, ">u2")):
        chosen = np.flatnonzero(widths == width)
        if len(chosen):
            parts = [strings[piece] for piece in chosen.tolist()]
            is_whole = not (sizes[chosen] % width).any()
            whole = b"".join(parts if is_whole else [_whole(part, width) for part in parts])
            codes[width_of_glyph == width] = np.frombuffer(whole, kind)
    if mixed:
        pairs = [pair for piece in sorted(mixed) for pair in mixed[piece]]
        codes[width_of_glyph == 0] = [code & _CODE_MASK for code, _ in pairs]
        lengths[width_of_glyph == 0] = [length for _, length in pairs]
    return codes, lengths, counts


#: Codes of four bytes beyond 31 bits lose their first bit: no CMap in use has such codes.
_CODE_MASK = 0x7FFFFFFF


def _whole(string: bytes, width: int) -> bytes:
    """Return a string as whole codes: half a code at the end is filled with 0."""
    return string + b"\0" if len(string) % width else string


@dataclass(frozen=True, slots=True)
class _GlyphFacts:
    """What the codes come to, a glyph an entry; `verticals` are w1y, vx, vy in ems, None where no font is vertical."""

    fonts: NDArray[np.int32]
    texts: list[str]
    map_states: NDArray[np.uint8]
    widths: Floats
    verticals: Floats | None

    def is_vertical(self, fonts: Sequence[LoadedFont]) -> NDArray[np.bool_]:
        """Return for each glyph whether it is written downwards."""
        import numpy as np

        flags = np.array([loaded.vertical is not None for loaded in fonts] or [False])
        return flags[self.fonts]


def _facts(codes: NDArray[np.int32], font_of_glyph: NDArray[np.int32], fonts: Sequence[LoadedFont]) -> _GlyphFacts:
    import numpy as np

    total = len(codes)
    texts = np.empty(total, object)
    map_states, widths = np.zeros(total, np.uint8), np.zeros(total, np.float64)
    has_vertical = any(loaded.vertical is not None for loaded in fonts)
    verticals = np.zeros((total, 3), np.float64) if has_vertical else None
    for k in np.flatnonzero(np.bincount(font_of_glyph)).tolist():
        chosen = np.flatnonzero(font_of_glyph == k)
        distinct, which = np.unique(codes[chosen], return_inverse=True)
        facts = [fonts[k].facts(code) for code in distinct.tolist()]
        names = np.empty(len(facts), object)
        names[:] = [fact.text for fact in facts]
        texts[chosen] = names[which]
        map_states[chosen] = np.array([fact.state for fact in facts], np.uint8)[which]
        widths[chosen] = np.array([fact.width for fact in facts])[which]
        if verticals is not None:
            verticals[chosen] = np.array([fact.vertical for fact in facts])[which]
    return _GlyphFacts(font_of_glyph, texts.tolist(), map_states, widths, verticals)


def _column(style: Floats, name: str) -> Floats:
    """Return a field of styles that lie field by field."""
    column: Floats = style[Style._fields.index(name)]
    return column


def _steps(style: Floats, facts: _GlyphFacts, is_space: NDArray[np.bool_]) -> Floats:
    """Return how far each glyph moves the pen along its line, in text space (ISO 32000-2 9.4.4)."""
    import numpy as np

    gaps = _column(style, "spacing") + np.where(is_space, _column(style, "word_spacing"), 0.0)
    steps: Floats = (facts.widths * _column(style, "size") + gaps) * _column(style, "scale")
    if facts.verticals is not None:
        downwards = facts.verticals[:, 0] * _column(style, "size") + gaps
        steps = np.where(facts.verticals[:, 0] != 0, downwards, steps)
    return _within(steps, _MOST_STEP)


def _pens(
    chains: Integers,
    pieces: _ShownStrings,
    counts: Integers,
    steps: Floats,
    style_of_piece: Floats,
    is_vertical: NDArray[np.bool_],
) -> Floats:
    """Return the pen's way from where its chain began, in text space, for every glyph."""
    import numpy as np

    ends = np.cumsum(counts)
    starts = ends - counts
    sums = np.concatenate(([0.0], np.cumsum(steps)))
    first_vertical = np.concatenate((is_vertical, [False]))[np.minimum(starts, len(is_vertical))]
    scales = np.where(first_vertical, 1.0, _column(style_of_piece, "scale"))
    nudges = np.cumsum(_within(np.array(pieces.nudges) * -0.001 * _column(style_of_piece, "size") * scales, _MOST_STEP))
    before_nudge = np.concatenate(([0.0], nudges[:-1])) if len(nudges) else nudges
    is_first = np.concatenate(([True], chains[1:] != chains[:-1])) if len(chains) else np.zeros(0, bool)
    first = np.maximum.accumulate(np.where(is_first, np.arange(len(chains)), 0)) if len(chains) else chains
    base = (sums[starts] + before_nudge)[first] if len(chains) else sums[:0]
    pens: Floats = sums[:-1] + np.repeat(nudges - base, counts)
    return pens


def _assemble(
    shown: _Rows,
    scene: Scene,
    row_of_glyph: Integers,
    codes: NDArray[np.int32],
    facts: _GlyphFacts,
    style: Floats,
    steps: Floats,
    pens: Floats,
) -> Glyphs:
    import numpy as np

    places = shown.places[row_of_glyph]
    ta, tb, tc, td, a, b, c, d, e, f = (_column(style, name) for name in Style._fields[9:])
    size, rise = _column(style, "size"), _column(style, "rise")
    along, across, step_x, step_y = pens, rise, steps, np.zeros(len(steps))
    if facts.verticals is not None:
        downwards = facts.is_vertical(scene.fonts)
        along = np.where(downwards, -facts.verticals[:, 1] * size * _column(style, "scale"), pens)
        across = np.where(downwards, pens + rise - facts.verticals[:, 2] * size, rise)
        step_x, step_y = np.where(downwards, 0.0, steps), np.where(downwards, steps, 0.0)
    x = ta * along + tc * across + places[:, 0]
    y = tb * along + td * across + places[:, 1]
    origins = _finite(np.stack((a * x + c * y + e, b * x + d * y + f), axis=1))
    xx, xy, yx, yy = ta * a + tb * c, ta * b + tb * d, tc * a + td * c, tc * b + td * d
    advances = _finite(np.stack((step_x * xx + step_y * yx, step_x * xy + step_y * yy), axis=1))
    across_size = size * _column(style, "scale")
    matrices = _finite(np.stack((across_size * xx, across_size * xy, size * yx, size * yy), axis=1))
    modes = _column(style, "mode").astype(np.uint8)
    contents = shown.contents[row_of_glyph]
    unseen = _unseen(scene, style, origins, advances, matrices) | np.where(
        (modes == 3) | (modes == 7), np.uint8(Unseen.MODE), np.uint8(0)
    )
    is_replaced = of_contents(scene.contents, contents, "actual", default=-1) >= 0
    is_hidden = of_contents(scene.contents, contents, "hidden", default=False)
    return Glyphs(
        codes=codes,
        texts=facts.texts,
        states=np.where(is_replaced, np.uint8(State.ACTUAL), facts.map_states).astype(np.uint8),
        map_states=facts.map_states,
        origins=origins,
        advances=advances.astype(np.float32),
        matrices=matrices.astype(np.float32),
        fonts=facts.fonts,
        contents=contents,
        fills=_column(style, "fill").astype(np.uint32),
        unseen=unseen | np.where(is_hidden, np.uint8(Unseen.OPTIONAL), np.uint8(0)),
    )


def _finite(lengths: Floats) -> Floats:
    """Return lengths that can be reckoned with: a damaged file may write 1e300."""
    return _within(lengths, MOST_POINTS)


def _within(lengths: Floats, most: float) -> Floats:
    import numpy as np

    if np.abs(lengths).max(initial=0.0) <= most:
        return lengths
    return np.clip(np.nan_to_num(lengths), -most, most)


#: No glyph, and no distance between two strings, moves the pen farther, in units of text space: the pens of a page are
#: one running sum, in which 1e30 would drown all places behind it. A font of size 1 under a matrix of 1,000 moves less.
_MOST_STEP = 1e7


def _unseen(scene: Scene, style: Floats, origins: Floats, advances: Floats, matrices: Floats) -> NDArray[np.uint8]:
    """Return which glyphs lie off the page or outside their clipping box, as bits of Unseen."""
    import numpy as np

    up = matrices[:, 2:] * _CELL_REACH_EMS
    corners = (origins - up, origins + up, origins + advances - up, origins + advances + up)
    low = np.minimum.reduce(corners)
    high = np.maximum.reduce(corners)
    clips = np.array(scene.clips, np.float64).reshape(-1, 4)
    page, clip = clips[0], clips[_column(style, "clip").astype(np.int64)]
    outside = (high < page[:2]).any(axis=1) | (low > page[2:]).any(axis=1)
    clipped = (
        (high < clip[:, :2]).any(axis=1) | (low > clip[:, 2:]).any(axis=1) | (clip[:, 2:] <= clip[:, :2]).any(axis=1)
    )
    bits: NDArray[np.uint8] = (outside * int(Unseen.OUTSIDE) | clipped * int(Unseen.CLIPPED)).astype(np.uint8)
    return bits


def concatenate(parts: Sequence[Glyphs]) -> Glyphs:
    """Return several records as one, in order."""
    import numpy as np

    if len(parts) == 1:
        return parts[0]
    arrays = {
        name: np.concatenate([getattr(part, name) for part in parts]) for name in Glyphs.__slots__ if name != "texts"
    }
    return Glyphs(texts=[text for part in parts for text in part.texts], **arrays)
