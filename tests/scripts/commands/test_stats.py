"""Figures and licences as the command line gives them."""

import json
from pathlib import Path

from click.testing import CliRunner

from graph.build.inputs import Plan
from graph.engine.oxigraph import Store
from graph.release.release import Release
from graph.reports.coverage import read_coverage
from scripts.command import main
from tests.graph.metadata.test_licences import BY_SA, write_import


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


def test_a_build_kept_to_a_licence_leaves_share_alike_parts_out(
    tmp_path: Path, small: Path
) -> None:
    data = tmp_path / "data"
    write_import(data, BY_SA)
    arguments = ["build", "--data", str(data), "--records", str(small), "--licence", "cc-by"]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    manifest = json.loads((Path(result.output.strip()) / "manifest.json").read_text())
    assert [part["name"] for part in manifest["parts"]] == ["curated", "vocabulary", "inferred"]


def test_a_licence_that_is_not_known_is_a_misuse() -> None:
    assert CliRunner().invoke(main, ["build", "--licence", "none"]).exit_code == 2
