"""The verbs: the only place that joins the stages."""

from __future__ import annotations

from collections.abc import Callable

from tarmim.engine.rule import Rule
from tarmim.engine.run import run
from tarmim.errors import UsageError
from tarmim.language.models import load_from
from tarmim.model.repair import Repair
from tarmim.options import Options
from tarmim.rules.pipeline import DEFAULT_RULES

__all__ = ["repair", "rules"]


def repair(text: str, *, options: Options | None = None, on_rule: Callable[[Rule], None] | None = None) -> Repair:
    """Return the text repaired, with every edit and every finding that was held.

    text     text of any length, line breaks included; undamaged text comes back as the same object
    options  see Options; UsageError where it names a rule that does not exist
    on_rule  is told each rule before it runs: progress for long input

    >>> repair("Latin text").changed
    False
    """
    options = options or Options()
    return run(text, _chosen(options), options, on_rule=on_rule)


def rules() -> tuple[Rule, ...]:
    """Return the pipeline: every rule in the order it runs."""
    return DEFAULT_RULES


def _chosen(options: Options) -> tuple[Rule, ...]:
    names = {rule.name for rule in DEFAULT_RULES}
    for name in (*options.only, *options.skip):
        if name not in names:
            raise UsageError(f"there is no rule named {name!r}", hint="tarmim rules")
    if options.threshold is not None and not 0 <= options.threshold <= 1:
        raise UsageError(f"a threshold is between 0 and 1, not {options.threshold}", hint="tarmim repair --help")
    if options.model is not None:
        load_from(options.model)  # raises where there are none
    return tuple(
        rule
        for rule in DEFAULT_RULES
        if (not options.only or rule.name in options.only)
        and rule.name not in options.skip
        and not (options.keep_lines and rule.joins_lines)
    )
