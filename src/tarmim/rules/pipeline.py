"""The whole pipeline on one screen: every rule, in the order it runs.

Where a rule runs it says itself (`Rule.on`): those that are TEXT_ONLY do not run on the pages of a PDF, whose order,
lines and codes were read off the page; forms, ligatures, late-marks, marks and tatweel do. `tarmim rules` shows it.
"""

from __future__ import annotations

from tarmim.engine.rule import Rule
from tarmim.rules.codes.line_start import CODES_ORDER
from tarmim.rules.codes.rule import CODES
from tarmim.rules.letters.brackets import BRACKETS
from tarmim.rules.letters.controls import CONTROLS
from tarmim.rules.letters.encoding import ENCODING
from tarmim.rules.letters.forms import FORMS
from tarmim.rules.letters.tatweel import TATWEEL
from tarmim.rules.ligatures.rule import LIGATURES
from tarmim.rules.line_order.chunks import CHUNKS
from tarmim.rules.line_order.exchanged import EXCHANGED
from tarmim.rules.line_order.visual import VISUAL
from tarmim.rules.marks.detached import MARKS
from tarmim.rules.marks.late_shadda import LATE_MARKS
from tarmim.rules.paragraphs.furniture import FURNITURE
from tarmim.rules.paragraphs.pull_quotes import PULL_QUOTES
from tarmim.rules.paragraphs.wraps import WRAPS
from tarmim.rules.spacing.glue import GLUE
from tarmim.rules.spacing.words import WORDS

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
