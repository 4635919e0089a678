"""Functions that remember what they returned for an object, as long as the object lives."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

__all__ = ["remembered"]

Subject = TypeVar("Subject")
Result = TypeVar("Result")


def remembered(function: Callable[[Subject], Result]) -> Callable[[Subject], Result]:
    """Return the function, asked once for each object: for pure functions of records that are compared by identity."""
    known: WeakKeyDictionary[Subject, Result] = WeakKeyDictionary()

    @wraps(function)
    def ask(subject: Subject) -> Result:
        found = known.get(subject)
        if found is None:
            found = known[subject] = function(subject)
        return found

    return ask
