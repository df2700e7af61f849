"""Work in a process of its own: its result, its error, its end."""

import os
import signal
from pathlib import Path

import pytest

from graph.parallel import run_in_fork
from ontology import NotFound, Unavailable
from tests.waiting import becomes

MANY = range(10)


def end() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fail() -> None:
    raise NotFound("there is nothing")


def test_work_is_done_in_another_process_over_much_and_in_this_one_over_little() -> None:
    with (
        run_in_fork(os.getpid, MANY, least=10) as there,
        run_in_fork(os.getpid, MANY, least=11) as here,
    ):
        assert there() != os.getpid()
        assert there() == there()
        assert here() == os.getpid()


def test_over_little_nothing_is_done_until_it_is_asked_for() -> None:
    with run_in_fork(fail, MANY, least=11):
        pass


@pytest.mark.parametrize("least", [10, 11])
def test_what_the_work_raises_is_raised_where_the_result_is_asked_for(least: int) -> None:
    with run_in_fork(fail, MANY, least=least) as result, pytest.raises(NotFound, match="nothing"):
        result()


def test_a_process_gives_way_as_far_as_it_is_told() -> None:
    own = os.nice(0)
    with run_in_fork(lambda: os.nice(0), MANY, least=0, nice=3) as there:
        assert there() == min(own + 3, 19)
    assert os.nice(0) == own


def test_a_process_that_was_ended_is_told() -> None:
    with run_in_fork(end, MANY, least=0) as result, pytest.raises(Unavailable, match="was ended"):
        result()


def test_an_error_meanwhile_ends_the_work(tmp_path: Path) -> None:
    begun = tmp_path / "pid"

    def work() -> None:
        begun.write_text(str(os.getpid()), encoding="utf-8")
        signal.pause()

    def begin_and_fail() -> None:
        with run_in_fork(work, MANY, least=0):
            becomes(lambda: begun.exists() and begun.read_text(encoding="utf-8"))
            raise KeyError

    with pytest.raises(KeyError):
        begin_and_fail()
    with pytest.raises(ProcessLookupError):
        os.kill(int(begun.read_text(encoding="utf-8")), 0)
