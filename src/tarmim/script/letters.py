r"""Classes of Arabic-script characters, as bodies of regular-expression character classes.

A body is used inside brackets: `re.search(f"[{LETTERS}]", text)`. Code points are those of Unicode 15.0.
"""

from __future__ import annotations

__all__ = [
    "ARABIC_DIGITS",
    "ARABIC_LANGUAGE",
    "DIGITS",
    "HIGH_MARKS",
    "LETTERS",
    "LONGEST_WORD",
    "MARKS",
    "TATWEEL",
    "ZWJ",
    "ZWNJ",
]

#: ARABIC TATWEEL, the joining stroke that stretches a word.
TATWEEL = "\u0640"

#: Runs of more letters are no words and are not looked at as such: what is tried of a word grows with the square of its
#: length. The longest of the 663,000 words of the lists has 22 letters; two that ran together have fewer than this.
LONGEST_WORD = 40

ZWNJ = "\u200c"
ZWJ = "\u200d"

#: Letters of the script, in base blocks (Arabic, Supplement, Extended-A and -B), tatweel left out.
LETTERS = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\u0870-\u0887\u0889-\u088e\u08a0-\u08c9"
)

#: Letters of the Arabic language alone: hamza to yeh, tatweel and the Extended letters left out, alef wasla put in.
ARABIC_LANGUAGE = "\u0621-\u063a\u0641-\u064a\u0671"

#: Vowels, shadda, sukun, superscript alef: the marks of ordinary vowelled text.
HIGH_MARKS = "\u064b-\u0652\u0670"

#: Every combining mark of the script, Quranic annotation among them.
MARKS = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff"
)

#: Arabic-Indic digits and the extended ones of Persian and Urdu.
ARABIC_DIGITS = "\u0660-\u0669\u06f0-\u06f9"

DIGITS = "0-9" + ARABIC_DIGITS
