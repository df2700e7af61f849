"""Pool manager: runs a worker pool for the current release, and switches to a new one.

{folder}/{release}.{number}          the socket of a pool, with its .slots file
{folder}/serving                     a link to the socket of the pool that is used now
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from graph.release.release import current_version, is_own, read_release
from graph.release.verification import check_sizes
from ontology import JusticeGraphError, NotFound, Unavailable
from server.asgi.pool_processes import Pool, finish, start_pool
from server.web.background import Lasting
from server.web.operator_log import log_for_operator
from server.web.settings import Settings
from server.web.site import SERVING, is_held

__all__ = ["PoolManager", "has_other_terms"]

LOOK: Final = 0.25
GRACE: Final = 5.0
"""Seconds for which a replaced pool goes on, for requests that had begun."""
LONGEST: Final = 5.0
"""Most seconds between two tries to start a pool that does not start."""
LOADING: Final = 600.0


class PoolManager(Lasting):
    """Starts and replaces the pools of a server, in a background thread."""

    def __init__(
        self, settings: Settings, folder: Path, renew: Callable[[], object] = lambda: None
    ) -> None:
        """Start the first pool; `renew` has the web processes replaced after a switch of release.

        A process reads its vocabulary, questions and look once, and loads one graph in its life.
        """
        super().__init__()
        self.settings, self.folder, self._renew = settings, folder, renew
        self._number = 0
        self._left: list[tuple[float, Pool]] = []
        self._ended: list[Pool] = []
        name, self._version = current_version(settings.data)
        self._pool = self._started(name)

    def _replacement(self) -> Pool:
        """Start a pool over the current release, else over that of a pool that has ended.

        So a current release that cannot be read, or was withdrawn, never leaves the server without
        a pool while the release that it served before is there.
        """
        try:
            name, version = current_version(self.settings.data)
            pool = self._started(name)
        except JusticeGraphError as error:
            if self.ending.is_set() or self._pool.keeper.poll() is None:
                raise
            log_for_operator(f"{error}; release {self._pool.release} is served meanwhile")
            return self._started(self._pool.release)
        self._version = version
        return pool

    def _started(self, name: str) -> Pool:
        """Start a pool over a release, and use it once it listens.

        Raises `Unavailable` where it does not start. However this ends, no process is left over.
        """
        pool = self._kept(name)
        try:
            self._wait(pool)
            link = self.folder / f".{SERVING}"
            link.unlink(missing_ok=True)
            link.symlink_to(pool.path.name)
            link.replace(self.folder / SERVING)
        except BaseException:
            pool.kill()
            raise
        return pool

    def _wait(self, pool: Pool) -> None:
        until = time.monotonic() + LOADING
        while not pool.is_ready:
            if pool.keeper.poll() is not None or time.monotonic() > until:
                raise Unavailable(f"release {pool.release}: its pool of workers does not start")
            if self.ending.wait(0.01):
                raise Unavailable("the server ends")

    def _kept(self, name: str) -> Pool:
        settings, self._number = self.settings, self._number + 1
        release, path = read_release(settings.data, name), self.folder / f"{name}.{self._number}"
        check_sizes(release)
        return start_pool(settings, release, path, settings.size, settings.in_memory)

    def watch(self) -> None:
        """Replace the pool when the release changes or its supervisor has ended.

        A supervisor is killed with the thread that started it, so this one lives until all ended.
        """
        pause, message = LOOK, ""
        while not self.ending.wait(pause):
            try:
                self._let_go()
                if self._has_changed() or self._pool.keeper.poll() is not None:
                    before, version = self._pool, self._version
                    self._pool = self._replacement()
                    self._left.append((time.monotonic() + GRACE, before))
                    if version != self._version and self._is_old(before.release):
                        self._renew()
                pause, message = LOOK, ""
            except Exception as error:  # whatever it is: without this thread there is no pool
                fault = str(error) if isinstance(error, JusticeGraphError) else repr(error)
                if fault != message and not self.ending.is_set():
                    log_for_operator(fault)
                pause, message = min(2 * pause, LONGEST), fault

    def _has_changed(self) -> bool:
        """Whether another release is current, or the same graph was published with another look."""
        name, version = current_version(self.settings.data)
        return name != self._pool.release or version not in ("", self._version)

    def _is_old(self, before: str) -> bool:
        """Whether web processes hold what they read or loaded of a release that is replaced."""
        if before == self._pool.release:  # its files are gone
            return True
        try:
            release = read_release(self.settings.data, before)
        except NotFound:  # so nobody knows what they hold
            return True
        is_changed = has_other_terms(self.settings.data, before, self._pool.release)
        return is_changed or is_held(release, self.settings)

    def close(self) -> None:
        """End all pools; those that do not end in time are killed."""
        pools = [self._pool, *(pool for _, pool in self._left), *self._ended]
        for pool in pools:
            pool.end()
        finish(pools, self.settings.seconds)

    def _let_go(self) -> None:
        """End the pools whose time is over, and reap the processes that have ended."""
        for moment, pool in [*self._left]:
            if time.monotonic() > moment:
                pool.end()
                self._ended.append(pool)
                self._left.remove((moment, pool))
        self._ended = [pool for pool in self._ended if pool.keeper.poll() is None]


def has_other_terms(data: Path, before: str, now: str) -> bool:
    """Whether the project's own terms, rules, questions or look differ between two releases."""
    old, new = (_project_files(data, name) for name in (before, now))
    return old is not None and old != new


def _project_files(data: Path, name: str) -> dict[str, object] | None:
    """Return the checksums of a project's own files in a release; none where it is gone."""
    try:
        files = read_release(data, name).manifest["files"]
    except (NotFound, KeyError):
        return None
    return {path: listed for path, listed in files.items() if is_own(path)}
