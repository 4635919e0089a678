"""What a caller may choose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tarmim.errors import UsageError

__all__ = ["Options", "checked_options"]

#: What single values are, but for None; the value of a password is not for messages, so no value is said.
_KINDS: Final = (
    *(("language", str), ("unknown", str), ("password", str)),
    *(("keep_lines", bool), ("repair", bool), ("keep_furniture", bool)),
)
#: What an error of a kind leads to.
_HINT: Final = "help(tarmim.Options)"


@dataclass(frozen=True, slots=True)
class Options:
    """Choices for one repair or one PDF, all with defaults that suit a document nobody has looked at.

    language    the ISO 639-1 code of a language that there is a record of (ar, fa, ku, ps, sd, ug, ur), or of `model`,
                in place of what the letters say; None to measure; another is a UsageError when it is used
    threshold   edits with a lower confidence (0 to 1) are held: reported, not applied; None leaves it to each rule
    only        names of the rules to run, among those that run on a text or on a page; empty means all of them
    skip        names of the rules not to run
    plugins     rules of other packages to run after our own: `vendor.rule`, or `vendor` for all of its rules; what is
                installed and not named here does not run
    keep_lines  leave line breaks as they are: paragraphs are not joined
    unknown     what stands for letters that were lost and cannot be recovered: None leaves U+FFFD or the private code
                that the text has, a string ("?", say) takes its place; on pages of a PDF too, unless `repair` is False
    model       a folder of language models of one's own (`tarmim model build`), used where its language is the
                document's; None means those that come with the package
    fonts       of a PDF: a folder of fonts learnt (`tarmim fonts learn`), whose letters are known by their outlines
                besides those that come with the package; None means none
    pages       of a PDF: the numbers of the pages to read, from 1, in any iterable (a range, say), each read once;
                empty means all
    password    of an encrypted PDF; it is not shown where options are printed
    repair      of a PDF: read letters by all evidence and repair what comes off the pages; False gives what the file's
                own maps say of the glyphs, to the code point: only order, spaces and lines are read off the page, and
                what has no map is U+FFFD. Left out is what does not show: invisible controls, the hyphen that cuts a
                word at a line's end, the second copy of text drawn twice
    keep_furniture  of a PDF: running heads, page numbers and other furniture are part of the text, where they stand on
                    the page; what nobody can see stays out of it
    """

    language: str | None = None
    threshold: float | None = None
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    plugins: tuple[str, ...] = ()
    keep_lines: bool = False
    unknown: str | None = None
    model: Path | None = None
    fonts: Path | None = None
    pages: tuple[int, ...] = ()
    password: str | None = field(default=None, repr=False)
    repair: bool = True
    keep_furniture: bool = False

    def __post_init__(self) -> None:
        """Take folders as strings too, and any iterable for tuples; raise UsageError for what is neither."""
        for name, wanted in _KINDS:
            given = getattr(self, name)
            if not isinstance(given, wanted) and (given is not None or wanted is bool):
                raise UsageError(f"{name} is a {wanted.__name__}, not a {type(given).__name__}", hint=_HINT)
        for name in ("model", "fonts"):
            value = getattr(self, name)
            if value is not None and not isinstance(value, str | Path):
                raise UsageError(f"{name} is a folder, not {value!r}", hint=f"Options({name}=Path(...))")
            object.__setattr__(self, name, None if value is None else Path(value))
        for name in ("only", "skip", "plugins"):
            object.__setattr__(self, name, _names(name, getattr(self, name)))
        object.__setattr__(self, "pages", _page_numbers(self.pages))
        if self.threshold is not None and not isinstance(self.threshold, int | float):
            raise UsageError(f"a threshold is a number, not {self.threshold!r}", hint="Options(threshold=0.9)")


def _names(option: str, given: object) -> tuple[str, ...]:
    """Return names of rules as a tuple; UsageError for anything but an iterable of strings."""
    if isinstance(given, str):
        raise UsageError(f"{option} is a sequence of names, not {given!r}", hint=f"Options({option}=({given!r},))")
    found = tuple(given) if isinstance(given, Iterable) else None
    if found is None or not all(isinstance(name, str) for name in found):
        shown = given if found is None else found
        raise UsageError(f"{option} is a sequence of names, not {shown!r}", hint=f'Options({option}=("tatweel",))')
    return found


def _page_numbers(given: object) -> tuple[int, ...]:
    """Return numbers of pages as a tuple, each once; UsageError for anything but whole numbers from 1."""
    if isinstance(given, str | bytes):
        raise UsageError(
            f"pages are whole numbers from 1, not {given!r}",
            hint="Options(pages=range(2, 5)); lists like 2-4 are for the command line: --pages 2-4",
        )
    found = tuple(given) if isinstance(given, Iterable) else None
    if found is None or not all(type(number) is int and number >= 1 for number in found):
        shown = given if found is None else next(one for one in found if type(one) is not int or one < 1)
        hint = f"Options(pages=({given},))" if type(given) is int and given >= 1 else "Options(pages=(1, 3))"
        called = "a sequence of whole numbers" if found is None else "whole numbers"
        raise UsageError(f"pages are {called} from 1, not {shown!r}", hint=f"{hint}, or pages=range(2, 5)")
    return tuple(dict.fromkeys(found))


def checked_options(given: Options | None) -> Options:
    """Return the options given to a verb, those of nobody for None; UsageError for what is none."""
    if given is None:
        return Options()
    if not isinstance(given, Options):
        raise UsageError(f"options are a tarmim.Options, not a {type(given).__name__}", hint=_HINT)
    return given
