"""Which rules run: those of the package, those of others that the caller names, of these what the caller chose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from tarmim import plugins
from tarmim.engine.rule import Rule, Stage
from tarmim.errors import UsageError
from tarmim.language.models import Models, load_from
from tarmim.options import Options
from tarmim.rules.pipeline import DEFAULT_RULES
from tarmim.script.languages import languages, record_of

__all__ = ["check_options", "choose_rules", "pipeline"]


def pipeline(rules: Sequence[Rule | str] | None, *, plugin_names: Sequence[str] = ()) -> tuple[Rule, ...]:
    """Return the rules in the order in which they run.

    rules         the caller's own sequence: rules, and names of rules of the package or of other packages; None means
                  all that come with the package
    plugin_names  rules of other packages that run after these: `vendor.rule`, or `vendor` for all of its rules

    Raises UsageError where there is no rule of a name or two have one, TarmimError where one cannot be loaded.
    """
    if rules is None and not plugin_names:
        return DEFAULT_RULES
    own = DEFAULT_RULES if rules is None else tuple(map(_rule, _several("rules", rules)))
    found = (*own, *(plugins.load(name) for name in _plugins(_several("plugins", plugin_names))))
    seen: set[str] = set()
    for rule in found:
        if rule.name in seen:
            raise UsageError(f"two rules are named {rule.name!r}", hint="name each rule once")
        seen.add(rule.name)
    return found


def choose_rules(options: Options, *, on: Stage, rules: Sequence[Rule | str] | None = None) -> tuple[Rule, ...]:
    """Return the rules that run at a stage, of these those that the options leave.

    Raises what `pipeline` raises, UsageError for a name or a threshold that there is not, InputError for models.
    """
    every = pipeline(rules, plugin_names=options.plugins)
    for name in (*options.only, *options.skip):
        if all(rule.name != name for rule in every):
            hint = f"--plugin {name}" if "." in name and name not in options.plugins else "tarmim rules"
            raise UsageError(f"there is no rule named {name!r}", hint=hint)
    check_options(options)
    return tuple(
        rule
        for rule in every
        if on in rule.on
        and (not options.only or rule.name in options.only)
        and rule.name not in options.skip
        and not (options.keep_lines and rule.joins_lines)
    )


def check_options(options: Options) -> Models | None:
    """Return the caller's own models, None where there are none.

    Raises UsageError for a threshold or a language that there is not, InputError for models that there are not.

    A language may be one that has no record here where the caller's own models are of it.
    """
    if options.threshold is not None and not 0 <= options.threshold <= 1:
        raise UsageError(f"a threshold is between 0 and 1, not {options.threshold}", hint="tarmim repair --help")
    own = None if options.model is None else load_from(options.model)
    known_here = options.language is None or record_of(options.language) is not None
    if not known_here and (own is None or own.language != options.language):
        known = ", ".join(sorted(record.code for record in languages()))
        raise UsageError(f"there is no language {options.language!r}", hint=f"languages: {known}")
    return own


_One = TypeVar("_One")


def _several(name: str, given: Iterable[_One]) -> Iterable[_One]:
    """Return what a caller gave for several; UsageError for a string, whose letters would be taken for names."""
    if isinstance(given, str) or not isinstance(given, Iterable):
        example = given if isinstance(given, str) else "tatweel"
        raise UsageError(f"{name} is a sequence, not a {type(given).__name__}", hint=f'{name}=("{example}",)')
    return given


def _rule(rule: Rule | str) -> Rule:
    if isinstance(rule, Rule):
        return rule
    if not isinstance(rule, str):
        raise UsageError(f"a rule is a Rule or the name of one, not a {type(rule).__name__}", hint="tarmim.rules()")
    found = next((known for known in DEFAULT_RULES if known.name == rule), None)
    if found is None and "." not in rule:
        raise UsageError(f"there is no rule named {rule!r}", hint="tarmim rules")
    return found or plugins.load(rule)


def _plugins(names: Iterable[str]) -> Iterator[str]:
    """Yield the rules that the names mean, each once."""
    yield from dict.fromkeys(rule for name in names for rule in plugins.named(name))
