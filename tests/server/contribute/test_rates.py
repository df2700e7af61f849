"""Rates of senders: counted in memory by a keyed hash; this machine and reviewers are free."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server import Settings, create_app
from server.contribute import privacy
from server.web.site import EXTENSION
from tests.server.desk.desk_client import HTML, ISSUE


@pytest.fixture
def client(data: Path, tmp_path: Path) -> FlaskClient:
    app = create_app(Settings(data))
    limited = Settings(data, suggestions="2/hour", folder=str(tmp_path))
    use(app, limited)
    return app.test_client()


def use(app: Flask, settings: Settings) -> None:
    """Let an application that has no pool of workers use the settings of one that has."""
    sites = app.extensions[EXTENSION]
    object.__setattr__(sites.now(), "settings", settings)


def statuses(client: FlaskClient, address: str) -> list[int]:
    given = {"REMOTE_ADDR": address}
    sent = [
        client.post("/contribute/issue", data=ISSUE, headers=HTML, environ_overrides=given)
        for _ in range(4)
    ]
    return [answer.status_code for answer in sent]


def test_an_address_that_sends_too_many_forms_is_refused(
    client: FlaskClient, tmp_path: Path
) -> None:
    assert statuses(client, "192.0.2.1") == [403, 403, 429, 429]
    assert statuses(client, "192.0.2.2") == [403, 403, 429, 429]
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"192.0.2" not in kept


def test_this_machine_as_an_onion_service_shares_no_limit(client: FlaskClient) -> None:
    privacy._rates.cache_clear()
    assert statuses(client, "127.0.0.1") == [403, 403, 403, 403]
