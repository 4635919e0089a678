"""A folder of models as files: plain arrays, tries and one JSON record, each read when it is first asked for."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Mapping
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tarmim.errors import InputError

if TYPE_CHECKING:
    import marisa_trie
    from numpy.typing import NDArray

    from tarmim.language.grams import Grams

__all__ = [
    "FORMAT_VERSION",
    "RECORD",
    "read_array",
    "read_bytes",
    "read_gaps",
    "read_grams",
    "read_record",
    "read_shorts",
    "read_trie",
    "write_grams",
    "write_record",
]

#: Raised when files change so that older programs cannot read them.
FORMAT_VERSION: Final = 1
RECORD: Final = "model.json"

_HINT: Final = "build the models again: tarmim model build --language CODE TEXT... -o DIR"


@cache
def read_record(folder: Path) -> Mapping[str, Any]:
    """Return what the folder's record says of its models. Raises InputError where there is none that can be read."""
    path = folder / RECORD
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"no language models in {folder}: {RECORD} cannot be read ({error})", hint=_HINT) from error
    if not isinstance(record, dict) or record.get("format") != FORMAT_VERSION:
        raise InputError(f"the language models in {folder} are not of format {FORMAT_VERSION}", hint=_HINT)
    return record


def read_array(folder: Path, name: str) -> NDArray[Any]:
    """Return an array, mapped from its file and not read whole."""
    import numpy as np

    path = folder / f"{name}.npy"
    try:
        # a plain view: numpy's own class for mapped files costs a microsecond each time a part is taken
        array: NDArray[Any] = np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    except (OSError, ValueError, EOFError) as error:
        raise InputError(f"the language models in {folder} are broken: {path.name}: {error}", hint=_HINT) from error
    return array


def read_bytes(folder: Path, name: str, *, kind: str = "|u1") -> memoryview:
    """Return the bytes of an array, mapped from its file, without numpy (whose format is a header and the bytes).

    kind  what numpy calls the type of its numbers; single bytes if not given
    """
    import mmap

    path = folder / f"{name}.npy"
    try:
        with path.open("rb") as file:
            content = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:
        raise InputError(f"the language models in {folder} are broken: {path.name}: {error}", hint=_HINT) from error
    header = 10 + int.from_bytes(content[8:10], "little")
    if bytes(content[:8]) != b"\x93NUMPY\x01\x00" or f"'{kind}'".encode() not in bytes(content[10:header]):
        raise InputError(f"the language models in {folder} are broken: {path.name} holds no {kind}", hint=_HINT)
    return content[header:]


def read_gaps(folder: Path, name: str) -> array[int]:
    """Return the sorted numbers that `tarmim.language.grams.split_gaps` was given, without numpy."""
    planes = read_bytes(folder, name)
    size = len(planes) // 4
    content = bytearray(4 * size)
    for plane in range(4):  # highest first
        content[3 - plane :: 4] = planes[plane * size : (plane + 1) * size]
    return array("I", accumulate(_little(array("I", bytes(content)))))


def read_shorts(folder: Path, name: str) -> array[int]:
    """Return an array of numbers of two bytes, without numpy."""
    return _little(array("H", bytes(read_bytes(folder, name, kind="<u2"))))


def _little(numbers: array[int]) -> array[int]:
    """Return the numbers, read from files that have the lowest byte first."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def read_trie(folder: Path, name: str) -> marisa_trie.Trie:
    """Return a trie, mapped from its file."""
    import marisa_trie

    path = folder / f"{name}.marisa"
    if not path.is_file():
        raise InputError(f"the language models in {folder} are broken: {path.name} is missing", hint=_HINT)
    try:
        return marisa_trie.Trie().mmap(str(path))
    except (OSError, RuntimeError, ValueError) as error:
        raise InputError(f"the language models in {folder} are broken: {path.name}: {error}", hint=_HINT) from error


def read_grams(folder: Path, name: str, order: int) -> Grams:
    """Return an n-gram model of that order."""
    import numpy as np

    from tarmim.language.grams import Level, grams_of, join_keys

    none = np.empty(0, dtype=np.uint8)
    levels = []
    for length in range(1, order + 1):
        stem = f"{name}{length}"
        keys = np.empty(0, dtype=np.int64)
        if length > 1:
            keys = join_keys(read_array(folder, f"{stem}.heads"), read_array(folder, f"{stem}.gaps"))
        backoffs = read_array(folder, f"{stem}.backoffs") if length < order else none
        levels.append(Level(keys, read_array(folder, f"{stem}.values"), backoffs))
    return grams_of(levels)


def write_record(folder: Path, record: Mapping[str, object]) -> None:
    """Write the record; it comes last, so that a half-written folder is not taken for models."""
    text = json.dumps({"format": FORMAT_VERSION, **record}, ensure_ascii=True, indent=1, sort_keys=True)
    (folder / RECORD).write_text(text + "\n", encoding="utf-8")


def write_grams(folder: Path, name: str, grams: Grams) -> None:
    """Write an n-gram model: for each length its keys, values and backoff weights."""
    from tarmim.language.grams import unpack_keys

    contexts = 0
    for length, level in enumerate(grams.levels, start=1):
        write_array(folder, f"{name}{length}.values", level.values)
        if length > 1:
            heads, gaps = unpack_keys(level.keys, contexts)
            write_array(folder, f"{name}{length}.heads", heads)
            write_array(folder, f"{name}{length}.gaps", gaps)
        if length < grams.order:
            write_array(folder, f"{name}{length}.backoffs", level.backoffs)
        contexts = len(level.values)


def write_array(folder: Path, name: str, array: NDArray[Any]) -> None:
    """Write an array in numpy's own format."""
    import numpy as np

    np.save(folder / f"{name}.npy", array, allow_pickle=False)
