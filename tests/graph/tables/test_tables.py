"""The tables of a release: one row for each row of their query, typed, and readable by others."""

import csv
import json
from pathlib import Path

import duckdb
import frictionless
import mlcroissant  # type: ignore[import-untyped]
import pytest

from graph.engine.oxigraph import Store
from graph.files import checksum
from graph.release.release import Release
from graph.tables import DATABASE, TABLES, Table, tables, write_tables

by_table = pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)


@pytest.fixture(scope="module")
def folder(release: Release) -> Path:
    return release.folder / TABLES


@by_table
def test_the_columns_are_the_variables_of_the_query(table: Table, store: Store) -> None:
    rows = store.rows(f"{table.text} LIMIT 1")
    assert {name for row in rows for name in row} <= {column.name for column in table.columns}
    assert all(f"?{column.name}" in table.text for column in table.columns)


@by_table
def test_each_form_of_a_table_has_the_rows_of_sparql(
    table: Table, store: Store, folder: Path
) -> None:
    expected = len(store.rows(table.text))
    with duckdb.connect(str(folder / DATABASE), read_only=True) as database:
        in_database = database.table(table.name).fetchall()
    in_parquet = duckdb.read_parquet(str(folder / f"{table.name}.parquet")).fetchall()
    with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
        in_csv = [*csv.DictReader(file)]
    assert (len(in_database), len(in_csv)) == (expected, expected)
    assert in_parquet == in_database


def test_issues_are_as_many_as_sparql_counts(store: Store, folder: Path) -> None:
    (row,) = store.rows(
        "PREFIX jg: <https://w3id.org/justicegraph/ontology#>"
        "SELECT (COUNT(DISTINCT ?issue) AS ?issues) { ?issue a jg:Issue }"
    )
    with duckdb.connect(str(folder / DATABASE), read_only=True) as database:
        assert database.table("issues").count("*").fetchall() == [(int(row["issues"].text),)]


def test_a_year_is_a_number_and_an_absent_one_is_null(folder: Path) -> None:
    years = duckdb.read_parquet(str(folder / "issues.parquet")).project("year").fetchall()
    assert {type(year) for (year,) in years} == {int, type(None)}


def test_the_data_package_is_valid(folder: Path) -> None:
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.flatten(["type", "note"]) == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # mlcroissant calls rdflib's old names
def test_croissant_loads_the_records(folder: Path, store: Store) -> None:
    dataset = mlcroissant.Dataset(folder / "croissant.json")
    assert list(dataset.metadata.issues.errors) == []
    groups = [*dataset.records("worker_groups")]
    assert len(groups) == len(store.rows(_text("worker_groups")))
    assert {name for group in groups for name in group} == {
        f"worker_groups/{column}" for column in ("worker_group", "name", "description")
    }


def test_the_crate_describes_each_file_by_its_checksum(folder: Path) -> None:
    graph = json.loads((folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))["@graph"]
    files = {node["@id"]: node["sha256"] for node in graph if node["@type"] == "File"}
    assert files == {
        path.name: checksum(path)
        for path in folder.iterdir()
        if path.suffix in (".csv", ".duckdb", ".parquet")
    }
    root = next(node for node in graph if node["@id"] == "./")
    assert {part["@id"] for part in root["hasPart"]} == set(files)


def test_a_cell_that_a_spreadsheet_would_run_is_text_in_csv_alone(tmp_path: Path) -> None:
    written = write_tables(Store.in_memory(HOSTILE), tmp_path)
    assert '"\'=1+1,""a""\nb"' in (written / "systems.csv").read_text(encoding="utf-8")
    systems = duckdb.read_parquet(str(written / "systems.parquet")).project("name").fetchall()
    assert systems == [('=1+1,"a"\nb',)]


def test_a_year_with_a_time_zone_and_a_number_that_is_none_do_not_end_the_writing(
    tmp_path: Path,
) -> None:
    written = write_tables(Store.in_memory(ODD_YEAR), tmp_path)
    years = duckdb.read_parquet(str(written / "issues.parquet")).project("year").fetchall()
    assert years == [(2014,)]


def _text(name: str) -> str:
    return next(table.text for table in tables() if table.name == name)


TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
JG = "https://w3id.org/justicegraph/ontology#"
HOSTILE = (
    f"<a:x> {TYPE} <{JG}AISystem> <a:graph> .\n"
    '<a:x> <http://www.w3.org/2000/01/rdf-schema#label> "=1+1,\\"a\\"\\nb"@en <a:graph> .\n'
)
ODD_YEAR = (
    f"<a:x> {TYPE} <{JG}Issue> <a:graph> .\n<a:x> {TYPE} <{JG}Incident> <a:graph> .\n"
    f'<a:x> <{JG}year> "2014Z"^^<http://www.w3.org/2001/XMLSchema#gYear> <a:graph> .\n'
)
