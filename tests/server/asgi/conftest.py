"""A front over a pool of the curated release, for each file of tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.release.release import Release
from server import Settings, create_app
from server.asgi.front import SparqlFastPath
from server.asgi.pool_manager import PoolManager


@pytest.fixture(scope="module")
def settings(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("front")
    return Settings(
        data=release.folder.parent.parent, folder=str(folder), ready=2, seconds=300.0, log=""
    )


@pytest.fixture(scope="module")
def front(settings: Settings) -> Iterator[SparqlFastPath]:
    with PoolManager(settings, Path(settings.folder)):
        yield SparqlFastPath(create_app(settings), settings)
