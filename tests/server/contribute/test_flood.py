"""A flood of suggestions: the desk takes a bounded number, and none reaches the graph."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.build.inputs import Plan, inputs
from graph.desk import suggestions
from graph.desk.states import State
from graph.desk.suggestions import Desk
from server.contribute import removal
from server.contribute.tokens import form_token

MOST = 50


@pytest.mark.parametrize("number", [300, pytest.param(10_000, marks=pytest.mark.long)])
def test_a_flood_of_suggestions_changes_nothing(
    client: FlaskClient, data: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """The bound is lowered, so that the test takes seconds; what lies beyond is refused as fast."""
    monkeypatch.setattr(suggestions, "MOST_WAITING", MOST)
    monkeypatch.setattr(removal, "_record", lambda text: text)
    before, secret = inputs(Plan(data)), Desk(data).secret()
    statuses = [send(client, secret, one) for one in range(number)]
    assert statuses[:MOST] == [303] * MOST
    assert {*statuses[MOST:]} == {503}
    assert Desk(data).counts() == {State.OPEN: MOST}
    assert inputs(Plan(data)) == before
    assert client.get("/id/issue/ghost-work").status_code == 200
    assert Desk(data).path.stat().st_size < 1_000_000


def send(client: FlaskClient, secret: bytes, number: int) -> int:
    fields = {"token": form_token(secret), "record": "issue/ghost-work", "text": f"{number}"}
    return client.post("/remove", data=fields).status_code
