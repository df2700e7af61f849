"""A pool that tests keep, and what they look at in it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from graph.engine.pool.client import PoolEngine
from graph.engine.pool.process import PoolConfig
from graph.engine.pool.supervisor import Size, status_path
from graph.engine.pool.worker import Limits
from graph.engine.pool.worker_status import WorkerStatus
from graph.release.downloads import DOWNLOADS
from graph.release.release import Release
from ontology import BASE
from tests.waiting import PATIENCE, becomes

LIMITS = Limits(seconds=PATIENCE, megabytes=200, result_bytes=14 << 20, patience=PATIENCE)
"""Time ends no query of these tests but where it is to: on a busy machine a slow one is starved."""
KEEP = [sys.executable, "-c", "from graph.engine.pool.process import main; main()"]


@contextmanager
def kept(
    release: Release,
    path: Path,
    limits: Limits,
    size: Size,
    *,
    in_memory: bool = True,
    stderr: IO[bytes] | None = None,
) -> Iterator["subprocess.Popen[bytes]"]:
    """Keep a pool while the `with` lasts."""
    data = release.folder / (DOWNLOADS[0].filename if in_memory else "store")
    plan = PoolConfig(str(data), str(path), BASE, limits, size)
    with subprocess.Popen([*KEEP, plan.to_json()], stderr=stderr) as keeper:
        try:
            becomes(lambda: path.exists() or keeper.poll() is not None)
            yield keeper
        finally:
            keeper.terminate()
            try:
                keeper.wait(PATIENCE)
            finally:
                keeper.kill()


def pids(pool: PoolEngine) -> set[int]:
    return {slot.pid for slot in WorkerStatus(status_path(pool.path)) if slot.pid}


def is_idle(pool: PoolEngine) -> bool:
    """Whether two workers wait, or one more, and none works."""
    workers = [slot for slot in WorkerStatus(status_path(pool.path)) if slot.pid]
    return len(workers) in (2, 3) and not any(slot.is_busy for slot in workers)
