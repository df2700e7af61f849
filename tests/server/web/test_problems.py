"""Problem details: what the machine lacks for a moment is 503, what is a fault of ours is not."""

import errno
import os
import sqlite3
from collections.abc import Callable

import pytest
from flask import Flask

from ontology import NotFound, Unavailable
from server.web.problems import Near, answer, refusal, register

LACKING = [errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ENOSPC, errno.EROFS]


@pytest.fixture
def app() -> Flask:
    app = Flask(__name__)
    register(app)
    return app


@pytest.mark.parametrize("number", LACKING)
def test_a_page_that_the_machine_refuses_is_unavailable(
    app: Flask, number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    app.add_url_rule("/a", view_func=raising(OSError(number, os.strerror(number))))
    found = app.test_client().get("/a")
    detail = f"this server lacks something now ({os.strerror(number)}): try again soon"
    assert (found.status_code, found.json and found.json["detail"]) == (503, detail)
    assert capsys.readouterr().err == f"justicegraph: /a: {detail}\n"


def test_a_page_without_memory_is_unavailable(app: Flask) -> None:
    app.add_url_rule("/a", view_func=raising(MemoryError()))
    assert app.test_client().get("/a").status_code == 503


def test_a_thread_that_does_not_start_is_a_lack_of_the_machine() -> None:
    known = refusal(RuntimeError("can't start new thread"))
    assert str(known) == "this server lacks something now (threads): try again soon"


def test_a_fault_of_ours_is_none_of_the_machine(app: Flask) -> None:
    app.add_url_rule("/a", view_func=raising(FileNotFoundError(errno.ENOENT, "no such file")))
    assert app.test_client().get("/a").status_code == 500


@pytest.mark.parametrize(
    "error", [ValueError(), RuntimeError("loop"), ConnectionAbortedError("cut"), sqlite3.Error()]
)
def test_other_errors_are_no_refusal(error: Exception) -> None:
    assert refusal(error) is None


def raising(error: Exception) -> Callable[[], str]:
    def view() -> str:
        raise error

    return view


def test_an_error_whose_page_needs_an_engine_that_is_away_is_answered_as_data(app: Flask) -> None:
    def near() -> list[Near]:
        raise Unavailable("no pool of workers answers")

    app.add_url_rule("/a", view_func=raising(NotFound("there is no a")))
    app.register_error_handler(NotFound, lambda error: answer(error, near))
    found = app.test_client().get("/a", headers={"Accept": "text/html"})
    assert (found.status_code, found.mimetype) == (404, "application/problem+json")
    assert "there is no a" in found.text
