"""The languages of the script: one record each, in a module named by its code.

A module of this folder that is named by a code (ISO 639-1, or 639-3 where there is none) and holds a `LANGUAGE` is
found by itself; nothing else has to be told of it. Records are read when they are first asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tarmim.script.languages.language import Language

__all__ = ["languages", "record_of"]

#: Letters of an ISO 639 code: longer names in this folder are no languages.
_CODE_LENGTHS = (2, 3)


@cache
def languages() -> tuple[Language, ...]:
    """Return the records of all languages, the commonest in files first, then by their codes.

    Tables that are made of the records are kept by this tuple: `@cache` on a function that is given it.
    """
    from importlib import import_module
    from pkgutil import iter_modules

    names = [module.name for module in iter_modules(__path__) if len(module.name) in _CODE_LENGTHS]
    records: list[Language] = [import_module(f"{__name__}.{name}").LANGUAGE for name in names]
    return tuple(sorted(records, key=lambda record: (-record.frequency, record.code)))


def record_of(code: str) -> Language | None:
    """Return the record of a language by its code, None where there is none.

    >>> record_of("fa").name, record_of("en")
    ('Persian', None)
    """
    return _by_code(languages()).get(code)


@cache
def _by_code(known: tuple[Language, ...]) -> Mapping[str, Language]:
    return {record.code: record for record in known}
