"""The releases of the data folder that is served, and what each changed against the one before."""

from functools import lru_cache
from pathlib import Path

from flask import g

from graph.files import file_version
from graph.release.history import HISTORY, Entry, history
from graph.release.release import Release, manifest_version, read_release
from server.web.site import site

__all__ = ["past", "release_named"]


def past() -> list[Entry]:
    """Return the releases in the order of publication, up to the served one if it is shown alone.

    What is answered from them is kept by clients until the history is another.
    """
    data = site().release.folder.parent.parent
    g.stamp = file_version(data / HISTORY)
    return _past(data, g.stamp, site().release.name, site().shows_later)


@lru_cache(maxsize=2)
def _past(data: Path, _version: str, release: str, shows_later: bool) -> list[Entry]:
    entries = history(data)
    names = [entry.name for entry in entries]
    return entries if shows_later or release not in names else entries[: names.index(release) + 1]


def release_named(data: Path, name: str) -> Release:
    """Return a release of a data folder, as it was published last: its look may change."""
    return _release_named(data, name, manifest_version(data, name))


@lru_cache(maxsize=64)
def _release_named(data: Path, name: str, _version: str) -> Release:
    return read_release(data, name)
