"""Tarmim: Arabic-script text out of PDFs, whole.

>>> import tarmim
>>> tarmim.repair("Latin text").text
'Latin text'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tarmim.version import __version__

if TYPE_CHECKING:
    from tarmim.api import repair, rules
    from tarmim.errors import ExitCode, InputError, OutputError, TarmimError, UndecodableError, UsageError
    from tarmim.model.edit import Candidate, Edit
    from tarmim.model.repair import Change, Repair, Step
    from tarmim.options import Options

__all__ = [
    "Candidate",
    "Change",
    "Edit",
    "ExitCode",
    "InputError",
    "Options",
    "OutputError",
    "Repair",
    "Step",
    "TarmimError",
    "UndecodableError",
    "UsageError",
    "__version__",
    "repair",
    "rules",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for (PEP 562): dataclasses alone cost half the import budget."""
    from importlib import import_module

    homes = {
        "tarmim.api": ("repair", "rules"),
        "tarmim.errors": ("ExitCode", "InputError", "OutputError", "TarmimError", "UndecodableError", "UsageError"),
        "tarmim.model.edit": ("Candidate", "Edit"),
        "tarmim.model.repair": ("Change", "Repair", "Step"),
        "tarmim.options": ("Options",),
    }
    for module, names in homes.items():
        if name in names:
            value: object = getattr(import_module(module), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module 'tarmim' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
