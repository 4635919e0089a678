"""What a page may cost: past these limits its content is not read on, and the page says so."""

from __future__ import annotations

from tarmim.pdf.shows import ROW_WIDTH

__all__ = [
    "CONTENT_LIMIT",
    "COUNTED_OPERAND",
    "ENTRIES_AT_ONCE",
    "FORMS_LIMIT",
    "FORM_DEPTH",
    "GLYPHS_LIMIT",
    "GROUNDS_LIMIT",
    "OPERAND_BYTES_AT_ONCE",
    "OPERAND_BYTES_LIMIT",
    "PROBLEMS_LIMIT",
    "RULINGS_LIMIT",
    "STATES_LIMIT",
    "WASTE_PART",
    "EnoughError",
]

#: Forms may nest this deep: real ones do by 3 or 4; each level takes three frames of Python's stack.
FORM_DEPTH = 32

#: Bytes of content a page may have, forms counted as often as they are drawn: a page of a million glyphs placed one by
#: one has 32 MB.
CONTENT_LIMIT = 64 << 20

#: Forms a page may draw: a hundred forms that draw each other ten times would be endless otherwise.
FORMS_LIMIT = 20_000

#: Bytes that are unpacked in vain count as content by this part: they cost less than content that is read.
WASTE_PART = 8

#: Saved graphics states; more are a mistake or an attack.
STATES_LIMIT = 10_000

#: Entries of rows kept before they are made into columns, where the pen is next placed anew: 25,000 rows. A page of a
#: million glyphs takes 210 MB so, and would take 940.
ENTRIES_AT_ONCE = 25_000 * ROW_WIDTH

#: Glyphs a page may have.
GLYPHS_LIMIT = 1_500_000

#: Operands of more bytes than COUNTED_OPERAND are counted. When OPERAND_BYTES_AT_ONCE have gathered, columns are made
#: where the pen is next placed, and at OPERAND_BYTES_LIMIT wherever it stands: 62 kB of Flate may hold one string of
#: 60 MB.
COUNTED_OPERAND = 16
OPERAND_BYTES_AT_ONCE = 100_000
OPERAND_BYTES_LIMIT = 300_000

#: Rules and painted areas kept a page, and problems reported.
RULINGS_LIMIT = 4_000
GROUNDS_LIMIT = 2_000
PROBLEMS_LIMIT = 20


class EnoughError(Exception):
    """The page has reached a limit: what was read so far comes out."""
