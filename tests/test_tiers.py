"""Tiers of tests: what `make test-fast` leaves out, and which skips fail in CI."""

from pathlib import Path

import pytest

from tests.tiers import ALLOWED, ALONE, FIRST, SHARING, WHOLE, group, refuse_skip, turn

ROOT = Path(__file__).parent.parent
LISTED = [line for line in ALLOWED.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]


def skipped(reason: str) -> pytest.TestReport:
    longrepr = ("tests/test_a.py", 1, f"Skipped: {reason}")
    return pytest.TestReport("a", ("a", 1, "a"), {}, "skipped", longrepr, "call")


def test_a_skip_that_is_not_listed_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    report = skipped("the engine is not installed")
    refuse_skip(report)
    assert (report.outcome, report.longrepr) == (
        "failed",
        "skipped in CI, and tests/skips.txt does not list it: the engine is not installed",
    )


@pytest.mark.parametrize("line", LISTED)
def test_a_skip_that_is_listed_with_a_reason_is_allowed(
    monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.setenv("CI", "true")
    reason, _, why = line.partition("\t")
    report = skipped(reason)
    refuse_skip(report)
    assert (report.outcome, bool(why)) == ("skipped", True)


def test_a_skip_elsewhere_is_a_skip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    report = skipped("the engine is not installed")
    refuse_skip(report)
    assert report.outcome == "skipped"


def test_every_place_of_a_tier_is_there() -> None:
    assert [place for place in (*WHOLE, *FIRST) if not list(ROOT.glob(f"{place}*"))] == []


def test_files_that_share_servers_run_in_one_process() -> None:
    assert {group(f"{folder}/test_a.py") for folder in SHARING} == {*SHARING}
    assert {group(path) for path in ALONE} == {*ALONE}
    assert group("tests/graph/test_parallel.py") == "tests/graph/test_parallel.py"


def test_slow_groups_begin_first_and_fast_ones_fill_up_the_end() -> None:
    ordered = [*FIRST, "tests/scripts/test_command.py", "tests/graph/test_parallel.py"]
    assert sorted({*ordered}, key=turn) == ordered
