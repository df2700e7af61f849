"""The list of pairs: made of any release, whoever built it, once reviewers are there."""

import json
import sys
from pathlib import Path

from graph.desk.pairs import listed_release, open_pairs
from graph.desk.suggestions import Desk
from graph.identity.reviewing import ReviewPair
from server.desk.pair_lister import PairLister
from tests.waiting import becomes

PAIR = {
    "left": "actor/a",
    "right": "actor/b",
    "score": 0.7,
    "left_name": "A",
    "right_name": "B",
    "reasons": "spelling 0.90",
}
LISTS = (
    "import pathlib, sys; pathlib.Path(sys.argv[1]).open('a').write('listed '); print(sys.argv[2])"
)


def lister(data: Path) -> PairLister:
    arguments = (str(data / "log"), json.dumps({"pairs": [PAIR]}))
    return PairLister(data, [sys.executable, "-c", LISTS, *arguments])


def publish(data: Path, name: str) -> None:
    """Make a release the current one."""
    (data / "current").unlink(missing_ok=True)
    (data / "current").symlink_to(Path("releases") / name)


def test_pairs_are_listed_once_for_each_release_that_anybody_built(tmp_path: Path) -> None:
    Desk(tmp_path).secret()
    publish(tmp_path, "one")
    pairs = lister(tmp_path)
    pairs.look()
    pairs.look()
    assert open_pairs(tmp_path) == [ReviewPair(**PAIR)]  # type: ignore[arg-type]
    publish(tmp_path, "two")
    lister(tmp_path).look()
    lister(tmp_path).look()
    assert listed_release(tmp_path) == "two"
    assert (tmp_path / "log").read_text() == "listed listed "


def test_a_desk_without_reviewers_lists_no_pairs(tmp_path: Path) -> None:
    publish(tmp_path, "one")
    lister(tmp_path).look()
    assert not (tmp_path / "log").exists()


def test_a_command_that_fails_leaves_the_list_and_is_not_repeated(tmp_path: Path) -> None:
    Desk(tmp_path).secret()
    publish(tmp_path, "one")
    pairs = PairLister(tmp_path, [sys.executable, "-c", "raise SystemExit(1)"])
    pairs.look()
    pairs.command = ["no-such-program"]
    pairs.look()
    assert open_pairs(tmp_path) == []


def test_the_thread_lists_and_ends_with_the_server(tmp_path: Path) -> None:
    Desk(tmp_path).secret()
    publish(tmp_path, "one")
    with lister(tmp_path):
        becomes(lambda: listed_release(tmp_path) == "one")
