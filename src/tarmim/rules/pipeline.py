"""The whole pipeline on one screen: every rule, in the order it runs."""

from __future__ import annotations

from tarmim.engine.rule import Rule
from tarmim.rules.brackets import BRACKETS
from tarmim.rules.chunks import CHUNKS
from tarmim.rules.codes import CODES
from tarmim.rules.codes_order import CODES_ORDER
from tarmim.rules.controls import CONTROLS
from tarmim.rules.encoding import ENCODING
from tarmim.rules.exchanged import EXCHANGED
from tarmim.rules.forms import FORMS
from tarmim.rules.furniture import FURNITURE, PULL_QUOTES
from tarmim.rules.glue import GLUE
from tarmim.rules.late_marks import LATE_MARKS
from tarmim.rules.ligatures import LIGATURES
from tarmim.rules.marks import MARKS
from tarmim.rules.tatweel import TATWEEL
from tarmim.rules.visual import VISUAL
from tarmim.rules.words import WORDS
from tarmim.rules.wraps import WRAPS

__all__ = ["DEFAULT_RULES"]

#: Order matters: characters before order, order before letters, letters before spaces, lines last.
DEFAULT_RULES: tuple[Rule, ...] = (
    ENCODING,  # before controls: the invisible halves of misread letters are controls too
    CONTROLS,
    CODES_ORDER,
    VISUAL,
    FORMS,
    CHUNKS,  # words want letters, no shapes
    EXCHANGED,
    LIGATURES,  # leaves lines that strokes show to be out of order
    BRACKETS,
    CODES,  # letters want words, whole and in order; marks and strokes do not matter to them
    LATE_MARKS,  # before marks: of two on one letter the first may be the letter's before
    MARKS,
    TATWEEL,
    GLUE,
    WORDS,
    FURNITURE,
    WRAPS,
    PULL_QUOTES,
)
