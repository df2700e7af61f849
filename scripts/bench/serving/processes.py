"""The process tree of a server: its web processes, its query workers, and their memory."""

from contextlib import suppress

import psutil

__all__ = ["cpu_seconds", "megabytes", "server_processes", "web_processes", "workers"]

POOL = "graph.engine.pool.process"


def server_processes(pid: int) -> list[psutil.Process]:
    """Return a server's process and all that descend from it."""
    try:
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def workers(pid: int) -> list[psutil.Process]:
    """Return the processes that evaluate queries: forked by the supervisor of a pool."""
    pool = [process for process in server_processes(pid) if POOL in _command(process)]
    supervisors = {process.pid for process in pool}
    return [process for process in pool if _parent(process) in supervisors]


def web_processes(pid: int) -> list[psutil.Process]:
    """Return the processes that answer requests: those outside of the pool."""
    return [process for process in server_processes(pid) if POOL not in _command(process)]


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


def cpu_seconds(pid: int) -> float:
    """Return the CPU time of all processes of a server so far."""
    total = 0.0
    for process in server_processes(pid):
        with suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            total += times.user + times.system
    return total


def _parent(process: psutil.Process) -> int:
    with suppress(psutil.NoSuchProcess):
        return process.ppid()
    return 0


def _command(process: psutil.Process) -> str:
    with suppress(psutil.NoSuchProcess):  # which a zombie counts as, too
        return " ".join(process.cmdline())
    return ""
