"""A quirk of some programs or fonts: its sign in the file itself, and what mends it.

The main way says at each stage what it has so far, as a record of that stage's own type, and asks for it to be mended;
it knows no quirk by name. The quirks are listed in `tarmim.reading.quirks.catalogue`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

__all__ = ["Mended", "Mender", "Quirk", "mend", "notes_of", "without_quirks"]

_Subject = TypeVar("_Subject")
_Finding = TypeVar("_Finding")


@dataclass(frozen=True, slots=True, eq=False)
class Quirk(Generic[_Subject, _Finding]):
    """What some programs or fonts do otherwise than the main way takes it.

    name     a few words, for lists
    seen_in  programs or fonts, with versions where they are known; for readers only, nothing asks for it
    stage    the type of the record that the quirk is looked for in
    sign     what tells of the quirk in the file itself, never by who made it: a finding, None where there is none
    mend     the record as it should be, by the finding
    case     the test that fails without the quirk: a path from the root of the repository
    notes    what a page's notes say of all findings on it; None where they say nothing
    """

    name: str
    seen_in: tuple[str, ...]
    stage: type[_Subject]
    sign: Callable[[_Subject], _Finding | None]
    mend: Callable[[_Subject, _Finding], _Subject]
    case: str
    notes: Callable[[Sequence[_Finding]], Iterable[str]] | None = None


class Mended(NamedTuple):
    """A quirk that was mended, and what told of it."""

    quirk: Quirk[Any, Any]
    finding: Any


class Mender(Protocol):
    """Mends the record of a stage; says which quirks were mended in it."""

    def __call__(self, subject: _Subject, /) -> tuple[_Subject, tuple[Mended, ...]]:
        """Return the record mended, and the quirks that it had."""
        ...


def mend(subject: _Subject, quirks: tuple[Quirk[Any, Any], ...]) -> tuple[_Subject, tuple[Mended, ...]]:
    """Return the record of a stage with these quirks mended, in their order, and those that it had."""
    mended: tuple[Mended, ...] = ()
    for quirk in _by_stage(quirks).get(type(subject), ()):
        finding = quirk.sign(subject)
        if finding is not None:
            subject = quirk.mend(subject, finding)
            mended = (*mended, Mended(quirk, finding))
    return subject, mended


@cache
def _by_stage(quirks: tuple[Quirk[Any, Any], ...]) -> Mapping[type[Any], tuple[Quirk[Any, Any], ...]]:
    """Return the quirks of each stage: a page is mended some hundred times."""
    stages: dict[type[Any], tuple[Quirk[Any, Any], ...]] = {}
    for quirk in quirks:
        stages[quirk.stage] = (*stages.get(quirk.stage, ()), quirk)
    return stages


def without_quirks(subject: _Subject, /) -> tuple[_Subject, tuple[Mended, ...]]:
    """Return a record as it is: the `Mender` that knows no quirk."""
    return subject, ()


def notes_of(mended: Iterable[Mended]) -> tuple[str, ...]:
    """Return what there is to say of the quirks mended on a page, each quirk once for all its findings."""
    findings: dict[str, list[Any]] = {}
    quirks: dict[str, Quirk[Any, Any]] = {}
    for quirk, finding in mended:
        quirks[quirk.name] = quirk
        findings.setdefault(quirk.name, []).append(finding)
    return tuple(note for name, quirk in quirks.items() if quirk.notes for note in quirk.notes(findings[name]))
