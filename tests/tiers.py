"""Tiers of tests by folder, groups of tests that share a server, and the skips that CI allows."""

import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

__all__ = ["group", "is_whole", "refuse_skip", "turn"]

ROOT = Path(__file__).parent.parent
SHARING = ("tests/blackbox", "tests/browser", "tests/w3c")
"""Folders each of which shares its servers: one process runs all of a folder."""
ALONE = ("tests/browser/test_pages.py",)
"""Files that take as long as the rest of their folder, so that another process runs them."""
FIRST = (
    "tests/browser",
    *ALONE,
    "tests/test_installing.py",
    "tests/blackbox",
    "tests/graph/build/test_gate_of_release.py",
    "tests/graph/search/test_queries.py",
    "tests/graph/related/test_spark.py",
    "tests/graph/identity/test_sample.py",
)
"""Groups of more than 20 s each, run first, or one process would run the last of them alone."""
WHOLE = (
    *SHARING,
    "tests/graph/desk",
    "tests/graph/engine/lookup",
    "tests/graph/identity",
    "tests/graph/importing",
    "tests/graph/metadata/test_licences.py",
    "tests/graph/engine/pool",
    "tests/graph/engine/remote",
    "tests/graph/privacy/test_past.py",
    "tests/graph/privacy/test_real.py",
    "tests/graph/search/test_queries.py",
    "tests/graph/related/test_spark",
    "tests/graph/rdf/test_jsonld_compact.py",
    "tests/graph/reading/test_check.py",
    "tests/graph/reading/test_record.py",
    "tests/graph/release",
    "tests/scripts",
    "tests/server/asgi",
    "tests/server/contribute",
    "tests/server/dataset",
    "tests/server/desk",
    "tests/server/explorer",
    "tests/server/follow",
    "tests/server/pages",
    "tests/server/records/test_dereferencing.py",
    "tests/server/sparql/test_client_code.py",
    "tests/server/test_private_names.py",
    "tests/server/sparql/test_unpacking.py",
    "tests/shapes/gate",
    "tests/shapes/test_validation.py",
    "tests/test_installing.py",
)
"""Where tests start servers or browsers, or take seconds each."""
ALLOWED = ROOT / "tests" / "skips.txt"


def is_whole(path: str) -> bool:
    """Whether a test file is run by `make test` and not by `make test-fast`.

    >>> is_whole("tests/browser/test_pages.py"), is_whole("tests/graph/test_parallel.py")
    (True, False)
    """
    return path.startswith(WHOLE)


def group(path: str) -> str:
    """Return the tests that one process runs: those of a folder, or else of a file."""
    if path in ALONE:
        return path
    return next((folder for folder in SHARING if path.startswith(folder)), path)


class GroupScheduling(LoadScopeScheduling):  # type: ignore[misc]
    """Gives whole groups of tests to the processes that run them, in the order of the tests."""

    def schedule(self) -> None:
        """Leave the groups in order, which by default is that of how many tests they have."""
        self.config.option.loadscopereorder = False
        super().schedule()

    def _split_scope(self, nodeid: str) -> str:
        return group(nodeid.partition("::")[0])


@pytest.hookimpl
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> GroupScheduling:
    """Share the tests out among processes by group."""
    return GroupScheduling(config, log)


def turn(path: str) -> int:
    """Return when the tests of a file are run: slow groups, then what takes seconds, then the rest.

    >>> turn("tests/test_installing.py") < turn("tests/w3c/test_protocol.py") < turn("graph/ask.py")
    True
    """
    if group(path) in FIRST:
        return FIRST.index(group(path))
    return len(FIRST) + (not is_whole(path))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by the place of its file, and put those first that take longest."""
    paths = {item: item.path.relative_to(ROOT).as_posix() for item in items}
    for item, path in paths.items():
        if is_whole(path):
            item.add_marker("whole")
    items.sort(key=lambda item: turn(paths[item]))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let a test that is skipped in CI fail, unless its reason is listed."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Let a file that is skipped in CI fail, unless its reason is listed."""
    report = yield
    if report.skipped:
        refuse_skip(report)
    return report


def refuse_skip(report: Any) -> None:
    """Turn the report of a skip into a failure in CI, unless its reason is listed."""
    reason = report.longrepr[2].removeprefix("Skipped: ")
    if os.environ.get("CI") == "true" and reason not in _allowed():
        report.outcome = "failed"
        report.longrepr = f"skipped in CI, and tests/skips.txt does not list it: {reason}"


def _allowed() -> list[str]:
    lines = ALLOWED.read_text(encoding="utf-8").splitlines()
    return [line.partition("\t")[0] for line in lines if not line.startswith("#")]
