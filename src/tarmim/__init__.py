"""Tarmim: Arabic-script text out of PDFs, whole.

>>> import tarmim
>>> tarmim.repair("Latin text").text
'Latin text'
"""

from __future__ import annotations

from tarmim.version import __version__

# The package of rules and the verb `rules` have one name. A package is bound to its parent when it is first imported;
# done here, before the verb, no later import can put it in the verb's place.
import tarmim.rules  # noqa: F401  # isort: skip

del rules  # noqa: F821 - the binding that the import has just made

TYPE_CHECKING = False  # as type checkers know it: to import typing would take longer than all the rest
if TYPE_CHECKING:
    from tarmim.api import extract, inspect, repair, rules, stream
    from tarmim.engine.rule import Rule
    from tarmim.errors import (
        ExitCode,
        InputError,
        OutputError,
        PasswordError,
        PdfError,
        TarmimError,
        UndecodableError,
        UsageError,
    )
    from tarmim.model.document import Document
    from tarmim.model.edit import Candidate, Cause, Edit
    from tarmim.model.edits import Edits
    from tarmim.model.identity import CodeRecord, FontRecord
    from tarmim.model.metadata import Bookmark, Metadata, Permissions
    from tarmim.model.page import Block, Line, Page, Place, Word
    from tarmim.model.passage import Passage
    from tarmim.model.repair import Change, Repair, Step
    from tarmim.model.report import Finding, PageReport, Report, Verdict
    from tarmim.options import Options

__all__ = [
    "Block",
    "Bookmark",
    "Candidate",
    "Cause",
    "Change",
    "CodeRecord",
    "Document",
    "Edit",
    "Edits",
    "ExitCode",
    "Finding",
    "FontRecord",
    "InputError",
    "Line",
    "Metadata",
    "Options",
    "OutputError",
    "Page",
    "PageReport",
    "Passage",
    "PasswordError",
    "PdfError",
    "Permissions",
    "Place",
    "Repair",
    "Report",
    "Rule",
    "Step",
    "TarmimError",
    "UndecodableError",
    "UsageError",
    "Verdict",
    "Word",
    "__version__",
    "extract",
    "inspect",
    "repair",
    "rules",
    "stream",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for (PEP 562): dataclasses alone cost half the import budget."""
    from importlib import import_module

    homes = {
        "tarmim.api": ("extract", "inspect", "repair", "rules", "stream"),
        "tarmim.errors": (
            *("ExitCode", "InputError", "OutputError", "PasswordError", "PdfError", "TarmimError"),
            *("UndecodableError", "UsageError"),
        ),
        "tarmim.model.document": ("Document",),
        "tarmim.engine.rule": ("Rule",),
        "tarmim.model.edit": ("Candidate", "Cause", "Edit"),
        "tarmim.model.edits": ("Edits",),
        "tarmim.model.passage": ("Passage",),
        "tarmim.model.identity": ("CodeRecord", "FontRecord"),
        "tarmim.model.metadata": ("Bookmark", "Metadata", "Permissions"),
        "tarmim.model.repair": ("Change", "Repair", "Step"),
        "tarmim.model.page": ("Block", "Line", "Page", "Place", "Word"),
        "tarmim.model.report": ("Finding", "PageReport", "Report", "Verdict"),
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
