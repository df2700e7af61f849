"""A command on a terminal of its own, whose questions are answered as they come."""

import os
import pty
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

__all__ = ["answered"]

ROOT: Final = Path(__file__).parents[1]
END: Final = ": "


def answered(folder: Path, answers: Mapping[str, str], *arguments: str) -> tuple[int, str]:
    """Run a command of ours on a terminal; return its exit code and all that was to be read.

    A question is answered with the value of the key that is in it, once, and else with Enter.
    """
    open_ = dict(answers)
    kept = {name: value for name, value in os.environ.items() if "JUSTICEGRAPH" not in name}
    process, terminal = pty.fork()
    if process == 0:  # the child, which has the terminal
        os.chdir(folder)
        command = [sys.executable, "-m", "scripts.start", *arguments]
        os.execve(  # noqa: S606 - our own command
            sys.executable, command, kept | {"PYTHONPATH": str(ROOT)}
        )
    read = b""
    while chunk := _read(terminal):
        read += chunk
        question = read.rpartition(b"\n")[2].decode(errors="replace")
        if question.endswith(END):
            asked = next((words for words in open_ if words in question), "")
            os.write(terminal, f"{open_.pop(asked, '')}\n".encode())
    os.close(terminal)
    status = os.waitpid(process, 0)[1]
    return os.waitstatus_to_exitcode(status), read.decode(errors="replace").replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    """Return what is to be read, or nothing at the end, which Linux tells by an error."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""
