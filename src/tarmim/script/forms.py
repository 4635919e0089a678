"""Arabic presentation forms: the letters and the shape that each one stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from tarmim.script.forms_table import FORMS
from tarmim.script.joining import Shape

FORM_CLASS: Final = "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufd8f\ufd92-\ufdc7\ufdf0-\ufdfc\ufe70-\ufe72\ufe74\ufe76-\ufefc"
"""Body of a regular expression's character class, for `f"[{FORM_CLASS}]"`: all forms that `form_of` knows."""


@dataclass(frozen=True, slots=True)
class Form:
    """A presentation form: its base letters in logical order (one to 18 characters) and its shape.

    The spacing forms of the marks have U+0020 as their first letter, their medial forms U+0640 TATWEEL.
    """

    letters: str
    shape: Shape


@cache
def _forms() -> Mapping[str, Form]:
    forms: dict[str, Form] = {}
    for code, (letters, shape) in FORMS.items():
        known: Shape = shape  # type: ignore[assignment]  # the table is generated from these four
        forms[chr(code)] = Form(letters, known)
    return forms


def form_of(char: str) -> Form | None:
    r"""Return the letters and shape of a presentation form, or None for any other character.

    The forms are those of U+FB50-FDFF and U+FE70-FEFF with a compatibility decomposition to a shape.

    >>> form_of("\ufefb")
    Form(letters='\u0644\u0627', shape='isolated')
    """
    return _forms().get(char)


def shape_of(char: str) -> Shape | None:
    """Return the shape of a presentation form, or None for any other character."""
    form = _forms().get(char)
    return form.shape if form else None


def is_form(char: str) -> bool:
    """Return whether the character is a presentation form that `form_of` knows."""
    return char in _forms()


@cache
def _by_letters() -> Mapping[Form, str]:
    chars: dict[Form, str] = {}
    for char, form in _forms().items():
        chars.setdefault(form, char)
    return chars


def form_for(letters: str, shape: Shape) -> str | None:
    r"""Return the presentation form of the letters in that shape, the lowest code point of several, or None.

    >>> form_for("\u0628", "initial") == "\ufe91"
    True
    """
    return _by_letters().get(Form(letters, shape))
