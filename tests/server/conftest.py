"""A client of an application that serves the curated release, and a folder of three small ones."""

from pathlib import Path
from typing import Final, NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.build.build import build
from graph.build.inputs import Plan
from graph.release.release import Release
from ontology import Project
from server import Settings, create_app
from tests.conftest import SMALL

ANOTHER = """\
---
id: another-actor
type: Organization
name: Another actor
kind: company
source: a-book
modified: 2026-01-02
"""


WELLS: Final = """\
id: a-well-ran-dry
type: Incident
title: A well ran dry
year: 2024
place: kenya
source: a-list
notStated: [justiceArea, impact, summary]
modified: 2026-01-02
---
id: a-list
type: Source
title: A list of wells
url: https://wells.example/list
sourceKind: report
publisher: el-pais
modified: 2026-01-02
"""
"""Records of a project: the place and the publisher are of the base layer."""


class Kept(NamedTuple):
    """A data folder and the names of its releases, in the order of publication."""

    data: Path
    names: list[str]


@pytest.fixture(scope="session")
def app(release: Release) -> Flask:
    """The application keeps no lists, since tests replace parts of what writes them."""
    return create_app(Settings(release.folder.parent.parent, cache_megabytes=0))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def wells(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A client of a small project that takes the base layer from us."""
    folder = tmp_path_factory.mktemp("wells")
    (folder / "wells.yaml").write_text(WELLS, encoding="utf-8")
    project = Project("Wells", publisher="Those at the wells", base="https://wells.example/")
    build(Plan(folder / "data", (folder,), project, formats=("nt",), base_layer=True))
    return create_app(Settings(folder / "data", cache_megabytes=0)).test_client()


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Three releases, in which an actor has another name each; the first has one actor more.

    Tests that write take a copy.
    """
    folder = tmp_path_factory.mktemp("kept")
    path, names = folder / "small.yaml", []
    for name, more in (("First", ANOTHER), ("Second", ""), ("Third", "")):
        path.write_text(SMALL.format(slug="an-actor", name=name) + more, encoding="utf-8")
        names.append(build(Plan(folder / "data", (path,), formats=("nt",))).name)
    return Kept(folder / "data", names)
