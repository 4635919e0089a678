"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal

from tarmim.engine.evidence import Evidence
from tarmim.errors import TarmimError, UsageError
from tarmim.model.edit import Edit
from tarmim.model.passage import Passage

__all__ = ["DEFAULT_THRESHOLD", "EVERYWHERE", "ONCE", "TEXT_ONLY", "Rounds", "Rule", "Stage", "blame"]

#: Where doing nothing does no harm an edit must be this sure.
DEFAULT_THRESHOLD = 0.9


@dataclass(frozen=True, slots=True)
class Rounds:
    """How often a rule is asked again, of the text that its own edits make.

    most       rounds at most, the last of which may only find that nothing is left; 1 means that it is asked once
    proof      a second round believes a first one of at least so many edits: where fewer make a text in which more is
               found, the text does not settle
    holds_all  whether all edits are held where the text does not settle; else those that change again
    why        the reason with which they are held
    """

    most: int = 1
    proof: int = 0
    holds_all: bool = False
    why: str = "a further look would change this place again"


#: Where a rule may run.
Stage = Literal["text", "page"]
EVERYWHERE: Final[frozenset[Stage]] = frozenset(("text", "page"))
#: Where the order of lines and paragraphs was not read off a page, and the codes of letters not by their fonts.
TEXT_ONLY: Final[frozenset[Stage]] = frozenset(("text",))

#: Asked once: what the rule puts in does not set it off again.
ONCE: Final = Rounds()


@dataclass(frozen=True, slots=True)
class Rule:
    """One repair: a cheap test whether it may have work, and a pure search for what to change.

    name     what --only and --skip call it; of a rule that comes with another package `vendor.rule`
    kind     the family of damage: the name of a section of docs/damage.md
    summary  one line for the table of rules
    trigger  a cheap test on the whole text that keeps sound text fast; it may say yes for nothing, never no in error
    find     yields edits in offsets of the passage it is given; Edits where there may be many
    threshold  the confidence from which its edits are applied, where Options.threshold does not say otherwise
    on       where it runs: on a text that is given ("text"), on what was read off the pages of a PDF ("page"), whose
             lines and order are known
    languages  the languages that it knows (ISO 639-1); None means all
    joins_lines  the rule's business is line breaks (left out under Options.keep_lines)
    reads    names of rules whose findings it asks for (`Evidence.places_of`); they run before it
    rounds   how often it is asked again, of the text that its edits make
    sets_off  names of rules before it that are asked once more where it made edits, for these give them new work
    """

    name: str
    kind: str
    summary: str
    trigger: Callable[[Passage, Evidence], bool]
    find: Callable[[Passage, Evidence], Iterable[Edit]]
    threshold: float = DEFAULT_THRESHOLD
    on: frozenset[Stage] = EVERYWHERE
    languages: frozenset[str] | None = None
    joins_lines: bool = False
    reads: tuple[str, ...] = ()
    rounds: Rounds = ONCE
    sets_off: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raise UsageError for a rule that could never run, or not as it says."""
        if not self.on or not self.on <= EVERYWHERE:
            raise UsageError(f"the rule {self.name!r} runs on {sorted(self.on)}", hint='on={"text", "page"}')
        if isinstance(self.languages, str):
            raise UsageError(f"the rule {self.name!r} has one string for languages", hint='languages=frozenset({"ar"})')
        if self.rounds.most < 1:
            raise UsageError(f"the rule {self.name!r} has no round", hint="Rounds(most=1)")


def blame(rule: Rule, error: Exception) -> Exception:
    """Return what to raise where a rule raised: of a rule of others a TarmimError that names it and its package.

    An exception in a rule of ours is a bug of ours and passes as it is.
    """
    package = str(getattr(rule.find, "__module__", "")).partition(".")[0]
    if package == "tarmim" or isinstance(error, TarmimError):
        return error
    said = " ".join(f"{type(error).__name__}: {error}".removesuffix(": ").split())
    return TarmimError(
        f"the rule {rule.name!r} of the package {package} failed: {said}",
        hint="leave the rule out, and tell its author",
    )
