"""No table of ours is run by the spreadsheet that opens it."""

import ast
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.csv_safety import escape_formula, escape_formulas

WRITERS = [
    *("graph/network/export.py", "graph/identity/reviewing.py", "graph/importing/run.py"),
    *(
        "graph/related/rows.py",
        "server/reports/compare.py",
        "server/search/formats.py",
        "server/reports/cross_table.py",
        "server/reports/places.py",
        "server/directory/formats.py",
        "graph/deriving/review.py",
    ),
]
"""The files that write what others named into a table."""


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1"])
def test_a_formula_becomes_a_text(cell: str) -> None:
    assert escape_formula(cell) == f"'{cell}"


@given(st.text())
def test_no_cell_begins_as_a_formula_and_none_is_lost(cell: str) -> None:
    written = escape_formula(cell)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert written.removeprefix("'") == cell or written == cell


@given(st.lists(st.text()))
def test_the_cells_of_a_row_are_escaped_one_by_one(cells: list[str]) -> None:
    assert escape_formulas(cells) == [escape_formula(cell) for cell in cells]


@pytest.mark.parametrize("name", WRITERS)
def test_whoever_writes_names_into_a_table_has_the_rule_from_here(name: str) -> None:
    package, _, path = name.partition("/")
    tree = ast.parse(Path(str(files(package) / path)).read_text(encoding="utf-8"))
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert named & {"escape_formula", "escape_formulas"}
