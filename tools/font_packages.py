"""Packages of fonts, fetched by name from Debian (apt-get download) and npm (npm pack), and the files in them."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
from pathlib import Path

__all__ = ["fetched", "opened"]


def fetched(folder: Path, source: str, package: str) -> Path:
    """Return the archive of a package, fetched where it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = package.removeprefix("@").replace("/", "-")
    pattern = re.compile(rf"{re.escape(stem)}[-_]\d.*\.(deb|tgz)")
    if not (found := [path for path in sorted(folder.iterdir()) if pattern.fullmatch(path.name)]):
        command = ["apt-get", "download", package] if source == "apt" else ["npm", "pack", "--silent", package]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        found = [path for path in sorted(folder.iterdir()) if pattern.fullmatch(path.name)]
    return found[-1]


def opened(archive: Path) -> tarfile.TarFile:
    """Return the files of a Debian or npm package."""
    if archive.suffix == ".deb":
        raw = subprocess.run(["dpkg-deb", "--fsys-tarfile", str(archive)], check=True, capture_output=True).stdout
        return tarfile.open(fileobj=io.BytesIO(raw))
    return tarfile.open(archive)
