"""What was found out about an object, kept as long as the object lives: two stages that look at one page share it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

__all__ = ["remembered"]

_Key = TypeVar("_Key")
_Found = TypeVar("_Found")


def remembered(function: Callable[[_Key], _Found]) -> Callable[[_Key], _Found]:
    """Return a function of one object that is asked once for each; its results are not to be changed."""
    known: WeakKeyDictionary[_Key, _Found] = WeakKeyDictionary()

    @wraps(function)
    def asked(key: _Key) -> _Found:
        found = known.get(key)
        if found is None:
            found = known[key] = function(key)
        return found

    return asked
