"""What one needs to write a rule of one's own; docs/authoring.md shows how.

>>> from tarmim.authoring import Edit, Rule
>>> from tarmim import repair
>>> def find(passage, evidence):
...     at = passage.text.find("teh")
...     if at >= 0:
...         yield Edit(at, at + 3, "the", "slips", 0.99, "two letters changed places")
>>> slips = Rule("acme.slips", "slips", "put slips right", lambda passage, evidence: "teh" in passage.text, find)
>>> repair("on teh page", rules=[slips]).text
'on the page'
"""

from __future__ import annotations

from tarmim.engine.evidence import Evidence
from tarmim.engine.rule import DEFAULT_THRESHOLD, EVERYWHERE, ONCE, TEXT_ONLY, Rounds, Rule
from tarmim.model.edit import NOTHING_TO_PUT, Candidate, Cause, Edit, Span
from tarmim.model.edits import Edits
from tarmim.model.passage import Passage
from tarmim.model.profile import Profile

__all__ = [
    "DEFAULT_THRESHOLD",
    "EVERYWHERE",
    "NOTHING_TO_PUT",
    "ONCE",
    "TEXT_ONLY",
    "Candidate",
    "Cause",
    "Edit",
    "Edits",
    "Evidence",
    "Passage",
    "Profile",
    "Rounds",
    "Rule",
    "Span",
]
