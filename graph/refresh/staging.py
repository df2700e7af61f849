"""Staged imports: snapshots are imported into a copy of the imports, compared, then swapped in.

Until the swap, and where the build that follows fails, the data folder is as it was.

{data}/snapshots.json    where each snapshot was fetched, with its `ETag` and `Last-Modified`
"""

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout

from graph.files import replace_file, replace_text
from graph.importing import Outcome, run, sources
from graph.importing.folder import IMPORTS, RECORDS, locked
from graph.importing.records import address
from graph.refresh.download import Fetched, Limits, download
from ontology import Misuse, Unavailable, record_types

__all__ = ["SNAPSHOTS", "Feed", "Staged", "refreshing"]

SNAPSHOTS: Final = "snapshots.json"
WORK: Final = ".refresh-"


@dataclass(frozen=True)
class Feed:
    """A snapshot that is fetched: its importer, its file, its address and its limits."""

    importer: str
    path: Path
    address: str
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        if self.importer not in sources():
            raise Misuse(
                f"there is no importer '{self.importer}'; there are: {', '.join(sources())}"
            )


@dataclass(frozen=True)
class Staged:
    """An import into a copy: what it would change, of how many records."""

    feed: Feed
    file: Path
    fetched: Fetched
    outcome: Outcome | None = None
    before: Counter[str] = field(default_factory=Counter)
    """The former records that were not withdrawn, by kind."""
    lost: Counter[str] = field(default_factory=Counter)
    """Those of them that would be withdrawn."""

    @property
    def withdrawn(self) -> float:
        """Return the share of the former issues, or of all records, that would be withdrawn.

        The larger of both counts: few companies vanish when half of the issues do.
        """
        all_ = self.lost.total() / max(1, self.before.total())
        return float(max(all_, self.lost["issue"] / max(1, self.before["issue"])))

    @property
    def put_aside(self) -> float:
        """Return the share of the rows that were put aside, from 0 to 1."""
        return self.outcome.share if self.outcome else 0.0


@contextmanager
def refreshing(
    feeds: Sequence[Feed], data: Path, tick: Callable[[], Any] = lambda: None
) -> Iterator[tuple[list[Staged], Callable[[Callable[[], object]], None]]]:
    """Context manager: fetch all feeds, and import them into a copy of the imports.

    Gives what each would change, and a function which swaps the imports in and calls the build that
    it is given; where this raises, the former imports are back. Raises as `download` and `run` do,
    and `Unavailable` while another refresh is at work; nothing has changed then.
    Complexity: a copy of the imports, and the imports of the feeds that have changed.
    """
    data.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(data / ".refresh.lock", timeout=0):
            for left in data.glob(f"{WORK}*"):
                shutil.rmtree(left, ignore_errors=True)
            with tempfile.TemporaryDirectory(prefix=WORK, dir=data) as name:
                staged = _staged(feeds, data, Path(name), tick)
                yield staged, lambda build: _swap_in(staged, data, Path(name), build)
    except Timeout:
        raise Unavailable(f"{data}: another refresh is at work here: wait for its end") from None


def _staged(feeds: Sequence[Feed], data: Path, work: Path, tick: Callable[[], Any]) -> list[Staged]:
    """Fetch all snapshots, then import those that are new into a copy of the imports."""
    known = _known(data)
    fetched = [_fetched(feed, work / str(n), known) for n, feed in enumerate(feeds)]
    if any(one.fetched.is_new for one in fetched) and (data / IMPORTS).is_dir():
        ignored = shutil.ignore_patterns(".*")
        shutil.copytree(data / IMPORTS, work / IMPORTS, ignore=ignored)
        for hidden in (data / IMPORTS).glob(".*"):
            if hidden.is_file() and hidden.name != ".lock":
                shutil.copy2(hidden, work / IMPORTS)
    return [_imported(one, work, tick) if one.fetched.is_new else one for one in fetched]


def _fetched(feed: Feed, folder: Path, known: dict[str, Any]) -> Staged:
    folder.mkdir()
    file, entry = folder / feed.path.name, known.get(feed.importer, {})
    is_known = feed.path.exists() and entry.get("address") == feed.address
    validators = entry.get("validators", {}) if is_known else {}
    return Staged(feed, file, download(feed.address, file, validators, feed.limits))


def _imported(one: Staged, work: Path, tick: Callable[[], Any]) -> Staged:
    source, folder = sources()[one.feed.importer], work / IMPORTS / one.feed.importer
    before = _living(folder)
    outcome = run(source, one.file, work, tick=tick)
    lost = before.keys() - _living(folder).keys()
    counts = Counter(before.values()), Counter(before[name] for name in lost)
    return replace(one, outcome=outcome, before=counts[0], lost=counts[1])


def _living(folder: Path) -> dict[str, str]:
    """Return the kinds of the records of an import that are not withdrawn, by their ids."""
    try:
        with (folder / RECORDS).open(encoding="utf-8") as lines:
            entries = [json.loads(line) for line in lines]
    except FileNotFoundError:
        return {}
    kinds = record_types()
    return {address(entry): kinds[entry["type"]] for entry in entries if entry["type"] in kinds}


def _swap_in(staged: Sequence[Staged], data: Path, work: Path, build: Callable[[], object]) -> None:
    """Exchange the imports, build, and keep the snapshots; where the build fails, exchange back."""
    names = {one.feed.importer for one in staged if one.outcome and one.outcome.is_new}
    _exchange(names, data, work)
    try:
        build()
    except BaseException:
        _exchange(names, data, work)
        raise
    for one in staged:
        if one.fetched.is_new:
            one.feed.path.parent.mkdir(parents=True, exist_ok=True)
            aside = one.feed.path.with_name(f".{one.feed.path.name}-new")
            shutil.move(one.file, aside)
            replace_file(aside, one.feed.path)
    known = {
        one.feed.importer: {"address": one.feed.address, "validators": {**one.fetched.validators}}
        for one in staged
    }
    text = json.dumps(_known(data) | known, indent=1, sort_keys=True)
    replace_text(data / SNAPSHOTS, text + "\n")


def _exchange(names: set[str], data: Path, work: Path) -> None:
    """Exchange the folders of some imports with those of the copy; a new secret is copied."""
    if not names:
        return
    with locked(data / IMPORTS) as folder:
        for name in names:
            mine, other, aside = folder / name, work / IMPORTS / name, work / f"former-{name}"
            for old, new in ((mine, aside), (other, mine), (aside, other)):
                if old.exists():
                    old.rename(new)
        for path in (work / IMPORTS).iterdir():
            if path.is_file() and path.name != ".lock" and not (folder / path.name).exists():
                shutil.copy2(path, folder)


def _known(data: Path) -> dict[str, Any]:
    try:
        known: dict[str, Any] = json.loads((data / SNAPSHOTS).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return known
