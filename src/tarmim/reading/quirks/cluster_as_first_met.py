"""The first glyph of a cluster is mapped to all its letters, as the program met it first, and its others to nothing.

Where the same glyph serves other clusters, and its letter alone, that map cannot be right everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tarmim.model.quirk import Quirk
from tarmim.reading.quirks.stages import ClusterFacts

if TYPE_CHECKING:
    from tarmim.identity.readings import Code

__all__ = ["CLUSTER_AS_FIRST_MET"]


def _split(facts: ClusterFacts) -> Mapping[Code, frozenset[int]] | None:
    """Return the codes whose followers are not always the same, with all of these; None where there are none."""
    split = {
        code: frozenset(one for found in sets for one in found)
        for code, sets in facts.clusters.followers.items()
        if len(sets) > 1
    }
    return split or None


CLUSTER_AS_FIRST_MET: Final = Quirk(
    name="a glyph mapped to the first cluster it was met in",
    seen_in=("WeasyPrint 54.1 and 70.0",),
    stage=ClusterFacts,
    sign=_split,
    mend=lambda facts, split: replace(facts, split=split),
    case="tests/unit/reading/quirks/test_cluster_as_first_met.py",
)
