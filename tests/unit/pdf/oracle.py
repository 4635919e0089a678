"""What playa-pdf reads on a page, to hold our glyphs against: CIDs and origins in content order."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tarmim.model.glyph import PageGlyphs

#: How far (points) origins may differ.
TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class Oracle:
    """CIDs and origins of a page; playa's origin in vertical writing is the pen, without the position vector."""

    cids: NDArray[np.int64]
    origins: NDArray[np.float64]
    texts: list[str]


def oracle_pages(content: bytes, password: str = "") -> Iterator[Oracle]:
    import playa

    logging.getLogger("playa").setLevel(logging.CRITICAL)
    with playa.Document(io.BytesIO(content), password=password, space="default") as document:
        for page in document.pages:
            glyphs = [(glyph.cid, *glyph.origin, glyph.text) for glyph in page.glyphs]
            yield Oracle(
                np.array([one[0] for one in glyphs], np.int64),
                np.array([one[1:3] for one in glyphs], np.float64).reshape(-1, 2),
                [one[3] or "" for one in glyphs],
            )


def deviations(page: PageGlyphs, oracle: Oracle) -> list[str]:
    """Return in words where the two differ: the number of glyphs, the first other code, the first other origin."""
    glyphs = page.glyphs
    cids = np.array(
        [
            page.fonts[font].cid_of(code)
            for code, font in zip(glyphs.codes.tolist(), glyphs.fonts.tolist(), strict=True)
        ],
        np.int64,
    )
    if len(cids) != len(oracle.cids):
        return [f"{len(cids)} glyphs, the oracle has {len(oracle.cids)}"]
    found = []
    other = np.flatnonzero(cids != oracle.cids)
    if len(other):
        k = int(other[0])
        found.append(f"{len(other)} other codes, the first at {k}: {cids[k]}, the oracle has {oracle.cids[k]}")
    upright = np.array([not page.fonts[font].is_vertical for font in glyphs.fonts.tolist()], bool)
    far = np.flatnonzero((np.abs(glyphs.origins - oracle.origins).max(axis=1) > TOLERANCE) & upright)
    if len(far):
        k = int(far[0])
        found.append(
            f"{len(far)} other origins, the first at {k}: {glyphs.origins[k]}, the oracle has {oracle.origins[k]}"
        )
    return found
