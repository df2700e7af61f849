"""Fault injection: processes are killed, stopped or in want again and again; no answer is wrong."""

import http.client
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from graph.reading.files import curated_records
from graph.release.release import current_name
from tests.blackbox.client import Client
from tests.blackbox.server import COMMAND, Server, alive, serving
from tests.conftest import SMALL
from tests.waiting import becomes

SECONDS = float(os.environ.get("JUSTICEGRAPH_FAULT_SECONDS", "600"))
PAUSE = 0.5
TARGETS = (
    "/healthz",
    "/",
    "/id/issue/ghost-work",
    "/sparql?query=SELECT%20*%20%7B%20%3Fs%20a%20jg%3AHazard%20%7D",
)
BROKEN = (OSError, http.client.HTTPException)
"""What a client sees of a process that is killed while it answers."""
WANTS = {resource.RLIMIT_NOFILE: 0, resource.RLIMIT_FSIZE: 0, resource.RLIMIT_DATA: 1 << 20}
"""What a process is in want of: descriptors, bytes that files may have, memory."""
FAULTS = ("ERROR in app", "Exception in thread", "Task exception")
"""What Python writes of an error that nobody caught; a process may fail to start, without harm."""
Bodies = set[bytes]
"""The right answers to a request, one of each release."""


class Honest(threading.Thread):
    """A client that asks the same few things, and compares each answer with those of a release."""

    def __init__(
        self, client: Client, ending: threading.Event, right: Mapping[str, Bodies]
    ) -> None:
        super().__init__()
        self.client, self.ending, self.right = client, ending, right
        self.answers: Counter[str] = Counter()

    def run(self) -> None:
        while not self.ending.is_set():
            for target, right in self.right.items():
                self.answers[self.ask(target, right)] += 1

    def ask(self, target: str, right: Bodies) -> str:
        try:
            found = self.client.get(target)
        except BROKEN:
            self.ending.wait(PAUSE)
            return "broken"
        if found.status == 200:
            return "right" if found.body in right else f"wrong: {target}"
        return str(found.status)


class Injury:
    """The faults of a run: any process is killed, stopped, or for a moment in want of something."""

    def __init__(self, server: Server, data: Path, releases: Sequence[str]) -> None:
        self.server, self.data, self.releases = server, data, releases
        self.chance = random.Random(19)  # noqa: S311 - the same faults each time
        self.done: Counter[str] = Counter()

    def inflict(self) -> None:
        """Switch the release, or hurt one process."""
        fault = self.chance.choice((self.kill, self.kill, self.stop, self.want, self.switch))
        with suppress(ProcessLookupError):
            fault()
            self.done[fault.__name__] += 1

    def kill(self) -> None:
        os.kill(self.victim(), signal.SIGKILL)

    def stop(self) -> None:
        process = self.victim()
        os.kill(process, signal.SIGSTOP)
        threading.Timer(PAUSE, resume, [process]).start()

    def want(self) -> None:
        """Leave a process no descriptor, no byte to write to files, or no more memory."""
        limit, most = self.chance.choice([*WANTS.items()])
        process = self.victim(self.server.process.pid)
        before = resource.prlimit(process, limit)
        if before[0] == most:
            return  # it is in want already, and its former limit is known elsewhere
        resource.prlimit(process, limit, (most, before[1]))
        threading.Timer(PAUSE, restore, [process, limit, before]).start()

    def switch(self) -> None:
        """Let another release be the current one, in one step."""
        link = self.data / ".switch"
        link.symlink_to(Path("releases", self.chance.choice(self.releases)))
        link.replace(self.data / "current")

    def states(self) -> str:
        """Return what the processes are in want of, for the message of a failure."""
        process = psutil.Process(self.server.process.pid)
        return "\n".join(
            f"{one.pid} {one.status()} {[resource.prlimit(one.pid, limit)[0] for limit in WANTS]}"
            for one in (process, *process.children(recursive=True))
        )

    def victim(self, *more: int) -> int:
        kind = self.chance.choice(
            (self.server.query_workers, self.server.keepers, self.server.web_processes)
        )
        processes = [*kind()[:1], *more]
        if not processes:
            raise ProcessLookupError
        return self.chance.choice(processes)


def restore(process: int, limit: int, before: tuple[int, int]) -> None:
    with suppress(ProcessLookupError):
        resource.prlimit(process, limit, before)


def is_ready(client: Client) -> bool:
    with suppress(*BROKEN):
        return client.get("/readyz").status == 200
    return False


def resume(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGCONT)


def bodies(data: Path, folder: Path) -> dict[str, bytes]:
    """Return the right answers of a release, from a server that nothing happens to."""
    with serving(data, folder / "said", "--ready", "1", "--log", "") as server:
        return {target: server.client.get(target).body for target in TARGETS}


def grown(data: Path, folder: Path) -> str:
    """Build a release of the same records and one more; the first one is not withdrawn then."""
    more = folder / "another.yaml"
    more.write_text(SMALL.format(slug="another", name="An actor"), encoding="utf-8")
    records = ["--records", str(curated_records()), "--records", str(more)]
    command = [*COMMAND, "build", "--data", str(data), *records]
    subprocess.run(command, capture_output=True, check=True)
    return current_name(data)


@pytest.mark.long
def test_no_answer_is_wrong_while_processes_are_killed_stopped_and_in_want(
    data: Path, tmp_path: Path
) -> None:
    own = Path(shutil.copytree(data, tmp_path / "data", symlinks=True))
    first, answers = current_name(own), [bodies(own, tmp_path)]
    second = grown(own, tmp_path)
    assert {first, second} == {path.parent.name for path in own.glob("releases/*/manifest.json")}
    answers.append(bodies(own, tmp_path))
    right = {target: {found[target] for found in answers} for target in TARGETS}
    ending = threading.Event()
    with serving(own, tmp_path / "said", "--ready", "2", "--log", "") as server:
        clients = [Honest(server.client, ending, right) for _ in range(3)]
        injury = Injury(server, own, (first, second))
        for client in clients:
            client.start()
        until = time.monotonic() + SECONDS
        try:
            while time.monotonic() < until:
                injury.inflict()
                becomes(lambda: is_ready(server.client), injury.states)
        finally:
            ending.set()
            for client in clients:
                client.join()
        becomes(lambda: is_ready(server.client))
        processes = [*server.keepers(), *server.query_workers(), *server.web_processes()]
        told = sum((client.answers for client in clients), Counter[str]())
        sys.stderr.write(f"answers: {dict(told)}; faults: {dict(injury.done)}\n")
        assert {*told} <= {"right", "broken", "503", "504"}, told
        assert told["right"] > 100
        assert not [fault for fault in FAULTS if fault in server.said]
    becomes(lambda: not any(map(alive, processes)))
