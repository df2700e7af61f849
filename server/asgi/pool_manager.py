"""Pool manager: runs a worker pool for the current release, and switches to a new one.

{folder}/{release}.{number}          the socket of a pool, with its .slots file
{folder}/serving                     a link to the socket of the pool that is used now
"""

import threading
import time
from pathlib import Path
from typing import Final

from graph.release.release import current_name, read_release
from graph.release.verification import check_sizes
from ontology import JusticeGraphError, Unavailable
from server.asgi.pool_processes import Pool, start_pool
from server.web.operator_log import log_for_operator
from server.web.settings import Settings
from server.web.site import SERVING

__all__ = ["PoolManager"]

LOOK: Final = 0.25
GRACE: Final = 5.0
"""Seconds for which a replaced pool goes on, for requests that had begun."""
LONGEST: Final = 5.0
"""Most seconds between two tries to start a pool that does not start."""
LOADING: Final = 600.0


class PoolManager:
    """Starts and replaces the pools of a server, in a background thread."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self.settings, self.folder = settings, folder
        self._number = 0
        self._ending = threading.Event()
        self._left: list[tuple[float, Pool]] = []
        self._pool = self._started()
        self._thread = threading.Thread(target=self._look_after, daemon=True)

    def __enter__(self) -> "PoolManager":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._thread.join()

    def _started(self) -> Pool:
        """Start a pool over the current release, and use it once it listens.

        Raises `Unavailable` where it does not start. However this ends, no process is left over.
        """
        pool = self._kept(current_name(self.settings.data))
        try:
            self._wait(pool)
            link = self.folder / f".{SERVING}"
            link.unlink(missing_ok=True)
            link.symlink_to(pool.path.name)
            link.replace(self.folder / SERVING)
        except BaseException:
            pool.keeper.kill()
            pool.keeper.wait()
            pool.lock.close()
            raise
        return pool

    def _wait(self, pool: Pool) -> None:
        until = time.monotonic() + LOADING
        while not pool.is_ready:
            if pool.keeper.poll() is not None or time.monotonic() > until:
                raise Unavailable(f"release {pool.release}: its pool of workers does not start")
            if self._ending.wait(0.01):
                raise Unavailable("the server ends")

    def _kept(self, name: str) -> Pool:
        settings, self._number = self.settings, self._number + 1
        release, path = read_release(settings.data, name), self.folder / f"{name}.{self._number}"
        check_sizes(release)
        return start_pool(settings, release, path, settings.size, settings.in_memory)

    def _look_after(self) -> None:
        """Replace the pool when the release changes or its supervisor has ended; end all at last.

        A supervisor is killed with the thread that started it, so this one lives until all ended.
        """
        pause, message = LOOK, ""
        while not self._ending.wait(pause):
            try:
                self._let_go()
                has_changed = current_name(self.settings.data) != self._pool.release
                if has_changed or self._pool.keeper.poll() is not None:
                    before, self._pool = self._pool, self._started()
                    self._left.append((time.monotonic() + GRACE, before))
                pause, message = LOOK, ""
            except Exception as error:  # whatever it is: without this thread there is no pool
                fault = str(error) if isinstance(error, JusticeGraphError) else repr(error)
                if fault != message and not self._ending.is_set():
                    log_for_operator(fault)
                pause, message = min(2 * pause, LONGEST), fault
        pools = [self._pool, *(pool for _, pool in self._left)]
        for pool in pools:
            pool.keeper.terminate()
        for pool in pools:
            pool.keeper.wait()
            pool.lock.close()

    def _let_go(self) -> None:
        for moment, pool in [*self._left]:
            if time.monotonic() > moment:
                pool.end()
                self._left.remove((moment, pool))
                threading.Thread(target=pool.keeper.wait, daemon=True).start()
