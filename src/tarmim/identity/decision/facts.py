"""What is known of a document's codes before its fonts are opened."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tarmim.identity.program.glyph_names import as_letters
from tarmim.identity.readings import Code, is_arabic
from tarmim.model.font import State

if TYPE_CHECKING:
    from tarmim.identity.program.glyph_names import FormedLetters

__all__ = ["Facts", "MappedCode", "fonts_of_rare_forms", "mapped_letters"]

#: Presentation forms of letters and ligatures that hardly any text has.
_RARE_FORM: Final = (
    "[\ufb50-\ufb55\ufb5a-\ufb65\ufb6a-\ufb79\ufb7e-\ufb87\ufba0-\ufba5\ufbb0\ufbb1\ufbd3-\ufbfb\ufc00-\ufdf1]"
)


@dataclass(frozen=True, slots=True)
class MappedCode:
    """What the file's own map says of a code, and its State; is_covered: it always stands inside an ActualText."""

    text: str
    state: int
    is_covered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a document's codes before its fonts are opened.

    maps   the codes that occur: what their maps say
    split  codes whose followers, mapped to nothing, are not always the same: with all of these
    marks  codes that are mapped to a letter with marks and stand for the marks alone
    """

    maps: Mapping[Code, MappedCode]
    split: Mapping[Code, frozenset[int]] = field(default_factory=dict)
    marks: Mapping[Code, str] = field(default_factory=dict)

    def letters(self) -> dict[Code, str]:
        """Return the letters that the maps say, for codes of which they say any."""
        found = {code: mapped_letters(mapped) for code, mapped in self.maps.items()}
        return {code: formed.letters for code, formed in found.items() if formed is not None}


def fonts_of_rare_forms(maps: Mapping[Code, MappedCode]) -> frozenset[int]:
    """Return the fonts most of whose Arabic codes are mapped to forms that hardly any text has.

    Fonts of whole words (the pages of a Quran) are numbered along the presentation forms. A shape must agree there.
    """
    arabic, rare = Counter[int](), Counter[int]()
    for (font, _), mapped in maps.items():
        if mapped.state == State.MAPPED and is_arabic(mapped.text):
            arabic[font] += 1
            rare[font] += re.fullmatch(_RARE_FORM, mapped.text) is not None
    return frozenset(font for font, count in rare.items() if count > arabic[font] / 2)


def mapped_letters(mapped: MappedCode) -> FormedLetters | None:
    """Return what a map says, None where it says nothing: no text, private use, letters of two scripts in one."""
    if mapped.state != State.MAPPED or _is_mixed(mapped.text):
        return None
    return as_letters(mapped.text)


def _is_mixed(text: str) -> bool:
    return (
        len(text) > 1
        and is_arabic(text)
        and any(not is_arabic(char) and unicodedata.category(char) in ("Lo", "Lu", "Ll", "So") for char in text)
    )
