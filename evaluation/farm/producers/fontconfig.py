"""Fonts for programs that look them up by name: nothing but the job's font and the one to fall back on."""

from __future__ import annotations

import shutil
from pathlib import Path

from evaluation.farm.job import Job

__all__ = ["fontconfig"]


def fontconfig(job: Job, folder: Path) -> dict[str, str]:
    """Put the job's fonts and a configuration into a folder; return the environment that names it."""
    fonts = folder / "fonts"
    fonts.mkdir(exist_ok=True)
    for path in (job.font, job.fallback):
        shutil.copy(path, fonts / path.name)
    configuration = folder / "fonts.conf"
    configuration.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
        f"<dir>{fonts}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return {"FONTCONFIG_FILE": str(configuration), "HOME": str(folder), "XDG_CACHE_HOME": str(folder / "xdg")}
