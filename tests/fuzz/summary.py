"""What a search has found, for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from tests.fuzz.findings import HALF, Finding, Kind
from tests.fuzz.search import Tried, is_lost

__all__ = ["LEAST_SHARE", "Summary", "summary"]

#: Of the mutants in which another reader finds half of the words we give half of what it finds in at least this share.
LEAST_SHARE: Final = 0.99
_WORST: Final = 3


@dataclass
class Summary:
    """What has come of the mutants so far."""

    tried: list[Tried] = field(default_factory=list)
    _known: set[tuple[Kind, str]] = field(default_factory=set)

    def add(self, one: Tried) -> list[Finding]:
        """Take a mutant in and return its findings that are the first of their kind and place."""
        new = [finding for finding in one.findings if finding.key not in self._known]
        self._known.update(finding.key for finding in one.findings)
        self.tried.append(one)
        return new

    def by_key(self) -> dict[tuple[Kind, str], list[tuple[Tried, Finding]]]:
        """Return the findings by kind and place, each with its mutant."""
        found = defaultdict(list)
        for one in self.tried:
            for finding in one.findings:
                found[finding.key].append((one, finding))
        return dict(found)

    def kept(self, reader: str) -> tuple[int, int, int]:
        """Return in how many mutants a reader finds half of the words, we give half of that, and in the text alone.

        Where the reader was not asked our own share stands in for its: a quick search asks only where we found little.
        """
        made = ((one, one.others.get(reader, one.ours)) for one in self.tried if one.damage)
        readable = [(one, theirs) for one, theirs in made if theirs >= HALF]
        kept = sum(one.ours >= theirs / 2 for one, theirs in readable)
        return len(readable), kept, sum(one.in_text >= theirs / 2 for one, theirs in readable)

    @property
    def readers(self) -> list[str]:
        """Return the other readers."""
        return sorted({name for one in self.tried for name in one.others})

    @property
    def has_failed(self) -> bool:
        """Tell whether anything is wrong."""
        shares = (self.kept(reader) for reader in self.readers)
        return bool(self.by_key()) or any(kept < LEAST_SHARE * readable for readable, kept, _ in shares)


def summary(found: Summary, repeat: Callable[[int], str]) -> str:
    """Return the counts by kind, the worst of each, and what to type to repeat them."""
    tried = found.tried
    unmade = [one for one in tried if not one.damage]
    lines = [f"{len(tried)} mutants tried, {len(unmade)} of them could not be made"]
    lines += [f"  {repeat(one.number)}: {one.said[-160:].strip()}" for one in unmade[:_WORST]]
    for reader in found.readers:
        readable, kept, in_text = found.kept(reader)
        share, shown = (100 * count / readable if readable else 100.0 for count in (kept, in_text))
        lines.append(f"{reader} finds half of the words in {readable}; we give half as many in {kept} ({share:.2f} %),")
        lines.append(f"  in {in_text} ({shown:.2f} %) when hidden text and furniture do not count")
    lines.append(f"little text, called sound, and no other reader finds more: {sum(one.is_quiet for one in tried)}")
    lines += [*_by_kind(found, repeat), *_worst(tried, repeat), *_losses(found, repeat)]
    return "\n".join(lines)


def _by_kind(found: Summary, repeat: Callable[[int], str]) -> list[str]:
    by_key = found.by_key()
    lines = []
    for kind in Kind:
        keys = [key for key in by_key if key[0] == kind]
        lines.append(f"{kind}: {sum(len(by_key[key]) for key in keys)}, in {len(keys)} places")
        for key in sorted(keys, key=lambda key: -len(by_key[key])):
            smallest = min(by_key[key], key=lambda pair: pair[0].size)
            what = smallest[1].what.strip().splitlines()
            lines.append(f"  {len(by_key[key]):>4}  {key[1]}: {what[-1][:160] if what else ''}")
            lines.append(f"        {repeat(smallest[0].number)}")
    return lines


def _worst(tried: Sequence[Tried], repeat: Callable[[int], str]) -> list[str]:
    lines = ["the longest and the largest:"]
    for one in sorted(tried, key=lambda one: -one.cpu)[:_WORST]:
        lines.append(f"  {one.cpu:.1f} CPU s  {one.damage} {one.sample}: {repeat(one.number)}")
    for one in sorted(tried, key=lambda one: -one.peak)[:_WORST]:
        lines.append(f"  {one.peak:.0f} MB  {one.damage} {one.sample}: {repeat(one.number)}")
    return lines


def _losses(found: Summary, repeat: Callable[[int], str]) -> list[str]:
    lines = []
    for one in sorted(filter(is_lost, found.tried), key=lambda one: (one.said, one.damage)):
        others = ", ".join(f"{name} {share:.2f}" for name, share in one.others.items())
        lines.append(f"  {others}, we {one.ours:.2f}: {one.damage} {one.sample}: {one.said[:120]!r}")
        lines.append(f"        {repeat(one.number)}")
    return ["lost, though others read it:", *lines] if lines else []
