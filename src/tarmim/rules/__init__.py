"""The repairs: one family of damage a file; the whole pipeline is DEFAULT_RULES, in the order it runs."""

from __future__ import annotations

from tarmim.engine.rule import Rule

__all__ = ["DEFAULT_RULES"]

DEFAULT_RULES: tuple[Rule, ...] = ()
