"""The notebooks of the docs run over a release, and agree with SPARQL."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from graph.engine.oxigraph import Store
from graph.release.release import Release

FOLDER: Final = Path(__file__).parents[1] / "docs" / "notebooks"
PREFIXES: Final = "PREFIX jg: <https://w3id.org/justicegraph/ontology#> "


def cells(name: str) -> list[str]:
    document = json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))
    assert document["nbformat"] == 4
    return ["".join(one["source"]) for one in document["cells"] if one["cell_type"] == "code"]


@pytest.fixture
def run(release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run a notebook in a folder with a built release; returns its variables."""
    (tmp_path / "build").symlink_to(release.folder.parent.parent)
    monkeypatch.chdir(tmp_path)

    def variables(name: str) -> dict[str, Any]:
        names: dict[str, Any] = {}
        for cell in cells(name):
            exec(compile(cell, name, "exec"), names)  # noqa: S102 - our own notebook
        return names

    return variables


def number(store: Store, query: str) -> int:
    (row,) = store.rows(PREFIXES + query)
    return int(row["n"].text)


def test_the_notebook_of_issues_counts_each_once(run: Any, store: Store) -> None:
    names = run("issues-with-pandas")
    assert names["counted_once"] == number(
        store,
        "SELECT (COUNT(DISTINCT ?counted) AS ?n) { ?issue a jg:Issue ."
        " OPTIONAL { ?issue jg:countedAs ?as } BIND(COALESCE(?as, ?issue) AS ?counted) }",
    )
    assert names["areas_by_year"].to_numpy().sum() > 0


def test_the_notebook_of_the_network_keeps_each_involvement(run: Any, store: Store) -> None:
    names = run("network-with-networkx")
    assert names["network"].number_of_edges() == number(
        store, "SELECT (COUNT(*) AS ?n) { ?issue jg:involvement ?one . ?one jg:role ?role }"
    )
    assert names["most_reported"].is_monotonic_decreasing


def test_the_notebook_of_pay_has_each_amount_and_each_link(run: Any, store: Store) -> None:
    names = run("pay-and-chains-with-duckdb")
    assert len(names["pay"]) == number(
        store, "SELECT (COUNT(*) AS ?n) { ?group a jg:WorkerGroup ; jg:pay ?money }"
    )
    assert len(names["chains"]) == number(
        store, "SELECT (COUNT(*) AS ?n) { ?system jg:labourLink ?link }"
    )
    assert not names["chains"]["seller"].isna().any()
    assert len(names["groups_without_pay"]) == number(
        store,
        "SELECT (COUNT(*) AS ?n) { ?group a jg:WorkerGroup "
        "FILTER NOT EXISTS { ?group jg:pay ?money } }",
    )


def test_the_notebook_of_related_issues_lists_the_relations_of_one(run: Any, store: Store) -> None:
    names = run("related-issues")
    assert len(names["pairs"]) == number(
        store,
        "SELECT (COUNT(*) AS ?n) { ?relation jg:score ?score ;"
        " jg:issue <https://w3id.org/justicegraph/id/issue/ghost-work> }",
    )
    assert names["shares"].sum() > 0


def test_the_notebook_of_coverage_counts_the_records(run: Any, store: Store) -> None:
    names = run("coverage-and-bias")
    assert names["coverage"]["records"].sum() == number(
        store, "SELECT (COUNT(DISTINCT ?issue) AS ?n) { ?issue a jg:Issue }"
    )


def test_every_notebook_is_run_by_a_test() -> None:
    tested = Path(__file__).read_text(encoding="utf-8")
    assert all(f'run("{path.stem}")' in tested for path in FOLDER.glob("*.ipynb"))


def test_no_notebook_holds_results_of_a_former_release() -> None:
    for path in FOLDER.glob("*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            assert not cell.get("outputs")
