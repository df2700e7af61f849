"""Pools of former releases: opens one when a request asks for it, and closes the least used.

See `server.web.former` for the files by which requests ask.
"""

import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from graph.engine.pool.supervisor import Size
from graph.release.kept import kept_release
from graph.release.release import RELEASES
from graph.release.withdraw import WITHDRAWN
from ontology import JusticeGraphError
from server.asgi.pool_processes import Pool, finish, start_pool
from server.web.background import Lasting
from server.web.former import SOCKET, WANTED
from server.web.operator_log import log_for_operator
from server.web.settings import Settings

__all__ = ["FormerPools"]

LOOK: Final = 0.1
IDLE: Final = 300.0
"""Seconds after the last request until a pool is closed."""
LEAST: Final = 5.0
"""Seconds for which a pool stays open in any case: requests by turns start few processes."""
SIZE: Final = Size(ready=1, slow=1, queue=4)


class FormerPools(Lasting):
    """Keeps at most `settings.former` pools of former releases, in a background thread.

    A supervisor is killed with the thread that started it, so this thread starts and ends all.
    """

    def __init__(self, settings: Settings, folder: Path) -> None:
        super().__init__()
        self.settings, self.folder = settings, folder
        self._pools: dict[str, tuple[float, Pool]] = {}
        self._closed: list[Pool] = []

    def watch(self) -> None:
        """Look again and again what is asked for."""
        while not self.ending.wait(LOOK):
            with suppress(OSError):  # no descriptors, a full disk: the next look may find some
                self._look()

    def close(self) -> None:
        """End all pools; those that do not end in time are killed."""
        for name in [*self._pools]:
            self._close(name)
        finish(self._closed, self.settings.seconds)

    def _look(self) -> None:
        """Close what has ended, was withdrawn or idles; open what was asked for last."""
        wanted = self._wanted()
        for name, (_, pool) in [*self._pools.items()]:
            is_over = pool.keeper.poll() is not None or _is_withdrawn(self.settings.data, name)
            if is_over or time.monotonic() - wanted.get(name, 0.0) > IDLE:
                self._close(name)
        self._closed = [pool for pool in self._closed if pool.keeper.poll() is None]
        for name in sorted({*wanted} - {*self._pools}, key=lambda name: -wanted[name]):
            if self._has_room(wanted):
                self._open(name)

    def _wanted(self) -> dict[str, float]:
        """Return when each former release was asked for last, in seconds of the monotonic clock."""
        paths = self.folder.glob(f"{WANTED}*")
        return {path.name.removeprefix(WANTED): path.stat().st_mtime for path in paths}

    def _has_room(self, wanted: dict[str, float]) -> bool:
        """Whether one more may be open, where need be after the least recently used was closed."""
        if len(self._pools) + len(self._closed) < self.settings.former:
            return True
        old = [name for name, (began, _) in self._pools.items() if time.monotonic() - began > LEAST]
        if old and not self._closed:
            self._close(min(old, key=lambda name: wanted.get(name, 0.0)))
        return False

    def _open(self, name: str) -> None:
        path = self.folder / f"{SOCKET}{name}"
        for left in self.folder.glob(f"{path.name}.*"):
            left.unlink(missing_ok=True)
        try:
            release = kept_release(self.settings.data, name)
            pool = start_pool(self.settings, release, path, SIZE, in_memory=0)
        except JusticeGraphError as error:
            log_for_operator(str(error))
            self._forget(name)
        else:
            self._pools[name] = time.monotonic(), pool

    def _close(self, name: str) -> None:
        _, pool = self._pools.pop(name)
        pool.path.unlink(missing_ok=True)
        pool.end()
        self._closed.append(pool)
        self._forget(name)

    def _forget(self, name: str) -> None:
        (self.folder / f"{WANTED}{name}").unlink(missing_ok=True)


def _is_withdrawn(data: Path, name: str) -> bool:
    """Whether a release was withdrawn while it was open; the withdrawal waits for its readers."""
    return (data / RELEASES / name / WITHDRAWN).exists()
