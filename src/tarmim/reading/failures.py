"""What is told of a page at which the reading fails: the borders of a page say it in the same words."""

from __future__ import annotations

from typing import Final

from tarmim.errors import TarmimError
from tarmim.model.unprintable import printable

__all__ = ["failure_of"]

#: Characters that are told: errors may quote what they met.
_MOST_CHARACTERS: Final = 240


def failure_of(what: str, error: Exception) -> str:
    """Return in words what was not done, and why: what an error of ours says, of any other that it is our fault.

    >>> failure_of("the page cannot be read", KeyError(3))
    'the page cannot be read, by a fault of Tarmim that is worth a report: KeyError(3)'
    """
    if isinstance(error, TarmimError):
        return f"{what}: {printable(str(error))}"[:_MOST_CHARACTERS]
    return f"{what}, by a fault of Tarmim that is worth a report: {error!r}"[:_MOST_CHARACTERS]
