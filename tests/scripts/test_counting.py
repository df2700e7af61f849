"""The `stats` command: the figures of a release as text and as JSON."""

import json

from click.testing import CliRunner

from graph import Plan, Release, Store, read_coverage
from scripts.command import main


def test_stats_tells_the_figures_of_a_release(plan: Plan, release: Release) -> None:
    result = CliRunner().invoke(main, ["stats", "--data", str(plan.data)], catch_exceptions=False)
    coverage = read_coverage(Store.open(release.store))
    lines = result.output.splitlines()
    assert lines[0] == f"{coverage.total} issues"
    share = coverage.shares[0]
    assert f"{share.lacking:>8,}  {share.percent:>9}  {share.measure.second}" in lines
    assert "By region of the world, most reported first" in lines


def test_stats_gives_the_same_as_json(plan: Plan, release: Release) -> None:
    arguments = ["stats", "--data", str(plan.data), "--format", "json"]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert json.loads(result.output) == read_coverage(Store.open(release.store)).as_json()
