"""Former releases: finds one by its name, and the engine that answers from it.

A server opens at most `former` of them at once, each in a small pool of workers on its store on
disk. The web processes and the manager of these pools meet in the runtime folder:

{folder}/wanted-{release}    touched by each request that needs the pool of a former release
{folder}/former-{release}    the socket of that pool

A process without pools (gunicorn, a mirror) opens the stores itself.
"""

import os
import threading
import time
from functools import lru_cache
from pathlib import Path
from typing import Final

from graph.desk.decided_files import withdrawn_now
from graph.desk.withdrawn import Withdrawn, holds_withdrawn
from graph.engine.base import Engine
from graph.engine.oxigraph import Store
from graph.engine.pool.client import PoolEngine
from graph.release.downloads import DOWNLOADS
from graph.release.kept import kept_release, release_path
from graph.release.release import Release
from ontology import Busy, Gone, NotFound
from server.web.settings import Settings

__all__ = ["SOCKET", "WANTED", "former_engine", "make_ready", "shown_folder"]

WANTED: Final = "wanted-"
SOCKET: Final = "former-"
PATIENCE: Final = 10.0
"""Seconds that a request waits for the pool of a former release."""
LOOK: Final = 0.02
WAITING: Final = threading.BoundedSemaphore(4)
"""The requests of one web process that may wait for such pools, so that the others find threads."""
BUSY: Final = "other former releases are open: try again soon"


def shown_folder(data: Path, name: str, current: str = "") -> Path:
    """Return the folder of a release that may be shown, by its name.

    Raises `NotFound`, with the kept names, for an unknown one, and `Gone` for one that was
    withdrawn or that describes a record that reviewers have withdrawn since. The `current` one
    leaves such records out of its answers itself.
    Complexity: one pass over the N-Quads of a former release, after each withdrawal of a record.
    """
    folder = release_path(data, name)
    withdrawn = withdrawn_now(data)
    if withdrawn != Withdrawn() and name != current and _holds(folder, withdrawn):
        raise Gone(f"the release '{name}' was withdrawn: it holds what was withdrawn since")
    return folder


@lru_cache(maxsize=256)
def _holds(folder: Path, withdrawn: Withdrawn) -> bool:
    base = kept_release(folder.parent.parent, folder.name).base
    return holds_withdrawn(folder / DOWNLOADS[0].filename, withdrawn, base)


def make_ready(settings: Settings, name: str) -> None:
    """Wait until the pool of a former release listens, where this server has pools.

    Raises `NotFound` where it opens no former release, and `Busy` where it opens too many already.
    """
    if not settings.former:
        raise NotFound("this server answers from the current release alone: see /downloads")
    if settings.folder:
        _wait(Path(settings.folder), name)


def former_engine(settings: Settings, release: Release) -> Engine:
    """Return the engine of a former release that was made ready."""
    if settings.folder:
        return PoolEngine(Path(settings.folder) / f"{SOCKET}{release.name}", settings.limits, 1)
    if release.store.is_dir():
        return Store.open(release.store, release.base)
    return Store.in_memory(release.folder / DOWNLOADS[0].filename, release.base)


def _wait(folder: Path, name: str) -> None:
    wanted, moment = folder / f"{WANTED}{name}", time.monotonic()
    wanted.touch()
    os.utime(wanted, (moment, moment))  # of a clock that nobody sets
    path = folder / f"{SOCKET}{name}"
    if path.exists():
        return
    if not WAITING.acquire(blocking=False):
        raise Busy(BUSY, 5)
    try:
        end = time.monotonic() + PATIENCE
        while not path.exists():
            if time.monotonic() > end:
                raise Busy(BUSY, 5)
            time.sleep(LOOK)
    finally:
        WAITING.release()
