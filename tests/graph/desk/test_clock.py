"""A clock that is set forward or back while a desk is used shows, loses and keeps nothing."""

import json
import os
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from graph.desk import database
from graph.desk.decided_files import HIDDEN, RECORDS, hidden_now, withdrawn_now, write_decided
from graph.desk.reviewers import Reviewers
from graph.desk.states import Act
from graph.desk.suggestions import Desk, New
from graph.desk.withheld import WITHHELD
from graph.files import replace_text
from graph.following.followers import Followers
from graph.following.letters import Letters
from ontology import Forbidden, Unavailable
from tests.graph.desk.conftest import SOURCE

YEAR = timedelta(days=365)


class Clock(datetime):
    """A clock that a test sets."""

    ahead = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return datetime.now(tz) + cls.ahead


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    monkeypatch.setattr(Clock, "ahead", timedelta())
    monkeypatch.setattr(database, "datetime", Clock)
    return Clock


def removal(form: str) -> New:
    return New("remove", "Ghost work", {"reason": "other"}, form, "issue/ghost-work")


def test_the_last_decision_counts_though_the_clock_was_set_back_before_it(
    desk: Desk, clock: type[Clock]
) -> None:
    desk.send(removal("one"))
    desk.send(removal("two"))
    clock.ahead = YEAR
    desk.act(1, 1, Act.HIDE, "Ann")
    desk.act(1, 2, Act.SHOW, "Ann")
    clock.ahead = -YEAR
    desk.act(2, 1, Act.HIDE, "Ann")
    write_decided(desk.data)
    assert json.loads((desk.data / HIDDEN).read_text()) == {"issue/ghost-work": ""}


def test_the_text_that_was_accepted_last_is_built_though_the_clock_was_set_back(
    desk: Desk, clock: type[Clock]
) -> None:
    for number, ahead in enumerate((YEAR, -YEAR), start=1):
        clock.ahead = ahead
        desk.send(New("new", "A report", {"entries": [SOURCE]}, f"form-{number}"))
        desk.act(number, 1, Act.TAKE, "Ann")
        name = f"{RECORDS}/source/court-report.yaml"
        files = json.dumps({name: f"text {number}"})
        desk.act(number, 2, Act.ACCEPT, "Ann", "", files)
    write_decided(desk.data)
    assert (desk.data / name).read_text() == "text 2"


def test_a_session_that_began_under_a_wrong_clock_ends_with_it(
    tmp_path: Path, clock: type[Clock]
) -> None:
    reviewers = Reviewers(tmp_path)
    token = reviewers.invite("Ann", days=1000)
    clock.ahead = YEAR
    session = reviewers.sign_in(token)
    clock.ahead = YEAR - timedelta(minutes=1)
    assert reviewers.of_session(session) == "Ann"
    clock.ahead = timedelta()
    with pytest.raises(Forbidden, match="sign in first"):
        reviewers.of_session(session)
    assert reviewers.of_session(reviewers.sign_in(token)) == "Ann"


def test_letters_that_were_queued_under_a_clock_ahead_do_not_wait_until_then(
    tmp_path: Path, clock: type[Clock]
) -> None:
    clock.ahead = YEAR
    letters = Letters(tmp_path)
    letters.add(b"To: ann@example.org\r\n\r\n")
    clock.ahead = timedelta()
    assert letters.send("smtp://127.0.0.1:1") == 0
    with letters.reading() as connection:
        ((tries, due),) = connection.execute("SELECT tries, due FROM letter").fetchall()
    assert tries == 1
    assert due < database.later(1)


def test_digests_do_not_wait_for_a_moment_that_the_clock_left_behind(
    tmp_path: Path, clock: type[Clock]
) -> None:
    followers = Followers(tmp_path)
    one = followers.confirm(followers.ask("ann@example.org", "feed", "weekly"))
    clock.ahead = YEAR
    with followers.writing() as connection:
        followers.note_sent(connection, one, {})
    assert followers.due() == []
    clock.ahead = timedelta()
    assert [found.id for found in followers.due()] == [one.id]


def test_an_address_that_nobody_confirmed_is_deleted_though_the_clock_was_set_back(
    tmp_path: Path, clock: type[Clock]
) -> None:
    followers = Followers(tmp_path)
    clock.ahead = YEAR
    followers.ask("ann@example.org", "feed", "weekly")
    followers.forget()
    with followers.reading() as connection:
        assert connection.execute("SELECT COUNT(*) FROM follower").fetchone()[0] == 1
    clock.ahead = timedelta()
    followers.forget()
    with followers.reading() as connection:
        assert connection.execute("SELECT COUNT(*) FROM follower").fetchone()[0] == 0


def test_a_second_change_within_one_tick_of_the_clock_is_seen(tmp_path: Path) -> None:
    (tmp_path / HIDDEN).parent.mkdir()
    for names in ({"issue/a": ""}, {"issue/a": "", "issue/b": ""}):
        replace_text(tmp_path / HIDDEN, json.dumps(names))
        os.utime(tmp_path / HIDDEN, (0, 0))
        assert hidden_now(tmp_path) == {*names}


@pytest.mark.parametrize("name", [HIDDEN, WITHHELD])
def test_nothing_is_shown_where_the_withheld_cannot_be_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).symlink_to(tmp_path / name)
    with pytest.raises(Unavailable, match="cannot be read"):
        withdrawn_now(tmp_path)
