"""What texts are made of in which damage is likely: pieces for random strings, by kind."""

from __future__ import annotations

__all__ = [
    "BREAKS",
    "CODES",
    "CONTROLS",
    "DIGITS",
    "FORMS",
    "KNOTS",
    "LATIN",
    "LETTERS",
    "MARKS",
    "OTHER_LETTERS",
    "SPACES",
    "STOPS",
    "STROKES",
    "SURROGATES",
]

#: Arabic letters common enough to make words and rare enough to be told apart; hamza to yeh without the gaps.
LETTERS = [chr(c) for c in (*range(0x0621, 0x063B), *range(0x0641, 0x064B), 0x0671)]

#: Letters of Persian, Urdu, Kurdish, Pashto, Sindhi and Uyghur that Arabic does not have.
OTHER_LETTERS = [chr(c) for c in (*range(0x0672, 0x06D4), 0x06D5, 0x06EE, 0x06EF, *range(0x0750, 0x0780))]

#: Vowels, shadda, sukun, superscript alef, some Quranic signs, hamza above.
MARKS = [chr(c) for c in (*range(0x064B, 0x0656), 0x0670, 0x06D6, 0x06DC, 0x06E1, 0x0615, 0x08F0)]

#: Lam and the four alefs, both ways round; the ligatures that fonts flip; the name of God, flipped.
KNOTS = [
    "\u0644\u0627", "\u0627\u0644", "\u0644\u0623", "\u0623\u0644", "\u0627\u0644\u0623", "\u0627\u0623\u0644",
    "\u0625\u0644", "\u0644\u0625", "\u0627\u0625\u0644", "\u0622\u0644", "\u0627\u0622\u0644", "\u0644\u0622",
    "\u0627\u0644\u0644\u0647", "\u0627\u0647\u0644\u0644", "\u064A\u0641", "\u0641\u064A", "\u0639\u0649\u0644",
    "\u0627\u0644\u0627", "\u0627\u0627\u0644", "\u0648", "\u0647\u0640", "\u0627\u0644\u0640",
]  # fmt: skip

#: Presentation forms of both blocks, ligatures of words and phrases among them.
_FORM_RANGES = (range(0xFE70, 0xFEFD), range(0xFB50, 0xFBB2), range(0xFBD3, 0xFC00), range(0xFC5E, 0xFC64))
FORMS = [chr(c) for span in _FORM_RANGES for c in span] + ["\ufd3e", "\ufd3f", "\ufdf2", "\ufdfa", "\ufdfc", "\ufdfd"]

DIGITS = [
    "0",
    "1",
    "7",
    "19",
    "2023",
    "\u0661",
    "\u0669\u0663",
    "\u06f4\u06f5",
    "1,250",
    "3.5",
    "12/3/1445",
    "\u066b",
    "\u066a",
]

STOPS = [
    *".,:;!?()[]{}<>/-%\"'",
    "\u060c",
    "\u061b",
    "\u061f",
    "\u00ab",
    "\u00bb",
    "\u201c",
    "\u201d",
    "\u2026",
    "\u2013",
    "\u06d4",
    "\ufd3e",
    "\ufd3f",
]

SPACES = [" ", " ", " ", "  ", "\t", "\u00a0", "\u2003", "\u200c", "\u200d"]

BREAKS = ["\n", "\n", "\n\n", "\n \n", "\r\n", "\f", "\u2028", "\u0085", "\x0b"]

LATIN = ["a", "PDF", "of", "Word 2010", "\u00e9", "\u00d8\u00a7", "\u00c7\u00e1", "\u00d9\u201e", "CO\u2082", "x\u0301"]

CONTROLS = [
    "\u200e", "\u200f", "\u061c", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068",
    "\u2069", "\ufeff", "\u00ad", "\x00", "\x01", "\x08", "\x1b", "\x7f", "\x9f", "\u200b", "\ufffd", "\ufffe",
]  # fmt: skip

CODES = ["\ue000", "\ue072", "\ue7e0", "\ue943", "\uf0b7", "\uf020", "\uf8ff", "\U000f0001", "\U0010fffd"]

STROKES = ["\u0640", "\u0640", "\u0640\u0640", "\u0640\u0640\u0640\u0640"]

#: Halves of characters, which UTF-8 cannot write.
SURROGATES = ["\ud800", "\udbff", "\udc00", "\udfff"]
