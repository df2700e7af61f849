"""Waiting times: the median of the last decisions, and nothing of few."""

import pytest

from graph.desk.states import Act
from graph.desk.suggestions import Desk
from graph.desk.waiting_times import LEAST, Wait, usual_wait
from tests.graph.desk.conftest import new


def decided(desk: Desk, number: int, sent: str, act: Act = Act.ACCEPT) -> None:
    """Send a suggestion at a moment, and decide it on the third of May 2026."""
    desk.send(new(f"form-{number}"))
    desk.act(number, 1, Act.TAKE, "Ann")
    desk.act(number, 2, act, "Ann", "because")
    with desk.writing() as connection:
        moment = "UPDATE event SET moment = ? WHERE suggestion = ? AND number = ?"
        connection.execute(moment, (f"{sent}+00:00", number, 1))
        connection.execute(moment, ("2026-05-03T12:00:00+00:00", number, 3))


def test_the_median_is_in_whole_days_of_accepted_and_declined_ones(desk: Desk) -> None:
    days = ("2026-05-03T11:00:00", "2026-05-02T00:00:00", "2026-05-01T13:00:00")
    for number, sent in enumerate((*days, "2026-04-01T00:00:00", "2026-03-01T00:00:00"), start=1):
        assert usual_wait(desk) is None
        decided(desk, number, sent, Act.DECLINE if number == 1 else Act.ACCEPT)
    assert usual_wait(desk) == Wait(days=2, decisions=LEAST)


@pytest.mark.parametrize("sent", ["2026-05-03T12:00:00", "2026-05-04T12:00:00"])
def test_the_least_is_one_day_also_if_a_clock_was_set_back(desk: Desk, sent: str) -> None:
    for number in range(1, LEAST + 1):
        decided(desk, number, sent)
    assert usual_wait(desk) == Wait(days=1, decisions=LEAST)
