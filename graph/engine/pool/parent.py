"""Parent death signal (PR_SET_PDEATHSIG): the kernel kills a process when its parent ends.

Without it, `kill -9` of a parent leaves children that hold the port or memory. Nothing in the child
needs to run for it, so it also works while the child loads data, evaluates or is stopped.
"""

import ctypes
import os
import signal
import sys
from typing import Final

__all__ = ["end_with_parent"]

PR_SET_PDEATHSIG: Final = 1


def end_with_parent(parent: int) -> None:
    """Let this process be killed as soon as its parent process has ended.

    The kernel counts the thread that started this process as the parent, so that thread must live
    as long as the process is to live. Elsewhere than on Linux, nothing is done.
    Source: prctl(2), PR_SET_PDEATHSIG.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it has ended before the call
        os._exit(1)
