"""What a language knows, for repairs to consult: its words, their spelling, their sequences, where shadda stands.

Nothing heavy is imported here; numpy and the models come with the first part of `Models` that is asked for.
"""

from __future__ import annotations

from tarmim.language.keys import CLASSES, END, START, UNKNOWN, Tokens, fold, is_class, tokens
from tarmim.language.models import Models, load, load_from

__all__ = ["CLASSES", "END", "START", "UNKNOWN", "Models", "Tokens", "fold", "is_class", "load", "load_from", "tokens"]
