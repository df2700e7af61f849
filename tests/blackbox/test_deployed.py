"""The files that we ship for operators: proxy, units, alerts, container."""

import os
import re
import shutil
import signal
import ssl
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPSConnection
from itertools import cycle
from pathlib import Path
from threading import Event

import pytest
import yaml

from tests.blackbox.proxy import proxied
from tests.blackbox.server import COMMAND, Server, serving
from tests.conftest import SMALL
from tests.waiting import becomes

DEPLOY = Path("scripts/deploy")
PAGES = ("/", "/ontology/Issue", "/sparql?query=ASK%7B%7D", "/.well-known/void")
UNVERIFIED = ssl._create_unverified_context()  # noqa: S323 - a certificate made for this test
needs_nginx = pytest.mark.skipif(not shutil.which("nginx"), reason="there is no nginx here")
needs_systemd = pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="there is no systemd here"
)


def status(port: int, path: str) -> int:
    with closing(HTTPSConnection("127.0.0.1", port, context=UNVERIFIED, timeout=60)) as connection:
        connection.request("GET", path, headers={"Host": "example.org"})
        answer = connection.getresponse()
        answer.read()
        return answer.status


@contextmanager
def clients(port: int, found: list[int]) -> Iterator[None]:
    """Let three clients ask for pages, each at once after the other, and keep the status codes."""
    end = Event()

    def ask() -> None:
        for path in cycle(PAGES):
            if end.is_set():
                return
            found.append(status(port, path))

    with ThreadPoolExecutor(3) as pool:
        futures = [pool.submit(ask) for _ in range(3)]
        try:
            yield
        finally:
            end.set()
    for future in futures:
        future.result()


def build(data: Path, tmp_path: Path) -> str:
    (tmp_path / "more.yaml").write_text(SMALL.format(slug="more", name="More"), encoding="utf-8")
    words = ["build", "--data", str(data), "--records", str(tmp_path / "more.yaml")]
    done = subprocess.run([*COMMAND, *words], capture_output=True, text=True, check=True)
    return Path(done.stdout.strip()).name


@pytest.mark.long  # two servers and a build, half a minute
@needs_nginx
def test_of_two_replicas_one_is_killed_and_one_switches_and_nothing_is_lost(
    data: Path, tmp_path: Path
) -> None:
    own = Path(shutil.copytree(data, tmp_path / "data", symlinks=True))
    options = ("--processes", "1", "--ready", "1", "--log", "", "--proxies", "127.0.0.1")
    found: list[int] = []
    user = " user root;" if os.getuid() == 0 else ""
    with (
        serving(own, tmp_path / "first", *options) as first,
        serving(own, tmp_path / "second", *options) as second,
        proxied(tmp_path, [first.client.port, second.client.port], user) as port,
    ):
        with clients(port, found):
            becomes(lambda: len(found) > 8)
            first.process.send_signal(signal.SIGKILL)
            until = len(found) + 8
            becomes(lambda: len(found) > until)
            name = build(own, tmp_path)
            becomes(lambda: name in second.client.get("/readyz").text)
        assert {*found} == {200}
        assert status(port, "/metrics") == 200  # this machine's address is the operator's


@needs_systemd
@pytest.mark.parametrize("unit", sorted(path.name for path in DEPLOY.glob("justicegraph*")))
def test_units_are_valid(unit: str) -> None:
    command = ["systemd-analyze", "verify", "--man=no", str(DEPLOY / unit)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    assert [line for line in said.splitlines() if "is not executable" not in line] == []


@needs_systemd
def test_the_server_has_few_rights() -> None:
    path = str(DEPLOY / "justicegraph.service")
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=20", path]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_alerts_name_metrics_and_labels_that_there_are(server: Server) -> None:
    there = server.client.get("/metrics").text
    rules = yaml.safe_load((DEPLOY / "alerts.yaml").read_text(encoding="utf-8"))
    expressions = [rule["expr"] for group in rules["groups"] for rule in group["rules"]]
    metrics = {name for one in expressions for name in re.findall(r"justicegraph_\w+", one)}
    assert [name for name in sorted(metrics) if not re.search(rf"^{name}\W", there, re.M)] == []
    assert 'requests_total{method="GET",route=' in there
    assert 'justicegraph_release{name="' in there


def test_the_container_takes_what_is_there_and_is_no_root() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    locks = re.findall(r"requirements/[\w.]+", text)
    assert [name for name in locks if not Path(name).is_file()] == []
    assert re.findall(r"^USER (\d+)$", text, re.M) == ["10001"]
    assert text.index("\nUSER ") < text.index("\nCMD ")
