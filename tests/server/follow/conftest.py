"""A server that sends letters, over the shared release."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.release.release import Release
from server import Settings, create_app

ADDRESS = "https://example.org/"


@pytest.fixture
def data(tmp_path: Path, release: Release) -> Path:
    (tmp_path / "releases").symlink_to(release.folder.parent)
    (tmp_path / "current").symlink_to(Path("releases") / release.name)
    return tmp_path


@pytest.fixture
def app(data: Path) -> Flask:
    smtp = "smtp://localhost:1"
    return create_app(Settings(data, smtp=smtp, sender="news@example.org", address=ADDRESS))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
