"""Pools of former releases: opened when asked for, bounded, closed for a withdrawal."""

import asyncio
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from graph.release.withdraw import withdraw_former
from server import Settings, create_app
from server.asgi import former_pools
from server.asgi.former_pools import FormerPools
from server.asgi.front import SparqlFastPath
from server.asgi.pool_manager import PoolManager
from server.web import former
from tests.server.asgi_client import HOST, Heard, ask, asked
from tests.server.conftest import Kept
from tests.waiting import PATIENCE, becomes

NAMES = (
    "SELECT ?name { ?actor a jg:Organization ; rdfs:label ?name "
    'FILTER(STRENDS(STR(?actor), "/an-actor")) }'
)
RUNAWAY = "SELECT (COUNT(*) AS ?count) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture
def served(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[SparqlFastPath, Settings]]:
    """A server of its own data folder that opens one former release at once."""
    monkeypatch.setattr(former_pools, "LEAST", 0.0)
    monkeypatch.setattr(former_pools, "LOOK", 0.02)
    monkeypatch.setattr(former, "PATIENCE", PATIENCE)  # however slow the machine is
    data, folder = tmp_path / "data", tmp_path / "run"
    shutil.copytree(kept.data, data, symlinks=True)
    folder.mkdir()
    settings = Settings(data=data, folder=str(folder), ready=1, slow=1, former=1, log="")
    with PoolManager(settings, folder), FormerPools(settings, folder):
        yield SparqlFastPath(create_app(settings), settings), settings


def names(served: tuple[SparqlFastPath, Settings], version: str) -> Heard:
    return ask(served[0], f"/sparql?query={quote(NAMES)}&format=csv&version={version}", HOST)


def open_now(settings: Settings) -> list[str]:
    names = (path.name for path in Path(settings.folder).glob("former-*"))
    return sorted(name for name in names if "." not in name)


def test_each_kept_release_answers_and_at_most_so_many_are_open(
    served: tuple[SparqlFastPath, Settings], kept: Kept
) -> None:
    first, second, third = kept.names
    for name, word in ((first, b"First"), (second, b"Second"), (first, b"First")):
        heard = names(served, name)
        assert (heard.status, heard.body) == (200, b"name\r\n" + word + b"\r\n")
        assert heard.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert open_now(served[1]) == [f"former-{name}"]
    assert names(served, third).body == b"name\r\nThird\r\n"
    page = ask(served[0], f"/id/actor/an-actor.nt?version={first}")
    assert b'"First"' in page.body
    assert names(served, "none").status == 404


def test_a_pool_that_was_killed_is_opened_again(
    served: tuple[SparqlFastPath, Settings], kept: Kept
) -> None:
    names(served, kept.names[0])
    socket = Path(served[1].folder, f"former-{kept.names[0]}")
    inode = socket.stat().st_ino
    os.kill(_supervisor(socket), signal.SIGKILL)
    becomes(lambda: not socket.exists() or socket.stat().st_ino != inode)
    query = f"/sparql?query={quote(NAMES + ' # again')}&format=csv&version={kept.names[0]}"
    assert ask(served[0], query).body == b"name\r\nFirst\r\n"


def _supervisor(socket: Path) -> int:
    """Return the process that keeps the pool of a socket."""
    own = str(os.getpid())
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        if str(socket).encode() in path.read_bytes():
            stat = path.with_name("stat").read_text(encoding="utf-8")
            if stat.rpartition(")")[2].split()[1] == own:
                return int(path.parent.name)
    raise AssertionError("no such process")


def test_a_withdrawal_closes_the_pool_and_the_release_is_gone(
    served: tuple[SparqlFastPath, Settings], kept: Kept
) -> None:
    first, second, third = kept.names
    assert names(served, first).status == 200
    assert withdraw_former(served[1].data, third, lambda _: True) == sorted([first, second])
    assert names(served, first).status == 410
    becomes(lambda: open_now(served[1]) == [])


def test_a_runaway_query_of_a_former_release_is_ended_at_its_limit(
    served: tuple[SparqlFastPath, Settings], kept: Kept
) -> None:
    address = f"/sparql?query={quote(RUNAWAY)}&timeout=0.2&version={kept.names[0]}"
    assert ask(served[0], address).status == 504


def test_who_waits_too_long_is_asked_to_come_again(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(former, "PATIENCE", 0.1)
    settings = Settings(data=kept.data, folder=str(tmp_path), ready=1, slow=1, log="")
    with PoolManager(settings, tmp_path):
        front = SparqlFastPath(create_app(settings), settings)
        heard = ask(front, f"/sparql?query={quote(NAMES)}&version={kept.names[0]}")
        assert (heard.status, heard.headers["retry-after"]) == (503, "5")

        async def many() -> list[Heard]:
            target = f"/sparql?query={quote(NAMES)}&version={kept.names[0]}"
            return await asyncio.gather(*(asked(front, target) for _ in range(8)))

        assert {heard.status for heard in asyncio.run(many())} == {503}
        assert ask(front, f"/sparql?query={quote('ASK {}')}").status == 200
