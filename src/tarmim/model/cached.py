"""Results kept as long as the object they were computed from lives: two stages that look at one page share them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

__all__ = ["cached"]

_Key = TypeVar("_Key")
_Result = TypeVar("_Result")


def cached(function: Callable[[_Key], _Result]) -> Callable[[_Key], _Result]:
    """Decorate a function of one object so that it runs once for each; its results must not be changed."""
    results: WeakKeyDictionary[_Key, _Result] = WeakKeyDictionary()

    @wraps(function)
    def wrapper(key: _Key) -> _Result:
        found = results.get(key)
        if found is None:
            found = results[key] = function(key)
        return found

    return wrapper
