"""Rules of other packages: entry points of the group `tarmim.rules`, loaded when a caller names them.

Nothing runs because it is installed: the same text comes out the same wherever the same rules are asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tarmim.engine.rule import Rule
from tarmim.errors import TarmimError, UsageError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint, EntryPoints

__all__ = ["GROUP", "load", "named", "names"]

GROUP = "tarmim.rules"


def names() -> tuple[str, ...]:
    """Return the names of all rules that other packages offer, `vendor.rule` each; none of them is loaded."""
    return tuple(sorted({point.name for point in _offered()}))


def named(name: str) -> tuple[str, ...]:
    """Return the rules that a name means: that of one rule, or of a vendor, which means all of its rules.

    Raises UsageError where there is none.
    """
    found = tuple(known for known in names() if name in (known, known.partition(".")[0]))
    if not found:
        raise UsageError(f"no package offers a rule named {name!r}", hint="tarmim rules")
    return found


def load(name: str) -> Rule:
    """Return the rule of another package by its name, `vendor.rule`.

    Raises UsageError where there is none, TarmimError where it cannot be loaded or is no rule of that name.
    """
    (point,) = _points(name)
    package = point.dist.name if point.dist is not None else point.module
    hint = f"pip install --upgrade {package}, or leave the rule out"
    try:
        rule = point.load()
    except (Exception, SystemExit) as error:  # whatever a package of others does when it is imported
        raise TarmimError(f"the rule {name!r} cannot be loaded: {error}", hint=hint) from error
    if not isinstance(rule, Rule):
        raise TarmimError(f"{point.value} is no Rule but of the type {type(rule).__name__}", hint=hint)
    if rule.name != name or not all(part for part in name.partition(".")):
        raise TarmimError(f"{point.value} is named {rule.name!r}; {name!r} is its entry point", hint=hint)
    return rule


def _offered() -> EntryPoints:
    from importlib.metadata import entry_points  # 20 ms, which only those pay who name a rule of others

    return entry_points(group=GROUP)


def _points(name: str) -> tuple[EntryPoint]:
    """Return the entry point of a name; of two the first that the interpreter finds, as imports do."""
    for point in _offered():
        if point.name == name:
            return (point,)
    raise UsageError(f"no package offers a rule named {name!r}", hint="tarmim rules")
