"""Fault injection: any process is killed or stopped again and again; no answer is ever wrong."""

import http.client
import os
import random
import signal
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from tests.blackbox.client import Client
from tests.blackbox.server import Server, alive, serving
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


class Honest(threading.Thread):
    """A client that asks the same few things, and compares each answer with the first one."""

    def __init__(self, client: Client, ending: threading.Event) -> None:
        super().__init__()
        self.client, self.ending = client, ending
        self.right = {target: client.get(target).body for target in TARGETS}
        self.answers: Counter[str] = Counter()

    def run(self) -> None:
        while not self.ending.is_set():
            for target, right in self.right.items():
                self.answers[self.ask(target, right)] += 1

    def ask(self, target: str, right: bytes) -> str:
        try:
            found = self.client.get(target)
        except BROKEN:
            self.ending.wait(PAUSE)
            return "broken"
        if found.status == 200:
            return "right" if found.body == right else f"wrong: {target}"
        return str(found.status)


def injure(server: Server, chance: random.Random) -> None:
    """Kill a process, or stop one for a moment."""
    kind = chance.choice((server.query_workers, server.keepers, server.web_processes))
    for process in kind()[:1]:
        with suppress(ProcessLookupError):
            if chance.random() < 0.7:
                os.kill(process, signal.SIGKILL)
            else:
                os.kill(process, signal.SIGSTOP)
                threading.Timer(PAUSE, resume, [process]).start()


def is_ready(client: Client) -> bool:
    with suppress(*BROKEN):
        return client.get("/readyz").status == 200
    return False


def resume(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGCONT)


@pytest.mark.long
def test_no_answer_is_wrong_while_processes_are_killed_and_stopped(
    data: Path, tmp_path: Path
) -> None:
    chance = random.Random(19)  # noqa: S311 - the same faults each time
    ending = threading.Event()
    with serving(data, tmp_path / "said", "--ready", "2", "--log", "") as server:
        clients = [Honest(server.client, ending) for _ in range(3)]
        for client in clients:
            client.start()
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            injure(server, chance)
            becomes(lambda: is_ready(server.client))
        ending.set()
        for client in clients:
            client.join()
        becomes(lambda: is_ready(server.client))
        processes = [*server.keepers(), *server.query_workers(), *server.web_processes()]
        answers = sum((client.answers for client in clients), Counter[str]())
        assert {*answers} <= {"right", "broken", "503", "504"}, answers
        assert answers["right"] > 100
        assert "Traceback" not in server.said
    becomes(lambda: not any(map(alive, processes)))
