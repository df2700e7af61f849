"""A command that a server runs ends with the server, also where the kernel kills it."""

import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.blackbox.server import alive
from tests.waiting import becomes

SERVER: Final = """
import os, subprocess, sys
begun = subprocess.Popen([sys.executable, "-m", "scripts.child", str(os.getpid()), *sys.argv[1:]])
print(begun.pid, flush=True)
begun.wait()
"""


def test_a_command_ends_when_its_server_is_killed(tmp_path: Path) -> None:
    data = tmp_path / "data"
    arguments = ["build", "--data", str(data)]
    command = [sys.executable, "-c", SERVER, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        begun = int(server.stdout.readline())
        becomes(lambda: [*data.glob("releases/.unfinished-*")] or not alive(begun))
        assert alive(begun)
        server.kill()
        becomes(lambda: not alive(begun))
    assert not (data / "current").exists()
