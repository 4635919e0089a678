"""The keys that JSON has, to be held against the page that describes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


def keys(entry: object) -> Iterator[str]:
    """Yield the keys of JSON's objects, but those that are data: kinds of evidence."""
    if isinstance(entry, Mapping):
        for key, part in entry.items():
            yield key
            if key != "evidence":
                yield from keys(part)
    elif isinstance(entry, list):
        for part in entry:
            yield from keys(part)
