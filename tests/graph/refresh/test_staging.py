"""Staged imports: nothing changes before the swap, or where a fetch, an import or a build fails."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from graph.importing.folder import IMPORTS
from graph.refresh import staging
from graph.refresh.download import Fetched, Limits
from graph.refresh.staging import SNAPSHOTS, Feed, refreshing
from ontology import BadRecord, Misuse, Unavailable
from tests.graph.importing import write_sheet
from tests.graph.importing.test_aiaaic import HEADER, row

ADDRESS = "https://example.org/sheet.csv"


class Web:
    """Sheets by address, with the number of their version as `ETag`."""

    def __init__(self) -> None:
        self.sheets: dict[str, tuple[int, Path]] = {}

    def __call__(
        self, address: str, path: Path, known: Mapping[str, str], _limits: Limits
    ) -> Fetched:
        if address not in self.sheets:
            raise Unavailable(f"{address}: answers 404")
        version, sheet = self.sheets[address]
        if known.get("ETag") == str(version):
            return Fetched(is_new=False, validators=known)
        shutil.copy2(sheet, path)
        return Fetched(is_new=True, validators={"ETag": str(version)})

    def offer(self, path: Path, *ids: str) -> None:
        version = self.sheets.get(ADDRESS, (0, path))[0] + 1
        self.sheets[ADDRESS] = version, write_sheet(path, HEADER, *map(row, ids))


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    web = Web()
    monkeypatch.setattr(staging, "download", web)
    return web


@pytest.fixture
def feed(tmp_path: Path) -> Feed:
    return Feed("aiaaic", tmp_path / "snapshots" / "sheet.csv", ADDRESS)


def state(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(".lock")
    }


def refresh(feed: Feed, data: Path) -> None:
    with refreshing([feed], data) as (_, swap_in):
        swap_in(lambda: None)


def test_a_refresh_imports_what_is_new_and_keeps_the_snapshot(
    web: Web, feed: Feed, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    web.offer(tmp_path / "a.csv", "AIAAIC7", "AIAAIC8")
    with refreshing([feed], data) as ((staged,), swap_in):
        assert staged.outcome
        assert (staged.withdrawn, staged.outcome.summary["rows"]["issues"]) == (0.0, 2)
        assert not (data / IMPORTS).exists()
        swap_in(lambda: None)
    assert feed.path.read_bytes() == (tmp_path / "a.csv").read_bytes()
    known = json.loads((data / SNAPSHOTS).read_text(encoding="utf-8"))
    assert known == {"aiaaic": {"address": ADDRESS, "validators": {"ETag": "1"}}}
    before = state(data)
    with refreshing([feed], data) as ((staged,), swap_in):
        assert (staged.outcome, staged.withdrawn, staged.put_aside) == (None, 0.0, 0.0)
        swap_in(lambda: None)
    assert state(data) == before
    assert not [*data.glob(".refresh-*")]


def test_the_share_of_withdrawn_records_is_that_of_the_former_ones(
    web: Web, feed: Feed, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    web.offer(tmp_path / "a.csv", "AIAAIC7", "AIAAIC8", "AIAAIC9")
    refresh(feed, data)
    before = state(data)
    web.offer(tmp_path / "a.csv", "AIAAIC7")
    with refreshing([feed], data) as ((staged,), _):
        assert (staged.before["issue"], staged.lost["issue"]) == (3, 2)
        assert staged.withdrawn == 2 / 3
    assert state(data) == before, "without the swap nothing has changed"
    refresh(feed, data)
    assert state(data) != before


def test_a_build_that_fails_brings_the_former_imports_back(
    web: Web, feed: Feed, tmp_path: Path
) -> None:
    data = tmp_path / "data"

    def fails() -> None:
        raise ValueError

    web.offer(tmp_path / "a.csv", "AIAAIC7")
    with pytest.raises(ValueError), refreshing([feed], data) as (_, swap_in):  # noqa: PT011
        swap_in(fails)
    assert not feed.path.exists()
    assert not (data / IMPORTS / "aiaaic").exists()
    refresh(feed, data)
    before, snapshot = state(data), feed.path.read_bytes()
    web.offer(tmp_path / "a.csv", "AIAAIC8")
    with pytest.raises(ValueError), refreshing([feed], data) as (_, swap_in):  # noqa: PT011
        swap_in(fails)
    assert (state(data), feed.path.read_bytes()) == (before, snapshot)


def test_where_one_of_two_fetches_fails_nothing_is_taken(
    web: Web, feed: Feed, tmp_path: Path
) -> None:
    other = Feed("aiid", tmp_path / "snapshots" / "b.csv", "https://example.org/none")
    web.offer(tmp_path / "a.csv", "AIAAIC7")
    with pytest.raises(Unavailable, match="404"), refreshing([feed, other], tmp_path / "data"):
        pass
    assert state(tmp_path / "data") == {}
    assert not feed.path.exists()


def test_what_is_no_sheet_is_refused_and_changes_nothing(
    web: Web, feed: Feed, tmp_path: Path
) -> None:
    web.offer(tmp_path / "a.csv", "AIAAIC7")
    refresh(feed, tmp_path / "data")
    before = state(tmp_path / "data")
    web.sheets[ADDRESS] = 9, write_sheet(tmp_path / "a.csv", ["<html>"], ["Sign in"])
    with pytest.raises(BadRecord), refreshing([feed], tmp_path / "data"):
        pass
    assert state(tmp_path / "data") == before


def test_two_at_once_and_an_unknown_importer_are_refused(
    web: Web, feed: Feed, tmp_path: Path
) -> None:
    web.offer(tmp_path / "a.csv", "AIAAIC7")
    with (
        refreshing([feed], tmp_path / "data"),
        pytest.raises(Unavailable, match="another refresh"),
        refreshing([feed], tmp_path / "data"),
    ):
        pass
    with pytest.raises(Misuse, match="there is no importer 'nothing'"):
        Feed("nothing", tmp_path / "a", ADDRESS)
