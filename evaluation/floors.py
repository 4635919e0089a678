"""Pinned floors: what was measured last, of which material, and why a floor was ever lowered."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Floors", "Measure"]

#: Differences below this are rounding.
_ROUNDING = 0.005


@dataclass(frozen=True, slots=True)
class Measure:
    """One measured figure.

    name    dotted, the part it belongs to first
    value   percent or a count
    digest  the SHA-256 of what was measured
    more    whether more is better; less is, where it is False
    """

    name: str
    value: float
    digest: str
    more: bool = True

    def worse_than(self, pinned: float) -> bool:
        """Tell whether the figure is worse than a pinned one."""
        return self.value < pinned - _ROUNDING if self.more else self.value > pinned + _ROUNDING

    def better_than(self, pinned: float) -> bool:
        """Tell whether the figure is better than a pinned one."""
        return self.value > pinned + _ROUNDING if self.more else self.value < pinned - _ROUNDING


class Floors:
    """The file of pinned floors."""

    def __init__(self, path: Path) -> None:
        self.path = path
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        self.floors: dict[str, dict[str, Any]] = kept.get("floors", {})
        self.lowered: list[dict[str, Any]] = kept.get("lowered", [])

    def faults(self, measures: Sequence[Measure], parts: Iterable[str]) -> list[str]:
        """Return what is wrong: figures below their floors, material that changed, floors nobody measured."""
        found = []
        names = {measure.name for measure in measures}
        for measure in measures:
            floor = self.floors.get(measure.name)
            if floor is None:
                found.append(f"{measure.name}: {measure.value:.2f} has no floor yet (--pin)")
            elif measure.worse_than(floor["value"]):
                found.append(f"{measure.name}: {measure.value:.2f}, the floor is {floor['value']:.2f} (--lower REASON)")
            elif floor["sha256"] != measure.digest:
                found.append(f"{measure.name}: what was measured is not what was pinned (--pin)")
        measured = tuple(f"{part}." for part in parts)
        gone = [name for name in self.floors if name.startswith(measured) and name not in names]
        return found + [f"{name}: pinned, but no longer measured (--lower REASON)" for name in gone]

    def better(self, measures: Sequence[Measure]) -> list[str]:
        """Return what came out better than its floor."""
        return [
            f"{measure.name}: {self.floors[measure.name]['value']:.2f} → {measure.value:.2f}"
            for measure in measures
            if measure.name in self.floors and measure.better_than(self.floors[measure.name]["value"])
        ]

    def pin(self, measures: Sequence[Measure], parts: Iterable[str], *, reason: str | None) -> list[str]:
        """Pin the figures, and return those that may not be pinned: lower than before and no reason given."""
        refused = []
        names = {measure.name for measure in measures}
        for measure in measures:
            floor = self.floors.get(measure.name)
            if floor is not None and measure.worse_than(floor["value"]):
                if reason is None:
                    refused.append(f"{measure.name}: {floor['value']:.2f} → {measure.value:.2f} (--lower REASON)")
                    continue
                self._record(measure.name, floor["value"], round(measure.value, 3), reason)
            self.floors[measure.name] = {"value": round(measure.value, 3), "sha256": measure.digest}
        measured = tuple(f"{part}." for part in parts)
        for name in [name for name in self.floors if name.startswith(measured) and name not in names]:
            if reason is None:
                refused.append(f"{name}: no longer measured (--lower REASON)")
                continue
            self._record(name, self.floors.pop(name)["value"], None, reason)
        return refused

    def write(self) -> None:
        """Write the file, names in order."""
        kept = {"floors": dict(sorted(self.floors.items())), "lowered": self.lowered}
        self.path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")

    def _record(self, name: str, old: float, new: float | None, reason: str) -> None:
        self.lowered.append({"name": name, "from": old, "to": new, "reason": reason})
