"""Fuzzing: whatever bytes and cells a snapshot holds, its import ends and a build can read it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.importing import SOURCES, Source, run
from graph.importing.reader import read_imported
from ontology import JusticeGraphError
from tests.graph.importing import write_sheet
from tests.graph.importing.test_aiaaic import HEADER as AIAAIC_HEADER
from tests.graph.importing.test_aiid import HEADER as AIID_HEADER
from tests.graph.importing.test_aiid import snapshot

FUZZ = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ODD = (
    *("\ud83d", "a\ud800b", "\x00", "\x1b[31m", "\u202e", "x" * 25_000, "[" * 3_000, '["uber"'),
    *(
        '["\\ud83d"]',
        '[{"a": 1}]',
        "=1+1",
        "@SUM(A1)",
        "<script>",
        "&#x0;",
        "&#xD800;",
        "%ED%A0%80",
    ),
    *("http://[", "https://www.aiaaic.org/[", "javascript:1", "9" * 400, "-1", "NaN", "1e999"),
    *(
        "n.d.",
        "TBC",
        "2019.0",
        "31/05/2019",
        "Kenya; UK, Atlantis",
        ";;,,",
        "null",
        "../..",
        "\u0663",
    ),
)
CELL = st.sampled_from(ODD) | st.text(st.characters(codec=None), max_size=30)


def survives(source: Source, path: Path, data: Path) -> None:
    """Import, and read what was imported as a build does; only our own errors may end it."""
    try:
        run(source, path, data)
    except JusticeGraphError:
        return
    assert [str(one) for record in read_imported(data) for one in record.problems] == []


@FUZZ
@given(st.sampled_from(["aiid", "aiaaic", "aidb", "records"]), st.binary(max_size=300))
def test_any_bytes_are_imported_or_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    survives(SOURCES[name], path, tmp_path / "data")


@FUZZ
@given(st.lists(st.tuples(st.integers(0, 17), CELL), max_size=6))
def test_any_cells_of_a_sheet_cost_their_row_at_most(
    tmp_path: Path, cells: list[tuple[int, str]]
) -> None:
    odd = ["AIAAIC7", "An app failed", "2019", *[""] * 15]
    for place, cell in cells:
        odd[place] = cell
    path = tmp_path / "a.csv"
    text = ["\t".join(AIAAIC_HEADER), "\t".join(odd), "AIAAIC8\tAnother app failed" + "\t" * 16]
    path.write_text("\n".join(text) + "\n", encoding="utf-8", errors="surrogatepass")
    survives(SOURCES["aiaaic"], path, tmp_path / "data")


@FUZZ
@given(st.lists(st.tuples(st.integers(1, 8), CELL), max_size=6), st.integers(0, 6), CELL)
def test_any_cells_of_incidents_and_their_tables_cost_their_row_at_most(
    tmp_path: Path, cells: list[tuple[int, str]], table: int, other: str
) -> None:
    folder = snapshot(tmp_path)
    odd = ["x", "7", "2019-05-31", "[70]", '["uber"]', "[]", "[]", "Told.", "Drivers locked out"]
    for place, cell in cells:
        odd[place] = cell.encode(errors="replace").decode()
    write_sheet(folder / "incidents.csv", AIID_HEADER, odd)
    row = ["MIT", "7", "True", "2. Privacy & Security", "2.1", "AI"]
    row[table % 6] = other.encode(errors="replace").decode()
    head = ["Namespace", "Incident ID", "Published", "Risk Domain", "Risk Subdomain", "Entity"]
    write_sheet(folder / "classifications_MIT.csv", head, row)
    entities = [{"entity_id": "uber", "name": other}]
    (folder / "entities.json").write_text(json.dumps(entities))
    survives(SOURCES["aiid"], folder, tmp_path / "data")


JSON: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | CELL,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(CELL, inner, max_size=3),
    max_leaves=6,
)
FIELDS = ("slug", "title", "summary", "year", "actors", "locations_shown", "ai_systems", "url")


@FUZZ
@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_any_values_of_an_entry_cost_their_row_at_most(
    tmp_path: Path, values: dict[str, object]
) -> None:
    path = tmp_path / "a.jsonl"
    entry = {"slug": "an-app", "title": "An app failed"} | values
    path.write_text(json.dumps(entry) + "\n", encoding="utf-8")
    survives(SOURCES["aidb"], path, tmp_path / "data")


@pytest.mark.parametrize(
    "encode", [bytes.upper, bytes.title, lambda text: text[:-40], bytes.swapcase]
)
def test_a_sheet_in_any_case_or_cut_off_is_imported_or_refused(
    tmp_path: Path, encode: Callable[[bytes], bytes]
) -> None:
    path = write_sheet(tmp_path / "a.csv", AIAAIC_HEADER, ["AIAAIC7", "A", *[""] * 16])
    path.write_bytes(encode(path.read_bytes()))
    survives(SOURCES["aiaaic"], path, tmp_path / "data")
