"""A desk of its own over the shared release: a data folder that links to it."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.desk.reviewers import Reviewers
from graph.release.release import Release
from server import Settings, create_app
from tests.server.desk.desk_client import sign_in


@pytest.fixture
def data(tmp_path: Path, release: Release) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "releases").symlink_to(release.folder.parent)
    (folder / "current").symlink_to(Path("releases") / release.name)
    return folder


@pytest.fixture
def app(data: Path) -> Flask:
    return create_app(Settings(data))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A sender, who has no session."""
    return app.test_client()


@pytest.fixture
def ann(app: Flask, data: Path) -> FlaskClient:
    return reviewer(app, data, "Ann")


def reviewer(app: Flask, data: Path, name: str) -> FlaskClient:
    client = app.test_client()
    sign_in(client, Reviewers(data).invite(name))
    return client
