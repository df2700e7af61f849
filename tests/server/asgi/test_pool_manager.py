"""The steward: a pool for the release that is current, and another when that changes."""

import errno
import json
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.engine.oxigraph import Store
from graph.engine.pool.client import PoolEngine
from graph.engine.pool.supervisor import status_path
from graph.engine.pool.worker_status import Order, WorkerStatus
from graph.engine.query import Query
from graph.files import replace_text
from graph.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS
from graph.release.readers import wait_for_readers
from graph.release.release import Release
from ontology import JusticeGraphError, Unavailable
from server import SERVING, Settings
from server.asgi import pool_manager as steward
from server.asgi import pool_processes
from server.asgi.pool_manager import PoolManager, has_other_terms
from tests.waiting import PATIENCE, becomes

ASK = Query("ASK {}")
RUNAWAY = Query("SELECT (COUNT(*) AS ?count) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
ENDLESS = Query("SELECT * { ?a ?b ?c . ?d ?e ?f }")


@pytest.fixture
def settings(release: Release, tmp_path: Path) -> Settings:
    """Settings over a data folder of the test's own."""
    data = shutil.copytree(release.folder.parent.parent, tmp_path / "data", symlinks=True)
    return Settings(data=Path(data), ready=1, slow=1, seconds=5.0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    folder.mkdir()
    return folder


@pytest.fixture
def renewed() -> list[bool]:
    """Each time that the steward had the web processes replaced."""
    return []


@pytest.fixture
def at_work(
    settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch, renewed: list[bool]
) -> Iterator[Settings]:
    """A steward at work, with less patience for pools that are left."""
    monkeypatch.setattr(steward, "GRACE", 0.5)
    monkeypatch.setattr(steward, "LOOK", 0.05)
    with PoolManager(settings, folder, lambda: renewed.append(True)):
        yield settings


def pool(folder: Path, settings: Settings) -> PoolEngine:
    """Return the pool that is used now."""
    return PoolEngine(folder / (folder / SERVING).readlink(), settings.limits)


def answers(folder: Path, settings: Settings) -> bool:
    try:
        return pool(folder, settings).evaluate(ASK, RESULT_FORMATS[0]).read().endswith(b"true}")
    except JusticeGraphError:
        return False


def keepers() -> set[int]:
    """Return the processes of ours that keep pools."""
    own = str(os.getpid())
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = path.read_text(encoding="utf-8").rpartition(")")[2].split()[1]
            if (
                parent == own
                and b"graph.engine.pool.process" in path.with_name("cmdline").read_bytes()
            ):
                found.add(int(path.parent.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def switch(settings: Settings, name: str) -> None:
    """Make another release the current one, in one step."""
    link = settings.data / "next"
    link.symlink_to(Path("releases") / name)
    link.replace(settings.data / "current")


def another(settings: Settings, release: Release) -> str:
    """Put a copy of the release beside it, under another name."""
    releases = settings.data / "releases"
    shutil.copytree(releases / release.name, releases / "another")
    return "another"


def test_a_pool_answers_as_soon_as_the_steward_is_there(
    at_work: Settings, folder: Path, release: Release
) -> None:
    assert (folder / SERVING).readlink() == Path(f"{release.name}.1")
    assert answers(folder, at_work)


def test_a_new_release_gets_a_pool_and_web_processes_of_its_own_and_the_old_one_goes(
    at_work: Settings, folder: Path, release: Release, renewed: list[bool]
) -> None:
    before = keepers()
    switch(at_work, another(at_work, release))
    becomes(lambda: (folder / SERVING).readlink() == Path("another.2"))
    assert answers(folder, at_work)
    becomes(lambda: keepers().isdisjoint(before))
    assert (len(keepers()), renewed) == (1, [True])


def test_the_same_graph_with_another_look_gets_web_processes_of_its_own(
    at_work: Settings, folder: Path, release: Release, renewed: list[bool]
) -> None:
    path = at_work.data / "releases" / release.name / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["project"]["headline"] = "Another headline"
    replace_text(path, json.dumps(manifest))
    becomes(lambda: (folder / SERVING).readlink() == Path(f"{release.name}.2"))
    becomes(lambda: renewed == [True])
    assert answers(folder, at_work)


def test_an_answer_that_had_begun_outlives_its_release(
    at_work: Settings, folder: Path, release: Release
) -> None:
    old = pool(folder, at_work)
    answer = old.evaluate(ENDLESS, RESULT_FORMATS[0])
    begun = next(answer.chunks)
    switch(at_work, another(at_work, release))
    becomes(lambda: (folder / SERVING).readlink() == Path("another.2"))
    workers = WorkerStatus(status_path(old.path))
    becomes(lambda: any(worker.order is Order.LAST for worker in workers))
    assert len(begun + next(answer.chunks)) > len(begun)
    answer.chunks.close()


def test_a_keeper_that_ends_is_replaced(at_work: Settings, folder: Path, release: Release) -> None:
    for number in (2, 3):
        (keeper,) = keepers()
        os.kill(keeper, signal.SIGKILL)
        name = Path(f"{release.name}.{number}")
        becomes(lambda name=name: (folder / SERVING).readlink() == name)  # type: ignore[misc]
        assert answers(folder, at_work)


def test_a_release_that_cannot_be_read_leaves_the_old_pool_at_work(
    at_work: Settings, folder: Path, release: Release, capsys: pytest.CaptureFixture[str]
) -> None:
    (at_work.data / "releases" / "broken").mkdir()
    switch(at_work, "broken")
    becomes(lambda: "holds no release" in capsys.readouterr().err)
    assert (folder / SERVING).readlink() == Path(f"{release.name}.1")
    assert answers(folder, at_work)
    switch(at_work, another(at_work, release))
    becomes(lambda: answers(folder, at_work) and len(keepers()) == 1)


def test_a_release_that_cannot_be_loaded_leaves_the_old_pool_at_work(
    at_work: Settings, folder: Path, release: Release, capfd: pytest.CaptureFixture[str]
) -> None:
    name = another(at_work, release)
    (at_work.data / "releases" / name / "justicegraph.nq").write_text("no quads")
    switch(at_work, name)
    becomes(lambda: "justicegraph.nq has 8 bytes instead of" in capfd.readouterr().err)
    assert (folder / SERVING).readlink() == Path(f"{release.name}.1")
    assert answers(folder, at_work)


def test_where_the_first_pool_does_not_come_about_that_is_told(
    settings: Settings, folder: Path, release: Release
) -> None:
    (settings.data / "releases" / release.name / "justicegraph.nq").write_text("no quads")
    with pytest.raises(Unavailable, match=r"justicegraph\.nq has 8 bytes instead of"):
        PoolManager(settings, folder)
    assert keepers() == set()


def test_no_process_is_left(settings: Settings, folder: Path) -> None:
    with PoolManager(settings, folder):
        assert len(keepers()) == 1
    assert keepers() == set()


def test_a_release_that_is_too_large_for_memory_is_answered_from_disk(
    settings: Settings, folder: Path, store: Store
) -> None:
    on_disk = Settings(**{**vars(settings), "in_memory": 0})
    query = Query("CONSTRUCT WHERE { ?s a jg:Hazard }")
    with PoolManager(on_disk, folder):
        found = pool(folder, on_disk).evaluate(query, GRAPH_FORMATS[1]).read()
        command = Path(f"/proc/{keepers().pop()}/cmdline").read_text(encoding="utf-8")
    assert found == store.evaluate(query, GRAPH_FORMATS[1]).read() != b""
    assert '/store"' in command


def test_a_manager_goes_on_after_the_machine_refused(
    at_work: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = threading.Event()

    def refuse(data: Path) -> tuple[str, str]:
        monkeypatch.undo()
        refused.set()
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(steward, "current_version", refuse)
    assert refused.wait(PATIENCE)
    (keeper,) = {slot.pid for slot in status(folder) if slot.pid}
    os.kill(keeper, signal.SIGKILL)
    becomes(lambda: answers(folder, at_work))


def test_a_pool_is_replaced_where_no_thread_can_be_started(
    at_work: Settings, folder: Path, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    before = keepers()
    monkeypatch.setattr(threading.Thread, "start", refuse)
    switch(at_work, another(at_work, release))
    becomes(lambda: answers(folder, at_work) and keepers().isdisjoint(before))
    becomes(lambda: not any(Path(f"/proc/{pid}").exists() for pid in before))


def test_a_withdrawn_release_that_is_current_leaves_the_server_a_pool(
    at_work: Settings, folder: Path, release: Release, capsys: pytest.CaptureFixture[str]
) -> None:
    (at_work.data / "releases" / "broken").mkdir()
    switch(at_work, "broken")
    (keeper,) = keepers()
    os.kill(keeper, signal.SIGKILL)
    first = Path(f"{release.name}.1")
    becomes(lambda: (folder / SERVING).readlink() != first and answers(folder, at_work))
    assert f"release {release.name} is served meanwhile" in capsys.readouterr().err


def test_a_stopped_pool_does_not_keep_the_server_from_ending(
    settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool_processes, "CLOSING", 0.0)
    with PoolManager(replace(settings, seconds=0.1), folder):
        (keeper,) = keepers()
        os.kill(keeper, signal.SIGSTOP)
    assert keepers() == set()


def test_a_start_that_the_machine_refuses_holds_no_lock(
    settings: Settings, folder: Path, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    with pytest.raises(OSError, match="Too many"):
        PoolManager(settings, folder)
    assert wait_for_readers(settings.data / "releases" / release.name, 0)


def status(folder: Path) -> WorkerStatus:
    return WorkerStatus(status_path(folder / (folder / SERVING).readlink()))


def test_processes_are_renewed_where_the_projects_own_files_changed(tmp_path: Path) -> None:
    rows, others = ({"bytes": 1, "sha256": digit * 64} for digit in "01")
    manifests = {
        "a": {"files": {"project/ontology/a.ttl": rows, "void.ttl": rows}},
        "b": {"files": {"project/ontology/a.ttl": rows, "void.ttl": others}},
        "c": {"files": {"project/ontology/a.ttl": others}},
    }
    for name, manifest in manifests.items():
        (tmp_path / "releases" / name).mkdir(parents=True)
        path = tmp_path / "releases" / name / "manifest.json"
        path.write_text(json.dumps({"name": name, **manifest}), encoding="utf-8")
    found = [has_other_terms(tmp_path, "a", one) for one in ("a", "b", "c")]
    assert (found, has_other_terms(tmp_path, "gone", "a")) == ([False, False, True], False)
