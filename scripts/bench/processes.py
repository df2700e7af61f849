"""The processes of a server that was started here: which they are, and what memory they take."""

from contextlib import suppress

import psutil

__all__ = ["megabytes", "server_processes", "web_processes", "workers"]

POOL = "graph.keep"


def server_processes(pid: int) -> list[psutil.Process]:
    """Return a server's process and all that descend from it."""
    try:
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def workers(pid: int) -> list[psutil.Process]:
    """Return the processes that evaluate queries: those that a keeper of a pool has forked."""
    pool = [one for one in server_processes(pid) if POOL in _command(one)]
    keepers = {one.pid for one in pool}
    return [one for one in pool if _parent(one) in keepers]


def web_processes(pid: int) -> list[psutil.Process]:
    """Return the processes that answer requests, and neither keep nor evaluate."""
    return [one for one in server_processes(pid) if POOL not in _command(one)]


def megabytes(processes: list[psutil.Process], shared: bool = True) -> float:
    """Return the memory of processes; what several share counts once, or not at all.

    Source: proc(5), smaps_rollup: proportional and unique set size.
    """
    total = 0
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            memory = process.memory_full_info()
            total += memory.pss if shared else memory.uss
    return total / 1e6


def _parent(process: psutil.Process) -> int:
    with suppress(psutil.NoSuchProcess):
        return process.ppid()
    return 0


def _command(process: psutil.Process) -> str:
    with suppress(psutil.NoSuchProcess):  # which a zombie counts as, too
        return " ".join(process.cmdline())
    return ""
