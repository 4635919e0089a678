"""Signs of damage that can be counted where no truth is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

__all__ = ["INDICATORS", "table", "totals"]

_LETTERS = "\u0620-\u063f\u0641-\u064a"
_PROCLITICS = "\u0648\u0641\u0628\u0643"  # wa-, fa-, bi-, ka-: one may stand before the article


def _count(pattern: str) -> Callable[[str], int]:
    return lambda text: sum(1 for _ in re.finditer(pattern, text))


#: What is counted, by the name it has in tables. The ornaments U+FD3E-FD4F, the words of blessing and the rial sign
#: U+FDFA-FDFF are meant as they stand and do not count as forms.
INDICATORS: Mapping[str, Callable[[str], int]] = {
    "presentation forms": _count("[\ufb50-\ufd3d\ufd50-\ufdf9\ufe70-\ufefc]"),
    # the article's alef, then an alef of any kind, then lam, at the start of a word: no word begins so
    "flipped lam-alef": _count(f"(?<![{_LETTERS}])[{_PROCLITICS}]?\u0627[\u0623\u0625\u0622\u0627]\u0644"),
    "detached marks": _count("\\s[\u064b-\u0652\u0670]"),
    "stops on the wrong side": _count("(?<=\\S)[^\\S\n][\u060c\u061b](?=\\w)"),
    "tatweel": _count("\u0640+"),
    "controls": _count("[\x00-\x08\x0e-\x1f\x7f\xad\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"),
    "private-use codes": _count("[\ue000-\uf8ff]"),
}

#: Counts by indicator, (before, after).
Counts = Mapping[str, tuple[int, int]]


def counted(before: str, after: str) -> Counts:
    """Return each indicator in the text given and in the text repaired."""
    return {name: (count(before), count(after)) for name, count in INDICATORS.items()}


def totals(rows: Iterable[Counts]) -> Counts:
    """Return the sums of the rows."""
    kept = list(rows)
    return {name: (sum(row[name][0] for row in kept), sum(row[name][1] for row in kept)) for name in INDICATORS}


def table(rows: Mapping[str, Counts]) -> str:
    """Return the rows as a Markdown table, `before → after` in each cell, the sums last."""
    lines = ["| file | " + " | ".join(INDICATORS) + " |", "|---|" + "--:|" * len(INDICATORS)]
    for name, counts in (*rows.items(), ("**all**", totals(rows.values()))):
        cells = [f"{before} → {after}" if before or after else "0" for before, after in counts.values()]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
