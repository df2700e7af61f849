"""Pool processes: starts the supervisor of a worker pool over a release, with a lock on it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.engine.pool.process import PoolConfig
from graph.engine.pool.supervisor import Size
from graph.release.downloads import DOWNLOADS
from graph.release.readers import ReadLock
from graph.release.release import Release
from server.web.settings import Settings

__all__ = ["Pool", "finish", "start_pool"]

PROGRAM = (sys.executable, "-c", "from graph.engine.pool.process import main; main()")

CLOSING: Final = 5.0
"""Seconds beyond a query's own that pools have to end with the server."""


@dataclass
class Pool:
    """A running pool: its release with a lock on it, its socket and its supervisor process."""

    release: str
    lock: ReadLock
    path: Path
    keeper: "subprocess.Popen[bytes]"

    @property
    def is_ready(self) -> bool:
        """Whether the pool listens."""
        return self.path.exists()

    def end(self) -> None:
        """Let its queries end, then its process; return at once."""
        self.keeper.terminate()
        self.lock.close()

    def kill(self) -> None:
        """End its process at once."""
        self.keeper.kill()
        self.keeper.wait()
        self.lock.close()

    def finish(self, seconds: float) -> None:
        """Wait for its end; kill it where it takes longer, as a stopped process does."""
        try:
            self.keeper.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()


def finish(pools: Iterable[Pool], seconds: float) -> None:
    """Wait for pools that were told to end, as long as a query may take; kill those left."""
    until = time.monotonic() + seconds + CLOSING
    for pool in pools:
        pool.finish(max(0.0, until - time.monotonic()))


def start_pool(
    settings: Settings, release: Release, path: Path, size: Size, in_memory: int
) -> Pool:
    """Start a pool over a release of at most `in_memory` triples in memory, else on disk.

    It ends with the thread that starts it. Raises `Unavailable` where the release has gone.
    """
    is_small = release.manifest["counts"]["triples"] <= in_memory or not release.store.is_dir()
    plan = PoolConfig(
        data=str(release.folder / DOWNLOADS[0].filename if is_small else release.store),
        path=str(path),
        base=release.base,
        limits=settings.limits,
        size=size,
        parent=os.getpid(),
    )
    lock = ReadLock(release.folder)
    try:
        keeper = subprocess.Popen(  # noqa: S603 - our own program
            [*PROGRAM, plan.to_json()], stdin=subprocess.DEVNULL, process_group=0
        )
    except BaseException:  # each further try would hold one more descriptor
        lock.close()
        raise
    return Pool(release.folder.name, lock, path, keeper)
