"""What many tests share: the curated records, read once, and one release built from them."""

from pathlib import Path

import hypothesis
import pyoxigraph as ox
import pytest

from graph.build.build import build
from graph.build.inputs import Plan
from graph.engine.oxigraph import Store
from graph.rdf.quads import Quad, from_engine
from graph.reading.files import curated_records, read_records
from graph.reading.record import Record
from graph.release.release import Release

collect_ignore = ["rdflib_engine.py"]
"""A server that tests start; to import it is to start it."""

hypothesis.settings.register_profile("untimed", deadline=None)  # no test is a measure of time
hypothesis.settings.load_profile("untimed")


@pytest.fixture(scope="session")
def curated() -> list[Record]:
    return read_records([curated_records()])


@pytest.fixture(scope="session")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """The plan of `release`; a test that builds takes a folder of its own."""
    return Plan(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def release(plan: Plan) -> Release:
    return build(plan)


@pytest.fixture(scope="session")
def store(release: Release) -> Store:
    return Store.open(release.store)


@pytest.fixture(scope="session")
def quads(release: Release) -> list[Quad]:
    """Every quad of the release, as its N-Quads download gives them."""
    found = ox.parse(path=release.folder / "justicegraph.nq", format=ox.RdfFormat.N_QUADS)
    return sorted(from_engine(found))


SMALL = """\
id: {slug}
type: Organization
name: {name}
kind: company
source: a-book
modified: 2026-01-02
---
id: a-book
type: Source
title: A book
sourceKind: book
publisher: {slug}
url: https://example.org/a-book
modified: 2026-01-02
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A file of two sound records."""
    path = tmp_path / "small.yaml"
    path.write_text(SMALL.format(slug="an-actor", name="An actor"), encoding="utf-8")
    return path
