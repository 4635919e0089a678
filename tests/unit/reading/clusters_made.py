"""PDFs in a font whose glyphs share letters: what its glyphs are, and what its map says."""

from __future__ import annotations

from collections.abc import Mapping

from pikepdf import Array, Dictionary

import tarmim
from tests.unit.identity import typefaces
from tests.unit.identity.typefaces import truetype, written
from tests.unit.pdf.made import made as page_of

#: Codes of a font that maps the first glyph of a cluster to all its letters: what names tell, and what maps say.
CLUSTERS = {1: ("uni0645", "م"), 2: ("uni0644.init", ""), 3: ("uni0627.fina", "لا"), 4: ("uni0639", None)}
#: A lam without a map that takes no room, and a ligature before it that is mapped to what it is.
CLUSTERS |= {5: ("uni0644.medi", None), 6: ("uni06440627", "لا")}


def text_in_clusters(codes: str, *, widths: Mapping[int, int] | None = None, as_mapped: bool = False) -> str:
    """Return the text of a line of such codes, hexadecimal, from the left; as_mapped: as the map has it."""
    font = truetype([name for name, _ in CLUSTERS.values()], {})
    said = {code: text for code, (_, text) in CLUSTERS.items() if text is not None}
    rows = [f"<{code:04X}> <{text.encode('utf-16-be').hex()}>" for code, text in said.items()]
    cmap = f"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange {len(rows)} beginbfchar "
    cmap += " ".join(rows) + " endbfchar endcmap"
    pdf = typefaces.new()
    about = typefaces.descriptor(pdf, "FontFile2", written(font))
    each = Array([part for code, width in (widths or {}).items() for part in (code, Array([width]))])
    resource = typefaces.composite(pdf, "CIDFontType2", about, to_unicode=cmap.encode(), W=each)
    content = f"BT /F1 10 Tf 1 0 0 1 50 100 Tm <{codes}> Tj ET"
    data = page_of(content.encode(), pdf, Font=Dictionary(F1=pdf.make_indirect(resource)))
    return tarmim.extract(data, options=tarmim.Options(repair=not as_mapped)).repair.source
