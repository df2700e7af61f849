"""A client of an application that serves the curated release."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.release.release import Release
from server import Settings, create_app


@pytest.fixture(scope="session")
def app(release: Release) -> Flask:
    return create_app(Settings(release.folder.parent.parent))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
